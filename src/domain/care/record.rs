//! How a client's plans stand: visits used up, when each is looked at again, how it ended and what follows it.
use chrono::NaiveDateTime;

use super::glance::{Glance, Record};
use super::measured::Session;
use super::plan::{Plan, PlanState, Reassessment};
use super::progress::due::{Coming, Due};
use super::progress::{self, Course};
use super::signing::lines_of;
use super::template;
use super::visit::{self, Visit, belongs};
use crate::domain::book::status::Status;
use crate::domain::ids::PlanId;
use crate::domain::wording::say;

/// A session of which nothing was told.
fn untold(at: NaiveDateTime) -> progress::Visit {
    progress::Visit { date: at.date(), before: None, after: None, relief_days: None }
}

/// The sessions of a plan that took place, visits that were never booked among them, oldest first, as they count towards the next time it is looked at.
fn sessions(plans: &[Plan], plan: PlanId, visits: &[Visit]) -> Vec<progress::Visit> {
    let done = visits.iter().filter(|visit| visit.status == Status::Done && belongs(plans, visit) == Some(plan));
    done.map(|visit| untold(visit.at)).collect()
}

/// Only what goes on is looked at again.
fn due(plan: &Plan, sessions: &[progress::Visit], now: NaiveDateTime) -> Option<Due> {
    plan.course(sessions).due(now.date()).filter(|_| plan.terms.state == PlanState::Active)
}

impl Glance {
    /// The plans that are to be looked at again, with why.
    pub fn due(&self, now: NaiveDateTime) -> Vec<(&Plan, Due)> {
        self.plans.iter().filter_map(|plan| Some((plan, due(plan, &sessions(&self.plans, plan.id, &self.visits), now)?))).collect()
    }
}

impl Record {
    /// What the notes of a plan say, a session each, oldest first; without a plan, those of all.
    pub fn lines_told(&self, plan: Option<PlanId>) -> Vec<Session> {
        let notes = self.notes.iter().filter(|note| plan.is_none() || self.plan_of(note) == plan);
        notes.map(|note| (note.at.date(), lines_of(&note.written))).collect()
    }

    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// Open ones first, newest first.
    pub fn plans_in_order(&self) -> Vec<&Plan> {
        let (open, closed): (Vec<&Plan>, Vec<&Plan>) = self.plans.iter().partition(|plan| plan.terms.state.is_open());
        open.into_iter().chain(closed).collect()
    }

    /// Visits of a plan used up at `now`.
    pub fn used(&self, plan: PlanId, now: NaiveDateTime) -> u32 {
        visit::used(&self.plans, plan, &self.visits, now, self.missed_count)
    }

    /// "visit 3 of 8", "visit 3", "none of 8 yet".
    pub fn visit_words(&self, plan: &Plan, now: NaiveDateTime) -> String {
        match (self.used(plan.id, now), plan.terms.visits) {
            (0, Some(planned)) => format!("none of {planned} yet"),
            (0, None) => "no visit yet".to_owned(),
            (used, Some(planned)) => format!("visit {used} of {planned}"),
            (used, None) => format!("visit {used}"),
        }
    }

    /// Whether a plan is to be looked at again, and why.
    pub fn due(&self, plan: &Plan, now: NaiveDateTime) -> Option<Due> {
        due(plan, &sessions(&self.plans, plan.id, &self.visits), now)
    }

    /// When an active plan is looked at next, where that is not now.
    pub fn coming(&self, plan: &Plan, now: NaiveDateTime) -> Option<Coming> {
        let sessions = sessions(&self.plans, plan.id, &self.visits);
        (plan.terms.state == PlanState::Active && due(plan, &sessions, now).is_none()).then(|| plan.course(&sessions).coming())
    }

    /// "reassessment due", "check after 2 more sessions"; nothing of a plan that does not go on.
    pub fn check_briefly(&self, plan: &Plan, now: NaiveDateTime) -> Option<String> {
        if self.due(plan, now).is_some() {
            return Some("reassessment due".to_owned());
        }
        let sessions = self.coming(plan, now)?.sessions.filter(|sessions| *sessions > 0)?;
        Some(format!("check after {}", say::count(sessions, "more session", "more sessions")))
    }

    /// How the plan was decided on when it was looked at, oldest first.
    pub fn looked_at(&self, plan: PlanId) -> impl DoubleEndedIterator<Item = &Reassessment> {
        self.reassessments.iter().filter(move |(of, _)| *of == plan).map(|(_, looked)| looked)
    }

    /// The plan that follows this one.
    pub fn followed_by(&self, plan: PlanId) -> Option<&Plan> {
        self.plans.iter().find(|other| other.terms.follows == Some(plan))
    }

    /// What was told at the visits of a plan, and the plan as progress is judged by it.
    pub fn with_course<T>(&self, plan: &Plan, look: impl FnOnce(&Course<'_>) -> T) -> T {
        look(&plan.course(&self.told(Some(plan.id))))
    }
}

impl Plan {
    /// "weekly, 8 visits, check after 4".
    pub fn terms_words(&self) -> String {
        template::words(self.terms.cadence, self.terms.visits, Some(self.terms.reassess))
    }

    /// "headaches at the desk, trigger point": as it is told from another one.
    pub fn name(&self) -> String {
        let modality = if self.terms.modality.is_empty() { String::new() } else { format!(", {}", self.terms.modality) };
        format!("{}{modality}", self.terms.complaint)
    }

    /// "active", "on hold", "completed 9 Jun: discharge, goal met".
    pub fn state_words(&self, this_year: i32) -> String {
        let closed = self.closed.map(|day| format!(" {}", say::date(day, this_year))).unwrap_or_default();
        let outcome = self.outcome.filter(|outcome| self.closed.is_some() && outcome.leads_to() == self.terms.state);
        let outcome = outcome.map(|outcome| format!(": {}", outcome.word())).filter(|words| words != ": change modality");
        format!("{}{closed}{}", self.terms.state.word(), outcome.unwrap_or_default())
    }
}
