//! Parts of a line: a day or days, a time or a bound on it, and what is left to others.
use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};

use super::clock::{self, Clock, Half};
use super::day::{self, Part};
use super::lex::{self, Token, said, word};
use super::repeat::repeat;
use super::settle::{self, Said};
use super::{DayWish, Desk, Dot, Step, Unclear, words};

/// What the words at the start of a line are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    Days(Vec<Said<Part>>),
    Time(TimePart),
    /// "any time": understood, and nothing wished.
    Nothing,
    /// For others to read, as it stands: "every 2 weeks", "until 12 mar".
    Others,
}

/// What a part of the line says of the time; several of them must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimePart {
    At(Clock),
    /// Not earlier.
    From(Clock),
    /// Earlier than.
    Before(Clock),
    Between(Clock, Clock),
    /// "morning": from, and earlier than (`None`: to the day's end).
    OfDay(NaiveTime, Option<NaiveTime>),
    Now,
    Same,
}

/// Reads the words at the start of `tokens`; `None`: a word it does not know.
pub(super) fn phrase(desk: &Desk, tokens: &[Token]) -> Step<Phrase> {
    if let Some(n) = repeat(desk, tokens) {
        return Ok(Some((Phrase::Others, n)));
    }
    match word(tokens, 0) {
        "anytime" => Ok(Some((Phrase::Nothing, 1))),
        "any" if matches!(word(tokens, 1), "time" | "day") => Ok(Some((Phrase::Nothing, 2))),
        "at" => led(&desk.dots(Dot::Time), tokens, true),
        "on" | "starting" => led(&desk.dots(Dot::Day), tokens, false),
        "from" | "after" | "before" | "until" | "till" | "between" => bound(desk, tokens),
        _ => match days(desk, tokens)? {
            Some((days, n)) => Ok(Some((Phrase::Days(days), n))),
            None => Ok(time(desk, tokens, desk.bare_hours())?.map(|(time, n)| (Phrase::Time(time), n))),
        },
    }
}

/// "at 3", "on the 24th": the leading word is taken with what it leads, and left alone otherwise.
fn led(desk: &Desk, tokens: &[Token], bare: bool) -> Step<Phrase> {
    let led = lex::from(tokens, 1);
    if let Some((days, n)) = days(desk, led)? {
        return Ok(Some((Phrase::Days(days), 1 + n)));
    }
    Ok(time(desk, led, bare || desk.bare_hours())?.map(|(time, n)| (Phrase::Time(time), 1 + n)))
}

/// "after 3", "between 2 and 4", "from tue to fri", "until 12 mar".
fn bound(desk: &Desk, tokens: &[Token]) -> Step<Phrase> {
    if word(tokens, 1) == "now" {
        return Ok(Some((Phrase::Others, 2)));
    }
    match bound_days(&desk.dots(Dot::Time), tokens)? {
        None => Ok(bound_time(desk, tokens)?.map(|(time, n)| (Phrase::Time(time), n))),
        days => Ok(days),
    }
}

fn bound_days(desk: &Desk, tokens: &[Token]) -> Step<Phrase> {
    let led = lex::from(tokens, 1);
    let Some((first, n)) = run(desk, led)? else { return Ok(None) };
    let connectors: &[&str] = match word(tokens, 0) {
        "until" | "till" => return Ok(Some((Phrase::Others, 1 + one_day(desk, led)?))),
        // In a repeat "until" is its end and no part of the first day.
        "from" if desk.repeats => TO,
        "from" => &["to", "-", "through", "until", "till"],
        "between" => &["and"],
        _ => &[],
    };
    let starts = word(tokens, 0) == "from" && desk.repeats;
    let (days, end) = through(desk, led, (first, n), connectors)?;
    if end == n && !starts {
        return Err(Unclear::OpenEnd { said: said(tokens, 1 + n) });
    }
    Ok(Some((Phrase::Days(days), 1 + end)))
}

/// How many words here are one day and nothing of the next: "12 mar" and "fri 12 mar", but only "12 mar" of "12 mar tue".
fn one_day(desk: &Desk, tokens: &[Token]) -> Result<usize, Unclear> {
    let Some((first, n)) = day::part(desk, tokens)? else { return Ok(0) };
    match (first, day::part(desk, lex::from(tokens, n))?) {
        (Part::Weekday(day), Some((Part::Date(date), more))) if date.weekday() == day => Ok(n + more),
        _ => Ok(n),
    }
}

fn bound_time(desk: &Desk, tokens: &[Token]) -> Step<TimePart> {
    let led = lex::from(tokens, 1);
    let lead = word(tokens, 0);
    if matches!(lead, "from" | "between")
        && let Some((time, n)) = compact(led, true)?
    {
        return Ok(Some((time, 1 + n)));
    }
    let Some((first, n)) = clock::clock(led, true)? else { return Ok(None) };
    let connectors: &[&str] = match lead {
        "from" => UNTIL,
        "between" => &["and", "-", "to"],
        _ => &[],
    };
    let bound = match (lead, end(desk, lex::from(led, n), connectors, true)?) {
        (_, Some((end, more))) => return Ok(Some((TimePart::Between(first.before(end), end), 1 + n + more))),
        ("between", None) => return Ok(None),
        ("from" | "after", None) => TimePart::From(first),
        _ => TimePart::Before(first),
    };
    Ok(Some((bound, 1 + n)))
}

/// A connector and the time it leads to; not where a day follows: "10:00 until 12 mar".
fn end(desk: &Desk, tokens: &[Token], connectors: &[&str], bare: bool) -> Step<Clock> {
    let after = lex::from(tokens, 1);
    if !connectors.contains(&word(tokens, 0)) || day::part(&desk.dots(Dot::Time), after)?.is_some() {
        return Ok(None);
    }
    Ok(clock::clock(after, bare)?.map(|(clock, n)| (clock, 1 + n)))
}

const TO: &[&str] = &["to", "-", "through"];
const UNTIL: &[&str] = &["to", "-", "until", "till"];

/// Days said side by side ("tue 24 nov"), or from one to another ("tue to fri").
fn days(desk: &Desk, tokens: &[Token]) -> Step<Vec<Said<Part>>> {
    let Some((first, n)) = run(desk, tokens)? else { return Ok(None) };
    through(desk, tokens, (first, n), TO).map(Some)
}

/// Goes on from `first` to the last day if a connector follows it; the number of tokens tells.
fn through(
    desk: &Desk,
    tokens: &[Token],
    (first, n): (Vec<Said<Part>>, usize),
    connectors: &[&str],
) -> Result<(Vec<Said<Part>>, usize), Unclear> {
    if !connectors.contains(&word(tokens, n)) {
        return Ok((first, n));
    }
    let Some((last, more)) = run(desk, lex::from(tokens, n + 1))? else { return Ok((first, n)) };
    let n = n + 1 + more;
    let Some(DayWish::On(from) | DayWish::From { from, .. }) = settle::day(desk, &first)? else { return Ok((first, n)) };
    // "wed to mon": the Monday after that Wednesday.
    let later = Desk { now: NaiveDateTime::new(from, desk.now.time()), ..*desk };
    let Some(DayWish::On(to) | DayWish::From { to, .. }) = settle::day(&later, &last)? else { return Ok((first, n)) };
    let said = said(tokens, n);
    if to < from {
        return Err(Unclear::Backwards { said });
    }
    Ok((vec![Said { part: Part::Stretch { from, to }, said }], n))
}

fn run(desk: &Desk, tokens: &[Token]) -> Step<Vec<Said<Part>>> {
    let mut parts = Vec::new();
    let mut n = 0;
    loop {
        let left = lex::from(tokens, n);
        if repeat(desk, left).is_some() {
            break;
        }
        let Some((part, taken)) = day::part(desk, left)? else { break };
        parts.push(Said { part, said: said(left, taken) });
        n += taken;
    }
    Ok((n > 0).then_some((parts, n)))
}

/// A time, a part of the day, or two times with a dash or "to".
fn time(desk: &Desk, tokens: &[Token], bare: bool) -> Step<TimePart> {
    if let Some(found) = of_day(tokens) {
        return Ok(Some(found));
    }
    if let Some(found) = compact(tokens, bare)? {
        return Ok(Some(found));
    }
    let definite = clock::clock(tokens, false)?;
    let first = match definite {
        Some(found) => Some(found),
        None if words::number(word(tokens, 0)).is_some_and(|hour| hour < 24) || bare => clock::clock(tokens, true)?,
        None => None,
    };
    let Some((first, n)) = first else { return Ok(None) };
    // "2 to 4pm" needs one of the two to be a time without doubt.
    if let Some((end, more)) = end(desk, lex::from(tokens, n), UNTIL, definite.is_some())? {
        return Ok(Some((TimePart::Between(first.before(end), end), n + more)));
    }
    Ok((definite.is_some() || bare).then_some((TimePart::At(first), n)))
}

/// "2-4pm", "14:00-16:00": one word. A bare number on one side needs a time without doubt on the other.
fn compact(tokens: &[Token], bare: bool) -> Step<TimePart> {
    let Some((token, (left, right))) = tokens.first().and_then(|token| Some((token, token.low.split_once('-')?))) else {
        return Ok(None);
    };
    let mut ends = vec![Token::new(token.text, right)];
    ends.extend(tokens.get(1).cloned());
    let starts = [Token::new(token.text, left)];
    let hour = |text: &str| text.len() <= 2 && words::number(text).is_some();
    let with_half = clock::half(word(tokens, 1)).is_some();
    if !(hour(left) || left.contains(':') || left.ends_with('m')) || !(hour(right) || right.contains(':') || right.ends_with('m')) {
        return Ok(None);
    }
    if hour(left) && hour(right) && !bare && !with_half {
        return Ok(None);
    }
    let whole = |_| Unclear::NoTime { said: token.text.to_owned() };
    let Some((start, 1)) = clock::clock(&starts, true).map_err(whole)? else { return Ok(None) };
    let Some((end, n)) = clock::clock(&ends, true).map_err(whole)? else { return Ok(None) };
    Ok(Some((TimePart::Between(start.before(end), end), n)))
}

/// "am", "in the afternoon", "now", "same".
fn of_day(tokens: &[Token]) -> Option<(TimePart, usize)> {
    let lead = match (word(tokens, 0), word(tokens, 1)) {
        ("in", "the") => 2,
        ("the", _) => 1,
        _ => 0,
    };
    let hour = |hour: u32| NaiveTime::MIN.with_hour(hour);
    let of_day = match word(tokens, lead) {
        "morning" => TimePart::OfDay(NaiveTime::MIN, hour(12)),
        "afternoon" => TimePart::OfDay(hour(12)?, hour(18)),
        "evening" => TimePart::OfDay(hour(17)?, None),
        _ if lead > 0 => return None,
        "now" => TimePart::Now,
        "same" if word(tokens, 1) == "time" => return Some((TimePart::Same, 2)),
        "same" if !matches!(word(tokens, 1), "day" | "week" | "month") => TimePart::Same,
        word => match clock::half(word)? {
            Half::Am => TimePart::OfDay(NaiveTime::MIN, hour(12)),
            Half::Pm => TimePart::OfDay(hour(12)?, None),
        },
    };
    Some((of_day, lead + 1))
}
