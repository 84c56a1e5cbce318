//! Which dates? The choices, and what each does.
use super::{Regular, TUESDAYS, at_ten, carry, go};

#[test]
fn a_move_asks_which_dates_and_this_and_the_following_go_along() {
    let regular = Regular::eight();
    let before = regular.dump();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    carry(&mut robin, "15 dec 11:30");
    robin.shows("Which dates?").shows("Move Maria Smith from Tue 15 Dec 10:00 to 11:30. It is date 4 of 8.");
    robin.shows("1  only this one").shows("2  this one and the 4 after it, to Tue 12 Jan 2027").shows("3  all 8 still to come");
    robin.keys("2").shows("Moved 5 dates of Maria Smith, Tue 15 Dec 10:00 → 11:30").shows_not("MOVING").shows_not("Which dates?");
    let days = ["12-15", "12-22", "12-29"].map(|day| format!("{day} 11:30 ·"));
    let mut wanted = at_ten(&TUESDAYS[..3]);
    wanted.extend(days);
    let january = ["01-05 11:30 ·", "01-12 11:30 ·"].map(str::to_owned);
    assert_eq!(sorted(regular.dates()), sorted([wanted, january.to_vec()].concat()));
    regular.sound();
    robin.keys("u").shows("Took back: moved 5 dates");
    assert_eq!(regular.dump(), before);
}

fn sorted(mut rows: Vec<String>) -> Vec<String> {
    rows.sort();
    rows
}

#[test]
fn only_this_one_is_a_move_like_any_other() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    carry(&mut robin, "15 dec 11:30");
    robin.keys("1").shows("Moved Maria Smith, Tue 15 Dec 10:00 → 11:30").shows_not("MOVING");
    let dates = regular.dates();
    assert_eq!(dates.len(), 8);
    assert_eq!(dates.iter().filter(|row| row.ends_with("10:00 ·")).count(), 7);
}

#[test]
fn all_still_to_come_leave_the_past_ones_and_arrows_choose_as_digits_do() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    robin.clock("2026-12-09 09:00");
    go(&mut robin, "22 dec");
    carry(&mut robin, "22 dec 9:00");
    robin.shows("It is date 5 of 8.").shows("3  all 5 still to come  (the 3 past ones stay)");
    robin.keys("<down> <down> <enter>").shows("Moved 5 dates of Maria Smith, Tue 15 Dec 10:00 → 09:00");
    let dates = regular.dates();
    assert_eq!(dates.iter().filter(|row| row.ends_with("10:00 ·")).count(), 3, "{dates:?}");
    assert_eq!(dates.iter().filter(|row| row.ends_with("09:00 ·")).count(), 5, "{dates:?}");
    regular.sound();
}

#[test]
fn esc_leaves_it_in_the_hand_a_click_chooses_and_a_wrong_digit_says_so() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "1 dec");
    carry(&mut robin, "2 dec 10:00");
    robin.keys("7").shows("none of the choices").keys("<esc>").shows("MOVING Maria Smith").keys("<enter>").shows("Which dates?");
    robin.click_on("this one and the 6 after it").shows("Moved 7 dates of Maria Smith, Tue 1 Dec 10:00 → Wed 2 Dec 10:00");
    assert_eq!(regular.dates()[..3], ["11-24 10:00 ·", "12-02 10:00 ·", "12-09 10:00 ·"]);
}

#[test]
fn the_first_date_has_no_following_apart_from_all_and_the_last_has_none() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "24 nov");
    carry(&mut robin, "24 nov 11:30");
    robin.shows("It is date 1 of 8.").shows("2  this one and the 7 after it").shows_not("3  all").keys("<esc> <esc>");
    go(&mut robin, "12 jan");
    carry(&mut robin, "12 jan 11:30");
    robin.shows("It is date 8 of 8.").shows_not("2  this one").shows("3  all 8 still to come").keys("2");
    robin.shows("none of the choices").keys("3").shows("Moved 8 dates of Maria Smith, Tue 24 Nov 10:00 → 11:30");
}

#[test]
fn with_only_one_left_there_is_no_question() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    robin.clock("2027-01-06 09:00");
    go(&mut robin, "12 jan");
    carry(&mut robin, "12 jan 11:30");
    robin.shows_not("Which dates?").shows("Moved Maria Smith, Tue 12 Jan 10:00 → 11:30");
    go(&mut robin, "12 jan");
    robin.keys("x <enter>").shows_not("Which dates?").shows("Cancelled Maria Smith");
}

#[test]
fn a_moved_one_stays_when_the_others_go_and_leads_when_it_is_the_one_that_is_moved() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "29 dec");
    carry(&mut robin, "30 dec 15:00");
    robin.keys("1").shows("Moved Maria Smith");
    // The others go by; it is named.
    go(&mut robin, "15 dec");
    carry(&mut robin, "15 dec 11:30");
    robin.shows("this one and the 3 after it, to Tue 12 Jan 2027  (1 moved one stays)").keys("<esc> <esc>");
    // It is the one that is moved: the following come to its new place.
    go(&mut robin, "30 dec");
    carry(&mut robin, "30 dec 14:00");
    robin.shows("It is date 6 of 8.").keys("2").shows("Moved 3 dates of Maria Smith, Wed 30 Dec 15:00 → 14:00");
    let dates = regular.dates();
    for wanted in ["12-30 14:00 ·", "01-06 14:00 ·", "01-13 14:00 ·", "12-22 10:00 ·"] {
        assert!(dates.contains(&wanted.to_owned()), "{dates:?}");
    }
    assert_eq!(dates.len(), 8);
    regular.sound();
}

#[test]
fn an_edited_therapist_or_length_is_for_the_others_too_and_a_note_is_not() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("e <tab> <tab> <tab> <tab> <c-u>").types("30").keys("<enter>").shows("Change Maria Smith, Tue 15 Dec 10:00: 30 min.");
    robin.keys("2").shows("Changed 5 dates of Maria Smith").shows_not("Which dates?");
    let raw = crate::practice::raw(&regular.place.file());
    let short: i64 =
        raw.query_row("SELECT count(*) FROM appointment WHERE substr(ends, 12, 5) = '10:30'", [], |row| row.get(0)).expect("a count");
    assert_eq!(short, 5);
    robin.keys("u").shows("Took back");
    go(&mut robin, "15 dec");
    robin.keys("e <tab> <tab> <tab> <tab> <tab> <right> <tab> <tab> <tab>").types("side door").keys("<c-s>").shows("with Lee");
    robin.keys("3").shows("The note is of this date alone").keys("1").shows("Changed");
    assert_eq!(regular.dates().len(), 8);
}

#[test]
fn a_note_alone_asks_nothing() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("e <tab>").types("side door").keys("<c-s>").shows_not("Which dates?").shows("Changed");
}

#[test]
fn a_cancellation_of_the_following_ends_it_and_the_step_back_brings_them_back() {
    let regular = Regular::eight();
    let before = regular.dates();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("x <tab>").types("moves away").keys("<enter>").shows("Cancel Maria Smith, Tue 15 Dec 10:00. It is date 4 of 8.");
    robin.shows("2  this one and the 4 after it, to Tue 12 Jan 2027; it ends there").keys("2");
    robin.shows("Ended the standing appointment of Maria Smith, from Tue 15 Dec 10:00: 5 dates called off").shows_not("Cancel Maria");
    assert_eq!(regular.dates().iter().filter(|row| row.ends_with('x')).count(), 5);
    assert!(regular.read(regular.series, |series, _| series.terms.ended).is_some());
    // Back, for the second of them and what follows it.
    go(&mut robin, "22 dec");
    robin.keys("<backspace>").shows("Put Maria Smith, Tue 22 Dec 10:00, back into the book.");
    robin.shows("2  this one and the 3 called off after it").shows("3  all 5 that were called off and are still to come").keys("3");
    robin.shows("Put 5 dates of Maria Smith back into the book");
    assert_eq!(regular.dates(), before);
    assert_eq!(regular.read(regular.series, |series, _| series.terms.ended), None);
    robin.keys("u u").shows("Took back: ended");
    assert_eq!(regular.dates(), before);
    regular.sound();
}

#[test]
fn only_one_is_cancelled_and_the_rest_goes_on() {
    let regular = Regular::eight();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin.keys("x <enter> 1").shows("Cancelled Maria Smith").shows_not("Which dates?");
    assert_eq!(regular.dates().iter().filter(|row| row.ends_with('x')).count(), 1);
    assert_eq!(regular.read(regular.series, |series, _| series.terms.ended), None);
}

#[test]
fn what_meets_something_or_was_moved_by_itself_is_shown_date_by_date() {
    let mut regular = Regular::eight();
    let tom = regular.place.client("Tom Okafor", "2");
    let busy = crate::practice::slot(crate::practice::DANA, crate::practice::R2, "2026-12-22 11:30");
    regular.place.apply(&crate::practice::booking(tom, busy), crate::practice::DESK).expect("a booking");
    let before = regular.dump();
    let mut robin = regular.robin();
    go(&mut robin, "29 dec");
    carry(&mut robin, "30 dec 15:00");
    robin.keys("1");
    let moved = regular.dump();
    go(&mut robin, "15 dec");
    carry(&mut robin, "15 dec 11:30");
    robin.keys("2").shows("Dana has Tom Okafor 11:30–12:30").shows("Wed 30 Dec").shows_not("MOVING");
    robin.keys("<c-s>").shows("to decide").keys("<enter> <c-s>").shows("Moved 4 dates of Maria Smith, Tue 15 Dec 10:00 → 11:30");
    let dates = regular.dates();
    assert_eq!(dates.len(), 8);
    assert!(dates.contains(&"12-30 15:00 ·".to_owned()), "{dates:?}");
    assert_eq!(dates.iter().filter(|row| row.starts_with("12-22") && row.ends_with('·')).count(), 1, "{dates:?}");
    regular.sound();
    robin.keys("u");
    assert_eq!(regular.dump(), moved);
    robin.keys("u");
    assert_eq!(regular.dump(), before);
}

#[test]
fn esc_from_the_dates_leaves_everything_and_a_form_closes_with_them() {
    let mut regular = Regular::eight();
    let tom = regular.place.client("Tom Okafor", "2");
    let busy = crate::practice::slot(crate::practice::LEE, crate::practice::R2, "2026-12-22 10:30");
    regular.place.apply(&crate::practice::booking(tom, busy), crate::practice::DESK).expect("a booking");
    let before = regular.dump();
    let mut robin = regular.robin();
    go(&mut robin, "15 dec");
    robin
        .keys("e <tab> <tab> <tab> <tab> <tab> <right> <enter> 2")
        .shows("Lee has Tom Okafor 10:30")
        .keys("<esc>")
        .shows("Edit: Maria Smith");
    assert_eq!(regular.dump(), before);
    robin.keys("<enter> 2 <space> <c-s>").shows("Handed 4 dates of Maria Smith over to Lee");
    robin.shows_not("Edit: Maria Smith").shows("Tue 15 Dec 2026");
    assert!(regular.dates().contains(&"12-22 10:00 -".to_owned()));
}
