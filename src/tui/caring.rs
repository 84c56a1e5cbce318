//! The ways to what concerns care, and why the front desk does not go them.
use super::acts::go_home;
use super::app::{App, Tone};
use super::keys::Command;
use super::msg::Effect;
use super::perform::perform;
use super::screens::{Act, Screen, arrival, client, glance, note, notes};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::Status;
use crate::domain::care::note::{FoundNote, NoteOf};
use crate::domain::ids::{AppointmentId, ClientId};

/// Does a command of care; `None` when it is none.
pub(super) fn command(app: &mut App, command: Command) -> Option<Vec<Effect>> {
    if !matches!(command, Command::Glance | Command::AskArrival | Command::ToNotes) {
        return None;
    }
    if !app.viewer.sees_care() {
        let what = match command {
            Command::ToNotes => "Session notes are read and written",
            _ => "What concerns a client's health is asked and read",
        };
        let who = app.keymap().said(super::keys::Context::Reading, Command::Palette);
        app.say(format!("{what} by whoever treats. {who} switch who is at the keyboard."), Tone::Refused);
        return Some(Vec::new());
    }
    if command == Command::ToNotes {
        let notes = app.see().map(|see| notes::Notes::new(&see));
        return Some(notes.map(|notes| go_home(app, Screen::Notes(notes))).unwrap_or_default());
    }
    let on = app.screens.last().and_then(|screen| screen.page().stands_on()).cloned();
    let Some(appointment) = on else {
        app.say("Whose? Go to an appointment and say it again.", Tone::Plain);
        return Some(Vec::new());
    };
    let act = if command == Command::Glance { glance_at(appointment.id) } else { ask_arrival(&appointment) };
    Some(perform(app, vec![act]))
}

fn glance_at(id: AppointmentId) -> Act {
    Act::Open(Box::new(Screen::Glance(glance::GlanceScreen::new(id))))
}

/// The questions at arrival.
pub(super) fn ask_arrival(appointment: &Appointment) -> Act {
    Act::Open(Box::new(Screen::Arrival(arrival::Arrival::new(appointment.id, appointment.client_name.clone()))))
}

/// Whether what a client answers can be asked: who is here, or was.
pub(super) fn is_here(appointment: &Appointment) -> bool {
    matches!(appointment.status, Status::Arrived | Status::InSession | Status::Done)
}

/// The note of a session or a visit.
pub(super) fn open_note(of: NoteOf) -> Act {
    Act::Open(Box::new(Screen::Note(Box::new(note::SessionNote::of(of)))))
}

/// A signed note that was found.
pub(super) fn open_signed(found: &FoundNote) -> Act {
    Act::Open(Box::new(Screen::Note(Box::new(note::SessionNote::signed(found.note)))))
}

pub(super) fn open_client(client: ClientId) -> Act {
    Act::Open(Box::new(Screen::Client(client::Card::new(client))))
}
