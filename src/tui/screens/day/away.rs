//! Absences on the day: blocked, changed and taken out where they are seen.
use super::{DayScreen, next_step};
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::book::decide::{Hit, against, in_the_way};
use crate::domain::book::status::Status;
use crate::domain::change::Change;
use crate::domain::practice::hours::Absence;
use crate::domain::span::Span;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::settings::form::ThingForm;
use crate::tui::screens::settings::section::removal;
use crate::tui::screens::to_decide::why_words;
use crate::tui::screens::{Act, Screen, See};

impl DayScreen {
    /// The absence on the selected row.
    pub(super) fn absence(&self) -> Option<&Absence> {
        match self.selected()? {
            Row::Away { absence, .. } => self.day.as_ref()?.absences.get(*absence),
            Row::Entry(_) | Row::Free { .. } | Row::Break { .. } | Row::Now(_) => None,
        }
    }

    pub(super) fn edit_absence(&self, see: &See<'_>) -> Vec<Act> {
        let form = self.absence().and_then(|absence| ThingForm::of_absence(absence, see));
        form.map(|form| Act::Open(Box::new(Screen::SettingsForm(form)))).into_iter().collect()
    }

    pub(super) fn remove_absence(&self, see: &See<'_>) -> Vec<Act> {
        if let Some(absence) = self.absence() {
            return vec![Act::Do(Box::new(Change::Practice(removal(absence))))];
        }
        let [remove, cancel] = [Command::Remove, Command::Cancel].map(|command| see.key(Context::Day, command));
        vec![Act::Say(format!("There is no absence on this row. {remove} takes one out; {cancel} cancels an appointment."))]
    }

    /// The form for a block, with the therapist and the free time that are selected.
    pub(super) fn block(&self, see: &See<'_>) -> Vec<Act> {
        let place = self.selected().and_then(|row| self.place_of(row));
        let free = matches!(self.selected(), Some(Row::Free { .. } | Row::Break { .. }));
        let staff = place.map(|(staff, _)| staff).or(self.only);
        let from_now = |span: Span| if span.contains(see.now) { Span::new(next_step(see), span.to()).unwrap_or(span) } else { span };
        let span = place.filter(|_| free).map_or_else(|| Span::whole_day(self.date), |(_, span)| from_now(span));
        vec![Act::Open(Box::new(Screen::SettingsForm(ThingForm::block(staff, span, see))))]
    }
}

/// What speaks against an appointment that is to be decided, as far as its day tells it.
pub(super) fn why(day: &Day, entry: &Entry, see: &See<'_>) -> Option<String> {
    let appointment = &entry.appointment;
    if !appointment.to_decide {
        return None;
    }
    let hours = day.worked.iter().find(|worked| worked.staff == appointment.staff).map_or(&[][..], |worked| &worked.hours);
    let is_date = appointment.status == Status::ToDecide;
    let conflicts =
        if is_date { in_the_way(appointment, day, see.directory) } else { against(appointment, hours, &day.absences, see.directory) };
    let words = why_words(&Hit { appointment: appointment.clone(), conflicts });
    Some(match (is_date, words.is_empty()) {
        (true, true) => "its time is free by now · a date to decide".to_owned(),
        (true, false) => format!("{words} · a date to decide"),
        (false, true) => "to decide".to_owned(),
        (false, false) => words,
    })
}
