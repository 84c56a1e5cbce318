//! Our own tables, for a spreadsheet or for another knotbook: what is written here is read back by the same headings.
use std::io;

use ::csv::{Terminator, Writer, WriterBuilder};
use chrono::{NaiveDate, NaiveDateTime};

pub use super::cell::safe_cell;
use super::status::ForeignStatus;

/// Excel takes a file without it for Windows-1252 and spoils every name that is not English.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One client, to be written; a text is empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportClient {
    pub id: i64,
    pub uid: String,
    pub name: String,
    pub preferred: String,
    pub phones: String,
    pub email: String,
    pub born: Option<NaiveDate>,
    pub guardian: String,
    /// The preferred therapist's name.
    pub therapist: String,
    /// The usual service's name.
    pub service: String,
    pub pressure: String,
    /// When they like to come.
    pub prefers: String,
    pub note: String,
    pub archived: bool,
}

/// One appointment, to be written; a text is empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportAppointment {
    pub id: i64,
    pub uid: String,
    pub client_id: i64,
    pub client: String,
    pub client_phone: String,
    pub client_born: Option<NaiveDate>,
    /// Wall-clock time of the practice.
    pub starts: NaiveDateTime,
    /// Wall-clock time of the practice, clean-up not included.
    pub ends: NaiveDateTime,
    /// Clean-up minutes after.
    pub buffer: u32,
    pub therapist: String,
    pub service: String,
    pub room: String,
    pub status: ForeignStatus,
    pub note: String,
    pub cancel_reason: String,
}

const CLIENT_HEADINGS: [&str; 14] = [
    "Client ID",
    "Knotbook UID",
    "Name",
    "Preferred name",
    "Phone",
    "Email",
    "Born",
    "Guardian",
    "Preferred therapist",
    "Usual service",
    "Pressure",
    "Likes to come",
    "Note",
    "Archived",
];

const APPOINTMENT_HEADINGS: [&str; 15] = [
    "Appointment ID",
    "Knotbook UID",
    "Client ID",
    "Client",
    "Client phone",
    "Client born",
    "Starts",
    "Ends",
    "Clean-up minutes",
    "Therapist",
    "Service",
    "Room",
    "Status",
    "Note",
    "Cancel reason",
];

/// Writes clients: UTF-8 with byte order mark, commas, CRLF, quoted as RFC 4180 says; no cell is a formula.
pub fn write_clients(out: impl io::Write, rows: impl Iterator<Item = ExportClient>) -> io::Result<()> {
    let mut writer = begin(out, &CLIENT_HEADINGS)?;
    for row in rows {
        let (id, born) = (row.id.to_string(), date(row.born));
        let archived = if row.archived { "yes" } else { "no" };
        let cells = [
            &id,
            &row.uid,
            &row.name,
            &row.preferred,
            &row.phones,
            &row.email,
            &born,
            &row.guardian,
            &row.therapist,
            &row.service,
            &row.pressure,
            &row.prefers,
            &row.note,
            archived,
        ];
        writer.write_record(cells.map(|cell| safe_cell(cell).into_owned()))?;
    }
    writer.flush()
}

/// Writes appointments, in the same form as [`write_clients`].
pub fn write_appointments(out: impl io::Write, rows: impl Iterator<Item = ExportAppointment>) -> io::Result<()> {
    let mut writer = begin(out, &APPOINTMENT_HEADINGS)?;
    for row in rows {
        let cells = [
            &row.id.to_string(),
            &row.uid,
            &row.client_id.to_string(),
            &row.client,
            &row.client_phone,
            &date(row.client_born),
            &row.starts.format("%Y-%m-%d %H:%M").to_string(),
            &row.ends.format("%Y-%m-%d %H:%M").to_string(),
            &row.buffer.to_string(),
            &row.therapist,
            &row.service,
            &row.room,
            row.status.word(),
            &row.note,
            &row.cancel_reason,
        ];
        writer.write_record(cells.map(|cell| safe_cell(cell).into_owned()))?;
    }
    writer.flush()
}

fn begin<W: io::Write>(mut out: W, headings: &[&str]) -> io::Result<Writer<W>> {
    out.write_all(BOM)?;
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(headings)?;
    Ok(writer)
}

fn date(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
