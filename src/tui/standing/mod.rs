//! Acts on a standing appointment from wherever one of its dates is shown: the question which dates are meant, and what follows.
mod choices;
pub mod terms;
pub(super) mod view;
mod words;

pub use self::choices::Choice;

use chrono::NaiveDateTime;

use super::app::App;
use super::dialog::Dialog;
use super::moving::Moving;
use super::msg::{Answer, Query, Reply};
use super::screens::dates::Dates;
use super::screens::{Act, Screen, See};
use crate::domain::book::appointment::{Appointment, AppointmentField, Slot};
use crate::domain::book::series::act::{Fate, SeriesAct};
use crate::domain::book::series::plan::{Place, Standing};
use crate::domain::book::series::review::Judged;
use crate::domain::book::series::{DateRow, Dated, Series};
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::change::{BookChange, Change};
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::capitalize;
use crate::domain::text::Clean;

/// What is done when it is for this date alone.
#[derive(Debug)]
pub enum Alone {
    Do(Box<Change>),
    /// What is carried is put down, in spite of what is against it if a reason is given.
    PutDown(Box<Moving>),
    /// It cannot be; the sentence says why.
    Refuse(String),
}

/// What is done when it is for others too.
#[derive(Debug)]
pub enum Wider {
    /// They follow this one to `place`; it lands on `lands`.
    Follow {
        place: Place,
        lands: Slot,
    },
    End {
        by: CancelledBy,
        reason: Clean,
    },
    Restore,
}

/// The question which dates of a standing appointment are meant.
#[derive(Debug)]
pub struct Which {
    date: Box<Appointment>,
    dated: Dated,
    alone: Alone,
    wider: Wider,
    /// What else was typed and can be done to this date only ("the note").
    beside: Option<&'static str>,
    /// The form from which it was asked is done with once it is saved.
    closes_form: bool,
    /// What is going to be done.
    pub(super) sentence: String,
    known: Option<Known>,
    picked: Option<char>,
    /// The act that was chosen, while it is judged.
    judging: Option<SeriesAct>,
}

/// What the file said of the standing appointment.
#[derive(Debug)]
struct Known {
    position: String,
    choices: Vec<Choice>,
}

/// The place of an appointment in its standing one while it is still to come.
fn to_come(appointment: &Appointment, now: NaiveDateTime, status: impl Fn(Status) -> bool) -> Option<Dated> {
    appointment.dated.filter(|_| status(appointment.status) && appointment.span.from() > now)
}

impl Which {
    fn new(date: &Appointment, dated: Dated, alone: Alone, wider: Wider, sentence: String) -> Self {
        Self {
            date: Box::new(date.clone()),
            dated,
            alone,
            wider,
            beside: None,
            closes_form: false,
            sentence,
            known: None,
            picked: None,
            judging: None,
        }
    }

    /// For what is put down; `None` when it is no date of a standing appointment that others could follow.
    pub fn moving(moving: &Moving, see: &See<'_>) -> Option<Self> {
        let (date, fit) = (&moving.appointment, moving.fit.as_ref()?);
        let dated = to_come(date, see.now, Status::is_expected).filter(|_| moving.with.is_empty())?;
        let (was, lands) = (date.slot(), fit.slot);
        let place = Place {
            starts: (lands.span.from() != was.span.from()).then(|| lands.span.from()),
            staff: (lands.staff != was.staff).then_some(lands.staff),
            ..Place::default()
        };
        let sentence = words::moved(date, &lands, see);
        Some(Self::new(date, dated, Alone::PutDown(Box::new(moving.clone())), Wider::Follow { place, lands }, sentence))
    }

    /// For a form in which `old` was edited to `lands`. `room` is another room, or any, if one was asked for.
    pub fn editing(
        old: &Appointment,
        fields: &[AppointmentField],
        lands: Slot,
        room: Option<Option<crate::domain::ids::RoomId>>,
        alone: Alone,
        see: &See<'_>,
    ) -> Option<Self> {
        let dated = to_come(old, see.now, Status::is_expected)?;
        let mut place = Place { room, ..Place::default() };
        let mut beside = None;
        for field in fields {
            match field {
                AppointmentField::Client(_) => beside = Some("the client"),
                AppointmentField::Note(_) => beside = Some("the note"),
                AppointmentField::Service(edit) => place.service = Some((edit.new, lands.buffer)),
                AppointmentField::Staff(edit) => place.staff = Some(edit.new),
                AppointmentField::Starts(edit) => place.starts = Some(edit.new),
                AppointmentField::Length(edit) => place.minutes = Some(edit.new),
                AppointmentField::Room(_) => {}
            }
        }
        if place == Place::default() {
            return None;
        }
        let sentence = words::changed(old, &place, &lands, see);
        let which = Self::new(old, dated, alone, Wider::Follow { place, lands }, sentence);
        Some(Self { beside, closes_form: true, ..which })
    }

    /// For a cancellation.
    pub fn cancelling(date: &Appointment, change: Change, by: CancelledBy, reason: Clean, now: NaiveDateTime) -> Option<Self> {
        let dated = to_come(date, now, Status::is_expected)?;
        let sentence = words::of(date, "Cancel", "", now);
        Some(Self::new(date, dated, Alone::Do(Box::new(change)), Wider::End { by, reason }, sentence))
    }

    /// For a step back of one that was called off.
    pub fn restoring(date: &Appointment, change: Change, now: NaiveDateTime) -> Option<Self> {
        let dated = to_come(date, now, |status| matches!(status, Status::Cancelled | Status::LateCancelled))?;
        let sentence = words::of(date, "Put", " back into the book", now);
        Some(Self::new(date, dated, Alone::Do(Box::new(change)), Wider::Restore, sentence))
    }

    pub fn asks(&self) -> Query {
        self.judging.as_ref().map_or(Query::Series(self.dated.series), review)
    }

    /// Takes an answer to what it asks.
    pub fn take(&mut self, answer: &Answer, app: &App) -> Vec<Act> {
        match &answer.reply {
            Reply::Series(Some(known)) => self.hear(&known.0, &known.1, app),
            // The standing appointment is gone meanwhile; the file will say so of the date itself.
            Reply::Series(None) => self.do_alone(),
            Reply::Reviewed(judged) => match self.judging.take() {
                Some(act) => judged_or_asked(act, judged, self.date.client_name.as_str(), self.closes_form, app.now),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, series: &Series, rows: &[DateRow], app: &App) -> Vec<Act> {
        let standing = Standing { series, rows, now: app.now };
        let touched = (self.date.id, self.dated.rule_date);
        let choices = choices::of(&standing, touched, &self.wider, app.now);
        let upto = rows.iter().filter(|(at, _)| *at <= self.dated.rule_date).count();
        let position = series.position(u32::try_from(upto).unwrap_or(u32::MAX)).to_string();
        let is_asked = choices.len() > 1;
        self.known = Some(Known { position, choices });
        if is_asked { self.pick_early(app) } else { self.do_alone() }
    }

    pub(super) fn choices(&self) -> &[Choice] {
        self.known.as_ref().map_or(&[], |known| &known.choices)
    }

    /// "It is date 5 of 8."
    pub(super) fn position(&self) -> String {
        self.known.as_ref().map(|known| format!(" It is {}.", known.position)).unwrap_or_default()
    }

    pub fn press(&mut self, c: char) {
        self.picked = Some(c);
    }

    /// A digit that was typed.
    pub fn pick_early(&mut self, app: &App) -> Vec<Act> {
        let (Some(known), Some(digit)) = (&self.known, self.picked) else { return Vec::new() };
        self.picked = None;
        match known.choices.iter().position(|choice| choice.digit == digit) {
            Some(place) => self.choose(place, app),
            None => vec![Act::Refuse("That is none of the choices. A digit takes one, esc leaves everything as it is.".into())],
        }
    }

    /// One of the choices.
    pub fn choose(&mut self, place: usize, _app: &App) -> Vec<Act> {
        let Some(choice) = self.choices().get(place) else { return Vec::new() };
        match (&choice.act, self.beside) {
            (None, _) => self.do_alone(),
            (Some(_), Some(what)) => {
                vec![Act::Refuse(format!("{} is of this date alone. Save that first (1), then change the dates.", capitalize(what)))]
            }
            (Some(Err(why)), None) => vec![Act::Refuse(why.clone())],
            (Some(Ok(act)), None) if act.asked().is_empty() => vec![act_on(act.clone())],
            (Some(Ok(act)), None) => {
                self.judging = Some(act.clone());
                Vec::new()
            }
        }
    }

    fn do_alone(&self) -> Vec<Act> {
        let act = match &self.alone {
            Alone::Do(change) => Act::Do(change.clone()),
            Alone::Refuse(why) => Act::Refuse(why.clone()),
            Alone::PutDown(moving) => match &moving.fit {
                Some(fit) if fit.conflicts.is_empty() => Act::Do(Box::new(moving.change(fit.slot, None))),
                Some(fit) => Act::Ask(Box::new(Dialog::anyway(fit.clone(), moving.as_ref().clone()))),
                None => Act::PutDown,
            },
        };
        vec![Act::CloseDialog, act]
    }
}

/// The question how all dates of an act would fit.
fn review(act: &SeriesAct) -> Query {
    Query::Review { asked: act.asked(), leaving: act.leaving(), any_room: any_room(act) }
}

fn any_room(act: &SeriesAct) -> bool {
    act.terms().room.is_none()
}

fn act_on(act: SeriesAct) -> Act {
    Act::Do(Box::new(Change::Book(BookChange::Series(vec![act]))))
}

/// Saves an act when every date is free and none stays behind; else its dates are shown, to be decided.
fn judged_or_asked(mut act: SeriesAct, judged: &[Judged], name: &str, closes_form: bool, now: NaiveDateTime) -> Vec<Act> {
    let is_free = judged.iter().all(|one| one.conflicts.is_empty());
    let leaves = act
        .dates
        .iter()
        .any(|planned| planned.fate == Fate::Stay && planned.row.is_some_and(|row| row.status.is_expected() && row.slot.span.from() > now));
    if is_free && !leaves {
        act.settle(judged);
        return vec![act_on(act)];
    }
    let any_room = any_room(&act);
    let dates = Dates::new(act, any_room, name);
    let dates = if closes_form { dates.closing_form() } else { dates };
    vec![Act::CloseDialog, Act::Open(Box::new(Screen::Dates(Box::new(dates))))]
}

/// The short names of a slot's therapist and room.
fn with_words(slot: &Slot, directory: &Directory) -> String {
    format!("with {}", directory.staff_short(slot.staff))
}
