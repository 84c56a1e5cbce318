//! How the alert form looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::AlertForm;
use crate::domain::people::alert_list::ListedAlert;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_bottom, split_top};

/// The column of the levels.
const LEVEL: usize = 10;

pub(in crate::tui) fn draw(screen: &AlertForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (head, rest) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    let title = format!("{} alert: {}", if screen.of.is_some() { "Change an" } else { "New" }, screen.name);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    let offered = screen.offered();
    // In the smallest window the list keeps two rows, and the fields around the one with the keys theirs.
    let kept = if offered.is_empty() { 0 } else { rest.height.saturating_sub(2).min(2) };
    let (fields, _) = split_bottom(rest, kept);
    let used = form::draw(frame, fields, &screen.form, true, map);
    let (_, below) = split_top(rest, used + u16::from(rest.height > used + 3));
    if !offered.is_empty() {
        return offers(screen, &offered, frame, below, map);
    }
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

/// What the practice's list offers for the words typed so far.
fn offers(screen: &AlertForm, offered: &[&ListedAlert], frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width);
    let title = u16::from(area.height > 3);
    let (head, list) = split_top(area, title);
    line_at(frame, head, 0, vec![Span::styled(fit(" From the practice's list; ↓ chooses:", width), theme::dim())]);
    let what = width.saturating_sub(3 + LEVEL) / 2 + 1;
    rows(frame, list, screen.offers_at(offered.len()), offered.len(), map, |place| {
        let one = offered[place];
        vec![
            Span::styled(format!("   {}", pad(one.kind.marked(), LEVEL)), theme::alert(one.kind.level())),
            Span::raw(pad(&fit(one.text.as_str(), what.saturating_sub(1)), what)),
            Span::styled(fit(one.handling.as_str(), width.saturating_sub(3 + LEVEL + what)), theme::dim()),
        ]
    });
}
