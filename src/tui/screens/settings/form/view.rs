//! How the form looks: the fields, what was understood, and what saving would hit.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ThingForm;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::screens::See;
use crate::tui::screens::to_decide::{hit_words, hits_title};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_top, wrap};

pub(in crate::tui) fn draw(screen: &ThingForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let see = See { directory, viewer: app.viewer, now: app.now, size: app.size, moving: app.moving.as_ref(), page: app.page };
    let (head, rest) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&screen.title(), width), theme::bold())]);
    let used = form::draw(frame, rest, &screen.form, true, map);
    let (_, below) = split_top(rest, used + 1);
    let mut lines: Vec<Span<'_>> = Vec::new();
    if let Some(echo) = screen.echo(&see) {
        let (words, style) = match echo {
            Ok(words) => (words, theme::good()),
            Err(why) => (why, theme::dim()),
        };
        lines.extend(wrap(&words, width).into_iter().map(|words| Span::styled(words, style)));
    }
    match screen.hits(&see) {
        Some(Ok(hits)) if !hits.is_empty() => {
            lines.push(Span::styled(fit(&hits_title(hits.len()), width), theme::bold()));
            let words = hits.iter().map(|hit| format!("? {}", hit_words(hit, directory, app.now.year())));
            let room = usize::from(below.height).saturating_sub(lines.len());
            let shown = if hits.len() > room { room.saturating_sub(1) } else { hits.len() };
            lines.extend(words.take(shown).map(|words| Span::raw(fit(&words, width))));
            if shown < hits.len() {
                lines.push(Span::styled(format!("… and {} more; saving shows all of them first", hits.len() - shown), theme::dim()));
            }
        }
        Some(Err(why)) => {
            lines.extend(wrap(&why.to_string(), width).into_iter().map(|words| Span::styled(words, theme::bad())));
        }
        Some(Ok(_)) if screen.can_hit() => lines.push(Span::styled("No appointment is hit by this.", theme::dim())),
        Some(Ok(_)) | None => {}
    }
    for (row, words) in lines.into_iter().enumerate() {
        line_at(frame, below, row, vec![Span::raw(" "), words]);
    }
}
