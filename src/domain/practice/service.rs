//! What can be booked.
use serde::{Deserialize, Serialize};

use crate::domain::change::Edit;
use crate::domain::ids::ServiceId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// Length and clean-up of one appointment together, at most, in minutes: the database looks back just so far for overlaps.
pub const LONGEST_MINUTES: u32 = 600;

/// Clean-up after one appointment, at most, in minutes.
pub const LONGEST_BUFFER: u32 = 120;

/// Why a clean-up time is refused.
pub fn too_much_clean_up(minutes: u32) -> String {
    format!("Clean-up takes at most {LONGEST_BUFFER} minutes; {minutes} is more.")
}

/// A service, e.g. "Trigger point 60".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub id: ServiceId,
    pub name: Clean,
    /// What stands in a narrow column, e.g. "TrP 60".
    pub short: Clean,
    /// e.g. "trigger point", "deep tissue".
    pub modality: Clean,
    /// Usual length, minutes.
    pub minutes: u32,
    /// Clean-up time after it, minutes; holds therapist and room.
    pub buffer: u32,
    pub needs_room: bool,
    /// Price in hundredths of the practice's currency.
    pub price: Option<i64>,
    pub archived: bool,
}

/// A service to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewService {
    pub name: Clean,
    pub short: Clean,
    pub modality: Clean,
    pub minutes: u32,
    pub buffer: u32,
    pub needs_room: bool,
    pub price: Option<i64>,
}

impl NewService {
    /// A short name to begin with: "Hot 90" for Hot stone 90, "First" for First visit.
    pub fn short_of(name: &Clean) -> Clean {
        let mut words = name.as_str().split(' ');
        let first = words.next().unwrap_or_default();
        let number = words.next_back().filter(|last| !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()));
        Clean::line(&number.map_or_else(|| first.to_owned(), |number| format!("{first} {number}")))
    }
}

/// A changed field of a service, with what the person saw before. What is booked keeps its own length and clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceField {
    Name(Edit<Clean>),
    Short(Edit<Clean>),
    Modality(Edit<Clean>),
    Minutes(Edit<u32>),
    Buffer(Edit<u32>),
    NeedsRoom(Edit<bool>),
    Price(Edit<Option<i64>>),
    Archived(Edit<bool>),
}

/// The fields in which a service differs from what the person saw.
pub fn differences(seen: &Service, new: Service) -> Vec<ServiceField> {
    [
        Edit::of(seen.name.clone(), new.name).map(ServiceField::Name),
        Edit::of(seen.short.clone(), new.short).map(ServiceField::Short),
        Edit::of(seen.modality.clone(), new.modality).map(ServiceField::Modality),
        Edit::of(seen.minutes, new.minutes).map(ServiceField::Minutes),
        Edit::of(seen.buffer, new.buffer).map(ServiceField::Buffer),
        Edit::of(seen.needs_room, new.needs_room).map(ServiceField::NeedsRoom),
        Edit::of(seen.price, new.price).map(ServiceField::Price),
        Edit::of(seen.archived, new.archived).map(ServiceField::Archived),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Refuses a length that no appointment can have.
pub fn check_minutes(minutes: u32) -> Result<(), Refusal> {
    if (5..=LONGEST_MINUTES).contains(&minutes) {
        return Ok(());
    }
    Err(Refusal::field("length", format!("A service lasts 5 to {LONGEST_MINUTES} minutes; {minutes} is not among them.")))
}

/// Refuses more clean-up than an appointment can have.
pub fn check_buffer(minutes: u32) -> Result<(), Refusal> {
    if minutes <= LONGEST_BUFFER { Ok(()) } else { Err(Refusal::field("clean-up", too_much_clean_up(minutes))) }
}

/// Refuses a price below nothing.
pub fn check_price(price: Option<i64>) -> Result<(), Refusal> {
    if price.is_none_or(|price| (0..=100_000_000).contains(&price)) {
        return Ok(());
    }
    Err(Refusal::field("price", "A price is an amount like 90 or 90.50; empty when there is none."))
}

impl ServiceField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Minutes(edit) => check_minutes(edit.new),
            Self::Buffer(edit) => check_buffer(edit.new),
            Self::Price(edit) => check_price(edit.new),
            Self::Name(_) | Self::Short(_) | Self::Modality(_) | Self::NeedsRoom(_) | Self::Archived(_) => Ok(()),
        }
    }
}
