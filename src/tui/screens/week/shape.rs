//! How the week is cut into columns and rows: by the window's size and the practice's hours.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::book::week::Week;
use crate::domain::span::Span;

/// Columns left of the days: " 10:00 ".
pub(super) const SCALE: usize = 7;
/// Columns of the months beside the week, with the gap before them.
pub(super) const MONTHS: usize = 24;
/// A day narrower than this is no use.
const NARROWEST: usize = 10;
/// So many columns show a mark, two initials and a gap.
const NARROWEST_LANE: usize = 5;
/// Rows that are not the screen's own: header, two rules, notice, footer.
const AROUND: usize = 5;

/// What fits into a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Days side by side.
    pub days: usize,
    /// Columns of a day, with the gap after it.
    pub width: usize,
    /// Whether the months stand beside the week.
    pub months: bool,
    /// Whether each therapist has columns of her own within a day.
    pub lanes: bool,
    /// Rows above the days: dates, and what is booked and free.
    pub head: usize,
    /// Rows about what is selected.
    pub foot: usize,
    pub legend: bool,
    /// Rows left for the time of day.
    pub rows: usize,
}

impl Shape {
    pub(super) fn of(size: (u16, u16), shown: usize) -> Self {
        let (width, height) = (usize::from(size.0), usize::from(size.1).saturating_sub(AROUND));
        let months = width >= 140;
        let room = width.saturating_sub(SCALE + if months { MONTHS } else { 0 });
        let days = (room / NARROWEST).clamp(1, 7);
        let width = room / days;
        let low = height < 12;
        let lanes = shown > 1 && width / shown >= NARROWEST_LANE && !low;
        let sums = if width >= 20 { 1 } else { 2 };
        let head = if low { 1 } else { 1 + sums + usize::from(lanes) };
        let tall = height >= 25;
        let foot = if height >= 18 { 2 } else { 1 };
        let rows = height.saturating_sub(1 + head + foot + usize::from(tall)).max(1);
        Self { days, width, months, lanes, head, foot, legend: tall, rows }
    }

    /// The first of the seven days that is shown when `selected` is to be among them.
    pub(super) fn first_day(self, selected: usize) -> usize {
        (selected / self.days * self.days).min(7_usize.saturating_sub(self.days))
    }
}

/// The time of day as rows of equal length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// Minutes after midnight.
    pub first: i64,
    /// Minutes of a row.
    pub step: i64,
    pub slots: usize,
}

/// The first and the last minute of the day at which anything happens in the week.
pub(super) fn bounds(week: &Week) -> (i64, i64) {
    let hours = week.worked.iter().flatten().flat_map(|worked| worked.hours.iter().copied());
    let days = week.first.iter_days().take(week.worked.len()).map(Span::whole_day);
    let booked = days.flat_map(|day| week.booked.iter().filter_map(move |booked| booked.span.common(&day)));
    let minutes = |span: Span| {
        let from = (span.from() - span.date().and_time(NaiveTime::MIN)).num_minutes();
        (from, from + i64::from(span.minutes()))
    };
    hours.chain(booked).map(minutes).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((9 * 60, 18 * 60))
}

impl Scale {
    /// Between these minutes of the day. A quarter of an hour a row when all of it is in sight then, half an hour when half of
    /// it is, else an hour.
    pub(super) fn of((first, last): (i64, i64), rows: usize) -> Self {
        let first = first / 60 * 60;
        let rows_of = |step: i64| usize::try_from((last - first + step - 1) / step).unwrap_or(1).max(1);
        let step = if rows_of(15) <= rows {
            15
        } else if rows_of(30) <= rows * 2 {
            30
        } else {
            60
        };
        Self { first, step, slots: rows_of(step) }
    }

    /// The row of a minute of the day; the nearest one when it lies outside.
    pub(super) fn slot_at(&self, minute: i64) -> usize {
        usize::try_from((minute - self.first).max(0) / self.step).unwrap_or(0).min(self.slots - 1)
    }

    /// The minute of the day at which a row begins.
    pub(super) fn minute(&self, slot: usize) -> i64 {
        self.first + self.step * i64::try_from(slot).unwrap_or(0)
    }

    pub(super) fn span(&self, date: NaiveDate, slot: usize) -> Span {
        Span::lasting(moment(date, self.minute(slot)), u32::try_from(self.step).unwrap_or(30))
    }
}

/// A minute of a date.
pub(super) fn moment(date: NaiveDate, minute: i64) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute)
}
