//! A client is away: the dates meanwhile are left to decide, skipped, or skipped with as many at the end.
use super::Regular;
use crate::practice::{DANA, DESK, R2, booking, slot};

/// Robin with the form of Maria's time away, from the eighth to the sixteenth of December.
fn away(regular: &Regular) -> crate::person::Person {
    let mut robin = regular.robin();
    robin.keys("/ maria <enter> v").shows("When Maria Smith cannot come").types("8 dec").keys("<tab>").types("16 dec");
    robin.shows("2 appointments fall into it, then to be decided").shows("left to decide");
    robin
}

fn decided(regular: &Regular) -> usize {
    regular.place.store.to_decide().expect("a read").len()
}

#[test]
fn left_to_decide_unless_told_otherwise() {
    let regular = Regular::eight();
    let mut robin = away(&regular);
    robin.keys("<tab>").types("abroad").keys("<c-s>").shows("2 to decide").shows("away Tue 8 Dec to Wed 16 Dec: abroad");
    robin.shows("·↻?Tue 8 Dec 10:00").shows("booked · to decide").shows("8 to come · 2 to decide");
    assert_eq!(decided(&regular), 2);
    robin.keys("u");
    assert_eq!(decided(&regular), 0);
}

#[test]
fn skipped_as_one_act_with_the_absence() {
    let regular = Regular::eight();
    let before = regular.dump();
    let mut robin = away(&regular);
    robin.keys("<tab>").types("abroad").keys("<tab> <right>").shows("2 standing dates are skipped.").keys("<enter>");
    robin.shows("Maria Smith does not come Tue 8 Dec to Tue 15 Dec, 2 skipped").shows("away Tue 8 Dec to Wed 16 Dec: abroad");
    assert_eq!(regular.dates()[2..4], ["12-08 10:00 -", "12-15 10:00 -"]);
    // They lie ahead, and are no past visits.
    robin.shows("   off  -↻ Tue 15 Dec 10:00").shows_not("past -");
    assert_eq!((decided(&regular), regular.dates().len()), (0, 8));
    regular.sound();
    robin.keys("u").shows("Took back");
    assert_eq!(regular.dump(), before);
}

#[test]
fn skipped_with_as_many_at_the_end_and_what_meets_something_there_is_to_decide() {
    let mut regular = Regular::eight();
    let tom = regular.place.client("Tom Okafor", "2");
    regular.place.apply(&booking(tom, slot(DANA, R2, "2027-01-26 10:30")), DESK).expect("a booking");
    let before = regular.dump();
    let mut robin = away(&regular);
    robin.keys("<tab> <tab> <right> <right>").shows("2 standing dates are skipped, 2 come at the end.").keys("<enter>");
    robin.shows("Added 1 date at the end for Maria Smith").shows("2 skipped").shows("1 to decide");
    let dates = regular.dates();
    assert_eq!(dates[2..4], ["12-08 10:00 -", "12-15 10:00 -"]);
    assert_eq!(dates[8..], ["01-19 10:00 ·", "01-26 10:00 to decide"]);
    assert_eq!(decided(&regular), 1);
    regular.sound();
    robin.keys("u").shows("Took back");
    assert_eq!(regular.dump(), before);
}

#[test]
fn without_a_date_in_it_nothing_is_asked_about_dates() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    robin.keys("/ maria <enter> v").types("9 dec").keys("<tab>").types("10 dec").shows("No appointment falls into it").shows_not("Dates");
    robin.keys("<tab> <enter>").shows("away Wed 9 Dec to Thu 10 Dec");
}
