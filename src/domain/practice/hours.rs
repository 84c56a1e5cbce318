//! When somebody works and when not: shifts and absences.
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{AbsenceId, ClientId, RoomId, ShiftId, StaffId};
use crate::domain::span::{self, Span};
use crate::domain::text::Clean;

/// On which dates a shift takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftDays {
    /// Every `every`-th week on `weekday`, counted from the week of `from`; the last date is `until` (included).
    Weekly { weekday: Weekday, every: u32, from: NaiveDate, until: Option<NaiveDate> },
    /// Extra hours on one date.
    Once(NaiveDate),
}

impl ShiftDays {
    pub fn falls_on(&self, date: NaiveDate) -> bool {
        match *self {
            Self::Once(on) => on == date,
            Self::Weekly { weekday, every, from, until } => {
                date.weekday() == weekday
                    && date >= from
                    && until.is_none_or(|last| date <= last)
                    && weeks_between(from, date).is_multiple_of(every.max(1))
            }
        }
    }
}

/// Weeks from the week of one date to the week of a later one.
fn weeks_between(from: NaiveDate, date: NaiveDate) -> u32 {
    let monday = |day: NaiveDate| day.num_days_from_ce() - i32::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
    ((monday(date) - monday(from)) / 7).unsigned_abs()
}

/// A stretch of a therapist's hours; several on one day leave breaks between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub staff: StaffId,
    pub days: ShiftDays,
    pub from: NaiveTime,
    pub to: NaiveTime,
}

/// A shift as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptShift {
    pub id: ShiftId,
    pub shift: Shift,
}

/// The stretches that `staff` works on `date`, sorted and disjoint; absences are not cut out yet.
pub fn worked(shifts: &[Shift], staff: StaffId, date: NaiveDate) -> Vec<Span> {
    let stretches = shifts
        .iter()
        .filter(|shift| shift.staff == staff && shift.days.falls_on(date))
        .filter_map(|shift| Span::new(date.and_time(shift.from), date.and_time(shift.to)))
        .collect();
    span::union(stretches)
}

/// Whom or what an absence takes out of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// A therapist's time off.
    Staff(StaffId),
    /// An errand or pause of a therapist within the day.
    Block(StaffId),
    /// The whole practice is closed.
    Practice,
    /// A room is out of use.
    Room(RoomId),
    /// A client is away.
    Client(ClientId),
}

/// A stretch of time in which somebody or something is not available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    pub of: Absent,
    pub span: Span,
    /// e.g. "training", "Christmas week".
    pub reason: Clean,
}
