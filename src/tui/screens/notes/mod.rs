//! The notes that wait: sessions that nobody wrote a note for, and drafts that nobody signed.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::care::note::{NoteOf, Unsigned};
use crate::domain::ids::StaffId;
use crate::tui::caring::{open_client, open_note};
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Char, Enter, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "write", "write the note, or go on with its draft"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
    shown(&[Tab], Command::TurnFilter, "whose", "your own, or everybody's"),
];

/// The list.
#[derive(Debug)]
pub struct Notes {
    /// Every note that waits.
    all: Vec<Unsigned>,
    read: bool,
    /// One person's, or everybody's.
    only: Option<StaffId>,
    pub(super) list: List,
}

impl Notes {
    /// Whoever treats begins with her own.
    pub fn new(see: &See<'_>) -> Self {
        let own = see.viewer.staff.filter(|me| see.directory.therapists().any(|staff| staff.id == *me));
        Self { all: Vec::new(), read: false, only: own, list: List::default() }
    }

    pub(super) fn shown(&self) -> Vec<&Unsigned> {
        self.all.iter().filter(|one| self.only.is_none_or(|only| one.staff.is_none_or(|staff| staff == only))).collect()
    }

    /// Whose they are, how many there are of others, and whether the file has answered.
    pub(super) fn state(&self) -> (Option<StaffId>, usize, bool) {
        (self.only, self.all.len() - self.shown().len(), self.read)
    }

    fn selected(&self) -> Option<&Unsigned> {
        self.shown().get(self.list.selected).copied()
    }

    fn stand_on(&mut self, of: Option<NoteOf>) {
        let shown = self.shown();
        let place = of.and_then(|of| shown.iter().position(|one| one.of == of));
        self.list.selected = place.unwrap_or(self.list.selected).min(shown.len().saturating_sub(1));
    }
}

impl Page for Notes {
    fn context(&self) -> Context {
        Context::Notes
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Unsigned]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Unsigned(all) = &answer.reply {
            let kept = self.selected().map(|one| one.of);
            self.all.clone_from(all);
            self.read = true;
            self.stand_on(kept);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.shown().len();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match (command, self.selected()) {
            (Command::TurnFilter, _) => {
                let kept = self.selected().map(|one| one.of);
                self.only = if self.only.is_none() { see.viewer.staff } else { None };
                self.stand_on(kept);
                Vec::new()
            }
            (Command::Open, Some(one)) => vec![open_note(one.of)],
            (Command::OpenClient, Some(one)) => vec![open_client(one.client)],
            (Command::Open | Command::OpenClient, None) => vec![Act::Say("No note waits here.".into())],
            _ => Vec::new(),
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.command(Command::Open, see);
        }
        self.list.selected = row.min(self.shown().len().saturating_sub(1));
        Vec::new()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        self.selected().is_some() || !matches!(command, Command::Open | Command::OpenClient)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
