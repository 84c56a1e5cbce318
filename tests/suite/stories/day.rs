//! Walking through days, and what a day shows.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn a_day_in_words_is_echoed_before_it_counts() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g").shows("Which day?").types("24 nov").shows("Tue 24 Nov 2026").keys("<enter>").shows("tomorrow");
    robin.keys("g").types("in 2 weeks").shows("Mon 7 Dec 2026").keys("<enter>").shows("in 14 days").keys("t").shows("today");
    robin.keys("g").types("+3d").keys("<enter>").shows("Thu 26 Nov 2026");
}

#[test]
fn words_that_are_no_day_are_refused_in_words() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g flurble").shows("flurble").keys("<enter>").shows("Which day?").shows("today");
    robin.keys("<esc> g <enter>").shows("Which day?");
    robin.keys("<esc> g").types("30 feb").keys("<enter>").shows("Which day?").keys("<esc>").shows_not("Which day?");
}

#[test]
fn a_pasted_day_is_read_like_a_typed_one() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g").paste("24 nov\n").shows("Tue 24 Nov 2026").keys("<enter>").shows("tomorrow");
}

#[test]
fn arrows_and_letters_walk_the_days() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("<right>")
        .shows("tomorrow")
        .keys("l")
        .shows("in 2 days")
        .keys("h <left> <left>")
        .shows("yesterday")
        .keys("t")
        .shows("today");
}

#[test]
fn tab_narrows_to_each_therapist_and_back_to_all() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.shows("Дмитрий").keys("<tab>").shows("Dana: ").shows("山田 花子").shows_not("Дмитрий");
    dana.keys("<tab>").shows("Lee: ").shows("Дмитрий").keys("<tab>").shows("山田 花子").shows("Дмитрий");
}

#[test]
fn the_header_counts_and_absences_have_their_reason() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.shows("5 booked").shows("4 to confirm").shows("1 to rebook").shows("09:05 now").keys("<end>").shows("Lee blocked: errand");
    robin.keys("g").types("fri").keys("<enter>").shows("Dana off: training");
}

#[test]
fn a_day_nobody_works_says_what_can_be_done() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g sun <enter>").shows("Nobody works on this day.").keys("a m x e <enter>").shows_not("Cancel");
}

#[test]
fn who_is_at_the_keyboard_is_switched_and_shown() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(":").types("switch").keys("<enter>").shows("Who is at the keyboard?").shows("Robin Vale · front desk").keys("<end>");
    dana.keys("<down> <down> <down> <enter>").shows("At the keyboard: Robin · front desk").shows_not("apixaban");
}
