//! The notes that wait.
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::care::note::{Keep, NoteOf, Written};
use knotbook::domain::change::{BookChange, Change, Stamp, Step};
use knotbook::domain::text::Clean;

use crate::care_scene::client;
use crate::person::Person;
use crate::practice::{DANA, LEE, R2, at, now};
use crate::scene::{Scene, book};

fn with_a_draft_of_what_was_called_off() -> Scene {
    let mut scene = Scene::cared();
    let place = &mut scene.place;
    let anand = client(place, "आनंद");
    let id = book(place, anand, LEE, R2, "2026-11-24 16:00");
    let written = Written { lines: Clean::text("nrs 6"), ..Written::default() };
    place.store.keep_note(&Keep::first(NoteOf::Session(id), written), "", Stamp { at: now(), by: Some(LEE) }).expect("kept");
    let cancel = Some((CancelledBy::Client, Clean::line("ill")));
    let step = Step { id, seen: Status::Booked, to: Status::Cancelled, at: at("2026-11-23 08:00"), cancel, anyway: None, stop: None };
    place.apply(&Change::Book(BookChange::Step(step)), LEE).expect("a cancellation");
    scene
}

#[test]
fn all_that_waits_is_listed_by_date_with_whose_it_is_and_how_far() {
    let scene = with_a_draft_of_what_was_called_off();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("8").shows("Notes to sign, Dana: 2 wait · 1 of others");
    let (maria, tom) = (dana.row_with("Maria Smith"), dana.row_with("Tom Okafor"));
    assert!(maria.contains("Mon 16 Nov 10:00") && maria.contains("nothing written yet"), "{maria}");
    assert!(tom.contains("Thu 19 Nov 09:00"), "{tom}");
    dana.shows_not("आनंद").keys("<tab>").shows("Notes to sign, everybody: 3 wait");
    let anand = dana.row_with("आनंद");
    assert!(anand.contains("Lee") && anand.contains("draft · appointment called off"), "{anand}");
    dana.keys("<f2>").shows("5 booked").keys("<f9>").shows("Notes to sign");
}

#[test]
fn an_empty_list_says_what_would_be_here() {
    let scene = Scene::cared();
    let mut lee = Person::at(&scene.place, LEE);
    lee.keys("8").shows("Notes to sign, Lee: none waits · 2 of others").shows("Every session has its signed note");
    lee.keys("<enter>")
        .shows("No note waits here")
        .keys("<tab>")
        .shows("everybody: 2 wait")
        .keys("o")
        .shows("Maria Smith")
        .shows("last here Mon 16 Nov");
}

#[test]
fn the_count_above_the_day_leads_there() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("s").click_on("1 note unsigned").shows("Notes to sign, Dana: 3 wait");
}
