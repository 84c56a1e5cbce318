//! The book from the command line.
use crate::practice::{DANA, DESK, LEE, Place, R1, R2, booking, slot};

#[test]
fn a_full_time_books_and_says_how_to_take_it_back() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    assert_eq!(
        place.knotbook("book smith tue 14:00 @dana 60").done(),
        "Booked Maria Smith, Tue 24 Nov 14:00 with Dana\n  \
         Tue 24 Nov 2026, 14:00–15:00 · TrP 60 · Dana · R1 · booked · number 1\n  “knotbook undo” takes it back\n"
    );
    assert_eq!(
        place.knotbook("undo").done(),
        "Took back: booked Maria Smith, Tue 24 Nov 14:00 with Dana\n  “knotbook redo” brings it back\n"
    );
    assert_eq!(place.knotbook("redo").done().lines().next(), Some("Did again: booked Maria Smith, Tue 24 Nov 14:00 with Dana"));
}

#[test]
fn anything_less_lists_times_and_take_books_one() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let listed = place.knotbook("book smith tue pm").done();
    assert!(
        listed.starts_with("Maria Smith · TrP 60 · 60 min · anyone · Tue 24 Nov 2026, from 12:00\n  1  Tue 24 Nov  12:00–13:00"),
        "{listed}"
    );
    assert!(listed.ends_with("Nothing is booked yet: add --take 1 for the first, or say the day and the time.\n"));
    assert!(place.knotbook("book smith tue pm --take 1").done().starts_with("Booked Maria Smith, Tue 24 Nov 12:00"));
    let refused = place.knotbook("book smith tue pm --take 99").refused();
    assert!(refused.starts_with("There is no time 99 to take"), "{refused}");
}

#[test]
fn left_out_means_usual() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    place.knotbook("book smith tue 9:30 @lee 30").done();
    let again = place.knotbook("book smith wed same").done();
    assert!(again.contains("Wed 25 Nov 2026, 09:30–10:00 · TrP 30 · Lee"), "{again}");
}

#[test]
fn a_taken_time_is_refused_with_the_way_out_and_can_be_booked_anyway() {
    let mut place = Place::hollis();
    let (maria, _) = (place.client("Maria Smith", "555-0134"), place.client("Tom Okafor", "555-0178"));
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let refused = place.knotbook("book okafor tue 11:30 @dana #r1").refused();
    assert_eq!(
        refused,
        "Dana has Maria Smith 11:00–12:00; R1 is taken by Maria Smith 11:00–12:00. \
         Free: Tue 24 Nov 09:45 with Dana · Tue 24 Nov 11:30 with Lee. Or add --anyway \"why\".\n"
    );
    let booked = place.knotbook("book okafor tue 11:30 @dana #r1 --anyway 'both asked for it'").done();
    assert!(booked.starts_with("Booked Tom Okafor, Tue 24 Nov 11:30 with Dana, anyway\n"), "{booked}");
    assert!(booked.contains("booked in spite of: Dana has Maria Smith 11:00–12:00"));
}

#[test]
fn several_clients_are_listed_and_nothing_is_guessed() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    place.client("John Smith", "555-0178");
    let refused = place.knotbook("book smith tue 14:00").refused();
    assert!(refused.starts_with("Several clients fit “smith”."), "{refused}");
    assert!(refused.contains("   1  Maria Smith  555-0134") && refused.contains("   2  John Smith   555-0178"), "{refused}");
    assert!(place.knotbook("book 2 tue 14:00").done().starts_with("Booked John Smith"));
    assert!(place.knotbook("book 0134 tue 10:00").done().starts_with("Booked Maria Smith"));
}

#[test]
fn a_new_client_comes_with_the_booking_and_doubles_are_told() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let booked = place.knotbook("book --new 'Tom Okafor' --phone 555-0178 wed 10:00 first").done();
    assert!(booked.starts_with("Booked Tom Okafor (new client), Wed 25 Nov 10:00"), "{booked}");
    let refused = place.knotbook("book --new 'Maria Smith' wed 12:00").refused();
    assert!(refused.starts_with("Somebody of that name or phone is in the book already:\n   1  Maria Smith"), "{refused}");
}

#[test]
fn a_walk_in_is_booked_now_and_has_arrived() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let booked = place.knotbook("book smith --walk-in").done();
    assert!(booked.starts_with("Walk-in Maria Smith, Mon 23 Nov 09:05"), "{booked}");
    assert!(booked.contains("09:05–10:05 · TrP 60 · Dana · R1 · arrived"), "{booked}");
}

#[test]
fn moving_keeps_what_is_not_said() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    assert!(place.knotbook("move smith wed same").done().starts_with("Moved Maria Smith, Tue 24 Nov 11:00 → Wed 25 Nov 11:00\n"));
    assert!(place.knotbook("move 1 15:00").done().starts_with("Moved Maria Smith, Wed 25 Nov 11:00 → 15:00\n"));
    assert!(place.knotbook("move #1 --therapist Lee").done().starts_with("Moved Maria Smith, Wed 25 Nov 15:00 Dana → 15:00 Lee\n"));
    assert_eq!(place.knotbook("move 1 15:00").refused(), "It stands there already, so nothing was changed.\n");
    let tom = place.client("Tom Okafor", "2");
    place.apply(&booking(tom, slot(LEE, R2, "2026-11-26 10:00")), DESK).expect("a booking");
    let refused = place.knotbook("move smith thu 10:00").refused();
    assert!(refused.starts_with("Lee has Tom Okafor 10:00–11:00. Free: "), "{refused}");
}

#[test]
fn several_move_at_once_and_two_are_swapped() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "555-0134"), place.client("Tom Okafor", "2"));
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    place.apply(&booking(tom, slot(LEE, R2, "2026-11-24 15:00")), DESK).expect("a booking");
    let said = place.knotbook("move 2,1 thu 10:15").done();
    assert!(said.starts_with("Moved Maria Smith, Tue 24 Nov 11:00 → Thu 26 Nov 10:15, and 1 more: Tom Okafor\n"), "{said}");
    assert!(said.contains("Tom Okafor · Thu 26 Nov 2026, 14:15–15:15"), "{said}");
    let refused = place.knotbook("move 1,2 thu 9:00").refused();
    assert!(refused.starts_with("Tom Okafor Thu 26 Nov 13:00: outside Lee's hours"), "{refused}");
    let json = place.knotbook("move #1,#2 thu 9:00 --anyway agreed --json").json();
    assert_eq!(json["appointments"][1]["starts"], "2026-11-26T13:00");
    assert!(place.knotbook("move 1,2 thu same").refused().starts_with("They stand there already"));
    assert!(place.knotbook("move 1,2 thu").refused().contains("Say the day and the time for the earliest of them (Maria Smith"));
    assert!(place.knotbook("swap smith smith").refused().starts_with("That is one and the same"));
    let refused = place.knotbook("swap smith okafor").refused();
    assert!(refused.starts_with("Maria Smith Thu 26 Nov 13:00: outside Lee's hours"), "{refused}");
    let said = place.knotbook("swap 1 #2 --anyway agreed").done();
    assert!(said.starts_with("Swapped Maria Smith and Tom Okafor: Thu 26 Nov 09:00 ↔ 13:00, anyway\n"), "{said}");
    assert!(place.knotbook("undo").done().contains("Took back: swapped Maria Smith"));
    place.knotbook("undo").done();
    assert!(place.knotbook("undo").done().contains("moved Maria Smith"));
    let tuesday = place.knotbook("day tue").done();
    assert!(tuesday.contains("Maria Smith") && tuesday.contains("Tom Okafor"), "{tuesday}");
}

#[test]
fn cancelling_late_is_the_clients_and_steps_go_back() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-23 11:00")), DESK).expect("a booking");
    assert!(place.knotbook("cancel smith --by client --reason ill").done().starts_with("Late-cancelled Maria Smith, Mon 23 Nov 11:00\n"));
    assert!(place.knotbook("status 1 back").done().starts_with("Back in the book: Maria Smith"));
    assert!(place.knotbook("status smith arrive").done().starts_with("Arrived: Maria Smith"));
    assert!(place.knotbook("status smith start").done().starts_with("Started: Maria Smith"));
    let refused = place.knotbook("cancel 1 --by practice").refused();
    assert!(refused.contains("“knotbook status … back”"), "{refused}");
    assert!(place.knotbook("status smith done").done().starts_with("Done: Maria Smith"));
    place.knotbook("status 1 back").done();
    place.knotbook("status 1 back").done();
    assert!(place.knotbook("cancel 1 --by practice --to-rebook").done().starts_with("To rebook: Maria Smith"));
}

#[test]
fn the_day_is_a_list_for_people_and_for_scripts() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let day = place.knotbook("day tue --therapist Dana").done();
    assert_eq!(
        day,
        "Tue 24 Nov 2026 · Dana · 1 booked · 1 to confirm\n\
         09:00  120     free                 Dana\n\
         11:00   60  ·  Maria Smith  TrP 60  Dana  R1  #1  first visit\n\
         12:15   45     free                 Dana\n\
         13:00   60     break                Dana\n\
         14:00  240     free                 Dana\n"
    );
    let json = place.knotbook("day tue --json").json();
    assert_eq!(json["booked"], 1);
    let entry = json["rows"].as_array().expect("rows").iter().find(|row| row["kind"] == "appointment").expect("an appointment");
    assert_eq!(
        (&entry["starts"], &entry["client"]["name"], &entry["therapist"]),
        (&"2026-11-24T11:00".into(), &"Maria Smith".into(), &"Dana".into())
    );
    assert!(place.knotbook("day sun").done().contains("Nobody works on this day"));
}

#[test]
fn clients_are_added_changed_archived_and_shown() {
    let place = Place::hollis();
    place.knotbook("clients add 'Maria Smith' --phone 555-0134 --born '4 mar 1985' --therapist lee --pressure 4").done();
    let refused = place.knotbook("clients add 'Other Name' --phone 555-0134").refused();
    assert!(refused.contains("Maria Smith"), "{refused}");
    let edited = place.knotbook("clients edit smith --email maria@smith.example --born ''").done();
    assert!(edited.starts_with("Changed e-mail, born of Maria Smith\n"), "{edited}");
    assert!(place.knotbook("clients edit smith --email maria@smith.example").refused().starts_with("Nothing of Maria Smith was changed"));
    place.knotbook("book smith tue 14:00").done();
    let archived = place.knotbook("clients archive smith");
    assert_eq!(archived.err, "1 appointment is still in the book: “knotbook clients show 1” lists them.\n");
    assert!(place.knotbook("book smith wed").refused().starts_with("No client fits “smith”"));
    assert!(place.knotbook("book 1 wed 10:00").refused().contains("knotbook clients archive --back"));
    assert!(place.knotbook("clients archive 1 --back").done().starts_with("Took Maria Smith out of the archive\n"));
    let shown = place.knotbook("clients show smith").done();
    assert!(shown.contains("prefers Lee") && shown.contains("Upcoming\n  #1  Tue 24 Nov 14:00"), "{shown}");
}
