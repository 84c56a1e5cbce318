//! What stands above the week: which one it is, the weeks around it, and over each day its date and its sums.
use chrono::{Datelike, NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::cells::{initials, length, reason};
use super::shape::{SCALE, Shape};
use super::{WeekScreen, range_words, relative, strip, week_starts};
use crate::domain::book::week::{Column, Counts};
use crate::domain::practice::hours::Absent;
use crate::tui::keys::Command;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, put, row_at};

/// "23–29 Nov 2026  this week · all", the sums of the week where there is room, and the weeks around it.
pub(super) fn title(screen: &WeekScreen, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let dates = range_words(screen.first);
    let who = screen.only.map_or("all therapists", |staff| see.directory.staff_short(staff));
    let relative = relative(screen.first, see.now.date(), week_starts(see));
    // Narrow, it says rather whose week it is than which.
    let rest = if area.width < 50 { format!("  {who}") } else { format!("  {relative} · {who}") };
    let ways = [
        ("‹ ", Command::PreviousWeek),
        ("› ", Command::NextWeek),
        (dates.as_str(), Command::PickDay),
        (rest.as_str(), Command::NextTherapist),
    ];
    let mut used = 0;
    for (words, command) in ways {
        let cells = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let spot = Rect { x: area.x.saturating_add(cells(used)), width: cells(words.width()), ..area };
        map.target(spot.intersection(area), Target::Command(command));
        used += words.width();
    }
    let width = usize::from(area.width);
    let sums = Some(sums(screen, see)).filter(|sums| used + sums.width() + 60 < width).unwrap_or_default();
    used += sums.width();
    let date = Span::styled(dates, theme::bold());
    line(frame, area, vec![Span::raw("‹ › "), date, Span::styled(rest, theme::dim()), Span::raw(sums)]);
    strip::weeks(screen, see, frame, area, width.saturating_sub(used + 3), map);
}

fn sums(screen: &WeekScreen, see: &See<'_>) -> String {
    let days = screen.columns.iter().filter_map(|column| counts(screen, column, see));
    let all = days.fold(Counts::default(), |all, day| Counts {
        booked: all.booked + day.booked,
        to_confirm: all.to_confirm + day.to_confirm,
        off: all.off + day.off,
        free: all.free + day.free,
    });
    let to_confirm = if all.to_confirm > 0 { format!(" · {} to confirm", all.to_confirm) } else { String::new() };
    let free = if all.free > 0 { format!(" · {} free", length(i64::from(all.free))) } else { String::new() };
    let off = if all.off > 0 { format!(" · {} off", all.off) } else { String::new() };
    format!("  {} booked{to_confirm}{off}{free}", all.booked)
}

fn counts(screen: &WeekScreen, column: &Column, see: &See<'_>) -> Option<Counts> {
    let week = screen.week.as_ref()?;
    Some(column.counts(week, screen.only, see.directory.shortest_service(), see.now))
}

/// The days, each over its column: a click selects it, a second one shows it as the Day.
pub(super) fn days(screen: &WeekScreen, shape: Shape, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let who = screen.only.map_or("all", |staff| see.directory.staff_short(staff));
    put(frame, Rect { height: 1, width: area.width.min(6), ..area }, 1, who, theme::dim());
    let from = shape.first_day(screen.place_in_week());
    for (place, date) in screen.first.iter_days().take(7).enumerate().skip(from).take(shape.days) {
        let Some(spot) = column_of(area, shape, place - from) else { break };
        map.target(spot, Target::Date(date));
        let width = usize::from(spot.width);
        let today = date == see.now.date();
        let here = date == screen.date;
        let style = if today || here { theme::bold() } else { theme::PLAIN };
        let sign = if here { "▾" } else { " " };
        let now = match (today, width) {
            (false, _) => "",
            (true, ..15) => " ◂",
            (true, _) => " ◂ today",
        };
        let words = if width >= 18 { date.format("%a %-d %b") } else { date.format("%a %-d") };
        put(frame, Rect { height: 1, ..spot }, 0, &format!("{sign}{words}{now}"), style);
        let Some(column) = screen.columns.iter().find(|column| column.date == date) else { continue };
        let lines = sum_lines(screen, column, see, width);
        let sums = shape.head.saturating_sub(1 + usize::from(shape.lanes));
        for (row, (words, style)) in lines.into_iter().take(sums).enumerate() {
            let Some(row) = row_at(spot, row + 1) else { break };
            put(frame, row, 0, &words, style);
        }
        if shape.lanes
            && let Some(row) = row_at(spot, shape.head - 1)
        {
            lanes(screen, column, see, frame, row);
        }
    }
}

/// What is booked and free on a day, or why nobody works.
fn sum_lines(screen: &WeekScreen, column: &Column, see: &See<'_>, width: usize) -> Vec<(String, ratatui::style::Style)> {
    let (Some(week), Some(counts)) = (&screen.week, counts(screen, column, see)) else { return Vec::new() };
    if let Some(place) = column.away(week, screen.only) {
        let what = if week.absences.get(place).is_some_and(|absence| absence.of == Absent::Practice) { "closed" } else { "off" };
        let reason = reason(week, place).to_owned();
        if width >= 19 && !reason.is_empty() {
            return vec![(format!("{what}: {reason}"), theme::PLAIN)];
        }
        return vec![(what.into(), theme::PLAIN), (reason, theme::PLAIN)];
    }
    let works = screen.shown(column).any(|lane| lane.works);
    if !works && counts.booked == 0 {
        return vec![("no hours".into(), theme::dim())];
    }
    let free = match counts.free {
        0 if column.date < see.now.date() => String::new(),
        0 => "full".to_owned(),
        // Ten hours and more are not counted by the quarter: they would not fit.
        free => format!("{} free", length(i64::from(if free < 600 { free } else { free / 60 * 60 }))),
    };
    let booked = format!("{} booked", counts.booked);
    let green = if counts.free > 0 { theme::good() } else { theme::PLAIN };
    if width >= 19 {
        let free = Some(free).filter(|free| !free.is_empty()).map(|free| format!(" · {free}")).unwrap_or_default();
        let off = if counts.off > 0 { format!(" · {} off", counts.off) } else { String::new() };
        // What is free is asked for more often than what was called off.
        let off = if booked.width() + off.width() + free.width() > width { String::new() } else { off };
        return vec![(booked + &off + &free, theme::PLAIN)];
    }
    vec![(booked, theme::PLAIN), (free, green)]
}

fn lanes(screen: &WeekScreen, column: &Column, see: &See<'_>, frame: &mut Frame<'_>, row: Rect) {
    let shown: Vec<_> = screen.shown(column).collect();
    let width = (usize::from(row.width) + 1) / shown.len().max(1);
    for (place, lane) in shown.iter().enumerate() {
        let short = see.directory.staff_short(lane.staff);
        let words = if short.width() < width { short.to_owned() } else { fit(&initials_or(short, width), width.saturating_sub(1)) };
        put(frame, row, place * width, &words, theme::dim());
    }
}

/// A name that does not fit is cut without a sign: there is no room for one.
fn initials_or(short: &str, width: usize) -> String {
    let cut: String = short.chars().take(width.saturating_sub(2)).collect();
    if cut.width() < width { cut } else { initials(short) }
}

/// Where the `place`-th of the days shown stands.
pub(super) fn column_of(area: Rect, shape: Shape, place: usize) -> Option<Rect> {
    let x = u16::try_from(SCALE + place * shape.width).ok()?.checked_add(area.x)?;
    let width = u16::try_from(shape.width.saturating_sub(1)).ok()?;
    (x < area.right()).then(|| Rect { x, width: width.min(area.right() - x), ..area })
}

impl WeekScreen {
    /// The how-manieth day of the week is selected.
    pub(super) fn place_in_week(&self) -> usize {
        usize::try_from((self.date - self.first).num_days()).unwrap_or(0).min(6)
    }
}

/// "9", or "Dec 7" where a month begins.
pub(super) fn week_words(first: NaiveDate, before: Option<NaiveDate>) -> String {
    let last = first + TimeDelta::days(6);
    if before.is_none_or(|before| before.month() != last.month() && before.month() != first.month()) {
        first.format("%b %-d").to_string()
    } else {
        first.day().to_string()
    }
}
