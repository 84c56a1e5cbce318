//! How progress looks.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Progress;
use crate::tui::app::App;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at};

pub(in crate::tui) fn draw(screen: &Progress, _app: &App, frame: &mut Frame<'_>, area: Rect, _map: &mut Map) {
    let Some(record) = &screen.record else { return };
    let width = usize::from(area.width.saturating_sub(2));
    let of = screen.plan().map_or_else(|| "all visits".to_owned(), |plan| plan.name());
    let title = format!("Progress of {} · {of}", record.client.name);
    line_at(frame, area, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
}
