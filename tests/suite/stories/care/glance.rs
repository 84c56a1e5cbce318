//! The ten seconds before a session.
use knotbook::domain::change::{Change, PeopleChange};
use knotbook::domain::people::alert::{Level, NewAlert};

use crate::care_scene::{client, signed};
use crate::person::Person;
use crate::practice::{DANA, DESK, R1, date};
use crate::scene::{Scene, book};

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

/// Nine points, as they stand after a long session.
const NINE: [&str; 9] = [
    "L utrap 7>3 ! @temple,eye tb ic60x3 =part",
    "R lev 6>4 @* ic90 pir =part",
    "L infra 8>5 ! @shf,thumb ic60x3 str30",
    "B subocc 5>2 @occ,eye ic30x3 p2",
    "R scm/clav 4>1 @fh,ear +s ic20x2 p2",
    "L supra 5>3 @smb ic60",
    "R rhom 4>2 ic60 dt5m",
    "L ltrap 3>2 ic45",
    "R ql 6>3 @si pir dt5m p4",
];

/// A client with two alerts, a plan, and so many findings a week ago; today at five.
fn with(lines: &[&str]) -> Scene {
    let mut scene = Scene::cared();
    let place = &mut scene.place;
    let jo = place.client("Jo Marlow", "555-0711");
    for (level, text, handling) in [(Level::Care, "apixaban", "no deep pressure"), (Level::Care, "left wrist fracture", "keep off it")] {
        let alert = NewAlert { client: jo, level, text: text.into(), handling: handling.into(), since: Some(date("2026-11-03")) };
        place.apply(&Change::People(PeopleChange::AddAlert(alert)), DANA).expect("an alert");
    }
    let lines = format!("plan 1/w x8 60m re@4\n{}\nnrs 7>4\nnext recheck L infra\nhc heat in the evening", lines.join("\n"));
    signed(place, jo, "2026-11-16 17:00", &lines, "");
    book(place, jo, DANA, R1, "2026-11-23 17:00");
    assert_eq!(client(place, "marlow"), jo);
    scene
}

/// Everything that is to be taken in before that session, but for its findings.
const BESIDE: [&str; 7] = [
    "! apixaban since Tue 3 Nov: no deep pressure",
    "! left wrist fracture since Tue 3 Nov: keep off",
    "last Mon 16 Nov, 7 days ago · pain 7 → 4",
    "next: recheck L infra",
    "home care: heat in the evening",
    "visit 2 of 8",
    "5 pain",
];

#[test]
fn nine_findings_beside_two_alerts_are_on_one_screen() {
    let scene = with(&NINE);
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(80, 24).keys("<end>").shows("Jo Marlow  555").keys("<space>");
    for words in NINE.iter().chain(&BESIDE) {
        dana.shows(words);
    }
    dana.shows_not("more finding");
}

#[test]
fn findings_that_have_no_room_are_scrolled_to_and_the_key_is_named() {
    let many: Vec<String> = ["gmax", "gmed", "piri", "tfl", "mham", "gastr", "sol", "fib", "pop", "addm"]
        .into_iter()
        .map(|muscle| format!("R {muscle} 5>3 @* ic60x3 p4 =part ; again next time"))
        .collect();
    let all: Vec<&str> = NINE.into_iter().chain(many.iter().map(String::as_str)).collect();
    let consent = ["gmax", "gmed", "piri", "addm"].map(|muscle| format!("ok {muscle} asked, said yes"));
    let scene = with(&all.iter().copied().chain(consent.iter().map(String::as_str)).collect::<Vec<_>>());
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(80, 24).keys("<end>").shows("Jo Marlow  555").keys("<space>").shows("more findings · ↑ ↓").shows(NINE[0]);
    for words in BESIDE {
        dana.shows(words);
    }
    let mut seen = vec![false; all.len()];
    for _ in 0..40 {
        for (finding, seen) in all.iter().zip(&mut seen) {
            *seen |= dana.screen().contains(finding.split(" ;").next().unwrap_or(finding));
        }
        dana.keys("<down>");
    }
    assert!(seen.iter().all(|seen| *seen), "{seen:?}\n{}", dana.screen());
    // One step back moves at once, however often it went down.
    let end = dana.screen();
    dana.keys("<up>");
    assert_ne!(dana.screen(), end);
}

#[test]
fn the_pane_of_a_larger_window_has_all_of_it_once() {
    let scene = with(&NINE);
    for (width, height) in [(120, 36), (200, 60)] {
        let mut dana = Person::at(&scene.place, DANA);
        dana.size(width, height).keys("<end>").shows("Jo Marlow  555");
        for words in NINE.iter().chain(BESIDE.iter().take(6)) {
            dana.shows(words);
            assert_eq!(dana.screen().matches(words).count(), 1, "{words} stands twice\n{}", dana.screen());
        }
        dana.shows_not("more finding");
    }
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(200, 60).keys("<end>").shows("Jo Marlow  555").shows("5 pain");
    dana.size(120, 36).keys("<home>").shows("Łukasz Zieliński  555").shows("likes: pressure 4 of 5");
    assert_eq!(dana.screen().matches("pressure 4 of 5").count(), 1, "{}", dana.screen());
}
