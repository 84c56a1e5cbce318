//! How the dates look: one a row, and the selected one in full below.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::Dates;
use super::words::{Mark, RowWords};
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::screens::See;
use crate::tui::screens::day::view::out_of_sight;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, put, rows, rule, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Dates, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let width = usize::from(area.width.saturating_sub(2));
    let is_low = area.height < 12;
    let below = below(screen, &see, width, is_low);
    let typed = usize::from(screen.another.is_some());
    let asked = if is_low { below.len() + typed } else { deepest(screen, &see, width).max(below.len() + typed).max(3) } + 1;
    let mut head = heading(screen, &see, width, is_low);
    // What stands against a date is read whole, before all else.
    if is_low && usize::from(area.height) < asked + head.len() + 1 {
        head.remove(0);
    }
    let (head_area, rest) = split_top(area, count(head.len()));
    for (row, (words, style)) in head.into_iter().enumerate() {
        line_at(frame, head_area, row, vec![Span::raw(" "), Span::styled(words, style)]);
    }
    let pane_rows = count(asked).min(rest.height.saturating_sub(if is_low { 1 } else { 2 }));
    let (list, pane) = split_bottom(rest, pane_rows);
    the_rows(screen, &see, frame, list, map);
    let (line, inside) = split_top(pane, 1);
    rule(frame, line);
    let hidden = out_of_sight(map, screen.deciding.dates().len());
    if !hidden.is_empty() {
        let words = format!(" {hidden} ");
        put(frame, line, usize::from(line.width).saturating_sub(words.width() + 1), &words, theme::dim());
    }
    match &screen.another {
        None => lines(frame, inside, below),
        Some(another) => {
            let (typed, rest) = split_top(inside, 1);
            let label = format!(" {} to: ", screen.name(screen.list.selected));
            let wide = count(label.width()).min(typed.width);
            line_at(frame, typed, 0, vec![Span::styled(label, theme::bold())]);
            form::draw_line(frame, Rect { x: typed.x + wide, width: typed.width - wide, ..typed }, &another.field);
            lines(frame, rest, below);
        }
    }
}

fn count(len: usize) -> u16 {
    u16::try_from(len).unwrap_or(u16::MAX)
}

fn lines(frame: &mut Frame<'_>, area: Rect, lines: Vec<(String, Style)>) {
    for (row, (words, style)) in lines.into_iter().enumerate() {
        line_at(frame, area, row, vec![Span::raw(" "), Span::styled(words, style)]);
    }
}

/// How it repeats, whose it is and the counts, on as few lines as there is room for.
fn heading(screen: &Dates, see: &See<'_>, width: usize, is_low: bool) -> Vec<(String, Style)> {
    let [repeats, whose] = screen.heading(see.directory);
    let counted = screen.counted(see);
    let one = format!("{repeats} · {whose}");
    if one.width() + 3 + counted.width() <= width {
        return vec![(format!("{}{counted}", pad(&one, width - counted.width())), theme::bold())];
    }
    if is_low {
        let briefly = if repeats.width() > width { screen.briefly() } else { repeats };
        let counted = if counted.width() > width { screen.counted_briefly(see) } else { counted };
        return vec![(fit(&briefly, width), theme::bold()), (fit(&counted, width), theme::PLAIN)];
    }
    let mut head: Vec<(String, Style)> =
        if one.width() <= width { vec![one] } else { [wrap(&repeats, width), wrap(&whose, width)].concat() }
            .into_iter()
            .map(|words| (words, theme::bold()))
            .collect();
    head.extend(wrap(&counted, width).into_iter().map(|words| (words, theme::PLAIN)));
    head
}

/// What is said of the selected date, or of the time that is being typed for it.
fn below(screen: &Dates, see: &See<'_>, width: usize, is_low: bool) -> Vec<(String, Style)> {
    let wrapped = |text: &String| wrap(text, width.saturating_sub(1));
    if let Some(another) = &screen.another {
        let (is_good, said) = another.echo();
        let style = if is_good { theme::good() } else { theme::PLAIN };
        return said.iter().flat_map(wrapped).map(|words| (words, style)).collect();
    }
    let mut said = screen.in_full(screen.list.selected, see);
    // The row itself stands right above.
    if is_low && said.len() > 1 && said[0] == format!("{}  {}", screen.list.selected + 1, screen.name(screen.list.selected)) {
        said.remove(0);
    }
    let first = |n: usize| if n == 0 { theme::bold() } else { theme::PLAIN };
    said.iter().enumerate().flat_map(|(n, text)| wrapped(text).into_iter().map(move |words| (words, first(n)))).collect()
}

/// As many lines as the date needs of which the most is to be said: the list keeps its height from one to the next.
fn deepest(screen: &Dates, see: &See<'_>, width: usize) -> usize {
    let lines = |place| screen.in_full(place, see).iter().map(|text| wrap(text, width.saturating_sub(1)).len()).sum::<usize>();
    (0..screen.deciding.dates().len()).map(lines).max().unwrap_or(1)
}

fn the_rows(screen: &Dates, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let len = screen.deciding.dates().len();
    let number = len.to_string().width();
    let names: Vec<String> = (0..len).map(|place| screen.name(place)).collect();
    let when = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let room = usize::from(area.width).saturating_sub(number + when + 6);
    let all: Vec<RowWords> = (0..len).map(|place| screen.row_words(place, see)).collect();
    let nearest = all.iter().filter_map(|words| words.nearest.as_ref()).map(|words| words.width()).max().unwrap_or(0);
    rows(frame, area, screen.list, len, map, |place| {
        let words = &all[place];
        let style = match words.mark {
            Mark::Good => theme::good(),
            Mark::Decide => theme::to_decide(),
            Mark::Plain => theme::PLAIN,
            Mark::Dim => theme::dim(),
        };
        let mut spans =
            vec![Span::styled(format!("  {:>number$}  ", place + 1), theme::dim()), Span::raw(format!("{}  ", pad(&names[place], when)))];
        spans.extend(state(words, room, nearest).into_iter().map(|text| Span::styled(text, style)));
        spans
    });
}

/// The wording that fits beside the nearest time, or alone where there is no room for both.
fn state(words: &RowWords, room: usize, nearest: usize) -> Vec<String> {
    let longest = |room: usize| words.wordings.iter().find(|wording| wording.width() <= room);
    match &words.nearest {
        Some(way) if longest(room.saturating_sub(nearest + 2)).is_some() => {
            let left = room - nearest - 2;
            let wording = longest(left).map(String::as_str).unwrap_or_default();
            vec![pad(wording, left + 2), way.clone()]
        }
        _ => {
            let shortest = words.wordings.last().map(|wording| fit(wording, room)).unwrap_or_default();
            vec![longest(room).cloned().unwrap_or(shortest)]
        }
    }
}
