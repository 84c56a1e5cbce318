//! The dates of one file, in ONE order: proved by the file, else the practice's own, and said which.
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;

use super::header::Columns;
use super::moment::{self, Day, Moment, Parts};
use super::rest;
use super::sheet::{Options, Unreadable};
use super::table::Table;
use crate::domain::wording::when::DateOrder;

/// How the dates of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatesRead {
    /// Every date says its order itself (2026-11-24, 24 Nov 2026, 24.11.2026), or there is none.
    Plain,
    /// A date on this line leaves only one order.
    Proved { order: DateOrder, line: usize },
    /// No date proves an order: the practice's own was taken.
    Assumed(DateOrder),
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        })
    }
}

impl fmt::Display for DatesRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("The dates say their order themselves."),
            Self::Proved { order, line } => write!(f, "Dates were read {order}, as line {line} shows."),
            Self::Assumed(order) => {
                write!(f, "Dates were read {order}, as set for this practice: nothing in the file proves it. Look at some.")
            }
        }
    }
}

/// Reads the date cells of one file alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    pub(super) read: DatesRead,
    order: DateOrder,
    /// The order of 03.04.2026: where the file proves none, nobody writes the month first with dots.
    dotted: DateOrder,
    zone: Tz,
    today: NaiveDate,
}

impl Dates {
    /// Looks through all cells of the date columns for what proves an order.
    pub(super) fn of<C: Copy + PartialEq>(table: &Table, columns: &Columns<C>, dated: &[C], options: &Options) -> Result<Self, Unreadable> {
        let mut seen = Evidence::default();
        for told in table.header.iter().filter_map(|head| rest::told_order(head)) {
            seen.prove(told, table.head_line);
        }
        for row in &table.rows {
            for cell in dated.iter().flat_map(|column| columns.all(row, *column)) {
                if let Some(Moment { day: Some(day), .. }) = moment::read(&cell) {
                    seen.see(day, row.line);
                }
            }
        }
        let read = seen.decide(options.order)?;
        let (order, dotted) = match read {
            DatesRead::Proved { order, .. } => (order, order),
            DatesRead::Plain | DatesRead::Assumed(_) => (options.order, DateOrder::DayFirst),
        };
        Ok(Self { read, order, dotted, zone: options.zone, today: options.today })
    }

    /// A birthday: in the past, at most 130 years ago; else the reason.
    pub(super) fn born(&self, text: &str) -> Result<NaiveDate, String> {
        let day = moment::read(text).and_then(|moment| moment.day).and_then(|day| self.date(day, true));
        let date = day.ok_or_else(|| not_read("date of birth", text))?;
        if date > self.today {
            return Err(format!("The date of birth, {date}, is still to come: correct it, or leave it empty."));
        }
        if self.today.year() - date.year() > 130 {
            return Err(format!("The date of birth, {date}, is more than 130 years ago: correct it, or leave it empty."));
        }
        Ok(date)
    }

    /// The date of a cell; a year of two digits is of this century, or, when it must be past, of the last hundred years.
    pub(super) fn date(&self, day: Day, past: bool) -> Option<NaiveDate> {
        let (month, number) = match day.parts {
            Parts::Known { month, day } => (month, day),
            Parts::Either { first, second, dotted } => match if dotted { self.dotted } else { self.order } {
                DateOrder::DayFirst => (second, first),
                DateOrder::MonthFirst => (first, second),
            },
        };
        let century = |year: i32| match year + 2000 {
            ahead if past && ahead > self.today.year() => ahead - 100,
            ahead => ahead,
        };
        let year = if day.short { century(day.year) } else { day.year };
        NaiveDate::from_ymd_opt(year, month, number)
    }

    /// The practice's wall clock, to the minute, of a date and a time that may be on another clock.
    pub(super) fn wall(&self, date: NaiveDate, time: NaiveTime, moment: &Moment) -> Option<NaiveDateTime> {
        let said = date.and_time(time);
        let local = match moment.offset {
            Some(offset) => said.checked_sub_offset(offset)?.and_utc().with_timezone(&self.zone).naive_local(),
            None => said,
        };
        // Some programs end at 10:59:59.
        local.checked_add_signed(TimeDelta::seconds(30))?.with_second(0)?.with_nanosecond(0)
    }

    /// Whether appointments can be in that year: from 1970 to twenty years ahead.
    pub(super) fn is_near(&self, date: NaiveDate) -> bool {
        (1970..=self.today.year() + 20).contains(&date.year())
    }

    pub(super) fn zone(&self) -> Tz {
        self.zone
    }
}

/// The sentence for a cell that is no date or time.
pub(super) fn not_read(what: &str, text: &str) -> String {
    let text = crate::domain::text::Clean::line(text);
    format!("The {what} \"{text}\" cannot be read: write it like 2026-11-24, and a time like 14:30.")
}

/// What the dates of a file prove.
#[derive(Debug, Default)]
struct Evidence {
    day_first: Option<usize>,
    month_first: Option<usize>,
    open: bool,
}

impl Evidence {
    fn see(&mut self, day: Day, line: usize) {
        match day.parts {
            Parts::Known { .. } => {}
            Parts::Either { first: 13..=31, second: 1..=12, .. } => self.prove(DateOrder::DayFirst, line),
            Parts::Either { first: 1..=12, second: 13..=31, .. } => self.prove(DateOrder::MonthFirst, line),
            Parts::Either { first, second, dotted } => self.open |= !dotted && first != second && first <= 12 && second <= 12,
        }
    }

    fn prove(&mut self, order: DateOrder, line: usize) {
        let place = match order {
            DateOrder::DayFirst => &mut self.day_first,
            DateOrder::MonthFirst => &mut self.month_first,
        };
        place.get_or_insert(line);
    }

    fn decide(&self, own: DateOrder) -> Result<DatesRead, Unreadable> {
        match (self.day_first, self.month_first) {
            (Some(day_first), Some(month_first)) => Err(Unreadable::MixedDates { day_first, month_first }),
            (Some(line), None) => Ok(DatesRead::Proved { order: DateOrder::DayFirst, line }),
            (None, Some(line)) => Ok(DatesRead::Proved { order: DateOrder::MonthFirst, line }),
            (None, None) if self.open => Ok(DatesRead::Assumed(own)),
            (None, None) => Ok(DatesRead::Plain),
        }
    }
}
