//! What is taken in before a session, what its note is written with, and what progress is read from.
use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{answers, draft, note, phrase, plan};
use crate::domain::care::finding::Nrs;
use crate::domain::care::glance::{Glance, Record, Session};
use crate::domain::care::note::{NoteOf, OWED_DAYS};
use crate::domain::care::visit::Visit;
use crate::domain::ids::{AppointmentId, ClientId, NoteId};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::rows::Wall;
use crate::store::{Error, Store, book, practice};

/// How many visits the pain trend shows.
pub(super) const TREND: usize = 3;

/// Pain before the last sessions before a moment, oldest first, as the notes that stand tell it, and what the last of them
/// wants done next.
pub(super) fn lately(connection: &Connection, client: ClientId, before: NaiveDateTime) -> Result<(Vec<Option<Nrs>>, Clean), Error> {
    // Which they are stands in the index; of the rows, which lie all over the file, only the newest is read.
    let sql = format!(
        "SELECT n.id, n.before FROM note AS n
          WHERE n.client_id IN {} AND n.at < :before AND NOT EXISTS (SELECT 1 FROM strike AS s WHERE s.note_id = n.id)
          ORDER BY n.at DESC, n.id DESC LIMIT {TREND}",
        super::SAME_CLIENT
    );
    let mut ask = connection.prepare_cached(&sql)?;
    let found = ask
        .query_map(named_params! {":client": client, ":before": Wall(before)}, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(NoteId, Option<Nrs>)>, _>>()?;
    let next = match found.first() {
        Some((newest, _)) => connection
            .prepare_cached("SELECT next_step FROM note WHERE id = :id")?
            .query_row(named_params! {":id": newest}, |row| row.get(0))?,
        None => Clean::default(),
    };
    Ok((found.into_iter().rev().map(|(_, before)| before).collect(), next))
}

/// The appointments of a client from a date on, as visits are counted, and the visits that were never booked; oldest first.
pub(super) fn visits(connection: &Connection, client: ClientId, from: Option<chrono::NaiveDate>) -> Result<Vec<Visit>, Error> {
    let sql = format!(
        "SELECT a.id, a.starts, a.status, a.series_id,
                (SELECT iif(n.no_plan, 0, n.plan_id) FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
                  WHERE n.appointment_id = a.id AND s.id IS NULL ORDER BY n.id DESC LIMIT 1)
           FROM appointment AS a WHERE a.client_id = :client AND a.starts >= :from
         UNION ALL
         SELECT NULL, n.at, 'done', NULL, iif(n.no_plan, 0, n.plan_id) FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id
          WHERE n.client_id IN {} AND n.appointment_id IS NULL AND n.at >= :from AND s.id IS NULL ORDER BY 2, 1",
        super::SAME_CLIENT
    );
    let mut ask = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        Ok(Visit { appointment: row.get(0)?, at: row.get::<_, Wall>(1)?.0, status: row.get(2)?, series: row.get(3)?, noted: row.get(4)? })
    };
    let from = from.map(|date| date.to_string()).unwrap_or_default();
    Ok(ask.query_map(named_params! {":client": client, ":from": from}, read)?.collect::<Result<_, _>>()?)
}

impl Store {
    fn missed_count(&self) -> Result<bool, Error> {
        Ok(practice::directory(&self.connection)?.is_some_and(|directory| directory.practice.missed_count))
    }

    /// The newest session of a client before a moment that is done, not long ago, and has no signed note.
    fn owed(&self, client: ClientId, before: NaiveDateTime) -> Result<Option<NaiveDateTime>, Error> {
        let days = TimeDelta::days(i64::try_from(OWED_DAYS).unwrap_or(0));
        let mut ask = self.connection.prepare_cached(
            "SELECT a.starts FROM appointment AS a
              WHERE a.client_id = :client AND a.starts < :before AND a.starts >= :from AND a.status IN ('done', 'in session')
                AND NOT EXISTS (SELECT 1 FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id WHERE n.appointment_id = a.id AND s.id IS NULL)
              ORDER BY a.starts DESC LIMIT 1",
        )?;
        let values = named_params! {":client": client, ":before": Wall(before), ":from": Wall(before - days)};
        Ok(ask.query_row(values, |row| row.get::<_, Wall>(0)).optional()?.map(|at| at.0))
    }

    /// What a therapist takes in about a client before the moment `at`; with the answers at arrival of `appointment`.
    fn glance_at(&self, client: ClientId, appointment: Option<AppointmentId>, at: NaiveDateTime) -> Result<Glance, Error> {
        let last = note::before(&self.connection, client, at, 1)?.pop();
        Ok(Glance {
            client: self.client_row(client)?.ok_or(Refusal::Gone { what: "client" })?,
            alerts: self.alerts(client)?,
            trend: lately(&self.connection, client, at)?.0,
            unsigned: self.owed(client, at)?.filter(|owed| last.as_ref().is_none_or(|last| last.at < *owed)),
            last,
            plans: plan::of_client(&self.connection, client)?,
            visits: visits(&self.connection, client, None)?,
            answers: appointment.map(|id| answers::answers(&self.connection, id)).transpose()?.flatten(),
            missed_count: self.missed_count()?,
        })
    }

    /// The ten seconds before a session; nothing when the appointment is not there.
    pub fn glance(&self, id: AppointmentId) -> Result<Option<Glance>, Error> {
        self.refuse_desk("read what concerns a client's health")?;
        let Some(appointment) = book::appointment(&self.connection, id)? else { return Ok(None) };
        self.glance_at(appointment.client, Some(id), appointment.span.from()).map(Some)
    }

    /// Everything a note is written with.
    pub fn session(&self, of: NoteOf, now: NaiveDateTime) -> Result<Session, Error> {
        self.refuse_desk("write session notes")?;
        let (client, id) = draft::subject(&self.connection, of)?;
        let appointment = id.map(|id| self.appointment(id)).transpose()?.flatten();
        let at = appointment.as_ref().map_or(now, |appointment| appointment.span.from());
        let glance = self.glance_at(client, id, at)?;
        let last = glance.last.as_ref().and_then(|last| last.written.plan.plan());
        let others = glance.plans.iter().filter(|plan| plan.terms.state.is_open() && last != Some(plan.id));
        let of_plans = others.filter_map(|plan| note::of_plan(&self.connection, plan.id, at).transpose()).collect::<Result<_, _>>()?;
        Ok(Session {
            of,
            glance,
            of_plans,
            draft: draft::draft(&self.connection, of)?,
            note: id.map(|id| note::of_session(&self.connection, id)).transpose()?.flatten(),
            phrases: phrase::phrases(&self.connection, self.viewer.staff)?,
            ask_consent: practice::directory(&self.connection)?.is_none_or(|directory| directory.practice.ask_consent),
            appointment,
        })
    }

    /// Everything a client's progress is read from.
    pub fn record(&self, client: ClientId, now: NaiveDateTime) -> Result<Option<Record>, Error> {
        self.refuse_desk("read a client's progress")?;
        let Some(row) = self.client_row(client)? else { return Ok(None) };
        let mut notes = self.notes(client, false)?;
        notes.reverse();
        let mut ask = self.connection.prepare_cached(
            "SELECT r.appointment_id, r.relief_days FROM arrival AS r JOIN appointment AS a ON a.id = r.appointment_id
              WHERE a.client_id = :client AND r.relief_days IS NOT NULL ORDER BY a.starts",
        )?;
        let relief = ask.query_map(named_params! {":client": client}, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Some(Record {
            client: row,
            notes,
            plans: plan::of_client(&self.connection, client)?,
            visits: visits(&self.connection, client, None)?,
            relief,
            reassessments: plan::reassessments(&self.connection, client)?,
            missed_count: self.missed_count()?,
            today: now.date(),
        }))
    }
}
