//! What the chart of pain shows: before and after by session, the threshold, and what happened to the plan.
pub(super) mod view;

use chrono::{Datelike, NaiveDate};

use super::Progress;
use crate::domain::care::finding::Nrs;
use crate::domain::care::progress::{Mean, Visit, improved_at};
use crate::domain::wording::say;
use crate::tui::screens::See;

/// What is drawn. A session's place is its number, from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chart {
    pub(super) visits: Vec<Visit>,
    /// The most pain that counts as improved, and from where.
    pub(super) improved: Option<(Mean, Nrs)>,
    /// What happened, in a word or two, at or between sessions.
    pub(super) events: Vec<(f64, String)>,
}

impl Chart {
    /// The places of sessions side by side at which `pain` was told: a blank is a gap.
    pub(super) fn stretches(&self, pain: impl Fn(&Visit) -> Option<Nrs>) -> Vec<Vec<(f64, f64)>> {
        let mut all: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for (place, visit) in (0_u32..).zip(&self.visits) {
            match (pain(visit), all.last_mut()) {
                (Some(pain), Some(last)) => last.push((f64::from(place), f64::from(pain.get()))),
                (None, _) | (_, None) => all.push(Vec::new()),
            }
        }
        all.retain(|stretch| !stretch.is_empty());
        all
    }

    /// Where a day lies among the sessions.
    fn place(visits: &[Visit], day: NaiveDate) -> f64 {
        let before = visits.iter().filter(|visit| visit.date < day).count();
        let before = f64::from(u32::try_from(before).unwrap_or(u32::MAX));
        if visits.iter().any(|visit| visit.date == day) { before } else { before - 0.5 }
    }
}

impl Progress {
    pub(super) fn chart(&self, see: &See<'_>) -> Chart {
        let visits = self.told();
        let baseline = self.with_course(|course| course.baseline().map(|(_, pain)| pain));
        let improved = baseline.and_then(|pain| Some((improved_at(pain)?, pain)));
        let mut events: Vec<(NaiveDate, String)> = Vec::new();
        let plans = self.record.iter().flat_map(|record| &record.plans).filter(|plan| self.plan.is_none_or(|id| plan.id == id));
        for plan in plans {
            let of = if self.plan.is_none() { format!(": {}", plan.name()) } else { String::new() };
            events.push((plan.terms.opened, format!("plan opened{of}")));
            let record = self.record.iter();
            events.extend(record.flat_map(|record| record.looked_at(plan.id)).map(|looked| (looked.on, looked.outcome.word().to_owned())));
            let told = self.record.iter().any(|record| record.looked_at(plan.id).any(|looked| Some(looked.on) == plan.closed));
            events.extend(plan.closed.filter(|_| !told).map(|day| (day, plan.terms.state.word().to_owned())));
        }
        events.sort_by_key(|(day, _)| *day);
        let year = see.now.year();
        let events = events.into_iter().map(|(day, words)| (Chart::place(&visits, day), format!("{} {words}", say::date(day, year))));
        Chart { events: events.collect(), visits, improved }
    }
}
