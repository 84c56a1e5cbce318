//! When somebody works and when not: shifts and absences.
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
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

/// The first date from `today` on which both stretches take place and overlap; two of different people never do.
pub fn clash(one: &Shift, other: &Shift, today: NaiveDate) -> Option<NaiveDate> {
    if one.staff != other.staff || one.from >= other.to || other.from >= one.to {
        return None;
    }
    let both = |date: &NaiveDate| *date >= today && one.days.falls_on(*date) && other.days.falls_on(*date);
    match (one.days, other.days) {
        (ShiftDays::Once(date), _) | (_, ShiftDays::Once(date)) => Some(date).filter(both),
        (ShiftDays::Weekly { weekday, every, from, .. }, ShiftDays::Weekly { every: often, from: begins, .. }) => {
            let first = from.max(begins).max(today);
            let ahead = weekday.days_since(first.weekday());
            // After so many weeks the two meet again as they did at first.
            let weeks = usize::try_from(every.max(1).saturating_mul(often.max(1))).unwrap_or(usize::MAX);
            first.checked_add_days(Days::new(u64::from(ahead)))?.iter_weeks().take(weeks).find(both)
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_clash_where_their_weeks_dates_and_times_meet() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let weekly =
            |weekday, every, from: &str, until: Option<&str>| ShiftDays::Weekly { weekday, every, from: day(from), until: until.map(day) };
        let shift = |days, from, to| {
            let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
            Shift { staff: StaffId(1), days, from: hour(from), to: hour(to) }
        };
        let thursdays = shift(weekly(Weekday::Thu, 2, "2026-11-26", None), 10, 18);
        for (other, on) in [
            (shift(weekly(Weekday::Thu, 1, "2024-01-01", None), 14, 20), Some("2026-11-26")),
            (shift(weekly(Weekday::Thu, 1, "2024-01-01", None), 18, 20), None),
            (shift(weekly(Weekday::Fri, 1, "2024-01-01", None), 10, 18), None),
            (shift(weekly(Weekday::Thu, 2, "2026-12-03", None), 10, 18), None),
            (shift(weekly(Weekday::Thu, 3, "2026-12-03", None), 10, 18), Some("2026-12-24")),
            (shift(weekly(Weekday::Thu, 1, "2024-01-01", Some("2026-11-25")), 10, 18), None),
            (shift(weekly(Weekday::Thu, 3, "2026-12-03", Some("2026-12-23")), 10, 18), None),
            (shift(ShiftDays::Once(day("2026-12-10")), 9, 11), Some("2026-12-10")),
            (shift(ShiftDays::Once(day("2026-12-03")), 9, 11), None),
            (Shift { staff: StaffId(2), ..thursdays }, None),
        ] {
            let today = day("2026-11-23");
            assert_eq!(clash(&thursdays, &other, today), on.map(day), "{other:?}");
            assert_eq!(clash(&other, &thursdays, today), on.map(day), "{other:?}");
        }
    }
}
