//! What the lines say, beside them: in words, and on the body.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::super::SessionNote;
use super::super::pad::{Focus, Row};
use super::super::soap::said;
use crate::domain::care::body::Half;
use crate::domain::care::finding::{Finding, Side};
use crate::domain::care::line::Line;
use crate::domain::care::place;
use crate::domain::wording::say::count;
use crate::tui::body::picture::Marks;
use crate::tui::body::signs::legend;
use crate::tui::body::view::{Drawing, draw as draw_body};
use crate::tui::body::zoom::Zoom;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, split_bottom, split_top, wrap};

/// Every line in words, the one under the cursor in bold and in sight; what may be written, as long as nothing is.
pub(in crate::tui::screens::note) fn words(screen: &SessionNote, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    if area.height == 0 || area.width < 10 {
        return;
    }
    let width = usize::from(area.width.saturating_sub(1));
    let (mut rows, mut here) = said_rows(screen, width, false);
    if rows.len() > usize::from(area.height) {
        (rows, here) = said_rows(screen, width, true);
    }
    if rows.is_empty() {
        rows = hints(screen, see)
            .into_iter()
            .flat_map(|(style, words)| wrap(&words, width).into_iter().map(move |line| (style, line)))
            .collect();
    }
    let top = here.saturating_sub(usize::from(area.height));
    for (place, (style, words)) in rows.into_iter().skip(top).enumerate() {
        line_at(frame, area, place, vec![Span::styled(words, style)]);
    }
}

/// The words of all lines, and the row after those of the line under the cursor. Where there is little room only that one is said
/// whole.
fn said_rows(screen: &SessionNote, width: usize, little_room: bool) -> (Vec<(Style, String)>, usize) {
    let mut rows: Vec<(Style, String)> = Vec::new();
    let mut here = 0;
    for place in 0..screen.pad.rows.len() {
        let is_here = has_cursor(screen, place);
        rows.extend(of_line(screen, place, width, if little_room && !is_here { 1 } else { usize::MAX }));
        if is_here {
            here = rows.len();
        }
    }
    (rows, here)
}

/// A line in words, in at most so many rows; none where nothing is written, or where there is no room for words.
pub(in crate::tui::screens::note) fn of_line(screen: &SessionNote, place: usize, width: usize, most: usize) -> Vec<(Style, String)> {
    let row = screen.pad.rows.get(place).filter(|_| width > 0);
    let Some((style, words)) = row.and_then(|row| line_words(screen, place, row, has_cursor(screen, place))) else { return Vec::new() };
    let mut lines = wrap(&words, width.saturating_sub(2));
    if lines.len() > most {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(fit(&rest, if lines.is_empty() { width } else { width.saturating_sub(2) }));
    }
    lines.into_iter().enumerate().map(|(nth, words)| (style, if nth == 0 { words } else { format!("  {words}") })).collect()
}

fn has_cursor(screen: &SessionNote, place: usize) -> bool {
    screen.pad.focus == Focus::Lines && place == screen.pad.lines.row()
}

fn line_words(screen: &SessionNote, place: usize, row: &Row, is_here: bool) -> Option<(Style, String)> {
    let style = if is_here { theme::bold() } else { theme::PLAIN };
    match row.read.as_ref()? {
        Ok(line) => Some((style, said(line))),
        Err(unclear) if screen.pad.refused(place).is_some() => Some((theme::bad(), format!("✗ “{}” is not understood", unclear.word))),
        // Whoever is still typing the word is not told that it is no word yet.
        Err(_) => Some(match screen.pad.so_far(place) {
            Some(line) => (style, format!("{} …", said(line))),
            None => (theme::dim(), "…".to_owned()),
        }),
    }
}

/// What may stand in an empty note.
fn hints(screen: &SessionNote, see: &See<'_>) -> Vec<(Style, String)> {
    let mut all = Vec::new();
    let many = screen.last.to_bring(&screen.pad).len();
    if many > 0 {
        let key = see.key(Context::Note, Command::CarryForward);
        let findings = count(many, "finding", "findings");
        all.push((theme::PLAIN, format!("{key} brings the {findings} of last time, without their values.")));
    }
    for words in [
        "One line, one thing. For example:",
        "L utrap 7>3 @temple ic60 = left upper trapezius, pain 7 before, 3 after, felt at the temple, compression 60 s",
        "nrs 6>3 = pain of the whole session",
        "next recheck L infra = what to do next time",
    ] {
        all.push((theme::dim(), words.to_owned()));
    }
    all
}

/// The body with all points; the view and the part shown closer follow the line under the cursor.
pub(in crate::tui::screens::note) fn body(screen: &SessionNote, ascii: bool, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let finding = |place: usize| match screen.pad.so_far(place)? {
        Line::Finding(finding) => Some(&**finding),
        _ => None,
    };
    let findings: Vec<&Finding> = (0..screen.pad.rows.len()).filter_map(finding).collect();
    let marks = Marks::of(findings.iter().copied()).usual_of(screen.pad.asks_where()).after(&screen.last.findings);
    let here = finding(screen.pad.lines.row()).or(findings.last().copied());
    let spot = here.and_then(|finding| place::of(finding.muscle).map(|spot| (spot, finding.side)));
    let view = spot.as_ref().map_or_else(|| marks.view(), |(spot, _)| spot.view);
    let half = match spot.as_ref().map(|(_, side)| side) {
        Some(Side::Right) => Half::Right,
        Some(Side::Left | Side::Both) | None => Half::Left,
    };
    let both = area.width >= 34;
    let closer = if both { Zoom::Whole } else { spot.as_ref().map_or(Zoom::Whole, |(spot, _)| Zoom::of(spot.region, half)) };
    let (area, below) = split_bottom(area, 3.min(area.height / 4));
    let (key, below) = split_top(below, 1);
    let drawing = Drawing { marks: &marks, view, closer, ascii };
    draw_body(&drawing, frame, area, map);
    line(frame, key, vec![Span::styled(fit(&legend(&marks, ascii), usize::from(key.width)), theme::dim())]);
    let place = screen.pad.lines.row();
    if let Some((_, words)) =
        screen.pad.row().filter(|_| screen.pad.so_far(place).is_some()).and_then(|row| line_words(screen, place, row, true))
    {
        for (row, words) in wrap(&words, usize::from(below.width)).into_iter().enumerate() {
            line_at(frame, below, row, vec![Span::styled(words, theme::bold())]);
        }
    }
}
