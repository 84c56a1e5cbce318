//! The practice's list while “What” is typed: what fits is offered, and one that is taken fills the form. All of it can still be changed.
use super::{AlertForm, HANDLING, LEVEL, TEXT};
use crate::domain::people::alert::Level;
use crate::domain::people::alert_list::{AlertKind, ListedAlert, fitting};
use crate::domain::text::Clean;
use crate::tui::keys::Command;
use crate::tui::list::List;

/// The list, and what was done with it.
#[derive(Debug, Default)]
pub(super) struct Offers {
    pub(super) list: Vec<ListedAlert>,
    /// What stands first: red flags where one was told.
    pub(super) first: Option<AlertKind>,
    at: List,
    /// One was gone to with the arrows: ↵ takes it.
    chosen: bool,
    /// Nothing is offered until something is typed.
    pub(super) away: bool,
    /// The handling that the form filled in by itself; what somebody typed there stays.
    pub(super) filled: Clean,
}

impl Offers {
    pub(super) fn begin(away: bool, handling: &str) -> Self {
        Self { away, filled: handling.into(), ..Self::default() }
    }
}

impl AlertForm {
    /// What is offered now.
    pub(super) fn offered(&self) -> Vec<&ListedAlert> {
        if self.offers.away || self.form.focus != TEXT {
            return Vec::new();
        }
        fitting(&self.offers.list, self.form.value(TEXT).as_str(), self.offers.first)
    }

    /// The list as it is drawn: nothing is selected until the arrows go there.
    pub(super) fn offers_at(&self, len: usize) -> List {
        self.offers.at.within(len, self.offers.chosen)
    }

    /// Other words are offered something else.
    pub(super) fn typed(&mut self) {
        if self.form.focus == TEXT {
            self.offers.away = false;
            (self.offers.at, self.offers.chosen) = (List::default(), false);
        }
    }

    pub(super) fn walk_offers(&mut self, command: Command) {
        let len = self.offered().len();
        match (command, self.offers.chosen) {
            (Command::Down, false) => (self.offers.at, self.offers.chosen) = (List::default(), true),
            (Command::Down, true) => self.offers.at.step(1, len),
            (Command::Up, true) if self.offers.at.selected > 0 => self.offers.at.step(-1, len),
            (Command::Up, true) => self.offers.chosen = false,
            (Command::Up, false) => self.form.step(true),
            (_, true) => self.take_offer(self.offers.at.selected),
            (_, false) => self.form.step(false),
        }
    }

    /// Fills the form with one of those offered; the cursor stays behind its words, for what there is to add.
    pub(super) fn take_offer(&mut self, place: usize) {
        let Some(one) = self.offered().get(place).map(|one| (*one).clone()) else { return };
        let level = Level::ALL.iter().zip(0..).find(|(level, _)| **level == one.kind.level()).map(|(_, place)| place);
        self.form.fields[LEVEL].choose(level);
        self.form.fields[TEXT].set(one.text.as_str());
        if self.form.value(HANDLING) == self.offers.filled {
            self.form.fields[HANDLING].set(one.handling.as_str());
            self.offers.filled = one.handling;
        }
        (self.offers.at, self.offers.chosen, self.offers.away) = (List::default(), false, true);
    }
}
