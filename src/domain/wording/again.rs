//! "The same again": in how many weeks, or the next free time after a day.
use chrono::{Days, NaiveDate, NaiveDateTime};

use super::when::{self, DateOrder};

/// When an appointment shall be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// At this moment.
    At(NaiveDateTime),
    /// At the first free time from this date on.
    From(NaiveDate),
}

/// Reads "2", "3 weeks", "after 12 dec", "next free", or a day with or without a time. Weeks count from the appointment at
/// `of`; from one that is long over they count from the last such weekday. Without a time it is the same time of day. An
/// answer in the past is refused.
pub fn read(text: &str, of: NaiveDateTime, now: NaiveDateTime, order: DateOrder) -> Result<Again, String> {
    let text = text.trim().to_lowercase();
    let today = now.date();
    if matches!(text.as_str(), "next free" | "next" | "free" | "next fit") {
        return Ok(Again::From(today));
    }
    if let Some(day) = after(&text) {
        let day = when::read_day(day, today, order).map_err(|why| why.to_string())?;
        return Ok(Again::From(day.succ_opt().unwrap_or(day).max(today)));
    }
    let at = match weeks(&text) {
        Some(0) => return Err("In 0 weeks it is there already. Say 1 or more, or a day.".into()),
        Some(weeks) => base(of.date(), today).checked_add_days(Days::new(7 * weeks)).map(|date| date.and_time(of.time())),
        None => match when::read_day(&text, today, order) {
            Ok(date) => Some(date.and_time(of.time())),
            Err(_) => Some(when::read_moment(&text, now, of.date().max(today), order).map_err(|why| why.to_string())?),
        },
    };
    let at = at.ok_or("That is farther away than any book goes. Say fewer weeks.")?;
    if at < now {
        return Err(format!("{} is over. Say a later day, or a number of weeks.", super::say::moment(at, 0)));
    }
    Ok(Again::At(at))
}

/// "after 5 dec", "next free after 5 dec": what comes after the words.
pub fn after(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_prefix("next ").unwrap_or(text).trim_start();
    let text = text.strip_prefix("free ").or_else(|| text.strip_prefix("fit ")).unwrap_or(text).trim_start();
    text.strip_prefix("after ").map(str::trim)
}

/// "2", "3 weeks", "in 4 w".
fn weeks(text: &str) -> Option<u64> {
    let text = text.strip_prefix("in ").unwrap_or(text).trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let known = matches!(unit.trim(), "" | "w" | "wk" | "wks" | "week" | "weeks");
    number.parse().ok().filter(|weeks: &u64| known && *weeks <= 520)
}

/// The date that weeks are counted from: its own, or the latest such weekday when it is longer ago than that.
fn base(date: NaiveDate, today: NaiveDate) -> NaiveDate {
    let over = (today - date).num_days().max(0) / 7;
    date + chrono::TimeDelta::days(over * 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time of the test")
    }

    #[test]
    fn weeks_days_and_after() {
        let now = at("2026-11-23 09:05");
        let read = |text: &str, of: &str| read(text, at(of), now, DateOrder::DayFirst);
        let tue = "2026-11-24 11:30";
        for (text, of, wanted) in [
            ("1", tue, "2026-12-01 11:30"),
            ("3 weeks", tue, "2026-12-15 11:30"),
            ("in 2 w", tue, "2026-12-08 11:30"),
            ("1", "2026-09-01 10:00", "2026-11-24 10:00"),
            ("2", "2026-11-23 10:00", "2026-12-07 10:00"),
            ("12 dec", tue, "2026-12-12 11:30"),
            ("12 dec 9:00", tue, "2026-12-12 09:00"),
        ] {
            assert_eq!(read(text, of), Ok(Again::At(at(wanted))), "{text} after {of}");
        }
        let from = |text: &str| Ok(Again::From(at(text).date()));
        assert_eq!(read("after 12 dec", tue), from("2026-12-13 00:00"));
        assert_eq!(read("next free after 5 dec", tue), from("2026-12-06 00:00"));
        assert_eq!(read("next free", tue), from("2026-11-23 00:00"));
        for unclear in ["", "0", "soon", "after soon", "mon 9:00 10:00", "23 nov 8:00"] {
            assert!(read(unclear, tue).is_err(), "{unclear}");
        }
    }
}
