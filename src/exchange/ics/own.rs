//! What only our own calendars say of an event, in X-KNOTBOOK lines; another program may have kept them.
use super::blocks::Block;
use super::event::{Said, text};
use super::lines::Line;
use crate::domain::book::status::Status;
use crate::domain::text::Clean;

/// The longest clean-up, minutes.
const LONGEST_CLEAN_UP: u32 = 120;
/// More dates than anybody has had.
const MOST_BEFORE: u32 = 100_000;

/// Whom or what an absence takes out of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Staff,
    Block,
    Practice,
    Room,
}

impl Kind {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "staff" => Self::Staff,
            "block" => Self::Block,
            "practice" => Self::Practice,
            "room" => Self::Room,
            _ => return None,
        })
    }
}

/// An event in our own words; all of it empty in a calendar of another program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    pub service: Clean,
    pub therapist: Clean,
    /// Minutes.
    pub clean_up: u32,
    /// It is an absence.
    pub away: Option<Kind>,
    /// The name of the event it was split from (RELATED-TO).
    pub split_from: Clean,
    /// How many dates there were before its own.
    pub before: u32,
    /// It takes whichever room is free.
    pub any_room: bool,
    /// The calendar is ours, so its title is the client's name and nothing else.
    pub is_named: bool,
    /// Which of several clients of this name, from 2 on; 0 for the first.
    pub namesake: u32,
    /// Of a date that differs.
    pub status: Option<Status>,
}

impl Own {
    /// Whether the event was an appointment of a book like this one.
    pub fn is_ours(&self) -> bool {
        !self.therapist.is_empty() && !self.service.is_empty()
    }
}

pub(super) fn read(block: &Block, said: Said) -> Own {
    let first = |name: &str| block.props.iter().find(|line| line.name() == name);
    let words = |name: &str| first(name).map(text).unwrap_or_default();
    let number = |name: &str, most: u32| first(name).and_then(|line| line.value().parse().ok()).filter(|n| *n <= most).unwrap_or(0);
    let status = first("X-KNOTBOOK-STATUS").and_then(|line| Status::from_word(&line.value().to_lowercase()));
    Own {
        service: words("X-KNOTBOOK-SERVICE"),
        therapist: words("X-KNOTBOOK-THERAPIST"),
        clean_up: number("X-KNOTBOOK-CLEAN-UP", LONGEST_CLEAN_UP),
        away: first("X-KNOTBOOK-KIND").and_then(|line| Kind::from_word(&line.value().to_lowercase())),
        split_from: words("RELATED-TO"),
        before: number("X-KNOTBOOK-BEFORE", MOST_BEFORE),
        any_room: first("X-KNOTBOOK-ANY-ROOM").is_some(),
        namesake: number("X-KNOTBOOK-NAMESAKE", MOST_BEFORE),
        is_named: false,
        // Another program that changed STATUS left our word as it was: then its own is the newer one.
        status: status.filter(|status| said_of(*status) == said),
    }
}

/// What a calendar of ours says in STATUS of each.
pub(super) fn said_of(status: Status) -> Said {
    match status {
        Status::Booked | Status::Held | Status::ToDecide => Said::Planned,
        Status::Confirmed | Status::Arrived | Status::InSession | Status::Done => Said::Confirmed,
        Status::NoShow | Status::Cancelled | Status::LateCancelled | Status::ToRebook | Status::Skipped => Said::Cancelled,
    }
}

/// Whether a calendar was written by this program: its own lines say so.
pub(super) fn wrote(calendar: &[Line]) -> bool {
    calendar.iter().any(|line| line.name() == "PRODID" && line.value().starts_with("-//knotbook//knotbook "))
}
