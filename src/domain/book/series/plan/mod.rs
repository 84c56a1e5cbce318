//! From what somebody wants of a standing appointment to the act that does it: which dates it touches, and what becomes of each.
//! Nothing is judged here: what stands against a new place is found by the store and decided by the person.
mod ending;

use chrono::{NaiveDate, NaiveDateTime};

use super::act::{Fate, Kind, Planned, Row, Seen, SeriesAct, Target};
use super::{DateRow, FOREVER, MOST_DATES, Series, Terms};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::status::Status;
use crate::domain::change::{Edit, NewAbsence, Who};
use crate::domain::ids::{AppointmentId, RoomId, ServiceId, StaffId};
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// A standing appointment with its rows, by rule date, and the moment it is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub series: &'a Series,
    pub rows: &'a [DateRow],
    pub now: NaiveDateTime,
}

/// Which of its dates; a single one is an appointment like any other, and is no matter of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The date that the rule gave as this moment, and all after it.
    Following(NaiveDateTime),
    /// All that are still to come.
    All,
}

/// What shall be different from a date on; what is `None` stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The new start of the first touched date; the others follow at their distance.
    pub starts: Option<NaiveDateTime>,
    pub staff: Option<StaffId>,
    pub room: Option<Option<RoomId>>,
    /// A service, and the clean-up it brings along.
    pub service: Option<(ServiceId, u32)>,
    pub minutes: Option<u32>,
}

/// Which dates a change would touch, and what it leaves alone: the words of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Dates it touches.
    pub touched: usize,
    pub last: Option<NaiveDateTime>,
    /// Dates that were changed by themselves before, and stay.
    pub exceptions: usize,
    /// Dates that are over or begun.
    pub past: usize,
}

impl Standing<'_> {
    /// Whether a date can still be changed: ahead, and neither begun nor called off.
    fn is_open(&self, row: &Appointment) -> bool {
        row.span.from() > self.now && (row.status.is_expected() || matches!(row.status, Status::Skipped | Status::ToDecide))
    }

    fn is_exception(&self, at: NaiveDateTime, row: &Appointment) -> bool {
        row.status.is_expected() && !self.series.as_ruled(row, at)
    }

    /// The first rule date a scope touches; `None`: nothing is still to come.
    pub fn pivot(&self, scope: Scope) -> Option<NaiveDateTime> {
        match scope {
            Scope::Following(at) => Some(at),
            Scope::All => self.rows.iter().find(|(_, row)| self.is_open(row)).map(|(at, _)| *at),
        }
    }

    /// What a scope would touch.
    pub fn reach(&self, scope: Scope) -> Reach {
        let pivot = self.pivot(scope);
        let within = |at: &NaiveDateTime| pivot.is_some_and(|pivot| *at >= pivot);
        let open = || self.rows.iter().filter(|(at, row)| within(at) && self.is_open(row) && row.status != Status::Skipped);
        let exceptions = open().filter(|(at, row)| scope != Scope::Following(*at) && self.is_exception(*at, row)).count();
        Reach {
            touched: open().count() - exceptions,
            last: open().map(|(_, row)| row.span.from()).max(),
            exceptions,
            past: self.rows.iter().filter(|(_, row)| row.span.from() <= self.now).count(),
        }
    }

    fn seen(&self) -> Seen {
        Seen { terms: self.series.terms.clone(), made_until: self.series.made_until }
    }

    /// The rows a scope reaches, and the rule date it begins at.
    fn part(&self, scope: Scope) -> Result<(NaiveDateTime, Vec<&DateRow>), String> {
        let pivot = self.pivot(scope).ok_or("None of its dates is still to come, so there is nothing to change.")?;
        let rows: Vec<_> = self.rows.iter().filter(|(at, _)| *at >= pivot).collect();
        if !rows.iter().any(|(_, row)| self.is_open(row)) {
            return Err("None of these dates is still to come, so there is nothing to change.".into());
        }
        Ok((pivot, rows))
    }

    /// Another time, therapist, room, service or length from a date on. What was changed by itself before stays, and so does
    /// what is over. The series parts in two where dates before the first touched one remain.
    pub fn change(&self, scope: Scope, to: &Place) -> Result<SeriesAct, String> {
        let (pivot, rows) = self.part(scope)?;
        let old = &self.series.terms;
        let first = to.starts.unwrap_or(pivot);
        let before = self.rows.iter().filter(|(at, _)| *at < pivot).count();
        let rule = moved(old, pivot, first)?;
        let (service, buffer) = to.service.unwrap_or((old.service, old.buffer));
        let terms = Terms {
            client: old.client,
            service,
            staff: to.staff.unwrap_or(old.staff),
            room: to.room.unwrap_or(old.room),
            minutes: to.minutes.unwrap_or(old.minutes),
            buffer,
            rule,
            first,
            ended: None,
        };
        // Rows beyond the end, called off when it was drawn nearer, keep their places behind it.
        let endless = terms.rule.with_end(End::Never);
        let new_dates: Vec<NaiveDateTime> = endless.dates(first).take(rows.len()).collect();
        if new_dates.len() < rows.len() || new_dates.first() != Some(&first) {
            return Err(cannot_follow());
        }
        let ended = old.ended.and_then(|ended| rows.iter().position(|(at, _)| *at >= ended)).map(|n| new_dates[n]);
        let terms = Terms { ended, ..terms };
        let dates = rows.iter().zip(&new_dates).map(|((at, row), new)| {
            let fate = match row.status {
                Status::Skipped if self.is_open(row) => Fate::Skip,
                _ if !self.is_open(row) => Fate::Stay,
                _ if scope != Scope::Following(*at) && self.is_exception(*at, row) => self.exception(*at, row, to),
                _ => Fate::Book { slot: placed(&terms, *new, row, to), anyway: None },
            };
            Planned { row: Some(Row::from(row)), rule_date: *new, fate }
        });
        let dates: Vec<Planned> = dates.collect();
        self.refuse_past(&dates)?;
        let made_until = match self.series.made_until {
            FOREVER => FOREVER,
            _ => new_dates.last().map_or(first.date(), NaiveDateTime::date),
        };
        let (id, seen) = (self.series.id, self.seen());
        let target = if before == 0 {
            Target::Same { id, seen, terms }
        } else {
            let before = self.series.before + u32::try_from(before).unwrap_or(u32::MAX);
            Target::Split { id, seen, ends: pivot, terms, before }
        };
        Ok(SeriesAct { kind: kind_of(to), target, dates, made_until, prefer: None, away: None })
    }

    /// What becomes of a date that was changed by itself before: it stays where it is, and takes over only what it still had as
    /// ruled.
    fn exception(&self, at: NaiveDateTime, row: &Appointment, to: &Place) -> Fate {
        let (old, own) = (&self.series.terms, row.slot());
        let is_own = |touched: bool, same: bool| touched && !same;
        let has_its_own = to.starts.is_some()
            || is_own(to.staff.is_some(), own.staff == old.staff)
            || is_own(to.room.is_some(), old.room.is_none() || own.room == old.room)
            || is_own(to.service.is_some(), own.service == old.service)
            || is_own(to.minutes.is_some(), own.span.minutes() == old.minutes);
        if has_its_own || at <= self.now && own.span.from() <= self.now {
            return Fate::Stay;
        }
        let (service, buffer) = to.service.unwrap_or((own.service, own.buffer));
        let slot = Slot {
            service,
            buffer,
            staff: to.staff.unwrap_or(own.staff),
            room: to.room.unwrap_or(own.room),
            span: Span::lasting(own.span.from(), to.minutes.unwrap_or(own.span.minutes())),
            ..own
        };
        Fate::Book { slot, anyway: None }
    }

    fn refuse_past(&self, dates: &[Planned]) -> Result<(), String> {
        let is_over = |fate: &Fate| matches!(fate, Fate::Book { slot, .. } if slot.span.from() <= self.now);
        if dates.iter().any(|planned| is_over(&planned.fate)) { Err("That moment is over. Say a later one.".into()) } else { Ok(()) }
    }

    /// What is done to one of its dates, done to others too. `to.starts` is where that one goes, `lands` all of its new place:
    /// it goes there whatever was changed of it before, and the others follow at their distance.
    pub fn follow(&self, scope: Scope, touched: (AppointmentId, NaiveDateTime), to: &Place, lands: &Slot) -> Result<SeriesAct, String> {
        let (pivot, _) = self.part(scope)?;
        let (id, at) = touched;
        let starts = to.starts.map(|starts| pivot + (starts - at));
        let mut act = self.change(scope, &Place { starts, ..*to })?;
        if let Some(planned) = act.dates.iter_mut().find(|planned| planned.row.is_some_and(|row| row.id == id)) {
            planned.fate = Fate::Book { slot: *lands, anyway: None };
        }
        self.refuse_past(&act.dates)?;
        Ok(act)
    }

    /// The client is away: the dates from `from` to `to` do not happen. With `at_the_end` as many come after the last one,
    /// where the rule is counted.
    pub fn skip(&self, from: NaiveDate, to: NaiveDate, at_the_end: bool, away: Option<NewAbsence>) -> Result<SeriesAct, String> {
        let span = Span::new(Span::whole_day(from).from(), Span::whole_day(to).to());
        self.skip_within(&span.unwrap_or_else(|| Span::whole_day(from)), at_the_end, away)
    }

    /// The same for a stretch that may be less than whole days.
    pub fn skip_within(&self, span: &Span, at_the_end: bool, away: Option<NewAbsence>) -> Result<SeriesAct, String> {
        let within = |row: &Appointment| row.span.overlaps(span) && self.is_open(row) && row.status != Status::Skipped;
        let skipped = self.rows.iter().filter(|(_, row)| within(row));
        let mut dates: Vec<Planned> =
            skipped.map(|(at, row)| Planned { row: Some(Row::from(row)), rule_date: *at, fate: Fate::Skip }).collect();
        if dates.is_empty() && away.is_none() {
            return Err("None of its dates lies between these days.".into());
        }
        let mut terms = self.series.terms.clone();
        if let (true, Some(count)) = (at_the_end && terms.ended.is_none() && !self.series.goes_on, terms.counted()) {
            let missing = dates.len();
            let mut more = missing;
            // What comes at the end may lie in the stretch too; then one more follows.
            let brought = loop {
                terms.rule = terms.rule.with_end(End::Count(count.saturating_add(u32::try_from(more).unwrap_or(u32::MAX))));
                let brought = self.brought(&terms, self.series.made_until);
                let good = brought.iter().filter(|planned| !planned.lies_in(span)).count();
                if good >= missing || brought.len() < more || more > MOST_DATES as usize {
                    break brought;
                }
                more += missing - good;
            };
            dates.extend(brought.into_iter().map(|planned| if planned.lies_in(span) { planned.skipped() } else { planned }));
        }
        Ok(SeriesAct { away, ..self.same(Kind::Skipped, terms, dates, self.series.made_until) })
    }

    /// The dates to come that new terms bring and the old ones did not have: new ones, and those that were called off when the
    /// end was drawn nearer.
    fn brought(&self, terms: &Terms, made_until: NaiveDate) -> Vec<Planned> {
        let had = self.series.terms.dates_after(None, self.series.made_until);
        let wanted = terms.dates_after(None, made_until);
        let new = wanted.into_iter().filter(|at| *at > self.now && !had.contains(at));
        let plan = |at: NaiveDateTime| match self.rows.iter().find(|(known, _)| *known == at) {
            Some((_, row)) => row.status.is_off().then(|| (Some(Row::from(row)), row.slot())),
            None => Some((None, terms.slot(at))),
        };
        let book = |(at, (row, slot))| Planned { row, rule_date: at, fate: Fate::Book { slot, anyway: None } };
        new.filter_map(|at| Some((at, plan(at)?))).map(book).collect()
    }

    fn same(&self, kind: Kind, terms: Terms, dates: Vec<Planned>, made_until: NaiveDate) -> SeriesAct {
        let target = Target::Same { id: self.series.id, seen: self.seen(), terms };
        SeriesAct { kind, target, dates, made_until, prefer: None, away: None }
    }
}

impl Planned {
    fn lies_in(&self, span: &Span) -> bool {
        matches!(&self.fate, Fate::Book { slot, .. } if slot.span.overlaps(span))
    }

    fn skipped(self) -> Self {
        Self { fate: Fate::Skip, ..self }
    }
}

impl SeriesAct {
    /// With the new therapist as the client's preferred one from now on.
    #[must_use]
    pub fn preferring(self, seen: Option<StaffId>) -> Self {
        Self { prefer: Edit::of(seen, Some(self.terms().staff)), ..self }
    }
}

/// A date at its new place. Where the series takes any room, the appointment keeps its own until the store finds it taken.
fn placed(terms: &Terms, at: NaiveDateTime, row: &Appointment, to: &Place) -> Slot {
    let slot = terms.slot(at);
    let room = if to.room.is_none() { slot.room.or(row.room) } else { slot.room };
    Slot { room, ..slot }
}

/// The rule once the date it gave as `from` is at `to`: it has as many dates from there on as it had.
fn moved(old: &Terms, from: NaiveDateTime, to: NaiveDateTime) -> Result<Rule, String> {
    let shifted = old.rule.shifted(from.date(), to.date()).ok_or_else(cannot_follow)?;
    let left = || old.rule.dates(old.first).skip_while(|at| *at < from).count().max(1);
    let end = match shifted.end() {
        End::Count(_) => End::Count(u32::try_from(left()).unwrap_or(u32::MAX)),
        // The same day says it as it was said; a time of day of its own is another part's beginning.
        End::Until(until) if from.date() == to.date() && End::Until(until) == End::until_day(until.date()) => End::Until(until),
        End::Until(_) => {
            let last = shifted.with_end(End::Never).dates(to).nth(left() - 1);
            End::Until(last.ok_or_else(cannot_follow)?)
        }
        End::Never => End::Never,
    };
    Ok(shifted.with_end(end))
}

fn cannot_follow() -> String {
    "These dates cannot follow to another day of the week or month together. Change the time of day only, move them one by one, or end this standing appointment and begin another.".into()
}

fn kind_of(to: &Place) -> Kind {
    if to.staff.is_some() {
        Kind::HandedOver
    } else if to.starts.is_some() {
        Kind::Moved
    } else {
        Kind::Changed
    }
}

/// A new standing appointment: every date that is still to come at its place.
pub fn make(who: Who, terms: Terms, note: Clean, now: NaiveDateTime) -> SeriesAct {
    let today = now.date();
    let dates = terms.dates(today).into_iter().filter(|at| *at > now).map(|at| Planned {
        row: None,
        rule_date: at,
        fate: Fate::Book { slot: terms.slot(at), anyway: None },
    });
    let (dates, made_until) = (dates.collect(), terms.horizon(today));
    SeriesAct { kind: Kind::Made, target: Target::New { who, terms, note }, dates, made_until, prefer: None, away: None }
}
