//! What is said in the schema and in the program is the same, and old files become new ones.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use knotbook::domain::book::status::Status;
use knotbook::domain::change::Stamp;
use knotbook::domain::people::alert_list;
use knotbook::store::Store;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::practice::{DANA, DESK, Place, R1, R2, assert_sound, booking, date, now, raw, slot};

fn texts(file: &Connection, sql: &str) -> Vec<String> {
    let mut ask = file.prepare(sql).expect("a question");
    ask.query_map([], |row| row.get(0)).expect("texts").collect::<Result<_, _>>().expect("texts")
}

#[test]
fn every_column_of_every_journalled_table_is_in_its_triggers() {
    let place = Place::empty();
    let file = raw(&place.file());
    let tables = texts(
        &file,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'note_words%' ORDER BY name",
    );
    let journalled = texts(&file, "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal%' ORDER BY 1");
    // Drafts come and go, and what is signed never changes.
    let unrecorded = ["change", "journal", "draft", "note_draft", "note", "amendment", "strike"];
    let wanted: Vec<&String> = tables.iter().filter(|table| !unrecorded.contains(&table.as_str())).collect();
    assert_eq!(journalled.iter().collect::<Vec<_>>(), wanted);
    for table in journalled {
        let trigger = |act: &str| texts(&file, &format!("SELECT sql FROM sqlite_schema WHERE name = 'journal_{table}_{act}'")).join("");
        let (insert, update, delete) = (trigger("insert"), trigger("update"), trigger("delete"));
        for column in texts(&file, &format!("SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('lifted', 'decide')")) {
            assert!(insert.contains(&format!("'{column}', NEW.{column}")), "{table}.{column}");
            assert!(delete.contains(&format!("'{column}', OLD.{column}")), "{table}.{column}");
            assert!(update.contains(&format!("('{column}', OLD.{column}, NEW.{column})")), "{table}.{column}");
        }
    }
}

#[test]
fn the_schema_and_the_program_know_the_same_statuses_and_which_hold_the_time() {
    let place = Place::hollis();
    let file = raw(&place.file());
    let words = |text: &str| text.split('\'').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<String>>();
    let list = |sql: &str, from: usize| {
        let list = sql.split("status IN (").nth(from).expect("a list of statuses").split(')').next().expect("its end");
        words(list)
    };
    let table = texts(&file, "SELECT sql FROM sqlite_schema WHERE name = 'appointment'").join("");
    let all: BTreeSet<String> = Status::ALL.iter().map(|status| status.word().to_owned()).collect();
    let holding: BTreeSet<String> = Status::ALL.iter().filter(|status| status.holds()).map(|status| status.word().to_owned()).collect();
    assert_eq!(list(&table, 1), all);
    assert_eq!(list(&table, 2), holding);
    for guard in texts(&file, "SELECT sql FROM sqlite_schema WHERE name LIKE 'appointment_free_%'") {
        assert_eq!(list(&guard, 1), holding);
    }
}

/// The schema as SQLite keeps it, blanks aside.
fn shape(file: &Connection) -> Vec<String> {
    let sql =
        "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name";
    let close = |sql: String| sql.replace(" ,", ",").replace(" )", ")");
    texts(file, sql).iter().map(|sql| close(sql.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}

#[test]
fn a_file_of_every_shipped_version_opens_and_ends_as_a_new_one() {
    let new = Place::empty();
    let shipped: Vec<String> = alert_list::shipped().into_iter().map(|listed| listed.text.into()).collect();
    for version in SHIPPED {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("practice.knot");
        fs::copy(fixture(version), &file).expect("the old file");
        let mut store = Store::open(&file).expect("the old file, opened");
        let again = raw(&file);
        assert_eq!(shape(&again), shape(&raw(&new.file())), "version {version}; while it is not shipped, make its file anew (see below)");
        assert_sound(&store, &again);
        assert_eq!(texts(&again, "SELECT text FROM listed_alert ORDER BY id"), shipped, "the list of alerts, version {version}");
        let day = store.day(date("2026-11-24")).expect("the day");
        let names: Vec<&str> = day.entries.iter().map(|entry| entry.appointment.client_name.as_str()).collect();
        assert_eq!(names, ["Łukasz O'Neil", "Maria Smith"]);
        store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo of an old act");
    }
}

/// Schema versions that a file in the wild may have; each has its real file beside these tests.
const SHIPPED: std::ops::RangeInclusive<i32> = 1..=5;

fn fixture(version: i32) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/suite/files/v{version}.knot"))
}

#[test]
#[ignore = "makes the file of the schema's version anew; only as long as that version has not been shipped"]
fn makes_the_file_of_this_version() {
    let mut place = Place::hollis();
    let (maria, lukasz) = (place.client("Maria Smith", "555-0134"), place.client("Łukasz O'Neil", "+48 1"));
    place.apply(&booking(lukasz, slot(DANA, R1, "2026-11-24 10:00")), DESK).expect("a booking");
    place.apply(&booking(maria, slot(DANA, R2, "2026-11-24 11:30")), DESK).expect("a booking");
    let file = fixture(5);
    let copy = place.folder.path().join("copy.knot");
    place.store.backup_to(&copy).expect("a copy");
    fs::copy(copy, file).expect("the fixture");
}
