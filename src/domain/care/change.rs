//! Acts on what concerns a client's care.
use chrono::{NaiveDate, NaiveDateTime};

use super::arrival::Answers;
use super::note::{NoteOf, Written};
use super::plan::{NewPlan, Outcome, PlanField, PlanState};
use crate::domain::book::series::act::SeriesAct;
use crate::domain::ids::{AppointmentId, ClientId, NoteId, PlanId};
use crate::domain::text::Clean;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CareChange {
    /// Signs a note and completes its session. Final: a signed note is amended or struck out, never taken back.
    Sign(Box<Signing>),
    /// Adds to a signed note. Final.
    Amend {
        note: NoteId,
        text: Clean,
        why: Clean,
    },
    /// A note was entered in error: it is kept and hidden. With `again` what it says becomes the draft of the right session.
    /// Final.
    StrikeOut {
        note: NoteId,
        why: Clean,
        again: Option<NoteOf>,
    },
    /// What the client answered at arrival; `seen` is what was known before.
    Answer {
        appointment: AppointmentId,
        seen: Option<Answers>,
        new: Answers,
    },
    OpenPlan(Box<NewPlan>),
    /// A plan together with the standing appointment of its visits.
    Course {
        plan: Box<NewPlan>,
        series: Vec<SeriesAct>,
    },
    EditPlan {
        id: PlanId,
        fields: Vec<PlanField>,
    },
    /// A plan is looked at again, and what follows is decided.
    Reassess(Box<Reassessing>),
    /// A personal phrase: `.word` becomes the text. Without a text it is forgotten.
    SetPhrase {
        word: Clean,
        seen: Option<Clean>,
        text: Option<Clean>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    pub of: NoteOf,
    pub written: Written,
    /// When a visit was that was never booked, where no draft says it; a session has its own time.
    pub at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassessing {
    pub plan: PlanId,
    pub seen: PlanState,
    pub on: NaiveDate,
    /// What was compared, in words.
    pub compared: Clean,
    pub outcome: Outcome,
    pub remark: Clean,
    /// The plan that follows, where one does.
    pub next: Option<Box<NewPlan>>,
}

/// A personal phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub word: Clean,
    pub text: Clean,
}

/// Whose care is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CareOf {
    Client(ClientId),
    Appointment(AppointmentId),
}
