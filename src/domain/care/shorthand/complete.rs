//! What the word under the cursor can become.
use std::ops::Range;

use super::names;
use super::read::side;
use super::say::{muscle_words, region_words};
use super::unclear::MOST;
use super::words::{Head, Token};
use crate::domain::care::body::Region;
use crate::domain::care::finding::{Class, Method, Response, Sign};
use crate::domain::care::line::{Joint, Motion, PainOf};
use crate::domain::care::muscle::Muscle;
use crate::domain::people::alert::Level;

/// One of the numbered offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in place of [`Completions::at`].
    pub insert: String,
    /// What it is, to be shown beside it ("upper trapezius").
    pub words: String,
}

/// At most nine offers for one place of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the line that an offer replaces.
    pub at: Range<usize>,
    pub offers: Vec<Offer>,
}

/// What the word under the cursor (a byte of the line) can become: muscles after the side, regions after `@`, the muscle's
/// usual ones first, and the words of the line's kind. Nothing for free text and numbers.
pub fn complete(line: &str, cursor: usize) -> Completions {
    let cursor = (0..=cursor.min(line.len())).rev().find(|byte| line.is_char_boundary(*byte)).unwrap_or_default();
    let (before, behind) = line.split_at(cursor);
    let start = before.rfind(char::is_whitespace).map_or(0, |byte| byte + before[byte..].chars().next().map_or(1, char::len_utf8));
    let end = cursor + behind.find(char::is_whitespace).unwrap_or(behind.len());
    let typed = before[start..].to_ascii_lowercase();
    let (typed, start) = match typed.strip_prefix('^') {
        Some(rest) => (rest.to_owned(), start + 1),
        None => (typed, start),
    };
    let earlier: Vec<String> = before[..start].replace('^', " ").split_whitespace().map(str::to_ascii_lowercase).collect();
    let (skip, mut offers) = match earlier.split_first() {
        None => (0, firsts(&typed)),
        Some((first, more)) if side(first).is_some() => in_finding(&typed, more, &line[cursor..end]),
        Some((first, more)) => (0, elsewhere(&typed, first, more)),
    };
    offers.truncate(MOST);
    if offers.is_empty() {
        return Completions { at: cursor..cursor, offers };
    }
    Completions { at: start + skip..end_of_piece(line, cursor, end), offers }
}

/// Where the region, or the muscle before its part, ends.
fn end_of_piece(line: &str, cursor: usize, end: usize) -> usize {
    cursor + line[cursor..end].find([',', '/', ';']).unwrap_or(end - cursor)
}

fn offer(insert: &str, words: &str) -> Offer {
    Offer { insert: insert.to_owned(), words: words.to_owned() }
}

fn begun<T: Token>(typed: &str) -> impl Iterator<Item = Offer> {
    T::ALL.iter().filter(move |one| one.code().starts_with(typed)).map(|one| offer(one.code(), one.said()))
}

fn firsts(typed: &str) -> Vec<Offer> {
    if typed.is_empty() {
        return Vec::new();
    }
    begun::<Head>(typed).collect()
}

/// After a side; also how many bytes of the word stay.
fn in_finding(typed: &str, more: &[String], behind: &str) -> (usize, Vec<Offer>) {
    if more.iter().any(|word| word.contains(';')) || typed.contains(';') {
        return (0, Vec::new());
    }
    let Some(muscle) = more.first() else {
        return (0, if typed.is_empty() || typed.contains('/') { Vec::new() } else { muscles(typed) });
    };
    if let Some(regions) = typed.strip_prefix('@') {
        let named = muscle.split('/').next().unwrap_or_default();
        let muscle = match names::muscles_begun(named)[..] {
            [one] if !named.is_empty() => Some(one),
            _ => None,
        };
        let (told, last) = regions.rsplit_once(',').unwrap_or(("", regions));
        let told: Vec<&str> = told.split(',').chain(behind.split(',').skip(1)).collect();
        return (typed.len() - last.len(), self::regions(last, &told, muscle));
    }
    let offers = if typed.is_empty() {
        Vec::new()
    } else {
        begun::<Method>(typed).chain(begun::<Sign>(typed)).chain(begun::<Class>(typed)).chain(begun::<Response>(typed)).collect()
    };
    (0, offers)
}

fn muscles(typed: &str) -> Vec<Offer> {
    names::muscles_beginning(typed).into_iter().map(|muscle| offer(muscle.word(), &muscle_words(muscle))).collect()
}

/// The muscle's usual regions, then the others; those that stand there already are not offered again.
fn regions(typed: &str, told: &[&str], muscle: Option<Muscle>) -> Vec<Offer> {
    let usual = muscle.map(Muscle::refers_to).unwrap_or_default();
    let begins = names::regions_beginning(typed);
    let is_told = |region: Region| told.iter().any(|told| *told == region.key() || !told.is_empty() && *told == region.alias());
    // Before anything is typed the usual ones are the answer, in the catalogue's order, where there are any.
    let all: Vec<Region> = if typed.is_empty() && !usual.is_empty() {
        usual.to_vec()
    } else {
        let (first, then): (Vec<Region>, Vec<Region>) = begins.into_iter().partition(|region| usual.contains(region));
        [first, then].concat()
    };
    let all = all.into_iter();
    all.filter(|region| !is_told(*region)).map(|region| offer(region.word(), &region_words(region))).collect()
}

/// In lines that are no findings, the words that are fixed.
fn elsewhere(typed: &str, first: &str, more: &[String]) -> Vec<Offer> {
    if typed.is_empty() {
        return Vec::new();
    }
    match Head::from_code(first) {
        Some(Head::Rom) => begun::<Joint>(typed).chain(begun::<Motion>(typed)).collect(),
        Some(Head::Pain) => begun::<PainOf>(typed).collect(),
        Some(Head::Alert) if more.is_empty() => {
            Level::ALL.iter().rev().filter(|level| level.word().starts_with(typed)).map(|level| offer(level.word(), "")).collect()
        }
        Some(
            Head::Psfs
            | Head::Change
            | Head::Neck
            | Head::Back
            | Head::Plan
            | Head::Next
            | Head::HomeCare
            | Head::Post
            | Head::Alert
            | Head::Consent
            | Head::Soap(_),
        )
        | None => Vec::new(),
    }
}
