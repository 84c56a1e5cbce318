use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::{End, Rule};

fn at(text: &str) -> NaiveDateTime {
    let text = if text.contains('T') { text.to_owned() } else { format!("{text}T10:00") };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").expect("a moment of the test")
}

fn rule(text: &str) -> Rule {
    Rule::read(text, None).expect(text)
}

/// The first dates of a rule, the time left out.
fn dates(text: &str, start: &str, many: usize) -> Vec<String> {
    rule(text).dates(at(start)).take(many).map(|date| date.date().to_string()).collect()
}

const TABLE: &str = include_str!("table.tsv");

#[test]
fn the_table_of_rules() {
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with("# ")) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, start, text, expected] = columns[..] else { panic!("a row without its dates: {line:?}") };
        let got = dates(text, start, expected.split_whitespace().count().max(1)).join(" ");
        if got != expected {
            wrong.push(format!("{name} ({text} from {start})\n  is     {got}\n  should {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_dates_of_rules() {
    // 24 Nov 2026 is a Tuesday.
    let table = [
        ("FREQ=DAILY;COUNT=3", "2026-11-29", "2026-11-29 2026-11-30 2026-12-01"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-11-24", "2026-11-24 2026-12-04 2026-12-14"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3", "2026-11-27", "2026-11-27 2026-11-30 2026-12-01"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "2026-11-24", "2026-11-24 2026-12-08 2026-12-22"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31"),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261203", "2026-11-24", "2026-11-24 2026-11-26 2026-12-01 2026-12-03"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-11-24", "2026-11-30 2026-12-07"),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "2026-11-02", "2026-11-02 2026-12-07 2027-01-04"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-11-27", "2026-11-27 2026-12-25 2027-01-29"),
        ("FREQ=MONTHLY;BYDAY=-5MO;COUNT=3", "2026-11-01", "2026-11-02 2027-03-01 2027-05-03"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=4", "2026-11-10", "2026-11-10 2026-11-24 2026-12-08 2026-12-22"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "2027-11-30", "2027-11-30 2027-12-31 2028-01-31 2028-02-29"),
        ("FREQ=MONTHLY;COUNT=4", "2027-12-31", "2027-12-31 2028-01-31 2028-03-31 2028-05-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;COUNT=3", "2026-11-13", "2026-11-13 2027-08-13 2028-10-13"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-11-30", "2026-11-30 2026-12-31 2027-01-29"),
        ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06"),
        ("FREQ=YEARLY;COUNT=3", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29"),
        ("FREQ=YEARLY;BYMONTH=6,7;COUNT=4", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10 1998-07-10"),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2", "2027-03-28", "2027-03-28 2028-03-26"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17"),
        ("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200;COUNT=4", "1997-01-01", "1997-01-01 1997-04-10 1997-07-19 2000-01-01"),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "2026-12-31", "2026-12-31 2027-12-31"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "1996-11-05", "1996-11-05 2000-11-07 2004-11-02"),
        ("FREQ=WEEKLY;UNTIL=20261123", "2026-11-24", ""),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261125", "2026-11-24", "2026-11-24 2026-11-25"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261225", "2026-11-24", "2026-11-24 2026-11-25 2026-11-26"),
        ("FREQ=MONTHLY;BYSETPOS=-1,1;COUNT=2", "2026-11-24", "2026-11-24 2026-12-24"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-24", ""),
        ("FREQ=WEEKLY;INTERVAL=4294967295", "2026-11-24", "2026-11-24"),
        ("FREQ=YEARLY;INTERVAL=4294967295;COUNT=9", "2026-11-24", "2026-11-24"),
        ("FREQ=MONTHLY;INTERVAL=70000;COUNT=9", "2026-11-24", "2026-11-24 7860-03-24"),
    ];
    for (text, start, expected) in table {
        assert_eq!(dates(text, start, 12).join(" "), expected, "{text} from {start}");
    }
}

#[test]
fn rules_without_a_date_end() {
    for text in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=52;BYDAY=MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO",
    ] {
        assert_eq!(rule(text).dates(at("2026-11-24")).next(), None, "{text}");
    }
    // 2100 is no leap year: forty years without a date are no end.
    assert_eq!(dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "2076-03-01", 2).join(" "), "2088-02-29 2128-02-29");
}

#[test]
fn a_window_shows_the_same_dates_as_the_whole() {
    let endless = rule("FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR,2TU");
    let start = at("2000-01-01");
    let all: Vec<_> = endless.dates(start).take_while(|date| *date < at("2031-01-01")).collect();
    let (from, to) = (at("2025-06-27"), at("2031-01-01"));
    let seen: Vec<_> = all.into_iter().filter(|date| *date >= from).collect();
    assert_eq!(endless.dates_between(start, from, to), seen);
    assert_eq!(endless.dates_between(start, at("1990-01-01"), start), Vec::new());
    let eight = rule("FREQ=WEEKLY;COUNT=8");
    assert_eq!(eight.dates_between(at("2026-11-24"), at("2027-01-05"), at("2028-01-01")), [at("2027-01-05"), at("2027-01-12")]);
}

#[test]
fn a_rule_is_written_in_one_form() {
    let table = [
        ("rrule:freq=weekly;interval=1;byday=th,tu,th;", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("COUNT=8;BYDAY=+1MO;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1MO;COUNT=8"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=MO;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,31,-2,1", "FREQ=MONTHLY;BYMONTHDAY=1,31,-2,-1"),
        ("UNTIL=20270312;COUNT=2;FREQ=DAILY", "FREQ=DAILY;COUNT=2;UNTIL=20270312T235959"),
        ("FREQ=DAILY;UNTIL=20270312", "FREQ=DAILY;UNTIL=20270312T235959"),
        ("FREQ=DAILY;UNTIL=20270312T100000", "FREQ=DAILY;UNTIL=20270312T100000"),
    ];
    for (text, canonical) in table {
        assert_eq!(rule(text).to_string(), canonical, "{text}");
        assert_eq!(rule(canonical), rule(text), "{text}");
    }
    assert_eq!(Rule::weekly(2, &[Weekday::Tue]), rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"));
    let last = NaiveDate::from_ymd_opt(2027, 3, 12).expect("a date");
    assert_eq!(Rule::weekly(1, &[]).with_end(End::until_day(last)), rule("FREQ=WEEKLY;UNTIL=20270312"));
}

#[test]
fn an_end_that_is_an_instant_becomes_wall_clock() {
    let until = |text: &str, zone| Rule::read(&format!("FREQ=DAILY;UNTIL={text}"), zone).expect(text).end();
    let berlin = Some(chrono_tz::Europe::Berlin);
    assert_eq!(until("20270312T090000Z", berlin), End::Until(at("2027-03-12T10:00")));
    assert_eq!(until("20270712T090000Z", berlin), End::Until(at("2027-07-12T11:00")));
    assert_eq!(until("20270312T090000", berlin), End::Until(at("2027-03-12T09:00")));
    assert_eq!(until("20270312T090000Z", None), End::Until(at("2027-03-12T09:00")));
}

#[test]
fn what_cannot_be_kept_is_refused_by_its_word() {
    let table = [
        ("", "how often"),
        ("BYDAY=MO", "how often"),
        ("FREQ", "“FREQ”"),
        ("FREQ=", "FREQ="),
        ("FREQ=HOURLY", "more often than daily"),
        ("FREQ=FORTNIGHTLY", "FORTNIGHTLY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=4294967296", "INTERVAL=4294967296"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1"),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "twice"),
        ("FREQ=DAILY;UNTIL=20270231", "UNTIL=20270231"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=SOON"),
        ("FREQ=WEEKLY;BYDAY=XX", "“XX”"),
        ("FREQ=WEEKLY;BYDAY=", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO"),
        ("FREQ=MONTHLY;BYDAY=0MO", "“0MO”"),
        ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-6MO", "BYDAY=-6MO"),
        ("FREQ=MONTHLY;BYDAY=54MO", "“54MO”"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "“32”"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "“0”"),
        ("FREQ=YEARLY;BYMONTH=-1", "“-1”"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY=1MO"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYDAY"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
        ("FREQ=DAILY;X-NAME=1", "“X-NAME”"),
        ("FREQ=DAILY;WKST=1", "WKST"),
    ];
    for (text, word) in table {
        let why = Rule::read(text, None).expect_err(text);
        assert!(why.contains(word) && why.ends_with('.'), "{text}: {why}");
    }
}
