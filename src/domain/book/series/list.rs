//! A standing appointment as a line of a list: what is still to come of it.
use chrono::{NaiveDateTime, TimeDelta};

use super::{FOREVER, Series};

/// How many weeks ahead an end is told of.
pub const ENDS_SOON_WEEKS: i64 = 4;

/// A standing appointment with what is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub series: Series,
    /// The next date that is in the book.
    pub next: Option<NaiveDateTime>,
    /// The last of its dates that can take place: a skipped one cannot.
    pub last: Option<NaiveDateTime>,
    /// Dates to come that are in the book.
    pub to_come: u32,
    pub skipped: u32,
    /// Dates that hold no time yet, and those in the book that something speaks against by now.
    pub to_decide: u32,
    /// Dates to come that were changed by themselves.
    pub moved: u32,
}

impl Listed {
    /// Whether it has a last date.
    pub fn is_finite(&self) -> bool {
        self.series.terms.ended.is_some() || self.series.made_until == FOREVER
    }

    /// Whether its last date is near and no other will follow.
    pub fn ends_soon(&self, now: NaiveDateTime) -> bool {
        self.is_finite() && self.last.is_none_or(|last| last <= now + TimeDelta::weeks(ENDS_SOON_WEEKS))
    }
}
