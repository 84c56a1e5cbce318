//! Standing appointments: whoever comes at a fixed hour has them, counted or without an end.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta};
use fastrand::Rng;

use super::lately::desk_of;
use super::visit::lately_from;
use super::{Calendar, brought_in};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::rule::Rule;
use crate::domain::book::series::act::{Fate, SeriesAct};
use crate::domain::book::series::review::Judged;
use crate::domain::book::series::{Terms, plan};
use crate::domain::change::{BookChange, Change, Who};
use crate::domain::ids::{ClientId, ServiceId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::text::Clean;
use crate::store::{Error, Store};

/// The same client for the same service with the same therapist, at the same hour of the week.
type Hour = (ClientId, StaffId, ServiceId, u32, NaiveTime);

/// Makes them out of the single appointments of the old book, some time after it was brought in.
pub(super) fn make(store: &mut Store, calendar: &Calendar, directory: &Directory, rng: &mut Rng) -> Result<(), Error> {
    let mut hours: BTreeMap<Hour, Vec<Appointment>> = BTreeMap::new();
    let mut off: BTreeSet<(ClientId, NaiveDateTime)> = BTreeSet::new();
    for date in lately_from(calendar).iter_days().take_while(|date| *date <= calendar.last) {
        for one in store.day(date)?.entries.into_iter().map(|entry| entry.appointment) {
            if !one.status.is_expected() {
                off.insert((one.client, one.span.from()));
                continue;
            }
            let hour = (one.client, one.staff, one.service, date.weekday().num_days_from_monday(), one.span.from().time());
            hours.entry(hour).or_default().push(one);
        }
    }
    let mut at = brought_in(calendar) + TimeDelta::minutes(95);
    let mut known = BTreeSet::new();
    let mut met = 0;
    for (hour, dates) in hours {
        // A short course for a few who have one appointment left.
        let short = dates.len() == 1 && rng.u32(0..12) == 0;
        let Some(every) = every(&dates).or(short.then_some(1)).filter(|_| known.insert(hour.0)) else { continue };
        let Some(terms) = terms(&dates, every, rng) else { continue };
        let mut act = plan::make(Who::Known(hour.0), terms, Clean::default(), at);
        let judged = store.review(&act.asked(), &act.leaving(), true, at)?;
        act.settle(&judged);
        decide(&mut act, &judged, &off, hour.0, &mut met);
        store.apply(&Change::Book(BookChange::Series(vec![act])), calendar.stamp(at, Some(desk_of(directory))))?;
        at += TimeDelta::minutes(1);
    }
    Ok(())
}

/// The weeks between the dates; `None` when there is no regular beat.
fn every(dates: &[Appointment]) -> Option<i64> {
    let gap = |pair: &[Appointment]| (pair[1].span.date() - pair[0].span.date()).num_days() / 7;
    dates.windows(2).map(gap).min().filter(|weeks| (1..=4).contains(weeks))
}

/// Counted for most, so that a check comes at the end; without an end for a few.
fn terms(dates: &[Appointment], every: i64, rng: &mut Rng) -> Option<Terms> {
    let (first, last) = (dates.first()?, dates.last()?);
    let made = (last.span.date() - first.span.date()).num_days() / (7 * every) + 1;
    let end = if dates.len() > 1 && rng.u32(0..6) == 0 {
        String::new()
    } else {
        format!(";COUNT={}", made + if dates.len() == 1 { 1 } else { rng.i64(0..5) })
    };
    Some(Terms {
        client: Some(first.client),
        service: first.service,
        staff: first.staff,
        room: None,
        minutes: first.span.minutes(),
        buffer: first.buffer,
        rule: Rule::read(&format!("FREQ=WEEKLY;INTERVAL={every}{end}"), None).ok()?,
        first: first.span.from(),
        ended: None,
    })
}

/// What the client had called off before is skipped. Of the dates that met a conflict the first waits for a decision; the
/// others are skipped or take the nearest time in turn.
fn decide(act: &mut SeriesAct, judged: &[Judged], off: &BTreeSet<(ClientId, NaiveDateTime)>, client: ClientId, met: &mut usize) {
    for planned in &mut act.dates {
        if planned.fate == Fate::Stay {
            continue;
        }
        let conflict = judged.iter().find(|one| one.rule_date == planned.rule_date && !one.conflicts.is_empty());
        if planned.row.is_none() && off.contains(&(client, planned.rule_date)) {
            planned.fate = Fate::Skip;
        } else if let Some(one) = conflict {
            // Two that take the nearest time could take the same one.
            let nearest = one
                .nearest
                .filter(|_| *met % 3 == 1 && !judged.iter().any(|other| other.rule_date > one.rule_date && !other.conflicts.is_empty()));
            planned.fate = match (*met, nearest) {
                (0, _) => Fate::Decide,
                (_, Some(slot)) => Fate::Book { slot, anyway: None },
                (_, None) => Fate::Skip,
            };
            *met += 1;
        }
    }
}
