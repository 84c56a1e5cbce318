//! Text made safe to show, at the door: keys, pastes, files and rows written by other programs all come in as [`Clean`].
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// Text that cannot disturb a terminal or mislead a reader: in NFC, without control characters, bidi controls, stray
/// zero-width characters, tags or line separators, with at most four combining marks a letter, trimmed, its runs of
/// blanks folded into one. Letters of every script stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Clean(String);

/// Combining marks kept on one letter; more is never a word in any language and can paint over neighbouring rows.
const MARKS_A_LETTER: usize = 4;

impl Clean {
    /// One line: line breaks and tabs become blanks.
    pub fn line(raw: &str) -> Self {
        if is_plain(raw) {
            return Self(raw.to_owned());
        }
        Self(settled(raw, |raw| {
            let safe = sanitize(raw, false);
            let mut out = String::with_capacity(safe.len());
            for word in safe.split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            out
        }))
    }

    /// Several lines: `\n` stays, blanks within a line stay, line ends and the whole are trimmed.
    pub fn text(raw: &str) -> Self {
        if is_plain(raw) {
            return Self(raw.to_owned());
        }
        Self(settled(raw, |raw| {
            let safe = sanitize(&raw.replace("\r\n", "\n").replace('\r', "\n"), true);
            let lines: Vec<&str> = safe.lines().map(str::trim_end).collect();
            lines.join("\n").trim_matches('\n').to_owned()
        }))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many letters a reader counts (grapheme clusters).
    pub fn letters(&self) -> usize {
        self.0.graphemes(true).count()
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Clean {
    fn from(raw: &str) -> Self {
        Self::line(raw)
    }
}

impl From<Clean> for String {
    fn from(clean: Clean) -> Self {
        clean.0
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|raw| Self::text(&raw))
    }
}

/// Nothing to clean: most of what is read from the file, and the day's list reads hundreds of names.
fn is_plain(raw: &str) -> bool {
    let harmless = |c: char| matches!(c, '\u{20}'..'\u{7f}' | '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{410}'..='\u{44f}' | '\u{4e00}'..='\u{9fff}');
    raw.chars().all(harmless) && is_nfc_quick(raw.chars()) == IsNormalized::Yes && !raw.contains("  ") && raw.trim().len() == raw.len()
}

/// Cleaned until nothing changes: what is dropped can bring a letter and its mark together, or a mark to the front. Text that
/// is written and read again must stay what it was.
fn settled(raw: &str, clean: impl Fn(&str) -> String) -> String {
    let mut out = clean(raw);
    while !is_plain(&out) {
        let again = clean(&out);
        if again == out {
            break;
        }
        out = again;
    }
    out
}

fn sanitize(raw: &str, keep_breaks: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut marks = 0;
    let mut letters = raw.nfc().peekable();
    while let Some(c) = letters.next() {
        let joins = matches!(c, '\u{200C}' | '\u{200D}');
        if joins {
            // A joiner means something only between two letters of one word.
            let after_letter = out.chars().next_back().is_some_and(char::is_alphanumeric) || marks > 0;
            if after_letter && letters.peek().is_some_and(|next| next.is_alphanumeric()) {
                out.push(c);
            }
        } else if c == '\n' && keep_breaks {
            out.push(c);
            marks = 0;
        } else if matches!(c, '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{0B}' | '\u{0C}') {
            out.push(' ');
            marks = 0;
        } else if !is_unsafe(c) {
            if unicode_normalization::char::is_combining_mark(c) {
                marks += 1;
                if marks > MARKS_A_LETTER || out.is_empty() {
                    continue;
                }
            } else {
                marks = 0;
            }
            out.push(c);
        }
    }
    out
}

/// Characters that act on a terminal or on the order of the letters around them instead of being one.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Text as it is compared when somebody looks for it: letters of any script in plain lower-case Latin, words parted by one
/// blank ("Łukasz  Zieliński" → "lukasz zielinski", "O'Neil" → "oneil", "Anne-Marie" → "anne marie").
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let plain = deunicode::deunicode(text);
    for c in plain.chars() {
        match c {
            '\'' | '`' | '.' => {}
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The digits of a phone number ("+49 (0)30 / 555-01" → "4903055501").
pub fn digits(text: &str) -> String {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_or_on_the_reading_order_is_dropped() {
        let table = [
            ("Ana\u{1b}[31m Silva", "Ana[31m Silva"),
            ("a\u{202e}bc\u{2066}d\u{200f}", "abcd"),
            ("two\nlines\tand tabs", "two lines and tabs"),
            ("  many   blanks  ", "many blanks"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("tag\u{e0041}ged", "tagged"),
            ("e\u{301}", "é"),
            ("نی\u{200c}ما", "نی\u{200c}ما"),
            ("\u{200d}lone\u{200d}", "lone"),
        ];
        for (raw, clean) in table {
            assert_eq!(Clean::line(raw).as_str(), clean, "{raw:?}");
        }
        let zalgo = format!("a{}b", "\u{316}".repeat(40));
        assert_eq!(Clean::line(&zalgo).as_str().chars().count(), 2 + MARKS_A_LETTER);
    }

    #[test]
    fn text_that_was_cleaned_is_clean() {
        for raw in ["e\u{200b}\u{301}", "\u{200b} \u{301}a", "x\u{200d}\u{200b}y", " \u{301}\u{301} \u{301}", "a\n\u{301}\u{200b}b"] {
            for once in [Clean::line(raw), Clean::text(raw)] {
                assert_eq!(Clean::line(once.as_str()), Clean::line(Clean::line(once.as_str()).as_str()), "{raw:?}");
                assert_eq!(Clean::text(once.as_str()), once, "{raw:?}");
            }
        }
    }

    #[test]
    fn folding_makes_every_script_findable_from_a_plain_keyboard() {
        let table = [
            ("Łukasz Zieliński", "lukasz zielinski"),
            ("Søren Ærø", "soren aero"),
            ("Groß", "gross"),
            ("O'Neil", "oneil"),
            ("Anne-Marie  Müller", "anne marie muller"),
            ("Ольга", "olga"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded);
        }
    }
}
