//! The ten seconds before a session.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn one_screen_says_all_that_is_known_before_a_session() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("<space>");
    for words in [
        "Łukasz Zieliński",
        "visit 4 of 8 · headaches at the desk",
        "last Mon 16 Nov, 7 days ago · pain 4 → 2",
        "before 7→5→4",
        "L utrap 4>2 @temple ic60",
        "R lev 4>2 @* pir",
        "L infra 6>4 @shf,arf +k ic60x3 =part",
        "next: recheck L infra before R lev",
        "home care: doorway stretch twice a day",
        "likes: pressure 4 of 5 · prefers the table warm",
        "front",
        "back",
    ] {
        dana.shows(words);
    }
    dana.keys("<space>").shows("5 booked").keys("<enter> <space>").shows("visit 4 of 8").keys("<esc>").shows("History");
    dana.keys("1 2 <space>").shows("visit 4 of 8 · headaches at the desk");
}

#[test]
fn the_pane_says_the_next_step_and_the_last_visit_and_that_questions_wait() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.shows("a asks: health unchanged?").shows("next: recheck L infra before R lev");
    dana.size(120, 36).shows("pain 4 → 2").size(200, 60).shows("L infra 6>4 @shf,arf").shows("5 pain");
}

#[test]
fn what_stops_a_session_and_what_is_owed_stand_first() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.click_on("Дмитрий").keys("<space>").shows("!! cauda equina signs, MRI pending since Tue 3 Nov: ask before treating");
    dana.shows("no earlier session note").keys("<esc>").keys("<end> <up> <up> <up>").shows("Tom Okafor  555").keys("<space>");
    dana.shows("not signed yet: the note of Thu 19 Nov 09:00").shows("R gmed 6>6 @lb ic60");
}

#[test]
fn a_session_begins_from_the_glance_and_a_stop_asks_there_too() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 10:00").click_on("Дмитрий").keys("<space> s").shows("STOP: ask before treating Дмитрий Петров");
    dana.types("MRI clear").keys("<enter>").shows("Started: Дмитрий Петров").shows("in session · started 10:00");
}

#[test]
fn the_front_desk_is_told_why_it_does_not_read_this() {
    let scene = Scene::cared();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("<space>").shows("What concerns a client's health is asked and read by whoever treats").shows_not("visit 4");
    robin.keys(":").types("arrival questions").keys("<enter>").shows("by whoever treats").shows("5 booked");
    robin.keys("8").shows("Session notes are read and written by whoever treats").shows("5 booked");
}

#[test]
fn a_note_that_begins_a_session_asks_for_the_reason_too() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 11:00").click_on("Дмитрий").keys("w").types("nrs 6>4").keys("<f9> <f9>");
    dana.shows("STOP: ask before treating Дмитрий Петров")
        .types("MRI clear")
        .keys("<enter>")
        .shows("Done: Дмитрий")
        .keys("<f9>")
        .shows("Signed");
}

#[test]
fn what_the_note_itself_finds_does_not_stop_it() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 11:00").keys("w").types("nrs 6>4").keys("<enter>").types("alert stop calf hot and swollen").keys("<f9> <f9>");
    dana.shows("Signed").shows_not("STOP: ask before");
}
