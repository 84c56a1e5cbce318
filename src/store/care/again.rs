//! Entering a note that was struck out again, in the right session.
use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::{Row, named_params};

use super::{client_name, draft, note};
use crate::domain::care::note::{Note, NoteOf, Place};
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;
use crate::store::book;
use crate::store::rows::{Day, Wall};
use crate::store::{Error, Store, Writer};

/// So many sessions of the right client are offered.
const OFFERED: u32 = 12;

impl Store {
    /// Where a note can be entered again for a client: the sessions up to today that took place or may have, without any note or
    /// draft, nearest to the note's own time first; at the end a visit that was never booked.
    pub fn places_again(&self, id: NoteId, client: ClientId, now: NaiveDateTime) -> Result<Vec<Place>, Error> {
        self.refuse_desk("read session notes")?;
        let Some(found) = note::one(&self.connection, id)? else { return Ok(Vec::new()) };
        let mut ask = self.connection.prepare_cached(
            "SELECT a.id, a.starts, a.status FROM appointment AS a
              WHERE a.client_id = :client AND a.starts < :tomorrow
                AND a.status IN ('booked', 'confirmed', 'arrived', 'in session', 'done')
                AND NOT EXISTS (SELECT 1 FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id WHERE n.appointment_id = a.id AND s.id IS NULL)
                AND NOT EXISTS (SELECT 1 FROM note_draft AS d WHERE d.appointment_id = a.id)
              ORDER BY abs(julianday(a.starts) - julianday(:near)), a.starts DESC LIMIT :most",
        )?;
        let place = |row: &Row<'_>| {
            let (id, starts, status) = (row.get(0)?, row.get::<_, Wall>(1)?, row.get(2)?);
            Ok(Place { of: NoteOf::Session(id), session: Some((starts.0, status)) })
        };
        let tomorrow = Day((now + TimeDelta::days(1)).date());
        let values = named_params! {":client": client, ":tomorrow": tomorrow, ":near": Wall(found.at), ":most": OFFERED};
        let mut places = ask.query_map(values, place)?.collect::<Result<Vec<_>, _>>()?;
        let visit = NoteOf::Visit(client);
        if draft::draft(&self.connection, visit)?.is_none() {
            places.push(Place { of: visit, session: None });
        }
        Ok(places)
    }
}

impl Writer<'_> {
    /// What a struck-out note says becomes the draft of the right session. Answers with whose it is, and when.
    pub(super) fn enter_again(&self, found: &Note, of: NoteOf) -> Result<(ClientId, Option<NaiveDateTime>), Error> {
        let (client, appointment) = draft::subject(self.tx, of)?;
        let signed = appointment.map(|id| note::of_session(self.tx, id)).transpose()?.flatten();
        if signed.is_some() || draft::draft(self.tx, of)?.is_some() {
            let name = client_name(self.tx, client)?;
            let when = say::moment(found.at, 0);
            let sentence = format!(
                "{name} has a note for that session already, so the one of {when} would cover it. Finish or strike out that one first, then enter this one again."
            );
            return Err(Refusal::field("again", sentence).into());
        }
        let written = if client == found.client { found.written.clone() } else { found.written.for_another() };
        draft::write(self.tx, of, &written, "", found.at, self.stamp)?;
        let session = appointment.map(|id| book::appointment(self.tx, id)).transpose()?.flatten();
        Ok((client, session.map(|session| session.span.from())))
    }
}
