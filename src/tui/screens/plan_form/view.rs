//! How the form of a plan looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{PlanForm, What};
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_top, wrap};

pub(in crate::tui) fn draw(screen: &PlanForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width.saturating_sub(2));
    let title = match &screen.what {
        What::New => format!("New plan: {}", screen.name),
        What::Edit(plan) => format!("Change a plan: {}, {}", screen.name, plan.name()),
        What::Next(looked) => format!("{}: the next plan, because of “{}”", screen.name, looked.outcome.word()),
    };
    // In the smallest window the fields have the rows.
    let (head, rest) = split_top(area, if area.height < 16 { 1 } else { 2 });
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    let (fields, _) = split_top(rest, rest.height.saturating_sub(2).max(1));
    let used = form::draw(frame, fields, &screen.form, true, map);
    let (_, below) = split_top(rest, used + u16::from(rest.height > used + 3));
    let (words, style) = match screen.echo() {
        Ok(words) => (words, theme::good()),
        // Nothing is wrong with a form in which nothing stands yet.
        Err(why) => (why, if screen.form.value(0).is_empty() { theme::dim() } else { theme::bad() }),
    };
    let last = screen.last.map(|(pain, on)| format!("pain before the last session: {}, {}", pain.get(), say::date(on, app.now.year())));
    let lines = std::iter::once((words, style)).chain(last.map(|words| (words, theme::dim())));
    let lines = lines.flat_map(|(words, style)| wrap(&words, width).into_iter().map(move |words| (words, style)));
    for (row, (words, style)) in lines.enumerate() {
        line_at(frame, below, row, vec![Span::raw(" "), Span::styled(words, style)]);
    }
}
