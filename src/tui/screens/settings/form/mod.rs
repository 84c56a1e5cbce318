//! One form for everything the practice is made of. While it can be read it asks what it would hit, and shows it before saving.
mod absence;
mod alert;
mod hours;
mod practice;
mod room;
pub(in crate::tui) mod service;
mod staff;
pub(in crate::tui) mod view;

use crate::domain::book::decide::Hit;
use crate::domain::change::{Applied, Change, PracticeChange};
use crate::domain::ids::StaffId;
use crate::domain::people::alert_list::ListedAlert;
use crate::domain::people::staff::Staff;
use crate::domain::practice::Practice;
use crate::domain::practice::hours::{Absence, Absent, KeptShift};
use crate::domain::practice::room::Room;
use crate::domain::practice::service::Service;
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::hours::Pattern;
use crate::tui::dialog::Dialog;
use crate::tui::form::Form;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::{Act, Page, See};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Ctrl('s')], Command::Save, "save", "save; what it hits is shown first"),
    shown(&[Enter, Tab, Down], Command::NextField, "next field", "the next field; after the last one, save"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is saved"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

/// What the form is about, as it was when it was opened; nothing for a new one.
#[derive(Debug, Clone)]
pub enum Of {
    Practice(Box<Practice>),
    Staff(Option<Box<Staff>>),
    Service(Option<Box<Service>>),
    Room(Option<Box<Room>>),
    Hours(Option<Pattern>),
    Absence(Option<Box<Absence>>),
    Alert(Option<Box<ListedAlert>>),
}

/// What cannot be read: the field, and the sentence.
type Unread = (usize, String);

/// What a change would hit, or why it would be refused.
pub(super) type Foreseen = Result<Vec<Hit>, Refusal>;

/// The form, and what it would hit.
#[derive(Debug)]
pub struct ThingForm {
    pub(super) of: Of,
    pub(super) form: Form,
    /// Everybody's hours, for those that end where new ones begin.
    hours: Vec<KeptShift>,
    /// What the file said to the change as it was read then.
    preview: Option<(Box<Change>, Foreseen)>,
    /// Saving waits for the answer.
    wanted: bool,
    /// Esc was pressed once with something typed.
    warned: bool,
    /// The fields as they were when it was opened.
    begun: Vec<Clean>,
    /// The name that somebody else has too, once that was said.
    told_namesake: Option<Clean>,
}

impl ThingForm {
    pub fn new(of: Of, see: &See<'_>) -> Self {
        let form = match &of {
            Of::Practice(practice) => practice::fields(practice),
            Of::Staff(staff) => staff::fields(staff.as_deref(), see.directory),
            Of::Service(service) => service::fields(service.as_deref()),
            Of::Room(room) => room::fields(room.as_deref()),
            Of::Hours(pattern) => hours::fields(pattern.as_ref(), see),
            Of::Absence(absence) => absence::fields(absence.as_deref(), see),
            Of::Alert(alert) => alert::fields(alert.as_deref()),
        };
        let mut new =
            Self { of, form, hours: Vec::new(), preview: None, wanted: false, warned: false, begun: Vec::new(), told_namesake: None };
        // Whose hours it is about is known by then.
        if matches!(new.of, Of::Hours(Some(_))) {
            new.form.focus = hours::HOURS;
        }
        new.begin();
        new
    }

    /// A block of a therapist's time, as it is selected on the day.
    pub fn block(staff: Option<StaffId>, span: Span, see: &See<'_>) -> Self {
        let mut new = Self::new(Of::Absence(None), see);
        absence::begin_block(&mut new.form, staff, span);
        new.begin();
        new
    }

    /// Opens an absence that is in the book.
    pub fn of_absence(absence: &Absence, see: &See<'_>) -> Option<Self> {
        let known = !matches!(absence.of, Absent::Client(_));
        known.then(|| Self::new(Of::Absence(Some(Box::new(absence.clone()))), see))
    }

    /// Hours for this therapist.
    pub(super) fn choose_staff(&mut self, staff: StaffId) {
        if matches!(self.of, Of::Hours(None)) {
            self.form.fields[hours::WHO].choose(Some(staff.0));
            self.form.focus = hours::HOURS;
            self.begin();
        }
    }

    fn begin(&mut self) {
        self.begun = self.values();
    }

    fn values(&self) -> Vec<Clean> {
        self.form.fields.iter().map(crate::tui::form::Field::value).collect()
    }

    fn is_changed(&self) -> bool {
        self.begun != self.values()
    }

    /// What is typed as a change; nothing when it changes nothing.
    fn read(&self, see: &See<'_>) -> Result<Option<Box<Change>>, Unread> {
        let change = match &self.of {
            Of::Practice(seen) => practice::read(&self.form, seen)?,
            Of::Staff(seen) => staff::read(&self.form, seen.as_deref(), see)?,
            Of::Service(seen) => service::read(&self.form, seen.as_deref())?,
            Of::Room(seen) => room::read(&self.form, seen.as_deref())?,
            Of::Hours(seen) => hours::read(&self.form, seen.as_ref(), &self.hours, see)?,
            Of::Absence(seen) => absence::read(&self.form, seen.as_deref(), see)?,
            Of::Alert(seen) => alert::read(&self.form, seen.as_deref())?,
        };
        Ok(change.map(|change| Box::new(Change::Practice(change))))
    }

    /// What was understood, in words.
    pub(super) fn echo(&self, see: &See<'_>) -> Option<Result<String, String>> {
        match &self.of {
            Of::Practice(_) | Of::Service(_) | Of::Room(_) => None,
            Of::Alert(_) => Some(Ok(alert::echo(&self.form).to_owned())),
            Of::Staff(_) => staff::echo(&self.form, see),
            Of::Hours(_) => hours::echo(&self.form, see),
            Of::Absence(_) => Some(absence::echo(&self.form, see)),
        }
    }

    /// What would be lost by it, in words.
    pub(super) fn loses(&self, see: &See<'_>) -> Vec<String> {
        match &self.of {
            Of::Hours(seen) => hours::loses(&self.form, seen.as_ref(), &self.hours, see),
            Of::Practice(_) | Of::Staff(_) | Of::Service(_) | Of::Room(_) | Of::Absence(_) | Of::Alert(_) => Vec::new(),
        }
    }

    pub(super) fn title(&self) -> String {
        match &self.of {
            Of::Practice(_) => "The practice".into(),
            Of::Staff(None) => "Somebody new".into(),
            Of::Staff(Some(staff)) => format!("Edit {}", staff.name),
            Of::Service(None) => "A new service".into(),
            Of::Service(Some(service)) => format!("Edit {}", service.name),
            Of::Room(None) => "A new room".into(),
            Of::Room(Some(room)) => format!("Edit {}", room.name),
            Of::Hours(None) => "New hours".into(),
            Of::Hours(Some(_)) => "Edit hours".into(),
            Of::Absence(None) => "A new absence".into(),
            Of::Absence(Some(_)) => "Edit an absence".into(),
            Of::Alert(None) => "A new line in the list of alerts".into(),
            Of::Alert(Some(alert)) => format!("Edit {}", alert.text),
        }
    }

    /// What saving this would leave to decide, as far as it is known.
    pub(super) fn hits(&self, see: &See<'_>) -> Option<&Foreseen> {
        let (change, found) = self.preview.as_ref()?;
        (self.read(see).ok().flatten().as_ref() == Some(change)).then_some(found)
    }

    /// Hours and absences are the ones people want to know it of, also when nothing is hit.
    pub(super) fn can_hit(&self) -> bool {
        matches!(self.of, Of::Hours(_) | Of::Absence(_))
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        let change = match self.read(see) {
            Ok(Some(change)) => change,
            Ok(None) => return vec![Act::Close, Act::Say("Nothing was changed.".into())],
            Err((field, why)) => {
                self.form.focus = field;
                return vec![Act::Refuse(why)];
            }
        };
        if let Some(why) = see.directory.not_allowed(see.viewer, &change) {
            return vec![Act::Refuse(why.to_string())];
        }
        if let Some(question) = self.asks_namesake(&change, see) {
            return vec![Act::Refuse(question)];
        }
        match self.preview.as_ref().filter(|(known, _)| *known == change) {
            None => {
                self.wanted = true;
                Vec::new()
            }
            Some((_, Ok(hits))) if hits.is_empty() => vec![Act::Do(change)],
            Some((_, Ok(hits))) => vec![Act::Ask(Box::new(Dialog::hits(hits, change.clone(), see.directory)))],
            Some((_, Err(why))) => {
                let why = why.clone();
                self.refuse(&why)
            }
        }
    }

    /// Two people of one name are asked about once; saved again they are two.
    fn asks_namesake(&mut self, change: &Change, see: &See<'_>) -> Option<String> {
        let Change::Practice(PracticeChange::AddStaff(new)) = change else { return None };
        let other = see.directory.namesake(&new.name)?;
        if self.told_namesake.replace(new.name.clone()).as_ref() == Some(&new.name) {
            return None;
        }
        Some(format!("There is a {} already (“{}”). Is this somebody else? ctrl-s again adds them.", other.name, other.short))
    }

    /// The field that a refusal is about gets the keys.
    fn refuse(&mut self, why: &Refusal) -> Vec<Act> {
        if let Refusal::Field { field, .. } = why {
            self.form.focus = match &self.of {
                Of::Practice(_) => practice::place(field),
                Of::Staff(_) => staff::place(field),
                Of::Service(_) => service::place(field),
                Of::Room(_) => room::place(field),
                Of::Hours(_) => hours::HOURS,
                Of::Absence(_) => absence::place(field),
                Of::Alert(_) => alert::place(field),
            };
        }
        vec![Act::Refuse(why.to_string())]
    }

    /// What follows from what was typed.
    fn typed(&mut self) {
        self.warned = false;
        self.wanted = false;
        match &self.of {
            Of::Staff(None) => staff::suggest_short(&mut self.form),
            Of::Service(None) => service::suggest_short(&mut self.form),
            Of::Room(None) => room::suggest_short(&mut self.form),
            Of::Absence(_) => absence::suit_kind(&mut self.form),
            Of::Alert(None) => alert::suit_handling(&mut self.form),
            Of::Staff(Some(_)) | Of::Service(Some(_)) | Of::Room(Some(_)) | Of::Practice(_) | Of::Hours(_) | Of::Alert(Some(_)) => {}
        }
    }
}

impl Page for ThingForm {
    fn context(&self) -> Context {
        Context::SettingsForm
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.is_changed()
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let mut asks: Vec<Query> = self.read(see).ok().flatten().into_iter().map(Query::Preview).collect();
        if matches!(self.of, Of::Hours(_)) {
            asks.push(Query::Hours);
        }
        asks
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match (&answer.query, &answer.reply) {
            (_, Reply::Hours(hours)) => self.hours.clone_from(hours),
            (Query::Preview(change), Reply::Preview(found)) => {
                self.preview = Some((change.clone(), found.clone()));
                if std::mem::take(&mut self.wanted) {
                    return self.save(see);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            Command::Save => self.save(see),
            Command::NextField if self.form.is_last() => self.save(see),
            Command::NextField | Command::PreviousField => {
                self.form.step(command == Command::PreviousField);
                Vec::new()
            }
            Command::ChoiceBack | Command::ChoiceOn => {
                let back = command == Command::ChoiceBack;
                if let Some(field) = self.form.current() {
                    if field.is_text() {
                        field.press(if back { Key::Left } else { Key::Right });
                    } else {
                        field.turn(back);
                        self.typed();
                    }
                }
                Vec::new()
            }
            Command::Back if !self.warned && self.is_changed() => {
                self.warned = true;
                vec![Act::Refuse("This is not saved yet. ctrl-s saves it; esc again leaves without.".into())]
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
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
        self.form.pointed(target);
        if matches!(target, Target::Choice(..)) {
            self.typed();
        }
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        vec![Act::Close]
    }

    fn refused(&mut self, refusal: &Refusal, _see: &See<'_>) -> Vec<Act> {
        self.preview = None;
        let mut acts = vec![Act::CloseDialog];
        acts.extend(self.refuse(refusal));
        acts
    }
}

/// A choice of yes and no.
fn yes_no() -> Vec<(Option<i64>, String)> {
    vec![(Some(1), "yes".to_owned()), (Some(0), "no".to_owned())]
}

/// A whole number, or the sentence that says which one is wanted: "minutes from 5 to 600".
fn number(form: &Form, place: usize, wanted: &str) -> Result<u32, Unread> {
    let typed = form.value(place);
    typed.as_str().trim().parse().map_err(|_| (place, format!("“{typed}” cannot be read here. Type {wanted}.")))
}
