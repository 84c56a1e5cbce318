//! Striking out a note that was entered in error, and entering it again under the right client.
use chrono::Datelike;

use super::super::super::{Act, See};
use super::{Asked, Sheet};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::change::CareChange;
use crate::domain::care::note::{Note, NoteOf};
use crate::domain::change::Change;
use crate::domain::ids::{AppointmentId, ClientId, NoteId};
use crate::domain::people::card::{ClientCard, ClientLine};
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::tui::dialog::{Body, Dialog};
use crate::tui::form::{Field, Form};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply};

/// The choice that enters the note again.
const AGAIN: i64 = 1;
/// So many sessions of the right client are offered.
const OFFERED: usize = 12;

/// What is known so far.
#[derive(Debug)]
pub struct Striking {
    note: NoteId,
    /// Its session, which is no place to enter it again.
    session: Option<AppointmentId>,
    /// "Maria Smith, Mon 16 Nov 09:00".
    whose: String,
    why: Clean,
    step: Step,
    year: i32,
}

#[derive(Debug)]
enum Step {
    Why,
    /// The right client is looked for.
    Who(Vec<ClientLine>),
    /// One of that client's sessions.
    Which {
        client: ClientId,
        name: Clean,
        places: Vec<(NoteOf, String)>,
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
        let options = vec![(None, "no".to_owned()), (Some(AGAIN), "under the right client".to_owned())];
        let fields =
            vec![Field::text("because", "wrong client · a word is enough", ""), Field::choice("enter it again", "", options, None)];
        let striking =
            Self { note: note.id, session: note.appointment, whose, why: Clean::default(), step: Step::Why, year: see.now.year() };
        Dialog::of(title, fields, Body::Note(Box::new(Asked::Strike(Box::new(striking)))))
    }

    pub(super) fn asks(&self, form: &Form) -> Option<Query> {
        match &self.step {
            Step::Why | Step::Sure { .. } => None,
            Step::Who(_) => Some(Query::Clients { typed: form.value(0).to_string(), archived: false }),
            Step::Which { client, .. } => Some(Query::Client(*client)),
        }
    }

    pub(super) fn take(&mut self, answer: &Answer) {
        match (&mut self.step, &answer.reply) {
            (Step::Who(found), Reply::Clients(clients)) => found.clone_from(&clients.clients),
            (Step::Which { client, places, .. }, Reply::Client(Some(card))) => {
                *places = places_of(*client, card, self.session, self.year);
            }
            _ => {}
        }
    }

    /// The rows to choose from.
    pub(super) fn rows(&self) -> Vec<String> {
        match &self.step {
            Step::Why | Step::Sure { .. } => Vec::new(),
            Step::Who(found) => found.iter().map(|line| client_words(line, self.year)).collect(),
            Step::Which { places, .. } => places.iter().map(|(_, words)| words.clone()).collect(),
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
                if sheet.form.chosen(1) != Some(AGAIN) {
                    return vec![self.strike(None)];
                }
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
                let Some((of, words)) = places.get(place) else { return Vec::new() };
                let place = format!("{name}, {words}");
                *sheet.title = format!("Strike out the note of {}? ↵ does it, esc leaves the note as it is.", self.whose);
                self.step = Step::Sure { of: *of, place };
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
    pub(super) fn echo(&self, form: &Form) -> Vec<String> {
        let kept = "It is kept for the record, marked as struck out, and counts for nothing. This cannot be taken back.".to_owned();
        match &self.step {
            Step::Why if form.chosen(1) == Some(AGAIN) => vec![kept, "Next: for whom, and in which session.".into()],
            Step::Why => vec![kept],
            Step::Who(_) | Step::Which { .. } => Vec::new(),
            Step::Sure { place, .. } => vec![
                kept,
                format!("What it says becomes the draft for {place}; there it is looked at and signed anew."),
                format!("Why: {}", self.why),
                "The session it completed stays done, and alerts it added stay: change those by hand where they are wrong.".into(),
            ],
        }
    }
}

fn client_words(line: &ClientLine, year: i32) -> String {
    let date = |at: Option<chrono::NaiveDateTime>| at.map(|at| say::moment(at, year));
    let last = date(line.last).map(|at| format!("  last {at}")).unwrap_or_default();
    let next = date(line.next).map(|at| format!("  next {at}")).unwrap_or_default();
    format!("{}  {}{last}{next}", line.name, line.phones)
}

/// The sessions of a client that a note can be entered in, newest first, and a visit that was never booked.
fn places_of(client: ClientId, card: &ClientCard, not: Option<AppointmentId>, year: i32) -> Vec<(NoteOf, String)> {
    let near = |one: &&Appointment| one.status.holds() && Some(one.id) != not;
    let sessions = card.upcoming.iter().take(3).rev().chain(&card.past).filter(near).take(OFFERED);
    let words = |one: &Appointment| format!("{} ({})", say::moment(one.span.from(), year), one.status.word());
    let mut places: Vec<(NoteOf, String)> = sessions.map(|one| (NoteOf::Session(one.id), words(one))).collect();
    places.push((NoteOf::Visit(client), "a visit that was never booked".to_owned()));
    places
}
