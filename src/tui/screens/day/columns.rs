//! The day with the therapists side by side on one scale of time.
use chrono::{NaiveDateTime, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::DayScreen;
use super::care::{trend_words, visit_words};
use super::entry::{name_of, second_mark};
use super::view::{FITS, REPEATS, away_words};
use crate::domain::book::day::{Day, Row};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::wording::say;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, pad, row_at, split_top};

/// Columns left of the therapists: " 10:00 ".
const SCALE: u16 = 7;

/// One cell's surroundings.
struct Sheet<'a> {
    screen: &'a DayScreen,
    day: &'a Day,
    see: &'a See<'a>,
    marked: &'a [AppointmentId],
    /// The moment of the row drawn first.
    top: NaiveDateTime,
}

pub(super) fn draw(
    screen: &DayScreen,
    day: &Day,
    see: &See<'_>,
    marked: &[AppointmentId],
    frame: &mut Frame<'_>,
    area: Rect,
    map: &mut Map,
) {
    let columns = day.columns();
    let Some((first, last)) = bounds(day) else { return };
    let width = (area.width - SCALE) / u16::try_from(columns.len().max(1)).unwrap_or(1);
    let (head, body) = split_top(area, 1);
    let cell = |column: usize| {
        let x = body.x + SCALE + width * u16::try_from(column).unwrap_or(0);
        Rect { x, width: width.saturating_sub(1), ..body }
    };
    for (column, staff) in columns.iter().enumerate() {
        let name = see.directory.staff(*staff).map_or("", |staff| staff.name.as_str());
        let spot = Rect { y: head.y, height: 1, ..cell(column) };
        line(frame, spot, vec![Span::styled(fit(name, usize::from(spot.width)), theme::bold())]);
    }
    let height = usize::from(body.height);
    let step = step_minutes(first, last, height);
    let slots = usize::try_from((last - first).num_minutes() / step + 1).unwrap_or(0);
    let top = top_slot(screen, first, step, slots, height);
    map.rows = height;
    map.top = screen.list.top;
    let moment = |slot: usize| first + TimeDelta::minutes(step * i64::try_from(slot).unwrap_or(0));
    let sheet = Sheet { screen, day, see, marked, top: moment(top) };
    for slot in (top..slots).take(height) {
        let at = moment(slot);
        let Some(row) = row_at(body, slot - top) else { break };
        let until = at + TimeDelta::minutes(step);
        let is_now = at <= see.now && see.now < until;
        let scale = if is_now { format!(" {}◂", say::time(see.now.time())) } else { format!(" {} ", say::time(at.time())) };
        line(frame, Rect { width: SCALE, ..row }, vec![Span::styled(scale, if is_now { theme::now() } else { theme::dim() })]);
        for (column, staff) in columns.iter().enumerate() {
            let spot = Rect { y: row.y, height: 1, ..cell(column) };
            draw_cell(&sheet, frame, spot, *staff, (at, until), map);
        }
    }
}

/// From the first to the last moment anything happens, on full hours.
fn bounds(day: &Day) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let spans: Vec<_> = day
        .worked
        .iter()
        .flat_map(|worked| worked.hours.iter().copied())
        .chain(day.entries.iter().map(|entry| entry.appointment.span))
        .collect();
    let first = spans.iter().map(crate::domain::span::Span::from).min()?;
    let last = spans.iter().map(crate::domain::span::Span::to).max()?;
    let down = first - TimeDelta::minutes((first - first.date().and_time(chrono::NaiveTime::MIN)).num_minutes() % 60);
    Some((down, last))
}

/// A quarter of an hour a row, or half an hour when only so the whole day is in sight.
fn step_minutes(first: NaiveDateTime, last: NaiveDateTime, height: usize) -> i64 {
    let minutes = (last - first).num_minutes();
    if usize::try_from(minutes / 15).unwrap_or(0) <= height { 15 } else { 30 }
}

/// The selection stays in sight, in the middle when the day is longer than the screen.
fn top_slot(screen: &DayScreen, first: NaiveDateTime, step: i64, slots: usize, height: usize) -> usize {
    let at = match screen.selected() {
        Some(Row::Away { span, .. }) => span.from(),
        selected => selected.and_then(|row| screen.place_of(row)).map_or(first, |(_, span)| span.from()),
    };
    let slot = usize::try_from((at - first).num_minutes() / step).unwrap_or(0);
    slot.saturating_sub(height / 2).min(slots.saturating_sub(height))
}

fn draw_cell(sheet: &Sheet<'_>, frame: &mut Frame<'_>, spot: Rect, staff: StaffId, slot: (NaiveDateTime, NaiveDateTime), map: &mut Map) {
    let Sheet { screen, day, see, .. } = sheet;
    let width = usize::from(spot.width);
    let span_of = |place: &usize| screen.in_column(&screen.rows[*place], staff);
    let covers = |place: &usize| span_of(place).is_some_and(|span| span.from() < slot.1 && slot.0 < span.to());
    // What holds the time is drawn over what is free or off.
    let rank = |place: &usize| match &screen.rows[*place] {
        Row::Entry(entry) => u8::from(!day.entries[*entry].appointment.status.holds()),
        Row::Free { .. } | Row::Break { .. } | Row::Now(_) => 2,
        Row::Away { .. } => 3,
    };
    let is_away = |place: &usize| matches!(screen.rows[*place], Row::Away { .. });
    let begins = |place: &usize| span_of(place).is_some_and(|span| slot.0 <= span.from() || is_away(place) && slot.0 == sheet.top);
    let candidates: Vec<usize> = (0..screen.rows.len()).filter(covers).collect();
    let best = candidates.iter().copied().min_by_key(|place| (rank(place), !begins(place)));
    let hovered = see
        .moving
        .is_some_and(|moving| moving.target.staff == staff && moving.target.span.from() < slot.1 && slot.0 < moving.target.span.to());
    let (words, style) = match best {
        Some(place) => {
            map.target(spot, Target::Row(place));
            let more = candidates.iter().filter(|other| **other != place && !is_away(other) && begins(other)).count();
            let room = width.saturating_sub(if more > 0 { 3 } else { 0 });
            let (words, style) = row_words(sheet, place, begins(&place), slot, room);
            let words = if place == screen.list.selected && begins(&place) && !hovered { format!("▸{words}") } else { words };
            let words = if is_free(screen, place) && !hovered { mark_fit(words, see, staff, slot) } else { words };
            let words = if more > 0 { format!("{} +{more}", fit(&words, width.saturating_sub(3))) } else { words };
            (words, if place == screen.list.selected { theme::selected() } else { style })
        }
        None => (outside(day, staff, slot.0, width), theme::dim()),
    };
    let words = if hovered { format!("▶{words}") } else { words };
    line(frame, spot, vec![Span::styled(pad(&words, width), if hovered { theme::moving() } else { style })]);
}

fn is_free(screen: &DayScreen, place: usize) -> bool {
    matches!(screen.rows[place], Row::Free { .. })
}

/// A sign at each time at which what is in the hand fits.
fn mark_fit(words: String, see: &See<'_>, staff: StaffId, slot: (NaiveDateTime, NaiveDateTime)) -> String {
    let begins_here = |from: NaiveDateTime| slot.0 <= from && from < slot.1;
    let fits =
        see.moving.is_some_and(|moving| moving.fits_on(slot.0.date()).any(|offer| offer.staff == staff && begins_here(offer.span.from())));
    match (fits, words.as_str()) {
        (false, _) => words,
        (true, "·") => FITS.to_string(),
        (true, _) => format!("{FITS}{words}"),
    }
}

fn row_words(sheet: &Sheet<'_>, place: usize, begins: bool, slot: (NaiveDateTime, NaiveDateTime), width: usize) -> (String, Style) {
    let Sheet { screen, day, see, marked, .. } = sheet;
    match &screen.rows[place] {
        Row::Entry(at) => {
            let entry = &day.entries[*at];
            let appointment = &entry.appointment;
            let style = theme::status(appointment.status);
            let care = screen.care.line(appointment.id);
            let is_second = slot.0 - (slot.1 - slot.0) <= appointment.span.from();
            if !begins && !is_second {
                return ("▏".to_owned(), style);
            }
            let alert = entry.alert.as_ref().map(|alert| alert.level.mark()).filter(|mark| !mark.is_empty());
            let alert = alert.map(|mark| format!("{mark} ")).unwrap_or_default();
            let again = if appointment.dated.is_some() { format!("{REPEATS} ") } else { String::new() };
            let tail = format!(
                " {again}{alert}{} {}",
                see.directory.service_short(appointment.service),
                see.directory.room_short(appointment.room)
            );
            let pain = care.map(|care| format!(" {} {}", trend_words(care), visit_words(care))).unwrap_or_default();
            let pain = pain.trim_end();
            // Its columns: the time and the marks, what there is to tell apart of the name, the service and the room.
            let fits = width >= 8 + 14 + cells(&tail) + cells(pain);
            if !begins {
                // Below the name stands what comes next, after what has no room beside the name.
                let next = care.map(|care| care.next.as_str()).unwrap_or_default();
                let below = if fits { next.to_owned() } else { format!("{} {next}", pain.trim_start()) };
                return (fit(&format!("▏{}", below.trim()), width), style);
            }
            let tail = format!("{tail}{}", if fits { pain } else { "" });
            let name_room = width.saturating_sub(8 + cells(&tail)).max(8);
            let mark = if marked.contains(&appointment.id) { "*" } else { "" };
            let words = format!(
                "{mark}{} {}{}{}{tail}",
                say::time(appointment.span.from().time()),
                appointment.status.mark(),
                second_mark(appointment, care).0,
                name_of(entry, day.has_namesake(*at), name_room)
            );
            (fit(&words, width), style)
        }
        Row::Free { span, .. } if begins => (format!("{} {} min free", say::time(span.from().time()), span.minutes()), theme::good()),
        Row::Free { .. } => ("·".into(), theme::dim()),
        Row::Break { .. } if begins => ("  break".into(), theme::dim()),
        Row::Away { absence, .. } if begins => {
            let words = day.absences.get(*absence).map(|absence| format!("{} {}", away_words(absence.of, see), absence.reason));
            (words.unwrap_or_default(), theme::dim())
        }
        Row::Away { .. } => ("▒".repeat(width.min(3)), theme::dim()),
        Row::Break { .. } | Row::Now(_) => (String::new(), theme::dim()),
    }
}

fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Outside the hours nothing stands.
fn outside(day: &Day, staff: StaffId, at: NaiveDateTime, width: usize) -> String {
    let works = day.worked.iter().any(|worked| worked.staff == staff && worked.hours.iter().any(|hours| hours.contains(at)));
    if works { String::new() } else { "░".repeat(width.min(3)) }
}
