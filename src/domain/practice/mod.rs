//! The practice's own shape: services, rooms, hours and roles.
pub mod backups;
pub mod directory;
pub mod history;
pub mod hours;
pub mod look;
pub mod role;
pub mod room;
pub mod service;
pub mod start;

use chrono::Weekday;
use chrono_tz::Tz;

use self::look::{Colours, Look};
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
    /// Monday or Sunday.
    pub week_starts: Weekday,
    /// A folder where each day's copy of the file goes too, best on another computer or a stick; empty: none.
    pub second_backup: Clean,
    pub look: Look,
    /// A sensitive place asks for an `ok` line before a note is signed.
    pub ask_consent: bool,
    /// No-shows and late cancellations use up a visit of a plan.
    pub missed_count: bool,
}

/// A changed setting of the practice, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PracticeField {
    Name(Edit<Clean>),
    Zone(Edit<Tz>),
    Order(Edit<DateOrder>),
    SlotMinutes(Edit<u32>),
    LateCancelHours(Edit<u32>),
    WeekStarts(Edit<Weekday>),
    SecondBackup(Edit<Clean>),
    Ascii(Edit<bool>),
    Colours(Edit<Colours>),
    AskConsent(Edit<bool>),
    MissedCount(Edit<bool>),
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

fn check_week_starts(day: Weekday) -> Result<(), Refusal> {
    if matches!(day, Weekday::Mon | Weekday::Sun) {
        return Ok(());
    }
    Err(Refusal::field("week starts", "A week starts on Monday or on Sunday."))
}

fn check_second_backup(folder: &Clean) -> Result<(), Refusal> {
    if folder.is_empty() || folder.as_str().starts_with('/') {
        return Ok(());
    }
    Err(Refusal::field("second backup", format!("“{folder}” is no whole path. Type it from the root: /media/stick/knotbook.")))
}

impl Practice {
    /// A practice with the usual settings.
    pub fn new(name: Clean, zone: Tz, order: DateOrder) -> Self {
        Self {
            name,
            zone,
            order,
            slot_minutes: 15,
            late_cancel_hours: 24,
            week_starts: Weekday::Mon,
            second_backup: Clean::default(),
            look: Look::default(),
            ask_consent: true,
            missed_count: false,
        }
    }

    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        check_name(&self.name)?;
        check_slot(self.slot_minutes)?;
        check_late(self.late_cancel_hours)?;
        check_week_starts(self.week_starts)?;
        check_second_backup(&self.second_backup)
    }
}

impl PracticeField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Name(edit) => check_name(&edit.new),
            Self::SlotMinutes(edit) => check_slot(edit.new),
            Self::LateCancelHours(edit) => check_late(edit.new),
            Self::WeekStarts(edit) => check_week_starts(edit.new),
            Self::SecondBackup(edit) => check_second_backup(&edit.new),
            Self::Zone(_) | Self::Order(_) | Self::Ascii(_) | Self::Colours(_) | Self::AskConsent(_) | Self::MissedCount(_) => Ok(()),
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
