//! Which dates can be meant, and how many each choice touches.
use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Wider, words};
use crate::domain::book::series::FOREVER;
use crate::domain::book::series::act::{Fate, Planned, SeriesAct};
use crate::domain::book::series::plan::{Scope, Standing};
use crate::domain::book::status::Status;
use crate::domain::ids::AppointmentId;

/// One of the answers.
#[derive(Debug)]
pub struct Choice {
    pub digit: char,
    pub words: String,
    /// What stays as it is.
    pub aside: String,
    /// What it does; `None`: only this date. A sentence where it cannot be.
    pub(super) act: Option<Result<SeriesAct, String>>,
}

/// What a choice would touch.
pub(super) struct Touch {
    pub ids: BTreeSet<AppointmentId>,
    pub last: Option<NaiveDateTime>,
    /// Dates to come that were changed by themselves, and stay.
    pub staying: usize,
}

fn touch(act: &SeriesAct, now: NaiveDateTime) -> Touch {
    let changes = |planned: &&Planned| match planned.fate {
        Fate::Stay => false,
        // What is skipped stays skipped.
        Fate::Skip => planned.row.is_some_and(|row| row.status == Status::ToDecide),
        Fate::Book { .. } | Fate::Decide | Fate::CallOff { .. } => true,
    };
    let rows = || act.dates.iter().filter(changes).filter_map(|planned| planned.row);
    let stays = |planned: &&Planned| {
        planned.fate == Fate::Stay && planned.row.is_some_and(|row| row.status.is_expected() && row.slot.span.from() > now)
    };
    Touch {
        ids: rows().map(|row| row.id).collect(),
        last: rows().map(|row| row.slot.span.from()).max(),
        staying: act.dates.iter().filter(stays).count(),
    }
}

/// The choices there are; one that would touch the same as another is left out.
pub(super) fn of(standing: &Standing<'_>, touched: (AppointmentId, NaiveDateTime), wider: &Wider, now: NaiveDateTime) -> Vec<Choice> {
    let act = |scope: Scope| match wider {
        Wider::Follow { place, lands } => standing.follow(scope, touched, place, lands),
        Wider::End { by, reason } => standing.end(scope, *by, reason),
        Wider::Restore => standing.restore(scope),
    };
    let year = chrono::Datelike::year(&now);
    let goes_on = standing.series.made_until != FOREVER && standing.series.terms.ended.is_none();
    let mut choices = vec![Choice { digit: '1', words: "only this one".into(), aside: String::new(), act: None }];
    let following = act(Scope::Following(touched.1));
    let others = standing.reach(Scope::Following(touched.1));
    let found = following.as_ref().ok().map(|act| touch(act, now));
    let is_more = match &found {
        Some(touch) => touch.ids.len() > 1 || goes_on && !matches!(wider, Wider::Restore),
        None => others.touched + others.exceptions > 1,
    };
    if is_more {
        let (words, aside) = words::following(found.as_ref(), wider, goes_on, year);
        choices.push(Choice { digit: '2', words, aside, act: Some(following) });
    }
    let all = act(Scope::All);
    let of_all = all.as_ref().ok().map(|act| touch(act, now));
    let reaches_back = match (&of_all, &found) {
        (Some(all), Some(following)) => all.ids != following.ids,
        _ => standing.pivot(Scope::All).is_some_and(|first| first < touched.1),
    };
    let is_all_this = of_all.as_ref().is_some_and(|touch| touch.ids.iter().all(|id| *id == touched.0));
    if reaches_back && !is_all_this {
        let past = standing.rows.iter().filter(|(_, row)| row.span.from() <= now).count();
        let (words, aside) = words::all(of_all.as_ref(), wider, past);
        choices.push(Choice { digit: '3', words, aside, act: Some(all) });
    }
    choices
}
