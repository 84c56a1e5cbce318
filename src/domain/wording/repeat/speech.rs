//! A rule said in one sentence that is read back as the same rule.
use chrono::{Month, NaiveDateTime, Weekday};

use super::scan::WORKDAYS;
use super::words::ORDINALS;
use crate::domain::book::rule::{End, Frequency, Rule, RuleDay};
use crate::domain::wording::say as said;

/// With whole words in a sentence, or with short ones in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Sentence,
    Brief,
}
use Style::{Brief, Sentence};

pub(super) fn say(rule: &Rule, start: NaiveDateTime) -> String {
    let rule = &*rule.settled(start);
    let mut parts = vec![format!("{} at {}", days_and_period(rule, Sentence), said::time(start.time()))];
    if !rule.positions.is_empty() && !is_nth_workday(rule) {
        parts.push(format!("only the {} of them", ordinals(&rule.positions, Sentence)));
    }
    if rule.week_start != Weekday::Mon {
        parts.push(format!("weeks from {}", weekday(rule.week_start, Sentence)));
    }
    parts.push(match rule.end {
        End::Never => "until further notice".to_owned(),
        End::Count(1) => "1 time".to_owned(),
        End::Count(n) => format!("{n} times"),
        End::Until(last) => format!("until {}", said::full_day(last.date())),
    });
    parts.join(", ")
}

pub(super) fn say_briefly(rule: &Rule, start: NaiveDateTime) -> String {
    let rule = &*rule.settled(start);
    let mut parts = vec![days_and_period(rule, Brief)];
    if !rule.positions.is_empty() && !is_nth_workday(rule) {
        parts.push(format!("only {} of them", ordinals(&rule.positions, Brief)));
    }
    if rule.week_start != Weekday::Mon {
        parts.push(format!("weeks from {}", weekday(rule.week_start, Brief)));
    }
    parts.push(said::time(start.time()));
    match rule.end {
        End::Never => {}
        End::Count(n) => parts.push(format!("×{n}")),
        End::Until(last) => parts.push(last.format("until %-d %b %Y").to_string()),
    }
    parts.join(" ")
}

/// "Every 2 weeks on Tuesday", "On the first Monday of every month".
fn days_and_period(rule: &Rule, style: Style) -> String {
    let mut tail: Vec<String> = Vec::new();
    let on_days = match rule.frequency {
        Frequency::Daily => {
            if !rule.month_days.is_empty() {
                tail.push(format!(" when it is {}", month_days(rule, style)));
            }
            if !rule.days.is_empty() {
                tail.push(format!(" when it is {}", days(&rule.days, " or ", style)));
            }
            String::new()
        }
        Frequency::Weekly => days(&rule.days, and(style), style),
        Frequency::Monthly | Frequency::Yearly => of_period(rule, &mut tail, style),
    };
    if !rule.weeks.is_empty() {
        tail.push(format!(" in the {} week of the year", ordinals(&rule.weeks, style)));
    }
    if !rule.months.is_empty() {
        let months: Vec<String> = rule.months.iter().map(|month| month_name(*month, style)).collect();
        tail.push(format!(" in {}", list(&months, and(style))));
    } else if rule.frequency == Frequency::Yearly && !rule.month_days.is_empty() {
        tail.push(" in all months".to_owned());
    }
    let tail = tail.concat();
    let every_workday = rule.frequency == Frequency::Weekly && rule.interval == 1 && is_workdays(&rule.days);
    let period = period(rule, style);
    match style {
        Brief if every_workday => format!("every weekday{tail}"),
        Sentence if every_workday => format!("Every weekday{tail}"),
        Brief | Sentence if on_days.is_empty() => format!("{period}{tail}"),
        Brief => format!("{period} {on_days}{tail}"),
        Sentence if rule.frequency == Frequency::Monthly && rule.interval == 1 => format!("On {on_days} of every month{tail}"),
        Sentence => format!("{period} on {on_days}{tail}"),
    }
}

/// "Every week", "every 2 weeks", "weekly".
fn period(rule: &Rule, style: Style) -> String {
    let (unit, alone) = match rule.frequency {
        Frequency::Daily => ("day", "daily"),
        Frequency::Weekly => ("week", "weekly"),
        Frequency::Monthly => ("month", "monthly"),
        Frequency::Yearly => ("year", "yearly"),
    };
    match (style, rule.interval) {
        (Brief, 1) => alone.to_owned(),
        (Brief, n) => format!("every {n} {unit}s"),
        (Sentence, 1) => format!("Every {unit}"),
        (Sentence, n) => format!("Every {n} {unit}s"),
    }
}

/// The days of a month or year; `tail` gets what narrows them down.
fn of_period(rule: &Rule, tail: &mut Vec<String>, style: Style) -> String {
    if is_nth_workday(rule) {
        return the(&format!("{} weekday", ordinals(&rule.positions, style)), style);
    }
    if rule.month_days.is_empty() && rule.year_days.is_empty() {
        return every_day_of(rule, style);
    }
    let (lead, narrows) = if rule.year_days.is_empty() {
        (month_days(rule, style), None)
    } else {
        let of_year = the(&format!("{} day of the year", in_digits(&rule.year_days, style)), style);
        (of_year, (!rule.month_days.is_empty()).then(|| month_days(rule, style)))
    };
    if let Some(narrows) = narrows {
        tail.push(format!(" when it is {narrows}"));
    }
    if !rule.days.is_empty() {
        tail.push(format!(" when it is {}", days(&rule.days, " or ", style)));
    }
    lead
}

/// "every Tuesday and Thursday", "the first Monday".
fn every_day_of(rule: &Rule, style: Style) -> String {
    let words = days(&rule.days, and(style), style);
    let has_plain = rule.days.iter().any(|day| day.nth.is_none());
    match (has_plain && rule.weeks.is_empty(), words.strip_prefix("weekdays")) {
        (true, Some(more)) => format!("every weekday{more}"),
        (true, None) => format!("every {words}"),
        (false, _) => words,
    }
}

/// "the 15th and 30th", "the last day".
fn month_days(rule: &Rule, style: Style) -> String {
    let from_end = rule.month_days.iter().any(|n| *n < 0);
    the(&format!("{}{}", in_digits(&rule.month_days, style), if from_end { " day" } else { "" }), style)
}

/// The days of the week, first those of every week: "Tuesday and the second and fourth Friday".
fn days(days: &[RuleDay], and: &str, style: Style) -> String {
    const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let plain: Vec<RuleDay> = days.iter().copied().filter(|day| day.nth.is_none()).collect();
    let mut parts: Vec<String> =
        if is_workdays(&plain) { vec!["weekdays".to_owned()] } else { plain.iter().map(|day| weekday(day.weekday, style)).collect() };
    let mut and = and;
    for name in WEEK {
        let nth: Vec<i32> = days.iter().filter(|day| day.weekday == name).filter_map(|day| day.nth).collect();
        if !nth.is_empty() {
            parts.push(the(&format!("{} {}", ordinals(&nth, style), weekday(name, style)), style));
            and = if and == "+" { " and " } else { and };
        }
    }
    list(&parts, and)
}

fn is_workdays(days: &[RuleDay]) -> bool {
    days.len() == WORKDAYS.len() && days.iter().zip(WORKDAYS).all(|(day, own)| day.nth.is_none() && day.weekday == own)
}

/// "the last weekday of the month"; of several months of one year it would mean the last of each.
fn is_nth_workday(rule: &Rule) -> bool {
    let of_one = match rule.frequency {
        Frequency::Monthly => true,
        Frequency::Yearly => rule.months.len() < 2,
        Frequency::Daily | Frequency::Weekly => false,
    };
    let alone = rule.month_days.is_empty() && rule.year_days.is_empty() && rule.weeks.is_empty();
    of_one && alone && !rule.positions.is_empty() && is_workdays(&rule.days)
}

fn the(words: &str, style: Style) -> String {
    match style {
        Sentence => format!("the {words}"),
        Brief => words.to_owned(),
    }
}

/// "first and third", "1st+3rd".
fn ordinals(numbers: &[i32], style: Style) -> String {
    if style == Brief {
        return in_digits(numbers, style);
    }
    let named = |n: i32| {
        let at = usize::try_from(n.unsigned_abs()).ok().and_then(|n| n.checked_sub(1));
        match (at.and_then(|at| ORDINALS.get(at)), n) {
            (Some(name), 1..) => (*name).to_owned(),
            (Some(name), ..-1) => format!("{name}-last"),
            _ => digits(n),
        }
    };
    list(&numbers.iter().copied().map(named).collect::<Vec<_>>(), " and ")
}

/// "15th and 30th", "15th+30th"; "15th and last" in both, lest it be the 15th from the end.
fn in_digits(numbers: &[i32], style: Style) -> String {
    let from_end = numbers.iter().any(|n| *n < 0);
    list(&numbers.iter().copied().map(digits).collect::<Vec<_>>(), if from_end { " and " } else { and(style) })
}

/// "15th", "last", "2nd-last".
fn digits(n: i32) -> String {
    let number = n.unsigned_abs();
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match n {
        -1 => "last".to_owned(),
        ..0 => format!("{number}{end}-last"),
        0.. => format!("{number}{end}"),
    }
}

fn weekday(day: Weekday, style: Style) -> String {
    let short = day.to_string();
    if style == Brief {
        return short;
    }
    match day {
        Weekday::Mon | Weekday::Fri | Weekday::Sun => format!("{short}day"),
        Weekday::Tue => "Tuesday".to_owned(),
        Weekday::Wed => "Wednesday".to_owned(),
        Weekday::Thu => "Thursday".to_owned(),
        Weekday::Sat => "Saturday".to_owned(),
    }
}

fn month_name(month: i32, style: Style) -> String {
    let name = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok()).map_or("", |month| month.name());
    match style {
        Sentence => name.to_owned(),
        Brief => name.chars().take(3).collect(),
    }
}

fn and(style: Style) -> &'static str {
    match style {
        Sentence => " and ",
        Brief => "+",
    }
}

/// "a, b and c"; "a+b+c".
fn list(words: &[String], and: &str) -> String {
    match words {
        [all @ .., last] if and.starts_with(' ') && !all.is_empty() => format!("{}{and}{last}", all.join(", ")),
        _ => words.join("+"),
    }
}
