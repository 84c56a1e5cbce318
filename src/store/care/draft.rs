//! Notes that are being written: one a session, kept as it is typed, held by one window at a time.
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::note;
use crate::domain::care::note::{Draft, Kept, NoteOf, Written};
use crate::domain::change::Stamp;
use crate::domain::ids::{AppointmentId, ClientId, StaffId};
use crate::domain::refusal::Refusal;
use crate::store::connection::Access;
use crate::store::rows::Instant;
use crate::store::{Error, Store};

/// The row of a draft: a session's own, or the client's one that belongs to no session.
pub(super) const ROW: &str = "((:appointment IS NOT NULL AND appointment_id = :appointment)
    OR (:appointment IS NULL AND appointment_id IS NULL AND client_id = :client))";

/// Whose draft it is: the client, and the session if there is one.
pub(super) fn subject(connection: &Connection, of: NoteOf) -> Result<(ClientId, Option<AppointmentId>), Error> {
    match of {
        NoteOf::Visit(client) => Ok((client, None)),
        NoteOf::Session(id) => {
            let mut ask = connection.prepare_cached("SELECT client_id FROM appointment WHERE id = :id")?;
            let client = ask.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
            Ok((client.ok_or(Refusal::Gone { what: "appointment" })?, Some(id)))
        }
    }
}

pub(super) fn draft(connection: &Connection, of: NoteOf) -> Result<Option<Draft>, Error> {
    let (client, appointment) = subject(connection, of)?;
    let sql = format!("SELECT written, staff_id, at, holder FROM note_draft WHERE {ROW} ORDER BY id LIMIT 1");
    let read = |row: &Row<'_>| {
        let (written, by, at, holder): (String, Option<StaffId>, Instant, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((written, by, at.0, holder))
    };
    let found =
        connection.prepare_cached(&sql)?.query_row(named_params! {":client": client, ":appointment": appointment}, read).optional()?;
    Ok(found.map(|(written, by, at, holder)| {
        let holder = if is_gone(&holder) { String::new() } else { holder };
        Draft { of, written: read_written(&written), by, at, holder }
    }))
}

/// A window's name begins with the number of its process; one that ended without leaving its note holds it no longer. Where that
/// cannot be told, it holds it.
fn is_gone(holder: &str) -> bool {
    let process = holder.split_once('-').and_then(|(process, _)| process.parse::<u32>().ok());
    let processes = std::path::Path::new("/proc");
    process.is_some_and(|process| processes.join("self").exists() && !processes.join(process.to_string()).exists())
}

/// What another version kept is shown as it is rather than not at all.
fn read_written(json: &str) -> Written {
    serde_json::from_str(json).unwrap_or_else(|_| Written { subjective: crate::domain::text::Clean::text(json), ..Written::default() })
}

pub(super) fn forget(connection: &Connection, of: NoteOf) -> Result<(), Error> {
    let (client, appointment) = subject(connection, of)?;
    let sql = format!("DELETE FROM note_draft WHERE {ROW}");
    connection.prepare_cached(&sql)?.execute(named_params! {":client": client, ":appointment": appointment})?;
    Ok(())
}

/// Writes a draft, whoever holds it.
pub(super) fn write(connection: &Connection, of: NoteOf, written: &Written, holder: &str, stamp: Stamp) -> Result<(), Error> {
    let (client, appointment) = subject(connection, of)?;
    let json = serde_json::to_string(written).map_err(anyhow::Error::from)?;
    let values = named_params! {
        ":client": client, ":appointment": appointment, ":staff": stamp.by, ":written": json, ":holder": holder, ":at": Instant(stamp.at),
    };
    let sql = format!(
        "UPDATE note_draft SET written = :written, staff_id = coalesce(:staff, staff_id), holder = :holder, at = :at, client_id = :client WHERE {ROW}"
    );
    if connection.prepare_cached(&sql)?.execute(values)? == 0 {
        connection
            .prepare_cached(
                "INSERT INTO note_draft (client_id, appointment_id, staff_id, written, holder, at)
                 VALUES (:client, :appointment, :staff, :written, :holder, :at)",
            )?
            .execute(values)?;
    }
    Ok(())
}

impl Store {
    /// The draft of a note, if somebody has begun one.
    pub fn note_draft(&self, of: NoteOf) -> Result<Option<Draft>, Error> {
        self.refuse_desk("read session notes")?;
        draft(&self.connection, of)
    }

    /// Keeps what is written so far for the window `holder`. When another window has it, nothing is kept, unless this one takes
    /// it over. Nothing written is nothing kept.
    pub fn keep_note(&mut self, of: NoteOf, written: &Written, holder: &str, take_over: bool, stamp: Stamp) -> Result<Kept, Error> {
        self.refuse_desk("write session notes")?;
        if self.access() == Access::ReadOnly {
            return Err(Refusal::ReadOnly.into());
        }
        written.check_length()?;
        self.writing(|tx, _| {
            if let NoteOf::Session(id) = of
                && note::of_session(tx, id)?.is_some()
            {
                return Ok(Kept::Signed);
            }
            let known = draft(tx, of)?;
            if let Some(held) = known.as_ref().filter(|held| !take_over && !held.holder.is_empty() && held.holder != holder) {
                return Ok(Kept::HeldElsewhere { by: held.by, at: held.at });
            }
            if written.is_empty() {
                forget(tx, of)?;
            } else {
                write(tx, of, written, holder, stamp)?;
            }
            Ok(Kept::Yes)
        })
    }

    /// The window `holder` is done with a draft; it stays, for whoever opens it next.
    pub fn leave_note(&mut self, of: NoteOf, holder: &str) -> Result<(), Error> {
        if self.access() == Access::ReadOnly {
            return Ok(());
        }
        self.writing(|tx, _| {
            let (client, appointment) = subject(tx, of)?;
            let sql = format!("UPDATE note_draft SET holder = '' WHERE holder = :holder AND {ROW}");
            tx.prepare_cached(&sql)?.execute(named_params! {":client": client, ":appointment": appointment, ":holder": holder})?;
            Ok(())
        })
    }

    /// When the newest draft of anybody was kept; nothing when there is none.
    pub fn newest_draft(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let mut ask = self.connection.prepare_cached("SELECT max(at) FROM note_draft")?;
        Ok(ask.query_row([], |row| row.get::<_, Option<Instant>>(0))?.map(|at| at.0))
    }
}
