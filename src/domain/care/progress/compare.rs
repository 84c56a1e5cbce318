//! This visit's pain before the session against the plan's baseline: what was compared, and the verdict.
use chrono::NaiveDate;

use super::Course;
use super::judge::{self, Verdict};
use super::mean::Mean;
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;

/// What was compared: the baseline, and the mean of the last two pains before a session that were told since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// When the baseline was told.
    pub from: NaiveDate,
    pub baseline: Nrs,
    /// The last visit at which pain before the session was told.
    pub to: NaiveDate,
    pub now: Mean,
    /// What was told last.
    pub last: Nrs,
    /// The visits from `from` to `to`, both included, those without a number too.
    pub visits: usize,
}

impl Course<'_> {
    /// The baseline and the day it was told on: that of the plan, told when it was opened, else the first that was told.
    pub fn baseline(&self) -> Option<(NaiveDate, Nrs)> {
        self.baseline.map(|pain| (self.opened, pain)).or_else(|| self.told().next())
    }

    /// What can be compared; nothing before pain was told on a later day than the baseline's. A visit at which it was not told
    /// is passed over: the comparison then ends at the last one at which it was, and says so by its date.
    pub fn progress(&self) -> Option<Progress> {
        let (from, baseline) = self.baseline()?;
        let (to, last) = self.told().next_back().filter(|(date, _)| *date > from)?;
        let told: Vec<Nrs> = self.told().map(|(_, pain)| pain).collect();
        let visits = self.visits.iter().filter(|visit| (from..=to).contains(&visit.date)).count();
        Some(Progress { from, baseline, to, now: Mean::of_last_two(&told)?, last, visits })
    }

    /// The verdict as of the last visit.
    pub fn verdict(&self) -> Verdict {
        self.progress().map_or(Verdict::NotKnown, |progress| progress.verdict())
    }

    /// Whether the pain has come down to the goal, or to nothing where no goal is set, on the mean that is compared.
    pub fn goal_met(&self) -> bool {
        let goal = self.goal.map_or(0, Nrs::get);
        self.progress().is_some_and(|progress| progress.now.halves() <= goal * 2)
    }
}

impl Progress {
    pub fn verdict(&self) -> Verdict {
        judge::verdict(self.baseline, self.now)
    }

    /// "7 → 4, 12 May to 9 Jun, 5 visits, 43 %"; the share is left out where the baseline is 0.
    pub fn words(&self, this_year: i32) -> String {
        let share = judge::share_words(self.baseline, self.now).map(|share| format!(", {share}")).unwrap_or_default();
        format!(
            "{} → {}, {} to {}, {}{share}",
            self.baseline.get(),
            self.now,
            say::date(self.from, this_year),
            say::date(self.to, this_year),
            say::count(self.visits, "visit", "visits"),
        )
    }

    /// Why the verdict is what it is, with its threshold: "2.5 points less; from 7, 2 points and 30 % count; 4.5: mean of the
    /// last two".
    pub fn why(&self) -> String {
        let why = judge::why(self.baseline, self.now);
        if self.now.halves() == 2 * self.last.get() { why } else { format!("{why}; {}: mean of the last two", self.now) }
    }
}
