//! The weeks and months around the one that is shown, to jump: own grids, since a week may begin on any day.
use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::heading::week_words;
use super::{WeekScreen, first_of, week_starts};
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, put, row_at};

/// Weeks shown before the current one, and in all.
const BEFORE: i64 = 2;
const WEEKS: i64 = 9;
/// Months under another.
const SHOWN: usize = 3;

/// "Nov 9  16 [23] 30  Dec 7": as many weeks as fit, at the right end of the row.
pub(super) fn weeks(screen: &WeekScreen, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, room: usize, map: &mut Map) {
    let mut items: Vec<(NaiveDate, String)> = Vec::new();
    for n in -BEFORE..WEEKS - BEFORE {
        let first = screen.first + TimeDelta::weeks(n);
        let words = week_words(first, items.last().map(|(before, _)| *before));
        let words = if first == screen.first { format!("[{words}]") } else { words };
        items.push((first, words));
    }
    let width = |items: &[(NaiveDate, String)]| items.iter().map(|(_, words)| words.width() + 2).sum::<usize>();
    while items.len() > 2 && width(&items) > room {
        items.pop();
    }
    if width(&items) > room {
        return;
    }
    let mut column = usize::from(area.width) - width(&items);
    let this = first_of(see.now.date(), week_starts(see));
    for (first, words) in items {
        let style = if first == screen.first || first == this { theme::bold() } else { theme::dim() };
        put(frame, area, column, &words, style);
        let at = |n: usize| u16::try_from(n).unwrap_or(0);
        if first != screen.first {
            map.target(Rect { x: area.x + at(column), width: at(words.width() + 1), ..area }.intersection(area), Target::Date(first));
        }
        column += words.width() + 2;
    }
}

/// A month under another, each day a target: beside the week, or over it while they have the keys.
pub(super) fn months(screen: &WeekScreen, see: &See<'_>, over: bool, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    if over {
        frame.render_widget(Clear, area);
        for row in 0..usize::from(area.height) {
            if let Some(row) = row_at(area, row) {
                put(frame, row, 0, "│", theme::dim());
            }
        }
        map.target(area, Target::Date(screen.date));
    }
    let starts = week_starts(see);
    let height = usize::from(area.height);
    let mut row = 0;
    for (n, first) in months_shown(screen, starts, height).enumerate() {
        // A month that is begun is shown whole, but for the first.
        if n > 0 && row + month_rows(first, starts) > height {
            break;
        }
        row += month(screen, first, see, frame, area, row, map) + 1;
    }
    if over && row < usize::from(area.height) {
        for (n, words) in ["arrows, pgup pgdn", "↵ goes there, esc back"].into_iter().enumerate() {
            if let Some(row) = row_at(area, row + n) {
                put(frame, row, 2, words, theme::dim());
            }
        }
    }
}

/// The first days of the months to show: from the month of the week on, as long as the day selected in them is in sight then.
fn months_shown(screen: &WeekScreen, starts: Weekday, height: usize) -> impl Iterator<Item = NaiveDate> {
    let begin = |date: NaiveDate| date.with_day(1).unwrap_or(date);
    let from = |date: NaiveDate| std::iter::successors(Some(begin(date)), |first| first.checked_add_months(Months::new(1))).take(SHOWN);
    let at = screen.months.unwrap_or(screen.date);
    let mut row = 0;
    let in_sight = from(screen.date).any(|first| {
        let top = row;
        row += month_rows(first, starts) + 1;
        first == begin(at) && (top == 0 || row <= height + 1)
    });
    from(if in_sight { screen.date } else { at })
}

/// The name, the weekdays and the weeks.
fn month_rows(first: NaiveDate, starts: Weekday) -> usize {
    2 + weeks_of(first, starts).count()
}

/// The first days of a month's weeks.
fn weeks_of(first: NaiveDate, starts: Weekday) -> impl Iterator<Item = NaiveDate> {
    let within = move |day: &NaiveDate| *day < first || (day.month(), day.year()) == (first.month(), first.year());
    first_of(first, starts).iter_weeks().take_while(within)
}

/// One month from a row on; answers with how many rows it took.
fn month(screen: &WeekScreen, first: NaiveDate, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, top: usize, map: &mut Map) -> usize {
    let starts = week_starts(see);
    let begin = first_of(first, starts);
    let mut used = 0;
    let mut next_row = |needed: bool| {
        let row = row_at(area, top + used);
        used += usize::from(needed);
        row
    };
    let title = first.format("%B %Y").to_string();
    if let Some(row) = next_row(true) {
        put(frame, row, 2, &title, theme::bold());
    }
    if area.height >= 8
        && let Some(row) = next_row(true)
    {
        let names: Vec<String> = begin.iter_days().take(7).map(|day| fit(&day.format("%a").to_string()[..2], 2)).collect();
        put(frame, row, 2, &names.join(" "), theme::dim());
    }
    for monday in weeks_of(first, starts) {
        let Some(row) = next_row(true) else { break };
        if monday == screen.first {
            put(frame, Rect { width: 2, ..row }, 1, "▸", theme::PLAIN);
        }
        for (n, date) in monday.iter_days().take(7).enumerate().filter(|(_, date)| date.month() == first.month()) {
            let x = row.x + 2 + 3 * u16::try_from(n).unwrap_or(0);
            let spot = Rect { x, width: 2, height: 1, y: row.y }.intersection(row);
            map.target(Rect { width: spot.width + u16::from(n < 6), ..spot }.intersection(row), Target::Date(date));
            let style = match date {
                date if Some(date) == screen.months || screen.months.is_none() && date == screen.date => theme::selected(),
                date if date == see.now.date() => theme::bold(),
                _ => theme::PLAIN,
            };
            line(frame, spot, vec![Span::styled(format!("{:>2}", date.day()), style)]);
            // Without colour the day that is selected, and today, have a sign beside them.
            let sign = if style == theme::selected() {
                "▸"
            } else if date == see.now.date() {
                "·"
            } else {
                continue;
            };
            put(frame, Rect { x: x.saturating_sub(1), width: 1, ..row }, 0, sign, theme::PLAIN);
        }
    }
    used
}
