//! One time of day: `14:30`, `2pm`, `9.30`, `half past 2`.
use chrono::NaiveTime;

use super::lex::{Token, said, word};
use super::{Step, Unclear, words};

/// A time of day, and what else it may be when the half of the day was not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::wording) struct Clock {
    pub(in crate::domain::wording) time: NaiveTime,
    pub(super) other: Option<NaiveTime>,
    pub(super) half: Option<Half>,
}

/// Before or after noon, said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

/// How the digits were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `14:30`
    Colon,
    /// `14.30`
    Dot,
    /// `14`
    Plain,
    /// `1430`
    Packed,
    /// `14h`, `14h30`; on the booking line a length
    Letter,
}

#[derive(Debug, Clone, Copy)]
struct Figures {
    hour: u32,
    minute: u32,
    shape: Shape,
    /// A leading zero says the hour as the day's 24 are counted.
    zero: bool,
}

/// Reads a time. A bare number is one only where an hour is expected (`bare`).
pub(in crate::domain::wording) fn clock(tokens: &[Token], bare: bool) -> Step<Clock> {
    if let Some(found) = in_words(tokens).or_else(|| if bare { spelt(tokens) } else { None }) {
        return Ok(Some(found));
    }
    let text = word(tokens, 0);
    let (digits, attached) = split_half(text);
    let Some(figures) = figures(digits) else { return Ok(None) };
    let next = word(tokens, 1);
    let parted = half(next).filter(|_| attached.is_none() && (1..=12).contains(&figures.hour));
    let oclock = matches!(next, "o'clock" | "oclock" | "uhr") && attached.is_none();
    let half = attached.or(parted);
    let n = 1 + usize::from(parted.is_some() || oclock);
    let is_time = match figures.shape {
        Shape::Colon | Shape::Dot => true,
        Shape::Plain => half.is_some() || oclock || (bare && !words::is_counted(next)),
        Shape::Packed => half.is_some() || bare,
        Shape::Letter => half.is_none() && bare,
    };
    if !is_time {
        return Ok(None);
    }
    match settled(figures, half) {
        Some(clock) => Ok(Some((clock, n))),
        // "40.50" is rather a price than a mistyped time.
        None if figures.shape == Shape::Dot && half.is_none() => Ok(None),
        None => Err(Unclear::NoTime { said: said(tokens, n) }),
    }
}

/// "noon", "half past 2", "quarter to 3".
fn in_words(tokens: &[Token]) -> Option<(Clock, usize)> {
    if matches!(word(tokens, 0), "noon" | "midday") {
        return NaiveTime::from_hms_opt(12, 0, 0).map(|time| (Clock { time, other: None, half: None }, 1));
    }
    let (minute, back) = match (word(tokens, 0), word(tokens, 1)) {
        ("half", "past") => (30, 0),
        ("quarter", "past") => (15, 0),
        ("quarter", "to") => (45, 1),
        _ => return None,
    };
    let (digits, attached) = split_half(word(tokens, 2));
    let hour = words::count(digits).filter(|hour| (1..=12).contains(hour))?;
    let parted = half(word(tokens, 3)).filter(|_| attached.is_none());
    // "quarter to 1" is still in the hour before it.
    let hour = if hour == back { 12 } else { hour - back };
    let figures = Figures { hour, minute, shape: Shape::Colon, zero: false };
    settled(figures, attached.or(parted)).map(|clock| (clock, 3 + usize::from(parted.is_some())))
}

/// "ten", "ten thirty pm": an hour from one to twelve as a word, where one is expected.
fn spelt(tokens: &[Token]) -> Option<(Clock, usize)> {
    const MINUTES: [(&str, u32); 5] = [("fifteen", 15), ("thirty", 30), ("forty-five", 45), ("twenty", 20), ("forty", 40)];
    let text = word(tokens, 0);
    let hour = words::count(text).filter(|_| text.len() > 2 && text.bytes().all(|b| b.is_ascii_lowercase()))?;
    let minute = MINUTES.iter().find(|(name, _)| *name == word(tokens, 1)).map(|(_, minute)| *minute);
    let n = 1 + usize::from(minute.is_some());
    if words::is_counted(word(tokens, n)) {
        return None;
    }
    let said = half(word(tokens, n));
    let oclock = said.is_none() && matches!(word(tokens, n), "o'clock" | "oclock");
    let figures = Figures { hour, minute: minute.unwrap_or(0), shape: Shape::Colon, zero: false };
    settled(figures, said).map(|clock| (clock, n + usize::from(said.is_some() || oclock)))
}

/// "am", "p.m."
pub(super) fn half(word: &str) -> Option<Half> {
    match word {
        "am" | "a.m" => Some(Half::Am),
        "pm" | "p.m" => Some(Half::Pm),
        _ => None,
    }
}

fn split_half(text: &str) -> (&str, Option<Half>) {
    let end = text.find(['a', 'p']).unwrap_or(text.len());
    let (digits, letters) = text.split_at(end);
    half(letters).map_or((text, None), |half| (digits, Some(half)))
}

fn figures(text: &str) -> Option<Figures> {
    let zero = text.starts_with('0');
    let parts = |mark: char| {
        let (hour, minute) = text.split_once(mark)?;
        (hour.len() <= 2 && minute.len() <= 2).then(|| Some((words::number(hour)?, minute)))?
    };
    if let Some((hour, minute)) = parts(':') {
        // "10:3" is no time yet, but nothing else either.
        let minute = if minute.len() == 2 { words::number(minute)? } else { words::number(minute).map(|_| 60)? };
        return Some(Figures { hour, minute, shape: Shape::Colon, zero });
    }
    if let Some((hour, minute)) = parts('.').filter(|(_, minute)| minute.len() == 2) {
        return Some(Figures { hour, minute: words::number(minute)?, shape: Shape::Dot, zero });
    }
    if let Some((hour, minute)) = parts('h').filter(|(_, minute)| minute.len() != 1) {
        let minute = if minute.is_empty() { 0 } else { words::number(minute)? };
        return Some(Figures { hour, minute, shape: Shape::Letter, zero });
    }
    let number = words::number(text)?;
    match text.len() {
        1 | 2 => Some(Figures { hour: number, minute: 0, shape: Shape::Plain, zero }),
        3 | 4 => Some(Figures { hour: number / 100, minute: number % 100, shape: Shape::Packed, zero }),
        _ => None,
    }
}

/// The house rule: an hour from 1 to 6 without am or pm is in the afternoon, any other as written.
fn settled(figures: Figures, half: Option<Half>) -> Option<Clock> {
    let Figures { hour, minute, zero, .. } = figures;
    let at = |hour: u32| NaiveTime::from_hms_opt(hour, minute, 0);
    let (time, other) = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Am) => (at(hour % 12)?, None),
        Some(Half::Pm) => (at(hour % 12 + 12)?, None),
        None if zero || hour == 0 || hour >= 12 => (at(hour)?, None),
        None if hour <= 6 => (at(hour + 12)?, at(hour)),
        None => (at(hour)?, at(hour + 12)),
    };
    Some(Clock { time, other, half })
}

impl Clock {
    /// The readings, the likelier first.
    pub(super) fn readings(self) -> impl Iterator<Item = NaiveTime> {
        [Some(self.time), self.other].into_iter().flatten()
    }

    /// "2–4pm": the end lends its half of the day to a start that has none, where that keeps it before the end.
    pub(super) fn before(self, end: Self) -> Self {
        let (Some(half), Some(_)) = (end.half, self.other) else { return self };
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let lent = self.readings().find(|time| (*time < noon) == (half == Half::Am) && *time < end.time);
        let early = self.readings().find(|time| *time < end.time);
        lent.or(early).map_or(self, |time| Self { time, other: None, half: Some(half) })
    }
}
