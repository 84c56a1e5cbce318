//! What is going to be done, and to which dates, in words.
use chrono::{Datelike, NaiveDateTime};

use super::choices::Touch;
use super::{Wider, with_words};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::series::plan::Place;
use crate::domain::wording::say;
use crate::tui::screens::See;

/// "Move Maria Smith from Tue 19 Jan 10:00 to 11:00."
pub(super) fn moved(date: &Appointment, lands: &Slot, see: &See<'_>) -> String {
    let year = see.now.year();
    let (from, to) = (date.span.from(), lands.span.from());
    let with = if lands.staff == date.staff { String::new() } else { format!(" {}", with_words(lands, see.directory)) };
    format!("Move {} from {} to {}{with}.", date.client_name, say::moment(from, year), short(from, to, year))
}

/// Only the time where the day stays.
fn short(from: NaiveDateTime, to: NaiveDateTime, year: i32) -> String {
    if from.date() == to.date() { say::time(to.time()) } else { say::moment(to, year) }
}

/// "Change Maria Smith, Tue 19 Jan 10:00: with Lee, 30 min."
pub(super) fn changed(old: &Appointment, place: &Place, lands: &Slot, see: &See<'_>) -> String {
    let (year, directory) = (see.now.year(), see.directory);
    let mut parts = Vec::new();
    parts.extend(place.starts.map(|to| format!("to {}", short(old.span.from(), to, year))));
    parts.extend(place.staff.map(|_| with_words(lands, directory)));
    parts.extend(place.service.map(|(service, _)| directory.service_short(service).to_owned()));
    parts.extend(place.minutes.map(|minutes| format!("{minutes} min")));
    parts.extend(place.room.map(|room| match room {
        Some(room) => format!("in {}", directory.room_short(Some(room))),
        None => "in any room".to_owned(),
    }));
    format!("Change {}, {}: {}.", old.client_name, say::moment(old.span.from(), year), parts.join(", "))
}

/// "Cancel Maria Smith, Tue 19 Jan 10:00."
pub(super) fn of(date: &Appointment, verb: &str, after: &str, now: NaiveDateTime) -> String {
    let comma = if after.is_empty() { "" } else { "," };
    format!("{verb} {}, {}{comma}{after}.", date.client_name, say::moment(date.span.from(), now.year()))
}

/// "this one and the 3 after it, to 2 Mar", and what stays.
pub(super) fn following(touch: Option<&Touch>, wider: &Wider, goes_on: bool, year: i32) -> (String, String) {
    let Some(touch) = touch else { return ("this one and those after it".into(), String::new()) };
    let more = touch.ids.len().saturating_sub(1);
    let last = touch.last.map(|last| say::day(last.date(), year)).unwrap_or_default();
    let off = if matches!(wider, Wider::Restore) { " called off" } else { "" };
    let words = match more {
        _ if goes_on => format!("this one and all after it, {more} in the book so far"),
        1 => format!("this one and the one{off} after it, {last}"),
        _ => format!("this one and the {more}{off} after it, to {last}"),
    };
    let ends = if matches!(wider, Wider::End { .. }) { "; it ends there" } else { "" };
    (format!("{words}{ends}"), stays(0, touch.staying))
}

/// "all 4 still to come", and what stays.
pub(super) fn all(touch: Option<&Touch>, wider: &Wider, past: usize) -> (String, String) {
    let Some(touch) = touch else { return ("all still to come".into(), stays(past, 0)) };
    let n = touch.ids.len();
    let words = match wider {
        Wider::Follow { .. } => format!("all {n} still to come"),
        Wider::End { .. } => format!("all {n} still to come; it ends"),
        Wider::Restore => format!("all {n} that were called off and are still to come"),
    };
    (words, stays(past, touch.staying))
}

/// "(the 4 past ones and 1 moved one stay)".
fn stays(past: usize, moved: usize) -> String {
    let past_ones = match past {
        0 => None,
        1 => Some("the past one".to_owned()),
        n => Some(format!("the {n} past ones")),
    };
    let moved_ones = (moved > 0).then(|| say::count(moved, "moved one", "moved ones"));
    let parts: Vec<String> = [past_ones, moved_ones].into_iter().flatten().collect();
    match past + moved {
        0 => String::new(),
        1 => format!("({} stays)", parts[0]),
        _ => format!("({} stay)", parts.join(" and ")),
    }
}
