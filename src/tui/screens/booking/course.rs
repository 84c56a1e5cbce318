//! The standing appointment that holds a plan's visits: begun by the form of the plan, saved together with it.
use super::{Booking, CLIENT, LENGTH, REPEATS, SERVICE, Start};
use crate::domain::care::plan::NewPlan;
use crate::domain::text::fold;
use crate::tui::screens::See;

impl Booking {
    /// The visits of a plan that is not in the file yet, for a client of this name.
    pub(in crate::tui) fn of_plan(plan: NewPlan, name: &str, see: &See<'_>) -> Self {
        let mut booking = Self::new(see, Start { client: Some(plan.client), ..Start::default() });
        booking.form.fields[CLIENT].set(name);
        if let Some(minutes) = plan.minutes {
            let same = |modality: &str| fold(modality) == fold(plan.modality.as_str());
            let fitting = || see.directory.offered().filter(|service| service.minutes == minutes);
            let service = fitting().find(|service| same(service.modality.as_str())).or_else(|| fitting().next());
            if let Some(service) = service {
                booking.form.fields[SERVICE].choose(Some(service.id.0));
            }
            booking.form.fields[LENGTH].set(&minutes.to_string());
            booking.set_by_hand = true;
        }
        if plan.cadence.times == 1 {
            let times = plan.visits.map(|visits| format!(" x{visits}")).unwrap_or_default();
            booking.form.fields[REPEATS].set(&format!("{}{times}", plan.cadence.words()));
        }
        booking.opened_with = booking.values();
        booking.course = Some(Box::new(plan));
        booking
    }

    pub(super) fn course_title(&self) -> Option<String> {
        self.course.as_ref().map(|plan| format!("The visits of the plan: {}", plan.complaint))
    }

    /// Why a single time is not what is wanted.
    pub(super) fn must_repeat(&self) -> Option<String> {
        self.course.as_ref().map(|plan| {
            format!("The visits of the plan repeat ({}). Say in Repeats how: weekly x8 · mon and thu x6.", plan.cadence.words())
        })
    }
}
