//! What came of an appointment: its status, when it really happened, and why it did not.
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use fastrand::Rng;

use super::{Calendar, brought_in, lines_of};
use crate::domain::book::status::{CancelledBy, RealTimes, Status};
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// How an appointment stands when the old book is brought in.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) status: Status,
    pub(super) real: RealTimes,
    pub(super) by: Option<CancelledBy>,
    pub(super) reason: Clean,
}

impl Default for Outcome {
    fn default() -> Self {
        Self { status: Status::Booked, real: RealTimes::default(), by: None, reason: Clean::default() }
    }
}

/// The first of the days that single acts tell of: the last working day before today.
pub(super) fn lately_from(calendar: &Calendar) -> NaiveDate {
    calendar.today - TimeDelta::days(if calendar.today.weekday() == Weekday::Mon { 2 } else { 1 })
}

/// Chances in a thousand of what comes of an appointment, the rest is done: no-show, late-cancelled, cancelled by the client,
/// cancelled by the practice.
const PAST: [(Status, u32); 4] = [(Status::NoShow, 30), (Status::LateCancelled, 32), (Status::Cancelled, 48), (Status::Cancelled, 12)];

/// Never closed or waiting for a new time: so many are left in the book, that the screens for them have something to show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leftovers {
    pub(super) never_closed: u32,
    pub(super) to_rebook: u32,
}

pub(super) fn outcome(span: &Span, calendar: &Calendar, left: &mut Leftovers, rng: &mut Rng) -> Outcome {
    let date = span.date();
    if date >= lately_from(calendar) {
        return if date > calendar.today { ahead(span, calendar, left, rng) } else { Outcome::default() };
    }
    if left.never_closed > 0 && date > calendar.today - TimeDelta::days(14) && rng.u32(0..25) == 0 {
        left.never_closed -= 1;
        return Outcome { status: Status::Confirmed, ..Outcome::default() };
    }
    let mut chance = rng.u32(0..1000);
    for (place, (status, share)) in PAST.into_iter().enumerate() {
        if chance < share {
            return off(status, if place == 3 { CancelledBy::Practice } else { CancelledBy::Client }, rng);
        }
        chance -= share;
    }
    Outcome { status: Status::Done, real: done(span, rng), ..Outcome::default() }
}

fn ahead(span: &Span, calendar: &Calendar, left: &mut Leftovers, rng: &mut Rng) -> Outcome {
    let days = (span.date() - calendar.today).num_days();
    if left.to_rebook > 0 && days > 1 && days < 12 && rng.u32(0..14) == 0 {
        left.to_rebook -= 1;
        return off(Status::ToRebook, CancelledBy::Client, rng);
    }
    match rng.u32(0..100) {
        0..3 => off(Status::Cancelled, CancelledBy::Client, rng),
        3..11 => {
            let confirmed = brought_in(calendar) - TimeDelta::minutes(rng.i64(90..600));
            Outcome {
                status: Status::Confirmed,
                real: RealTimes { confirmed: Some(confirmed), ..RealTimes::default() },
                ..Outcome::default()
            }
        }
        _ => Outcome::default(),
    }
}

fn off(status: Status, by: CancelledBy, rng: &mut Rng) -> Outcome {
    if status == Status::NoShow {
        return Outcome { status, ..Outcome::default() };
    }
    let reasons = lines_of(if by == CancelledBy::Client { "cancelled" } else { "practice" });
    let reason = rng.choice(&reasons).map(|reason| (*reason).into()).unwrap_or_default();
    Outcome { status, by: Some(by), reason, ..Outcome::default() }
}

/// Real times around the planned ones; confirmed on the working day before, if at all.
pub(super) fn done(span: &Span, rng: &mut Rng) -> RealTimes {
    let arrived = span.from() - TimeDelta::minutes(rng.i64(1..9));
    let started = span.from() + TimeDelta::minutes(rng.i64(0..4));
    let confirmed = confirmed(span.from(), rng);
    RealTimes {
        confirmed: confirmed.filter(|_| rng.u32(0..100) < 72),
        arrived: Some(arrived),
        started: Some(started),
        done: Some(span.to() + TimeDelta::minutes(rng.i64(0..6))),
    }
}

/// A call on the afternoon of the working day before.
pub(super) fn confirmed(starts: NaiveDateTime, rng: &mut Rng) -> Option<NaiveDateTime> {
    let back = if starts.weekday() == Weekday::Mon { 2 } else { 1 };
    (starts.date() - TimeDelta::days(back)).and_hms_opt(16, rng.u32(0..60), 0)
}
