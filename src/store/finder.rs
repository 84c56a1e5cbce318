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
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut column = Self::default();
        for text in texts {
            column.starts.push(column.text.len());
            column.text.push_str(text);
            // No word typed holds a line break, so that no match reaches over it.
            column.text.push('\n');
        }
        column
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
    pub(super) fn new(data_version: Option<i64>, seen: Mark, entries: Vec<Entry>) -> Self {
        let mut index =
            Self { data_version, seen, entries, names: Column::default(), digits: Column::default(), emails: Column::default() };
        index.lay_out();
        index
    }

    pub(super) fn lay_out(&mut self) {
        self.names = Column::of(self.entries.iter().map(|entry| entry.names.as_str()));
        self.digits = Column::of(self.entries.iter().map(|entry| entry.digits.as_str()));
        self.emails = Column::of(self.entries.iter().map(|entry| entry.email.as_str()));
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

/// Rows of the journal up to which catching up is quicker than reading all clients again.
pub(super) const WORTH_CATCHING_UP: i64 = 2_000;

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
    pub(super) fn order(&self) -> (&str, ClientId) {
        (&self.names, self.id)
    }
}
