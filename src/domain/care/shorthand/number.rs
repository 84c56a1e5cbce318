//! Numbers as a line writes them.
use std::ops::RangeInclusive;

use super::unclear::{Unclear, Word};
use crate::domain::care::finding::Nrs;

/// Plain digits; `None` for anything else or for more than a number of the practice can be.
pub(super) fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Digits at the front, and the rest.
pub(super) fn leading(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// A number of a range, or a refusal that names the range.
pub(super) fn within(word: Word<'_>, range: RangeInclusive<u32>, what: &str) -> Result<u32, Unclear> {
    match digits(word.text) {
        Some(value) if range.contains(&value) => Ok(value),
        value if value.is_some() || is_long(word.text) => {
            let nearest = if value.is_some_and(|value| value < *range.start()) { range.start() } else { range.end() };
            Err(word.or(&format!("is beyond {}–{} ({what})", range.start(), range.end()), vec![nearest.to_string()]))
        }
        _ => Err(word.unclear(&format!("is no number; {what} goes from {} to {}", range.start(), range.end()))),
    }
}

/// More digits than any number of the practice has.
fn is_long(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// One number of the pain scale.
pub(super) fn nrs(word: Word<'_>) -> Result<Nrs, Unclear> {
    if let Some(nrs) = digits(word.text).and_then(|value| u8::try_from(value).ok()).and_then(Nrs::new) {
        return Ok(nrs);
    }
    Err(if is_long(word.text) { word.or("is beyond 0–10", vec![Nrs::MOST.to_string()]) } else { not_pain(word) })
}

/// One number of the pain scale, or `?` for what was not asked.
pub(super) fn asked(word: Word<'_>) -> Result<Option<Nrs>, Unclear> {
    if word.text == "?" { Ok(None) } else { nrs(word).map(Some) }
}

/// What a pain between two numbers of the scale lies between ("4.5>1", "6-7>2"), as it would be written; nothing for anything else.
fn between(text: &str) -> Option<Vec<String>> {
    let (mut least, mut most) = (Vec::new(), Vec::new());
    for part in text.split('>') {
        let (below, above) = match part.split_once(['.', ',']) {
            Some((whole, half)) => (digits(whole)?, digits(whole)? + u32::from(digits(half)? > 0)),
            None => match part.split_once(['-', '–']).filter(|_| text.contains('>')) {
                Some((from, to)) => (digits(from)?, digits(to)?),
                None => (digits(part)?, digits(part)?),
            },
        };
        least.push(below);
        most.push(above);
    }
    let fits = least.len() <= 3 && least.iter().chain(&most).all(|value| *value <= u32::from(Nrs::MOST));
    let write = |values: &[u32]| values.iter().map(u32::to_string).collect::<Vec<_>>().join(">");
    (fits && least != most).then(|| vec![write(&least), write(&most)])
}

/// Refuses what looks like pain and is not; where the numbers are clear, it offers them as they are written.
pub(super) fn not_pain(word: Word<'_>) -> Unclear {
    if let Some(offers) = between(word.text) {
        return word.or("is no pain of the scale: whole numbers 0–10, before and after written 7>3", offers);
    }
    let is_value = |c: char| c.is_ascii_digit() || c == '?';
    let values: Vec<&str> = word.text.split(|c: char| !is_value(c)).filter(|piece| !piece.is_empty()).collect();
    let on_scale = |value: &&str| *value == "?" || digits(value).is_some_and(|value| value <= u32::from(Nrs::MOST));
    let joined = |c: char| is_value(c) || matches!(c, '-' | '–' | '—' | '>' | '<' | '→' | '/' | ',' | '.' | ':' | '=' | '~' | '≯');
    if (2..=3).contains(&values.len()) && values.iter().all(on_scale) && word.text.chars().all(joined) {
        let offer = values.join(">");
        if offer != word.text {
            return word.or(&format!("is unclear; before and after are written {offer}"), vec![offer]);
        }
    }
    // Half of what was begun: "7>" is a 7 before, ">3" a 3 after.
    let half = match word.text.split_once('>') {
        Some((before, "")) if on_scale(&before) => Some(before.to_owned()),
        Some(("", after)) if on_scale(&after) => Some(format!("?>{after}")),
        _ => None,
    };
    word.or("is no pain; it is written 7>3 (before, after) or 7>8>3, each 0–10 or ? for not asked", half.into_iter().collect())
}
