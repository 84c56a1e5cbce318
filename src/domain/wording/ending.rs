//! Until when something repeats, as it is typed: "4 more", "x12", "until 12 mar", "until further notice".
use chrono::{NaiveDate, NaiveDateTime};

use super::when::{self, DateOrder};

/// An end, as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// So many dates more than now.
    More(u32),
    /// So many dates in all.
    Times(u32),
    /// All of this day included.
    Until(NaiveDate),
    /// Until further notice.
    Open,
}

const OPEN: [&str; 7] = ["until further notice", "further notice", "no end", "without end", "without an end", "open", "forever"];

/// Reads an end; the refusal is a sentence with the ways to say it.
pub fn read(text: &str, now: NaiveDateTime, order: DateOrder) -> Result<Ending, String> {
    let text = text.trim().to_lowercase();
    let ways = "Say it like “4 more”, “x12” for 12 in all, “until 12 mar” or “until further notice”.";
    if OPEN.contains(&text.as_str()) {
        return Ok(Ending::Open);
    }
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let more = text.strip_suffix("more").or_else(|| text.strip_prefix('+')).and_then(number);
    let times = text.strip_prefix(['x', '#', '×']).or_else(|| text.strip_suffix("times")).or_else(|| text.strip_suffix('x'));
    match (more, times.and_then(number)) {
        (Some(0), _) | (_, Some(0)) => return Err(format!("That is no date. {ways}")),
        (Some(more), _) => return Ok(Ending::More(more)),
        (_, Some(times)) => return Ok(Ending::Times(times)),
        (None, None) => {}
    }
    let day = ["until ", "till ", "to "].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    when::read_day(day, now.date(), order).map(Ending::Until).map_err(|_| ways.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_read_as_they_are_said() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 5, 0)).expect("a moment");
        let day = NaiveDate::from_ymd_opt(2027, 3, 12).expect("a day");
        let cases = [
            ("4 more", Ending::More(4)),
            ("+4", Ending::More(4)),
            ("x12", Ending::Times(12)),
            ("#12", Ending::Times(12)),
            ("12 times", Ending::Times(12)),
            ("until 12 mar", Ending::Until(day)),
            ("12 mar", Ending::Until(day)),
            ("until further notice", Ending::Open),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text, now, DateOrder::DayFirst), Ok(wanted), "{text}");
        }
        for text in ["", "0 more", "x0", "soon"] {
            assert!(read(text, now, DateOrder::DayFirst).is_err(), "{text}");
        }
    }
}
