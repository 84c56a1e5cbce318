//! What follows from a question once it is answered.
use super::app::App;
use super::dialog::{Body, Dialog, Over};
use super::msg::{Effect, Fit, Instead};
use super::screens::Act;
use super::screens::note::Sheet;
use super::standing::Which;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::{CancelledBy, Status, cancelled};
use crate::domain::change::{Anyway, BookChange, Booking, Change, Step};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::domain::wording::again::after;
use crate::domain::wording::{say, when};

impl Dialog {
    pub(super) fn go_on(&mut self, app: &App) -> Vec<Act> {
        if let Body::Again(again) = &mut self.body {
            return again.go_on(app);
        }
        if let Body::Note(asked) = &mut self.body {
            let mut sheet = Sheet { title: &mut self.title, form: &mut self.form, list: &mut self.list };
            return asked.go_on(&mut sheet);
        }
        if let Body::Terms(question) = &mut self.body {
            return question.go_on();
        }
        if let Body::Which(which) = &mut self.body {
            return which.choose(self.list.selected, app);
        }
        let close = |act: Act| vec![Act::CloseDialog, act];
        match &self.body {
            Body::Help(_) => vec![Act::CloseDialog],
            Body::Leave { .. } => vec![Act::Want(Effect::Quit)],
            Body::Restore { copy, .. } => vec![Act::Want(Effect::Instead(Instead::Restore(copy.clone())))],
            Body::Again(_) | Body::Which(_) | Body::Terms(_) | Body::Note(_) => Vec::new(),
            Body::Repeat(repeating) => repeating.go_on(app),
            Body::Palette { all, fitting } => match fitting.get(self.list.selected).and_then(|place| all.get(*place)) {
                Some(found) => close(Act::Run(found.command)),
                None => vec![Act::Refuse("No command has these words. Type fewer letters, or esc.".into())],
            },
            Body::Who { all, fitting } => match fitting.get(self.list.selected).and_then(|place| all.get(*place)) {
                Some((id, _)) => close(Act::Want(Effect::SwitchTo(*id))),
                None => vec![Act::Refuse("Nobody here is called that. Type fewer letters, or esc.".into())],
            },
            Body::GoTo { .. } => match read_go_to(self.form.value(0).as_str(), app) {
                Ok((Going::Day(date), _)) => close(Act::GoTo(date)),
                Ok((Going::Moment(moment), _)) => close(Act::Typed(moment)),
                Ok((Going::After(date), _)) => close(Act::FitAfter(date)),
                Err(why) => vec![Act::Refuse(why)],
            },
            Body::Cancel { appointment, late_hours } => {
                let (choice, reason) = (self.form.chosen(0), self.form.value(1));
                let change = cancellation(appointment, *late_hours, choice, reason.clone(), app);
                let several = matches!(choice, Some(1 | 2));
                let which = several.then(|| Which::cancelling(appointment, change.clone(), by(choice), reason, app.now)).flatten();
                vec![which.map_or_else(|| Act::Do(Box::new(change)), |which| Act::Ask(Box::new(Dialog::which(which))))]
            }
            Body::Hits { change, .. } => vec![Act::Do(change.clone())],
            Body::Keep { kept, .. } => {
                let reason = self.form.value(0);
                if reason.is_empty() {
                    return vec![Act::Refuse(
                        "Say in a word why it stays as it is; it is kept in the history. Or esc, and move it.".into(),
                    )];
                }
                vec![Act::Do(Box::new(Change::Book(BookChange::Keep { kept: kept.clone(), reason })))]
            }
            Body::Stop { step, .. } => {
                let reason = self.form.value(0);
                if reason.is_empty() {
                    return vec![Act::Refuse(
                        "Say in a word why the session begins all the same; it is kept with the appointment. Or esc: nothing begins."
                            .into(),
                    )];
                }
                vec![Act::Do(Box::new(Change::Book(BookChange::Step(Step { stop: Some(reason), ..step.as_ref().clone() }))))]
            }
            Body::Anyway { fit, of } => {
                let reason = self.form.value(0);
                if reason.is_empty() {
                    return vec![Act::Refuse(
                        "Say in a word why it is booked anyway; it stays in the history. Or esc, and take another time.".into(),
                    )];
                }
                over(of, fit, Anyway { reason, seen: fit.conflicts.clone() })
            }
        }
    }
}

fn over(of: &Over, fit: &Fit, anyway: Anyway) -> Vec<Act> {
    let change = match of {
        Over::Date => return vec![Act::CloseDialog, Act::Because(anyway)],
        Over::Moving(moving) => moving.change(fit.slot, Some(anyway)),
        Over::Booking(booking) => {
            Change::Book(BookChange::Book(Booking { slot: fit.slot, anyway: Some(anyway), ..booking.as_ref().clone() }))
        }
        Over::Altering(change) => match change.as_ref() {
            Change::Book(BookChange::Alter { id, fields, .. }) => {
                Change::Book(BookChange::Alter { id: *id, fields: fields.clone(), anyway: Some(anyway) })
            }
            Change::Book(BookChange::Swap { a, b, .. }) => Change::Book(BookChange::Swap { a: *a, b: *b, anyway: Some(anyway) }),
            other => other.clone(),
        },
        Over::Stepping(step) => Change::Book(BookChange::Step(Step { anyway: Some(anyway), ..step.clone() })),
    };
    vec![Act::Do(Box::new(change))]
}

/// What a cancellation of the chosen kind is noted as.
pub(super) fn called_off(appointment: &Appointment, late_hours: u32, choice: Option<i64>, app: &App) -> Status {
    match choice {
        Some(3) => Status::ToRebook,
        Some(4) => Status::Skipped,
        Some(2) => cancelled(CancelledBy::Practice, appointment.span.from(), app.now, late_hours),
        _ => cancelled(CancelledBy::Client, appointment.span.from(), app.now, late_hours),
    }
}

fn by(choice: Option<i64>) -> CancelledBy {
    if choice == Some(2) { CancelledBy::Practice } else { CancelledBy::Client }
}

fn cancellation(appointment: &Appointment, late_hours: u32, choice: Option<i64>, reason: Clean, app: &App) -> Change {
    let to = called_off(appointment, late_hours, choice, app);
    Change::Book(BookChange::Step(Step {
        id: appointment.id,
        seen: appointment.status,
        to,
        at: app.now,
        cancel: (to != Status::Skipped).then(|| (by(choice), reason)),
        anyway: None,
        stop: None,
    }))
}

pub(super) enum Going {
    Day(chrono::NaiveDate),
    Moment(chrono::NaiveDateTime),
    /// To the first fit after this day.
    After(chrono::NaiveDate),
}

/// A day; while something is being moved, a moment if a time is said, or the first fit after a day.
pub(super) fn read_go_to(text: &str, app: &App) -> Result<(Going, String), String> {
    let Some(directory) = &app.directory else { return Err(String::new()) };
    let order = directory.practice.order;
    if let (Some(_), Some(day)) = (&app.moving, after(&text.to_lowercase()))
        && let Ok(day) = when::read_day(day, app.now.date(), order)
    {
        return Ok((Going::After(day), format!("the first fit after {}", say::full_day(day))));
    }
    let day = when::read_day(text, app.now.date(), order);
    if let Some(moving) = &app.moving
        && day.is_err()
    {
        let moment = when::read_moment(text, app.now, moving.target.span.date(), order).map_err(|why| why.to_string())?;
        return Ok((Going::Moment(moment), format!("{}, {}", say::full_day(moment.date()), say::time(moment.time()))));
    }
    let day = day.map_err(|why| why.to_string())?;
    Ok((Going::Day(day), say::full_day(day)))
}

/// The question whether two shall be swapped in spite of what speaks against it.
pub(super) fn swap_anyway(swap: Change, refusal: &Refusal) -> Option<Act> {
    let (conflicts, ways) = conflicts_of(refusal)?;
    let Change::Book(BookChange::Swap { a, .. }) = &swap else { return None };
    let fit = Fit { slot: a.1, conflicts: conflicts.to_vec(), ways: ways.to_vec() };
    Some(Act::Ask(Box::new(Dialog::over(fit, Over::Altering(Box::new(swap))))))
}

/// The conflicts of a refusal as something to decide about.
pub(super) fn conflicts_of(refusal: &Refusal) -> Option<(&[crate::domain::book::conflict::Conflict], &[crate::domain::refusal::Way])> {
    match refusal {
        Refusal::Conflicts { conflicts, ways } => Some((conflicts, ways)),
        _ => None,
    }
}
