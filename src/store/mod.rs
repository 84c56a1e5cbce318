//! The practice's file. SQL is here and nowhere else: reads are typed methods, writes go through [`Store::apply`].
mod alert_list;
mod backup;
mod book;
mod care;
mod connection;
mod decide;
mod draft;
mod edit;
mod finder;
mod hours;
mod house;
mod import;
mod journal;
mod merge;
mod migrate;
mod overview;
mod people;
#[cfg(test)]
mod plans;
mod practice;
mod restore;
mod rows;
mod search;
mod second;
mod uids;

use std::cell::Cell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, ffi};

pub use backup::{Checked, Copy, check_file};
pub use book::Grown;
pub use connection::Access;
pub use restore::restore;
pub use second::Second;

use self::connection::{PASSING, with_cache};
use crate::domain::change::{Applied, Change, Stamp};
use crate::domain::deed::{Deed, describe};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::history::Kind;
use crate::domain::practice::role::Viewer;
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;
use crate::log;

/// Why something was not done.
#[derive(Debug)]
pub enum Error {
    /// A rule that the person can mend; nothing was written.
    Refused(Refusal),
    /// The file, the disk or the program did not play along; nothing was written. Says what was attempted, then why.
    Failed(anyhow::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Failed(why) => match why.downcast_ref::<rusqlite::Error>() {
                Some(sqlite) => f.write_str(&connection::words("the practice's file", sqlite)),
                None => write!(f, "{why:#}"),
            },
        }
    }
}

impl std::error::Error for Error {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<anyhow::Error> for Error {
    fn from(why: anyhow::Error) -> Self {
        Self::Failed(why)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(why: rusqlite::Error) -> Self {
        Self::Failed(why.into())
    }
}

/// The practice's file, open for one viewer.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    access: Access,
    file: PathBuf,
    viewer: Viewer,
    /// As the file said when it was last asked; another window may set another.
    zone: Cell<Tz>,
    finder: finder::Finder,
}

impl Store {
    /// Opens the file, making it when it is not there, and brings it to this version. Refuses in words what it cannot use.
    pub fn open(file: &Path) -> Result<Self, Error> {
        if !file.exists() {
            connection::create(file)?;
        }
        let (mut connection, access, file) = connection::open(file)?;
        migrate::bring_up(&mut connection, &file, access)?;
        connection::keep_signed(&mut connection)?;
        let zone = Cell::new(practice::zone(&connection)?);
        Ok(Self { connection, access, file, viewer: Viewer::NOBODY, zone, finder: finder::Finder::default() })
    }

    /// A second connection to the same file for the same viewer, for work beside the screen.
    pub fn sibling(&self) -> Result<Self, Error> {
        let mut second = Self::open(&self.file)?;
        second.viewer = self.viewer;
        Ok(second)
    }

    /// Answers are shaped for this viewer from now on.
    pub fn view_as(&mut self, viewer: Viewer) {
        self.viewer = viewer;
    }

    pub fn viewer(&self) -> Viewer {
        self.viewer
    }

    pub fn access(&self) -> Access {
        self.access
    }

    /// Where the file is, links resolved.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A number that changes whenever another connection has committed.
    pub fn data_version(&self) -> Result<i64, Error> {
        Ok(self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }

    /// An instant on the practice's wall clock.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone.get()).naive_local()
    }

    /// An instant as the history says it: "Tue 24 Nov 14:02".
    pub(crate) fn local_words(&self, at: DateTime<Utc>) -> String {
        let local = self.local(at);
        say::moment(local, chrono::Datelike::year(&local))
    }

    /// Does `change`, whole or not at all. When this returns `Ok`, it is on the disk.
    pub fn apply(&mut self, change: &Change, stamp: Stamp) -> Result<Applied, Error> {
        self.apply_watched(change, stamp, &|_, _| true)
    }

    /// [`Store::apply`] for long acts: `progress` is told (done, in all) now and then, and stops the act by answering false.
    pub fn apply_watched(&mut self, change: &Change, stamp: Stamp, progress: &dyn Fn(usize, usize) -> bool) -> Result<Applied, Error> {
        let begun = Instant::now();
        let done = self.writing(|tx, store| store.act(tx, change, stamp, progress));
        note(&log::kind(change), begun, &done);
        done
    }

    /// One act, written and judged inside `tx`.
    fn act(&self, tx: &Transaction<'_>, change: &Change, stamp: Stamp, progress: &dyn Fn(usize, usize) -> bool) -> Result<Applied, Error> {
        let kind = if change.is_final() { Kind::System } else { Kind::Do };
        let act = journal::begin(tx, stamp, kind, None)?;
        let writer = Writer { tx, store: self, directory: practice::directory(tx)?, stamp, progress };
        let deed = writer.write(change)?;
        journal::finish(tx, act, &deed)?;
        book::land::refuse_lifted(tx)?;
        let today = self.local(stamp.at).date();
        let (hits, to_decide) = decide::refresh(tx, &[act], today)?;
        let words = describe(&deed, &journal::names_for(tx), chrono::Datelike::year(&today));
        Ok(Applied { change: act, words, client: deed.client(), appointment: deed.appointment(), hits, to_decide })
    }

    /// Runs `work` in a transaction that holds the write lock from its beginning.
    fn writing<T>(&mut self, work: impl FnOnce(&Transaction<'_>, &Self) -> Result<T, Error>) -> Result<T, Error> {
        self.finder.doubt();
        let (tx, done) = self.inside(work)?;
        let zone = practice::zone(&tx)?;
        tx.commit().map_err(|why| self.failed(why))?;
        self.zone.set(zone);
        Ok(done)
    }

    /// Runs `work` like [`Store::writing`] and takes all of it back.
    fn trying<T>(&self, work: impl FnOnce(&Transaction<'_>, &Self) -> Result<T, Error>) -> Result<T, Error> {
        let (tx, done) = self.inside(work)?;
        tx.rollback().map_err(|why| self.failed(why))?;
        Ok(done)
    }

    fn inside<T>(&self, work: impl FnOnce(&Transaction<'_>, &Self) -> Result<T, Error>) -> Result<(Transaction<'_>, T), Error> {
        if self.access == Access::ReadOnly {
            return Err(Refusal::ReadOnly.into());
        }
        let tx = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).map_err(|why| self.failed(why))?;
        self.zone.set(practice::zone(&tx)?);
        match work(&tx, self) {
            Ok(done) => Ok((tx, done)),
            Err(Error::Failed(why)) => Err(self.explain(why)),
            Err(refused) => Err(refused),
        }
    }

    /// An error of SQLite in the person's words. A row that points at nothing names something that was taken back meanwhile.
    fn failed(&self, why: rusqlite::Error) -> Error {
        match &why {
            rusqlite::Error::SqliteFailure(code, _) if code.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
                Refusal::Gone { what: "client, person, service or room it names" }.into()
            }
            _ => Error::Failed(connection::in_words(&self.file, why)),
        }
    }

    fn explain(&self, why: anyhow::Error) -> Error {
        match why.downcast::<rusqlite::Error>() {
            Ok(sqlite) => self.failed(sqlite),
            Err(other) => Error::Failed(other.context(format!("{} could not be written to", self.file.display()))),
        }
    }

    /// What to say when this computer's clock is behind the newest act in the file by more than the minutes two computers may
    /// differ: what is done now would be noted before what was done earlier. The history itself counts acts, not hours.
    pub fn clock_warning(&self, now: DateTime<Utc>) -> Result<Option<String>, Error> {
        let mut ask = self.connection.prepare_cached("SELECT at FROM change ORDER BY id DESC LIMIT 1")?;
        let newest = ask.query_row([], |row| row.get::<_, rows::Instant>(0)).optional()?;
        Ok(newest.filter(|newest| newest.0 - now > TimeDelta::minutes(5)).map(|newest| {
            format!(
                "This computer's clock says {}, but the newest act in the book is of {}. Set the clock right before you go on.",
                self.local_words(now),
                self.local_words(newest.0)
            )
        }))
    }

    /// Lets SQLite refresh what it knows of the tables' sizes; called when the keyboard has been still for a while.
    pub fn tidy(&self) -> Result<(), Error> {
        if self.access == Access::Write {
            let optimize = || self.connection.execute_batch("PRAGMA optimize");
            with_cache(&self.connection, PASSING, optimize)?.context("The file could not be tidied")?;
        }
        Ok(())
    }
}

/// Notes in the log what came of an act: its kind and its ids, never its words.
fn note(act: &str, begun: Instant, done: &Result<Applied, Error>) {
    let ms = log::ms(begun.elapsed());
    match done {
        Ok(applied) => {
            let (client, appointment) = (applied.client.map(|id| id.0), applied.appointment.map(|id| id.0));
            tracing::info!(act, change = applied.change.0, client, appointment, ms, "done");
        }
        Err(Error::Refused(refusal)) => tracing::info!(act, why = log::kind(refusal), ms, "refused"),
        Err(Error::Failed(why)) => tracing::error!(act, why = log::plainly(why.as_ref()), ms, "failed"),
    }
}

/// One act being written: its transaction, and the practice as it is inside it.
struct Writer<'a> {
    tx: &'a Transaction<'a>,
    store: &'a Store,
    directory: Option<Directory>,
    stamp: Stamp,
    progress: &'a dyn Fn(usize, usize) -> bool,
}

impl Writer<'_> {
    fn write(&self, change: &Change) -> Result<Deed, Error> {
        match change {
            Change::Practice(change) => self.write_practice(change),
            Change::People(change) => self.write_people(change),
            Change::Book(change) => self.write_book(change),
            Change::Care(change) => self.write_care(change),
            Change::Import(import) => self.write_import(import),
        }
    }

    /// Staff, services and rooms; an act on the book needs a practice.
    fn directory(&self) -> Result<&Directory, Error> {
        self.directory.as_ref().ok_or_else(|| Error::Refused(Refusal::Gone { what: "practice" }))
    }
}
