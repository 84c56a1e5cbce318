//! How the questions of a session note look.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Asked;
use crate::tui::dialog::Dialog;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, rows, sheet, split_top, wrap};

pub(in crate::tui) fn draw(dialog: &Dialog, asked: &Asked, frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let width = usize::from(body.width.saturating_sub(2));
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX / 4);
    let echo: Vec<String> = asked.echo(&dialog.form).iter().flat_map(|words| wrap(words, width)).collect();
    let listed = match asked {
        Asked::Amend { .. } | Asked::Phrase { .. } => Vec::new(),
        Asked::Strike(striking) => striking.rows(),
    };
    let fields = dialog.form.fields.len();
    let list_rows = if listed.is_empty() { 0 } else { listed.len().clamp(6, 12) };
    let inside = sheet(frame, body, &dialog.title, cells(echo.len() + fields + list_rows));
    let (typed, below) = split_top(inside, cells(fields));
    form::draw(frame, typed, &dialog.form, true, map);
    let (told, list) = split_top(below, cells(echo.len()));
    for (row, words) in echo.into_iter().enumerate() {
        line_at(frame, told, row, vec![Span::styled(words, theme::dim())]);
    }
    rows(frame, list, dialog.list, listed.len(), map, |place| vec![Span::raw(fit(&format!("  {}", listed[place]), width))]);
}
