//! A date of a standing appointment that met a conflict: it holds no time until it is moved, booked anyway or skipped.
use super::ToDecide;
use crate::domain::book::decide::Hit;
use crate::domain::book::status::Status;
use crate::domain::change::{BookChange, Change, Step};
use crate::tui::dialog::{Dialog, Over};
use crate::tui::keys::{Command, Context};
use crate::tui::msg::{Answer, Fit, Query, Reply};
use crate::tui::screens::standing::words;
use crate::tui::screens::{Act, Page, See};

impl ToDecide {
    /// The selected one, when it is a date that holds no time.
    pub(super) fn date(&self) -> Option<&Hit> {
        self.hits.get(self.list.selected).map(|(hit, _)| hit).filter(|hit| hit.appointment.status == Status::ToDecide)
    }

    pub(super) fn asks_standing(&self) -> Option<Query> {
        self.series().map(Query::Series)
    }

    pub(super) fn take_standing(&mut self, answer: &Answer) {
        if let Reply::Series(found) = &answer.reply {
            self.standing = found.as_deref().map(|(series, _)| series.clone());
        }
    }

    /// "Date to decide: every 2 weeks on Tuesday at 10:00, 8 times", and the ways out.
    pub(super) fn date_words(&self, see: &See<'_>) -> Option<[String; 2]> {
        self.date()?;
        let repeats = self.standing.as_ref().filter(|series| Some(series.id) == self.series()).map(|series| words::repeats(&series.terms));
        let keys = [Command::Move, Command::KeepAsIs, Command::Cancel].map(|command| see.key(Context::ToDecide, command));
        let [to, keep, cancel] = keys;
        let ways = format!("{to} another time · {keep} book it anyway · {cancel} skip it");
        Some([format!("Date to decide: {}", repeats.unwrap_or_default()), ways])
    }
}

/// Books a date where its standing appointment has it: at once where nothing stands in its way any more, else with a reason.
pub(super) fn book(hit: &Hit, see: &See<'_>) -> Vec<Act> {
    let appointment = &hit.appointment;
    let (id, seen) = (appointment.id, appointment.status);
    let step = Step { id, seen, to: Status::Booked, at: see.now, cancel: None, anyway: None, stop: None };
    if hit.conflicts.is_empty() {
        return vec![Act::Do(Box::new(Change::Book(BookChange::Step(step))))];
    }
    let fit = Fit { slot: appointment.slot(), conflicts: hit.conflicts.clone(), ways: Vec::new() };
    vec![Act::Ask(Box::new(Dialog::over(fit, Over::Stepping(step))))]
}

/// Why it cannot be marked with others.
pub(super) fn alone(hit: &Hit) -> String {
    format!("{}: a date that holds no time is decided by itself: another time, booked anyway, or skipped.", hit.appointment.client_name)
}
