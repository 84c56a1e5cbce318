//! Drafts of notes in the file: held by one window, written over by nobody, and never lost with their session.
use knotbook::domain::care::note::{Keep, Kept, NoteOf};
use knotbook::domain::change::{Change, PeopleChange};
use knotbook::domain::ids::StaffId;

use crate::care_store::{session, sign, stamp, written};
use crate::practice::{DANA, DESK, LEE, Place, at};

/// What a window keeps that saw `seen`.
fn keep(of: NoteOf, seen: &str, lines: &str) -> Keep {
    Keep { seen: written(seen), ..Keep::first(of, written(lines)) }
}

fn draft_of(place: &Place, of: NoteOf) -> Option<String> {
    place.store.note_draft(of).expect("a read").map(|draft| draft.written.lines.to_string())
}

#[test]
fn a_draft_is_held_by_one_window_and_stays_with_the_client() {
    let mut place = Place::hollis();
    let (_, id) = session(&mut place);
    let of = NoteOf::Session(id);
    place.store.keep_note(&keep(of, "", "nrs 6"), "here", stamp(DANA)).expect("kept");
    let there = place.store.keep_note(&keep(of, "nrs 6", "nrs 7"), "there", stamp(DESK)).expect("an answer");
    assert!(matches!(there, Kept::HeldElsewhere { by: Some(StaffId(_)), .. }), "{there:?}");
    let over = Keep { take_over: true, ..keep(of, "nrs 6", "nrs 7") };
    assert_eq!(place.store.keep_note(&over, "there", stamp(DANA)).expect("taken over"), Kept::Yes);
    place.store.leave_note(of, "there").expect("left");
    // No process has so high a number: a window that was killed holds nothing.
    place.store.keep_note(&keep(of, "nrs 7", "nrs 7"), "4194305-killed", stamp(DANA)).expect("kept");
    assert_eq!(place.store.keep_note(&keep(of, "nrs 7", "nrs 8"), "here", stamp(DANA)).expect("kept"), Kept::Yes);
    place.store.leave_note(of, "here").expect("left");
    assert_eq!(place.store.note_draft(of).expect("a read").expect("it").holder, "");
    place.store.undo(stamp(DESK)).expect("the booking is taken back");
    let waiting = place.store.unsigned(at("2026-11-23 12:00")).expect("what waits");
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].of == of && waiting[0].called_off, "{waiting:?}");
    let session = place.store.session(of, at("2026-11-23 12:00")).expect("what it is written with");
    assert_eq!((session.appointment, session.draft.map(|draft| draft.visited)), (None, Some(at("2026-11-23 09:00"))));
    place.store.redo(stamp(DESK)).expect("the booking is back");
    let session = place.store.session(of, at("2026-11-23 12:00")).expect("what it is written with");
    assert_eq!((session.appointment.map(|one| one.id), session.draft.map(|draft| draft.written)), (Some(id), Some(written("nrs 8"))));
}

#[test]
fn a_draft_that_somebody_else_went_on_with_is_neither_written_over_nor_signed_away() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    for of in [NoteOf::Session(id), NoteOf::Visit(maria)] {
        place.store.keep_note(&keep(of, "", "nrs 6"), "here", stamp(DANA)).expect("kept");
        let over = Keep { take_over: true, ..keep(of, "nrs 6", "nrs 6\nhc walk") };
        assert_eq!(place.store.keep_note(&over, "there", stamp(LEE)).expect("taken over"), Kept::Yes);
        place.store.leave_note(of, "there").expect("left");
        let changed = place.store.keep_note(&keep(of, "nrs 6", "nrs 6>3"), "here", stamp(DANA)).expect("an answer");
        assert!(matches!(changed, Kept::Changed { by: Some(LEE), .. }), "{changed:?}");
        // Nor by somebody who saw no draft at all.
        let changed = place.store.keep_note(&keep(of, "", "nrs 9"), "elsewhere", stamp(DANA)).expect("an answer");
        assert!(matches!(changed, Kept::Changed { by: Some(LEE), .. }), "{changed:?}");
        let refused = sign(&mut place, of, "nrs 6>3").expect_err("not what stands there").to_string();
        assert!(refused.contains("Lee wrote in this note in another window meanwhile"), "{refused}");
        assert_eq!(draft_of(&place, of).as_deref(), Some("nrs 6\nhc walk"));
        sign(&mut place, of, "nrs 6\nhc walk").expect("what stands there");
        assert_eq!(draft_of(&place, of), None);
    }
    // What was signed elsewhere does not begin again with the next letter.
    let changed = place.store.keep_note(&keep(NoteOf::Visit(maria), "nrs 6", "nrs 6>2"), "here", stamp(DANA)).expect("an answer");
    assert_eq!(changed, Kept::Changed { by: None, at: None });
}

#[test]
fn drafts_of_one_client_stay_apart_when_a_booking_is_taken_back_and_when_clients_are_merged() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    let of = NoteOf::Session(id);
    place.store.keep_note(&keep(of, "", "nrs 6"), "", stamp(DANA)).expect("kept");
    place.store.keep_note(&keep(NoteOf::Visit(maria), "", "nrs 4"), "", stamp(DANA)).expect("kept");
    place.store.undo(stamp(DESK)).expect("the booking is taken back");
    place.store.keep_note(&keep(NoteOf::Visit(maria), "nrs 4", "nrs 4>2"), "", stamp(DANA)).expect("kept");
    assert_eq!([of, NoteOf::Visit(maria)].map(|of| draft_of(&place, of)), [Some("nrs 6".into()), Some("nrs 4>2".into())]);
    sign(&mut place, of, "nrs 6").expect("a note of a visit");
    assert_eq!(draft_of(&place, NoteOf::Visit(maria)).as_deref(), Some("nrs 4>2"));
    let other = place.client("Mary Smith", "555-0135");
    place.store.keep_note(&keep(NoteOf::Visit(other), "", "nrs 9"), "", stamp(DANA)).expect("kept");
    place.apply(&Change::People(PeopleChange::Merge { keep: maria, gone: other }), DESK).expect("one client");
    let waiting: Vec<_> = place.store.unsigned(at("2026-11-23 12:00")).expect("what waits").into_iter().filter(|one| one.draft).collect();
    assert!(
        waiting.len() == 2 && waiting.iter().all(|one| one.client == maria && one.client_name.as_str() == "Maria Smith"),
        "{waiting:?}"
    );
    sign(&mut place, NoteOf::Visit(other), "nrs 9").expect("a note");
    assert_eq!(place.store.notes(maria, false).expect("notes").len(), 2);
    assert_eq!(draft_of(&place, NoteOf::Visit(maria)).as_deref(), Some("nrs 4>2"));
}

#[test]
fn a_draft_outlives_a_client_who_was_added_by_mistake_and_comes_back_with_them() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    for of in [NoteOf::Session(id), NoteOf::Visit(maria)] {
        place.store.keep_note(&keep(of, "", "nrs 6"), "", stamp(DANA)).expect("kept");
    }
    for _ in 0..2 {
        place.store.undo(stamp(DESK)).expect("the booking and the client are taken back");
    }
    assert!(place.store.unsigned(at("2026-11-23 12:00")).expect("what waits").is_empty());
    for _ in 0..2 {
        place.store.redo(stamp(DESK)).expect("the client and the booking are back");
    }
    assert_eq!([NoteOf::Session(id), NoteOf::Visit(maria)].map(|of| draft_of(&place, of)), [Some("nrs 6".into()), Some("nrs 6".into())]);
}
