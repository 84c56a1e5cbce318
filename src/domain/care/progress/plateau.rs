//! A plateau: the pain was improved, and then stood still short of the goal.
use chrono::NaiveDate;

use super::Course;
use super::judge::Verdict;
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;

/// Visits that have to stand still.
const VISITS: usize = 3;
/// Points up or down that still count as standing still.
const WITHIN: u8 = 1;

/// The visit that was improved, and the three after it that stayed within a point of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plateau {
    /// The improved visit.
    pub since: NaiveDate,
    pub at: Nrs,
    /// Pain before the three sessions after it.
    pub then: Vec<Nrs>,
}

impl Course<'_> {
    /// Whether the pain stands still now: the last three visits at which it was told lie each within 1 point of the one before
    /// them, the verdict at that one was improved, and the goal is not met. Visits at which it was not told are passed over.
    pub fn plateau(&self) -> Option<Plateau> {
        if self.goal_met() {
            return None;
        }
        let told: Vec<(usize, NaiveDate, Nrs)> =
            self.visits.iter().enumerate().filter_map(|(place, visit)| Some((place, visit.date, visit.before?))).collect();
        let [.., (place, since, at), a, b, c] = *told.as_slice() else { return None };
        let then: Vec<Nrs> = [a, b, c].map(|(_, _, pain)| pain).into();
        let still = then.len() == VISITS && then.iter().all(|pain| pain.get().abs_diff(at.get()) <= WITHIN);
        let improved = self.after(place + 1).verdict() == Verdict::Improved;
        (still && improved).then_some(Plateau { since, at, then })
    }
}

impl Plateau {
    /// "at 4 on 26 May, then 4, 5, 4: within a point for 3 visits".
    pub fn words(&self, this_year: i32) -> String {
        let then = self.then.iter().map(|pain| pain.get().to_string()).collect::<Vec<_>>().join(", ");
        format!("at {} on {}, then {then}: within a point for {VISITS} visits", self.at.get(), say::date(self.since, this_year))
    }
}
