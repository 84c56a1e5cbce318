//! A word of a line that is not understood, and what could stand in its place.
use std::fmt;
use std::ops::Range;

use crate::domain::text::Clean;

/// As many candidates as one digit can choose from.
pub(super) const MOST: usize = 9;

/// Why a line is not understood: the word, where it stands, and what can stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    pub word: String,
    /// Its place in the text that was read, in bytes.
    pub at: Range<usize>,
    /// One sentence that names the word and the way out.
    pub sentence: String,
    /// Words that can be put in its place.
    pub candidates: Vec<String>,
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Unclear {}

/// A word, or a piece of one, and where it begins in the cleaned line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Word<'_> {
    /// In lower case, as tokens are; a letter keeps its length, so that pieces keep their places.
    pub(super) fn lower(self) -> String {
        self.text.to_ascii_lowercase()
    }

    /// What is left of it after so many bytes.
    pub(super) fn from(self, byte: usize) -> Self {
        Self { text: self.text.get(byte..).unwrap_or_default(), start: self.start + byte.min(self.text.len()) }
    }

    /// Parted at the first `mark`; without one the second piece is `None`.
    pub(super) fn parted(self, mark: char) -> (Self, Option<Self>) {
        match self.text.find(mark) {
            Some(byte) => (Self { text: &self.text[..byte], start: self.start }, Some(self.from(byte + mark.len_utf8()))),
            None => (self, None),
        }
    }

    /// Parted at every `mark`.
    pub(super) fn pieces(self, mark: char) -> Vec<Self> {
        let mut all = Vec::new();
        let mut rest = Some(self);
        while let Some(word) = rest {
            let (first, more) = word.parted(mark);
            all.push(first);
            rest = more;
        }
        all
    }

    /// Refuses it: the sentence goes on after the word.
    pub(super) fn unclear(self, rest: &str) -> Unclear {
        self.or(rest, Vec::new())
    }

    /// Refuses it and offers other words.
    pub(super) fn or(self, rest: &str, candidates: Vec<String>) -> Unclear {
        let sentence =
            if rest.starts_with([':', ',']) { format!("“{}”{rest}", self.text) } else { format!("“{}” {rest}", self.text) };
        Unclear { word: self.text.to_owned(), at: self.start..self.start + self.text.len(), sentence, candidates }
    }
}

/// The words of a cleaned line, from `start` on.
pub(super) fn words(text: &str, start: usize) -> Vec<Word<'_>> {
    let mut all = Vec::new();
    let mut at = start;
    for piece in text.split(' ') {
        if !piece.is_empty() {
            all.push(Word { text: piece, start: at });
        }
        at += piece.len() + 1;
    }
    all
}

/// "a, b or c".
pub(super) fn any_of(words: &[String]) -> String {
    listed(words, "or")
}

/// "a, b and c".
pub(super) fn all_of(words: &[String]) -> String {
    listed(words, "and")
}

fn listed(words: &[String], between: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {between} {last}", first.join(", ")),
    }
}

/// The words nearest to a misspelt one, nearest first; nothing when none is near.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let far = if word.chars().count() <= 3 { 1 } else { 2 };
    let letters = word.chars().count();
    // The names are plain letters; one that is longer by more is farther, and need not be measured.
    let known = known.into_iter().filter(|known| known.len().abs_diff(letters) <= far);
    let measured = known.map(|known| (strsim::damerau_levenshtein(word, known), known));
    let mut near: Vec<(usize, &str)> = measured.filter(|(distance, _)| *distance <= far).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, known)| known).collect()
}

/// Each blank-parted piece of the raw text with its place, but for those of which nothing is left when cleaned.
fn raw_words(raw: &str) -> Vec<(Range<usize>, String)> {
    let mut all: Vec<(Range<usize>, String)> = Vec::new();
    let mut start = None;
    for (byte, letter) in raw.char_indices().chain([(raw.len(), ' ')]) {
        if !letter.is_whitespace() {
            start = start.or(Some(byte));
        } else if let Some(start) = start.take() {
            // A mark without its letter stays behind a blank and goes from the front of a line.
            let clean = if all.is_empty() { Clean::line(&raw[start..byte]) } else { Clean::line(&format!("x {}", &raw[start..byte])) };
            let clean = if all.is_empty() { clean.as_str() } else { clean.as_str().get(2..).unwrap_or_default() };
            if !clean.is_empty() {
                all.push((start..byte, clean.to_owned()));
            }
        }
    }
    all
}

impl Unclear {
    /// The same with its place in the raw text instead of the cleaned one.
    pub(super) fn placed_in(mut self, raw: &str, clean: &str) -> Self {
        if raw == clean {
            return self;
        }
        let words = words(clean, 0);
        let first = words.iter().rposition(|word| word.start <= self.at.start);
        let Some((first, last)) = first.map(|first| (first, words.iter().rposition(|word| word.start < self.at.end).unwrap_or(first)))
        else {
            return Self { at: 0..0, ..self };
        };
        let all = raw_words(raw);
        // Where a byte of a clean word stands among the raw ones; of a word that was cleaned, where it begins or ends.
        let raw_place = |nth: usize| {
            let (place, same) = all.get(nth)?;
            let is_same = raw.get(place.clone()) == Some(words[nth].text) && same == words[nth].text;
            Some((place.clone(), is_same))
        };
        self.at = match (raw_place(first), raw_place(last.max(first))) {
            (Some((begin, is_same)), Some((until, ends_same))) => {
                let end = if ends_same {
                    (until.start + self.at.end.saturating_sub(words[last.max(first)].start)).min(until.end)
                } else {
                    until.end
                };
                let start = if is_same { begin.start + self.at.start - words[first].start } else { begin.start };
                start.min(end)..end
            }
            _ => 0..raw.len(),
        };
        self
    }
}
