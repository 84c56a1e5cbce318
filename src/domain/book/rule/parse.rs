//! A rule read as RFC 5545 writes it. What this book cannot keep is refused by its word, never left out silently.
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::Tz;

use super::print::DAYS;
use super::{End, Frequency, Rule, RuleDay};
use crate::domain::text::Clean;

const KNOWN: &str = "FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, BYYEARDAY, BYWEEKNO and WKST";

pub(super) fn read(text: &str, zone: Option<Tz>) -> Result<Rule, String> {
    let text = text.trim().to_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text);
    let mut rule = Rule::every(Frequency::Daily, 1);
    let mut seen: Vec<&str> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((name, value)) = part.split_once('=') else {
            return Err(format!("{} is no part of a rule: every part is a word, “=” and a value, as in “FREQ=WEEKLY”.", quote(part)));
        };
        let (name, value) = (name.trim(), value.trim());
        if seen.contains(&name) {
            return Err(format!("{} is said twice: keep one of them.", quote(name)));
        }
        seen.push(name);
        take(&mut rule, name, value, zone)?;
    }
    if !seen.contains(&"FREQ") {
        return Err("The rule does not say how often: begin it with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.".into());
    }
    agree(&rule)?;
    if let (End::Never, Some(last)) = (rule.end, rule.last) {
        (rule.end, rule.last) = (End::Until(last), None);
    }
    Ok(rule.tidy())
}

fn take(rule: &mut Rule, name: &str, value: &str, zone: Option<Tz>) -> Result<(), String> {
    match name {
        "FREQ" => rule.frequency = frequency(value)?,
        "INTERVAL" => rule.interval = positive(name, value)?,
        "COUNT" => rule.end = End::Count(positive(name, value)?),
        "UNTIL" => rule.last = Some(until(value, zone)?),
        "BYMONTH" => rule.months = numbers(name, value, 1..=12, false)?,
        "BYWEEKNO" => rule.weeks = numbers(name, value, 1..=53, true)?,
        "BYYEARDAY" => rule.year_days = numbers(name, value, 1..=366, true)?,
        "BYMONTHDAY" => rule.month_days = numbers(name, value, 1..=31, true)?,
        "BYSETPOS" => rule.positions = numbers(name, value, 1..=366, true)?,
        "BYDAY" => rule.days = value.split(',').map(day).collect::<Result<_, _>>()?,
        "WKST" => rule.week_start = weekday(value).ok_or_else(|| no_weekday(name, value))?,
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
            return Err(format!(
                "{name} is not taken: the time of day is that of the first date. Take it out; for a second time of day make a second rule."
            ));
        }
        _ => return Err(format!("{} is not known: take it out. A rule is made of {KNOWN}.", quote(name))),
    }
    Ok(())
}

fn frequency(value: &str) -> Result<Frequency, String> {
    const ALL: [Frequency; 4] = [Frequency::Daily, Frequency::Weekly, Frequency::Monthly, Frequency::Yearly];
    if matches!(value, "HOURLY" | "MINUTELY" | "SECONDLY") {
        return Err(format!(
            "FREQ={value} is more often than daily, and no standing appointment is: take FREQ=DAILY, one rule for each time of day."
        ));
    }
    let found = ALL.into_iter().find(|frequency| frequency.word() == value);
    found.ok_or_else(|| format!("FREQ={} is not known: take DAILY, WEEKLY, MONTHLY or YEARLY.", Clean::line(value)))
}

fn positive(name: &str, value: &str) -> Result<u32, String> {
    let number = value.bytes().all(|b| b.is_ascii_digit()).then(|| value.parse().ok()).flatten();
    number.filter(|n| *n > 0).ok_or_else(|| format!("{name}={} has to be a whole number from 1 to {}.", Clean::line(value), u32::MAX))
}

fn numbers(name: &str, value: &str, range: RangeInclusive<i32>, from_end: bool) -> Result<Vec<i32>, String> {
    let read = |text: &str| {
        let number = signed(text.trim())?;
        (range.contains(&number) || from_end && range.contains(&-number)).then_some(number)
    };
    let refused = |text: &str| {
        let (first, last) = (range.start(), range.end());
        let also = if from_end { format!(", or -{first} to -{last} counted from the end") } else { String::new() };
        format!("{} in {name} is out of range: take whole numbers from {first} to {last}{also}, with a comma between.", quote(text))
    };
    value.split(',').map(|text| read(text).ok_or_else(|| refused(text))).collect()
}

/// Digits with or without a sign before them.
fn signed(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// "TU", "1MO", "-1FR".
fn day(text: &str) -> Result<RuleDay, String> {
    let text = text.trim();
    let letters = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (nth, name) = text.split_at(letters);
    let weekday = weekday(name).ok_or_else(|| no_weekday("BYDAY", text))?;
    if nth.is_empty() {
        return Ok(RuleDay { nth: None, weekday });
    }
    let nth = signed(nth).filter(|nth| (1..=53).contains(&nth.abs()));
    let refused = || format!("{} in BYDAY is out of range: the number before the day goes from 1 to 53, or from -1 to -53.", quote(text));
    nth.map(|nth| RuleDay { nth: Some(nth), weekday }).ok_or_else(refused)
}

fn weekday(letters: &str) -> Option<Weekday> {
    DAYS.iter().find(|(own, _)| *own == letters).map(|(_, day)| *day)
}

fn no_weekday(name: &str, value: &str) -> String {
    format!("{} in {name} is no day of the week: take MO, TU, WE, TH, FR, SA or SU.", quote(value))
}

/// "20270312", "20270312T100000", "20270312T090000Z".
fn until(value: &str, zone: Option<Tz>) -> Result<NaiveDateTime, String> {
    let refused = || format!("UNTIL={} is no moment: write it as 20270312 or 20270312T100000.", Clean::line(value));
    if !value.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(refused());
    }
    if let Some(day) = NaiveDate::parse_from_str(value, "%Y%m%d").ok().filter(|_| value.len() == 8) {
        return Ok(day.and_time(super::LAST_SECOND));
    }
    let (local, is_instant) = value.strip_suffix('Z').map_or((value, false), |local| (local, true));
    let moment = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok().filter(|_| local.len() == 15).ok_or_else(refused)?;
    match zone {
        Some(zone) if is_instant => Ok(zone.from_utc_datetime(&moment).naive_local()),
        Some(_) | None => Ok(moment),
    }
}

/// Parts that are in order each for itself and mean nothing together (RFC 5545 §3.3.10).
fn agree(rule: &Rule) -> Result<(), String> {
    use Frequency::{Daily, Monthly, Weekly, Yearly};
    let refused = |part: &str, needs: &str| Err(format!("{part} has no meaning with FREQ={}: {needs}.", rule.frequency.word()));
    let counted = rule.days.iter().find(|day| day.nth.is_some());
    match rule.frequency {
        Daily | Weekly | Monthly if !rule.weeks.is_empty() => return refused("BYWEEKNO", "take it out, or take FREQ=YEARLY"),
        Daily | Weekly | Monthly if !rule.year_days.is_empty() => return refused("BYYEARDAY", "take it out, or take FREQ=YEARLY"),
        Weekly if !rule.month_days.is_empty() => return refused("BYMONTHDAY", "take it out, or take FREQ=MONTHLY"),
        Daily | Weekly => {
            if let Some(day) = counted {
                return refused(&format!("BYDAY={day}"), "take the number away, or take FREQ=MONTHLY");
            }
        }
        Yearly if !rule.weeks.is_empty() && !rule.days.is_empty() => {
            if let Some(day) = counted {
                return Err(format!("BYDAY={day} has no meaning with BYWEEKNO: take the number away, or take BYWEEKNO out."));
            }
        }
        Yearly if !rule.weeks.is_empty() && rule.days.is_empty() => {
            return Err("BYWEEKNO without BYDAY is taken in two ways (one day of the week, or all seven): add BYDAY.".into());
        }
        Monthly | Yearly if rule.weeks.is_empty() && (rule.frequency == Monthly || !rule.months.is_empty()) => {
            if let Some(day) = rule.days.iter().find(|day| day.nth.is_some_and(|nth| nth.abs() > 5)) {
                return Err(format!("BYDAY={day} has no date: no month has more than five of a weekday. Take 1 to 5, or -1 to -5."));
            }
        }
        Monthly | Yearly => {}
    }
    Ok(())
}

/// Letters of what was typed that a sentence repeats.
const REPEATED: usize = 40;

fn quote(said: &str) -> String {
    let said = Clean::line(said);
    match said.as_str().char_indices().nth(REPEATED) {
        Some((cut, _)) => format!("“{}…”", &said.as_str()[..cut]),
        None => format!("“{said}”"),
    }
}
