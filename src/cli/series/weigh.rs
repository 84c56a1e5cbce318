//! An act on a standing appointment before it is done: what stands against its dates, and what becomes of those that meet
//! something.
use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use clap::{Args, ValueEnum};

use crate::cli::desk::Desk;
use crate::cli::world::Stop;
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::act::{Fate, Planned, SeriesAct};
use crate::domain::book::series::review::Judged;
use crate::domain::change::Anyway;
use crate::domain::ids::AppointmentId;
use crate::domain::text::Clean;

/// What becomes of dates that something stands against.
#[derive(Debug, Args)]
pub(super) struct Ways {
    /// What becomes of dates that something stands against
    #[arg(long, value_enum, value_name = "WAY", default_value_t = OnConflict::Stop, conflicts_with = "anyway")]
    pub(super) on_conflict: OnConflict,
    /// Book those dates in spite of it, and say why; it stays in the history
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
    /// Only show what would happen
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OnConflict {
    /// Nothing is done, and they are named
    Stop,
    /// They do not happen; each can be filled later
    Skip,
    /// Each takes the nearest free time
    Nearest,
    /// They wait, without a time, until somebody decides
    Decide,
}

/// A date that met something, and what became of it.
#[derive(Debug)]
pub(super) struct Met {
    pub(super) conflicts: Vec<Conflict>,
    pub(super) nearest: Option<Slot>,
    pub(super) came_of_it: CameOfIt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CameOfIt {
    /// Nobody has decided.
    Open,
    Skipped,
    Waits,
    Elsewhere,
    Anyway,
}

/// An act, judged; ready to be done where nothing is open.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) act: SeriesAct,
    /// By rule date.
    pub(super) met: BTreeMap<NaiveDateTime, Met>,
}

impl Ways {
    /// For an act that puts nothing into the book, so that nothing can stand against it.
    pub(super) fn only(dry_run: bool) -> Self {
        Self { on_conflict: OnConflict::Stop, anyway: None, dry_run }
    }

    /// Why something is booked in spite of what stands against it.
    pub(super) fn reason(&self) -> Option<&str> {
        self.anyway.as_deref()
    }
}

impl Weighed {
    pub(super) fn is_open(&self) -> bool {
        self.open() > 0
    }

    pub(super) fn open(&self) -> usize {
        self.met.values().filter(|met| met.came_of_it == CameOfIt::Open).count()
    }
}

/// Judges every date, and lets become of those that meet something what was said.
pub(super) fn weigh(mut act: SeriesAct, ways: &Ways, desk: &Desk) -> Result<Weighed, Stop> {
    let mut met = BTreeMap::new();
    let any_room = act.terms().room.is_none();
    // Each round decides at least one date; a nearest time can be in the way of another date once more.
    for _ in 0..act.dates.len() * 2 + 2 {
        let judged = desk.store.review(&act.asked(), &act.leaving(), any_room, desk.now)?;
        let mut taken: Vec<Slot> = Vec::new();
        let mut is_settled = true;
        for one in judged.iter().filter(|one| !one.conflicts.is_empty()) {
            let Some(planned) = act.dates.iter_mut().find(|planned| planned.rule_date == one.rule_date) else { continue };
            if one.adopts.is_some() && planned.row.is_none() || is_allowed(planned, one) {
                continue;
            }
            let entry = met.entry(one.rule_date).or_insert_with(|| Met {
                conflicts: one.conflicts.clone(),
                nearest: one.nearest,
                came_of_it: CameOfIt::Open,
            });
            let (came_of_it, fate) = decide(one, ways, &mut taken);
            (entry.came_of_it, is_settled) = (came_of_it, is_settled && fate.is_none());
            if let Some(fate) = fate {
                planned.fate = fate;
            }
        }
        if is_settled {
            act.settle(&judged);
            break;
        }
    }
    Ok(Weighed { act, met })
}

fn is_allowed(planned: &Planned, judged: &Judged) -> bool {
    let Fate::Book { anyway: Some(anyway), .. } = &planned.fate else { return false };
    judged.conflicts.iter().all(|conflict| anyway.seen.contains(conflict))
}

/// What becomes of a date; `None` where it stays as it is, for now or for good.
fn decide(judged: &Judged, ways: &Ways, taken: &mut Vec<Slot>) -> (CameOfIt, Option<Fate>) {
    let open = (CameOfIt::Open, None);
    if let Some(reason) = &ways.anyway {
        // No clock shows the time, or another one of these dates is there: no reason helps.
        let never = |conflict: &Conflict| {
            matches!(conflict, Conflict::NoSuchTime { .. }) || conflict.overlaps().is_some_and(AppointmentId::is_planned)
        };
        if judged.conflicts.iter().any(never) {
            return open;
        }
        let anyway = Anyway { reason: Clean::line(reason), seen: judged.conflicts.clone() };
        return (CameOfIt::Anyway, Some(Fate::Book { slot: judged.slot, anyway: Some(anyway) }));
    }
    match (ways.on_conflict, judged.nearest) {
        (OnConflict::Stop, _) | (OnConflict::Nearest, None) => open,
        (OnConflict::Skip, _) => (CameOfIt::Skipped, Some(Fate::Skip)),
        (OnConflict::Decide, _) => (CameOfIt::Waits, Some(Fate::Decide)),
        // Two dates never take the same time: the later one looks again, with the earlier one in the book.
        (OnConflict::Nearest, Some(slot)) if taken.iter().any(|other| other.held().overlaps(&slot.held())) => open,
        (OnConflict::Nearest, Some(slot)) => {
            taken.push(slot);
            (CameOfIt::Elsewhere, Some(Fate::Book { slot, anyway: None }))
        }
    }
}
