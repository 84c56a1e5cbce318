//! How something repeats, in the words of a person at the front desk, and said back so that it is read as the same rule.
//!
//! How words are taken where people differ:
//! - What is left out (weekday, day of the month, month) is that of the first date.
//! - "1st mon" and "last fri" are of the month unless the year is named; with a month ("1st mon in march") they are once a year.
//! - "every 2nd tue" can be every other Tuesday or the second of the month, "biweekly" twice a week or every other week, and
//!   "monthly on tue" any Tuesday: these are asked about.
//! - A weekday alone is no repeat, nor are two; with "weekly", "every", or an end ("tue and thu x8") they are.
//! - "until" includes the day it names; "for 3 months" ends on the day before the same day three months on.
mod ends;
mod every;
mod numbered;
mod scan;
mod settle;
mod speech;
#[cfg(test)]
mod tests;
mod words;

use chrono::{NaiveDateTime, NaiveTime};

use super::when::DateOrder;
use crate::domain::book::rule::Rule;

/// What was said of a repeat, and what is left for others to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Names everything: nothing of it depends on the first date any more.
    pub rule: Rule,
    /// The time of day, where one was said.
    pub at: Option<NaiveTime>,
    /// The words that are not of the repeat, in their order; a quoted name is one of them.
    pub rest: Vec<String>,
}

/// Reads a repeat out of free text whose words come in any order; `start` is the first date. `None`: the text says no repeat.
/// What contradicts itself, or can be meant in two ways, is refused in a sentence.
pub fn read(text: &str, start: NaiveDateTime, order: DateOrder) -> Result<Option<Said>, String> {
    let found = scan::scan(text, start, order)?;
    settle::settle(found, start)
}

/// Words that were left over where only a repeat can be said, in a sentence that says what can.
pub fn not_understood(words: &str) -> String {
    words::not_understood(words)
}

/// One plain sentence without its full stop: "Every 2 weeks on Tuesday at 10:00, 8 times". [`read`] reads it back.
pub fn say(rule: &Rule, start: NaiveDateTime) -> String {
    speech::say(rule, start)
}

/// For a narrow column: "every 2 weeks Tue 10:00 ×8".
pub fn say_briefly(rule: &Rule, start: NaiveDateTime) -> String {
    speech::say_briefly(rule, start)
}
