//! A plan is looked at again: what was compared, what the rules suggest, and what the therapist decides.
pub(in crate::tui) mod view;

use chrono::Datelike;

use super::{Act, Page, Screen, See, plan_form};
use crate::domain::care::change::{CareChange, Reassessing};
use crate::domain::care::glance::Record;
use crate::domain::care::plan::{Outcome, Plan};
use crate::domain::care::progress::{Reassessment, Suggestion};
use crate::domain::change::{Applied, Change};
use crate::domain::ids::{ClientId, PlanId};
use crate::domain::people::alert_list::ListedAlert;
use crate::domain::text::Clean;
use crate::tui::form::Field;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Ctrl, Down, Enter, Esc, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Down], Command::Down, "choose", "the next of what can be decided"),
    quiet(&[Up], Command::Up, "the one before"),
    shown(&[Enter, Ctrl('s')], Command::Save, "decide", "decide so; where another plan follows, on to its form"),
    shown(&[Esc], Command::Back, "leave", "leave; nothing is decided"),
];

/// What is seen of a plan, and what is decided.
#[derive(Debug)]
pub struct Reassess {
    client: ClientId,
    plan: PlanId,
    pub(super) record: Option<Box<Record>>,
    /// The practice's list.
    pub(super) listed: Vec<ListedAlert>,
    /// The therapist decides: nothing is chosen to begin with.
    pub(super) chosen: Option<usize>,
    pub(super) remark: Field,
    warned: bool,
}

/// What a suggestion would be decided as.
fn outcome_of(suggestion: Suggestion) -> Outcome {
    match suggestion {
        Suggestion::Continue => Outcome::Continue,
        Suggestion::Taper => Outcome::Taper,
        Suggestion::Maintain => Outcome::Maintain,
        Suggestion::ChangeModality => Outcome::ChangeModality,
        Suggestion::Pause => Outcome::Pause,
        Suggestion::ReferOut => Outcome::ReferOut,
        Suggestion::Discharge => Outcome::Discharge,
    }
}

/// What becomes of the plan, in a few words.
pub(super) fn follows(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Continue => "the plan goes on as it is",
        Outcome::Taper => "fewer visits: another plan follows",
        Outcome::Maintain => "routine visits: an open plan follows",
        Outcome::ChangeModality => "deep tissue or another: a plan follows",
        Outcome::Pause => "the plan is on hold",
        Outcome::ReferOut => "to a doctor; the plan is closed",
        Outcome::Discharge => "the plan is completed",
        Outcome::Stop => "the plan ends without its goal",
    }
}

impl Reassess {
    pub fn new(client: ClientId, plan: PlanId) -> Self {
        let remark = Field::text("Remark", "why, in a word or two; it may stay empty", "");
        Self { client, plan, record: None, listed: Vec::new(), chosen: None, remark, warned: false }
    }

    pub(super) fn plan(&self) -> Option<&Plan> {
        self.record.as_ref().and_then(|record| record.plan(self.plan))
    }

    pub(super) fn seen(&self, year: i32) -> Option<Reassessment> {
        let (record, plan) = (self.record.as_ref()?, self.plan()?);
        Some(record.with_course(plan, |course| course.reassessment(year)))
    }

    /// Whether the rules suggest it.
    pub(super) fn is_considered(outcome: Outcome, seen: &Reassessment) -> bool {
        seen.advice.consider.iter().any(|suggestion| outcome_of(*suggestion) == outcome)
    }

    fn decide(&mut self, see: &See<'_>) -> Vec<Act> {
        let (Some(record), Some(plan)) = (&self.record, self.plan()) else { return Vec::new() };
        let Some(outcome) = self.chosen.and_then(|place| Outcome::ALL.get(place).copied()) else {
            return vec![Act::Refuse("Choose what follows: ↓ goes through it. Nothing is decided yet.".into())];
        };
        let compared = self.seen(see.now.year()).map(|seen| Clean::text(&seen.words())).unwrap_or_default();
        let looked = Reassessing {
            plan: plan.id,
            seen: plan.terms.state,
            on: see.now.date(),
            compared,
            outcome,
            remark: self.remark.value(),
            next: None,
        };
        if outcome.opens_another() {
            let form = plan_form::PlanForm::follow(record.client.name.clone(), plan, looked);
            return vec![Act::Open(Box::new(Screen::PlanForm(Box::new(form))))];
        }
        vec![Act::Do(Box::new(Change::Care(CareChange::Reassess(Box::new(looked)))))]
    }
}

impl Page for Reassess {
    fn context(&self) -> Context {
        Context::Reassess
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        !self.remark.value().is_empty()
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Record(self.client), Query::AlertList]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Record(record) => self.record.clone_from(record),
            Reply::AlertList(listed) => self.listed.clone_from(listed),
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let last = Outcome::ALL.len() - 1;
        match command {
            Command::Down => self.chosen = Some(self.chosen.map_or(0, |place| (place + 1).min(last))),
            Command::Up => self.chosen = Some(self.chosen.map_or(last, |place| place.saturating_sub(1))),
            Command::Save => return self.decide(see),
            Command::Back if !self.warned && self.is_unsaved(see) => {
                self.warned = true;
                return vec![Act::Refuse("Nothing is decided yet. ↵ decides; esc again leaves.".into())];
            }
            _ => {}
        }
        Vec::new()
    }

    fn press(&mut self, key: Key, _see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        self.remark.press(key);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        self.remark.paste(text);
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if self.chosen == Some(row) {
            return self.decide(see);
        }
        self.chosen = Some(row.min(Outcome::ALL.len() - 1));
        Vec::new()
    }

    fn applied(&mut self, _applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        vec![Act::Close]
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }
}
