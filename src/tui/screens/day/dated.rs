//! What the pane says of a date of a standing appointment.
use super::DayScreen;
use crate::domain::book::series::{Position, Series};
use crate::domain::ids::AppointmentId;
use crate::tui::msg::{Answer, Query, Reply};
use crate::tui::screens::See;
use crate::tui::screens::standing::words;

/// The place of an appointment as it was read.
pub(super) type Known = (AppointmentId, Series, Position);

impl DayScreen {
    pub(super) fn asks_position(&self) -> Option<Query> {
        self.appointment().filter(|appointment| appointment.dated.is_some()).map(|appointment| Query::Position(appointment.id))
    }

    pub(super) fn take_position(&mut self, answer: &Answer) {
        if let (Query::Position(id), Reply::Position(found)) = (&answer.query, &answer.reply) {
            self.position = found.as_deref().map(|(series, position)| (*id, series.clone(), *position));
        }
    }

    /// "date 3 of 8 · every 2 weeks on Tuesday at 10:00, 8 times · moved from Tue 24 Nov 10:00".
    pub(super) fn dated_words(&self, see: &See<'_>) -> Option<String> {
        let appointment = self.appointment()?;
        let dated = appointment.dated?;
        let (_, series, position) = self.position.as_ref().filter(|(id, ..)| *id == appointment.id)?;
        let year = chrono::Datelike::year(&see.now);
        let mut parts = vec![words::place(series, *position)];
        parts.extend(words::differs(series, (dated.rule_date, appointment), see.directory, year));
        Some(parts.join(" · "))
    }
}
