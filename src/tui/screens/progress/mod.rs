//! Whether a client's pain is going: words first, then the pictures.
mod chart;
mod maps;
mod points;
pub(in crate::tui) mod view;
mod words;

use chrono::NaiveDate;

use super::{Act, Page, Screen, See, client, plans, reassess};
use crate::domain::care::glance::Record;
use crate::domain::care::line::Line;
use crate::domain::care::note::Note;
use crate::domain::care::plan::Plan;
use crate::domain::care::signing::lines_of;
use crate::domain::ids::{ClientId, PlanId};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Char, Ctrl, Left, Right, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Tab, Right], Command::NextSection, "next part", "the next part, where there is no room for all of them"),
    quiet(&[BackTab, Left], Command::PreviousSection, "the part before"),
    shown(&[Char('f')], Command::TurnFilter, "plan or all visits", "the visits of the next plan, then all visits"),
    shown(&[Char('t')], Command::ToPlans, "plans", "the plans of the client"),
    shown(&[Ctrl('t')], Command::TurnBody, "turn", "turn the bodies round: front or back"),
    shown(&[Char('r')], Command::Reassess, "look again", "look at the plan again: what is decided"),
];

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Words,
    Chart,
    Body,
    Points,
    Measures,
}

impl Section {
    pub(super) const ALL: [Self; 5] = [Self::Words, Self::Chart, Self::Body, Self::Points, Self::Measures];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Words => "In words",
            Self::Chart => "Pain",
            Self::Body => "Body",
            Self::Points => "Points",
            Self::Measures => "Measures",
        }
    }
}

/// One session with its lines as they are read.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) note: Note,
    pub(super) lines: Vec<Line>,
}

impl Session {
    pub(super) fn date(&self) -> NaiveDate {
        self.note.at.date()
    }
}

/// What is shown of a client's progress.
#[derive(Debug)]
pub struct Progress {
    client: ClientId,
    /// The visits of this plan; `None`: all visits.
    pub(super) plan: Option<PlanId>,
    /// Nothing was chosen by the person yet: the newest open plan is shown.
    fresh: bool,
    pub(super) record: Option<Box<Record>>,
    /// The sessions shown, oldest first.
    pub(super) sessions: Vec<Session>,
    pub(super) section: Section,
    /// The bodies are seen from the side on which fewer of the points lie.
    pub(super) turned: bool,
    /// How far the words are scrolled.
    pub(super) list: List,
}

impl Progress {
    pub fn new(client: ClientId, plan: Option<PlanId>) -> Self {
        let sessions = Vec::new();
        Self { client, plan, fresh: plan.is_none(), record: None, sessions, section: Section::Words, turned: false, list: List::default() }
    }

    pub(super) fn plan(&self) -> Option<&Plan> {
        let record = self.record.as_ref()?;
        self.plan.and_then(|id| record.plan(id))
    }

    /// Reads the notes of what is shown.
    fn gather(&mut self) {
        let Some(record) = &self.record else { return };
        let shown = record.notes.iter().filter(|note| self.plan.is_none() || record.plan_of(note) == self.plan);
        self.sessions = shown.map(|note| Session { note: note.clone(), lines: lines_of(&note.written) }).collect();
    }

    fn hear(&mut self, record: Option<Box<Record>>) {
        self.record = record;
        let plans = self.record.as_ref().map(|record| record.plans_in_order()).unwrap_or_default();
        let known = plans.iter().any(|plan| Some(plan.id) == self.plan);
        if self.fresh || !known {
            self.plan = plans.first().filter(|_| self.fresh).map(|plan| plan.id);
        }
        self.gather();
    }

    /// The plans one after the other, then all visits.
    fn turn(&mut self) -> Vec<Act> {
        let Some(record) = &self.record else { return Vec::new() };
        let plans = record.plans_in_order();
        if plans.is_empty() {
            return vec![Act::Say("There is no plan yet, so all visits are shown. t opens the plans.".into())];
        }
        let at = plans.iter().position(|plan| Some(plan.id) == self.plan);
        self.plan = at.map_or(plans.first(), |at| plans.get(at + 1)).map(|plan| plan.id);
        self.fresh = false;
        self.list = List::default();
        self.gather();
        Vec::new()
    }

    fn step(&mut self, back: bool) {
        let at = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        let len = Section::ALL.len();
        self.section = Section::ALL[(at + if back { len - 1 } else { 1 }) % len];
        self.list = List::default();
    }

    fn reassess(&self) -> Vec<Act> {
        match self.plan() {
            Some(plan) if plan.terms.state.is_open() => {
                vec![Act::Open(Box::new(Screen::Reassess(Box::new(reassess::Reassess::new(self.client, plan.id)))))]
            }
            Some(_) => vec![Act::Refuse("This plan is closed; f goes on to another one.".into())],
            None => vec![Act::Refuse("All visits are shown; f chooses a plan to look at again.".into())],
        }
    }
}

impl Page for Progress {
    fn context(&self) -> Context {
        Context::Progress
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Record(self.client)]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Record(record) = &answer.reply {
            self.hear(record.clone());
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let page = see.page.saturating_sub(1).max(1);
        let top = &mut self.list.top;
        match command {
            Command::Down => *top += 1,
            Command::Up => *top = top.saturating_sub(1),
            Command::PageDown => *top += page,
            Command::PageUp => *top = top.saturating_sub(page),
            Command::First => *top = 0,
            // What is drawn says how far it goes.
            Command::Last => *top = usize::from(u16::MAX),
            Command::NextSection | Command::PreviousSection => self.step(command == Command::PreviousSection),
            Command::TurnBody => self.turned = !self.turned,
            Command::TurnFilter => return self.turn(),
            Command::Reassess => return self.reassess(),
            Command::ToPlans => return vec![Act::Open(Box::new(Screen::Plans(Box::new(plans::Plans::new(self.client, self.plan)))))],
            // It is shown already.
            Command::ToProgress => return vec![Act::Say("This is the progress of the client.".into())],
            Command::Book => return client::book_for(self.client, see),
            _ => {}
        }
        Vec::new()
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        if let Target::Field(place) = target
            && let Some(section) = Section::ALL.get(place)
        {
            self.section = *section;
            self.list = List::default();
        }
        Vec::new()
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        match command {
            Command::NextSection => !view::is_wide(see.size),
            Command::TurnBody => view::is_wide(see.size) || self.section == Section::Body,
            Command::Reassess => self.plan().is_some_and(|plan| plan.terms.state.is_open()),
            _ => true,
        }
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
