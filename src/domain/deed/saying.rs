//! Moments, places and steps of an act in words.
use chrono::Datelike;

use super::{MovedOne, Names, Place};
use crate::domain::book::status::Status;
use crate::domain::ids::RoomId;
use crate::domain::practice::hours::Absent;
use crate::domain::span::Span;
use crate::domain::wording::say;

pub(super) fn place_time(at: &Place, year: i32) -> String {
    say::moment(at.starts, year)
}

/// "Swapped Maria Smith and Tom Okafor: Tue 24 Nov 11:30 ↔ 15:30".
pub(super) fn swapped(a: &str, b: &str, from: Option<(Place, Place)>, anyway: bool, year: i32) -> String {
    let times = from.map(|(a, b)| {
        let other = if a.starts.date() == b.starts.date() { say::time(b.starts.time()) } else { place_time(&b, year) };
        format!(": {} ↔ {other}", place_time(&a, year))
    });
    let anyway = if anyway { ", anyway" } else { "" };
    format!("Swapped {a} and {b}{}{anyway}", times.unwrap_or_default())
}

/// "Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 10:00, and 2 more: Tom Okafor, Ana Silva".
pub(super) fn several(moves: &[MovedOne], names: &dyn Names, year: i32) -> String {
    let Some(first) = moves.first() else { return "Moved nothing".into() };
    let lead = if first.from == first.to {
        format!("Put {} back into the book, {}", names.client(first.client), place_time(&first.to, year))
    } else {
        format!("Moved {}, {}", names.client(first.client), from_to(&first.from, &first.to, names, year))
    };
    let rest: Vec<String> = moves[1..].iter().map(|one| names.client(one.client)).collect();
    if rest.is_empty() { lead } else { format!("{lead}, and {} more: {}", rest.len(), rest.join(", ")) }
}

/// "Tue 24 Nov 11:30 → Wed 25 Nov 10:00", and therapist or room only when they change.
pub(super) fn from_to(from: &Place, to: &Place, names: &dyn Names, year: i32) -> String {
    let mut before = place_time(from, year);
    let mut after = if from.starts.date() == to.starts.date() { say::time(to.starts.time()) } else { place_time(to, year) };
    if from.staff != to.staff {
        before = format!("{before} {}", names.staff(from.staff));
        after = format!("{after} {}", names.staff(to.staff));
    }
    if from.room != to.room {
        let room = |room: Option<RoomId>| room.map_or_else(|| "no room".to_owned(), |id| names.room(id));
        before = format!("{before} {}", room(from.room));
        after = format!("{after} {}", room(to.room));
    }
    if from.minutes != to.minutes {
        before = format!("{before}, {} min", from.minutes);
        after = format!("{after}, {} min", to.minutes);
    }
    format!("{before} → {after}")
}

pub(super) fn step(client: &str, at: &Place, from: Status, to: Status, year: i32) -> String {
    let when = place_time(at, year);
    let words = match to {
        Status::Confirmed => "Confirmed",
        Status::Arrived => "Arrived:",
        Status::InSession => "Started:",
        Status::Done => "Done:",
        Status::NoShow => "No-show:",
        Status::Cancelled => "Cancelled",
        Status::LateCancelled => "Late-cancelled",
        Status::ToRebook => "To rebook:",
        Status::Held => "Held for",
        Status::Skipped => "Skipped",
        Status::ToDecide => "To decide:",
        Status::Booked => "Back in the book:",
    };
    let back =
        if from.is_off() || from == Status::NoShow || from == Status::Done { format!(" (was {})", from.word()) } else { String::new() };
    format!("{words} {client}, {when}{back}")
}

pub(super) fn absence(of: Absent, span: &Span, names: &dyn Names, year: i32) -> String {
    let last = (span.to() - chrono::TimeDelta::minutes(1)).date();
    let when = if span.minutes() < 24 * 60 {
        format!("{} {}", say::day(span.date(), year), say::hours(span))
    } else if last == span.date() {
        say::day(last, year)
    } else {
        format!("{} to {}", say::day(span.date(), last.year()), say::day(last, year))
    };
    match of {
        Absent::Staff(id) => format!("Time off for {}, {when}", names.staff(id)),
        Absent::Block(id) => format!("Blocked time of {}, {when}", names.staff(id)),
        Absent::Practice => format!("Closed the practice, {when}"),
        Absent::Room(id) => format!("Took {} out of use, {when}", names.room(id)),
        Absent::Client(id) => format!("{} is away, {when}", names.client(id)),
    }
}
