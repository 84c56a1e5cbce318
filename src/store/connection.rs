//! One connection to the practice's file: what is checked before it is opened, and how it is set up.
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::journal::SIGNED;
use crate::domain::refusal::capitalize;

/// "knot" in ASCII: how the file says that it is ours.
pub(super) const APPLICATION_ID: i32 = 0x6b6e_6f74;

/// Sleeps of 0.2–2 ms, so that no waiting process starves behind a lucky one; given up after about 20 s.
const LONGEST_WAIT: i32 = 18_000;

/// How a file may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Write,
    /// The file or its folder cannot be written to.
    ReadOnly,
}

/// The folder that `file` shall lie in, for its owner only; one that is there stays as it is.
pub(super) fn make_folder_of(file: &Path) -> Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|why| plainly(&why))
            .with_context(|| format!("The folder {} could not be made", folder.display()))?;
    }
    Ok(())
}

/// Makes the file, empty and for its owner only, in a folder for its owner only, before SQLite sees it: the -wal and -shm
/// files and copies then follow its mode.
pub(super) fn create(file: &Path) -> Result<()> {
    make_folder_of(file)?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(_) => Ok(()),
        // Another window made it in the meantime.
        Err(why) if why.kind() == ErrorKind::AlreadyExists && file.exists() => Ok(()),
        Err(why) => Err(plainly(&why)).with_context(|| format!("The file {} could not be made", file.display())),
    }
}

/// Opens an existing file and sets the connection up. Says in words why a file cannot be used.
pub(super) fn open(file: &Path) -> Result<(Connection, Access, PathBuf)> {
    let file =
        fs::canonicalize(file).map_err(|why| plainly(&why)).with_context(|| format!("The file {} could not be found", file.display()))?;
    let access = judge_file(&file)?;
    let mut connection = connect(&file, access).map_err(|why| in_words(&file, why))?;
    set_up(&mut connection, access).map_err(|why| in_words(&file, why))?;
    Ok((connection, access, file))
}

fn judge_file(file: &Path) -> Result<Access> {
    let about = fs::metadata(file).map_err(|why| plainly(&why)).with_context(|| format!("{} could not be looked at", file.display()))?;
    if about.is_dir() {
        bail!("{} is a folder, not a file. Name the practice's file, e.g. {}.", file.display(), file.join("practice.knot").display());
    }
    if !about.is_file() {
        bail!("{} is not an ordinary file, so a practice cannot be kept in it.", file.display());
    }
    if about.nlink() > 1 {
        bail!(
            "{} has a second name (a hard link) on this disk. Two names would use two journals and damage the file: remove the other name, or copy the file and open the copy.",
            file.display()
        );
    }
    refuse_network(file)?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    let writable = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    Ok(if writable(file) && writable(folder) { Access::Write } else { Access::ReadOnly })
}

#[cfg(target_os = "linux")]
fn refuse_network(file: &Path) -> Result<()> {
    // Names from statfs(2): WAL needs shared memory, which these do not give, though it seems to work at first.
    const SHARED: [(u32, &str); 12] = [
        (0x6969, "NFS"),
        (0x517b, "SMB"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB"),
        (0x6573_5546, "FUSE"),
        (0x0102_1997, "9P"),
        (0x00c3_6400, "Ceph"),
        (0x7375_7245, "Coda"),
        (0x5346_414f, "AFS"),
        (0x564c, "NCP"),
        (0x0bd0_0bd0, "Lustre"),
        (0x4750_4653, "GPFS"),
    ];
    let kind = rustix::fs::statfs(file)
        .map_err(|why| plainly(&why.into()))
        .with_context(|| format!("The disk of {} could not be asked what it is", file.display()))?
        .f_type;
    // The kernel's word is 32 bits wide; where the type is wider, a high bit may have been drawn out to the left.
    let shared = SHARED.iter().find(|(magic, _)| i128::from(*magic) == i128::from(kind) & 0xffff_ffff);
    match shared {
        Some((_, name)) => bail!(
            "{} lies on a network or user-space file system ({name}), where a book can be damaged without a sign. Keep it on the computer's own disk; from another room, reach it by ssh.",
            file.display()
        ),
        None => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_network(_file: &Path) -> Result<()> {
    Ok(())
}

fn connect(file: &Path, access: Access) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    match access {
        Access::Write => Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_READ_WRITE),
        Access::ReadOnly => {
            // Without a place for shared memory SQLite reads a WAL file only when told that nobody writes to it.
            let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let wal = PathBuf::from(format!("{}-wal", file.display()));
            let mode = if wal.exists() { "mode=ro" } else { "immutable=1" };
            Connection::open_with_flags(
                format!("file:{path}?{mode}"),
                flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
            )
        }
    }
}

/// Waits a moment for another writer; false when it was long enough.
fn wait(count: i32) -> bool {
    thread::sleep(Duration::from_micros(fastrand::u64(200..2000)));
    count < LONGEST_WAIT
}

/// KiB of pages that a connection keeps: more is no faster at a million appointments, since the system keeps the file too, and counts
/// against the window.
const USUAL: u32 = 2_500;
/// KiB for what goes through many pages once: to keep them would help nobody.
pub(super) const PASSING: u32 = 1_000;

/// Works with so many KiB of pages kept meanwhile.
pub(super) fn with_cache<T>(connection: &Connection, kib: u32, work: impl FnOnce() -> T) -> rusqlite::Result<T> {
    keep_pages(connection, kib)?;
    let done = work();
    keep_pages(connection, USUAL)?;
    Ok(done)
}

fn keep_pages(connection: &Connection, kib: u32) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -i64::from(kib))
}

fn set_up(connection: &mut Connection, access: Access) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Otherwise SQLite plans a kept statement anew whenever another number is bound to it, which takes longer than most of them run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 << 20)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
    )?;
    keep_pages(connection, USUAL)?;
    if access == Access::Write {
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA journal_size_limit = 8388608;")?;
    }
    Ok(())
}

/// Nothing that is written through this connection takes away what keeps signed notes as they are: the rows by triggers, and here the
/// tables and those triggers themselves.
pub(super) fn keep_signed(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.authorizer(Some(|asked: AuthContext<'_>| match asked.action {
        AuthAction::DropTable { table_name } | AuthAction::AlterTable { table_name, .. } | AuthAction::DropTrigger { table_name, .. }
            if SIGNED.contains(&table_name) =>
        {
            Authorization::Deny
        }
        // Everything else: the variants are SQLite's, and many.
        _ => Authorization::Allow,
    }))
}

/// Turns a new connection to write-ahead logging, and checks that it did.
pub(super) fn use_wal(connection: &Connection) -> Result<()> {
    // Several windows that turn one new file at once would wait for each other: SQLite then answers without asking the busy
    // handler, and only trying again helps.
    let mut tries = 0;
    let mode: String = loop {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)) {
            Err(why) if why.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && wait(tries) => tries += 1,
            answer => break answer.map_err(|why| anyhow!(words("the practice's file", &why)))?,
        }
    };
    if mode != "wal" {
        bail!(
            "This disk does not let two windows share the file safely (SQLite answered “{mode}” to write-ahead logging). Keep the file on the computer's own disk."
        );
    }
    Ok(())
}

/// What SQLite says about a file it cannot use, as a sentence for the person who wanted it.
pub(super) fn in_words(file: &Path, why: rusqlite::Error) -> anyhow::Error {
    if why.sqlite_error_code().is_some() {
        anyhow!(words(&file.display().to_string(), &why))
    } else {
        anyhow::Error::new(why).context(format!("{} could not be used", file.display()))
    }
}

/// The same, with the file's name as the sentence says it.
pub(super) fn words(name: &str, why: &rusqlite::Error) -> String {
    let sentence = match why.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            format!("{name} is not a knotbook file. Open another with --file, or bring its contents in with “knotbook import csv”.")
        }
        Some(ErrorCode::DatabaseCorrupt) => format!(
            "{name} is damaged. Do not go on writing to it: take the newest backup with “knotbook restore”, and keep the damaged file."
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => format!(
            "Another program has been writing to {name} for a while and has not finished. Nothing was changed; try again in a moment."
        ),
        Some(ErrorCode::DiskFull) => "The disk is full, so nothing was saved. Free some space, then try again.".to_owned(),
        Some(ErrorCode::ReadOnly) => format!("{name} can only be read, so nothing was saved."),
        Some(ErrorCode::SystemIoFailure) => format!(
            "{name} could not be written or read: its disk did not play along (it may be full). Nothing was saved; check the disk, then try again."
        ),
        Some(ErrorCode::CannotOpen) => format!("{name} could not be opened. Check that it is there and that you may read it."),
        _ => format!("{name} could not be used: {why}."),
    };
    capitalize(&sentence)
}

/// What the computer says about a file, without its number.
pub(super) fn plainly(why: &std::io::Error) -> anyhow::Error {
    let text = why.to_string();
    anyhow!("{}.", text.split(" (os error").next().unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    #[test]
    fn no_sql_through_an_open_book_changes_what_is_signed() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let store = Store::open(&folder.path().join("practice.knot")).expect("a book");
        let book = &store.connection;
        book.execute_batch(
            "INSERT INTO client (id, uid, name, folded) VALUES (1, 'c', 'Maria', 'maria');
             INSERT INTO staff (id, name, short, role, treats) VALUES (1, 'Dana', 'Dana', 'therapist', 1);
             INSERT INTO note (id, uid, client_id, staff_id, at, signed_at, lines) VALUES (1, 'n', 1, 1, '2026-11-23T09:00', '', 'nrs 6');
             INSERT INTO amendment (id, note_id, text, why, staff_id, at) VALUES (1, 1, 'more', 'rang', 1, '');
             INSERT INTO strike (id, note_id, why, staff_id, at) VALUES (1, 1, 'wrong', 1, '');",
        )
        .expect("a note that is signed, added to and struck out");
        let all = || {
            let sql = "SELECT json_array((SELECT json_group_array(json_array(id, uid, lines)) FROM note),
                              (SELECT json_group_array(json_array(id, text)) FROM amendment), (SELECT json_group_array(json_array(id, why)) FROM strike))";
            book.query_row(sql, [], |row| row.get::<_, String>(0)).expect("all of it")
        };
        let before = all();
        for (table, column) in [("note", "lines"), ("amendment", "text"), ("strike", "why")] {
            let others = format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
            for sql in [
                format!("UPDATE {table} SET {column} = 'x'"),
                format!("UPDATE OR REPLACE {table} SET id = 1"),
                format!("DELETE FROM {table}"),
                others.clone(),
                format!("PRAGMA recursive_triggers = OFF; {others}"),
                format!("INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = 'x'"),
                format!("DROP TABLE {table}"),
                format!("ALTER TABLE {table} DROP COLUMN {column}"),
                format!("ALTER TABLE {table} RENAME TO other"),
                format!("DROP TRIGGER {table}_stays_update"),
                format!("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = '{table}_stays_update'"),
            ] {
                assert!(book.execute_batch(&sql).is_err(), "{sql}");
                assert_eq!(all(), before, "{sql}");
            }
        }
        book.execute_batch("INSERT OR REPLACE INTO strike (note_id, why, staff_id, at) VALUES (1, 'again', 1, '')")
            .expect_err("a second one");
        book.execute_batch("DELETE FROM client").expect_err("whose note it is");
        assert_eq!(all(), before);
    }
}
