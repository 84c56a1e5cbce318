//! How the history looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::Span;

use super::History;
use crate::domain::practice::history::{HistoryLine, HistoryOf};
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top};

pub(in crate::tui) fn draw(screen: &History, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (head, list) = split_top(area, 2);
    let title = match screen.of {
        HistoryOf::Everything => "History: who did what, newest first",
        HistoryOf::Client(_) => "History of this client, newest first",
        HistoryOf::Appointment(_) => "History of this appointment, newest first",
    };
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(title, theme::bold())]);
    if screen.read && screen.lines.is_empty() {
        line_at(
            frame,
            list,
            0,
            vec![Span::styled("   Nothing was done yet. Whatever is booked, moved or changed is written down here.", theme::dim())],
        );
    }
    let width = usize::from(list.width);
    rows(frame, list, screen.list, screen.lines.len(), map, |place| history_row(&screen.lines[place], width, app));
}

/// When, who, what, and the fields from → to.
pub(in crate::tui) fn history_row<'a>(line: &HistoryLine, width: usize, app: &App) -> Vec<Span<'a>> {
    let zone = app.directory.as_ref().map_or(chrono_tz::Tz::UTC, |directory| directory.practice.zone);
    let at = line.at.with_timezone(&zone).naive_local();
    let who = if line.by.is_empty() { "knotbook" } else { line.by.as_str() };
    let fields: Vec<String> =
        line.fields.iter().map(|field| format!("{}: {} → {}", field.field, or_empty(&field.from), or_empty(&field.to))).collect();
    let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join("; ")) };
    let back = if line.undone { " · taken back" } else { "" };
    let style = if line.undone { theme::dim().add_modifier(Modifier::CROSSED_OUT) } else { theme::PLAIN };
    let words = fit(&format!("{}{fields}", line.words), width.saturating_sub(33 + back.len()));
    vec![
        Span::styled(format!(" {}", pad(&say::moment(at, app.now.year()), 22)), theme::dim()),
        Span::raw(pad(who, 10)),
        Span::styled(words, style),
        Span::styled(back, theme::dim()),
    ]
}

fn or_empty(text: &str) -> &str {
    if text.is_empty() { "empty" } else { text }
}
