//! Opening a plan, changing one, and the plan that follows another.
mod fields;
pub(in crate::tui) mod view;

use super::booking::Booking;
use super::{Act, Page, Screen, See};
use crate::domain::book::series::list::Listed;
use crate::domain::care::change::{CareChange, Reassessing};
use crate::domain::care::finding::Nrs;
use crate::domain::care::glance::Record;
use crate::domain::care::plan::{NewPlan, Outcome, Plan};
use crate::domain::care::template::{self, Template};
use crate::domain::change::{Applied, Change};
use crate::domain::ids::ClientId;
use crate::domain::text::Clean;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save the plan"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Ctrl('r')], Command::WithAppointments, "with appointments", "save it together with a standing appointment for its visits"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

/// What becomes of the form.
#[derive(Debug)]
pub(super) enum What {
    New,
    Edit(Box<Plan>),
    /// It closes another plan and follows it.
    Next(Box<Reassessing>),
}

/// The form, and the plan as it was when it was opened.
#[derive(Debug)]
pub struct PlanForm {
    pub(super) name: Clean,
    pub(super) what: What,
    /// The plan that the form was begun with.
    pub(super) begun: NewPlan,
    pub(super) form: Form,
    standing: Vec<Listed>,
    /// Pain before the last session that was told, with its date in words.
    pub(super) last: Option<(Nrs, chrono::NaiveDate)>,
    opened_with: Vec<Clean>,
    /// Esc was pressed once with something typed.
    warned: bool,
}

impl PlanForm {
    /// A new plan for a client.
    pub fn add(client: ClientId, name: Clean, see: &See<'_>) -> Self {
        let modality = see.directory.offered().next().map(|service| service.modality.clone()).unwrap_or_default();
        Self::new(name, What::New, fields::blank(client, see.now.date(), modality.as_str()))
    }

    pub fn edit(name: Clean, plan: &Plan) -> Self {
        Self::new(name, What::Edit(Box::new(plan.clone())), plan.terms.clone())
    }

    /// The plan that an outcome opens; saved together with the decision.
    pub fn follow(name: Clean, plan: &Plan, looked: Reassessing) -> Self {
        let (template, modality) = match looked.outcome {
            Outcome::Taper => (Some(Template::Taper), None),
            Outcome::Maintain => (Some(Template::Maintenance), None),
            Outcome::ChangeModality => (None, Some("")),
            Outcome::Continue | Outcome::Pause | Outcome::ReferOut | Outcome::Discharge | Outcome::Stop => (None, None),
        };
        let next = fields::next(&plan.terms, plan.id, looked.on, template, modality);
        let mut form = Self::new(name, What::Next(Box::new(looked)), next);
        if modality.is_some() {
            form.form.focus = fields::MODALITY;
        }
        form
    }

    fn new(name: Clean, what: What, begun: NewPlan) -> Self {
        let form = fields::form(&begun, !matches!(what, What::Edit(_)));
        let opened_with = form.fields.iter().map(Field::value).collect();
        Self { name, what, begun, form, standing: Vec::new(), last: None, opened_with, warned: false }
    }

    pub(super) fn read(&self) -> Result<NewPlan, (usize, String)> {
        fields::read(&self.form, &self.begun)
    }

    /// "weekly, 8 visits, check after 4".
    pub(super) fn echo(&self) -> Result<String, String> {
        let plan = self.read().map_err(|(_, why)| why)?;
        Ok(template::words(plan.cadence, plan.visits, Some(plan.reassess)))
    }

    fn refuse(&mut self, (field, why): (usize, String)) -> Vec<Act> {
        self.form.focus = field;
        vec![Act::Refuse(why)]
    }

    fn save(&mut self) -> Vec<Act> {
        let new = match self.read() {
            Ok(new) => new,
            Err(why) => return self.refuse(why),
        };
        if self.is_same_modality(&new) {
            let why = "Which modality is it now? deep tissue · myofascial release · …".to_owned();
            return self.refuse((fields::MODALITY, why));
        }
        let change = match &self.what {
            What::New => CareChange::OpenPlan(Box::new(new)),
            What::Edit(old) => {
                let fields = fields::differences(&old.terms, new);
                if fields.is_empty() {
                    return vec![Act::Close, Act::Say("Nothing was changed.".into())];
                }
                CareChange::EditPlan { id: old.id, fields }
            }
            What::Next(looked) => CareChange::Reassess(Box::new(Reassessing { next: Some(Box::new(new)), ..looked.as_ref().clone() })),
        };
        vec![Act::Do(Box::new(Change::Care(change)))]
    }

    /// Whether another modality was decided on and none is named.
    fn is_same_modality(&self, new: &NewPlan) -> bool {
        matches!(&self.what, What::Next(looked) if looked.outcome == Outcome::ChangeModality && new.modality.is_empty())
    }

    /// On to the booking form, whose dates save the plan with them.
    fn with_appointments(&mut self, see: &See<'_>) -> Vec<Act> {
        if !matches!(self.what, What::New) {
            let save = see.key(Context::PlanForm, Command::Save);
            return vec![Act::Refuse(format!(
                "Only a new plan is saved together with its appointments. {save} saves this one; its standing appointment is chosen here."
            ))];
        }
        let plan = match self.read() {
            Ok(plan) => plan,
            Err(why) => return self.refuse(why),
        };
        if plan.series.is_some() {
            return self.refuse((
                fields::SERIES,
                "This standing appointment holds its visits already. Choose none here, and another one is made.".to_owned(),
            ));
        }
        let several = plan.cadence.times > 1;
        let often = plan.cadence.words();
        let mut acts = vec![Act::Open(Box::new(Screen::Booking(Booking::of_plan(plan, self.name.as_str(), see))))];
        if several {
            let many = self.form.value(fields::VISITS);
            let times = if many.is_empty() { String::new() } else { format!(" x{many}") };
            acts.push(Act::Say(format!("It comes {often}: say in Repeats on which days, like “mon and thu{times}”.")));
        }
        acts
    }

    /// What a key has changed may make it another template.
    fn changed(&mut self) {
        match self.form.focus {
            fields::TEMPLATE => fields::fill(&mut self.form),
            fields::VISITS | fields::CADENCE | fields::REASSESS => {
                if let Ok(plan) = fields::read(&self.form, &self.begun) {
                    fields::name_template(&mut self.form, &plan);
                }
            }
            _ => {}
        }
    }

    /// What is known of the client proposes the pain that progress is compared with.
    fn hear(&mut self, record: &Record) {
        let told = record.notes.iter().rev().find_map(|note| Some((note.before?, note.at.date())));
        self.last = told;
        let is_as_opened = self.opened_with == self.values();
        if let (Some((pain, _)), false, true) = (told, matches!(self.what, What::Edit(_)), self.form.value(fields::BASELINE).is_empty()) {
            self.form.fields[fields::BASELINE].suggest(&pain.get().to_string());
            if is_as_opened {
                self.opened_with = self.values();
            }
        }
    }

    fn values(&self) -> Vec<Clean> {
        self.form.fields.iter().map(Field::value).collect()
    }
}

impl Page for PlanForm {
    fn context(&self) -> Context {
        Context::PlanForm
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        matches!(self.what, What::Next(_)) || self.opened_with != self.values()
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Record(self.begun.client), Query::Standing { client: Some(self.begun.client) }]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Record(Some(record)) if self.last.is_none() => self.hear(record),
            Reply::Standing(lines) => {
                let as_opened = self.opened_with == self.values();
                self.standing.clone_from(lines);
                self.form.fields[fields::SERIES].offer(fields::series(&self.standing, self.begun.series));
                if as_opened {
                    self.opened_with = self.values();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Save => return self.save(),
            Command::WithAppointments => return self.with_appointments(see),
            Command::NextField if self.form.is_last() => return self.save(),
            Command::Back if !self.warned && self.is_unsaved(see) => {
                self.warned = true;
                return vec![Act::Refuse("This is not saved yet. ctrl-s saves it; esc again leaves without.".into())];
            }
            other => {
                self.form.walk(other);
                if matches!(other, Command::ChoiceBack | Command::ChoiceOn) {
                    self.changed();
                }
            }
        }
        Vec::new()
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        if self.form.current().is_some_and(|field| field.press(key)) {
            self.changed();
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
        self.changed();
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        self.form.pointed(target);
        if matches!(target, Target::Choice(..)) {
            self.changed();
        }
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        match self.what {
            // The screen of the decision lies beneath, and is done with too.
            What::Next(_) => vec![Act::Close, Act::Close],
            What::New | What::Edit(_) => vec![Act::Close],
        }
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        command != Command::WithAppointments || matches!(self.what, What::New)
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.begun.client)
    }
}
