//! The screens, a folder each: `mod.rs` is its state, its keys, what it asks and how it takes answers; `view.rs` how it looks.
pub mod alert_form;
pub mod appointment;
pub mod arrival;
pub mod backup;
pub mod body;
pub mod booking;
pub mod client;
pub mod client_away;
pub mod client_form;
pub mod clients;
pub mod dates;
pub mod day;
pub mod glance;
pub mod history;
pub mod merge;
pub mod note;
pub mod notes;
pub mod plan_form;
pub mod plans;
pub mod progress;
pub mod reassess;
pub mod rebook;
pub mod settings;
pub mod setup;
pub mod standing;
pub mod standing_dates;
pub mod to_decide;
mod view;
pub mod week;

use chrono::{NaiveDate, NaiveDateTime};

use super::dialog::Dialog;
use super::keys::{Command, Context, Key, Keymap};
use super::list::List;
use super::moving::{Moving, Shown};
use super::msg::{Answer, Effect, Query, Target};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::care::note::{Kept, NoteOf};
use crate::domain::change::{Anyway, Applied, Change};
use crate::domain::ids::{AppointmentId, ClientId, SeriesId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::Viewer;
use crate::domain::refusal::Refusal;

pub(super) use view::draw;

/// What lies open.
#[derive(Debug)]
pub enum Screen {
    Day(day::DayScreen),
    Week(week::WeekScreen),
    Clients(clients::Clients),
    Client(client::Card),
    AlertForm(alert_form::AlertForm),
    ClientAway(client_away::ClientAway),
    Merge(merge::Merge),
    Note(Box<note::SessionNote>),
    ClientForm(client_form::ClientForm),
    Appointment(appointment::Card),
    Glance(glance::GlanceScreen),
    Arrival(arrival::Arrival),
    Notes(notes::Notes),
    Booking(booking::Booking),
    Dates(Box<dates::Dates>),
    History(history::History),
    Rebook(rebook::Rebook),
    Standing(standing::Standing),
    StandingDates(standing_dates::Dates),
    Settings(settings::Settings),
    SettingsForm(settings::form::ThingForm),
    Backup(backup::Backup),
    ToDecide(to_decide::ToDecide),
    Body(body::BodyMap),
    Plans(Box<plans::Plans>),
    PlanForm(Box<plan_form::PlanForm>),
    Reassess(Box<reassess::Reassess>),
    Progress(Box<progress::Progress>),
    Setup(setup::Setup),
}

impl Screen {
    pub fn page(&self) -> &dyn Page {
        match self {
            Self::Day(page) => page,
            Self::Week(page) => page,
            Self::Clients(page) => page,
            Self::Client(page) => page,
            Self::AlertForm(page) => page,
            Self::ClientAway(page) => page,
            Self::Merge(page) => page,
            Self::Note(page) => page.as_ref(),
            Self::ClientForm(page) => page,
            Self::Appointment(page) => page,
            Self::Glance(page) => page,
            Self::Arrival(page) => page,
            Self::Notes(page) => page,
            Self::Booking(page) => page,
            Self::Dates(page) => page.as_ref(),
            Self::History(page) => page,
            Self::Rebook(page) => page,
            Self::Standing(page) => page,
            Self::StandingDates(page) => page,
            Self::Settings(page) => page,
            Self::SettingsForm(page) => page,
            Self::Backup(page) => page,
            Self::ToDecide(page) => page,
            Self::Body(page) => page,
            Self::Plans(page) => page.as_ref(),
            Self::PlanForm(page) => page.as_ref(),
            Self::Reassess(page) => page.as_ref(),
            Self::Progress(page) => page.as_ref(),
            Self::Setup(page) => page,
        }
    }

    pub fn page_mut(&mut self) -> &mut dyn Page {
        match self {
            Self::Day(page) => page,
            Self::Week(page) => page,
            Self::Clients(page) => page,
            Self::Client(page) => page,
            Self::AlertForm(page) => page,
            Self::ClientAway(page) => page,
            Self::Merge(page) => page,
            Self::Note(page) => page.as_mut(),
            Self::ClientForm(page) => page,
            Self::Appointment(page) => page,
            Self::Glance(page) => page,
            Self::Arrival(page) => page,
            Self::Notes(page) => page,
            Self::Booking(page) => page,
            Self::Dates(page) => page.as_mut(),
            Self::History(page) => page,
            Self::Rebook(page) => page,
            Self::Standing(page) => page,
            Self::StandingDates(page) => page,
            Self::Settings(page) => page,
            Self::SettingsForm(page) => page,
            Self::Backup(page) => page,
            Self::ToDecide(page) => page,
            Self::Body(page) => page,
            Self::Plans(page) => page.as_mut(),
            Self::PlanForm(page) => page.as_mut(),
            Self::Reassess(page) => page.as_mut(),
            Self::Progress(page) => page.as_mut(),
            Self::Setup(page) => page,
        }
    }
}

/// What a screen may see of the app besides itself.
#[derive(Debug, Clone, Copy)]
pub struct See<'a> {
    pub directory: &'a Directory,
    pub viewer: Viewer,
    pub now: NaiveDateTime,
    pub size: (u16, u16),
    pub moving: Option<&'a Moving>,
    /// Rows of the list in sight.
    pub page: usize,
    pub keymap: &'a Keymap,
}

impl See<'_> {
    /// The key of a command as a sentence names it.
    pub fn key(&self, context: Context, command: Command) -> String {
        self.keymap.said(context, command)
    }
}

/// What a screen or a dialog wants to happen.
#[derive(Debug)]
pub enum Act {
    /// An act on the practice.
    Do(Box<Change>),
    Want(Effect),
    Open(Box<Screen>),
    /// This screen is done with.
    Close,
    Ask(Box<Dialog>),
    CloseDialog,
    /// The screen books what it asked about in spite of what was seen.
    Because(Anyway),
    Say(String),
    Refuse(String),
    /// Lift an appointment.
    Move(Box<Moving>),
    /// Carry what is lifted to there.
    Target(Slot),
    PutDown,
    Run(Command),
    /// Show the day of this appointment, with the appointment selected.
    Show(AppointmentId),
    /// Show this day.
    GoTo(NaiveDate),
    /// Show this moment; what is lifted hovers there.
    Typed(NaiveDateTime),
    /// What is lifted hovers over the first fit after this day.
    FitAfter(NaiveDate),
}

/// What every screen answers to. All of it works on the screen's own state and on what it may see.
pub trait Page {
    fn context(&self) -> Context;

    /// Whether letters typed now are text.
    fn is_typing(&self) -> bool {
        false
    }

    /// The questions whose answers it shows.
    fn asks(&self, see: &See<'_>) -> Vec<Query>;

    /// Takes an answer to a question it still asks.
    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act>;

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act>;

    /// A key that is no command here.
    fn press(&mut self, _key: Key, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    fn paste(&mut self, _text: &str, _see: &See<'_>) {}

    /// Whether it holds something typed that leaving it would lose.
    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        false
    }

    fn pointed(&mut self, _target: Target, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// The act it sent is on the disk.
    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// The act it sent was refused.
    fn refused(&mut self, _refusal: &Refusal, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// A half-written note has been kept, or not.
    fn note_kept(&mut self, _of: NoteOf, _kept: &Result<Kept, String>, _at: NaiveDateTime, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// The reason it asked for was given.
    fn because(&mut self, _anyway: Anyway, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// Why a command does nothing here now, in a sentence.
    fn why_not(&self, _command: Command, _see: &See<'_>) -> Option<String> {
        None
    }

    /// Whether the footer shows a command now. It works all the same where it is not shown.
    fn is_of_use(&self, _command: Command, _see: &See<'_>) -> bool {
        true
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        None
    }

    /// What it shows of the book; `None` where nothing can be put down.
    fn shown(&self) -> Option<Shown> {
        None
    }

    /// The appointment that the selection stands on.
    fn stands_on(&self) -> Option<&Appointment> {
        None
    }

    /// The session that is completed when its note is signed here.
    fn treats(&self) -> Option<&Appointment> {
        None
    }

    /// The standing appointment that the selection stands on.
    fn series(&self) -> Option<SeriesId> {
        self.stands_on().and_then(|appointment| appointment.dated).map(|dated| dated.series)
    }

    /// The client it is about, or whose appointment the selection stands on.
    fn client(&self) -> Option<ClientId> {
        self.stands_on().map(|appointment| appointment.client)
    }

    /// Shows a place of the book and stands on it.
    fn show_place(&mut self, _place: &Slot) {}
}

/// Moves a selection by a command of a list; false when it is none.
pub(super) fn walk(list: &mut List, command: Command, len: usize, page: usize) -> bool {
    let page = isize::try_from(page.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
    match command {
        Command::Up => list.step(-1, len),
        Command::Down => list.step(1, len),
        Command::PageUp => list.step(-page, len),
        Command::PageDown => list.step(page, len),
        Command::First => list.first(),
        Command::Last => list.last(len),
        _ => return false,
    }
    true
}
