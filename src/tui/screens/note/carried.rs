//! Copy forward: the findings of the last signed note of the plan, without what was told of them, and the old value dim beside them.
use chrono::NaiveDate;

use super::pad::{Pad, Row};
use crate::domain::care::carry;
use crate::domain::care::finding::Finding;
use crate::domain::care::glance::Session;
use crate::domain::care::line::Line;
use crate::domain::care::shorthand;
use crate::domain::care::signing::lines_of;
use crate::domain::care::visit::CountsFor;
use crate::domain::wording::say;

/// What the last signed note found, read once: a frame looks at it often.
#[derive(Debug, Default)]
pub(super) struct Last {
    on: Option<NaiveDate>,
    pub(super) findings: Vec<Finding>,
    /// As they would be carried forward, each with its line.
    carried: Vec<(Finding, String)>,
}

impl Last {
    pub(super) fn of(session: &Session, plan: CountsFor) -> Self {
        let Some(last) = session.goes_on_from(plan) else { return Self::default() };
        let lines = lines_of(&last.written);
        let print = |finding: Finding| (finding.clone(), shorthand::print(&Line::Finding(Box::new(finding))));
        let carried = carry::forward(&lines).into_iter().map(print).collect();
        let findings = lines.into_iter().filter_map(|line| if let Line::Finding(finding) = line { Some(*finding) } else { None });
        Self { on: Some(last.at.date()), findings: findings.collect(), carried }
    }

    /// The lines that it brings and that do not stand in the note yet.
    pub(super) fn to_bring(&self, pad: &Pad) -> Vec<&str> {
        let stands = |finding: &Finding| pad.rows.iter().filter_map(Row::finding).any(|known| is_same(known, finding));
        self.carried.iter().filter(|(finding, _)| !stands(finding)).map(|(_, line)| line.as_str()).collect()
    }

    /// "was 7>3, 12 May": what was told of the place of a line.
    pub(super) fn was(&self, row: &Row, this_year: i32) -> Option<String> {
        let finding = row.finding()?;
        let old = self.findings.iter().find(|old| is_same(old, finding))?;
        Some(format!("{}, {}", carry::was(old)?, say::date(self.on?, this_year)))
    }
}

/// Whether two lines are about the same place.
fn is_same(one: &Finding, other: &Finding) -> bool {
    (one.side, one.muscle, &one.part) == (other.side, other.muscle, &other.part)
}
