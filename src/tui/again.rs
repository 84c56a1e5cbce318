//! The question "the same again, in how many weeks?", its live answer, and what follows from it.
use chrono::{Datelike, Days, NaiveDateTime};

use super::app::App;
use super::moving::{Moving, move_one};
use super::msg::{Answer, Fit, Query, Reply};
use super::screens::{Act, Screen, See, booking};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::free::Wish;
use crate::domain::change::{BookChange, Booking, Change, Who};
use crate::domain::refusal::capitalize;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::again::{self, Again};
use crate::domain::wording::say;

/// How far ahead the next free time is looked for.
const HORIZON: Days = Days::new(60);

/// What shall be repeated, when, and how that fits.
#[derive(Debug)]
pub struct SameAgain {
    appointment: Box<Appointment>,
    /// Clean-up after it, minutes.
    buffer: u32,
    when: Result<Again, String>,
    /// The moment the question was put: nothing before it is offered.
    asked_at: NaiveDateTime,
    /// What the file answered to when.
    found: Option<Found>,
    /// Enter was pressed before the answer was there.
    wanted: bool,
}

#[derive(Debug)]
enum Found {
    Fit(Fit),
    /// The first free time; `None` when there is none.
    Free(Option<Slot>),
}

impl SameAgain {
    pub fn new(appointment: Appointment, see: &See<'_>) -> Self {
        // A new booking takes the service's clean-up as it is today; what is only moved keeps its own.
        let buffer = match see.directory.service(appointment.service) {
            Some(service) if !appointment.status.waits() => service.buffer,
            _ => appointment.buffer,
        };
        let mut same =
            Self { appointment: Box::new(appointment), buffer, when: Err(String::new()), asked_at: see.now, found: None, wanted: false };
        let text = same.suggested();
        same.read(text, see.now, see.directory.practice.order);
        same
    }

    /// What stands in the field at first: a client who is to be rebooked wants the next free time.
    pub fn suggested(&self) -> &'static str {
        if self.appointment.status.holds() { "1" } else { "next free" }
    }

    pub fn title(&self, see: &See<'_>) -> String {
        let what = see.directory.service_short(self.appointment.service);
        let with = see.directory.staff_short(self.appointment.staff);
        let who = &self.appointment.client_name;
        if self.appointment.status.holds() {
            format!("{who} again, {what} with {with}: in how many weeks?")
        } else {
            format!("A new time for {who}, {what} with {with}: in how many weeks, or the next free?")
        }
    }

    fn read(&mut self, text: &str, now: NaiveDateTime, order: crate::domain::wording::when::DateOrder) {
        let when = again::read(text, self.appointment.span.from(), now, order);
        if when != self.when {
            self.found = None;
            self.wanted = false;
        }
        self.when = when;
    }

    pub fn typed(&mut self, text: &str, app: &App) {
        if let Some(directory) = &app.directory {
            self.read(text, app.now, directory.practice.order);
        }
    }

    fn slot(&self, span: Span) -> Slot {
        Slot { span, buffer: self.buffer, ..self.appointment.slot() }
    }

    pub fn asks(&self) -> Option<Query> {
        let minutes = self.appointment.span.minutes();
        match self.when {
            Ok(Again::At(at)) => Some(Query::Fit { slot: self.slot(Span::lasting(at, minutes)), any_room: true, except: None }),
            Ok(Again::From(date)) => Some(Query::Offers(Box::new(Wish {
                service: self.appointment.service,
                minutes,
                buffer: self.buffer,
                staff: Some(self.appointment.staff),
                preferred: None,
                room: None,
                client: Some(self.appointment.client),
                days: (date, date.checked_add_days(HORIZON).unwrap_or(date)),
                starts: (None, None),
                liked: Vec::new(),
                exactly: None,
                not_before: self.asked_at,
                except: None,
                limit: 1,
            }))),
            Err(_) => None,
        }
    }

    /// Takes the answer to what it asks.
    pub fn take(&mut self, answer: &Answer, app: &App) -> Vec<Act> {
        if self.asks().as_ref() != Some(&answer.query) {
            return Vec::new();
        }
        self.found = match &answer.reply {
            Reply::Fit(fit) => Some(Found::Fit(fit.clone())),
            Reply::Offers(offers) => {
                let slot =
                    |offer: &crate::domain::book::free::Offer| Slot { staff: offer.staff, room: offer.room, ..self.slot(offer.span) };
                Some(Found::Free(offers.first().map(slot)))
            }
            _ => None,
        };
        if std::mem::take(&mut self.wanted) { self.go_on(app) } else { Vec::new() }
    }

    /// The echo: a sentence a line, and whether it can be had.
    pub fn echo(&self, app: &App) -> (bool, Vec<String>) {
        let (Some(directory), Ok(when)) = (&app.directory, &self.when) else {
            return (false, self.when.clone().err().into_iter().collect());
        };
        let year = app.now.year();
        let place = |slot: &Slot| {
            let words = [directory.staff_short(slot.staff), directory.room_short(slot.room)];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            format!("{} {}", say::moment(slot.span.from(), year), words.join(" "))
        };
        match (&self.found, when) {
            (None, _) => (true, vec!["…".into()]),
            (Some(Found::Free(Some(slot))), _) => (true, vec![format!("{}: free · ↵ books it", place(slot))]),
            (Some(Found::Free(None)), _) => {
                let with = directory.staff_short(self.appointment.staff);
                (false, vec![format!("No free time with {with} in the 60 days after. ↵ looks with the others.")])
            }
            (Some(Found::Fit(fit)), _) if fit.conflicts.is_empty() => (true, vec![format!("{}: free · ↵ books it", place(&fit.slot))]),
            (Some(Found::Fit(fit)), _) => {
                let against = fit.conflicts.iter().map(|conflict| format!("✗ {}", capitalize(&conflict.to_string())));
                let mut lines = vec![format!("{}:", say::moment(fit.slot.span.from(), year))];
                lines.extend(against);
                let ways: Vec<&str> = fit.ways.iter().map(|way| way.words.as_str()).collect();
                lines.extend((!ways.is_empty()).then(|| format!("Free: {} · ↵ shows them", ways.join(" · "))));
                (false, lines)
            }
        }
    }

    /// Enter: books what is free, else shows what is.
    pub fn go_on(&mut self, app: &App) -> Vec<Act> {
        let at = match &self.when {
            Err(why) => return vec![Act::Refuse(why.clone())],
            Ok(Again::At(at)) => Some(*at),
            Ok(Again::From(_)) => None,
        };
        match &self.found {
            None => {
                self.wanted = true;
                Vec::new()
            }
            Some(Found::Free(Some(slot))) => vec![Act::Do(Box::new(self.change(*slot)))],
            Some(Found::Fit(fit)) if fit.conflicts.is_empty() => vec![Act::Do(Box::new(self.change(fit.slot)))],
            Some(Found::Fit(_) | Found::Free(None)) => self.elsewhere(at, app),
        }
    }

    fn change(&self, to: Slot) -> Change {
        if self.appointment.status.waits() {
            return move_one(&self.appointment, to, None);
        }
        let who = Who::Known(self.appointment.client);
        Change::Book(BookChange::Book(Booking { who, slot: to, note: Clean::default(), arrived: None, anyway: None }))
    }

    /// What waits for a time is carried there, where the fits are marked; for anything else it is the booking form with the
    /// free times.
    fn elsewhere(&self, at: Option<NaiveDateTime>, app: &App) -> Vec<Act> {
        if self.appointment.status.waits() {
            let mut moving = Moving::new((*self.appointment).clone());
            moving.aim_at(at.unwrap_or(self.asked_at.date().and_time(self.appointment.span.from().time())));
            return vec![Act::CloseDialog, Act::Move(Box::new(moving))];
        }
        let form = app.see().map(|see| booking::Booking::again(&see, &self.appointment, at));
        let open = form.map(|form| Act::Open(Box::new(Screen::Booking(form))));
        std::iter::once(Act::CloseDialog).chain(open).collect()
    }
}
