//! The cells of the week: each slot of time of each day, and within a day each therapist where there is room.
use chrono::{NaiveDate, Timelike};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span as Text;

use super::WeekScreen;
use super::cells::{Content, content, initials, length, reason};
use super::heading::column_of;
use super::shape::{SCALE, Scale, Shape};
use crate::domain::book::week::{Booked, Cell, Column, Lane, Week};
use crate::domain::ids::StaffId;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::tui::list::List;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::screens::day::view::REPEATS;
use crate::tui::theme;
use crate::tui::view::{Map, line, pad, row_at};

/// All that the look of a cell follows from, besides what is in it.
struct Grid<'a> {
    screen: &'a WeekScreen,
    week: &'a Week,
    scale: Scale,
    shape: Shape,
    see: &'a See<'a>,
    /// The first row in sight: what goes on from above is named there again.
    top: usize,
}

/// A slot of time on a date.
#[derive(Clone, Copy)]
struct Slot {
    date: NaiveDate,
    place: usize,
    span: Span,
}

/// How a cell stands out.
#[derive(Clone, Copy)]
struct Look {
    selected: bool,
    hovered: bool,
}

impl Look {
    fn put(self, frame: &mut Frame<'_>, spot: Rect, words: &str, style: Style) {
        let (sign, style) = match (self.hovered, self.selected) {
            (true, _) => ("▶", theme::moving()),
            (false, true) => ("▸", theme::selected()),
            (false, false) => ("", style),
        };
        let width = usize::from(spot.width);
        // Hundreds of these are drawn at a key: straight into the frame.
        frame.buffer_mut().set_stringn(spot.x, spot.y, pad(&format!("{sign}{words}"), width), width, style);
    }
}

pub(super) fn draw(screen: &WeekScreen, shape: Shape, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (Some(week), Some(scale)) = (&screen.week, screen.scale(see)) else { return };
    let height = usize::from(area.height);
    let selected = scale.slot_at(screen.minute);
    let top = List { selected, top: screen.list.top }.top(height, scale.slots);
    (map.rows, map.top) = (height, top);
    let grid = Grid { screen, week, scale, shape, see, top };
    let from = shape.first_day(screen.place_in_week());
    for slot in (top..scale.slots).take(height) {
        let Some(row) = row_at(area, slot - top) else { break };
        grid.time(frame, row, slot);
        for (place, column) in screen.columns.iter().skip(from).take(shape.days).enumerate() {
            if let Some(spot) = column_of(row, shape, place) {
                let slot = Slot { date: column.date, place: slot, span: scale.span(column.date, slot) };
                grid.day(column, slot, frame, spot, map);
            }
        }
    }
}

impl Grid<'_> {
    /// " 10:00 ", or where the clock is now " 10:07◂"; half hours more quietly.
    fn time(&self, frame: &mut Frame<'_>, row: Rect, slot: usize) {
        let today = self.see.now.date();
        let span = self.scale.span(today, slot);
        let in_week = self.screen.columns.iter().any(|column| column.date == today);
        let (words, style) = if in_week && span.contains(self.see.now) {
            (format!(" {}◂", say::time(self.see.now.time())), theme::now())
        } else {
            let style = if span.from().minute() == 0 { theme::PLAIN } else { theme::dim() };
            (format!(" {} ", say::time(span.from().time())), style)
        };
        let width = u16::try_from(SCALE).unwrap_or(7).min(row.width);
        line(frame, Rect { width, ..row }, vec![Text::styled(words, style)]);
    }

    /// A day's cell in one row: one therapist, several side by side, or several as a sum.
    fn day(&self, column: &Column, slot: Slot, frame: &mut Frame<'_>, spot: Rect, map: &mut Map) {
        let lanes: Vec<&Lane> = self.screen.shown(column).collect();
        let minute = self.scale.minute(slot.place);
        let at_cursor = column.date == self.screen.date && slot.place == self.scale.slot_at(self.screen.minute);
        map.target(spot, Target::Cell { date: slot.date, minute, staff: None });
        if self.shape.lanes && lanes.len() > 1 {
            let width = (spot.width + 1) / u16::try_from(lanes.len()).unwrap_or(1).max(1);
            for (n, lane) in lanes.iter().enumerate() {
                let x = spot.x + width * u16::try_from(n).unwrap_or(0);
                let part = Rect { x, width: width.saturating_sub(1), ..spot }.intersection(spot);
                map.target(part, Target::Cell { date: slot.date, minute, staff: Some(lane.staff) });
                let selected = at_cursor && self.screen.lane_here(self.see) == Some(lane.staff);
                let (words, style) = self.one(lane, slot, usize::from(part.width));
                let look = Look { selected, hovered: self.hovers(slot, Some(lane.staff)) };
                look.put(frame, part, &words, style);
            }
            return;
        }
        let width = usize::from(spot.width);
        let (words, style) = match lanes.as_slice() {
            [] => ("░".into(), theme::dim()),
            [lane] => self.one(lane, slot, width),
            lanes => self.sum(lanes, slot, width),
        };
        let look = Look { selected: at_cursor, hovered: self.hovers(slot, self.screen.only) };
        look.put(frame, spot, &words, style);
    }

    /// Whether what is lifted hovers over a slot, of this therapist or of whomever.
    fn hovers(&self, slot: Slot, staff: Option<StaffId>) -> bool {
        let target = self.see.moving.map(|moving| moving.target);
        target.is_some_and(|target| target.span.overlaps(&slot.span) && staff.is_none_or(|staff| staff == target.staff))
    }

    fn content(&self, lane: &Lane, slot: Slot) -> Content {
        content(self.week, lane, &slot.span, self.see.directory.shortest_service())
    }

    /// One therapist's cell.
    fn one(&self, lane: &Lane, slot: Slot, width: usize) -> (String, Style) {
        let content = self.content(lane, slot);
        let named = |begins: bool| begins || slot.place == self.top;
        let over = slot.span.to() <= self.see.now;
        match content {
            Content::Booked { place, begins, more } => self.week.booked.get(place).map_or_else(Default::default, |booked| {
                let style = theme::status(booked.status);
                if !named(begins) {
                    return ("▏".to_owned(), style);
                }
                let more = if more > 0 { format!("+{more} ") } else { String::new() };
                (more + &self.booked(booked, slot, width), style)
            }),
            Content::NoShow(place) => self
                .week
                .booked
                .get(place)
                .map_or_else(Default::default, |booked| (self.booked(booked, slot, width), theme::status(booked.status))),
            Content::Free { at, until, begins, .. } => {
                let style = if over { theme::dim() } else { theme::good() };
                if content.fits(self.see) {
                    return ("fits".into(), style);
                }
                if !named(begins) || self.see.moving.is_some() {
                    return (String::new(), style);
                }
                let late = if at == slot.span.from() { String::new() } else { format!("{} ", at.format(":%M")) };
                let long = length((until - at).num_minutes());
                let words = if width >= late.len() + 5 + long.len() { format!("{late}free {long}") } else { "free".into() };
                (words, style)
            }
            Content::Short(_) | Content::CleanUp(_) => ("~".into(), theme::dim()),
            Content::Break { begins, .. } => (if named(begins) && width > 5 { "┄ break" } else { "┄" }.into(), theme::dim()),
            Content::Away { cell, begins } => (self.away(cell, named(begins), width), theme::dim()),
            Content::Outside => ("░".into(), theme::dim()),
        }
    }

    /// "· Maria Smith", with the minute where it begins between two rows, or "·MS" where there is no more room.
    fn booked(&self, booked: &Booked, slot: Slot, width: usize) -> String {
        let mark = booked.status.mark();
        let name = booked.name();
        let mark = if booked.to_decide { '?' } else { mark };
        let again = booked.dated.map_or("", |_| REPEATS);
        if width < 8 {
            return format!("{mark}{}{again}", initials(&name));
        }
        let gap = if again.is_empty() { " " } else { again };
        let from = booked.span.from();
        let begins_late = from > slot.span.from() && slot.span.contains(from);
        let at = if begins_late { format!("{} ", from.format(":%M")) } else { String::new() };
        let service = self.see.directory.service_short(booked.service);
        let tail = if width >= 22 { format!("  {service}") } else { String::new() };
        let room = width.saturating_sub(2 + at.len() + unicode_width::UnicodeWidthStr::width(tail.as_str()));
        format!("{mark}{gap}{at}{}{tail}", crate::tui::view::fit(&name, room))
    }

    fn away(&self, cell: Cell, named: bool, width: usize) -> String {
        let (what, place) = match cell {
            Cell::Off(place) => ("off", place),
            Cell::Blocked(place) => ("blocked", place),
            Cell::Closed(place) => ("closed", place),
            _ => return String::new(),
        };
        if !named || width < 6 {
            return "▒".into();
        }
        let reason = reason(self.week, place);
        if reason.is_empty() { format!("▒ {what}") } else { format!("▒ {reason}") }
    }

    /// Several therapists in one cell: how many of those who work are free.
    fn sum(&self, lanes: &[&Lane], slot: Slot, width: usize) -> (String, Style) {
        let contents: Vec<(StaffId, Content)> = lanes.iter().map(|lane| (lane.staff, self.content(lane, slot))).collect();
        let working = contents.iter().filter(|(_, content)| content.is_work()).count();
        let free = contents.iter().filter(|(_, content)| content.is_free()).count();
        let over = slot.span.to() <= self.see.now;
        if let Some(moving) = self.see.moving
            && contents.iter().any(|(staff, content)| *staff == moving.target.staff && content.fits(self.see))
        {
            return ("fits".into(), theme::good());
        }
        let booked = contents.iter().filter(|(_, content)| matches!(content, Content::Booked { .. })).count();
        match (working, free) {
            (0, _) => (self.nobody(lanes, &contents, slot, width), theme::dim()),
            (_, 0) if booked > 0 => ("full".into(), if over { theme::dim() } else { theme::PLAIN }),
            (_, 0) => ("~".into(), theme::dim()),
            _ => (format!("{free}/{working} free"), if over { theme::dim() } else { theme::good() }),
        }
    }

    /// Nobody works: closed, off, a break, or outside the hours, the first of these that is true of anybody.
    fn nobody(&self, lanes: &[&Lane], contents: &[(StaffId, Content)], slot: Slot, width: usize) -> String {
        let rank = |content: &Content| match content {
            Content::Away { cell: Cell::Closed(_), .. } => 0,
            Content::Break { .. } => 1,
            Content::Away { .. } => 2,
            _ => 3,
        };
        let first = contents.iter().enumerate().min_by_key(|(_, (_, content))| rank(content));
        first.and_then(|(place, _)| lanes.get(place)).map(|lane| self.one(lane, slot, width).0).unwrap_or_default()
    }
}
