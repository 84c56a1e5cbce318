//! Copies of the file, and the file brought back from them.
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::Days;
use knotbook::domain::change::Stamp;
use knotbook::store::{Store, check_file, restore};
use knotbook::tui::daily::{self, Daily};

use crate::practice::{DANA, DESK, FIRST, LEE, Place, R1, R2, booking, date, now, raw, slot};

fn stamp() -> Stamp {
    Stamp { at: now(), by: Some(DESK) }
}

fn names(folder: &Path) -> Vec<String> {
    let listed = fs::read_dir(folder).expect("the folder of the copies");
    let mut names: Vec<String> = listed.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A practice with one booking, and a copy of it.
fn with_copy() -> (Place, PathBuf) {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let copy = place.folder.path().join("copy.knot");
    place.store.backup_to(&copy).expect("a copy");
    (place, copy)
}

/// Overwrites the first pages of the tables that hold the practice's work: the file still opens.
pub(crate) fn damage_rows(file: &Path) {
    let pages: Vec<usize> = {
        let file = raw(file);
        let sql = "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ('appointment', 'client', 'change', 'journal') AND rootpage > 0";
        let mut ask = file.prepare(sql).expect("a question");
        let pages = ask.query_map([], |row| row.get::<_, i64>(0)).expect("pages").map(|page| page.expect("a page"));
        pages.map(|page| usize::try_from(page).expect("a number")).collect()
    };
    let mut bytes = fs::read(file).expect("the file's bytes");
    for page in pages {
        bytes[(page - 1) * 4096..page * 4096].fill(0x55);
    }
    fs::write(file, bytes).expect("the damage");
}

/// Overwrites all but the first pages of a file.
fn damage(file: &Path) {
    let mut bytes = fs::read(file).expect("the file's bytes");
    bytes[4096 * 12..].fill(0x55);
    fs::write(file, bytes).expect("the damage");
}

#[test]
fn one_copy_a_day_and_fourteen_of_them() {
    let (place, _) = with_copy();
    let first = date("2026-11-01");
    for day in 0..20 {
        let today = first.checked_add_days(Days::new(day)).expect("a date");
        assert!(place.store.backup_daily(today).expect("a copy").is_some());
        assert_eq!(place.store.backup_daily(today).expect("a second one"), None);
    }
    let folder = place.folder.path().join("backups");
    let kept: Vec<String> = (7..=20).map(|day| format!("practice-2026-11-{day:02}.knot")).collect();
    assert_eq!(names(&folder), kept);
    for copy in place.store.copies().expect("the copies") {
        let found = check_file(&copy.file).expect("a check");
        assert_eq!((found.appointments, found.problems), (1, Vec::new()));
    }
    // The clock is set back: that day's copy is not the one that goes.
    let back = place.store.backup_daily(date("2026-01-01")).expect("a copy").expect("a new one");
    assert!(back.file.exists());
    assert_eq!(names(&folder).len(), 14);
}

#[test]
fn a_copy_that_was_never_finished_goes_and_one_that_is_being_made_stays() {
    let (place, _) = with_copy();
    let folder = place.folder.path().join("backups");
    fs::create_dir(&folder).expect("a folder");
    let id = "01a20bc2-3e17-702e-80c5-b6a546580cb0";
    let old = [format!("practice-2026-11-01.{id}.part"), format!("practice-2026-11-01.{id}.part-journal")];
    let kept =
        [format!("other-2026-11-01.{id}.part"), "practice-2026-11-01.film.part".to_owned(), format!("practice-2026-11-02.{id}.part")];
    for name in old.iter().chain(&kept) {
        let file = fs::File::create(folder.join(name)).expect("a file");
        let hours = if *name == kept[2] { 0 } else { 2 };
        file.set_modified(std::time::SystemTime::now() - Duration::from_secs(hours * 3600)).expect("its time");
    }
    place.store.backup_daily(date("2026-11-03")).expect("a copy").expect("a new one");
    let mut there = kept.to_vec();
    there.push("practice-2026-11-03.knot".into());
    there.sort();
    assert_eq!(names(&folder), there);
}

#[test]
fn two_windows_that_copy_at_once_make_one_copy() {
    let (place, _) = with_copy();
    for day in 1..=8 {
        let today = date(&format!("2026-12-{day:02}"));
        let windows: Vec<_> = (0..3).map(|_| place.store.sibling().expect("a window")).collect();
        let made: Vec<_> = windows.into_iter().map(|window| thread::spawn(move || window.backup_daily(today))).collect();
        for made in made {
            made.join().expect("a window").expect("a copy, or none because it is there");
        }
        let copies = names(&place.folder.path().join("backups"));
        assert_eq!(copies.len(), day, "{copies:?}");
    }
}

#[test]
fn a_copy_is_whole_while_somebody_writes() {
    let mut place = Place::hollis();
    let clients: Vec<_> = (0..40).map(|n| place.client(&format!("Client {n}"), "")).collect();
    let sibling = place.store.sibling().expect("a second connection");
    let folder = place.folder.path().to_owned();
    let (started, wait) = mpsc::channel();
    let copying = thread::spawn(move || {
        (0..8)
            .map(|n| {
                let copy = sibling.backup_to(&folder.join(format!("copy{n}.knot"))).expect("a copy").file;
                started.send(()).expect("a word");
                check_file(&copy).expect("a check")
            })
            .collect::<Vec<_>>()
    });
    wait.recv().expect("the first copy");
    for (n, client) in clients.into_iter().enumerate() {
        let day = date("2026-11-23").checked_add_days(Days::new(u64::try_from(n / 8 + n / 8 / 5 * 2).expect("a number"))).expect("a date");
        let at = format!("{day} {:02}:00", [9, 10, 11, 12][n % 4]);
        let mut slot = if n % 8 < 4 { slot(DANA, R1, &at) } else { slot(LEE, R2, &at) };
        (slot.service, slot.buffer) = (FIRST, 0);
        place.apply(&booking(client, slot), DESK).unwrap_or_else(|why| panic!("{why}"));
    }
    let copies = copying.join().expect("the copying");
    assert!(copies.iter().all(|copy| copy.problems.is_empty() && copy.clients == 40));
    assert!(copies.windows(2).all(|pair| pair[0].appointments <= pair[1].appointments));
}

#[test]
fn a_restored_copy_is_seen_by_an_open_window() {
    let (mut place, copy) = with_copy();
    let other = Store::open(&place.file()).expect("the other window");
    let tom = place.client("Tom Okafor", "2");
    place.apply(&booking(tom, slot(LEE, R2, "2026-11-24 11:00")), DESK).expect("a booking");
    let before = other.data_version().expect("a number");
    assert_eq!(other.day(date("2026-11-24")).expect("the day").entries.len(), 2);
    assert_eq!(other.find_clients("tom", false, 9).expect("a search").clients.len(), 1);

    let kept = restore(&place.file(), &copy, stamp(), "2026-11-23-0905").expect("a restore").expect("what was there before");
    assert_eq!(kept.file.file_name().expect("a name"), "practice-before-restore-2026-11-23-0905.knot");
    assert_eq!(check_file(&kept.file).expect("a check").appointments, 2);
    assert_ne!(other.data_version().expect("a number"), before);
    assert_eq!(other.day(date("2026-11-24")).expect("the day").entries.len(), 1);
    assert_eq!(other.find_clients("tom", false, 9).expect("a search").clients.len(), 0);
    place.client("Ada", "3");
    assert_eq!(other.find_clients("ada", false, 9).expect("a search").clients.len(), 1);
    assert_eq!(place.store.check().expect("a check").problems, Vec::<String>::new());
    restore(&place.file(), &kept.file, stamp(), "2026-11-23-0906").expect("the restore, taken back");
    assert_eq!(other.day(date("2026-11-24")).expect("the day").entries.len(), 2);
}

#[test]
fn what_is_no_sound_copy_is_not_restored() {
    let (place, copy) = with_copy();
    let before = fs::read(place.file()).expect("the file");
    let refuse = |copy: &Path| restore(&place.file(), copy, stamp(), "now").expect_err("a refusal").to_string();
    damage(&copy);
    let said = refuse(&copy);
    assert!(said.contains("copy.knot") && (said.contains("was not restored") || said.contains("is damaged")), "{said}");
    let text = place.folder.path().join("notes.txt");
    fs::write(&text, "Dear diary, ".repeat(200)).expect("a text");
    assert!(refuse(&text).contains("notes.txt is not a knotbook file."), "{}", refuse(&text));
    let foreign = place.folder.path().join("other.db");
    raw(&foreign).execute_batch("CREATE TABLE songs (name TEXT)").expect("a foreign file");
    assert!(refuse(&foreign).contains("is not a copy of a knotbook file"), "{}", refuse(&foreign));
    assert!(refuse(&place.folder.path().join("none.knot")).starts_with("There is no file"));
    assert!(refuse(&place.file()).contains("is the practice's file itself"));
    assert_eq!(fs::read(place.file()).expect("the file"), before);
}

#[test]
fn a_copy_takes_the_place_of_a_damaged_file_which_is_kept() {
    for damage in [damage, damage_rows] {
        let (place, copy) = with_copy();
        let (file, _folder) = (place.file(), place.folder);
        drop(place.store);
        damage(&file);
        let damaged = fs::read(&file).expect("the damaged file");
        let kept = restore(&file, &copy, stamp(), "now").expect("a restore").expect("the damaged file, set aside");
        assert_eq!(fs::read(&kept.file).expect("the damaged file"), damaged);
        let store = Store::open(&file).expect("the restored file");
        assert_eq!(store.day(date("2026-11-24")).expect("the day").entries.len(), 1);
        assert_eq!(store.check().expect("a check").problems, Vec::<String>::new());
    }
}

#[test]
fn a_check_names_what_another_program_has_done() {
    let (mut place, _) = with_copy();
    let tom = place.client("Tom Okafor", "2");
    place.apply(&booking(tom, slot(LEE, R2, "2026-11-24 11:00")), DESK).expect("a booking");
    let file = raw(&place.file());
    let guard = "appointment_free_update";
    let sql: String = file.query_row("SELECT sql FROM sqlite_schema WHERE name = ?", [guard], |row| row.get(0)).expect("the guard");
    file.execute_batch("DROP TRIGGER appointment_free_update").expect("the guard, taken out");
    let gone = "The file's guard “appointment_free_update” is missing: another program has taken it out. Restore a copy.";
    assert_eq!(place.store.check().expect("a check").problems, [gone]);
    for (what, column, was) in [("therapist", "staff_id", 3), ("room", "room_id", 2), ("client", "client_id", 2)] {
        file.execute(&format!("UPDATE appointment SET {column} = (SELECT {column} FROM appointment WHERE id = 1) WHERE id = 2"), [])
            .expect("a foreign write");
        let problem = format!("Appointments 1 and 2 hold the same {what} at the same time.");
        assert_eq!(place.store.check().expect("a check").problems, [problem.as_str(), gone]);
        file.execute("UPDATE appointment SET overlap_ok = '|1|' WHERE id = 2", []).expect("a name for the overlap");
        assert_eq!(place.store.check().expect("a check").problems, [gone]);
        file.execute(&format!("UPDATE appointment SET {column} = {was}, overlap_ok = '' WHERE id = 2"), []).expect("as it was");
    }
    file.execute_batch(&sql).expect("the guard");
    file.execute("UPDATE appointment SET lifted = 1 WHERE id = 2", []).expect("a foreign write");
    assert_eq!(
        place.store.check().expect("a check").problems,
        ["Appointment 2 holds no time: another program has lifted it out of the book."]
    );
}

#[test]
fn the_second_folder_gets_a_checked_copy_and_its_absence_is_told() {
    let (place, _) = with_copy();
    let stick = tempfile::TempDir::new().expect("a stick");
    let folder = stick.path().join("knotbook");
    place.knotbook(&format!("practice --second-backup {}", folder.display())).done();
    let today = date("2026-11-23");
    assert!(place.store.backup_daily(today).expect("the main copy").is_some());
    let why = place.store.backup_second(today).expect_err("no folder").to_string();
    assert!(why.contains("is not there. Plug the stick in"), "{why}");
    assert!(!folder.exists(), "an empty mount point is no stick");
    let told = place.knotbook("backup");
    assert!(told.code == 0 && told.err.contains("is not there") && told.out.contains("Copied the book"), "{told:?}");
    assert!(place.knotbook("backup --list").done().contains("is not there now"));

    fs::create_dir(&folder).expect("the stick is in");
    let copy = place.store.backup_second(today).expect("a copy").expect("a new one");
    assert_eq!(check_file(&copy.file).expect("a check").problems, Vec::<String>::new());
    assert_eq!(place.store.backup_second(today).expect("an answer"), None);
    assert!(place.knotbook("backup --list").done().contains("Second copy, of today: "));
    for day in 1..20 {
        place.store.backup_second(today.checked_add_days(Days::new(day)).expect("a date")).expect("a copy");
    }
    assert_eq!(names(&folder).len(), 14);
}

#[test]
fn another_practices_copies_in_the_same_folder_are_not_offered() {
    let place = Place::hollis();
    place.store.backup_daily(date("2026-11-23")).expect("a copy");
    let folder = place.folder.path().join("backups");
    std::fs::copy(folder.join("practice-2026-11-23.knot"), folder.join("other-2026-11-24.knot")).expect("somebody else's copy");
    let names: Vec<_> =
        place.store.copies().expect("copies").into_iter().map(|copy| copy.file.file_name().map(ToOwned::to_owned)).collect();
    assert_eq!(names, [Some("practice-2026-11-23.knot".into())]);
}

#[test]
fn a_window_that_stays_open_overnight_copies_the_next_day_too() {
    let (monday, tuesday) = (date("2026-11-23"), date("2026-11-24"));
    let (still, busy) = (Duration::from_secs(11), Duration::from_secs(3));
    let mut copies = Daily::default();
    assert!(!copies.is_due(monday, busy), "somebody is typing");
    assert!(copies.is_due(monday, still));
    assert!(!copies.is_due(monday, still), "once a day");
    assert!(!copies.is_due(tuesday, busy));
    assert!(copies.is_due(tuesday, still));
}

#[test]
fn that_the_second_folder_is_away_is_told_once_a_day() {
    let (place, _) = with_copy();
    place.knotbook("practice --second-backup /nowhere/at/all").done();
    let told = daily::make(&place.file(), date("2026-11-23")).expect("a sentence");
    assert!(told.contains("/nowhere/at/all, is not there"), "{told}");
    assert_eq!(daily::make(&place.file(), date("2026-11-23")), None);
    assert!(daily::make(&place.file(), date("2026-11-24")).is_some());
}
