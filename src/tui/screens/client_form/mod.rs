//! Adding a client, and changing one.
pub(in crate::tui) mod view;

use chrono::{Datelike, NaiveDate};

use super::{Act, Page, Screen, See, client, merge};
use crate::domain::change::{Applied, Change, Edit, PeopleChange};
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::people::card::Double;
use crate::domain::people::client::{Client, ClientField, NewClient, age};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::domain::wording::when;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save the client"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Ctrl('g')], Command::Merge, "merge", "merge with the entry of the same person that is named below"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

const NAME: usize = 0;
const PREFERRED: usize = 1;
const PHONES: usize = 2;
const EMAIL: usize = 3;
const BORN: usize = 4;
const GUARDIAN: usize = 5;
const THERAPIST: usize = 6;
const SERVICE: usize = 7;
const PRESSURE: usize = 8;
const PREFERS: usize = 9;
const NOTE: usize = 10;

/// The form, and the client as it was when it was opened.
#[derive(Debug)]
pub struct ClientForm {
    pub(super) form: Form,
    pub(super) of: Option<Box<Client>>,
    pub(super) doubles: Vec<Double>,
    /// Esc was pressed once with something typed.
    warned: bool,
    /// Who answers for somebody of this birth date was asked.
    asked_guardian: Option<NaiveDate>,
}

impl ClientForm {
    /// A new client; `name` is what was typed when looking for them.
    pub fn add(see: &See<'_>, name: Clean) -> Self {
        let client = NewClient { name, ..NewClient::default() };
        Self { form: fields(see, &client), of: None, doubles: Vec::new(), warned: false, asked_guardian: None }
    }

    pub fn edit(see: &See<'_>, client: &Client) -> Self {
        let values = NewClient {
            name: client.name.clone(),
            preferred_name: client.preferred_name.clone(),
            phones: client.phones.clone(),
            email: client.email.clone(),
            born: client.born,
            guardian: client.guardian.clone(),
            therapist: client.therapist,
            service: client.service,
            pressure: client.pressure,
            note: client.note.clone(),
            prefers: client.prefers.clone(),
            archived: client.archived,
        };
        Self { form: fields(see, &values), of: Some(Box::new(client.clone())), doubles: Vec::new(), warned: false, asked_guardian: None }
    }

    /// What is typed, as a client; the field that cannot be read, with the sentence.
    fn read(&self, see: &See<'_>) -> Result<NewClient, (usize, String)> {
        let born = self.form.value(BORN);
        let born = if born.is_empty() {
            None
        } else {
            let read = when::read_birth(born.as_str(), see.now.date(), see.directory.practice.order);
            Some(read.map_err(|why| (BORN, why.to_string()))?)
        };
        let client = NewClient {
            name: self.form.value(NAME),
            preferred_name: self.form.value(PREFERRED),
            phones: self.form.value(PHONES),
            email: self.form.value(EMAIL),
            born,
            guardian: self.form.value(GUARDIAN),
            therapist: self.form.chosen(THERAPIST).map(StaffId),
            service: self.form.chosen(SERVICE).map(ServiceId),
            pressure: self.form.chosen(PRESSURE).and_then(|pressure| u32::try_from(pressure).ok()),
            note: self.form.value(NOTE),
            prefers: self.form.value(PREFERS),
            archived: self.of.as_ref().is_some_and(|client| client.archived),
        };
        client.check().map_err(|why| (field_of(&why), why.to_string()))?;
        Ok(client)
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        let new = match self.read(see) {
            Ok(new) => new,
            Err((field, why)) => {
                self.form.focus = field;
                return vec![Act::Refuse(why)];
            }
        };
        if let Some(question) = self.asks_guardian(&new, see) {
            self.form.focus = GUARDIAN;
            return vec![Act::Refuse(question)];
        }
        let change = match &self.of {
            None => PeopleChange::AddClient(new),
            Some(old) => {
                let fields = differences(old, new);
                if fields.is_empty() {
                    return vec![Act::Close, Act::Say("Nothing was changed.".into())];
                }
                PeopleChange::EditClient { id: old.id, fields }
            }
        };
        vec![Act::Do(Box::new(Change::People(change)))]
    }

    /// Who answers for somebody under 18 is asked once; the same birth date again saves without.
    fn asks_guardian(&mut self, new: &NewClient, see: &See<'_>) -> Option<String> {
        let born = new.born.filter(|_| new.guardian.is_empty())?;
        let years = age(born, see.now.date());
        let is_new = self.of.as_ref().is_none_or(|old| old.born != new.born || !old.guardian.is_empty());
        if years >= 18 || !is_new || self.asked_guardian.replace(born) == Some(born) {
            return None;
        }
        Some(format!("Born {}, {years} years old: who answers for them? ctrl-s again saves without.", born.year()))
    }

    /// What the birth date field is understood as.
    pub(super) fn born_echo(&self, see: &See<'_>) -> Option<Result<String, String>> {
        let typed = self.form.value(BORN);
        if typed.is_empty() {
            return None;
        }
        let read = when::read_birth(typed.as_str(), see.now.date(), see.directory.practice.order);
        Some(
            read.map(|born| format!("{}, {} years old", born.format("%-d %B %Y"), age(born, see.now.date())))
                .map_err(|why| why.to_string()),
        )
    }

    /// Both entries side by side; what is typed must be in the book before.
    fn merge_with(&self, place: usize, see: &See<'_>) -> Vec<Act> {
        let (Some(old), Some(double)) = (&self.of, self.doubles.get(place)) else { return Vec::new() };
        if self.is_changed(see) {
            return vec![Act::Refuse("Save what is typed here first (ctrl-s), then merge.".into())];
        }
        vec![Act::Open(Box::new(Screen::Merge(merge::Merge::new(old.id, double.client.id))))]
    }

    fn is_changed(&self, see: &See<'_>) -> bool {
        match (&self.of, self.read(see)) {
            (Some(old), Ok(new)) => !differences(old, new).is_empty(),
            (None, _) => self.form.fields.iter().any(|field| field.is_text() && !field.value().is_empty()),
            (Some(_), Err(_)) => true,
        }
    }
}

fn fields(see: &See<'_>, client: &NewClient) -> Form {
    let directory = see.directory;
    let mut therapists = vec![(None, "no preference".to_owned())];
    therapists.extend(directory.therapists().map(|staff| (Some(staff.id.0), staff.name.to_string())));
    let mut services = vec![(None, "none in particular".to_owned())];
    services.extend(directory.offered().map(|service| (Some(service.id.0), service.name.to_string())));
    let pressure = ["not asked", "1 light", "2", "3 medium", "4", "5 firm"];
    let pressures = pressure.iter().enumerate().map(|(n, words)| (i64::try_from(n).ok().filter(|n| *n > 0), (*words).to_owned())).collect();
    let born = client.born.map(|born| born.format("%-d %b %Y").to_string()).unwrap_or_default();
    Form::new(vec![
        Field::text("Name", "first and last name", client.name.as_str()),
        Field::text("Called", "what they like to be called, if it is another name", client.preferred_name.as_str()),
        Field::text("Phones", "several parted by commas", client.phones.as_str()),
        Field::text("E-mail", "name@place.com", client.email.as_str()),
        Field::text("Born", "4 mar 1985", &born),
        Field::text("Guardian", "who answers for somebody under 18", client.guardian.as_str()),
        Field::choice("Prefers", "", therapists, client.therapist.map(|id| id.0)),
        Field::choice("Usually", "", services, client.service.map(|id| id.0)),
        Field::choice("Pressure", "", pressures, client.pressure.map(i64::from)),
        Field::text("Likes to come", "mornings · tue pm, fri after 16:00", client.prefers.as_str()),
        Field::text("Desk note", "rings first · has a dog (never health)", client.note.as_str()),
    ])
}

/// The field that a refusal is about.
fn field_of(why: &Refusal) -> usize {
    match why {
        Refusal::Field { field: "email", .. } => EMAIL,
        Refusal::Field { field: "phones", .. } => PHONES,
        Refusal::Field { field: "preferred name", .. } => PREFERRED,
        Refusal::Field { field: "guardian", .. } => GUARDIAN,
        Refusal::Field { field: "note", .. } => NOTE,
        Refusal::Field { field: "prefers", .. } => PREFERS,
        _ => NAME,
    }
}

fn differences(old: &Client, new: NewClient) -> Vec<ClientField> {
    let texts = [
        Edit::of(old.name.clone(), new.name).map(ClientField::Name),
        Edit::of(old.preferred_name.clone(), new.preferred_name).map(ClientField::PreferredName),
        Edit::of(old.phones.clone(), new.phones).map(ClientField::Phones),
        Edit::of(old.email.clone(), new.email).map(ClientField::Email),
        Edit::of(old.born, new.born).map(ClientField::Born),
        Edit::of(old.guardian.clone(), new.guardian).map(ClientField::Guardian),
        Edit::of(old.therapist, new.therapist).map(ClientField::Therapist),
        Edit::of(old.service, new.service).map(ClientField::Service),
        Edit::of(old.pressure, new.pressure).map(ClientField::Pressure),
        Edit::of(old.prefers.clone(), new.prefers).map(ClientField::Prefers),
        Edit::of(old.note.clone(), Clean::line(new.note.as_str())).map(ClientField::Note),
    ];
    texts.into_iter().flatten().collect()
}

impl Page for ClientForm {
    fn context(&self) -> Context {
        Context::ClientForm
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, see: &See<'_>) -> bool {
        self.is_changed(see)
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        let (name, phones) = (self.form.value(NAME), self.form.value(PHONES));
        vec![Query::Doubles { name, phones, except: self.of.as_ref().map(|client| client.id) }]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Doubles(doubles) = &answer.reply {
            self.doubles.clone_from(doubles);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Save => self.save(see),
            Command::Merge => self.merge_with(0, see),
            Command::NextField if self.form.is_last() => self.save(see),
            Command::NextField | Command::PreviousField => {
                self.form.step(command == Command::PreviousField);
                Vec::new()
            }
            Command::ChoiceBack | Command::ChoiceOn => {
                self.form.walk(command);
                Vec::new()
            }
            Command::Back if !self.warned && self.is_changed(see) => {
                self.warned = true;
                vec![Act::Refuse("This is not saved yet. ctrl-s saves it; esc again leaves without.".into())]
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        if let Some(field) = self.form.current() {
            field.press(key);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Field(_) | Target::Choice(..) => self.form.pointed(target),
            Target::Row(row) if self.of.is_some() => return self.merge_with(row, see),
            Target::Row(row) => {
                if let Some(double) = self.doubles.get(row) {
                    return vec![Act::Open(Box::new(Screen::Client(client::Card::new(double.client.id))))];
                }
            }
            Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => {}
        }
        Vec::new()
    }

    fn why_not(&self, command: Command, _see: &See<'_>) -> Option<String> {
        let nobody = self.of.is_none() || self.doubles.is_empty();
        (command == Command::Merge && nobody).then(|| "There is no other entry of this name or phone to merge with.".to_owned())
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        let mut acts = vec![Act::Close];
        if self.of.is_none()
            && let Some(id) = applied.client
        {
            acts.push(Act::Open(Box::new(Screen::Client(client::Card::new(id)))));
        }
        acts
    }
}
