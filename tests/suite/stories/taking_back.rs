//! Taking back, bringing back, and the history.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn acts_are_taken_back_newest_first_and_brought_back() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("g tue <enter>")
        .click_on("Maria")
        .keys("c")
        .shows("Confirmed Maria Smith")
        .keys("m g")
        .types("thu 9:00")
        .keys("<enter> <enter>");
    robin.shows("Moved Maria Smith").keys("u").shows("Took back: moved Maria Smith").shows("ctrl-y does it again");
    robin
        .keys("u")
        .shows("Took back: confirmed Maria Smith")
        .keys("<c-y>")
        .shows("Did again: confirmed")
        .keys("<c-y>")
        .shows("Did again: moved");
    let mut robin = robin.restart();
    robin.keys("u").shows("Took back: moved Maria Smith");
}

#[test]
fn u_takes_back_only_ones_own() {
    let scene = Scene::week();
    Person::at(&scene.place, DESK).keys("g tue <enter>").click_on("Maria").keys("c").shows("Confirmed Maria Smith");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b john <enter>").types("thu 9:00").keys("<enter> u").shows("Took back: booked John Smith").keys("u");
    dana.shows_not("Took back: confirmed").keys(":").types("history").keys("<enter>").shows("Robin").shows("Confirmed Maria Smith");
    dana.click_on("Confirmed Maria Smith").keys("x").shows("Took back: confirmed Maria Smith").shows("taken back");
    dana.keys("<esc> g tue <enter>").shows("60 · Maria Smith");
}

#[test]
fn what_somebody_built_on_is_not_taken_back() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("thu 9:00").keys("<enter>").shows("Booked John Smith");
    Person::at(&scene.place, DANA).keys("g thu <enter>").click_on("John").keys("c").shows("Confirmed John Smith");
    robin.keys("u").shows("cannot be taken back").shows("Dana");
}

#[test]
fn each_kind_of_act_goes_and_comes() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    for act in [
        "b john <enter> thu <space> 9:00 <enter>",
        "b smita <enter> fri <space> 9:00 <enter>",
        "/ okafor <enter> e <tab> Tommy <c-s>",
        "<f2> t <home> x <enter>",
    ] {
        robin.keys("<f2> t").keys(act);
        robin
            .shows("u takes it back")
            .keys("<c-z>")
            .shows("Took back:")
            .keys("<c-y>")
            .shows("Did again:")
            .keys("<c-z>")
            .shows("Took back:");
        let problems = robin.store().check().expect("a check").problems;
        assert_eq!(problems, Vec::<String>::new(), "after {act}");
    }
}
