//! One appointment: all of it, and its history.
pub(in crate::tui) mod view;

use super::{Act, Page, Screen, See, standing_dates, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::{DateRow, Series};
use crate::domain::ids::AppointmentId;
use crate::domain::people::card::ClientCard;
use crate::domain::practice::history::{HistoryLine, HistoryOf};
use crate::domain::refusal::Refusal;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps;
use Key::{Backspace, Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Char('e'), Enter], Command::Edit, "edit", "edit: every field"),
    shown(&[Char('c')], Command::Confirm, "confirm", "the client has confirmed"),
    shown(&[Char('a')], Command::Arrive, "arrive", "the client is here; again: what they answer at arrival"),
    shown(&[Char('s')], Command::Start, "start", "the session begins"),
    shown(&[Char('d')], Command::Done, "done", "the session is over"),
    shown(&[Char('w')], Command::WriteNote, "note", "write the session note, or read the signed one"),
    shown(&[Char(' ')], Command::Glance, "look", "look, ten seconds before a session: alerts, last visit, what comes next"),
    shown(&[Char('m')], Command::Move, "move", "lift it, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel: by whom and why, or lift it out to rebook"),
    quiet(&[Char('n')], Command::NoShow, "the client did not come"),
    quiet(&[Char('y')], Command::Again, "the same again in n weeks; for one that was called off, its next free time"),
    quiet(&[Char('r')], Command::Repeat, "repeat: make it standing"),
    quiet(&[Backspace], Command::StepBack, "one step back; a cancelled one comes back"),
    quiet(&[Char('h')], Command::HandOver, "hand the standing appointment over to another therapist"),
    quiet(&[Char('t')], Command::ExtendStanding, "standing appointment: more dates, until when it goes on"),
    quiet(&[Char('z')], Command::EndStanding, "end the standing appointment from a date on"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
    shown(&[Char('l')], Command::OpenDates, "dates", "all dates of its standing appointment"),
];

/// The card of one appointment.
#[derive(Debug)]
pub struct Card {
    pub(super) id: AppointmentId,
    pub(super) appointment: Option<Appointment>,
    pub(super) gone: bool,
    /// The client, with as much of the alerts as the reader may see.
    pub(super) client: Option<ClientCard>,
    /// The standing appointment it is a date of, with all dates.
    pub(super) standing: Option<Box<(Series, Vec<DateRow>)>>,
    pub(super) history: Vec<HistoryLine>,
    pub(super) list: List,
}

impl Card {
    pub fn new(id: AppointmentId) -> Self {
        Self { id, appointment: None, gone: false, client: None, standing: None, history: Vec::new(), list: List::default() }
    }
}

impl Page for Card {
    fn context(&self) -> Context {
        Context::Appointment
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        let client = self.appointment.iter().map(|appointment| Query::Client(appointment.client));
        let mut asks = vec![Query::Appointment(self.id), Query::History { of: HistoryOf::Appointment(self.id), before: None }];
        asks.extend(client);
        asks.extend(self.series().map(Query::Series));
        asks
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Appointment(appointment) => {
                self.gone = appointment.is_none();
                self.appointment.clone_from(appointment);
            }
            Reply::History(lines) => self.history.clone_from(lines),
            Reply::Client(card) => self.client.clone_from(card),
            Reply::Series(standing) => self.standing.clone_from(standing),
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.history.len(), see.page) {
            return Vec::new();
        }
        match &self.appointment {
            Some(_) if command == Command::OpenDates => match self.series() {
                Some(id) => vec![Act::Open(Box::new(Screen::StandingDates(standing_dates::Dates::new(id))))],
                None => vec![Act::Say("This is a single appointment; it repeats nowhere.".into())],
            },
            Some(appointment) => steps::on_appointment(appointment, command, see).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return vec![Act::Say("This is what was done. “history” under all commands (:) takes any act back.".into())];
        }
        self.list.selected = row.min(self.history.len().saturating_sub(1));
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.appointment.as_ref().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        match command {
            Command::OpenDates => self.series().is_some(),
            Command::Glance => see.viewer.sees_care(),
            _ => steps::is_of_use(self.appointment.as_ref(), command),
        }
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.appointment.as_ref()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
