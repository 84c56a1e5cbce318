//! Finding a client: type any part of name, phone or e-mail.
pub(in crate::tui) mod view;

use super::{Act, Page, Screen, See, client, client_form, merge, walk};
use crate::domain::ids::ClientId;
use crate::domain::people::card::Found;
use crate::domain::text::Clean;
use crate::tui::form::Field;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Ctrl, Down, End, Enter, Home, PageDown, PageUp, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the client"),
    shown(&[Ctrl('n')], Command::AddClient, "new client", "a new client, with the name typed"),
    shown(&[Ctrl('b')], Command::Book, "book", "book for the selected client"),
    quiet(&[Ctrl('a')], Command::ShowArchived, "show archived clients too, or hide them"),
    quiet(&[Up], Command::Up, "up"),
    quiet(&[Down], Command::Down, "down"),
    quiet(&[PageUp], Command::PageUp, "a page up"),
    quiet(&[PageDown], Command::PageDown, "a page down"),
    quiet(&[Home], Command::First, "the first"),
    quiet(&[End], Command::Last, "the last"),
];

/// The list with what is typed above it.
#[derive(Debug)]
pub struct Clients {
    pub(super) typed: Field,
    pub(super) archived: bool,
    pub(super) found: Option<Found>,
    pub(super) list: List,
    /// Somebody else of this person's is looked for: whose.
    pub(super) merges: Option<(ClientId, Clean)>,
}

impl Clients {
    pub fn new() -> Self {
        Self {
            typed: Field::text("", "any part of a name, phone or e-mail", ""),
            archived: false,
            found: None,
            list: List::default(),
            merges: None,
        }
    }

    /// Looks for the other entry of a client.
    pub fn to_merge(client: ClientId, name: Clean) -> Self {
        let first = name.as_str().split_whitespace().next().unwrap_or_default().to_owned();
        let mut clients = Self { merges: Some((client, name)), ..Self::new() };
        clients.typed.suggest(&first);
        clients
    }

    fn len(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.clients.len())
    }

    fn selected(&self) -> Option<&crate::domain::people::card::ClientLine> {
        self.found.as_ref()?.clients.get(self.list.selected)
    }

    fn open(&self, see: &See<'_>) -> Vec<Act> {
        match (self.selected(), &self.merges) {
            (Some(line), Some((client, name))) if line.id == *client => {
                vec![Act::Refuse(format!("This is {name} already: choose the other entry."))]
            }
            (Some(line), Some((client, _))) => vec![Act::Open(Box::new(Screen::Merge(merge::Merge::new(*client, line.id))))],
            (Some(line), None) => vec![Act::Open(Box::new(Screen::Client(client::Card::new(line.id))))],
            (None, _) => {
                let add = see.key(Context::Clients, Command::AddClient);
                vec![Act::Say(format!("Nobody fits. {add} adds a new client with the name typed."))]
            }
        }
    }
}

impl Default for Clients {
    fn default() -> Self {
        Self::new()
    }
}

impl Page for Clients {
    fn context(&self) -> Context {
        Context::Clients
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Clients { typed: self.typed.value().to_string(), archived: self.archived }]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Clients(found) = &answer.reply {
            self.found = Some(found.clone());
            self.list.selected = self.list.selected.min(self.len().saturating_sub(1));
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.len();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.open(see),
            Command::AddClient if self.merges.is_none() => {
                vec![Act::Open(Box::new(Screen::ClientForm(client_form::ClientForm::add(see, self.typed.value()))))]
            }
            Command::ShowArchived => {
                self.archived = !self.archived;
                vec![Act::Say(if self.archived { "Archived clients are shown too." } else { "Archived clients are hidden." }.into())]
            }
            Command::Book => self.selected().map(|line| client::book_for(line.id, see)).unwrap_or_default(),
            // The first esc clears what is typed; the next one leaves.
            Command::Back if !self.typed.value().is_empty() => {
                self.typed.set("");
                self.list = List::default();
                vec![Act::Say(String::new())]
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        if self.typed.press(key) {
            self.list = List::default();
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        self.typed.paste(text);
        self.list = List::default();
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.open(see);
        }
        self.list.selected = row.min(self.len().saturating_sub(1));
        Vec::new()
    }

    fn why_not(&self, command: Command, _see: &See<'_>) -> Option<String> {
        let begins = matches!(command, Command::Book | Command::AddClient);
        (begins && self.merges.is_some()).then(|| "Here the other entry of one person is chosen. esc twice leaves that.".to_owned())
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
