//! The rows of the day, and which of them stays selected when they change.
use chrono::NaiveDateTime;

use super::{DayScreen, Seek};
use crate::domain::book::day::{Row, concerns};
use crate::domain::book::status::Status;
use crate::domain::ids::StaffId;
use crate::domain::span::Span;
use crate::tui::screens::See;

impl DayScreen {
    pub(super) fn lay_out(&mut self, see: &See<'_>) {
        let key = self.selected().and_then(|row| self.key_of(row));
        let Some(day) = &self.day else { return };
        self.rows = day.rows(self.only, see.directory.shortest_service(), see.now);
        let seek = match std::mem::replace(&mut self.seek, Seek::Keep) {
            Seek::Next => self.next_up(see),
            Seek::Appointment(id) => {
                self.rows.iter().position(|row| matches!(self.key_of(row), Some(RowKey::Appointment(other)) if other == id))
            }
            Seek::Place(staff, at) => self.row_at(staff, at),
            Seek::Keep => key.and_then(|key| self.rows.iter().position(|row| self.key_of(row) == Some(key))),
        };
        self.list.selected = seek.unwrap_or(self.list.selected).min(self.rows.len().saturating_sub(1));
        self.skip_now(1);
    }

    /// Stands on the place it looks for, when the day is there.
    pub(super) fn find_place(&mut self) {
        if let Seek::Place(staff, at) = self.seek
            && let Some(row) = self.row_at(staff, at).filter(|_| self.day.is_some())
        {
            self.list.selected = row;
            self.seek = Seek::Keep;
        }
    }

    /// The row of a therapist that holds a moment, or the nearest one.
    fn row_at(&self, staff: StaffId, at: NaiveDateTime) -> Option<usize> {
        let places = || {
            self.rows
                .iter()
                .enumerate()
                .filter_map(|(row, of)| self.place_of(of).filter(|(who, _)| *who == staff).map(|(_, span)| (row, span)))
        };
        let free = |row: &usize| matches!(self.rows[*row], Row::Free { .. });
        let ending = || places().filter(|(_, span)| span.to() == at).map(|(row, _)| row);
        let holding = || places().filter(|(_, span)| span.contains(at)).map(|(row, _)| row);
        holding()
            .find(free)
            .or_else(|| holding().next())
            .or_else(|| ending().next())
            .or_else(|| places().min_by_key(|(_, span)| (span.from() - at).abs()).map(|(row, _)| row))
    }

    /// The first appointment that is not over at this moment; on another day, the first of all.
    fn next_up(&self, see: &See<'_>) -> Option<usize> {
        let entries = self.day.as_ref().map(|day| &day.entries)?;
        let up = |row: &Row| match row {
            Row::Entry(place) => entries.get(*place).is_some_and(|entry| {
                self.date != see.now.date()
                    || entry.appointment.span.to() > see.now && entry.appointment.status.holds() && entry.appointment.status != Status::Done
            }),
            _ => false,
        };
        self.rows.iter().position(up).or_else(|| self.rows.iter().position(Row::selectable))
    }

    fn key_of(&self, row: &Row) -> Option<RowKey> {
        match row {
            Row::Entry(place) => Some(RowKey::Appointment(self.day.as_ref()?.entries.get(*place)?.appointment.id)),
            Row::Free { staff, span } | Row::Break { staff, span } => Some(RowKey::Time(*staff, *span)),
            Row::Away { .. } | Row::Now(_) => None,
        }
    }

    /// Where a row lies: who and when.
    pub(super) fn place_of(&self, row: &Row) -> Option<(StaffId, Span)> {
        match row {
            Row::Entry(place) => self.day.as_ref()?.entries.get(*place).map(|entry| (entry.appointment.staff, entry.appointment.span)),
            Row::Free { staff, span } | Row::Break { staff, span } => Some((*staff, *span)),
            Row::Away { .. } | Row::Now(_) => None,
        }
    }

    /// When a row stands in a therapist's column: her own times, and what takes them from her.
    pub(super) fn in_column(&self, row: &Row, staff: StaffId) -> Option<Span> {
        match row {
            Row::Away { absence, span } => {
                let absence = self.day.as_ref()?.absences.get(*absence)?;
                Some(*span).filter(|_| concerns(absence.of, staff))
            }
            Row::Entry(_) | Row::Free { .. } | Row::Break { .. } | Row::Now(_) => {
                self.place_of(row).filter(|(who, _)| *who == staff).map(|(_, span)| span)
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKey {
    Appointment(crate::domain::ids::AppointmentId),
    Time(StaffId, Span),
}
