//! Progress: words first, then the pictures.
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::practice::look::Look;

use crate::person::Person;
use crate::plan_scene::{Care, sign};
use crate::practice::DANA;

/// The parts at 80×24, by the keys that lead there.
const PARTS: [(&str, &str); 9] = [
    ("plans", "/ maria <enter> t"),
    ("plan_new", "/ maria <enter> t n neck"),
    ("plan_edit", "/ maria <enter> t e"),
    ("plan_reassess", "/ maria <enter> t r <down> <down>"),
    ("progress", "/ maria <enter> g"),
    ("progress_pain", "/ maria <enter> g <tab>"),
    ("progress_body", "/ maria <enter> g <tab> <tab>"),
    ("progress_points", "/ maria <enter> g <tab> <tab> <tab>"),
    ("progress_measures", "/ maria <enter> g <s-tab>"),
];

fn snapshot(name: &str, person: &Person) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, person.screen());
    });
}

#[test]
fn plans_and_progress_at_80_by_24_and_larger() {
    let care = Care::new();
    for (name, keys) in PARTS {
        let mut dana = Person::at(&care.place, DANA);
        dana.keys(keys);
        snapshot(name, &dana);
    }
    for (width, height) in [(40, 12), (120, 36), (200, 60)] {
        let mut dana = Person::at(&care.place, DANA);
        dana.size(width, height).keys("/ maria <enter> g");
        snapshot(&format!("progress_{width}x{height}"), &dana);
    }
    let mut dana = Person::at(&care.place, DANA);
    dana.looks(Look { ascii: true, ..Look::default() });
    dana.size(120, 36).keys("/ maria <enter> g");
    assert!(dana.screen().is_ascii(), "{}", dana.screen());
    snapshot("progress_ascii_120x36", &dana);
}

#[test]
fn every_part_is_drawn_at_every_size() {
    let care = Care::new();
    for (name, keys) in PARTS {
        let mut dana = Person::at(&care.place, DANA);
        dana.keys(keys);
        for (width, height) in [(20, 5), (40, 12), (60, 16), (80, 24), (109, 33), (110, 34), (160, 40), (220, 70)] {
            dana.size(width, height);
            let rows = dana.rows();
            assert!(height < 12 || rows.last().is_some_and(|row| row.contains("help")), "{name} {width}×{height}:\n{}", dana.screen());
        }
    }
}

#[test]
fn words_come_first_and_name_what_was_compared() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> g").shows("7 → 4.5, 12 Oct to 10 Nov, 5 visits, 36 %: improved.");
    dana.shows("2.5 points less; from 7, 2 points and 30 % count; 4.5: mean of the last two.")
        .shows("The relief lasted 5 days (told 10 Nov).");
    dana.shows("Pain before the session was not told at 1 of 5 visits.").shows("Reassessment due");
    dana.keys("f").shows("Maria Smith · all visits").shows("7 → 4.5, 13 Oct to 10 Nov").shows_not("Reassessment due").shows_not("goal");
    dana.keys("r").shows("All visits are shown").keys("f").shows("headaches at the desk, trigger point");
    dana.keys("r").shows("Look at a plan again").keys("<esc>").shows("Progress of Maria Smith");
    dana.keys("t").shows("Plans of Maria Smith").keys("g").shows("Progress of Maria Smith");
}

#[test]
fn the_parts_follow_one_another_by_tab_and_by_click() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> g <tab>").shows("4.5 or less is improved, from 7").shows("▲ 12 Oct plan opened");
    dana.keys("<tab>")
        .shows("back · 5 pain")
        .keys("<c-t>")
        .shows(" front · ")
        .keys("<c-t>")
        .shows("back · 5 pain")
        .shows("7→4")
        .keys("<tab>")
        .shows("res 0")
        .keys("<tab>")
        .shows("Neck disability 24 → 13 of 50");
    dana.keys("<tab>").shows("‹In words›").click_on("Points").shows("‹Points›");
}

#[test]
fn a_blank_is_a_gap_and_never_a_zero() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> g <tab>");
    let zero = dana.row_with(" 0│");
    assert!(!zero.contains('o') && !zero.contains('⠒'), "nothing was told as 0: {zero}");
    dana.keys("<tab>").shows("–→–");
}

#[test]
fn what_does_not_fit_is_said_and_scrolled_to() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.size(60, 14).keys("/ maria <enter> g").shows("more").shows_not("Plan, active");
    dana.keys("<end>").shows("Plan, active").shows_not("↓").keys("<home>").shows("7 → 4.5");
}

#[test]
fn decisions_stand_on_the_axis_in_words() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t r <down> <enter> g <tab>").shows("▲ 12 Oct plan opened").shows("▲ 23 Nov continue");
}

#[test]
fn without_a_note_it_says_what_would_be_here() {
    let mut care = Care::new();
    let nobody = care.place.client("Nora Neu", "555-0777");
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ nora <enter> g").shows("No signed note of these visits yet").keys("<tab>").shows("Pain was not told at these visits.");
    dana.keys("<tab> <tab>").shows("No point was treated").keys("<tab>").shows("Nothing measured");
    sign(&mut care.place, NoteOf::Visit(nobody), "nrs 6>3");
    dana.idle().keys("<tab>").shows("Not known yet");
}

#[test]
fn an_appointment_of_the_client_leads_there() {
    let mut care = Care::new();
    crate::scene::book(&mut care.place, care.maria, DANA, crate::practice::R1, "2026-11-24 11:00");
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> <enter>").types(":treatment plans").keys("<enter>").shows("Plans of Maria Smith");
    dana.keys("<esc>").types(":progress of").keys("<enter>").shows("Progress of Maria Smith");
    dana.keys("1").types(":treatment plans").keys("<enter>").shows("Of which client?");
    dana.keys("g tue <enter> <space>").shows("reassessment due");
}
