//! What stands above the day: which one it is with the ways to its neighbours, and its sums with the lists behind them.
use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{DayScreen, counts_words};
use crate::domain::wording::say;
use crate::tui::keys::Command;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, put};

/// Columns that the date and its neighbours take.
const DATE: usize = 32;

pub(super) fn heading(screen: &DayScreen, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let row = Rect { height: area.height.min(1), ..area };
    let date = say::full_day(screen.date);
    let relative = relative_words(screen, see);
    let parts = [
        ("‹ ", theme::PLAIN, Command::PreviousDay),
        ("› ", theme::PLAIN, Command::NextDay),
        (date.as_str(), theme::bold(), Command::GoToDay),
        ("  ", theme::PLAIN, Command::GoToDay),
        (relative.as_str(), theme::dim(), if relative == "today" { Command::GoToDay } else { Command::Today }),
    ];
    let mut column = 0;
    for (words, style, command) in parts {
        put(frame, row, column, words, style);
        map.target(spot(row, column, words), Target::Command(command));
        column += words.width();
    }
    let counts = screen.day.as_ref().map(|day| counts_words(day, screen.only, screen.unsigned(), see)).unwrap_or_default();
    let width = usize::from(area.width);
    let counts = whole_parts(&counts, width.saturating_sub(DATE));
    let column = width.saturating_sub(counts.width() + 1);
    put(frame, row, column, counts, theme::PLAIN);
    for (place, part) in counts.split(" · ").enumerate().filter(|(_, part)| !part.is_empty()) {
        // A count leads to the list behind it, and whose they are to the next one's.
        let command = match part {
            _ if place == 0 => Command::NextTherapist,
            part if part.ends_with("to rebook") => Command::ToRebook,
            part if part.ends_with(" unsigned") => Command::ToNotes,
            part if part.ends_with("to decide") => Command::ToDecide,
            _ => continue,
        };
        let before = counts.find(part).map_or("", |at| &counts[..at]);
        map.target(spot(row, column + before.width(), part), Target::Command(command));
    }
}

fn relative_words(screen: &DayScreen, see: &See<'_>) -> String {
    let count = |days: i64| say::count(usize::try_from(days).unwrap_or(0), "day", "days");
    match (screen.date - see.now.date()).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {}", count(days)),
        days => format!("{} ago", count(-days)),
    }
}

fn spot(row: Rect, column: usize, words: &str) -> Rect {
    let cells = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    Rect { x: row.x.saturating_add(cells(column)), width: cells(words.width()), ..row }.intersection(row)
}

/// As many of the parts as fit, none of them cut.
fn whole_parts(words: &str, room: usize) -> &str {
    let mut words = words;
    while words.width() > room {
        words = words.rfind(" · ").map_or("", |end| &words[..end]);
    }
    words
}
