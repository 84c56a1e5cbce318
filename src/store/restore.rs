//! A copy brought back: it becomes the contents of the file, and what the file held is kept.
use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::backup::{Copy, check, copy as copy_to, folder, open_copy, stem};
use super::connection::plainly;
use super::{Access, Error, Store};
use crate::domain::change::Stamp;
use crate::domain::deed::Deed;
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;

/// Makes `copy` the contents of `file`, after checking the copy and copying what `file` held before. Open windows see it like
/// any other change. It cannot be taken back by undo; the copy made before can be restored.
pub fn restore(file: &Path, copy: &Path, stamp: Stamp, now: &str) -> Result<Option<Copy>, Error> {
    let source = open_copy(copy)?;
    let checked = check(&source).map_err(|_| anyhow!("{} was not restored: it is damaged. Take another copy.", copy.display()))?;
    if let Some(problem) = checked.problems.first() {
        return Err(anyhow!("{} was not restored: it is not sound. {problem} Take another copy.", copy.display()).into());
    }
    if fs::canonicalize(file).is_ok_and(|file| fs::canonicalize(copy).is_ok_and(|copy| copy == file)) {
        return Err(anyhow!("{} is the practice's file itself, so there is nothing to restore. Name a copy.", copy.display()).into());
    }
    let before = if file.exists() { Some(keep(file, now)?) } else { None };
    let mut store = Store::open(file)?;
    replace(&source, &mut store.connection)?;
    drop(source);
    let mut store = Store::open(file)?;
    let from = copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    store.upkeep(
        stamp.at,
        &Deed::Upkeep(format!(
            "Restored {from} ({})",
            say::count(usize::try_from(checked.appointments).unwrap_or(0), "appointment", "appointments")
        )),
    )?;
    Ok(before)
}

/// Keeps what the file holds: a checked copy of it, or, when it is damaged and cannot be copied, the file itself, set aside.
fn keep(file: &Path, now: &str) -> Result<Copy, Error> {
    let target = |why: &str| folder(file).join(format!("{}-{why}-{now}.knot", stem(file)));
    let copied = Store::open(file).and_then(|store| match store.access {
        Access::Write => Ok(copy_to(&store.connection, &target("before-restore"))?),
        Access::ReadOnly => Err(Refusal::ReadOnly.into()),
    });
    match copied {
        Err(Error::Failed(_)) if is_damaged(file) => Ok(set_aside(file, &target("damaged"))?),
        copied => copied,
    }
}

/// Whether it is one of ours that SQLite itself finds fault with.
fn is_damaged(file: &Path) -> bool {
    open_copy(file).is_ok_and(|file| {
        let found: rusqlite::Result<String> = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        found.map_or_else(|_| true, |found| found != "ok")
    })
}

/// Gives the file, and what SQLite keeps beside it, another name in the folder of the copies.
fn set_aside(file: &Path, target: &Path) -> Result<Copy> {
    let beside = |path: &Path, ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    if let Some(folder) = target.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|why| plainly(&why))?;
    }
    for ending in ["-wal", "-shm", ""] {
        match fs::rename(beside(file, ending), beside(target, ending)) {
            Err(why) if ending.is_empty() || why.kind() != ErrorKind::NotFound => {
                return Err(plainly(&why)).with_context(|| format!("The damaged file could not be set aside as {}", target.display()));
            }
            _ => {}
        }
    }
    Ok(Copy { file: target.to_owned(), size: fs::metadata(target)?.len() })
}

/// All pages in one transaction: others see the old file or the new one, nothing between.
fn replace(source: &Connection, target: &mut Connection) -> Result<()> {
    let copying = Backup::new(source, target).context("The copy could not be brought in")?;
    // The target's busy handler has waited its time before this answers that somebody else is still writing.
    if copying.step(-1).context("The copy could not be brought in")? == StepResult::Done {
        return Ok(());
    }
    bail!("Another program has been writing to the file for a while. Nothing was restored; close the other windows and try again.")
}
