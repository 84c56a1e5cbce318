//! Whether the pain is going: words first, then the pictures.
pub(in crate::tui) mod view;

use super::{Act, Page, See};
use crate::domain::care::glance::Record;
use crate::domain::care::plan::Plan;
use crate::domain::ids::{ClientId, PlanId};
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::msg::{Answer, Query, Reply};
use Key::Char;

pub(in crate::tui) const KEYS: &[Binding] = &[shown(&[Char('f')], Command::TurnFilter, "plan or all", "the next plan, then all visits")];

/// What is shown of a client's progress.
#[derive(Debug)]
pub struct Progress {
    client: ClientId,
    pub(super) plan: Option<PlanId>,
    pub(super) record: Option<Box<Record>>,
}

impl Progress {
    pub fn new(client: ClientId, plan: Option<PlanId>) -> Self {
        Self { client, plan, record: None }
    }

    pub(super) fn plan(&self) -> Option<&Plan> {
        let record = self.record.as_ref()?;
        self.plan.and_then(|id| record.plan(id))
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
            self.record.clone_from(record);
        }
        Vec::new()
    }

    fn command(&mut self, _command: Command, _see: &See<'_>) -> Vec<Act> {
        Vec::new()
    }

    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }
}
