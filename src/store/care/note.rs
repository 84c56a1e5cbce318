//! Signed notes as they are read.
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::SAME_CLIENT;
use crate::domain::care::note::{Amendment, Note, Struck, Written};
use crate::domain::ids::{AppointmentId, ClientId, NoteId, PlanId};
use crate::store::rows::{Instant, Wall};
use crate::store::{Error, Store};

const COLUMNS: &str =
    "n.id, n.uid, n.client_id, n.appointment_id, n.staff_id, iif(n.no_plan, 0, n.plan_id), n.at, n.signed_at, n.lines, n.subjective, n.objective,
    n.assessment, n.plan_text, n.before, n.after, s.why, s.staff_id, s.at";

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    let struck = match row.get::<_, Option<_>>(15)? {
        Some(why) => Some(Struck { why, by: row.get(16)?, at: row.get::<_, Instant>(17)?.0 }),
        None => None,
    };
    Ok(Note {
        id: row.get(0)?,
        uid: row.get(1)?,
        client: row.get(2)?,
        appointment: row.get(3)?,
        by: row.get(4)?,
        at: row.get::<_, Wall>(6)?.0,
        signed: row.get::<_, Instant>(7)?.0,
        written: Written {
            lines: row.get(8)?,
            subjective: row.get(9)?,
            objective: row.get(10)?,
            assessment: row.get(11)?,
            plan_text: row.get(12)?,
            plan: row.get(5)?,
        },
        before: row.get(13)?,
        after: row.get(14)?,
        amendments: Vec::new(),
        struck,
    })
}

fn with_amendments(connection: &Connection, mut note: Note) -> Result<Note, Error> {
    let mut ask = connection.prepare_cached("SELECT text, why, staff_id, at FROM amendment WHERE note_id = :note ORDER BY id")?;
    let amendment = |row: &Row<'_>| Ok(Amendment { text: row.get(0)?, why: row.get(1)?, by: row.get(2)?, at: row.get::<_, Instant>(3)?.0 });
    note.amendments = ask.query_map(named_params! {":note": note.id}, amendment)?.collect::<Result<_, _>>()?;
    Ok(note)
}

/// One note, struck out or not.
pub(super) fn one(connection: &Connection, id: NoteId) -> Result<Option<Note>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id WHERE n.id = :id");
    let found = connection.prepare_cached(&sql)?.query_row(named_params! {":id": id}, read).optional()?;
    found.map(|note| with_amendments(connection, note)).transpose()
}

/// The note of a session that stands.
pub(super) fn of_session(connection: &Connection, appointment: AppointmentId) -> Result<Option<Note>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
          WHERE n.appointment_id = :appointment AND s.id IS NULL ORDER BY n.id DESC LIMIT 1"
    );
    let found = connection.prepare_cached(&sql)?.query_row(named_params! {":appointment": appointment}, read).optional()?;
    found.map(|note| with_amendments(connection, note)).transpose()
}

/// The newest note of a plan that stands, of a session before a moment.
pub(super) fn of_plan(connection: &Connection, plan: PlanId, at: chrono::NaiveDateTime) -> Result<Option<Note>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
          WHERE n.plan_id = :plan AND n.at < :at AND s.id IS NULL ORDER BY n.id DESC LIMIT 1"
    );
    let found = connection.prepare_cached(&sql)?.query_row(named_params! {":plan": plan, ":at": Wall(at)}, read).optional()?;
    found.map(|note| with_amendments(connection, note)).transpose()
}

/// The newest `most` notes of a client that stand, before a moment, newest first.
pub(super) fn before(connection: &Connection, client: ClientId, at: chrono::NaiveDateTime, most: u32) -> Result<Vec<Note>, Error> {
    // Which they are stands in the index; of a client's rows only those are read.
    let sql = format!(
        "SELECT {COLUMNS} FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
          WHERE n.id IN (SELECT o.id FROM note AS o
                          WHERE o.client_id IN {SAME_CLIENT} AND o.at < :at AND NOT EXISTS (SELECT 1 FROM strike AS t WHERE t.note_id = o.id)
                          ORDER BY o.at DESC, o.id DESC LIMIT :most)
          ORDER BY n.at DESC, n.id DESC"
    );
    let mut ask = connection.prepare_cached(&sql)?;
    let found = ask.query_map(named_params! {":client": client, ":at": Wall(at), ":most": most}, read)?.collect::<Result<Vec<_>, _>>()?;
    found.into_iter().map(|note| with_amendments(connection, note)).collect()
}

impl Store {
    /// One signed note, also when it was struck out.
    pub fn note(&self, id: NoteId) -> Result<Option<Note>, Error> {
        self.refuse_desk("read session notes")?;
        one(&self.connection, id)
    }

    /// The signed notes of a client, newest first; those that were struck out only with `struck`.
    pub fn notes(&self, client: ClientId, struck: bool) -> Result<Vec<Note>, Error> {
        self.refuse_desk("read session notes")?;
        let sql = format!(
            "SELECT {COLUMNS} FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
              WHERE n.client_id IN {SAME_CLIENT} AND (:struck OR s.id IS NULL) ORDER BY n.at DESC, n.id DESC"
        );
        let mut ask = self.connection.prepare_cached(&sql)?;
        let found = ask.query_map(named_params! {":client": client, ":struck": struck}, read)?.collect::<Result<Vec<_>, _>>()?;
        found.into_iter().map(|note| with_amendments(&self.connection, note)).collect()
    }
}
