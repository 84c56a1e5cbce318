//! How progress looks: a part at a time in a small window, all parts side by side in a large one.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::words::{Said, Weight};
use super::{Progress, Section, chart, maps};
use crate::tui::app::App;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_bottom, split_top, wrap};

/// From this size on all parts stand side by side.
const WIDE: (u16, u16) = (110, 34);

pub(super) fn is_wide((width, height): (u16, u16)) -> bool {
    width >= WIDE.0 && height >= WIDE.1
}

pub(in crate::tui) fn draw(screen: &Progress, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (Some(see), Some(record)) = (app.see(), &screen.record) else { return };
    let width = usize::from(area.width.saturating_sub(2));
    let (head, rest) = split_top(area, 1);
    let title = format!("Progress of {} · {}", record.client.name, screen.scope());
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    if is_wide(app.size) {
        whole(screen, app, &see, frame, rest, map);
        return;
    }
    let (tabs, rest) = split_top(rest, 1);
    parts(screen, frame, tabs, map);
    // Each whole number of the scale has a row of its own, where the chart can have so many.
    let gap = u16::from(rest.height >= 14 && screen.section != Section::Chart);
    let (_, rest) = split_top(rest, gap);
    let inside = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
    let room = usize::from(inside.width);
    match screen.section {
        Section::Words => scrolled(&screen.in_words(&see), screen.list.top, frame, inside, map),
        Section::Points => scrolled(&screen.points(&see, room), screen.list.top, frame, inside, map),
        Section::Measures => scrolled(&screen.measures(&see), screen.list.top, frame, inside, map),
        Section::Chart => chart::view::draw(&screen.chart(&see), see.now.year(), app.look().ascii, frame, inside),
        Section::Body => maps::view::draw(screen, app.look().ascii, see.now.year(), frame, inside, map),
    }
}

/// The names of the parts, the one in sight marked; each can be clicked. In the narrowest window only that one.
fn parts(screen: &Progress, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let all: usize = Section::ALL.iter().map(|section| section.name().width() + 3).sum();
    if all + 1 > usize::from(area.width) {
        let at = Section::ALL.iter().position(|section| *section == screen.section).unwrap_or(0);
        let words = format!(" {} of {}", at + 1, Section::ALL.len());
        let here = Span::styled(format!("‹{}›", screen.section.name()), theme::selected());
        line_at(frame, area, 0, vec![Span::raw(" "), here, Span::styled(words, theme::dim())]);
        map.target(area, Target::Field((at + 1) % Section::ALL.len()));
        return;
    }
    let mut spans = vec![Span::raw(" ")];
    let mut column = area.x + 1;
    for (place, section) in Section::ALL.into_iter().enumerate() {
        let here = section == screen.section;
        let words = if here { format!("‹{}›", section.name()) } else { format!(" {} ", section.name()) };
        let wide = u16::try_from(words.width()).unwrap_or(0);
        map.target(Rect { x: column, width: wide, ..area }.intersection(area), Target::Field(place));
        column += wide + 1;
        spans.push(Span::styled(words, if here { theme::selected() } else { theme::PLAIN }));
        spans.push(Span::raw(" "));
    }
    line_at(frame, area, 0, spans);
}

/// Words, points and measures on the left; the chart and the bodies on the right.
fn whole(screen: &Progress, app: &App, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (_, area) = split_top(area, 1);
    let left = (area.width * 45 / 100).clamp(48, 84);
    let words = Rect { x: area.x + 1, width: left, ..area };
    let pictures = Rect { x: area.x + left + 4, width: area.width.saturating_sub(left + 5), ..area };
    let room = usize::from(words.width);
    let mut said = screen.in_words(see);
    for (section, more) in [(Section::Points, screen.points(see, room)), (Section::Measures, screen.measures(see))] {
        said.push((String::new(), Weight::Plain));
        said.push((section.name().to_owned(), Weight::Heading));
        said.extend(more);
    }
    scrolled(&said, screen.list.top, frame, words, map);
    let (rows, top) = (map.rows, map.top);
    let (upper, lower) = split_bottom(pictures, pictures.height * 46 / 100);
    let (plot, _) = split_bottom(upper, 1);
    chart::view::draw(&screen.chart(see), see.now.year(), app.look().ascii, frame, plot);
    maps::view::draw(screen, app.look().ascii, see.now.year(), frame, lower, map);
    (map.rows, map.top) = (rows, top);
}

fn style(weight: Weight) -> Style {
    match weight {
        Weight::Heading => theme::bold(),
        Weight::Plain => theme::PLAIN,
        Weight::Due => theme::to_decide(),
        Weight::Suggested => theme::good(),
        Weight::Dim => theme::dim(),
    }
}

/// Sentences from a row on; the last row says how many are below.
fn scrolled(said: &[Said], top: usize, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width);
    let lines: Vec<(String, Style)> = said
        .iter()
        .flat_map(|(words, weight)| {
            // A row of a table keeps its columns.
            let rows = if words.width() <= width { vec![words.clone()] } else { wrap(words, width) };
            rows.into_iter().map(|words| (words, style(*weight)))
        })
        .collect();
    let height = usize::from(area.height);
    let top = top.min(lines.len().saturating_sub(height));
    (map.rows, map.top) = (height, top);
    let below = lines.len().saturating_sub(top + height);
    for (row, (words, style)) in lines.into_iter().skip(top).take(height).enumerate() {
        let last = below > 0 && row + 1 == height;
        let (words, style) = if last { (format!("↓ {} more", below + 1), theme::dim()) } else { (words, style) };
        line_at(frame, area, row, vec![Span::styled(words, style)]);
    }
}
