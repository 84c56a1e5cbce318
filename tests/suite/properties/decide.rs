//! What is to be decided is what a plain look at every appointment finds, whatever was set and taken back.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use knotbook::domain::book::appointment::Appointment;
use knotbook::domain::book::status::Status;
use knotbook::domain::change::{Change, Stamp};
use knotbook::domain::ids::AppointmentId;
use knotbook::domain::practice::hours::{Absent, KeptShift, ShiftDays};
use knotbook::store::Store;

use super::acts::Play;
use crate::practice::{DANA, DESK, LEE, date, now};

fn monday(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday())
}

/// Whether a therapist works at this minute, said once more in other words than the book's own.
fn works(hours: &[KeptShift], appointment: &Appointment, at: NaiveDateTime) -> bool {
    hours.iter().filter(|kept| kept.shift.staff == appointment.staff).any(|kept| {
        let on_the_day = match kept.shift.days {
            ShiftDays::Once(on) => on == at.date(),
            ShiftDays::Weekly { weekday, every, from, until } => {
                let weeks = (monday(at.date()) - monday(from)) / 7;
                at.date().weekday() == weekday
                    && at.date() >= from
                    && until.is_none_or(|until| at.date() <= until)
                    && weeks % i64::from(every) == 0
            }
        };
        on_the_day && kept.shift.from <= at.time() && at.time() < kept.shift.to
    })
}

/// The reasons against an appointment, in the words in which the file keeps those that were accepted.
fn reasons(store: &Store, appointment: &Appointment) -> BTreeSet<String> {
    let directory = store.directory().expect("a read").expect("a practice");
    let hours = store.hours().expect("hours");
    let mut found = BTreeSet::new();
    let mut minute = appointment.span.from();
    while minute < appointment.span.to() {
        if !works(&hours, appointment, minute) {
            found.insert("hours".to_owned());
        }
        minute += chrono::TimeDelta::minutes(1);
    }
    for absence in store.absences_from(date("2000-01-01")).expect("absences") {
        let concerned = match absence.of {
            Absent::Staff(id) | Absent::Block(id) => id == appointment.staff,
            Absent::Practice => true,
            Absent::Room(id) => Some(id) == appointment.room,
            Absent::Client(id) => id == appointment.client,
        };
        if concerned && absence.span.from() < appointment.span.to() && appointment.span.from() < absence.span.to() {
            found.insert(format!("away {}", absence.id.0));
        }
    }
    let staff = directory.staff(appointment.staff).expect("a therapist");
    let service = directory.service(appointment.service).expect("a service");
    let said = [
        (staff.archived, "therapist archived"),
        (service.archived, "service archived"),
        (appointment.room.and_then(|id| directory.room(id)).is_some_and(|room| room.archived), "room archived"),
        (!staff.offers.contains(&service.id), "not offered"),
        (service.needs_room && appointment.room.is_none(), "no room"),
    ];
    found.extend(said.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()));
    found.retain(|reason| !appointment.accepted.split('|').any(|one| one == reason));
    found
}

/// Every appointment of the file, by id.
fn appointments(play: &Play) -> BTreeMap<i64, Appointment> {
    let ids = play.column("SELECT id FROM appointment ORDER BY id");
    ids.into_iter().map(|id| (id, play.place.store.appointment(AppointmentId(id)).expect("a read").expect("an appointment"))).collect()
}

/// Something else, on the day it is: what is past by the clock is not looked at any more.
fn book(play: &mut Play, stamp: Stamp) {
    if let Some(change) = play.change() {
        let _ = play.place.store.apply(&change, stamp);
    }
}

#[test]
fn to_decide_is_what_a_plain_look_finds_whatever_is_set_and_taken_back() {
    let mut hit = 0;
    for seed in 0..6 {
        let mut play = Play::new(seed);
        play.found();
        let today = now().with_timezone(&chrono_tz::Europe::Berlin).date_naive();
        let begun = Stamp { at: now(), by: Some(DESK) };
        (0..25).for_each(|_| book(&mut play, begun));
        for _ in 0..60 {
            let by = play.pick(&[DANA, LEE, DESK]).expect("somebody");
            let stamp = Stamp { at: now(), by: Some(by) };
            let before = appointments(&play);
            let act = play.rng.u32(..10);
            if act < 6 {
                let Some(change) = play.practice_change() else {
                    book(&mut play, stamp);
                    continue;
                };
                if matches!(&change, knotbook::domain::change::PracticeChange::Edit(_)) {
                    continue;
                }
                let change = Change::Practice(change);
                let preview = play.place.store.preview(&change, stamp);
                let known: BTreeSet<i64> = play.place.store.to_decide().expect("a list").iter().map(|hit| hit.appointment.id.0).collect();
                let done = play.place.store.apply(&change, stamp);
                assert_eq!(preview.is_ok(), done.is_ok(), "the preview of {change:?} says otherwise");
                let after = appointments(&play);
                assert_eq!(
                    before.keys().collect::<Vec<_>>(),
                    after.keys().collect::<Vec<_>>(),
                    "a setting takes no appointment out of the book"
                );
                for (id, appointment) in &before {
                    assert_eq!(
                        (appointment.span, appointment.status),
                        (after[id].span, after[id].status),
                        "{change:?} moved an appointment"
                    );
                }
                if let Ok(preview) = preview {
                    let told: BTreeSet<i64> = preview.iter().map(|hit| hit.appointment.id.0).collect();
                    let now_left = play.place.store.to_decide().expect("a list");
                    let new: BTreeSet<i64> = now_left.iter().map(|hit| hit.appointment.id.0).filter(|id| !known.contains(id)).collect();
                    assert_eq!(told, new, "the preview of {change:?} told of others");
                }
            } else if act < 8 {
                let _ = play.place.store.undo(stamp);
            } else {
                book(&mut play, stamp);
            }
            let expected: BTreeSet<i64> = appointments(&play)
                .into_iter()
                .filter(|(_, one)| one.span.date() >= today)
                .filter(|(_, one)| match one.status {
                    // It came in as one that holds no time.
                    Status::ToDecide => true,
                    status => status.is_expected() && !reasons(&play.place.store, one).is_empty(),
                })
                .map(|(id, _)| id)
                .collect();
            let listed = play.place.store.to_decide().expect("a list");
            let listed: BTreeSet<i64> =
                listed.into_iter().filter(|hit| hit.appointment.span.date() >= today).map(|hit| hit.appointment.id.0).collect();
            assert_eq!(listed, expected, "seed {seed}");
            hit += listed.len();
        }
    }
    assert!(hit > 100, "hardly anything was ever to decide: {hit}");
}
