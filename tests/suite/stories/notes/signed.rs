//! A signed note is added to or struck out, never changed.
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::ids::ClientId;
use knotbook::tui::screens::Screen;
use knotbook::tui::screens::note::SessionNote;

use super::Session;
use crate::person::Person;
use crate::practice::DANA;

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
    dana.types("it was the right side").keys("<tab>").types("mixed up").keys("<enter>").shows("Added to the note of Maria Smith");
    dana.shows("Added by Dana, Mon 23 Nov 09:05, because: mixed up").shows("it was the right side").shows("added to 1 time");
}

#[test]
fn a_note_entered_in_error_is_struck_out() {
    let session = Session::second();
    let mut dana = at_last(&session);
    dana.keys("x").shows("Strike out the note of Maria Smith, Mon 16 Nov 09:00: entered in error");
    dana.keys("<enter>").shows("Say in a word why").types("wrong day").keys("<enter>").shows("Struck out the note of Maria Smith");
    dana.shows_not("signed by").shows_not("takes it back").keys("w").shows("new note");
}

#[test]
fn a_struck_out_note_is_entered_again_under_the_right_client() {
    let session = Session::second();
    let mut dana = at_last(&session);
    dana.keys("x").types("wrong client").keys("<tab> <right>").shows("for whom, and in which session").keys("<enter>");
    dana.shows("For whom is the note").keys("okafor").shows("Tom Okafor").shows_not("Maria Smith  555").keys("<enter>");
    dana.shows("In which session of Tom Okafor?").keys("<enter>").shows("becomes the draft for Tom Okafor, a visit that was never booked");
    dana.keys("<enter>").shows("Struck out the note of Maria Smith, Mon 16 Nov 09:00; it is a draft for Tom Okafor now");
    let tom = dana.store().notes(ClientId(2), true).expect("notes");
    assert!(tom.is_empty());
    let draft = dana.store().note_draft(NoteOf::Visit(ClientId(2))).expect("a read").expect("a draft");
    assert_eq!(draft.written.lines.as_str(), super::LAST);
    dana.keys("/ okafor <enter> w").shows("L utrap 7>3 !").shows("draft, saved");
}

#[test]
fn a_struck_out_note_shows_as_such() {
    let session = Session::second();
    let mut dana = at_last(&session);
    let id = dana.store().notes(ClientId(1), false).expect("notes")[0].id;
    dana.keys("x").types("wrong day").keys("<enter>").shows("Struck out");
    dana.app.screens.push(Screen::Note(Box::new(SessionNote::signed(id))));
    let dana = dana.keys("<f1> <esc>").shows("STRUCK OUT, entered in error: wrong day (Dana, Mon 23 Nov 09:05)");
    dana.shows("counts for nothing").shows("L utrap 7>3 ! @temple").keys("a").shows("nothing is added to it");
    dana.keys("<esc>").shows_not("STRUCK OUT");
}
