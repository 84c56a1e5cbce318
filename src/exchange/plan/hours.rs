//! Hours of therapists who come in with an import: as their appointments show them. Without hours nobody could be offered.
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use crate::domain::change::{Import, Imported, Ref};
use crate::domain::people::staff::NewShift;
use crate::domain::practice::hours::ShiftDays;

/// Only the newest weeks count: hours change over the years.
const WEEKS: i64 = 26;
/// A weekday with fewer appointments than this share of the busiest one was an exception.
const SHARE: usize = 10;

/// Gives every new therapist one stretch a weekday, from the earliest start to the latest end of the newest half year.
pub(super) fn fill(import: &mut Import) {
    for place in 0..import.staff.len() {
        let own: Vec<&Imported> = import.appointments.iter().filter(|one| one.staff == Ref::New(place) && one.status.holds()).collect();
        let Some(newest) = own.iter().map(|one| one.span.from()).max() else { continue };
        let Some(first) = own.iter().map(|one| one.span.date()).min() else { continue };
        let recent: Vec<&Imported> = own.into_iter().filter(|one| newest - one.span.from() < TimeDelta::weeks(WEEKS)).collect();
        let from = first.week(Weekday::Mon).first_day();
        import.staff[place].hours = worked(&recent)
            .into_iter()
            .map(|(weekday, (starts, ends))| NewShift {
                days: ShiftDays::Weekly { weekday, every: 1, from, until: None },
                from: starts,
                to: ends,
            })
            .collect();
    }
}

/// By weekday: the earliest start and the latest end.
fn worked(recent: &[&Imported]) -> Vec<(Weekday, (NaiveTime, NaiveTime))> {
    let on = |day: Weekday| recent.iter().filter(move |one| one.span.date().weekday() == day && one.span.to().date() == one.span.date());
    let week = || (0..7_u8).filter_map(|n| Weekday::try_from(n).ok());
    let busiest = week().map(|day| on(day).count()).max().unwrap_or(0);
    week()
        .filter(|day| on(*day).count() * SHARE > busiest)
        .filter_map(|day| {
            let starts = on(day).map(|one| one.span.from()).map(|at| at.time()).min()?;
            let ends = on(day).map(|one| one.span.to()).map(quarter).max()?;
            (starts < ends).then_some((day, (starts, ends)))
        })
        .collect()
}

/// Up to the next quarter of an hour, within the day.
fn quarter(at: NaiveDateTime) -> NaiveTime {
    let up = (15 - at.minute() % 15) % 15;
    let rounded = at + TimeDelta::minutes(i64::from(up));
    if rounded.date() == at.date() { rounded.time() } else { at.time() }
}
