//! The booking form: who, what, with whom and when, in words; the answer follows every key.
mod keys;
pub(in crate::tui) mod view;
mod wish;

use chrono::{NaiveDate, NaiveDateTime};

pub(in crate::tui) use keys::{KEYS, OFFER_KEYS};

use self::wish::Wanted;
use super::{Act, See};
use crate::domain::book::appointment::{Appointment, AppointmentField, Slot, Usual, differences};
use crate::domain::book::free::Offer;
use crate::domain::change::{BookChange, Booking as NewBooking, Change, Edit, Who};
use crate::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use crate::domain::people::card::{ClientCard, ClientLine, Found};
use crate::domain::people::client::NewClient;
use crate::domain::practice::directory::Directory;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::{say, when};
use crate::tui::dialog::{Dialog, Over};
use crate::tui::form::{Field, Form};
use crate::tui::list::List;
use crate::tui::msg::{Fit, Query};

const CLIENT: usize = 0;
const SERVICE: usize = 1;
const LENGTH: usize = 2;
const THERAPIST: usize = 3;
const ROOM: usize = 4;
const WHEN: usize = 5;
const NOTE: usize = 6;
/// Only there for a new client.
const PHONE: usize = 7;

/// What the form begins with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Start {
    pub day: Option<NaiveDate>,
    pub at: Option<(StaffId, NaiveDateTime)>,
    pub walk_in: bool,
    pub client: Option<ClientId>,
}

/// A booking being made, or an appointment being edited.
#[derive(Debug)]
pub struct Booking {
    form: Form,
    /// The appointment that is edited; `None` for a new one.
    of: Option<Box<Appointment>>,
    client: Option<ClientId>,
    /// What the file knows of the chosen client.
    card: Option<Box<ClientCard>>,
    usual: Option<Usual>,
    found: Found,
    offers: Vec<Offer>,
    fit: Option<Fit>,
    /// The questions that `offers` and `fit` answer.
    answered: Vec<Query>,
    /// Whether the list has the keys, and where its selection is.
    in_list: bool,
    list: List,
    /// Enter was pressed before the answer was there.
    wanted: bool,
    /// The person has set service or length; the usual does not touch them any more.
    set_by_hand: bool,
    start: Start,
}

impl Booking {
    pub fn new(see: &See<'_>, start: Start) -> Self {
        let when = match start.at {
            _ if start.walk_in => "now".to_owned(),
            Some((_, at)) => format!("{} {}", say::full_day(at.date()), say::time(at.time())),
            None => start.day.filter(|day| *day != see.now.date()).map(say::full_day).unwrap_or_default(),
        };
        let mut form = fields(see.directory, start.at.map(|(staff, _)| staff));
        form.fields[WHEN].suggest(&when);
        if start.client.is_some() {
            form.focus = WHEN;
        }
        Self {
            form,
            of: None,
            client: start.client,
            card: None,
            usual: None,
            found: Found::default(),
            offers: Vec::new(),
            fit: None,
            answered: Vec::new(),
            in_list: false,
            list: List::default(),
            wanted: false,
            set_by_hand: false,
            start: Start { day: Some(start.day.unwrap_or_else(|| see.now.date())), ..start },
        }
    }

    /// Every field of an appointment that is in the book.
    pub fn edit(see: &See<'_>, appointment: &Appointment) -> Self {
        let span = appointment.span;
        let start =
            Start { day: Some(span.date()), at: Some((appointment.staff, span.from())), walk_in: false, client: Some(appointment.client) };
        let mut booking = Self::new(see, start);
        booking.form.fields[CLIENT].set(appointment.client_name.as_str());
        booking.form.fields[SERVICE].choose(Some(appointment.service.0));
        booking.form.fields[LENGTH].set(&span.minutes().to_string());
        booking.form.fields[ROOM].choose(Some(appointment.room.map_or(NO_ROOM, |room| room.0)));
        booking.form.fields[NOTE].set(appointment.note.as_str());
        booking.set_by_hand = true;
        booking.of = Some(Box::new(appointment.clone()));
        booking
    }

    /// Whether leaving it would lose something typed.
    pub fn is_worth_keeping(&self) -> bool {
        self.of.is_none() && !self.form.value(CLIENT).is_empty()
    }

    fn is_new_client(&self) -> bool {
        self.client.is_none() && self.form.fields.len() > PHONE
    }

    fn choose_client(&mut self, line: &ClientLine) -> Vec<Act> {
        self.client = Some(line.id);
        self.form.fields[CLIENT].set(line.name.as_str());
        self.form.fields.truncate(PHONE);
        self.form.focus = if self.form.value(WHEN).is_empty() || self.of.is_none() { WHEN } else { CLIENT };
        self.in_list = false;
        self.list = List::default();
        Vec::new()
    }

    fn begin_new_client(&mut self) -> Vec<Act> {
        let name = self.form.value(CLIENT);
        if let Err(why) = crate::domain::people::client::check_name(&name) {
            return vec![Act::Refuse(why.to_string())];
        }
        self.client = None;
        self.card = None;
        self.form.fields.truncate(PHONE);
        self.form.fields.push(Field::text("Phone", "of the new client; may stay empty", ""));
        self.form.focus = PHONE;
        vec![Act::Say(format!("“{name}” is not in the book yet: a new client. Their phone, then when."))]
    }

    /// The usual of the client chosen fills what the person has not set.
    fn fill_usual(&mut self, see: &See<'_>) {
        if self.set_by_hand || self.of.is_some() {
            return;
        }
        let from_card = self.card.as_ref().and_then(|card| card.client.service);
        let service = self
            .usual
            .map(|usual| usual.service)
            .or(from_card)
            .filter(|id| see.directory.service(*id).is_some_and(|service| !service.archived));
        let Some(service) = service else { return };
        let minutes = self.usual.filter(|usual| usual.service == service).map(|usual| usual.minutes);
        self.form.fields[SERVICE].choose(Some(service.0));
        let minutes = minutes.or_else(|| see.directory.service(service).map(|service| service.minutes));
        self.form.fields[LENGTH].set(&minutes.unwrap_or(60).to_string());
    }

    fn service(&self) -> Option<ServiceId> {
        self.form.chosen(SERVICE).map(ServiceId)
    }

    fn minutes(&self) -> Result<u32, String> {
        when::read_minutes(self.form.value(LENGTH).as_str()).map_err(|why| why.to_string())
    }

    fn staff(&self) -> Option<StaffId> {
        self.form.chosen(THERAPIST).map(StaffId)
    }

    fn room(&self) -> RoomWish {
        match self.form.chosen(ROOM) {
            None => RoomWish::Any,
            Some(NO_ROOM) => RoomWish::None,
            Some(id) => RoomWish::One(RoomId(id)),
        }
    }

    fn preferred(&self) -> Option<StaffId> {
        self.card.as_ref().and_then(|card| card.client.therapist).or(self.usual.map(|usual| usual.staff))
    }

    fn who(&self) -> Result<Who, Box<Act>> {
        if let Some(client) = self.client {
            return Ok(Who::Known(client));
        }
        if self.is_new_client() {
            let client = NewClient { name: self.form.value(CLIENT), phones: self.form.value(PHONE), ..NewClient::default() };
            return Ok(Who::New(Box::new(client)));
        }
        Err(Box::new(Act::Refuse("Who is it for? Type a part of the name or the phone, then ↵.".into())))
    }

    /// Books an offer, or says what is missing.
    fn take_offer(&mut self, place: usize, see: &See<'_>) -> Vec<Act> {
        let Some(offer) = self.offers.get(place).copied() else {
            return vec![Act::Refuse("There is no such time in the list.".into())];
        };
        self.book(Slot { room: offer.room, ..self.slot_at(see, offer.staff, offer.span) }, see)
    }

    /// One of the ways out of a conflict.
    fn take_way(&mut self, place: usize, see: &See<'_>) -> Vec<Act> {
        let way = self.fit.as_ref().and_then(|fit| fit.ways.get(place)).map(|way| way.offer);
        match way {
            Some(offer) => self.book(Slot { room: offer.room, ..self.slot_at(see, offer.staff, offer.span) }, see),
            None => vec![Act::Refuse("There is no such time in the list.".into())],
        }
    }

    fn slot_at(&self, see: &See<'_>, staff: StaffId, span: Span) -> Slot {
        let service = self.service().unwrap_or(ServiceId(0));
        let buffer = match &self.of {
            Some(old) if old.service == service => old.buffer,
            _ => see.directory.service(service).map_or(0, |service| service.buffer),
        };
        Slot { client: self.client, service, staff, room: None, span, buffer }
    }

    fn book(&mut self, slot: Slot, see: &See<'_>) -> Vec<Act> {
        match self.change(slot, see) {
            Ok(change) => vec![Act::Do(Box::new(change))],
            Err(why) => vec![*why],
        }
    }

    fn change(&self, slot: Slot, see: &See<'_>) -> Result<Change, Box<Act>> {
        if let Some(old) = &self.of {
            let mut fields = differences(&old.slot(), &slot);
            fields.extend(Edit::of(old.note.clone(), self.form.value(NOTE)).map(AppointmentField::Note));
            if fields.is_empty() {
                return Err(Box::new(Act::Say("Nothing was changed. esc leaves the form.".into())));
            }
            return Ok(Change::Book(BookChange::Alter { id: old.id, fields, anyway: None }));
        }
        let arrived = self.is_walk_in(see).then_some(see.now);
        Ok(Change::Book(BookChange::Book(NewBooking { who: self.who()?, slot, note: self.form.value(NOTE), arrived, anyway: None })))
    }

    fn is_walk_in(&self, see: &See<'_>) -> bool {
        let now = self.wanted_time(see).is_ok_and(|wanted| wanted.now);
        self.of.is_none() && (now || self.start.walk_in && self.form.value(WHEN).as_str() == "now")
    }

    /// Enter on the form, once what is asked has been answered.
    fn go_on(&mut self, see: &See<'_>) -> Vec<Act> {
        let wanted = match self.wanted_time(see) {
            Ok(wanted) => wanted,
            Err(why) => {
                self.form.focus = if self.minutes().is_err() { LENGTH } else { WHEN };
                return vec![Act::Refuse(why)];
            }
        };
        if let Err(why) = self.who() {
            self.form.focus = CLIENT;
            return vec![*why];
        }
        if !self.is_answered(see) {
            self.wanted = true;
            return Vec::new();
        }
        match wanted.exactly {
            None => self.enter_list(),
            Some(_) if self.of.is_some() => self.save_edit(see),
            Some(_) if !self.offers.is_empty() => self.take_offer(0, see),
            Some(_) => self.say_conflicts(),
        }
    }

    fn enter_list(&mut self) -> Vec<Act> {
        if self.offers.is_empty() {
            return vec![Act::Refuse("No free time fits. Another day, therapist or length may.".into())];
        }
        self.in_list = true;
        self.list = List::default();
        Vec::new()
    }

    fn save_edit(&mut self, see: &See<'_>) -> Vec<Act> {
        let Some(fit) = self.fit.clone() else { return Vec::new() };
        let moved = self.of.as_ref().is_some_and(|old| old.slot() != fit.slot && old.status.holds());
        if moved && !fit.conflicts.is_empty() {
            return self.say_conflicts();
        }
        self.book(fit.slot, see)
    }

    fn say_conflicts(&mut self) -> Vec<Act> {
        let Some(fit) = &self.fit else { return Vec::new() };
        if !fit.ways.is_empty() {
            self.in_list = true;
            self.list = List::default();
        }
        vec![Act::Refuse("That time has something against it. A digit takes a free one; ctrl-o books anyway, with a reason.".into())]
    }

    fn anyway(&self, see: &See<'_>) -> Vec<Act> {
        let Some(fit) = self.fit.clone().filter(|fit| !fit.conflicts.is_empty()) else {
            return vec![Act::Say("There is nothing against this time: ↵ books it.".into())];
        };
        let over = match (self.change(fit.slot, see), &self.of) {
            (Err(why), _) => return vec![*why],
            (Ok(Change::Book(BookChange::Book(booking))), None) => Over::Booking(Box::new(booking)),
            (Ok(change), _) => Over::Altering(Box::new(change)),
        };
        vec![Act::Ask(Box::new(Dialog::over(fit, over)))]
    }

    fn wanted_time(&self, see: &See<'_>) -> Result<Wanted, String> {
        wish::read(self.form.value(WHEN).as_str(), self.start.day.unwrap_or_else(|| see.now.date()), self.minutes()?, see)
    }

    fn is_answered(&self, see: &See<'_>) -> bool {
        self.time_questions(see).iter().all(|query| self.answered.contains(query))
    }

    fn note(&self) -> Clean {
        self.form.value(NOTE)
    }
}

/// Which room was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RoomWish {
    Any,
    None,
    One(RoomId),
}

/// Stands for "expressly no room" among the choices.
const NO_ROOM: i64 = -1;

fn fields(directory: &Directory, staff: Option<StaffId>) -> Form {
    let services: Vec<(Option<i64>, String)> = directory.offered().map(|service| (Some(service.id.0), service.name.to_string())).collect();
    let minutes = directory.offered().next().map_or(60, |service| service.minutes);
    let mut therapists = vec![(None, "anyone".to_owned())];
    therapists.extend(directory.therapists().map(|staff| (Some(staff.id.0), staff.short.to_string())));
    let mut rooms = vec![(None, "any free room".to_owned())];
    rooms.extend(directory.usable_rooms().map(|room| (Some(room.id.0), room.short.to_string())));
    rooms.push((Some(NO_ROOM), "no room".to_owned()));
    let first = services.first().and_then(|(id, _)| *id);
    Form::new(vec![
        Field::text("Client", "part of a name, or the phone's digits", ""),
        Field::choice("Service", "", services, first),
        Field::text("Length", "minutes", &minutes.to_string()),
        Field::choice("Therapist", "", therapists, staff.map(|id| id.0)),
        Field::choice("Room", "", rooms, None),
        Field::text("When", "tue pm · 24 nov 14:30 · next week am · empty: the next free times", ""),
        Field::text("Note", "for the desk; never health", ""),
    ])
}
