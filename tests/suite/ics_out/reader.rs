//! A calendar read as a stranger would read it, strictly by the words of RFC 5545, and counted out in dates.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use knotbook::domain::book::rule::Rule;

/// A part of the calendar: its own lines as (name with parameters, value), and the parts in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    pub(crate) kind: String,
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) parts: Vec<Part>,
}

impl Part {
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let is = |of: &str| of == name || of.starts_with(&format!("{name};"));
        self.lines.iter().filter(|(of, _)| is(of)).map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn one(&self, name: &str) -> &str {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "{name} of {self:?}");
        all[0]
    }

    pub(crate) fn of(&self, kind: &str) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }
}

pub(crate) fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S").unwrap_or_else(|_| panic!("{text} is no moment"))
}

/// The whole calendar; fails on whatever the RFC does not allow.
pub(crate) fn read(text: &str) -> Part {
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count(), "lines end in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line is longer than 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let mut open = vec![Part::default()];
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line} has no value"));
        match name {
            "BEGIN" => open.push(Part { kind: value.to_owned(), ..Part::default() }),
            "END" => {
                let part = open.pop().expect("a part");
                assert_eq!(part.kind, value, "it ends what it began");
                open.last_mut().expect("a part around it").parts.push(part);
            }
            _ => open.last_mut().expect("a part").lines.push((name.to_owned(), value.to_owned())),
        }
    }
    let [top] = open.as_mut_slice() else { panic!("something was not ended") };
    let [calendar] = top.parts.as_slice() else { panic!("one calendar") };
    let calendar = calendar.clone();
    check(&calendar);
    calendar
}

fn check(calendar: &Part) {
    assert_eq!((calendar.kind.as_str(), calendar.one("VERSION"), calendar.one("CALSCALE")), ("VCALENDAR", "2.0", "GREGORIAN"));
    assert!(!calendar.one("PRODID").is_empty() && calendar.all("METHOD").is_empty());
    let zones: BTreeSet<&str> = calendar.of("VTIMEZONE").map(|zone| zone.one("TZID")).collect();
    for part in calendar.of("VTIMEZONE").flat_map(|zone| &zone.parts) {
        assert!(["STANDARD", "DAYLIGHT"].contains(&part.kind.as_str()));
        moment(part.one("DTSTART"));
        assert!(part.one("TZOFFSETFROM").len() >= 5 && part.one("TZOFFSETTO").len() >= 5);
    }
    let mut main: BTreeSet<&str> = BTreeSet::new();
    let mut instead: BTreeSet<(&str, &str)> = BTreeSet::new();
    for event in calendar.of("VEVENT") {
        let uid = event.one("UID");
        assert!(event.one("DTSTAMP").ends_with('Z') && event.one("SEQUENCE").parse::<u32>().is_ok());
        assert!(event.one("DTSTART") < event.one("DTEND"));
        for (name, _) in &event.lines {
            let zone = name.split_once(";TZID=").map(|(_, zone)| zone);
            assert!(zone.is_none_or(|zone| zones.contains(zone)), "{name}");
        }
        for name in ["DESCRIPTION", "COMMENT", "ATTENDEE", "ORGANIZER"] {
            assert!(event.all(name).is_empty(), "{name} tells too much");
        }
        let until = event.all("RRULE").first().and_then(|rule| rule.split(';').find_map(|part| part.strip_prefix("UNTIL=")));
        assert!(until.is_none_or(|until| until.ends_with('Z')), "{until:?} is not in UTC");
        match event.all("RECURRENCE-ID").first() {
            Some(of) => {
                assert!(instead.insert((uid, of)) && event.all("RRULE").is_empty() && event.all("EXDATE").is_empty());
                assert!(main.contains(uid), "the main event comes first");
            }
            None => assert!(main.insert(uid), "{uid} is there twice"),
        }
    }
}

/// When everything of the calendar takes place, up to `until` of its UID: (start, end, whether it was called off).
pub(crate) fn dates(
    calendar: &Part,
    zone: Tz,
    until: impl Fn(&str) -> NaiveDateTime,
) -> BTreeMap<String, Vec<(NaiveDateTime, NaiveDateTime, bool)>> {
    let mut found: BTreeMap<String, BTreeMap<NaiveDateTime, (NaiveDateTime, NaiveDateTime, bool)>> = BTreeMap::new();
    for event in calendar.of("VEVENT").filter(|event| event.one("DTSTART").len() > 8) {
        let (start, end) = (moment(event.one("DTSTART")), moment(event.one("DTEND")));
        let off = event.all("STATUS") == ["CANCELLED"];
        let dates = found.entry(event.one("UID").to_owned()).or_default();
        if let Some(of) = event.all("RECURRENCE-ID").first() {
            assert!(dates.insert(moment(of), (start, end, off)).is_some(), "{of} stands in for no date");
            continue;
        }
        let mut all: BTreeSet<NaiveDateTime> = [start].into();
        if let Some(rule) = event.all("RRULE").first() {
            let rule = Rule::read(rule, Some(zone)).expect("a rule");
            assert_eq!(rule.dates(start).next(), Some(start), "DTSTART is the first date of {rule}");
            all.extend(rule.dates(start).take_while(|date| *date <= until(event.one("UID"))));
        }
        all.extend(event.all("RDATE").into_iter().map(moment));
        for out in event.all("EXDATE") {
            assert!(all.remove(&moment(out)), "{out} is left out of dates that do not have it");
        }
        dates.extend(all.into_iter().map(|date| (date, (date, date + (end - start), off))));
    }
    found.into_iter().map(|(uid, dates)| (uid, dates.into_values().collect())).collect()
}

/// The turns of a zone as the calendar tells them: instants, and the seconds ahead of UTC from then on.
pub(crate) fn turns(zone: &Part) -> BTreeMap<DateTime<Utc>, i32> {
    let seconds = |text: &str| {
        let (sign, digits) = text.split_at(1);
        let n = |at: usize| digits.get(at..at + 2).map_or(0, |two| two.parse::<i32>().expect("a number"));
        (n(0) * 3600 + n(2) * 60 + n(4)) * if sign == "-" { -1 } else { 1 }
    };
    let mut found = BTreeMap::new();
    for part in &zone.parts {
        let (from, to) = (seconds(part.one("TZOFFSETFROM")), seconds(part.one("TZOFFSETTO")));
        let instant = |onset: NaiveDateTime| (onset - TimeDelta::seconds(i64::from(from))).and_utc();
        let start = moment(part.one("DTSTART"));
        let mut onsets: Vec<NaiveDateTime> = [start].into_iter().chain(part.all("RDATE").into_iter().map(moment)).collect();
        if let Some(rule) = part.all("RRULE").first() {
            let (rule, until) = rule.split_once(";UNTIL=").map_or((*rule, None), |(rule, until)| (rule, Some(moment(until).and_utc())));
            let rule = Rule::read(rule, None).expect("a rule");
            let dates = rule.dates(start).take(120).filter(|onset| until.is_none_or(|until| instant(*onset) <= until));
            onsets.extend(dates);
        }
        found.extend(onsets.into_iter().map(|onset| (instant(onset), to)));
    }
    found
}
