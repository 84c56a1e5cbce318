//! What was lifted out of the book and waits for a new time, the oldest first.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::rebook::ToRebook;
use crate::domain::refusal::Refusal;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps;
use Key::{Backspace, Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter, Char('m')], Command::Move, "find a time", "take it to the Day: tab goes to the times that fit, ↵ puts it there"),
    shown(&[Char('y')], Command::Again, "next free", "its next free time, in one question"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel it for good: by whom and why"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
    shown(&[Char('e')], Command::Edit, "edit", "edit the appointment: every field"),
    quiet(&[Backspace], Command::StepBack, "back into the book at its old time"),
];

/// The list.
#[derive(Debug, Default)]
pub struct Rebook {
    pub(super) lines: Vec<ToRebook>,
    pub(super) read: bool,
    pub(super) list: List,
}

impl Rebook {
    pub fn new() -> Self {
        Self::default()
    }

    fn selected(&self) -> Option<&Appointment> {
        self.lines.get(self.list.selected).map(|line| &line.appointment)
    }
}

impl Page for Rebook {
    fn context(&self) -> Context {
        Context::Rebook
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::ToRebook]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::ToRebook(lines) = &answer.reply {
            let kept = self.selected().map(|one| one.id);
            self.read = true;
            self.lines.clone_from(lines);
            let place = self.lines.iter().position(|line| Some(line.appointment.id) == kept);
            self.list.selected = place.unwrap_or(self.list.selected).min(self.lines.len().saturating_sub(1));
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.lines.len(), see.page) {
            return Vec::new();
        }
        match self.selected() {
            Some(appointment) => steps::on_appointment(appointment, command, see).unwrap_or_default(),
            None if matches!(command, Command::Move | Command::Again | Command::Cancel | Command::Edit | Command::OpenClient) => {
                vec![Act::Say("Nothing waits for a new time.".into())]
            }
            None => Vec::new(),
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.command(Command::Move, see);
        }
        self.list.selected = row.min(self.lines.len().saturating_sub(1));
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.selected().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        !self.lines.is_empty() || !matches!(command, Command::Move | Command::Again | Command::Cancel | Command::Edit | Command::OpenClient)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
