//! A client is away: the dates of all their standing appointments meanwhile do not happen.
use chrono::NaiveDateTime;

use super::act::{Fate, SeriesAct};
use super::plan::Standing;
use super::review::Judged;
use super::{DateRow, Series};
use crate::domain::change::NewAbsence;

/// What becomes of the dates while a client is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    /// They are left to decide.
    Decide,
    Skip,
    /// They are skipped, and as many come at the end where the rule is counted.
    AtTheEnd,
}

/// The acts that skip every date of these standing appointments in the absence; the first of them brings it in. Empty where
/// nothing is to skip.
pub fn skips(all: &[(Series, Vec<DateRow>)], absence: &NewAbsence, meanwhile: Meanwhile, now: NaiveDateTime) -> Vec<SeriesAct> {
    if meanwhile == Meanwhile::Decide {
        return Vec::new();
    }
    let skip = |(series, rows): &(Series, Vec<DateRow>)| {
        // One without a date in it is left alone.
        Standing { series, rows, now }.skip_within(&absence.span, meanwhile == Meanwhile::AtTheEnd, None).ok()
    };
    let mut acts: Vec<SeriesAct> = all.iter().filter_map(skip).collect();
    if let Some(first) = acts.first_mut() {
        first.away = Some(absence.clone());
    }
    acts
}

/// How many dates they skip.
pub fn skipped(acts: &[SeriesAct]) -> usize {
    let skips = |act: &SeriesAct| act.dates.iter().filter(|planned| planned.row.is_some() && planned.fate == Fate::Skip).count();
    acts.iter().map(skips).sum()
}

impl SeriesAct {
    /// Takes over what was found, and leaves to decide what meets something.
    pub fn leave_open(&mut self, judged: &[Judged]) {
        self.settle(judged);
        for one in judged.iter().filter(|one| !one.conflicts.is_empty() && one.adopts.is_none()) {
            if let Some(planned) = self.dates.iter_mut().find(|planned| planned.rule_date == one.rule_date)
                && matches!(planned.fate, Fate::Book { .. })
            {
                planned.fate = Fate::Decide;
            }
        }
    }
}
