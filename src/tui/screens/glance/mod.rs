//! The ten seconds before a session, on one screen without scrolling.
pub(in crate::tui) mod lay;
pub(in crate::tui) mod view;

use super::day::steps;
use super::{Act, Page, See};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::glance::Glance;
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::Refusal;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply};
use Key::{Backspace, Char, Down, Esc, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Char(' '), Esc], Command::Back, "back", "back to where you were"),
    shown(&[Char('a')], Command::Arrive, "arrive", "the client is here; when they are, what they answer at arrival"),
    shown(&[Char('s')], Command::Start, "start", "the session begins"),
    shown(&[Char('d')], Command::Done, "done", "the session is over"),
    shown(&[Char('w')], Command::WriteNote, "note", "write the session note, or read the signed one"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
    quiet(&[Char('n')], Command::NoShow, "the client did not come"),
    quiet(&[Down], Command::Down, "findings that have no room"),
    quiet(&[Up], Command::Up, "back to the findings before"),
    quiet(&[Backspace], Command::StepBack, "one step back"),
];

/// What is known of one client before one session.
#[derive(Debug)]
pub struct GlanceScreen {
    id: AppointmentId,
    pub(super) appointment: Option<Appointment>,
    pub(super) glance: Option<Box<Glance>>,
    pub(super) gone: bool,
    /// The first row of findings that is shown, where not all have room.
    pub(super) list: List,
}

impl GlanceScreen {
    fn step(&self, command: Command, see: &See<'_>) -> Vec<Act> {
        self.appointment.as_ref().and_then(|appointment| steps::on_appointment(appointment, command, see)).unwrap_or_default()
    }

    pub fn new(id: AppointmentId) -> Self {
        Self { id, appointment: None, glance: None, gone: false, list: List::default() }
    }
}

impl Page for GlanceScreen {
    fn context(&self) -> Context {
        Context::Glance
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Appointment(self.id), Query::Glance(self.id)]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Appointment(appointment) => {
                self.gone = appointment.is_none();
                self.appointment.clone_from(appointment);
            }
            Reply::Glance(glance) => self.glance.clone_from(glance),
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match command {
            // What is drawn says how far it goes.
            Command::Down => self.list.top += 1,
            Command::Up => self.list.top = self.list.top.saturating_sub(1),
            _ => return self.step(command, see),
        }
        Vec::new()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.appointment.as_ref().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        matches!(command, Command::Down | Command::Up) || steps::is_of_use(self.appointment.as_ref(), command)
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.appointment.as_ref()
    }
}
