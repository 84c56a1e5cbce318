//! Dates of the calendar: of numbers in either order, and with the month as a word.
use chrono::{Datelike, NaiveDate};

use super::lex::{self, Token, said, word};
use super::{DateOrder, Desk, Dot, Field, Step, Unclear, clock, day::Part, words};
use crate::domain::wording::say;

const YEARS_BACK: i32 = 120;
const YEARS_AHEAD: i32 = 10;

/// A day and a month as they were said, not yet looked up in a calendar.
#[derive(Debug, Clone, Copy)]
struct Figures {
    day: u32,
    month: u32,
    year: Year,
}

#[derive(Debug, Clone, Copy)]
enum Year {
    /// The next such date, today included.
    Next,
    /// Two digits: of this century; of a birth the last such year.
    Short(u32),
    Full(u32),
}

/// `24/11`, `24.11.`, `24.11`, `24/11/26`, `24-11-2026`, `2026-11-24`.
pub(super) fn numeric(desk: &Desk, tokens: &[Token]) -> Step<Part> {
    let Some(token) = tokens.first() else { return Ok(None) };
    let Some(mark) = token.low.chars().find(|c| matches!(c, '/' | '.' | '-')) else { return Ok(None) };
    let closed = mark == '.' && token.low.ends_with('.');
    let numbers: Option<Vec<(u32, usize)>> = token.word().split(mark).map(|field| Some((words::number(field)?, field.len()))).collect();
    let date = match numbers.as_deref() {
        // Phone numbers are written with dashes too.
        Some(&[(year, 4), (month, 1..=2), (day, 1..=2)]) if mark != '-' || is_year(year) => {
            look_up(desk, Figures { day, month, year: Year::Full(year) }, token.text)?
        }
        Some(&[(first, 1..=2), (second, 1..=2), (year, letters)]) => {
            let year = match letters {
                4 if mark != '-' || is_year(year) => Year::Full(year),
                2 if mark != '-' || desk.field.is_a_day() => Year::Short(year),
                _ => return Ok(None),
            };
            ordered(desk, (first, second), year, mark, token.text)?
        }
        Some(&[(first, 1..=2), (second, 1..=2)]) => match mark {
            '.' if !closed => return dotted(desk, (first, second), tokens),
            '-' if !desk.field.is_a_day() => return Ok(None),
            _ => ordered(desk, (first, second), Year::Next, mark, token.text)?,
        },
        _ => return Ok(None),
    };
    Ok(Some((Part::Date(date), 1)))
}

/// `9.10` is a day to some and a time to others.
fn dotted(desk: &Desk, (a, b): (u32, u32), tokens: &[Token]) -> Step<Part> {
    let text = tokens[0].text;
    let time = clock::clock(tokens, false)?.map(|(clock, _)| clock.time);
    let date = ordered(desk, (a, b), Year::Next, '.', text);
    match (desk.dot, time, date) {
        (Dot::Ask, Some(time), Ok(date)) => {
            Err(Unclear::Either { said: text.to_owned(), one: say::full_day(date), other: say::time(time) })
        }
        // Here a dotted date puts the day first whatever the setting, as everywhere that writes dots.
        (Dot::Ask, Some(time), Err(Unclear::OtherOrder { meant, .. })) if desk.order == DateOrder::MonthFirst => {
            Err(Unclear::Either { said: text.to_owned(), one: say::full_day(meant), other: say::time(time) })
        }
        (Dot::Time, Some(_), _) | (Dot::Ask, Some(_), Err(_)) | (_, None, Err(Unclear::NotInCalendar { .. })) => Ok(None),
        (_, _, date) => date.map(|date| Some((Part::Date(date), 1))),
    }
}

/// `24 nov`, `24th of november 2026`, `nov 24`.
pub(super) fn by_month(desk: &Desk, tokens: &[Token]) -> Step<Part> {
    let day_at = |i: usize| {
        let word = word(tokens, i);
        words::number(word).or_else(|| words::ordinal(word)).filter(|day| (1..=31).contains(day))
    };
    let (day, month, n) = if let Some(day) = day_at(0) {
        let of = usize::from(word(tokens, 1) == "of");
        let Some(month) = words::month(word(tokens, 1 + of)) else { return Ok(None) };
        (day, month, 2 + of)
    } else {
        let (Some(month), Some(day)) = (words::month(word(tokens, 0)), day_at(1)) else { return Ok(None) };
        (day, month, 2)
    };
    let (year, n) = year(desk, lex::from(tokens, n)).map_or((Year::Next, n), |year| (year, n + 1));
    let date = look_up(desk, Figures { day, month, year }, &said(tokens, n))?;
    if matches!(year, Year::Next) {
        one_number_one_meaning(desk, tokens, (date, month, n))?;
    }
    Ok(Some((Part::Date(date), n)))
}

/// `24 nov 30` and `nov 5 pm` fall apart in two ways.
fn one_number_one_meaning(desk: &Desk, tokens: &[Token], (date, month, n): (NaiveDate, u32, usize)) -> Result<(), Unclear> {
    let either = |n: usize, other: String| Err(Unclear::Either { said: said(tokens, n), one: say::full_day(date), other });
    if words::month(word(tokens, 0)).is_some() {
        let hour = words::number(word(tokens, 1)).is_some_and(|hour| hour <= 12);
        return match clock::half(word(tokens, 2)) {
            Some(_) if hour => match clock::clock(lex::from(tokens, 1), false)? {
                Some((clock, _)) => either(3, say::time(clock.time)),
                None => Ok(()),
            },
            _ => Ok(()),
        };
    }
    let next = word(tokens, n);
    let follower = word(tokens, n + 1);
    let counts = words::is_counted(follower) || words::month(follower).is_some() || clock::clock(lex::from(tokens, n), false)?.is_some();
    match words::number(next).filter(|day| (1..=31).contains(day) && !counts) {
        Some(day) => match look_up(desk, Figures { day, month, year: Year::Next }, next) {
            Ok(other) => either(n + 1, say::full_day(other)),
            Err(_) => Ok(()),
        },
        None => Ok(()),
    }
}

fn year(desk: &Desk, tokens: &[Token]) -> Option<Year> {
    let text = word(tokens, 0);
    let (short, digits) = text.strip_prefix('\'').map_or((false, text), |digits| (true, digits));
    let number = words::number(digits)?;
    match digits.len() {
        4 if !short && is_year(number) => Some(Year::Full(number)),
        2 if short || desk.field.is_a_day() => Some(Year::Short(number)),
        _ => None,
    }
}

/// The next day of the month with this number, today included.
pub(super) fn next_of_month(desk: &Desk, day: u32) -> Option<NaiveDate> {
    let today = desk.today();
    let first = today.with_day(1)?;
    (0..=12).find_map(|months| {
        let date = first.checked_add_months(chrono::Months::new(months))?.with_day(day)?;
        (date >= today).then_some(date)
    })
}

/// The stretch of a month of this number, with or without its year: the next that is not over.
pub(super) fn whole_month(desk: &Desk, month: u32, tokens: &[Token]) -> Result<Option<(Part, usize)>, Unclear> {
    let today = desk.today();
    let (year, n) = match year(desk, tokens) {
        Some(Year::Full(year)) => (i32::try_from(year).unwrap_or(i32::MAX), 1),
        Some(Year::Next | Year::Short(_)) | None => (today.year() + i32::from(month < today.month()), 0),
    };
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let stretch = first.and_then(|first| Some(Part::Stretch { from: first, to: last_of_month(first)? }));
    first.map(|first| within_reach(desk, first, &said(tokens, n))).transpose()?;
    Ok(stretch.map(|part| (part, n)))
}

/// The last day of the month of `date`.
pub(super) fn last_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

fn ordered(desk: &Desk, (a, b): (u32, u32), year: Year, mark: char, said: &str) -> Result<NaiveDate, Unclear> {
    let (here, other) = match desk.order {
        DateOrder::DayFirst => ((a, b), (b, a)),
        DateOrder::MonthFirst => ((b, a), (a, b)),
    };
    let read = |(day, month)| look_up(desk, Figures { day, month, year }, said);
    match read(here) {
        Err(Unclear::NotInCalendar { said }) if here.1 > 12 => match read(other) {
            Ok(meant) => {
                let write = match year {
                    Year::Next if mark == '.' => format!("{b}.{a}."),
                    Year::Next => format!("{b}{mark}{a}"),
                    Year::Short(_) | Year::Full(_) => format!("{b}{mark}{a}{mark}{}", meant.year()),
                };
                Err(Unclear::OtherOrder { said, order: desk.order, meant, write })
            }
            Err(_) => Err(Unclear::NotInCalendar { said }),
        },
        read => read,
    }
}

fn look_up(desk: &Desk, figures: Figures, said: &str) -> Result<NaiveDate, Unclear> {
    let Figures { day, month, year } = figures;
    let today = desk.today();
    let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let date = match year {
        Year::Next if desk.field == Field::Birth => return Err(Unclear::BirthYear { said: said.to_owned() }),
        Year::Next => (today.year()..=today.year().saturating_add(YEARS_AHEAD)).filter_map(in_year).find(|date| *date >= today),
        Year::Short(short) => {
            let year = today.year().div_euclid(100) * 100 + i32::try_from(short).unwrap_or(0);
            in_year(year)
                .filter(|date| desk.field != Field::Birth || *date <= today)
                .or_else(|| if desk.field == Field::Birth { in_year(year - 100) } else { None })
        }
        Year::Full(year) => {
            let year = i32::try_from(year).unwrap_or(i32::MAX);
            reach(desk, year, said)?;
            in_year(year)
        }
    };
    let date = date.ok_or_else(|| Unclear::NotInCalendar { said: said.to_owned() })?;
    within_reach(desk, date, said)
}

/// Refuses a date no appointment and no birth of a living person can have.
pub(super) fn within_reach(desk: &Desk, date: NaiveDate, said: &str) -> Result<NaiveDate, Unclear> {
    reach(desk, date.year(), said).map(|()| date)
}

fn reach(desk: &Desk, year: i32, said: &str) -> Result<(), Unclear> {
    let today = desk.today().year();
    let (first, last) = (today.saturating_sub(YEARS_BACK), today.saturating_add(YEARS_AHEAD));
    if (first..=last).contains(&year) { Ok(()) } else { Err(Unclear::Year { said: said.to_owned(), first, last }) }
}

/// Four digits that are sooner a year than a time or the end of a phone number.
fn is_year(number: u32) -> bool {
    (1800..2200).contains(&number)
}
