//! An appointment lifted, carried and put down.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

/// Robin on Tuesday, with Maria's appointment lifted.
fn lifted(scene: &Scene) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> m").shows("MOVING Maria Smith from Tue 24 Nov 11:30").shows("tomorrow");
    robin
}

#[test]
fn carried_to_a_free_row_and_put_down() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("<home>").shows("free ▶ 09:00–10:00").shows("→ Tue 24 Nov 09:00–10:00 Dana: free").keys("<enter>");
    robin.shows("Moved Maria Smith, Tue 24 Nov 11:30 → 09:00").shows_not("MOVING").keys("u").shows("Took back: moved Maria Smith");
}

#[test]
fn carried_to_the_next_day_at_the_same_time() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin
        .keys("<right>")
        .shows("→ Wed 25 Nov 11:30")
        .shows("free")
        .keys("<enter>")
        .shows("Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 11:30");
}

#[test]
fn carried_to_a_day_and_time_in_words() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").shows("Move it to which day and time?").types("wed 10:30").shows("Wed 25 Nov 2026, 10:30").keys("<enter>");
    robin.shows("→ Wed 25 Nov 10:30–11:30 Dana: free").keys("+").shows("10:45–11:45").keys("- -").shows("10:15–11:15").keys("<enter>");
    robin.shows("Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 10:15");
}

#[test]
fn a_clash_says_with_whom_and_can_be_had_anyway() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").types("mon 15:30").keys("<enter>").shows("✗ Dana has Tom Okafor 15:30–16:30").keys("<enter>");
    robin
        .shows("This time has something against it:")
        .types("twins")
        .keys("<enter>")
        .shows("Moved Maria Smith")
        .shows("anyway")
        .shows_not("MOVING");
}

#[test]
fn esc_leaves_it_where_it_was() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin
        .keys("<right> <esc>")
        .shows("Maria Smith stays where it was")
        .shows_not("MOVING")
        .keys("g tue <enter>")
        .shows("11:30  60 · Maria Smith");
}

#[test]
fn taking_back_something_else_keeps_what_is_lifted() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("b tom <enter>")
        .types("thu 15:00")
        .keys("<enter> / maria <enter> m u")
        .shows("Took back: booked Tom Okafor")
        .shows("MOVING Maria Smith");
}

#[test]
fn where_it_is_is_no_move() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("<enter>").shows("That is where it is.");
}

#[test]
fn a_move_in_another_window_is_not_overwritten() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").types("thu 9:00").keys("<enter>");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ maria <enter> m g").types("wed 9:00").keys("<enter> <enter>").shows("Moved Maria Smith");
    robin.keys("<enter>").shows("Dana changed the time of Maria Smith").shows("you want");
}
