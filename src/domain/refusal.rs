//! Every rule a person can run into, with the sentence that says what is wrong and how to mend it.
use std::fmt;

use super::book::conflict::Conflict;
use super::book::free::Offer;
use super::text::Clean;

/// A rule that refuses an act; nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed into a field cannot be; the sentence says how to mend it.
    Field { field: &'static str, sentence: String },
    /// The time cannot be had. `ways` are the nearest that can, already in words.
    Conflicts { conflicts: Vec<Conflict>, ways: Vec<Way> },
    /// Somebody else changed the same field in the meantime.
    Stale(Box<Stale>),
    /// The row is not there any more.
    Gone { what: &'static str },
    /// A step between statuses that cannot be taken; the sentence says why.
    Step(String),
    /// A STOP alert asks for a reason before a session begins; each alert in words, as much as the reader may see.
    Stop { client: Clean, alerts: Vec<String> },
    /// An archived client cannot be booked.
    ClientArchived(Clean),
    /// There is nothing of this person's to take back.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRedo,
    /// A row has changed since the act that is to be taken back.
    ChangedSince(Box<ChangedSince>),
    /// A standing appointment has new dates since the act, and somebody has changed one of them.
    GrownSince(Box<ChangedSince>),
    /// A newer row stands on what the undo would remove.
    StoodOn { act: String, by: String },
    /// The act lies before a barrier, or can never be taken back.
    Final { act: String, why: &'static str },
    /// The role does not allow it.
    NotAllowed(&'static str),
    /// What only an owner does; who that is, by short name.
    OwnerOnly { what: &'static str, owners: String },
    /// The file can only be read.
    ReadOnly,
    /// The practice is set up already.
    AlreadyFounded,
    /// A line of an import cannot go in beside what the book holds by now.
    ImportLine { line: usize, why: String },
    /// The person stopped an import.
    Stopped,
}

/// Both versions of a field that two people changed at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Whose field it is ("Maria Smith").
    pub what: String,
    pub field: String,
    pub seen: String,
    pub now: String,
    pub wanted: String,
    /// Who was faster, if the history knows.
    pub by: Option<String>,
}

/// What stands between an act and its undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSince {
    pub act: String,
    pub by: String,
    pub at: String,
    pub what: String,
}

/// A way out of a conflict: a free time, and the therapist's name for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub offer: Offer,
    /// "Mon 30 Nov 09:00 with Dana".
    pub words: String,
}

impl Refusal {
    pub fn field(field: &'static str, sentence: impl Into<String>) -> Self {
        Self::Field { field, sentence: sentence.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { sentence, .. } | Self::Step(sentence) => f.write_str(sentence),
            Self::Conflicts { conflicts, ways } => {
                let reasons: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
                f.write_str(&capitalize(&reasons.join("; ")))?;
                f.write_str(".")?;
                if ways.is_empty() {
                    return f.write_str(" No free time is near; go on with another day, or book anyway and say why.");
                }
                let ways: Vec<&str> = ways.iter().map(|way| way.words.as_str()).collect();
                write!(f, " Free: {}.", ways.join(" · "))
            }
            Self::Stale(stale) => {
                let Stale { what, field, seen, now, wanted, by } = stale.as_ref();
                let who = by.as_deref().unwrap_or("Somebody");
                write!(
                    f,
                    "{who} changed the {field} of {what} while you had it open: it was {}, it is {} now, and you want {}. Look again, then decide.",
                    quoted(seen),
                    quoted(now),
                    quoted(wanted)
                )
            }
            Self::Gone { what } => write!(f, "The {what} is not in the book any more: somebody took it back. Nothing was changed."),
            Self::Stop { client, alerts } => {
                write!(
                    f,
                    "STOP: {client} has an alert ({}). Say why the session begins all the same, or do not begin it.",
                    alerts.join("; ")
                )
            }
            Self::ClientArchived(name) => {
                write!(f, "{name} is archived. Take them out of the archive, then book.")
            }
            Self::NothingToUndo => f.write_str("There is nothing of yours to take back. Acts of others are in the history (:history)."),
            Self::NothingToRedo => f.write_str("There is nothing to bring back."),
            Self::ChangedSince(since) => {
                let ChangedSince { act, by, at, what } = since.as_ref();
                write!(
                    f,
                    "“{act}” cannot be taken back: {what} was changed since by {by}, {at}. Take that back first, or change it by hand."
                )
            }
            Self::GrownSince(since) => {
                let ChangedSince { act, by, at, .. } = since.as_ref();
                write!(
                    f,
                    "“{act}” cannot be taken back: the standing appointment has grown since, and one of its new dates was changed by {by}, {at}. Change or end it from a date on instead."
                )
            }
            Self::StoodOn { act, by } => write!(f, "“{act}” cannot be taken back: {by} builds on it. Take that back first."),
            Self::Final { act, why } => write!(f, "“{act}” cannot be taken back: {why}."),
            Self::NotAllowed(what) => {
                write!(f, "The front desk cannot {what}. A therapist or the owner can (switch who is at the keyboard).")
            }
            Self::OwnerOnly { what, owners } => {
                write!(f, "Only an owner can {what}: {owners}. Switch who is at the keyboard, then do it.")
            }
            Self::ReadOnly => {
                f.write_str("This file can only be read, so nothing was changed. Copy it to a folder that can be written to.")
            }
            Self::ImportLine { line, why } => {
                write!(f, "Line {line} cannot go in: {why} Nothing was brought in; look at the dry run again.")
            }
            Self::Stopped => f.write_str("The import was stopped. Nothing was brought in."),
            Self::AlreadyFounded => f.write_str("This file already holds a practice. Open another file with --file to set up a new one."),
        }
    }
}

impl std::error::Error for Refusal {}

fn quoted(text: &str) -> String {
    if text.is_empty() { "empty".into() } else { format!("“{text}”") }
}

/// The first letter in upper case.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first letter in lower case, for the middle of a sentence.
pub fn uncapitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// With a capital letter and a full stop.
pub fn sentence(words: &str) -> String {
    format!("{}.", capitalize(words.trim_end_matches('.')))
}
