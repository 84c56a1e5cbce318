//! The week: walking over it, booking and moving in it, and back to the day.
use chrono::{NaiveTime, Weekday};
use knotbook::domain::change::{Change, NewAbsence, PracticeChange, Ref};
use knotbook::domain::ids::StaffId;
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::hours::{Absent, ShiftDays};
use knotbook::domain::practice::role::Role;
use knotbook::domain::span::Span;

use crate::person::Person;
use crate::practice::{DANA, DESK, R1, TRP30, TRP60, at, booking, date, slot};
use crate::scene::Scene;

/// Robin before the week, with one therapist shown.
fn week_of(scene: &Scene, who: StaffId) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2");
    robin.keys(if who == DANA { "<tab>" } else { "<tab> <tab>" });
    robin
}

fn closed(scene: &mut Scene, day: &str, reason: &str) {
    let absence = NewAbsence { of: Absent::Practice, span: Span::whole_day(date(day)), reason: reason.into() };
    scene.place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), DESK).expect("a closure");
}

#[test]
fn each_day_says_what_is_booked_and_free() {
    let mut scene = Scene::week();
    closed(&mut scene, "2026-11-25", "stocktaking");
    let mut robin = week_of(&scene, DANA);
    robin.size(80, 30).shows("23–29 Nov 2026 this week · Dana").shows("3 booked").shows("1 booked");
    // Wednesday the practice is closed, Friday Dana is off, and nobody works on Sunday.
    robin.shows("closed").shows("stocktak").shows("off").shows("training").shows("no hours").shows("┄ break");
    // What is too short for a service is not counted: 75, 90 and 75 minutes are left on Monday.
    robin.shows("4h free");
    robin.keys("<tab>").shows("this week · Lee").shows("errand");
}

#[test]
fn a_cell_says_what_it_is_in_words() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.shows("Mon 23 Nov 09:00–10:00 Łukasz Zieliński · TrP 60 · Dana · R1 · arrived · waiting 10 min · ↵ opens");
    robin.keys("<right> <home>").shows("Tue 24 Nov free 09:00–11:30 · ↵ books");
    robin.keys("<down> <down>").shows("Tue 24 Nov free 10:00–11:30");
    robin.keys("<right> <right> <right>").shows("Fri 27 Nov 10:00 off: training");
    robin.keys("l").shows("Sat 28 Nov 10:00 outside the hours").keys("<end>").shows("Sat 28 Nov 17:30");
}

#[test]
fn walking_past_sunday_turns_the_week() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("h").shows("16–22 Nov 2026 last week").keys("l").shows("this week");
    robin.keys("<pgdn>").shows("30 Nov – 6 Dec 2026 next week").keys("] .").shows("14–20 Dec 2026 in 3 weeks");
    robin.keys("<pgup> [ ,").shows("this week").keys("[ [").shows("2 weeks ago").keys("t").shows("this week");
    robin.keys("g").types("4 jan 2027").keys("<enter>").shows("4–10 Jan 2027");
}

#[test]
fn a_free_cell_books_with_its_day_time_and_therapist() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <right> <home> <down> <enter>").shows("Book an appointment").shows("Wed 25 Nov 2026 09:30").shows("Dana");
    robin.types("okafor").keys("<enter> <enter>").shows("Booked Tom Okafor, Wed 25 Nov 09:30").shows("23–29 Nov 2026");
    robin.shows("▸· Tom").keys("u").shows("Took back: booked Tom Okafor").shows_not("▸· Tom");
}

/// With a third therapist, from 10 to 16 on Wednesdays, there is no room for three side by side.
fn with_nia(scene: &mut Scene) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
    let days = ShiftDays::Weekly { weekday: Weekday::Wed, every: 1, from: date("2026-01-01"), until: None };
    let nia = NewStaff {
        name: "Nia Fields".into(),
        short: "Nia".into(),
        role: Role::Therapist,
        treats: true,
        os_user: "".into(),
        offers: vec![Ref::Known(TRP60)],
        hours: vec![NewShift { days, from: hour(10), to: hour(16) }],
    };
    scene.place.apply(&Change::Practice(PracticeChange::AddStaff(nia)), DESK).expect("a therapist");
}

#[test]
fn where_several_are_free_anyone_is_booked_and_one_alone_is_named() {
    let mut scene = Scene::week();
    with_nia(&mut scene);
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2 <right> <right> <home>").shows("2/2 free").shows("3/3 free").shows("Wed 25 Nov 09:00 Dana free 09:00–13:00 · Lee free");
    robin.keys("<enter>").shows("Wed 25 Nov 2026 09:00").shows("anyone").keys("<esc>");
    // On Tuesday at noon only Lee is still free, and at half past eleven nobody is.
    robin.keys("<left> <home> <down> <down> <down> <down> <down>").shows("full").shows("▸full");
    robin.keys("<down>").shows("▸1/2 free").shows("Dana 11:30–12:30 Maria Smith · Lee free 12:15–13:00 · ↵ books");
    robin.keys("<enter>").shows("Tue 24 Nov 2026 12:15").shows("Lee");
    // In the lunch hour of the others Nia works on.
    robin.keys("<esc> <right> <down> <down>").shows("▸1/1 free").shows("Nia free 13:00–16:00");
}

#[test]
fn where_several_are_booked_the_day_tells_them_apart() {
    let mut scene = Scene::week();
    with_nia(&mut scene);
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2 <right> <home> <down> <down> <down> <down> <down>").shows("Maria Smith · Lee 11:00–12:00 Tom Okafor · ↵ shows the day");
    robin.keys("m").shows("There are several appointments at this time.").keys("<enter>").shows("Tue 24 Nov 2026 tomorrow");
}

#[test]
fn free_time_between_two_rows_is_named_with_its_minute() {
    let mut scene = Scene::week();
    let tom = scene.place.client("Tim Short", "555-0188");
    let mut short = slot(DANA, R1, "2026-11-25 09:00");
    (short.service, short.span, short.buffer) = (TRP30, Span::lasting(at("2026-11-25 09:00"), 45), 0);
    scene.place.apply(&booking(tom, short), DESK).expect("a booking");
    let mut robin = week_of(&scene, DANA);
    robin.size(120, 36).shows(":45 free 3h15").keys("<right> <right> <home> <down>").shows("free 09:45–13:00").keys("<enter>");
    robin.shows("Wed 25 Nov 2026 09:45");
}

#[test]
fn the_status_keys_work_on_the_selected_appointment() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("s").shows("Started: Łukasz Zieliński").shows("▸s Łukas").keys("<backspace>").shows("▸a Łukas");
    robin.keys("<down> <down> <down> c").shows("山田 花子").shows("c 山田");
    robin.keys("x <enter>").shows("cancelled 山田 花子").shows_not("c 山田").keys("u").shows("c 山田");
    robin.keys("o").shows("555-0117").keys("<esc>").shows("this week");
    robin.keys("e").shows("Edit: 山田 花子").keys("<esc>").shows("this week");
    robin.keys("<enter>").shows("Mon 23 Nov 2026, 10:30–11:30").keys("<esc>").shows("this week");
}

#[test]
fn a_key_that_finds_nothing_to_do_says_so() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <home> m").shows("There is no appointment at this time.");
    robin.keys("<right> <right> <right> <enter>").shows("off: training. On free time ↵ books; b books here anyway.");
    robin.keys("b").shows("Fri 27 Nov 2026 09:00");
}

#[test]
fn day_and_week_show_the_same_day_and_therapist() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("<tab> g tue <enter> 2").shows("this week · Dana").shows("▾Tue 24").shows("▸· Maria");
    robin.keys("<right> <tab> 1").shows("Wed 25 Nov 2026").shows("Lee: 0 booked");
    robin.keys("<f3>").shows("this week · Lee").keys("<f2>").shows("Lee: 0 booked").keys("2 /").shows("Find").keys("<f3>").shows("· Lee");
    robin.keys("<esc>").shows("Wed 25 Nov 2026 in 2 days");
}

#[test]
fn carried_over_the_week_and_put_down_with_another_therapist() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <home> <down> <down> <down> <down> <down> m").shows("MOVING Maria Smith from Tue 24 Nov 11:30");
    robin.keys("<right>").shows("→ Wed 25 Nov 11:30–12:30 Dana: free").shows("fits");
    robin.keys("<up> +").shows("→ Wed 25 Nov 11:15–12:15 Dana").keys("w").shows("this week · Lee").shows("Lee: free").keys("<enter>");
    robin.shows("Moved Maria Smith").shows_not("MOVING").shows("▸· ").keys("u").shows("Took back: moved Maria Smith");
}

#[test]
fn carried_from_the_week_to_the_day_and_into_the_week_after() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <home> <down> <down> <down> <down> <down> m ]").shows("→ Tue 1 Dec 11:30–12:30 Dana: free");
    robin.keys("1").shows("MOVING Maria Smith").shows("Tue 1 Dec 2026").keys("2 g").types("3 dec 10:30").keys("<enter>");
    robin.shows("→ Thu 3 Dec 10:30").shows("▾Thu 3").keys("<enter>").shows("Moved Maria Smith, Tue 24 Nov 11:30 → Thu 3 Dec 10:30");
}

#[test]
fn lifted_on_a_client_it_is_carried_over_the_week_that_lay_open() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <home> <down> <down> <down> <down> <down> <enter> m").shows("MOVING Maria Smith").shows("23–29 Nov 2026");
    robin.keys("<esc>").shows("Maria Smith stays where it was").shows("23–29 Nov 2026");
}

#[test]
fn a_clash_says_with_whom() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("<right> <home> <down> <down> <down> <down> <down> m <left> <up> <up>").shows("✗ Dana has 山田 花子 10:30–11:30");
}

#[test]
fn a_day_is_picked_from_the_months() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin
        .keys("p")
        .shows("November 2026")
        .shows("Mo Tu We Th Fr Sa Su")
        .shows("▸23")
        .keys("<down> <down> <right>")
        .shows("▸ 8")
        .keys("<enter>");
    robin.shows("7–13 Dec 2026 in 2 weeks").shows("▾Tue 8").shows_not("November 2026").keys("p <pgdn>").shows("January 2027");
    robin.keys("<esc>").shows("Still Tue 8 Dec 2026").shows_not("January 2027");
}

#[test]
fn everything_is_a_click_away() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(140, 40).keys("2 <tab>");
    robin.click_on("· Maria Smith").shows("Tue 24 Nov 11:30–12:30 Maria Smith").click_on("▸· Maria Smith").shows("Tue 24 Nov 2026, 11:30");
    robin.keys("<esc>").click_footer("move").shows("MOVING").click_on("fits").shows("→ Tue 24 Nov 09:00").click_footer("put here");
    robin.shows("Moved Maria Smith").click_on("30").shows("30 Nov – 6 Dec 2026");
    // A date in the months beside the week, and a second click on a date: the day.
    robin
        .click_on("23  [30]")
        .shows("23–29 Nov 2026")
        .click_on("Thu 26")
        .shows("▾Thu 26")
        .click_on("Thu 26")
        .shows("Thu 26 Nov 2026 in 3 days");
}

#[test]
fn side_by_side_each_therapist_has_cells_of_her_own() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2").shows("·MS").click_on("·TO").shows("Tue 24 Nov 11:00–12:00 Tom Okafor").click_on("▾Tue").shows("Tue 24 Nov 2026");
    robin.keys("2").click_on("·MS").shows("Tue 24 Nov 11:30–12:30 Maria Smith").keys("c").shows("cMS");
    robin.keys("<s-right>").shows("11:00–12:00 Tom Okafor").keys(">").shows("Wed 25 Nov Dana free 11:30–13:00");
    robin.keys("< <enter>").shows("Tue 24 Nov 2026, 11:00–12:00").keys("<esc> <home> <enter>").shows("Tue 24 Nov 2026 09:00").shows("Lee");
    robin.keys("<esc> l l l l").shows("Sat 28 Nov 09:00 Lee outside the hours");
    robin.keys("<tab> >").shows("Therapists do not stand side by side here; tab shows the next therapist.");
}

#[test]
fn side_by_side_something_is_carried_to_another_therapist() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2").click_on("·MS").keys("m <right>").shows("→ Wed 25 Nov 11:30–12:30 Dana: free");
    robin.keys("<s-right>").shows("→ Wed 25 Nov 11:30–12:30 Lee: free").keys("<enter>").shows("Moved Maria Smith").shows("▸·MS");
}

#[test]
fn what_the_other_window_does_is_seen() {
    let scene = Scene::week();
    let (mut robin, mut dana) = (week_of(&scene, DANA), Person::at(&scene.place, DANA));
    dana.keys("b john <enter>").types("thu 9:00").keys("<enter>").shows("Booked John Smith");
    robin.shows_not("John").idle().shows("· John");
}

#[test]
fn the_signs_are_explained_in_the_help() {
    let scene = Scene::week();
    let mut robin = week_of(&scene, DANA);
    robin.keys("?").scroll(90).shows("Signs of the week").shows("two of the three who work then are free");
}

#[test]
fn the_week_as_text_and_as_json() {
    let mut scene = Scene::week();
    closed(&mut scene, "2026-11-26", "stocktaking");
    let said = scene.place.knotbook("week --who Dana --as Robin").done();
    assert!(said.starts_with("Mon 23 Nov 2026 · Dana · 3 booked · 2 to confirm"), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.iter().any(|line| line.contains("11:30") && line.contains("Maria Smith")), "{said}");
    assert!(said.contains("Thu 26 Nov 2026 · Dana · nobody works (stocktaking)"), "{said}");
    assert!(
        said.contains("Fri 27 Nov 2026 · Dana · nobody works (training)") && said.contains("Sun 29 Nov 2026 · Dana · nobody works"),
        "{said}"
    );
    assert!(!said.contains("apixaban"), "{said}");
    let json = scene.place.knotbook("week next mon --json").json();
    assert_eq!(json["first"], "2026-11-30");
    assert_eq!(json["days"].as_array().map(Vec::len), Some(7));
    assert_eq!(json["days"][0]["free_minutes"], 960);
    assert!(scene.place.knotbook("week blub").refused().contains("blub"));
}

#[test]
fn two_of_one_name_are_told_apart_in_the_week() {
    let mut scene = Scene::week();
    let (old, young) =
        (crate::scene::add(&mut scene.place, "Nora Berg", "1951-02-03"), crate::scene::add(&mut scene.place, "Nora Berg", "1999-02-03"));
    crate::scene::book(&mut scene.place, old, DANA, crate::practice::R1, "2026-11-25 10:00");
    crate::scene::book(&mut scene.place, young, DANA, crate::practice::R1, "2026-11-26 10:00");
    let mut dana = week_of(&scene, DANA);
    dana.keys("<right> <right> <home> <down> <down>").shows("Nora Berg (b. 1951)").keys("<right>").shows("Nora Berg (b. 1999)");
    dana.keys("<left> <left> <down> <down> <down>").shows("Maria Smith").shows_not("Maria Smith (");
}

#[test]
fn what_was_called_off_is_said_of_its_day() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("2").shows("off that day: 16:00 Zoë Brandt-Müller (to rebook)").keys("<right>").shows_not("off that day");
    robin.keys("<left> <tab>").shows_not("off that day").keys("<tab>").shows("off that day: 16:00");
    robin
        .keys("<tab> 1 g tue <enter>")
        .click_on("Maria Smith")
        .keys("x ill <enter> 2")
        .shows("11:30 Maria Smith (cancelled)")
        .shows("1 booked");
    robin.size(200, 60).shows("· 2 off ·");
}
