//! One part of saying a day: "tomorrow", "tue", "24/11", "in 2 weeks", "next week".
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::lex::{self, Token, said, word};
use super::words::Unit;
use super::{Desk, Field, Step, date, words};

/// What a part of the line says of the day; several of them must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Date(NaiveDate),
    /// So many weeks from today, on this date unless a weekday is said.
    InWeeks(NaiveDate, u32),
    /// The coming one, today included.
    Weekday(Weekday),
    Stretch {
        from: NaiveDate,
        to: NaiveDate,
    },
}

type Rule = fn(&Desk, &[Token]) -> Step<Part>;
const RULES: [Rule; 4] = [counted, date::numeric, date::by_month, stretch];

/// Reads one part, with its article.
pub(super) fn part(desk: &Desk, tokens: &[Token]) -> Step<Part> {
    let the = usize::from(word(tokens, 0) == "the");
    let tokens = lex::from(tokens, the);
    for rule in RULES {
        if let Some((part, n)) = rule(desk, tokens)? {
            return Ok(Some((part, the + n)));
        }
    }
    let found = named(desk, tokens).or_else(|| ordinal(desk, tokens)).or_else(|| weekday(desk, tokens));
    Ok(found.map(|(part, n)| (part, the + n)))
}

fn named(desk: &Desk, tokens: &[Token]) -> Option<(Part, usize)> {
    let next = word(tokens, 1);
    let (days, n) = match word(tokens, 0) {
        "today" => (0, 1),
        "tomorrow" | "tmrw" | "tmw" => (1, 1),
        "yesterday" => (-1, 1),
        // Tom and Tod are clients; only where nothing but a day can be said are they days.
        "tod" if desk.field != Field::Line => (0, 1),
        "tom" if desk.field != Field::Line => (1, 1),
        "day" if next == "after" && word(tokens, 2) == "tomorrow" => (2, 3),
        "day" if next == "before" && word(tokens, 2) == "yesterday" => (-2, 3),
        "this" if matches!(next, "morning" | "afternoon" | "evening") => (0, 1),
        _ => return None,
    };
    plus_days(desk.today(), days).map(|date| (Part::Date(date), n))
}

/// "in 2 weeks", "in 3d", "+2w", "-1d", "3 days ago", "2 weeks from today".
fn counted(desk: &Desk, tokens: &[Token]) -> Step<Part> {
    let first = word(tokens, 0);
    let pair = |i: usize| Some((words::count(word(tokens, i))?, words::unit(word(tokens, i + 1))?));
    let (count, unit, ahead, n) = if first == "in" {
        let short = || words::compact(word(tokens, 1)).and_then(|(n, unit)| Some((n, words::unit(unit)?)));
        let Some(((count, unit), n)) = pair(1).map(|pair| (pair, 3)).or_else(|| short().map(|pair| (pair, 2))) else {
            return Ok(None);
        };
        (count, unit, true, n + usize::from(word(tokens, n) == "time"))
    } else if let Some(signed) = first.strip_prefix(['+', '-']) {
        let Some((count, unit)) = words::compact(signed) else { return Ok(None) };
        let unit = if unit == "m" { Some(Unit::Month) } else { words::unit(unit) };
        let Some(unit) = unit else { return Ok(None) };
        (count, unit, first.starts_with('+'), 1)
    } else {
        let Some((count, unit)) = pair(0) else { return Ok(None) };
        match (word(tokens, 2), word(tokens, 3)) {
            ("ago", _) => (count, unit, false, 3),
            ("from", "now" | "today") => (count, unit, true, 4),
            _ => return Ok(None),
        }
    };
    let said = said(tokens, n);
    let date = moved(desk.today(), count, unit, ahead).unwrap_or(if ahead { NaiveDate::MAX } else { NaiveDate::MIN });
    let date = date::within_reach(desk, date, &said)?;
    let part = if unit == Unit::Week && ahead { Part::InWeeks(date, count) } else { Part::Date(date) };
    Ok(Some((part, n)))
}

fn moved(from: NaiveDate, count: u32, unit: Unit, ahead: bool) -> Option<NaiveDate> {
    let days = |days: u32| {
        let days = Days::new(u64::from(days));
        if ahead { from.checked_add_days(days) } else { from.checked_sub_days(days) }
    };
    let months = |months: u32| {
        let months = Months::new(months);
        if ahead { from.checked_add_months(months) } else { from.checked_sub_months(months) }
    };
    match unit {
        Unit::Day => days(count),
        Unit::Week => days(count.checked_mul(7)?),
        Unit::Month => months(count),
        Unit::Year => months(count.checked_mul(12)?),
    }
}

/// "24th": the next one. Where only a day can be said, also "24".
fn ordinal(desk: &Desk, tokens: &[Token]) -> Option<(Part, usize)> {
    let word = word(tokens, 0);
    let bare = || words::number(word).filter(|day| desk.field == Field::Day && (1..=31).contains(day));
    let day = words::ordinal(word).or_else(bare);
    date::next_of_month(desk, day?).map(|date| (Part::Date(date), 1))
}

/// "tue", "this tue", "next tue", "last tue", "tue week".
fn weekday(desk: &Desk, tokens: &[Token]) -> Option<(Part, usize)> {
    let today = desk.today();
    let (first, next) = (word(tokens, 0), word(tokens, 1));
    let named = if desk.field == Field::Line { words::weekday } else { words::short_weekday };
    if let Some(day) = named(first) {
        // "tue week" is a week after the coming one, but "tue week 2" is not.
        let week = next == "week" && words::number(word(tokens, 2)).is_none() && word(tokens, 2) != "after";
        let date = coming(today, day).and_then(|date| plus_days(date, 7)).filter(|_| week);
        return Some(date.map_or((Part::Weekday(day), 1), |date| (Part::Date(date), 2)));
    }
    let day = named(next)?;
    let date = match first {
        "this" | "coming" => return Some((Part::Weekday(day), 2)),
        "next" => in_week_of(today, day).and_then(|date| plus_days(date, 7)),
        "last" => plus_days(today, -7).and_then(|week_ago| coming(week_ago, day)),
        _ => None,
    };
    date.map(|date| (Part::Date(date), 2))
}

/// "this week", "next month", "weekend", "week after next", "in december".
fn stretch(desk: &Desk, tokens: &[Token]) -> Step<Part> {
    let today = desk.today();
    let (first, next) = (word(tokens, 0), word(tokens, 1));
    if first == "in" {
        let Some(month) = words::month(next) else { return Ok(None) };
        // "in nov 24" says a day.
        if date::by_month(desk, lex::from(tokens, 1))?.is_some() {
            return Ok(None);
        }
        return Ok(date::whole_month(desk, month, lex::from(tokens, 2))?.map(|(part, n)| (part, 2 + n)));
    }
    let (ahead, what, n) = match (first, next) {
        ("weekend", _) => (0, "weekend", 1),
        ("week", "after") if word(tokens, 2) == "next" => (2, "week", 3),
        ("this", what) => (0, what, 2),
        ("next", what) => (1, what, 2),
        ("last", what) => (-1, what, 2),
        _ => return Ok(None),
    };
    let week = |day: Weekday| in_week_of(today, day).and_then(|date| plus_days(date, 7 * ahead));
    let ends = match what {
        "week" => week(Weekday::Mon).zip(week(Weekday::Sun)),
        "weekend" => week(Weekday::Sat).zip(week(Weekday::Sun)),
        "month" => {
            let first = today.with_day(1).and_then(|first| moved(first, ahead.unsigned_abs().try_into().ok()?, Unit::Month, ahead > 0));
            first.and_then(|first| Some((first, date::last_of_month(first)?)))
        }
        _ => None,
    };
    Ok(ends.map(|(from, to)| (Part::Stretch { from, to }, n)))
}

/// The first `day` from `base` on, `base` included.
pub(super) fn coming(base: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    plus_days(base, i64::from(day.days_since(base.weekday())))
}

/// That `day` of the week, Monday to Sunday, that `date` is in.
pub(super) fn in_week_of(date: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    plus_days(date, i64::from(day.num_days_from_monday()) - i64::from(date.weekday().num_days_from_monday()))
}

/// `None` past the ends of the calendar.
pub(super) fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}
