//! What is offered for the word under the cursor: words that it begins, or what may stand in the place of one that is refused.
use std::ops::Range;

use crate::domain::care::change::Phrase;
use crate::domain::care::line::Line;
use crate::domain::care::shorthand::{self, Offer, Unclear};
use crate::domain::text::fold;
use crate::tui::list::List;

/// The list under the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Offers {
    /// The bytes of the line that one of them replaces.
    pub(super) at: Range<usize>,
    pub(super) all: Vec<Offer>,
    pub(super) list: List,
    /// One was gone to with the arrows: ↵ takes it.
    pub(super) chosen: bool,
    /// They stand in the place of a word that is refused.
    pub(super) mends: bool,
}

impl Offers {
    /// What a word that is being typed can become.
    pub(super) fn completing(line: &str, byte: usize) -> Option<Self> {
        let found = shorthand::complete(line, byte);
        let typed = line.get(found.at.clone()).unwrap_or_default();
        let is_done = found.offers.iter().any(|offer| offer.insert.eq_ignore_ascii_case(typed)) && found.offers.len() == 1;
        if found.offers.is_empty() || is_done {
            return None;
        }
        Some(Self { at: found.at, all: found.offers, list: List::default(), chosen: false, mends: false })
    }

    /// The phrases of which a word behind a point is the beginning; each is put in written out.
    pub(super) fn phrases(at: Range<usize>, word: &str, phrases: &[Phrase]) -> Option<Self> {
        let begins = phrases.iter().filter(|phrase| fold(phrase.word.as_str()).starts_with(word));
        let all: Vec<Offer> = begins.map(|phrase| Offer { insert: phrase.text.to_string(), words: format!(".{}", phrase.word) }).collect();
        (!all.is_empty()).then(|| Self { at, all, list: List::default(), chosen: false, mends: false })
    }

    /// What can stand in the place of a refused word.
    pub(super) fn mending(unclear: &Unclear) -> Option<Self> {
        if unclear.candidates.is_empty() {
            return None;
        }
        let words = |insert: &str| muscle_words(insert).unwrap_or_default();
        let offers = unclear.candidates.iter().map(|insert| Offer { insert: insert.clone(), words: words(insert) }).collect();
        Some(Self { at: unclear.at.clone(), all: offers, list: List::default(), chosen: false, mends: true })
    }

    pub(super) fn selected(&self) -> Option<&Offer> {
        self.all.get(self.list.selected)
    }

    pub(super) fn step(&mut self, by: isize) {
        if self.chosen || by < 0 {
            self.list.step(by, self.all.len());
        }
        self.chosen = true;
    }

    /// Whether a blank follows what is put in: a region may be one of several.
    pub(super) fn ends_word(&self, line: &str) -> bool {
        let before = line.get(..self.at.start).unwrap_or_default();
        let is_last = line.get(self.at.end..).is_some_and(|behind| behind.trim().is_empty());
        is_last && !self.mends && !before.ends_with(['@', ','])
    }
}

/// The name of a muscle that a candidate stands for.
fn muscle_words(insert: &str) -> Option<String> {
    match shorthand::read(&format!("L {insert}")) {
        Ok(Line::Finding(finding)) if finding.remark.is_empty() => Some(shorthand::muscle_words(finding.muscle)),
        _ => None,
    }
}
