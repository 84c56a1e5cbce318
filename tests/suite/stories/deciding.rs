//! What the practice has changed around is decided, one after the other.
use knotbook::domain::book::status::Status;

use crate::person::Person;
use crate::practice::{DANA, DESK, Place, date};
use crate::scene::Scene;

/// Dana with her appointments of the week in the way of a closure: Monday 10:30 and 15:30, Lee's, and two on Tuesday.
fn closed(scene: &Scene) -> Person {
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(": absences <enter> n").types("whole").keys("<tab> <tab>").types("mon").keys("<tab>").types("tue").keys("<tab>");
    dana.types("no water").keys("<c-s> <enter> 1").shows("to decide");
    dana
}

fn left(person: &Person) -> usize {
    person.store().to_decide().expect("a read").len()
}

#[test]
fn the_list_says_who_when_and_why_and_each_is_decided_in_turn() {
    let scene = Scene::week();
    let mut dana = closed(&scene);
    let all = left(&dana);
    dana.shows(&format!("{all} to decide")).keys("p").shows(&format!("To decide: {all}")).shows("555-0117").shows("no water");
    // Kept with a reason.
    dana.keys("<home> o <enter>")
        .shows("Say in a word why")
        .types("private entrance")
        .keys("<enter>")
        .shows(&format!("To decide: {}", all - 1));
    // Called off: the client comes for another time.
    dana.keys("x <right> <right> <enter>").shows(&format!("To decide: {}", all - 2));
    // Moved: the day opens with it in the hand.
    dana.keys("<enter>")
        .shows("MOVING")
        .keys("g")
        .types("wed 10:00")
        .keys("<enter> <enter>")
        .shows("Moved")
        .shows(&format!("{} to decide", all - 3));
    dana.keys("u u u").shows(&format!("{all} to decide"));
    assert_eq!(left(&dana), all);
}

#[test]
fn several_are_kept_with_one_reason() {
    let scene = Scene::week();
    let mut dana = closed(&scene);
    let all = left(&dana);
    assert!(all > 2);
    dana.keys("p <home> v v").shows("*").keys("o").shows("Keep these 2 appointments?").types("own key").keys("<enter>");
    assert_eq!(left(&dana), all - 2);
    dana.keys("u").shows(&format!("To decide: {all}"));
}

#[test]
fn the_day_marks_them_and_says_why() {
    let scene = Scene::week();
    let mut dana = closed(&scene);
    dana.keys("g tue <enter>").click_on("Maria Smith").shows("? to decide: the practice is closed");
    assert!(dana.row_with("Maria Smith").contains("·?Maria"), "{}", dana.screen());
    let kept = dana.store().day(date("2026-11-24")).expect("a day");
    assert!(kept.entries.iter().all(|entry| entry.appointment.status == Status::Booked && entry.appointment.to_decide));
}

#[test]
fn the_reason_goes_away_and_with_it_what_was_to_decide() {
    let scene = Scene::week();
    let mut dana = closed(&scene);
    dana.keys(": absences <enter> <del>").shows_not("no water  ");
    dana.keys(": decide <enter>").shows("Nothing is to be decided");
    assert_eq!(left(&dana), 0);
}

#[test]
fn a_click_on_the_count_opens_the_list() {
    let scene = Scene::week();
    let mut dana = closed(&scene);
    let words = format!("{} to decide", left(&dana));
    dana.click_on(&words).shows("To decide:");
}

#[test]
fn nothing_to_decide_says_so() {
    let place = Place::hollis();
    Person::at(&place, DESK).keys("p").shows("Nothing is to be decided");
}
