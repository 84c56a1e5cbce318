//! Files that cannot be used, or not now: each is refused in a sentence, and nothing is written.
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use knotbook::domain::change::Stamp;
use knotbook::domain::practice::history::HistoryOf;
use knotbook::store::{Access, Error, Store};
use tempfile::TempDir;

use crate::backup::damage_rows;
use crate::child::{self, Process};
use crate::practice::{DANA, DESK, Place, R1, booking, date, now, raw, slot};

/// A sentence for a person: no jargon, no numbers of errors, nothing of the program's insides.
fn assert_sentence(words: &str) {
    assert!(words.ends_with('.'), "{words}");
    let lower = words.to_lowercase();
    for word in ["error", "sqlite", "os error", "{", "constraint", "malformed", "locked"] {
        assert!(!lower.contains(word), "“{word}” in “{words}”");
    }
}

fn refused(file: &Path) -> String {
    let words = Store::open(file).expect_err("a refusal").to_string();
    assert_sentence(&words);
    words
}

/// What lies in a folder, to the byte; -shm is SQLite's own scratch paper.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect();
    found.sort();
    found
}

/// A practice with one booking, closed.
fn closed() -> (TempDir, PathBuf) {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let file = place.file();
    drop(place.store);
    (place.folder, file)
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("notes.knot"), "Dear diary, ".repeat(500)).expect("a text");
    raw(&path("songs.knot")).execute_batch("CREATE TABLE songs (name TEXT)").expect("a foreign file");
    raw(&path("marked.knot")).execute_batch("PRAGMA application_id = 99").expect("a foreign file");
    raw(&path("newer.knot")).execute_batch("PRAGMA application_id = 1802399604; PRAGMA user_version = 99").expect("a newer file");
    let before = contents(folder.path());
    let table = [
        ("notes.knot", "is not a knotbook file. Open another with --file"),
        ("songs.knot", "is a database of another program. knotbook leaves it alone"),
        ("marked.knot", "is a database of another program. knotbook leaves it alone"),
        ("newer.knot", "was written by a newer knotbook (file version 99, this one knows 5). Update knotbook"),
    ];
    for (name, words) in table {
        let said = refused(&path(name));
        assert!(said.contains(name) && said.contains(words), "{said}");
    }
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn what_is_no_single_ordinary_file_is_refused() {
    let (folder, file) = closed();
    assert!(refused(folder.path()).contains("is a folder, not a file. Name the practice's file, e.g."));
    fs::hard_link(&file, folder.path().join("second.knot")).expect("a second name");
    assert!(refused(&file).contains("has a second name (a hard link) on this disk."));
    fs::remove_file(folder.path().join("second.knot")).expect("the second name, gone");
    assert!(refused(&file.join("below.knot")).contains("Not a directory."));
    symlink(folder.path().join("nowhere.knot"), folder.path().join("dangling.knot")).expect("a link");
    assert!(refused(&folder.path().join("dangling.knot")).contains("File exists."));
    assert!(refused(Path::new("/dev/null")).contains("is not an ordinary file"));
    // A link to the file is the file.
    symlink(&file, folder.path().join("link.knot")).expect("a link");
    assert_eq!(Store::open(&folder.path().join("link.knot")).expect("the file").file(), fs::canonicalize(&file).expect("a path"));
}

#[test]
fn a_damaged_file_says_so_whatever_is_asked() {
    let (_folder, file) = closed();
    damage_rows(&file);
    let before = fs::read(&file).expect("the file");
    let mut store = Store::open(&file).expect("its first pages are sound");
    let mut said = vec![store.check().map_or_else(|why| why.to_string(), |found| found.problems[0].clone())];
    let stamp = Stamp { at: now(), by: Some(DESK) };
    said.extend(store.day(date("2026-11-24")).err().map(|why| why.to_string()));
    said.extend(store.all_clients().err().map(|why| why.to_string()));
    said.extend(store.history(HistoryOf::Everything, None, 9, now()).err().map(|why| why.to_string()));
    said.extend(store.undo(stamp).err().map(|why| why.to_string()));
    assert!(said.len() > 2, "{said:?}");
    for words in &said {
        assert_sentence(words);
        assert!(words.contains("is damaged"), "{words}");
    }
    drop(store);
    assert_eq!(fs::read(&file).expect("the file"), before);
}

#[test]
fn the_file_and_all_beside_it_are_for_their_owner_only() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("home").join("knotbook").join("practice.knot");
    let store = Store::open(&file).expect("a new file");
    store.backup_daily(date("2026-11-23")).expect("a copy");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let home = file.parent().expect("its folder");
    let copies = home.join("backups");
    let mut seen = 0;
    for listed in [home, &copies] {
        assert_eq!(mode(listed), 0o700, "{}", listed.display());
        for entry in fs::read_dir(listed).expect("a folder").map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()) {
            assert_eq!(mode(&entry), 0o600, "{}", entry.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 4, "the file, its -wal and -shm, and the copy");
}

#[test]
fn a_clock_set_back_changes_no_order() {
    let mut place = Place::hollis();
    let early = Stamp { at: now() - chrono::TimeDelta::days(400), by: Some(DESK) };
    let maria = place.client("Maria Smith", "1");
    place.store.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), early).expect("a booking, by a clock that is behind");
    let history = place.store.history(HistoryOf::Everything, None, 9, now()).expect("the history");
    assert_eq!(history.iter().map(|line| line.id.0).collect::<Vec<_>>(), [3, 2, 1]);
    assert!(place.store.undo(early).expect("an undo").words.starts_with("Took back: booked Maria Smith"));
    assert_eq!(place.store.undo(early).expect("an undo").words, "Took back: added Maria Smith");
    assert_eq!(place.store.redo(early).expect("a redo").words, "Did again: added Maria Smith");
}

#[test]
fn a_clock_set_back_is_said() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "1");
    assert_eq!(place.store.clock_warning(now()).expect("an answer"), None);
    assert_eq!(
        place.store.clock_warning(now() - chrono::TimeDelta::days(1)).expect("an answer").as_deref(),
        Some(
            "This computer's clock says Sun 22 Nov 09:05, but the newest act in the book is of Mon 23 Nov 09:05. \
             Set the clock right before you go on."
        )
    );
}

#[test]
fn a_long_writer_is_waited_for_but_not_for_ever() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let (copy, file) = (place.folder.path().join("copy.knot"), raw(&place.file()));
    place.store.backup_to(&copy).expect("a copy");
    file.execute_batch("BEGIN IMMEDIATE").expect("a long writer");
    let path = place.file();
    let restoring = std::thread::spawn(move || {
        knotbook::store::restore(&path, &copy, Stamp { at: now(), by: None }, "now").expect_err("a refusal").to_string()
    });
    let change = booking(maria, slot(DANA, R1, "2026-11-24 11:00"));
    let said = place.apply(&change, DESK).expect_err("a refusal").to_string();
    for said in [said, restoring.join().expect("the other window")] {
        assert_sentence(&said);
        assert!(said.contains("Another program has been writing to"), "{said}");
    }
    assert_eq!(place.store.day(date("2026-11-24")).expect("reading goes on").entries.len(), 0);
    file.execute_batch("COMMIT").expect("its end");
    place.apply(&change, DESK).expect("a booking");
}

#[test]
fn a_file_that_can_only_be_read_is_shown_and_not_written() {
    let (folder, file) = closed();
    let before = contents(folder.path());
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    // The program itself must be reachable for the one who may not write.
    let program = folder.path().join("suite");
    fs::copy(std::env::current_exe().expect("this program"), &program).expect("this program, copied");
    mode(&program, 0o555);
    mode(&file, 0o444);
    mode(folder.path(), 0o555);
    let mut command = child::command_of(&program, "refused_files::reads_what_it_may_not_write", &file, 0);
    if rustix::process::geteuid().is_root() {
        std::os::unix::process::CommandExt::uid(&mut command, 65534);
    }
    let said = Process::start(command).rest();
    mode(folder.path(), 0o755);
    fs::remove_file(program).expect("the copied program, gone");
    assert_eq!(
        said,
        [
            "ReadOnly",
            "1 on the day",
            "This file can only be read, so nothing was changed. Copy it to a folder that can be written to.",
            "no copy"
        ]
    );
    assert_eq!(contents(folder.path()), before);
}

#[test]
#[ignore = "a part of the read-only file's test, as somebody who may not write"]
fn reads_what_it_may_not_write() {
    let Some((file, _)) = child::given() else { return };
    let mut store = Store::open(&file).expect("the file");
    assert_eq!(store.access(), Access::ReadOnly);
    child::say("ReadOnly");
    child::say(&format!("{} on the day", store.day(date("2026-11-24")).expect("the day").entries.len()));
    let refused = store.undo(Stamp { at: now(), by: Some(DESK) }).expect_err("a refusal");
    child::say(&refused.to_string());
    child::say(store.backup_daily(date("2026-11-23")).expect("an answer").map_or("no copy", |_| "a copy"));
}

#[test]
fn a_full_disk_loses_nothing_and_is_said() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "1");
    let said = Process::start(child::command("refused_files::books_until_the_disk_is_full", &place.file(), 0)).rest();
    let booked = said.iter().filter(|line| line.starts_with("booked")).count();
    let refused = said.iter().find(|line| !line.starts_with("booked")).expect("a refusal");
    assert!(refused.contains("Nothing was saved; check the disk, then try again."), "{refused}");
    assert_sentence(refused);
    assert!(booked > 3, "{said:?}");
    assert_eq!(said.last().map(String::as_str), Some("booked again"));
    assert_eq!(place.store.check().expect("a check").appointments, u64::try_from(booked).expect("a number"));
    crate::practice::assert_sound(&place.store, &raw(&place.file()));
}

#[test]
#[ignore = "a part of the full disk's test, in a process of its own"]
fn books_until_the_disk_is_full() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let Some((file, _)) = child::given() else { return };
    // As the program does: a file that may not grow is an answer and not a death.
    let flag = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag).expect("a handler");
    let mut store = Store::open(&file).expect("the file");
    let stamp = Stamp { at: now(), by: Some(DESK) };
    let limit = |bytes| setrlimit(Resource::Fsize, Rlimit { current: bytes, maximum: None }).expect("a limit");
    let size = |ending: &str| fs::metadata(format!("{}{ending}", file.display())).map_or(0, |about| about.len());
    limit(Some(size("").max(size("-wal")) + 300_000));
    let change = |store: &mut Store, day: u64| {
        let date = date("2027-01-04").checked_add_days(chrono::Days::new(day * 7)).expect("a date");
        store.apply(&booking(knotbook::domain::ids::ClientId(1), slot(DANA, R1, &format!("{date} 10:00"))), stamp)
    };
    for day in 0..500 {
        match change(&mut store, day) {
            Ok(_) => child::say("booked"),
            Err(Error::Failed(why)) => {
                child::say(&Error::Failed(why).to_string());
                limit(None);
                change(&mut store, day).expect("room again");
                child::say("booked again");
                return;
            }
            Err(why) => panic!("{why}"),
        }
    }
}
