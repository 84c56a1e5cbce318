//! Which plan the session belongs to.
use crate::domain::book::status::Status;
use crate::domain::care::glance::{Glance, Session};
use crate::domain::care::plan::{Plan, Visit, belongs, visit_number};
use crate::domain::ids::PlanId;
use chrono::NaiveDateTime;

/// The plan a session counts for unless somebody says otherwise.
pub(super) fn usual(session: &Session, now: NaiveDateTime) -> Option<PlanId> {
    let glance = &session.glance;
    let booked =
        session.appointment.as_ref().and_then(|appointment| glance.visits.iter().find(|visit| visit.appointment == Some(appointment.id)));
    // A visit that was never booked counts as one of today.
    let unbooked = Visit { appointment: None, at: now, status: Status::Done, series: None, noted: None };
    let plan = belongs(&glance.plans, booked.unwrap_or(&unbooked))?;
    one(glance, plan).filter(|plan| plan.terms.state.is_open()).map(|plan| plan.id)
}

pub(super) fn one(glance: &Glance, id: PlanId) -> Option<&Plan> {
    glance.plans.iter().find(|plan| plan.id == id)
}

/// The next plan to choose, then none, then again from the first.
pub(super) fn next(glance: &Glance, chosen: Option<PlanId>) -> Option<PlanId> {
    let open: Vec<PlanId> = glance.plans.iter().filter(|plan| plan.terms.state.is_open()).map(|plan| plan.id).collect();
    match chosen.and_then(|chosen| open.iter().position(|id| *id == chosen)) {
        None => open.first().copied(),
        Some(place) => open.get(place + 1).copied(),
    }
}

/// "headaches, visit 3 of 8".
pub(super) fn words(session: &Session, chosen: Option<PlanId>) -> Option<String> {
    let plan = one(&session.glance, chosen?)?;
    let number = session.appointment.as_ref().and_then(|appointment| {
        visit_number(&session.glance.plans, plan.id, &session.glance.visits, appointment.id, session.glance.missed_count)
    });
    let of = plan.terms.visits.map(|visits| format!(" of {visits}")).unwrap_or_default();
    let visit = number.map(|number| format!(", visit {number}{of}")).unwrap_or_default();
    Some(format!("{}{visit}", plan.terms.complaint))
}
