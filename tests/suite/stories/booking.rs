//! Booking: by name, with a new client, at an exact time, among the next free ones, as a walk-in.
use knotbook::domain::practice::history::HistoryOf;

use crate::person::Person;
use crate::practice::{DANA, DESK, OLIVE, now};
use crate::scene::Scene;

#[test]
fn a_free_row_books_its_own_time() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    // From the appointment at nine, down to Dana's free time at two.
    robin.keys("g tue <enter>").shows("Tue 24 Nov 2026").keys("<home>").shows("Free: Tue 24 Nov 2026").keys("<enter>");
    robin.shows("Book an appointment").shows("Tue 24 Nov 2026 09:00").shows("Dana").keys("okafor <enter> <enter>");
    robin.shows("Booked Tom Okafor, Tue 24 Nov 09:00 with Dana · u takes it back");
    assert!(robin.row_with("09:00  60").contains("Tom Okafor"), "{}", robin.screen());
    robin.shows("▸ 09:00");
}

#[test]
fn several_who_fit_are_asked_the_most_recent_first() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b smi").shows("1  Maria Smith").shows("John Smith").shows("Smita Rao").shows_not("Tom Okafor");
    robin.keys("<enter> 1").shows("Maria Smith 555-0134");
}

#[test]
fn six_keys_book_the_usual() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b smi <enter> 1").shows("Trigger point 60 · anyone · the next free times").shows("preferred");
    robin.keys("<enter> 1").shows("Booked Maria Smith, Mon 23 Nov");
}

#[test]
fn letters_without_their_marks_find_the_name() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b zielinski").shows("Łukasz Zieliński").keys("<c-u> 0163").shows("Дмитрий Петров");
}

#[test]
fn an_unknown_name_is_a_new_client_with_a_phone() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b").types("Nina Qvist").shows("Nobody is called “Nina Qvist”. ↵ makes a new client of that name.");
    robin
        .keys("<enter>")
        .shows("a new client")
        .types("555 0999")
        .keys("<enter>")
        .types("wed 10:00")
        .shows("✓ free · ↵ books")
        .keys("<enter>");
    robin.shows("Booked Nina Qvist (new client), Wed 25 Nov 10:00 with Dana");
    robin.keys("/ qvist").shows("555 0999").shows("Wed 25 Nov");
}

#[test]
fn a_taken_time_names_everything_against_it_and_the_ways_out() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("tue 11:30").keys("<s-tab> <s-tab>").types("dana");
    robin.shows("✗ Dana has Maria Smith 11:30–12:30").shows("free: Tue 24 Nov");
    let refused = "That time has something against it. ↓ goes to the free ones below; ctrl-o books anyway, with a";
    robin.keys("<c-s>").shows(refused);
    // Nobody chose another time yet: ↵ again takes none.
    robin.keys("<enter>").shows(refused).keys("<down> 1").shows("Booked John Smith, Tue 24 Nov");
}

#[test]
fn booking_anyway_asks_for_a_reason_and_keeps_it() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("tue 11:30").keys("<s-tab> <s-tab>").types("dana").keys("<c-o>");
    robin.shows("This time has something against it:").shows("✗ Dana has Maria Smith 11:30–12:30").shows("because");
    robin.keys("<enter>").shows("Say in a word why it is booked anyway");
    robin.types("twins").keys("<enter>").shows("Booked John Smith, Tue 24 Nov 11:30 with Dana, anyway");
    robin.keys("g tue <enter>").click_on("John Smith").keys("<enter>").shows("twins");
    let lines = robin.store().history(HistoryOf::Everything, None, 1, now()).expect("the history");
    assert!(lines[0].words.ends_with(", anyway"), "{lines:?}");
    assert!(lines[0].fields.is_empty() || format!("{:?}", lines[0].fields).contains("twins"), "{lines:?}");
}

#[test]
fn nothing_against_it_is_said_too() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("tue 9:00").keys("<c-o>").shows("There is nothing against this time: ↵ books it.");
}

#[test]
fn a_time_off_the_quarter_hours_can_be_had() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("wed 9:07").shows("✓ free · ↵ books").keys("<enter>");
    robin.shows("Booked John Smith, Wed 25 Nov 09:07");
}

#[test]
fn without_a_room_is_refused_where_the_service_needs_one() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("wed 9:00").keys("<s-tab>").types("n").shows("no room").keys("<enter>");
    robin.shows("TrP 60 needs a room").shows_not("Booked");
}

#[test]
fn words_that_are_no_time_are_said_and_not_passed_over() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter>").types("tue flurble").shows("“flurble” is no day and no time here").keys("<enter>").shows_not("Booked");
    robin.keys("<c-u>").types("30 feb").shows_not("Booked");
}

#[test]
fn a_walk_in_is_booked_and_here() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.clock("2026-11-23 11:52").keys("i").shows("Walk-in: book and arrive now").keys("john <enter>").shows("11:50");
    robin.keys("<enter>").shows("Walk-in John Smith, Mon 23 Nov 11:50 with Dana").shows("60 a John Smith");
}

#[test]
fn the_same_day_twice_is_said() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").types("tue 15:00").shows("already has Tue 24 Nov 2026, 11:30–12:30 with Dana");
}

#[test]
fn a_half_typed_booking_is_kept_and_shown_again() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").types("wed pm").keys("<esc>").shows("The booking is kept: b shows it again.");
    robin.keys("<down> b").shows("Maria Smith").shows("wed pm").shows("The booking you left.");
    // A name typed now is another booking.
    robin.types("tom").shows_not("wed pm").shows("Tom Okafor");
}

#[test]
fn a_half_typed_booking_survives_a_dropped_line() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").types("wed pm");
    let mut robin = robin.restart();
    robin.shows("A booking was half typed when knotbook ended: b shows it again.");
    robin.keys("b").shows("Maria").shows("wed pm");
    // Once it is booked, nothing is half typed any more.
    robin.keys("<enter> 1").shows("Booked Maria");
    let mut robin = robin.restart();
    robin.shows_not("half typed").keys("b").shows_not("wed pm");
}

#[test]
fn a_kept_booking_goes_on_where_it_was_left() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").types("wed 15:00").keys("<f2> b").shows("wed 15:00").keys("<enter>");
    robin.shows("Booked Maria Smith, Wed 25 Nov 15:00 with Dana");
}

#[test]
fn taking_back_another_act_leaves_the_form_as_it_is() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b tom <enter>").types("wed 15:00").keys("<enter> b maria <enter>").types("thu pm").keys("<c-z>");
    robin.shows("Took back: booked Tom Okafor").shows("Maria Smith").shows("thu pm");
    robin.keys("<c-y>").shows("Did again: booked Tom Okafor").shows("thu pm");
}

#[test]
fn ctrl_b_in_the_form_opens_no_second_one() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b maria <c-b>").shows("This is the booking form").shows("maria").keys("<esc>").shows("today");
}

#[test]
fn a_paste_is_text_and_never_keys() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b").paste("Tom\r\n\u{1b}[31m Okafor\u{202e}\n").shows("Tom").shows_not("Booked");
    assert!(robin.left.is_none());
    robin.keys("<c-u> maria <enter> <s-tab>").keys("<esc> <f2>").paste("q\nqxdm").shows("today").shows_not("Cancel");
}

#[test]
fn pasting_another_name_lets_go_of_the_one_chosen() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter> <home>").shows("Maria Smith 555-0134");
    robin.click_on("Client").keys("<c-u>").paste("Tom Oka").shows_not("Maria Smith 555-0134").shows("Tom Okafor");
}

#[test]
fn the_wheel_does_not_turn_digits_into_bookings() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").scroll(3).types("wed 15:00").shows("wed 15:00").shows_not("Booked");
}

#[test]
fn no_free_time_says_so() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <enter>").types("sun").shows("No free time fits.").keys("<enter>").shows("Another day, therapist or length may.");
}

#[test]
fn an_alert_is_told_and_blocks_nothing() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b 0163 <enter>").shows("!! cauda equina signs, MRI pending: ask before treating");
    dana.types("wed 15:00").keys("<enter>").shows("Booked Дмитрий Петров");
}

#[test]
fn what_nobody_offers_and_a_name_in_the_wrong_field_say_the_way_out() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": staff <enter>").click_on("Dana Reyes").keys("e").click_on("Services").keys("<c-u>").types("first").keys("<c-s> <enter>");
    olive.click_on("Lee Park").keys("e").click_on("Services").keys("<c-u>").types("first").keys("<c-s> <enter>");
    olive.keys("b maria <enter>").shows("Nobody offers TrP 60. F10 → Staff").keys("<enter>").shows("Nobody offers TrP 60.");
    olive.types("dana thu").shows("Dana is a therapist: choose them in the field Therapist").keys("<enter>").shows("Dana is a therapist");
    olive.keys("<esc> : services <enter> n").types("Cupping").click_on("Minutes").keys("<c-u>").types("-5").keys("<c-s>");
    olive.shows("“-5” cannot be read here. Type minutes from 5 to 600.");
}

#[test]
fn the_first_offers_are_usefully_different() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b 0101 <enter>").types("wed").click_on("Therapist").keys("dana").shows("1 Wed 25 Nov 09:00");
    let starts: Vec<String> = (1..=6).map(|n| robin.row_with(&format!(" {n} Wed 25 Nov"))[..18].to_owned()).collect();
    assert_eq!(
        starts,
        [
            "1 Wed 25 Nov 09:00",
            "2 Wed 25 Nov 11:45",
            "3 Wed 25 Nov 14:00",
            "4 Wed 25 Nov 16:45",
            "5 Wed 25 Nov 12:00",
            "6 Wed 25 Nov 17:00"
        ]
    );
    assert!(robin.screen().contains("7 Wed 25 Nov 10:00"), "{}", robin.screen());
}
