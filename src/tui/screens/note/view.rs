//! How a session note looks: the lines on the left, what they say on the right, the four texts below.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::glance::{self, Kind};
use super::lines::view::{Columns, Hidden};
use super::look::{Ink, Said};
use super::pad::Focus;
use super::{SessionNote, Stage, beside, lines, texts};
use crate::domain::care::finding::pain_words;
use crate::domain::care::line::{Line, Measure};
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, rule, split_bottom, split_top, wrap};

/// From so many columns on the body map stands beside the lines for good.
pub(in crate::tui) const WIDE: u16 = 110;
/// In so low a window the lines have what room there is.
const LOW: u16 = 8;

pub(in crate::tui) fn draw(screen: &SessionNote, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (head, area) = split_top(area, 1);
    title(screen, &see, frame, head);
    match screen.stage {
        Stage::Waiting => {}
        Stage::Gone => line_at(frame, area, 1, vec![Span::raw(" This note is not in the file any more. esc goes back.")]),
        Stage::Looking | Stage::Signed => read(screen, &see, frame, area, map),
        Stage::Writing => write(screen, &see, app.look().ascii, frame, area, map),
    }
}

fn title(screen: &SessionNote, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(2));
    let state = screen.state_words(see);
    let room = width.saturating_sub(state.width() + 2);
    let whole = screen.title(see);
    // Who and when are worth more than the service, and than what a glance tells.
    let bare = whole.rsplit_once(" · ").filter(|_| whole.matches(" · ").count() > 2).map_or(whole.as_str(), |(bare, _)| bare);
    let name = bare.split_once(" · ").map_or(bare, |(_, name)| name);
    let words = match [whole.as_str(), bare, name].into_iter().find(|words| words.width() <= room) {
        Some(words) => words.to_owned(),
        // Of a long name the beginning tells enough, beside when it was.
        None => match name.split_once(" · ") {
            Some((client, when)) if room > when.width() + 8 => format!("{} · {when}", fit(client, room.saturating_sub(when.width() + 3))),
            _ => fit(name, room),
        },
    };
    let gap = " ".repeat(width.saturating_sub(words.width() + state.width()));
    let style = if screen.keeping.may_write() || screen.signed.is_some() { theme::PLAIN } else { theme::bad() };
    line(frame, area, vec![Span::raw(" "), Span::styled(words, theme::bold()), Span::raw(gap), Span::styled(state, style)]);
}

/// What is read, scrolled.
fn read(screen: &SessionNote, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (gap, area) = split_top(area, 1);
    let rows = screen.wrapped(see);
    let height = usize::from(area.height);
    let top = screen.list.selected.min(rows.len().saturating_sub(height));
    (map.rows, map.top) = (height, top);
    if screen.stage == Stage::Looking {
        line(frame, gap, vec![Span::styled(" Not signed yet. Read it once more: F9 or ↵ signs, esc goes back to writing.", theme::bold())]);
    }
    for (place, row) in rows.iter().skip(top).take(height).enumerate() {
        line_at(frame, area, place, vec![Span::raw(" "), Span::styled(row.words.clone(), style_of(row.ink))]);
    }
    let more = rows.len().saturating_sub(top + height);
    if more > 0 {
        let (_, last) = split_bottom(area, 1);
        let words = format!(" … {} more · ↓", say::count(more + 1, "row", "rows"));
        line(frame, last, vec![Span::styled(pad(&words, usize::from(area.width)), theme::dim())]);
    }
}

fn style_of(ink: Ink) -> Style {
    match ink {
        Ink::Title => theme::bold(),
        Ink::Plain => theme::PLAIN,
        Ink::Dim => theme::dim(),
        Ink::Warning => theme::bad(),
        Ink::Struck => theme::dim().add_modifier(Modifier::CROSSED_OUT),
    }
}

impl SessionNote {
    /// What is read, in rows as wide as the window.
    pub(super) fn wrapped(&self, see: &See<'_>) -> Vec<Said> {
        let width = usize::from(see.size.0.saturating_sub(3)).max(20);
        let mut rows = Vec::new();
        for row in self.read_rows(see) {
            let indent = row.words.len() - row.words.trim_start().len();
            let lines = wrap(row.words.trim_start(), width.saturating_sub(indent + 2));
            rows.extend(lines.into_iter().enumerate().map(|(nth, words)| {
                let hang = if nth == 0 { indent } else { indent + 2 };
                Said { ink: row.ink, words: format!("{}{words}", " ".repeat(hang)) }
            }));
        }
        rows
    }
}

fn write(screen: &SessionNote, see: &See<'_>, ascii: bool, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let area = held(screen, see, frame, area);
    let (area, status) = split_bottom(area, 1);
    let hidden = written(screen, see, ascii, frame, area, map);
    summary(screen, see, hidden, frame, status);
}

/// The lines with what they say, and the four texts. Answers with the lines that have no room.
fn written(screen: &SessionNote, see: &See<'_>, ascii: bool, frame: &mut Frame<'_>, area: Rect, map: &mut Map) -> Hidden {
    let is_wide = area.width >= WIDE;
    let only_map = screen.shows_map && !is_wide;
    // What is written in comes before what is only read.
    let lines_alone = screen.pad.focus == Focus::Lines && (only_map || area.height < LOW);
    let wanted = if lines_alone { 0 } else { texts::view::rows(screen, area) };
    let (area, below) = split_bottom(area, wanted);
    if wanted > 0 {
        let (above, below) = split_top(below, 1);
        rule(frame, above);
        texts::view::draw(screen, frame, below, map);
    }
    if is_wide {
        let left = area.width * 12 / 25;
        let (left, right) = side_by_side(area, left);
        let left = known(screen, see, frame, left, 6);
        let columns = Columns { lines: left, words: Rect { width: 0, ..left } };
        let (drawn, hidden) = lines::view::draw(screen, see, frame, columns, map, left.height * 3 / 5);
        let (_, words) = split_top(left, drawn + 1);
        beside::view::words(screen, see, frame, Rect { x: words.x + 3, width: words.width.saturating_sub(3), ..words });
        beside::view::body(screen, ascii, frame, right, map);
        return hidden;
    }
    let area = if only_map {
        area
    } else {
        known(
            screen,
            see,
            frame,
            area,
            match area.height {
                14.. => 4,
                LOW.. => 2,
                _ => 1,
            },
        )
    };
    let (left, right) = side_by_side(area, area.width * 11 / 20);
    let is_level = !only_map && area.width >= 60 && screen.pad.rows.iter().any(|row| row.read.is_some());
    let columns = Columns { lines: left, words: Rect { width: if is_level { right.width } else { 0 }, ..right } };
    let (drawn, hidden) = lines::view::draw(screen, see, frame, columns, map, left.height);
    if only_map {
        beside::view::body(screen, ascii, frame, right, map);
    } else if !is_level {
        let (_, words) = split_top(left, drawn + 1);
        beside::view::words(screen, see, frame, Rect { x: area.x + 3, width: area.width.saturating_sub(3), ..words });
    }
    hidden
}

fn side_by_side(area: Rect, left: u16) -> (Rect, Rect) {
    if area.width < 60 {
        return (area, Rect { width: 0, ..area });
    }
    (Rect { width: left, ..area }, Rect { x: area.x + left + 2, width: area.width.saturating_sub(left + 3), ..area })
}

/// Why nothing can be typed, as long as it is so.
fn held(screen: &SessionNote, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let Some(why) = screen.keeping.sentence(see) else { return area };
    let rows = wrap(&why, usize::from(area.width.saturating_sub(2)));
    let (top, rest) = split_top(area, u16::try_from(rows.len()).unwrap_or(2));
    for (place, words) in rows.into_iter().enumerate() {
        line_at(frame, top, place, vec![Span::raw(" "), Span::styled(words, theme::bad())]);
    }
    rest
}

/// What is known of the client, in at most so many rows; alerts are never left out.
fn known(screen: &SessionNote, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, most: usize) -> Rect {
    let Some(session) = &screen.session else { return area };
    let width = usize::from(area.width.saturating_sub(2));
    let mut all = glance::lines(session, screen.pad.plan, see);
    // In a low window the alerts share a row, the gravest first, rather than leave none to write in.
    while area.height < LOW && matches!(all[..], [(Kind::Alert(_), _), (Kind::Alert(_), _), ..]) {
        let (_, next) = all.remove(1);
        all[0].1 = format!("{} · {next}", all[0].1);
    }
    let alerts = all.iter().filter(|(kind, _)| matches!(kind, Kind::Alert(_))).count();
    let mut rows: Vec<(Style, String)> = Vec::new();
    // What a line does not need in full is there for the others, the last first: today's answers stand there.
    let mut spare = most.saturating_sub(all.len());
    let wrapped: Vec<Vec<String>> = all.iter().map(|(_, words)| wrap(words, width)).collect();
    let mut wanted: Vec<usize> = wrapped.iter().map(Vec::len).collect();
    for want in wanted.iter_mut().rev() {
        *want = (*want).min(1 + spare).max(1);
        spare -= *want - 1;
    }
    for (((kind, words), mut lines), each) in all.iter().zip(wrapped).zip(wanted) {
        let style = match kind {
            Kind::Alert(level) => theme::alert(*level),
            Kind::Plain => theme::PLAIN,
            Kind::Dim => theme::dim(),
        };
        if lines.len() > each {
            lines.truncate(each);
            let cut: String = words.chars().skip(lines[..each - 1].iter().map(|line| line.chars().count() + 1).sum()).collect();
            lines[each - 1] = fit(&cut, width);
        }
        rows.extend(lines.into_iter().map(|line| (style, line)));
    }
    // Beneath an alert there is room for what stands there without one, where the lines keep most of the window.
    let least = if area.height > 10 { (alerts + 2).min(4) } else { alerts };
    rows.truncate(most.max(least).max(alerts));
    let (top, rest) = split_top(area, u16::try_from(rows.len() + 1).unwrap_or(4));
    for (place, (style, words)) in rows.into_iter().enumerate() {
        line_at(frame, top, place, vec![Span::raw(" "), Span::styled(words, style)]);
    }
    rest
}

/// "3 findings · pain 6 → 3 · next · ^ 2 lines without a value", and at the right which lines are out of sight.
fn summary(screen: &SessionNote, see: &See<'_>, hidden: Hidden, frame: &mut Frame<'_>, area: Rect) {
    let mut words = Vec::new();
    let findings = screen.pad.understood().filter(|line| matches!(line, Line::Finding(_))).count();
    words.push(say::count(findings, "finding", "findings"));
    let pain = screen.pad.understood().filter_map(|line| match line {
        Line::Measure(Measure::Pain { before, after }) => pain_words(Some(*before), *after),
        _ => None,
    });
    words.push(pain.last().unwrap_or_else(|| "pain not told (nrs)".to_owned()));
    let has_next = screen.pad.understood().any(|line| matches!(line, Line::Next(_)));
    words.push(if has_next { "next" } else { "no next" }.to_owned());
    let open = screen.open_lines();
    let refused = (0..screen.pad.rows.len()).filter(|place| screen.pad.refused(*place).is_some()).count();
    let warns = open + refused > 0;
    if refused > 0 {
        words.push(format!("✗ {} to mend", say::count(refused, "line", "lines")));
    }
    if open > 0 {
        words.push(format!("^ {} without a value", say::count(open, "line", "lines")));
    }
    let style = if warns { theme::to_decide() } else { theme::dim() };
    let width = usize::from(see.size.0.saturating_sub(2));
    let hidden = hidden.words();
    let room = width.saturating_sub(if hidden.is_empty() { 0 } else { hidden.width() + 2 });
    let words = fit(&words.join(" · "), room);
    let gap = " ".repeat(width.saturating_sub(words.width() + hidden.width()));
    line(frame, area, vec![Span::raw(" "), Span::styled(words, style), Span::raw(gap), Span::styled(hidden, theme::dim())]);
}
