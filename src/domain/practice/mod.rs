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
use super::refusal::Refusal;
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

impl Practice {
    /// The day a week begins with.
    pub fn week_starts(&self) -> chrono::Weekday {
        chrono::Weekday::Mon
    }
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

fn check_name(name: &Clean) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::field("practice", "The practice needs a name: it stands at the top of every screen."));
    }
    Ok(())
}

fn check_slot(minutes: u32) -> Result<(), Refusal> {
    if (5..=120).contains(&minutes) {
        return Ok(());
    }
    Err(Refusal::field("slot minutes", format!("Offered times lie 5 to 120 minutes apart; {minutes} is not among them.")))
}

fn check_late(hours: u32) -> Result<(), Refusal> {
    if hours <= 336 {
        return Ok(());
    }
    Err(Refusal::field("late cancel hours", format!("A cancellation is late at most 336 hours (two weeks) ahead; {hours} is more.")))
}

impl Practice {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        check_name(&self.name)?;
        check_slot(self.slot_minutes)?;
        check_late(self.late_cancel_hours)
    }
}

impl PracticeField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Name(edit) => check_name(&edit.new),
            Self::SlotMinutes(edit) => check_slot(edit.new),
            Self::LateCancelHours(edit) => check_late(edit.new),
            Self::Zone(_) | Self::Order(_) => Ok(()),
        }
    }
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
