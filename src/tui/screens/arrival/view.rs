//! How the questions at arrival look.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::Arrival;
use super::answering::Question;
use crate::domain::care::glance_words::{Part, said};
use crate::domain::people::alert_list;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::msg::Target;
use crate::tui::screens::glance::view::style;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, row_at, split_top, wrap};

/// The questions stand in one column.
const QUESTION: usize = 33;
const ANSWER: usize = 14;

pub(in crate::tui) fn draw(screen: &Arrival, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (head, area) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    let name = fit(screen.name(), width);
    let room = width.saturating_sub(name.width());
    let words = fit(if width < 70 { "  at arrival" } else { "  at arrival; every question may be left out" }, room);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(name, theme::bold()), Span::raw(words)]);
    let shown = screen.shown();
    let (list, below) = split_top(area, u16::try_from(shown.len() + 1).unwrap_or(7));
    for (row, question) in shown.into_iter().enumerate() {
        if let Some(spot) = row_at(list, row) {
            map.target(spot, Target::Row(row));
            draw_question(screen, question, row, frame, spot, map);
        }
    }
    last_time(screen, app, frame, below, width);
}

fn draw_question(screen: &Arrival, question: Question, row: usize, frame: &mut Frame<'_>, spot: Rect, map: &mut Map) {
    let here = screen.at == question;
    let pointer = if here { " ▸ " } else { "   " };
    // Where it is narrow the words give way, not the answer.
    let asked = QUESTION.min(usize::from(spot.width).saturating_sub(3 + ANSWER));
    let words = format!("{pointer}{}", pad(question.words(), asked));
    let beside = u16::try_from(words.width()).unwrap_or(0).min(spot.width);
    let rest = Rect { x: spot.x + beside, width: spot.width - beside, ..spot };
    line(frame, spot, vec![Span::styled(words, if here { theme::bold() } else { theme::PLAIN })]);
    if question == Question::Changed {
        if here {
            form::draw_line(frame, rest, &screen.changed);
        } else {
            line(frame, rest, vec![Span::raw(fit(screen.changed.value().as_str(), usize::from(rest.width)))]);
        }
        return;
    }
    let answer = screen.answered(question).map_or_else(|| "–".to_owned(), |answer| format!("{answer}{}", if here { "▏" } else { "" }));
    line(frame, rest, vec![Span::styled(pad(&answer, ANSWER.min(usize::from(rest.width))), theme::bold())]);
    let mut x = rest.x + u16::try_from(ANSWER).unwrap_or(0);
    for (place, (key, word)) in question.keys().iter().enumerate() {
        let wide = u16::try_from(word.width() + 2).unwrap_or(0);
        if x + wide >= spot.right() {
            return;
        }
        let option = Rect { x, width: wide, ..spot };
        line(frame, option, vec![Span::styled(key.to_string(), theme::key()), Span::raw(format!(" {word}"))]);
        map.target(option, Target::Choice(row, place));
        x += wide + 2;
    }
    if x < spot.right() {
        line(frame, Rect { x, width: spot.right() - x, ..spot }, vec![Span::styled(question.hint(), theme::dim())]);
    }
}

/// What the questions are about: the red flags, the last session, and what the client was to do at home.
fn last_time(screen: &Arrival, app: &App, frame: &mut Frame<'_>, area: Rect, width: usize) {
    let Some(glance) = &screen.glance else { return };
    let told = said(glance, None, app.now, app.now.year())
        .into_iter()
        .filter(|said| matches!(said.part, Part::Alert(_) | Part::Last | Part::HomeCare));
    let told: Vec<(Style, String)> =
        told.flat_map(|said| wrap(&said.words, width).into_iter().map(move |row| (style(said.part), row))).collect();
    let mut rows = red_flags(screen, width);
    // In a low window they are told while they are asked about; before that, what has to be known of this client.
    if rows.len() + told.len() > usize::from(area.height) && screen.at != Question::RedFlags {
        rows.clear();
    }
    rows.extend(told);
    for (row, (style, words)) in rows.into_iter().enumerate() {
        line_at(frame, area, row, vec![Span::raw(" "), Span::styled(words, style)]);
    }
}

/// What is asked about, in the practice's words.
fn red_flags(screen: &Arrival, width: usize) -> Vec<(Style, String)> {
    let flags = alert_list::red_flags(&screen.listed);
    if !screen.red_flags || flags.is_empty() {
        return Vec::new();
    }
    let style = if screen.at == Question::RedFlags { theme::bold() } else { theme::dim() };
    wrap(&format!("red flags: {}", flags.join(" · ")), width).into_iter().map(|row| (style, row)).collect()
}
