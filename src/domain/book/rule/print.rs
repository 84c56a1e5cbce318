//! A rule as RFC 5545 writes it.
use std::fmt;

use chrono::{NaiveDateTime, Weekday};

use super::{End, Frequency, Rule, RuleDay};

/// The two letters of a weekday, Monday first.
pub(super) const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

fn letters(weekday: Weekday) -> &'static str {
    DAYS.iter().find(|(_, day)| *day == weekday).map_or("", |(letters, _)| letters)
}

impl Frequency {
    /// "WEEKLY".
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl fmt::Display for RuleDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.nth.map_or(Ok(()), |nth| write!(f, "{nth}"))?;
        f.write_str(letters(self.weekday))
    }
}

/// Without "RRULE:" before it; [`Rule::read`] reads it back as the same rule.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ={}", self.frequency.word())?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        let numbers =
            [("BYMONTH", &self.months), ("BYWEEKNO", &self.weeks), ("BYYEARDAY", &self.year_days), ("BYMONTHDAY", &self.month_days)];
        for (name, list) in numbers {
            write_list(f, name, list)?;
        }
        write_list(f, "BYDAY", &self.days)?;
        write_list(f, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", letters(self.week_start))?;
        }
        match self.end {
            End::Never => Ok(()),
            End::Count(n) => write!(f, ";COUNT={n}"),
            End::Until(last) => write_until(f, last),
        }?;
        self.last.map_or(Ok(()), |last| write_until(f, last))
    }
}

fn write_until(f: &mut fmt::Formatter<'_>, last: NaiveDateTime) -> fmt::Result {
    write!(f, ";UNTIL={}", last.format("%Y%m%dT%H%M%S"))
}

fn write_list(f: &mut fmt::Formatter<'_>, name: &str, list: &[impl fmt::Display]) -> fmt::Result {
    for (at, value) in list.iter().enumerate() {
        if at == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}
