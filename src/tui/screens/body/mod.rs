//! The body map: where it hurts, and which muscles are known to refer there.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::care::body::{Half, Region};
use crate::domain::care::finding::Side;
use crate::domain::care::muscle::Muscle;
use crate::domain::care::place;
use crate::domain::care::shorthand::{Catalogued, catalogued};
use crate::tui::body::picture::Marks;
use crate::tui::body::walk::{Direction, Stand, turned};
use crate::tui::form::Field;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Target};
use Key::{BackTab, Ctrl, Down, End, Enter, Home, Left, PageDown, PageUp, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "muscles", "to the muscles that refer to this region"),
    shown(&[Tab], Command::NextField, "next", "the next region, from head to foot"),
    quiet(&[BackTab], Command::PreviousField, "the region before"),
    shown(&[Ctrl('t')], Command::TurnBody, "turn", "turn the body round: front or back"),
    quiet(&[Up], Command::Up, "to the region above"),
    quiet(&[Down], Command::Down, "to the region below"),
    quiet(&[Left], Command::PreviousColumn, "to the region on the left; at the edge round the body"),
    quiet(&[Right], Command::NextColumn, "to the region on the right; at the edge round the body"),
];

pub(in crate::tui) const LIST_KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "where it lies", "to where the muscle lies, or to the region"),
    shown(&[Tab], Command::NextField, "next region", "the next region, from head to foot"),
    quiet(&[BackTab], Command::PreviousField, "the region before"),
    shown(&[Ctrl('t')], Command::TurnBody, "turn", "turn the body round: front or back"),
    quiet(&[Up], Command::Up, "up"),
    quiet(&[Down], Command::Down, "down"),
    quiet(&[PageUp], Command::PageUp, "a page up"),
    quiet(&[PageDown], Command::PageDown, "a page down"),
    quiet(&[Home], Command::First, "the first"),
    quiet(&[End], Command::Last, "the last"),
];

/// The drawn body with a list beside it: of the muscles that refer to a region, or of what was typed.
#[derive(Debug)]
pub struct BodyMap {
    pub(super) typed: Field,
    pub(super) stand: Stand,
    pub(super) list: List,
    /// What the list holds.
    pub(super) found: Vec<Catalogued>,
    /// The list has the keys; else the body.
    pub(super) in_list: bool,
    /// The muscle that was gone to.
    pub(super) shown: Option<Muscle>,
    /// Its pattern is looked at from the other side.
    turned: bool,
}

impl BodyMap {
    /// Beginning at the temple.
    pub fn new() -> Self {
        Self::of_region(Region::from_key("temple").unwrap_or_default())
    }

    /// Beginning at a region.
    pub fn of_region(region: Region) -> Self {
        let mut map = Self {
            typed: Field::text("", "any word of a region, a muscle or a complaint", ""),
            stand: Stand::on(region, Half::Left),
            list: List::default(),
            in_list: false,
            found: Vec::new(),
            shown: None,
            turned: false,
        };
        map.look();
        map
    }

    /// Beginning where a muscle lies, with its pattern.
    pub fn of_muscle(muscle: Muscle) -> Self {
        let mut map = Self::new();
        go_to_muscle(&mut map.stand, muscle);
        map.shown = Some(muscle);
        map.look();
        map
    }

    fn is_looking(&self) -> bool {
        !self.typed.value().is_empty()
    }

    /// Finds what the list holds, after what is typed or where one stands has changed.
    fn look(&mut self) {
        self.found = if self.is_looking() {
            catalogued(self.typed.value().as_str())
        } else {
            Muscle::that_refer_to(self.stand.region).map(Catalogued::Muscle).collect()
        };
    }

    fn has_list(&self) -> bool {
        self.in_list || self.is_looking()
    }

    /// What of the list is selected.
    pub(super) fn selected(&self) -> Option<Catalogued> {
        self.found.get(self.list.selected).copied().filter(|_| self.has_list())
    }

    /// The muscle that is told about: the selected one, or the one that was gone to.
    pub(super) fn muscle(&self) -> Option<Muscle> {
        match self.selected() {
            Some(Catalogued::Muscle(muscle)) => Some(muscle),
            Some(Catalogued::Region(_)) => None,
            None => self.shown,
        }
    }

    /// What the body shows: where one stands, and the pattern of the muscle that is told about.
    pub(super) fn marks(&self) -> Marks {
        let side = match self.stand.half {
            Half::Left => Side::Left,
            Half::Right => Side::Right,
        };
        let mut marks = self.muscle().map(|muscle| Marks::of_muscle(muscle, side)).unwrap_or_default();
        marks.selected = match self.selected() {
            Some(Catalogued::Region(region)) => Some((region, Stand::on(region, self.stand.half).half)),
            Some(Catalogued::Muscle(_)) if self.is_looking() => None,
            Some(Catalogued::Muscle(_)) | None => Some((self.stand.region, self.stand.half)),
        };
        marks
    }

    /// From where the body is looked at: what is found is shown on the side that it lies on.
    pub(super) fn looks_at(&self) -> Stand {
        let mut stand = self.stand;
        if self.is_looking() {
            match self.selected() {
                Some(Catalogued::Region(region)) => stand.go(region, self.stand.half),
                Some(Catalogued::Muscle(muscle)) => go_to_muscle(&mut stand, muscle),
                None => {}
            }
        }
        if self.turned {
            stand.view = turned(stand.view);
        }
        stand
    }

    /// Back to the body, with nothing of the list.
    fn clear_list(&mut self) {
        self.typed.set("");
        self.list = List::default();
        self.in_list = false;
        self.shown = None;
        self.turned = false;
    }

    fn open(&mut self) -> Vec<Act> {
        match self.selected() {
            None if self.is_looking() => vec![Act::Say("Nothing has these words. Fewer letters find more.".into())],
            None if self.found.is_empty() => {
                vec![Act::Say(format!("No muscle of the catalogue is known to refer to {}.", self.stand.words()))]
            }
            None => {
                self.in_list = true;
                Vec::new()
            }
            Some(Catalogued::Region(region)) => {
                let half = self.stand.half;
                self.clear_list();
                self.stand.go(region, half);
                Vec::new()
            }
            Some(Catalogued::Muscle(muscle)) => {
                self.clear_list();
                go_to_muscle(&mut self.stand, muscle);
                self.shown = Some(muscle);
                Vec::new()
            }
        }
    }

    fn do_command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.found.len();
        self.turned &= command == Command::TurnBody;
        if self.has_list() && walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        let direction = match command {
            Command::Up => Direction::Up,
            Command::Down => Direction::Down,
            Command::PreviousColumn => Direction::Left,
            Command::NextColumn => Direction::Right,
            Command::NextField | Command::PreviousField => {
                let in_list = self.in_list;
                self.clear_list();
                self.in_list = in_list;
                self.stand.next(command == Command::PreviousField);
                return Vec::new();
            }
            // A list stays what it is; only its pattern is looked at from behind.
            Command::TurnBody if self.has_list() || self.shown.is_some() => {
                self.turned = !self.turned;
                return Vec::new();
            }
            Command::TurnBody => {
                self.stand.turn();
                return Vec::new();
            }
            Command::Open => return self.open(),
            // The first esc leads back to the body; the next one leaves.
            Command::Back if self.has_list() || self.shown.is_some() => {
                self.clear_list();
                return vec![Act::Say(String::new())];
            }
            _ => return Vec::new(),
        };
        self.shown = None;
        self.stand.step(direction);
        Vec::new()
    }
}

fn go_to_muscle(stand: &mut Stand, muscle: Muscle) {
    if let Some(place) = place::of(muscle) {
        stand.go(place.region, stand.half);
        stand.view = place.view;
    }
}

impl Default for BodyMap {
    fn default() -> Self {
        Self::new()
    }
}

impl Page for BodyMap {
    fn context(&self) -> Context {
        if self.has_list() { Context::BodyList } else { Context::Body }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        Vec::new()
    }

    fn take(&mut self, _answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let acts = self.do_command(command, see);
        self.look();
        acts
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        if self.typed.press(key) {
            self.list = List::default();
            self.in_list = false;
            self.shown = None;
            self.turned = false;
            self.look();
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        self.typed.paste(text);
        self.list = List::default();
        self.turned = false;
        self.look();
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Region(stand) => {
                self.clear_list();
                self.stand = stand;
                self.look();
            }
            Target::Row(row) if self.has_list() && row == self.list.selected => return self.command(Command::Open, see),
            Target::Row(row) => {
                self.in_list = true;
                self.list.selected = row.min(self.found.len().saturating_sub(1));
            }
            Target::Field(_) | Target::Cell { .. } | Target::Date(_) | Target::Choice(..) | Target::Command(_) => {}
        }
        Vec::new()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
