//! One event, as the calendar has it: its lines read, nothing worked out yet.
use calcard::icalendar::{ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarValue, Uri};
use calcard::{Entry, Parser};
use chrono::TimeDelta;

use super::About;
use super::blocks::Block;
use super::lines::Line;
use super::moment::{self, Moment};
use super::own::{self, Own};
use crate::domain::text::Clean;

/// What a calendar says about whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing, or that it is not certain yet.
    Planned,
    Confirmed,
    Cancelled,
}

/// Somebody whom an event names as its guest or its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub name: Clean,
    pub email: Clean,
    pub is_host: bool,
}

/// When an event is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ends {
    Unsaid,
    At(Moment),
    After(TimeDelta),
}

#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) sequence: u32,
    pub(super) start: Moment,
    pub(super) ends: Ends,
    /// RRULE and EXRULE as they stand.
    pub(super) rules: Vec<String>,
    pub(super) not_rules: Vec<String>,
    pub(super) extra: Vec<Moment>,
    pub(super) left_out: Vec<Moment>,
    /// The moment of the date that this one stands for.
    pub(super) instead_of: Option<Moment>,
    pub(super) said: Said,
    /// It takes no time of anybody (TRANSP:TRANSPARENT).
    pub(super) is_free: bool,
    pub(super) summary: Clean,
    pub(super) note: Clean,
    pub(super) location: Clean,
    pub(super) guests: Vec<Guest>,
    pub(super) categories: Vec<Clean>,
    pub(super) own: Own,
    /// Dates that were done, and that are left to decide, in our own words.
    pub(super) done: Vec<Moment>,
    pub(super) to_decide: Vec<Moment>,
}

impl Event {
    /// What it says by itself.
    pub(super) fn about(&self) -> About {
        About {
            summary: self.summary.clone(),
            note: self.note.clone(),
            location: self.location.clone(),
            guests: self.guests.clone(),
            categories: self.categories.clone(),
            calendar: Clean::default(),
            own: self.own.clone(),
        }
    }
}

/// Its name in the calendar, also of one that cannot be read otherwise.
pub(super) fn uid(block: &Block) -> Option<Clean> {
    let line = block.props.iter().find(|line| line.name() == "UID")?;
    Some(text(line)).filter(|uid| !uid.is_empty())
}

pub(super) fn read(block: &Block) -> Result<Event, String> {
    if !block.is_whole {
        return Err("It is cut off: its end is missing, so part of it may be missing too.".to_owned());
    }
    let all = |name: &'static str| block.props.iter().filter(move |line| line.name() == name);
    let first = |name| all(name).next();
    let said = |name| first(name).map(text).unwrap_or_default();
    let start = first("DTSTART").ok_or("It does not say when it begins: add DTSTART.")?;
    let instead_of = first("RECURRENCE-ID");
    if instead_of.and_then(entry).is_some_and(|entry| param(&entry, &ICalendarParameterName::Range).is_some()) {
        return Err("It changes all dates from one on (RANGE=THISANDFUTURE): write them as an event of their own.".to_owned());
    }
    let values = |name| all(name).map(|line| Ok::<_, String>((line.value().to_owned(), line.number))).collect::<Result<Vec<_>, _>>();
    let rules = |name| Ok::<_, String>(values(name)?.into_iter().map(|(rule, _)| rule).filter(|rule| !rule.is_empty()).collect());
    let moments = |name| Ok::<Vec<Moment>, String>(all(name).map(moments).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect());
    let takes_place = match first("STATUS").map(|line| line.value().to_ascii_uppercase()).as_deref() {
        Some("CONFIRMED") => Said::Confirmed,
        Some("CANCELLED") => Said::Cancelled,
        Some(_) | None => Said::Planned,
    };
    Ok(Event {
        line: block.line,
        sequence: first("SEQUENCE").and_then(|line| line.value().parse().ok()).unwrap_or(0),
        start: one_moment(start)?,
        ends: ends(first("DTEND"), first("DURATION"))?,
        rules: rules("RRULE")?,
        not_rules: rules("EXRULE")?,
        extra: moments("RDATE")?,
        left_out: moments("EXDATE")?,
        instead_of: instead_of.map(one_moment).transpose()?,
        said: takes_place,
        is_free: first("TRANSP").is_some_and(|line| line.value().eq_ignore_ascii_case("TRANSPARENT")),
        summary: said("SUMMARY"),
        note: first("DESCRIPTION").map(long_text).unwrap_or_default(),
        location: said("LOCATION"),
        guests: all("ATTENDEE").map(|line| guest(line, false)).chain(all("ORGANIZER").map(|line| guest(line, true))).collect(),
        categories: all("CATEGORIES").flat_map(texts).collect(),
        own: own::read(block, takes_place),
        done: moments("X-KNOTBOOK-DONE")?,
        to_decide: moments("X-KNOTBOOK-TO-DECIDE")?,
    })
}

/// A line through the parser, alone, so that a broken one spoils no other.
fn entry(line: &Line) -> Option<ICalendarEntry> {
    let text = format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", line.text);
    match Parser::new(&text).entry() {
        Entry::ICalendar(calendar) => calendar.components.into_iter().next()?.entries.into_iter().next(),
        _ => None,
    }
}

fn param(entry: &ICalendarEntry, name: &ICalendarParameterName) -> Option<String> {
    entry.params.iter().find(|param| param.name == *name).and_then(|param| param.value.as_text()).map(str::to_owned)
}

fn raw_texts(line: &Line) -> Vec<String> {
    let values = entry(line).map(|entry| entry.values).unwrap_or_default();
    values.into_iter().filter_map(|value| value.into_text().map(String::from)).collect()
}

fn texts(line: &Line) -> Vec<Clean> {
    raw_texts(line).iter().map(|text| Clean::line(text)).filter(|text| !text.is_empty()).collect()
}

pub(super) fn text(line: &Line) -> Clean {
    Clean::line(&raw_texts(line).join(", "))
}

fn long_text(line: &Line) -> Clean {
    Clean::text(&raw_texts(line).join(", "))
}

pub(super) fn one_moment(line: &Line) -> Result<Moment, String> {
    moment::read(line.value(), zone_of(line).as_deref()).map_err(|why| format!("{}: {why}", line.name()))
}

fn zone_of(line: &Line) -> Option<String> {
    if !line.text.to_ascii_uppercase().contains("TZID") {
        return None;
    }
    param(&entry(line)?, &ICalendarParameterName::Tzid).filter(|id| !id.is_empty())
}

/// The moments of a list; of a stretch its beginning.
fn moments(line: &Line) -> Result<Vec<Moment>, String> {
    let zone = zone_of(line);
    let parts = line.value().split(',').map(str::trim).filter(|part| !part.is_empty());
    let begins = parts.map(|part| part.split('/').next().unwrap_or(part));
    begins.map(|part| moment::read(part, zone.as_deref()).map_err(|why| format!("{}: {why}", line.name()))).collect()
}

fn ends(end: Option<&Line>, duration: Option<&Line>) -> Result<Ends, String> {
    if let Some(line) = end.filter(|line| !line.value().is_empty()) {
        return one_moment(line).map(Ends::At);
    }
    let Some(line) = duration.filter(|line| !line.value().is_empty()) else { return Ok(Ends::Unsaid) };
    let said = entry(line).and_then(|entry| entry.values.into_iter().next());
    let length = match said {
        Some(ICalendarValue::Duration(said)) => length(&said),
        _ => None,
    };
    length.map(Ends::After).ok_or_else(|| format!("DURATION: “{}” is no length: it is written like PT1H.", Clean::line(line.value())))
}

fn length(said: &ICalendarDuration) -> Option<TimeDelta> {
    let days = i64::from(said.weeks) * 7 + i64::from(said.days);
    let seconds = days * 86_400 + i64::from(said.hours) * 3600 + i64::from(said.minutes) * 60 + i64::from(said.seconds);
    let seconds = if said.neg { -seconds } else { seconds };
    (seconds.abs() < 100 * 366 * 86_400).then(|| TimeDelta::try_seconds(seconds)).flatten()
}

fn guest(line: &Line, is_host: bool) -> Guest {
    let entry = entry(line);
    let name = entry.as_ref().and_then(|entry| param(entry, &ICalendarParameterName::Cn)).unwrap_or_default();
    let address = entry.and_then(|entry| match entry.values.into_iter().next()? {
        ICalendarValue::Uri(Uri::Location(address)) | ICalendarValue::Text(address) => Some(address),
        _ => None,
    });
    let address = address.unwrap_or_default();
    let email = match address.split_at_checked(7) {
        Some((scheme, email)) if scheme.eq_ignore_ascii_case("mailto:") => email,
        _ => address.as_str(),
    };
    let email = Clean::line(email);
    Guest { name: Clean::line(&name), email: if email.as_str().contains('@') { email } else { Clean::default() }, is_host }
}
