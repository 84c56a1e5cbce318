//! Where a repeat ends: "x8", "until 12 mar", "for 10 weeks", "until further notice".
use chrono::{Days, Months, NaiveDate, NaiveDateTime};

use super::words::{compact, count, number, unit};
use crate::domain::book::rule::{End, Frequency};
use crate::domain::wording::when::lex::{self, Token, said, word};
use crate::domain::wording::when::{self, DateOrder, words};

/// The end that is said here, and its tokens.
pub(super) fn end(tokens: &[Token], start: NaiveDateTime, order: DateOrder) -> Result<Option<(End, usize)>, String> {
    let (first, next) = (word(tokens, 0), word(tokens, 1));
    match first {
        "until" | "till" if next == "further" && word(tokens, 2) == "notice" => Ok(Some((End::Never, 3))),
        "until" | "till" => Ok(day(lex::from(tokens, 1), start.date(), order)?.map(|(day, n)| (End::until_day(day), 1 + n))),
        "for" => match lasting(lex::from(tokens, 1)) {
            Some((count, unit, n)) => {
                let last = after(start.date(), count, unit).and_then(|day| day.pred_opt());
                let last = last.filter(|last| *last >= start.date());
                let refused = || format!("“{}” does not end within the calendar: say a smaller number.", said(tokens, 1 + n));
                last.map(|last| Some((End::until_day(last), 1 + n))).ok_or_else(refused)
            }
            // "for 8 times".
            None => match times(lex::from(tokens, 1)) {
                Some((0, n)) => Err(format!("“{}” is no number of dates: say 1 or more.", said(tokens, 1 + n))),
                times => Ok(times.map(|(times, n)| (End::Count(times), 1 + n))),
            },
        },
        _ => match times(tokens) {
            Some((0, n)) => Err(format!("“{}” is no number of dates: say 1 or more.", said(tokens, n))),
            times => Ok(times.map(|(times, n)| (End::Count(times), n))),
        },
    }
}

/// What a number of dates is counted in.
const COUNTED: [&str; 10] = ["times", "time", "x", "visits", "visit", "sessions", "session", "appointments", "appointment", "dates"];

/// "x8", "×8", "8x", "#8", "x 8", "8 times", "8 visits".
fn times(tokens: &[Token]) -> Option<(u32, usize)> {
    let (first, next) = (word(tokens, 0), word(tokens, 1));
    if let Some(n) = first.strip_prefix(['x', '×', '#']).and_then(number) {
        return Some((n, 1));
    }
    if let Some(n) = first.strip_suffix(['x', '×']).and_then(number) {
        return Some((n, 1));
    }
    if matches!(first, "x" | "×") {
        return number(next).map(|n| (n, 2));
    }
    let is_counted = COUNTED.contains(&next) && !matches!(first, "a" | "an");
    is_counted.then(|| count(first).map(|n| (n, 2))).flatten()
}

/// "10 weeks", "3m".
fn lasting(tokens: &[Token]) -> Option<(u32, Frequency, usize)> {
    if let Some((n, letters)) = compact(word(tokens, 0)) {
        return unit(letters).map(|unit| (n, unit, 1));
    }
    Some((count(word(tokens, 0))?, unit(word(tokens, 1))?, 2))
}

fn after(day: NaiveDate, count: u32, unit: Frequency) -> Option<NaiveDate> {
    match unit {
        Frequency::Daily => day.checked_add_days(Days::new(u64::from(count))),
        Frequency::Weekly => day.checked_add_days(Days::new(u64::from(count) * 7)),
        Frequency::Monthly => day.checked_add_months(Months::new(count)),
        Frequency::Yearly => day.checked_add_months(Months::new(count.checked_mul(12)?)),
    }
}

/// The day at the start of `tokens` and how many they are: with its year as it stands, else as a day is read anywhere.
fn day(tokens: &[Token], today: NaiveDate, order: DateOrder) -> Result<Option<(NaiveDate, usize)>, String> {
    if let Some(found) = full(tokens)? {
        return Ok(Some(found));
    }
    let longest = tokens.len().min(5);
    for n in (1..=longest).rev() {
        // "until 12 mar tue": the weekday belongs to what comes after.
        let trails = n > 1 && words::weekday(word(tokens, n - 1)).is_some() && words::month(word(tokens, n - 2)).is_some();
        // A number alone is a time or a length rather than a day of the month.
        let is_bare = n == 1 && number(word(tokens, 0)).is_some();
        if trails || is_bare || tokens.iter().take(n).any(|token| token.low.is_empty()) {
            continue;
        }
        if let Ok(day) = when::read_day(&said(tokens, n), today, order) {
            return Ok(Some((day, n)));
        }
    }
    match when::read_day(&said(tokens, calendar(tokens)), today, order) {
        Err(why) if calendar(tokens) > 0 => Err(why.to_string()),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// "Fri 12 Mar 2027", any year of four digits.
fn full(tokens: &[Token]) -> Result<Option<(NaiveDate, usize)>, String> {
    use chrono::Datelike;
    let weekday = words::weekday(word(tokens, 0));
    let n = usize::from(weekday.is_some());
    let year = word(tokens, n + 2);
    let figures = || Some((number(word(tokens, n))?, words::month(word(tokens, n + 1))?, number(year)?));
    let Some((day, month, number)) = figures().filter(|_| year.len() == 4) else { return Ok(None) };
    let date = i32::try_from(number).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let date = date.ok_or_else(|| format!("“{}” is no day of the calendar.", said(tokens, n + 3)))?;
    if weekday.is_some_and(|weekday| weekday != date.weekday()) {
        return Err(format!("“{}” contradicts itself: {} is a {}.", said(tokens, n + 3), date.format("%-d %b %Y"), date.format("%A")));
    }
    Ok(Some((date, n + 3)))
}

/// How many tokens here are a date of the calendar in words: "24 nov", "tue 24th of november 2026", "nov 24".
pub(super) fn calendar(tokens: &[Token]) -> usize {
    let is_day = |i: usize| {
        let word = word(tokens, i);
        number(word).or_else(|| words::ordinal(word)).is_some_and(|day| (1..=31).contains(&day))
    };
    let is_month = |i: usize| words::month(word(tokens, i)).is_some();
    let lead = usize::from(words::weekday(word(tokens, 0)).is_some());
    let lead = lead + usize::from(word(tokens, lead) == "the");
    let of = usize::from(word(tokens, lead + 1) == "of");
    let n = if is_day(lead) && is_month(lead + 1 + of) {
        lead + 2 + of
    } else if is_month(lead) && is_day(lead + 1) {
        lead + 2
    } else {
        return 0;
    };
    let year = word(tokens, n);
    n + usize::from(year.len() == 4 && number(year).is_some_and(|year| (1800..2200).contains(&year)))
}
