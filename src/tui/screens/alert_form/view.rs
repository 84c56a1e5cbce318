//! How the alert form looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::AlertForm;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_top};

pub(in crate::tui) fn draw(screen: &AlertForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (head, rest) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    let title = format!("{} alert: {}", if screen.of.is_some() { "Change an" } else { "New" }, screen.name);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    let used = form::draw(frame, rest, &screen.form, true, map);
    let (_, below) = split_top(rest, used + 1);
    let since = match screen.since(&see) {
        Ok(Some(since)) => Some((format!("Since {}", say::day(since, see.now.year())), theme::good())),
        Ok(None) => None,
        Err(why) => Some((why, theme::bad())),
    };
    let levels = "note: worth knowing · care: treat with care · STOP: the session asks for a reason before it begins";
    let lines = since.into_iter().chain([(levels.to_owned(), theme::dim())]);
    let lines = lines.flat_map(|(words, style)| crate::tui::view::wrap(&words, width).into_iter().map(move |words| (words, style)));
    for (row, (words, style)) in lines.enumerate() {
        line_at(frame, below, row, vec![Span::raw(" "), Span::styled(words, style)]);
    }
}
