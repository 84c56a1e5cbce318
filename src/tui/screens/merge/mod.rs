//! Two entries that are one person, side by side: which one stays?
pub(in crate::tui) mod view;

use super::{Act, Page, See};
use crate::domain::change::{Applied, Change, PeopleChange};
use crate::domain::ids::ClientId;
use crate::domain::people::card::ClientCard;
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Enter, Left, Right, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Merge, "merge", "merge: everything goes to the entry that stays"),
    shown(&[Tab, Left, Right], Command::KeepOther, "the other one stays", "the other entry is the one that stays"),
];

/// The question, with both entries as the file has them.
#[derive(Debug)]
pub struct Merge {
    ids: [ClientId; 2],
    pub(super) cards: [Option<ClientCard>; 2],
    /// Which of the two stays.
    pub(super) keep: usize,
}

impl Merge {
    /// `first` stays unless somebody says otherwise.
    pub fn new(first: ClientId, second: ClientId) -> Self {
        Self { ids: [first, second], cards: [None, None], keep: 0 }
    }
}

impl Page for Merge {
    fn context(&self) -> Context {
        Context::Merge
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        // One after the other: of two questions of one kind that wait together only the newer is answered.
        let known = usize::from(self.cards[0].is_some());
        self.ids[..=known].iter().map(|id| Query::Client(*id)).collect()
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let (Query::Client(id), Reply::Client(card)) = (&answer.query, &answer.reply)
            && let Some(place) = self.ids.iter().position(|known| known == id)
        {
            self.cards[place].clone_from(card);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, _see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Merge if self.cards.iter().all(Option::is_some) => {
                let change = PeopleChange::Merge { keep: self.ids[self.keep], gone: self.ids[1 - self.keep] };
                vec![Act::Do(Box::new(Change::People(change)))]
            }
            Command::KeepOther => {
                self.keep = 1 - self.keep;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        if let Target::Row(row) = target {
            self.keep = row.min(1);
            let stays = self.cards.get(self.keep).and_then(Option::as_ref).map(|card| format!("{} stays.", card.client.name));
            return stays.map(Act::Say).into_iter().collect();
        }
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        // The list or the form that led here spoke of an entry that is no more; the card beneath shows the one that stays.
        vec![Act::Close, Act::Close]
    }
}
