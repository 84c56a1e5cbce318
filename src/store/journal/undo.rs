//! Taking an act back, and bringing it back again: its images are replayed backwards, as a new act. History only grows.
use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::images::{self, Images};
use super::{SIGNED, TABLES, begin, deed, history};
use crate::domain::change::{Applied, Stamp};
use crate::domain::deed::Deed;
use crate::domain::ids::{AppointmentId, ChangeId, StaffId};
use crate::domain::practice::history::Kind;
use crate::domain::refusal::{ChangedSince, Refusal};
use crate::store::book::land;
use crate::store::decide;
use crate::store::rows::Instant;
use crate::store::{Error, Store, note};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Undo,
    Redo,
}

/// The newest act of `by` that can be taken back, or whose undo can be reversed. Acts of the program itself are passed over.
fn newest(connection: &Connection, by: Option<StaffId>, direction: Direction) -> rusqlite::Result<Option<ChangeId>> {
    let sql = match direction {
        Direction::Undo => {
            "SELECT id FROM change AS c WHERE staff_id IS :by AND kind IN ('do', 'redo')
                AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.of = c.id) ORDER BY id DESC LIMIT 1"
        }
        // Something new of one's own since then ends the chance to bring it back.
        Direction::Redo => {
            "SELECT id FROM change AS c WHERE staff_id IS :by AND kind = 'undo'
                AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.of = c.id)
                AND NOT EXISTS (SELECT 1 FROM change AS n WHERE n.staff_id IS :by AND n.kind = 'do' AND n.id > c.id)
              ORDER BY id DESC LIMIT 1"
        }
    };
    connection.prepare_cached(sql)?.query_row(named_params! {":by": by}, |row| row.get(0)).optional()
}

impl Store {
    /// Takes back the newest act of the person of `stamp`.
    pub fn undo(&mut self, stamp: Stamp) -> Result<Applied, Error> {
        let newest = newest(&self.connection, stamp.by, Direction::Undo).map_err(|why| self.failed(why))?;
        self.revert(newest.ok_or(Refusal::NothingToUndo)?, stamp)
    }

    /// Brings back what the person of `stamp` last took back.
    pub fn redo(&mut self, stamp: Stamp) -> Result<Applied, Error> {
        let newest = newest(&self.connection, stamp.by, Direction::Redo).map_err(|why| self.failed(why))?;
        self.revert(newest.ok_or(Refusal::NothingToRedo)?, stamp)
    }

    /// Reverses any act of the history; reversing an undo is a redo.
    pub fn revert(&mut self, change: ChangeId, stamp: Stamp) -> Result<Applied, Error> {
        let begun = std::time::Instant::now();
        let done = self.writing(|tx, store| {
            let about = deed(tx, change)?;
            if about.is_care() && !store.viewer.sees_care() {
                return Err(Refusal::NotAllowed("take back what concerns a client's health").into());
            }
            if matches!(about, Deed::AlertList(_)) {
                store.refuse_alert_list("take back what was done to the list of alerts")?;
            }
            let said = |kind: Kind| history::worded(kind, &about, tx, store, stamp.at);
            let kind = judge(tx, change, &about, said)?;
            let words = said(kind);
            let images = images::of_change(tx, change)?;
            let reverse = if kind == Kind::Undo { Kind::Redo } else { Kind::Undo };
            // Whom an undo takes out can be named only as long as they are there; whom a redo brings back, only afterwards.
            let before = said(reverse);
            take_back_growth(tx, &images, (change, &words), stamp, store)?;
            let act = begin(tx, stamp, reverse, Some(change))?;
            for row in &images {
                unchanged_since(tx, row, change, &words, store)?;
            }
            stand_alone(tx, &images, change, &words, |id| history::words_of(tx, id, store, stamp.at))?;
            replay(tx, &images)?;
            close(tx, act, &about)?;
            land::refuse_lifted(tx)?;
            let (hits, to_decide) = decide::refresh(tx, &[act], store.local(stamp.at).date())?;
            let words = if reverse == Kind::Undo { before } else { said(reverse) };
            Ok(Applied { change: act, words, client: about.client(), appointment: about.appointment(), hits, to_decide })
        });
        note("Revert", begun, &done);
        done
    }
}

/// Whether a change can be reversed at all.
fn judge(tx: &Transaction<'_>, change: ChangeId, about: &Deed, said: impl Fn(Kind) -> String) -> Result<Kind, Error> {
    let row = tx
        .prepare_cached("SELECT kind, EXISTS (SELECT 1 FROM change AS r WHERE r.of = c.id) FROM change AS c WHERE id = :id")?
        .query_row(named_params! {":id": change}, |row| Ok((row.get::<_, Kind>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    let barrier: Option<ChangeId> = tx
        .prepare_cached("SELECT max(id) FROM change WHERE staff_id IS NULL AND kind = 'system' AND deed LIKE '{\"migrated\"%'")?
        .query_row([], |row| row.get(0))?;
    match row {
        None => Err(Refusal::Gone { what: "act" }.into()),
        Some((kind @ Kind::System, _)) if about.is_signed() => {
            let why = "what is signed stays. Add to it with an amendment, or strike the note out as entered in error";
            Err(Refusal::Final { act: said(kind), why }.into())
        }
        Some((kind @ Kind::System, _)) => {
            Err(Refusal::Final { act: said(kind), why: "the program did it by itself, to keep the book in order" }.into())
        }
        Some((kind, true)) => Err(Refusal::Final { act: said(kind), why: "it has been taken back already" }.into()),
        Some((kind, _)) if barrier.is_some_and(|barrier| change < barrier) => {
            Err(Refusal::Final { act: said(kind), why: "the file has been brought to a newer version since" }.into())
        }
        Some((kind, false)) => Ok(kind),
    }
}

/// Refuses when the row is not what the act left behind, naming who changed it.
fn unchanged_since(tx: &Transaction<'_>, row: &Images, change: ChangeId, words: &str, store: &Store) -> Result<(), Error> {
    let same = match &row.after {
        Some(after) => images::now(tx, &row.table, row.row, after)?.as_ref() == Some(after),
        None => !images::exists(tx, &row.table, row.row)?,
    };
    if same {
        return Ok(());
    }
    let (by, at) = last_touch(tx, &row.table, row.row, change, store)?;
    let what = format!("the {}", row.table.replace('_', " "));
    Err(Refusal::ChangedSince(Box::new(ChangedSince { act: words.to_owned(), by, at, what })).into())
}

/// What the program has added by itself to the standing appointments of a change since then goes first, as the program's own
/// acts: it grows anew when it is due. Refuses when somebody has changed one of those dates.
fn take_back_growth(
    tx: &Transaction<'_>,
    images: &[Images],
    (change, words): (ChangeId, &str),
    stamp: Stamp,
    store: &Store,
) -> Result<(), Error> {
    let mut grown = BTreeSet::new();
    for row in images.iter().filter(|row| row.table == "series") {
        let mut ask = tx.prepare_cached(
            "SELECT DISTINCT j.change_id FROM journal AS j JOIN change AS c ON c.id = j.change_id
              WHERE j.tbl = 'series' AND j.row_id = :row AND c.kind = 'system' AND c.id > :change
                AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.of = c.id)",
        )?;
        let found = ask.query_map(named_params! {":row": row.row, ":change": change}, |row| row.get::<_, ChangeId>(0))?;
        grown.extend(found.collect::<Result<Vec<_>, _>>()?);
    }
    for growth in grown.into_iter().rev() {
        let (added, about) = (images::of_change(tx, growth)?, deed(tx, growth)?);
        for row in &added {
            unchanged_since(tx, row, growth, words, store).map_err(|why| match why {
                Error::Refused(Refusal::ChangedSince(since)) => Refusal::GrownSince(since).into(),
                other => other,
            })?;
        }
        let act = begin(tx, Stamp { by: None, ..stamp }, Kind::Undo, Some(growth))?;
        replay(tx, &added)?;
        close(tx, act, &about)?;
    }
    Ok(())
}

/// Who last wrote a row after a change, and when.
fn last_touch(tx: &Transaction<'_>, table: &str, row: i64, after: ChangeId, store: &Store) -> Result<(String, String), Error> {
    let found = tx
        .prepare_cached(
            "SELECT change.at, (SELECT short FROM staff WHERE id = change.staff_id) FROM journal LEFT JOIN change ON change.id = journal.change_id
              WHERE tbl = :table AND row_id = :row AND (change_id > :after OR change_id IS NULL) ORDER BY journal.id DESC LIMIT 1",
        )?
        .query_row(named_params! {":table": table, ":row": row, ":after": after}, |row| {
            Ok((row.get::<_, Option<Instant>>(0)?, row.get::<_, Option<String>>(1)?))
        })
        .optional()?;
    let outside = || "another program".to_owned();
    Ok(match found {
        Some((Some(Instant(at)), by)) => (by.unwrap_or_else(|| "knotbook itself".into()), store.local_words(at)),
        Some((None, _)) | None => (outside(), "outside knotbook".into()),
    })
}

/// Puts every row back to its before image. Appointments are lifted first and landed last, so that the overlap triggers
/// judge the rows where they end up and not on their way.
fn replay(tx: &Transaction<'_>, images: &[Images]) -> Result<(), Error> {
    tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let appointments: Vec<&Images> = images.iter().filter(|row| row.table == "appointment").collect();
    for row in appointments.iter().filter(|row| row.after.is_some()) {
        land::lift(tx, AppointmentId(row.row))?;
        if row.after.as_ref().is_some_and(|after| after.contains_key("rule_date")) {
            land::loosen(tx, AppointmentId(row.row))?;
        }
    }
    for row in images.iter().rev() {
        match (&row.before, &row.after) {
            (None, _) => images::delete(tx, &row.table, row.row)?,
            (Some(before), Some(_)) => images::update(tx, &row.table, row.row, before)?,
            (Some(before), None) => images::insert(tx, &row.table, before, row.table == "appointment")?,
        }
    }
    for row in appointments.iter().filter(|row| row.before.is_some()) {
        land::land(tx, AppointmentId(row.row))?;
    }
    Ok(())
}

/// Refuses to take rows away on which newer ones stand, naming the act that built on them. Rows that the act itself wrote go
/// or change with it, and the foreign keys judge them at the end.
fn stand_alone(
    tx: &Transaction<'_>,
    images: &[Images],
    change: ChangeId,
    words: &str,
    said: impl Fn(ChangeId) -> Result<String, Error>,
) -> Result<(), Error> {
    let quoted = |id: ChangeId| said(id).map(|words| format!("“{words}”"));
    let touched: BTreeSet<(&str, i64)> = images.iter().map(|row| (row.table.as_str(), row.row)).collect();
    let mut children_of: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for row in images.iter().filter(|row| row.before.is_none()) {
        if !children_of.contains_key(row.table.as_str()) {
            children_of.insert(&row.table, children(tx, &row.table)?);
        }
        for (child, column) in children_of.get(row.table.as_str()).into_iter().flatten() {
            let mut ask = tx.prepare_cached(&format!("SELECT id FROM {child} WHERE {column} = :id"))?;
            let mut found = ask.query(named_params! {":id": row.row})?;
            while let Some(found) = found.next()? {
                let id: i64 = found.get(0)?;
                if !touched.contains(&(*child, id)) {
                    let by = match last_writer(tx, child, id)? {
                        Some(act) => quoted(act)?,
                        None if SIGNED.contains(child) => "a signed note".to_owned(),
                        None => "something from another program".to_owned(),
                    };
                    return Err(Refusal::StoodOn { act: words.to_owned(), by }.into());
                }
            }
        }
        let own = if row.table == "staff" { newest(tx, Some(StaffId(row.row)), Direction::Undo)? } else { None };
        if let Some(own) = own.filter(|own| *own != change) {
            return Err(Refusal::StoodOn { act: words.to_owned(), by: quoted(own)? }.into());
        }
    }
    Ok(())
}

/// The newest act on a row: the one to be taken back first.
fn last_writer(tx: &Transaction<'_>, table: &str, row: i64) -> Result<Option<ChangeId>, Error> {
    let found: Option<Option<ChangeId>> = tx
        .prepare_cached("SELECT change_id FROM journal WHERE tbl = :table AND row_id = :row ORDER BY id DESC LIMIT 1")?
        .query_row(named_params! {":table": table, ":row": row}, |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}
/// The columns of other tables that point at rows of `table`.
fn children(tx: &Transaction<'_>, table: &str) -> rusqlite::Result<Vec<(&'static str, String)>> {
    let mut ask = tx.prepare_cached("SELECT \"from\" FROM pragma_foreign_key_list(:child) WHERE \"table\" = :table")?;
    let mut found = Vec::new();
    for child in TABLES.into_iter().chain(SIGNED) {
        if table == "practice" && child != table {
            // No column points at the one practice (id 1), and yet everything stands on it.
            found.push((child, "1".to_owned()));
        }
        let columns = ask.query_map(named_params! {":child": child, ":table": table}, |row| row.get::<_, String>(0))?;
        for column in columns {
            found.push((child, column?));
        }
    }
    Ok(found)
}

/// Closes an undo or redo; it is found in the history of the client and the appointment it concerns.
fn close(tx: &Transaction<'_>, act: ChangeId, about: &Deed) -> Result<(), Error> {
    let reverted = serde_json::to_string(&Deed::Reverted).map_err(anyhow::Error::from)?;
    tx.prepare_cached("UPDATE change SET deed = :deed, client_id = :client, appointment_id = :appointment, open = 0 WHERE id = :id")?
        .execute(named_params! {":deed": reverted, ":client": about.client(), ":appointment": about.appointment(), ":id": act})?;
    Ok(())
}
