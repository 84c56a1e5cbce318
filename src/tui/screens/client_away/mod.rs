//! When a client cannot come: from, to, and which appointments that hits.
pub(in crate::tui) mod view;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Act, Page, See, client};
use crate::domain::book::decide::Hit;
use crate::domain::book::series::act::SeriesAct;
use crate::domain::book::series::away::{self, Meanwhile};
use crate::domain::book::series::{DateRow, Series};
use crate::domain::change::{Applied, BookChange, Change, NewAbsence, PracticeChange};
use crate::domain::ids::ClientId;
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::{say, when};
use crate::tui::acts::open_appointment;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save when the client is away"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

const FROM: usize = 0;
const TO: usize = 1;
const REASON: usize = 2;
/// Only there where dates of a standing appointment lie within.
const DATES: usize = 3;

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
    /// The client's standing appointments.
    standing: Vec<(Series, Vec<DateRow>)>,
    /// What shall be saved, while its dates at the end are judged.
    judging: Option<Vec<SeriesAct>>,
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
        Self { client, name, of, form, hits: None, opened_with, warned: false, standing: Vec::new(), judging: None }
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

    fn absence(&self, see: &See<'_>) -> Result<NewAbsence, (usize, String)> {
        Ok(NewAbsence { of: Absent::Client(self.client), span: self.span(see)?, reason: self.form.value(REASON) })
    }

    /// What was chosen for the dates that lie within.
    fn meanwhile(&self) -> Meanwhile {
        match self.form.fields.get(DATES).and_then(Field::chosen) {
            Some(1) => Meanwhile::Skip,
            Some(2) => Meanwhile::AtTheEnd,
            _ => Meanwhile::Decide,
        }
    }

    fn skips(&self, meanwhile: Meanwhile, see: &See<'_>) -> Vec<SeriesAct> {
        self.absence(see).map(|absence| away::skips(&self.standing, &absence, meanwhile, see.now)).unwrap_or_default()
    }

    /// "3 standing dates are skipped", in the words of what was chosen.
    pub(super) fn skip_words(&self, see: &See<'_>) -> Option<String> {
        let acts = self.skips(self.meanwhile(), see);
        let skipped = away::skipped(&acts);
        let more: usize = acts.iter().map(|act| act.asked().len()).sum();
        let then = match self.meanwhile() {
            Meanwhile::AtTheEnd if more == 0 => ", none is put at the end: it goes on anyway".to_owned(),
            Meanwhile::AtTheEnd => format!(", {more} come at the end"),
            Meanwhile::Decide | Meanwhile::Skip => String::new(),
        };
        let what = say::count(skipped, "standing date is", "standing dates are");
        (skipped > 0).then(|| format!("{what} skipped{then}."))
    }

    /// Dates of a standing appointment in it can be skipped; where there are none, nothing is asked about them.
    fn ask_about_dates(&mut self, see: &See<'_>) {
        let within = !self.skips(Meanwhile::Skip, see).is_empty();
        let is_asked = self.form.fields.len() > DATES;
        if within && !is_asked {
            let options = vec![
                (None, "left to decide".to_owned()),
                (Some(1), "skipped".to_owned()),
                (Some(2), "skipped, as many at the end".to_owned()),
            ];
            self.form.fields.push(Field::choice("Dates", "", options, None));
        } else if !within && is_asked && self.form.focus != DATES {
            self.form.fields.truncate(DATES);
        }
    }

    fn review(&self) -> Option<Query> {
        let acts = self.judging.as_ref()?;
        Some(Query::Review {
            asked: acts.iter().flat_map(SeriesAct::asked).collect(),
            leaving: acts.iter().flat_map(SeriesAct::leaving).collect(),
            any_room: acts.iter().all(|act| act.terms().room.is_none()),
        })
    }

    fn change(&self, see: &See<'_>) -> Result<Change, (usize, String)> {
        let new = self.absence(see)?;
        Ok(Change::Practice(match &self.of {
            None => PracticeChange::AddAbsence(new),
            Some(old) => PracticeChange::EditAbsence { id: old.id, seen: client::as_new(old), new },
        }))
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.change(see) {
            Ok(_) if self.of.is_some() && !self.is_unsaved(see) => vec![Act::Close, Act::Say("Nothing was changed.".into())],
            Ok(change) => {
                let acts = self.skips(self.meanwhile(), see);
                if acts.is_empty() {
                    return vec![Act::Do(Box::new(change))];
                }
                if acts.iter().all(|act| act.asked().is_empty()) {
                    return vec![Act::Do(Box::new(Change::Book(BookChange::Series(acts))))];
                }
                self.judging = Some(acts);
                Vec::new()
            }
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
        let standing = self.of.is_none().then_some(Query::SeriesOf(self.client));
        self.preview(see).into_iter().chain(standing).chain(self.review()).collect()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Preview(Ok(hits)) => {
                self.hits = Some(hits.clone());
                self.ask_about_dates(see);
            }
            Reply::SeriesOf(all) => {
                self.standing.clone_from(all);
                self.ask_about_dates(see);
            }
            // What meets something at the end is left to decide, and said so in the notice.
            Reply::Reviewed(judged) => {
                let acts = self.judging.take().into_iter().flatten().map(|mut act| {
                    act.leave_open(judged);
                    act
                });
                let acts: Vec<SeriesAct> = acts.collect();
                return if acts.is_empty() { Vec::new() } else { vec![Act::Do(Box::new(Change::Book(BookChange::Series(acts))))] };
            }
            _ => {}
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
        if self.form.current().is_some_and(|field| field.press(key)) && self.form.focus < REASON && self.preview(see) != before {
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
