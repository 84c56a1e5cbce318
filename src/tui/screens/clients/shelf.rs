//! What else the typed words lead to besides clients, for those who see care: notes, and the muscles and regions of the catalogue.
use super::Clients;
use crate::domain::care::note::FoundNote;
use crate::domain::care::shorthand::{Catalogued, catalogued};
use crate::domain::wording::say;
use crate::tui::msg::{Answer, NOTES_LISTED, Query, Reply};
use crate::tui::screens::See;

/// Fewer letters lead to everything.
const LETTERS: usize = 2;

/// One of the lists under what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Shelf {
    Clients,
    Notes,
    Body,
}

/// What was found besides clients.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    /// The one that was turned to; else the first with something on it.
    pub(super) chosen: Option<Shelf>,
    notes: Vec<FoundNote>,
    /// The words the notes were looked for with.
    noted: String,
    body: Vec<Catalogued>,
}

impl Shelf {
    pub(in crate::tui) const ALL: [Self; 3] = [Self::Clients, Self::Notes, Self::Body];

    /// "3 notes"; where there may be more than are listed, "newest 50 notes".
    pub(in crate::tui) fn words(self, count: usize) -> String {
        match self {
            Self::Notes if count == NOTES_LISTED => format!("newest {count} notes"),
            Self::Clients => say::count(count, "client", "clients"),
            Self::Notes => say::count(count, "note", "notes"),
            Self::Body => say::count(count, "muscle or region", "muscles and regions"),
        }
    }
}

impl Shelves {
    /// Other words were typed.
    pub(super) fn typed(&mut self, text: &str) {
        self.chosen = None;
        self.body.clear();
        if text.chars().count() >= LETTERS {
            self.body = catalogued(text);
        } else {
            self.notes.clear();
            self.noted.clear();
        }
    }

    /// Notes with the words typed now; older ones are not shown under new words.
    fn notes_of(&self, typed: &str) -> &[FoundNote] {
        if self.noted == typed { &self.notes } else { &[] }
    }
}

impl Clients {
    /// Whether there are shelves at all: not for the desk, and not where another client is looked for.
    pub(super) fn has_shelves(&self, see: &See<'_>) -> bool {
        self.has_shelves_for(see.viewer.sees_care())
    }

    /// The same for a view, which knows no more of the person than this.
    pub(in crate::tui) fn has_shelves_for(&self, sees_care: bool) -> bool {
        sees_care && self.merges.is_none()
    }

    /// Notes are looked for once the clients are there: finding a client never waits for them.
    pub(super) fn asks_notes(&self, see: &See<'_>) -> Option<Query> {
        let typed = self.typed.value().to_string();
        let wanted = self.has_shelves(see) && typed.chars().count() >= LETTERS && self.answered == typed;
        wanted.then_some(Query::FindNotes(typed))
    }

    pub(super) fn take_notes(&mut self, answer: &Answer) {
        if let (Query::FindNotes(words), Reply::FoundNotes(notes)) = (&answer.query, &answer.reply) {
            self.shelves.noted.clone_from(words);
            self.shelves.notes.clone_from(notes);
        }
    }

    pub(in crate::tui) fn notes(&self) -> &[FoundNote] {
        self.shelves.notes_of(self.typed.value().as_str())
    }

    pub(in crate::tui) fn body(&self) -> &[Catalogued] {
        &self.shelves.body
    }

    pub(in crate::tui) fn count(&self, shelf: Shelf) -> usize {
        match shelf {
            Shelf::Clients => self.found.as_ref().map_or(0, |found| found.clients.len() + found.more),
            Shelf::Notes => self.notes().len(),
            Shelf::Body => self.body().len(),
        }
    }

    /// The list that is shown.
    pub(in crate::tui) fn shelf(&self, shelves: bool) -> Shelf {
        if !shelves {
            return Shelf::Clients;
        }
        let first = || Shelf::ALL.into_iter().find(|shelf| self.count(*shelf) > 0);
        self.shelves.chosen.or_else(first).unwrap_or(Shelf::Clients)
    }

    /// The next list with something on it.
    pub(super) fn turn(&mut self, see: &See<'_>) -> bool {
        let here = self.shelf(self.has_shelves(see));
        let place = Shelf::ALL.iter().position(|shelf| *shelf == here).unwrap_or(0);
        let after = (1..Shelf::ALL.len()).map(|n| Shelf::ALL[(place + n) % Shelf::ALL.len()]);
        let next = after.into_iter().find(|shelf| self.count(*shelf) > 0);
        if let Some(next) = next.filter(|_| self.has_shelves(see)) {
            self.shelves.chosen = Some(next);
            self.list = crate::tui::list::List::default();
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_may_go_on_says_that_it_is_the_newest() {
        let said = [1, 49, NOTES_LISTED].map(|count| Shelf::Notes.words(count));
        assert_eq!(said, ["1 note", "49 notes", "newest 50 notes"]);
    }
}
