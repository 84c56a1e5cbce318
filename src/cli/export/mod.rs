//! Our own tables, for a spreadsheet or another knotbook, and the calendar.
mod ics;

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::ids::ClientId;
use crate::domain::people::client::Client;
use crate::domain::wording::say;
use crate::domain::wording::when::read_day;
use crate::exchange::csv::{ExportAppointment, ExportClient, ForeignStatus, write_appointments, write_clients};

/// Writes clients, appointments or the calendar for other programs.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook export csv clients --out clients.csv\n  knotbook export csv appointments --from \"1 jan 2026\" --to today\n  knotbook export ics dana.ics --therapist dana --force"
)]
pub struct ExportArgs {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// A table that spreadsheets open
    Csv(CsvArgs),
    /// The calendar (iCalendar), for calendar programs and phones
    Ics(ics::IcsArgs),
}

#[derive(Debug, Args)]
struct CsvArgs {
    #[arg(value_enum)]
    what: What,
    /// The file to write; it must not be there yet. Left out, the table is printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Appointments from this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Appointments to this day, itself included
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Clients,
    Appointments,
}

pub(super) fn run(args: &ExportArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.format {
        Format::Csv(args) => table(args, desk, world),
        Format::Ics(args) => ics::run(args, desk, world),
    }
}

/// The first and the last day of an export, as far as they are said.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

fn days(from: Option<&String>, to: Option<&String>, desk: &Desk) -> Result<Days, Stop> {
    let day = |said: Option<&String>| -> Result<Option<NaiveDate>, Stop> {
        said.map(|said| Ok(read_day(said, desk.today(), desk.directory.practice.order)?)).transpose()
    };
    Ok((day(from)?, day(to)?))
}

fn table(args: &CsvArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let days = days(args.from.as_ref(), args.to.as_ref(), desk)?;
    if matches!(args.what, What::Clients) && days != (None, None) {
        return Err(Stop::refused("Clients have no day, so --from and --to do not go with them. Leave them out."));
    }
    let clients = desk.store.all_clients()?;
    let rows = match args.what {
        What::Clients => Rows::Clients(clients),
        What::Appointments => Rows::Appointments(appointments(days, &clients, desk)?),
    };
    let Some(out) = &args.out else { return Ok(rows.write(desk, &mut *world.out)?) };
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(out);
    let mut file = made.map_err(|why| {
        if why.kind() == io::ErrorKind::AlreadyExists {
            Stop::refused(format!("{} is there already and was left as it is. Name another file.", out.display()))
        } else {
            Stop::Unusable(format!("{} could not be made: {why}.", out.display()))
        }
    })?;
    let what = rows.words();
    rows.write(desk, &mut file)?;
    file.sync_all()?;
    world.aside(format!("Wrote {what} to {}.", out.display()));
    Ok(())
}

enum Rows {
    Clients(Vec<Client>),
    Appointments(Vec<ExportAppointment>),
}

impl Rows {
    fn words(&self) -> String {
        match self {
            Self::Clients(rows) => say::count(rows.len(), "client", "clients"),
            Self::Appointments(rows) => say::count(rows.len(), "appointment", "appointments"),
        }
    }

    fn write(self, desk: &Desk, out: &mut dyn Write) -> io::Result<()> {
        let buffered = io::BufWriter::new(out);
        match self {
            Self::Clients(rows) => write_clients(buffered, rows.into_iter().map(|client| export_client(client, desk))),
            Self::Appointments(rows) => write_appointments(buffered, rows.into_iter()),
        }
    }
}

fn export_client(client: Client, desk: &Desk) -> ExportClient {
    let directory = &desk.directory;
    ExportClient {
        id: client.id.0,
        uid: client.uid,
        name: client.name.into(),
        preferred: client.preferred_name.into(),
        phones: client.phones.into(),
        email: client.email.into(),
        born: client.born,
        guardian: client.guardian.into(),
        therapist: client.therapist.and_then(|id| directory.staff(id)).map(|staff| staff.name.to_string()).unwrap_or_default(),
        service: client.service.and_then(|id| directory.service(id)).map(|service| service.name.to_string()).unwrap_or_default(),
        pressure: client.pressure.map(|pressure| pressure.to_string()).unwrap_or_default(),
        prefers: client.prefers.into(),
        note: client.note.into(),
        archived: client.archived,
    }
}

fn appointments(days: Days, clients: &[Client], desk: &Desk) -> Result<Vec<ExportAppointment>, Stop> {
    let about: HashMap<ClientId, &Client> = clients.iter().map(|client| (client.id, client)).collect();
    let mut rows = Vec::new();
    desk.store.each_appointment_in(days, |uid, appointment| {
        let client = about.get(&appointment.client).copied();
        rows.push(export_appointment(uid, appointment, client, desk));
        Ok(())
    })?;
    Ok(rows)
}

fn export_appointment(uid: &str, appointment: Appointment, client: Option<&Client>, desk: &Desk) -> ExportAppointment {
    let directory = &desk.directory;
    ExportAppointment {
        id: appointment.id.0,
        uid: uid.to_owned(),
        client_id: appointment.client.0,
        client: appointment.client_name.into(),
        client_phone: client.map(|client| client.phones.to_string()).unwrap_or_default(),
        client_born: client.and_then(|client| client.born),
        starts: appointment.span.from(),
        ends: appointment.span.to(),
        buffer: appointment.buffer,
        therapist: directory.staff(appointment.staff).map(|staff| staff.name.to_string()).unwrap_or_default(),
        service: directory.service(appointment.service).map(|service| service.name.to_string()).unwrap_or_default(),
        room: appointment.room.and_then(|id| directory.room(id)).map(|room| room.name.to_string()).unwrap_or_default(),
        status: foreign(appointment.status, appointment.cancelled_by),
        note: appointment.note.into(),
        cancel_reason: appointment.cancel_reason.into(),
    }
}

fn foreign(status: Status, by: Option<CancelledBy>) -> ForeignStatus {
    match (status, by) {
        (Status::Booked, _) => ForeignStatus::Booked,
        (Status::Confirmed, _) => ForeignStatus::Confirmed,
        (Status::Arrived, _) => ForeignStatus::Arrived,
        (Status::InSession, _) => ForeignStatus::InSession,
        (Status::Done, _) => ForeignStatus::Done,
        (Status::NoShow, _) => ForeignStatus::NoShow,
        (Status::Cancelled, Some(CancelledBy::Client)) => ForeignStatus::CancelledByClient,
        (Status::Cancelled, Some(CancelledBy::Practice)) => ForeignStatus::CancelledByPractice,
        (Status::Cancelled, None) => ForeignStatus::Cancelled,
        (Status::LateCancelled, _) => ForeignStatus::LateCancelled,
        (Status::ToRebook, _) => ForeignStatus::ToRebook,
        (Status::Held, _) => ForeignStatus::Held,
        (Status::Skipped, _) => ForeignStatus::Skipped,
        (Status::ToDecide, _) => ForeignStatus::ToDecide,
    }
}
