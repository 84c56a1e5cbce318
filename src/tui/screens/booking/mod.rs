//! The booking form: who, what, with whom and when, in words; the answer follows every key.
mod course;
mod draft;
mod keys;
mod list;
mod saving;
mod standing;
pub(in crate::tui) mod view;
mod wish;

use chrono::{NaiveDate, NaiveDateTime};

pub(in crate::tui) use keys::{KEYS, OFFER_KEYS};

use super::{Act, See};
use crate::domain::book::appointment::{Appointment, Usual};
use crate::domain::book::free::Offer;
use crate::domain::book::series::suited::Suited;
use crate::domain::care::plan::NewPlan;
use crate::domain::change::Who;
use crate::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use crate::domain::people::card::{ClientCard, ClientLine, Found};
use crate::domain::people::client::NewClient;
use crate::domain::practice::directory::Directory;
use crate::domain::text::Clean;
use crate::domain::wording::liked::{self, Liked};
use crate::domain::wording::{say, when};
use crate::tui::form::{Field, Form};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Fit, Query};

const CLIENT: usize = 0;
const SERVICE: usize = 1;
const LENGTH: usize = 2;
const THERAPIST: usize = 3;
const ROOM: usize = 4;
const WHEN: usize = 5;
/// Not there while an appointment is edited.
const REPEATS: usize = 6;
/// Only there for a new client.
const PHONE: usize = 8;

/// What the form begins with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Start {
    pub day: Option<NaiveDate>,
    pub at: Option<(StaffId, NaiveDateTime)>,
    /// A moment that is not one therapist's.
    pub time: Option<NaiveDateTime>,
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
    /// How each therapist would fit the dates of what shall come again.
    suited: Vec<Suited>,
    /// The questions that `offers`, `fit` and `suited` answer.
    answered: Vec<Query>,
    /// Whether the list has the keys, and where its selection is.
    in_list: bool,
    list: List,
    /// Enter was pressed before the answer was there.
    wanted: bool,
    /// The person has set service or length; the usual does not touch them any more.
    set_by_hand: bool,
    start: Start,
    /// Answers to what was asked again while the list had the keys.
    later: Vec<Answer>,
    /// The fields as they were when the form was opened.
    opened_with: Vec<Clean>,
    /// The fields as they were when esc was told that they are not saved.
    told_unsaved: Option<Vec<Clean>>,
    /// The form was left and is shown again: a name typed now begins this booking instead.
    instead: Option<Start>,
    /// The plan whose visits these are; saved together with them.
    course: Option<Box<NewPlan>>,
}

impl Booking {
    pub fn new(see: &See<'_>, start: Start) -> Self {
        let when = match start.at.map(|(_, at)| at).or(start.time) {
            _ if start.walk_in => "now".to_owned(),
            Some(at) => format!("{} {}", say::full_day(at.date()), say::time(at.time())),
            None => start.day.filter(|day| *day != see.now.date()).map(say::full_day).unwrap_or_default(),
        };
        let mut form = fields(see.directory, start.at.map(|(staff, _)| staff));
        form.fields[WHEN].suggest(&when);
        if start.client.is_some() {
            form.focus = WHEN;
        }
        let opened_with = form.fields.iter().map(Field::value).collect();
        Self {
            form,
            of: None,
            client: start.client,
            card: None,
            usual: None,
            found: Found::default(),
            offers: Vec::new(),
            fit: None,
            suited: Vec::new(),
            answered: Vec::new(),
            in_list: false,
            list: List::default(),
            wanted: false,
            set_by_hand: false,
            start: Start { day: Some(start.day.unwrap_or_else(|| see.now.date())), ..start },
            later: Vec::new(),
            opened_with,
            told_unsaved: None,
            instead: None,
            course: None,
        }
    }

    /// Every field of an appointment that is in the book.
    pub fn edit(see: &See<'_>, appointment: &Appointment) -> Self {
        let span = appointment.span;
        let at = Some((appointment.staff, span.from()));
        let start = Start { day: Some(span.date()), at, client: Some(appointment.client), ..Start::default() };
        let mut booking = Self::new(see, start);
        booking.form.fields[CLIENT].set(appointment.client_name.as_str());
        booking.form.fields[SERVICE].choose(Some(appointment.service.0));
        booking.form.fields[LENGTH].set(&span.minutes().to_string());
        booking.form.fields[ROOM].choose(Some(appointment.room.map_or(NO_ROOM, |room| room.0)));
        booking.form.fields.remove(REPEATS);
        booking.set_by_hand = true;
        booking.of = Some(Box::new(appointment.clone()));
        let note = booking.note_field();
        booking.form.fields[note].set(appointment.note.as_str());
        booking.opened_with = booking.values();
        booking
    }

    /// A new booking like an appointment that is, or was, in the book; `at`: the moment wished for.
    pub fn again(see: &See<'_>, like: &Appointment, at: Option<NaiveDateTime>) -> Self {
        let at_with = at.map(|at| (like.staff, at));
        let start = Start { day: at.map(|at| at.date()), at: at_with, time: None, walk_in: false, client: Some(like.client) };
        let mut booking = Self::new(see, start);
        booking.form.fields[CLIENT].set(like.client_name.as_str());
        booking.form.fields[SERVICE].choose(Some(like.service.0));
        booking.form.fields[LENGTH].set(&like.span.minutes().to_string());
        booking.set_by_hand = true;
        booking
    }

    /// Whether leaving it would lose something typed.
    pub fn is_worth_keeping(&self) -> bool {
        self.of.is_none() && self.course.is_none() && (!self.form.value(CLIENT).is_empty() || !self.note().is_empty())
    }

    fn values(&self) -> Vec<Clean> {
        self.form.fields.iter().map(Field::value).collect()
    }

    fn is_changed(&self) -> bool {
        self.values() != self.opened_with
    }

    /// Left and shown again, where another one would have been begun.
    pub(in crate::tui) fn shown_instead_of(&mut self, new: &Self) {
        self.in_list = false;
        self.form.focus = CLIENT;
        self.instead = Some(new.start);
    }

    /// A name typed first thing into a form that was shown again replaces it; any other key goes on with it.
    fn begin_anew_when_typing(&mut self, see: &See<'_>) {
        if let Some(start) = self.instead.take()
            && self.form.focus == CLIENT
        {
            *self = Self::new(see, start);
        }
    }

    /// What the file said was said to somebody else; it is asked again.
    pub(in crate::tui) fn forget_answers(&mut self) {
        self.card = None;
        self.usual = None;
        self.found = Found::default();
        self.offers.clear();
        self.fit = None;
        self.suited.clear();
        self.answered.clear();
        self.later.clear();
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
        if self.of.is_some() {
            let way = "Add them under Clients first (F4), then they can be chosen here.";
            return vec![Act::Refuse(format!("Nobody in the book is called “{name}”. {way}"))];
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

    fn liked(&self) -> Vec<Liked> {
        // Words of an older version that cannot be read any more are no wish.
        self.card.as_ref().and_then(|card| liked::read(card.client.prefers.as_str()).ok()).unwrap_or_default()
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

    fn is_answered(&self, see: &See<'_>) -> bool {
        self.time_questions(see).iter().all(|query| self.answered.contains(query))
    }

    fn note_field(&self) -> usize {
        if self.of.is_some() { REPEATS } else { REPEATS + 1 }
    }

    fn note(&self) -> Clean {
        self.form.value(self.note_field())
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
        Field::text("Repeats", "weekly · every 2w x8 · tue and thu · 1st mon · empty: once", ""),
        Field::text("Note", "for the desk; never health", ""),
    ])
}
