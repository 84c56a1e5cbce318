//! Days, times and stretches said the way they are written everywhere on the screen.
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::span::Span;

/// "Tue 24 Nov"; with the year when it is not `this_year`'s.
pub fn day(date: NaiveDate, this_year: i32) -> String {
    if date.year() == this_year { date.format("%a %-d %b").to_string() } else { full_day(date) }
}

/// "Tue 24 Nov 2026".
pub fn full_day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// "24 Nov"; with the year when it is not `this_year`'s.
pub fn date(date: NaiveDate, this_year: i32) -> String {
    date.format(if date.year() == this_year { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// "14:30".
pub fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// "Tue 24 Nov 14:30"; with the year when it is not `this_year`'s.
pub fn moment(at: NaiveDateTime, this_year: i32) -> String {
    format!("{} {}", day(at.date(), this_year), time(at.time()))
}

/// "Tue 24 Nov 2026, 14:30–15:30": the full echo before anything is saved. A stretch that runs past midnight names both days.
pub fn full_span(span: &Span) -> String {
    let (from, to) = (span.from(), span.to());
    if from.date() == to.date() {
        format!("{}, {}–{}", full_day(from.date()), time(from.time()), time(to.time()))
    } else {
        format!("{}, {} – {}, {}", full_day(from.date()), time(from.time()), full_day(to.date()), time(to.time()))
    }
}

/// "14:30–15:30".
pub fn hours(span: &Span) -> String {
    format!("{}–{}", time(span.from().time()), time(span.to().time()))
}

/// "84 KB", "2.1 MB".
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// "1 appointment", "3 appointments".
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
