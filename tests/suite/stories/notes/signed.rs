//! A signed note is added to or struck out, never changed.
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::ids::ClientId;
use knotbook::tui::screens::Screen;
use knotbook::tui::screens::note::SessionNote;

use super::{LAST, Session};
use crate::person::Person;
use crate::practice::{DANA, DESK, LEE, R1, R2, booking, slot};

fn at_last(session: &Session) -> Person {
    let mut dana = Person::at(&session.place, DANA);
    dana.keys("[ [ [ [ [ [ [").click_on("Maria Smith").keys("w").shows("signed by Dana");
    dana
}

#[test]
fn a_signed_note_is_read_and_added_to() {
    let session = Session::second();
    let mut dana = at_last(&session);
    dana.shows("O found and done").shows("Left upper trapezius, 7 before, 3 after").shows("L utrap 7>3 ! @temple tb t3 ic60x3 p4 =rel");
    dana.types("zq").keys("w").shows("signed by Dana");
    dana.keys("a <enter>").shows("Say what is to be added");
    dana.types("it was the right side").keys("<enter>").shows("cannot be taken back").shows_not("Added to the note");
    dana.keys("<enter>").shows("Say in a word why it is added").shows_not("Added to the note");
    dana.types("mixed up").keys("<enter>").shows("Added to the note of Maria Smith");
    dana.shows("Added by Dana, Mon 23 Nov 09:05, because: mixed up").shows("it was the right side").shows("1 addition");
}

#[test]
fn a_note_leads_to_the_plans_of_its_client() {
    let session = Session::second();
    let mut dana = at_last(&session);
    dana.keys(":").types("plans of").keys("<enter>").shows("Plans of Maria Smith").keys("<esc>").shows("signed by Dana");
    dana.keys(":").types("progress").keys("<enter>").shows("Progress of Maria Smith");
}

#[test]
fn a_note_entered_in_error_is_struck_out() {
    let session = Session::second();
    let mut dana = at_last(&session);
    dana.keys("x").shows("Strike out the note of Maria Smith, Mon 16 Nov 09:00: entered in error");
    dana.keys("<enter>")
        .shows("Say in a word why")
        .types("wrong day")
        .keys("<enter>")
        .shows("cannot be taken back")
        .shows("Why: wrong day");
    // What is typed on by whoever looked away does nothing.
    dana.types("and more").shows("cannot be taken back").shows_not("Struck out");
    dana.keys("<enter>").shows("Struck out the note of Maria Smith");
    dana.shows_not("signed by").shows_not("takes it back").keys("w").shows("new note");
}

#[test]
fn a_session_that_is_still_to_come_is_not_looked_at_as_if_it_were_over() {
    let mut session = Session::first();
    session.place.apply(&booking(ClientId(2), slot(DANA, R1, "2026-11-24 09:00")), DESK).expect("a booking");
    let mut dana = Person::at(&session.place, DANA);
    dana.keys("]").click_on("Tom Okafor").keys("w").types("L utrap 7>3").keys("<f9>");
    dana.shows("its note is signed on that day at the earliest").shows_not("is done").shows("L utrap 7>3");
}

/// Tom, who came at the same time as Maria two weeks and one week ago, comes tomorrow too, and has a note of the week before.
fn with_tom() -> (Session, [knotbook::domain::ids::AppointmentId; 3]) {
    let mut session = Session::after(&format!("^ {LAST}"));
    let mut book = |when: &str| {
        let slot = slot(LEE, R2, when);
        session.place.apply(&booking(ClientId(2), slot), DESK).expect("a booking").appointment.expect("its id")
    };
    let sessions = [book("2026-11-09 09:00"), book("2026-11-16 09:30"), book("2026-11-24 09:00")];
    session.sign(sessions[0], "L scm 5>3");
    (session, sessions)
}

#[test]
fn a_struck_out_note_is_entered_again_under_the_right_client() {
    let (session, sessions) = with_tom();
    let mut dana = at_last(&session);
    dana.keys("x").types("wrong client").keys("<enter> <down>").shows("enter it again").keys("<enter>");
    dana.shows("For whom is the note").keys("okafor").shows("Tom Okafor").shows_not("Maria Smith  555").keys("<enter>");
    dana.shows("In which session of Tom Okafor?").shows("Mon 16 Nov 09:30").shows("a visit that was never booked");
    // A session that has a note, and one that is still to come, take none.
    dana.shows_not("Mon 9 Nov").shows_not("24 Nov 09:00").keys("<end>").keys("<home>").keys("<enter>");
    dana.shows("becomes the draft for Tom Okafor, Mon 16 Nov 09:30").keys("<enter>");
    dana.shows("Struck out the note of Maria Smith, Mon 16 Nov 09:00; it is the draft of Tom Okafor, Mon 16 Nov 09:30 now");
    assert!(dana.store().notes(ClientId(2), true).expect("notes").iter().all(|note| note.appointment != Some(sessions[1])));
    let draft = dana.store().note_draft(NoteOf::Session(sessions[1])).expect("a read").expect("a draft");
    // Nothing was carried forward from Tom's own notes.
    assert_eq!(draft.written.lines.as_str(), LAST);
}

#[test]
fn a_struck_out_note_is_entered_again_as_a_visit_that_was_never_booked() {
    let (session, _) = with_tom();
    let mut dana = at_last(&session);
    dana.keys("x").types("wrong client").keys("<enter> <down> <enter>").types("okafor").keys("<enter> <end> <enter>");
    dana.shows("becomes the draft for Tom Okafor, a visit that was never booked").keys("<enter>");
    dana.shows("it is a draft for Tom Okafor now");
    let draft = dana.store().note_draft(NoteOf::Visit(ClientId(2))).expect("a read").expect("a draft");
    assert_eq!(draft.written.lines.as_str(), LAST);
    dana.keys("/ okafor <enter> w").shows("L utrap 7>3 !").shows("draft, saved");
}

#[test]
fn a_struck_out_note_shows_as_such() {
    let session = Session::second();
    let mut dana = at_last(&session);
    let id = dana.store().notes(ClientId(1), false).expect("notes")[0].id;
    dana.keys("x").types("wrong day").keys("<enter> <enter>").shows("Struck out");
    dana.app.screens.push(Screen::Note(Box::new(SessionNote::signed(id))));
    let dana = dana.keys("<f1> <esc>").shows("STRUCK OUT, entered in error: wrong day (Dana, Mon 23 Nov 09:05)");
    dana.shows("counts for nothing").shows("L utrap 7>3 ! @temple").keys("a").shows("nothing is added to it");
    dana.keys("<esc>").shows_not("STRUCK OUT");
}
