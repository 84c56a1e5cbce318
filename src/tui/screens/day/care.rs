//! What the day shows of care to those who see it: a line for each row, and the ten seconds of the selected client.
use super::DayScreen;
use crate::domain::care::glance::{CareLine, DayCare, Glance};
use crate::domain::care::progress::trend;
use crate::domain::ids::AppointmentId;
use crate::tui::msg::{Answer, Query, Reply};
use crate::tui::screens::See;

/// The session is begun or over and its note is not signed.
pub(in crate::tui) const UNSIGNED: &str = "¶";

/// Care as it was read.
#[derive(Debug, Default)]
pub(super) struct Care {
    lines: DayCare,
    glance: Option<(AppointmentId, Box<Glance>)>,
}

impl Care {
    /// What belongs to another day is forgotten.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
    }

    pub(super) fn line(&self, id: AppointmentId) -> Option<&CareLine> {
        self.lines.iter().find(|(of, _)| *of == id).map(|(_, line)| line)
    }

    pub(super) fn glance(&self, id: AppointmentId) -> Option<&Glance> {
        self.glance.as_ref().filter(|(of, _)| *of == id).map(|(_, glance)| glance.as_ref())
    }
}

impl DayScreen {
    /// Asked beside the day by those who see care; nobody else's answer would hold anything.
    pub(super) fn asks_care(&self, see: &See<'_>) -> Vec<Query> {
        if !see.viewer.sees_care() {
            return Vec::new();
        }
        let selected = self.appointment().map(|appointment| Query::Glance(appointment.id));
        [Query::DayCare(self.date)].into_iter().chain(selected).collect()
    }

    pub(super) fn take_care(&mut self, answer: &Answer) {
        match (&answer.query, &answer.reply) {
            (Query::DayCare(date), Reply::DayCare(lines)) if *date == self.date => self.care.lines.clone_from(lines),
            (Query::Glance(id), Reply::Glance(glance)) => self.care.glance = glance.clone().map(|glance| (*id, glance)),
            _ => {}
        }
    }

    /// Sessions among the rows shown whose note waits.
    pub(super) fn unsigned(&self) -> usize {
        let Some(day) = &self.day else { return 0 };
        let shown = day.entries.iter().filter(|entry| self.only.is_none_or(|staff| staff == entry.appointment.staff));
        shown.filter(|entry| self.care.line(entry.appointment.id).is_some_and(|line| line.unsigned)).count()
    }
}

/// "7→5→4"; nothing where nothing was ever told.
pub(super) fn trend_words(line: &CareLine) -> String {
    if line.trend.iter().all(Option::is_none) { String::new() } else { trend(&line.trend) }
}

/// "3/8", or "3" of an open plan.
pub(super) fn visit_words(line: &CareLine) -> String {
    match line.visit {
        Some((number, Some(of))) => format!("{number}/{of}"),
        Some((number, None)) => number.to_string(),
        None => String::new(),
    }
}
