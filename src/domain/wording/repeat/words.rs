//! The vocabulary of repeats: ordinals counted from the start or the end, units, and the sentences of what was not understood.
use crate::domain::book::rule::Frequency;
use crate::domain::text::Clean;
use crate::domain::wording::when::lex::{self, Token, word};
use crate::domain::wording::when::words;

/// The ordinals that are said as words.
pub(super) const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// "2nd", "second", "last", "2nd-last", "second last", "second to last"; the tokens it takes.
fn ordinal(tokens: &[Token]) -> Option<(i32, usize)> {
    let first = word(tokens, 0);
    if first == "last" {
        return Some((-1, 1));
    }
    if let Some(n) = first.strip_suffix("-last").and_then(positive) {
        return Some((-n, 1));
    }
    let n = positive(first)?;
    Some(match (word(tokens, 1), word(tokens, 2)) {
        ("last", _) if n > 1 => (-n, 2),
        ("to", "last") if n > 1 => (-n, 3),
        _ => (n, 1),
    })
}

/// "2nd", "second"; no year has more than 366 days.
pub(super) fn positive(word: &str) -> Option<i32> {
    let named = ORDINALS.iter().position(|name| *name == word).and_then(|at| i32::try_from(at + 1).ok());
    let digits = || ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).and_then(number);
    named.or_else(|| digits().and_then(|n| i32::try_from(n).ok())).filter(|n| (1..=366).contains(n))
}

/// "1st", "1st and 3rd", "the 1st, 15th and last": ordinals side by side, and the tokens they take.
pub(super) fn ordinals(tokens: &[Token]) -> Option<(Vec<i32>, usize)> {
    let mut found = Vec::new();
    let mut n = 0;
    loop {
        let and = usize::from(n > 0 && is_and(word(tokens, n)));
        let the = usize::from(word(tokens, n + and) == "the");
        let Some((nth, more)) = ordinal(lex::from(tokens, n + and + the)) else { break };
        found.push(nth);
        n += and + the + more;
    }
    (!found.is_empty()).then_some((found, n))
}

pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "&" | "+" | "or")
}

/// "days", "wks", "m", "yr".
pub(super) fn unit(word: &str) -> Option<Frequency> {
    match word {
        "d" | "day" | "days" => Some(Frequency::Daily),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(Frequency::Weekly),
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => Some(Frequency::Monthly),
        "y" | "yr" | "yrs" | "year" | "years" => Some(Frequency::Yearly),
        _ => None,
    }
}

/// Digits only.
pub(super) fn number(word: &str) -> Option<u32> {
    word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

/// "2", "two", "a".
pub(super) fn count(word: &str) -> Option<u32> {
    number(word).or_else(|| words::count(word))
}

/// "2w": the number and the letters.
pub(super) fn compact(word: &str) -> Option<(u32, &str)> {
    let (digits, letters) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    Some((number(digits)?, letters))
}

const HELP: &str = "Say it like “every 2 weeks x8”, “tue and thu weekly”, “1st mon monthly”, “last fri” or “weekly until 12 mar”.";

pub(super) fn not_understood(words: &str) -> String {
    format!("{} is not understood as a repeat. {HELP}", quote(words))
}

pub(super) fn how_often(words: &str) -> String {
    format!("{} does not say how often. {HELP}", quote(words))
}

/// Two readings, each as it would be typed.
pub(super) fn which(said: &str, one: &str, other: &str) -> String {
    format!("{} can be {} or {}: which?", quote(said), quote(one), quote(other))
}

pub(super) fn contradict(one: &str, other: &str) -> String {
    format!("{} and {} do not go together: say one of them.", quote(one), quote(other))
}

/// Letters of what was typed that a sentence repeats; the field itself shows the rest.
const REPEATED: usize = 40;

pub(super) fn quote(said: &str) -> String {
    let said = Clean::line(said);
    match said.as_str().char_indices().nth(REPEATED) {
        Some((cut, _)) => format!("“{}…”", &said.as_str()[..cut]),
        None => format!("“{said}”"),
    }
}
