//! All clients in memory as they are searched, and how a typed word fits them. It reads no file; `search` fills it.
use std::cell::RefCell;

use memchr::memmem;

use crate::domain::ids::ClientId;
use crate::domain::text::{digits, fold};

/// All clients as they are searched: a key then costs a walk over memory and not over the file. What is written, by whatever
/// window, is learnt from the journal, so that nobody's commit makes the next key read twenty thousand rows again.
#[derive(Debug, Default)]
pub(super) struct Finder(pub(super) RefCell<Option<Index>>);

#[derive(Debug)]
pub(super) struct Index {
    /// `None` after a write of our own, which does not change the number.
    pub(super) data_version: Option<i64>,
    pub(super) seen: Mark,
    /// By folded name, then id.
    pub(super) entries: Vec<Entry>,
    /// The entries' texts, each kind in one piece.
    names: Column,
    digits: Column,
    emails: Column,
}

/// The texts of all entries one after the other: one search walks over all of them, which for twenty thousand short texts
/// is ten times quicker than a search in each.
#[derive(Debug, Default)]
struct Column {
    text: String,
    /// Where each entry's text begins.
    starts: Vec<usize>,
}

impl Column {
    /// The text becomes that of the entry at `place`.
    fn insert(&mut self, place: usize, text: &str) {
        let at = self.starts.get(place).copied().unwrap_or(self.text.len());
        // No word typed holds a line break, so that no match reaches over it.
        self.text.insert(at, '\n');
        self.text.insert_str(at, text);
        self.starts.insert(place, at);
        self.starts.iter_mut().skip(place + 1).for_each(|start| *start += text.len() + 1);
    }

    fn remove(&mut self, place: usize) {
        let from = self.starts.remove(place);
        let to = self.starts.get(place).copied().unwrap_or(self.text.len());
        self.text.replace_range(from..to, "");
        self.starts.iter_mut().skip(place).for_each(|start| *start -= to - from);
    }

    /// Raises the fit of every entry in which `word` stands to at least `fit`.
    fn mark(&self, word: &str, fit: Fit, fits: &mut [Fit]) {
        if word.is_empty() {
            return;
        }
        let finder = memmem::Finder::new(word);
        let (mut from, mut entry) = (0, 0);
        while let Some(found) = self.text.get(from..).and_then(|rest| finder.find(rest.as_bytes())) {
            let at = from + found;
            while self.starts.get(entry + 1).is_some_and(|next| *next <= at) {
                entry += 1;
            }
            if let Some(known) = fits.get_mut(entry) {
                *known = (*known).max(fit);
            }
            entry += 1;
            match self.starts.get(entry) {
                Some(next) => from = *next,
                None => break,
            }
        }
    }
}

/// How a word fits a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Not,
    /// Somewhere in a name or the e-mail.
    Inside,
    /// At the beginning of a part of the name, or in the phone's digits.
    Begins,
}

impl Index {
    pub(super) fn new(data_version: Option<i64>, seen: Mark, mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
        let mut index = Self {
            data_version,
            seen,
            entries: Vec::new(),
            names: Column::default(),
            digits: Column::default(),
            emails: Column::default(),
        };
        entries.iter().enumerate().for_each(|(place, entry)| index.insert_texts(place, entry));
        index.entries = entries;
        index
    }

    fn insert_texts(&mut self, place: usize, entry: &Entry) {
        self.names.insert(place, &entry.names);
        self.digits.insert(place, &entry.digits);
        self.emails.insert(place, &entry.email);
    }

    /// Client `id` is found as `now` from here on; `None`: no longer.
    pub(super) fn replace(&mut self, id: ClientId, now: Option<Entry>) {
        if let Some(place) = self.entries.iter().position(|entry| entry.id == id) {
            self.entries.remove(place);
            for column in [&mut self.names, &mut self.digits, &mut self.emails] {
                column.remove(place);
            }
        }
        if let Some(entry) = now {
            let place = self.entries.partition_point(|other| other.order() < entry.order());
            self.insert_texts(place, &entry);
            self.entries.insert(place, entry);
        }
    }

    /// How every entry fits the words: as well as the word that fits it worst.
    pub(super) fn fits(&self, words: &[Word]) -> Vec<Fit> {
        let mut worst = vec![Fit::Begins; self.entries.len()];
        for word in words {
            let mut fits = vec![Fit::Not; self.entries.len()];
            self.emails.mark(&word.raw, Fit::Inside, &mut fits);
            if !word.begins.is_empty() {
                self.names.mark(&word.raw, Fit::Inside, &mut fits);
            }
            self.names.mark(&word.begins, Fit::Begins, &mut fits);
            self.digits.mark(&word.digits, Fit::Begins, &mut fits);
            for (worst, fit) in worst.iter_mut().zip(fits) {
                *worst = (*worst).min(fit);
            }
        }
        worst
    }
}

/// The newest row of the journal, and when its act was: another file in its place (restored) has another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) row: i64,
    pub(super) at: Option<String>,
}

/// Rows of the journal, and clients in them, up to which catching up is quicker than reading all clients again.
pub(super) const WORTH_CATCHING_UP: (i64, usize) = (2_000, 200);

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: ClientId,
    /// The folded names with a blank in front, so that " smi" finds the beginnings of words.
    pub(super) names: String,
    pub(super) digits: String,
    pub(super) email: String,
    pub(super) archived: bool,
    /// Another entry holds everything of this one.
    pub(super) merged: bool,
}

impl Finder {
    /// Something is about to be written: look again before the next answer.
    pub(super) fn doubt(&self) {
        if let Some(index) = self.0.borrow_mut().as_mut() {
            index.data_version = None;
        }
    }
}

/// A typed word as names, digits and e-mails are compared with it.
pub(super) struct Word {
    begins: String,
    digits: String,
    raw: String,
}

pub(super) fn query_words(typed: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for raw in typed.split_whitespace() {
        let is_number = raw.chars().all(|c| c.is_ascii_digit() || "+-/().".contains(c));
        if raw.contains('@') || is_number {
            words.push(Word {
                begins: String::new(),
                digits: if is_number { digits(raw) } else { String::new() },
                raw: raw.to_lowercase(),
            });
        } else {
            let folded = fold(raw);
            words.extend(folded.split(' ').filter(|part| !part.is_empty()).map(|part| Word {
                begins: format!(" {part}"),
                digits: String::new(),
                raw: part.to_owned(),
            }));
        }
    }
    words
}

impl Entry {
    fn order(&self) -> (&str, ClientId) {
        (&self.names, self.id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn index(entries: Vec<Entry>) -> Index {
        Index::new(None, Mark { row: 0, at: None }, entries)
    }

    fn entry(id: i64, name: &str) -> Entry {
        let email = format!("{name}@example.com");
        Entry { id: ClientId(id), names: format!(" {name}"), digits: id.to_string(), email, archived: false, merged: false }
    }

    proptest! {
        #[test]
        fn changed_one_by_one_it_finds_what_it_finds_when_made_anew(
            changes in prop::collection::vec((0_i64..9, prop::option::of("[ab ]{0,4}")), 0..40),
            word in "[ab0-9]{1,2}",
        ) {
            let mut changed = index(Vec::new());
            let mut all = std::collections::BTreeMap::new();
            for (id, name) in changes {
                changed.replace(ClientId(id), name.as_ref().map(|name| entry(id, name)));
                match name {
                    Some(name) => all.insert(id, name),
                    None => all.remove(&id),
                };
            }
            let anew = index(all.iter().map(|(id, name)| entry(*id, name)).collect());
            let ids = |index: &Index| index.entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
            prop_assert_eq!(ids(&changed), ids(&anew));
            prop_assert_eq!(changed.fits(&query_words(&word)), anew.fits(&query_words(&word)));
        }
    }
}
