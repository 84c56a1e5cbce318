//! Calendars of other programs as they come: a small calendar a fault, and what it comes to.
mod broken;
pub(crate) mod round_trip;

use chrono::NaiveDate;
use knotbook::domain::book::rule::Rule;
use knotbook::exchange::ics::{self, Calendar, Item, Occasion, Options, Said, State, What};

pub(crate) fn options() -> Options {
    Options { zone: chrono_tz::Europe::Berlin, minutes: None, today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day") }
}

fn calendar(text: &str) -> Calendar {
    ics::read(text.as_bytes(), &options()).expect("a calendar of the test")
}

/// An event of these lines, in its calendar.
fn event(lines: &[&str]) -> Calendar {
    calendar(&format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", lines.join("\r\n")))
}

fn date(one: &Occasion) -> String {
    let moved = if one.span.from() == one.date { String::new() } else { format!(" for {}", one.date.format("%y-%m-%d %H:%M")) };
    let state = match one.state {
        State::Skipped => " skipped",
        State::Ours(_) => " ours",
        State::Said(Said::Cancelled) => " cancelled",
        State::Said(Said::Confirmed) => " confirmed",
        State::Said(Said::Planned) => "",
    };
    format!("{} {}{moved}{state}", one.span.from().format("%y-%m-%d %H:%M"), one.span.minutes())
}

fn dates(all: &[Occasion]) -> String {
    let shown: Vec<String> = all.iter().take(4).map(date).collect();
    let more = all.len().saturating_sub(4);
    if more > 0 { format!("{}, {more} more", shown.join(", ")) } else { shown.join(", ") }
}

fn item(item: &Item) -> String {
    match &item.what {
        What::Single(one) => format!("single {}", date(one)),
        What::Dates(all) => format!("dates {}", dates(all)),
        What::Standing { rule, first, minutes, made_until, dates: all } => {
            format!("{rule} from {} for {minutes} made until {made_until}: {}", first.format("%y-%m-%d %H:%M"), dates(all))
        }
        What::Away(spans) => {
            let each: Vec<String> = spans.iter().map(|span| format!("{}–{}", span.from().date(), span.to().date())).collect();
            format!("away {}", each.join(", "))
        }
        What::Nothing(why) => format!("nothing: {why}"),
    }
}

/// Everything a calendar comes to, in words.
fn told(calendar: &Calendar) -> Vec<String> {
    let mut told: Vec<String> = calendar.items.iter().map(item).collect();
    told.extend(calendar.aside.iter().map(|(line, why)| format!("aside {line}: {why}")));
    told.extend(calendar.bad.iter().map(|(line, why)| format!("mend {line}: {why}")));
    told
}

#[track_caller]
fn assert_told(lines: &[&str], expected: &[&str]) {
    assert_eq!(told(&event(lines)), expected, "{lines:?}");
}

const ONE: &str = "DTSTART:20261124T100000";
const HOUR: &str = "DTEND:20261124T110000";

#[test]
fn single_events_become_the_practice_s_wall_clock() {
    let table: [(&[&str], &str); 9] = [
        (&[ONE, HOUR], "single 26-11-24 10:00 60"),
        (&["DTSTART:20261124T090000Z", "DTEND:20261124T100000Z"], "single 26-11-24 10:00 60"),
        (&["DTSTART;TZID=America/New_York:20261124T040000", "DURATION:PT45M"], "single 26-11-24 10:00 45"),
        (&["DTSTART;TZID=W. Europe Standard Time:20261124T100000", "DURATION:PT1H"], "single 26-11-24 10:00 60"),
        (&["DTSTART;TZID=\"Eastern Standard Time\":20261124T040000", "DURATION:PT1H"], "single 26-11-24 10:00 60"),
        (&["DTSTART;TZID=/example.org/2024b/Europe/London:20261124T090000", "DURATION:PT1H"], "single 26-11-24 10:00 60"),
        (&[ONE, HOUR, "STATUS:CANCELLED"], "single 26-11-24 10:00 60 cancelled"),
        (&["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"], "away 2026-12-24–2026-12-27"),
        (&["DTSTART;VALUE=DATE:20261224"], "away 2026-12-24–2026-12-25"),
    ];
    for (lines, expected) in table {
        assert_told(lines, &[expected]);
    }
}

#[test]
fn rules_stay_rules_where_the_clocks_agree() {
    let weekly = |text: &str| Rule::read(text, None).expect("a rule of the test").to_string();
    let weekly = |text: &str| weekly(text);
    let rule = weekly("FREQ=WEEKLY;COUNT=3");
    assert_told(
        &[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=3"],
        &[&format!("{rule} from 26-11-24 10:00 for 60 made until 9999-12-31: 26-11-24 10:00 60, 26-12-01 10:00 60, 26-12-08 10:00 60")],
    );
    // Through both changes of the clocks: the last instant is on the wall clock of the practice.
    let calendar = event(&["DTSTART;TZID=Europe/Berlin:20261006T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20261124T090000Z"]);
    let What::Standing { dates, .. } = &calendar.items[0].what else { panic!("{calendar:?}") };
    assert_eq!((dates.len(), date(&dates[7])), (8, "26-11-24 10:00 60".to_owned()));
    // Endless: as far as the horizon.
    let calendar = event(&[ONE, HOUR, "RRULE:FREQ=WEEKLY"]);
    let What::Standing { dates, made_until, .. } = &calendar.items[0].what else { panic!("{calendar:?}") };
    assert_eq!((dates.len(), made_until.to_string().as_str()), (53, "2027-11-23"));
    // Huge: the newest dates, counted from the first of them.
    let calendar = event(&["DTSTART:20100104T100000", "DURATION:PT30M", "RRULE:FREQ=DAILY"]);
    let What::Standing { dates, first, .. } = &calendar.items[0].what else { panic!("{calendar:?}") };
    assert_eq!((dates.len(), *first), (520, dates[0].date));
    assert!(calendar.items[0].notes[0].ends_with("dates before the newest 520 were left out."), "{:?}", calendar.items[0].notes);
}

#[test]
fn what_differs_from_the_rule_is_a_row_of_its_own() {
    let rule = Rule::read("FREQ=WEEKLY;COUNT=4", None).expect("a rule").to_string();
    let text = "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Berlin:20261124T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n\
        EXDATE:20261201T090000Z\nRDATE;TZID=Europe/Berlin:20261126T150000\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261208T100000\nDTSTART;TZID=Europe/Berlin:20261209T140000\nDURATION:PT30M\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261215T090000Z\nDTSTART:20261215T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED\nEND:VEVENT\n";
    let calendar = calendar(text);
    let expected = format!(
        "{rule} from 26-11-24 10:00 for 60 made until 9999-12-31: 26-11-24 10:00 60, 26-11-26 15:00 60, 26-12-01 10:00 60 skipped, \
         26-12-09 14:00 30 for 26-12-08 10:00, 1 more"
    );
    assert_eq!(told(&calendar), [expected]);
    let What::Standing { dates, .. } = &calendar.items[0].what else { panic!("{calendar:?}") };
    assert_eq!(date(&dates[4]), "26-12-15 10:00 60 cancelled");
    assert_eq!((calendar.items[0].lines.as_slice(), dates[3].line), ([1, 9, 15].as_slice(), 9));
}

#[test]
fn what_is_no_rule_here_comes_in_as_its_dates() {
    let table: [(&[&str], &str, &str); 6] = [
        (
            &["DTSTART;TZID=America/New_York:20270309T040000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"],
            "dates 27-03-09 10:00 60, 27-03-16 09:00 60, 27-03-23 09:00 60",
            "Its clock changes on other days than the practice's, so it comes in as its dates, one by one.",
        ),
        (
            &[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=MONTHLY;COUNT=2"],
            "dates 26-11-24 10:00 60, 26-12-01 10:00 60, 26-12-24 10:00 60",
            "It has several rules, so it comes in as its dates, one by one.",
        ),
        (
            &[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=3", "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"],
            "dates 26-11-24 10:00 60, 26-12-01 10:00 60",
            "It has several rules, so it comes in as its dates, one by one.",
        ),
        (
            &[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=3;BYHOUR=10,15"],
            "dates 26-11-24 10:00 60, 26-11-24 15:00 60, 26-12-01 10:00 60",
            "It happens at several times of a day, so it comes in as its dates, one by one.",
        ),
        (
            &[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED"],
            "dates 26-11-24 10:00 60 cancelled, 26-12-01 10:00 60 cancelled",
            "It is called off altogether, so it comes in as its dates, one by one.",
        ),
        (
            &["DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=YEARLY"],
            "away 2026-12-24–2026-12-25",
            "It repeats, so it comes in as its days, one by one, up to a year ahead.",
        ),
    ];
    for (lines, expected, note) in table {
        let calendar = event(lines);
        assert_eq!(told(&calendar), [expected], "{lines:?}");
        assert_eq!(calendar.items[0].notes, [note], "{lines:?}");
    }
    // The hour given as a part of the rule is that of the event: then it is an ordinary rule.
    assert!(told(&event(&[ONE, HOUR, "RRULE:FREQ=WEEKLY;COUNT=3;BYHOUR=10"]))[0].starts_with("FREQ=WEEKLY"));
}

#[test]
fn a_changed_date_without_its_event_comes_in_by_itself() {
    let calendar = event(&[ONE, HOUR, "RECURRENCE-ID:20261123T100000"]);
    assert_eq!(told(&calendar), ["dates 26-11-24 10:00 60 for 26-11-23 10:00"]);
}

#[test]
fn what_is_nothing_to_bring_in_is_said() {
    assert_told(&[ONE, HOUR, "RRULE:FREQ=WEEKLY;UNTIL=20261101"], &["aside 2: Its rule gives no date, so there was nothing to bring in."]);
    assert_told(
        &["DTSTART;VALUE=DATE:20261124", "TRANSP:TRANSPARENT"],
        &["aside 2: It is a whole day that is marked as free, so it takes no time and was left alone."],
    );
    let letter = calendar("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nDTSTART:20261124T100000\nEND:VEVENT\nEND:VCALENDAR\n");
    assert_eq!(told(&letter), ["aside 3: It is an answer to an invitation (METHOD:REPLY) and no appointment, so it was left alone."]);
}

#[test]
fn of_several_revisions_the_newest_counts() {
    let text = "BEGIN:VEVENT\nUID:a\nSEQUENCE:1\nDTSTART:20261124T100000\nDURATION:PT1H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nSEQUENCE:2\nDTSTART:20261124T120000\nDURATION:PT1H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nDTSTART:20261125T120000\nDURATION:PT1H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nDTSTAMP:20260101T000000Z\nDTSTART:20261125T120000\nDURATION:PT1H\nEND:VEVENT\n";
    let calendar = calendar(text);
    assert_eq!(told(&calendar), ["single 26-11-24 12:00 60", "single 26-11-25 12:00 60"]);
    assert_eq!((calendar.older, calendar.events), (vec![1, 18], 4));
}
