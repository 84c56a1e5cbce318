//! The five questions at arrival, and red flags where they are due: a key each, every one may be left out, and all can be asked again later.
mod answering;
pub(in crate::tui) mod view;

use super::{Act, Page, Screen, See, alert_form};
use crate::domain::care::arrival::Answers;
use crate::domain::care::change::CareChange;
use crate::domain::care::glance::Glance;
use crate::domain::change::{Applied, Change};
use crate::domain::ids::AppointmentId;
use crate::domain::people::alert_list::ListedAlert;
use crate::domain::text::Clean;
use crate::tui::form::Field;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Backspace, Ctrl, Delete, Down, Enter, Esc, Tab, Up};
use answering::Question;

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter, Tab, Down], Command::NextField, "next", "the next question; after the last one, save"),
    shown(&[Ctrl('s')], Command::Save, "save", "save the answers"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the question before"),
];

/// The questions, with what is answered so far.
#[derive(Debug)]
pub struct Arrival {
    id: AppointmentId,
    name: Clean,
    /// For whom they are asked, and what was answered before.
    pub(super) glance: Option<Box<Glance>>,
    pub(super) answers: Answers,
    pub(super) at: Question,
    /// Red flags are asked about too.
    pub(super) red_flags: bool,
    /// The practice's list.
    pub(super) listed: Vec<ListedAlert>,
    /// What has changed, in words.
    pub(super) changed: Field,
    /// The question whose number is being typed: its next digit goes on with it. Any other number is replaced.
    pub(super) digits_of: Option<Question>,
    /// A point was typed behind a number: what comes after it is no answer to anything.
    pub(super) behind_point: bool,
    /// Esc was pressed once with something answered.
    warned: bool,
}

impl Arrival {
    pub fn new(id: AppointmentId, name: Clean) -> Self {
        Self {
            id,
            name,
            glance: None,
            answers: Answers::default(),
            at: Question::Health,
            red_flags: false,
            listed: Vec::new(),
            changed: Field::text("", "what has changed, in words", ""),
            digits_of: None,
            behind_point: false,
            warned: false,
        }
    }

    pub(super) fn name(&self) -> &str {
        self.name.as_str()
    }

    fn seen(&self) -> Option<&Answers> {
        self.glance.as_ref()?.answers.as_ref()
    }

    /// All answers, the typed words too.
    pub(super) fn all(&self) -> Answers {
        let changed = if self.answers.unchanged == Some(false) { self.changed.value() } else { Clean::default() };
        Answers { changed, ..self.answers.clone() }
    }

    fn save(&self) -> Vec<Act> {
        let new = self.all();
        if self.glance.is_none() || self.seen().cloned().unwrap_or_default() == new {
            return vec![Act::Close, Act::Say("Nothing was answered or changed.".into())];
        }
        if let Err(why) = new.check() {
            return vec![Act::Refuse(why.to_string())];
        }
        vec![Act::Do(Box::new(Change::Care(CareChange::Answer { appointment: self.id, seen: self.seen().cloned(), new })))]
    }
}

impl Page for Arrival {
    fn context(&self) -> Context {
        Context::Arrival
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.glance.is_some() && self.seen().cloned().unwrap_or_default() != self.all()
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Glance(self.id), Query::AlertList]
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        if let Reply::AlertList(listed) = &answer.reply {
            self.listed.clone_from(listed);
        }
        if let Reply::Glance(glance) = &answer.reply {
            // What is answered here stays when somebody else writes meanwhile; saving says so.
            let answered = self.is_unsaved(see);
            let early = self.glance.is_none().then(|| self.all());
            self.glance.clone_from(glance);
            self.red_flags = glance.as_ref().is_some_and(|glance| glance.asks_red_flags(see.now));
            if !answered {
                // What was answered before the file said anything stands over what it says.
                self.answers = early.unwrap_or_default().over(self.seen().cloned().unwrap_or_default());
                let changed = self.answers.changed.clone();
                self.changed.set(changed.as_str());
            }
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        self.digits_of = None;
        match command {
            Command::Save => return self.save(),
            Command::NextField => match self.next(self.at) {
                Some(next) => self.at = next,
                None => return self.save(),
            },
            Command::PreviousField => self.at = self.previous(self.at),
            Command::Back if !self.warned && self.is_unsaved(see) => {
                self.warned = true;
                return vec![Act::Refuse("The answers are not saved yet. ctrl-s saves them; esc again leaves without.".into())];
            }
            _ => {}
        }
        Vec::new()
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        match (self.at, key) {
            (Question::Changed, _) => {
                self.changed.press(key);
            }
            (at, Key::Char(c)) => return self.answer(at, c),
            (at, Backspace | Delete | Ctrl('u')) => self.clear(at),
            _ => {}
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        if self.at == Question::Changed {
            self.changed.paste(text);
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Row(row) => {
                self.at = self.shown().get(row).copied().unwrap_or(self.at);
                Vec::new()
            }
            Target::Choice(row, place) => {
                let at = self.shown().get(row).copied().unwrap_or(self.at);
                let key = at.keys().get(place).map(|(key, _)| *key);
                key.map(|key| self.answer(at, key)).unwrap_or_default()
            }
            Target::Field(_) | Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => Vec::new(),
        }
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        let told_before = self.seen().is_some_and(|seen| seen.red_flags == Some(true));
        let mut acts = vec![Act::Close];
        if let Some(glance) = self.glance.as_ref().filter(|_| self.answers.red_flags == Some(true) && !told_before) {
            // Which of them was told is what the next one in front of this client has to know.
            let form = alert_form::AlertForm::red_flag(glance.client.id, glance.client.name.clone());
            acts.push(Act::Open(Box::new(Screen::AlertForm(form))));
        }
        acts
    }
}
