//! Changing an appointment that is in the book.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

/// Robin, with Maria's appointment on Tuesday selected.
fn at_marias(scene: &Scene) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> <enter>").shows("Dana Reyes");
    robin
}

#[test]
fn every_field_can_be_changed() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e").shows("Edit: Maria Smith, Tue 24 Nov 2026").keys("<tab> <down>");
    robin.keys("<esc> <esc>");
    let mut robin = at_marias(&scene);
    // Length.
    robin.keys("e").click_on("Length").keys("<c-u> 30 <enter>").shows("Changed length of Maria Smith").shows("30 min");
    // Service.
    robin.keys("e").click_on("Service").keys("<right> <enter>").shows("Changed").shows("Trigger point 30");
    // Therapist and room.
    robin.keys("e").click_on("Therapist").types("lee").keys("<enter>").shows("Lee");
    // When.
    robin.keys("e").click_on("When").keys("<c-u>").types("wed 10:00").keys("<enter>").shows("Wed 25 Nov");
    // Note.
    robin.keys("e").click_on("Note").types("bring towel").keys("<enter>").shows("bring towel");
    // Client.
    robin.keys("e").click_on("Client").keys("<c-u> okafor <enter> <enter>").shows("Tom Okafor");
}

#[test]
fn an_edit_is_not_left_by_one_key() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e").click_on("Note").types("towel").keys("<esc>").shows("This is not saved yet. ↵ saves it; esc again leaves without.");
    robin.shows("towel").keys("<c-f>").shows("not saved yet").shows("towel").keys("<esc> <esc>").shows_not("towel");
}

#[test]
fn an_unknown_client_is_not_put_in_by_an_edit() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e").click_on("Client").keys("<c-u> qvist <enter>").shows("Nobody in the book is called “qvist”").shows_not("Changed");
}

#[test]
fn nothing_changed_writes_nothing() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e <enter>").shows("Nothing was changed");
}

#[test]
fn an_edit_into_a_taken_time_names_it_and_can_be_done_anyway() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e").click_on("When").keys("<c-u>").types("mon 15:30").shows("✗ Dana has Tom Okafor 15:30–16:30").keys("<enter>");
    robin.shows("That time has something against it").keys("<c-o> twins <enter>").shows("Moved Maria Smith").shows("anyway");
}

#[test]
fn who_was_slower_sees_both_versions_and_keeps_what_is_typed() {
    let scene = Scene::week();
    let mut robin = at_marias(&scene);
    robin.keys("e").click_on("When").keys("<c-u>").types("thu 10:00");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ maria <enter> <enter> e").click_on("When").keys("<c-u>").types("wed 10:00").keys("<enter>").shows("Moved Maria Smith");
    robin.keys("<enter>").shows("Dana changed the time of Maria Smith while you had it open").shows("thu 10:00");
}
