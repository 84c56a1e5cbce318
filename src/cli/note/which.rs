//! Which session and which client the words of a command mean.
use super::OfArgs;
use crate::cli::desk::Desk;
use crate::cli::whom::{self, appointment_rows};
use crate::cli::world::Stop;
use crate::domain::book::appointment::Appointment;
use crate::domain::care::note::NoteOf;
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::domain::wording::when::{read_day, read_moment};

/// A note to be written: whose it is, and which session's.
pub(super) struct Wanted {
    pub(super) of: NoteOf,
    pub(super) client: ClientId,
    /// "Maria Smith, Tue 24 Nov 10:00".
    pub(super) words: String,
}

impl Wanted {
    fn session(appointment: &Appointment, desk: &Desk) -> Self {
        let when = say::moment(appointment.span.from(), desk.year());
        Self { of: NoteOf::Session(appointment.id), client: appointment.client, words: format!("{}, {when}", appointment.client_name) }
    }

    pub(super) fn visit(client: ClientId, name: &Clean) -> Self {
        Self { of: NoteOf::Visit(client), client, words: format!("{name}, a visit that was not booked") }
    }
}

/// The session that is meant; without words of a day the newest that has begun.
pub(super) fn session(args: &OfArgs, desk: &Desk) -> Result<Wanted, Stop> {
    if let Some(found) = numbered(&args.who, desk)? {
        return Ok(Wanted::session(&found, desk));
    }
    let client = whom::client(desk, &args.who, true)?;
    if args.visit {
        return Ok(Wanted::visit(client.id, &client.name));
    }
    if let Some(when) = &args.when {
        return on(client.id, &client.name, when, desk);
    }
    let record = desk.store.record(client.id, desk.now)?;
    let newest = record.and_then(|record| record.visits.into_iter().rev().find(|visit| visit.at <= desk.now && visit.status.holds()));
    let found = newest.map(|visit| desk.store.appointment(visit.appointment)).transpose()?.flatten();
    found.map(|found| Wanted::session(&found, desk)).ok_or_else(|| {
        Stop::refused(format!(
            "{} has had no session yet. Name the one you mean with --for \"tomorrow 10:00\", or write of a visit that was never booked with --visit.",
            client.name
        ))
    })
}

/// The appointment of "#12"; nothing for other words.
pub(super) fn numbered(who: &str, desk: &Desk) -> Result<Option<Appointment>, Stop> {
    let Some(number) = who.trim().strip_prefix('#') else { return Ok(None) };
    let found = number.parse().ok().map(|id| desk.store.appointment(AppointmentId(id))).transpose()?.flatten();
    found.map(Some).ok_or_else(|| Stop::refused(format!("There is no appointment {who}. “knotbook day” shows the numbers.")))
}

fn on(client: ClientId, name: &Clean, when: &str, desk: &Desk) -> Result<Wanted, Stop> {
    let order = desk.directory.practice.order;
    let (date, time) = match read_day(when, desk.today(), order) {
        Ok(date) => (date, None),
        Err(_) => {
            let at = read_moment(when, desk.now, desk.today(), order)?;
            (at.date(), Some(at))
        }
    };
    let entries = desk.store.day(date)?.entries.into_iter().map(|entry| entry.appointment);
    let found: Vec<Appointment> = entries.filter(|one| one.client == client && time.is_none_or(|at| one.span.from() == at)).collect();
    match found.as_slice() {
        [one] => Ok(Wanted::session(one, desk)),
        [] => Err(Stop::refused(format!(
            "{name} has no appointment {}. For a visit that was never booked add --visit.",
            time.map_or_else(|| format!("on {}", say::full_day(date)), |at| format!("on {}", say::moment(at, desk.year())))
        ))),
        several => {
            let mut lines = vec![format!("{name} has several appointments that day. Say the time too, or name one by its number:")];
            lines.extend(appointment_rows(several, desk));
            Err(Stop::refused(lines.join("\n")))
        }
    }
}
