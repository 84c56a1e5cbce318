//! Appointments in the hand: lifted with `m`, carried over the Day, put down with Enter. The earliest leads, the others keep
//! their distance to it.
pub(super) mod carry;
mod fits;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

pub use self::fits::{Fits, Search, Shown, Tab};
use super::app::App;
use super::dialog::Dialog;
use super::msg::{Answer, Fit, Query, Reply};
use super::screens::Act;
use crate::domain::book::appointment::{Appointment, Slot, differences};
use crate::domain::book::together::follow;
use crate::domain::change::{Anyway, BookChange, Change, Move};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::span::Span;
use crate::domain::wording::say;

/// What is being moved, where it hovers, and how that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// The one that leads.
    pub appointment: Appointment,
    /// The others that come along.
    pub with: Vec<Appointment>,
    /// Where the leader hovers.
    pub target: Slot,
    /// `None` while the file has not answered for the target.
    pub fit: Option<Fit>,
    /// Where all of them would land, with their rooms; the leader first.
    landing: Vec<Slot>,
    /// Enter was pressed before the answer was there.
    pub wanted: bool,
    pub fits: Fits,
}

/// One appointment moved; one that waits to be rebooked comes back even to its old place.
pub fn move_one(appointment: &Appointment, to: Slot, anyway: Option<Anyway>) -> Change {
    let seen = appointment.slot();
    let fields = differences(&seen, &to);
    Change::Book(if fields.is_empty() {
        BookChange::MoveSeveral { moves: vec![Move { id: appointment.id, seen, to }], anyway }
    } else {
        BookChange::Alter { id: appointment.id, fields, anyway }
    })
}

impl Moving {
    pub fn new(appointment: Appointment) -> Self {
        let target = appointment.slot();
        Self { appointment, with: Vec::new(), target, fit: None, landing: Vec::new(), wanted: false, fits: Fits::default() }
    }

    /// Several at once; `None` when there is none.
    pub fn several(mut appointments: Vec<Appointment>) -> Option<Self> {
        appointments.sort_by_key(|one| (one.span, one.id));
        let mut all = appointments.into_iter();
        let first = all.next()?;
        Some(Self { with: all.collect(), ..Self::new(first) })
    }

    pub fn all(&self) -> impl Iterator<Item = &Appointment> {
        std::iter::once(&self.appointment).chain(&self.with)
    }

    pub fn carries(&self, id: AppointmentId) -> bool {
        self.all().any(|one| one.id == id)
    }

    /// Those in the hand as they stand in the book, the leader first.
    fn carried(&self) -> Vec<(AppointmentId, Slot)> {
        self.all().map(|one| (one.id, one.slot())).collect()
    }

    /// Where each of them would go.
    fn moves(&self) -> Vec<(AppointmentId, Slot)> {
        let slots: Vec<Slot> = self.all().map(Appointment::slot).collect();
        self.all().map(|one| one.id).zip(follow(&slots, &self.target)).collect()
    }

    /// Whether the target can be had, where else it could be, and what Tab looks for.
    pub fn asks(&self, shown: Option<Shown>) -> Vec<Query> {
        let mut queries = vec![Query::Landing(self.moves())];
        if let Some(Shown { days, only }) = shown {
            queries.push(Query::Fits { carried: self.carried(), days, staff: only });
            queries.extend(self.fits.search.map(|Search { from, back }| Query::FitDay {
                carried: self.carried(),
                from,
                back,
                staff: only,
            }));
        }
        queries
    }

    /// Takes an answer to how it lands.
    pub fn take_landing(&mut self, answer: &Answer) -> bool {
        let (Query::Landing(moves), Reply::Landing(landing)) = (&answer.query, &answer.reply) else { return false };
        if *moves != self.moves() {
            return false;
        }
        let slot = landing.slots.first().copied().unwrap_or(self.target);
        self.fit = Some(Fit { slot, conflicts: landing.conflicts.clone(), ways: landing.ways.clone() });
        self.landing.clone_from(&landing.slots);
        true
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
        let waits = self.appointment.status.waits();
        if self.target.span == self.appointment.span && self.target.staff == self.appointment.staff && !waits {
            let stay = if self.with.is_empty() { "That is where it is." } else { "That is where they are." };
            return Err(Box::new(Act::Say(format!("{stay} Walk to another time, or esc leaves {} there.", self.it()))));
        }
        if fit.conflicts.is_empty() {
            return Ok(Some(self.change(fit.slot, None)));
        }
        Err(Box::new(Act::Ask(Box::new(Dialog::anyway(fit.clone(), self.clone())))))
    }

    fn it(&self) -> &'static str {
        if self.with.is_empty() { "it" } else { "them" }
    }

    /// The move as a change from what is in the book to `to`.
    pub fn change(&self, to: Slot, anyway: Option<Anyway>) -> Change {
        if self.with.is_empty() {
            return move_one(&self.appointment, to, anyway);
        }
        let moves = self.all().zip(&self.landing).map(|(one, to)| Move { id: one.id, seen: one.slot(), to: *to }).collect();
        Change::Book(BookChange::MoveSeveral { moves, anyway })
    }

    /// "Maria Smith", "Maria Smith and 4 more".
    pub fn who(&self) -> String {
        match self.with.len() {
            0 => self.appointment.client_name.to_string(),
            more => format!("{} and {more} more", self.appointment.client_name),
        }
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
                let free = if self.with.is_empty() { "free" } else { "all free" };
                format!("{free} {room}").trim_end().to_owned()
            }
            Some(fit) => format!("✗ {}", fit.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
        };
        // The smallest windows have one row for it.
        let from = if app.size.1 < 24 { String::new() } else { format!(" from {from}") };
        let mut words = vec![format!("MOVING {}{from} → {to} {staff}: {fits}", self.who())];
        words.extend(carry::swap_words(app, self));
        words.extend(self.fits_words(app.now.date()));
        words.join(" · ")
    }

    /// "fit 3 of 7 today", "7 fits that day".
    fn fits_words(&self, today: NaiveDate) -> Option<String> {
        let date = self.target.span.date();
        let stops = self.fits.stops_on(date)?;
        let day = if date == today { "today" } else { "that day" };
        match stops.iter().position(|stop| stop.staff == self.target.staff && stop.span.from() == self.target.span.from()) {
            Some(place) => Some(format!("fit {} of {} {day}", place + 1, stops.len())),
            None if stops.is_empty() => Some(format!("no fit {day}, tab goes to the next")),
            None => Some(format!("{} {day}", say::count(stops.len(), "fit", "fits"))),
        }
    }
}
