//! What a therapist takes in during the ten seconds before a session.
use chrono::{NaiveDate, NaiveDateTime};

use super::arrival::Answers;
use super::change::Phrase;
use super::finding::Nrs;
use super::note::{Draft, Note, NoteOf};
use super::plan::Plan;
use super::progress;
use super::visit::{CountsFor, Visit, belongs};
use crate::domain::book::appointment::Appointment;
use crate::domain::ids::{AppointmentId, PlanId};
use crate::domain::people::alert::Alert;
use crate::domain::people::client::Client;
use crate::domain::text::Clean;

/// What the day's row shows of a client's care.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CareLine {
    /// Pain before the last three sessions, oldest first; a blank was not asked.
    pub trend: Vec<Option<Nrs>>,
    /// Visit n, and of how many unless the plan is open.
    pub visit: Option<(u32, Option<u32>)>,
    /// What the last signed note wants done.
    pub next: Clean,
    /// The session is over or begun and has no signed note.
    pub unsigned: bool,
}

/// The care of one date of the book, by appointment.
pub type DayCare = Vec<(AppointmentId, CareLine)>;

/// Everything about one client's care that is taken in before a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    pub client: Client,
    /// Gravest first.
    pub alerts: Vec<Alert>,
    /// The last signed note before this session.
    pub last: Option<Note>,
    /// Pain before the last three sessions, oldest first.
    pub trend: Vec<Option<Nrs>>,
    /// A session since the last signed note that has none.
    pub unsigned: Option<NaiveDateTime>,
    /// Open and closed plans, newest first.
    pub plans: Vec<Plan>,
    /// The client's appointments, and the visits that were never booked, as visits are counted.
    pub visits: Vec<Visit>,
    /// What the client answered at arrival.
    pub answers: Option<Answers>,
    /// No-shows and late cancellations use up a visit.
    pub missed_count: bool,
}

/// What the session's note is written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub of: NoteOf,
    /// `None` for a visit that was never booked.
    pub appointment: Option<Appointment>,
    pub glance: Glance,
    pub draft: Option<Draft>,
    /// The last signed notes before the session of the plans that are open, where that is not the client's last one.
    pub of_plans: Vec<Note>,
    /// The signed note, when there is one.
    pub note: Option<Note>,
    /// Of the person at the keyboard.
    pub phrases: Vec<Phrase>,
    /// A sensitive place asks for an `ok` line before signing.
    pub ask_consent: bool,
}

impl Session {
    /// The signed note that one which counts for `plan` goes on from: the last of that plan; without one the client's last, unless
    /// that is of another plan which is open.
    pub fn goes_on_from(&self, plan: CountsFor) -> Option<&Note> {
        let counts = |note: &&Note| note.written.plan.plan().is_some() && note.written.plan == plan;
        let is_free = |note: &&Note| {
            let of = self.glance.plans.iter().find(|known| note.written.plan == CountsFor::Plan(known.id));
            of.is_none_or(|of| !of.terms.state.is_open())
        };
        let last = self.glance.last.as_ref();
        last.filter(counts).or_else(|| self.of_plans.iter().find(counts)).or_else(|| last.filter(is_free))
    }

    /// The open plan the session counts for unless its note says otherwise; a visit that was never booked is one of `now`.
    pub fn usual_plan(&self, now: NaiveDateTime) -> CountsFor {
        let glance = &self.glance;
        let booked = self.appointment.as_ref().and_then(|of| glance.visits.iter().find(|visit| visit.appointment == Some(of.id)));
        let unsaid = Visit { noted: CountsFor::Usual, ..booked.copied().unwrap_or(Visit::unbooked(now)) };
        let plan =
            belongs(&glance.plans, &unsaid).filter(|id| glance.plans.iter().any(|plan| plan.id == *id && plan.terms.state.is_open()));
        plan.map_or(CountsFor::Usual, CountsFor::Plan)
    }
}

/// Everything that a client's progress is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub client: Client,
    /// Signed and not struck out, oldest first.
    pub notes: Vec<Note>,
    pub plans: Vec<Plan>,
    pub visits: Vec<Visit>,
    /// Days of relief told at arrival, by appointment.
    pub relief: Vec<(AppointmentId, u32)>,
    /// When plans were looked at, oldest first.
    pub reassessments: Vec<(PlanId, super::plan::Reassessment)>,
    pub missed_count: bool,
    pub today: NaiveDate,
}

impl Record {
    /// The plan a note counts for: the one it names, or the one its session counts for.
    pub fn plan_of(&self, note: &Note) -> Option<PlanId> {
        let booked = note.appointment.and_then(|id| self.visits.iter().find(|visit| visit.appointment == Some(id)));
        let visit = booked.copied().unwrap_or(Visit::unbooked(note.at));
        belongs(&self.plans, &Visit { noted: note.written.plan, ..visit })
    }

    /// What was told at each visit of a plan, oldest first; without a plan, at every visit.
    pub fn told(&self, plan: Option<PlanId>) -> Vec<progress::Visit> {
        let notes = self.notes.iter().filter(|note| plan.is_none() || self.plan_of(note) == plan);
        notes
            .map(|note| progress::Visit {
                date: note.at.date(),
                before: note.before,
                after: note.after,
                relief_days: note.appointment.and_then(|id| self.relief.iter().find(|(of, _)| *of == id)).map(|(_, days)| *days),
            })
            .collect()
    }
}

impl Plan {
    /// The plan as progress is judged by it, with what was told at its visits.
    pub fn course<'a>(&self, visits: &'a [progress::Visit]) -> progress::Course<'a> {
        progress::Course {
            opened: self.terms.opened,
            baseline: self.terms.baseline,
            goal: self.terms.goal_pain,
            visits,
            planned: self.terms.visits,
            reassess_every: self.terms.reassess,
            last_reassessed: self.reassessed,
            of_plan: true,
        }
    }
}
