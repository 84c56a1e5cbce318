//! Puts the drawn body on the screen.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::picture::{Marks, Picture};
use super::raster::Window;
use super::zoom::Zoom;
use crate::domain::care::body::View;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, split_bottom};

/// Under so many rows head, hands and feet are a few dots, and are shown closer.
const SMALL: u16 = 28;
/// Empty columns between two figures.
const GAP: u16 = 3;

/// What is drawn, and how.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui) struct Drawing<'a> {
    pub(in crate::tui) marks: &'a Marks,
    /// The view that is shown where there is room for one.
    pub(in crate::tui) view: View,
    /// What is shown closer where the whole is small; [`Zoom::Whole`] for nothing.
    pub(in crate::tui) closer: Zoom,
    /// Letters that every terminal has.
    pub(in crate::tui) ascii: bool,
}

/// The columns of one figure of so many rows.
pub(in crate::tui) fn columns(rows: u16) -> u16 {
    Window::WHOLE.columns(rows)
}

/// Front and back side by side where both fit, each with its name below; else one of them, closer too where it is small.
/// Answers with the columns it took, from the left.
pub(in crate::tui) fn draw(drawing: &Drawing<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) -> u16 {
    let rows = (1..area.height).rev().find(|rows| columns(*rows) <= area.width).unwrap_or_default();
    if rows < 6 {
        return 0;
    }
    let one = columns(rows);
    let first = Rect { width: one, height: rows + 1, ..area };
    let closer = area.width.saturating_sub(one + GAP).min(closer_columns(drawing, rows));
    if rows < SMALL && closer >= 8 {
        named(drawing, drawing.view, Zoom::Whole, frame, first, map);
        named(drawing, drawing.view, drawing.closer, frame, Rect { x: first.right() + GAP, width: closer, ..first }, map);
        return one + GAP + closer;
    }
    if one * 2 + GAP <= area.width {
        named(drawing, View::Front, Zoom::Whole, frame, first, map);
        named(drawing, View::Back, Zoom::Whole, frame, Rect { x: first.right() + GAP, ..first }, map);
        return one * 2 + GAP;
    }
    named(drawing, drawing.view, Zoom::Whole, frame, first, map);
    one
}

/// A part of the body has the rows of the whole; it is as wide as it is drawn.
fn closer_columns(drawing: &Drawing<'_>, rows: u16) -> u16 {
    if drawing.closer == Zoom::Whole { 0 } else { drawing.closer.window(drawing.view).columns(rows).max(8) }
}

/// A figure with its name in the row below it.
fn named(drawing: &Drawing<'_>, view: View, zoom: Zoom, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (spot, name) = split_bottom(area, 1);
    figure(drawing, view, zoom, frame, spot, map);
    let side = match view {
        View::Front => "front",
        View::Back => "back",
    };
    let words = if zoom == Zoom::Whole { side.to_owned() } else { zoom.words().to_owned() };
    let words = fit(&words, usize::from(name.width));
    let before = usize::from(name.width).saturating_sub(words.width()) / 2;
    line(frame, name, vec![Span::raw(" ".repeat(before)), Span::styled(words, theme::dim())]);
}

/// One view, or a part of it, as large as it fits into the area.
pub(in crate::tui) fn figure(drawing: &Drawing<'_>, view: View, zoom: Zoom, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let area = area.intersection(frame.area());
    let picture = Picture::new(drawing.marks, view, zoom.window(view), (area.width, area.height), drawing.ascii);
    let buffer = frame.buffer_mut();
    for (column, row) in (0..area.height).flat_map(|row| (0..area.width).map(move |column| (column, row))) {
        if let Some(cell) = picture.cell(column, row) {
            buffer[(area.x + column, area.y + row)].set_char(cell.sign).set_style(theme::ink(cell.ink));
        }
    }
    map.body(area, view, zoom);
}
