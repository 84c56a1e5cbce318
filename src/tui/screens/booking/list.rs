//! The list under the form: clients, free times, or the ways out of a conflict.
use super::{Booking, CLIENT};
use crate::tui::screens::{Act, See};

/// What the list under the form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    Clients,
    Offers,
    Ways,
}

impl Booking {
    /// Clients while somebody is looked for; then times; the ways out when an exact time has something against it.
    pub(super) fn listed(&self) -> Listed {
        let looking = self.client.is_none() && !self.is_new_client() && (self.form.focus == CLIENT || !self.form.value(CLIENT).is_empty());
        if looking && !self.form.value(CLIENT).is_empty() {
            Listed::Clients
        } else if self.offers.is_empty() && self.fit.as_ref().is_some_and(|fit| !fit.conflicts.is_empty()) {
            Listed::Ways
        } else {
            Listed::Offers
        }
    }

    pub(super) fn rows(&self) -> usize {
        match self.listed() {
            Listed::Clients => self.found.clients.len(),
            Listed::Offers => self.offers.len(),
            Listed::Ways => self.fit.as_ref().map_or(0, |fit| fit.ways.len()),
        }
    }

    pub(super) fn take_row(&mut self, row: usize, see: &See<'_>) -> Vec<Act> {
        match self.listed() {
            Listed::Clients => match self.found.clients.get(row).cloned() {
                Some(line) => self.choose_client(&line),
                None => vec![Act::Refuse("There is no such client in the list.".into())],
            },
            Listed::Offers => self.take_offer(row, see),
            Listed::Ways => self.take_way(row, see),
        }
    }
}
