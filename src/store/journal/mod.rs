//! One mechanism for undo, redo, history and audit: a `change` a row per act, and behind it in `journal` the row images that
//! triggers write, so that an edit by another program is recorded too.
mod history;
mod images;
mod undo;

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::rows::Instant;
use crate::domain::change::Stamp;
use crate::domain::deed::Deed;
use crate::domain::ids::ChangeId;
use crate::domain::practice::history::Kind;

pub(super) use history::names_for;

/// The tables whose rows can be brought back: all but the journal itself, drafts, and what is never changed once it is written.
pub(super) const TABLES: [&str; 16] = [
    "practice",
    "staff",
    "service",
    "staff_service",
    "room",
    "shift",
    "absence",
    "client",
    "alert",
    "listed_alert",
    "series",
    "appointment",
    "plan",
    "reassessment",
    "arrival",
    "phrase",
];

/// What is written once and stands for ever, with what it stands on.
pub(super) const SIGNED: [&str; 3] = ["note", "amendment", "strike"];

/// `lifted` lives only inside a transaction and `decide` is worked out after every act: they are no part of a row's image.
const UNRECORDED: &str = "'lifted', 'decide'";

/// The recorded columns of a table, as the table itself says (generated ones are not listed there).
pub(super) fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut ask = connection.prepare_cached(&format!("SELECT name FROM pragma_table_info(:table) WHERE name NOT IN ({UNRECORDED})"))?;
    let names = ask.query_map(named_params! {":table": table}, |row| row.get(0))?;
    names.collect()
}

/// Writes the journal's triggers anew from the tables as they are. Called after the schema and after every migration.
pub(super) fn install(connection: &Connection) -> Result<()> {
    for table in TABLES {
        let columns = columns(connection, table)?;
        connection.execute_batch(&triggers(table, &columns)).with_context(|| format!("The journal of {table} could not be set up"))?;
    }
    Ok(())
}

fn triggers(table: &str, columns: &[String]) -> String {
    let join = |each: &dyn Fn(&String) -> String, with: &str| columns.iter().map(each).collect::<Vec<_>>().join(with);
    let image = |of: &str| format!("json_object({})", join(&|c| format!("'{c}', {of}.{c}"), ", "));
    let record = |row: &str, before: &str, after: &str| {
        format!(
            "INSERT INTO journal (change_id, tbl, row_id, before, after)
             VALUES ((SELECT id FROM change WHERE open = 1), '{table}', {row}.id, {before}, {after});"
        )
    };
    let (all, each) = (join(&Clone::clone, ", "), join(&|c| format!("('{c}', OLD.{c}, NEW.{c})"), ", "));
    // As short as can be, since every start parses it; the first row is there to name the columns of those that follow.
    format!(
        "DROP TRIGGER IF EXISTS journal_{table}_insert; DROP TRIGGER IF EXISTS journal_{table}_update; DROP TRIGGER IF EXISTS journal_{table}_delete;
         CREATE TRIGGER journal_{table}_insert AFTER INSERT ON {table} BEGIN {insert} END;
         CREATE TRIGGER journal_{table}_update AFTER UPDATE OF {all} ON {table} BEGIN
           INSERT INTO journal (change_id, tbl, row_id, before, after)
           SELECT (SELECT id FROM change WHERE open = 1), '{table}', NEW.id, json_group_object(k, b), json_group_object(k, a)
             FROM (SELECT NULL AS k, NULL AS b, NULL AS a UNION ALL VALUES {each}) WHERE b IS NOT a HAVING count(*) > 0;
         END;
         CREATE TRIGGER journal_{table}_delete AFTER DELETE ON {table} BEGIN {delete} END;",
        insert = record("NEW", "NULL", &image("NEW")),
        delete = record("OLD", &image("OLD"), "NULL"),
    )
}

/// Opens an act: what is written until [`finish`] belongs to it.
pub(super) fn begin(tx: &Transaction<'_>, stamp: Stamp, kind: Kind, of: Option<ChangeId>) -> rusqlite::Result<ChangeId> {
    tx.prepare_cached("INSERT INTO change (at, staff_id, kind, of, deed) VALUES (:at, :by, :kind, :of, '')")?
        .execute(named_params! {":at": Instant(stamp.at), ":by": stamp.by, ":kind": kind, ":of": of})?;
    Ok(ChangeId(tx.last_insert_rowid()))
}

/// The rows an act wrote, each once, as (table, row).
pub(super) fn touched(connection: &Connection, act: ChangeId) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut ask = connection.prepare_cached("SELECT DISTINCT tbl, row_id FROM journal WHERE change_id = :act")?;
    ask.query_map(named_params! {":act": act}, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Closes an act with what was done.
pub(super) fn finish(tx: &Transaction<'_>, act: ChangeId, deed: &Deed) -> Result<()> {
    let words = serde_json::to_string(deed).context("What was done could not be written down")?;
    tx.prepare_cached("UPDATE change SET deed = :deed, client_id = :client, appointment_id = :appointment, open = 0 WHERE id = :id")?
        .execute(named_params! {":deed": words, ":client": deed.client(), ":appointment": deed.appointment(), ":id": act})?;
    Ok(())
}

/// What a change did, as it is remembered. An undo or redo answers with the deed it reverses.
pub(super) fn deed(connection: &Connection, id: ChangeId) -> Result<Deed> {
    let mut id = id;
    loop {
        let row = connection
            .prepare_cached("SELECT deed, of FROM change WHERE id = :id")?
            .query_row(named_params! {":id": id}, |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<ChangeId>>(1)?)))
            .optional()?;
        match row {
            Some((_, Some(of))) => id = of,
            Some((deed, None)) => return Ok(read_deed(&deed)),
            None => return Ok(Deed::Upkeep("an act that is not in the history any more".into())),
        }
    }
}

/// A deed this version does not know (a file that a newer one wrote before) is still a line of the history.
fn read_deed(json: &str) -> Deed {
    serde_json::from_str(json).unwrap_or_else(|_| Deed::Upkeep("An act of another version of knotbook".into()))
}
