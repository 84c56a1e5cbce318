//! The questions of a session note: what is added to a signed one, why it is struck out, what a phrase says.
mod strike;
pub(in crate::tui) mod view;

use self::strike::Striking;

use super::super::{Act, Screen, See, client};
use super::pad::Focus;
use super::{SessionNote, Stage};
use crate::domain::care::change::{CareChange, Phrase};
use crate::domain::change::{Applied, Change};
use crate::domain::ids::NoteId;
use crate::domain::text::{Clean, fold};
use crate::tui::dialog::{Body, Dialog};
use crate::tui::form::{Field, Form};
use crate::tui::keys::Command;
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query};

/// What is asked.
#[derive(Debug)]
pub enum Asked {
    /// What is to be added to a signed note, and why.
    Amend { note: NoteId },
    /// What a phrase says; those that there are.
    Phrase { known: Vec<Phrase> },
    /// Why a note is struck out, and for whom it is entered again.
    Strike(Box<Striking>),
}

/// The parts of the dialog that a question changes as it goes on.
pub(in crate::tui) struct Sheet<'a> {
    pub(in crate::tui) title: &'a mut String,
    pub(in crate::tui) form: &'a mut Form,
    pub(in crate::tui) list: &'a mut List,
}

impl Asked {
    pub(in crate::tui) fn asks(&self, form: &Form) -> Option<Query> {
        match self {
            Self::Amend { .. } | Self::Phrase { .. } => None,
            Self::Strike(striking) => striking.asks(form),
        }
    }

    pub(in crate::tui) fn take(&mut self, answer: &Answer) {
        match self {
            Self::Amend { .. } | Self::Phrase { .. } => {}
            Self::Strike(striking) => striking.take(answer),
        }
    }

    /// Rows that can be chosen from.
    pub(in crate::tui) fn rows(&self) -> usize {
        match self {
            Self::Amend { .. } | Self::Phrase { .. } => 0,
            Self::Strike(striking) => striking.rows().len(),
        }
    }

    pub(in crate::tui) fn go_on(&mut self, sheet: &mut Sheet<'_>) -> Vec<Act> {
        match self {
            Self::Amend { note } => amend(*note, sheet.form),
            Self::Phrase { known } => phrase(known, sheet.form),
            Self::Strike(striking) => striking.go_on(sheet),
        }
    }

    /// What is said below the fields of what is typed.
    pub(in crate::tui) fn echo(&self, form: &Form) -> Vec<String> {
        match self {
            Self::Amend { .. } => {
                vec!["The note stays as it was signed; this stands below it with your name and the time, and cannot be taken back.".into()]
            }
            Self::Phrase { known } => phrase_echo(known, form),
            Self::Strike(striking) => striking.echo(),
        }
    }
}

fn amend(note: NoteId, form: &mut Form) -> Vec<Act> {
    let (text, why) = (form.value(0), form.value(1));
    if text.is_empty() {
        return vec![Act::Refuse("Say what is to be added to the note. esc leaves it as it is.".into())];
    }
    // Nothing is added before the reason has been looked at: it stays for good.
    if !form.is_last() {
        form.step(false);
        return vec![Act::Say(String::new())];
    }
    if why.is_empty() {
        return vec![Act::Refuse("Say in a word why it is added; it stays with the note. Or esc.".into())];
    }
    vec![Act::Do(Box::new(Change::Care(CareChange::Amend { note, text, why })))]
}

/// The word of a phrase as it is kept: without its point.
fn word(form: &Form) -> Clean {
    Clean::line(fold(form.value(0).as_str()).trim_start_matches('.'))
}

fn phrase(known: &[Phrase], form: &Form) -> Vec<Act> {
    let (word, text) = (word(form), form.value(1));
    let seen = known.iter().find(|phrase| phrase.word == word).map(|phrase| phrase.text.clone());
    if word.is_empty() {
        return vec![Act::Refuse("A phrase has a short word: “desk” is written .desk in a note.".into())];
    }
    if text.is_empty() && seen.is_none() {
        return vec![Act::Refuse(format!("There is no phrase .{word} to forget; say what it stands for."))];
    }
    if seen.as_ref() == Some(&text) {
        return vec![Act::CloseDialog, Act::Say(format!(".{word} says that already."))];
    }
    let text = Some(text).filter(|text| !text.is_empty());
    vec![Act::Do(Box::new(Change::Care(CareChange::SetPhrase { word, seen, text })))]
}

fn phrase_echo(known: &[Phrase], form: &Form) -> Vec<String> {
    let word = word(form);
    let mut said = match known.iter().find(|phrase| phrase.word == word) {
        Some(phrase) if form.value(1).is_empty() => vec![format!("↵ forgets .{word}: “{}”", phrase.text)],
        Some(phrase) => vec![format!(".{word} is “{}” so far; without a text it is forgotten.", phrase.text)],
        None => Vec::new(),
    };
    if said.is_empty() && !known.is_empty() {
        let all: Vec<String> = known.iter().map(|phrase| format!(".{}", phrase.word)).collect();
        said.push(format!("There are: {}. Type one of them to change or forget it.", all.join(" ")));
    }
    said
}

impl SessionNote {
    pub(super) fn on_signed(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let Some(note) = &self.signed else { return Vec::new() };
        match command {
            Command::OpenClient => vec![Act::Open(Box::new(Screen::Client(client::Card::new(note.client))))],
            Command::Amend => {
                let title = format!("Add to the signed note. {}", self.title(see));
                let fields = vec![
                    Field::text("add", "what was forgotten, or is to be put right", ""),
                    Field::text("because", "why it is added; a word is enough", ""),
                ];
                let asked = Asked::Amend { note: note.id };
                vec![Act::Ask(Box::new(Dialog::of(title, fields, Body::Note(Box::new(asked)))))]
            }
            Command::StrikeOut => vec![Act::Ask(Box::new(Striking::ask(note, self.client_name(), see)))],
            _ => Vec::new(),
        }
    }

    /// Asks for a phrase, with the line under the cursor as what it says.
    pub(super) fn ask_phrase(&self) -> Vec<Act> {
        let Some(session) = &self.session else { return Vec::new() };
        let area = match self.pad.focus {
            Focus::Lines => &self.pad.lines,
            Focus::Text(place) => &self.pad.texts[place.min(3)],
        };
        let line = Clean::line(area.line());
        let fields = vec![
            Field::text("word", "desk: it is then written .desk", ""),
            Field::text("says", "what stands in its place; empty forgets it", line.as_str()),
        ];
        let asked = Asked::Phrase { known: session.phrases.clone() };
        let title = "A phrase of yours: a point, its word and a space write it out, in every part of a note.";
        vec![Act::Ask(Box::new(Dialog::of(title, fields, Body::Note(Box::new(asked)))))]
    }

    /// After signing, back where one came from; a signed note is shown as it is now.
    pub(super) fn done_with(&mut self, _applied: &Applied) -> Vec<Act> {
        match self.stage {
            Stage::Looking => vec![Act::Close],
            Stage::Signed => {
                self.acted = true;
                Vec::new()
            }
            Stage::Waiting | Stage::Writing | Stage::Gone => Vec::new(),
        }
    }
}
