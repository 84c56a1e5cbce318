//! When a client cannot come: from, to, and which appointments that hits.
pub(in crate::tui) mod view;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Act, Page, See, client};
use crate::domain::book::decide::Hit;
use crate::domain::change::{Applied, Change, NewAbsence, PracticeChange};
use crate::domain::ids::ClientId;
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::{say, when};
use crate::tui::acts::open_appointment;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save when the client is away"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
];

const FROM: usize = 0;
const TO: usize = 1;
const REASON: usize = 2;

/// The form, and the absence as it was when it was opened.
#[derive(Debug)]
pub struct ClientAway {
    client: ClientId,
    pub(super) name: Clean,
    pub(super) of: Option<Box<Absence>>,
    pub(super) form: Form,
    /// What it would leave to decide; `None` while nothing is read or answered.
    pub(super) hits: Option<Vec<Hit>>,
    opened_with: Vec<Clean>,
    warned: bool,
}

impl ClientAway {
    pub fn add(client: ClientId, name: Clean) -> Self {
        Self::new(client, name, None, ["", "", ""])
    }

    pub fn edit(see: &See<'_>, client: ClientId, name: Clean, absence: &Absence) -> Self {
        let (from, to) = edges(&absence.span, see.now.year());
        Self::new(client, name, Some(Box::new(absence.clone())), [&from, &to, absence.reason.as_str()])
    }

    fn new(client: ClientId, name: Clean, of: Option<Box<Absence>>, [from, to, reason]: [&str; 3]) -> Self {
        let form = Form::new(vec![
            Field::text("From", "24 dec · mon · fri 14:00", from),
            Field::text("To", "the last day, 6 jan · or a time; empty: that one day", to),
            Field::text("Reason", "holidays, abroad; may stay empty (never health)", reason),
        ]);
        let opened_with = form.fields.iter().map(Field::value).collect();
        Self { client, name, of, form, hits: None, opened_with, warned: false }
    }

    /// The stretch typed; the field that cannot be read, with the sentence.
    pub(super) fn span(&self, see: &See<'_>) -> Result<Span, (usize, String)> {
        let from = edge(self.form.value(FROM).as_str(), see.now.date(), see, false).map_err(|why| (FROM, why))?;
        let to = self.form.value(TO);
        let to = if to.is_empty() {
            from.date().succ_opt().unwrap_or(from.date()).and_time(NaiveTime::MIN)
        } else {
            edge(to.as_str(), from.date(), see, true).map_err(|why| (TO, why))?
        };
        Span::new(from, to)
            .ok_or_else(|| (TO, format!("It would end before it begins, on {}. Say a later day.", say::full_day(from.date()))))
    }

    fn change(&self, see: &See<'_>) -> Result<Change, (usize, String)> {
        let new = NewAbsence { of: Absent::Client(self.client), span: self.span(see)?, reason: self.form.value(REASON) };
        Ok(Change::Practice(match &self.of {
            None => PracticeChange::AddAbsence(new),
            Some(old) => PracticeChange::EditAbsence { id: old.id, seen: client::as_new(old), new },
        }))
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.change(see) {
            Ok(_) if self.of.is_some() && !self.is_unsaved(see) => vec![Act::Close, Act::Say("Nothing was changed.".into())],
            Ok(change) => vec![Act::Do(Box::new(change))],
            Err((field, why)) => {
                self.form.focus = field;
                vec![Act::Refuse(why)]
            }
        }
    }

    fn preview(&self, see: &See<'_>) -> Option<Query> {
        self.change(see).ok().map(|change| Query::Preview(Box::new(change)))
    }
}

/// A day, or a day with a time, as the beginning or the end of a stretch.
fn edge(text: &str, near: NaiveDate, see: &See<'_>, is_end: bool) -> Result<NaiveDateTime, String> {
    let order = see.directory.practice.order;
    match when::read_day(text, near, order) {
        Ok(day) if is_end => Ok(day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN)),
        Ok(day) => Ok(day.and_time(NaiveTime::MIN)),
        Err(why) => when::read_moment(text, near.and_time(NaiveTime::MIN), near, order).map_err(|_| why.to_string()),
    }
}

/// Both edges in words that are read back as themselves.
fn edges(span: &Span, year: i32) -> (String, String) {
    let words = |at: NaiveDateTime, last: NaiveDateTime| {
        if at.time() == NaiveTime::MIN { last.date().format("%-d %b %Y").to_string() } else { say::moment(at, year) }
    };
    (words(span.from(), span.from()), words(span.to(), span.to() - chrono::TimeDelta::minutes(1)))
}

impl Page for ClientAway {
    fn context(&self) -> Context {
        Context::ClientAway
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.opened_with != self.form.fields.iter().map(Field::value).collect::<Vec<_>>()
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        self.preview(see).into_iter().collect()
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Preview(Ok(hits)) = &answer.reply {
            self.hits = Some(hits.clone());
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Save => return self.save(see),
            Command::NextField if self.form.is_last() => return self.save(see),
            Command::Back if !self.warned && self.is_unsaved(see) => {
                self.warned = true;
                return vec![Act::Refuse("This is not saved yet. ctrl-s saves it; esc again leaves without.".into())];
            }
            other => self.form.walk(other),
        }
        Vec::new()
    }

    fn press(&mut self, key: Key, see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        let before = self.preview(see);
        // "fr" and "fri" are the same question, which is not asked again.
        if self.form.current().is_some_and(|field| field.press(key)) && self.form.focus != REASON && self.preview(see) != before {
            self.hits = None;
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, see: &See<'_>) {
        let before = self.preview(see);
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
        if self.preview(see) != before {
            self.hits = None;
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        if let Target::Row(row) = target {
            let hit = self.hits.as_ref().and_then(|hits| hits.get(row));
            return hit.map(|hit| open_appointment(hit.appointment.id)).into_iter().collect();
        }
        self.form.pointed(target);
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        vec![Act::Close]
    }
}
