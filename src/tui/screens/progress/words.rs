//! Progress in words.
use chrono::Datelike;

use super::Progress;
use crate::domain::care::measured::measured;
use crate::domain::care::plan::Plan;
use crate::domain::care::progress::{self, Course, Reassessment};
use crate::domain::refusal::sentence;
use crate::domain::wording::say;
use crate::tui::screens::See;

/// How a sentence is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Heading,
    Plain,
    /// Somebody has something to do.
    Due,
    Suggested,
    Dim,
}

/// A sentence, and how it is meant.
pub(super) type Said = (String, Weight);

impl Progress {
    /// What is shown, as the title says it.
    pub(super) fn scope(&self) -> String {
        match self.plan() {
            Some(plan) => plan.name(),
            None => "all visits".to_owned(),
        }
    }

    /// What was told at the visits shown.
    pub(super) fn told(&self) -> Vec<progress::Visit> {
        self.record.as_ref().map(|record| record.told(self.plan)).unwrap_or_default()
    }

    /// The visits shown, as progress is judged by them.
    pub(super) fn with_course<T>(&self, look: impl FnOnce(&Course<'_>) -> T) -> T {
        let told = self.told();
        match self.plan() {
            Some(plan) => look(&plan.course(&told)),
            None => look(&Course {
                opened: told.first().map(|visit| visit.date).unwrap_or_default(),
                baseline: None,
                goal: None,
                visits: &told,
                planned: None,
                reassess_every: 0,
                last_reassessed: None,
                of_plan: false,
            }),
        }
    }

    /// What the comparison says, what was told beside it, and when it is looked at next.
    pub(super) fn in_words(&self, see: &See<'_>) -> Vec<Said> {
        let year = see.now.year();
        if self.sessions.is_empty() {
            let words = "No signed note of these visits yet. A note's nrs line tells the pain before and after; here it is compared.";
            let mut said = vec![(words.to_owned(), Weight::Dim)];
            said.extend(self.plan().into_iter().flat_map(|plan| self.of_plan(plan, see)));
            return said;
        }
        let seen = self.with_course(|course| course.reassessment(year));
        let mut said = compared(&seen);
        said.extend(seen.beside.iter().map(|words| (sentence(words), Weight::Plain)));
        if let Some(plan) = self.plan() {
            if plan.terms.state.is_open() {
                let words = format!("{} The therapist decides.", sentence(&seen.advice.words()));
                said.push((words, Weight::Suggested));
            }
            said.extend(self.of_plan(plan, see));
        }
        said
    }

    fn of_plan(&self, plan: &Plan, see: &See<'_>) -> Vec<Said> {
        let Some(record) = &self.record else { return Vec::new() };
        let year = see.now.year();
        let mut said = Vec::new();
        if let Some(due) = record.due(plan, see.now) {
            said.push((due.words(year), Weight::Due));
        } else if let Some(coming) = record.coming(plan, see.now) {
            said.push((sentence(&coming.words(year)), Weight::Plain));
        }
        let state = plan.state_words(year);
        let visit = record.visit_words(plan, see.now);
        said.push((format!("Plan, {state}: {visit}, {}.", plan.terms_words()), Weight::Plain));
        said.extend(record.looked_at(plan.id).map(|looked| {
            let remark = if looked.remark.is_empty() { String::new() } else { format!(" ({})", looked.remark) };
            (format!("Looked at {}: {}{remark}.", say::date(looked.on, year), looked.outcome.word()), Weight::Plain)
        }));
        said.extend(record.followed_by(plan.id).map(|next| (format!("Followed by {}.", next.name()), Weight::Plain)));
        said
    }

    /// What was measured, a sentence each.
    pub(super) fn measures(&self, see: &See<'_>) -> Vec<Said> {
        let sessions: Vec<_> = self.sessions.iter().map(|session| (session.date(), session.lines.clone())).collect();
        let said: Vec<Said> = measured(&sessions, see.now.year()).iter().map(|words| (sentence(words), Weight::Plain)).collect();
        if said.is_empty() {
            let words =
                "Nothing measured at these visits. A note's lines can: nrs now 4 worst 8 · ndi 24 · odi 40 · psfs1 4 · rom cx rot L 45>60.";
            return vec![(words.to_owned(), Weight::Dim)];
        }
        said
    }
}

/// "7 → 4.5, 12 Oct to 10 Nov, 5 visits, 36 %: improved", and what it was held against.
fn compared(seen: &Reassessment) -> Vec<Said> {
    let verdict = seen.verdict.word();
    let first = seen.compared.as_ref().map_or_else(|| sentence(verdict), |compared| format!("{compared}: {verdict}."));
    let why = seen.why.as_ref().map(|why| (sentence(why), Weight::Plain));
    std::iter::once((first, Weight::Heading)).chain(why).collect()
}
