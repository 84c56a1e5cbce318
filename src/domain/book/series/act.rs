//! What is done to a standing appointment, as one act: its terms, and what becomes of each date it touches.
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Terms;
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::change::{Anyway, Edit, NewAbsence, Who};
use crate::domain::ids::{AppointmentId, SeriesId, StaffId};
use crate::domain::text::Clean;

/// One act on a standing appointment. All of it is written, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesAct {
    pub kind: Kind,
    pub target: Target,
    /// What becomes of each date it touches, by rule date.
    pub dates: Vec<Planned>,
    /// Up to which date the rule's dates are rows afterwards.
    pub made_until: NaiveDate,
    /// The therapist becomes the client's preferred one.
    pub prefer: Option<Edit<Option<StaffId>>>,
    /// The client is away meanwhile.
    pub away: Option<NewAbsence>,
}

/// What was done, for the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A new standing appointment.
    Made,
    /// Another time.
    Moved,
    /// Another service, room or length.
    Changed,
    /// Another therapist.
    HandedOver,
    /// Nothing happens from a date on.
    Ended,
    /// What was called off happens again.
    Restored,
    /// More dates.
    Extended,
    /// Some dates do not happen.
    Skipped,
    /// The program made the next dates of its rule.
    Grown,
}

/// Which standing appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    New {
        who: Who,
        terms: Terms,
        note: Clean,
    },
    /// Its terms as they were seen, and as they shall be.
    Same {
        id: SeriesId,
        seen: Seen,
        terms: Terms,
    },
    /// It ends where the first planned date was, and another one goes on from there under new terms.
    Split {
        id: SeriesId,
        seen: Seen,
        ends: NaiveDateTime,
        terms: Terms,
        before: u32,
    },
}

/// A series as the person saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub terms: Terms,
    pub made_until: NaiveDate,
}

/// One date, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The appointment that is this date already, as it was seen.
    pub row: Option<Row>,
    /// The moment that the rule gives from now on.
    pub rule_date: NaiveDateTime,
    pub fate: Fate,
}

/// An appointment as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub id: AppointmentId,
    pub slot: Slot,
    pub status: Status,
}

impl From<&Appointment> for Row {
    fn from(appointment: &Appointment) -> Self {
        Self { id: appointment.id, slot: appointment.slot(), status: appointment.status }
    }
}

/// What becomes of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is in the book, here.
    Book { slot: Slot, anyway: Option<Anyway> },
    /// It does not happen; it can be filled later.
    Skip,
    /// Something stands against it: it holds no time until somebody decides.
    Decide,
    /// Called off; whether late, its own start and the client's word say.
    CallOff { by: CancelledBy, reason: Clean },
    /// It stays as it is: over, begun, or changed by itself before.
    Stay,
}

impl SeriesAct {
    /// What the standing appointment is afterwards.
    pub fn terms(&self) -> &Terms {
        match &self.target {
            Target::New { terms, .. } | Target::Same { terms, .. } | Target::Split { terms, .. } => terms,
        }
    }

    pub(super) fn terms_mut(&mut self) -> &mut Terms {
        match &mut self.target {
            Target::New { terms, .. } | Target::Same { terms, .. } | Target::Split { terms, .. } => terms,
        }
    }
}
