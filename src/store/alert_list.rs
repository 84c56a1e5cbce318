//! The list of alerts and red flags as rows.
use rusqlite::{Connection, OptionalExtension, named_params};

use super::edit::Field;
use super::{Error, Store, Writer};
use crate::domain::deed::{AlertListDeed, Deed};
use crate::domain::ids::ListedAlertId;
use crate::domain::people::alert_list::{AlertKind, ListedAlert, ListedAlertField, NewListedAlert, shipped};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, fold};

/// Writes the list that a practice begins with.
pub(super) fn begin(connection: &Connection) -> Result<(), Error> {
    shipped().iter().try_for_each(|new| add(connection, new).map(|_| ()))
}

/// Gives a practice of an older file the list it would begin with now. A file without a practice gets it when that is founded.
pub(super) fn catch_up(connection: &Connection) -> Result<(), Error> {
    let founded: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM practice)", [], |row| row.get(0))?;
    if founded { begin(connection) } else { Ok(()) }
}

fn add(connection: &Connection, new: &NewListedAlert) -> Result<ListedAlertId, Error> {
    connection
        .prepare_cached("INSERT INTO listed_alert (kind, text, handling) VALUES (:kind, :text, :handling)")?
        .execute(named_params! {":kind": new.kind, ":text": new.text, ":handling": new.handling})?;
    Ok(ListedAlertId(connection.last_insert_rowid()))
}

impl Store {
    pub(super) fn refuse_alert_list(&self, what: &'static str) -> Result<(), Error> {
        if self.viewer.keeps_alert_list() { Ok(()) } else { Err(Refusal::NotAllowed(what).into()) }
    }

    /// The list of alerts and red flags, archived ones too: what stops first, red flags last, each kind as it was added.
    pub fn alert_list(&self) -> Result<Vec<ListedAlert>, Error> {
        self.refuse_alert_list("read the list of alerts")?;
        let mut ask = self.connection.prepare_cached("SELECT id, kind, text, handling, archived FROM listed_alert ORDER BY id")?;
        let found = ask.query_map([], |row| {
            Ok(ListedAlert { id: row.get(0)?, kind: row.get(1)?, text: row.get(2)?, handling: row.get(3)?, archived: row.get(4)? })
        })?;
        let mut all = found.collect::<Result<Vec<_>, _>>()?;
        all.sort_by_key(|one| AlertKind::ALL.iter().position(|kind| *kind == one.kind));
        Ok(all)
    }
}

impl Writer<'_> {
    pub(super) fn list_alert(&self, new: &NewListedAlert) -> Result<Deed, Error> {
        self.store.refuse_alert_list("change the list of alerts")?;
        new.check()?;
        self.refuse_listed(&new.text, None)?;
        Ok(Deed::AlertList(AlertListDeed::Added(add(self.tx, new)?)))
    }

    pub(super) fn edit_listed_alert(&self, id: ListedAlertId, fields: &[ListedAlertField]) -> Result<Deed, Error> {
        self.store.refuse_alert_list("change the list of alerts")?;
        fields.iter().try_for_each(ListedAlertField::check)?;
        let text: Option<Clean> = self
            .tx
            .prepare_cached("SELECT text FROM listed_alert WHERE id = :id")?
            .query_row(named_params! {":id": id}, |row| row.get(0))
            .optional()?;
        let text = text.ok_or(Refusal::Gone { what: "line of the list" })?;
        let mut written = Vec::new();
        for field in fields {
            written.push(match field {
                ListedAlertField::Kind(edit) => Field::new("kind", edit.seen.word().to_owned(), edit.new.word().to_owned()),
                ListedAlertField::Text(edit) => {
                    self.refuse_listed(&edit.new, Some(id))?;
                    Field::new("text", &edit.seen, &edit.new)
                }
                ListedAlertField::Handling(edit) => Field::new("handling", &edit.seen, &edit.new),
                ListedAlertField::Archived(edit) => {
                    if !edit.new {
                        self.refuse_listed(&text, Some(id))?;
                    }
                    Field::new("archived", edit.seen, edit.new)
                }
            });
        }
        self.edit("listed_alert", id.0, text.as_str(), &written)?;
        Ok(Deed::AlertList(match fields {
            [ListedAlertField::Archived(edit)] if edit.new => AlertListDeed::Archived(id),
            [ListedAlertField::Archived(_)] => AlertListDeed::Restored(id),
            _ => AlertListDeed::Edited { id, fields: written.iter().map(Field::words).collect() },
        }))
    }

    /// What stands in the list twice would be offered twice.
    fn refuse_listed(&self, text: &Clean, except: Option<ListedAlertId>) -> Result<(), Error> {
        let wanted = fold(text.as_str());
        let mut ask = self.tx.prepare_cached("SELECT id, text FROM listed_alert WHERE archived = 0")?;
        let rows = ask.query_map([], |row| Ok((row.get::<_, ListedAlertId>(0)?, row.get::<_, Clean>(1)?)))?;
        for row in rows {
            let (id, known) = row?;
            if Some(id) != except && fold(known.as_str()) == wanted {
                return Err(
                    Refusal::field("alert", format!("“{known}” is in the list already. Change that line, or say it otherwise.")).into()
                );
            }
        }
        Ok(())
    }
}
