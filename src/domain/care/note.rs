//! The note of a session: written as a draft, signed once, then only added to or struck out.
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::finding::{Nrs, Origin};
use super::line::Line;
use super::shorthand;
use super::visit::CountsFor;
use crate::domain::book::status::Status;
use crate::domain::ids::{AppointmentId, ClientId, NoteId, StaffId};
use crate::domain::people::client::too_long;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// Letters a part of a note may have.
pub const LONGEST_PART: usize = 20_000;

/// A session that nobody has written a note for is owed one for so many days; what is older came in from elsewhere, or will
/// not be remembered any more.
pub const OWED_DAYS: u64 = 14;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteOf {
    /// Of a session; should its booking be taken back, what is written of it stays with the client under this name.
    Session(AppointmentId),
    /// A visit that was never booked.
    Visit(ClientId),
}

/// Where a note that was struck out can be entered again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub of: NoteOf,
    /// When the session was, and how it stands; nothing for a visit that was never booked.
    pub session: Option<(NaiveDateTime, Status)>,
}

/// What is written in a note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Shorthand, one thing a line (see `shorthand`). Canonical once it is signed.
    pub lines: Clean,
    pub subjective: Clean,
    pub objective: Clean,
    pub assessment: Clean,
    pub plan_text: Clean,
    /// The treatment plan the session counts for.
    pub plan: CountsFor,
}

impl Written {
    /// Whether nothing is written at all.
    pub fn is_empty(&self) -> bool {
        self.texts().iter().all(|(_, text)| text.is_empty())
    }

    /// Its parts in the order in which they are read, each with its name.
    pub fn texts(&self) -> [(&'static str, &Clean); 5] {
        [
            ("lines", &self.lines),
            ("subjective", &self.subjective),
            ("objective", &self.objective),
            ("assessment", &self.assessment),
            ("plan", &self.plan_text),
        ]
    }

    /// As it is entered again for somebody else: nothing is carried forward there, and the plan is another's.
    #[must_use]
    pub fn for_another(&self) -> Self {
        let as_typed = |text: &str| match shorthand::read(text) {
            Ok(Line::Finding(mut finding)) => {
                finding.origin = Origin::Typed;
                shorthand::print(&Line::Finding(finding))
            }
            _ => text.to_owned(),
        };
        let lines: Vec<String> = self.lines.as_str().lines().map(as_typed).collect();
        Self { lines: Clean::text(&lines.join("\n")), plan: CountsFor::Usual, ..self.clone() }
    }

    /// What is written here and what somebody else wrote meanwhile, in one: nothing of either is left out, nothing stands twice.
    #[must_use]
    pub fn joined_with(&self, theirs: &Self) -> Self {
        let lines = |text: &Clean| text.as_str().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        let own = lines(&self.lines);
        let new = lines(&theirs.lines).into_iter().filter(|line| !line.is_empty() && !own.contains(line)).collect::<Vec<_>>();
        let both = |own: &Clean, theirs: &Clean| {
            if own.as_str().contains(theirs.as_str()) {
                own.clone()
            } else if theirs.as_str().contains(own.as_str()) {
                theirs.clone()
            } else {
                Clean::text(&format!("{own}\n{theirs}"))
            }
        };
        Self {
            lines: Clean::text(&own.iter().chain(&new).map(String::as_str).collect::<Vec<_>>().join("\n")),
            subjective: both(&self.subjective, &theirs.subjective),
            objective: both(&self.objective, &theirs.objective),
            assessment: both(&self.assessment, &theirs.assessment),
            plan_text: both(&self.plan_text, &theirs.plan_text),
            plan: self.plan.or(theirs.plan),
        }
    }

    /// Refuses what is too long to be kept.
    pub fn check_length(&self) -> Result<(), Refusal> {
        self.texts().into_iter().try_for_each(|(name, text)| too_long(name, "This part of the note", text, LONGEST_PART))
    }
}

/// A note that is being written. There is one for a session, whoever writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub of: NoteOf,
    pub written: Written,
    pub by: Option<StaffId>,
    /// When it was last kept.
    pub at: DateTime<Utc>,
    /// When the session was, or the visit that was never booked.
    pub visited: NaiveDateTime,
    /// The window that writes in it; empty when it was left in good order.
    pub holder: String,
    /// That window is the one that asks.
    pub is_here: bool,
}

/// What a window wants kept of a note that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    pub of: NoteOf,
    /// What the file had, as far as the window knows.
    pub seen: Written,
    pub written: Written,
    /// When a visit was made that was never booked; where nobody says, when its draft was begun.
    pub visited: Option<NaiveDateTime>,
    /// Also when another window has it.
    pub take_over: bool,
}

impl Keep {
    /// The first that is kept of a note.
    pub fn first(of: NoteOf, written: Written) -> Self {
        Self { of, seen: Written::default(), written, visited: None, take_over: false }
    }
}

/// What came of keeping a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    Yes,
    /// Another window wrote in it since, or did away with it; nothing was kept.
    Changed {
        by: Option<StaffId>,
        at: Option<DateTime<Utc>>,
    },
    /// Another window writes in it; nothing was kept.
    HeldElsewhere {
        by: Option<StaffId>,
        at: DateTime<Utc>,
    },
    /// It is signed by now; nothing was kept.
    Signed,
}

/// A signed note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    /// The name it keeps in other files (UUID v7).
    pub uid: String,
    pub client: ClientId,
    pub appointment: Option<AppointmentId>,
    /// Who signed it.
    pub by: StaffId,
    /// When the session was, on the wall clock.
    pub at: NaiveDateTime,
    pub signed: DateTime<Utc>,
    pub written: Written,
    /// The session's pain as it was told: by the note, or at arrival.
    pub before: Option<Nrs>,
    pub after: Option<Nrs>,
    /// Oldest first.
    pub amendments: Vec<Amendment>,
    pub struck: Option<Struck>,
}

/// What was added to a signed note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub text: Clean,
    pub why: Clean,
    pub by: StaffId,
    pub at: DateTime<Utc>,
}

/// Entered in error: kept for the record, hidden from the client's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    pub why: Clean,
    pub by: StaffId,
    pub at: DateTime<Utc>,
}

/// A session that waits for its note, or a draft that waits to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    pub of: NoteOf,
    pub client: ClientId,
    pub client_name: Clean,
    /// Who treated, or who writes.
    pub staff: Option<StaffId>,
    /// When the session was; for a visit that was never booked, when it was made.
    pub at: NaiveDateTime,
    /// Something is written.
    pub draft: bool,
    /// The appointment was called off or taken back since: the draft stays with the client.
    pub called_off: bool,
}

/// A note in which words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNote {
    pub note: NoteId,
    pub client: ClientId,
    pub client_name: Clean,
    pub at: NaiveDateTime,
    pub by: StaffId,
    /// The line or sentence in which they stand.
    pub excerpt: String,
}
