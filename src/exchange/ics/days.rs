//! Events of whole days: stretches in which somebody is away.
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use super::event::{Ends, Event, Said};
use super::moment::{Moment, Zone};
use super::rules::TimedRule;
use super::unroll::{Unroll, Unrolled};
use super::{Options, What};
use crate::domain::book::series::HORIZON_WEEKS;
use crate::domain::span::{self, Span};

/// Longer than anybody is away.
const MOST_DAYS: i64 = 3660;

/// How many whole days an event lasts.
fn days(event: &Event, from: NaiveDate) -> Result<i64, String> {
    let days = match &event.ends {
        Ends::Unsaid => 1,
        Ends::At(Moment::Day(end)) => (*end - from).num_days(),
        Ends::At(Moment::At { .. }) => return Err("It begins with a day and ends at a time of day: write both in the same way.".to_owned()),
        Ends::After(length) => length.num_minutes().div_euclid(24 * 60) + i64::from(length.num_minutes().rem_euclid(24 * 60) > 0),
    };
    match days {
        ..0 => Err("It ends before it begins: correct the end.".to_owned()),
        // Some programs write the last day where the one after it belongs.
        0 => Ok(1),
        1..=MOST_DAYS => Ok(days),
        _ => Err(format!("It lasts {days} days, and nobody is away for so long: correct the end.")),
    }
}

fn lasting(from: NaiveDate, days: i64) -> Option<Span> {
    let to = from.checked_add_days(Days::new(u64::try_from(days).ok()?))?;
    Span::new(from.and_time(NaiveTime::MIN), to.and_time(NaiveTime::MIN))
}

/// The first day of one event, and how long it lasts.
pub(super) fn one(event: &Event) -> Result<(NaiveDate, i64), String> {
    match &event.start {
        Moment::Day(from) => Ok((*from, days(event, *from)?)),
        Moment::At { .. } => Err("It has a time of day, and the event it belongs to is a whole day: give both the same.".to_owned()),
    }
}

/// A whole-day event and the days that stand in for days of its rule. Of a rule come those of the last two years and of the
/// next: nobody plans further, and a birthday would reach back a century.
pub(super) fn away(event: &Event, changed: &[&Event], unroll: &Unroll<'_>, options: &Options) -> Result<Unrolled, String> {
    let (from, length) = one(event)?;
    if event.is_free {
        return Ok((What::Nothing("It is a whole day that is marked as free, so it takes no time and was left alone."), Vec::new()));
    }
    let day = |moment: &Moment| unroll.on_our_clock(moment).map(|at| at.date());
    let each = |moments: &[Moment]| moments.iter().map(day).collect::<Result<BTreeSet<_>, _>>();
    let (extra, out) = (each(&event.extra)?, each(&event.left_out)?);
    let first = from.and_time(NaiveTime::MIN);
    let to = (options.today.max(from) + Days::new(7 * HORIZON_WEEKS)).and_time(NaiveTime::MIN);
    let rules = |texts: &[String]| texts.iter().map(|rule| TimedRule::read(rule, first, Zone::Floating, options.zone)).collect();
    let (rules, not): (Result<Vec<_>, String>, Result<Vec<_>, String>) = (rules(&event.rules), rules(&event.not_rules));
    let (rules, not) = (rules?, not?);
    let dates = |rule: &TimedRule| rule.dates(first, to);
    let mut starts: BTreeSet<NaiveDate> = rules.iter().flat_map(dates).map(|at| at.date()).collect();
    if rules.is_empty() || !starts.is_empty() {
        starts.insert(from);
    }
    starts.extend(extra);
    for gone in not.iter().flat_map(dates) {
        starts.remove(&gone.date());
    }
    let is_one = rules.is_empty() && starts.len() == 1 && changed.is_empty();
    let mut spans: Vec<Span> = Vec::new();
    for other in changed {
        let of = other.instead_of.as_ref().map(day).transpose()?;
        of.map(|of| starts.remove(&of));
        let (from, length) = one(other)?;
        spans.extend(lasting(from, length).filter(|_| other.said != Said::Cancelled));
    }
    let own = starts.iter().filter(|day| !out.contains(day) && event.said != Said::Cancelled);
    spans.extend(own.filter_map(|from| lasting(*from, length)));
    let since = options.today - Days::new(2 * 366);
    let before = spans.len();
    let mut notes = Vec::new();
    if !is_one {
        spans.retain(|span| span.to().date() > since);
        if spans.len() < before {
            notes.push("Its days of more than two years ago were left out.".to_owned());
        }
        notes.push("It repeats, so it comes in as its days, one by one, up to a year ahead.".to_owned());
    }
    if spans.is_empty() {
        let why = if before == 0 {
            "None of its days takes place, so there was nothing to bring in."
        } else {
            "All of its days are over for more than two years, so it was left out."
        };
        return Ok((What::Nothing(why), Vec::new()));
    }
    Ok((What::Away(span::union(spans)), notes))
}
