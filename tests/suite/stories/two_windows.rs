//! Two windows on one file.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn what_the_other_did_is_shown_and_the_selection_stays() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (Person::at(&scene.place, DESK), Person::at(&scene.place, DANA));
    robin.click_on("花子").shows("▸ 10:30");
    dana.keys("b john <enter>").types("mon 11:45").keys("<enter>").shows("Booked John Smith");
    robin.shows_not("John Smith").idle().shows("John Smith").shows("▸ 10:30");
}

#[test]
fn an_open_form_is_not_overwritten() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (Person::at(&scene.place, DESK), Person::at(&scene.place, DANA));
    robin.keys("/ okafor <enter> e <tab>").types("Tommy");
    dana.keys("/ okafor <enter> e <tab>").types("Thomas").keys("<c-s>").shows("Changed preferred name");
    robin.idle().shows("Tommy").keys("<c-s>").shows("Dana changed the preferred name of Tom Okafor").shows("“Thomas”").shows("Tommy");
}

#[test]
fn two_fields_of_one_client_both_succeed() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (Person::at(&scene.place, DESK), Person::at(&scene.place, DANA));
    robin.keys("/ okafor <enter> e <tab>").types("Tommy");
    dana.keys("/ okafor <enter> e <tab> <tab> <tab>").types("tom@example.org").keys("<c-s>").shows("Changed e-mail");
    robin.keys("<c-s>").shows("Changed preferred name of Tom Okafor").shows("tom@example.org");
}

#[test]
fn a_digit_takes_the_time_it_showed_or_is_refused() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (Person::at(&scene.place, DESK), Person::at(&scene.place, DANA));
    robin.keys("b maria <enter>").types("wed").keys("<enter>").shows("1 Wed 25 Nov 09:00–10:00      Dana");
    dana.keys("b john <enter>")
        .types("wed 9:00")
        .click_on("Therapist")
        .types("dana")
        .keys("<enter>")
        .shows("Booked John Smith, Wed 25 Nov 09:00");
    robin
        .idle()
        .shows("1 Wed 25 Nov 09:00–10:00      Dana")
        .keys("1")
        .shows("Dana has John Smith 09:00–10:00")
        .shows_not("Booked")
        .shows("wed");
    robin.keys("<enter>").shows_not("1 Wed 25 Nov 09:00–10:00      Dana");
}

#[test]
fn a_client_taken_back_elsewhere_is_said() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (Person::at(&scene.place, DESK), Person::at(&scene.place, DANA));
    dana.keys("/ <c-n>").types("Nina Qvist").keys("<c-s>").shows("Added Nina Qvist");
    robin.keys("/ qvist <enter>").shows("Nina Qvist");
    dana.keys("u").shows("Took back: added Nina Qvist").shows("not in the book any more");
    robin.idle().shows("This client is not in the book any more");
}
