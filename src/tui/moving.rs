//! An appointment in the hand: lifted with `m`, carried over the Day, put down with Enter.
use chrono::{NaiveDateTime, TimeDelta};

use super::app::App;
use super::dialog::Dialog;
use super::msg::{Fit, Query};
use super::screens::Act;
use crate::domain::book::appointment::{Appointment, Slot, differences};
use crate::domain::change::{Anyway, BookChange, Change};
use crate::domain::ids::StaffId;
use crate::domain::span::Span;
use crate::domain::wording::say;

/// What is being moved, where it hovers, and how that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    pub appointment: Appointment,
    pub target: Slot,
    /// `None` while the file has not answered for the target.
    pub fit: Option<Fit>,
    /// Enter was pressed before the answer was there.
    pub wanted: bool,
}

impl Moving {
    pub fn new(appointment: Appointment) -> Self {
        let target = appointment.slot();
        Self { appointment, target, fit: None, wanted: false }
    }

    /// Whether the target can be had.
    pub fn asks(&self) -> Query {
        Query::Fit { slot: self.target, any_room: true, except: Some(self.appointment.id) }
    }

    pub fn aim(&mut self, target: Slot) {
        if target != self.target {
            self.target = target;
            self.fit = None;
            self.wanted = false;
        }
    }

    /// The same therapist and room at another moment.
    pub fn aim_at(&mut self, from: NaiveDateTime) {
        self.aim(Slot { span: Span::lasting(from, self.target.span.minutes()), ..self.target });
    }

    /// Earlier or later by `minutes`.
    pub fn shift(&mut self, minutes: i64) {
        self.aim_at(self.target.span.from() + TimeDelta::minutes(minutes));
    }

    /// The target with another therapist.
    pub fn with(&self, staff: StaffId, from: NaiveDateTime) -> Slot {
        Slot { staff, span: Span::lasting(from, self.target.span.minutes()), ..self.target }
    }

    /// The act that puts it down; `None` while the answer is awaited; a question or a sentence when it does not fit.
    pub fn put_down(&mut self) -> Result<Option<Change>, Box<Act>> {
        let Some(fit) = &self.fit else {
            self.wanted = true;
            return Ok(None);
        };
        if self.target.span == self.appointment.span && self.target.staff == self.appointment.staff {
            return Err(Box::new(Act::Say("That is where it is. Walk to another time, or esc leaves it where it was.".into())));
        }
        if fit.conflicts.is_empty() {
            return Ok(Some(self.change(fit.slot, None)));
        }
        Err(Box::new(Act::Ask(Box::new(Dialog::anyway(fit.clone(), self.clone())))))
    }

    /// The move as a change from what is in the book to `to`.
    pub fn change(&self, to: Slot, anyway: Option<Anyway>) -> Change {
        let fields = differences(&self.appointment.slot(), &to);
        Change::Book(BookChange::Alter { id: self.appointment.id, fields, anyway })
    }

    /// The banner.
    pub fn words(&self, app: &App) -> String {
        let year = chrono::Datelike::year(&app.now);
        let directory = app.directory.as_ref();
        let staff = directory.map_or("", |directory| directory.staff_short(self.target.staff));
        let from = say::moment(self.appointment.span.from(), year);
        let to = format!("{} {}", say::day(self.target.span.date(), year), say::hours(&self.target.span));
        let fits = match &self.fit {
            None => "…".to_owned(),
            Some(fit) if fit.conflicts.is_empty() => {
                let room = directory.map_or("", |directory| directory.room_short(fit.slot.room));
                format!("free {room}")
            }
            Some(fit) => format!("✗ {}", fit.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
        };
        format!("MOVING {} from {from} → {to} {staff}: {fits}", self.appointment.client_name)
    }
}
