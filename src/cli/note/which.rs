//! Which session and which client the words of a command mean.
use chrono::{Days, Months, NaiveDate, NaiveDateTime};

use super::OfArgs;
use crate::cli::desk::Desk;
use crate::cli::whom::{self, appointment_rows};
use crate::cli::world::Stop;
use crate::domain::book::appointment::Appointment;
use crate::domain::care::note::{Draft, NoteOf};
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
    /// When a visit was that was never booked, where that is said.
    pub(super) visited: Option<NaiveDateTime>,
}

impl Wanted {
    fn session(appointment: &Appointment, desk: &Desk) -> Self {
        let when = say::moment(appointment.span.from(), desk.year());
        Self {
            of: NoteOf::Session(appointment.id),
            client: appointment.client,
            words: format!("{}, {when}", appointment.client_name),
            visited: None,
        }
    }

    pub(super) fn visit(client: ClientId, name: &Clean, visited: Option<NaiveDateTime>) -> Self {
        Self { of: NoteOf::Visit(client), client, words: format!("{name}, a visit that was not booked"), visited }
    }
}

/// The day of a session that is past: "12 may" is the last one, and so is "tue"; nothing is said of a day to come.
pub(in crate::cli) fn past_day(when: &str, desk: &Desk) -> Result<NaiveDate, Stop> {
    let date = read_day(when, desk.today(), desk.directory.practice.order)?;
    Ok(before(date, when, desk.today()).unwrap_or(date))
}

/// When a visit was: a day with its time, not to come.
fn past_moment(when: &str, desk: &Desk) -> Result<NaiveDateTime, Stop> {
    let at = read_moment(when, desk.now, desk.today(), desk.directory.practice.order)?;
    let at = before(at.date(), when, desk.today()).map_or(at, |date| date.and_time(at.time()));
    if at > desk.now {
        return Err(Stop::refused(format!("{} is still to come, so nobody was here then.", say::moment(at, desk.year()))));
    }
    Ok(at)
}

/// A client has one draft of a visit that was never booked: what is said of another one goes not into it.
pub(super) fn refuse_other_visit(wanted: &Wanted, draft: Option<&Draft>, desk: &Desk) -> Result<(), Stop> {
    let other = draft.map(|draft| draft.visited).filter(|visited| wanted.visited.is_some_and(|wanted| wanted != *visited));
    other.map_or(Ok(()), |visited| {
        Err(Stop::refused(format!(
            "A draft of another visit is there, of {}. Sign that one first, or leave --for away to go on with it. Nothing was changed.",
            say::moment(visited, desk.year())
        )))
    })
}

/// The same day of the week or of the year before today, where the words may mean it.
fn before(date: NaiveDate, when: &str, today: NaiveDate) -> Option<NaiveDate> {
    const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let said = when.trim().to_lowercase();
    match (date - today).num_days() {
        1..=7 if WEEK.iter().any(|day| said.starts_with(day)) => date.checked_sub_days(Days::new(7)),
        ..=7 => None,
        _ => date.checked_sub_months(Months::new(12)),
    }
}

/// The session that is meant; without words of a day the newest that has begun.
pub(super) fn session(args: &OfArgs, desk: &Desk) -> Result<Wanted, Stop> {
    if let Some(found) = numbered(&args.who, desk)? {
        return Ok(Wanted::session(&found, desk));
    }
    let client = whom::client(desk, &args.who, true)?;
    if args.visit {
        let visited = args.when.as_deref().map(|when| past_moment(when, desk)).transpose()?;
        return Ok(Wanted::visit(client.id, &client.name, visited));
    }
    if let Some(when) = &args.when {
        return on(client.id, &client.name, when, desk);
    }
    let record = desk.store.record(client.id, desk.now)?;
    let newest = record.and_then(|record| {
        record.visits.into_iter().rev().find(|visit| visit.appointment.is_some() && visit.at <= desk.now && visit.status.holds())
    });
    let found = newest.and_then(|visit| visit.appointment).map(|id| desk.store.appointment(id)).transpose()?.flatten();
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
    let (date, time) = if let Ok(date) = read_day(when, desk.today(), order) {
        (date, None)
    } else {
        let at = read_moment(when, desk.now, desk.today(), order)?;
        (at.date(), Some(at))
    };
    let fits = |date: NaiveDate| -> Result<Vec<Appointment>, Stop> {
        let entries = desk.store.day(date)?.entries.into_iter().map(|entry| entry.appointment);
        Ok(entries.filter(|one| one.client == client && time.is_none_or(|at| one.span.from().time() == at.time())).collect())
    };
    let mut found = fits(date)?;
    if let Some(past) = before(date, when, desk.today()).filter(|_| found.is_empty()) {
        found = fits(past)?;
    }
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
