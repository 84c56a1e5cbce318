//! Making an appointment standing: from the booking form, with the words in any field, and with `r` on one that is there.
use super::Winter;
use crate::person::Person;
use crate::practice::{DANA, DESK, LEE, R1, R2, at, booking, raw, slot};

/// Stands on Maria's appointment of the day that is shown.
fn on_maria(robin: &mut Person) -> &mut Person {
    if !robin.row_with("▸").contains("Maria Smith") {
        robin.click_on("Maria Smith");
    }
    robin
}

#[test]
fn a_field_says_how_often_and_the_sentence_says_it_back() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("tue 10:00").keys("<tab>").types("every 2w x8");
    robin.shows("↻ Every 2 weeks on Tuesday at 10:00, 8 times").shows("✓ free · ↵ shows all dates").keys("<enter>");
    robin.shows("Every 2 weeks on Tuesday at 10:00, 8 times · Maria Smith").shows("8 wanted · 6 free · 2 to decide");
    robin.keys("<enter> <enter> <c-s>").shows("Made a standing appointment for Maria Smith: every 2 weeks on Tuesday at 10:00, 8 times");
    assert_eq!(winter.dates().len(), 8);
    // The form is done with; the next one is empty.
    robin.shows("today").keys("b").shows_not("↻").keys("<esc> u").shows("Took back: made a standing appointment");
    assert!(winter.has_none());
}

#[test]
fn the_words_may_stand_with_the_time() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("every tue 11:30 x4").shows("↻ Every week on Tuesday at 11:30, 4 times");
    robin.shows("Tue 24 Nov 2026, 11:30").keys("<enter>").shows("4 wanted · 4 free").keys("<c-s>");
    assert_eq!(winter.dates(), ["11-24 11:30 ·", "12-01 11:30 ·", "12-08 11:30 ·", "12-15 11:30 ·"]);
}

#[test]
fn an_offered_time_opens_its_dates() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("wed pm weekly x3").shows("14:00").keys("<enter> <down>");
    robin.shows("↻ Every week on Wednesday at 14:").keys("2").shows("3 wanted · 3 free").shows("Wed 25 Nov 14:").keys("<c-s>");
    assert!(winter.dates()[2].starts_with("12-09 14:"), "{:?}", winter.dates());
}

#[test]
fn a_repeat_that_names_its_day_looks_for_times_on_that_day() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter> <c-u> <tab>").types("1st mon x3").shows("Mon 7 Dec 2026").shows("↻ ").keys("<enter> 1");
    robin.shows("Mon 7 Dec").shows("Mon 4 Jan").shows("Mon 1 Feb");
}

#[test]
fn a_first_time_that_is_no_date_of_it_says_where_it_begins() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("wed 10:00").keys("<tab>").types("tue and thu x4");
    robin.shows("begins Thu 26 Nov 10:00, the first such date").keys("<enter>").shows("It begins Thu 26 Nov 10:00, the first such date.");
    robin.keys("<c-s>");
    assert_eq!(winter.dates(), ["11-26 10:00 ·", "12-01 10:00 ·", "12-03 10:00 ·", "12-08 10:00 ·"]);
}

#[test]
fn the_first_date_of_the_rule_is_judged_and_not_the_day_that_was_typed() {
    let winter = Winter::new();
    // It is Monday, and Dana has no Mondays.
    winter.place.knotbook("hours set dana 'Tue-Fri 9-18' --from today").done();
    let mut robin = winter.desk();
    robin.keys("b maria <enter> <s-tab> <s-tab>").types("anyone").keys("<tab> <tab>");
    robin.types("weekly tue 10:00 for 2 months").shows("Tue 24 Nov 2026, 10:00–11:00");
    robin.keys("<c-u>").types("fri 9:00").keys("<tab>").types("1st mon until further notice");
    robin.shows("Trigger point 60 · Lee · Mon 7 Dec 2026, 09:00–10:00").shows("begins Mon 7 Dec 09:00, the first such date").shows_not("✗");
    robin.keys("<s-tab> <s-tab> <s-tab>").types("dana").shows("✗ Dana does not work on Mon 7 Dec");
}

#[test]
fn anyone_is_who_has_the_fewest_conflicts_over_all_dates() {
    let mut winter = Winter::new();
    let nina = winter.place.client("Nina Qvist", "");
    for day in ["2026-12-01", "2026-12-08", "2026-12-15"] {
        winter.place.apply(&booking(nina, slot(DANA, R1, &format!("{day} 11:00"))), DESK).expect("a booking");
    }
    let mut robin = winter.desk();
    robin.keys("b maria <enter> <s-tab> <s-tab>").types("anyone").keys("<tab> <tab>");
    robin.types("every tue 11:30 x4").shows("Trigger point 60 · Lee · Tue 24 Nov").shows("✓ free").keys("<enter>");
    robin.shows("TrP 60 · Lee").shows("4 wanted · 4 free").keys("<esc> <esc>");
    let done = winter.place.knotbook("series add maria weekly tue 11:30 x4").done();
    assert!(done.contains("4 times with Lee, 4 dates"), "{done}");
    winter.place.knotbook("undo").done();
    winter.place.knotbook("clients edit maria --therapist dana").done();
    assert!(winter.place.knotbook("series add maria weekly tue 11:30 x4").done().contains("with Lee, 4 dates"));
    winter.place.knotbook("undo").done();
    // The usual one where she fits as well as anybody.
    winter.place.knotbook("clients edit maria --therapist lee").done();
    let done = winter.place.knotbook("series add maria weekly thu 11:30 x4").done();
    assert!(done.contains("with Lee, 4 dates"), "{done}");
}

#[test]
fn a_therapist_in_the_repeats_is_pointed_to_her_field() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("tue 10:00").keys("<tab>").types("weekly @dana x4");
    robin.shows("Dana is a therapist: choose them in the field Therapist (↑). Here only how often, like weekly x8.");
}

#[test]
fn words_that_say_no_repeat_are_said_in_place() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("tue 10:00").keys("<tab>").types("sometimes").shows("“sometimes”").keys("<enter>");
    robin.shows("“sometimes”").shows_not("wanted").keys("<c-u>").types("biweekly").keys("<enter>").shows_not("wanted").shows("biweekly");
    robin.keys("<c-u> weekly <enter>").shows("53 wanted");
}

#[test]
fn esc_goes_back_to_the_line_as_it_was() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b maria <enter>").types("tue 10:00").keys("<tab>").types("weekly x4").keys("<enter>").shows("4 wanted").keys("<esc>");
    robin.shows("Book an appointment").shows("tue 10:00").shows("weekly x4").keys("<esc>").shows("The booking is kept").keys("b");
    robin.shows("weekly x4").shows("tue 10:00");
    let mut robin = robin.restart();
    robin.keys("b").shows("weekly x4");
    assert!(winter.has_none());
}

#[test]
fn a_new_client_comes_into_the_file_with_the_first_dates() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("b").types("Nina Qvist").keys("<enter>").types("555 0999").keys("<enter>").types("thu 14:00 weekly x3").keys("<enter>");
    robin.shows("Nina Qvist · TrP 60").shows("3 wanted · 3 free").keys("<c-s>").shows("Made a standing appointment for Nina Qvist");
    robin.keys("/ qvist <enter>").shows("Thu 26 Nov").shows("Thu 10 Dec").keys("1 u").shows("Took back");
    robin.keys("/ qvist").shows("Nobody fits").shows_not("Thu 26 Nov");
}

#[test]
fn the_first_time_may_be_taken_and_is_decided_with_the_others() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin
        .keys("b maria <enter>")
        .types("tue 19 jan 10:00")
        .keys("<s-tab> <s-tab>")
        .types("dana")
        .keys("<tab> <tab> <tab>")
        .types("weekly x2");
    robin.keys("<enter>").shows("2 wanted · 1 free · 1 to decide").shows("✗ Dana has Tom Okafor 09:30–10:30").keys("<enter> <c-s>");
    assert_eq!(winter.dates(), ["01-19 10:45 ·", "01-26 10:00 ·"]);
}

#[test]
fn r_makes_an_appointment_standing_and_it_is_the_first_date() {
    let mut winter = Winter::new();
    winter.place.apply(&booking(winter.maria, slot(DANA, R2, "2026-11-24 11:30")), DESK).expect("a booking");
    let mut robin = winter.desk();
    robin.keys("g tue <enter>");
    on_maria(&mut robin).keys("r").shows("Maria Smith, Tue 24 Nov 11:30: how often?");
    robin.shows("Every week on Tuesday at 11:30").keys("every <space> 2w <space> x3");
    robin.shows("Every 2 weeks on Tuesday at 11:30, 3 times").shows("this one becomes its date: Tue 24 Nov 11:30").keys("<enter>");
    robin.shows("already booked, becomes this date").keys("<space> <space>").shows("1 to decide").keys("<enter> <c-s>");
    robin.shows("Made a standing appointment for Maria Smith");
    assert_eq!(winter.dates(), ["11-24 11:30 ·", "12-08 11:30 ·", "12-18 11:30 ·"]);
    // Any room will do, and the one it has is taken where it is free.
    assert_eq!(winter.rows()[1].1.room, Some(R2));
    let count: i64 = raw(&winter.place.file()).query_row("SELECT count(*) FROM appointment", [], |row| row.get(0)).expect("a count");
    assert_eq!(count, 4, "Tom's one, and three of Maria's");
    // It is standing now.
    robin
        .keys("g tue <enter>")
        .click_on("Maria Smith")
        .keys("r")
        .shows("It is standing already: every 2 weeks on Tuesday at 11:30, 3 times.")
        .shows("For another repeat: end this one from a date on (z under Standing), then b books the new one.");
    robin.keys("<enter>").shows_not("It is standing already");
}

#[test]
fn r_on_a_session_that_is_over_begins_with_the_next_date() {
    let mut winter = Winter::new();
    winter.place.apply(&booking(winter.maria, slot(LEE, R1, "2026-11-16 15:00")), DESK).expect("a booking");
    let mut robin = winter.desk();
    robin
        .keys("/ maria <enter>")
        .click_on("Mon 16 Nov")
        .keys("r")
        .types("weekly x3")
        .shows("begins Mon 23 Nov 15:00, the first such date to come");
    robin.keys("<enter>").shows("3 wanted").shows("Mon 7 Dec 15:00").keys("<c-s>");
    assert_eq!(winter.dates(), ["11-23 15:00 ·", "11-30 15:00 ·", "12-07 15:00 ·"]);
}

#[test]
fn several_single_ones_become_one_standing_appointment() {
    let mut winter = Winter::new();
    for from in ["2026-11-24 11:30", "2026-12-08 11:30", "2026-12-09 16:00"] {
        winter.place.apply(&booking(winter.maria, slot(DANA, R1, from)), DESK).expect("a booking");
    }
    let mut robin = winter.desk();
    let mark = |robin: &mut Person, day: &str| {
        robin.keys("g").types(day).keys("<enter>");
        on_maria(robin).keys("v");
    };
    mark(&mut robin, "24 nov");
    mark(&mut robin, "8 dec");
    robin.keys("r").shows("Maria Smith, Tue 24 Nov 11:30 and 1 more: how often?").shows("Every 2 weeks on Tuesday at 11:30").keys("<esc>");
    mark(&mut robin, "9 dec");
    robin.keys("r").types("every 2 weeks x4").shows("2 become its dates: Tue 24 Nov 11:30, Tue 8 Dec 11:30");
    robin.shows("Wed 9 Dec 16:00 fits no date of it and stays as it is").keys("<enter>").shows("2 booked already");
    robin.keys("<enter> <c-s>").shows("Made a standing appointment");
    assert_eq!(winter.dates().len(), 4);
    assert!(winter.rows().iter().all(|(_, row)| row.span.from() != at("2026-12-09 16:00")));
}

#[test]
fn of_two_clients_none_is_made() {
    let mut winter = Winter::new();
    winter.place.apply(&booking(winter.maria, slot(DANA, R1, "2027-01-19 14:00")), DESK).expect("a booking");
    let mut robin = winter.desk();
    robin.keys("g").types("19 jan").keys("<enter>");
    on_maria(&mut robin).keys("v").click_on("Tom Okafor").keys("v r");
    robin.shows("A standing appointment is of one client; these are of Tom Okafor and Maria Smith.");
}

#[test]
fn r_is_refused_in_words_where_there_is_nothing_to_repeat() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("g tue <enter> <home> r").shows("There is no appointment on this row.");
}

#[test]
fn a_walk_in_comes_once() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.keys("i maria <enter> <tab>").types("weekly").keys("<enter>").shows("A walk-in comes once.");
}

#[test]
fn a_number_that_is_not_in_sight_takes_nothing() {
    let winter = Winter::new();
    let mut robin = winter.desk();
    robin.size(80, 20).keys("b maria <enter> <c-u> <enter> 9").shows("Number 9 is not in sight; ↓ goes on to it.").shows_not("Booked");
    robin.keys("<end> 9").shows("Booked Maria Smith");
}

#[test]
fn r_works_in_the_week_and_on_the_appointments_own_screen() {
    let mut winter = Winter::new();
    winter.place.apply(&booking(winter.maria, slot(DANA, R2, "2026-11-24 11:30")), DESK).expect("a booking");
    let mut robin = winter.desk();
    robin.keys("g tue <enter>");
    on_maria(&mut robin).keys("2").shows("Maria").keys("r").shows("how often?").keys("<esc>");
    robin.keys("/ maria <enter> <enter>").shows("Maria Smith").keys("r").shows("how often?");
    robin.types("weekly x3").keys("<enter>").shows("1 booked already").keys("<c-s>").shows("Made a standing appointment");
    assert_eq!(winter.dates().len(), 3);
}
