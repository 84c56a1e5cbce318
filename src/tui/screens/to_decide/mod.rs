//! Appointments that the practice has changed around: each is moved, kept with a reason, or called off.
mod date;
pub(in crate::tui) mod view;

use std::collections::BTreeSet;

use super::{Act, Page, See, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::decide::Hit;
use crate::domain::book::series::Series;
use crate::domain::ids::AppointmentId;
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::tui::dialog::Dialog;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps::{is_open_date, on_appointment, step_refused};
use Key::{Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter, Char('m')], Command::Move, "move", "lift it, walk over the day, and put it down elsewhere"),
    shown(&[Char('o')], Command::KeepAsIs, "keep", "keep it as it is, or book the date anyway, with a reason; all marked ones together"),
    shown(
        &[Char('x')],
        Command::Cancel,
        "cancel",
        "cancel: by whom and why, or lift it out to rebook; a date that holds no time is skipped",
    ),
    shown(&[Char('v')], Command::MarkToKeep, "mark", "mark it, to keep several with one reason"),
    quiet(&[Char('c')], Command::OpenClient, "open the client"),
];

/// The list, soonest first.
#[derive(Debug, Default)]
pub struct ToDecide {
    /// Each with the client's phones.
    pub(super) hits: Vec<(Hit, Clean)>,
    pub(super) marked: BTreeSet<AppointmentId>,
    pub(super) list: List,
    pub(super) read: bool,
    /// The standing appointment of the selected date.
    pub(super) standing: Option<Series>,
}

impl ToDecide {
    fn keep(&self, see: &See<'_>) -> Vec<Act> {
        let marked: Vec<&Hit> = self.hits.iter().map(|(hit, _)| hit).filter(|hit| self.marked.contains(&hit.appointment.id)).collect();
        if let (true, Some(hit)) = (marked.is_empty(), self.date()) {
            return date::book(hit, see);
        }
        let selected = || self.hits.get(self.list.selected).map(|(hit, _)| hit).into_iter().collect();
        let kept: Vec<&Hit> = if marked.is_empty() { selected() } else { marked };
        if let Some(hit) = kept.iter().find(|hit| is_open_date(&hit.appointment)) {
            let name = &hit.appointment.client_name;
            return vec![Act::Refuse(format!("{name} holds no time yet and is decided alone: take its mark off (v), then o."))];
        }
        if kept.is_empty() { Vec::new() } else { vec![Act::Ask(Box::new(Dialog::keep(&kept, see.directory)))] }
    }

    fn mark(&mut self) -> Vec<Act> {
        if let Some(hit) = self.date() {
            return vec![Act::Say(date::alone(hit))];
        }
        let Some(id) = self.hits.get(self.list.selected).map(|(hit, _)| hit.appointment.id) else { return Vec::new() };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.list.step(1, self.hits.len());
        Vec::new()
    }
}

impl Page for ToDecide {
    fn context(&self) -> Context {
        Context::ToDecide
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        [Query::ToDecide].into_iter().chain(self.asks_standing()).collect()
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        self.take_standing(answer);
        if let Reply::ToDecide(hits) = &answer.reply {
            self.hits.clone_from(hits);
            self.read = true;
            self.marked.retain(|id| hits.iter().any(|(hit, _)| hit.appointment.id == *id));
            self.list.selected = self.list.selected.min(hits.len().saturating_sub(1));
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.hits.len(), see.page) {
            return Vec::new();
        }
        match command {
            Command::KeepAsIs => self.keep(see),
            Command::MarkToKeep => self.mark(),
            other => {
                let selected = self.hits.get(self.list.selected);
                selected.and_then(|(hit, _)| on_appointment(&hit.appointment, other, see)).unwrap_or_default()
            }
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        if let Target::Row(row) = target {
            self.list.selected = row.min(self.hits.len().saturating_sub(1));
        }
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        let selected = self.hits.get(self.list.selected);
        selected.map(|(hit, _)| step_refused(&hit.appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        !self.hits.is_empty() || !KEYS.iter().any(|own| own.command == command)
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.hits.get(self.list.selected).map(|(hit, _)| &hit.appointment)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}

/// "This hits 6 appointments; they keep their time until somebody decides:".
pub(in crate::tui) fn hits_title(hits: usize) -> String {
    let they = if hits == 1 { "it keeps its time" } else { "they keep their times" };
    format!("This hits {}; {they} until somebody decides:", say::count(hits, "appointment", "appointments"))
}

/// "Fri 27 Nov 10:00 Maria Smith, Dana: Dana is off on Fri 27 Nov".
pub(in crate::tui) fn hit_words(hit: &Hit, directory: &Directory, year: i32) -> String {
    let appointment = &hit.appointment;
    let when = say::moment(appointment.span.from(), year);
    format!("{when} {}, {}: {}", appointment.client_name, directory.staff_short(appointment.staff), why_words(hit))
}

/// What speaks against it, all together.
pub(in crate::tui) fn why_words(hit: &Hit) -> String {
    hit.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
