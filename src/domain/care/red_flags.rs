//! When red flags are asked about: signs that something other than a muscle may be behind the pain. They are the practice's own list
//! (`people::alert_list`); what they mean is the doctor's to say.
use chrono::NaiveDateTime;

use super::glance::Glance;
use super::progress::{Reassessment, Suggestion, Verdict};

impl Glance {
    /// At a client's first visit, when a plan is due for its look again, and wherever they were asked about already.
    pub fn asks_red_flags(&self, now: NaiveDateTime) -> bool {
        let asked = self.answers.as_ref().is_some_and(|answers| answers.red_flags.is_some());
        asked || self.last.is_none() || !self.due(now).is_empty()
    }
}

impl Reassessment {
    /// When nothing got better, or to refer out is suggested.
    pub fn asks_red_flags(&self) -> bool {
        matches!(self.verdict, Verdict::NoChange | Verdict::Worse) || self.advice.consider.contains(&Suggestion::ReferOut)
    }
}
