//! Parts said of one day and one time, brought together: they agree, narrow each other down, or are refused.
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::clock::Clock;
use super::day::{self, Part};
use super::phrase::TimePart;
use super::{DayWish, Desk, TimeWish, Unclear, When};
use crate::domain::wording::say;

/// A part and the words that said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said<T> {
    pub(super) part: T,
    pub(super) said: String,
}

/// Brings all parts of a line together.
pub(super) fn when(desk: &Desk, days: &[Said<Part>], times: &[Said<TimePart>]) -> Result<When, Unclear> {
    let time = time(times)?;
    let mut day = day(desk, days)?;
    if time == TimeWish::Now {
        let today = DayWish::On(desk.today());
        if day.is_some_and(|day| day != today) {
            return Err(Unclear::TwoDays { one: joined(days), other: joined(times) });
        }
        day = Some(today);
    }
    let guessed = days.iter().all(|day| matches!(day.part, Part::Weekday(_)));
    if guessed && day == Some(DayWish::On(desk.today())) && is_over(desk, time) {
        let weekday = desk.today().format("%a").to_string().to_lowercase();
        return Err(Unclear::Over { said: format!("{} {}", joined(days), joined(times)), weekday });
    }
    Ok(When { day, time })
}

fn joined<T>(parts: &[Said<T>]) -> String {
    parts.iter().map(|part| part.said.as_str()).collect::<Vec<_>>().join(" ")
}

fn two_days<A, B>(one: &Said<A>, other: &Said<B>) -> Unclear {
    Unclear::TwoDays { one: one.said.clone(), other: other.said.clone() }
}

fn is_over(desk: &Desk, time: TimeWish) -> bool {
    let now = NaiveTime::from_hms_opt(desk.now.hour(), desk.now.minute(), 0).unwrap_or_default();
    match time {
        TimeWish::At(time) => time < now,
        TimeWish::Window { to, .. } => to.is_some_and(|to| to <= now),
        TimeWish::Any | TimeWish::Now | TimeWish::Same => false,
    }
}

/// The one day, or stretch of days, that every part allows.
pub(super) fn day(desk: &Desk, parts: &[Said<Part>]) -> Result<Option<DayWish>, Unclear> {
    let weekday = same(parts.iter().filter_map(|said| match said.part {
        Part::Weekday(day) => Some((day, said)),
        Part::Date(_) | Part::InWeeks(..) | Part::Stretch { .. } => None,
    }))?;
    let mut dates = Vec::new();
    for said in parts {
        match (said.part, weekday) {
            (Part::Date(date), _) | (Part::InWeeks(date, _), None) => dates.push((date, said)),
            (Part::InWeeks(date, weeks), Some((day, _))) => dates.push((day_in_weeks(desk, (date, weeks), day, &joined(parts))?, said)),
            (Part::Weekday(_) | Part::Stretch { .. }, _) => {}
        }
    }
    let date = same(dates.into_iter())?;
    let stretch = same(parts.iter().filter_map(|said| match said.part {
        Part::Stretch { from, to } => Some(((from, to), said)),
        Part::Date(_) | Part::InWeeks(..) | Part::Weekday(_) => None,
    }))?;
    if let Some((date, said)) = date {
        if let Some((_, stretch)) = stretch.filter(|((from, to), _)| !(*from..=*to).contains(&date)) {
            return Err(two_days(said, stretch));
        }
        if weekday.is_some_and(|(day, _)| day != date.weekday()) {
            return Err(Unclear::Contradiction { said: joined(parts), date });
        }
        return Ok(Some(DayWish::On(date)));
    }
    match (weekday, stretch) {
        (Some((day, weekday)), Some((ends, stretch))) => day_within(ends, day, weekday, stretch).map(Some),
        (Some((day, _)), None) => Ok(day::coming(desk.today(), day).map(DayWish::On)),
        (None, Some(((from, to), _))) => {
            // What is over of this week is not wished for.
            let from = if (from..=to).contains(&desk.today()) { desk.today() } else { from };
            Ok(Some(DayWish::From { from, to }))
        }
        (None, None) => Ok(None),
    }
}

/// The value all of them say, with the words of the first.
fn same<'a, T: PartialEq>(mut said: impl Iterator<Item = (T, &'a Said<Part>)>) -> Result<Option<(T, &'a Said<Part>)>, Unclear> {
    let Some((value, words)) = said.next() else { return Ok(None) };
    match said.find(|(other, _)| *other != value) {
        Some((_, other)) => Err(two_days(words, other)),
        None => Ok(Some((value, words))),
    }
}

/// "tue in 2 weeks": two weeks after the coming Tuesday, or the Tuesday of the week two weeks from now; refused where they differ.
fn day_in_weeks(desk: &Desk, (date, weeks): (NaiveDate, u32), day: Weekday, said: &str) -> Result<NaiveDate, Unclear> {
    let in_that_week = day::in_week_of(date, day);
    let after_coming = day::coming(desk.today(), day).and_then(|coming| day::plus_days(coming, 7 * i64::from(weeks)));
    match (in_that_week, after_coming) {
        (Some(one), Some(other)) if one != other => {
            Err(Unclear::Either { said: said.to_owned(), one: say::full_day(one), other: say::full_day(other) })
        }
        (one, other) => Ok(one.or(other).unwrap_or(date)),
    }
}

fn day_within((from, to): (NaiveDate, NaiveDate), day: Weekday, weekday: &Said<Part>, stretch: &Said<Part>) -> Result<DayWish, Unclear> {
    let first = day::coming(from, day).filter(|date| *date <= to).ok_or_else(|| two_days(weekday, stretch))?;
    match day::plus_days(first, 7) {
        Some(second) if second <= to => Err(Unclear::SeveralDays { said: format!("{} {}", weekday.said, stretch.said) }),
        _ => Ok(DayWish::On(first)),
    }
}

/// What is left of the day while bounds narrow it down.
#[derive(Debug, Clone, Copy)]
struct Left {
    from: NaiveTime,
    to: Option<NaiveTime>,
}

impl Left {
    fn holds(self, time: NaiveTime) -> bool {
        self.from <= time && self.to.is_none_or(|to| time < to)
    }

    fn narrowed(self, from: NaiveTime, to: Option<NaiveTime>) -> Option<Self> {
        let to = [self.to, to].into_iter().flatten().min();
        let left = Self { from: self.from.max(from), to };
        left.to.is_none_or(|to| left.from < to).then_some(left)
    }
}

/// The one time, or stretch of the day, that every part allows. Hours without a half of the day take the one that fits.
fn time(parts: &[Said<TimePart>]) -> Result<TimeWish, Unclear> {
    let Some(first) = parts.first() else { return Ok(TimeWish::Any) };
    let clash = |one: &Said<TimePart>, other: &Said<TimePart>| {
        if one.said == other.said {
            Unclear::Backwards { said: one.said.clone() }
        } else {
            Unclear::TwoTimes { one: one.said.clone(), other: other.said.clone() }
        }
    };
    let is_word = |part: &TimePart| matches!(part, TimePart::Now | TimePart::Same);
    if parts.iter().any(|said| is_word(&said.part)) {
        return match parts.iter().find(|other| other.part != first.part) {
            Some(other) => Err(clash(first, other)),
            None => Ok(if first.part == TimePart::Now { TimeWish::Now } else { TimeWish::Same }),
        };
    }
    let mut left = Left { from: NaiveTime::MIN, to: None };
    let mut narrowed_by: Option<&Said<TimePart>> = None;
    for (said, bound) in bounds(parts) {
        let next = match bound {
            Bound::Within(from, to) => left.narrowed(from, to),
            Bound::From(clock) => {
                let from = clock.readings().find(|time| left.holds(*time)).unwrap_or(clock.time);
                left.narrowed(from, None)
            }
            Bound::Before(clock) => {
                let to = clock.readings().find(|time| left.from < *time && left.to.is_none_or(|to| *time <= to)).unwrap_or(clock.time);
                left.narrowed(NaiveTime::MIN, Some(to))
            }
        };
        left = next.ok_or_else(|| clash(narrowed_by.unwrap_or(said), said))?;
        narrowed_by = Some(said);
    }
    match definite(parts, left, narrowed_by) {
        Ok(Some(time)) => Ok(TimeWish::At(time)),
        Ok(None) => Ok(TimeWish::Window { from: left.from, to: left.to }),
        Err((one, other)) => Err(clash(one, other)),
    }
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    Within(NaiveTime, Option<NaiveTime>),
    From(Clock),
    Before(Clock),
}

/// The bounds in the order in which they settle each other: parts of the day, then earliest, then latest times.
fn bounds(parts: &[Said<TimePart>]) -> Vec<(&Said<TimePart>, Bound)> {
    let mut bounds = Vec::new();
    for said in parts {
        match said.part {
            TimePart::OfDay(from, to) => bounds.push((said, Bound::Within(from, to))),
            TimePart::From(from) => bounds.push((said, Bound::From(from))),
            TimePart::Before(to) => bounds.push((said, Bound::Before(to))),
            TimePart::Between(from, to) => bounds.extend([(said, Bound::From(from)), (said, Bound::Before(to))]),
            TimePart::At(_) | TimePart::Now | TimePart::Same => {}
        }
    }
    bounds.sort_by_key(|(_, bound)| match bound {
        Bound::Within(..) => 0,
        Bound::From(_) => 1,
        Bound::Before(_) => 2,
    });
    bounds
}

type Clash<'a> = (&'a Said<TimePart>, &'a Said<TimePart>);

fn definite<'a>(parts: &'a [Said<TimePart>], left: Left, by: Option<&'a Said<TimePart>>) -> Result<Option<NaiveTime>, Clash<'a>> {
    let clocks = || {
        parts.iter().filter_map(|said| match said.part {
            TimePart::At(clock) => Some((clock, said)),
            _ => None,
        })
    };
    // The one that leaves no choice decides for the others.
    let Some((clock, first)) = clocks().min_by_key(|(clock, _)| clock.other.is_some()) else { return Ok(None) };
    let Some(time) = clock.readings().find(|time| left.holds(*time)) else { return Err((by.unwrap_or(first), first)) };
    match clocks().find(|(clock, _)| !clock.readings().any(|reading| reading == time)) {
        Some((_, other)) => Err((first, other)),
        None => Ok(Some(time)),
    }
}
