//! Two entries of one person become one.
use knotbook::domain::ids::ClientId;

use crate::person::Person;
use crate::practice::{DANA, DESK, LEE, R1, R2};
use crate::scene::{Scene, add, book};

fn two_marias() -> Scene {
    let mut scene = Scene::week();
    let other = add(&mut scene.place, "Maria Smyth", "1985-03-04");
    book(&mut scene.place, other, LEE, R2, "2026-11-25 14:00");
    scene
}

#[test]
fn two_entries_are_shown_side_by_side_and_merged_and_parted_again() {
    let scene = two_marias();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ smyth <enter> =")
        .shows("Which other entry is Maria Smyth too?")
        .keys("<down>")
        .click_on("Maria Smith")
        .click_on("Maria Smith");
    dana.shows("Are these two one person?").shows("1 appointment").shows("1 alert").keys("<tab> <enter>");
    dana.shows("Merged Maria Smyth into Maria Smith").shows("last here").shows("Wed 25 Nov 14:00").shows("555-0134");
    // The history of the entry that stays knows what was done with the other one.
    dana.keys("h").shows("Booked Maria Smyth").shows("Merged Maria Smyth").keys("<esc>");
    dana.keys("/ smyth").shows("Nobody fits").keys("<c-a>").shows("Nobody fits").keys("<c-u> smith").shows("Maria Smith");
    dana.keys("<esc> <c-a> <esc> u")
        .shows("Took back: merged")
        .keys("/ smyth")
        .shows("Maria Smyth")
        .keys("<enter>")
        .shows("Wed 25 Nov 14:00");
}

#[test]
fn one_time_in_both_is_refused_by_name() {
    let mut scene = two_marias();
    let other = add(&mut scene.place, "Maria Again", "1985-03-04");
    book(&mut scene.place, ClientId(1), DANA, R1, "2026-11-26 10:00");
    book(&mut scene.place, other, LEE, R2, "2026-11-26 10:30");
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ again <enter> = <c-u> smith").click_on("Maria Smith").keys("<enter> <enter>").shows_not("Merged");
    robin
        .shows("Both entries hold one time, Thu 26 Nov 2026, 10:00–11:00")
        .shows("already with Lee 10:30–11:30")
        .shows("Move or cancel one");
}

#[test]
fn an_entry_is_not_merged_with_itself() {
    let scene = two_marias();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("/ smyth <enter> = <c-u> smyth <enter>")
        .shows("This is Maria Smyth already")
        .keys("<c-b>")
        .shows("the other entry of one person");
}

#[test]
fn the_form_offers_it_where_it_warns_of_a_double() {
    let scene = two_marias();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ smyth <enter> e <c-u>").types("Maria Smith").shows("same name").keys("<c-s>").shows("Changed name").keys("e");
    robin.shows("ctrl-g merges").keys("<c-g>").shows("Are these two one person?").click_footer("merge").shows("Merged");
}

#[test]
fn the_command_merges_and_names_the_one_that_stays() {
    let scene = two_marias();
    let said = scene.place.knotbook("clients merge 'Maria Smith' smyth").done();
    assert!(said.contains("Merged Maria Smyth into Maria Smith"), "{said}");
    assert!(scene.place.knotbook("clients show smyth").refused().contains("No client fits"));
    let refused = scene.place.knotbook("clients merge smith smith").refused();
    assert!(!refused.is_empty());
}
