//! Notes that are being written: one a session, kept as it is typed, held by one window at a time.
use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::note;
use crate::domain::care::note::{Draft, Keep, Kept, NoteOf, Written};
use crate::domain::change::Stamp;
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::refusal::Refusal;
use crate::store::connection::Access;
use crate::store::rows::{Instant, Wall};
use crate::store::{Error, Store};

/// The row of a draft: that of a session, or the client's one that belongs to none.
const ROW: &str = "((:appointment IS NOT NULL AND appointment_id = :appointment)
    OR (:appointment IS NULL AND appointment_id IS NULL AND client_id = :client))";

/// Under which client and appointment a draft stands.
struct Key {
    client: ClientId,
    appointment: Option<AppointmentId>,
}

/// Under what the draft of a note stands. The booking of a session may have been taken back since: then the draft says whose it is.
fn key(connection: &Connection, of: NoteOf) -> Result<Key, Error> {
    match of {
        NoteOf::Visit(client) => Ok(Key { client, appointment: None }),
        NoteOf::Session(id) => {
            let mut ask = connection.prepare_cached(
                "SELECT client_id FROM appointment WHERE id = :id UNION ALL SELECT client_id FROM note_draft WHERE appointment_id = :id LIMIT 1",
            )?;
            let client = ask.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
            Ok(Key { client: client.ok_or(Refusal::Gone { what: "appointment" })?, appointment: Some(id) })
        }
    }
}

/// Whose note it is, under the name the client goes by now, and the session if it is still in the book.
pub(super) fn subject(connection: &Connection, of: NoteOf) -> Result<(ClientId, Option<AppointmentId>), Error> {
    let key = key(connection, of)?;
    let client = connection
        .prepare_cached("SELECT coalesce(merged_into, id) FROM client WHERE id = :id")?
        .query_row(named_params! {":id": key.client}, |row| row.get(0))
        .optional()?
        .ok_or(Refusal::Gone { what: "client" })?;
    let session = connection
        .prepare_cached("SELECT id FROM appointment WHERE id = :id")?
        .query_row(named_params! {":id": key.appointment}, |row| row.get(0))
        .optional()?;
    Ok((client, session))
}

pub(super) fn draft(connection: &Connection, of: NoteOf) -> Result<Option<Draft>, Error> {
    let Key { client, appointment } = key(connection, of)?;
    let sql = format!("SELECT written, staff_id, at, holder, visited FROM note_draft WHERE {ROW}");
    let read = |row: &Row<'_>| {
        let (written, holder): (String, String) = (row.get(0)?, row.get(3)?);
        let holder = if is_gone(&holder) { String::new() } else { holder };
        let (at, visited) = (row.get::<_, Instant>(2)?.0, row.get::<_, Wall>(4)?.0);
        Ok(Draft { of, written: read_written(&written), by: row.get(1)?, at, visited, holder, is_here: false })
    };
    let mut ask = connection.prepare_cached(&sql)?;
    Ok(ask.query_row(named_params! {":client": client, ":appointment": appointment}, read).optional()?)
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
    let Key { client, appointment } = key(connection, of)?;
    let sql = format!("DELETE FROM note_draft WHERE {ROW}");
    connection.prepare_cached(&sql)?.execute(named_params! {":client": client, ":appointment": appointment})?;
    Ok(())
}

/// Writes a draft, whoever holds it. A new one is that of `visited`, unless its session has a time of its own.
pub(super) fn write(
    connection: &Connection,
    of: NoteOf,
    written: &Written,
    holder: &str,
    visited: NaiveDateTime,
    stamp: Stamp,
) -> Result<(), Error> {
    let Key { client, appointment } = key(connection, of)?;
    let json = serde_json::to_string(written).map_err(anyhow::Error::from)?;
    let sql = format!(
        "UPDATE note_draft SET written = :written, staff_id = coalesce(:staff, staff_id), holder = :holder, at = :at, client_id = :client WHERE {ROW}"
    );
    let kept = connection.prepare_cached(&sql)?.execute(named_params! {
        ":client": client, ":appointment": appointment, ":staff": stamp.by, ":written": json, ":holder": holder, ":at": Instant(stamp.at),
    })?;
    if kept == 0 {
        connection
            .prepare_cached(
                "INSERT INTO note_draft (client_id, appointment_id, staff_id, written, holder, at, visited)
                 VALUES (:client, :appointment, :staff, :written, :holder, :at,
                         coalesce((SELECT starts FROM appointment WHERE id = :appointment), :visited))",
            )?
            .execute(named_params! {
                ":client": client, ":appointment": appointment, ":staff": stamp.by, ":written": json, ":holder": holder,
                ":at": Instant(stamp.at), ":visited": Wall(visited),
            })?;
    }
    Ok(())
}

impl Store {
    /// The draft of a note, if somebody has begun one.
    pub fn note_draft(&self, of: NoteOf) -> Result<Option<Draft>, Error> {
        self.refuse_desk("read session notes")?;
        draft(&self.connection, of)
    }

    /// Keeps what is written so far for the window `holder`; nobody holds it afterwards where that has no name. Nothing is kept when
    /// another window has the draft, unless this one takes it over, nor when it is not as this one saw it. Nothing written is
    /// nothing kept.
    pub fn keep_note(&mut self, keep: &Keep, holder: &str, stamp: Stamp) -> Result<Kept, Error> {
        self.refuse_desk("write session notes")?;
        if self.access() == Access::ReadOnly {
            return Err(Refusal::ReadOnly.into());
        }
        keep.written.check_length()?;
        let (of, now) = (keep.of, self.local(stamp.at));
        self.writing(|tx, _| {
            if let NoteOf::Session(id) = of
                && note::of_session(tx, id)?.is_some()
            {
                return Ok(Kept::Signed);
            }
            let known = draft(tx, of)?;
            let is_own = known.as_ref().is_some_and(|draft| !holder.is_empty() && draft.holder == holder);
            if let Some(held) = known.as_ref().filter(|held| !keep.take_over && !held.holder.is_empty() && !is_own) {
                return Ok(Kept::HeldElsewhere { by: held.by, at: held.at });
            }
            let stands = known.as_ref().map(|draft| draft.written.clone()).unwrap_or_default();
            if !is_own && stands.texts() != keep.seen.texts() {
                return Ok(Kept::Changed { by: known.as_ref().and_then(|draft| draft.by), at: known.map(|draft| draft.at) });
            }
            if keep.written.is_empty() {
                forget(tx, of)?;
            } else {
                write(tx, of, &keep.written, holder, keep.visited.unwrap_or(now), stamp)?;
                if let (NoteOf::Visit(client), Some(visited)) = (of, keep.visited) {
                    tx.prepare_cached("UPDATE note_draft SET visited = :visited WHERE client_id = :client AND appointment_id IS NULL")?
                        .execute(named_params! {":visited": Wall(visited), ":client": client})?;
                }
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
            let Key { client, appointment } = key(tx, of)?;
            let sql = format!("UPDATE note_draft SET holder = '' WHERE holder = :holder AND {ROW}");
            tx.prepare_cached(&sql)?.execute(named_params! {":client": client, ":appointment": appointment, ":holder": holder})?;
            Ok(())
        })
    }
}
