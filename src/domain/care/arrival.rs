//! The five questions at arrival, and the one about red flags where it is due.
use serde::{Deserialize, Serialize};

use super::finding::Nrs;
use crate::domain::people::client::too_long;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// What the client answered; what was not asked stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    pub unchanged: Option<bool>,
    /// What has changed in the client's health.
    pub changed: Clean,
    pub pain: Option<Nrs>,
    /// Days the relief of the last session lasted.
    pub relief_days: Option<u32>,
    pub sore: Option<Soreness>,
    pub home_care: Option<HomeCare>,
    /// Whether one of the red flags was told. The program asks, it does not diagnose.
    pub red_flags: Option<bool>,
}

impl Answers {
    /// These, and `before` where these say nothing.
    #[must_use]
    pub fn over(self, before: Self) -> Self {
        let changed = if self.unchanged.is_some() { self.changed } else { before.changed };
        Self {
            unchanged: self.unchanged.or(before.unchanged),
            changed,
            pain: self.pain.or(before.pain),
            relief_days: self.relief_days.or(before.relief_days),
            sore: self.sore.or(before.sore),
            home_care: self.home_care.or(before.home_care),
            red_flags: self.red_flags.or(before.red_flags),
        }
    }
}

/// How sore the client was after the last session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Soreness {
    None,
    /// A day or so.
    Short,
    /// Longer, or more than the client liked.
    Long,
}

/// Whether the home care was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HomeCare {
    Yes,
    Partly,
    No,
}

/// Days of relief that can be told; more is "it has not come back".
pub const LONGEST_RELIEF: u32 = 366;

impl Answers {
    pub fn check(&self) -> Result<(), Refusal> {
        if self.relief_days.is_some_and(|days| days > LONGEST_RELIEF) {
            return Err(Refusal::field("relief", format!("Relief is counted in days, up to {LONGEST_RELIEF}.")));
        }
        too_long("changed", "What has changed", &self.changed, 2000)
    }

    /// How many questions were answered.
    pub fn answered(&self) -> usize {
        let five =
            [self.unchanged.is_some(), self.pain.is_some(), self.relief_days.is_some(), self.sore.is_some(), self.home_care.is_some()];
        five.into_iter().chain([self.red_flags.is_some()]).filter(|answered| *answered).count()
    }
}

impl Soreness {
    pub const ALL: [Self; 3] = [Self::None, Self::Short, Self::Long];

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Short => "a day",
            Self::Long => "longer",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl HomeCare {
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "done",
            Self::Partly => "partly",
            Self::No => "not done",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}
