//! Lines of a calendar (RFC 5545 §3.1): they end in CRLF and none is longer than 75 octets.
use std::io::{self, Write};

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// Octets of a line without its end.
const LONGEST: usize = 75;

#[derive(Debug)]
pub(super) struct Lines<W> {
    pub(super) out: W,
}

impl<W: Write> Lines<W> {
    /// One line as it stands. A longer one goes on in the next after a blank, never within a letter.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let cut = (1..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            write!(self.out, "{}\r\n ", &rest[..cut])?;
            rest = &rest[cut..];
            room = LONGEST - 1;
        }
        write!(self.out, "{rest}\r\n")
    }

    /// A line whose value is words; none where there are none.
    pub(super) fn text(&mut self, name: &str, words: &str) -> io::Result<()> {
        if words.is_empty() { Ok(()) } else { self.line(&format!("{name}:{}", escaped(words))) }
    }

    /// A moment of the practice's wall clock.
    pub(super) fn wall(&mut self, name: &str, zone: Tz, at: NaiveDateTime) -> io::Result<()> {
        self.line(&format!("{name};TZID={}:{}", zone.name(), wall(at)))
    }
}

/// "20261124T100000".
pub(super) fn wall(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// "20261124T090000Z".
pub(super) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Words as a value (RFC 5545 §3.3.11).
pub(super) fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        for words in ["x".repeat(300), "ł".repeat(200), "山田花子".repeat(40), format!("a{}", "😀".repeat(60)), "y".repeat(75)] {
            let mut lines = Lines { out: Vec::new() };
            lines.line(&words).expect("a line");
            let text = String::from_utf8(lines.out).expect("whole letters");
            assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
            assert_eq!(text.replace("\r\n ", "").trim_end(), words);
            assert_eq!(text.matches("\r\n").count() > 1, words.len() > LONGEST);
        }
    }

    #[test]
    fn words_cannot_end_a_value() {
        assert_eq!(escaped("Smith, J\\r; b\nEND:VEVENT"), "Smith\\, J\\\\r\\; b\\nEND:VEVENT");
    }
}
