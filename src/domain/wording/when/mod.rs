//! Days and times in the words of a person at the front desk, read without ever being understood silently wrong: what fits
//! together is taken, what contradicts itself or can be meant in two ways is refused in a sentence, and what is neither a day
//! nor a time is handed back. Everything read is echoed in full before it counts.
//!
//! How words are taken where people differ:
//! - The week runs Monday to Sunday. "tue" is the coming Tuesday, and today on a Tuesday, unless the time said with it has
//!   passed: then it is asked. "this tue" is the same, "next tue" is that of the next week, "last tue" the latest before today,
//!   "tue week" a week after the coming one. "sun" is a day, and "tu" where no name can stand; "may", "march" and the other months are one only beside a number.
//! - A date without a year is the next such date, today included. `24/11` is read in the order the practice has set.
//! - Hours from 1 to 6 without am or pm are in the afternoon, others as written; a leading zero (`02:30`) says the early one,
//!   and a part of the day ("evening at 7") picks the half. A bare number is a time only after a word that asks for one.
//! - Morning and am end at 12:00, the afternoon is 12:00–18:00, pm begins at 12:00 and the evening at 17:00, both to the day's end.
//! - Quotes make a name of anything. Repeats ("every 2 weeks", "1st tue", "until 12 mar") are left as they stand.
pub(super) mod clock;
mod date;
mod day;
mod length;
pub(super) mod lex;
mod phrase;
mod repeat;
mod settle;
#[cfg(test)]
mod tests;
mod unclear;
pub(super) mod words;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::say;
pub use length::read_minutes;
use lex::{Token, said};
use phrase::Phrase;
use settle::Said;
pub use unclear::Unclear;

/// Which of two numbers is the day: `24/11` or `11/24`. A setting of the practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// The time of day somebody wishes to begin at. Display says it so that it is read back as itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeWish {
    /// Nothing said.
    Any,
    At(NaiveTime),
    /// Not before `from`, and before `to`; `None`: to the end of the day.
    Window {
        from: NaiveTime,
        to: Option<NaiveTime>,
    },
    /// This minute; the day is then today.
    Now,
    /// The time of the last appointment.
    Same,
}

/// The day, or the days from a first to a last (both included), somebody wishes for. Display says it so that it is read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayWish {
    On(NaiveDate),
    From { from: NaiveDate, to: NaiveDate },
}

/// What was said of day and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    pub day: Option<DayWish>,
    pub time: TimeWish,
}

/// What was read, and the words left for the caller (names, services …) in their order; a quoted name is one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub when: When,
    pub rest: Vec<String>,
}

impl fmt::Display for DayWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => write!(f, "{}", say::full_day(*date)),
            Self::From { from, to } => write!(f, "{} – {}", say::full_day(*from), say::full_day(*to)),
        }
    }
}

impl fmt::Display for TimeWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Any => write!(f, "any time"),
            Self::At(time) => write!(f, "{}", say::time(time)),
            Self::Window { from, to: None } => write!(f, "from {}", say::time(from)),
            Self::Window { from: NaiveTime::MIN, to: Some(to) } => write!(f, "before {}", say::time(to)),
            Self::Window { from, to: Some(to) } => write!(f, "{}–{}", say::time(from), say::time(to)),
            Self::Now => write!(f, "now"),
            Self::Same => write!(f, "same time"),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.day, self.time) {
            (Some(day), TimeWish::Any) => write!(f, "{day}"),
            (Some(day), time) => write!(f, "{day}, {time}"),
            (None, time) => write!(f, "{time}"),
        }
    }
}

/// Reads days and times out of free text whose words come in any order.
pub fn read(text: &str, now: NaiveDateTime, order: DateOrder) -> Result<Reading, Unclear> {
    scan(text, now, order, Field::Line)
}

/// [`read`] where no names stand between: two letters are a weekday there ("fr pm").
pub fn read_wish(text: &str, now: NaiveDateTime, order: DateOrder) -> Result<Reading, Unclear> {
    scan(text, now, order, Field::Wish)
}

/// Only a day: the whole text must be one ("2026-12-24", "24 dec", "next tue", also "24").
pub fn read_day(text: &str, today: NaiveDate, order: DateOrder) -> Result<NaiveDate, Unclear> {
    let whole = || text.trim().to_owned();
    let Reading { when, rest } = scan(text, today.and_time(NaiveTime::MIN), order, Field::Day)?;
    match when {
        _ if whole().is_empty() => Err(Unclear::MissingDay),
        _ if !rest.is_empty() => Err(Unclear::NoDay { said: rest.join(" ") }),
        When { day: Some(DayWish::On(date)), time: TimeWish::Any } => Ok(date),
        When { day: Some(DayWish::From { .. }), time: TimeWish::Any } => Err(Unclear::SeveralDays { said: whole() }),
        When { .. } => Err(Unclear::NoDay { said: whole() }),
    }
}

/// Day and time for a field: the whole text must be understood and the time definite; without a day it is `default_day`.
/// Here a bare number is an hour and four digits are a time.
pub fn read_moment(text: &str, now: NaiveDateTime, default_day: NaiveDate, order: DateOrder) -> Result<NaiveDateTime, Unclear> {
    let whole = || text.trim().to_owned();
    let Reading { when, rest } = scan(text, now, order, Field::Moment)?;
    if !rest.is_empty() {
        return Err(Unclear::Unknown { said: rest.join(" ") });
    }
    let day = match when.day {
        None => default_day,
        Some(DayWish::On(date)) => date,
        Some(DayWish::From { .. }) => return Err(Unclear::SeveralDays { said: whole() }),
    };
    match when.time {
        TimeWish::At(time) => Ok(day.and_time(time)),
        TimeWish::Now => Ok(day.and_time(NaiveTime::from_hms_opt(now.hour(), now.minute(), 0).unwrap_or_default())),
        TimeWish::Any => Err(Unclear::MissingTime),
        TimeWish::Window { .. } | TimeWish::Same => Err(Unclear::OpenTime { said: whole() }),
    }
}

/// A time of day alone: "9", "9:30", "0930", "2pm", "14h30", "9.30". A bare number is an hour, under the one rule for all hours:
/// 1 to 6 are in the afternoon ("5" closes at 17:00) unless "am" or a leading zero ("06") says otherwise.
pub fn read_time(text: &str) -> Result<NaiveTime, Unclear> {
    let tokens = lex::tokens(text);
    match clock::clock(&tokens, true)? {
        Some((clock, n)) if n == tokens.len() => Ok(clock.time),
        _ if tokens.is_empty() => Err(Unclear::MissingTime),
        _ => Err(Unclear::NoTime { said: text.trim().to_owned() }),
    }
}

/// A date of birth: a full date with its year, not after `today`. Two digits are the latest such year.
pub fn read_birth(text: &str, today: NaiveDate, order: DateOrder) -> Result<NaiveDate, Unclear> {
    let desk = Desk { now: today.and_time(NaiveTime::MIN), order, field: Field::Birth, repeats: false, dot: Dot::Day };
    let tokens = lex::tokens(text);
    let found = match date::numeric(&desk, &tokens)? {
        None => date::by_month(&desk, &tokens)?,
        found => found,
    };
    match found {
        Some((day::Part::Date(date), n)) if n == tokens.len() && date > today => Err(Unclear::Unborn { date }),
        Some((day::Part::Date(date), n)) if n == tokens.len() => Ok(date),
        _ => Err(Unclear::NoBirth { said: text.trim().to_owned() }),
    }
}

/// Where and when a text is read.
#[derive(Debug, Clone, Copy)]
struct Desk {
    now: NaiveDateTime,
    order: DateOrder,
    field: Field,
    /// The line says a repeat somewhere.
    repeats: bool,
    dot: Dot,
}

/// What the person is filling in, and so what words may mean there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// A line with names, services and lengths between.
    Line,
    /// Days and times, nothing else.
    Wish,
    Day,
    Moment,
    Birth,
}

/// What `9.10` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dot {
    Day,
    Time,
    /// Refused where it can be both.
    Ask,
}

/// What a rule reads at the start of some tokens, and how many of them.
type Step<T> = Result<Option<(T, usize)>, Unclear>;

impl Field {
    fn is_a_day(self) -> bool {
        matches!(self, Self::Day | Self::Birth)
    }
}

impl Desk {
    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    fn dots(&self, dot: Dot) -> Self {
        Self { dot, ..*self }
    }

    fn bare_hours(&self) -> bool {
        self.field == Field::Moment
    }
}

fn scan(text: &str, now: NaiveDateTime, order: DateOrder, field: Field) -> Result<Reading, Unclear> {
    let tokens = lex::tokens(text);
    let repeats = tokens.iter().any(|token| words::repeats(token.word()));
    let desk = Desk { now, order, field, repeats, dot: if field.is_a_day() { Dot::Day } else { Dot::Ask } };
    let (mut days, mut times, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    let left_over = |tokens: &[Token], n: usize| tokens.iter().take(n).map(|token| token.text.to_owned()).collect::<Vec<_>>();
    let mut at = 0;
    while at < tokens.len() {
        let here = &tokens[at..];
        let (phrase, n) = phrase::phrase(&desk, here)?.unwrap_or((Phrase::Others, 1));
        match phrase {
            Phrase::Days(found) => days.extend(found),
            Phrase::Time(part) => times.push(Said { part, said: said(here, n) }),
            Phrase::Nothing => {}
            Phrase::Others => rest.extend(left_over(here, n)),
        }
        at += n;
    }
    Ok(Reading { when: settle::when(&desk, &days, &times)?, rest })
}
