//! How the day looks: a list by time, or therapists side by side, and a pane about the row that is selected.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::entry::{Columns, entry_row};
use super::heading::heading;
use super::{DayScreen, columns, pane};
use crate::domain::book::day::{Day, Row};
use crate::domain::care::glance_words::points;
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::practice::hours::Absent;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::screens::glance::view::body;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, put, rows, rule, split_bottom, split_top};

pub(in crate::tui) fn draw(screen: &DayScreen, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let see = See {
        directory,
        viewer: app.viewer,
        now: app.now,
        size: app.size,
        moving: app.moving.as_ref(),
        page: app.page,
        keymap: app.keymap(),
    };
    let (title, rest) = split_top(area, if area.height > 12 { 2 } else { 1 });
    heading(screen, &see, frame, title, map);
    let Some(day) = &screen.day else { return };
    let marked = app.marked();
    let side = area.width >= 160;
    // A list that shows care has a pane for all of it.
    let pane_height = if rest.height >= 26 && see.viewer.sees_care() {
        12
    } else if rest.height >= 26 {
        8
    } else if rest.height >= 14 {
        6
    } else {
        0
    };
    let (main, pane_area) = if side {
        let width = area.width / 3;
        (Rect { width: rest.width - width - 2, ..rest }, Rect { x: rest.x + rest.width - width, width, ..rest })
    } else {
        split_bottom(rest, pane_height)
    };
    if screen.has_columns(area.width) {
        columns::draw(screen, day, &see, &marked, frame, main, map);
    } else {
        list(screen, day, &see, &marked, frame, main, map);
        if let Some(row) = crate::tui::view::row_at(title, 1) {
            let words = out_of_sight(map, screen.rows.len());
            put(frame, row, usize::from(row.width).saturating_sub(words.chars().count() + 1), &words, theme::dim());
        }
    }
    if pane_area.height > 2 {
        let inside = if side {
            pane_area
        } else {
            let (top, inside) = split_top(pane_area, 1);
            rule(frame, top);
            inside
        };
        let glance = screen.appointment().and_then(|appointment| screen.care.glance(appointment.id));
        let glance = glance.filter(|glance| side && !points(glance).is_empty());
        let (above, below) = split_bottom(inside, if glance.is_some() { inside.height / 2 } else { 0 });
        pane::draw(screen, day, &see, frame, above);
        if let Some(glance) = glance {
            body(glance, app.look().ascii, frame, below, map);
        }
    }
}

/// Rows above and below what is in sight.
pub(in crate::tui) fn out_of_sight(map: &Map, len: usize) -> String {
    let below = len.saturating_sub(map.top + map.rows);
    let parts = [(map.top, "↑", "above"), (below, "↓", "below")];
    let parts = parts.into_iter().filter(|(rows, ..)| *rows > 0).map(|(rows, arrow, word)| format!("{arrow} {rows} {word}"));
    parts.collect::<Vec<_>>().join(" · ")
}

fn list(screen: &DayScreen, day: &Day, see: &See<'_>, marked: &[AppointmentId], frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    if screen.rows.is_empty() {
        let key = |command| see.key(Context::Day, command);
        let ways = [Command::PreviousColumn, Command::NextColumn].map(key).join(" ");
        let (book, go_to) = (key(Command::Book), key(Command::GoToDay));
        let words = format!("   Nobody works on this day. {book} books anyway; {ways} or {go_to} go to another day.");
        line_at(frame, area, 1, vec![Span::styled(words, theme::dim())]);
        return;
    }
    let columns = Columns::of(usize::from(area.width), screen.only.is_none(), see.viewer.sees_care());
    rows(frame, area, screen.list, screen.rows.len(), map, |place| {
        row((screen, day), &screen.rows[place], place == screen.list.selected, marked, &columns, see)
    });
}

/// Where what is in the hand fits.
pub(super) const FITS: char = '+';

/// A date of a standing appointment.
pub(in crate::tui) const REPEATS: &str = "↻";

fn row<'a>(
    (screen, day): (&DayScreen, &Day),
    row: &Row,
    selected: bool,
    marked: &[AppointmentId],
    columns: &Columns,
    see: &See<'_>,
) -> Vec<Span<'a>> {
    let is_marked = matches!(row, Row::Entry(place) if day.entries.get(*place).is_some_and(|entry| marked.contains(&entry.appointment.id)));
    let pointer = match (is_marked, selected) {
        (true, true) => "*▸ ",
        (true, false) => "*  ",
        (false, true) => " ▸ ",
        (false, false) => "   ",
    };
    let time = |span: &crate::domain::span::Span| format!("{pointer}{} {:>3} ", say::time(span.from().time()), span.minutes());
    // Where the therapist has no column she stands beside the word.
    let beside = |words: &str, id| {
        let whose = if columns.staff == 0 && columns.all { format!(" {}", see.directory.staff_short(id)) } else { String::new() };
        pad(&format!("{words}{whose}"), columns.name + 4 + if whose.is_empty() { 0 } else { columns.room })
    };
    let staff_column = |id| {
        if columns.staff > 0 {
            format!("{:>width$}", "", width = columns.service) + &pad(see.directory.staff_short(id), columns.staff)
        } else {
            String::new()
        }
    };
    match row {
        Row::Entry(place) => {
            let care = day.entries.get(*place).and_then(|entry| screen.care.line(entry.appointment.id));
            entry_row(day, *place, care, pointer, columns, see)
        }
        Row::Free { staff, span } => {
            let (mark, words) = free_words(*staff, span, see);
            vec![
                Span::raw(time(span)),
                Span::styled(format!("{mark} {}", beside(&words, *staff)), theme::good()),
                Span::raw(staff_column(*staff)),
            ]
        }
        Row::Break { staff, span } => {
            vec![Span::styled(format!("{}  {}{}", time(span), beside("break", *staff), staff_column(*staff)), theme::dim())]
        }
        Row::Away { absence, span } => {
            let Some(absence) = day.absences.get(*absence) else { return Vec::new() };
            let what = away_words(absence.of, see);
            let at = if is_whole_day(span) { format!("{pointer}{:>9} ", "all day") } else { time(span) };
            let words = format!("{at}  {what} {}", absence.reason);
            vec![Span::styled(fit(&words, columns.all_of_it()), theme::dim())]
        }
        Row::Now(now) => {
            let words = format!("── {} now ", say::time(now.time()));
            let rest = columns.all_of_it().saturating_sub(unicode_width::UnicodeWidthStr::width(words.as_str()) + 3);
            vec![Span::styled(format!("   {words}{}", "─".repeat(rest)), theme::now())]
        }
    }
}

/// What a free row says: while something is moved, whether it fits, from when, and whether it hovers here.
fn free_words(staff: StaffId, span: &crate::domain::span::Span, see: &See<'_>) -> (char, String) {
    let Some(moving) = see.moving else { return (' ', "free".into()) };
    let target = &moving.target;
    let fit = moving.fit_in(staff, span);
    let mark = if fit.is_some() { FITS } else { ' ' };
    if target.staff == staff && span.contains(target.span.from()) {
        return (mark, format!("free ▶ {}", say::hours(&target.span)));
    }
    match fit {
        Some(from) if from == span.from() => (mark, "free, fits".into()),
        Some(from) => (mark, format!("free, fits from {}", say::time(from.time()))),
        None => (mark, "free".into()),
    }
}

pub(super) fn is_whole_day(span: &crate::domain::span::Span) -> bool {
    span.encloses(&crate::domain::span::Span::whole_day(span.date()))
}

pub(super) fn away_words(of: Absent, see: &See<'_>) -> String {
    match of {
        Absent::Staff(id) => format!("{} off:", see.directory.staff_short(id)),
        Absent::Block(id) => format!("{} blocked:", see.directory.staff_short(id)),
        Absent::Practice => "closed:".into(),
        Absent::Room(id) => format!("{} out of use:", see.directory.room_short(Some(id))),
        Absent::Client(_) => "client away:".into(),
    }
}
