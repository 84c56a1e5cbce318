//! A standing appointment as one event: its rule, and what differs from it.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use super::lines::utc;
use super::zone::instant;
use crate::domain::book::appointment::Slot;
use crate::domain::book::calendar::Recurring;
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::series::{DateRow, Series};
use crate::domain::book::status::Status;
use crate::domain::ids::{RoomId, StaffId};
use crate::domain::span::Span;

/// What stands in the main event, and the dates that have one of their own.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    /// The first date, as the rule has it.
    pub(super) first: Slot,
    /// Without "RRULE:" before it.
    pub(super) rule: String,
    pub(super) left_out: Vec<NaiveDateTime>,
    pub(super) extra: Vec<NaiveDateTime>,
    pub(super) changed: Vec<&'a DateRow>,
    /// Dates as the rule has them that were done.
    pub(super) done: Vec<NaiveDateTime>,
    /// Those among the ones left out that are to decide.
    pub(super) to_decide: Vec<NaiveDateTime>,
}

/// How a calendar has it, or of one therapist what she does of it; `None` when nothing of it takes place.
pub(super) fn shape(recurring: &Recurring, staff: Option<StaffId>, zone: Tz) -> Option<Shape<'_>> {
    let series = &recurring.series;
    let terms = &series.terms;
    let is_shown = |row: &&DateRow| {
        let waits = matches!(row.1.status, Status::Skipped | Status::ToDecide);
        !waits && staff.is_none_or(|staff| row.1.staff == staff)
    };
    let shown: Vec<&DateRow> = recurring.dates.iter().filter(is_shown).collect();
    let last_row = shown.last().map(|row| row.0);
    let rule = terms.rule.settled(terms.first);
    let cut = cut(series, &rule, last_row);
    if shown.is_empty() && (cut.is_some() || terms.counted().is_some()) {
        return None;
    }
    let known = Span::whole_day(series.made_until).to() - TimeDelta::seconds(1);
    let known = last_row.map_or(known, |last| known.max(last));
    let upto = cut.map_or(known, |cut| cut.min(known));
    let given: BTreeSet<NaiveDateTime> = rule.dates(terms.first).take_while(|at| *at <= upto).collect();
    let held: BTreeSet<NaiveDateTime> = shown.iter().map(|row| row.0).collect();
    let mut extra: Vec<NaiveDateTime> = held.difference(&given).copied().collect();
    // A rule whose dates all lie beyond what is made has its first one there.
    let by_rule = given.first().copied().or_else(|| if cut.is_none() { rule.dates(terms.first).next() } else { None });
    let (first, rule) = match by_rule {
        Some(first) => (first, ending(&rule, terms.first, cut, zone)),
        None if extra.is_empty() => return None,
        // Only dates beside the rule are left: the first of them, and the others.
        None => (extra.remove(0), "FREQ=DAILY;COUNT=1".to_owned()),
    };
    let usual = Slot { room: terms.room.or_else(|| usual_room(&shown)), ..terms.slot(first) };
    let differs = |row: &&&DateRow| {
        let (rule_date, own) = (row.0, &row.1);
        let ruled = Slot { span: Span::lasting(rule_date, terms.minutes), ..usual };
        own.slot() != ruled || !matches!(own.status, Status::Booked | Status::Done)
    };
    let changed = shown.iter().filter(differs).copied().collect();
    let is_done = |row: &&&DateRow| row.1.status == Status::Done && !differs(row);
    let done = shown.iter().filter(is_done).map(|row| row.0).collect();
    let left_out: Vec<NaiveDateTime> = given.difference(&held).copied().collect();
    let open: BTreeSet<NaiveDateTime> = recurring.dates.iter().filter(|row| row.1.status == Status::ToDecide).map(|row| row.0).collect();
    let to_decide = left_out.iter().filter(|at| open.contains(at)).copied().collect();
    Some(Shape { first: usual, rule, left_out, extra, changed, done, to_decide })
}

/// The last moment of a rule that is cut off: by its own end, or because it was ended. Dates that were called off then are
/// still dates.
fn cut(series: &Series, rule: &Rule, last_row: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let until = match rule.end() {
        End::Until(last) => Some(last),
        End::Never | End::Count(_) => None,
    };
    let Some(ended) = series.terms.ended else { return until };
    let ended = last_row.map_or(ended - TimeDelta::seconds(1), |last| last.max(ended - TimeDelta::seconds(1)));
    Some(until.map_or(ended, |until| until.min(ended)))
}

/// The rule with its end as an instant: where a calendar names a zone, UNTIL is in UTC (RFC 5545 §3.3.10).
fn ending(rule: &Rule, first: NaiveDateTime, cut: Option<NaiveDateTime>, zone: Tz) -> String {
    let Some(last) = cut.and_then(|cut| last_date(rule, first, cut)) else { return rule.to_string() };
    format!("{};UNTIL={}", rule.with_end(End::Never), utc(instant(zone, last)))
}

/// The last date up to and including `cut`.
fn last_date(rule: &Rule, first: NaiveDateTime, cut: NaiveDateTime) -> Option<NaiveDateTime> {
    let mut days = 400;
    loop {
        let from = (cut - TimeDelta::days(days)).max(first);
        let found = rule.dates_between(first, from, cut + TimeDelta::seconds(1)).last().copied();
        if found.is_some() || from == first {
            return found;
        }
        days *= 8;
    }
}

/// The room of most dates, for one that takes any that is free.
fn usual_room(shown: &[&DateRow]) -> Option<RoomId> {
    let mut rooms: BTreeMap<RoomId, usize> = BTreeMap::new();
    for room in shown.iter().filter_map(|row| row.1.room) {
        *rooms.entry(room).or_default() += 1;
    }
    rooms.into_iter().max_by_key(|(room, times)| (*times, std::cmp::Reverse(*room))).map(|(room, _)| room)
}
