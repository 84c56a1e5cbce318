//! Adding an alert, and changing one.
mod offers;
pub(in crate::tui) mod view;

use chrono::{Datelike, NaiveDate};

use super::{Act, Page, See};
use crate::domain::change::{Applied, Change, Edit, PeopleChange};
use crate::domain::ids::ClientId;
use crate::domain::people::alert::{Alert, AlertField, Level, NewAlert};
use crate::domain::people::alert_list::AlertKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::domain::wording::when;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};
use offers::Offers;

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save the alert"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

/// While the practice's list is offered for what is typed.
pub(in crate::tui) const OFFER_KEYS: &[Binding] = &[
    shown(&[Down], Command::Down, "choose", "choose from the practice's list; ↵ takes it"),
    shown(&[Enter], Command::TakeOffer, "next field", "the next field; takes what was chosen with the arrows"),
    quiet(&[Tab], Command::NextField, "the next field; what is typed stays as it is"),
    shown(&[Ctrl('s')], Command::Save, "save", "save the alert"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[Up], Command::Up, "the one before; above the list, the field before"),
    quiet(&[BackTab], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "a letter back"),
    quiet(&[Right], Command::ChoiceOn, "a letter on"),
];

const LEVEL: usize = 0;
const TEXT: usize = 1;
const HANDLING: usize = 2;
const SINCE: usize = 3;

/// The form, and the alert as it was when it was opened.
#[derive(Debug)]
pub struct AlertForm {
    client: ClientId,
    pub(super) name: Clean,
    pub(super) of: Option<Box<Alert>>,
    pub(super) form: Form,
    opened_with: Vec<Clean>,
    offers: Offers,
    /// Esc was pressed once with something typed.
    warned: bool,
}

impl AlertForm {
    pub fn add(client: ClientId, name: Clean) -> Self {
        let mut form = Self::new(client, name, None, Level::Care, ["", "", ""]);
        form.form.focus = TEXT;
        form
    }

    /// One for a red flag that was told at arrival: which of them is chosen or typed.
    pub fn red_flag(client: ClientId, name: Clean) -> Self {
        let mut form = Self::new(client, name, None, Level::Care, ["", "doctor first", ""]);
        form.form.focus = TEXT;
        form.offers.first = Some(AlertKind::RedFlag);
        form
    }

    pub fn edit(name: Clean, alert: &Alert) -> Self {
        let since = alert.since.map(|since| since.format("%-d %b %Y").to_string()).unwrap_or_default();
        let text = alert.text.clone().unwrap_or_default();
        let values = [text.as_str(), alert.handling.as_str(), since.as_str()];
        Self::new(alert.client, name, Some(Box::new(alert.clone())), alert.level, values)
    }

    fn new(client: ClientId, name: Clean, of: Option<Box<Alert>>, level: Level, [text, handling, since]: [&str; 3]) -> Self {
        let levels = ["note", "! care", "!! STOP, ask first"];
        let levels = levels.iter().zip(0..).map(|(words, place)| (Some(place), (*words).to_owned())).collect();
        let chosen = Level::ALL.iter().zip(0..).find(|(one, _)| **one == level).map(|(_, place)| place);
        let form = Form::new(vec![
            Field::choice("Level", "", levels, chosen),
            Field::text("What", "what must be known: apixaban since March", text),
            Field::text("Handling", "what follows from it: no deep pressure. The desk sees only this", handling),
            Field::text("Since", "3 nov · last week; may stay empty", since),
        ]);
        let opened_with = form.fields.iter().map(Field::value).collect();
        // What is in the file is offered nothing until it is typed anew.
        let offers = Offers::begin(of.is_some(), handling);
        Self { client, name, of, form, opened_with, offers, warned: false }
    }

    fn level(&self) -> Level {
        let place = self.form.chosen(LEVEL).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| Level::ALL.get(place).copied()).unwrap_or(Level::Care)
    }

    /// What the date is understood as; `None` when nothing is typed.
    pub(super) fn since(&self, see: &See<'_>) -> Result<Option<NaiveDate>, String> {
        let typed = self.form.value(SINCE);
        if typed.is_empty() {
            return Ok(None);
        }
        past_day(typed.as_str(), see).map(Some)
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.change(see) {
            Ok(Some(change)) => vec![Act::Do(Box::new(Change::People(change)))],
            Ok(None) => vec![Act::Close, Act::Say("Nothing was changed.".into())],
            Err((field, why)) => {
                self.form.focus = field;
                vec![Act::Refuse(why)]
            }
        }
    }

    /// The act; the field that cannot be read, with the sentence.
    fn change(&self, see: &See<'_>) -> Result<Option<PeopleChange>, (usize, String)> {
        let since = self.since(see).map_err(|why| (SINCE, why))?;
        let (text, handling) = (self.form.value(TEXT), self.form.value(HANDLING));
        let new = NewAlert { client: self.client, level: self.level(), text, handling, since };
        new.check().map_err(|why| (field_of(&why), why.to_string()))?;
        let Some(old) = &self.of else { return Ok(Some(PeopleChange::AddAlert(new))) };
        let fields: Vec<AlertField> = [
            Edit::of(old.level, new.level).map(AlertField::Level),
            Edit::of(old.text.clone().unwrap_or_default(), new.text).map(AlertField::Text),
            Edit::of(old.handling.clone(), new.handling).map(AlertField::Handling),
            Edit::of(old.since, new.since).map(AlertField::Since),
        ]
        .into_iter()
        .flatten()
        .collect();
        Ok((!fields.is_empty()).then_some(PeopleChange::EditAlert { id: old.id, fields }))
    }
}

/// A day that is over or today: without a year the latest such one.
fn past_day(text: &str, see: &See<'_>) -> Result<NaiveDate, String> {
    let (today, order) = (see.now.date(), see.directory.practice.order);
    if let Ok(date) = when::read_birth(text, today, order) {
        return Ok(date);
    }
    let date = when::read_day(text, today, order).map_err(|why| why.to_string())?;
    let last_year = date.with_year(date.year() - 1);
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let names_the_day = numbers.iter().any(|number| number.parse() == Ok(date.day())) && !text.contains(&date.year().to_string());
    match last_year {
        _ if date <= today => Ok(date),
        Some(before) if names_the_day && !text.starts_with("in ") && !text.starts_with('+') => Ok(before),
        _ => Err(format!("{} is still to come. Since when has it been so?", date.format("%-d %B %Y"))),
    }
}

fn field_of(why: &Refusal) -> usize {
    match why {
        Refusal::Field { field: "handling", .. } => HANDLING,
        _ => TEXT,
    }
}

impl Page for AlertForm {
    fn context(&self) -> Context {
        if self.offered().is_empty() { Context::AlertForm } else { Context::AlertOffers }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        !self.opened_with.iter().eq(self.form.fields.iter().map(Field::value).collect::<Vec<_>>().iter())
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        see.viewer.keeps_alert_list().then_some(Query::AlertList).into_iter().collect()
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::AlertList(list) = &answer.reply {
            self.offers.list.clone_from(list);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Save => return self.save(see),
            Command::NextField if self.form.is_last() => return self.save(see),
            Command::Down | Command::Up | Command::TakeOffer => self.walk_offers(command),
            Command::Back if !self.warned && self.is_unsaved(see) => {
                self.warned = true;
                return vec![Act::Refuse("This is not saved yet. ctrl-s saves it; esc again leaves without.".into())];
            }
            other => self.form.walk(other),
        }
        Vec::new()
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        if let Some(field) = self.form.current() {
            field.press(key);
        }
        self.typed();
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
        self.typed();
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Row(place) => self.take_offer(place),
            target => self.form.pointed(target),
        }
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        vec![Act::Close]
    }
}
