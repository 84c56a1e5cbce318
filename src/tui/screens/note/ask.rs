//! What is done with a signed note.
use super::super::{Act, Screen, See, client};
use super::SessionNote;
use crate::domain::change::Applied;
use crate::tui::keys::Command;

impl SessionNote {
    pub(super) fn on_signed(&mut self, command: Command, _see: &See<'_>) -> Vec<Act> {
        let client = self.signed.as_ref().map(|note| note.client);
        match (command, client) {
            (Command::OpenClient, Some(id)) => vec![Act::Open(Box::new(Screen::Client(client::Card::new(id))))],
            _ => Vec::new(),
        }
    }

    /// After signing: back where one came from.
    pub(super) fn done_with(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        vec![Act::Close]
    }
}
