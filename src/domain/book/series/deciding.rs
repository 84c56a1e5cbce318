//! The dates of an act before it is saved: what stands against each, and what a person decided of it.
use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::act::{Fate, Kind, Planned, Row, SeriesAct};
use super::review::{Asked, Judged};
use super::{FOREVER, MOST_DATES, Terms};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::rule::End;
use crate::domain::change::Anyway;
use crate::domain::ids::AppointmentId;

/// An act with what was found against its dates.
#[derive(Debug)]
pub struct Deciding {
    act: SeriesAct,
    /// What the plan made of each date, before anybody decided.
    opened: Vec<Fate>,
    /// By rule date.
    judged: HashMap<NaiveDateTime, Judged>,
    /// The count of its rule before dates were put at the end, and how many were.
    counted: Option<u32>,
    at_the_end: usize,
}

/// How it stands with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// Nobody has looked yet.
    Unread,
    /// Nothing stands against it.
    Free(Slot),
    /// A person has to decide.
    Against(&'a Judged),
    /// Booked in spite of what stands against it.
    Anyway(&'a Judged, &'a Anyway),
    /// The client's own single appointment becomes the date.
    Adopted(Row),
    Skipped,
    /// It waits for somebody to decide later.
    Waits,
    CalledOff,
    /// It was changed by itself before, and stays; it could go along.
    Exception(Row),
    /// It is over or begun, and stays.
    Over(Option<Row>),
}

/// How many dates stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub wanted: usize,
    pub free: usize,
    pub anyway: usize,
    pub adopted: usize,
    pub skipped: usize,
    pub staying: usize,
    pub called_off: usize,
    pub to_decide: usize,
    /// Dates at the end that make up for skipped ones.
    pub making_up: usize,
}

impl Deciding {
    pub fn new(act: SeriesAct) -> Self {
        let opened = act.dates.iter().map(|planned| planned.fate.clone()).collect();
        let counted = act.terms().counted().filter(|_| act.terms().ended.is_none());
        Self { act, opened, judged: HashMap::new(), counted, at_the_end: 0 }
    }

    pub fn kind(&self) -> Kind {
        self.act.kind
    }

    pub fn terms(&self) -> &Terms {
        self.act.terms()
    }

    pub fn dates(&self) -> &[Planned] {
        &self.act.dates
    }

    /// Whether it is new, and its dates are those of the first year only: others follow by themselves.
    pub fn goes_on(&self) -> bool {
        self.act.kind == Kind::Made && self.act.made_until != FOREVER
    }

    /// Whether a person has decided anything.
    pub fn is_changed(&self) -> bool {
        self.at_the_end > 0 || self.act.dates.iter().zip(&self.opened).any(|(planned, opened)| planned.fate != *opened)
    }

    /// Where a date is booked, if it is.
    pub fn place(&self, place: usize) -> Option<Slot> {
        match &self.act.dates.get(place)?.fate {
            Fate::Book { slot, .. } => Some(*slot),
            Fate::Skip | Fate::Decide | Fate::CallOff { .. } | Fate::Stay => None,
        }
    }

    /// What is to be judged; with a date somewhere else, to see how that would be.
    pub fn asked(&self, tried: Option<(usize, Slot)>) -> Vec<Asked> {
        let mut asked = self.act.asked();
        if let Some((planned, slot)) = tried.and_then(|(place, slot)| Some((self.act.dates.get(place)?, slot))) {
            match asked.iter_mut().find(|one| one.rule_date == planned.rule_date) {
                Some(one) => one.slot = slot,
                None => asked.push(Asked { rule_date: planned.rule_date, row: planned.row.map(|row| row.id), slot }),
            }
        }
        asked
    }

    pub fn leaving(&self) -> Vec<AppointmentId> {
        self.act.leaving()
    }

    /// Takes over what was found.
    pub fn hear(&mut self, judged: impl IntoIterator<Item = Judged>) {
        self.judged.extend(judged.into_iter().map(|one| (one.rule_date, one)));
    }

    /// How it stands with the date at a place, as seen at `now`.
    pub fn state(&self, place: usize, now: NaiveDateTime) -> State<'_> {
        let Some(planned) = self.act.dates.get(place) else { return State::Over(None) };
        let (slot, anyway) = match &planned.fate {
            Fate::Skip => return State::Skipped,
            Fate::Decide => return State::Waits,
            Fate::CallOff { .. } => return State::CalledOff,
            Fate::Stay => return exception(planned, now).map_or(State::Over(planned.row), State::Exception),
            Fate::Book { slot, anyway } => (slot, anyway),
        };
        let Some(judged) = self.judged.get(&planned.rule_date) else { return State::Unread };
        match (judged.adopts.filter(|_| planned.row.is_none()), anyway) {
            (Some(row), _) => State::Adopted(row),
            (None, _) if judged.conflicts.is_empty() => State::Free(*slot),
            (None, Some(anyway)) if judged.conflicts.iter().all(|found| anyway.seen.contains(found)) => State::Anyway(judged, anyway),
            (None, _) => State::Against(judged),
        }
    }

    /// The places of the dates that nobody has decided on.
    pub fn undecided(&self, now: NaiveDateTime) -> Vec<usize> {
        (0..self.act.dates.len()).filter(|place| matches!(self.state(*place, now), State::Against(_))).collect()
    }

    pub fn counts(&self, now: NaiveDateTime) -> Counts {
        let mut counts = Counts::default();
        for place in 0..self.act.dates.len() {
            let count = match self.state(place, now) {
                State::Unread => {
                    counts.wanted += 1;
                    continue;
                }
                State::Over(_) => continue,
                State::Free(_) => &mut counts.free,
                State::Against(_) | State::Waits => &mut counts.to_decide,
                State::Anyway(..) => &mut counts.anyway,
                State::Adopted(_) => &mut counts.adopted,
                State::Skipped => &mut counts.skipped,
                State::Exception(_) => &mut counts.staying,
                State::CalledOff => &mut counts.called_off,
            };
            *count += 1;
            counts.wanted += 1;
        }
        counts.making_up = self.at_the_end.min(counts.skipped);
        counts
    }

    /// The date goes to the nearest free time.
    pub fn take_nearest(&mut self, place: usize, now: NaiveDateTime) -> Result<Slot, String> {
        let nearest = match self.state(place, now) {
            State::Against(judged) => judged.nearest,
            State::Unread => return Err("This date is still being looked at. Press the key again in a moment.".into()),
            State::Free(_) | State::Adopted(_) => return Err("Nothing stands against this date: it is booked as it is.".into()),
            State::Anyway(..) => return Err("This date is booked anyway already.".into()),
            State::Skipped => return Err("This date is skipped; bring it back first.".into()),
            State::Waits => return Err("This date waits to be decided later. Say another time for it.".into()),
            State::Exception(_) => return Err("This date was moved by itself and stays.".into()),
            State::CalledOff => return Err(BEHIND_THE_END.into()),
            State::Over(_) => return Err(OVER.into()),
        };
        let slot = nearest.ok_or("No time is free within a week of this date. Skip it, say another time, or book it anyway.")?;
        self.put(place, slot);
        Ok(slot)
    }

    /// The date goes there, whatever stands against it.
    pub fn put(&mut self, place: usize, slot: Slot) {
        if let Some(planned) = self.act.dates.get_mut(place) {
            planned.fate = Fate::Book { slot, anyway: None };
            self.judged.remove(&planned.rule_date);
        }
    }

    /// Whether a date can be put somewhere else.
    pub fn can_be_put(&self, place: usize, now: NaiveDateTime) -> Result<Slot, String> {
        let planned = self.act.dates.get(place).ok_or(OVER)?;
        match &planned.fate {
            Fate::Book { slot, .. } => Ok(*slot),
            Fate::Skip | Fate::Decide => Ok(self.ruled(planned)),
            Fate::Stay if exception(planned, now).is_some() => Ok(self.ruled(planned)),
            Fate::Stay => Err(OVER.into()),
            Fate::CallOff { .. } => Err(BEHIND_THE_END.into()),
        }
    }

    /// Skips a date or brings it back to where its rule has it; one that was changed by itself goes along or stays.
    pub fn turn(&mut self, place: usize, now: NaiveDateTime) -> Result<(), String> {
        let (Some(planned), Some(opened)) = (self.act.dates.get(place), self.opened.get(place)) else { return Err(OVER.into()) };
        let along = || Fate::Book { slot: self.ruled(planned), anyway: None };
        let fate = match &planned.fate {
            Fate::Book { .. } | Fate::Decide if *opened == Fate::Stay => Fate::Stay,
            Fate::Book { .. } | Fate::Decide => Fate::Skip,
            Fate::Skip if matches!(opened, Fate::Book { .. }) => opened.clone(),
            Fate::Skip => along(),
            Fate::Stay if exception(planned, now).is_some() => along(),
            Fate::Stay => return Err(OVER.into()),
            Fate::CallOff { .. } => return Err(BEHIND_THE_END.into()),
        };
        self.judged.remove(&planned.rule_date);
        self.act.dates[place].fate = fate;
        Ok(())
    }

    /// What a date would be booked in spite of, and where.
    pub fn against(&self, place: usize, now: NaiveDateTime) -> Result<&Judged, String> {
        let judged = match self.state(place, now) {
            State::Against(judged) | State::Anyway(judged, _) => judged,
            State::Unread
            | State::Free(_)
            | State::Adopted(_)
            | State::Skipped
            | State::Waits
            | State::CalledOff
            | State::Exception(_)
            | State::Over(_) => {
                return Err("Nothing stands against this date, so there is nothing to book in spite of.".into());
            }
        };
        if judged.conflicts.iter().any(|conflict| matches!(conflict, Conflict::NoSuchTime { .. })) {
            return Err("The clocks skip this time, so nobody can come then. Take the nearest, or say another time.".into());
        }
        if judged.conflicts.iter().filter_map(Conflict::overlaps).any(AppointmentId::is_planned) {
            return Err("Another one of these dates is there already. Say another time, or skip it.".into());
        }
        Ok(judged)
    }

    /// Books a date in spite of what was seen.
    pub fn book_anyway(&mut self, place: usize, anyway: Anyway) {
        let Some(planned) = self.act.dates.get_mut(place) else { return };
        if let (Fate::Book { slot, anyway: because }, Some(judged)) = (&mut planned.fate, self.judged.get(&planned.rule_date)) {
            *slot = judged.slot;
            *because = Some(anyway);
        }
    }

    /// How many dates should be at the end for those that are skipped, and how many are; `None` where the rule has no count.
    pub fn at_the_end(&self) -> Option<(usize, usize)> {
        self.counted?;
        Some((self.act.dates.iter().filter(|planned| planned.fate == Fate::Skip).count(), self.at_the_end))
    }

    /// Puts as many dates at the end as are skipped, or takes away what are too many.
    pub fn put_at_the_end(&mut self, now: NaiveDateTime) -> Result<usize, String> {
        let (Some(counted), Some((skipped, there))) = (self.counted, self.at_the_end()) else {
            return Err("These dates have no last one to put others behind: they go on.".into());
        };
        if skipped == there {
            let none = "No date is skipped, so none is put at the end.";
            return Err(if skipped == 0 { none.into() } else { "As many dates are at the end as are skipped.".into() });
        }
        let count = u32::try_from(skipped).unwrap_or(u32::MAX).saturating_add(counted);
        if count > MOST_DATES {
            return Err(format!("A standing appointment has at most {MOST_DATES} dates."));
        }
        let rows = self.opened.len() - there;
        let terms = self.act.terms_mut();
        terms.rule = terms.rule.with_end(End::Count(count));
        let terms = terms.clone();
        let more = terms.rule.dates(terms.first).skip(counted as usize).filter(|at| *at > now).map(|at| Planned {
            row: None,
            rule_date: at,
            fate: Fate::Book { slot: terms.slot(at), anyway: None },
        });
        let more: Vec<Planned> = more.collect();
        let kept: Vec<Planned> = self.act.dates.drain(rows..).collect();
        self.opened.truncate(rows);
        for (place, new) in more.into_iter().enumerate() {
            self.opened.push(new.fate.clone());
            self.act.dates.push(kept.get(place).cloned().unwrap_or(new));
        }
        self.at_the_end = skipped;
        Ok(skipped)
    }

    /// The act as it is saved.
    pub fn settled(&self) -> SeriesAct {
        let mut act = self.act.clone();
        let judged: Vec<Judged> = self.judged.values().cloned().collect();
        act.settle(&judged);
        for planned in &mut act.dates {
            let nothing_against = self.judged.get(&planned.rule_date).is_some_and(|judged| judged.conflicts.is_empty());
            if let (Fate::Book { anyway, .. }, true) = (&mut planned.fate, nothing_against) {
                *anyway = None;
            }
        }
        act
    }

    /// Where the rule has a date; in its own room where any will do.
    fn ruled(&self, planned: &Planned) -> Slot {
        let slot = self.act.terms().slot(planned.rule_date);
        Slot { room: slot.room.or_else(|| planned.row.and_then(|row| row.slot.room)), ..slot }
    }
}

const OVER: &str = "This date is over or begun, and stays as it is.";
const BEHIND_THE_END: &str = "This date lies behind the new end, so it is called off.";

/// The appointment of a date that stays although it could go along.
fn exception(planned: &Planned, now: NaiveDateTime) -> Option<Row> {
    planned.row.filter(|row| row.slot.span.from() > now && row.status.is_expected())
}
