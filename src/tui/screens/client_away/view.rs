//! How the form of a client's time away looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ClientAway;
use crate::domain::people::alert::Level;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::msg::Target;
use crate::tui::screens::day::pane::away_span;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, row_at, split_top};

pub(in crate::tui) fn draw(screen: &ClientAway, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (head, rest) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    let title = format!("When {} cannot come", screen.name);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    let used = form::draw(frame, rest, &screen.form, true, map);
    let (_, below) = split_top(rest, used + 1);
    let typed = screen.form.fields.iter().any(|field| !field.value().is_empty());
    match screen.span(&see) {
        Ok(span) => {
            let words = format!(" Away {}", away_span(&span, see.now.year()));
            line_at(frame, below, 0, vec![Span::styled(fit(&words, width), theme::good())]);
        }
        Err((_, why)) if typed => line_at(frame, below, 0, vec![Span::styled(fit(&format!(" {why}"), width), theme::bad())]),
        Err(_) => {}
    }
    let Some(hits) = screen.hits.as_ref().filter(|_| screen.span(&see).is_ok()) else { return };
    let words = if hits.is_empty() {
        " No appointment falls into it.".to_owned()
    } else {
        let what = say::count(hits.len(), "appointment falls", "appointments fall");
        match screen.skip_words(&see) {
            Some(skipped) => format!(" {what} into it; {skipped}"),
            None => format!(" {what} into it, then to be decided."),
        }
    };
    line_at(frame, below, 1, vec![Span::raw(fit(&words, width))]);
    for (place, hit) in hits.iter().enumerate() {
        let Some(spot) = row_at(below, place + 2) else { break };
        let appointment = &hit.appointment;
        let words = format!("   {} with {}", say::full_span(&appointment.span), see.directory.staff_short(appointment.staff));
        line(frame, spot, vec![Span::styled(fit(&words, width), theme::alert(Level::Care))]);
        map.target(spot, Target::Row(place));
    }
}
