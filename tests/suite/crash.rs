//! What was acknowledged survives kill -9 at any moment.
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use fastrand::Rng;
use knotbook::domain::book::appointment::AppointmentField;
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{Anyway, BookChange, Change, Edit, Stamp, Step};
use knotbook::domain::ids::{AppointmentId, ClientId};
use knotbook::domain::refusal::Refusal;
use knotbook::store::{Error, Store};

use crate::child::{self, Process};
use crate::practice::{DANA, DESK, LEE, Place, R1, R2, TRP30, assert_sound, at, booking, now, raw, slot};

#[test]
fn two_hundred_kills_lose_nothing_that_was_acknowledged() {
    kill(200, 1);
}

#[test]
#[ignore = "takes minutes; the same with three thousand kills"]
fn three_thousand_kills_lose_nothing_that_was_acknowledged() {
    kill(3000, 2);
}

fn kill(times: u64, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let mut acknowledged = 0;
    let mut place = practice();
    // What the last acknowledgement said of each appointment: the act, and its row then.
    let mut last: BTreeMap<i64, (i64, String)> = BTreeMap::new();
    for round in 0..times {
        if round % 25 == 24 {
            place = practice();
            last.clear();
        }
        let mut process = Process::start(child::command("crash::works_until_it_is_killed", &place.file(), rng.u64(..)));
        let mut said: Vec<String> = (0..rng.usize(..30)).map_while(|_| process.line()).collect();
        // The moment lies anywhere within an act, not only after one; nothing is waited for here.
        let moment = Instant::now() + Duration::from_micros(rng.u64(..3000));
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        said.extend(process.kill());
        for line in said.iter().filter(|line| *line != "ready") {
            acknowledged += 1;
            let (ids, row) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
            let (act, id) = ids.split_once(' ').expect("an act and an appointment");
            last.insert(id.parse().expect("an id"), (act.parse().expect("an id"), row.to_owned()));
        }
        verify(&place, &last);
    }
    assert!(acknowledged > times * 5, "only {acknowledged} acts were acknowledged");
}

fn practice() -> Place {
    let mut place = Place::hollis();
    for n in 0..6 {
        place.client(&format!("Client {n}"), "");
    }
    place
}

fn verify(place: &Place, last: &BTreeMap<i64, (i64, String)>) {
    let store = Store::open(&place.file()).expect("the file after the kill");
    let file = raw(&place.file());
    assert_sound(&store, &file);
    for (id, (act, row)) in last {
        let closed: bool = file.query_row("SELECT open = 0 FROM change WHERE id = ?", [act], |found| found.get(0)).expect("the act");
        assert!(closed);
        // The kill may have come between a commit and its acknowledgement: then a newer act has written this row.
        let newer: bool = file
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM journal WHERE tbl = 'appointment' AND row_id = ? AND change_id > ?)",
                [id, act],
                |found| found.get(0),
            )
            .expect("a look at the journal");
        let now = state(&store, AppointmentId(*id));
        assert!(newer || now == *row, "appointment {id}: “{row}” was acknowledged, “{now}” is there");
    }
}

fn state(store: &Store, id: AppointmentId) -> String {
    let found = store.appointment(id).expect("a read");
    found.map_or_else(|| "gone".to_owned(), |row| format!("{} {} {}", row.span.from(), row.staff.0, row.status.word()))
}

#[test]
#[ignore = "the one that is killed, in a process of its own"]
fn works_until_it_is_killed() {
    let Some((file, seed)) = child::given() else { return };
    let mut rng = Rng::with_seed(seed);
    let mut store = Store::open(&file).expect("the file");
    let mut ids: Vec<AppointmentId> = store
        .history(knotbook::domain::practice::history::HistoryOf::Everything, None, 10_000, now())
        .expect("the history")
        .iter()
        .filter(|line| line.words.starts_with("Booked"))
        .enumerate()
        .map(|(n, _)| AppointmentId(i64::try_from(n).expect("an id") + 1))
        .collect();
    child::say("ready");
    loop {
        let stamp = Stamp { at: now(), by: Some(DESK) };
        let done = match rng.u32(..8) {
            0 => store.undo(stamp),
            1 => store.redo(stamp),
            _ => {
                let Some(mut change) = act(&mut rng, &store, &ids) else { continue };
                match store.apply(&change, stamp) {
                    Err(Error::Refused(Refusal::Conflicts { conflicts, .. })) => {
                        insist(&mut change, Anyway { reason: "rush".into(), seen: conflicts });
                        store.apply(&change, stamp)
                    }
                    done => done,
                }
            }
        };
        match done {
            Ok(applied) => {
                if let Some(id) = applied.appointment {
                    ids.push(id);
                    child::say(&format!("{} {}: {}", applied.change.0, id.0, state(&store, id)));
                }
            }
            Err(Error::Refused(_)) => {}
            Err(Error::Failed(why)) => child::say(&format!("failed {why:#}")),
        }
    }
}

fn insist(change: &mut Change, anyway: Anyway) {
    match change {
        Change::Book(BookChange::Book(booking)) => booking.anyway = Some(anyway),
        Change::Book(BookChange::Alter { anyway: place, .. }) => *place = Some(anyway),
        Change::Book(BookChange::Step(step)) => step.anyway = Some(anyway),
        _ => {}
    }
}

/// A booking, a move, a cancellation or a swap.
fn act(rng: &mut Rng, store: &Store, ids: &[AppointmentId]) -> Option<Change> {
    let start = at("2026-11-24 09:00") + TimeDelta::days(rng.i64(0..200)) + TimeDelta::minutes(rng.i64(0..16) * 30);
    let (staff, room) = if rng.bool() { (DANA, R1) } else { (LEE, R2) };
    let mut slot = slot(staff, room, &start.format("%Y-%m-%d %H:%M").to_string());
    slot.service = TRP30;
    let one = |rng: &mut Rng| rng.choice(ids).and_then(|id| store.appointment(*id).expect("a read"));
    Some(match rng.u32(..5) {
        0 | 1 => booking(ClientId(rng.i64(1..=6)), slot),
        2 => {
            let old = one(rng)?;
            let starts = AppointmentField::Starts(Edit { seen: old.span.from(), new: start });
            let with = AppointmentField::Staff(Edit { seen: old.staff, new: staff });
            Change::Book(BookChange::Alter { id: old.id, fields: vec![starts, with], anyway: None })
        }
        3 => {
            let old = one(rng)?;
            let to = if old.status == Status::Booked { Status::Cancelled } else { Status::Booked };
            let cancel = (to == Status::Cancelled).then(|| (CancelledBy::Client, "ill".into()));
            Change::Book(BookChange::Step(Step {
                id: old.id,
                seen: old.status,
                to,
                at: at("2026-11-23 09:05"),
                cancel,
                anyway: None,
                stop: None,
            }))
        }
        _ => {
            let (a, b) = (one(rng)?, one(rng)?);
            Change::Book(BookChange::Swap { a: (a.id, a.slot()), b: (b.id, b.slot()), anyway: None })
        }
    })
}
