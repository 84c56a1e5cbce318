//! Striking out a note that was entered in error, and entering it again under the right client.
use chrono::Datelike;

use super::super::super::{Act, See};
use super::{Asked, Sheet};
use crate::domain::care::change::CareChange;
use crate::domain::care::note::{Note, NoteOf, Place};
use crate::domain::change::Change;
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::people::card::ClientLine;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::tui::dialog::{Body, Dialog};
use crate::tui::form::{Field, Form};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply};

/// What is known so far.
#[derive(Debug)]
pub struct Striking {
    note: NoteId,
    /// "Maria Smith, Mon 16 Nov 09:00".
    whose: String,
    why: Clean,
    step: Step,
    year: i32,
}

#[derive(Debug)]
enum Step {
    Why,
    /// Struck out alone, or entered again as well.
    Alone,
    /// The right client is looked for.
    Who(Vec<ClientLine>),
    /// One of that client's sessions.
    Which {
        client: ClientId,
        name: Clean,
        places: Vec<Place>,
    },
    /// What is going to happen.
    Sure {
        of: NoteOf,
        place: String,
    },
}

impl Striking {
    /// The question why.
    pub(in crate::tui) fn ask(note: &Note, client: &str, see: &See<'_>) -> Dialog {
        let whose = format!("{client}, {}", say::moment(note.at, see.now.year()));
        let title = format!("Strike out the note of {whose}: entered in error");
        let fields = vec![Field::text("because", "wrong client · a word is enough", "")];
        let striking = Self { note: note.id, whose, why: Clean::default(), step: Step::Why, year: see.now.year() };
        Dialog::of(title, fields, Body::Note(Box::new(Asked::Strike(Box::new(striking)))))
    }

    pub(super) fn asks(&self, form: &Form) -> Option<Query> {
        match &self.step {
            Step::Why | Step::Alone | Step::Sure { .. } => None,
            Step::Who(_) => Some(Query::Clients { typed: form.value(0).to_string(), archived: false }),
            Step::Which { client, .. } => Some(Query::PlacesAgain { note: self.note, client: *client }),
        }
    }

    pub(super) fn take(&mut self, answer: &Answer) {
        match (&mut self.step, &answer.reply) {
            (Step::Who(found), Reply::Clients(clients)) => found.clone_from(&clients.clients),
            (Step::Which { places, .. }, Reply::PlacesAgain(found)) => places.clone_from(found),
            _ => {}
        }
    }

    /// The rows to choose from.
    pub(super) fn rows(&self) -> Vec<String> {
        match &self.step {
            Step::Why | Step::Sure { .. } => Vec::new(),
            Step::Alone => vec!["strike it out".into(), "strike it out and enter it again under the right client".into()],
            Step::Who(found) => found.iter().map(|line| client_words(line, self.year)).collect(),
            Step::Which { places, .. } => places.iter().map(|place| place_words(place, self.year)).collect(),
        }
    }

    pub(super) fn go_on(&mut self, sheet: &mut Sheet<'_>) -> Vec<Act> {
        let place = sheet.list.selected;
        match &self.step {
            Step::Why => {
                self.why = sheet.form.value(0);
                if self.why.is_empty() {
                    return vec![Act::Refuse("Say in a word why it was entered in error; it stays with the note. Or esc.".into())];
                }
                self.step = Step::Alone;
                *sheet.title = format!("Strike out the note of {}? esc leaves it as it is.", self.whose);
                *sheet.form = Form::new(Vec::new());
            }
            Step::Alone if place == 0 => return vec![self.strike(None)],
            Step::Alone => {
                self.step = Step::Who(Vec::new());
                *sheet.title = format!("For whom is the note of {} entered again?", self.whose);
                *sheet.form = Form::new(vec![Field::text("", "any part of a name, phone or e-mail", "")]);
            }
            Step::Who(found) => {
                let Some(line) = found.get(place) else {
                    return vec![Act::Refuse("Nobody fits. Type fewer letters, or esc: the note stays as it is.".into())];
                };
                *sheet.title = format!("In which session of {}?", line.name);
                self.step = Step::Which { client: line.id, name: line.name.clone(), places: Vec::new() };
                *sheet.form = Form::new(Vec::new());
            }
            Step::Which { name, places, .. } => {
                let Some(chosen) = places.get(place) else {
                    let sentence =
                        format!("Every session of {name} has a note already, and so has a visit that was never booked. esc leaves it.");
                    return vec![Act::Refuse(sentence)];
                };
                let when = chosen.session.map_or_else(|| place_words(chosen, self.year), |(at, _)| say::moment(at, self.year));
                *sheet.title = format!("Strike out the note of {}? ↵ does it, esc leaves the note as it is.", self.whose);
                self.step = Step::Sure { of: chosen.of, place: format!("{name}, {when}") };
            }
            Step::Sure { of, .. } => return vec![self.strike(Some(*of))],
        }
        *sheet.list = List::default();
        // What was refused on the way here is answered.
        vec![Act::Say(String::new())]
    }

    fn strike(&self, again: Option<NoteOf>) -> Act {
        Act::Do(Box::new(Change::Care(CareChange::StrikeOut { note: self.note, why: self.why.clone(), again })))
    }

    /// What happens when it goes on.
    pub(super) fn echo(&self) -> Vec<String> {
        let kept = "It is kept for the record, marked as struck out, and counts for nothing. This cannot be taken back.".to_owned();
        let why = format!("Why: {}", self.why);
        let stays =
            "The session it completed stays done, and its alerts and changes of a plan stay: change those by hand where they are wrong."
                .to_owned();
        match &self.step {
            Step::Why => vec![kept, "Next: whether it is entered again under the right client.".into()],
            Step::Alone => vec![kept, why, stays],
            Step::Who(_) => Vec::new(),
            Step::Which { .. } => vec!["Up to today, nearest to its own time first; sessions that have a note are left out.".into()],
            Step::Sure { place, .. } => {
                vec![kept, format!("What it says becomes the draft for {place}; there it is looked at and signed anew."), why, stays]
            }
        }
    }
}

fn client_words(line: &ClientLine, year: i32) -> String {
    let date = |at: Option<chrono::NaiveDateTime>| at.map(|at| say::moment(at, year));
    let last = date(line.last).map(|at| format!("  last {at}")).unwrap_or_default();
    let next = date(line.next).map(|at| format!("  next {at}")).unwrap_or_default();
    format!("{}  {}{last}{next}", line.name, line.phones)
}

/// "Mon 16 Nov 09:30 (done)".
fn place_words(place: &Place, year: i32) -> String {
    match place.session {
        Some((at, status)) => format!("{} ({})", say::moment(at, year), status.word()),
        None => "a visit that was never booked".to_owned(),
    }
}
