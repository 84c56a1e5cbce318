//! Many processes want the same times at once.
use std::collections::BTreeSet;
use std::path::Path;

use chrono::{TimeDelta, Timelike};
use knotbook::domain::book::appointment::Slot;
use knotbook::domain::change::Stamp;
use knotbook::domain::ids::ClientId;
use knotbook::domain::refusal::Refusal;
use knotbook::store::{Error, Store};
use tempfile::TempDir;

use crate::child::{self, Process};
use crate::practice::{DANA, DESK, LEE, Place, R1, R2, assert_sound, at, booking, founding, now, raw, slot};

const PROCESSES: u64 = 8;

/// 208 times, no two of which overlap: two therapists in their own rooms, six times a day and two more.
fn slots() -> Vec<Slot> {
    let mut slots = Vec::new();
    for day in 0..18 {
        let morning = at("2026-11-23 09:00") + TimeDelta::days(day);
        for n in 0..6 {
            let start = morning + TimeDelta::minutes(75 * n);
            let text = start.format("%Y-%m-%d %H:%M").to_string();
            slots.extend([slot(DANA, R1, &text), slot(LEE, R2, &text)]);
        }
    }
    slots
}

fn start_all(test: &str, file: &Path) -> Vec<Process> {
    let mut all: Vec<Process> = (0..PROCESSES).map(|n| Process::start(child::command(test, file, n))).collect();
    for process in &mut all {
        assert_eq!(process.line().as_deref(), Some("ready"));
    }
    for process in &mut all {
        process.tell("go");
    }
    all
}

#[test]
fn eight_processes_never_book_a_time_twice() {
    let mut place = Place::hollis();
    for n in 0..PROCESSES {
        place.client(&format!("Client {n}"), "");
    }
    let file = raw(&place.file());
    file.execute_batch("UPDATE shift SET starts = '08:00', ends = '20:00'; UPDATE shift SET weekday = (id % 7)").expect("long hours");
    let mut booked = BTreeSet::new();
    let mut refused = 0;
    for mut process in start_all("race::books_what_all_want", &place.file()) {
        for line in process.rest() {
            match line.split_once(' ') {
                Some(("booked", id)) => assert!(booked.insert(id.parse::<i64>().expect("an id"))),
                Some(("refused", _)) => refused += 1,
                _ => panic!("{line}"),
            }
        }
        assert!(process.child.wait().expect("its end").success());
    }
    let mut ask = file.prepare("SELECT id FROM appointment ORDER BY id").expect("a question");
    let there: BTreeSet<i64> = ask.query_map([], |row| row.get(0)).expect("ids").collect::<Result<_, _>>().expect("ids");
    assert_eq!(booked, there, "every booking that was acknowledged, and no other");
    assert_eq!(there.len(), slots().len(), "every time was had once");
    assert_eq!(refused, slots().len() * 7);
    assert_sound(&place.store, &file);
}

#[test]
#[ignore = "a part of the race, in a process of its own"]
fn books_what_all_want() {
    let Some((file, number)) = child::given() else { return };
    let mut store = Store::open(&file).expect("the file");
    let client = ClientId(i64::try_from(number).expect("a number") + 1);
    child::wait_for_word();
    for slot in slots() {
        // Everybody insists on times outside the hours, so that only the others stand in the way.
        let (seen, _) = store.judge(&slot, None, at("2026-11-23 08:00")).expect("conflicts");
        let seen: Vec<_> = seen.into_iter().filter(|conflict| conflict.overlaps().is_none()).collect();
        let anyway = (!seen.is_empty()).then(|| knotbook::domain::change::Anyway { reason: "rush".into(), seen });
        let mut change = booking(client, slot);
        if let knotbook::domain::change::Change::Book(knotbook::domain::change::BookChange::Book(booking)) = &mut change {
            booking.anyway = anyway;
        }
        match store.apply(&change, Stamp { at: now(), by: Some(DESK) }) {
            Ok(applied) => child::say(&format!("booked {}", applied.appointment.expect("an id").0)),
            Err(Error::Refused(Refusal::Conflicts { .. })) => child::say(&format!("refused {}", slot.span.from().hour())),
            Err(why) => child::say(&format!("failed: {why}")),
        }
    }
}

#[test]
fn eight_processes_find_a_new_file_at_once_and_one_founds_it() {
    for _ in 0..6 {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("deep").join("practice.knot");
        let mut said: Vec<String> = start_all("race::founds_what_all_found", &file).iter_mut().flat_map(Process::rest).collect();
        said.sort();
        let mut wanted = vec!["This file already holds a practice. Open another file with --file to set up a new one."; 7];
        wanted.insert(0, "Set up the practice");
        assert_eq!(said, wanted);
        let store = Store::open(&file).expect("the file");
        assert_eq!(store.directory().expect("a directory").expect("a practice").staff.len(), 4);
        assert_sound(&store, &raw(&file));
    }
}

#[test]
#[ignore = "a part of the race, in a process of its own"]
fn founds_what_all_found() {
    let Some((file, _)) = child::given() else { return };
    child::wait_for_word();
    let founded = Store::open(&file).and_then(|mut store| store.apply(&founding(), Stamp { at: now(), by: None }));
    child::say(&founded.map_or_else(|why| why.to_string(), |applied| applied.words));
}
