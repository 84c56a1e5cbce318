//! When a client cannot come.
use crate::person::Person;
use crate::practice::DESK;
use crate::scene::Scene;

#[test]
fn a_client_is_away_and_what_that_hits_is_said_before() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> v").shows("When Maria Smith cannot come").types("tue").keys("<tab>").types("fri");
    robin.shows("Away Tue 24 Nov to Fri 27 Nov").shows("1 appointment falls into it").shows("11:30–12:30 with Dana");
    robin.keys("<tab>").types("abroad").keys("<enter>").shows("1 to decide").shows("away Tue 24 Nov to Fri 27 Nov: abroad");
    robin.keys("b").types("wed 15:00").shows("Maria Smith is away").keys("<esc>");
    robin
        .keys("<home> <down> <enter>")
        .shows("When Maria Smith cannot come")
        .shows("abroad")
        .keys("<tab> <c-u>")
        .types("wed")
        .keys("<c-s>");
    robin
        .shows("away Tue 24 Nov to Wed 25 Nov: abroad")
        .keys("<del>")
        .shows("Removed")
        .shows_not("away Tue")
        .keys("u")
        .shows("away Tue 24 Nov");
}

#[test]
fn half_a_day_and_what_ends_before_it_begins() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> v").types("tue 14:00").keys("<tab>").types("tue 16:00").shows("No appointment falls into it.");
    robin.keys("<c-u>").types("tue 12:00").keys("<c-s>").shows("It would end before it begins").keys("<c-u>").types("blub").keys("<c-s>");
    robin.shows_not("Away").keys("<esc>").shows("This is not saved yet").keys("<esc>").shows("last here");
}

#[test]
fn time_off_is_selected_side_by_side() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, crate::practice::OLIVE);
    olive.size(120, 36).click_on("Lee blocked: errand").shows("▸Lee blocked: errand").click_on("▸Lee blocked: errand").shows("errand");
    olive.keys("<esc>").shows("▸Lee blocked: errand").keys("<up>").shows_not("▸Lee").keys("<down>").shows("▸Lee blocked: errand");
    olive.keys("<left>").shows_not("▸Lee").keys("<right>").shows("▸Lee blocked: errand").keys("<del>").shows_not("Lee blocked: errand");
    // A whole day off says why, and is stood on too.
    olive.keys("g fri <enter>").shows("▸Dana off: training").shows("del takes it out");
    olive.keys("<right>").shows_not("▸Dana off").click_on("Dana off: training").shows("▸Dana off: training");
    olive.keys("<right> <left>").click_on("Dana off").shows("Edit an absence");
}
