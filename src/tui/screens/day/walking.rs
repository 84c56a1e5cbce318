//! Walking over the day: rows, columns, days and therapists; what is lifted hovers along.
use chrono::{Days, NaiveDateTime};

use super::DayScreen;
use crate::domain::book::day::{Day, Row};
use crate::domain::ids::StaffId;
use crate::tui::keys::Command;
use crate::tui::screens::{Act, See, walk};

impl DayScreen {
    /// The now line is not a row to rest on.
    pub(super) fn skip_now(&mut self, by: isize) {
        if matches!(self.selected(), Some(Row::Now(_))) {
            let before = self.list.selected;
            self.list.step(by, self.rows.len());
            if self.list.selected == before {
                self.list.step(-by, self.rows.len());
            }
        }
    }

    /// What is lifted hovers over the selected row.
    pub(super) fn hover(&self, see: &See<'_>) -> Vec<Act> {
        match (see.moving, self.selected().and_then(|row| self.place_of(row))) {
            (Some(moving), Some((staff, span))) => {
                let free = matches!(self.selected(), Some(Row::Free { .. }));
                let from = moving.fit_in(staff, &span).filter(|_| free).unwrap_or_else(|| span.from());
                vec![Act::Target(moving.with(staff, from))]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn step_days(&mut self, days: i64, see: &See<'_>) -> Vec<Act> {
        let date = if days < 0 { self.date.checked_sub_days(Days::new(1)) } else { self.date.checked_add_days(Days::new(1)) };
        let date = date.unwrap_or(self.date);
        self.go_to(date);
        // The moment stays the same on the new day.
        see.moving.map(|_| Act::GoTo(date)).into_iter().collect()
    }

    /// Left and right: a column when there are columns, else a day.
    pub(super) fn sideways(&mut self, right: bool, see: &See<'_>) -> Vec<Act> {
        if !self.has_columns(see.size.0) {
            return self.step_days(if right { 1 } else { -1 }, see);
        }
        let Some(day) = &self.day else { return Vec::new() };
        let columns = day.columns();
        let (column, from) = self.column_here(&columns).unzip();
        let column = column.unwrap_or(0);
        let next = if right { (column + 1).min(columns.len().saturating_sub(1)) } else { column.saturating_sub(1) };
        let Some(staff) = columns.get(next) else { return Vec::new() };
        let near = |place: &usize| self.in_column(&self.rows[*place], *staff).zip(from).map(|(span, from)| (span.from() - from).abs());
        let best = (0..self.rows.len())
            // What lies over several columns is no way on from itself.
            .filter(|place| *place != self.list.selected && self.in_column(&self.rows[*place], *staff).is_some())
            .min_by_key(near)
            .filter(|_| next != column);
        if let Some(place) = best {
            self.list.selected = place;
        }
        self.hover(see)
    }

    /// In which column the selected row stands, and from when.
    fn column_here(&self, columns: &[StaffId]) -> Option<(usize, NaiveDateTime)> {
        let row = self.selected()?;
        columns.iter().enumerate().find_map(|(column, staff)| self.in_column(row, *staff).map(|span| (column, span.from())))
    }

    /// Up and down: in columns, within the column.
    pub(super) fn walk(&mut self, command: Command, see: &See<'_>) -> bool {
        let before = self.list.selected;
        if self.has_columns(see.size.0) && matches!(command, Command::Up | Command::Down) {
            let columns = self.day.as_ref().map(Day::columns).unwrap_or_default();
            let Some(staff) = self.column_here(&columns).and_then(|(column, _)| columns.get(column)) else {
                return walk(&mut self.list, command, self.rows.len(), see.page);
            };
            let same = |place: &usize| self.in_column(&self.rows[*place], *staff).is_some();
            let next = if command == Command::Up { (0..before).rev().find(same) } else { (before + 1..self.rows.len()).find(same) };
            self.list.selected = next.unwrap_or(before);
            return true;
        }
        let walked = walk(&mut self.list, command, self.rows.len(), see.page);
        if walked {
            self.skip_now(if self.list.selected >= before { 1 } else { -1 });
        }
        walked
    }

    pub(super) fn turn_therapist(&mut self, see: &See<'_>) -> Vec<Act> {
        self.only = next_therapist(self.only, see);
        self.lay_out(see);
        self.hover(see)
    }
}

/// Whom tab shows after `only`: all, then each by herself; whoever is at the keyboard first.
pub(in crate::tui::screens) fn next_therapist(only: Option<StaffId>, see: &See<'_>) -> Option<StaffId> {
    let therapists: Vec<StaffId> = see.directory.therapists().map(|staff| staff.id).collect();
    match only {
        // Whoever treats sees her own day first.
        None => see.viewer.staff.filter(|me| therapists.contains(me)).or_else(|| therapists.first().copied()),
        Some(one) => {
            let first = see.viewer.staff.filter(|me| therapists.contains(me)).or_else(|| therapists.first().copied());
            let order: Vec<StaffId> = first.into_iter().chain(therapists.iter().copied().filter(|id| Some(*id) != first)).collect();
            order.iter().position(|id| *id == one).and_then(|place| order.get(place + 1)).copied()
        }
    }
}
