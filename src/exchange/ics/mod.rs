//! Calendars (iCalendar, RFC 5545): those of other programs read for the practice's wall clock, and the book written as one
//! ([`mod@write`]).
//!
//! | step | file |
//! |---|---|
//! | text → unfolded lines, each with its number | `lines` |
//! | lines → events and time zones, whatever is missing around them | `blocks` |
//! | an event's lines → values | `event`, `moment` |
//! | what only our own calendars say | `own` |
//! | a zone's name → a clock | `zone` |
//! | rules, extra and changed dates → dates of the practice | `rules`, `unroll`, `days` |
//! | events of one name → one thing to bring in | `group` |
//! | events to mend → a calendar to import again | [`rest`] |
//!
//! Every event of a file is in exactly one of [`Calendar::items`], [`Calendar::bad`], [`Calendar::aside`] and
//! [`Calendar::older`]; what is no event is counted.
mod blocks;
mod days;
mod event;
mod group;
mod lines;
mod moment;
mod own;
pub mod rest;
mod rules;
mod unroll;
pub mod write;
mod zone;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

pub use self::blocks::Left;
pub use self::event::{Guest, Said};
pub use self::own::{Kind, Own};
use crate::domain::book::rule::Rule;
use crate::domain::book::status::Status;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::exchange::csv::decode::decode;

/// What the practice adds where a calendar leaves a question open.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The practice's zone: everything becomes its wall clock.
    pub zone: Tz,
    /// The length of an event that says none, in minutes.
    pub minutes: Option<u32>,
    pub today: NaiveDate,
}

/// One calendar, read.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// In the order of the file.
    pub items: Vec<Item>,
    /// Events that cannot be read, or that belong together with one: where they begin, and what is wrong in a sentence.
    pub bad: Vec<(usize, String)>,
    /// Events that were read and are nothing to bring in, each with the reason.
    pub aside: Vec<(usize, String)>,
    /// Where earlier revisions of events begin that the file has twice.
    pub older: Vec<usize>,
    /// What else there is in the file.
    pub left: BTreeMap<Left, usize>,
    /// How many events the file has.
    pub events: usize,
}

/// One thing to bring in: an event, with all the dates that differ from its rule.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where its events begin; the main one first.
    pub lines: Vec<usize>,
    /// Its name and revision in the calendar it comes from.
    pub uid: Clean,
    pub sequence: u32,
    pub about: About,
    pub what: What,
    /// What has to be said about it, each in a sentence.
    pub notes: Vec<String>,
}

/// What an event says about who, what and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    pub summary: Clean,
    pub note: Clean,
    pub location: Clean,
    pub guests: Vec<Guest>,
    pub categories: Vec<Clean>,
    /// The name of the calendar it is in.
    pub calendar: Clean,
    /// What only our own calendars say.
    pub own: Own,
}

/// What an event comes to.
#[derive(Debug, Clone)]
pub enum What {
    Single(Occasion),
    /// Several dates, none of which follows from another.
    Dates(Vec<Occasion>),
    /// A rule of our own, and its dates as far as they are made.
    Standing {
        rule: Rule,
        first: NaiveDateTime,
        minutes: u32,
        made_until: NaiveDate,
        dates: Vec<Occasion>,
    },
    /// Stretches, of other calendars whole days, in which somebody is away.
    Away(Vec<Span>),
    /// Nothing, and why.
    Nothing(&'static str),
}

/// One date of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The moment that its rule gave.
    pub date: NaiveDateTime,
    pub span: Span,
    pub state: State,
    /// Its own note, where it differs from the rule.
    pub note: Clean,
    /// What its own event says, where it has one.
    pub about: Option<Box<About>>,
    /// Where its event begins.
    pub line: usize,
}

/// Whether a date takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Said(Said),
    /// As it stood in a book like this one.
    Ours(Status),
    /// Taken out of the rule (EXDATE).
    Skipped,
}

/// Reads any bytes; what is no calendar at all is refused in a sentence.
pub fn read(bytes: &[u8], options: &Options) -> Result<Calendar, String> {
    let decoded = decode(bytes);
    let lines = lines::unfold(&decoded.text);
    if lines.is_empty() {
        return Err("The file is empty.".to_owned());
    }
    let blocks = blocks::gather(lines);
    if !blocks.is_calendar {
        return Err("This is no calendar: nothing in it begins with BEGIN:VCALENDAR or BEGIN:VEVENT.".to_owned());
    }
    Ok(group::calendar(blocks, options))
}
