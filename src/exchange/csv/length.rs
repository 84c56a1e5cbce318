//! Lengths as programs write them: "60", "90 min", "1h 30", "1.5 hrs", "01:15".
use super::cell::key;

/// What a bare number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Hours,
}

/// Whole minutes, rounded; `None` if any of the cell is not understood.
pub(super) fn minutes(text: &str, bare: Unit) -> Option<u32> {
    let text = text.trim();
    if text.contains(':') {
        return clock(text);
    }
    let mut rest = text.trim_start_matches("PT");
    let mut total = 0.0;
    let mut unit = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let number: f64 = rest[..digits].replace(',', ".").parse().ok()?;
        let after = rest[digits..].trim_start();
        let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let counted = match (after.get(..letters)?, unit) {
            ("", None) => bare,
            // The 30 of "1h 30".
            ("", Some(Unit::Hours)) => Unit::Minutes,
            ("", Some(Unit::Minutes)) => return None,
            (word, _) => unit_of(word)?,
        };
        total += number * if counted == Unit::Hours { 60.0 } else { 1.0 };
        unit = Some(counted);
        rest = after[letters..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    }
    whole(total).filter(|_| unit.is_some())
}

fn clock(text: &str) -> Option<u32> {
    let mut parts = text.split(':');
    let (hours, minutes): (u32, u32) = (parts.next()?.trim().parse().ok()?, parts.next()?.trim().parse().ok()?);
    let seconds = parts.next().map_or(Some(0), |seconds| seconds.trim().parse().ok())?;
    (minutes < 60 && seconds < 60 && hours < 10_000 && parts.next().is_none()).then(|| hours * 60 + minutes + (seconds + 30) / 60)
}

fn unit_of(word: &str) -> Option<Unit> {
    let word = key(word);
    let minute = ["m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuut"];
    let hour = [
        "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "ore", "uur", "u", "uren",
    ];
    if minute.contains(&word.as_str()) {
        return Some(Unit::Minutes);
    }
    hour.contains(&word.as_str()).then_some(Unit::Hours)
}

fn whole(minutes: f64) -> Option<u32> {
    let rounded = minutes.round();
    // Written out and read again, because no conversion from f64 says whether it fits.
    (0.0..=1_000_000.0).contains(&rounded).then(|| format!("{rounded:.0}").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_any_writing() {
        let table = [
            ("60", Some(60)),
            ("60.0", Some(60)),
            ("90 min", Some(90)),
            ("90 Minuten", Some(90)),
            ("1h", Some(60)),
            ("1h30", Some(90)),
            ("1 hr 30 mins", Some(90)),
            ("1,5 Std.", Some(90)),
            ("01:15", Some(75)),
            ("00:59:59", Some(60)),
            ("PT1H30M", Some(90)),
            ("an hour", None),
            ("60 x", None),
            ("", None),
            ("1:99", None),
            ("-30", None),
        ];
        for (text, expected) in table {
            assert_eq!(minutes(text, Unit::Minutes), expected, "{text:?}");
        }
        assert_eq!(minutes("1.25", Unit::Hours), Some(75));
        assert_eq!(minutes("75 min", Unit::Hours), Some(75));
    }
}
