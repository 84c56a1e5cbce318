//! What speaks against taking an act back, in the words of the person who wants it.
use knotbook::domain::book::appointment::AppointmentField;
use knotbook::domain::book::status::{RealTimes, Status};
use knotbook::domain::change::{
    BookChange, Booking, Change, Edit, Import, Imported, NewAbsence, PeopleChange, PracticeChange, Ref, Stamp, Who,
};
use knotbook::domain::ids::{ChangeId, ClientId, StaffId};
use knotbook::domain::people::client::{ClientField, NewClient};
use knotbook::domain::people::staff::NewStaff;
use knotbook::domain::practice::PracticeField;
use knotbook::domain::practice::hours::Absent;
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::room::NewRoom;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::store::Store;

use crate::practice::{DANA, DESK, LEE, Place, R1, TRP60, assert_sound, at, booking, dump, now, raw, slot};

fn by(staff: StaffId) -> Stamp {
    Stamp { at: now(), by: Some(staff) }
}

fn zone(from: chrono_tz::Tz, to: chrono_tz::Tz) -> Change {
    Change::Practice(PracticeChange::Edit(vec![PracticeField::Zone(Edit { seen: from, new: to })]))
}

#[test]
fn a_client_who_is_booked_by_somebody_else_stays_wherever_the_practice_is() {
    for home in [chrono_tz::America::New_York, chrono_tz::Pacific::Auckland] {
        let mut place = Place::hollis();
        place.apply(&zone(chrono_tz::Europe::Berlin, home), DANA).expect("another zone");
        let maria = place.client("Maria Smith", "1");
        place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), LEE).expect("a booking");
        let refused = place.store.undo(by(DESK)).expect_err("an undo under somebody's feet");
        assert_eq!(
            refused.to_string(),
            "“Added Maria Smith” cannot be taken back: “Booked Maria Smith, Tue 24 Nov 11:00 with Dana” builds on it. Take that back first."
        );
        place.store.undo(by(LEE)).expect("an undo");
        assert_eq!(place.store.undo(by(DESK)).expect("an undo").words, "Took back: added Maria Smith");
        assert_eq!(place.store.redo(by(DESK)).expect("a redo").words, "Did again: added Maria Smith");
    }
}

#[test]
fn what_was_taken_back_meanwhile_is_said_to_be_gone() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), LEE).expect("a booking");
    place.store.undo(by(LEE)).expect("an undo");
    place.store.undo(by(DESK)).expect("an undo");
    let gone = "The client, person, service or room it names is not in the book any more: somebody took it back. Nothing was changed.";
    assert_eq!(place.store.redo(by(LEE)).expect_err("a booking of nobody").to_string(), gone);
    let absence = NewAbsence { of: Absent::Client(maria), span: Span::lasting(at("2026-11-24 09:00"), 60), reason: Clean::default() };
    let refused = place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), DESK).expect_err("nobody's absence");
    assert_eq!(refused.to_string(), gone);

    let room = Change::Practice(PracticeChange::AddRoom(NewRoom { name: "Attic".into(), short: "A".into() }));
    place.apply(&room, DANA).expect("a room");
    let attic = place.store.directory().expect("a directory").expect("a practice").rooms.last().expect("the attic").id;
    place.store.undo(by(DANA)).expect("an undo");
    let tom = place.client("Tom Okafor", "2");
    let refused = place.apply(&booking(tom, slot(DANA, attic, "2026-11-24 11:00")), DESK).expect_err("a room that is not there");
    assert_eq!(refused.to_string(), "The room is not in the book any more: somebody took it back. Nothing was changed.");
    let refused = place.store.revert(ChangeId(9999), by(DANA)).expect_err("an act that never was");
    assert_eq!(refused.to_string(), "The act is not in the book any more: somebody took it back. Nothing was changed.");
    assert_sound(&place.store, &raw(&place.file()));
}

#[test]
fn the_practice_and_its_people_stay_while_something_stands_on_them() {
    let mut place = Place::hollis();
    let ina = NewStaff {
        name: "Ina Voss".into(),
        short: "Ina".into(),
        role: Role::Desk,
        treats: false,
        os_user: Clean::default(),
        offers: Vec::new(),
        hours: Vec::new(),
    };
    let added = place.apply(&Change::Practice(PracticeChange::AddStaff(ina)), DANA).expect("an added person").change;
    let client = Change::People(PeopleChange::AddClient(NewClient { name: "Maria Smith".into(), ..NewClient::default() }));
    place.apply(&client, StaffId(5)).expect("a client, added by Ina");
    let refused = place.store.revert(added, by(DANA)).expect_err("Ina has done something");
    assert_eq!(
        refused.to_string(),
        "“Added Ina to the staff” cannot be taken back: “Added Maria Smith” builds on it. Take that back first."
    );
    let refused = place.store.revert(ChangeId(1), by(DANA)).expect_err("the practice has somebody in it");
    assert!(refused.to_string().starts_with("“Set up the practice” cannot be taken back: “Added"), "{refused}");
    place.store.undo(by(StaffId(5))).expect("an undo");
    place.store.revert(added, by(DANA)).expect("nothing stands on Ina now");
    place.store.revert(ChangeId(1), by(DANA)).expect("nothing stands on the practice now");
    assert_eq!(place.store.directory().expect("a directory"), None);
}

#[test]
fn the_wall_clock_follows_the_zone_through_undo_and_in_the_other_window() {
    let mut place = Place::hollis();
    let other = Store::open(&place.file()).expect("the other window");
    place.apply(&zone(chrono_tz::Europe::Berlin, chrono_tz::Asia::Tokyo), DANA).expect("another zone");
    assert_eq!(place.store.local(now()), at("2026-11-23 17:05"));
    other.directory().expect("the directory, read again");
    assert_eq!(other.local(now()), at("2026-11-23 17:05"));
    place.store.undo(by(DANA)).expect("an undo");
    assert_eq!(place.store.local(now()), at("2026-11-23 09:05"));
}

#[test]
fn anothers_act_is_taken_back_from_the_history_and_never_twice() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let booked = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), LEE).expect("a booking");
    let id = booked.appointment.expect("an id");
    let mut other = Store::open(&place.file()).expect("the other window");
    let undone = other.revert(booked.change, by(DESK)).expect("an undo from the history");
    assert_eq!(undone.words, "Took back: booked Maria Smith, Tue 24 Nov 11:00 with Dana");
    let twice = place.store.revert(booked.change, by(DANA)).expect_err("taken back already");
    assert_eq!(twice.to_string(), "“Booked Maria Smith, Tue 24 Nov 11:00 with Dana” cannot be taken back: it has been taken back already.");
    place.store.undo(by(LEE)).expect_err("Lee has nothing left");
    // Somebody takes the time; the redo is refused with the one who has it.
    let tom = place.client("Tom Okafor", "2");
    place.apply(&booking(tom, slot(DANA, R1, "2026-11-24 11:00")), LEE).expect("a booking");
    let refused = other.revert(undone.change, by(DESK)).expect_err("the time is taken");
    assert!(refused.to_string().starts_with("Dana has Tom Okafor 11:00–12:00"), "{refused}");
    assert_eq!(place.store.appointment(id).expect("a read"), None);
    assert_sound(&place.store, &raw(&place.file()));
}

#[test]
fn an_edit_of_another_program_is_recorded_and_stands_in_the_way() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let shell = raw(&place.file());
    shell.execute("UPDATE client SET note = note", []).expect("an update that changes nothing");
    let entries =
        || shell.query_row("SELECT count(*) FROM journal WHERE change_id IS NULL", [], |row| row.get::<_, i64>(0)).expect("a count");
    assert_eq!(entries(), 0, "what changes nothing is no entry");
    shell.execute("UPDATE client SET name = 'Maria \u{202e}Jones'", []).expect("an edit by the shell");
    assert_eq!(entries(), 1);
    let refused = place.store.undo(by(DESK)).expect_err("changed since");
    assert_eq!(
        refused.to_string(),
        "“Added Maria Jones” cannot be taken back: the client was changed since by another program, outside knotbook. \
         Take that back first, or change it by hand."
    );
    // What the other program wrote is shown clean, and what was shown can be edited.
    let seen = place.store.client(maria, at("2026-11-23 09:00")).expect("a read").expect("a client").client.name;
    let fields = vec![ClientField::Name(Edit { seen, new: "Maria Smith".into() })];
    place.apply(&Change::People(PeopleChange::EditClient { id: maria, fields }), DESK).expect("an edit");
}

#[test]
fn an_edit_to_the_same_value_is_an_act_without_a_trace() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking").appointment.expect("an id");
    let file = raw(&place.file());
    let before = dump(&file);
    let fields = vec![AppointmentField::Note(Edit { seen: Clean::default(), new: Clean::default() })];
    place.apply(&Change::Book(BookChange::Alter { id, fields, anyway: None }), DESK).expect("an edit");
    place.store.undo(by(DESK)).expect("an undo");
    assert_eq!(dump(&file), before);
    place.store.undo(by(DESK)).expect("the undo of the booking");
    assert_eq!(place.store.appointment(id).expect("a read"), None);
}

#[test]
fn a_booking_with_a_new_client_goes_and_comes_as_one() {
    let mut place = Place::hollis();
    let who = Who::New(Box::new(NewClient { name: "Tom Okafor".into(), ..NewClient::default() }));
    let walk_in = Booking { who, slot: slot(DANA, R1, "2026-11-24 11:00"), note: Clean::default(), arrived: None, anyway: None };
    place.apply(&Change::Book(BookChange::Book(walk_in)), DESK).expect("a booking");
    let undone = place.store.undo(by(DESK)).expect("an undo");
    assert_eq!(undone.words, "Took back: booked Tom Okafor (new client), Tue 24 Nov 11:00 with Dana");
    assert_eq!(place.store.client(ClientId(1), at("2026-11-23 09:00")).expect("a read"), None);
    let redone = place.store.redo(by(DESK)).expect("a redo");
    assert_eq!(redone.words, "Did again: booked Tom Okafor (new client), Tue 24 Nov 11:00 with Dana");
}

#[test]
fn an_import_of_twenty_thousand_is_taken_back_in_one_act() {
    let mut place = Place::hollis();
    let file = raw(&place.file());
    let before = dump(&file);
    let client = |n: usize| NewClient { name: format!("Client {n}").as_str().into(), ..NewClient::default() };
    let appointment = |n: usize| Imported {
        client: Ref::New(n % 4000),
        service: Ref::Known(TRP60),
        staff: Ref::Known(if n.is_multiple_of(2) { DANA } else { LEE }),
        room: None,
        span: Span::lasting(at("2010-01-01 00:00") + chrono::TimeDelta::hours(i64::try_from(n).expect("a number")), 60),
        buffer: 0,
        status: Status::Done,
        real: RealTimes::default(),
        cancelled_by: None,
        cancel_reason: Clean::default(),
        note: Clean::default(),
        keep_overlap: false,
        known_as: None,
        date_of: None,
        line: n,
    };
    let import = Import {
        source: "old.csv".into(),
        clients: (0..4000).map(client).collect(),
        appointments: (0..16_000).map(appointment).collect(),
        ..Import::default()
    };
    place.apply(&Change::Import(Box::new(import)), DANA).expect("an import");
    let full = dump(&file).len();
    assert_eq!(full, before.len() + 20_000);
    place.store.undo(by(DANA)).expect("an undo");
    assert_eq!(dump(&file), before);
    place.store.redo(by(DANA)).expect("a redo");
    assert_eq!(dump(&file).len(), full);
}
