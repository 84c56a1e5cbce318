//! From an empty or an older file to the schema of this version.
use std::path::Path;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{APPLICATION_ID, in_words};
use super::{alert_list, backup, care, connection, decide, journal};

/// The schema of a new file.
const SCHEMA: &str = include_str!("../../schema.sql");

/// A step from one version to the next, each shipped once and never edited; the n-th brings a file from version n to n + 1.
type Step = fn(&Connection) -> Result<()>;
const STEPS: [Step; 4] = [to_2, to_3, to_4, to_5];

/// The version this program writes. A new file gets [`SCHEMA`], an older one walks [`STEPS`]; a test proves that both meet.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a count of steps")]
pub(super) const VERSION: i32 = STEPS.len() as i32 + 1;

/// The practice's own shape: settings, merged clients, what is accepted and what is to decide.
fn to_2(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(include_str!("to_2.sql"))?)
}

/// Standing appointments.
fn to_3(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(include_str!("to_3.sql"))?)
}

/// Session notes, plans and what is asked at arrival.
fn to_4(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(include_str!("to_4.sql"))?)
}

/// Drafts that outlive their booking, since when a plan is on hold, words of notes that can be taken out again; and the list of alerts
/// and red flags. What is read as this version reads it follows once all steps are walked.
fn to_5(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(include_str!("to_5.sql"))?)
}

/// What a file is before anything is written to it.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Empty,
    Current,
    Older(i32),
}

fn look(connection: &Connection, file: &Path) -> Result<Found> {
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i32>(0)).map_err(|why| in_words(file, why));
    let (id, version) = (ask("PRAGMA application_id")?, ask("PRAGMA user_version")?);
    let tables = ask("SELECT count(*) FROM sqlite_schema")?;
    if id == 0 && version == 0 && tables == 0 {
        return Ok(Found::Empty);
    }
    if id != APPLICATION_ID {
        bail!(
            "{} is a database of another program. knotbook leaves it alone; open another file with --file, or bring its contents in with “knotbook import csv”.",
            file.display()
        );
    }
    if version > VERSION {
        bail!(
            "{} was written by a newer knotbook (file version {version}, this one knows {VERSION}). Update knotbook on this computer; nothing was changed.",
            file.display()
        );
    }
    Ok(if version == VERSION { Found::Current } else { Found::Older(version) })
}

/// Brings the file to this version, with a backup before each walk of an older one. Refuses foreign and newer files in words.
pub(super) fn bring_up(connection: &mut Connection, file: &Path, access: connection::Access) -> Result<()> {
    let found = look(connection, file)?;
    match (found, access) {
        (Found::Current, connection::Access::ReadOnly) => Ok(()),
        // WAL is a property of the file; asking again costs a read and finds a file that another program has turned back.
        (Found::Current, connection::Access::Write) => connection::use_wal(connection),
        (_, connection::Access::ReadOnly) => {
            bail!("{} can only be read and was written by an older knotbook. Copy it to a folder that can be written to.", file.display())
        }
        (Found::Empty, connection::Access::Write) => {
            connection::use_wal(connection)?;
            create(connection, file)
        }
        (Found::Older(version), connection::Access::Write) => {
            connection::use_wal(connection)?;
            backup::before_migration(connection, file, version).context("The backup before the update of the file could not be made")?;
            walk(connection, file, version)
        }
    }
}

fn create(connection: &mut Connection, file: &Path) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|why| in_words(file, why))?;
    // Two windows may find the same empty file; the second one finds it made.
    if look(&tx, file)? == Found::Empty {
        tx.execute_batch(SCHEMA).context("The tables could not be made")?;
        journal::install(&tx)?;
        tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"))?;
    }
    tx.commit().map_err(|why| in_words(file, why))
}

fn walk(connection: &mut Connection, file: &Path, from: i32) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|why| in_words(file, why))?;
    for (number, step) in (1..).zip(STEPS).skip_while(|(number, _)| *number < from) {
        step(&tx).with_context(|| format!("The file could not be brought from version {number} to {}", number + 1))?;
    }
    if from < 2 {
        // Read as this version reads appointments, so only once all tables are as it knows them.
        decide::accept_all(&tx).map_err(|why| anyhow::anyhow!("{why}"))?;
    }
    if from < 5 {
        care::index_all(&tx).map_err(|why| anyhow::anyhow!("{why}"))?;
        alert_list::catch_up(&tx).map_err(|why| anyhow::anyhow!("{why}"))?;
    }
    journal::install(&tx)?;
    tx.execute_batch(&format!("PRAGMA user_version = {VERSION};"))?;
    tx.commit().map_err(|why| in_words(file, why))
}
