//! How the four texts look: a row each, and the one with the keys in full, with the lines that belong to it.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::super::SessionNote;
use super::super::pad::{Focus, PARTS};
use super::super::soap::{lines_in, said};
use crate::domain::care::line::Part;
use crate::domain::text::Clean;
use crate::tui::form::draw_running;
use crate::tui::msg::Target;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, split_top, wrap};

/// Columns of a part's name.
const LABEL: u16 = 17;

fn label(part: Part) -> &'static str {
    match part {
        Part::Subjective => "S  client says",
        Part::Objective => "O  found, done",
        Part::Assessment => "A  how it goes",
        Part::Plan => "P  from here on",
    }
}

/// Rows they want, the rule above them among these.
pub(in crate::tui::screens::note) fn rows(screen: &SessionNote, area: Rect) -> u16 {
    let open = match screen.pad.focus {
        Focus::Lines => 0,
        Focus::Text(_) => open_rows(area.height),
    };
    (1 + 4 * each(area.height) + open).min(area.height / 2)
}

/// Rows of each text in a window of this height.
fn each(height: u16) -> u16 {
    if height >= 45 { 3 } else { 1 }
}

/// Rows more for the one that has the keys.
fn open_rows(height: u16) -> u16 {
    (height / 5).clamp(2, 8)
}

pub(in crate::tui::screens::note) fn draw(screen: &SessionNote, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let mut area = area;
    let (each, open) = match screen.pad.focus {
        Focus::Lines => (area.height / 4, 0),
        // Where there is little room, only the one that has the keys.
        Focus::Text(_) if area.height < 5 => (0, area.height),
        Focus::Text(_) if area.height >= 16 => (3, area.height - 9),
        Focus::Text(_) => (1, area.height.saturating_sub(3)),
    };
    for (place, part) in PARTS.into_iter().enumerate() {
        let has_keys = screen.pad.focus == Focus::Text(place);
        let (row, rest) = split_top(area, if has_keys { open } else { each });
        area = rest;
        if row.height == 0 {
            continue;
        }
        map.target(row, Target::Field(place));
        let style = if has_keys { theme::bold() } else { theme::dim() };
        let name = Rect { width: LABEL.min(row.width), height: 1, ..row };
        line(frame, name, vec![Span::styled(format!(" {}", pad(label(part), usize::from(LABEL) - 2)), style)]);
        let text = Rect { x: row.x + name.width, width: row.width.saturating_sub(name.width + 1), ..row };
        if has_keys {
            with_keys(screen, place, frame, text);
        } else {
            in_short(screen, place, frame, text);
        }
    }
}

/// The text with its cursor, and below it what the lines say in this part.
fn with_keys(screen: &SessionNote, place: usize, frame: &mut Frame<'_>, area: Rect) {
    let words: Vec<String> = lines_in(PARTS[place], screen.pad.understood()).into_iter().map(said).collect();
    let room = usize::from(area.width);
    let below = if words.is_empty() { Vec::new() } else { wrap(&format!("from the lines: {}", words.join("; ")), room) };
    let most = usize::from(area.height.saturating_sub(2));
    let shown = below.len().min(most);
    let (text, rest) = split_top(area, area.height - u16::try_from(shown).unwrap_or(0));
    draw_running(frame, text, &screen.pad.texts[place], true);
    for (row, words) in below.iter().take(shown).enumerate() {
        let cut = row + 1 == shown && below.len() > shown;
        let words = if cut { fit(&format!("{words} …"), room) } else { words.clone() };
        line_at(frame, rest, row, vec![Span::styled(words, theme::dim())]);
    }
}

/// The text as far as it has room, and how many lines belong here.
fn in_short(screen: &SessionNote, place: usize, frame: &mut Frame<'_>, area: Rect) {
    let count = lines_in(PARTS[place], screen.pad.understood()).len();
    let more = match count {
        0 => String::new(),
        1 => "+ 1 line".to_owned(),
        many => format!("+ {many} lines"),
    };
    let text = Clean::line(&screen.pad.texts[place].text());
    let room = usize::from(area.width);
    let last = usize::from(area.height.saturating_sub(1));
    let lines = wrap(text.as_str(), room);
    for (row, words) in lines.iter().take(last).enumerate() {
        line_at(frame, area, row, vec![Span::raw(words.clone())]);
    }
    let rest = lines.get(last..).map(|rest| rest.join(" ")).unwrap_or_default();
    let gap = if rest.is_empty() { "" } else { "  " };
    let at = lines.len().saturating_sub(1).min(last);
    let words = fit(&rest, room.saturating_sub(more.width() + gap.len()));
    if at == last || lines.len() <= last {
        let row = if rest.is_empty() && !text.is_empty() { at + 1 } else { at };
        line_at(frame, area, row, vec![Span::raw(words), Span::styled(format!("{gap}{more}"), theme::dim())]);
    }
}
