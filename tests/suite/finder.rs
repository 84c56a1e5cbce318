//! The finder learns from the journal what any window wrote.
use chrono::TimeDelta;
use knotbook::domain::change::{Change, Edit, PeopleChange, Stamp};
use knotbook::domain::ids::ClientId;
use knotbook::domain::people::client::ClientField;
use knotbook::store::Store;

use crate::practice::{DANA, DESK, LEE, Place, R1, at, booking, now, slot};

fn found(store: &Store, typed: &str) -> Vec<String> {
    store.find_clients(typed, false, 50).expect("a search").clients.into_iter().map(|client| client.name.to_string()).collect()
}

fn rename(id: ClientId, seen: &str, new: &str) -> Change {
    let name = ClientField::Name(Edit { seen: seen.into(), new: new.into() });
    Change::People(PeopleChange::EditClient { id, fields: vec![name] })
}

#[test]
fn what_one_window_writes_the_other_finds_in_order() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.client("Zoe Smith", "555-0135");
    let mut other = Store::open(&place.file()).expect("the file again");
    assert_eq!(found(&other, "smith"), ["Maria Smith", "Zoe Smith"]);

    place.apply(&rename(maria, "Maria Smith", "Zz Smith"), LEE).expect("an edit");
    let ana = place.client("Ana Smith", "555-0136");
    assert_eq!(found(&place.store, "smith"), ["Ana Smith", "Zoe Smith", "Zz Smith"]);
    assert_eq!(found(&other, "smith"), ["Ana Smith", "Zoe Smith", "Zz Smith"]);

    other.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(found(&other, "ana"), Vec::<String>::new());
    assert_eq!(found(&place.store, "smith"), ["Zoe Smith", "Zz Smith"]);
    place.apply(&rename(ana, "Ana Smith", "Gone"), DANA).expect_err("an edit of somebody who is not there");
    assert_eq!(found(&place.store, "smith"), ["Zoe Smith", "Zz Smith"]);
    let archive = ClientField::Archived(Edit { seen: false, new: true });
    place.apply(&Change::People(PeopleChange::EditClient { id: maria, fields: vec![archive] }), LEE).expect("an archived client");
    assert_eq!(found(&other, "smith"), ["Zoe Smith"]);
}

#[test]
fn next_is_the_nearest_time_however_many_come_after_it() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    for week in (0..70).rev() {
        let at = (at("2026-11-24 09:00") + TimeDelta::weeks(week)).format("%Y-%m-%d %H:%M").to_string();
        place.apply(&booking(maria, slot(DANA, R1, &at)), DESK).expect("a booking");
    }
    let line = place.store.client_line(maria).expect("her line");
    assert_eq!(line.next, Some(at("2026-11-24 09:00")));
}
