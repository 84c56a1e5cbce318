//! Draws a row of small bodies, a session each, with its date and its pain.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::super::{Progress, Session};
use super::marks;
use crate::domain::care::body::View;
use crate::domain::care::progress::trend;
use crate::domain::wording::say;
use crate::tui::body::picture::Marks;
use crate::tui::body::signs::legend;
use crate::tui::body::view::{Drawing, columns, figure};
use crate::tui::body::zoom::Zoom;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, put, row_at, split_bottom};

/// Empty columns between sessions.
const GAP: u16 = 3;
/// A date and "10 → 10" have room under a body.
const NARROWEST: u16 = 8;
/// The tallest figure of a row.
const TALLEST: u16 = 18;

pub(in crate::tui::screens::progress) fn draw(
    screen: &Progress,
    ascii: bool,
    this_year: i32,
    frame: &mut Frame<'_>,
    area: Rect,
    map: &mut Map,
) {
    let rows = area.height.saturating_sub(3).min(TALLEST);
    if screen.sessions.is_empty() || rows < 6 {
        let words = if screen.sessions.is_empty() { "No signed note of these visits yet." } else { "A higher window shows the bodies." };
        line_at(frame, area, 0, vec![Span::styled(fit(words, usize::from(area.width)), theme::dim())]);
        return;
    }
    let one = columns(rows);
    let many = u16::try_from(screen.sessions.len()).unwrap_or(u16::MAX);
    let both = (one * 2 + 1 + GAP).saturating_mul(many) <= area.width + GAP;
    let view = screen.view();
    let views: &[View] = match (both, view) {
        (true, _) if screen.turned => &[View::Back, View::Front],
        (true, _) => &[View::Front, View::Back],
        (false, View::Front) => &[View::Front],
        (false, View::Back) => &[View::Back],
    };
    let wide = if both { one * 2 + 1 } else { one.max(NARROWEST) };
    let room = usize::from((area.width + GAP) / (wide + GAP));
    let shown = screen.drawn(room);
    let mut x = area.x;
    let mut all = Marks::default();
    for session in &shown {
        let marks = marks(session);
        let spot = Rect { x, width: wide.min(area.right().saturating_sub(x)), height: rows, ..area };
        for (n, view) in (0_u16..).zip(views) {
            let spot = Rect { x: spot.x + n * (one + 1), width: one, ..spot }.intersection(area);
            let drawing = Drawing { marks: &marks, view: *view, closer: Zoom::Whole, ascii };
            // These are looked at, not walked on.
            figure(&drawing, *view, Zoom::Whole, frame, spot, &mut Map::default());
        }
        named(session, this_year, frame, Rect { y: area.y + rows, height: 2, ..spot });
        all.points.extend(marks.points);
        all.dense.extend(marks.dense);
        all.sparse.extend(marks.sparse);
        x += wide + GAP;
    }
    let left = screen.sessions.len() - shown.len();
    let side = match (both, view) {
        (true, _) if screen.turned => "back and front",
        (true, _) => "front and back",
        (false, View::Front) => "front",
        (false, View::Back) => "back",
    };
    let more = if left > 0 { format!(" · {} left out", say::count(left, "session", "sessions")) } else { String::new() };
    let words = format!("{side} · {}{more}", legend(&all, ascii));
    let (_, foot) = split_bottom(Rect { height: rows + 3, ..area }, 1);
    line_at(frame, foot, 0, vec![Span::styled(fit(&words, usize::from(area.width)), theme::dim())]);
    map.rows = usize::from(area.height);
}

/// "13 Oct" and "7→4" in the middle under a figure.
fn named(session: &Session, this_year: i32, frame: &mut Frame<'_>, area: Rect) {
    let date = say::date(session.date(), session.date().year().max(this_year));
    let pain = trend(&[session.note.before, session.note.after]);
    for (row, (words, style)) in [(date, theme::PLAIN), (pain, theme::bold())].into_iter().enumerate() {
        if let Some(spot) = row_at(area, row) {
            let before = usize::from(spot.width).saturating_sub(words.width()) / 2;
            put(frame, spot, before, &words, style);
        }
    }
}
