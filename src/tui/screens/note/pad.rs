//! What is written: the shorthand lines and the four texts, read anew with every key.
use std::ops::Range;

use super::offers::Offers;
use crate::domain::care::change::Phrase;
use crate::domain::care::finding::{Finding, Origin, Refers};
use crate::domain::care::line::{Line, Part};
use crate::domain::care::note::Written;
use crate::domain::care::shorthand::{self, Unclear};
use crate::domain::care::visit::CountsFor;
use crate::domain::text::{Clean, fold};
use crate::tui::form::Area;
use crate::tui::keys::Key;

/// The four texts, in their order.
pub(in crate::tui) const PARTS: [Part; 4] = [Part::Subjective, Part::Objective, Part::Assessment, Part::Plan];

/// How a carried line says that nobody has asked yet.
pub(in crate::tui) const OPEN: &str = "?>?";

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Focus {
    Lines,
    /// One of the texts, by its place.
    Text(usize),
}

/// A line as it stands, and what it says; nothing for a blank one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Row {
    pub(in crate::tui) text: String,
    pub(in crate::tui) read: Option<Result<Line, Unclear>>,
    /// What one that is not understood says without the word that is unfinished.
    so_far: Option<Line>,
}

impl Row {
    fn new(text: &str) -> Self {
        let blank = Clean::line(text).is_empty();
        let read = (!blank).then(|| shorthand::read(text));
        let is_unfinished = matches!(read, Some(Err(_)));
        let so_far = if is_unfinished { shorthand::read_partly(text).map(|partly| partly.line) } else { None };
        Self { text: text.to_owned(), read, so_far }
    }

    pub(super) fn finding(&self) -> Option<&Finding> {
        match &self.read {
            Some(Ok(Line::Finding(finding))) => Some(finding),
            _ => None,
        }
    }

    pub(super) fn is_untouched(&self) -> bool {
        self.finding().is_some_and(Finding::is_untouched)
    }

    fn is_carried(&self) -> bool {
        self.finding().is_some_and(|finding| finding.origin == Origin::Carried)
    }
}

/// The lines and texts with the cursor in one of them.
#[derive(Debug)]
pub(in crate::tui) struct Pad {
    pub(super) lines: Area,
    pub(super) texts: [Area; 4],
    pub(super) focus: Focus,
    pub(super) rows: Vec<Row>,
    pub(super) offers: Option<Offers>,
    /// The plan the session belongs to.
    pub(super) plan: CountsFor,
    /// The last key typed: the word under the cursor may not be done.
    typing: bool,
}

/// What is typed next begins a line of its own.
fn with_a_fresh_line(lines: &Clean) -> String {
    if lines.is_empty() { String::new() } else { format!("{lines}\n") }
}

impl Pad {
    pub(super) fn new(written: &Written) -> Self {
        let text = |text: &Clean| Area::running(text.as_str());
        let mut pad = Self {
            lines: Area::lines_of(&with_a_fresh_line(&written.lines)),
            texts: [text(&written.subjective), text(&written.objective), text(&written.assessment), text(&written.plan_text)],
            focus: Focus::Lines,
            rows: Vec::new(),
            offers: None,
            plan: written.plan,
            typing: false,
        };
        pad.read();
        pad
    }

    /// What is written, made safe.
    pub(super) fn written(&self) -> Written {
        let [subjective, objective, assessment, plan_text] = self.texts.each_ref().map(|area| Clean::text(&area.text()));
        Written { lines: Clean::text(&self.lines.text()), subjective, objective, assessment, plan_text, plan: self.plan }
    }

    /// Adds what somebody else wrote meanwhile; the cursor stays where it is.
    pub(super) fn take_in(&mut self, theirs: &Written) {
        let all = self.written().joined_with(theirs);
        let (row, byte) = (self.lines.row(), self.lines.byte());
        self.lines.put_lines(with_a_fresh_line(&all.lines).lines().map(str::to_owned).collect(), (row, byte));
        for (area, (_, text)) in self.texts.iter_mut().zip(all.texts().into_iter().skip(1)) {
            if area.text() != text.as_str() {
                *area = Area::running(text.as_str());
            }
        }
        self.settle(false);
    }

    /// Reads the lines that are not as they were.
    fn read(&mut self) {
        let old = std::mem::take(&mut self.rows);
        let known = |place: usize, text: &String| old.get(place).filter(|row| row.text == *text).cloned();
        let lines = self.lines.lines().iter().enumerate();
        self.rows = lines.map(|(place, text)| known(place, text).unwrap_or_else(|| Row::new(text))).collect();
    }

    /// The line under the cursor.
    pub(super) fn row(&self) -> Option<&Row> {
        self.rows.get(self.lines.row())
    }

    /// All lines that are understood.
    pub(super) fn understood(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(|row| row.read.as_ref()?.as_ref().ok())
    }

    /// What the line says that is being typed, also while a word of it is unfinished; to be shown, never to be kept.
    pub(super) fn so_far(&self, place: usize) -> Option<&Line> {
        let row = self.rows.get(place)?;
        match row.read.as_ref()? {
            Ok(line) => Some(line),
            Err(_) if self.refused(place).is_some() => None,
            Err(_) => row.so_far.as_ref(),
        }
    }

    /// The finding under the cursor that does not say yet where its pain is felt, or whose word for it has the cursor.
    pub(super) fn asks_where(&self) -> Option<&Finding> {
        let place = self.lines.row();
        let Some(Line::Finding(finding)) = self.so_far(place).filter(|_| self.focus == Focus::Lines) else { return None };
        let before = self.lines.line().get(..self.lines.byte()).unwrap_or_default();
        let is_typing_it = before.rsplit(' ').next().is_some_and(|word| word.starts_with('@'));
        match finding.refers {
            Refers::Unsaid => Some(finding),
            Refers::To(_) if is_typing_it => Some(finding),
            Refers::To(_) | Refers::Usual | Refers::Nowhere => None,
        }
    }

    /// What is not understood in a line, once nobody is typing that word any more.
    pub(super) fn refused(&self, place: usize) -> Option<&Unclear> {
        let row = self.rows.get(place)?;
        let Some(Err(unclear)) = &row.read else { return None };
        if !self.typing || self.focus != Focus::Lines || place != self.lines.row() {
            return Some(unclear);
        }
        let behind = row.text.get(unclear.at.end..).unwrap_or_default();
        let begins = row.text.get(..unclear.at.start).is_some_and(|before| before.trim_matches(['^', ' ']).is_empty());
        let passed = self.lines.byte() > unclear.at.end && !begins;
        (!behind.trim().is_empty() || passed).then_some(unclear)
    }

    /// After a letter: what the word can become. After a walk: only what mends a refused word.
    fn offer(&mut self, typed: bool) {
        self.offers = match self.focus {
            Focus::Text(_) => None,
            Focus::Lines => match self.refused(self.lines.row()) {
                Some(unclear) => Offers::mending(unclear),
                None if typed => Offers::completing(self.lines.line(), self.lines.byte()),
                None => None,
            },
        };
    }

    fn settle(&mut self, typed: bool) {
        self.typing = typed;
        self.read();
        self.offer(typed);
    }

    /// The word with a point that ends at the cursor: its bytes, and what stands behind the point.
    fn pointed_word(&mut self) -> Option<(Range<usize>, String)> {
        let area = self.area();
        let before = area.line().get(..area.byte()).unwrap_or_default();
        let start = before.rfind(' ').map_or(0, |blank| blank + 1);
        let word = before[start..].strip_prefix('.')?;
        Some((start..before.len(), fold(word)))
    }

    fn area(&mut self) -> &mut Area {
        match self.focus {
            Focus::Lines => &mut self.lines,
            Focus::Text(place) => &mut self.texts[place.min(3)],
        }
    }

    /// A key that types, deletes or moves; false when it means nothing here.
    pub(super) fn press(&mut self, key: Key, phrases: &[Phrase]) -> bool {
        let in_lines = self.focus == Focus::Lines;
        let known = match key {
            Key::Enter if in_lines => {
                self.next_line();
                return true;
            }
            Key::Char(' ') if self.expand(phrases) => self.area().press(key),
            // A value, or the n of na; any other word goes beside the question.
            Key::Char(c) if in_lines && (c.is_ascii_digit() || matches!(c, 'n' | '?')) && self.answers_open() => {
                let at = self.open_at();
                self.lines.replace(at, &c.to_string());
                true
            }
            other => self.area().press(other),
        };
        let typed = matches!(key, Key::Char(_) | Key::Backspace | Key::Delete);
        self.settle(typed);
        if typed
            && in_lines
            && let Some((at, word)) = self.pointed_word()
        {
            self.offers = Offers::phrases(at, &word, phrases);
        }
        known
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.area().insert(text);
        self.settle(false);
    }

    /// The place of the open question of the cursor's line.
    fn open_at(&self) -> Range<usize> {
        let start = self.lines.line().find(OPEN).unwrap_or_default();
        start..start + OPEN.len()
    }

    /// Whether what is typed now takes the place of `?>?`.
    pub(super) fn answers_open(&self) -> bool {
        let at = self.open_at();
        let is_open = self.row().is_some_and(Row::is_untouched) && self.lines.line().contains(OPEN);
        is_open && (at.start..=at.end).contains(&self.lines.byte())
    }

    /// Writes out a phrase that ends at the cursor; false when there is none.
    fn expand(&mut self, phrases: &[Phrase]) -> bool {
        let Some((at, word)) = self.pointed_word() else { return false };
        let Some(phrase) = phrases.iter().find(|phrase| fold(phrase.word.as_str()) == word) else { return false };
        self.area().replace(at, phrase.text.as_str());
        true
    }

    /// Ends the word after a side and a muscle that is typed in full, as taking an offer would have; false anywhere else.
    pub(super) fn end_muscle(&mut self) -> bool {
        let line = self.lines.line();
        let ends = self.lines.byte() == line.len()
            && !line.ends_with(' ')
            && line.split(' ').filter(|word| !word.is_empty() && *word != "^").count() == 2;
        let is_muscle = self.focus == Focus::Lines && ends && self.row().is_some_and(|row| row.finding().is_some());
        if is_muscle {
            self.lines.press(Key::Char(' '));
            self.settle(false);
        }
        is_muscle
    }

    /// Takes the offer that is selected.
    pub(super) fn take_offer(&mut self) {
        let Some(offers) = self.offers.take() else { return };
        let Some(offer) = offers.selected() else { return };
        let blank = if offers.ends_word(self.lines.line()) { " " } else { "" };
        self.lines.replace(offers.at.clone(), &format!("{}{blank}", offer.insert));
        self.settle(false);
    }

    /// ↵ in the lines never breaks one: it goes on with the next that waits for an answer, or begins a new one.
    pub(super) fn next_line(&mut self) {
        if self.offers.as_ref().is_some_and(|offers| offers.chosen) {
            return self.take_offer();
        }
        let here = self.lines.row();
        if self.row().is_some_and(Row::is_carried) {
            if !self.go_to_open(here + 1) {
                self.begin_line(self.rows.len());
            }
        } else if self.lines.byte() == 0 && !self.lines.line().is_empty() {
            self.lines.press(Key::Enter);
        } else {
            self.begin_line(here + 1);
        }
        self.settle(false);
    }

    /// To the next carried line without a value, from a row on and round; false when there is none.
    pub(super) fn go_to_open(&mut self, from: usize) -> bool {
        let all = self.rows.len();
        let next = (from..all).chain(0..from.min(all)).find(|place| self.rows[*place].is_untouched());
        if let Some(place) = next {
            let byte = self.rows[place].text.find(OPEN).unwrap_or_default();
            self.lines.go(place, byte);
        }
        next.is_some()
    }

    /// A blank line at a place; one that is there already does.
    fn begin_line(&mut self, place: usize) {
        let mut lines = self.lines.lines().to_vec();
        let at_end = place >= lines.len();
        if at_end && lines.last().is_some_and(|last| last.trim().is_empty()) {
            self.lines.go(lines.len() - 1, 0);
            return;
        }
        lines.insert(place.min(lines.len()), String::new());
        self.lines.put_lines(lines, (place, 0));
    }

    /// Lines put where there is room for them: into an empty note, else below all others. The cursor goes to the first.
    pub(super) fn add_lines(&mut self, new: Vec<String>) {
        let mut lines = self.lines.lines().to_vec();
        while lines.last().is_some_and(|last| last.trim().is_empty()) {
            lines.pop();
        }
        let first = lines.len();
        lines.extend(new);
        self.focus = Focus::Lines;
        self.lines.put_lines(lines, (first, 0));
        self.read();
        self.go_to_open(first);
        self.settle(false);
    }

    /// Takes out the lines for which `drop` holds; the cursor stays near.
    pub(super) fn drop_lines(&mut self, drop: impl Fn(usize, &Row) -> bool) -> usize {
        let before = self.rows.len();
        let kept: Vec<String> =
            self.rows.iter().enumerate().filter(|(place, row)| !drop(*place, row)).map(|(_, row)| row.text.clone()).collect();
        let gone = before - kept.len();
        if gone > 0 {
            let row = self.lines.row().min(kept.len().saturating_sub(1));
            let byte = kept.get(row).map_or(0, |line| line.find(OPEN).unwrap_or(line.len()));
            self.lines.put_lines(if kept.is_empty() { vec![String::new()] } else { kept }, (row, byte));
            self.settle(false);
        }
        gone
    }

    /// The open question of the cursor's line is answered with "not assessed"; false when there is none.
    pub(super) fn set_not_assessed(&mut self) -> bool {
        if !self.row().is_some_and(Row::is_untouched) {
            return false;
        }
        let here = self.lines.row();
        if self.lines.line().contains(OPEN) {
            self.lines.replace(self.open_at(), "na");
        } else {
            let end = self.lines.line().len();
            self.lines.replace(end..end, " na");
        }
        self.read();
        self.go_to_open(here + 1);
        self.settle(false);
        true
    }

    /// To the next part, or the one before.
    pub(super) fn step(&mut self, back: bool) {
        let place = match self.focus {
            Focus::Lines => 0,
            Focus::Text(place) => place + 1,
        };
        let next = (place + if back { 4 } else { 1 }) % 5;
        self.focus = if next == 0 { Focus::Lines } else { Focus::Text(next - 1) };
        self.settle(false);
    }

    /// Puts the cursor on a line.
    pub(super) fn go(&mut self, row: usize, byte: usize) {
        self.focus = Focus::Lines;
        self.lines.go(row.min(self.rows.len().saturating_sub(1)), byte);
        self.settle(false);
    }

    pub(super) fn take_back(&mut self, again: bool) -> bool {
        let done = if again { self.area().redo() } else { self.area().undo() };
        self.settle(false);
        done
    }
}
