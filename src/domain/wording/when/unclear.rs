//! Why words were not understood, each with the sentence that says how to mend it.
use std::error::Error;
use std::fmt;

use chrono::NaiveDate;

use super::DateOrder;
use crate::domain::wording::say;

/// Why a text was not understood. `said` is what the person typed; Display is a sentence for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// "31 feb".
    NotInCalendar { said: String },
    /// A date of numbers that only the other order could mean; `write` is how to type it here.
    OtherOrder { said: String, order: DateOrder, meant: NaiveDate, write: String },
    /// A year no appointment and no birth of a living person can have.
    Year { said: String, first: i32, last: i32 },
    /// The weekday is not that of the date.
    Contradiction { said: String, date: NaiveDate },
    /// Two different days.
    TwoDays { one: String, other: String },
    /// Two times that cannot both hold.
    TwoTimes { one: String, other: String },
    /// Two readings, both in words that are read without doubt.
    Either { said: String, one: String, other: String },
    /// "25:00".
    NoTime { said: String },
    /// "from 4pm to 2pm".
    Backwards { said: String },
    /// "from tue", "after 24 nov": days without a last one.
    OpenEnd { said: String },
    /// The weekday of today with a time that has passed: today or in a week?
    Over { said: String, weekday: String },
    /// One day is needed, several were said.
    SeveralDays { said: String },
    /// One day is needed and this is none.
    NoDay { said: String },
    /// Nothing was said where a day is needed.
    MissingDay,
    /// Nothing was said where a time is needed.
    MissingTime,
    /// A definite time is needed, and this leaves it open.
    OpenTime { said: String },
    /// Words that are neither a day nor a time where nothing else is expected.
    Unknown { said: String },
    /// No length in minutes.
    NoLength { said: String },
    /// No date of birth.
    NoBirth { said: String },
    /// A date of birth without its year.
    BirthYear { said: String },
    /// A date of birth after today.
    Unborn { date: NaiveDate },
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInCalendar { said } => write!(f, "{} is no day of the calendar.", quote(said)),
            Self::OtherOrder { said, order, meant, write } => {
                let first = match order {
                    DateOrder::DayFirst => "day",
                    DateOrder::MonthFirst => "month",
                };
                let meant = meant.format("%-d %b %Y");
                write!(f, "{}: the {first} comes first here. For {meant} write {}.", quote(said), quote(write))
            }
            Self::Year { said, first, last } => write!(f, "{} is out of reach: years go from {first} to {last}.", quote(said)),
            Self::Contradiction { said, date } => {
                write!(f, "{} contradicts itself: {} is a {}.", quote(said), date.format("%-d %b %Y"), date.format("%A"))
            }
            Self::TwoDays { one, other } => write!(f, "{} and {}: which day?", quote(one), quote(other)),
            Self::TwoTimes { one, other } => write!(f, "{} and {}: which time?", quote(one), quote(other)),
            Self::Either { said, one, other } => write!(f, "{} can be {} or {}: which?", quote(said), quote(one), quote(other)),
            Self::NoTime { said } => write!(f, "{} is no time of day.", quote(said)),
            Self::Backwards { said } => write!(f, "{} ends before it begins.", quote(said)),
            Self::OpenEnd { said } => {
                write!(f, "{} leaves days open: name one day, or the first and the last, as in “tue to fri”.", quote(said))
            }
            Self::Over { said, weekday } => {
                write!(f, "{} has passed today: say “today”, or “next {weekday}”.", quote(said))
            }
            Self::SeveralDays { said } => write!(f, "{} is more than one day: which?", quote(said)),
            Self::NoDay { said } => write!(f, "{} is no day: say it like “tue”, “24 nov” or “in 2 weeks”.", quote(said)),
            Self::MissingDay => write!(f, "Which day? Say it like “tue”, “24 nov” or “in 2 weeks”."),
            Self::MissingTime => write!(f, "What time? Say it like “14:30” or “2pm”."),
            Self::OpenTime { said } => write!(f, "{} is no definite time: say it like “14:30” or “2pm”.", quote(said)),
            Self::Unknown { said } => write!(f, "{} is neither a day nor a time.", quote(said)),
            Self::NoLength { said } => write!(f, "{} is no length: say it like “60”, “90m” or “1h30”.", quote(said)),
            Self::NoBirth { said } => write!(f, "{} is no date of birth: say it like “4 mar 1985”.", quote(said)),
            Self::BirthYear { said } => write!(f, "{} has no year: say it like “4 mar 1985”.", quote(said)),
            Self::Unborn { date } => write!(f, "{} is still to come: that is no date of birth.", say::full_day(*date)),
        }
    }
}

impl Error for Unclear {}

/// Letters of what was typed that a sentence repeats; the field itself shows the rest.
const REPEATED: usize = 40;

fn quote(said: &str) -> String {
    match said.char_indices().nth(REPEATED) {
        Some((cut, _)) => format!("“{}…”", &said[..cut]),
        None => format!("“{said}”"),
    }
}
