//! The vocabulary: weekdays, months, counts, units, parts of the day.
use chrono::{Month, Weekday};

/// What days are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// "tue", "tues", "tuesday".
pub(in crate::domain::wording) fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => word.parse().ok(),
    }
}

/// [`weekday`], and "tu": where no name can stand, for Mo and Su are people.
pub(super) fn short_weekday(word: &str) -> Option<Weekday> {
    const SHORT: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let short = SHORT.iter().position(|short| *short == word).and_then(|place| Weekday::try_from(u8::try_from(place).ok()?).ok());
    short.or_else(|| weekday(word))
}

/// "nov", "november" → 11.
pub(in crate::domain::wording) fn month(word: &str) -> Option<u32> {
    let month: Month = if word == "sept" { Month::September } else { word.parse().ok()? };
    Some(month.number_from_month())
}

/// Digits only, small enough to be a date or a time.
pub(super) fn number(word: &str) -> Option<u32> {
    let digits = (1..=9).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// A number in digits or in a word up to twelve, also "a" and "an".
pub(in crate::domain::wording) fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" => Some(1),
        _ => number(word).or_else(|| (1..).zip(WORDS).find(|(_, name)| *name == word).map(|(n, _)| n)),
    }
}

/// "24th" → 24.
pub(in crate::domain::wording) fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    number(digits).filter(|n| (1..=31).contains(n))
}

/// "days", "wks", "month". A lone "m" is none: minutes or months?
pub(super) fn unit(word: &str) -> Option<Unit> {
    match word.trim_end_matches('\'') {
        "d" | "day" | "days" => Some(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

/// "2w" → (2, "w").
pub(super) fn compact(word: &str) -> Option<(u32, &str)> {
    let (digits, letters) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    Some((number(digits)?, letters))
}

/// Whether a number before this word counts something and is no hour: "after 2 weeks", "from 60 min".
pub(super) fn is_counted(word: &str) -> bool {
    const COUNTED: [&str; 14] =
        ["m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "times", "x", "sessions", "visits"];
    unit(word).is_some() || COUNTED.contains(&word)
}

/// Whether the line repeats itself: then "from tue" is where it starts.
pub(super) fn repeats(word: &str) -> bool {
    matches!(word, "every" | "each" | "daily" | "weekly" | "biweekly" | "fortnightly" | "monthly" | "yearly")
}
