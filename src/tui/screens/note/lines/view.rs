//! How the shorthand lines look: each as it was typed, below it what is wrong with it or what is offered.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::SessionNote;
use super::super::pad::{Focus, OPEN};
use crate::domain::care::finding::Origin;
use crate::domain::text::Clean;
use crate::tui::keys::{Command, Context};
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, pad, row_at, select, split_top, wrap};

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

/// Draws them in at most `most` rows, the one with the cursor and what is offered for it in sight. Answers with the rows used.
pub(in crate::tui::screens::note) fn draw(
    screen: &SessionNote,
    see: &See<'_>,
    frame: &mut Frame<'_>,
    area: Rect,
    map: &mut Map,
    most: u16,
) -> u16 {
    let (area, _) = split_top(area, most.max(3));
    let mut rows = Vec::new();
    let mut here = (0, 0);
    for place in 0..screen.pad.rows.len() {
        let from = rows.len();
        rows.extend(of_line(screen, place, see, usize::from(area.width)));
        if place == screen.pad.lines.row() {
            here = (from, rows.len().saturating_sub(1));
        }
    }
    let height = usize::from(area.height);
    let top = (here.1 + 1).saturating_sub(height).min(here.0);
    let top = if rows.len() > height && top == 0 && here.0 + 2 > height { here.0 + 2 - height } else { top };
    for (y, drawn) in rows.iter().skip(top).take(height).enumerate() {
        let Some(row) = row_at(area, y) else { break };
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
    u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height)
}

fn of_line(screen: &SessionNote, place: usize, see: &See<'_>, width: usize) -> Vec<Drawn> {
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
    if let Some(unclear) = screen.pad.refused(place) {
        let mut lines = wrap(&format!("✗ {unclear}"), width.saturating_sub(GUTTER + 1));
        let shown = if has_cursor { 3 } else { 1 };
        if lines.len() > shown {
            // The rest is said once the cursor is there.
            lines[shown - 1] = fit(&format!("{} {}", lines[shown - 1], lines[shown]), width.saturating_sub(GUTTER + 1));
        }
        rows.extend(
            lines
                .into_iter()
                .take(shown)
                .map(|words| Drawn::of(vec![Span::raw(" ".repeat(GUTTER)), Span::styled(words, theme::bad())], Some(Target::Row(place)))),
        );
    }
    if has_cursor {
        rows.extend(offers(screen, see, width));
    }
    rows
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
