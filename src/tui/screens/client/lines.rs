//! What can be selected on the card of a client: alerts, times away, standing appointments, plans, appointments to come and past ones.
use super::Card;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::list::Listed;
use crate::domain::care::note::Note;
use crate::domain::care::plan::Plan;
use crate::domain::change::{Change, NewAbsence, PeopleChange, PracticeChange};
use crate::domain::ids::{AbsenceId, AlertId, AppointmentId, NoteId, PlanId, SeriesId};
use crate::domain::people::alert::Alert;
use crate::domain::practice::hours::Absence;
use crate::tui::screens::{Act, Screen, See, alert_form, client_away, note, plans, standing_dates};

/// As many dates to come of a standing appointment are listed one by one.
const DATES: usize = 4;
/// As many closed plans are listed; all of them are on a screen of their own.
const CLOSED: usize = 2;

/// One line of the card.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'a> {
    Alert(&'a Alert),
    Away(&'a Absence),
    Standing(&'a Listed),
    Plan(&'a Plan),
    Appointment(&'a Appointment),
    /// One that was never booked, by its note.
    Visit(&'a Note),
}

/// By which a line is found again when the card is read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKey {
    Alert(AlertId),
    Away(AbsenceId),
    Standing(SeriesId),
    Plan(PlanId),
    Appointment(AppointmentId),
    Visit(NoteId),
}

impl Line<'_> {
    pub(super) fn key(self) -> LineKey {
        match self {
            Self::Alert(alert) => LineKey::Alert(alert.id),
            Self::Away(absence) => LineKey::Away(absence.id),
            Self::Standing(line) => LineKey::Standing(line.series.id),
            Self::Plan(plan) => LineKey::Plan(plan.id),
            Self::Appointment(appointment) => LineKey::Appointment(appointment.id),
            Self::Visit(note) => LineKey::Visit(note.id),
        }
    }
}

impl Card {
    /// The open plans, and of the closed ones the newest, for those who see care.
    pub(super) fn plans(&self) -> Vec<&Plan> {
        let plans = self.care.as_ref().map(|record| record.plans_in_order()).unwrap_or_default();
        let open = plans.iter().filter(|plan| plan.terms.state.is_open()).count();
        plans.into_iter().take(open + CLOSED).collect()
    }

    /// Those to come. Of a standing appointment only the next ones: its own line says how many there are.
    pub(super) fn upcoming(&self) -> impl Iterator<Item = &Appointment> {
        self.known.iter().flat_map(move |card| {
            card.upcoming.iter().enumerate().filter_map(move |(place, one)| {
                let of = series(one);
                let before = card.upcoming.iter().take(place).filter(|other| series(other) == of).count();
                (of.is_none() || before < DATES || one.to_decide).then_some(one)
            })
        })
    }

    /// How many dates of the same standing appointment follow one that is the last of them here.
    pub(super) fn not_listed(&self, last: &Appointment) -> usize {
        let later = |one: &&Appointment| one.dated.is_some() && series(one) == series(last) && one.span.from() > last.span.from();
        if self.upcoming().any(|one| later(&one)) { 0 } else { self.known.iter().flat_map(|card| &card.upcoming).filter(later).count() }
    }

    /// Those to come, then what is past: appointments, and between them the visits that were never booked.
    pub(super) fn visits(&self) -> Vec<Line<'_>> {
        let mut all: Vec<Line<'_>> = self.upcoming().map(Line::Appointment).collect();
        let past = self.known.as_ref().map_or(&[][..], |card| card.past.as_slice());
        let notes = self.care.iter().flat_map(|record| record.notes.iter().rev()).filter(|note| note.appointment.is_none());
        let mut unbooked = notes.peekable();
        for one in past {
            while let Some(note) = unbooked.next_if(|note| note.at > one.span.from()) {
                all.push(Line::Visit(note));
            }
            all.push(Line::Appointment(one));
        }
        let all_are_listed = self.known.as_ref().is_some_and(|card| card.past_in_all as usize <= past.len());
        all.extend(unbooked.filter(|_| all_are_listed).map(Line::Visit));
        all
    }

    /// What the note of an appointment told of the pain, for those who see care.
    pub(super) fn note_of_past(&self, of: AppointmentId) -> Option<&Note> {
        self.care.as_ref()?.notes.iter().find(|note| note.appointment == Some(of))
    }

    /// All of them, from the top of the card to its end.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let alerts = self.known.iter().flat_map(|card| &card.alerts).map(Line::Alert);
        let away = self.known.iter().flat_map(|card| &card.away).map(Line::Away);
        let plans = self.plans().into_iter().map(Line::Plan);
        alerts.chain(away).chain(self.standing.iter().map(Line::Standing)).chain(plans).chain(self.visits())
    }

    /// How many lines stand above the appointments.
    pub(super) fn above(&self) -> usize {
        self.known.as_ref().map_or(0, |card| card.alerts.len() + card.away.len() + self.standing.len() + self.plans().len())
    }

    pub(super) fn selected(&self) -> Option<Line<'_>> {
        self.lines().nth(self.list.selected)
    }

    pub(super) fn appointment(&self) -> Option<&Appointment> {
        match self.selected()? {
            Line::Appointment(appointment) => Some(appointment),
            Line::Alert(_) | Line::Away(_) | Line::Standing(_) | Line::Plan(_) | Line::Visit(_) => None,
        }
    }

    /// The note of a visit that was never booked.
    pub(super) fn visit(&self) -> Option<&Note> {
        match self.selected()? {
            Line::Visit(note) => Some(note),
            Line::Alert(_) | Line::Away(_) | Line::Standing(_) | Line::Plan(_) | Line::Appointment(_) => None,
        }
    }

    pub(super) fn open_visit(&self) -> Option<Vec<Act>> {
        let signed = note::SessionNote::signed(self.visit()?.id);
        Some(vec![Act::Open(Box::new(Screen::Note(Box::new(signed))))])
    }

    /// The line that was selected stays it; on a card just opened it is the next appointment.
    pub(super) fn select(&mut self, before: Option<LineKey>) {
        let again = before.and_then(|key| self.lines().position(|line| line.key() == key));
        let len = self.lines().count();
        let first = self.above().min(len.saturating_sub(1));
        self.list.selected = again.unwrap_or_else(|| if before.is_none() { first } else { self.list.selected.min(len.saturating_sub(1)) });
    }

    /// The dates of the standing appointment on this line.
    pub(super) fn open_dates(&self) -> Option<Vec<Act>> {
        let Line::Standing(line) = self.selected()? else { return None };
        Some(vec![Act::Open(Box::new(Screen::StandingDates(standing_dates::Dates::new(line.series.id))))])
    }

    /// The plans of the client, with the one of this line selected.
    pub(super) fn open_plan(&self) -> Option<Vec<Act>> {
        let Line::Plan(plan) = self.selected()? else { return None };
        Some(vec![Act::Open(Box::new(Screen::Plans(Box::new(plans::Plans::new(self.id, Some(plan.id))))))])
    }

    /// Closes the alert or takes the time away back.
    pub(super) fn remove(&self) -> Option<Vec<Act>> {
        let change = match self.selected()? {
            Line::Alert(alert) => Change::People(PeopleChange::CloseAlert(alert.id)),
            Line::Away(absence) => Change::Practice(PracticeChange::RemoveAbsence { id: absence.id, seen: as_new(absence) }),
            Line::Standing(_) | Line::Plan(_) | Line::Appointment(_) | Line::Visit(_) => return None,
        };
        Some(vec![Act::Do(Box::new(change))])
    }

    /// The form of an alert or a time away; `None` on an appointment.
    pub(super) fn edit_line(&self, see: &See<'_>) -> Option<Vec<Act>> {
        let name = &self.known.as_ref()?.client.name;
        let screen = match self.selected()? {
            Line::Alert(alert) => Screen::AlertForm(alert_form::AlertForm::edit(name.clone(), alert)),
            Line::Away(absence) => Screen::ClientAway(client_away::ClientAway::edit(see, self.id, name.clone(), absence)),
            Line::Standing(_) | Line::Plan(_) | Line::Appointment(_) | Line::Visit(_) => return None,
        };
        Some(vec![Act::Open(Box::new(screen))])
    }
}

/// The standing appointment it is a date of.
fn series(appointment: &Appointment) -> Option<SeriesId> {
    appointment.dated.map(|dated| dated.series)
}

/// An absence as it was seen.
pub(in crate::tui) fn as_new(absence: &Absence) -> NewAbsence {
    NewAbsence { of: absence.of, span: absence.span, reason: absence.reason.clone() }
}
