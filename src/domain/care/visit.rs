//! Visits: which plan each counts for, and which of the plan's it is.
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::domain::book::status::Status;
use crate::domain::ids::{AppointmentId, PlanId, SeriesId};

/// Which plan a session counts for, as its note says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub enum CountsFor {
    /// Nothing is said: see [`belongs`].
    #[default]
    Usual,
    Plan(PlanId),
    /// For none, though one is open.
    NoPlan,
}

/// As a draft keeps it: the plan's number, the word, or nothing.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Number(PlanId),
    Word(String),
    Nothing(()),
}

const NO_PLAN: &str = "none";

impl From<Kept> for CountsFor {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Number(id) => Self::Plan(id),
            Kept::Word(word) if word == NO_PLAN => Self::NoPlan,
            Kept::Word(_) | Kept::Nothing(()) => Self::Usual,
        }
    }
}

impl From<CountsFor> for Kept {
    fn from(said: CountsFor) -> Self {
        match said {
            CountsFor::Usual => Self::Nothing(()),
            CountsFor::Plan(id) => Self::Number(id),
            CountsFor::NoPlan => Self::Word(NO_PLAN.to_owned()),
        }
    }
}

impl CountsFor {
    /// The plan that is named.
    pub fn plan(self) -> Option<PlanId> {
        match self {
            Self::Plan(id) => Some(id),
            Self::Usual | Self::NoPlan => None,
        }
    }

    /// This, or where it says nothing what `other` says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Usual { other } else { self }
    }

    /// A plan that is none of the client's, because its opening was taken back, is as if nothing were said.
    #[must_use]
    pub fn among(self, plans: &[Plan]) -> Self {
        if self.plan().is_some_and(|id| !plans.iter().any(|plan| plan.id == id)) { Self::Usual } else { self }
    }
}

/// One visit of a client as the counting of visits sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// `None` for one that was never booked and has a note of its own.
    pub appointment: Option<AppointmentId>,
    pub at: NaiveDateTime,
    pub status: Status,
    pub series: Option<SeriesId>,
    /// What its signed note says.
    pub noted: CountsFor,
}

impl Visit {
    /// A visit that was not booked, of which nothing is said yet.
    pub fn unbooked(at: NaiveDateTime) -> Self {
        Self { appointment: None, at, status: Status::Done, series: None, noted: CountsFor::Usual }
    }
}

/// Which of a client's plans an appointment counts for: the one its note names; else the one whose standing appointment it is a
/// date of; else, of those open on its date and not on hold since an earlier one, the oldest.
pub fn belongs(plans: &[Plan], visit: &Visit) -> Option<PlanId> {
    let on = visit.at.date();
    let open_then = |plan: &&Plan| plan.terms.opened <= on && plan.closed.is_none_or(|closed| on <= closed);
    let of_series = || {
        let series = visit.series?;
        plans.iter().filter(open_then).find(|plan| plan.terms.series == Some(series)).map(|plan| plan.id)
    };
    let oldest = || {
        let going_on = plans.iter().filter(open_then).filter(|plan| plan.held.is_none_or(|held| on <= held));
        going_on.min_by_key(|plan| (plan.terms.opened, plan.id)).map(|plan| plan.id)
    };
    match visit.noted {
        CountsFor::Plan(id) => Some(id),
        CountsFor::NoPlan => None,
        CountsFor::Usual => of_series().or_else(oldest),
    }
}

/// Whether an appointment uses up a visit; `missed` is the practice's setting for no-shows and late cancellations.
pub fn uses_a_visit(status: Status, missed: bool) -> bool {
    status.holds() || missed && matches!(status, Status::NoShow | Status::LateCancelled)
}

/// Which visit of `plan` an appointment is, counting from 1; nothing when it uses none up.
pub fn visit_number(plans: &[Plan], plan: PlanId, visits: &[Visit], of: AppointmentId, missed: bool) -> Option<u32> {
    let mut counted: Vec<&Visit> =
        visits.iter().filter(|visit| uses_a_visit(visit.status, missed) && belongs(plans, visit) == Some(plan)).collect();
    counted.sort_by_key(|visit| (visit.at, visit.appointment));
    counted.iter().position(|visit| visit.appointment == Some(of)).and_then(|place| u32::try_from(place + 1).ok())
}

/// How many visits of `plan` have been used up at `now`.
pub fn used(plans: &[Plan], plan: PlanId, visits: &[Visit], now: NaiveDateTime, missed: bool) -> u32 {
    let counted =
        visits.iter().filter(|visit| visit.at <= now && uses_a_visit(visit.status, missed) && belongs(plans, visit) == Some(plan));
    u32::try_from(counted.count()).unwrap_or(u32::MAX)
}

/// How many sessions were planned, where all of them are over or booked and one more at `at` would count for the same plan.
pub fn full(plans: &[Plan], visits: &[Visit], at: NaiveDateTime, missed: bool) -> Option<u32> {
    let plan = belongs(plans, &Visit::unbooked(at))?;
    let planned = plans.iter().find(|known| known.id == plan)?.terms.visits?;
    (used(plans, plan, visits, NaiveDateTime::MAX, missed) >= planned).then_some(planned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_draft_keeps_reads_as_it_was_said() {
        for (said, kept) in [(CountsFor::Usual, "null"), (CountsFor::Plan(PlanId(7)), "7"), (CountsFor::NoPlan, "\"none\"")] {
            assert_eq!(serde_json::to_string(&said).expect("JSON"), kept);
            assert_eq!(serde_json::from_str::<CountsFor>(kept).expect(kept), said);
        }
    }
}
