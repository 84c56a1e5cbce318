//! Puts the drawn body on the screen.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::picture::Marks;
use super::raster::Window;
use super::signs::Picture;
use super::zoom::Zoom;
use crate::domain::care::body::View;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, split_bottom};

/// Under so many rows head, hands and feet are a few dots, and are shown closer.
const SMALL: u16 = 28;
/// Empty columns between two figures.
const GAP: u16 = 3;
/// Columns for a part of the body beside the whole: the same for each part, so that nothing jumps.
const CLOSER: std::ops::RangeInclusive<u16> = 12..=24;

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
    let closer = area.width.saturating_sub(one + GAP).min(*CLOSER.end());
    if rows < SMALL && drawing.closer != Zoom::Whole && CLOSER.contains(&closer) {
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

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::domain::care::body::{Half, Region};
    use crate::domain::care::finding::{Finding, Nrs, Pain, Refers, Side};
    use crate::domain::care::muscle::Muscle;

    /// What a session note says of three points, and the last note of one.
    fn note() -> Marks {
        let finding = |side, name, pain: (u8, u8), refers| {
            let muscle = Muscle::from_name(name).expect("a muscle");
            Finding { pain: Pain::told(Nrs::new(pain.0), None, Nrs::new(pain.1)), refers, ..Finding::at(side, muscle) }
        };
        let to = |keys: &[&str]| Refers::To(keys.iter().filter_map(|key| Region::from_key(key)).collect());
        let utrap = finding(Side::Left, "utrap", (7, 3), to(&["temple", "neck_side"]));
        let lev = finding(Side::Right, "lev", (6, 4), Refers::Usual);
        let infra = finding(Side::Left, "infra", (8, 5), to(&["shoulder_front", "arm_outer", "thumb"]));
        let last = finding(Side::Left, "gmed", (6, 6), Refers::Usual);
        Marks::of([&utrap, &lev, &infra]).after([&last])
    }

    fn drawn(drawing: &Drawing<'_>, width: u16, height: u16) -> (String, u16, Map) {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
        let (mut map, mut wide) = (Map::default(), 0);
        terminal.draw(|frame| wide = draw(drawing, frame, frame.area(), &mut map)).expect("a frame");
        let cells = terminal.backend().buffer().content.chunks(usize::from(width));
        let rows: Vec<String> =
            cells.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()).collect();
        (rows.join("\n"), wide, map)
    }

    #[test]
    fn how_a_note_looks_on_the_body() {
        let marks = note();
        for (name, size, ascii) in
            [("note_24", (60, 25), false), ("note_40", (70, 41), false), ("note_24_ascii", (60, 25), true), ("note_small", (20, 11), false)]
        {
            let drawing = Drawing { marks: &marks, view: marks.view(), closer: Zoom::Whole, ascii };
            let (picture, _, _) = drawn(&drawing, size.0, size.1);
            insta::with_settings!({ snapshot_path => "../../../tests/suite/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("body_{name}"), picture);
            });
        }
    }

    #[test]
    fn every_size_is_drawn_within_its_columns() {
        let marks = Marks { selected: Some((Region::default(), Half::Left)), ..note() };
        for (width, height) in (0..=220).step_by(20).flat_map(|width| (0..=70).step_by(7).map(move |height| (width, height))) {
            for closer in [Zoom::Whole, Zoom::Hand(Half::Right)] {
                let drawing = Drawing { marks: &marks, view: View::Back, closer, ascii: false };
                let (picture, wide, map) = drawn(&drawing, width.max(1), height.max(1));
                assert!(
                    wide <= width.max(1) && picture.lines().all(|row| row.width() <= usize::from(wide)),
                    "{width}×{height}:\n{picture}"
                );
                assert!(wide > 0 || map.at(0, 0).is_none());
            }
        }
    }
}
