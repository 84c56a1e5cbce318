//! The rules of an event, read for this book: on the event's own clock, with all their times of day.
use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;

use super::moment::Zone;
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::series::MOST_DATES;

/// A longer count is as good as none.
const FAR: u32 = 20_000;

/// A rule and the times of day at which it happens; usually only that of the first date.
#[derive(Debug, Clone)]
pub(super) struct TimedRule {
    pub(super) rule: Rule,
    pub(super) times: Vec<NaiveTime>,
}

impl TimedRule {
    /// Reads RRULE as it stands, for an event that begins at `first` on its own clock.
    pub(super) fn read(text: &str, first: NaiveDateTime, zone: Zone, practice: Tz) -> Result<Self, String> {
        let (mut kept, mut hours, mut minutes) = (Vec::new(), vec![first.hour()], vec![first.minute()]);
        let upper = text.trim().to_ascii_uppercase();
        for part in upper.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some(("BYHOUR", list)) => hours = numbers("BYHOUR", list, 24)?,
                Some(("BYMINUTE", list)) => minutes = numbers("BYMINUTE", list, 60)?,
                // Appointments begin at whole minutes.
                Some(("BYSECOND", _) | ("RSCALE", "GREGORIAN")) => {}
                Some((name, _)) if name.starts_with("X-") => {}
                Some(("UNTIL", until)) => kept.push(format!("UNTIL={}", local(until, zone, practice))),
                Some(_) | None => kept.push(part.to_owned()),
            }
        }
        let is_set = kept.iter().any(|part| part.starts_with("BYSETPOS"));
        let rule = Rule::read(&kept.join(";"), None).map_err(|why| format!("Its rule cannot be kept here. {why}"))?;
        let mut times: Vec<NaiveTime> =
            hours.iter().flat_map(|hour| minutes.iter().filter_map(|minute| NaiveTime::from_hms_opt(*hour, *minute, 0))).collect();
        times.sort_unstable();
        times.dedup();
        if is_set && times.len() > 1 {
            return Err(
                "Its rule picks among several times of a day (BYSETPOS with BYHOUR): write each time as an event of its own.".into()
            );
        }
        let rule = if times.as_slice() == [first.time()] { without_far_count(rule, first) } else { rule };
        Ok(Self { rule, times })
    }

    /// Whether it happens at the time of the first date only, as a standing appointment does.
    pub(super) fn is_plain(&self, first: NaiveDateTime) -> bool {
        self.times.as_slice() == [first.time()]
    }

    /// Its dates from `first` up to `to`, not included.
    pub(super) fn dates(&self, first: NaiveDateTime, to: NaiveDateTime) -> BTreeSet<NaiveDateTime> {
        let endless = self.rule.with_end(End::Never);
        let (rule, most) = match self.rule.end() {
            End::Count(count) if !self.is_plain(first) => (&endless, count),
            End::Count(_) | End::Until(_) | End::Never => (&self.rule, u32::MAX),
        };
        let at = |time: &NaiveTime| rule.dates_between(first.date().and_time(*time), first, to);
        let all: BTreeSet<NaiveDateTime> = self.times.iter().flat_map(at).collect();
        all.into_iter().take(usize::try_from(most).unwrap_or(usize::MAX)).collect()
    }
}

/// A count that is too long for a standing appointment becomes the day of its last date.
fn without_far_count(rule: Rule, first: NaiveDateTime) -> Rule {
    match rule.end() {
        End::Count(count) if count > FAR => rule.with_end(End::Never),
        End::Count(count) if count > MOST_DATES => match rule.dates(first).last() {
            Some(last) => rule.with_end(End::Until(last)),
            None => rule,
        },
        End::Count(_) | End::Until(_) | End::Never => rule,
    }
}

fn numbers(name: &str, list: &str, below: u32) -> Result<Vec<u32>, String> {
    let read = |text: &str| text.trim().parse().ok().filter(|n| *n < below);
    let refused = || format!("Its rule cannot be kept here. {name} takes whole numbers from 0 to {}.", below - 1);
    list.split(',').map(read).collect::<Option<Vec<u32>>>().ok_or_else(refused)
}

/// An end as an instant becomes what the event's own clock shows then.
fn local(until: &str, zone: Zone, practice: Tz) -> String {
    let instant = until.strip_suffix('Z').and_then(|utc| {
        let with_seconds = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S");
        with_seconds.or_else(|_| NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M")).ok()
    });
    match instant {
        Some(utc) => zone.show(utc, practice).format("%Y%m%dT%H%M%S").to_string(),
        None if until.len() == 13 => format!("{until}00"),
        None => until.strip_suffix('Z').filter(|day| NaiveDate::parse_from_str(day, "%Y%m%d").is_ok()).unwrap_or(until).to_owned(),
    }
}
