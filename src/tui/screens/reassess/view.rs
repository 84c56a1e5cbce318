//! How a reassessment looks: words first, then what can be decided.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::{Reassess, follows};
use crate::domain::care::plan::Outcome;
use crate::domain::care::progress::Reassessment;
use crate::domain::refusal::capitalize;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::list::List;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Reassess, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (Some(see), Some(record), Some(plan)) = (app.see(), &screen.record, screen.plan()) else { return };
    let year = see.now.year();
    let Some(seen) = screen.seen(year) else { return };
    let width = usize::from(area.width.saturating_sub(2));
    // Blank lines part what is read from what is chosen, where there is room; in a low window the choices scroll.
    let gap = u16::from(area.height >= 19);
    let all = u16::try_from(Outcome::ALL.len()).unwrap_or(8);
    let listed = if area.height >= 18 { all } else { (area.height.saturating_sub(4) / 2).clamp(2, all) };
    let (top, low) = split_bottom(area, listed + 1 + 2 * gap);
    let (_, low) = split_top(low, gap);
    let (title, words) = split_top(top, 1);
    let name = format!("Look at a plan again: {}, {}", record.client.name, plan.name());
    line_at(frame, title, 0, vec![Span::raw(" "), Span::styled(fit(&name, width), theme::bold())]);
    let mut said: Vec<(String, ratatui::style::Style)> = Vec::new();
    let standing = match record.due(plan, see.now) {
        Some(due) => due.words(year),
        None => record.coming(plan, see.now).map(|coming| format!("{}.", capitalize(&coming.words(year)))).unwrap_or_default(),
    };
    said.push((standing, theme::dim()));
    said.push((compared(&seen), theme::bold()));
    let beside = seen.beside.iter().filter(|words| !seen.advice.why.contains(words.as_str()));
    said.extend(beside.map(|words| (format!("{}.", capitalize(words)), theme::PLAIN)));
    said.push((format!("{}. The therapist decides.", capitalize(&seen.advice.words())), theme::good()));
    let lines: Vec<(String, ratatui::style::Style)> = said
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .flat_map(|(words, style)| wrap(&words, width).into_iter().map(move |words| (words, style)))
        .collect();
    let room = usize::from(words.height);
    // In the smallest window what was compared and what is suggested are read before all else.
    let skipped = lines.len().saturating_sub(room);
    for (row, (text, style)) in lines.into_iter().skip(skipped.min(1)).take(room).enumerate() {
        line_at(frame, words, row, vec![Span::raw(" "), Span::styled(text, style)]);
    }
    let (list, typed) = split_bottom(low, 1 + gap);
    outcomes(screen, &seen, frame, list, map);
    let (_, typed) = split_top(typed, gap);
    let label = format!(" {}: ", screen.remark.label);
    let wide = u16::try_from(label.width()).unwrap_or(0).min(typed.width);
    line_at(frame, typed, 0, vec![Span::styled(label, theme::bold())]);
    form::draw_line(frame, Rect { x: typed.x + wide, width: typed.width - wide, ..typed }, &screen.remark);
}

fn compared(seen: &Reassessment) -> String {
    let verdict = seen.verdict.word();
    match (&seen.compared, &seen.why) {
        (Some(compared), Some(why)) => format!("{compared}: {verdict} ({why})."),
        (Some(compared), None) => format!("{compared}: {verdict}."),
        (None, _) => format!("{}.", capitalize(verdict)),
    }
}

fn outcomes(screen: &Reassess, seen: &Reassessment, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width);
    let len = Outcome::ALL.len();
    let list = List { selected: screen.chosen.unwrap_or(len), top: 0 };
    rows(frame, area, list, len, map, |place| {
        let outcome = Outcome::ALL[place];
        let considered = if Reassess::is_considered(outcome, seen) { "suggested" } else { "" };
        vec![
            Span::raw(format!("   {}", pad(outcome.word(), 20))),
            Span::styled(pad(considered, 11), theme::good()),
            Span::styled(fit(follows(outcome), width.saturating_sub(36)), theme::dim()),
        ]
    });
}
