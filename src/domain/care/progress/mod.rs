//! Whether the pain is going: what was told at each visit of a plan, compared by rule, and said in words. Nothing here decides
//! and nothing promises: pooled trials of compression improved the pressure threshold, not the pain that was told (PMC9434898).
mod compare;
pub mod due;
mod judge;
mod mean;
pub mod measures;
mod plateau;
pub mod points;
mod reassess;
mod suggest;
#[cfg(test)]
mod tests;
mod trend;

use chrono::NaiveDate;

use super::finding::Nrs;

pub use compare::Progress;
pub use judge::{Verdict, improved_at, threshold, verdict};
pub use mean::Mean;
pub use plateau::Plateau;
pub use reassess::Reassessment;
pub use suggest::{Advice, Suggestion};
pub use trend::{effect_words, hold, hold_words, trend};

/// What was told at one visit. Whatever was not asked stays empty: never zero, never taken from another visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub date: NaiveDate,
    /// Pain before the session.
    pub before: Option<Nrs>,
    /// Pain after it.
    pub after: Option<Nrs>,
    /// How many days the relief of the session before had lasted, asked at arrival.
    pub relief_days: Option<u32>,
}

/// A treatment plan as far as progress is judged by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course<'a> {
    pub opened: NaiveDate,
    /// Pain told when the plan was opened; without it the first pain before a session that was told.
    pub baseline: Option<Nrs>,
    /// The pain to come down to; without it, none at all.
    pub goal: Option<Nrs>,
    /// The plan's sessions, oldest first.
    pub visits: &'a [Visit],
    /// How many the plan has; none for an open end.
    pub planned: Option<u32>,
    /// Looked at again after so many sessions; 0 for only by days and at the end.
    pub reassess_every: u32,
    pub last_reassessed: Option<NaiveDate>,
    /// Without a plan, over all visits, there is no goal to speak of.
    pub of_plan: bool,
}

impl<'a> Course<'a> {
    /// The plan as it was after its first `visits` visits.
    #[must_use]
    pub fn after(&self, visits: usize) -> Self {
        Self { visits: self.visits.get(..visits).unwrap_or(self.visits), ..*self }
    }

    /// The visits at which pain before the session was told, with that pain.
    pub fn told(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, Nrs)> + use<'a> {
        self.visits.iter().filter_map(|visit| Some((visit.date, visit.before?)))
    }
}
