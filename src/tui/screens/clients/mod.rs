//! Finding a client: type any part of name, phone or e-mail. Who sees care finds words in notes, muscles and regions too.
pub(in crate::tui) mod shelf;
pub(in crate::tui) mod view;

use self::shelf::{Shelf, Shelves};
use super::{Act, Page, Screen, See, body, client, client_form, merge, walk};
use crate::domain::care::shorthand::Catalogued;
use crate::domain::ids::ClientId;
use crate::domain::people::card::Found;
use crate::domain::text::Clean;
use crate::tui::caring;
use crate::tui::form::Field;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Ctrl, Down, End, Enter, Home, PageDown, PageUp, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the client"),
    shown(&[Ctrl('n')], Command::AddClient, "new client", "a new client, with the name typed"),
    shown(&[Ctrl('b')], Command::Book, "book", "book for the selected client"),
    shown(&[Tab], Command::TurnShelf, "more", "turn: clients, notes with these words, muscles and regions"),
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
    /// The words that `found` was found with.
    answered: String,
    shelves: Shelves,
}

impl Clients {
    pub fn new() -> Self {
        Self {
            typed: Field::text("", "any part of a name, phone or e-mail", ""),
            archived: false,
            found: None,
            list: List::default(),
            merges: None,
            answered: String::new(),
            shelves: Shelves::default(),
        }
    }

    /// Looks for the other entry of a client.
    pub fn to_merge(client: ClientId, name: Clean) -> Self {
        let first = name.as_str().split_whitespace().next().unwrap_or_default().to_owned();
        let mut clients = Self { merges: Some((client, name)), ..Self::new() };
        clients.typed.suggest(&first);
        clients
    }

    fn len(&self, see: &See<'_>) -> usize {
        match self.shelf(self.has_shelves(see)) {
            Shelf::Clients => self.found.as_ref().map_or(0, |found| found.clients.len()),
            shelf => self.count(shelf),
        }
    }

    fn selected(&self) -> Option<&crate::domain::people::card::ClientLine> {
        self.found.as_ref()?.clients.get(self.list.selected)
    }

    /// Other words: the lists begin anew.
    fn retyped(&mut self) {
        self.list = List::default();
        let typed = self.typed.value();
        self.shelves.typed(typed.as_str());
    }

    /// What is selected of the list that is shown.
    fn open_selected(&self, see: &See<'_>) -> Vec<Act> {
        let open = |screen| vec![Act::Open(Box::new(screen))];
        match self.shelf(self.has_shelves(see)) {
            Shelf::Clients => self.open(see),
            Shelf::Notes => self.notes().get(self.list.selected).map(caring::open_signed).into_iter().collect(),
            Shelf::Body => match self.body().get(self.list.selected) {
                Some(Catalogued::Muscle(muscle)) => open(Screen::Body(body::BodyMap::of_muscle(*muscle))),
                Some(Catalogued::Region(region)) => open(Screen::Body(body::BodyMap::of_region(*region))),
                None => Vec::new(),
            },
        }
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

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let clients = Query::Clients { typed: self.typed.value().to_string(), archived: self.archived };
        [clients].into_iter().chain(self.asks_notes(see)).collect()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        if let (Query::Clients { typed, .. }, Reply::Clients(found)) = (&answer.query, &answer.reply) {
            self.found = Some(found.clone());
            self.answered.clone_from(typed);
        }
        self.take_notes(answer);
        self.list.selected = self.list.selected.min(self.len(see).saturating_sub(1));
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.len(see);
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.open_selected(see),
            Command::TurnShelf => {
                let turned = self.turn(see);
                (!turned).then(|| Act::Say("Nothing else has these words.".into())).into_iter().collect()
            }
            Command::AddClient if self.merges.is_none() => {
                vec![Act::Open(Box::new(Screen::ClientForm(client_form::ClientForm::add(see, self.typed.value()))))]
            }
            Command::ShowArchived => {
                self.archived = !self.archived;
                vec![Act::Say(if self.archived { "Archived clients are shown too." } else { "Archived clients are hidden." }.into())]
            }
            Command::Book if self.shelf(self.has_shelves(see)) == Shelf::Clients => {
                self.selected().map(|line| client::book_for(line.id, see)).unwrap_or_default()
            }
            // The first esc clears what is typed; the next one leaves.
            Command::Back if !self.typed.value().is_empty() => {
                self.typed.set("");
                self.retyped();
                vec![Act::Say(String::new())]
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        if self.typed.press(key) {
            self.retyped();
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        self.typed.paste(text);
        self.retyped();
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.open_selected(see);
        }
        self.list.selected = row.min(self.len(see).saturating_sub(1));
        Vec::new()
    }

    fn why_not(&self, command: Command, _see: &See<'_>) -> Option<String> {
        let begins = matches!(command, Command::Book | Command::AddClient);
        (begins && self.merges.is_some()).then(|| "Here the other entry of one person is chosen. esc twice leaves that.".to_owned())
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        let on_clients = self.shelf(self.has_shelves(see)) == Shelf::Clients;
        match command {
            Command::TurnShelf => {
                self.has_shelves(see) && Shelf::ALL.into_iter().filter(|shelf| self.count(*shelf) > 0).count() > usize::from(on_clients)
            }
            Command::Book => on_clients,
            _ => true,
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
