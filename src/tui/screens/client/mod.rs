//! One client: what the desk asks about in one call.
pub(in crate::tui) mod view;

mod lines;

use self::lines::Line;
use super::{Act, Page, Screen, See, alert_form, booking, client_away, client_form, clients, history, note, walk};
use crate::domain::book::series::list::Listed;
use crate::domain::care::glance::Record;
use crate::domain::care::note::NoteOf;
use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::ids::ClientId;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::ClientField;
use crate::domain::practice::history::HistoryOf;
use crate::domain::text::Clean;
use crate::tui::acts::open_appointment;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps;
use Key::{Backspace, Char, Delete, Enter};

pub(in crate::tui) use lines::as_new;

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(
        &[Enter],
        Command::Open,
        "open",
        "open the appointment or the plan; its dates, where it repeats; on an alert or a time away: change it",
    ),
    shown(&[Char('b')], Command::Book, "book", "book for this client"),
    shown(&[Char('m')], Command::Move, "move", "lift the appointment, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel the appointment"),
    shown(&[Delete], Command::Remove, "remove", "close the alert, or remove the time away; elsewhere: archive the client"),
    shown(&[Char('e')], Command::Edit, "edit", "edit the client; on an alert or a time away: change it"),
    shown(&[Char('a')], Command::AddAlert, "alert", "an alert: what must be known before a session"),
    quiet(
        &[Char('w')],
        Command::WriteNote,
        "the session note of the appointment, or of today's; on another row: of a visit that was never booked",
    ),
    quiet(&[Char('n')], Command::WriteVisit, "write of a visit that was never booked"),
    quiet(&[Char('t')], Command::ToPlans, "treatment plans: open and closed ones, a new one"),
    quiet(&[Char('g')], Command::ToProgress, "progress: whether the pain is going"),
    quiet(&[Char('c')], Command::Confirm, "the client has confirmed"),
    quiet(&[Char('y')], Command::Again, "the same again in n weeks; for one that was called off, its next free time"),
    quiet(&[Char('r')], Command::Repeat, "repeat: make it standing"),
    quiet(&[Backspace], Command::StepBack, "one step back; a cancelled one comes back"),
    quiet(&[Char('v')], Command::AddAway, "away: when the client cannot come"),
    quiet(&[Char('=')], Command::Merge, "merge: this client and another entry are one person"),
    quiet(&[Char('p')], Command::Archive, "archive the client, or take them out of the archive"),
    quiet(&[Char('h')], Command::ToHistory, "history of this client"),
];

/// The card of one client.
#[derive(Debug)]
pub struct Card {
    pub(super) id: ClientId,
    pub(super) known: Option<ClientCard>,
    pub(super) gone: bool,
    /// Standing appointments that go on.
    pub(super) standing: Vec<Listed>,
    /// What is known of the client's care, for those who see it.
    pub(super) care: Option<Box<Record>>,
    pub(super) list: List,
}

impl Card {
    pub fn new(id: ClientId) -> Self {
        Self { id, known: None, gone: false, standing: Vec::new(), care: None, list: List::default() }
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

    /// A screen about this client, once the file has said who it is.
    fn open(&self, screen: impl Fn(Clean) -> Screen) -> Vec<Act> {
        self.known.iter().map(|card| Act::Open(Box::new(screen(card.client.name.clone())))).collect()
    }
}

/// The booking form for a client.
pub(in crate::tui) fn book_for(client: ClientId, see: &See<'_>) -> Vec<Act> {
    let start = booking::Start { client: Some(client), ..booking::Start::default() };
    vec![Act::Open(Box::new(Screen::Booking(booking::Booking::new(see, start))))]
}

impl Card {
    /// What a note written from here is about. The selection begins on what is to come, of which nobody writes yet: then it is
    /// the session of today, or a visit that was never booked.
    fn note_of(&self, see: &See<'_>) -> NoteOf {
        let today = see.now.date();
        let all = self.known.iter().flat_map(|card| card.upcoming.iter().chain(&card.past));
        let of_today = || all.filter(|one| one.span.date() == today && one.status.holds()).max_by_key(|one| one.span.from());
        match self.appointment() {
            Some(one) if one.span.date() <= today => NoteOf::Session(one.id),
            Some(_) => of_today().map_or(NoteOf::Visit(self.id), |one| NoteOf::Session(one.id)),
            None => NoteOf::Visit(self.id),
        }
    }
}

impl Page for Card {
    fn context(&self) -> Context {
        Context::Client
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let care = see.viewer.sees_care().then_some(Query::Record(self.id));
        [Query::Client(self.id), Query::Standing { client: Some(self.id) }].into_iter().chain(care).collect()
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let (Query::Standing { client }, Reply::Standing(lines)) = (&answer.query, &answer.reply)
            && *client == Some(self.id)
        {
            let before = self.selected().map(Line::key);
            self.standing.clone_from(lines);
            self.select(before);
        }
        if let Reply::Record(record) = &answer.reply {
            let before = self.selected().map(Line::key);
            self.care.clone_from(record);
            self.select(before);
        }
        let Reply::Client(card) = &answer.reply else { return Vec::new() };
        if let Some(kept) = card.as_ref().and_then(|card| card.client.merged_into) {
            // Everything of this entry stands on the other one now.
            *self = Self::new(kept);
            return Vec::new();
        }
        let before = self.selected().map(Line::key);
        self.gone = card.is_none();
        self.known.clone_from(card);
        self.select(before);
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.lines().count();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => {
                let appointment = || self.appointment().map(|appointment| vec![open_appointment(appointment.id)]);
                let own = self.edit_line(see).or_else(|| self.open_dates()).or_else(|| self.open_plan()).or_else(|| self.open_visit());
                own.or_else(appointment).unwrap_or_default()
            }
            Command::Book => book_for(self.id, see),
            Command::Edit => self.edit_line(see).unwrap_or_else(|| {
                let form = |card: &ClientCard| Screen::ClientForm(client_form::ClientForm::edit(see, &card.client));
                self.known.iter().map(|card| Act::Open(Box::new(form(card)))).collect()
            }),
            Command::Archive => self.archive(),
            Command::Remove => self.remove().unwrap_or_else(|| self.archive()),
            Command::AddAlert => self.open(|name| Screen::AlertForm(alert_form::AlertForm::add(self.id, name))),
            Command::AddAway => self.open(|name| Screen::ClientAway(client_away::ClientAway::add(self.id, name))),
            Command::Merge => self.open(|name| Screen::Clients(clients::Clients::to_merge(self.id, name))),
            Command::ToHistory => vec![Act::Open(Box::new(Screen::History(history::History::new(HistoryOf::Client(self.id)))))],
            Command::WriteNote if self.visit().is_some() => self.open_visit().unwrap_or_default(),
            Command::WriteNote => vec![note::open(self.note_of(see))],
            Command::WriteVisit => vec![note::open(NoteOf::Visit(self.id))],
            Command::Back | Command::OpenClient => Vec::new(),
            other => match self.appointment() {
                Some(appointment) => steps::on_appointment(appointment, other, see).unwrap_or_default(),
                None if self.selected().is_some()
                    && (steps::status_of(other).is_some() || matches!(other, Command::Move | Command::Cancel)) =>
                {
                    vec![Act::Say("There is no appointment on this row. ↓ goes to the appointments.".into())]
                }
                None => Vec::new(),
            },
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return if self.why_not(Command::Open, see).is_some() {
                vec![Act::Run(Command::Open)]
            } else {
                self.command(Command::Open, see)
            };
        }
        self.list.selected = row;
        Vec::new()
    }

    fn refused(&mut self, refusal: &crate::domain::refusal::Refusal, see: &See<'_>) -> Vec<Act> {
        self.appointment().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn why_not(&self, command: Command, see: &See<'_>) -> Option<String> {
        let on_alert = matches!(self.selected(), Some(Line::Alert(_)));
        let changes = matches!(command, Command::Open | Command::Edit | Command::Remove);
        (on_alert && changes && !see.viewer.sees_care())
            .then(|| "An alert is changed and closed by a therapist or the owner (: switch who is at the keyboard). a adds one.".to_owned())
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        match command {
            // Here e edits the client.
            Command::Edit => true,
            Command::Remove => matches!(self.selected(), Some(Line::Alert(_) | Line::Away(_))),
            _ => steps::is_of_use(self.appointment(), command),
        }
    }

    fn stands_on(&self) -> Option<&crate::domain::book::appointment::Appointment> {
        self.appointment()
    }

    fn series(&self) -> Option<crate::domain::ids::SeriesId> {
        match self.selected()? {
            Line::Standing(line) => Some(line.series.id),
            Line::Appointment(appointment) => appointment.dated.map(|dated| dated.series),
            Line::Alert(_) | Line::Away(_) | Line::Plan(_) | Line::Visit(_) => None,
        }
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.id)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
