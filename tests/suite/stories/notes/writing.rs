//! A note is written, kept while it is typed, and signed.
use knotbook::domain::book::status::Status;
use knotbook::domain::care::note::NoteOf;
use knotbook::tui::screens::Screen;
use knotbook::tui::screens::note::SessionNote;

use super::{Session, signed_lines};
use crate::person::{Person, read_keys};
use crate::practice::DANA;

const NOTE: &str = "L <space> utrap <space> 7>3 <space> @temple <space> ic60 <enter> \
                    R <space> lev <space> 6>4 <space> @* <space> ic90 <space> pir <space> =part <enter> \
                    L <space> infra <space> 8>5 <space> @shf,thumb <space> ic60 <enter> \
                    nrs <space> 6>3 <enter> \
                    next <space> recheck <space> L <space> infra <space> before <space> R <space> lev";

#[test]
fn three_findings_are_charted_and_signed_in_150_keys() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    let keys = format!("{NOTE} <f9> <f9>");
    let count = read_keys(&keys).len() + 1;
    assert!(count <= 150, "{count} keys, with w");
    dana.keys(&keys).shows("Signed the note of Maria Smith, Mon 23 Nov 09:00").shows_not("takes it back");
    assert_eq!(
        signed_lines(&dana, session.today),
        "L utrap 7>3 @temple ic60\nR lev 6>4 @* ic90 pir =part\nL infra 8>5 @shf,thumb ic60\nnrs 6>3\nnext recheck L infra before R lev"
    );
    let appointment = dana.store().appointment(session.today).expect("a read").expect("it");
    assert_eq!(appointment.status, Status::Done);
    dana.keys("w").shows("signed by Dana, Mon 23 Nov 09:05").shows("Left upper trapezius, 7 before, 3 after");
}

#[test]
fn what_is_typed_is_kept_and_stands_there_again() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.shows("new note").keys("L <space> utrap <space> 7>3").shows("draft, saved 09:05").shows("Left upper trapezius, 7 before, 3 after");
    let draft = dana.store().note_draft(NoteOf::Session(session.today)).expect("a read").expect("a draft");
    assert_eq!(draft.written.lines.as_str(), "L utrap 7>3");
    let mut dana = dana.restart();
    let held = dana.store().note_draft(NoteOf::Session(session.today)).expect("a read").expect("a draft").holder;
    assert!(!held.is_empty(), "the window went down without leaving");
    dana.click_on("Maria Smith").keys("w").shows("L utrap 7>3").shows("You have this note open in another window since 09:05");
    dana.keys("x").shows("L utrap 7>3").shows_not("7>3x").keys("<c-t> <backspace> x").shows("7>3x");
    dana.keys("<backspace> <esc>").shows("The draft is kept").keys("w").shows("draft, saved 09:05").shows_not("another window");
}

#[test]
fn a_note_is_kept_whatever_other_notes_lie_open_beneath_it() {
    let session = Session::second();
    let mut dana = Person::at(&session.place, DANA);
    let draft =
        |dana: &Person, id| dana.store().note_draft(NoteOf::Session(id)).expect("a read").map(|draft| draft.written.lines.to_string());
    // From a signed one over the card to the session of today.
    dana.keys("[ [ [ [ [ [ [").click_on("Maria Smith").keys("w").shows("signed by Dana").keys("o").shows("last here");
    dana.keys("w").shows("new note").keys("<c-d>").types("R utrap").shows("draft, saved 09:05");
    assert_eq!(draft(&dana, session.today).as_deref(), Some("R utrap"));
    // Two that are written: each is kept, and each is let go of when it is left.
    let tom = dana.store().find_clients("okafor", false, 1).expect("a read").clients[0].id;
    dana.app.screens.push(Screen::Note(Box::new(SessionNote::of(NoteOf::Visit(tom)))));
    dana.keys("<c-s>").types("hc stairs").shows("draft, saved 09:05");
    let visit = dana.store().note_draft(NoteOf::Visit(tom)).expect("a read").expect("a draft");
    assert_eq!((visit.written.lines.as_str(), visit.holder.is_empty()), ("hc stairs", false));
    assert_eq!(draft(&dana, session.today).as_deref(), Some("R utrap"));
    dana.keys("<esc>").shows("R utrap").types(" 5>3");
    assert_eq!(draft(&dana, session.today).as_deref(), Some("R utrap 5>3"));
    assert!(dana.store().note_draft(NoteOf::Visit(tom)).expect("a read").expect("a draft").holder.is_empty());
}

#[test]
fn the_help_of_a_note_has_the_shorthand_and_each_key_once() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.size(80, 400).keys("<f1>").shows("Shorthand").shows("ic60x3 is 3 times 60 s").shows("tb taut band");
    let rows = dana.rows();
    for key in ["ctrl-s ", "esc ", "F9 "] {
        assert_eq!(rows.iter().filter(|row| row.trim_start_matches([' ', '▸']).starts_with(key)).count(), 1, "{key}\n{}", dana.screen());
    }
    assert!(rows.iter().all(|row| !row.trim_end().ends_with('…')), "{}", dana.screen());
}

#[test]
fn an_unfinished_word_leaves_the_words_and_the_point_of_its_line_where_they_are() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.size(120, 36).types("L infra 8>5");
    let digits = |dana: &Person| dana.screen().matches("5 pain").count();
    for more in [" @", "shf,", "thumb", " ic60", "x"] {
        dana.types(more).shows("Left infraspinatus, 8 before, 5 after");
        assert_eq!(digits(&dana), 1, "the point leaves the map after {more:?}:\n{}", dana.screen());
    }
    dana.shows("compression 60 s …").types("3").shows("3 × 60 s").shows_not("60 s …");
    dana.keys("<enter>").types("L utrap 7>").shows("Left upper trapezius, 7 before …").types("12 ").shows("not understood");
    dana.shows_not("7 before …").keys("<f9>").shows("is beyond 0–10").shows_not("Not signed yet");
}

#[test]
fn the_usual_pattern_is_hinted_at_while_the_line_says_nothing_of_where_it_is_felt() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.size(120, 36).types("L infra").shows("usual").types(" 8>5 @").shows("usual").types("shf").shows("usual").shows("felt");
    dana.types(" ic60").shows("felt").shows_not("usual");
    dana.keys("<enter>").shows_not("usual").types("R lev 3").shows("usual").keys("<enter>").shows_not("usual");
    dana.keys("<up>").shows("usual").types(" @-").shows_not("usual");
}
