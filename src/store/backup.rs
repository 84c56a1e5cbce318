//! Copies of the file: made by SQLite itself, checked before they get their name, kept in a folder beside it.
use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OpenFlags, named_params};
use uuid::Uuid;

use super::connection::{APPLICATION_ID, PASSING, in_words, make_folder_of, plainly, with_cache};
use super::{Error, Store, journal};
use crate::domain::change::Stamp;
use crate::domain::deed::Deed;
use crate::domain::practice::history::Kind;

/// Nobody writes on a copy for so long.
const GIVEN_UP: Duration = Duration::from_secs(3600);

/// How many daily copies are kept.
pub(super) const KEPT: usize = 14;

/// A copy of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub file: PathBuf,
    /// Bytes.
    pub size: u64,
}

/// What a check of a file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub clients: u64,
    pub appointments: u64,
    pub changes: u64,
    /// Each in a sentence; empty when all is well.
    pub problems: Vec<String>,
}

/// The folder of the copies, beside the file.
pub(super) fn folder(file: &Path) -> PathBuf {
    file.with_file_name("backups")
}

pub(super) fn stem(file: &Path) -> String {
    file.file_stem().map_or_else(|| "practice".into(), |stem| stem.to_string_lossy().into_owned())
}

/// Copies the file to `target`, which must not exist; the copy is checked before it gets its name.
pub(super) fn copy(connection: &Connection, target: &Path) -> Result<Copy> {
    if target.exists() {
        bail!("{} exists already. Name another file for the backup.", target.display());
    }
    make_folder_of(target)?;
    let part = target.with_extension(format!("{}.part", Uuid::now_v7()));
    let made = copy_checked(connection, &part).and_then(|()| {
        fs::rename(&part, target).with_context(|| format!("The copy could not be named {}", target.display()))?;
        sync_folder(target);
        Ok(fs::metadata(target)?.len())
    });
    if made.is_err() {
        // The unfinished copy is of no use to anybody; that it stays behind is no reason to fail differently.
        let _ = fs::remove_file(&part);
    }
    made.map(|size| Copy { file: target.to_owned(), size })
}

/// Removes what a copy left behind that was never finished, because the computer went down meanwhile: it may be as large as the book.
fn clear_left_behind(folder: &Path, stem: &str) {
    let is_ours = |name: &str| {
        let part = name.strip_suffix("-journal").unwrap_or(name).strip_suffix(".part");
        let made = part.and_then(|part| part.rsplit_once('.')).filter(|(book, _)| book.starts_with(&format!("{stem}-")));
        made.is_some_and(|(_, id)| Uuid::parse_str(id).is_ok())
    };
    let is_old = |entry: &fs::DirEntry| {
        let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        age.is_some_and(|age| age > GIVEN_UP)
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_ours(&entry.file_name().to_string_lossy()) && is_old(&entry) {
            // That it stays is no reason to make no copy.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn copy_checked(connection: &Connection, part: &Path) -> Result<()> {
    // Made empty first, for its owner only; SQLite then writes into it.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(part)
        .map_err(|why| plainly(&why))
        .with_context(|| format!("The file {} could not be made", part.display()))?;
    let vacuum = || connection.execute("VACUUM INTO :part", named_params! {":part": part.to_string_lossy()});
    with_cache(connection, PASSING, vacuum)?.map_err(|why| in_words(part, why))?;
    let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|why| in_words(part, why))?;
    if found != "ok" {
        bail!("The copy was not sound ({found}), so it was thrown away. Check the disk, then run “knotbook check”.");
    }
    drop(copy);
    OpenOptions::new().read(true).open(part)?.sync_all().with_context(|| format!("{} could not be brought to the disk", part.display()))
}

fn sync_folder(file: &Path) {
    // Not every file system lets a folder be synced; the copy itself is on the disk by now.
    if let Some(Ok(folder)) = file.parent().map(fs::File::open) {
        let _ = folder.sync_all();
    }
}

/// A copy before the file is brought from `version` to the next.
pub(super) fn before_migration(connection: &Connection, file: &Path, version: i32) -> Result<()> {
    let target = folder(file).join(format!("{}-before-version-{}.knot", stem(file), version + 1));
    if target.exists() { Ok(()) } else { copy(connection, &target).map(drop) }
}

impl Store {
    /// A checked copy of the whole file at `target`, which must not exist.
    pub fn backup_to(&self, target: &Path) -> Result<Copy, Error> {
        Ok(copy(&self.connection, target)?)
    }

    /// The day's copy, if nobody made it yet; the oldest beyond the last 14 go. `None`: it was there.
    pub fn backup_daily(&self, today: NaiveDate) -> Result<Option<Copy>, Error> {
        let folder = folder(&self.file);
        let target = folder.join(format!("{}-{today}.knot", stem(&self.file)));
        if target.exists() || self.access == super::Access::ReadOnly {
            return Ok(None);
        }
        clear_left_behind(&folder, &stem(&self.file));
        let made = copy(&self.connection, &target);
        let made = match made {
            // Another window was faster.
            Err(_) if target.exists() => return Ok(None),
            made => made?,
        };
        let mut daily = self.copies()?;
        // Today's stays even if a clock that ran ahead has left newer names behind.
        daily.retain(|copy| is_daily(&copy.file, &stem(&self.file)) && copy.file != target);
        for old in daily.iter().skip(KEPT - 1) {
            fs::remove_file(&old.file).with_context(|| format!("The old copy {} could not be removed", old.file.display()))?;
        }
        Ok(Some(made))
    }

    /// This file's copies in the folder beside it, newest first; another practice may keep its own there.
    pub fn copies(&self) -> Result<Vec<Copy>, Error> {
        let own = format!("{}-", stem(&self.file));
        let mut copies = copies_in(&folder(&self.file));
        copies.retain(|copy| copy.file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&own)));
        Ok(copies)
    }

    /// Looks through the whole file: SQLite's own checks, then the rules of the book.
    pub fn check(&self) -> Result<Checked, Error> {
        Ok(check(&self.connection)?)
    }
}

/// The copies in a folder, newest first by their names; none when it cannot be read.
pub(super) fn copies_in(folder: &Path) -> Vec<Copy> {
    let Ok(listed) = fs::read_dir(folder) else { return Vec::new() };
    let mut copies: Vec<Copy> = listed
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "knot"))
        .filter_map(|entry| Some(Copy { file: entry.path(), size: entry.metadata().ok()?.len() }))
        .collect();
    copies.sort_by(|a, b| b.file.file_name().cmp(&a.file.file_name()));
    copies
}

pub(super) fn is_daily(file: &Path, stem: &str) -> bool {
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')).is_some_and(|date| date.parse::<NaiveDate>().is_ok())
}

pub(super) fn check(connection: &Connection) -> Result<Checked> {
    let mut problems = Vec::new();
    let mut ask = connection.prepare("PRAGMA integrity_check(20)")?;
    for line in ask.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            problems.push(format!("The file is damaged: {line}."));
        }
    }
    let mut ask = connection.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20")?;
    for row in ask.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)))? {
        let (table, id, parent) = row?;
        problems.push(format!("Row {id} of {table} points at a {parent} that is not there."));
    }
    for (what, column, until) in
        [("therapist", "staff_id", "busy_until"), ("room", "room_id", "busy_until"), ("client", "client_id", "ends")]
    {
        let mut ask = connection.prepare(&format!(
            "SELECT a.id, b.id FROM appointment AS a JOIN appointment AS b ON b.{column} = a.{column} AND b.holds = 1 AND b.id <> a.id
                AND b.starts >= a.starts AND b.starts < a.{until} AND (b.starts > a.starts OR b.id > a.id)
                AND instr(a.overlap_ok, '|' || b.id || '|') = 0 AND instr(b.overlap_ok, '|' || a.id || '|') = 0
              WHERE a.holds = 1 LIMIT 20",
        ))?;
        for pair in ask.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))? {
            let (a, b) = pair?;
            problems.push(format!("Appointments {a} and {b} hold the same {what} at the same time."));
        }
    }
    let mut ask = connection.prepare("SELECT id FROM appointment WHERE lifted = 1 LIMIT 20")?;
    for id in ask.query_map([], |row| row.get::<_, i64>(0))? {
        problems.push(format!("Appointment {} holds no time: another program has lifted it out of the book.", id?));
    }
    let journals = journal::TABLES.iter().flat_map(|table| ["insert", "update", "delete"].map(|act| format!("journal_{table}_{act}")));
    let guards = ["appointment_free_insert", "appointment_free_update"].map(String::from);
    for trigger in guards.into_iter().chain(journals) {
        let there: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = :name)")?
            .query_row(named_params! {":name": trigger}, |row| row.get(0))?;
        if !there {
            problems.push(format!("The file's guard “{trigger}” is missing: another program has taken it out. Restore a copy."));
        }
    }
    let count =
        |table: &str| connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    Ok(Checked { clients: count("client")?, appointments: count("appointment")?, changes: count("change")?, problems })
}

/// Opens a copy for reading and says in words when it is none.
pub(super) fn open_copy(copy: &Path) -> Result<Connection> {
    if !copy.is_file() {
        bail!("There is no file {}. “knotbook backup --list” names the copies.", copy.display());
    }
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|why| in_words(copy, why))?;
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|why| in_words(copy, why))?;
    if id != APPLICATION_ID {
        bail!("{} is not a copy of a knotbook file, so it was not restored.", copy.display());
    }
    Ok(connection)
}

/// Looks through a copy without making it the practice's file.
pub fn check_file(copy: &Path) -> Result<Checked, Error> {
    let checked = check(&open_copy(copy)?);
    Ok(checked.map_err(|why| match why.downcast::<rusqlite::Error>() {
        Ok(sqlite) => in_words(copy, sqlite),
        Err(other) => other,
    })?)
}

impl Store {
    /// Writes down something that the program did by itself.
    pub(super) fn upkeep(&mut self, at: DateTime<Utc>, deed: &Deed) -> Result<(), Error> {
        self.writing(|tx, _| {
            let act = journal::begin(tx, Stamp { at, by: None }, Kind::System, None)?;
            journal::finish(tx, act, deed).map_err(Error::from)
        })
    }
}
