//! One client: what the desk asks about in one call.
pub(in crate::tui) mod view;

use super::{Act, Page, Screen, See, booking, client_form, history, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::change::{Applied, Change, Edit, PeopleChange};
use crate::domain::ids::ClientId;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::ClientField;
use crate::domain::practice::history::HistoryOf;
use crate::tui::acts::open_appointment;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps;
use Key::{Backspace, Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the appointment"),
    shown(&[Char('b')], Command::Book, "book", "book for this client"),
    shown(&[Char('m')], Command::Move, "move", "lift the appointment, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel the appointment"),
    shown(&[Char('e')], Command::Edit, "edit", "edit the client"),
    quiet(&[Char('c')], Command::Confirm, "the client has confirmed"),
    quiet(&[Char('y')], Command::Again, "the same again in n weeks; for one that was called off, its next free time"),
    quiet(&[Backspace], Command::StepBack, "one step back; a cancelled one comes back"),
    quiet(&[Key::Delete], Command::Archive, "archive the client, or take them out of the archive"),
    quiet(&[Char('h')], Command::ToHistory, "history of this client"),
];

/// The card of one client.
#[derive(Debug)]
pub struct Card {
    pub(super) id: ClientId,
    pub(super) known: Option<ClientCard>,
    pub(super) gone: bool,
    pub(super) list: List,
}

impl Card {
    pub fn new(id: ClientId) -> Self {
        Self { id, known: None, gone: false, list: List::default() }
    }

    /// Upcoming first, then past: the rows of the list.
    pub(super) fn appointments(&self) -> impl Iterator<Item = &Appointment> {
        self.known.iter().flat_map(|card| card.upcoming.iter().chain(&card.past))
    }

    fn selected(&self) -> Option<&Appointment> {
        self.appointments().nth(self.list.selected)
    }

    fn archive(&self) -> Vec<Act> {
        let Some(card) = &self.known else { return Vec::new() };
        let now = card.client.archived;
        if !now && !card.upcoming.is_empty() {
            return vec![Act::Refuse(format!(
                "{} still has {} in the book. Cancel or move {} first, then archive.",
                card.client.name,
                crate::domain::wording::say::count(card.upcoming.len(), "appointment", "appointments"),
                if card.upcoming.len() == 1 { "it" } else { "them" }
            ))];
        }
        let fields = vec![ClientField::Archived(Edit { seen: now, new: !now })];
        vec![Act::Do(Box::new(Change::People(PeopleChange::EditClient { id: self.id, fields })))]
    }
}

/// The booking form for a client.
pub(in crate::tui) fn book_for(client: ClientId, see: &See<'_>) -> Vec<Act> {
    let start = booking::Start { client: Some(client), ..booking::Start::default() };
    vec![Act::Open(Box::new(Screen::Booking(booking::Booking::new(see, start))))]
}

impl Page for Card {
    fn context(&self) -> Context {
        Context::Client
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Client(self.id)]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Client(card) = &answer.reply {
            self.gone = card.is_none();
            self.known.clone_from(card);
            let len = self.appointments().count();
            self.list.selected = self.list.selected.min(len.saturating_sub(1));
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.appointments().count();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.selected().map(|appointment| vec![open_appointment(appointment.id)]).unwrap_or_default(),
            Command::Book => book_for(self.id, see),
            Command::Edit => self
                .known
                .iter()
                .map(|card| Act::Open(Box::new(Screen::ClientForm(client_form::ClientForm::edit(see, &card.client)))))
                .collect(),
            Command::Archive => self.archive(),
            Command::ToHistory => vec![Act::Open(Box::new(Screen::History(history::History::new(HistoryOf::Client(self.id)))))],
            Command::Back | Command::OpenClient => Vec::new(),
            other => self.selected().and_then(|appointment| steps::on_appointment(appointment, other, see)).unwrap_or_default(),
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.command(Command::Open, see);
        }
        self.list.selected = row;
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    fn refused(&mut self, refusal: &crate::domain::refusal::Refusal, see: &See<'_>) -> Vec<Act> {
        self.selected().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        // Here e edits the client.
        command == Command::Edit || steps::is_of_use(self.selected(), command)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
