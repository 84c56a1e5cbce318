//! Whom and which appointment the words of a command mean. Nothing is guessed: several are listed with their numbers.
use super::desk::Desk;
use super::find::client_rows;
use super::table::columns;
use super::world::Stop;
use crate::domain::book::appointment::Appointment;
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::people::card::ClientLine;
use crate::domain::text::fold;
use crate::domain::wording::say;

/// Listed at most when several fit.
const LISTED: usize = 9;

/// The one client that a number or some words mean.
pub(super) fn client(desk: &Desk, words: &str, archived: bool) -> Result<ClientLine, Stop> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Stop::refused("Whom? Say a part of the client's name, the phone, or the number from “knotbook find”."));
    }
    if let Some(found) = number(words).map(ClientId).map(|id| desk.store.client(id, desk.now)).transpose()?.flatten() {
        return Ok(desk.store.client_line(found.client.merged_into.unwrap_or(found.client.id))?);
    }
    let found = desk.store.find_clients(words, archived, LISTED)?;
    let whole: Vec<&ClientLine> = found.clients.iter().filter(|client| fold(client.name.as_str()) == fold(words)).collect();
    match (found.clients.as_slice(), whole.as_slice()) {
        ([], _) => Err(Stop::refused(format!(
            "No client fits “{words}”. Look with “knotbook find”, or add them with “knotbook clients add”; “knotbook book --new” does both."
        ))),
        ([one], _) => Ok(one.clone()),
        (_, [one]) => Ok((*one).clone()),
        (several, _) => {
            let mut lines = vec![format!("Several clients fit “{words}”. Say more, or the number in front:")];
            lines.extend(client_rows(several, desk));
            lines.extend((found.more > 0).then(|| format!("… and {} more.", found.more)));
            Err(Stop::refused(lines.join("\n")))
        }
    }
}

/// The one appointment that a number means, or the single upcoming one of the client whom the words mean.
pub(super) fn appointment(desk: &Desk, words: &str, wanted: impl Fn(&Appointment) -> bool) -> Result<Appointment, Stop> {
    let bare = words.trim().trim_start_matches('#');
    if let Some(found) = number(bare).map(AppointmentId).map(|id| desk.store.appointment(id)).transpose()?.flatten() {
        return Ok(found);
    }
    if words.trim().starts_with('#') {
        return Err(Stop::refused(format!("There is no appointment {words}. “knotbook day” shows the numbers.")));
    }
    let several = |stop| match stop {
        // The numbers in front are the clients'; here a bare number is an appointment's.
        Stop::Refused(words) => Stop::Refused(words.replace("Say more, or the number in front:", "Say more of the name or the phone:")),
        other => other,
    };
    let client = client(desk, words, true).map_err(several)?;
    let card = desk.store.client(client.id, desk.now)?;
    let today = desk.today();
    let Some(card) = card else { return Err(Stop::refused("The client is not in the book any more. Nothing was changed.")) };
    let past_today = card.past.into_iter().filter(|appointment| appointment.span.date() == today);
    let fits: Vec<Appointment> = card.upcoming.into_iter().chain(past_today).filter(wanted).collect();
    match fits.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Stop::refused(format!(
            "{} has no appointment today or later that this could be for. “knotbook clients show {}” lists all; name one by its number.",
            client.name, client.id.0
        ))),
        several => {
            let mut lines = vec![format!("{} has several appointments. Name one by its number:", client.name)];
            lines.extend(appointment_rows(several, desk));
            Err(Stop::refused(lines.join("\n")))
        }
    }
}

/// One line an appointment, its number in front.
pub(super) fn appointment_rows(appointments: &[Appointment], desk: &Desk) -> Vec<String> {
    let rows: Vec<Vec<String>> = appointments
        .iter()
        .map(|appointment| {
            vec![
                format!("#{}", appointment.id.0),
                say::moment(appointment.span.from(), desk.year()),
                format!("{:>3}", appointment.span.minutes()),
                appointment.status.word().to_owned(),
                desk.directory.service_short(appointment.service).to_owned(),
                desk.directory.staff_short(appointment.staff).to_owned(),
                desk.directory.room_short(appointment.room).to_owned(),
            ]
        })
        .collect();
    columns(&rows)
}

fn number(words: &str) -> Option<i64> {
    words.bytes().all(|byte| byte.is_ascii_digit()).then(|| words.parse().ok()).flatten()
}
