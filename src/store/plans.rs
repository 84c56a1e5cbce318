//! What runs per key or per act searches: its cost does not grow with the file.
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use tempfile::TempDir;

use super::Store;
use crate::domain::book::appointment::Slot;
use crate::domain::care::change::{CareChange, Signing};
use crate::domain::care::note::{Keep, NoteOf, Written};
use crate::domain::change::{Change, Stamp};
use crate::domain::ids::{AppointmentId, ClientId, ServiceId, StaffId};
use crate::domain::practice::history::HistoryOf;
use crate::domain::practice::role::{Role, Viewer};
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// Tables of a few dozen rows, and indexes that hold only what is being looked for.
const MAY_BE_SCANNED: [&str; 14] = [
    "practice",
    "staff",
    "service",
    "staff_service",
    "room",
    "shift",
    "CONSTANT",
    "CONSTANT ROW",
    "note_draft",            // a handful of notes that are being written
    "d",                     // the same, by the name that joins it
    "w VIRTUAL TABLE INDEX", // the words of notes: an index of their own
    "pragma_foreign_key_list",
    "pragma_table_info",
    "appointment USING COVERING INDEX appointment_lifted",
];

/// What `PRAGMA optimize` has counted in a practice of many years without standing appointments, table by table and index by index.
const COUNTED: &str = "
    plan plan_client 1000 1 1
    journal journal_row 110500 667 1
    journal journal_change 110500 1334
    alert alert_client 400 1
    client client_merged 0 0
    client client_folded 20000 1
    appointment appointment_dates 0 0 0 0
    appointment appointment_series 0 0 0
    appointment appointment_decide 0 0
    appointment appointment_lifted 0 0
    appointment appointment_rebook 0 0
    appointment appointment_room 90159 2001 1 1
    appointment appointment_staff 90159 2001 1 1 1 1 1 1
    appointment appointment_client 100000 26 1 1 1
    appointment appointment_starts 100000 7
    shift shift_staff 96 12
    absence absence_client 0 0
    absence absence_ends 480 2 2
    note note_appointment 87544 1 1
    note note_client 87544 23 1 1
    change change_open 0 0
    change change_appointment 1768 2 1
    change change_client 2348 8 1
    change change_of 974 1
    change change_staff 2831 1001 1";

/// Makes SQLite believe that so much is there.
fn count(store: &Store) {
    store.connection.execute_batch("ANALYZE").expect("a table for what is counted");
    store.connection.execute("DELETE FROM sqlite_stat1", []).expect("nothing counted");
    for line in COUNTED.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let [table, index, stat] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        store.connection.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)", [table, index, stat]).expect("a count");
    }
    store.connection.execute_batch("DELETE FROM sqlite_stat4; ANALYZE sqlite_schema").expect("what is counted is read");
    store.connection.flush_prepared_statement_cache();
}

fn now() -> DateTime<Utc> {
    "2026-11-23T08:05:00Z".parse().expect("an instant")
}

fn wall() -> NaiveDateTime {
    now().naive_utc()
}

fn store(folder: &TempDir) -> Store {
    let store = Store::open(&folder.path().join("practice.knot")).expect("a new file");
    store
        .connection
        .execute_batch(
            "INSERT INTO practice (id, name, zone) VALUES (1, 'Hollis', 'Europe/Berlin');
             INSERT INTO staff (name, short, role, treats) VALUES ('Dana Reyes', 'Dana', 'therapist', 1);
             INSERT INTO service (name, short, minutes) VALUES ('Trigger point 60', 'TrP 60', 60);
             INSERT INTO client (uid, name, folded) VALUES ('1', 'Maria Smith', 'maria smith');
             INSERT INTO change (at, staff_id, kind, deed) VALUES ('2026-11-23T08:05:00.000Z', 1, 'do', '\"founded\"');
             INSERT INTO appointment (uid, client_id, staff_id, service_id, starts, ends, status)
               VALUES ('1', 1, 1, 1, '2026-11-24T10:00', '2026-11-24T11:00', 'booked');
             UPDATE change SET open = 0",
        )
        .expect("a few rows");
    store
}

fn plan(store: &Store, sql: &str) -> Vec<String> {
    let mut ask = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap_or_else(|why| panic!("{sql}: {why}"));
    let nothing = vec![rusqlite::types::Null; ask.parameter_count()];
    ask.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3)).expect("a plan").collect::<Result<_, _>>().expect("a plan")
}

fn refuse_scans(store: &Store, sql: &str) {
    for line in plan(store, sql) {
        // It is made of all rows of the table.
        assert!(!line.starts_with("BLOOM FILTER ON"), "{line}\nin {sql}");
        let scanned = line.strip_prefix("SCAN ").map(|table| table.trim_end_matches(" LEFT-JOIN"));
        let small = scanned.is_none_or(|table| MAY_BE_SCANNED.iter().any(|may| table == *may || may.len() > 13 && table.starts_with(may)));
        assert!(small, "{line}\nin {sql}");
    }
}

/// What a therapist asks for between two sessions, and what a note writes while it is typed and signed.
fn care(store: &mut Store, client: ClientId) {
    store.view_as(Viewer { staff: Some(StaffId(1)), role: Role::Therapist, treats: true });
    let (id, stamp) = (AppointmentId(1), Stamp { at: now(), by: Some(StaffId(1)) });
    let of = NoteOf::Session(id);
    let written = Written { lines: Clean::text("L utrap 7>3 @temple"), ..Written::default() };
    store.day_care(wall().date() + chrono::Days::new(1), wall()).expect("the day's care");
    store.glance(id).expect("the glance");
    store.keep_note(&Keep::first(of, written.clone()), "here", stamp).expect("a draft");
    store.session(of, wall()).expect("the session");
    store.leave_note(of, "here").expect("a draft that is left");
    store.unsigned(wall()).expect("what waits");
    let signing = Signing { of, written, at: None };
    let began = Stamp { at: now() + chrono::Days::new(1), ..stamp };
    store.apply(&Change::Care(CareChange::Sign(Box::new(signing))), began).expect("a signed note");
    assert_eq!(store.find_notes("temple", 50).expect("notes").len(), 1);
    assert_eq!(store.notes(client, false).expect("notes").len(), 1);
    store.record(client, wall()).expect("the record");
}

#[test]
fn nothing_that_runs_per_key_walks_through_the_file() {
    let folder = TempDir::new().expect("a folder");
    refuse_all_scans(store(&folder));
}

#[test]
fn nor_once_the_rows_of_a_large_file_have_been_counted() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    count(&store);
    refuse_all_scans(store);
}

fn refuse_all_scans(mut store: Store) {
    let said = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&said);
    let listen = move |event: TraceEvent<'_>| {
        // Without its values, since its plan does not depend on them.
        if let TraceEvent::Stmt(statement, sql) = event
            && !sql.starts_with("--")
        {
            ear.lock().expect("the list").push(statement.sql().into_owned());
        }
    };
    store.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(listen)).expect("an ear");

    let client = ClientId(1);
    let slot = Slot {
        client: Some(client),
        service: ServiceId(1),
        staff: StaffId(1),
        room: None,
        span: Span::lasting(wall() + chrono::TimeDelta::days(1), 60),
        buffer: 0,
    };
    store.day(wall().date()).expect("the day");
    store.week(wall().date(), 7).expect("the week");
    store.client(client, wall()).expect("the card");
    store.client_line(client).expect("the line");
    store.usual(client).expect("the usual");
    store.judge(&slot, None, wall()).expect("the conflicts");
    store.directory().expect("the directory");
    store.grow(now()).expect("what has grown");
    store.standing(Some(client), wall()).expect("standing appointments");
    store.to_decide().expect("what is to decide");
    for of in [HistoryOf::Everything, HistoryOf::Client(client), HistoryOf::Appointment(AppointmentId(1))] {
        store.history(of, None, 20, now()).expect("the history");
    }
    let stamp = Stamp { at: now(), by: Some(StaffId(1)) };
    store.undo(stamp).expect("an undo");
    store.redo(stamp).expect("a redo");
    care(&mut store, client);

    store.connection.trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>).expect("no ear");
    let said: Vec<String> = said.lock().expect("the list").clone();
    let questions: Vec<&String> =
        said.iter().filter(|sql| ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|verb| sql.starts_with(verb))).collect();
    assert!(questions.len() > 30, "only {} were heard", questions.len());
    // Asked for each row of a day, of clients whose notes lie all over the file.
    let trend = questions.iter().find(|sql| sql.starts_with("SELECT n.id, n.before FROM note")).expect("how the pain goes");
    let found = plan(&store, trend);
    assert!(found.iter().any(|line| line.contains("COVERING INDEX note_client")), "{found:?}");
    for sql in questions {
        refuse_scans(&store, sql);
    }
}

#[test]
fn the_guards_against_overlaps_search() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    let mut ask = store.connection.prepare("SELECT sql FROM sqlite_schema WHERE name LIKE 'appointment_free_%'").expect("a question");
    let guards: Vec<String> = ask.query_map([], |row| row.get(0)).expect("guards").collect::<Result<_, _>>().expect("guards");
    assert_eq!(guards.len(), 2);
    for guard in guards {
        let body = guard.split_once("BEGIN").expect("a body").1.rsplit_once("END").expect("an end").0;
        let selects: Vec<&str> = body.split(';').map(str::trim).filter(|select| !select.is_empty()).collect();
        assert_eq!(selects.len(), 3);
        for select in selects {
            let (_, from) = select.split_once(" FROM ").expect("a table");
            let sql = ["NEW.starts", "NEW.ends", "NEW.buffer", "NEW.overlap_ok", "NEW.staff_id", "NEW.room_id", "NEW.client_id", "NEW.id"]
                .iter()
                .fold(format!("SELECT 1 FROM {from}"), |sql, new| sql.replace(new, "?"));
            let found = plan(&store, &sql);
            let by = |index: &str| found.iter().any(|line| line.starts_with("SEARCH") && line.contains(index));
            assert!(
                by("appointment_staff (staff_id=?") || by("appointment_room (room_id=?") || by("appointment_client (client_id=?"),
                "{found:?}"
            );
            assert!(found.iter().any(|line| line.contains("starts>? AND starts<?")), "{found:?}");
        }
    }
}
