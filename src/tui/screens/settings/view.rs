//! How the settings look: one list for all of them.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::section::{Row, columns};
use super::{Section, Settings};
use crate::tui::app::App;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top};

pub(in crate::tui) fn draw(screen: &Settings, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let see = See {
        directory,
        viewer: app.viewer,
        now: app.now,
        size: app.size,
        moving: app.moving.as_ref(),
        page: app.page,
        keymap: app.keymap(),
    };
    let (head, list) = split_top(area, 3);
    let title = screen.section.map_or_else(|| "Settings".to_owned(), |section| format!("Settings: {}", section.title()));
    let about = screen.section.map_or("what the practice is made of; ↵ opens a part", Section::about);
    let width = usize::from(area.width);
    let room = width.saturating_sub(title.len() + 4);
    line_at(
        frame,
        head,
        0,
        vec![Span::raw(" "), Span::styled(title.clone(), theme::bold()), Span::styled(format!("  {}", fit(about, room)), theme::dim())],
    );
    let all = screen.rows(&see);
    if all.is_empty() {
        let asks = matches!(screen.section, Some(Section::Hours | Section::Absences))
            || screen.section == Some(Section::Alerts) && see.viewer.keeps_alert_list();
        if let Some(section) = screen.section.filter(|_| screen.read || !asks) {
            line_at(frame, list, 0, vec![Span::styled(fit(&format!("   {}", section.empty(&see)), width), theme::dim())]);
        }
        return;
    }
    let columns = columns(screen.section);
    let headings: Vec<String> = columns.iter().map(|column| column.0.to_owned()).collect();
    line_at(frame, head, 2, vec![Span::styled(words(&headings, columns, width), theme::dim())]);
    rows(frame, list, screen.list, all.len(), map, |place| row(&all[place], columns, width));
}

fn row<'a>(row: &Row, columns: &[(&str, usize)], width: usize) -> Vec<Span<'a>> {
    let tail = if row.archived { "  (archived)" } else { "" };
    let style = if row.archived { theme::dim() } else { theme::PLAIN };
    vec![Span::styled(words(&row.cells, columns, width.saturating_sub(tail.len())), style), Span::styled(tail, style)]
}

fn words(cells: &[String], columns: &[(&str, usize)], width: usize) -> String {
    let mut text = String::from("   ");
    let mut left = width.saturating_sub(4);
    for (cell, (_, wanted)) in cells.iter().zip(columns) {
        let wide = if *wanted == 0 { left } else { (*wanted).min(left) };
        // A column's last letter never touches the next column.
        text.push_str(&pad(&fit(cell, if *wanted == 0 { wide } else { wide.saturating_sub(1) }), wide));
        left -= wide;
    }
    text.trim_end().to_owned()
}
