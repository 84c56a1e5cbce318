//! One note in two windows, and who may not open any.
use super::Session;
use crate::person::Person;
use crate::practice::{DANA, DESK, LEE, OLIVE, R1, booking, slot};

#[test]
fn a_note_that_is_open_elsewhere_is_shown_and_can_be_taken_over() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("L utrap 7>3");
    let mut lee = session.open(LEE);
    lee.shows("L utrap 7>3").shows("Dana has this note open in another window since 09:05. ctrl-t takes it over here.");
    lee.types("x").shows_not("7>3x");
    dana.types(" ic60");
    lee.idle().shows("L utrap 7>3 ic60").keys("<c-t> <backspace>").types(" p4").shows("ic60 p4").shows("draft, saved 09:05");
    // What Dana goes on typing stays on her screen and is not kept.
    dana.types(" t").shows("Lee has this note open in another window").shows("What stands here is not kept").shows("ic60 t");
    dana.types("y").shows_not("ty").keys("<esc>").shows("esc again leaves without it").keys("<esc>").shows_not("Session note ·");
    lee.types("<").keys("<backspace> <esc>");
    dana.keys("w").shows("L utrap 7>3 ic60 p4").shows_not("another window");
}

#[test]
fn what_another_window_wrote_and_left_is_not_written_over() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("nrs 6").keys("<c-b>").shows_not("Session note ·");
    let mut lee = session.open(LEE);
    lee.keys("<c-t> <enter>").types("hc walk").keys("<esc>").shows("The draft is kept");
    // Dana's window has seen nothing of it yet, whatever she looks at.
    dana.keys("<esc>").shows("Lee wrote in this note in another window at 09:05. What stands here is not kept.");
    dana.types("9").shows_not("nrs 69").keys("<f9>").shows_not("When you sign it");
    dana.keys("<c-t>").shows("nrs 6").shows("hc walk").types(" ").keys("<f9>").shows("When you sign it").shows("At home: walk");
    dana.keys("<f9>").shows("Signed the note of Maria Smith");
    lee.keys("w").shows("At home: walk");
}

#[test]
fn what_is_done_before_the_file_has_answered_waits_its_turn() {
    let session = Session::first();
    let mut dana = Person::at(&session.place, DANA);
    dana.click_on("Maria Smith").keys_at_once("w L <space> u t r a p <space> 7 > 3 <enter> n r s <space> 6 <tab> t i r e d");
    dana.shows("L utrap 7>3").shows("nrs 6").shows("tired");
}

#[test]
fn the_desk_reads_no_note() {
    let session = Session::second();
    let mut robin = Person::at(&session.place, DESK);
    robin.click_on("Maria Smith").keys("w").shows("Session notes are written and read by whoever treats").shows_not("Session note ·");
    robin.keys("/ maria <enter> w").shows("whoever treats").keys("2 w").shows_not("utrap");
    let mut olive = Person::at(&session.place, OLIVE);
    olive.click_on("Maria Smith").keys("w").shows("whoever treats");
}

#[test]
fn a_visit_that_was_never_booked_has_its_note() {
    let session = Session::second();
    let mut dana = Person::at(&session.place, DANA);
    dana.keys("/ okafor <enter> w").shows("Session note · Tom Okafor · a visit that was not booked");
    dana.types("nrs 4>2")
        .keys("<f9>")
        .shows("a visit that was never booked")
        .keys("<f9>")
        .shows("Signed the note of Tom Okafor, Mon 23 Nov 09:05");
    dana.shows("last here Mon 23 Nov").shows("Mon 23 Nov 09:05").shows("not booked").shows("pain 4 → 2");
    dana.keys("w").shows("Pain of the session, 4 before, 2 after").keys("<esc>").shows_not("Session note ·");
    // Of a client who has been here often it is written, too.
    dana.keys("/ maria <enter> n").shows("Maria Smith · a visit that was not booked").types("nrs 2").keys("<esc> <home>");
    dana.shows("Mon 16 Nov 09:00").shows("pain 6 → 3");
    dana.clock("2026-11-23 11:40").keys("n").types("hc walk").keys("<f9>").shows("a visit that was never booked, Mon 23 Nov 09:05");
    let mut robin = Person::at(&session.place, DESK);
    robin
        .keys("/ okafor <enter>")
        .shows("last here Mon 23 Nov")
        .shows_not("not booked")
        .shows_not("pain")
        .keys("n")
        .shows("whoever treats");
}

#[test]
fn a_note_is_kept_when_one_walks_away() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("nrs 4>2").keys("<f3>").shows_not("Session note ·").keys("<f2>").click_on("Maria Smith");
    dana.keys("w").shows("nrs 4>2").shows("draft, saved").shows_not("another window");
    dana.keys("<c-b> <esc>").shows("nrs 4>2").types(" ").keys("<backspace>");
}

#[test]
fn from_the_card_nobody_writes_of_a_session_of_a_later_day() {
    let mut session = Session::second();
    let maria = session.place.store.appointment(session.today).expect("a read").expect("it").client;
    session.place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 09:00")), DESK).expect("a booking");
    let mut dana = Person::at(&session.place, DANA);
    dana.keys("/ maria <enter>").click_on("Tue 24 Nov 09:00").keys("w").shows("Session note · Maria Smith · Mon 23 Nov 09:00");
    dana.keys("<esc>").click_on("Mon 16 Nov 09:00").keys("w").shows("Maria Smith · Mon 16 Nov 09:00  ");
    dana.clock("2026-11-22 09:05").keys("<esc>").click_on("Tue 24 Nov 09:00").keys("w").shows("Maria Smith · a visit that was not booked");
}
