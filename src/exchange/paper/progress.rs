//! How a client's pain goes, in words: what was told, compared and suggested; measures and points.
use chrono::NaiveTime;

use super::{Block, Pen};
use crate::domain::care::finding::Nrs;
use crate::domain::care::glance::Record;
use crate::domain::care::measured::measured;
use crate::domain::care::plan::Plan;
use crate::domain::care::progress::points::traces;
use crate::domain::care::progress::trend;
use crate::domain::care::signing::findings_of;
use crate::domain::refusal::sentence;
use crate::domain::wording::say;

/// The progress of one plan; without one, of all sessions.
pub fn progress_blocks(pen: &Pen<'_>, record: &Record, plan: Option<&Plan>) -> Vec<Block> {
    let (year, id) = (pen.year(), plan.map(|plan| plan.id));
    let told = record.told(id);
    let mut blocks = Vec::new();
    if told.is_empty() {
        let whose = if plan.is_some() { " of this plan" } else { "" };
        return vec![Block::Words(format!("No signed note{whose} yet, so there is nothing to compare."))];
    }
    let befores: Vec<Option<Nrs>> = told.iter().map(|visit| visit.before).collect();
    let ends = told.first().zip(told.last()).map(|(first, last)| {
        let sessions = say::count(told.len(), "session", "sessions");
        if told.len() == 1 {
            format!("{sessions}, {}", say::date(first.date, year))
        } else {
            format!("{sessions}, {} to {}", say::date(first.date, year), say::date(last.date, year))
        }
    });
    blocks.push(Block::Words(format!("Pain before each session: {} ({})", trend(&befores), ends.unwrap_or_default())));
    if let Some(plan) = plan {
        let course = plan.course(&told);
        blocks.push(Block::Words(course.reassessment(year).words()));
        if plan.terms.state.is_open() {
            let today = record.today.and_time(NaiveTime::MIN);
            let due = record.due(plan, today).map(|due| due.words(year));
            let coming = record.coming(plan, today).map(|coming| sentence(&coming.words(year)));
            blocks.extend(due.or(coming).map(Block::Words));
        }
    }
    blocks.extend(measured(&record.lines_told(id), year).iter().map(|words| Block::Words(sentence(words))));
    let notes = record.notes.iter().filter(|note| id.is_none() || record.plan_of(note) == id);
    let sessions: Vec<_> = notes.map(|note| (note.at.date(), findings_of(&note.written))).collect();
    blocks.extend(traces(&sessions).into_iter().map(|trace| Block::Line {
        mark: String::new(),
        words: format!("{}: {}", trace.point.word(), trace.words()),
        beneath: Vec::new(),
    }));
    blocks
}
