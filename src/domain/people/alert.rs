//! What must be known before a client is treated.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::change::Edit;
use crate::domain::ids::{AlertId, ClientId};
use crate::domain::people::client::{LONGEST_NOTE, too_long};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Treat with care.
    Care,
    /// Ask before treating at all. Booking is never blocked.
    Stop,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Note, Self::Care, Self::Stop];

    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Care => "care",
            Self::Stop => "stop",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The mark on a row: `!!`, `!` or nothing.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Stop => "!!",
            Self::Care => "!",
            Self::Note => "",
        }
    }
}

/// An alert, as much of it as the reader may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub id: AlertId,
    pub client: ClientId,
    pub level: Level,
    /// What it is about ("apixaban since 3 Nov"); `None` for those who do not see care.
    pub text: Option<Clean>,
    /// What follows for the session ("no deep pressure"); everybody sees it.
    pub handling: Clean,
    pub since: Option<NaiveDate>,
}

/// An alert to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    pub client: ClientId,
    pub level: Level,
    pub text: Clean,
    pub handling: Clean,
    pub since: Option<NaiveDate>,
}

/// What a row of the day shows of a client's alerts: the gravest level and its handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertMark {
    pub level: Level,
    pub text: Option<Clean>,
    pub handling: Clean,
}

/// What is said of an alert: the words in the order in which they are read, what it is about and how to handle it. Whoever may not
/// know what it is about, and finds no handling, is told whom to ask.
pub fn said<'a>(text: Option<&'a Clean>, handling: &'a Clean) -> Vec<&'a str> {
    let words: Vec<&str> = text.into_iter().chain([handling]).map(Clean::as_str).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { vec!["ask whoever treats"] } else { words }
}

/// A changed field of an alert, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertField {
    Level(Edit<Level>),
    Text(Edit<Clean>),
    Handling(Edit<Clean>),
    Since(Edit<Option<NaiveDate>>),
}

fn check_text(text: &Clean) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(Refusal::field("alert", "An alert needs words: what must be known before a session?"));
    }
    too_long("alert", "An alert", text, LONGEST_NOTE)
}

fn check_handling(text: &Clean) -> Result<(), Refusal> {
    too_long("handling", "The handling", text, 200)
}

impl NewAlert {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        check_text(&self.text)?;
        check_handling(&self.handling)
    }
}

impl AlertField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Text(edit) => check_text(&edit.new),
            Self::Handling(edit) => check_handling(&edit.new),
            Self::Level(_) | Self::Since(_) => Ok(()),
        }
    }
}
