//! Which plan the session belongs to.
use crate::domain::care::glance::{Glance, Session};
use crate::domain::care::plan::Plan;
use crate::domain::care::visit::{CountsFor, visit_number};
use crate::domain::ids::PlanId;

/// The plan of this number.
pub(super) fn one(glance: &Glance, id: PlanId) -> Option<&Plan> {
    glance.plans.iter().find(|plan| plan.id == id)
}

/// The next plan to choose, then none, then again from the first.
pub(super) fn next(glance: &Glance, chosen: CountsFor) -> CountsFor {
    let open: Vec<PlanId> = glance.plans.iter().filter(|plan| plan.terms.state.is_open()).map(|plan| plan.id).collect();
    let next = match chosen.plan().and_then(|chosen| open.iter().position(|id| *id == chosen)) {
        None => open.first(),
        Some(place) => open.get(place + 1),
    };
    next.map_or(CountsFor::NoPlan, |id| CountsFor::Plan(*id))
}

/// "headaches, visit 3 of 8".
pub(super) fn words(session: &Session, chosen: CountsFor) -> Option<String> {
    let plan = one(&session.glance, chosen.plan()?)?;
    let number = session.appointment.as_ref().and_then(|appointment| {
        visit_number(&session.glance.plans, plan.id, &session.glance.visits, appointment.id, session.glance.missed_count)
    });
    let of = plan.terms.visits.map(|visits| format!(" of {visits}")).unwrap_or_default();
    let visit = number.map(|number| format!(", visit {number}{of}")).unwrap_or_default();
    Some(format!("{}{visit}", plan.terms.complaint))
}
