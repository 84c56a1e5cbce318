//! Who did what, when; and any act taken back.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::change::Applied;
use crate::domain::practice::history::{HistoryLine, HistoryOf};
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Effect, Query, Reply, Target};
use Key::{Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[shown(
    &[Char('x'), Enter],
    Command::TakeBack,
    "take it back",
    "take the selected act back, whoever did it; a taken-back one comes again",
)];

/// The acts, newest first; older ones are read as the selection nears the end.
#[derive(Debug)]
pub struct History {
    pub(super) of: HistoryOf,
    pub(super) lines: Vec<HistoryLine>,
    pub(super) list: List,
    pub(super) read: bool,
    /// Where the next older ones begin; `None` when all are there.
    older: Option<crate::domain::ids::ChangeId>,
}

impl History {
    pub fn new(of: HistoryOf) -> Self {
        Self { of, lines: Vec::new(), list: List::default(), read: false, older: None }
    }

    pub fn of_everything() -> Self {
        Self::new(HistoryOf::Everything)
    }

    fn take_back(&self) -> Vec<Act> {
        self.lines.get(self.list.selected).map(|line| Act::Want(Effect::Revert(line.id))).into_iter().collect()
    }
}

impl Page for History {
    fn context(&self) -> Context {
        Context::History
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        let mut asks = vec![Query::History { of: self.of, before: None }];
        if let Some(last) = self.older.filter(|_| self.list.selected + 20 > self.lines.len()) {
            asks.push(Query::History { of: self.of, before: Some(last) });
        }
        asks
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let (Query::History { before, .. }, Reply::History(lines)) = (&answer.query, &answer.reply) {
            self.read = true;
            match before {
                None => self.lines.clone_from(lines),
                Some(_) => self.lines.extend(lines.iter().cloned()),
            }
            self.older = lines.last().map(|line| line.id);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.lines.len(), see.page) {
            return Vec::new();
        }
        if command == Command::TakeBack { self.take_back() } else { Vec::new() }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        if let Target::Row(row) = target {
            if row == self.list.selected {
                return vec![Act::Say("The word “take it back” below does that, or x.".into())];
            }
            self.list.selected = row.min(self.lines.len().saturating_sub(1));
        }
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        self.list.first();
        Vec::new()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
