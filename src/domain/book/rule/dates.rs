//! The dates of a rule, one period (day, week, month or year) after another.
use std::borrow::Cow;
use std::vec::IntoIter;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::{End, Frequency, Rule, RuleDay, to_i32};

/// No date of a rule is later than this year.
const LAST_YEAR: i32 = 9999;

/// The dates of a rule from a start on: sorted, each once.
#[derive(Debug, Clone)]
pub struct Dates<'a> {
    rule: Cow<'a, Rule>,
    start: NaiveDateTime,
    /// The next period to look into, counted from that of the start.
    period: i64,
    found: IntoIter<NaiveDate>,
    /// How many may still come.
    left: Option<u32>,
    /// Periods in a row without a date, and how many of them prove that there is none any more.
    barren: i64,
    barren_for_ever: i64,
    is_over: bool,
}

impl<'a> Dates<'a> {
    pub(super) fn new(rule: &'a Rule, start: NaiveDateTime) -> Self {
        let settled = rule.settled(start);
        let left = match settled.end {
            End::Count(n) => Some(n),
            End::Never | End::Until(_) => None,
        };
        Self {
            rule: settled,
            start,
            period: 0,
            found: Vec::new().into_iter(),
            left,
            barren: 0,
            barren_for_ever: cycle(rule) + 1,
            is_over: false,
        }
    }

    /// Begins with the period of `day`, unless that is over already.
    pub(super) fn skipping_to(mut self, day: NaiveDate) -> Self {
        let start = self.start.date();
        let ahead = match self.rule.frequency {
            Frequency::Daily => (day - start).num_days(),
            Frequency::Weekly => week_of(start, self.rule.week_start).map_or(0, |week| (day - week).num_days().div_euclid(7)),
            Frequency::Monthly => months(day) - months(start),
            Frequency::Yearly => i64::from(day.year()) - i64::from(start.year()),
        };
        self.period = ahead.max(0) / i64::from(self.rule.interval);
        self
    }

    /// The dates of the next period; `None` past the end.
    fn next_period(&mut self) -> Option<Vec<NaiveDate>> {
        let offset = self.period.checked_mul(i64::from(self.rule.interval))?;
        self.period += 1;
        let start = self.start.date();
        let first = match self.rule.frequency {
            Frequency::Daily => plus_days(start, offset)?,
            Frequency::Weekly => plus_days(week_of(start, self.rule.week_start)?, offset.checked_mul(7)?)?,
            Frequency::Monthly => {
                let month = months(start).checked_add(offset)?;
                let zero_based = u32::try_from(month.rem_euclid(12)).ok()?;
                NaiveDate::from_ymd_opt(i32::try_from(month.div_euclid(12)).ok()?, zero_based + 1, 1)?
            }
            Frequency::Yearly => NaiveDate::from_ymd_opt(i32::try_from(i64::from(start.year()).checked_add(offset)?).ok()?, 1, 1)?,
        };
        let is_past = match self.rule.end {
            End::Until(last) => first > last.date(),
            End::Never | End::Count(_) => false,
        };
        if is_past || first.year() > LAST_YEAR {
            return None;
        }
        let days = match self.rule.frequency {
            Frequency::Daily => self.fitting(first, 1),
            Frequency::Weekly => self.fitting(first, 7),
            Frequency::Monthly => self.in_month(first),
            Frequency::Yearly => (0..12).filter_map(|n| first.with_month0(n)).flat_map(|month| self.in_month(month)).collect(),
        };
        Some(self.picked(days))
    }

    fn in_month(&self, first: NaiveDate) -> Vec<NaiveDate> {
        let months = &self.rule.months;
        let is_meant = months.is_empty() || months.contains(&to_i32(first.month()));
        if is_meant { self.fitting(first, days_of_month(first)) } else { Vec::new() }
    }

    fn fitting(&self, first: NaiveDate, days: u32) -> Vec<NaiveDate> {
        first.iter_days().take(usize::try_from(days).unwrap_or(0)).filter(|day| self.fits(*day)).collect()
    }

    fn fits(&self, date: NaiveDate) -> bool {
        let rule = &*self.rule;
        let is_in = |list: &[i32], (n, of): (u32, u32)| {
            let (n, of) = (to_i32(n), to_i32(of));
            list.is_empty() || list.contains(&n) || list.contains(&(n - of - 1))
        };
        (rule.months.is_empty() || rule.months.contains(&to_i32(date.month())))
            && is_in(&rule.month_days, (date.day(), days_of_month(date)))
            && (rule.days.is_empty() || rule.days.iter().any(|day| self.is_on(*day, date)))
            && is_in(&rule.year_days, (date.ordinal(), days_of_year(date)))
            && (rule.weeks.is_empty() || week_number(date, rule.week_start).is_some_and(|week| is_in(&rule.weeks, week)))
    }

    fn is_on(&self, day: RuleDay, date: NaiveDate) -> bool {
        let Some(nth) = day.nth else { return date.weekday() == day.weekday };
        let of_year = self.rule.frequency == Frequency::Yearly && self.rule.months.is_empty();
        let (n, of) = if of_year { (date.ordinal(), days_of_year(date)) } else { (date.day(), days_of_month(date)) };
        let (from_start, from_end) = (to_i32((n - 1) / 7 + 1), to_i32((of - n) / 7 + 1));
        date.weekday() == day.weekday && (nth == from_start || nth == -from_end)
    }

    /// Of all days of a period those at the places that the rule names.
    fn picked(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        let positions = &self.rule.positions;
        if positions.is_empty() {
            return days;
        }
        let of = i32::try_from(days.len()).unwrap_or(i32::MAX);
        let is_meant = |n: i32| positions.contains(&n) || positions.contains(&(n - of - 1));
        (1..).zip(days).filter(|(n, _)| is_meant(*n)).map(|(_, day)| day).collect()
    }
}

impl Iterator for Dates<'_> {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        while !self.is_over && self.left != Some(0) {
            if let Some(day) = self.found.next() {
                let date = day.and_time(self.start.time());
                let is_past = matches!(self.rule.end, End::Until(last) if date > last) || day.year() > LAST_YEAR;
                if is_past {
                    break;
                }
                if date >= self.start {
                    self.barren = 0;
                    self.left = self.left.map(|left| left - 1);
                    return Some(date);
                }
                continue;
            }
            match self.next_period() {
                Some(days) if self.barren < self.barren_for_ever => self.found = days.into_iter(),
                Some(_) | None => break,
            }
            self.barren += 1;
        }
        self.is_over = true;
        None
    }
}

impl std::iter::FusedIterator for Dates<'_> {}

/// The calendar comes again after 400 years, which are whole weeks too: periods after which a rule's repeat themselves.
fn cycle(rule: &Rule) -> i64 {
    let cycle: i64 = match rule.frequency {
        Frequency::Daily => 146_097,
        Frequency::Weekly => 20_871,
        Frequency::Monthly => 4_800,
        Frequency::Yearly => 400,
    };
    let (mut divisor, mut rest) = (cycle, i64::from(rule.interval) % cycle);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    cycle / divisor
}

/// Months since the year 0.
fn months(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The first day of the week that `date` is in.
fn week_of(date: NaiveDate, week_start: Weekday) -> Option<NaiveDate> {
    date.checked_sub_days(Days::new(u64::from(date.weekday().days_since(week_start))))
}

/// The number of the week that `date` is in, and how many that year has; week 1 is the first with four days of the year.
fn week_number(date: NaiveDate, week_start: Weekday) -> Option<(u32, u32)> {
    let first_of = |year: i32| week_of(NaiveDate::from_ymd_opt(year, 1, 4)?, week_start);
    let this = date.year();
    let year = if date < first_of(this)? {
        this - 1
    } else if date >= first_of(this + 1)? {
        this + 1
    } else {
        this
    };
    let (first, next) = (first_of(year)?, first_of(year + 1)?);
    let weeks = |span: TimeDelta| u32::try_from(span.num_days() / 7).ok();
    Some((weeks(date - first)? + 1, weeks(next - first)?))
}

fn days_of_month(date: NaiveDate) -> u32 {
    u32::from(date.num_days_in_month())
}

fn days_of_year(date: NaiveDate) -> u32 {
    if date.leap_year() { 366 } else { 365 }
}

/// `None` past the ends of the calendar.
fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}
