//! How a reassessment looks: words first, then what can be decided.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::{Reassess, follows};
use crate::domain::care::plan::Outcome;
use crate::domain::care::progress::Reassessment;
use crate::domain::people::alert_list;
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
    let all = u16::try_from(Outcome::ALL.len()).unwrap_or(8);
    let rows = said(screen, &seen, String::new(), width, usize::MAX).len();
    let gap = u16::from(area.height >= 19 && usize::from(area.height) >= rows + usize::from(all) + 4);
    let listed = if area.height >= 18 { all } else { (area.height.saturating_sub(4) / 2).clamp(2, all) };
    let (top, low) = split_bottom(area, listed + 1 + 2 * gap);
    let (_, low) = split_top(low, gap);
    let (title, words) = split_top(top, 1);
    let name = format!("Look at a plan again: {}, {}", record.client.name, plan.name());
    line_at(frame, title, 0, vec![Span::raw(" "), Span::styled(fit(&name, width), theme::bold())]);
    let standing = match record.due(plan, see.now) {
        Some(due) => due.words(year),
        None => record.coming(plan, see.now).map(|coming| format!("{}.", capitalize(&coming.words(year)))).unwrap_or_default(),
    };
    let said = said(screen, &seen, standing, width, usize::from(words.height));
    for (row, (text, style)) in said.into_iter().enumerate() {
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

/// What is read before it is decided, in at most `room` rows. What was compared, what is suggested and what to ask about are read
/// before all else; where it is narrow the rest gives way.
fn said(screen: &Reassess, seen: &Reassessment, standing: String, width: usize, room: usize) -> Vec<(String, Style)> {
    let rows = |words: String, style: Style| wrap(&words, width).into_iter().filter(|row| !row.is_empty()).map(move |row| (row, style));
    let mut standing: Vec<_> = rows(standing, theme::dim()).collect();
    let compared: Vec<_> = rows(compared(seen), theme::bold()).collect();
    let beside = seen.beside.iter().filter(|words| !seen.advice.why.contains(words.as_str()));
    let mut beside: Vec<_> = beside.flat_map(|words| rows(format!("{}.", capitalize(words)), theme::PLAIN)).collect();
    let advice = rows(format!("{}. The therapist decides.", capitalize(&seen.advice.words())), theme::good());
    // One row: it reminds of them, the list itself stands in the settings.
    let flags = alert_list::red_flags(&screen.listed).join(" · ");
    let flags = (seen.asks_red_flags() && !flags.is_empty()).then(|| fit(&format!("Ask about red flags: {flags}"), width));
    let last: Vec<_> = advice.chain(flags.map(|words| (words, theme::PLAIN))).collect();
    if standing.len() + compared.len() + beside.len() + last.len() > room {
        standing.clear();
    }
    beside.truncate(room.saturating_sub(standing.len() + compared.len() + last.len()));
    standing.into_iter().chain(compared).chain(beside).chain(last).take(room).collect()
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
