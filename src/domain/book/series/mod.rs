//! Standing appointments: a rule on the practice's wall clock (RFC 5545), and its dates as appointments of their own.
pub mod act;
pub mod away;
pub mod begin;
pub mod deciding;
pub mod list;
pub mod plan;
pub mod review;
pub mod suited;

use std::fmt;

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::appointment::{Appointment, Slot};
use super::rule::{End, Rule};
use crate::domain::ids::{ClientId, RoomId, SeriesId, ServiceId, StaffId};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::repeat;

/// How far ahead the dates of a rule without a count are made.
pub const HORIZON_WEEKS: u64 = 52;
/// As many dates as a counted rule may have: two years of weekdays.
pub const MOST_DATES: u32 = 520;

/// Until when a rule is made that has no further dates: nothing is left to make of it.
pub const FOREVER: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");

/// What a standing appointment is: whom, what, where, how long, and when again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// `None` while the client is not in the file yet.
    pub client: Option<ClientId>,
    pub service: ServiceId,
    pub staff: StaffId,
    /// `None`: whichever room is free.
    pub room: Option<RoomId>,
    /// Length, minutes.
    pub minutes: u32,
    /// Clean-up after each, minutes.
    pub buffer: u32,
    pub rule: Rule,
    /// The moment its rule counts from; also the time of day.
    pub first: NaiveDateTime,
    /// Nothing happens from this moment on; the rule is kept, so that it can go on.
    pub ended: Option<NaiveDateTime>,
}

/// Up to which date the dates of a rule from `first` on are made, as seen on `today`.
pub fn horizon(rule: &Rule, first: NaiveDateTime, today: NaiveDate) -> NaiveDate {
    let from = first.date().max(today);
    let horizon = from.checked_add_days(Days::new(HORIZON_WEEKS * 7)).unwrap_or(from);
    match rule.end() {
        End::Count(_) => FOREVER,
        End::Until(until) if until.date() <= horizon => FOREVER,
        End::Until(_) | End::Never => horizon,
    }
}

impl Terms {
    /// The slot of a date of the rule, before anything was moved.
    pub fn slot(&self, at: NaiveDateTime) -> Slot {
        Slot {
            client: self.client,
            service: self.service,
            staff: self.staff,
            room: self.room,
            span: Span::lasting(at, self.minutes),
            buffer: self.buffer,
        }
    }

    /// Whether `at` is a date of it that has not been given up.
    pub fn runs(&self, at: NaiveDateTime) -> bool {
        self.ended.is_none_or(|ended| at < ended)
    }

    /// Up to which date its dates are made, as seen on `today`: all of a counted rule and of one that ends before, else the
    /// weeks of the horizon.
    pub fn horizon(&self, today: NaiveDate) -> NaiveDate {
        horizon(&self.rule, self.first, today)
    }

    /// The dates that are made, as seen on `today`.
    pub fn dates(&self, today: NaiveDate) -> Vec<NaiveDateTime> {
        self.dates_after(None, self.horizon(today))
    }

    /// The dates after `made`, up to and including `until`.
    pub fn dates_after(&self, made: Option<NaiveDate>, until: NaiveDate) -> Vec<NaiveDateTime> {
        let from = made.and_then(|made| made.succ_opt()).map_or(self.first, |next| next.and_time(chrono::NaiveTime::MIN));
        let to = Span::whole_day(until).to();
        let dates = self.rule.dates_between(self.first, from.max(self.first), to);
        dates.into_iter().filter(|at| self.runs(*at)).take(MOST_DATES as usize + 1).collect()
    }

    /// How often it repeats, in one sentence.
    pub fn repeats(&self) -> String {
        repeat::say(&self.rule, self.first)
    }

    /// The rule up to, not including, one of its dates: from there another part goes on.
    pub fn cut(&self, at: NaiveDateTime) -> Rule {
        let end = match self.rule.end() {
            End::Count(_) => {
                let before = self.rule.dates(self.first).take_while(|date| *date < at).count();
                End::Count(u32::try_from(before).unwrap_or(u32::MAX))
            }
            End::Never | End::Until(_) => End::Until(at - chrono::TimeDelta::seconds(1)),
        };
        self.rule.with_end(end)
    }

    /// How many dates the rule counts; `None` without a count.
    pub fn counted(&self) -> Option<u32> {
        match self.rule.end() {
            End::Count(count) => Some(count),
            End::Never | End::Until(_) => None,
        }
    }
}

/// A standing appointment as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub id: SeriesId,
    pub client_name: Clean,
    pub terms: Terms,
    /// All of its dates up to and including this one are rows.
    pub made_until: NaiveDate,
    /// How many dates came before its own, in the series it was split off.
    pub before: u32,
    pub split_from: Option<SeriesId>,
    /// How many dates all its parts count together; `None` when one of them counts none.
    pub in_all: Option<u32>,
    /// Another part was split off and goes on from the end of this one.
    pub goes_on: bool,
}

/// A date of a standing appointment as a row: the moment its rule gave, and the appointment.
pub type DateRow = (NaiveDateTime, Appointment);

/// The place of an appointment in a standing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    pub series: SeriesId,
    /// The moment that the rule gave, wherever the appointment was moved to.
    pub rule_date: NaiveDateTime,
}

/// "date 3 of 8", "date 3".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub number: u32,
    pub of: Option<u32>,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            Some(of) => write!(f, "date {} of {of}", self.number),
            None => write!(f, "date {}", self.number),
        }
    }
}

impl Series {
    /// The place of a date among all; `upto` is how many rows of the series have this rule date or an earlier one.
    pub fn position(&self, upto: u32) -> Position {
        Position { number: self.before + upto, of: self.in_all }
    }

    /// Whether an appointment is where and as the series would have it. One that is not is an exception.
    pub fn as_ruled(&self, row: &Appointment, rule_date: NaiveDateTime) -> bool {
        let ruled = self.terms.slot(rule_date);
        let own = row.slot();
        let room = ruled.room.is_none() || own.room == ruled.room;
        room && own.service == ruled.service && own.staff == ruled.staff && own.span == ruled.span
    }
}
