//! How the plans of a client look: one a row, and the selected one in full below.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::{Plans, words};
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, rule, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Plans, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (Some(see), Some(record)) = (app.see(), &screen.record) else { return };
    let width = usize::from(area.width.saturating_sub(2));
    let plans = screen.plans();
    let (head, rest) = split_top(area, 2);
    let open = plans.iter().filter(|plan| plan.terms.state.is_open()).count();
    let counts = format!("{open} open, {} closed", plans.len() - open);
    let title =
        if plans.is_empty() { format!("Plans of {}", record.client.name) } else { format!("Plans of {} · {counts}", record.client.name) };
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    if plans.is_empty() {
        let add = see.key(Context::Plans, Command::Add);
        let words = format!("No plan yet. {add} opens the first one: what the client comes for, how often, how many visits.");
        for (row, text) in wrap(&words, width).into_iter().enumerate() {
            line_at(frame, rest, row, vec![Span::styled(format!("   {text}"), theme::dim())]);
        }
        return;
    }
    let full: Vec<String> = screen
        .selected()
        .map(|plan| words::in_full(record, plan, &screen.standing, &see))
        .unwrap_or_default()
        .iter()
        .flat_map(|text| wrap(text, width))
        .collect();
    let wanted = u16::try_from(full.len() + 1).unwrap_or(u16::MAX);
    let listed = u16::try_from(plans.len()).unwrap_or(u16::MAX).min(rest.height / 3).max(1);
    let (list, pane) = split_bottom(rest, wanted.min(rest.height.saturating_sub(listed)));
    rows(frame, list, screen.list, plans.len(), map, |place| {
        let plan = plans[place];
        plan_row(screen, plan, &see, usize::from(list.width))
    });
    let (line, inside) = split_top(pane, 1);
    rule(frame, line);
    let room = usize::from(inside.height);
    for (row, text) in full.iter().enumerate().take(room) {
        let more = full.len().saturating_sub(room);
        let cut = row + 1 == room && more > 0;
        let style = if row == 0 { theme::bold() } else { theme::PLAIN };
        let text = if cut { format!("↓ {} more", more + 1) } else { text.clone() };
        line_at(frame, inside, row, vec![Span::raw(" "), Span::styled(text, if cut { theme::dim() } else { style })]);
    }
}

fn plan_row<'a>(screen: &Plans, plan: &crate::domain::care::plan::Plan, see: &See<'_>, width: usize) -> Vec<Span<'a>> {
    let Some(record) = &screen.record else { return Vec::new() };
    let open = plan.terms.state.is_open();
    let plain = if open { theme::PLAIN } else { theme::dim() };
    let name = (width.saturating_sub(57)).clamp(12, 60);
    let whole = plan.name();
    let called = if whole.width() <= name { whole } else { plan.terms.complaint.to_string() };
    let state = plan.state_words(see.now.year());
    let mut spans = vec![Span::styled(format!("   {}", pad(&called, name)), if open { theme::bold() } else { theme::dim() })];
    if !open {
        spans.push(Span::styled(fit(&format!("  {state}"), width.saturating_sub(name + 4)), plain));
        return spans;
    }
    let due = record.due(plan, see.now).is_some();
    let check = record.check_briefly(plan, see.now).unwrap_or_default();
    spans.push(Span::styled(format!("  {}{}", pad(&state, 9), pad(&record.visit_words(plan, see.now), 14)), plain));
    spans.push(Span::styled(fit(&check, width.saturating_sub(name + 29)), if due { theme::to_decide() } else { plain }));
    spans
}
