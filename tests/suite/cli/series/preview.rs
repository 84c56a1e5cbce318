//! The dates of a rule, asked for without a book.
use serde_json::json;

use crate::practice::Place;

fn preview(line: &str) -> crate::cli::Said {
    Place::empty().knotbook(&format!("series preview {line}"))
}

#[test]
fn the_dates_of_a_rule_are_one_a_line() {
    let eight = preview("--rule FREQ=WEEKLY;INTERVAL=2;COUNT=3 --from 2026-11-24T10:00").done();
    assert_eq!(eight, "2026-11-24T10:00\n2026-12-08T10:00\n2026-12-22T10:00\n");
    let until = preview("--rule RRULE:FREQ=MONTHLY;BYDAY=1MO --from 2026-12-07T09:00 --until 2027-02-01").done();
    assert_eq!(until, "2026-12-07T09:00\n2027-01-04T09:00\n2027-02-01T09:00\n");
    let day = preview("--rule freq=daily --from 2026-11-24 --count 2").done();
    assert_eq!(day, "2026-11-24T00:00\n2026-11-25T00:00\n");
    let changed = "--rule FREQ=DAILY;COUNT=3 --from 2026-11-24T10:00 --skip 2026-11-25 --also 2026-11-24T15:00 --also 2026-11-26";
    assert_eq!(preview(changed).done(), "2026-11-24T10:00\n2026-11-24T15:00\n2026-11-26T10:00\n");
}

#[test]
fn an_endless_rule_shows_a_year_of_weeks_and_says_that_it_goes_on() {
    let endless = preview("--rule FREQ=WEEKLY --from 2026-11-24T10:00");
    assert_eq!((endless.code, endless.out.lines().count()), (0, 52));
    assert!(endless.err.contains("first 52"), "{}", endless.err);
    let asked = preview("--rule FREQ=WEEKLY --from 2026-11-24T10:00 --count 60").done();
    assert_eq!(asked.lines().count(), 60);
    let none = preview("--rule FREQ=WEEKLY;UNTIL=20200101 --from 2026-11-24T10:00");
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("no date"), "{}", none.err);
}

#[test]
fn a_standing_ten_o_clock_stays_ten_o_clock() {
    for (zone, days) in [
        ("Europe/Berlin", "2027-03-28 2027-10-31"),
        ("America/New_York", "2027-03-14 2027-11-07"),
        ("Australia/Sydney", "2027-04-04 2027-10-03"),
    ] {
        for day in days.split(' ') {
            let rule = format!("--rule FREQ=DAILY;COUNT=1 --from {day}T10:00 --zone {zone}");
            assert_eq!(preview(&rule).done(), format!("{day}T10:00\n"));
        }
    }
}

#[test]
fn a_time_that_the_clocks_skip_is_marked() {
    for (zone, before, day) in [
        ("Europe/Berlin", "2027-03-27", "2027-03-28"),
        ("America/New_York", "2027-03-13", "2027-03-14"),
        ("Australia/Sydney", "2027-10-02", "2027-10-03"),
    ] {
        let line = format!("--rule FREQ=DAILY;COUNT=2 --from {before}T02:30 --zone {zone}");
        assert_eq!(preview(&line).done(), format!("{before}T02:30\n{day}T02:30  skipped by the clocks\n"));
        let expected = json!({
            "rule": "FREQ=DAILY;COUNT=2", "from": format!("{before}T02:30"), "zone": zone, "goes_on": false,
            "dates": [
                {"at": format!("{before}T02:30"), "skipped_by_the_clocks": false},
                {"at": format!("{day}T02:30"), "skipped_by_the_clocks": true},
            ],
        });
        assert_eq!(preview(&format!("{line} --json")).json(), expected);
    }
}

#[test]
fn an_end_in_another_time_zone_is_taken_on_the_practices_clock() {
    let line = "--rule FREQ=DAILY;UNTIL=20261125T090000Z --from 2026-11-24T10:00";
    assert_eq!(preview(&format!("{line} --zone Berlin")).done().lines().count(), 2);
    assert_eq!(preview(&format!("{line} --zone 'New York'")).done().lines().count(), 1);
}

#[test]
fn what_cannot_be_previewed_is_refused_in_a_sentence() {
    for (line, word) in [
        ("--rule FREQ=HOURLY --from 2026-11-24T10:00", "more often than daily"),
        ("--rule weekly --from 2026-11-24T10:00", "WEEKLY"),
        ("--rule FREQ=WEEKLY;X-A=1 --from 2026-11-24T10:00", "X-A"),
        ("--rule FREQ=WEEKLY --from soon", "“soon”"),
        ("--rule FREQ=WEEKLY --from 2026-11-24T25:00", "“2026-11-24T25:00”"),
        ("--rule FREQ=WEEKLY --from 2026-11-24 --until blub", "“blub”"),
        ("--rule FREQ=WEEKLY --from 2026-11-24 --zone Atlantis", "Atlantis"),
    ] {
        let why = preview(line).refused();
        assert!(why.contains(word) && why.trim_end().ends_with('.'), "{line}: {why}");
    }
}
