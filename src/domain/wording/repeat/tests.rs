use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::{option, sample};

use super::*;
use crate::domain::book::rule::End;

/// A Tuesday, the fourth of its month.
const START: &str = "2026-11-24T10:00";

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a moment of the test")
}

fn understood(text: &str) -> Option<Said> {
    read(text, at(START), DateOrder::DayFirst).unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn hours_may_be_words() {
    let table = [
        ("every other tuesday at ten, eight times", "10:00"),
        ("weekly tue at nine", "09:00"),
        ("weekly at twelve x3", "12:00"),
        ("weekly at ten thirty", "10:30"),
        ("weekly at three", "15:00"),
        ("weekly at eleven am", "11:00"),
    ];
    for (text, time) in table {
        let said = understood(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((said.at.map(|at| at.format("%H:%M").to_string()).as_deref(), said.rest.len()), (Some(time), 0), "{text}: {said:?}");
    }
    let said = understood("every other tuesday at ten, eight times").expect("a repeat");
    assert_eq!(said.rule.to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8");
}

#[test]
fn what_is_understood() {
    let table = [
        ("weekly", "FREQ=WEEKLY;BYDAY=TU"),
        ("every week", "FREQ=WEEKLY;BYDAY=TU"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Every two weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every 2w x8", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8"),
        ("x8 every 2 wks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8"),
        ("weekly for 8 times", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("for eight visits weekly", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every other week on thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every fortnight", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("weekly tue and thu", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("tue and thu x8", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"),
        ("tue thu until 12 mar", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270312T235959"),
        ("every tue", "FREQ=WEEKLY;BYDAY=TU"),
        ("every tue and fri", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
        ("tue+thu weekly", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("tue,thu weekly", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("1st mon monthly", "FREQ=MONTHLY;BYDAY=1MO"),
        ("1st mon", "FREQ=MONTHLY;BYDAY=1MO"),
        ("first monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("every first monday", "FREQ=MONTHLY;BYDAY=1MO"),
        ("every 2nd tue of the month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("every 2nd tue monthly", "FREQ=MONTHLY;BYDAY=2TU"),
        ("every 2nd day", "FREQ=DAILY;INTERVAL=2"),
        ("every 2nd day of the month", "FREQ=MONTHLY;BYMONTHDAY=2"),
        ("every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("last fri", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("second last fri of the month", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("2nd and 4th tue", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("1st & 3rd tue every 2 m", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU"),
        ("monthly", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("every month", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("every 3mo", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=24"),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("15th and 30th monthly", "FREQ=MONTHLY;BYMONTHDAY=15,30"),
        ("the first of the month", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("13th when it is fri monthly", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
        ("every monday and the first friday of the month", "FREQ=MONTHLY;BYDAY=MO,1FR"),
        ("last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("last weekday of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("daily", "FREQ=DAILY"),
        ("every day", "FREQ=DAILY"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every 3 days", "FREQ=DAILY;INTERVAL=3"),
        ("every 3d x4", "FREQ=DAILY;INTERVAL=3;COUNT=4"),
        ("yearly", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
        ("every year", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
        ("every 2 years", "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=24"),
        ("every y in march and june", "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=24"),
        ("yearly on the 12th of march", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12"),
        ("1st mon in march", "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO"),
        ("every tue in march and june", "FREQ=WEEKLY;BYMONTH=3,6;BYDAY=TU"),
        ("weekly #10", "FREQ=WEEKLY;BYDAY=TU;COUNT=10"),
        ("weekly 8 times", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("8x weekly", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("weekly ×8", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("weekly, 8 visits", "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        ("weekly until 12 mar", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270312T235959"),
        ("until fri 12 mar 2027 weekly", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270312T235959"),
        ("weekly until 12/3", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270312T235959"),
        ("weekly until further notice", "FREQ=WEEKLY;BYDAY=TU"),
        ("weekly for 10 weeks", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270201T235959"),
        ("monthly for 3 months", "FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20270223T235959"),
    ];
    for (text, rule) in table {
        let said = understood(text).unwrap_or_else(|| panic!("{text} is a repeat"));
        assert_eq!(said.rule.to_string(), rule, "{text}");
        assert_eq!((said.at, said.rest), (None, Vec::new()), "{text}");
    }
}

#[test]
fn what_is_not_of_the_repeat_is_left() {
    let table = [
        ("smi 60 weekly @dana x8", "smi 60 @dana", None),
        ("smi every tue 14:30 #r1", "smi #r1", Some("14:30")),
        ("weekly at 3 smi", "smi", Some("15:00")),
        ("weekly after 3pm", "after 3pm", None),
        ("weekly 10:00 to 12:00", "10:00 to 12:00", None),
        ("weekly 10:00 until 12 mar", "", Some("10:00")),
        ("weekly from 24 nov", "from 24 nov", None),
        ("weekly starting on tue 24th november 2026", "starting on tue 24th november 2026", None),
        ("next tue weekly", "next tue", None),
        ("monthly 24 nov", "24 nov", None),
        ("weekly \"tue and thu\" may", "tue and thu may", None),
        ("in nov 24 weekly", "in nov 24", None),
    ];
    for (text, rest, time) in table {
        let said = understood(text).unwrap_or_else(|| panic!("{text} is a repeat"));
        assert_eq!(said.rest.join(" "), rest, "{text}");
        assert_eq!(said.at.map(|at| at.format("%H:%M").to_string()).as_deref(), time, "{text}");
    }
}

#[test]
fn what_says_no_repeat() {
    for text in ["", "smi 60 tue pm", "tue and thu", "24 nov 10:00", "15th", "from tue until fri", "last week", "first free", "#r1 @dana"] {
        assert_eq!(understood(text), None, "{text}");
    }
}

#[test]
fn what_is_asked_or_refused() {
    let table = [
        ("every blub", "“every blub” is not understood"),
        ("every", "“every” is not understood"),
        ("every 0 weeks", "never comes"),
        ("weekly monthly", "“weekly” and “monthly”"),
        ("weekly every 2 weeks", "do not go together"),
        ("weekly x8 until 12 mar", "“x8” and “until 12 mar”"),
        ("weekly x8 x9", "“x8” and “x9”"),
        ("weekly x0", "“x0”"),
        ("x8", "does not say how often"),
        ("until 12 mar", "does not say how often"),
        ("weekly 1st mon", "“weekly” and “1st mon”"),
        ("weekly on the 15th", "“weekly” and “15th”"),
        ("daily last fri", "“daily” and “last fri”"),
        ("monthly on tue", "“weekly on tue” or “1st tue monthly”"),
        ("every mon and the 15th x8", "“mon and 15th” can be"),
        ("fri 13th monthly", "“13th when it is fri”"),
        ("every 2nd tue", "“every 2 weeks on tue” or “2nd tue monthly”"),
        ("every third week of the month", "“every third” is not understood"),
        ("biweekly", "“biweekly” can be"),
        ("6th mon monthly", "more than five"),
        ("32nd monthly", "32 days"),
        ("weekly until 31 feb", "31 feb"),
        ("weekly until mon 12 mar 2027", "contradicts"),
        ("weekly at 25:00", "25:00"),
        ("weekly 10:00 11:00", "“10:00” and “11:00”"),
    ];
    for (text, words) in table {
        let why = read(text, at(START), DateOrder::DayFirst).expect_err(text);
        assert!(why.contains(words) && why.ends_with(['.', '?']), "{text}: {why}");
    }
    assert!(not_understood("blub").starts_with("“blub” is not understood"));
}

#[test]
fn what_is_said() {
    let table = [
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8", "Every 2 weeks on Tuesday at 10:00, 8 times", "every 2 weeks Tue 10:00 ×8"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "Every week on Tuesday and Thursday at 10:00, until further notice", "weekly Tue+Thu 10:00"),
        (
            "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270312",
            "On the first Monday of every month at 10:00, until Fri 12 Mar 2027",
            "monthly 1st Mon 10:00 until 12 Mar 2027",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=1", "Every weekday at 10:00, 1 time", "every weekday 10:00 ×1"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days at 10:00, until further notice", "every 3 days 10:00"),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15,-1",
            "Every 2 months on the 15th and last day at 10:00, until further notice",
            "every 2 months 15th and last day 10:00",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "On the 13th of every month when it is Friday at 10:00, until further notice",
            "monthly 13th when it is Fri 10:00",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "On the last weekday of every month at 10:00, until further notice",
            "monthly last weekday 10:00",
        ),
        (
            "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=1,-1",
            "On every Tuesday, Wednesday and Thursday of every month at 10:00, only the first and last of them, until further notice",
            "monthly every Tue+Wed+Thu only 1st and last of them 10:00",
        ),
        ("FREQ=YEARLY", "Every year on the 24th in November at 10:00, until further notice", "yearly 24th in Nov 10:00"),
        (
            "FREQ=YEARLY;BYMONTH=3,6;BYDAY=2TU,4TU,-1FR",
            "Every year on the second and fourth Tuesday and the last Friday in March and June at 10:00, until further notice",
            "yearly 2nd+4th Tue and last Fri in Mar+Jun 10:00",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4",
            "Every 2 weeks on Tuesday and Sunday at 10:00, weeks from Sunday, 4 times",
            "every 2 weeks Tue+Sun weeks from Sun 10:00 ×4",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            "Every year on Monday in the 20th week of the year at 10:00, until further notice",
            "yearly Mon in the 20th week of the year 10:00",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=1,100,-1",
            "Every year on the 1st, 100th and last day of the year at 10:00, until further notice",
            "yearly 1st, 100th and last day of the year 10:00",
        ),
    ];
    for (text, sentence, brief) in table {
        let rule = Rule::read(text, None).expect(text);
        assert_eq!(say(&rule, at(START)), sentence, "{text}");
        assert_eq!(say_briefly(&rule, at(START)), brief, "{text}");
    }
}

fn start() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..20_000, 0u32..96).prop_map(|(days, quarter)| {
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date") + TimeDelta::days(days);
        day.and_hms_opt(quarter / 4, quarter % 4 * 15, 0).expect("a time")
    })
}

fn list<T: ToString + std::fmt::Debug>(name: &'static str, weight: f64, of: impl Strategy<Value = T>) -> impl Strategy<Value = String> {
    option::weighted(weight, vec(of, 1..5)).prop_map(move |parts| {
        let joined = |parts: Vec<T>| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        parts.map_or(String::new(), |parts| format!(";{name}={}", joined(parts)))
    })
}

fn signed(to: i32) -> impl Strategy<Value = i32> {
    (1..=to, any::<bool>()).prop_map(|(n, from_end)| if from_end { -n } else { n })
}

/// Every rule that can be read, so most of them stranger than a practice has them.
fn any_rule() -> impl Strategy<Value = Rule> {
    let interval = prop_oneof![4 => 1u32..5, 1 => any::<u32>().prop_map(|n| n.max(1))];
    let nth = prop_oneof![3 => Just(String::new()), 3 => signed(5).prop_map(|nth| nth.to_string()), 1 => signed(53).prop_map(|nth| nth.to_string())];
    let day = (nth, sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"])).prop_map(|(nth, day)| format!("{nth}{day}"));
    let days = prop_oneof![5 => list("BYDAY", 0.6, day), 1 => Just(";BYDAY=MO,TU,WE,TH,FR".to_owned())];
    let parts = (
        sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        interval,
        list("BYMONTH", 0.2, 1..=12i32),
        list("BYMONTHDAY", 0.3, signed(31)),
        days,
        (list("BYYEARDAY", 0.1, signed(366)), list("BYWEEKNO", 0.1, signed(53))),
        list("BYSETPOS", 0.2, signed(40)),
        sample::select(vec!["", ";WKST=SU", ";WKST=WE"]),
        prop_oneof![
            Just(String::new()),
            (1u32..).prop_map(|n| format!(";COUNT={n}")),
            start().prop_map(|at| at.format(";UNTIL=%Y%m%dT%H%M%S").to_string()),
        ],
    );
    parts.prop_filter_map(
        "parts that mean nothing together",
        |(frequency, interval, months, month_days, days, of_year, positions, week, end)| {
            let (year_days, weeks) = of_year;
            let text = format!("FREQ={frequency};INTERVAL={interval}{months}{month_days}{days}{year_days}{weeks}{positions}{week}{end}");
            Rule::read(&text, None).ok()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_rule_is_said_and_read_back_as_the_same(rule in any_rule(), start in start(), month_first in any::<bool>()) {
        let order = if month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
        let settled = rule.settled(start).into_owned();
        for words in [say(&rule, start), say_briefly(&rule, start)] {
            let said = read(&words, start, order);
            let expected = Said { rule: settled.clone(), at: Some(start.time()), rest: Vec::new() };
            prop_assert_eq!(said, Ok(Some(expected)), "{}: {}", rule, words);
        }
    }

    #[test]
    fn words_are_said_again_as_they_were(rule in any_rule(), start in start()) {
        let words = say(&rule, start);
        let said = read(&words, start, DateOrder::DayFirst).expect("words").expect("a repeat");
        prop_assert_eq!(say(&said.rule, start), words);
    }

    #[test]
    fn the_case_of_letters_says_nothing(rule in any_rule(), start in start()) {
        let words = say(&rule, start);
        let read = |text: &str| read(text, start, DateOrder::DayFirst);
        prop_assert_eq!(read(&words.to_lowercase()), read(&words));
    }

    #[test]
    fn no_text_is_too_strange(text in "(every|each|1st|last|of|the|month|tue|x8|8|weeks|2w|until|for|mar|in|at|10:00|and|\\+|,|\"|[^ ]{1,3}| )( (every|each|1st|last|of|the|month|tue|x8|8|weeks|2w|until|for|mar|in|at|10:00|and|\\PC{0,3})){0,8}") {
        if let Err(why) = read(&text, at(START), DateOrder::DayFirst) {
            prop_assert!(why.ends_with(['.', '?']), "{text}: {why}");
        }
    }
}

#[test]
fn an_end_takes_the_place_of_another() {
    let rule = Rule::read("FREQ=WEEKLY;BYDAY=TU;COUNT=3", None).expect("a rule").with_end(End::Never);
    assert_eq!(say(&rule, at(START)), "Every week on Tuesday at 10:00, until further notice");
}
