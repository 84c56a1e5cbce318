use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::domain::wording::say;

const TABLE: &str = include_str!("table.tsv");
const ORDERS: [DateOrder; 2] = [DateOrder::DayFirst, DateOrder::MonthFirst];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a moment of the test")
}

/// "Tue 24 Nov 2026, 14:30 | smi 60", or "? " and the sentence.
fn echo(read: Result<Reading, Unclear>) -> String {
    match read {
        Err(unclear) => format!("? {unclear}"),
        Ok(Reading { when, rest }) if rest.is_empty() => when.to_string(),
        Ok(Reading { when, rest }) => {
            let rest: Vec<String> = rest.into_iter().map(|word| if word.contains(' ') { format!("“{word}”") } else { word }).collect();
            format!("{when} | {}", rest.join(" "))
        }
    }
}

#[test]
fn the_table_of_phrases() {
    let mut now = NaiveDateTime::default();
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(clock) = line.strip_prefix("@ ") {
            now = moment(clock);
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(text), Some(day_first)) = (columns.next(), columns.next()) else { panic!("a row without a reading: {line:?}") };
        let month_first = columns.next().unwrap_or(day_first);
        for (order, expected) in ORDERS.into_iter().zip([day_first, month_first]) {
            let got = echo(read(text, now, order));
            if got != expected {
                wrong.push(format!("{text:?} on {now}, {order:?}\n  is     {got}\n  should {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_day_alone() {
    let table = [
        ("tue", "Tue 24 Nov 2026"),
        ("tom", "Tue 24 Nov 2026"),
        ("tu", "Tue 24 Nov 2026"),
        ("next fr", "Fri 4 Dec 2026"),
        ("24", "Tue 24 Nov 2026"),
        ("24-12", "Thu 24 Dec 2026"),
        ("24 dec", "Thu 24 Dec 2026"),
        ("24 nov 25", "Mon 24 Nov 2025"),
        ("2026-12-24", "Thu 24 Dec 2026"),
        ("9.10", "Sat 9 Oct 2027"),
        ("in 2 weeks", "Mon 7 Dec 2026"),
        ("", "? Which day? Say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("  ", "? Which day? Say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("smi", "? “smi” is no day: say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("tue pm", "? “tue pm” is no day: say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("tue smi", "? “smi” is no day: say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("any day", "? “any day” is no day: say it like “tue”, “24 nov” or “in 2 weeks”."),
        ("next week", "? “next week” is more than one day: which?"),
        ("christmas", "? “christmas” is no day: say it like “tue”, “24 nov” or “in 2 weeks”."),
    ];
    for (text, expected) in table {
        let got = read_day(text, day("2026-11-23"), DateOrder::DayFirst).map_or_else(|e| format!("? {e}"), say::full_day);
        assert_eq!(got, expected, "{text:?}");
    }
}

#[test]
fn two_letters_are_a_day_where_no_name_can_stand() {
    let now = moment("2026-11-23T09:05");
    for (text, line, wish) in [
        ("mo pm", "from 12:00 | mo", "Mon 23 Nov 2026, from 12:00"),
        ("su 60 fri", "Fri 27 Nov 2026 | su 60", "? “su” and “fri”: which day?"),
        ("fr 14:30", "14:30 | fr", "Fri 27 Nov 2026, 14:30"),
        ("th sa", "any time | th sa", "? “th” and “sa”: which day?"),
    ] {
        assert_eq!(echo(read(text, now, DateOrder::DayFirst)), line, "{text}");
        assert_eq!(echo(read_wish(text, now, DateOrder::DayFirst)), wish, "{text}");
    }
}

#[test]
fn a_moment_for_a_field() {
    let table = [
        ("14:30", "Wed 2 Dec 2026 14:30"),
        ("9", "Wed 2 Dec 2026 09:00"),
        ("3", "Wed 2 Dec 2026 15:00"),
        ("1430", "Wed 2 Dec 2026 14:30"),
        ("tue 1430", "Tue 24 Nov 2026 14:30"),
        ("fr 14:30", "Fri 27 Nov 2026 14:30"),
        ("tue 9", "Tue 24 Nov 2026 09:00"),
        ("24 nov 1430", "Tue 24 Nov 2026 14:30"),
        ("24/11 2pm", "Tue 24 Nov 2026 14:00"),
        ("2026-11-24T14:30", "Tue 24 Nov 2026 14:30"),
        ("now", "Mon 23 Nov 2026 09:05"),
        ("", "? What time? Say it like “14:30” or “2pm”."),
        ("tue", "? What time? Say it like “14:30” or “2pm”."),
        ("tue pm", "? “tue pm” is no definite time: say it like “14:30” or “2pm”."),
        ("same", "? “same” is no definite time: say it like “14:30” or “2pm”."),
        ("tue smi 14:30", "? “smi” is neither a day nor a time."),
        ("tue 60", "? “60” is no time of day."),
        ("next week 14:30", "? “next week 14:30” is more than one day: which?"),
        ("24 nov 10", "? “24 nov 10” can be “Tue 24 Nov 2026” or “Wed 10 Nov 2027”: which?"),
    ];
    for (text, expected) in table {
        let got = read_moment(text, moment("2026-11-23T09:05"), day("2026-12-02"), DateOrder::DayFirst);
        let got = got.map_or_else(|e| format!("? {e}"), |at| format!("{} {}", say::full_day(at.date()), say::time(at.time())));
        assert_eq!(got, expected, "{text:?}");
    }
}

#[test]
fn a_time_alone() {
    let table = [
        ("9", "09:00"),
        ("5", "17:00"),
        ("05", "05:00"),
        ("6am", "06:00"),
        ("0", "00:00"),
        ("18", "18:00"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("14h30", "14:30"),
        ("14h", "14:00"),
        (" 2 pm ", "14:00"),
        ("noon", "12:00"),
        ("half past 2", "14:30"),
        ("24", "? “24” is no time of day."),
        ("9 10", "? “9 10” is no time of day."),
        ("tue", "? “tue” is no time of day."),
        ("14:30:00", "? “14:30:00” is no time of day."),
        ("", "? What time? Say it like “14:30” or “2pm”."),
    ];
    for (text, expected) in table {
        assert_eq!(read_time(text).map_or_else(|e| format!("? {e}"), say::time), expected, "{text:?}");
    }
}

#[test]
fn a_length() {
    let table = [
        ("60", Some(60)),
        ("0", Some(0)),
        ("90m", Some(90)),
        ("90 min", Some(90)),
        ("1h", Some(60)),
        ("1h30", Some(90)),
        ("1 h 30 min", Some(90)),
        ("1H05", Some(65)),
        ("1.5h", Some(90)),
        ("1,25 h", Some(75)),
        ("1:30", Some(90)),
        ("0:45", Some(45)),
        ("2 hours", Some(120)),
        ("24h", Some(1440)),
        ("25h", None),
        ("1.33h", None),
        ("1h60", None),
        ("1:3", None),
        ("-5", None),
        ("", None),
        ("m", None),
        ("h30", None),
        ("60 tue", None),
        ("99999999999", None),
    ];
    for (text, expected) in table {
        assert_eq!(read_minutes(text).ok(), expected, "{text:?}");
    }
    assert_eq!(read_minutes("tue").expect_err("no length").to_string(), "“tue” is no length: say it like “60”, “90m” or “1h30”.");
}

#[test]
fn a_date_of_birth() {
    let table = [
        ("4.3.1985", "Mon 4 Mar 1985"),
        ("4/3/1985", "Mon 4 Mar 1985"),
        ("1985-03-04", "Mon 4 Mar 1985"),
        ("4 mar 85", "Mon 4 Mar 1985"),
        ("4-3-85", "Mon 4 Mar 1985"),
        ("March 4, 1985", "Mon 4 Mar 1985"),
        ("23 nov 26", "Mon 23 Nov 2026"),
        ("24 nov 26", "Wed 24 Nov 1926"),
        ("29.2.96", "Thu 29 Feb 1996"),
        ("29 feb 1900", "? “29 feb 1900” is out of reach: years go from 1906 to 2036."),
        ("29 feb 1985", "? “29 feb 1985” is no day of the calendar."),
        ("1 jan 2027", "? Fri 1 Jan 2027 is still to come: that is no date of birth."),
        ("4 mar", "? “4 mar” has no year: say it like “4 mar 1985”."),
        ("4/3", "? “4/3” has no year: say it like “4 mar 1985”."),
        ("1850-01-01", "? “1850-01-01” is out of reach: years go from 1906 to 2036."),
        ("yesterday", "? “yesterday” is no date of birth: say it like “4 mar 1985”."),
        ("4 mar 1985 smi", "? “4 mar 1985 smi” is no date of birth: say it like “4 mar 1985”."),
        ("", "? “” is no date of birth: say it like “4 mar 1985”."),
    ];
    for (text, expected) in table {
        let got = read_birth(text, day("2026-11-23"), DateOrder::DayFirst).map_or_else(|e| format!("? {e}"), say::full_day);
        assert_eq!(got, expected, "{text:?}");
    }
    let read = read_birth("3/4/85", day("2026-11-23"), DateOrder::MonthFirst);
    assert_eq!(read, Ok(day("1985-03-04")));
}

#[test]
fn a_sentence_repeats_no_more_than_a_glance() {
    let unclear = read_day(&"x".repeat(10_000), day("2026-11-23"), DateOrder::DayFirst).expect_err("no day");
    assert!(unclear.to_string().chars().count() < 120, "{unclear}");
}

/// Words that mean something here, in any order and glued in odd ways: where rules meet is where a parser breaks.
fn any_line() -> impl Strategy<Value = String> {
    const WORDS: [&str; 60] = [
        "tue",
        "next",
        "this",
        "last",
        "in",
        "2",
        "weeks",
        "week",
        "from",
        "to",
        "until",
        "between",
        "and",
        "at",
        "on",
        "the",
        "24",
        "nov",
        "may",
        "24/11",
        "11/24",
        "24.11.",
        "10.11",
        "2026",
        "+3d",
        "14:30",
        "2pm",
        "am",
        "pm",
        "noon",
        "before",
        "after",
        "every",
        "1st",
        "24th",
        "of",
        "now",
        "same",
        "-",
        "–",
        "2-4",
        "half",
        "past",
        "ago",
        "today",
        "\"",
        "“",
        "x8",
        "0134",
        "29",
        "feb",
        "'26",
        "a",
        "quarter",
        "any",
        "time",
        "day",
        "month",
        "99999999",
        "2026-11-24T14:30",
    ];
    let words = prop::collection::vec((prop::sample::select(&WORDS[..]), prop::bool::weighted(0.9)), 0..12);
    words.prop_map(|words| words.into_iter().map(|(word, blank)| [word, if blank { " " } else { "" }].concat()).collect())
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    // Every day within reach in 2026.
    (day("1906-01-01").num_days_from_ce()..=day("2036-12-31").num_days_from_ce())
        .prop_filter_map("a day of the calendar", NaiveDate::from_num_days_from_ce_opt)
}

fn read_everywhere(text: &str, now: NaiveDateTime) {
    for order in ORDERS {
        let _ = read(text, now, order).map_err(|unclear| unclear.to_string());
        let _ = read_day(text, now.date(), order).map_err(|unclear| unclear.to_string());
        let _ = read_moment(text, now, now.date(), order).map_err(|unclear| unclear.to_string());
        let _ = read_birth(text, now.date(), order).map_err(|unclear| unclear.to_string());
    }
    let _ = read_time(text).map_err(|unclear| unclear.to_string());
    let _ = read_minutes(text).map_err(|unclear| unclear.to_string());
}

#[test]
fn the_ends_of_the_calendar_and_long_lines_are_survived() {
    let last = NaiveDate::MAX.and_time(NaiveTime::MIN);
    let first = NaiveDate::MIN.and_time(NaiveTime::MIN);
    for line in ["next tue", "+1d", "-1d", "in 2 weeks tue", "this week", "next month", "24/11", "1 jan 99", "31st", "in dec", "last mon"] {
        read_everywhere(line, last);
        read_everywhere(line, first);
    }
    for word in ["tue ", "every ", "1st ", "from ", "\"", "24.11.", "9", "é", "- ", "24 nov to "] {
        read_everywhere(&word.repeat(10_000 / word.len()), moment("2026-11-23T09:05"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        read_everywhere(&text, moment("2026-11-23T09:05"));
    }

    #[test]
    fn no_mix_of_its_own_words_makes_it_panic(line in any_line()) {
        read_everywhere(&line, moment("2028-02-29T23:59"));
    }

    #[test]
    fn what_is_echoed_is_read_back_as_itself(line in any_line()) {
        let now = moment("2026-11-23T09:05");
        for order in ORDERS {
            if let Ok(Reading { when, .. }) = read(&line, now, order) {
                let again = read(&when.to_string(), now, order);
                prop_assert_eq!(again, Ok(Reading { when, rest: Vec::new() }), "{}", when);
            }
        }
    }

    #[test]
    fn every_word_is_read_or_handed_back_in_order(line in any_line()) {
        if let Ok(Reading { rest, .. }) = read(&line, moment("2026-11-23T09:05"), DateOrder::DayFirst) {
            let mut left = line.as_str();
            for word in &rest {
                let at = left.find(word.as_str());
                prop_assert!(at.is_some(), "{word:?} is not in {left:?}");
                left = at.map_or("", |at| &left[at + word.len()..]);
            }
        }
    }

    #[test]
    fn every_day_said_is_read_back(date in any_day()) {
        for order in ORDERS {
            let now = moment("2026-11-23T09:05");
            let mut said = vec![say::full_day(date), date.format("%-d %b %Y").to_string(), date.format("%B %-d, %Y").to_string(), date.to_string()];
            if date.year() == 2026 && date >= now.date() {
                said.push(say::day(date, 2026));
            }
            for text in said {
                prop_assert_eq!(read_day(&text, now.date(), order), Ok(date), "{}", &text);
                let when = When { day: Some(DayWish::On(date)), time: TimeWish::Any };
                prop_assert_eq!(read(&text, now, order), Ok(Reading { when, rest: Vec::new() }), "{}", &text);
            }
        }
    }

    #[test]
    fn every_time_said_is_read_back(minute in 0_u32..1_440) {
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time of the test");
        prop_assert_eq!(read_time(&say::time(time)), Ok(time));
        for text in [say::time(time), time.format("%-I:%M%P").to_string(), time.format("%-I:%M %p").to_string(), time.format("at %H%M").to_string()] {
            let read = read(&text, moment("2026-11-23T09:05"), DateOrder::DayFirst);
            let when = When { day: None, time: TimeWish::At(time) };
            prop_assert_eq!(read, Ok(Reading { when, rest: Vec::new() }), "{}", &text);
        }
    }

    #[test]
    fn any_length_reads_back(minutes in 0_u32..1_440) {
        let (hours, left) = (minutes / 60, minutes % 60);
        for text in [format!("{minutes}"), format!("{minutes}m"), format!("{hours}:{left:02}"), format!("{hours}h{left:02}")] {
            prop_assert_eq!(read_minutes(&text), Ok(minutes), "{}", text);
        }
    }
}
