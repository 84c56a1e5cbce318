//! A standing appointment as a whole: it ends, goes on, is handed over.
use super::{Regular, go};
use crate::practice::{LEE, raw};

#[test]
fn it_ends_from_a_date_on_and_says_how_many_that_calls_off() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "1 dec");
    robin.keys(": end<space>the<space>standing <enter>").shows("The standing appointment of Maria Smith ends: from which date on?");
    robin.keys("<c-u>").types("20 dec").shows("It ends: 4 dates from Tue 22 Dec 2026 on are called off").keys("<tab> <tab>");
    robin.types("course over").keys("<enter>").shows("Ended the standing appointment of Maria Smith, from Tue 22 Dec 10:00");
    assert_eq!(regular.dates().iter().filter(|row| row.ends_with('x')).count(), 4);
    robin.keys("u").shows("Took back: ended");
    assert!(!regular.dates().iter().any(|row| row.ends_with('x')));
}

#[test]
fn it_goes_on_for_more_dates_in_any_words() {
    let regular = Regular::eight();
    let before = regular.dump();
    let mut robin = regular.robin();
    go(&mut robin, "1 dec");
    for (words, echo, count) in [
        ("4 more", "12 dates in all, 4 more, to Tue 9 Feb 2027", 12),
        ("x10", "10 dates in all, 2 more, to Tue 26 Jan 2027", 10),
        ("until 28 jan", "2 more, to Tue 26 Jan 2027", 10),
    ] {
        robin.keys("<enter> t").shows("How long does the standing appointment of Maria Smith go on?").types(words).shows(echo);
        robin.keys("<enter>").shows("Added").shows("to the standing appointment of Maria Smith");
        assert_eq!(regular.dates().len(), count, "{words}");
        robin.keys("u <esc>");
        assert_eq!(regular.dump(), before);
    }
    robin
        .keys("<enter> t")
        .types("soon")
        .keys("<enter>")
        .shows("Say it like “4 more”")
        .keys("<c-u>")
        .types("x5")
        .shows("3 dates called off");
    robin.keys("<enter>");
    assert_eq!(regular.dates().iter().filter(|row| row.ends_with('x')).count(), 3);
}

#[test]
fn until_further_notice_fills_the_weeks_ahead() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "1 dec");
    robin.keys("<enter> t").types("until further notice").keys("<enter>").shows("Added 45 dates");
    assert_eq!(regular.dates().len(), 53);
    robin.keys("t").types("4 more").shows("It goes on until further notice already");
}

#[test]
fn another_therapist_takes_over_and_becomes_the_preferred_one() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "29 dec");
    super::carry(&mut robin, "29 dec 15:00");
    robin.keys("1");
    go(&mut robin, "8 dec");
    robin
        .keys("<enter> h")
        .shows("Who takes over the standing appointment of Maria Smith?")
        .shows("Lee")
        .shows("6 dates from Tue 8 Dec 2026 on");
    robin.keys("<tab> <tab> <right> <enter>").shows("Handed 6 dates of Maria Smith over to Lee, from Tue 8 Dec 10:00");
    let of_lee: i64 = raw(&regular.place.file())
        .query_row("SELECT count(*) FROM appointment WHERE staff_id = ?1", [LEE.0], |row| row.get(0))
        .expect("a count");
    assert_eq!(of_lee, 6);
    assert!(regular.dates().contains(&"12-29 15:00 ·".to_owned()), "its own time is kept: {:?}", regular.dates());
    let card = regular.place.store.client(regular.maria, crate::practice::at("2026-11-23 09:05")).expect("a read").expect("Maria");
    assert_eq!(card.client.therapist, Some(LEE));
    regular.sound();
    robin.keys("u").shows("Took back: handed 6 dates");
}

#[test]
fn who_offers_the_service_is_asked_first_and_the_others_say_why_not() {
    let regular = Regular::eight();
    for line in [
        "staff add 'Ada Blum' --role therapist --services 'TrP 30'",
        "staff edit lee --services 'TrP 30'",
        "staff add 'Zoe Kern' --role therapist --services all",
    ] {
        assert_eq!(regular.place.knotbook(line).code, 0, "{line}");
    }
    let mut robin = regular.robin();
    go(&mut robin, "8 dec");
    robin.keys("<enter> h").shows("‹Zoe›  ← → 1 of 3");
    robin.keys("<right>").shows("‹Lee (does not offer TrP 60)›").keys("<right>").shows("‹Ada (does not offer TrP 60)›");
}

#[test]
fn a_row_without_a_standing_appointment_says_so() {
    let scene = crate::scene::Scene::week();
    let mut robin = crate::person::Person::at(&scene.place, crate::practice::DESK);
    go(&mut robin, "24 nov");
    robin.keys(": end<space>the<space>standing <enter>").shows("it is a single one").keys("9 : hand<space>the <enter>");
    robin.shows("Which standing appointment?");
}
