//! An appointment lifted, carried and put down.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

/// Robin on Tuesday, with Maria's appointment lifted.
fn lifted(scene: &Scene) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> m").shows("MOVING Maria Smith from Tue 24 Nov 11:30").shows("tomorrow");
    robin
}

#[test]
fn carried_to_a_free_row_and_put_down() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("<home>").shows("free ▶ 09:00–10:00").shows("→ Tue 24 Nov 09:00–10:00 Dana: free").keys("<enter>");
    robin.shows("Moved Maria Smith, Tue 24 Nov 11:30 → 09:00").shows_not("MOVING").keys("u").shows("Took back: moved Maria Smith");
}

#[test]
fn carried_to_the_next_day_at_the_same_time() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin
        .keys("<right>")
        .shows("→ Wed 25 Nov 11:30")
        .shows("free")
        .keys("<enter>")
        .shows("Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 11:30");
}

#[test]
fn carried_to_a_day_and_time_in_words() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").shows("Move it to which day and time?").types("wed 10:30").shows("Wed 25 Nov 2026, 10:30").keys("<enter>");
    robin.shows("→ Wed 25 Nov 10:30–11:30 Dana: free").keys("+").shows("10:45–11:45").keys("- -").shows("10:15–11:15").keys("<enter>");
    robin.shows("Moved Maria Smith, Tue 24 Nov 11:30 → Wed 25 Nov 10:15");
}

#[test]
fn a_clash_says_with_whom_and_can_be_had_anyway() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").types("mon 15:30").keys("<enter>").shows("✗ Dana has Tom Okafor 15:30–16:30").keys("<enter>");
    robin
        .shows("This time has something against it:")
        .types("twins")
        .keys("<enter>")
        .shows("Moved Maria Smith")
        .shows("anyway")
        .shows_not("MOVING");
}

#[test]
fn esc_leaves_it_where_it_was() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin
        .keys("<right> <esc>")
        .shows("Maria Smith stays where it was")
        .shows_not("MOVING")
        .keys("g tue <enter>")
        .shows("11:30  60 · Maria Smith");
}

#[test]
fn taking_back_something_else_keeps_what_is_lifted() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("b tom <enter>")
        .types("thu 15:00")
        .keys("<enter> / maria <enter> m u")
        .shows("Took back: booked Tom Okafor")
        .shows("MOVING Maria Smith");
}

#[test]
fn where_it_is_is_no_move() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("<enter>").shows("That is where it is.");
}

#[test]
fn a_move_in_another_window_is_not_overwritten() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").types("thu 9:00").keys("<enter>");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ maria <enter> m g").types("wed 9:00").keys("<enter> <enter>").shows("Moved Maria Smith");
    robin.keys("<enter>").shows("Dana changed the time of Maria Smith").shows("you want");
}

/// Robin on Monday, before a window that shows the whole day; the first appointment is selected.
fn tall(scene: &Scene) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(100, 44);
    robin
}

/// Robin on Monday with five marked: Łukasz, Hanako and Tom with Dana, Anand with Lee, and on Tuesday Maria.
fn five_marked(scene: &Scene) -> Person {
    let mut robin = tall(scene);
    robin.keys("v");
    for name in ["山田", "आनंद", "Tom Okafor"] {
        robin.click_on(name).keys("v");
    }
    robin.keys("<right>").click_on("Maria Smith").keys("v").shows("5 marked · m moves them").shows("*▸ 11:30");
    robin
}

#[test]
fn five_over_two_days_move_at_once_and_one_undo_brings_them_back() {
    let scene = Scene::week();
    let mut robin = five_marked(&scene);
    robin.keys("<left>").shows("*  10:30").keys("m").shows("MOVING Łukasz Zieliński and 4 more from Mon 23 Nov 09:00");
    robin.keys("g").types("wed 9:00").keys("<enter>").shows("→ Wed 25 Nov 09:00–10:00 Dana: all free");
    robin.keys("<enter>").shows("Moved Łukasz Zieliński, Mon 23 Nov 09:00 → Wed 25 Nov 09:00, and 4 more:").shows_not("MOVING");
    let day = |robin: &mut Person, day: &str| {
        robin.keys("g").types(day).keys("<enter>");
        ["Łukasz", "山田", "आनंद", "Tom", "Maria"].into_iter().filter(|name| robin.screen().contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(day(&mut robin, "wed"), ["Łukasz", "山田", "आनंद", "Tom"]);
    assert_eq!(day(&mut robin, "thu"), ["Maria"]);
    robin.shows("11:30").keys("u").shows("Took back: moved Łukasz Zieliński").shows("4 more");
    assert_eq!(day(&mut robin, "wed"), [""; 0]);
    assert_eq!(day(&mut robin, "tue"), ["Tom", "Maria"]);
    assert_eq!(day(&mut robin, "mon"), ["Łukasz", "山田", "आनंद", "Tom"]);
}

#[test]
fn several_that_clash_say_who_with_whom_and_move_all_or_none() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin.keys("v").click_on("山田").keys("v <down>");
    robin.keys("m g").types("tue 10:00").keys("<enter>").shows("山田 花子 Tue 24 Nov 11:30: Dana has Maria Smith 11:30–12:30");
    robin.keys("<enter>").shows("These times have something against them:").keys("<esc> <esc>");
    robin.shows("and 1 more stay where they were, and are still marked").keys("<esc>").shows("No appointment is marked any more");
    robin.keys("t").shows_not("*").shows("09:00  60 a Łukasz");
}

#[test]
fn several_can_be_had_anyway_with_one_reason() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin
        .keys("v")
        .click_on("山田")
        .keys("v m g")
        .types("tue 10:00")
        .keys("<enter> <enter>")
        .shows("These times have something against them:");
    robin.keys("<enter>").shows("Say in a word why").types("they share").keys("<enter>");
    robin.shows("Moved Łukasz Zieliński, Mon 23 Nov 09:00 → Tue 24 Nov 10:00, and 1 more: 山田 花子, anyway").shows_not("MOVING");
    robin.shows("10:00  60").shows("11:30  60 · 山田").keys("u t").shows("09:00  60 a Łukasz").shows("10:30  60 · 山田");
}

#[test]
fn two_in_a_row_move_into_each_others_places() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin.keys("v").click_on("山田").keys("v m g").types("mon 10:30").keys("<enter>");
    // Next Monday was understood: it is after nine.
    robin.keys("g").types("23 nov 10:30").keys("<enter>").shows("→ Mon 23 Nov 10:30–11:30 Dana: all free").keys("<enter>");
    robin.shows("Moved Łukasz Zieliński, Mon 23 Nov 09:00 → 10:30, and 1 more: 山田 花子").shows("12:00  60 · 山田");
}

#[test]
fn a_mark_can_be_taken_off_and_only_what_holds_a_time_is_marked() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin.keys("v").shows("Marked Łukasz Zieliński · 1 marked · v marks another");
    robin.keys("v").shows("Not marked any more: Łukasz Zieliński").shows_not("*▸");
    robin.click_on("山田").keys("x <enter> v").shows("only what has a time, or waits for one, can be marked");
    robin.keys("v v").click_on("Łukasz").keys("v <esc>").shows("No appointment is marked any more").keys("<esc>").shows("Leave knotbook?");
}

#[test]
fn tab_goes_from_fit_to_fit_and_over_days() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.shows("that day").keys("<tab>").shows("→ Tue 24 Nov 12:00–13:00 Dana: free").shows("fit 2 of 8 that day");
    let mut seen = vec![robin.row_with("MOVING")];
    for _ in 0..30 {
        robin.keys("<tab>");
        let now = robin.row_with("MOVING");
        assert!(!seen.contains(&now), "Tab came back to {now}");
        assert!(!now.contains('✗'), "{now}");
        seen.push(now);
    }
    assert!(seen.iter().any(|row| row.contains("→ Thu 26 Nov")), "{seen:#?}");
    assert!(!seen.iter().any(|row| row.contains("Fri 27 Nov") && row.contains("Dana")), "Dana is off on Friday: {seen:#?}");
    for before in seen.iter().rev().skip(1) {
        robin.keys("<s-tab>");
        assert_eq!(robin.row_with("MOVING"), *before);
    }
    robin.keys("<enter>").shows("Moved Maria Smith");
}

#[test]
fn no_fit_before_now_is_said() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g today <enter>");
    for _ in 0..20 {
        robin.keys("<s-tab>");
    }
    robin.shows("No fit before this one").shows("MOVING");
}

#[test]
fn the_first_fit_after_a_day_without_walking() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("g").types("next free after 5 dec").shows("the first fit after Sat 5 Dec 2026").keys("<enter>");
    robin.shows("Mon 7 Dec 2026").shows("→ Mon 7 Dec 09:00–10:00 Dana: free").shows("fit 1 of");
    robin.keys("<esc> g").types("after 5 dec").shows_not("first fit");
}

#[test]
fn fits_are_marked_where_therapist_and_room_are_free() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.shows("+ free, fits").keys("<esc>").shows_not("+ free");
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(120, 36).keys("/ maria <enter> m").shows("+09:00").keys("<esc>").shows_not("+09:00");
}

#[test]
fn two_take_each_others_place() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin.click_on("山田").keys("m").click_on("Tom Okafor").shows("x swaps with Tom Okafor").keys("x");
    robin.shows("Swapped 山田 花子 and Tom Okafor: Mon 23 Nov 10:30 ↔ 15:30").shows_not("MOVING");
    robin.shows("10:30  60 · Tom Okafor").shows("15:30  60 · 山田").keys("u").shows("Took back: swapped").shows("10:30  60 · 山田");
    // What Tom came along with is in his history too.
    robin.keys("/ okafor <enter> <enter>").shows("Swapped").shows("taken back");
}

#[test]
fn the_two_marked_are_swapped_in_spite_of_the_hours_with_a_reason() {
    let scene = Scene::week();
    let mut robin = tall(&scene);
    robin.keys(": swap <enter>").shows("Mark two appointments with v").shows("none is marked");
    robin.click_on("山田").keys("v b tom <enter>").types("tue 17:30").keys("<c-o>").types("twins").keys("<enter>").shows("Booked Tom");
    robin.keys("<right>").click_on("17:30").keys("v").shows("2 marked · m moves them · “: swap” swaps them");
    robin.keys(": swap <enter>").shows("These times have something against them:").shows("山田 花子 Tue 24 Nov 17:30: ");
    robin.types("they agreed").keys("<enter>").shows("Swapped 山田 花子 and Tom Okafor").shows("anyway").shows_not("*▸");
    robin.keys("u").shows("Took back: swapped");
}

#[test]
fn a_swap_needs_two_times() {
    let scene = Scene::week();
    let mut robin = lifted(&scene);
    robin.keys("x").shows("That is Maria Smith itself").keys("<home> x").shows("no appointment here to swap with");
    robin.keys("<esc> 6 m x").shows("has no time to swap with");
}
