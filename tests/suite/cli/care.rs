//! Notes, plans and progress by commands.
use knotbook::domain::book::status::Status;
use knotbook::domain::care::note::{Keep, NoteOf};

use crate::practice::{DANA, Place, R1, dump, raw};
use crate::scene::book;

const LINES: &str = "l utrap 7>3 @temple ic60\nnrs 6>3\nnext recheck lev";

/// Maria Smith's session of Mon 23 Nov, 09:00, which has begun by 09:05; and one a week before.
fn place() -> Place {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.client("Tom Okafor", "555-0190");
    book(&mut place, maria, DANA, R1, "2026-11-16 09:00");
    book(&mut place, maria, DANA, R1, "2026-11-23 09:00");
    place
}

#[test]
fn a_note_is_written_signed_shown_and_added_to() {
    let place = place();
    let begun = place.given("note add smith --as dana", LINES).done();
    assert!(begun.starts_with("Began a draft of Maria Smith, Mon 23 Nov 09:00\n  left upper trapezius, 7 before, 3 after"), "{begun}");
    let more = place.given("note add smith --as dana --json", "hc chin tucks\n\nplan 1/w x6 re@4").json();
    assert_eq!(more["added"].as_array().map(Vec::len), Some(2), "{more}");
    let shown = place.knotbook("note show smith --as dana").done();
    assert!(shown.contains("Mon 23 Nov 09:00 · draft, not signed") && shown.contains("  L utrap 7>3 @temple ic60\n"), "{shown}");
    let signed = place.knotbook("note sign smith --as dana").done();
    assert!(signed.starts_with("Signed the note of Maria Smith, Mon 23 Nov 09:00\n"), "{signed}");
    let note = &place.knotbook("note show smith --as dana --json").json()["notes"][0];
    assert_eq!(note["lines"][4]["line"], "plan 1/w x6 re@4");
    assert_eq!((note["before"].as_u64(), note["after"].as_u64(), note["by"].as_str()), (Some(6), Some(3), Some("Dana")));
    let id = note["appointment"].as_i64().expect("its session");
    let session = place.store.appointment(knotbook::domain::ids::AppointmentId(id)).expect("a read").expect("it");
    assert_eq!(session.status, Status::Done);
    let blank = place.knotbook("note amend smith 'bruise seen' --why '' --as lee").refused();
    assert!(blank.contains("Say in a word why it is added"), "{blank}");
    place.knotbook("note amend smith 'bruise seen' --why 'she rang' --as lee").done();
    assert!(place.knotbook("note show smith --as dana").done().contains("by Lee Park (she rang): bruise seen"));
    let again = place.given("note add smith --as dana", "nrs 1").refused();
    assert!(
        again.contains("is signed already") && again.contains("“knotbook note amend”") && again.contains("Nothing was written."),
        "{again}"
    );
    let plans = place.knotbook("plan list --as dana").done();
    assert!(plans.contains("Maria Smith") && plans.contains("weekly") && plans.contains("1/6"), "{plans}");
    assert!(place.knotbook("plan show smith --as dana").done().contains("weekly, 6 visits, check after 4 · visit 1 of 6 done"));
    assert_eq!(place.knotbook("plan list --as dana --json").json()["plans"][0]["used"], 1);
    assert!(place.knotbook("find temple --as dana").done().contains("L utrap 7>3 @temple ic60"));
    place.knotbook("note amend smith more --why 'she rang' --for today --as lee").done();
    place.given("note add smith --for '16 nov' --as dana", "R utrap 5>3 @temple").done();
    place.knotbook("note sign smith --as dana").done();
    let one = place.knotbook("find temple -n 1 --as dana").done();
    assert!(one.contains("… and older ones") && one.matches("Maria Smith").count() == 1, "{one}");
}

#[test]
fn an_unclear_line_names_itself_and_writes_nothing() {
    let place = place();
    place.given("note add smith --as dana", "nrs 6>3").done();
    let before = dump(&raw(&place.file()));
    for (lines, named) in [
        ("nrs 5\nL glut 5>3", vec!["Line 2: ", "“glut”", "gmax, gmed, gmin"]),
        ("L glut 5>3\nnrs 5\nfoo", vec!["Line 1: ", "“glut”", "Line 3: ", "“foo”"]),
        ("utrap 7>3", vec!["Line 1: ", "“utrap”"]),
        ("\n\nL utrap 12>3", vec!["Line 3: ", "12"]),
        ("L utrap 7>3 @fore", vec!["“fore”", "fh, "]),
        ("", vec!["No lines came in"]),
    ] {
        let why = place.given("note add smith --as dana", lines).refused();
        assert!(why.to_lowercase().contains("nothing was written"), "{why}");
        for word in named {
            assert!(why.contains(word), "{word}: {why}");
        }
    }
    assert_eq!(dump(&raw(&place.file())), before);
}

#[test]
fn a_complaint_is_found_by_those_who_treat() {
    let place = place();
    let found = place.knotbook("find sciatica --as dana").done();
    assert!(found.starts_with("Muscles and regions\n") && found.contains("piri"), "{found}");
    assert!(place.knotbook("find sciatica --as robin").refused().contains("No client fits"));
    assert_eq!(place.knotbook("muscles temple").done().matches("semicap").count(), 1);
}

#[test]
fn the_session_that_is_meant_is_found_or_asked_for() {
    let place = place();
    let add = |who: &str| place.given(&format!("note add {who} --as dana"), "nrs 6>3");
    assert!(add("smith --for '16 nov'").done().contains("Mon 16 Nov 09:00"));
    let went_on = place.given("note add smith --for '16 nov 09:00' --as dana", "hc walk").done();
    assert!(went_on.contains("Went on with the draft of Maria Smith, Mon 16 Nov 09:00"), "{went_on}");
    assert!(add("smith --for tomorrow").refused().contains("no appointment on Tue 24 Nov"));
    assert!(add("okafor").refused().contains("has had no session yet"));
    assert!(add("okafor --visit").done().contains("a visit that was not booked"));
    assert!(add("#2").done().contains("Mon 23 Nov 09:00"));
    assert!(add("#99").refused().contains("no appointment #99"));
    let several = place.knotbook("note sign smith --as dana").refused();
    assert!(several.contains("several drafts") && several.contains("#1") && several.contains("#2"), "{several}");
    place.given("note add #2 --as dana", "nrs 5").done();
    assert!(place.knotbook("note sign #2 --as dana").refused().contains("(nrs) is said twice"));
    assert!(place.given("note add #2 --as lee", "hc sleep").refused().contains("Dana began that note. --take-over goes on with it"));
    place.knotbook("note sign #1 --as dana").done();
    place.knotbook("note sign okafor --as dana").done();
    assert!(place.knotbook("note sign okafor --as dana").refused().contains("no session yet"));
    place.given("note add okafor --visit --for '20 nov 18:00' --as dana", "nrs 4").done();
    let other = place.given("note add okafor --visit --for '19 nov 18:00' --as dana", "nrs 3").refused();
    assert!(other.contains("A draft of another visit is there, of Fri 20 Nov 18:00"), "{other}");
    assert!(place.knotbook("note sign okafor --visit --for '19 nov 18:00' --as dana").refused().contains("of another visit"));
    assert!(place.knotbook("note sign okafor --as dana").done().contains("Signed the note of Tom Okafor, Fri 20 Nov 18:00"));
    assert!(place.given("note add okafor --visit --for 'tomorrow 18:00' --as dana", "nrs 4").refused().contains("still to come"));
    assert!(place.knotbook("note show smith --for '16 nov' --as dana").done().contains("Mon 16 Nov 2026 09:00 · Dana Reyes"));
}

#[test]
fn a_note_that_another_window_writes_is_left_alone() {
    let mut place = place();
    place.given("note add smith --as dana", "nrs 6>3").done();
    let of = NoteOf::Session(knotbook::domain::ids::AppointmentId(2));
    let draft = place.store.note_draft(of).expect("a read").expect("the draft");
    let stamp = knotbook::domain::change::Stamp { at: crate::practice::now(), by: Some(DANA) };
    let keep = Keep { seen: draft.written.clone(), ..Keep::first(of, draft.written) };
    place.store.keep_note(&keep, "a window", stamp).expect("kept");
    let why = place.given("note add smith --as lee", "hc rest").refused();
    assert!(why.starts_with("Dana writes in that note in another window") && why.contains("--take-over"), "{why}");
    assert!(place.knotbook("note sign smith --as dana").refused().contains("open in another window"));
    place.given("note add smith --take-over --as lee", "hc rest").done();
    place.knotbook("note sign smith --as dana").done();
}

#[test]
fn progress_is_said_in_words() {
    let place = place();
    place.given("note add smith --for '16 nov' --as dana", "nrs 7>5\nnrs worst 8\nndi 24/50\nL utrap 7>5\nplan 1/w x6").done();
    place.knotbook("note sign smith --as dana").done();
    assert!(place.knotbook("progress smith --as dana").done().contains("Pain before each session: 7 (1 session, 16 Nov)"));
    place.given("note add smith --as dana", "nrs 3>2\nnrs worst 5 now 3\nndi 12/50\nL utrap 3>2").done();
    place.knotbook("note sign smith --as dana").done();
    let words = place.knotbook("progress smith --as dana").done();
    for said in [
        "7→3",
        "improved",
        "Neck disability 24 → 12 of 50",
        "Worst pain 8 → 5, 38 %: improved",
        "Pain now 3, ",
        "L utrap: active, 7→3",
        "visit 2 of 6 done",
    ] {
        assert!(words.contains(said), "{said}:\n{words}");
    }
    let value = place.knotbook("progress smith --as dana --json").json();
    assert_eq!(value["plans"][0]["verdict"], "some change");
    for measures in [&value["plans"][0]["measures"], &value["measures"]] {
        assert!(measures[1].as_str().is_some_and(|words| words.starts_with("worst pain 8 → 5, 38 %: improved")), "{measures}");
    }
    assert_eq!(value["plans"][0]["told"].as_array().map(Vec::len), Some(2));
    assert!(place.knotbook("progress okafor --as dana").done().contains("No signed note yet"));
}

#[test]
fn the_catalogue_answers_both_ways() {
    let place = place();
    let temple = place.knotbook("muscles temple").done();
    assert!(temple.contains("Refer to temple") && temple.contains("upper trapezius"), "{temple}");
    assert!(place.knotbook("regions temple").done().contains("utrap"));
    assert!(place.knotbook("muscles headache").done().contains("Known for “headache”"));
    let one = place.knotbook("muscles gluteus minimus").done();
    assert!(one.contains("written: gmin") && one.contains("care: ask for consent"), "{one}");
    assert_eq!(place.knotbook("muscles --json").json()["muscles"].as_array().map(Vec::len), Some(97));
    assert_eq!(place.knotbook("regions --json").json()["regions"].as_array().map(Vec::len), Some(83));
    assert!(place.knotbook("muscles zzz").refused().contains("No muscle of the catalogue fits “zzz”"));
}
