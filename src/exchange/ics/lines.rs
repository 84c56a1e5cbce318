//! Text to lines as RFC 5545 (§3.1) means them: folded ones joined again, each with the line of the file it begins on.

/// A line with all that was folded under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub(super) number: usize,
    pub(super) text: String,
}

impl Line {
    /// "DTSTART" of "DTSTART;TZID=Europe/Berlin:20261124T100000".
    pub(super) fn name(&self) -> String {
        let end = self.text.find([':', ';']).unwrap_or(self.text.len());
        self.text[..end].trim().to_ascii_uppercase()
    }

    /// What stands behind the first colon that is not in quotation marks.
    pub(super) fn value(&self) -> &str {
        let mut quoted = false;
        for (at, c) in self.text.char_indices() {
            match c {
                '"' => quoted = !quoted,
                ':' if !quoted => return self.text[at + 1..].trim(),
                _ => {}
            }
        }
        // A quotation mark that is never closed hides every colon behind it.
        self.text.split_once(':').map_or("", |(_, value)| value.trim())
    }
}

/// The lines as they stand in the file; every end of line there is.
pub(super) fn physical(text: &str) -> impl Iterator<Item = &str> {
    let by = if text.contains('\n') { '\n' } else { '\r' };
    text.split(by).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

pub(super) fn unfold(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut broken_softly = false;
    for (number, raw) in (1..).zip(physical(text)) {
        match lines.last_mut() {
            Some(last) if broken_softly => {
                last.text.pop();
                last.text.push_str(raw);
            }
            Some(last) if raw.starts_with([' ', '\t']) => last.text.push_str(&raw[1..]),
            Some(_) | None => lines.push(Line { number, text: raw.to_owned() }),
        }
        broken_softly = lines.last().is_some_and(is_broken_softly);
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// vCalendar 1.0 breaks long texts with "=" at the end of the line (quoted-printable) and does not fold.
fn is_broken_softly(line: &Line) -> bool {
    let head = || line.text.split(':').next().unwrap_or_default().to_ascii_uppercase();
    line.text.ends_with('=') && head().contains("QUOTED-PRINTABLE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_joined_and_keep_their_place() {
        let text = "BEGIN:VEVENT\r\nSUMMARY:Ana\r\n  Silva\r\n\t, 10\r\n\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb\r\nUID:1";
        let lines: Vec<(usize, String)> = unfold(text).into_iter().map(|line| (line.number, line.text)).collect();
        let expected = [(1, "BEGIN:VEVENT"), (2, "SUMMARY:Ana Silva, 10"), (6, "NOTE;ENCODING=QUOTED-PRINTABLE:ab"), (8, "UID:1")];
        assert_eq!(lines, expected.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn a_colon_in_quotation_marks_is_no_end_of_the_name() {
        let line = |text: &str| Line { number: 1, text: text.to_owned() };
        assert_eq!(line("ATTENDEE;CN=\"Silva: Ana\":mailto:a@b.c").value(), "mailto:a@b.c");
        assert_eq!(line("dtstart;X=\"open:20261124").value(), "20261124");
        assert_eq!(line("dtstart;X=1:20261124").name(), "DTSTART");
    }
}
