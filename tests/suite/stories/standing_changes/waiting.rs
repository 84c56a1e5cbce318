//! Dates that hold no time: skipped ones are filled, those to decide are decided, on the day and in the list.
use chrono::TimeDelta;

use super::{Regular, go};
use crate::practice::{DESK, LEE, R2, booking, now, raw, slot};

#[test]
fn one_date_is_skipped_and_filled_again() {
    let regular = Regular::eight();
    let before = regular.dates();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("x").shows("skip this date").keys("<left> <enter>").shows("Skipped").shows_not("Which dates?");
    assert!(regular.dates().contains(&"12-15 10:00 -".to_owned()));
    robin
        .shows("- Maria Smith")
        .shows("skipped · b books it after all")
        .keys("x")
        .shows("It is already skipped")
        .keys("b")
        .shows("Maria Smith");
    assert_eq!(regular.dates(), before);
    // Stepped back, too, and to another time.
    robin.keys("x <left> <enter> <backspace>").shows_not("Which dates?");
    assert_eq!(regular.dates(), before);
    robin.keys("x <left> <enter> m g").types("16 dec 14:00").keys("<enter> <enter>").shows_not("Which dates?").shows("Moved Maria Smith");
    assert!(regular.dates().contains(&"12-16 14:00 ·".to_owned()));
}

#[test]
fn a_skipped_date_whose_time_is_taken_is_booked_with_a_reason_or_elsewhere() {
    let mut regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("x <left> <enter>");
    let tom = regular.place.client("Tom Okafor", "2");
    regular.place.apply(&booking(tom, slot(crate::practice::DANA, crate::practice::R1, "2026-12-15 10:30")), DESK).expect("a booking");
    robin.idle().click_on("- Maria").keys("b").shows("Dana has Tom Okafor 10:30").types("both know").keys("<enter>").shows("Maria Smith");
    assert!(regular.dates().contains(&"12-15 10:00 ·".to_owned()));
    regular.sound();
}

/// An endless one whose next date meets Tom, and is to decide.
fn undecided() -> Regular {
    let mut regular = Regular::by("FREQ=WEEKLY", "2026-11-24 10:00");
    let tom = regular.place.client("Tom Okafor", "2");
    regular.place.apply(&booking(tom, slot(crate::practice::DANA, R2, "2027-11-30 10:30")), DESK).expect("a booking far ahead");
    let grown = regular.place.store.grow(now() + TimeDelta::weeks(3)).expect("two more");
    assert_eq!(grown.undecided, 1);
    regular
}

#[test]
fn a_date_to_decide_is_decided_on_the_day() {
    let regular = undecided();
    let mut robin = regular.robin();
    go(&mut robin, "30 nov 2027");
    robin.shows("? Maria Smith").shows("a date to decide").keys("a").shows("It is").keys("o").shows("Dana has Tom Okafor 10:30");
    robin.types("both agreed").keys("<enter>");
    assert!(regular.dates().contains(&"11-30 10:00 ·".to_owned()));
    robin.keys("u x").shows("Skipped");
    assert!(regular.dates().contains(&"11-30 10:00 -".to_owned()));
    robin.keys("u m g").types("30 nov 2027 12:00").keys("<enter> <enter>").shows("Moved Maria Smith");
    assert!(regular.dates().contains(&"11-30 12:00 ·".to_owned()));
    assert!(regular.place.store.to_decide().expect("a read").is_empty());
}

#[test]
fn a_date_to_decide_is_decided_in_the_list() {
    let regular = undecided();
    let mut robin = regular.robin();
    robin
        .keys("p")
        .shows("To decide: 1")
        .shows("Dana has Tom Okafor")
        .keys("o")
        .shows("something against it")
        .types("twins")
        .keys("<enter>");
    assert!(regular.place.store.to_decide().expect("a read").is_empty());
    robin.keys("u").shows("To decide: 1").keys("x").shows("Skipped").keys("u").shows("To decide: 1").keys("c").shows("555-0134");
}

#[test]
fn undo_takes_along_what_has_grown_and_says_where_it_cannot() {
    let mut regular = Regular::by("FREQ=WEEKLY", "2026-11-24 10:00");
    let before = regular.dates();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    super::carry(&mut robin, "16 dec 11:30");
    robin.shows("this one and all after it").keys("2").shows("Moved 50 dates");
    regular.place.store.grow(now() + TimeDelta::weeks(3)).expect("more");
    assert!(regular.dates().len() > before.len());
    robin.idle().keys("u").shows("Took back: moved 50 dates");
    assert_eq!(regular.dates(), before);
}

#[test]
fn undo_says_so_where_one_that_has_grown_was_changed() {
    let mut regular = Regular::by("FREQ=WEEKLY", "2026-11-24 10:00");
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    super::carry(&mut robin, "16 dec 11:30");
    robin.keys("2").shows("Moved 50 dates");
    regular.place.store.grow(now() + TimeDelta::weeks(3)).expect("more");
    let last: i64 = raw(&regular.place.file())
        .query_row("SELECT id FROM appointment ORDER BY starts DESC LIMIT 1", [], |row| row.get(0))
        .expect("the last");
    let step = knotbook::domain::change::Step {
        id: knotbook::domain::ids::AppointmentId(last),
        seen: knotbook::domain::book::status::Status::Booked,
        to: knotbook::domain::book::status::Status::Confirmed,
        at: crate::practice::at("2026-11-23 09:05"),
        cancel: None,
        anyway: None,
        stop: None,
    };
    let step = knotbook::domain::change::Change::Book(knotbook::domain::change::BookChange::Step(step));
    regular.place.apply(&step, LEE).expect("Lee confirms one");
    robin.idle().keys("u").shows("has grown since");
}
