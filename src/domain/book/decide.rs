//! What is to be decided: appointments that are expected although the practice has changed around them. They keep their time
//! and their status, since the client counts on them, until somebody moves them, calls them off or keeps them as they are.
use super::appointment::Appointment;
use super::conflict::{self, Busy, Conflict, Surroundings};
use super::day::Day;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{self, Absence, Shift};
use crate::domain::span::Span;

/// An appointment that a change of the practice hits, with what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub appointment: Appointment,
    pub conflicts: Vec<Conflict>,
}

/// The practice around its appointments.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    pub shifts: &'a [Shift],
    pub absences: &'a [Absence],
    pub directory: &'a Directory,
}

impl House<'_> {
    /// What speaks against an expected appointment and was not accepted with it; nothing for one that is over, begun or off.
    pub fn against(&self, appointment: &Appointment) -> Vec<Conflict> {
        let hours = hours::worked(self.shifts, appointment.staff, appointment.span.date());
        against(appointment, &hours, self.absences, self.directory)
    }
}

/// [`House::against`] where the hours of the therapist on that date are known.
pub fn against(appointment: &Appointment, hours: &[Span], absences: &[Absence], directory: &Directory) -> Vec<Conflict> {
    if !appointment.status.is_expected() {
        return Vec::new();
    }
    let mut found = conflict::of_the_house(&appointment.slot(), &appointment.client_name, hours, absences, directory);
    found.retain(|conflict| !conflict.is_accepted(&appointment.accepted));
    found
}

/// What stands in the way of a date that waits for a decision and holds no time, as far as its day tells it.
pub fn in_the_way(appointment: &Appointment, day: &Day, directory: &Directory) -> Vec<Conflict> {
    let slot = appointment.slot();
    let holding = day.entries.iter().map(|entry| &entry.appointment).filter(|other| other.status.holds());
    let busy = holding.map(|other| Busy {
        id: other.id,
        client: other.client,
        client_name: other.client_name.clone(),
        staff: other.staff,
        room: other.room,
        span: other.span,
        buffer: other.buffer,
    });
    let around = Surroundings { busy: busy.collect(), ..Surroundings::default() };
    let mut found = conflict::judge(&slot, Some(appointment.id), &around, directory);
    found.retain(|conflict| conflict.overlaps().is_some());
    let hours = day.worked.iter().find(|worked| worked.staff == appointment.staff).map_or(&[][..], |worked| &worked.hours);
    found.extend(conflict::of_the_house(&slot, &appointment.client_name, hours, &day.absences, directory));
    // It gets a room with its time.
    found.retain(|conflict| !matches!(conflict, Conflict::NoRoom { .. }));
    found
}
