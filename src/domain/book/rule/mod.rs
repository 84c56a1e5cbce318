//! How an appointment repeats: the recurrence rule of RFC 5545 (§3.3.10) on the practice's wall clock. No time zone takes
//! part in it: a standing 10:00 stays 10:00 on both days on which the clocks change.
mod dates;
mod parse;
mod print;
mod shift;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;

pub use dates::Dates;

/// How often, when, and until when. Made by [`Rule::read`] or from words; two rules that say the same are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub(crate) frequency: Frequency,
    /// Every so many days, weeks, months or years; 1 or more.
    pub(crate) interval: u32,
    /// 1 to 12.
    pub(crate) months: Vec<i32>,
    /// Weeks of the year, 1 to 53, or from its end -1 to -53.
    pub(crate) weeks: Vec<i32>,
    /// 1 to 366, or from the year's end -1 to -366.
    pub(crate) year_days: Vec<i32>,
    /// 1 to 31, or from the month's end -1 to -31.
    pub(crate) month_days: Vec<i32>,
    pub(crate) days: Vec<RuleDay>,
    /// Which of all that the other parts give in one period: 1 is the first, -1 the last.
    pub(crate) positions: Vec<i32>,
    /// Monday wherever it makes no difference.
    pub(crate) week_start: Weekday,
    pub(crate) end: End,
    /// A last moment beside a count, as some programs write it; whichever comes first ends the rule.
    last: Option<NaiveDateTime>,
}

/// What a rule counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// When a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Never,
    /// After so many dates of its own.
    Count(u32),
    /// The last moment included, on the practice's wall clock.
    Until(NaiveDateTime),
}

/// A day of the week: every one, or the nth (from the end the -nth) of the month or the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleDay {
    pub(crate) nth: Option<i32>,
    pub(crate) weekday: Weekday,
}

impl End {
    /// All of this day included.
    pub fn until_day(day: NaiveDate) -> Self {
        Self::Until(day.and_time(LAST_SECOND))
    }
}

/// The end of a day, for an end said without a time.
pub(crate) const LAST_SECOND: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("a time");

impl Rule {
    /// Reads "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", with or without "RRULE:" before it. An UNTIL that ends in Z is an instant and
    /// becomes the wall clock of `zone`; without a zone it is taken as it stands. A day as UNTIL includes all of that day.
    /// The refusal is a whole sentence: what is wrong and how to mend it.
    pub fn read(text: &str, zone: Option<Tz>) -> Result<Self, String> {
        parse::read(text, zone)
    }

    /// Every `interval` weeks on these days; without a day on that of the first date. Endless.
    pub fn weekly(interval: u32, days: &[Weekday]) -> Self {
        let mut rule = Self::every(Frequency::Weekly, interval);
        rule.days = days.iter().map(|weekday| RuleDay { nth: None, weekday: *weekday }).collect();
        rule.tidy()
    }

    /// Every so many of these, endless, without further parts.
    pub(crate) fn every(frequency: Frequency, interval: u32) -> Self {
        Self {
            frequency,
            interval: interval.max(1),
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
            end: End::Never,
            last: None,
        }
    }

    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    pub fn end(&self) -> End {
        self.end
    }

    /// The same rule with another end.
    #[must_use]
    pub fn with_end(&self, end: End) -> Self {
        let end = match end {
            End::Until(last) => End::Until(last.with_nanosecond(0).unwrap_or(last)),
            End::Never | End::Count(_) => end,
        };
        Self { end, last: None, ..self.clone() }
    }

    /// Whether it ends after a number of dates.
    pub fn is_counted(&self) -> bool {
        matches!(self.end, End::Count(_))
    }

    /// Every date of the rule from `start` on, sorted, each once; `start` itself only if it is one of them. A count counts
    /// these dates. A rule that can have no (further) date ends, and none goes beyond the year 9999.
    pub fn dates(&self, start: NaiveDateTime) -> Dates<'_> {
        Dates::new(self, start)
    }

    /// Those of [`Rule::dates`] that are not before `from` and before `to`. Only a counted rule is walked from its start.
    pub fn dates_between(&self, start: NaiveDateTime, from: NaiveDateTime, to: NaiveDateTime) -> Vec<NaiveDateTime> {
        let dates = if self.is_counted() { self.dates(start) } else { self.dates(start).skipping_to(from.date()) };
        dates.skip_while(|date| *date < from).take_while(|date| *date < to).collect()
    }

    /// The rule with everything named that it leaves to its first date (the weekday, the day of the month, the month) and
    /// with one end, a number or a whole day. It has the same dates from `start` on.
    pub fn settled(&self, start: NaiveDateTime) -> Cow<'_, Self> {
        let date = start.date();
        let no_days = self.days.is_empty() && self.month_days.is_empty() && self.year_days.is_empty();
        let mut rule = Cow::Borrowed(self);
        match self.frequency {
            Frequency::Weekly if self.days.is_empty() => rule.to_mut().days = vec![RuleDay { nth: None, weekday: date.weekday() }],
            Frequency::Yearly if no_days => {
                let own = rule.to_mut();
                own.month_days = vec![to_i32(date.day())];
                if own.months.is_empty() {
                    own.months = vec![to_i32(date.month())];
                }
            }
            Frequency::Monthly if no_days => rule.to_mut().month_days = vec![to_i32(date.day())],
            Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly => {}
        }
        if let (Some(last), End::Count(n)) = (self.last, self.end) {
            let own = rule.to_mut();
            let counted = usize::try_from(n).unwrap_or(usize::MAX);
            let by_then = self.with_end(End::Until(last)).dates(start).take(counted).count();
            (own.end, own.last) = (if by_then < counted { End::Until(last) } else { self.end }, None);
        }
        if let End::Until(last) = rule.end {
            // Every date has the same time of day: a last moment says no more than a last day.
            let day = if last.time() >= start.time() { Some(last.date()) } else { last.date().pred_opt() };
            let end = day.map_or(rule.end, End::until_day);
            if end != rule.end {
                rule.to_mut().end = end;
            }
        }
        match rule {
            Cow::Owned(rule) => Cow::Owned(rule.tidy()),
            Cow::Borrowed(rule) => Cow::Borrowed(rule),
        }
    }

    /// In its one form: lists in order and each value once, the week's start named only where it makes a difference.
    pub(crate) fn tidy(mut self) -> Self {
        for list in [&mut self.months, &mut self.weeks, &mut self.year_days, &mut self.month_days, &mut self.positions] {
            list.sort_unstable_by_key(|n| (*n < 0, *n));
            list.dedup();
        }
        self.days.sort_unstable_by_key(|day| {
            let nth = day.nth.unwrap_or(0);
            (nth < 0, nth, day.weekday.num_days_from_monday())
        });
        self.days.dedup();
        let in_weeks = self.frequency == Frequency::Weekly && !self.days.is_empty() && (self.interval > 1 || !self.positions.is_empty());
        if !in_weeks && self.weeks.is_empty() {
            self.week_start = Weekday::Mon;
        }
        self
    }
}

/// Days and months of a calendar are small.
pub(crate) fn to_i32(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
