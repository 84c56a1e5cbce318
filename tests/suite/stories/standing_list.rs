//! Where standing appointments show, and what is done from there.
use knotbook::domain::book::status::Status;
use knotbook::domain::practice::look::Look;

use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

#[test]
fn without_any_the_screen_says_how_the_first_one_is_made() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("4").shows("No standing appointments yet. On an appointment, r makes it one.");
    robin.keys("1 <f5>").shows("No standing appointments yet");
    for word in ["standing appointments", "repeats", "series"] {
        robin.keys("1 :").types(word).keys("<enter>").shows("No standing appointments yet");
    }
}

#[test]
fn the_list_is_by_therapist_weekday_and_time_and_says_what_is_to_come() {
    let scene = Scene::standing();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("4").shows("Standing appointments: 4 · 1 ends within 4 weeks · 1 with a date to decide");
    let rows = robin.rows();
    let place = |name: &str| rows.iter().position(|row| row.contains(name)).expect(name);
    assert!(
        place("Maria Smith") < place("山田 花子") && place("山田 花子") < place("Smita Rao") && place("Smita Rao") < place("Tom Okafor")
    );
    robin.shows("every 2 weeks on Tuesday at 11:30, 8 times").shows("8 to come · 1 changed by itself");
    robin.shows("Tue 22 Dec 15:00: moved from Tue 22 Dec 11:30");
    assert!(robin.row_with("Tom Okafor").contains("no end"));
    robin.keys("f").shows("that end within 4 weeks: 1 of 4").shows("ends 9 Dec").shows_not("Tom Okafor");
    robin.keys("f").shows("with a date to decide: 1 of 4").shows("Smita Rao").shows("?1").keys("f").shows("Tom Okafor");
    robin
        .keys("<tab>")
        .shows("with Dana: 3")
        .shows_not("Tom Okafor")
        .keys("<tab>")
        .shows("with Lee: 1")
        .keys("<tab>")
        .shows("appointments: 4");
    robin.size(120, 36).shows("Every 2 weeks on Tuesday at 11:30, 8 times").shows("Decide");
}

#[test]
fn its_dates_lead_to_the_appointment_and_back() {
    let scene = Scene::standing();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("4 <enter>").shows("Maria Smith").shows("8 dates: 8 to come").shows("booked · moved from Tue 22 Dec 11:30");
    robin.keys("<down> <down> <enter>").shows("date 3 of 8 · every 2 weeks on Tuesday at 11:30, 8 times");
    robin.shows("this date by itself: moved from Tue 22 Dec 11:30").shows("next dates").keys("l").shows("8 dates: 8 to come");
    robin.keys("<esc> <esc> <esc>").shows("Standing appointments: 4");
    robin.keys("<end> <enter> x <enter>").shows("Which dates?").keys("<enter>").shows("Cancelled").keys("u").shows("Took back");
}

#[test]
fn from_the_list_the_selected_one_ends_goes_on_and_is_handed_over() {
    let scene = Scene::standing();
    let mut robin = Person::at(&scene.place, DESK);
    for key in ["z", "t", "h"] {
        robin.keys("4").keys(key).shows("Maria Smith").keys("<esc>");
        robin.keys("4 <enter>").keys(key).shows("Maria Smith").keys("<esc> <esc>");
    }
    robin.keys("4 z").shows("The standing appointment of Maria Smith ends: from which date on?").keys("<esc>");
    robin.keys("z <enter>").shows("Ended the standing appointment of Maria Smith");
    robin.keys("1 g tue <enter>").click_on("Maria").keys("<enter>").shows("8 times · ended from Tue 24 Nov").keys("<esc> u 4");
    robin.keys(": hand <enter>").shows_not("Which standing appointment?").shows("Maria Smith");
}

#[test]
fn the_day_and_the_client_say_that_it_repeats() {
    let scene = Scene::standing();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("g tue <enter>");
    assert!(dana.row_with("11:30  60 ·").contains("↻!  TrP 60"), "{}", dana.screen());
    dana.click_on("Maria").shows("↻ date 1 of 8 · every 2 weeks on Tuesday at 11:30, 8 times");
    dana.keys("o").shows("↻ every 2 weeks on Tuesday at 11:30, 8 times · TrP 60 with Dana · next Tue 24 Nov 11:30 · 8 to come");
    dana.click_on("↻ every 2 weeks").click_on("↻ every 2 weeks").shows("8 dates: 8 to come");
    dana.keys("<esc> 2 <tab>").shows("·↻");
    dana.looks(Look { ascii: true, ..Look::default() });
    dana.keys("1").shows("&!  TrP 60");
}

#[test]
fn a_date_to_decide_holds_no_time_and_is_decided_one_way_or_another() {
    let scene = Scene::standing();
    let mut dana = Person::at(&scene.place, DANA);
    let left = |person: &Person| person.store().to_decide().expect("a read").len();
    dana.shows("1 to decide").keys("g fri <enter>").shows("? Smita Rao").shows("Dana is off on Fri 27 Nov (training) · a date to decide");
    dana.keys("p")
        .shows("Dana is off on Fri 27 Nov (training)")
        .shows("Date to decide: every week on Friday at 10:00, 6 times")
        .shows("o book it anyway");
    // Skipped.
    dana.keys("x");
    assert_eq!(left(&dana), 0);
    dana.keys("u");
    assert_eq!(left(&dana), 1);
    // Booked anyway, with a reason; it has got a room with its time.
    dana.keys("o")
        .shows("Dana is off on Fri 27 Nov")
        .keys("<enter>")
        .shows("Say in a word why")
        .types("comes in all the same")
        .keys("<enter>");
    assert_eq!(left(&dana), 0);
    let friday = dana.store().day(crate::practice::date("2026-11-27")).expect("the day");
    let smita = &friday.entries[0].appointment;
    assert!(smita.status == Status::Booked && smita.room.is_some(), "{smita:?}");
    dana.keys("u");
    // Another time.
    dana.keys("m")
        .shows("MOVING Smita Rao")
        .keys("g")
        .types("thu 15:00")
        .keys("<enter> <enter>")
        .shows("Moved Smita Rao, Fri 27 Nov 10:00 no room → Thu 26 Nov 15:00 R1");
    assert_eq!(left(&dana), 0);
}

#[test]
fn a_skipped_date_is_seen_on_its_day_and_can_be_filled_later() {
    let scene = Scene::standing();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("g").types("2 dec").keys("<enter>").shows("- 山田 花子").shows("skipped");
    dana.keys("x").shows("It is already skipped").keys("<backspace>").shows("· 山田 花子");
}
