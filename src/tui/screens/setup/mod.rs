//! The first start: a new practice, or one brought from elsewhere.
pub(in crate::tui) mod view;

use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::{Act, Page, Screen, See, walk};
use crate::domain::change::{Change, PracticeChange};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::Viewer;
use crate::domain::practice::{Practice, find_zone, start};
use crate::domain::wording::when::DateOrder;
use crate::tui::form::{Field, Form};
use crate::tui::keys::{Binding, Command, Context, Key, Keymap, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Effect, Instead, Query, Target};
use Key::{BackTab, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "go on", "go on; after the last field, begin"),
    shown(&[Tab, Down], Command::NextField, "next", "the next field or choice"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field or choice before"),
    shown(&[Esc], Command::Back, "back", "back to the choices; from there, leave"),
    quiet(&[Ctrl('s')], Command::Save, "begin with what is filled in"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

const NAME: usize = 0;
const ZONE: usize = 1;
const ORDER: usize = 2;
const OWNER: usize = 3;
const HOURS: usize = 4;

/// What can be chosen first.
pub(super) const CHOICES: [(&str, &str); 4] = [
    ("A new practice", "name, time zone, hours: a minute"),
    ("A practice from another program", "set it up, then bring in CSV files"),
    ("A backup", "bring back a copy that knotbook made"),
    ("Look around first", "a made-up practice, in its own file"),
];

#[derive(Debug)]
pub(super) enum Stage {
    Choosing(List),
    /// `import`: files from elsewhere follow.
    Founding {
        form: Form,
        import: bool,
    },
    Restoring(Form),
}

/// The first screen of an empty file.
#[derive(Debug)]
pub struct Setup {
    pub(super) stage: Stage,
    /// The time zone the form begins with.
    zone: String,
}

impl Setup {
    pub fn new(zone: &str) -> Self {
        Self { stage: Stage::Choosing(List::default()), zone: zone.to_owned() }
    }

    /// There is no practice to see yet: an empty one stands in.
    pub(in crate::tui) fn without_practice(&mut self, now: NaiveDateTime, act: impl FnOnce(&mut Screen, &See<'_>) -> Vec<Act>) -> Vec<Act> {
        let directory = nothing();
        let keymap = Keymap::default();
        let see = See { directory: &directory, viewer: Viewer::NOBODY, now, size: (80, 24), moving: None, page: 10, keymap: &keymap };
        let empty = Self::new("");
        let mut screen = Screen::Setup(std::mem::replace(self, empty));
        let acts = act(&mut screen, &see);
        if let Screen::Setup(setup) = screen {
            *self = setup;
        }
        acts
    }

    fn choose(&mut self, place: usize) -> Vec<Act> {
        match place {
            0 | 1 => {
                self.stage = Stage::Founding { form: founding_form(&self.zone), import: place == 1 };
                Vec::new()
            }
            2 => {
                let hint = "the path of the copy, e.g. ~/.local/share/knotbook/backups/practice-2026-11-23.knot";
                self.stage = Stage::Restoring(Form::new(vec![Field::text("Copy", hint, "")]));
                Vec::new()
            }
            _ => vec![Act::Want(Effect::Instead(Instead::Demo))],
        }
    }

    fn go_on(&mut self, see: &See<'_>, now: bool) -> Vec<Act> {
        match &mut self.stage {
            Stage::Choosing(list) => {
                let place = list.selected;
                self.choose(place)
            }
            Stage::Founding { form, .. } if !now && !form.is_last() => {
                form.step(false);
                Vec::new()
            }
            Stage::Founding { form, .. } => match found(form, see) {
                Ok(change) => vec![Act::Do(Box::new(change))],
                Err((field, why)) => {
                    form.focus = field;
                    vec![Act::Refuse(why)]
                }
            },
            Stage::Restoring(form) => {
                let path = form.value(0).to_string();
                if path.is_empty() {
                    return vec![Act::Refuse("Where is the copy? Type its path; copies that knotbook makes end in .knot.".into())];
                }
                vec![Act::Want(Effect::Instead(Instead::Restore(PathBuf::from(path))))]
            }
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.stage {
            Stage::Founding { form, .. } | Stage::Restoring(form) => Some(form),
            Stage::Choosing(_) => None,
        }
    }
}

fn nothing() -> Directory {
    let practice = Practice::new("knotbook".into(), chrono_tz::Tz::UTC, DateOrder::DayFirst);
    Directory { practice, staff: Vec::new(), services: Vec::new(), rooms: Vec::new() }
}

fn founding_form(zone: &str) -> Form {
    let orders = vec![(Some(1), "24/11 (day first)".to_owned()), (Some(2), "11/24 (month first)".to_owned())];
    let american = zone.starts_with("America/") && !zone.contains("Argentina") && !zone.contains("Sao_Paulo");
    Form::new(vec![
        Field::text("Practice", "its name: it stands at the top of every screen", ""),
        Field::text("Time zone", "your city, like Berlin or New York", zone),
        Field::choice("Dates", "how you write 24 November", orders, Some(if american { 2 } else { 1 })),
        Field::text("Your name", "the first one who treats; others come later", ""),
        Field::text("Your hours", "Mon-Fri 9-13 14-18, Sat 9-12", "Mon-Fri 9-13 14-18"),
    ])
}

/// What is filled in as a practice, or the field that cannot be read and why.
fn found(form: &Form, see: &See<'_>) -> Result<Change, (usize, String)> {
    let name = form.value(NAME);
    if name.is_empty() {
        return Err((NAME, "What is the practice called? The name stands at the top of every screen.".into()));
    }
    let zone = form.value(ZONE);
    let zone = find_zone(zone.as_str())
        .ok_or_else(|| (ZONE, format!("“{zone}” is no time zone. Type a large city in it: Berlin, New York, Sydney.")))?;
    let order = if form.chosen(ORDER) == Some(2) { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    let owner = form.value(OWNER);
    if owner.is_empty() {
        return Err((OWNER, "Who treats? Your name; it stands beside your appointments.".into()));
    }
    let hours = start::read_hours(form.value(HOURS).as_str(), see.now.date()).map_err(|why| (HOURS, why.to_string()))?;
    Ok(Change::Practice(PracticeChange::Found(Box::new(start::founding(name, zone, order, owner, hours)))))
}

impl Page for Setup {
    fn context(&self) -> Context {
        Context::Setup
    }

    fn is_typing(&self) -> bool {
        !matches!(self.stage, Stage::Choosing(_))
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        Vec::new()
    }

    fn take(&mut self, _answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if let Stage::Choosing(list) = &mut self.stage {
            let step = match command {
                Command::NextField => Command::Down,
                Command::PreviousField => Command::Up,
                other => other,
            };
            if walk(list, step, CHOICES.len(), CHOICES.len()) {
                return Vec::new();
            }
        }
        match command {
            Command::Open => self.go_on(see, false),
            Command::Save => self.go_on(see, true),
            Command::Back if self.is_typing() => {
                self.stage = Stage::Choosing(List::default());
                vec![Act::Say(String::new())]
            }
            Command::NextField | Command::PreviousField | Command::ChoiceBack | Command::ChoiceOn => {
                let Some(form) = self.form_mut() else { return Vec::new() };
                match command {
                    Command::NextField | Command::PreviousField => form.step(command == Command::PreviousField),
                    _ => {
                        let back = command == Command::ChoiceBack;
                        if let Some(field) = form.current() {
                            if field.is_text() {
                                field.press(if back { Key::Left } else { Key::Right });
                            } else {
                                field.turn(back);
                            }
                        }
                    }
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        if let (Stage::Choosing(_), Key::Char(digit @ '1'..='4')) = (&self.stage, key) {
            return self.choose(digit as usize - '1' as usize);
        }
        if let Some(field) = self.form_mut().and_then(Form::current) {
            field.press(key);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        if let Some(field) = self.form_mut().and_then(Form::current) {
            field.paste(text);
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Row(row) => self.choose(row),
            Target::Field(_) | Target::Choice(..) => {
                if let Some(form) = self.form_mut() {
                    form.pointed(target);
                }
                Vec::new()
            }
            Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => Vec::new(),
        }
    }
}
