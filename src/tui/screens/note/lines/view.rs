//! How the shorthand lines look: each as it was typed, below it what is wrong with it or what is offered, beside it what it says.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::pad::{Focus, OPEN};
use super::super::{SessionNote, beside};
use crate::domain::care::finding::Origin;
use crate::domain::text::Clean;
use crate::domain::wording::say::count;
use crate::tui::keys::{Command, Context};
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, row_at, select, split_top, wrap};

/// Columns before a line: its sign stands there.
const GUTTER: usize = 3;
/// A line that goes on in the next row begins so far in.
const HANG: usize = 4;

/// A row of the screen.
struct Drawn {
    spans: Vec<Span<'static>>,
    target: Option<Target>,
    /// The column of the cursor.
    cursor: Option<usize>,
    selected: bool,
}

impl Drawn {
    fn of(spans: Vec<Span<'static>>, target: Option<Target>) -> Self {
        Self { spans, target, cursor: None, selected: false }
    }
}

/// Where the lines stand, and where their words stand level with them; no width where the words have another place.
#[derive(Clone, Copy)]
pub(in crate::tui::screens::note) struct Columns {
    pub(in crate::tui::screens::note) lines: Rect,
    pub(in crate::tui::screens::note) words: Rect,
}

/// A line in its rows and, level with the first of them, its words.
struct Pair {
    line: Vec<Drawn>,
    /// How many of its rows say what is wrong.
    wrong: usize,
    words: Vec<(Style, String)>,
}

impl Pair {
    fn rows(&self) -> usize {
        self.line.len().max(self.words.len())
    }
}

/// Draws them in at most `most` rows, the one with the cursor and what is offered for it in sight. Answers with the rows used and the
/// lines above and below that have no room.
pub(in crate::tui::screens::note) fn draw(
    screen: &SessionNote,
    see: &See<'_>,
    frame: &mut Frame<'_>,
    columns: Columns,
    map: &mut Map,
    most: u16,
) -> (u16, Hidden) {
    let (area, _) = split_top(columns.lines, most.max(3));
    let height = usize::from(area.height);
    let here = screen.pad.lines.row();
    let pairs = pairs(screen, see, columns, height);
    let before: usize = pairs.iter().take(here).map(Pair::rows).sum();
    let own = pairs.get(here).map_or(1, Pair::rows);
    let top = (before + own).saturating_sub(height).min(before);
    let mut at = 0;
    let mut hidden = Hidden::default();
    for pair in &pairs {
        let rows = pair.rows();
        hidden.above += usize::from(at < top);
        hidden.below += usize::from(at >= top + height);
        for nth in (0..rows).skip(top.saturating_sub(at)) {
            let y = at + nth - top;
            if let Some(drawn) = pair.line.get(nth)
                && let Some(row) = row_at(area, y)
            {
                one_row(drawn, frame, row, map);
            }
            if let Some((style, words)) = pair.words.get(nth).filter(|_| y < height) {
                line_at(frame, columns.words, y, vec![Span::styled(words.clone(), *style)]);
            }
        }
        at += rows;
    }
    (u16::try_from(at).unwrap_or(u16::MAX).min(area.height), hidden)
}

/// Lines that have no room, or whose beginning has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::tui::screens::note) struct Hidden {
    above: usize,
    below: usize,
}

impl Hidden {
    /// "↑ 2 lines above · ↓ 1 line below".
    pub(in crate::tui::screens::note) fn words(self) -> String {
        let parts = [(self.above, "↑", "above"), (self.below, "↓", "below")].into_iter().filter(|(lines, ..)| *lines > 0);
        parts.map(|(lines, arrow, word)| format!("{arrow} {} {word}", count(lines, "line", "lines"))).collect::<Vec<_>>().join(" · ")
    }
}

/// All lines beside their words, in full where they have room; else as many in full as have, from the first on, and the one with the
/// cursor in any case. Words of the others take no more rows than their line, and what is wrong with it takes one.
fn pairs(screen: &SessionNote, see: &See<'_>, columns: Columns, height: usize) -> Vec<Pair> {
    let (width, beside) = (usize::from(columns.lines.width), usize::from(columns.words.width));
    let pair = |place: usize| {
        let (line, wrong) = of_line(screen, place, see, width, false);
        Pair { line, wrong, words: beside::view::of_line(screen, place, beside, usize::MAX) }
    };
    let whole: Vec<Pair> = (0..screen.pad.rows.len()).map(pair).collect();
    if whole.iter().map(Pair::rows).sum::<usize>() <= height {
        return whole;
    }
    let is_here = |place: usize| screen.pad.focus == Focus::Lines && place == screen.pad.lines.row();
    let least = |place: usize, pair: &Pair| if is_here(place) { pair.rows() } else { pair.line.len() - pair.wrong.saturating_sub(1) };
    let mut spare = height.saturating_sub(whole.iter().enumerate().map(|(place, pair)| least(place, pair)).sum());
    let fitted = whole.into_iter().enumerate().map(|(place, mut pair)| {
        let more = pair.rows() - least(place, &pair);
        if more <= spare {
            spare -= more;
            return pair;
        }
        if pair.wrong > 1 {
            (pair.line, pair.wrong) = of_line(screen, place, see, width, true);
        }
        pair.words = beside::view::of_line(screen, place, beside, pair.line.len());
        pair
    });
    fitted.collect()
}

fn one_row(drawn: &Drawn, frame: &mut Frame<'_>, row: Rect, map: &mut Map) {
    line(frame, row, drawn.spans.clone());
    if drawn.selected {
        select(frame, Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row });
    }
    map.target(row, drawn.target.unwrap_or(Target::Row(0)));
    if let Some(column) = drawn.cursor {
        let x = (row.x + u16::try_from(column).unwrap_or(0)).min(row.right().saturating_sub(1));
        frame.set_cursor_position(Position { x, y: row.y });
    }
}

/// A line with what was last time, what is wrong and what is offered; and how many rows say what is wrong.
fn of_line(screen: &SessionNote, place: usize, see: &See<'_>, width: usize, is_short: bool) -> (Vec<Drawn>, usize) {
    let has_cursor = screen.pad.focus == Focus::Lines && place == screen.pad.lines.row();
    let mut rows = the_line(screen, place, has_cursor, width);
    let text = &screen.pad.rows[place];
    if let Some(was) = screen.last.was(text, see.now.year()) {
        let used = rows.last().map_or(0, |row| row.spans.iter().map(Span::width).sum());
        let span = Span::styled(format!("   {was}"), theme::dim());
        match rows.last_mut() {
            Some(last) if used + span.width() <= width => last.spans.push(span),
            // What was typed anew can do without.
            _ if text.finding().is_none_or(|finding| finding.origin == Origin::Typed) => {}
            _ => rows.push(Drawn::of(vec![Span::raw(" ".repeat(GUTTER)), span], Some(Target::Row(place)))),
        }
    }
    let mut wrong = 0;
    if let Some(unclear) = screen.pad.refused(place) {
        let mut lines = wrap(&format!("✗ {unclear}"), width.saturating_sub(GUTTER + 1));
        if is_short && lines.len() > 1 {
            // The rest is said once the cursor is there.
            lines = vec![fit(&lines.join(" "), width.saturating_sub(GUTTER + 1))];
        }
        wrong = lines.len();
        rows.extend(
            lines
                .into_iter()
                .map(|words| Drawn::of(vec![Span::raw(" ".repeat(GUTTER)), Span::styled(words, theme::bad())], Some(Target::Row(place)))),
        );
    }
    if has_cursor {
        rows.extend(offers(screen, see, width));
    }
    (rows, wrong)
}

/// The line as it was typed, in as many rows as it takes.
fn the_line(screen: &SessionNote, place: usize, has_cursor: bool, width: usize) -> Vec<Drawn> {
    let text = screen.pad.rows[place].text.as_str();
    let bad = screen.pad.refused(place).map(|unclear| unclear.at.clone());
    let open = (has_cursor && screen.pad.answers_open()).then(|| text.find(OPEN)).flatten().map(|at| at..at + OPEN.len());
    let cursor = has_cursor.then(|| screen.pad.lines.byte());
    let sign = if bad.is_some() { " ✗ " } else { "   " };
    let style_at = |byte: usize| -> Style {
        if open.as_ref().is_some_and(|open| open.contains(&byte)) {
            theme::selected()
        } else if bad.as_ref().is_some_and(|bad| bad.contains(&byte)) {
            theme::bad().add_modifier(Modifier::UNDERLINED)
        } else {
            theme::PLAIN
        }
    };
    let mut rows = vec![Drawn::of(vec![Span::styled(sign, theme::bad())], Some(Target::Row(place)))];
    let mut column = GUTTER;
    let mut byte = 0;
    for word in text.split_inclusive(' ') {
        let fits = column + word.trim_end().width() <= width || column <= GUTTER + HANG;
        if !fits {
            rows.push(Drawn::of(vec![Span::raw(" ".repeat(GUTTER + HANG))], Some(Target::Row(place))));
            column = GUTTER + HANG;
        }
        for letter in word.graphemes(true) {
            if column + letter.width() > width && letter != " " {
                rows.push(Drawn::of(vec![Span::raw(" ".repeat(GUTTER + HANG))], Some(Target::Row(place))));
                column = GUTTER + HANG;
            }
            let Some(row) = rows.last_mut() else { break };
            if cursor.is_some_and(|cursor| (byte..byte + letter.len()).contains(&cursor)) {
                row.cursor = Some(column);
            }
            row.spans.push(Span::styled(letter.to_owned(), style_at(byte)));
            column += letter.width();
            byte += letter.len();
        }
    }
    if cursor == Some(text.len())
        && let Some(row) = rows.last_mut()
    {
        row.cursor = Some(column);
    }
    rows
}

/// The first is taken with the key that stands before it; one that was chosen with the arrows is selected.
fn offers(screen: &SessionNote, see: &See<'_>, width: usize) -> Vec<Drawn> {
    let Some(offers) = &screen.pad.offers else { return Vec::new() };
    let key = see.key(Context::NoteOffers, Command::TakeOffer);
    let before = GUTTER + key.width() + 1;
    let names = offers.all.iter().map(|offer| offer.insert.width()).max().unwrap_or(0).min(width / 2);
    let room = width.saturating_sub(before + names + 3);
    let row = |(place, offer): (usize, &crate::domain::care::shorthand::Offer)| {
        let is_it = place == offers.list.selected;
        let sign = if is_it && !offers.chosen { key.as_str() } else { "" };
        let name = pad(Clean::line(&offer.insert).as_str(), names);
        let spans = vec![
            Span::raw(" ".repeat(GUTTER)),
            Span::styled(pad(sign, key.width() + 1), theme::key()),
            Span::raw(name),
            Span::styled(format!("  {}", fit(&offer.words, room)), theme::dim()),
        ];
        Drawn { selected: is_it && offers.chosen, ..Drawn::of(spans, Some(Target::Choice(0, place))) }
    };
    offers.all.iter().enumerate().map(row).collect()
}
