//! What the finder leads to besides clients.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn words_in_notes_are_found_newest_first_with_the_line_they_stand_in() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/").types("woke at fo").shows("2 Nov").shows("headaches at the desk, woke at four");
    dana.keys("<c-u>").types("temple").shows("▸3 notes").shows("L utrap 4>2 @temple ic60");
    let screen = dana.screen();
    let place = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}: {screen}"));
    assert!(place("Mon 16 Nov") < place("Mon 9 Nov") && place("Mon 9 Nov") < place("Mon 2 Nov"), "{screen}");
    dana.keys("<tab>").shows("▸").shows("▸temple").shows("region; from utrap");
}

#[test]
fn muscles_and_regions_are_found_by_any_of_their_names_and_open_on_the_body() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/").types("glut min").shows("gmin").keys("<enter>").shows("Gluteus minimus").keys("<esc> <esc>").shows("gmin");
    dana.keys("<c-u>").types("sciat").shows("piri").keys("<c-u>").types("quadratus").keys("<esc>").shows("Zoë");
}

#[test]
fn clients_come_first_and_are_found_as_before() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ smi <enter>").shows("John Smith  ").keys("<esc>").keys("<c-u>").types("maria").keys("<enter>").shows("Maria Smith  ");
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/").types("temple").shows("Nobody fits").shows_not("notes").keys("<tab>").shows_not("utrap");
}
