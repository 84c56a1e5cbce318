//! The practice changes its shape, key by key.
use knotbook::domain::book::status::Status;

use crate::person::Person;
use crate::practice::{DANA, OLIVE, date};
use crate::scene::Scene;

#[test]
fn every_part_of_the_settings_is_found_by_its_word() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    for (word, shown) in [
        ("staff", "Settings: Staff"),
        ("services", "Settings: Services"),
        ("rooms", "Settings: Rooms"),
        ("hours", "Settings: Hours"),
        ("absences", "Settings: Absences"),
        ("decide", "Nothing is to be decided"),
        ("time zone", "The practice"),
    ] {
        olive.keys(":").types(word).keys("<enter>").shows(shown);
    }
    olive.keys("<esc> 9").shows("Settings").keys("<down> <enter>").shows("Dana Reyes").keys("<esc>").shows("what the practice is made of");
    olive.keys("<esc>").shows("Mon 23 Nov 2026  today").keys("<f10>").shows("Absences");
}

#[test]
fn a_room_comes_is_renamed_and_goes() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": rooms <enter> n").types("Sun room").keys("<enter>").types("R1").keys("<enter>");
    olive.shows("Room 1 is called “R1” already").keys("<c-u>").types("R3").keys("<enter>").shows("Sun room").shows("u takes it back");
    olive.keys("<end> e <c-u>").types("Garden room").keys("<c-s>").shows("Garden room");
    olive.keys("<del>").shows_not("Garden room  ").keys("<c-a>").shows("(archived)").keys("<end> <del>").shows_not("(archived)");
    olive.keys("u u u u").shows_not("Sun room  ");
    assert_eq!(olive.store().directory().expect("a read").expect("a practice").rooms.len(), 2);
}

#[test]
fn a_service_has_a_price_in_words() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": services <enter> n").types("Deep tissue 45").keys("<tab>").types("Deep 45").keys("<tab>").types("deep tissue");
    olive.keys("<tab> <c-u> 45 <tab> <c-u> 10 <tab> <right> <tab>").types("70 euro").keys("<c-s>").shows("is no price").keys("<c-u>");
    olive.types("70.50").keys("<enter>").shows("Deep tissue 45").shows("45 + 10").shows("no room").shows("70.50");
    olive.keys("<home> <enter> <tab> <tab> <tab> <c-u> 3 <c-s>").shows("A service lasts 5 to 600 minutes");
    // What is booked keeps its length; nothing is hit.
    olive.keys("<c-u> 75 <c-s>").shows("75 + 15");
}

#[test]
fn a_new_therapist_comes_with_hours_and_can_be_booked() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter> n").types("Maria Silva").shows("Maria Silva").keys("<enter> <enter> <enter> <enter> <enter>");
    olive.keys("<c-u>").types("TrP 60, massage").shows("“massage” is no service").keys("<c-u>").types("trp 60, first");
    olive.shows("Offers Trigger point 60, First visit").keys("<enter>").types("mo-fr 9am-1pm").shows("works Mon–Fri 9–13").keys("<enter>");
    olive.shows("Added").shows("Maria Silva").shows("TrP 60, First");
    olive.keys(": hours <enter>").shows("Mon–Fri 9–13").keys("1 g tue <enter>").shows("Maria");
}

#[test]
fn the_last_owner_cannot_be_archived() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter> <home> <del>").shows("Olive Hollis is the only owner").shows_not("Archived");
    olive.keys("<enter> <tab> <tab> <right> <c-s>").shows("Olive Hollis is the only owner");
}

#[test]
fn a_therapist_is_archived_and_her_bookings_wait() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter>").click_on("Lee Park").keys("<del>").shows("This hits 3 appointments").shows("आनंद शर्मा");
    olive.keys("<esc>").shows("Lee Park").shows_not("Archived").keys("<del> <enter>").shows("3 to decide").shows_not("Lee Park  ");
    olive.keys("1").shows("3 to decide").shows("?").keys("u").shows_not("to decide ·").shows_not("3 to decide");
    assert!(olive.store().to_decide().expect("a read").is_empty());
}

#[test]
fn time_off_a_block_a_closure_and_a_room_show_what_they_hit_before_they_are_saved() {
    for (who, kind, hits, of) in
        [("dana", "t", 1, "Maria Smith"), ("dana", "b", 1, "Maria Smith"), ("whole", "c", 2, "Tom Okafor"), ("room", "o", 1, "Maria Smith")]
    {
        let scene = Scene::week();
        let mut olive = Person::at(&scene.place, OLIVE);
        let title = format!("This hits {hits} appointment");
        olive.keys(": absences <enter> n").types(who).keys("<tab>").types(kind).keys("<tab>").types("tue").keys("<tab> <tab>");
        olive.types("boiler").shows("Tue 24 Nov").shows(&title).shows(of);
        assert!(olive.store().absences_from(date("2026-11-24")).expect("a read").iter().all(|absence| absence.reason.as_str() != "boiler"));
        olive.keys("<enter>").shows("↵ saves and leaves them to decide").keys("<esc>").shows("boiler").keys("<enter> <enter>");
        olive.shows(&format!("{hits} to decide")).shows("boiler").keys("1 g tue <enter>").shows(&format!("{hits} to decide"));
        let left = olive.store().to_decide().expect("a read");
        assert_eq!(left.len(), hits);
        assert!(left.iter().all(|hit| hit.appointment.status == Status::Booked), "they keep their status");
        olive.keys("u").shows_not("to decide");
    }
}

#[test]
fn what_hits_nothing_is_saved_at_once() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": absences <enter> n").types("lee").keys("<tab> <tab>").types("24 dec").keys("<tab>").types("3 jan").keys("<tab>");
    olive.types("holiday").shows("Lee off, Thu 24 Dec – Sun 3 Jan 2027").shows("No appointment is hit").keys("<enter>").shows("holiday");
    olive.shows_not("↵ saves");
    // It is changed and taken out where it stands.
    olive.click_on("holiday").keys("e").click_on("From").keys("<c-u>").types("28 dec 12:00").keys("<tab> <c-u>").types("16").keys("<c-s>");
    olive.shows("Mon 28 Dec 12:00–16:00").click_on("holiday").keys("<del>").shows_not("holiday  ").keys("u").shows("holiday");
}

#[test]
fn other_hours_show_what_falls_out_of_them() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": hours <enter>").shows("Mon–Fri 9–13, 14–18 · every week from 1 Jan 2024").keys("n");
    olive.types("mon-fri 14-20").keys("<tab> <tab> <c-u>").types("tue").keys("<tab> <tab> <tab> <right>");
    olive.shows("This hits 1 appointment").shows("Maria Smith").shows("next Tue 24 Nov, Wed 25 Nov, Thu 26 Nov").keys("<enter> <enter>");
    olive.shows("1 to decide").shows("until 23 Nov 2026").shows("Mon–Fri 14–20 · every week from 24 Nov 2026");
    olive.keys("u").shows_not("14–20");
    assert!(olive.store().to_decide().expect("a read").is_empty());
}

#[test]
fn hours_every_other_week_and_on_one_date() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": hours <enter> n").types("sat 9-12").keys("<tab> <c-u> 2 <tab> <c-u>").types("28 nov");
    olive
        .shows("every 2 weeks from 28 Nov 2026 · next Sat 28 Nov, Sat 12 Dec, Sat 26 Dec")
        .keys("<c-s>")
        .shows("Sat 9–12 · every 2 weeks, next Sat 28 Nov, from 28 Nov 2026");
    olive.keys("n").types("19-21").shows("On which days").keys("<tab> <tab> <tab> <tab>").types("thu").keys("<c-s>");
    olive.shows("Thu 26 Nov 2026: 19–21, on this date only");
    olive.click_on("on this date only").keys("<del>").shows_not("19–21, on");
}

#[test]
fn a_block_is_made_changed_and_removed_on_the_day() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("g thu <enter> <home> f").shows("block").shows("Thu 26 Nov 2026 09:00").shows("Dana blocked").types("dentist").keys("<c-s>");
    dana.shows("Thu 26 Nov 2026").shows("Dana blocked: dentist").shows("↵ changes it");
    dana.keys("<enter>").click_on("To").keys("<c-u>").types("10:00").keys("<c-s>").shows(" 60 ");
    dana.keys("<del>").shows_not("Dana blocked: dentist").keys("u").shows("Dana blocked: dentist");
}

#[test]
fn the_practice_itself_is_set() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys("9 <enter> <c-u>").types("Harbour Practice").click_on("Time zone").keys("<c-u>").types("Atlantis").keys("<c-s>");
    olive.shows("“Atlantis” is no time zone").keys("<c-u>").types("berlin").click_on("Second copy").types("stick").keys("<c-s>");
    olive.shows("is no whole path").keys("<c-u> <c-s>").shows("Harbour Practice").keys("u").shows("Hollis Street Practice");
    olive.keys("9 <enter> <c-s>").shows("Nothing was changed");
    olive.keys("9 <enter> x <esc>").shows("This is not saved yet").keys("<esc>").shows("what the practice is made of");
}

#[test]
fn hours_that_overlap_are_refused_with_both_stretches() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": hours <enter> n").types("thu 16-20").keys("<c-s>").shows("Thu 16–20 · every week from 23 Nov 2026");
    olive.shows("overlaps “Thu 14–18 · every week from 1 Jan 2024” on Thu 26 Nov 2026").keys("<c-u>").types("sat 9-13 12-15").keys("<c-s>");
    olive.shows("“Sat 12–15").shows("overlaps “Sat 9–13").keys("<c-u>").types("thu 18-20").keys("<c-s>").shows("Thu 18–20");
    // Hours on one date too.
    olive.keys("n <c-u>").types("17-19").click_on("Only on").types("26 nov").keys("<c-s>").shows("overlaps").keys("<esc> <esc>");
    olive.keys(": staff <enter> n").types("Kim Osei").click_on("Hours").types("mon 9-13 12-15").keys("<c-s>").shows("overlaps “Mon 9–13");
}

#[test]
fn hours_in_the_place_of_others_say_what_goes_and_which_days_are_left_without() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": hours <enter> <end> n").types("mon-wed 9-15").shows_not("In the place of").keys("<tab> <tab> <tab> <tab> <tab> <right>");
    olive.shows("In the place of Mon–Fri 9–13, 14–18 · every week from 1 Jan 2024").shows("! Lee will no longer work Thu Fri 9–13, 14–18");
    olive.click_on("Until").types("5 dec").shows("! Lee will not work Thu Fri 9–13, 14–18 until Sat 5 Dec");
    // A day taken out of hours that are there.
    olive
        .keys("<esc> <esc> e <c-u>")
        .types("mon-thu 9-13 14-18")
        .shows("! Lee will no longer work Fri 9–13, 14–18")
        .shows_not("In the place");
}

#[test]
fn somebody_who_treats_without_hours_is_said_to_be_beyond_booking() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter> n").types("Kim Osei").shows("Kim has no hours yet: nobody can be booked with them").shows("F10 → Hours, n");
    olive.click_on("Hours").types("mon 9-13").shows_not("no hours yet").keys("<c-u> <c-s>").shows("no hours yet: cannot be booked");
    olive.keys(": hours <enter>").shows("no hours: cannot be booked");
}

#[test]
fn an_absence_is_called_what_it_is_and_a_letter_goes_from_one_choice_to_the_next() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": absences <enter> n").shows("Dana off: from when?").shows("time off").keys("r").shows("Room 1 out of use: from when?");
    olive.shows("Kind  out of use").shows_not("time off").keys("r").shows("Room 2 out of use").keys("r").shows("Room 1 out of use");
    olive.keys("w").shows("practice closed: from when?").shows("Kind  closed").shows("“w”");
    olive.keys("<right> l <tab> b").shows("Lee blocked: from when?").types("x").shows("Lee blocked");
}

#[test]
fn two_letters_are_a_day_wherever_days_are_typed() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive
        .keys(": absences <enter> n <tab> <tab>")
        .types("fr")
        .shows("Dana off, Fri 27 Nov")
        .keys("<esc> <esc> 1 g")
        .types("th")
        .keys("<enter>");
    olive.shows("Thu 26 Nov 2026").keys("b maria <enter>").types("we pm").shows("Wed 25 Nov 2026, from 12:00");
}

#[test]
fn rooms_and_services_propose_a_short_name() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": rooms <enter> n").types("Room 3").keys("<c-s>").shows("R3").keys("n").types("Garden room").keys("<c-s>");
    assert!(olive.row_with("Garden room").ends_with("Garden"));
    olive.keys(": services <enter> n").types("Hot stone 90").shows("Short  Hot 90").keys("<tab>").types("Stone").keys("<c-s>");
    olive.shows("Stone").shows_not("Hot 90");
}

#[test]
fn a_second_one_of_the_same_name_is_asked_about_once() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter> n").types("Dana Reyes").keys("<tab>").types("Dana R").keys("<c-s>");
    olive.shows("There is a Dana Reyes already (“Dana”). Is this somebody else? ctrl-s again adds them.").keys("<c-s>").shows("Dana R ");
}

#[test]
fn a_notice_counts_what_is_to_decide_as_the_day_does() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": absences <enter> n").types("lee").keys("<tab> <tab>").types("tue").keys("<c-s> <enter>").shows(" · 1 to decide");
    olive.keys("n").types("dana").keys("<tab> <tab>").types("tue").keys("<c-s> <enter>").shows("1 more to decide (2 in all)");
    olive.keys("1 g tue <enter>").shows("2 to decide");
}
