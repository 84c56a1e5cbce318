//! The book as a calendar, brought into the same practice set up anew, and written again: nothing is lost on the way.
use knotbook::domain::book::appointment::{Slot, differences};
use knotbook::domain::book::rule::End;
use knotbook::domain::book::series::plan::{Place as Wish, Scope};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{Anyway, BookChange, Booking, Change, NewAbsence, PracticeChange, Step, Who};
use knotbook::domain::ids::{AppointmentId, SeriesId, StaffId};
use knotbook::domain::practice::hours::Absent;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;

use crate::ics_out::{done, exported, moved, standing, stepped, with};
use crate::practice::{DANA, DESK, LEE, OLIVE, Place, R1, R2, TRP30, at, booking, date, raw, slot};
use crate::scene::book;

/// The calendar as it leaves, and as it leaves the practice that it was brought into; without the moments at which each of the
/// two books was last written (DTSTAMP).
#[track_caller]
pub(crate) fn there_and_back(place: &Place) -> (String, String) {
    let there = exported(place, "--clients full");
    let other = Place::hollis();
    let file = other.file_of("there.ics", &there);
    let said = other.knotbook(&format!("import ics {file} --new-clients --yes"));
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}\n{there}", said.out);
    let back = exported(&other, "--clients full");
    let without = |text: &str| text.split_inclusive("\r\n").filter(|line| !line.starts_with("DTSTAMP:")).collect::<String>();
    (without(&there), without(&back))
}

/// In what way two calendars differ, line by line.
#[track_caller]
fn assert_same((there, back): (String, String)) {
    let lost: Vec<&str> = there.lines().filter(|line| !back.lines().any(|other| other == *line)).collect();
    let new: Vec<&str> = back.lines().filter(|line| !there.lines().any(|other| other == *line)).collect();
    assert!(there == back, "lost {lost:#?}, new {new:#?}\n{there}\n{back}");
}

fn stands(place: &mut Place, id: AppointmentId, way: &[Status]) {
    let mut seen = Status::Booked;
    for to in way {
        let cancel = to.is_off().then(|| (CancelledBy::Client, Clean::default()));
        let step = Step { id, seen, to: *to, at: at("2026-11-23 09:05"), cancel, anyway: None, stop: None };
        place.apply(&Change::Book(BookChange::Step(step)), DESK).expect("a step");
        seen = *to;
    }
}

fn away(place: &mut Place, of: Absent, from: &str, to: &str, reason: &str) {
    let absence = NewAbsence { of, span: Span::new(at(from), at(to)).expect("a stretch"), reason: reason.into() };
    place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), OLIVE).expect("an absence");
}

fn altered(place: &mut Place, id: SeriesId, nth: usize, to: impl Fn(Slot) -> Slot) {
    let row = with(place, id, |standing| standing.rows[nth].1.clone());
    let fields = differences(&row.slot(), &to(row.slot()));
    place.apply(&Change::Book(BookChange::Alter { id: row.id, fields, anyway: None }), DESK).expect("a changed date");
}

#[test]
fn standing_appointments_of_every_kind_come_back_as_they_were() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let tom = place.client("Smith-Okafor, Tom (the 2nd) 2026-11-24", "2");
    let room_9 = place.client("Room 1", "3");
    let counted = standing(&mut place, maria, "FREQ=WEEKLY;COUNT=10", "2026-11-30 09:00");
    // The book that another program wrote to, or that has grown old.
    let ids = with(&place, counted, |standing| standing.rows.iter().map(|row| row.1.id).collect::<Vec<_>>());
    for (id, status) in ids.iter().zip(["done", "no-show", "done"]).chain(ids.iter().skip(7).zip(["to decide", "held"])) {
        let sql = "UPDATE appointment SET status = ?1 WHERE id = ?2";
        raw(&place.file()).execute(sql, rusqlite::params![status, id.0]).expect("another status");
    }
    moved(&mut place, counted, 5, "2027-01-06 15:00").expect("a move");
    stepped(&mut place, counted, 6, Status::Cancelled).expect("a cancellation");
    let endless = standing(&mut place, tom, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2026-11-24 10:30");
    altered(&mut place, endless, 1, |slot| Slot { staff: LEE, room: Some(R2), ..slot });
    altered(&mut place, endless, 2, |slot| Slot { service: TRP30, span: Span::lasting(slot.span.from(), 30), buffer: 0, ..slot });
    stepped(&mut place, endless, 3, Status::Confirmed).expect("a confirmation");
    let skip = with(&place, endless, |standing| standing.skip(date("2027-01-01"), date("2027-01-31"), false, None));
    done(&mut place, skip.expect("a plan")).expect("skipped dates");
    let split = with(&place, counted, |standing| {
        standing.change(Scope::Following(at("2027-01-25 09:00")), &Wish { starts: Some(at("2027-01-26 14:00")), ..Wish::default() })
    });
    done(&mut place, split.expect("a plan")).expect("a split");
    let until = standing(&mut place, maria, "FREQ=MONTHLY;BYDAY=1FR;UNTIL=20270630T235959", "2026-12-04 15:00");
    let longer = with(&place, until, |standing| standing.run_until(End::Count(9)));
    done(&mut place, longer.expect("a plan")).expect("more dates");
    let ended = standing(&mut place, room_9, "FREQ=WEEKLY", "2026-11-25 14:30");
    let end =
        with(&place, ended, |standing| standing.end(Scope::Following(at("2026-12-16 14:30")), CancelledBy::Client, &Clean::default()));
    done(&mut place, end.expect("a plan")).expect("an end");
    let (there, back) = there_and_back(&place);
    for line in ["X-KNOTBOOK-DONE", "X-KNOTBOOK-TO-DECIDE", "X-KNOTBOOK-BEFORE:8", "X-KNOTBOOK-STATUS:held", "RELATED-TO", "UNTIL"] {
        assert!(there.contains(line), "{line} in {there}");
    }
    assert_same((there, back));
}

#[test]
fn single_appointments_of_every_status_come_back_as_they_were() {
    let mut place = Place::hollis();
    let names = ["Maria Smith", "Anna 2", "Łukasz, Z; \\n", "Dana", "山田 花子", "Smith – Ana", "Bo (old) 0151 1234567", "Zoë"];
    let ids = names.map(|name| place.client(name, "1"));
    let ways: [&[Status]; 8] = [
        &[Status::Confirmed],
        &[Status::Arrived],
        &[Status::Arrived, Status::InSession],
        &[Status::Arrived, Status::InSession, Status::Done],
        &[Status::NoShow],
        &[Status::Cancelled],
        &[Status::LateCancelled],
        &[Status::ToRebook],
    ];
    let starts = ["2026-11-24 09:00", "2026-11-23 09:00", "2026-11-23 10:30", "2026-11-16 09:00", "2026-11-16 10:30"];
    let starts = starts.iter().chain(&["2026-11-24 10:30", "2026-11-25 09:00", "2026-11-25 10:30"]);
    for ((client, way), from) in ids.into_iter().zip(ways).zip(starts) {
        let id =
            book(&mut place, client, if from.contains("-23 10") { LEE } else { DANA }, if from.contains("-23 10") { R2 } else { R1 }, from);
        stands(&mut place, id, way);
    }
    let again = Slot { client: None, ..slot(DANA, R2, "2026-11-24 09:30") };
    let wish = |anyway| {
        Change::Book(BookChange::Book(Booking { who: Who::Known(ids[1]), slot: again, note: Clean::default(), arrived: None, anyway }))
    };
    let seen = match place.apply(&wish(None), DESK) {
        Err(knotbook::store::Error::Refused(knotbook::domain::refusal::Refusal::Conflicts { conflicts, .. })) => conflicts,
        other => panic!("{other:?}"),
    };
    place.apply(&wish(Some(Anyway { reason: "both wished it".into(), seen })), DESK).expect("two at once");
    for (staff, room) in [(DANA, R1), (LEE, R2)] {
        let another = place.client("Maria Smith", "2");
        book(&mut place, another, staff, room, "2026-11-26 10:00");
    }
    place.apply(&booking(ids[0], slot(LEE, R2, "2026-10-13 14:00")), DESK).expect("one of the past that nobody has marked");
    let (there, back) = there_and_back(&place);
    assert!(there.contains("X-KNOTBOOK-NAMESAKE:3"), "{there}");
    assert_same((there, back));
}

#[test]
fn absences_of_every_kind_come_back_as_they_were() {
    let mut place = Place::hollis();
    let of: [(Absent, &str); 4] = [
        (Absent::Staff(DANA), "training"),
        (Absent::Block(LEE), "errand"),
        (Absent::Practice, "Christmas, and after"),
        (Absent::Room(R2), ""),
    ];
    for (nth, (of, reason)) in of.into_iter().enumerate() {
        away(&mut place, of, &format!("2026-12-0{} 00:00", nth + 1), "2026-12-09 00:00", reason);
        away(&mut place, of, &format!("2026-12-1{} 09:15", nth + 1), &format!("2026-12-1{} 20:45", nth + 1), reason);
        away(&mut place, of, &format!("2027-01-1{} 12:00", nth + 1), "2027-01-19 10:00", "");
    }
    away(&mut place, Absent::Staff(StaffId(1)), "2027-02-01 00:00", "2027-02-03 00:00", "");
    let (there, back) = there_and_back(&place);
    assert_eq!(there.matches("X-KNOTBOOK-KIND").count(), 13);
    assert_same((there, back));
}
