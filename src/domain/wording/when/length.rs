//! Lengths: `60`, `90m`, `1h30`, `1.5h`, `1:30`.
use super::{Unclear, words};

/// No length said at a desk is longer than a day.
const LONGEST: u32 = 24 * 60;

/// A length in minutes: "60", "90m", "90 min", "1h", "1h30", "1.5h", "1:30". 0 is one (no clean-up); more than a day is not.
pub fn read_minutes(text: &str) -> Result<u32, Unclear> {
    let low: String = text.to_lowercase().split_whitespace().collect();
    minutes(&low).filter(|minutes| *minutes <= LONGEST).ok_or_else(|| Unclear::NoLength { said: text.trim().to_owned() })
}

fn minutes(text: &str) -> Option<u32> {
    if let Some((hours, minutes)) = text.split_once(':') {
        return joined(words::number(hours)?, sixtieths(minutes).filter(|_| minutes.len() == 2)?);
    }
    let letters = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (amount, unit) = text.split_at(letters);
    match unit.find(|c: char| c.is_ascii_digit()) {
        Some(more) => {
            let (unit, minutes) = unit.split_at(more);
            let minutes = MINUTES.iter().find_map(|name| minutes.strip_suffix(name)).unwrap_or(minutes);
            HOURS.contains(&unit).then(|| joined(words::number(amount)?, sixtieths(minutes)?))?
        }
        None if unit.is_empty() || MINUTES.contains(&unit) => words::number(amount),
        None if HOURS.contains(&unit) => hours(amount),
        None => None,
    }
}

const MINUTES: [&str; 5] = ["minutes", "minute", "mins", "min", "m"];
const HOURS: [&str; 5] = ["hours", "hour", "hrs", "hr", "h"];

fn joined(hours: u32, minutes: u32) -> Option<u32> {
    hours.checked_mul(60)?.checked_add(minutes)
}

fn sixtieths(text: &str) -> Option<u32> {
    words::number(text).filter(|minutes| *minutes < 60 && text.len() <= 2)
}

/// "1.5" hours; whole minutes only.
fn hours(text: &str) -> Option<u32> {
    let Some((whole, part)) = text.split_once(['.', ',']) else { return joined(words::number(text)?, 0) };
    let tenths = 10_u32.checked_pow(u32::try_from(part.len()).ok()?)?;
    let sixty = words::number(part)?.checked_mul(60)?;
    (sixty % tenths == 0).then(|| joined(words::number(whole)?, sixty / tenths))?
}
