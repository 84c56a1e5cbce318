//! Where an appointment stands, and the steps between.
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::wording::say;

/// Where an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In the book.
    Booked,
    /// The client has said they will come.
    Confirmed,
    /// The client is here.
    Arrived,
    /// Being treated.
    InSession,
    /// Over.
    Done,
    /// The client did not come.
    NoShow,
    /// Called off in time by the client, or by the practice.
    Cancelled,
    /// Called off by the client too late.
    LateCancelled,
    /// Lifted out of the book, waiting for a new time.
    ToRebook,
    /// Offered to somebody until a time that is shown.
    Held,
    /// A date of a standing appointment that is not to happen.
    Skipped,
    /// A date of a standing appointment that met a conflict.
    ToDecide,
}

impl Status {
    pub const ALL: [Self; 12] = [
        Self::Booked,
        Self::Confirmed,
        Self::Arrived,
        Self::InSession,
        Self::Done,
        Self::NoShow,
        Self::Cancelled,
        Self::LateCancelled,
        Self::ToRebook,
        Self::Held,
        Self::Skipped,
        Self::ToDecide,
    ];

    /// The one-letter mark of a row; different for every status, so that colour is never needed.
    pub fn mark(self) -> char {
        match self {
            Self::Booked => '·',
            Self::Confirmed => 'c',
            Self::Arrived => 'a',
            Self::InSession => 's',
            Self::Done => 'd',
            Self::NoShow => 'n',
            Self::Cancelled => 'x',
            Self::LateCancelled => 'l',
            Self::ToRebook => 'r',
            Self::Held => 'h',
            Self::Skipped => '-',
            Self::ToDecide => '?',
        }
    }

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Confirmed => "confirmed",
            Self::Arrived => "arrived",
            Self::InSession => "in session",
            Self::Done => "done",
            Self::NoShow => "no-show",
            Self::Cancelled => "cancelled",
            Self::LateCancelled => "late-cancelled",
            Self::ToRebook => "to rebook",
            Self::Held => "held",
            Self::Skipped => "skipped",
            Self::ToDecide => "to decide",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether it holds therapist, room and client. The same list stands in schema.sql (`appointment.holds`); a test compares them.
    pub fn holds(self) -> bool {
        match self {
            Self::Booked | Self::Confirmed | Self::Arrived | Self::InSession | Self::Done | Self::Held => true,
            Self::NoShow | Self::Cancelled | Self::LateCancelled | Self::ToRebook | Self::Skipped | Self::ToDecide => false,
        }
    }

    /// Whether the appointment is off: it was called off or never to happen.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Cancelled | Self::LateCancelled | Self::ToRebook | Self::Skipped)
    }

    /// Whether it has no time of its own and takes the first it is given: lifted out, skipped, or left to decide.
    pub fn waits(self) -> bool {
        matches!(self, Self::ToRebook | Self::Skipped | Self::ToDecide)
    }

    /// Whether it still lies ahead of everybody: neither begun nor off.
    pub fn is_expected(self) -> bool {
        matches!(self, Self::Booked | Self::Confirmed)
    }
}

/// When things really happened, on the practice's wall clock; kept only for steps taken on the day itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RealTimes {
    pub confirmed: Option<NaiveDateTime>,
    pub arrived: Option<NaiveDateTime>,
    pub started: Option<NaiveDateTime>,
    pub done: Option<NaiveDateTime>,
}

impl RealTimes {
    /// The real times after a step to `to`, taken at `at`. A step back forgets what it takes back.
    #[must_use]
    pub fn after(self, to: Status, starts: NaiveDateTime, at: NaiveDateTime) -> Self {
        let now = (at.date() == starts.date()).then_some(at);
        match to {
            Status::Booked => Self::default(),
            Status::Confirmed => Self { confirmed: self.confirmed.or(Some(at)), ..Self::default() },
            Status::Arrived => Self { arrived: self.arrived.or(now), started: None, done: None, ..self },
            Status::InSession => Self { started: self.started.or(now), done: None, ..self },
            Status::Done => Self { done: self.done.or(now), ..self },
            Status::NoShow
            | Status::Cancelled
            | Status::LateCancelled
            | Status::ToRebook
            | Status::Held
            | Status::Skipped
            | Status::ToDecide => self,
        }
    }

    /// The status one step back from `status`, as the real times tell it.
    pub fn back_from(self, status: Status) -> Option<Status> {
        let before_session = if self.arrived.is_some() {
            Status::Arrived
        } else if self.confirmed.is_some() {
            Status::Confirmed
        } else {
            Status::Booked
        };
        match status {
            Status::Booked => None,
            Status::Confirmed | Status::Held | Status::Skipped | Status::ToDecide => Some(Status::Booked),
            Status::Arrived => Some(if self.confirmed.is_some() { Status::Confirmed } else { Status::Booked }),
            Status::InSession | Status::NoShow | Status::Cancelled | Status::LateCancelled | Status::ToRebook => Some(before_session),
            Status::Done => Some(if self.started.is_some() { Status::InSession } else { before_session }),
        }
    }
}

/// Why a step cannot be taken now, in a sentence; `None` when it can.
pub fn why_not(from: Status, to: Status, starts: NaiveDateTime, now: NaiveDateTime) -> Option<String> {
    if from == to {
        return Some(format!("It is already {}.", from.word()));
    }
    let begun = matches!(from, Status::InSession | Status::Done);
    match to {
        Status::NoShow if now < starts => {
            Some(format!("A no-show can be noted once the start has passed ({}).", say::moment(starts, chrono::Datelike::year(&now))))
        }
        Status::Arrived | Status::InSession | Status::Done if now.date() < starts.date() => Some(format!(
            "It is on {}: a client arrives on the day itself. If they are here now, move it first.",
            say::day(starts.date(), chrono::Datelike::year(&now))
        )),
        Status::Skipped if from.is_off() || from == Status::NoShow => {
            Some(format!("It is {} already, so there is nothing to skip.", from.word()))
        }
        Status::NoShow | Status::Cancelled | Status::LateCancelled | Status::ToRebook | Status::Skipped if begun => {
            Some(format!("It is {} already. Step back first (backspace), then it can be called off.", from.word()))
        }
        Status::Skipped => None,
        _ if (from.is_off() || from == Status::ToDecide)
            && !matches!(to, Status::Booked | Status::Confirmed | Status::ToRebook | Status::Cancelled | Status::LateCancelled) =>
        {
            Some(format!("It is {}. Step back first (backspace) to put it back into the book.", from.word()))
        }
        _ => None,
    }
}

/// By whom an appointment was called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CancelledBy {
    Client,
    Practice,
}

impl CancelledBy {
    pub fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Practice => "practice",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Client, Self::Practice].into_iter().find(|by| by.word() == word)
    }
}

/// Whether calling off at `now` is late: only ever the client's, and less than so many hours ahead.
pub fn cancelled(by: CancelledBy, starts: NaiveDateTime, now: NaiveDateTime, late_hours: u32) -> Status {
    let late = starts - now < chrono::TimeDelta::hours(i64::from(late_hours));
    if by == CancelledBy::Client && late { Status::LateCancelled } else { Status::Cancelled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_mark_and_a_word_of_its_own() {
        for a in Status::ALL {
            assert_eq!(Status::from_word(a.word()), Some(a));
            for b in Status::ALL {
                assert_eq!(a == b, a.mark() == b.mark());
            }
        }
    }
}
