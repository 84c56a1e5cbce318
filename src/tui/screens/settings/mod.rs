//! The practice's own shape: an index, and a list for each part of it.
pub(in crate::tui) mod form;
pub(in crate::tui) mod section;
pub(in crate::tui) mod view;

use self::form::{Of, ThingForm};
pub use self::section::Section;
use self::section::{Listed, Row, What, edited, rows, taken_out};
use super::backup::Backup;
use super::{Act, Page, Screen, See, walk};
use crate::domain::change::{Applied, Change};
use crate::domain::people::alert_list::ListedAlert;
use crate::tui::dialog::Dialog;
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Char, Ctrl, Delete, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter, Char('e')], Command::Open, "open", "open the part of the settings, or change what is selected"),
    shown(&[Char('n'), Ctrl('n')], Command::Add, "new", "add one"),
    shown(&[Delete], Command::Remove, "archive or remove", "archive it, bring it back, or take it out of the book"),
    shown(&[Ctrl('a')], Command::ShowArchived, "archived too", "show what is archived too, or hide it"),
];

/// The index, or the list of one part.
#[derive(Debug)]
pub struct Settings {
    pub(super) section: Option<Section>,
    listed: Listed,
    archived: bool,
    read: bool,
    list: List,
    /// What `del` asks for, until it is known what it hits.
    pending: Option<Box<Change>>,
}

impl Settings {
    pub fn index() -> Self {
        Self::new(None)
    }

    fn new(section: Option<Section>) -> Self {
        Self { section, listed: Listed::default(), archived: false, read: false, list: List::default(), pending: None }
    }

    fn rows(&self, see: &See<'_>) -> Vec<Row> {
        rows(self.section, self.archived, &self.listed, see)
    }

    /// A line that is new is gone to: it stands with its kind, maybe out of sight.
    fn take_alerts(&mut self, alerts: &[ListedAlert], see: &See<'_>) {
        let known = std::mem::replace(&mut self.listed.alerts, alerts.to_vec());
        let is_new = |row: &Row| matches!(&row.what, What::Alert(alert) if known.iter().all(|old| old.id != alert.id));
        if let Some(place) = self.rows(see).iter().position(is_new).filter(|_| !known.is_empty()) {
            self.list.selected = place;
        }
    }

    fn add(&self, see: &See<'_>) -> Vec<Act> {
        let of = match self.section {
            None | Some(Section::Practice | Section::Backup) => {
                let (open, add) = (see.key(Context::Settings, Command::Open), see.key(Context::Settings, Command::Add));
                return vec![Act::Say(format!("Open a part of the settings with {open} first; there {add} adds one."))];
            }
            Some(Section::Staff) => Of::Staff(None),
            Some(Section::Services) => Of::Service(None),
            Some(Section::Rooms) => Of::Room(None),
            Some(Section::Hours) if see.directory.therapists().next().is_none() => {
                return vec![Act::Refuse("Nobody treats yet. Add a therapist under Staff first; hours can be typed there too.".into())];
            }
            Some(Section::Hours) => Of::Hours(None),
            Some(Section::Absences) => Of::Absence(None),
            Some(Section::Alerts) if !see.viewer.keeps_alert_list() => return vec![Act::Refuse(Section::Alerts.empty(see))],
            Some(Section::Alerts) => Of::Alert(None),
        };
        let mut form = ThingForm::new(of, see);
        match self.rows(see).get(self.list.selected).map(|row| &row.what) {
            Some(What::Hours(pattern)) => form.choose_staff(pattern.staff),
            Some(What::NoHours(staff)) => form.choose_staff(*staff),
            Some(What::Section(_) | What::Staff(_) | What::Service(_) | What::Room(_) | What::Absence(_) | What::Alert(_)) | None => {}
        }
        open(form)
    }

    fn open(&self, see: &See<'_>) -> Vec<Act> {
        let rows = self.rows(see);
        let Some(row) = rows.get(self.list.selected) else { return self.add(see) };
        if let What::Section(section) = row.what {
            return vec![Act::Open(Box::new(start(section, see)))];
        }
        let mut form = edited(row, see).map(|of| ThingForm::new(of, see));
        if let (Some(form), What::NoHours(staff)) = (&mut form, &row.what) {
            form.choose_staff(*staff);
        }
        form.map(open).unwrap_or_default()
    }

    fn remove(&mut self, see: &See<'_>) -> Vec<Act> {
        let rows = self.rows(see);
        let Some(row) = rows.get(self.list.selected) else { return Vec::new() };
        match taken_out(row) {
            Ok(change) => {
                if let Some(why) = see.directory.not_allowed(see.viewer, &change) {
                    return vec![Act::Refuse(why.to_string())];
                }
                self.pending = Some(Box::new(change));
                Vec::new()
            }
            Err(why) => vec![Act::Say(why.into())],
        }
    }
}

fn open(form: ThingForm) -> Vec<Act> {
    vec![Act::Open(Box::new(Screen::SettingsForm(form)))]
}

/// The screen of a part: its list, or the form where there is only one of it.
pub(in crate::tui) fn start(section: Section, see: &See<'_>) -> Screen {
    match section {
        Section::Practice => Screen::SettingsForm(ThingForm::new(Of::Practice(Box::new(see.directory.practice.clone())), see)),
        Section::Backup => Screen::Backup(Backup::default()),
        other => Screen::Settings(Settings::new(Some(other))),
    }
}

impl Page for Settings {
    fn context(&self) -> Context {
        Context::Settings
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let mut asks: Vec<Query> = self.pending.iter().map(|change| Query::Preview(change.clone())).collect();
        match self.section {
            Some(Section::Hours | Section::Staff) => asks.push(Query::Hours),
            Some(Section::Absences) => asks.push(Query::Absences(see.now.date())),
            Some(Section::Alerts) if see.viewer.keeps_alert_list() => asks.push(Query::AlertList),
            _ => {}
        }
        asks
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match (&answer.query, &answer.reply) {
            (_, Reply::Hours(hours)) => self.listed.hours = Some(hours.clone()),
            (_, Reply::Absences(absences)) => self.listed.absences.clone_from(absences),
            (_, Reply::AlertList(alerts)) => self.take_alerts(alerts, see),
            (Query::Preview(change), Reply::Preview(found)) if self.pending.as_ref() == Some(change) => {
                self.pending = None;
                return match found {
                    Ok(hits) if hits.is_empty() => vec![Act::Do(change.clone())],
                    Ok(hits) => vec![Act::Ask(Box::new(Dialog::hits(hits, change.clone(), see.directory)))],
                    Err(why) => vec![Act::Refuse(why.to_string())],
                };
            }
            _ => {}
        }
        self.read = true;
        self.list.selected = self.list.selected.min(self.rows(see).len().saturating_sub(1));
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let rows = self.rows(see).len();
        if walk(&mut self.list, command, rows, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.open(see),
            Command::Add => self.add(see),
            Command::Remove => self.remove(see),
            Command::ShowArchived => {
                self.archived = !self.archived;
                self.list.selected = self.list.selected.min(self.rows(see).len().saturating_sub(1));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected || self.section.is_none() {
            self.list.selected = row;
            return self.open(see);
        }
        self.list.selected = row;
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        self.pending = None;
        Vec::new()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        match command {
            Command::Add | Command::Remove => self.section.is_some(),
            Command::ShowArchived => matches!(self.section, Some(Section::Staff | Section::Services | Section::Rooms | Section::Alerts)),
            _ => true,
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
