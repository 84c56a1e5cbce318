//! What the Day, the client and the appointment's own screen do with an appointment in the same way: the status keys, and
//! what begins a cancellation, a move or an edit.
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::{self, Status};
use crate::domain::care::note::NoteOf;
use crate::domain::change::{BookChange, Change, Step};
use crate::domain::refusal::Refusal;
use crate::tui::caring;
use crate::tui::dialog::{Dialog, Over};
use crate::tui::dialog_acts::conflicts_of;
use crate::tui::keys::{Command, Context};
use crate::tui::moving::Moving;
use crate::tui::msg::Fit;
use crate::tui::repeating;
use crate::tui::screens::{Act, Screen, See, booking, client, note};
use crate::tui::standing::{self, Which};

/// The act of a status key, or the sentence that says why not.
pub(in crate::tui) fn step(appointment: &Appointment, to: Status, see: &See<'_>) -> Vec<Act> {
    if let Some(why) = status::why_not(appointment.status, to, appointment.span.from(), see.now) {
        return vec![Act::Refuse(format!("{}: {}", appointment.client_name, why))];
    }
    vec![Act::Do(Box::new(Change::Book(BookChange::Step(step_to(appointment, to, see)))))]
}

fn step_to(appointment: &Appointment, to: Status, see: &See<'_>) -> Step {
    Step { id: appointment.id, seen: appointment.status, to, at: see.now, cancel: None, anyway: None, stop: None }
}

/// One step back, as the real times tell it.
pub(in crate::tui) fn step_back(appointment: &Appointment, see: &See<'_>) -> Vec<Act> {
    if let Some(to) = appointment.real.back_from(appointment.status) {
        let change = Change::Book(BookChange::Step(step_to(appointment, to, see)));
        let which = Which::restoring(appointment, change.clone(), see.now);
        return vec![which.map_or_else(|| Act::Do(Box::new(change)), |which| Act::Ask(Box::new(Dialog::which(which))))];
    }
    let undo = see.key(Context::Reading, Command::Undo);
    vec![Act::Say(format!("{} is booked; there is no step before that. {undo} takes the booking back.", appointment.client_name))]
}

/// A step back into a time that somebody holds by now: it can still be done, with a reason.
pub(in crate::tui) fn step_refused(appointment: &Appointment, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
    let (Some((conflicts, ways)), Some(to)) = (conflicts_of(refusal), appointment.real.back_from(appointment.status)) else {
        return Vec::new();
    };
    if appointment.status.holds() || see.moving.is_some() {
        return Vec::new();
    }
    let fit = Fit { slot: appointment.slot(), conflicts: conflicts.to_vec(), ways: ways.to_vec() };
    vec![Act::Ask(Box::new(Dialog::over(fit, Over::Stepping(step_to(appointment, to, see)))))]
}

/// Whether it is a date of a standing appointment that holds no time: it can be booked where it stands.
pub(in crate::tui) fn is_open_date(appointment: &Appointment) -> bool {
    matches!(appointment.status, Status::Skipped | Status::ToDecide)
}

/// The status a command steps to.
pub(in crate::tui) fn status_of(command: Command) -> Option<Status> {
    match command {
        Command::Confirm => Some(Status::Confirmed),
        Command::Arrive => Some(Status::Arrived),
        Command::Start => Some(Status::InSession),
        Command::Done => Some(Status::Done),
        Command::NoShow => Some(Status::NoShow),
        _ => None,
    }
}

/// Whether a key is of use on this row: the next steps of an appointment, and nothing of them on a row without one.
pub(in crate::tui) fn is_of_use(appointment: Option<&Appointment>, command: Command) -> bool {
    let Some(status) = appointment.map(|appointment| appointment.status) else {
        return status_of(command).is_none()
            && !matches!(
                command,
                Command::Move
                    | Command::Mark
                    | Command::Again
                    | Command::Repeat
                    | Command::Cancel
                    | Command::Edit
                    | Command::OpenClient
                    | Command::WriteNote
                    | Command::Glance
            );
    };
    match command {
        Command::Confirm => status == Status::Booked,
        Command::Arrive => status.is_expected(),
        Command::Start => status == Status::Arrived,
        Command::Done => status == Status::InSession,
        Command::Move => status.is_expected() || status.waits() || matches!(status, Status::Arrived | Status::Held),
        Command::Cancel => status.is_expected() || matches!(status, Status::Arrived | Status::Held | Status::ToRebook | Status::ToDecide),
        _ => true,
    }
}

fn skipped_words(appointment: &Appointment, see: &See<'_>) -> String {
    let [back, to] = [Command::StepBack, Command::Move].map(|command| see.key(Context::Day, command));
    format!("{} skips this date; it does not happen. {back} books it after all, {to} gives it another time.", appointment.client_name)
}

/// What the Day and the appointment's own screen do with an appointment in the same way.
pub(in crate::tui) fn on_appointment(appointment: &Appointment, command: Command, see: &See<'_>) -> Option<Vec<Act>> {
    if command == Command::Arrive && see.viewer.sees_care() && caring::is_here(appointment) {
        return Some(vec![caring::ask_arrival(appointment)]);
    }
    if let Some(to) = status_of(command) {
        return Some(step(appointment, to, see));
    }
    if let Some(acts) = standing::terms::on_date(appointment, command, see) {
        return Some(acts);
    }
    Some(match command {
        Command::Book if is_open_date(appointment) => step(appointment, Status::Booked, see),
        Command::Cancel if is_open_date(appointment) => step(appointment, Status::Skipped, see),
        Command::StepBack => step_back(appointment, see),
        // It holds no time: there is nothing to call off.
        Command::Cancel if appointment.status == Status::ToDecide => step(appointment, Status::Skipped, see),
        Command::Cancel if appointment.status == Status::Skipped => vec![Act::Say(skipped_words(appointment, see))],
        Command::Cancel => {
            let begun = status::why_not(appointment.status, Status::Cancelled, appointment.span.from(), see.now);
            match begun {
                Some(why) => vec![Act::Refuse(format!("{}: {why}", appointment.client_name))],
                None => vec![Act::Ask(Box::new(Dialog::cancel(appointment.clone(), see.directory.practice.late_cancel_hours)))],
            }
        }
        Command::Move if appointment.status.holds() || appointment.status.waits() => {
            vec![Act::Move(Box::new(Moving::new(appointment.clone())))]
        }
        Command::Move => vec![Act::Refuse(format!(
            "{} is {}; step back first (backspace), then move.",
            appointment.client_name,
            appointment.status.word()
        ))],
        Command::Repeat => repeating::ask(vec![appointment.clone()], see),
        Command::Again => vec![Act::Ask(Box::new(Dialog::again(appointment.clone(), see)))],
        Command::Edit => vec![Act::Open(Box::new(Screen::Booking(booking::Booking::edit(see, appointment))))],
        Command::WriteNote => vec![note::open(NoteOf::Session(appointment.id))],
        Command::OpenClient => vec![Act::Open(Box::new(Screen::Client(client::Card::new(appointment.client))))],
        _ => return None,
    })
}
