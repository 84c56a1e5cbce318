//! The book as a calendar: what other programs are told, and what not.
mod chance;
mod reader;

use std::fs;

use chrono::{DateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use knotbook::domain::book::appointment::{Slot, differences};
use knotbook::domain::book::rule::Rule;
use knotbook::domain::book::series::Terms;
use knotbook::domain::book::series::act::{Fate, SeriesAct};
use knotbook::domain::book::series::plan::{self, Place as Wish, Scope, Standing};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{BookChange, Change, Stamp, Step, Who};
use knotbook::domain::ids::{ClientId, SeriesId};
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::exchange::ics::write::{Calendar, Wanted};
use knotbook::exchange::sheet::Names;

use crate::practice::{DANA, DESK, LEE, Place, R1, TRP60, at, booking, date, now, slot};
use crate::scene::{SECRETS, Scene};
use reader::{Part, read};

/// Makes a standing appointment with Dana; what meets a conflict is skipped.
pub(crate) fn standing(place: &mut Place, client: ClientId, rule: &str, first: &str) -> SeriesId {
    let terms = Terms {
        client: Some(client),
        service: TRP60,
        staff: DANA,
        room: None,
        minutes: 60,
        buffer: 15,
        rule: Rule::read(rule, None).expect("a rule"),
        first: at(first),
        ended: None,
    };
    let now = place.store.local(now());
    let act = plan::make(Who::Known(client), terms, Clean::default(), now);
    done(place, act).expect("a standing appointment");
    let listed = place.store.standing(Some(client), now).expect("a list");
    listed.iter().map(|line| line.series.id).max().expect("the new one")
}

/// Does an act on a standing appointment; what meets a conflict is skipped.
pub(crate) fn done(place: &mut Place, mut act: SeriesAct) -> Result<(), knotbook::store::Error> {
    let judged = place.store.review(&act.asked(), &act.leaving(), true, place.store.local(now())).expect("a review");
    act.settle(&judged);
    for one in judged.iter().filter(|one| !one.conflicts.is_empty()) {
        act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = Fate::Skip;
    }
    place.apply(&Change::Book(BookChange::Series(vec![act])), DESK).map(|_| ())
}

pub(crate) fn with<T>(place: &Place, id: SeriesId, act: impl FnOnce(Standing<'_>) -> T) -> T {
    let (series, rows) = place.store.series(id).expect("a read").expect("the series");
    act(Standing { series: &series, rows: &rows, now: place.store.local(now()) })
}

/// One date of a standing appointment moved by itself.
pub(crate) fn moved(place: &mut Place, id: SeriesId, nth: usize, to: &str) -> Result<(), knotbook::store::Error> {
    let row = with(place, id, |standing| standing.rows[nth].1.clone());
    let fields = differences(&row.slot(), &Slot { span: Span::lasting(at(to), 60), ..row.slot() });
    place.apply(&Change::Book(BookChange::Alter { id: row.id, fields, anyway: None }), DESK).map(|_| ())
}

pub(crate) fn stepped(place: &mut Place, id: SeriesId, nth: usize, to: Status) -> Result<(), knotbook::store::Error> {
    let row = with(place, id, |standing| standing.rows[nth].1.clone());
    let cancel = (to == Status::Cancelled).then(|| (CancelledBy::Practice, "training".into()));
    let step = Step { id: row.id, seen: row.status, to, at: place.store.local(now()), cancel, anyway: None, stop: None };
    place.apply(&Change::Book(BookChange::Step(step)), DESK).map(|_| ())
}

/// The calendar as the command writes it.
pub(crate) fn exported(place: &Place, options: &str) -> String {
    let out = place.folder.path().join("out.ics");
    let said = place.knotbook(&format!("export ics {} --force {options}", out.display()));
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    fs::read_to_string(out).expect("the calendar")
}

/// The lines of the events after the head that every one has, without what is of every event.
fn told(calendar: &Part) -> String {
    let head = [
        "DTSTAMP",
        "CATEGORIES",
        "X-KNOTBOOK-SERVICE",
        "X-KNOTBOOK-THERAPIST",
        "X-KNOTBOOK-CLEAN-UP",
        "UID",
        "RELATED-TO",
        "X-KNOTBOOK-ANY-ROOM",
    ];
    let event = |event: &Part| {
        let lines = event.lines.iter().filter(|(name, _)| !head.contains(&name.as_str()));
        lines
            .map(|(name, value)| [name.replace(";TZID=Europe/Berlin", ""), ":".into(), value.clone(), "\n".into()].concat())
            .collect::<Vec<_>>()
            .concat()
    };
    calendar.of("VEVENT").map(event).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_standing_appointment_is_its_rule_and_what_differs_from_it() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    place.apply(&booking(tom, slot(DANA, R1, "2026-12-08 10:30")), DESK).expect("a booking");
    let id = standing(&mut place, maria, "FREQ=WEEKLY;COUNT=8", "2026-11-24 10:00");
    moved(&mut place, id, 3, "2026-12-16 15:00").expect("a move");
    stepped(&mut place, id, 4, Status::Cancelled).expect("a cancellation");
    stepped(&mut place, id, 0, Status::Confirmed).expect("a confirmation");
    let calendar = read(&exported(&place, "--clients full"));
    insta::assert_snapshot!(told(&calendar), @r"
    SEQUENCE:0
    DTSTART:20261208T103000
    DTEND:20261208T113000
    SUMMARY:Tom Okafor
    LOCATION:Room 1
    STATUS:TENTATIVE
    TRANSP:OPAQUE
    X-KNOTBOOK-STATUS:booked

    SEQUENCE:3
    DTSTART:20261124T100000
    DTEND:20261124T110000
    RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=8
    EXDATE:20261208T100000
    SUMMARY:Maria Smith
    LOCATION:Room 1
    STATUS:TENTATIVE
    TRANSP:OPAQUE
    X-KNOTBOOK-STATUS:booked

    SEQUENCE:3
    RECURRENCE-ID:20261124T100000
    DTSTART:20261124T100000
    DTEND:20261124T110000
    SUMMARY:Maria Smith
    LOCATION:Room 1
    STATUS:CONFIRMED
    TRANSP:OPAQUE
    X-KNOTBOOK-STATUS:confirmed

    SEQUENCE:3
    RECURRENCE-ID:20261215T100000
    DTSTART:20261216T150000
    DTEND:20261216T160000
    SUMMARY:Maria Smith
    LOCATION:Room 1
    STATUS:TENTATIVE
    TRANSP:OPAQUE
    X-KNOTBOOK-STATUS:booked

    SEQUENCE:3
    RECURRENCE-ID:20261222T100000
    DTSTART:20261222T100000
    DTEND:20261222T110000
    SUMMARY:Maria Smith
    LOCATION:Room 1
    STATUS:CANCELLED
    TRANSP:TRANSPARENT
    X-KNOTBOOK-STATUS:cancelled
    ");
    let uids: std::collections::BTreeSet<&str> = calendar.of("VEVENT").map(|event| event.one("UID")).collect();
    assert_eq!(uids.len(), 2);
}

#[test]
fn what_was_ended_ends_and_what_was_split_off_names_where_it_comes_from() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = standing(&mut place, maria, "FREQ=WEEKLY", "2027-03-16 10:00");
    let change = |standing: Standing<'_>| {
        standing.change(Scope::Following(at("2027-04-06 10:00")), &Wish { starts: Some(at("2027-04-07 11:00")), ..Wish::default() })
    };
    let act = with(&place, id, change).expect("a plan");
    done(&mut place, act).expect("a split");
    let calendar = read(&exported(&place, ""));
    let events: Vec<&Part> = calendar.of("VEVENT").collect();
    // Ten o'clock in Berlin is nine in winter and eight in summer.
    assert_eq!(events[0].one("RRULE"), "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330T080000Z");
    assert_eq!((events[1].one("RRULE"), events[1].one("DTSTART")), ("FREQ=WEEKLY;BYDAY=WE", "20270407T110000"));
    assert_eq!(events[1].one("RELATED-TO"), events[0].one("UID"));
    let act = with(&place, id, |standing| standing.end(Scope::All, CancelledBy::Client, &Clean::default()).expect("a plan"));
    done(&mut place, act).expect("an end");
    let calendar = read(&exported(&place, ""));
    let ended: Vec<&Part> = calendar.of("VEVENT").filter(|event| event.one("UID") == events[0].one("UID")).collect();
    assert!(ended[1..].iter().all(|event| event.one("STATUS") == "CANCELLED"), "{ended:?}");
}

#[test]
fn the_revision_grows_with_every_act_and_an_unchanged_book_gives_the_same_file() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = standing(&mut place, maria, "FREQ=WEEKLY;COUNT=4", "2026-11-24 10:00");
    let revision = |place: &Place| -> u32 {
        let text = exported(place, "");
        assert_eq!(text, exported(place, ""));
        read(&text).of("VEVENT").next().expect("the event").one("SEQUENCE").parse().expect("a number")
    };
    assert_eq!(revision(&place), 0);
    moved(&mut place, id, 1, "2026-12-02 10:00").expect("a move");
    assert_eq!(revision(&place), 1);
    let act = with(&place, id, |standing| standing.run_until(knotbook::domain::book::rule::End::Count(6)).expect("a plan"));
    done(&mut place, act).expect("two more");
    assert_eq!(revision(&place), 2);
    stepped(&mut place, id, 5, Status::Confirmed).expect("a confirmation");
    for undone in 4..=6 {
        assert_eq!(revision(&place), undone - 1);
        place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
        assert_eq!(revision(&place), undone);
    }
}

#[test]
fn clients_stand_in_it_as_much_as_is_wished_and_nothing_else_of_them_does() {
    let mut scene = Scene::week();
    let tom = scene.place.client("Tom Okafor", "555-0190");
    standing(&mut scene.place, tom, "FREQ=WEEKLY;COUNT=3", "2026-12-01 10:00");
    let names = ["Maria", "Smith", "Zieli", "花子", "Петров", "शर्मा", "Okafor", "Brandt"];
    for (options, summary) in [("", "SUMMARY:T. O."), ("--clients hidden", "SUMMARY:TrP 60"), ("--clients full", "SUMMARY:Tom Okafor")] {
        let text = exported(&scene.place, options);
        read(&text);
        let text = text.replace("\r\n ", "");
        assert!(text.contains(summary), "{text}");
        let shown = names.iter().filter(|name| text.contains(**name)).count();
        assert_eq!(shown, if options.ends_with("full") { names.len() } else { 0 }, "{text}");
        // A name in calendars is made of digits by chance, any three of them.
        let said: String = text.lines().filter(|line| !line.starts_with("UID:")).collect();
        for secret in SECRETS.iter().chain(&["555", "prefers", "dentist", "deep pressure"]) {
            assert!(!said.contains(secret), "{secret} in {text}");
        }
        assert_eq!(text.contains("training"), options.ends_with("full"));
    }
}

#[test]
fn of_one_therapist_only_what_she_does_is_in_it() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = standing(&mut place, maria, "FREQ=WEEKLY;COUNT=4", "2026-11-24 10:00");
    let row = with(&place, id, |standing| standing.rows[1].1.clone());
    let fields = differences(&row.slot(), &Slot { staff: LEE, ..row.slot() });
    place.apply(&Change::Book(BookChange::Alter { id: row.id, fields, anyway: None }), DESK).expect("one date handed over");
    let starts = |who: &str| -> Vec<String> {
        let calendar = read(&exported(&place, &format!("--therapist {who}")));
        let all = reader::dates(&calendar, chrono_tz::Europe::Berlin, |_| at("2027-06-01 00:00"));
        all.into_values().flatten().map(|(from, _, _)| from.format("%m-%d").to_string()).collect()
    };
    assert_eq!(starts("dana"), ["11-24", "12-08", "12-15"]);
    assert_eq!(starts("lee"), ["12-01"]);
}

#[test]
fn the_zone_is_told_so_that_every_clock_agrees() {
    let place = Place::hollis();
    let mut directory = place.store.directory().expect("a read").expect("a practice");
    for zone in [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Europe/Dublin",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "Europe/Istanbul",
        "Asia/Tehran",
        "UTC",
    ] {
        directory.practice.zone = zone.parse::<Tz>().expect("a zone");
        for first in ["2026-11-24", "1994-05-01"] {
            let mut text = Vec::new();
            let wanted = Wanted { directory: &directory, names: Names::Initials, staff: None, first: Some(date(first)) };
            Calendar::begin(&mut text, wanted).expect("a head").end().expect("an end");
            let calendar = read(&String::from_utf8(text).expect("UTF-8"));
            let turns = reader::turns(calendar.of("VTIMEZONE").next().expect("a zone"));
            let mut at: DateTime<Utc> = date(first).and_hms_opt(0, 0, 0).expect("midnight").and_utc();
            while at < "2058-01-01T00:00:00Z".parse::<DateTime<Utc>>().expect("an end") {
                let told = turns.range(..=at).next_back().map(|(_, offset)| *offset);
                let real = directory.practice.zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
                assert_eq!(told, Some(real), "{zone} at {at}");
                at += TimeDelta::hours(7);
            }
        }
    }
    // A zone of two regular turns is two parts.
    let text = exported(&place, "");
    assert_eq!(text.matches("RRULE").count(), 2, "{text}");
}

#[test]
fn the_file_is_whole_or_not_there_and_never_somebody_elses() {
    let place = Place::hollis();
    let folder = place.folder.path();
    let (file, link, there) = (folder.join("a.ics"), folder.join("link.ics"), folder.join("there.txt"));
    fs::write(&there, "mine").expect("a file");
    std::os::unix::fs::symlink(&there, &link).expect("a link");
    assert!(place.knotbook(&format!("export ics {} --force", link.display())).refused().contains("no plain file's"));
    assert!(place.knotbook(&format!("export ics {}", there.display())).refused().contains("add --force"));
    assert_eq!(fs::read_to_string(&there).expect("the file"), "mine");
    let said = place.knotbook(&format!("export ics {}", file.display()));
    assert_eq!(said.err, format!("Wrote 0 appointments, 0 standing appointments and 0 absences to {}.\n", file.display()));
    assert_eq!(fs::read_dir(folder).expect("the folder").filter(|entry| format!("{entry:?}").contains(".part")).count(), 0);
}
