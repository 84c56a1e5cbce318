//! Draws the chart: a line through the pain before each session with its number, a stroke down to the pain after it.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::Span;
use ratatui::widgets::{Axis, Chart as Plot, Dataset, GraphType};
use unicode_width::UnicodeWidthStr;

use super::Chart;
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;
use crate::tui::theme;
use crate::tui::view::{fit, line_at, put, row_at, split_bottom, split_top, wrap};

/// Columns left of the chart: its numbers and the axis.
const LEFT: u16 = 3;
/// Rows for what happened to the plan, at most.
const EVENTS: usize = 3;
/// The scale.
const MOST: f64 = Nrs::MOST as f64;

/// Where something is drawn: the graph alone, without its numbers.
struct Graph {
    area: Rect,
    sessions: f64,
}

impl Graph {
    fn column(&self, place: f64) -> u16 {
        cell((place + 0.5) / self.sessions, self.area.width, 2)
    }

    fn row(&self, pain: f64) -> u16 {
        cell(1.0 - pain / MOST, self.area.height, 4)
    }

    fn spot(&self, place: f64, pain: f64) -> (u16, u16) {
        (self.area.x + self.column(place), self.area.y + self.row(pain))
    }
}

/// The cell in which the chart itself draws what lies at this share of so many cells, each of so many dots.
fn cell(share: f64, cells: u16, dots: u16) -> u16 {
    let all = cells.saturating_mul(dots);
    let at = share * f64::from(all.saturating_sub(1));
    let dot = (0..all).rev().min_by(|a, b| (f64::from(*a) - at).abs().total_cmp(&(f64::from(*b) - at).abs()));
    dot.unwrap_or(0) / dots
}

pub(in crate::tui::screens::progress) fn draw(chart: &Chart, this_year: i32, ascii: bool, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let key = key_words(chart);
    let keys = wrap(&key, width);
    let (head, rest) = split_top(area, u16::try_from(keys.len()).unwrap_or(1));
    for (row, words) in keys.into_iter().enumerate() {
        line_at(frame, head, row, vec![Span::styled(words, theme::dim())]);
    }
    let told = chart.visits.iter().any(|visit| visit.before.or(visit.after).is_some());
    if !told || rest.height < 6 || rest.width < 20 {
        let words = if told { "A larger window shows the chart." } else { "Pain was not told at these visits." };
        line_at(frame, rest, 0, vec![Span::styled(fit(words, width), theme::dim())]);
        return;
    }
    let sessions = f64::from(u32::try_from(chart.visits.len()).unwrap_or(1).max(1));
    let placed = events(chart, sessions, rest.width);
    let below = 2 + u16::try_from(placed.len()).unwrap_or(0);
    let (plot, under) = split_bottom(rest, below.min(rest.height / 2));
    lines(chart, sessions, ascii, frame, plot);
    let graph = Graph { area: Rect { x: plot.x + LEFT, width: plot.width.saturating_sub(LEFT), ..plot }, sessions };
    marks(chart, &graph, frame);
    axis(chart, &graph, this_year, frame, under);
    let (_, under) = split_top(under, 2);
    for (row, words) in placed.into_iter().enumerate() {
        if let Some(spot) = row_at(under, row) {
            for (column, text) in words {
                put(frame, spot, usize::from(column), &text, theme::PLAIN);
            }
        }
    }
}

fn key_words(chart: &Chart) -> String {
    let improved = chart.improved.map(|(most, from)| format!(" · ┄ {most} or less is improved, from {}", from.get()));
    format!("7 before · o after{}", improved.unwrap_or_default())
}

/// The lines: through what was told before, with a gap where it was not, and from before to after.
fn lines(chart: &Chart, sessions: f64, ascii: bool, frame: &mut Frame<'_>, area: Rect) {
    let before = chart.stretches(|visit| visit.before);
    let strokes: Vec<[(f64, f64); 2]> = (0_u32..)
        .zip(&chart.visits)
        .filter_map(|(place, visit)| {
            let (before, after) = (visit.before?, visit.after?);
            Some([(f64::from(place), f64::from(before.get())), (f64::from(place), f64::from(after.get()))])
        })
        .collect();
    let marker = if ascii { Marker::Custom('.') } else { Marker::Braille };
    let line = |data| Dataset::default().marker(marker).graph_type(GraphType::Line).data(data);
    let mut sets: Vec<Dataset<'_>> = before.iter().map(|stretch| line(stretch.as_slice())).collect();
    sets.extend(strokes.iter().map(|stroke| line(stroke.as_slice()).style(theme::dim())));
    let plot = Plot::new(sets)
        .legend_position(None)
        .x_axis(Axis::default().bounds([-0.5, sessions - 0.5]))
        .y_axis(Axis::default().bounds([0.0, MOST]).labels([" 0", " 5", "10"]).style(theme::dim()));
    frame.render_widget(plot, area);
}

/// The numbers, the ends of the strokes and the threshold, as signs that differ without colour.
fn marks(chart: &Chart, graph: &Graph, frame: &mut Frame<'_>) {
    if let Some((most, _)) = chart.improved {
        let y = graph.area.y + graph.row(most.drawn());
        for x in (graph.area.x..graph.area.right()).step_by(2) {
            set(frame, (x, y), '┄', theme::dim(), true);
        }
    }
    for (place, visit) in (0_u32..).zip(&chart.visits) {
        let place = f64::from(place);
        if let Some(after) = visit.after {
            set(frame, graph.spot(place, f64::from(after.get())), 'o', theme::PLAIN, false);
        }
        if let Some(before) = visit.before {
            let (x, y) = graph.spot(place, f64::from(before.get()));
            for (column, digit) in (x..).zip(before.get().to_string().chars()) {
                set(frame, (column, y), digit, theme::bold(), false);
            }
        }
    }
}

/// A sign in a cell; one that lies behind leaves what is there.
fn set(frame: &mut Frame<'_>, at: (u16, u16), sign: char, style: Style, behind: bool) {
    if let Some(cell) = frame.buffer_mut().cell_mut(at)
        && !(behind && cell.symbol() != " ")
    {
        cell.set_char(sign).set_style(style);
    }
}

/// The axis, and the dates of as many sessions as there is room for.
fn axis(chart: &Chart, graph: &Graph, this_year: i32, frame: &mut Frame<'_>, under: Rect) {
    if let Some(row) = row_at(under, 0) {
        put(frame, row, usize::from(LEFT - 1), &format!("└{}", "─".repeat(usize::from(graph.area.width))), theme::dim());
        for place in (0_u32..).zip(&chart.visits).map(|(place, _)| f64::from(place)) {
            put(frame, row, usize::from(LEFT + graph.column(place)), "┴", theme::dim());
        }
    }
    let Some(row) = row_at(under, 1) else { return };
    let mut free = 0;
    for (place, visit) in (0_u32..).zip(&chart.visits) {
        let words = say::date(visit.date, visit.date.year().max(this_year));
        let at = usize::from(LEFT + graph.column(f64::from(place)))
            .saturating_sub(words.width() / 2)
            .min(usize::from(row.width).saturating_sub(words.width()));
        if at >= free {
            put(frame, row, at, &words, theme::dim());
            free = at + words.width() + 1;
        }
    }
}

/// What happened, each under its place, in as few rows as that takes; what finds no room is counted.
fn events(chart: &Chart, sessions: f64, width: u16) -> Vec<Vec<(u16, String)>> {
    let graph = Graph { area: Rect { x: 0, y: 0, width: width.saturating_sub(LEFT), height: 1 }, sessions };
    let mut rows: Vec<Vec<(u16, String)>> = Vec::new();
    let mut left_out = 0;
    for (place, words) in &chart.events {
        let words = fit(&format!("▲ {words}"), usize::from(width));
        let wide = u16::try_from(words.width()).unwrap_or(width);
        let column = (LEFT + graph.column(place.max(-0.5))).min(width.saturating_sub(wide));
        let free = |row: &Vec<(u16, String)>| {
            row.iter().all(|(at, text)| column > at + u16::try_from(text.width()).unwrap_or(width) || column + wide < *at)
        };
        match rows.iter().position(free) {
            Some(row) => rows[row].push((column, words)),
            None if rows.len() < EVENTS => rows.push(vec![(column, words)]),
            None => left_out += 1,
        }
    }
    if left_out > 0 {
        rows.push(vec![(0, format!("… and {left_out} more"))]);
    }
    rows
}
