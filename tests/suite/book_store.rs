//! Booking, moving and taking back, at the store's door.
use knotbook::domain::book::appointment::{AppointmentField, Slot};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{BookChange, Change, Edit, Move, Stamp, Step};
use knotbook::domain::ids::AppointmentId;
use knotbook::domain::practice::history::HistoryOf;
use knotbook::domain::refusal::Refusal;
use knotbook::store::{Error, Store};

use crate::practice::{DANA, DESK, LEE, Place, R1, R2, at, booking, date, now, slot};

#[test]
fn a_booking_is_in_the_file_in_words_and_can_be_taken_back_after_a_restart() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let applied = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:30")), DESK).expect("a booking");
    assert_eq!(applied.words, "Booked Maria Smith, Tue 24 Nov 11:30 with Dana");

    let mut again = Store::open(&place.file()).expect("the file again");
    assert_eq!(again.day(date("2026-11-24")).expect("the day").entries.len(), 1);
    let undone = again.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(undone.words, "Took back: booked Maria Smith, Tue 24 Nov 11:30 with Dana");
    assert_eq!(again.day(date("2026-11-24")).expect("the day").entries.len(), 0);
    let redone = again.redo(Stamp { at: now(), by: Some(DESK) }).expect("a redo");
    assert_eq!(redone.words, "Did again: booked Maria Smith, Tue 24 Nov 11:30 with Dana");
    assert_eq!(place.store.day(date("2026-11-24")).expect("the day, in the other window").entries.len(), 1);
}

#[test]
fn every_conflict_is_named_with_the_way_out() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let refused = place.apply(&booking(tom, slot(DANA, R1, "2026-11-24 11:30")), DESK).expect_err("a conflict");
    assert_eq!(
        refused.to_string(),
        "Dana has Maria Smith 11:00–12:00; R1 is taken by Maria Smith 11:00–12:00. \
         Free: Tue 24 Nov 09:45 with Dana · Tue 24 Nov 11:30 with Lee."
    );
    assert_eq!(place.store.day(date("2026-11-24")).expect("the day").entries.len(), 1);
}

#[test]
fn moving_and_cancelling_are_taken_back_newest_first() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let booked = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:30")), DESK).expect("a booking");
    let id = booked.appointment.expect("an id");
    let move_to = |from: &str, to: &str| {
        let starts = AppointmentField::Starts(Edit { seen: at(from), new: at(to) });
        Change::Book(BookChange::Alter { id, fields: vec![starts], anyway: None })
    };
    let moved = place.apply(&move_to("2026-11-24 11:30", "2026-11-25 10:00"), DESK).expect("a move");
    assert_eq!(moved.words, "Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 10:00");
    let cancel = Change::Book(BookChange::Step(Step {
        id,
        seen: Status::Booked,
        to: Status::Cancelled,
        at: at("2026-11-23 09:05"),
        cancel: Some((CancelledBy::Client, "ill".into())),
        anyway: None,
        stop: None,
    }));
    place.apply(&cancel, DESK).expect("a cancellation");

    let stamp = Stamp { at: now(), by: Some(DESK) };
    let lines: Vec<String> = (0..3).map(|_| place.store.undo(stamp).expect("an undo").words).collect();
    assert_eq!(
        lines,
        [
            "Took back: cancelled Maria Smith, Wed 25 Nov 10:00",
            "Took back: moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 10:00",
            "Took back: booked Maria Smith, Tue 24 Nov 11:30 with Dana",
        ]
    );
    let history = place.store.history(HistoryOf::Appointment(id), None, 20, now()).expect("the history");
    assert_eq!(history.len(), 6);
    assert_eq!(history.iter().filter(|line| line.undone).count(), 3);
}

#[test]
fn a_stale_move_is_refused_with_both_versions() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let booked = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:30")), DESK).expect("a booking");
    let id = booked.appointment.expect("an id");
    let starts = |from: &str, to: &str| AppointmentField::Starts(Edit { seen: at(from), new: at(to) });
    let first = Change::Book(BookChange::Alter { id, fields: vec![starts("2026-11-24 11:30", "2026-11-25 10:00")], anyway: None });
    let second = Change::Book(BookChange::Alter { id, fields: vec![starts("2026-11-24 11:30", "2026-11-26 10:00")], anyway: None });
    place.apply(&first, LEE).expect("a move");
    let refused = place.apply(&second, DESK).expect_err("a stale move");
    assert!(matches!(refused, Error::Refused(Refusal::Stale(_))));
    assert_eq!(
        refused.to_string(),
        "Lee changed the time of Maria Smith while you had it open: it was “2026-11-24 11:30”, it is “2026-11-25 10:00” now, \
         and you want “2026-11-26 10:00”. Look again, then decide."
    );
}

#[test]
fn several_land_all_or_none_and_a_stale_one_stops_all() {
    let mut place = Place::hollis();
    let (maria, tom, zoe) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"), place.client("Zoë Brandt", "3"));
    let slots = [slot(DANA, R1, "2026-11-24 10:00"), slot(DANA, R1, "2026-11-24 11:15"), slot(DANA, R1, "2026-11-25 12:00")];
    let booked: Vec<AppointmentId> = [maria, tom, zoe]
        .iter()
        .zip(slots)
        .map(|(who, slot)| place.apply(&booking(*who, slot), DESK).expect("a booking").appointment.expect("an id"))
        .collect();
    let seen = |place: &Place, id| place.store.appointment(id).expect("a read").expect("a row").slot();
    let before: Vec<Slot> = booked.iter().map(|id| seen(&place, *id)).collect();
    let to = |n: usize, from: &str| Move { id: booked[n], seen: before[n], to: Slot { span: slot(DANA, R1, from).span, ..before[n] } };
    let several = |moves: Vec<Move>| Change::Book(BookChange::MoveSeveral { moves, anyway: None });

    let clash = several(vec![to(0, "2026-11-25 10:30"), to(1, "2026-11-25 11:45")]);
    let refused = place.apply(&clash, DESK).expect_err("Zoë is there").to_string();
    assert!(
        refused.starts_with("Tom Okafor Wed 25 Nov 11:45: Dana has Zoë Brandt 12:00–13:00; Tom Okafor Wed 25 Nov 11:45: R1"),
        "{refused}"
    );
    let each_other = several(vec![to(0, "2026-11-25 10:00"), to(1, "2026-11-25 10:30")]);
    let refused = place.apply(&each_other, DESK).expect_err("one upon the other").to_string();
    assert!(refused.contains("Tom Okafor Wed 25 Nov 10:30: Dana has Maria Smith 10:00–11:00"), "{refused}");

    let moved = Move { to: Slot { span: slot(DANA, R1, "2026-11-26 09:00").span, ..before[1] }, ..to(1, "2026-11-26 09:00") };
    place.apply(&several(vec![moved]), LEE).expect("a move of one");
    let stale = several(vec![to(0, "2026-11-26 14:00"), to(1, "2026-11-26 15:15")]);
    let refused = place.apply(&stale, DESK).expect_err("Tom was moved meanwhile").to_string();
    assert!(
        refused.contains("the time of Tom Okafor")
            && refused.contains("Tue 24 Nov 2026, 11:15")
            && refused.contains("Thu 26 Nov 2026, 09:00"),
        "{refused}"
    );
    assert_eq!(seen(&place, booked[0]), before[0], "nothing of it was written");
    let twice = several(vec![to(0, "2026-11-26 14:00"), to(0, "2026-11-26 16:00")]);
    assert!(place.apply(&twice, DESK).is_err());
    assert!(place.apply(&several(Vec::new()), DESK).is_err());
}

#[test]
fn a_swap_lands_both_or_neither() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    let slots = [slot(DANA, R1, "2026-11-24 10:00"), slot(LEE, R2, "2026-11-24 15:00")];
    let a = place.apply(&booking(maria, slots[0]), DESK).expect("a booking").appointment.expect("an id");
    let b = place.apply(&booking(tom, slots[1]), DESK).expect("a booking").appointment.expect("an id");
    let seen = |place: &Place, id| place.store.appointment(id).expect("a read").expect("a row").slot();
    let swap = Change::Book(BookChange::Swap { a: (a, seen(&place, a)), b: (b, seen(&place, b)), anyway: None });
    let done = place.apply(&swap, DESK).expect("a swap");
    assert_eq!(done.words, "Swapped Maria Smith and Tom Okafor: Tue 24 Nov 10:00 ↔ 15:00");
    assert_eq!(seen(&place, a).staff, LEE);
    assert_eq!(seen(&place, b).span, slots[0].span);
    place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(seen(&place, a).staff, DANA);
    assert_eq!(seen(&place, b).span, slots[1].span);
}
