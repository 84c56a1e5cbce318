//! Two windows on one file.
use std::sync::mpsc;
use std::thread;

use knotbook::domain::book::appointment::AppointmentField;
use knotbook::domain::change::{BookChange, Change, Edit, PeopleChange, Stamp};
use knotbook::domain::ids::ClientId;
use knotbook::domain::people::client::{ClientField, NewClient};
use knotbook::domain::refusal::Refusal;
use knotbook::store::{Error, Store};

use crate::practice::{DANA, DESK, LEE, OLIVE, Place, R1, R2, at, booking, date, now, slot};

fn edit(id: ClientId, fields: Vec<ClientField>) -> Change {
    Change::People(PeopleChange::EditClient { id, fields })
}

fn names(store: &Store, typed: &str) -> Vec<String> {
    store.find_clients(typed, false, 9).expect("a search").clients.into_iter().map(|client| client.name.into()).collect()
}

#[test]
fn the_other_window_sees_a_commit_at_once_and_its_own_is_no_news() {
    let mut place = Place::hollis();
    let other = Store::open(&place.file()).expect("the other window");
    let (mine, theirs) = (place.store.data_version().expect("a number"), other.data_version().expect("a number"));
    assert_eq!(names(&other, "smi"), Vec::<String>::new());
    let maria = place.client("Maria Smith", "555-0134");
    assert_eq!(place.store.data_version().expect("a number"), mine);
    assert_ne!(other.data_version().expect("a number"), theirs);
    assert_eq!(names(&other, "smi"), ["Maria Smith"]);
    assert_eq!(names(&place.store, "5550134"), ["Maria Smith"]);
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    assert_eq!(other.day(date("2026-11-24")).expect("the day").entries.len(), 1);
    place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(other.day(date("2026-11-24")).expect("the day").entries.len(), 0);
}

#[test]
fn a_refused_act_is_no_news_for_anybody() {
    let mut place = Place::hollis();
    let other = Store::open(&place.file()).expect("the other window");
    let before = other.data_version().expect("a number");
    let nobody = Change::People(PeopleChange::AddClient(NewClient::default()));
    place.apply(&nobody, DESK).expect_err("a client without a name");
    assert_eq!(other.data_version().expect("a number"), before);
}

#[test]
fn a_number_waits_for_the_other_windows_commit() {
    let mut place = Place::hollis();
    let file = place.file();
    let (ready, wait) = mpsc::channel();
    let watcher = thread::spawn(move || {
        let other = Store::open(&file).expect("the other window");
        let before = other.data_version().expect("a number");
        ready.send(()).expect("a word");
        while other.data_version().expect("a number") == before {
            thread::yield_now();
        }
        names(&other, "maria")
    });
    wait.recv().expect("the watcher");
    place.client("Maria Smith", "");
    assert_eq!(watcher.join().expect("the watcher"), ["Maria Smith"]);
}

#[test]
fn two_edits_of_one_field_meet_and_of_two_fields_pass() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let mut other = Store::open(&place.file()).expect("the other window");
    let stamp = Stamp { at: now(), by: Some(LEE) };
    let phones = |seen: &str, new: &str| ClientField::Phones(Edit { seen: seen.into(), new: new.into() });
    let note = |seen: &str, new: &str| ClientField::Note(Edit { seen: seen.into(), new: new.into() });
    place.apply(&edit(maria, vec![phones("555-0134", "555-0200")]), OLIVE).expect("an edit");
    other.apply(&edit(maria, vec![note("", "rings first")]), stamp).expect("an edit of another field");
    let refused = other.apply(&edit(maria, vec![note("rings first", "x"), phones("555-0134", "555-0300")]), stamp);
    let refused = refused.expect_err("a stale edit");
    assert!(matches!(refused, Error::Refused(Refusal::Stale(_))));
    assert!(refused.to_string().contains("it was “555-0134”, it is “555-0200” now, and you want “555-0300”"), "{refused}");
    let client = other.client(maria, at("2026-11-23 09:00")).expect("a read").expect("a client").client;
    assert_eq!((client.phones.as_str(), client.note.as_str()), ("555-0200", "rings first"), "all or nothing");
}

#[test]
fn a_move_and_a_change_of_therapist_meet_in_one_appointment() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let mut other = Store::open(&place.file()).expect("the other window");
    let stamp = Stamp { at: now(), by: Some(LEE) };
    let id = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking").appointment.expect("an id");
    let alter = |field| Change::Book(BookChange::Alter { id, fields: vec![field], anyway: None });
    let (eleven, ten) = (at("2026-11-24 11:00"), at("2026-11-24 10:00"));
    place.apply(&alter(AppointmentField::Starts(Edit { seen: eleven, new: ten })), DESK).expect("a move");
    other.apply(&alter(AppointmentField::Room(Edit { seen: Some(R1), new: Some(R2) })), stamp).expect("another room");
    other.apply(&alter(AppointmentField::Staff(Edit { seen: DANA, new: LEE })), stamp).expect("another therapist");
    let now = other.appointment(id).expect("a read").expect("a row");
    assert_eq!((now.span.from(), now.staff, now.room), (ten, LEE, Some(R2)));
    let late = other.apply(&alter(AppointmentField::Starts(Edit { seen: eleven, new: at("2026-11-24 15:00") })), stamp);
    assert!(matches!(late, Err(Error::Refused(Refusal::Stale(_)))));
}

#[test]
fn a_client_archived_in_the_other_window_is_not_booked() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let mut other = Store::open(&place.file()).expect("the other window");
    let archived = ClientField::Archived(Edit { seen: false, new: true });
    place.apply(&edit(maria, vec![archived]), OLIVE).expect("an archived client");
    let stamp = Stamp { at: now(), by: Some(DESK) };
    let refused = other.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), stamp).expect_err("an archived client");
    assert_eq!(refused.to_string(), "Maria Smith is archived. Take them out of the archive, then book.");
    assert_eq!(names(&other, "maria"), Vec::<String>::new());
}
