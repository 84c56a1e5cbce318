//! What was done, when and by whom, as the History screen and the cards show it.
use chrono::{DateTime, Utc};

use crate::domain::ids::{AppointmentId, ChangeId, ClientId};

/// What kind of act a change was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Do,
    Undo,
    Redo,
    /// Done by the program itself; never taken back by `u`.
    System,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::System => "system",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Do, Self::Undo, Self::Redo, Self::System].into_iter().find(|kind| kind.word() == word)
    }
}

/// Whose history is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryOf {
    Everything,
    Client(ClientId),
    Appointment(AppointmentId),
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    pub id: ChangeId,
    pub at: DateTime<Utc>,
    /// Who did it; empty for the program itself.
    pub by: String,
    pub kind: Kind,
    pub words: String,
    /// It has been taken back.
    pub undone: bool,
    /// The fields it changed, from → to.
    pub fields: Vec<FieldChange>,
}

/// A field that an act changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: String,
    pub from: String,
    pub to: String,
}
