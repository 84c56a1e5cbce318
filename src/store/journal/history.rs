//! The history as it is shown: acts in words, their names resolved now, and the fields they changed.
use anyhow::Result;
use chrono::{DateTime, Datelike, Utc};
use rusqlite::{Connection, Row, named_params};

use super::images;
use super::{deed, read_deed};
use crate::domain::deed::{CareDeed, Deed, Names, UNTOLD, describe};
use crate::domain::ids::{ChangeId, ClientId, ListedAlertId, RoomId, ServiceId, StaffId};
use crate::domain::practice::history::{FieldChange, HistoryLine, HistoryOf, Kind};
use crate::domain::refusal::{capitalize, uncapitalize};
use crate::domain::text::Clean;
use crate::store::rows::Instant;
use crate::store::{Error, Store};

/// Names looked up in the file as it is now.
struct FileNames<'a>(&'a Connection);

impl FileNames<'_> {
    fn name(&self, sql: &str, id: i64, missing: &str) -> String {
        let found = self.0.prepare_cached(sql).and_then(|mut ask| ask.query_row([id], |row| row.get::<_, Clean>(0)));
        found.map_or_else(|_| missing.to_owned(), String::from)
    }
}

impl Names for FileNames<'_> {
    fn client(&self, id: ClientId) -> String {
        // Two of one name are told apart wherever an act is put into words.
        self.name(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM client AS other WHERE other.folded = c.folded AND other.id <> c.id)
                         THEN name || coalesce(' (b. ' || substr(born, 1, 4) || ')', CASE WHEN phones <> '' THEN ' (' || phones || ')' END, '')
                         ELSE name END
               FROM client AS c WHERE id = ?",
            id.0,
            "a client who is not in the file any more",
        )
    }
    fn staff(&self, id: StaffId) -> String {
        self.name("SELECT short FROM staff WHERE id = ?", id.0, "somebody")
    }
    fn service(&self, id: ServiceId) -> String {
        self.name("SELECT name FROM service WHERE id = ?", id.0, "a service")
    }
    fn room(&self, id: RoomId) -> String {
        self.name("SELECT short FROM room WHERE id = ?", id.0, "a room")
    }
    fn listed_alert(&self, id: ListedAlertId) -> String {
        self.name("SELECT text FROM listed_alert WHERE id = ?", id.0, "a line")
    }
}

/// Names for the ids of a deed.
pub(in crate::store) fn names_for(connection: &Connection) -> impl Names + '_ {
    FileNames(connection)
}

/// A change in words. An undo says what it took back; an undo of an undo, what it did again.
pub(super) fn words_of(connection: &Connection, id: ChangeId, store: &Store, now: DateTime<Utc>) -> Result<String, Error> {
    let kind: Kind =
        connection.prepare_cached("SELECT kind FROM change WHERE id = :id")?.query_row(named_params! {":id": id}, |row| row.get(0))?;
    let deed = deed(connection, id)?;
    Ok(worded(kind, &deed, connection, store, now))
}

/// What was decided about a client's care is not the desk's business: only that something was. The appointments that were made with
/// a plan are.
pub(super) fn worded(kind: Kind, deed: &Deed, connection: &Connection, store: &Store, now: DateTime<Utc>) -> String {
    let names = FileNames(connection);
    let year = store.local(now).year();
    let words = match deed {
        Deed::Care(CareDeed::Course { standing, .. }) if !store.viewer.sees_care() => {
            describe(&Deed::Standing(standing.clone()), &names, year)
        }
        Deed::Care(_) if !store.viewer.sees_care() => match deed.client() {
            Some(client) => format!("Wrote in the notes or plans of {}", names.client(client)),
            None => "Wrote in the notes".to_owned(),
        },
        Deed::AlertList(_) if !store.viewer.keeps_alert_list() => UNTOLD.to_owned(),
        deed => describe(deed, &names, year),
    };
    // A name keeps its capital in the middle of a sentence too.
    let begins_with_name = deed.client().is_some_and(|client| words.starts_with(&FileNames(connection).client(client)));
    let within = || if begins_with_name || words.contains(" is away, ") { words.clone() } else { uncapitalize(&words) };
    match kind {
        Kind::Undo => format!("Took back: {}", within()),
        Kind::Redo => format!("Did again: {}", within()),
        Kind::Do | Kind::System => capitalize(&words),
    }
}

struct Listed {
    id: ChangeId,
    at: DateTime<Utc>,
    kind: Kind,
    deed: String,
    by: Option<Clean>,
    undone: bool,
}

impl Store {
    /// The newest `most` acts before `before` (`None`: from now), newest first.
    pub fn history(&self, of: HistoryOf, before: Option<ChangeId>, most: usize, now: DateTime<Utc>) -> Result<Vec<HistoryLine>, Error> {
        let filter = match of {
            HistoryOf::Everything => "",
            HistoryOf::Client(_) => {
                "AND (c.client_id = :of OR c.client_id IN (SELECT id FROM client WHERE merged_into = :of) OR c.id IN (SELECT j.change_id FROM appointment AS a CROSS JOIN journal AS j
                  WHERE a.client_id = :of AND j.tbl = 'appointment' AND j.row_id = a.id
                    AND (SELECT deed LIKE '{\"swapped\"%' OR deed LIKE '{\"moved-several\"%' OR deed LIKE '{\"standing\"%' FROM change WHERE id = j.change_id)))"
            }
            HistoryOf::Appointment(_) => {
                "AND (c.appointment_id = :of OR c.id IN (SELECT j.change_id FROM journal AS j
                  WHERE j.tbl = 'appointment' AND j.row_id = :of
                    AND (SELECT deed LIKE '{\"swapped\"%' OR deed LIKE '{\"moved-several\"%' OR deed LIKE '{\"standing\"%' FROM change WHERE id = j.change_id)))"
            }
        };
        let subject = match of {
            HistoryOf::Everything => 0,
            HistoryOf::Client(id) => id.0,
            HistoryOf::Appointment(id) => id.0,
        };
        let sql = format!(
            "SELECT c.id, c.at, c.kind, c.deed, staff.short, EXISTS (SELECT 1 FROM change AS u WHERE u.of = c.id)
               FROM change AS c LEFT JOIN staff ON staff.id = c.staff_id
              WHERE c.id < :before AND :of = :of {filter} ORDER BY c.id DESC LIMIT :most"
        );
        let read = |row: &Row<'_>| {
            Ok(Listed {
                id: row.get(0)?,
                at: row.get::<_, Instant>(1)?.0,
                kind: row.get(2)?,
                deed: row.get(3)?,
                by: row.get(4)?,
                undone: row.get(5)?,
            })
        };
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let before = before.map_or(i64::MAX, |id| id.0);
        let mut ask = self.connection.prepare_cached(&sql)?;
        let listed =
            ask.query_map(named_params! {":before": before, ":of": subject, ":most": most}, read)?.collect::<Result<Vec<_>, _>>()?;
        drop(ask);
        listed.into_iter().map(|line| self.history_line(line, now)).collect()
    }

    fn history_line(&self, line: Listed, now: DateTime<Utc>) -> Result<HistoryLine, Error> {
        let words = match line.kind {
            Kind::Undo | Kind::Redo => words_of(&self.connection, line.id, self, now)?,
            Kind::Do | Kind::System => worded(line.kind, &read_deed(&line.deed), &self.connection, self, now),
        };
        let is_edit = matches!(read_deed(&line.deed), Deed::EditedClient { .. } | Deed::Altered { .. } | Deed::SetPractice { .. });
        let fields = if is_edit { self.field_changes(line.id)? } else { Vec::new() };
        Ok(HistoryLine {
            id: line.id,
            at: line.at,
            by: line.by.map(String::from).unwrap_or_default(),
            kind: line.kind,
            words,
            undone: line.undone,
            fields,
        })
    }

    /// The fields a change wrote, from → to, without the ones only the program reads.
    fn field_changes(&self, change: ChangeId) -> Result<Vec<FieldChange>, Error> {
        const INNER: [&str; 5] = ["folded", "digits", "overlap_ok", "uid", "id"];
        let mut fields = Vec::new();
        for row in images::of_change(&self.connection, change)? {
            let (Some(before), Some(after)) = (&row.before, &row.after) else { continue };
            for (column, to) in after.iter().filter(|(column, _)| !INNER.contains(&column.as_str())) {
                let from = before.get(column).unwrap_or(&serde_json::Value::Null);
                let field = column.trim_end_matches("_id").replace('_', " ");
                fields.push(FieldChange { field, from: self.value_words(column, from), to: self.value_words(column, to) });
            }
        }
        Ok(fields)
    }

    fn value_words(&self, column: &str, value: &serde_json::Value) -> String {
        let names = FileNames(&self.connection);
        match (column, value) {
            ("starts" | "ends", serde_json::Value::String(text)) => text.replace('T', " "),
            (_, serde_json::Value::String(text)) => String::from(Clean::line(text)),
            ("staff_id", serde_json::Value::Number(n)) => names.staff(StaffId(n.as_i64().unwrap_or(0))),
            ("client_id", serde_json::Value::Number(n)) => names.client(ClientId(n.as_i64().unwrap_or(0))),
            ("service_id", serde_json::Value::Number(n)) => names.service(ServiceId(n.as_i64().unwrap_or(0))),
            ("room_id", serde_json::Value::Number(n)) => names.room(RoomId(n.as_i64().unwrap_or(0))),
            (_, serde_json::Value::Number(n)) => n.to_string(),
            _ => String::new(),
        }
    }
}
