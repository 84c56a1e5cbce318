//! The smallest window: nothing that has to be read is cut away.
use crate::person::Person;
use crate::practice::{DANA, DESK, OLIVE};
use crate::scene::Scene;

#[test]
fn an_absence_says_what_it_hits_and_why_it_is_refused() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive
        .size(40, 12)
        .keys(": absences <enter> n <tab> <tab> mon <tab> wed")
        .shows("Dana off, Mon 23 Nov")
        .shows("This hits 3 appointments");
    olive.keys("<tab>").types("flu").shows("Reason  flu").keys("<c-s>").shows("leaves them to decide, esc goes back");
    olive.shows("Mon 23 Nov to Wed 25 Nov (flu)").keys("<enter>").shows("to decide");
    olive.keys(": decide <enter>").shows("To decide: 3").shows("Dana is off on Mon 23 Nov to Wed 25 Nov (flu)");
}

#[test]
fn the_question_before_leaving_is_whole() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(40, 12).keys("/ nora <c-n>").types("x").keys("<c-q>").shows("would be lost; all else is saved.");
}

#[test]
fn free_rows_say_whose_they_are() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(40, 12).shows("free Lee").keys("<tab>").shows_not("free Dana");
}

#[test]
fn the_booking_form_shows_when_and_the_times() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(40, 12).keys("b maria <enter>").types("tue pm").shows("When  tue pm").shows("Tue 24 Nov 14:00").keys("<enter>");
    robin.shows("1 Tue 24 Nov 14:00").shows("2 Tue 24 Nov").keys("1").shows("Booked Maria Smith");
}

#[test]
fn reasons_are_read_whole_at_80_columns() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    let reason = "a course on the treatment of the neck in Hamburg";
    dana.keys(": absences <enter> n <tab> <tab> mon <tab> wed <tab>").types(reason).shows(&format!("to Wed 25 Nov ({reason})"));
    dana.keys("<c-s> <down>").shows("Tom Okafor, Dana: Dana is off on Mon 23 Nov to Wed 25 Nov (a course on the");
    dana.keys("<enter> : decide <enter> o").shows(&format!("to Wed 25 Nov ({reason})")).shows("because");
}

#[test]
fn an_option_of_the_settings_is_taken_by_a_click() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": absences <enter> n").click_on("Room 2").shows("‹Room 2›").shows_not("‹Dana›");
}
