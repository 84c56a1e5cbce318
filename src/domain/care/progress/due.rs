//! When a plan is to be looked at again: every so many sessions, at its end, and never later than after 30 days.
use chrono::{Days, NaiveDate};

use super::Course;
use crate::domain::wording::say;

/// Days after which a plan is looked at again, however few its sessions.
pub const MOST_DAYS: u32 = 30;

/// Why a reassessment is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// So many sessions since the last one, or since the plan was opened.
    Sessions(usize),
    /// All of the plan's visits are done.
    End(u32),
    /// So many days since the last one, or since the plan was opened.
    Days(i64),
}

/// A reassessment that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// At least one.
    pub why: Vec<Why>,
    /// The last reassessment, or the day the plan was opened.
    pub since: NaiveDate,
    /// Whether there has been one.
    pub again: bool,
}

/// When the next one comes, as far as it can be said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// After so many more sessions; none when only the days count.
    pub sessions: Option<usize>,
    /// At the latest on this day.
    pub latest: NaiveDate,
}

impl Course<'_> {
    /// The day the sessions and days are counted from.
    fn since(&self) -> NaiveDate {
        self.last_reassessed.unwrap_or(self.opened)
    }

    /// Sessions since then; that of the day of a reassessment belongs to it.
    fn sessions_since(&self) -> usize {
        self.visits.iter().filter(|visit| self.last_reassessed.is_none_or(|last| visit.date > last)).count()
    }

    /// Whether a reassessment is due on `today`, with every reason.
    pub fn due(&self, today: NaiveDate) -> Option<Due> {
        let (since, sessions) = (self.since(), self.sessions_since());
        let mut why = Vec::new();
        if self.reassess_every > 0 && sessions >= self.reassess_every as usize {
            why.push(Why::Sessions(sessions));
        }
        if let Some(planned) = self.planned.filter(|planned| sessions > 0 && self.visits.len() >= *planned as usize) {
            why.push(Why::End(planned));
        }
        let days = (today - since).num_days();
        if days >= i64::from(MOST_DAYS) {
            why.push(Why::Days(days));
        }
        (!why.is_empty()).then_some(Due { why, since, again: self.last_reassessed.is_some() })
    }

    /// When the next one comes, for a plan that has none due.
    pub fn coming(&self) -> Coming {
        let by_count = (self.reassess_every > 0).then(|| (self.reassess_every as usize).saturating_sub(self.sessions_since()));
        let by_end = self.planned.map(|planned| (planned as usize).saturating_sub(self.visits.len())).filter(|left| *left > 0);
        let sessions = by_count.into_iter().chain(by_end).min();
        let latest = self.since().checked_add_days(Days::new(u64::from(MOST_DAYS))).unwrap_or(NaiveDate::MAX);
        Coming { sessions, latest }
    }
}

impl Due {
    /// "Reassessment due: 4 sessions and 30 days since the plan was opened on 12 May; all 6 visits of the plan are done."
    pub fn words(&self, this_year: i32) -> String {
        let mut counted = Vec::new();
        let mut end = None;
        for why in &self.why {
            match *why {
                Why::Sessions(sessions) => counted.push(say::count(sessions, "session", "sessions")),
                Why::Days(days) => counted.push(say::count(usize::try_from(days).unwrap_or(0), "day", "days")),
                Why::End(planned) => end = Some(planned),
            }
        }
        let from = if self.again { "the last reassessment" } else { "the plan was opened" };
        let counted =
            (!counted.is_empty()).then(|| format!("{} since {from} on {}", counted.join(" and "), say::date(self.since, this_year)));
        let end = end.map(|planned| match planned {
            1 => "the plan's only visit is done".to_owned(),
            planned => format!("all {planned} visits of the plan are done"),
        });
        format!("Reassessment due: {}.", counted.into_iter().chain(end).collect::<Vec<_>>().join("; "))
    }
}

impl Coming {
    /// "reassessment after 2 more sessions, by 11 Jun at the latest".
    pub fn words(&self, this_year: i32) -> String {
        let after = self.sessions.filter(|sessions| *sessions > 0);
        let after = after.map(|n| format!("after {}, ", say::count(n, "more session", "more sessions"))).unwrap_or_default();
        format!("reassessment {after}by {} at the latest", say::date(self.latest, this_year))
    }
}
