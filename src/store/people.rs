//! Clients and alerts as rows.
use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension, Row, named_params};
use uuid::Uuid;

use super::edit::Field;
use super::rows::Day;
use super::{Error, Store, Writer, book, care, hours};
use crate::domain::change::PeopleChange;
use crate::domain::deed::Deed;
use crate::domain::ids::{AlertId, ClientId};
use crate::domain::people::alert::{Alert, AlertField, Level, NewAlert};
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::{Client, ClientField, NewClient};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, digits, fold};

/// How many past appointments the card lists.
const PAST_LISTED: u32 = 200;

impl Store {
    /// The phones of a client, several parted by commas.
    pub fn phones(&self, id: ClientId) -> Result<Clean, Error> {
        Ok(self.client_row(id)?.map(|client| client.phones).unwrap_or_default())
    }

    /// One client with alerts, appointments and counts; `None` when there is no such row. `now` parts upcoming from past.
    pub fn client(&self, id: ClientId, now: NaiveDateTime) -> Result<Option<ClientCard>, Error> {
        let Some(client) = self.client_row(id)? else { return Ok(None) };
        let sums = self
            .connection
            .prepare_cached(
                "SELECT nullif(max(coalesce(max(CASE WHEN status = 'done' THEN starts END), ''),
                                   coalesce((SELECT max(v.at) FROM note AS v WHERE v.client_id = :id AND v.appointment_id IS NULL
                                               AND NOT EXISTS (SELECT 1 FROM strike AS k WHERE k.note_id = v.id)), '')), ''),
                        sum(status = 'no-show'), sum(status = 'late-cancelled')
                   FROM appointment WHERE client_id = :id",
            )?
            .query_row(named_params! {":id": id}, |row| {
                Ok((
                    row.get::<_, Option<super::rows::Wall>>(0)?.map(|at| at.0),
                    row.get::<_, Option<u32>>(1)?.unwrap_or(0),
                    row.get::<_, Option<u32>>(2)?.unwrap_or(0),
                ))
            })?;
        let (upcoming, past, past_in_all) = book::of_client(&self.connection, id, now, PAST_LISTED)?;
        Ok(Some(ClientCard {
            client,
            alerts: self.alerts(id)?,
            away: hours::of_client(&self.connection, id, now)?,
            last: sums.0,
            no_shows: sums.1,
            late_cancels: sums.2,
            upcoming,
            past,
            past_in_all,
            plan_full: care::plan_full(&self.connection, id, now)?,
        }))
    }

    pub(super) fn client_row(&self, id: ClientId) -> Result<Option<Client>, Error> {
        let read = |row: &Row<'_>| {
            Ok(Client {
                id: row.get(0)?,
                uid: row.get(1)?,
                name: row.get(2)?,
                preferred_name: row.get(3)?,
                phones: row.get(4)?,
                email: row.get(5)?,
                born: row.get::<_, Option<Day>>(6)?.map(|day| day.0),
                guardian: row.get(7)?,
                therapist: row.get(8)?,
                service: row.get(9)?,
                pressure: row.get(10)?,
                note: row.get(11)?,
                archived: row.get(12)?,
                prefers: row.get(13)?,
                merged_into: row.get(14)?,
            })
        };
        let mut ask = self.connection.prepare_cached(
            "SELECT id, uid, name, preferred_name, phones, email, born, guardian, staff_id, service_id, pressure, note, archived, prefers,
                    merged_into FROM client WHERE id = :id",
        )?;
        Ok(ask.query_row(named_params! {":id": id}, read).optional()?)
    }

    /// Every client, by name, for the export and the printed lists.
    pub fn all_clients(&self) -> Result<Vec<Client>, Error> {
        let ids = self
            .connection
            .prepare_cached("SELECT id FROM client ORDER BY folded, id")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<Vec<ClientId>, _>>()?;
        ids.into_iter().filter_map(|id| self.client_row(id).transpose()).collect()
    }

    /// Open alerts, gravest first; their text only for those who see care.
    pub fn alerts(&self, client: ClientId) -> Result<Vec<Alert>, Error> {
        let text = if self.viewer.sees_care() { "text" } else { "NULL" };
        let sql =
            format!("SELECT id, client_id, level, {text}, handling, since FROM alert WHERE client_id = :id AND closed = 0 ORDER BY id");
        let read = |row: &Row<'_>| {
            Ok(Alert {
                id: row.get(0)?,
                client: row.get(1)?,
                level: row.get(2)?,
                text: row.get(3)?,
                handling: row.get(4)?,
                since: row.get::<_, Option<Day>>(5)?.map(|day| day.0),
            })
        };
        let mut alerts =
            self.connection.prepare_cached(&sql)?.query_map(named_params! {":id": client}, read)?.collect::<Result<Vec<_>, _>>()?;
        // A note says nothing but its text; for the desk it is not there.
        alerts.retain(|alert| self.viewer.sees_care() || alert.level > Level::Note);
        alerts.sort_by_key(|alert| std::cmp::Reverse(alert.level));
        Ok(alerts)
    }
}

impl Writer<'_> {
    pub(super) fn write_people(&self, change: &PeopleChange) -> Result<Deed, Error> {
        match change {
            PeopleChange::AddClient(client) => Ok(Deed::AddedClient(self.add_client(client)?)),
            PeopleChange::EditClient { id, fields } => self.edit_client(*id, fields),
            PeopleChange::AddAlert(alert) => self.add_alert(alert),
            PeopleChange::EditAlert { id, fields } => self.edit_alert(*id, fields),
            PeopleChange::CloseAlert(id) => self.close_alert(*id),
            PeopleChange::Merge { keep, gone } => self.merge(*keep, *gone),
        }
    }

    pub(super) fn add_client(&self, client: &NewClient) -> Result<ClientId, Error> {
        client.check()?;
        self.tx
            .prepare_cached(
                "INSERT INTO client (uid, name, preferred_name, phones, email, born, guardian, staff_id, service_id, pressure, note, archived, folded, digits, prefers)
                 VALUES (:uid, :name, :preferred, :phones, :email, :born, :guardian, :staff, :service, :pressure, :note, :archived, :folded, :digits, :prefers)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":name": client.name, ":preferred": client.preferred_name, ":phones": client.phones,
                ":email": client.email, ":born": client.born.map(Day), ":guardian": client.guardian, ":staff": client.therapist,
                ":service": client.service, ":pressure": client.pressure, ":note": client.note, ":archived": client.archived,
                ":folded": searched(&client.name, &client.preferred_name), ":digits": digits(client.phones.as_str()), ":prefers": client.prefers,
            })?;
        Ok(ClientId(self.tx.last_insert_rowid()))
    }

    pub(super) fn edit_client(&self, id: ClientId, fields: &[ClientField]) -> Result<Deed, Error> {
        let name: Option<Clean> = self
            .tx
            .prepare_cached("SELECT name FROM client WHERE id = :id")?
            .query_row(named_params! {":id": id}, |row| row.get(0))
            .optional()?;
        let name = name.ok_or(Refusal::Gone { what: "client" })?;
        fields.iter().try_for_each(ClientField::check)?;
        let written: Vec<Field> = fields.iter().map(client_field).collect();
        self.edit("client", id.0, name.as_str(), &written)?;
        let (name, preferred, phones): (Clean, Clean, Clean) = self
            .tx
            .prepare_cached("SELECT name, preferred_name, phones FROM client WHERE id = :id")?
            .query_row(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.tx
            .prepare_cached("UPDATE client SET folded = :folded, digits = :digits WHERE id = :id")?
            .execute(named_params! {":folded": searched(&name, &preferred), ":digits": digits(phones.as_str()), ":id": id})?;
        Ok(match fields {
            [ClientField::Archived(edit)] if edit.new => Deed::ArchivedClient(id),
            [ClientField::Archived(_)] => Deed::RestoredClient(id),
            _ => Deed::EditedClient { client: id, fields: written.iter().map(Field::words).collect() },
        })
    }

    fn add_alert(&self, alert: &NewAlert) -> Result<Deed, Error> {
        alert.check()?;
        self.tx
            .prepare_cached("INSERT INTO alert (client_id, level, text, handling, since) VALUES (:client, :level, :text, :handling, :since)")?
            .execute(named_params! {
                ":client": alert.client, ":level": alert.level, ":text": alert.text, ":handling": alert.handling, ":since": alert.since.map(Day),
            })?;
        Ok(Deed::AddedAlert { client: alert.client })
    }

    fn edit_alert(&self, id: AlertId, fields: &[AlertField]) -> Result<Deed, Error> {
        if !self.store.viewer.sees_care() {
            return Err(Refusal::NotAllowed("change an alert").into());
        }
        fields.iter().try_for_each(AlertField::check)?;
        let (client, name): (ClientId, Clean) = self
            .tx
            .prepare_cached("SELECT c.id, c.name FROM alert AS a JOIN client AS c ON c.id = a.client_id WHERE a.id = :id AND a.closed = 0")?
            .query_row(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or(Refusal::Gone { what: "alert" })?;
        let written: Vec<Field> = fields.iter().map(alert_field).collect();
        self.edit("alert", id.0, name.as_str(), &written)?;
        Ok(Deed::EditedAlert { client, alert: id })
    }

    fn close_alert(&self, id: AlertId) -> Result<Deed, Error> {
        if !self.store.viewer.sees_care() {
            return Err(Refusal::NotAllowed("close an alert").into());
        }
        let client = self
            .tx
            .prepare_cached("UPDATE alert SET closed = 1 WHERE id = :id AND closed = 0 RETURNING client_id")?
            .query_row(named_params! {":id": id}, |row| row.get(0))
            .optional()?
            .ok_or(Refusal::Gone { what: "alert" })?;
        Ok(Deed::ClosedAlert { client, alert: id })
    }
}

/// A name as it is searched: both names folded.
pub(super) fn searched(name: &Clean, preferred: &Clean) -> String {
    let name = fold(name.as_str());
    let preferred = fold(preferred.as_str());
    if preferred.is_empty() { name } else { format!("{name} {preferred}") }
}

fn client_field(field: &ClientField) -> Field {
    let day = |date: &Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    match field {
        ClientField::Name(edit) => Field::new("name", &edit.seen, &edit.new),
        ClientField::PreferredName(edit) => Field::new("preferred_name", &edit.seen, &edit.new),
        ClientField::Phones(edit) => Field::new("phones", &edit.seen, &edit.new),
        ClientField::Email(edit) => Field::new("email", &edit.seen, &edit.new),
        ClientField::Born(edit) => Field::new("born", day(&edit.seen), day(&edit.new)),
        ClientField::Guardian(edit) => Field::new("guardian", &edit.seen, &edit.new),
        ClientField::Therapist(edit) => Field::new("staff_id", edit.seen.map(|id| id.0), edit.new.map(|id| id.0)),
        ClientField::Service(edit) => Field::new("service_id", edit.seen.map(|id| id.0), edit.new.map(|id| id.0)),
        ClientField::Pressure(edit) => Field::new("pressure", edit.seen, edit.new),
        ClientField::Note(edit) => Field::new("note", &edit.seen, &edit.new),
        ClientField::Prefers(edit) => Field::new("prefers", &edit.seen, &edit.new),
        ClientField::Archived(edit) => Field::new("archived", edit.seen, edit.new),
    }
}

fn alert_field(field: &AlertField) -> Field {
    let day = |date: &Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    match field {
        AlertField::Level(edit) => Field::new("level", edit.seen.word().to_owned(), edit.new.word().to_owned()),
        AlertField::Text(edit) => Field::new("text", &edit.seen, &edit.new),
        AlertField::Handling(edit) => Field::new("handling", &edit.seen, &edit.new),
        AlertField::Since(edit) => Field::new("since", day(&edit.seen), day(&edit.new)),
    }
}
