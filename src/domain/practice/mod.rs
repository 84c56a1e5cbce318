//! The practice's own shape: services, rooms, hours and roles.
pub mod directory;
pub mod history;
pub mod hours;
pub mod role;
pub mod room;
pub mod service;
pub mod start;

use chrono_tz::Tz;

use super::change::Edit;
use super::text::Clean;
use super::wording::when::DateOrder;

/// The one practice of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub name: Clean,
    /// The zone its wall clock hangs in.
    pub zone: Tz,
    /// How dates of two numbers are read.
    pub order: DateOrder,
    /// Step of offered times, minutes.
    pub slot_minutes: u32,
    /// A cancellation by the client less than so many hours ahead is a late one.
    pub late_cancel_hours: u32,
}

/// A changed setting of the practice, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PracticeField {
    Name(Edit<Clean>),
    Zone(Edit<Tz>),
    Order(Edit<DateOrder>),
    SlotMinutes(Edit<u32>),
    LateCancelHours(Edit<u32>),
}

/// Time zones by name, as a person may type them ("berlin", "Europe/Berlin", "new york").
pub fn find_zone(text: &str) -> Option<Tz> {
    let wanted = text.trim().to_lowercase().replace(' ', "_");
    if wanted.is_empty() {
        return None;
    }
    let is_city = |zone: &&Tz| zone.name().to_lowercase().rsplit('/').next() == Some(wanted.as_str());
    chrono_tz::TZ_VARIANTS
        .iter()
        .find(|zone| zone.name().to_lowercase() == wanted)
        .or_else(|| chrono_tz::TZ_VARIANTS.iter().find(is_city))
        .copied()
}
