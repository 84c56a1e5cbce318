//! One cell: the marks spreadsheets put around a text are taken off, and what they have destroyed is recognised.
use std::borrow::Cow;

use crate::domain::text::{Clean, digits, fold};

/// What makes a spreadsheet take a cell for a formula, or hides one from the eye (OWASP, CSV injection).
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Whether a text begins like a formula once its leading apostrophes are taken off.
fn is_formula_like(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// The text as it may stand in a cell: one that begins like a formula gets a leading `'`. A text that already begins with
/// apostrophes before such a character gets one too, so that reading gives every text back as it was.
pub fn safe_cell(text: &str) -> Cow<'_, str> {
    if is_formula_like(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What a cell says: without the `'` that guards a formula character and without Excel's `="0301"` around digits.
pub(super) fn unguard(raw: &str) -> Cow<'_, str> {
    if let Some(text) = raw.strip_prefix('\'')
        && is_formula_like(text)
    {
        return Cow::Borrowed(text);
    }
    match raw.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if inner.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(raw),
    }
}

/// A word as it is compared: plain small letters only ("E-Mail 1" → "email").
pub(super) fn key(text: &str) -> String {
    let mut key = fold(text);
    key.retain(|c| c.is_ascii_alphabetic());
    key
}

/// Whether a cell only says that it says nothing.
pub(super) fn is_placeholder(text: &str) -> bool {
    let word = text.trim();
    let said = ["n/a", "na", "none", "null", "nil", "keine", "keiner", "unknown", "unbekannt", "aucun", "ninguno", "nessuno", "geen"];
    word.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | '0' | '/' | '.')) || said.iter().any(|none| word.eq_ignore_ascii_case(none))
}

/// Whether a yes-or-no cell says yes; a date in it ("archived at") is a yes.
pub(super) fn says_yes(text: &str) -> bool {
    let word = text.trim();
    let no = ["no", "n", "false", "f", "nein", "non", "nee", "not", "never"];
    !is_placeholder(word) && !word.starts_with("0000") && !no.iter().any(|no| word.eq_ignore_ascii_case(no))
}

/// Whether a spreadsheet has turned a long number into `4.91E+11`: its last digits are gone.
pub(super) fn is_cut_number(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let exponent = exponent.trim_start_matches('+');
    let is_number =
        |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    !exponent.is_empty() && exponent.chars().all(|c| c.is_ascii_digit()) && is_number(mantissa)
}

/// The e-mail addresses of a cell, or the text that cannot be one.
pub(super) fn emails(text: &str) -> Result<Vec<Clean>, Clean> {
    let parts = text.split([',', ';', ' ', '\n', '\t']).map(|part| part.trim_matches(|c: char| "<>:\"'".contains(c)));
    let mut found = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let clean = Clean::line(part);
        match clean.as_str().split_once('@') {
            Some((who, place)) if !who.is_empty() && place.contains('.') && !place.contains('@') => found.push(clean),
            Some(_) | None => return Err(Clean::line(text)),
        }
    }
    Ok(found)
}

/// Adds the phones of one cell to those found before, parted by ", ", each number once; `Err` names a number that was cut.
pub(super) fn add_phones(phones: &mut String, seen: &mut Vec<String>, text: &str) -> Result<(), Clean> {
    for part in text.split([';', '\n']).flat_map(|part| part.split(":::")) {
        let part = part.trim();
        if part.is_empty() || is_placeholder(part) {
            continue;
        }
        if is_cut_number(part) {
            return Err(Clean::line(part));
        }
        let whole = part.strip_suffix(".0").filter(|number| number.chars().all(|c| c.is_ascii_digit())).unwrap_or(part);
        let number = digits(whole);
        if !number.is_empty() && seen.contains(&number) {
            continue;
        }
        seen.push(number);
        if !phones.is_empty() {
            phones.push_str(", ");
        }
        phones.push_str(whole);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_spreadsheets_come_off() {
        let table = [
            ("'+49 30 1", "+49 30 1"),
            ("'=1+1", "=1+1"),
            ("''=1+1", "'=1+1"),
            ("'n Sommer", "'n Sommer"),
            ("=\"0301234\"", "0301234"),
            ("=\"say \"\"a\"\"\"", "say \"a\""),
            ("=1+1", "=1+1"),
            ("=\"", "=\""),
        ];
        for (raw, said) in table {
            assert_eq!(unguard(raw), said, "{raw:?}");
        }
        assert!(is_cut_number("4.91E+11") && is_cut_number("4,91E+11") && is_cut_number("5E10"));
        assert!(!is_cut_number("0301234") && !is_cut_number("E12") && !is_cut_number("12 Elm"));
    }

    #[test]
    fn phones_are_joined_once_and_kept_as_written() {
        let mut phones = String::new();
        let mut seen = Vec::new();
        for cell in ["0170 123", "0170-123", "+49 30 1 ::: 555 0134", "-", "491701.0"] {
            assert_eq!(add_phones(&mut phones, &mut seen, cell), Ok(()));
        }
        assert_eq!(phones, "0170 123, +49 30 1, 555 0134, 491701");
        assert!(add_phones(&mut phones, &mut seen, "4.91E+11").is_err());
    }

    #[test]
    fn an_address_has_one_at_sign() {
        assert_eq!(emails("ana@x.org; Ana@y.org").map(|found| found.len()), Ok(2));
        assert!(emails("ana(at)x.org").is_err() && emails("@x.org").is_err() && emails("ana@x").is_err() && emails("a@b@c.org").is_err());
    }
}
