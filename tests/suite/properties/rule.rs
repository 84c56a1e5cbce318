//! The dates of rules by chance: in order, each once, the same through any window, as many as the rule counts.
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use knotbook::domain::book::rule::{End, Rule};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn start() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..20_000, 0u32..96).prop_map(|(days, quarter)| {
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date") + TimeDelta::days(days);
        day.and_hms_opt(quarter / 4, quarter % 4 * 15, 0).expect("a time")
    })
}

fn list<T: ToString + std::fmt::Debug>(name: &'static str, of: impl Strategy<Value = T>) -> impl Strategy<Value = String> {
    let parts = option::weighted(0.3, vec(of, 1..4));
    parts.prop_map(move |parts| {
        let joined = |parts: Vec<T>| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        parts.map_or(String::new(), |parts| format!(";{name}={}", joined(parts)))
    })
}

fn signed(to: i32) -> impl Strategy<Value = i32> {
    (1..=to, any::<bool>()).prop_map(|(n, from_end)| if from_end { -n } else { n })
}

/// Any text of a rule; those whose parts mean nothing together are refused on reading.
fn text() -> impl Strategy<Value = String> {
    let interval = prop_oneof![4 => 1u32..5, 1 => 1u32..400, 1 => any::<u32>().prop_map(|n| n.max(1))];
    let nth = prop_oneof![2 => Just(String::new()), 1 => signed(5).prop_map(|nth| nth.to_string())];
    let day = (nth, proptest::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"])).prop_map(|(nth, day)| format!("{nth}{day}"));
    let week = proptest::sample::select(vec!["", ";WKST=SU", ";WKST=WE"]);
    let parts = (
        proptest::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        interval,
        list("BYMONTH", 1..=12i32),
        list("BYMONTHDAY", signed(31)),
        list("BYDAY", day),
        list("BYSETPOS", signed(6)),
        week,
    );
    parts.prop_map(|(frequency, interval, months, month_days, days, positions, week)| {
        format!("FREQ={frequency};INTERVAL={interval}{months}{month_days}{days}{positions}{week}")
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    text().prop_filter_map("parts that mean nothing together", |text| Rule::read(&text, None).ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn dates_are_in_order_each_once_and_not_before_the_start(rule in rule(), start in start()) {
        let dates: Vec<_> = rule.dates(start).take(40).collect();
        prop_assert!(dates.windows(2).all(|pair| pair[0] < pair[1]), "{rule} from {start}: {dates:?}");
        prop_assert!(dates.iter().all(|date| *date >= start && date.time() == start.time()));
    }

    #[test]
    fn a_window_shows_what_the_whole_shows(rule in rule(), start in start(), from in 0i64..4000, days in 0i64..2000, count in 1u32..60) {
        let from = start + TimeDelta::days(from - 100);
        let to = from + TimeDelta::days(days);
        for rule in [rule.clone(), rule.with_end(End::Count(count)), rule.with_end(End::Until(from + TimeDelta::days(days / 2)))] {
            let whole: Vec<_> = rule.dates(start).take_while(|date| *date < to).filter(|date| *date >= from).collect();
            prop_assert_eq!(rule.dates_between(start, from, to), whole, "{} from {}", rule, start);
        }
    }

    #[test]
    fn a_count_counts_and_an_end_ends(rule in rule(), start in start(), count in 1u32..30) {
        let endless: Vec<_> = rule.dates(start).take(30).collect();
        let counted: Vec<_> = rule.with_end(End::Count(count)).dates(start).collect();
        prop_assert_eq!(&counted[..], &endless[..endless.len().min(count as usize)]);
        if let Some(last) = counted.last() {
            let until: Vec<_> = rule.with_end(End::Until(*last)).dates(start).collect();
            prop_assert_eq!(until, counted);
        }
    }

    #[test]
    fn what_is_written_is_read_back_as_the_same_rule(rule in rule(), count in 1u32.., end in start(), from in start()) {
        for rule in [rule.clone(), rule.with_end(End::Count(count)), rule.with_end(End::Until(end))] {
            prop_assert_eq!(Rule::read(&rule.to_string(), None), Ok(rule.clone()), "{}", rule);
            let settled = rule.settled(from);
            prop_assert!(settled.dates(from).take(20).eq(rule.dates(from).take(20)), "{} is {} from {}", rule, settled, from);
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_read_or_refused(text in "(RRULE:)?((FREQ|COUNT|UNTIL|BYDAY|INTERVAL)=[-+A-Z0-9,;]{0,12};?){0,4}\\PC{0,8}") {
        if let Err(why) = Rule::read(&text, None) {
            prop_assert!(why.ends_with('.'), "{why}");
        }
    }
}
