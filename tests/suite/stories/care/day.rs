//! The day as the therapist reads it.
use chrono::{NaiveTime, Weekday};
use knotbook::domain::change::{Change, PracticeChange};
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::hours::ShiftDays;
use knotbook::domain::practice::role::Role;
use knotbook::domain::text::Clean;

use crate::person::Person;
use crate::practice::{DANA, DESK, now};
use crate::scene::Scene;

#[test]
fn a_row_says_how_the_pain_goes_which_visit_it_is_and_what_comes_next() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("<tab>");
    let row = dana.row_with("Zieliński");
    for words in ["7→5→4", "4/8", "recheck L infra"] {
        assert!(row.contains(words), "{words}: {}", dana.screen());
    }
    let row = dana.row_with("Okafor");
    assert!(row.contains(" 6 ") && !row.contains('/'), "one visit, no plan: {row}");
}

#[test]
fn side_by_side_it_stands_below_the_name_where_it_has_no_room_beside_it() {
    let mut scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(120, 36).shows("TrP 60 R1 7→5→4 4/8").shows("▏recheck L infra before R lev");
    let monday = ShiftDays::Weekly { weekday: Weekday::Mon, every: 1, from: now().date_naive(), until: None };
    let hours = vec![NewShift { days: monday, from: NaiveTime::MIN, to: now().time() }];
    let mia = NewStaff {
        name: "Mia Lang".into(),
        short: "Mia".into(),
        role: Role::Therapist,
        treats: true,
        os_user: Clean::default(),
        offers: Vec::new(),
        hours,
    };
    scene.place.apply(&Change::Practice(PracticeChange::AddStaff(mia)), DANA).expect("a third therapist");
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(120, 36).shows_not("TrP 60 R1 7→5→4").shows("▏7→5→4 4/8 recheck L infra");
}

#[test]
fn a_session_whose_note_waits_has_a_mark_a_count_and_a_word() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.shows_not("unsigned").keys("s").shows("1 note unsigned").shows("60 s¶Łukasz");
    dana.keys("d")
        .shows("60 d¶Łukasz")
        .shows("¶ its note is not signed yet")
        .keys("? <end>")
        .shows("beside the mark: its note is not signed yet")
        .keys("<esc>");
    dana.keys("g").types("19 nov 2026").keys("<enter>").shows("60 d¶Tom").shows("1 note unsigned");
    let mut robin = Person::at(&scene.place, DESK);
    robin.shows("60 d Łukasz").shows_not("unsigned").keys("? <end>").shows_not("not signed yet");
}

#[test]
fn rows_stay_where_they_are_when_care_has_been_read() {
    use knotbook::tui::msg::{Msg, Query, Reply};
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    let full = dana.screen();
    let empty =
        knotbook::tui::msg::Answer { query: Query::DayCare(crate::practice::date("2026-11-23")), reply: Reply::DayCare(Vec::new()) };
    dana.send(Msg::Answered(Box::new(empty)));
    let bare = dana.screen();
    assert_ne!(full, bare);
    for (full, bare) in full.lines().zip(bare.lines()).skip(4) {
        // Up to the room; behind it stands what was read.
        let kept = bare.chars().zip(full.chars()).take(53).all(|(bare, full)| bare == full || bare == ' ');
        assert!(kept, "{bare}\n{full}");
    }
}
