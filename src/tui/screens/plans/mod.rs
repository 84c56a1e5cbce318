//! The treatment plans of a client, open and closed: how each stands, when it is looked at again, what became of it.
pub(in crate::tui) mod view;
pub(in crate::tui) mod words;

use super::{Act, Page, Screen, See, client, plan_form, progress, reassess, walk};
use crate::domain::book::series::list::Listed;
use crate::domain::care::change::CareChange;
use crate::domain::care::glance::Record;
use crate::domain::care::plan::{Plan, PlanField, PlanState};
use crate::domain::change::{Change, Edit};
use crate::domain::ids::{ClientId, PlanId};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter, Char('e')], Command::Open, "change", "change the plan: every field, and its standing appointment"),
    shown(&[Char('n')], Command::Add, "new plan", "a new plan"),
    shown(&[Char('r')], Command::Reassess, "look again", "look at it again: what was compared, what the rules suggest, what is decided"),
    shown(&[Char('g')], Command::ToProgress, "progress", "progress: whether the pain is going"),
    quiet(&[Char('a')], Command::PlanActive, "it is active; a closed one goes on again"),
    shown(&[Char('p')], Command::PlanHold, "on hold", "put it on hold"),
    shown(&[Char('d')], Command::PlanDone, "completed", "it is completed"),
    quiet(&[Char('f')], Command::PlanReferred, "the client is referred out to a doctor"),
    quiet(&[Char('x')], Command::PlanStopped, "it is stopped"),
];

/// The list.
#[derive(Debug)]
pub struct Plans {
    client: ClientId,
    /// The plan to stand on once the list is there.
    first: Option<PlanId>,
    /// `None`: not read yet.
    pub(super) record: Option<Box<Record>>,
    pub(super) standing: Vec<Listed>,
    pub(super) list: List,
}

impl Plans {
    pub fn new(client: ClientId, plan: Option<PlanId>) -> Self {
        Self { client, first: plan, record: None, standing: Vec::new(), list: List::default() }
    }

    pub(super) fn plans(&self) -> Vec<&Plan> {
        self.record.as_ref().map(|record| record.plans_in_order()).unwrap_or_default()
    }

    pub(super) fn selected(&self) -> Option<&Plan> {
        self.plans().get(self.list.selected).copied()
    }

    fn set(&self, to: PlanState) -> Vec<Act> {
        let Some(plan) = self.selected() else { return Vec::new() };
        let seen = plan.terms.state;
        if seen == to {
            return vec![Act::Say(format!("This plan is {} already.", to.word()))];
        }
        let fields = vec![PlanField::State(Edit { seen, new: to })];
        vec![Act::Do(Box::new(Change::Care(CareChange::EditPlan { id: plan.id, fields })))]
    }

    fn reassess(&self) -> Vec<Act> {
        let Some(plan) = self.selected() else { return Vec::new() };
        if !plan.terms.state.is_open() {
            return vec![Act::Refuse("This plan is closed. a makes it active again, n opens another one.".into())];
        }
        vec![Act::Open(Box::new(Screen::Reassess(Box::new(reassess::Reassess::new(self.client, plan.id)))))]
    }

    fn edit(&self) -> Vec<Act> {
        let (Some(record), Some(plan)) = (&self.record, self.selected()) else { return Vec::new() };
        let form = plan_form::PlanForm::edit(record.client.name.clone(), plan);
        vec![Act::Open(Box::new(Screen::PlanForm(Box::new(form))))]
    }

    fn add(&self, see: &See<'_>) -> Vec<Act> {
        let form = |record: &Record| plan_form::PlanForm::add(self.client, record.client.name.clone(), see);
        self.record.iter().map(|record| Act::Open(Box::new(Screen::PlanForm(Box::new(form(record)))))).collect()
    }
}

/// The state that a command sets.
fn state_of(command: Command) -> Option<PlanState> {
    match command {
        Command::PlanActive => Some(PlanState::Active),
        Command::PlanHold => Some(PlanState::OnHold),
        Command::PlanDone => Some(PlanState::Completed),
        Command::PlanReferred => Some(PlanState::ReferredOut),
        Command::PlanStopped => Some(PlanState::Stopped),
        _ => None,
    }
}

impl Page for Plans {
    fn context(&self) -> Context {
        Context::Plans
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Record(self.client), Query::Standing { client: Some(self.client) }]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Record(record) => {
                let known: Vec<PlanId> = self.plans().iter().map(|plan| plan.id).collect();
                let stood_on = self.selected().map(|plan| plan.id).or(self.first.take());
                self.record.clone_from(record);
                let plans = self.plans();
                // A plan that was just opened has the keys.
                let new = plans.iter().map(|plan| plan.id).find(|id| !known.is_empty() && !known.contains(id));
                let before = new.or(stood_on);
                let again = before.and_then(|id| plans.iter().position(|plan| plan.id == id));
                self.list.selected = again.unwrap_or(self.list.selected).min(plans.len().saturating_sub(1));
            }
            Reply::Standing(lines) => self.standing.clone_from(lines),
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let len = self.plans().len();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.edit(),
            Command::Add => self.add(see),
            Command::Reassess => self.reassess(),
            Command::ToProgress => {
                let progress = progress::Progress::new(self.client, self.selected().map(|plan| plan.id));
                vec![Act::Open(Box::new(Screen::Progress(Box::new(progress))))]
            }
            Command::Book => client::book_for(self.client, see),
            other => state_of(other).map(|state| self.set(state)).unwrap_or_default(),
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.edit();
        }
        self.list.selected = row.min(self.plans().len().saturating_sub(1));
        Vec::new()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        let state = self.selected().map(|plan| plan.terms.state);
        match command {
            Command::Open | Command::ToProgress => state.is_some(),
            Command::Reassess => state.is_some_and(PlanState::is_open),
            other => match state_of(other) {
                Some(to) => state.is_some_and(|state| state != to && (state.is_open() || to == PlanState::Active)),
                None => true,
            },
        }
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
