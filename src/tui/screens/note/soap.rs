//! A note in its four parts: what was written there, and the lines that belong there in words.
use super::pad::PARTS;
use crate::domain::care::line::{Line, Part};
use crate::domain::care::note::Written;
use crate::domain::care::shorthand;
use crate::domain::refusal::capitalize;

/// A part as it is called where there is room.
pub(in crate::tui) fn title(part: Part) -> &'static str {
    match part {
        Part::Subjective => "S  in the client's words",
        Part::Objective => "O  found and done",
        Part::Assessment => "A  how it goes",
        Part::Plan => "P  from here on",
    }
}

/// A line in words, as a sentence begins.
pub(in crate::tui) fn said(line: &Line) -> String {
    let words = match line {
        Line::Soap(_, text) => text.to_string(),
        other => shorthand::say(other),
    };
    capitalize(&words)
}

/// The text of a part, by its place among the four.
pub(super) fn text(written: &Written, place: usize) -> &str {
    let [_, texts @ ..] = written.texts();
    texts.get(place).map(|(_, text)| text.as_str()).unwrap_or_default()
}

/// The words of the lines that belong to a part.
pub(super) fn lines_in<'a>(part: Part, lines: impl Iterator<Item = &'a Line>) -> Vec<&'a Line> {
    lines.filter(|line| line.part() == part).collect()
}

/// The parts in which something stands.
pub(super) fn parts<'a>(written: &'a Written, lines: &'a [Line]) -> Vec<(Part, &'a str, Vec<&'a Line>)> {
    let all = PARTS.into_iter().enumerate().map(|(place, part)| (part, text(written, place), lines_in(part, lines.iter())));
    all.filter(|(_, text, lines)| !text.is_empty() || !lines.is_empty()).collect()
}
