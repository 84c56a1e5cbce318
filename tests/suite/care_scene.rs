//! The week at Hollis Street with what was written in three sessions of Łukasz and one of Tom, and two that nobody wrote.
use knotbook::domain::book::status::Status;
use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::note::{NoteOf, Written};
use knotbook::domain::change::{Change, Edit, PeopleChange};
use knotbook::domain::ids::{AppointmentId, ClientId};
use knotbook::domain::people::client::ClientField;
use knotbook::domain::text::Clean;

use crate::practice::{DANA, DESK, Place, R1};
use crate::scene::{Scene, book, step};

/// Words of care that nobody at the desk may ever read, and signs of it.
pub(crate) const CARE: [&str; 9] =
    ["recheck", "7→5→4", "4/8", "utrap 4", "doorway", "headaches", "unsigned", "deep tissue", "woke at four"];

impl Scene {
    /// Pain, plans and notes in the week.
    pub(crate) fn cared() -> Self {
        let mut scene = Self::week();
        let place = &mut scene.place;
        let lukasz = client(place, "Zieliński");
        let pressure = ClientField::Pressure(Edit { seen: None, new: Some(4) });
        let note = ClientField::Note(Edit { seen: "".into(), new: "prefers the table warm".into() });
        let change = PeopleChange::EditClient { id: lukasz, fields: vec![pressure, note] };
        place.apply(&Change::People(change), DESK).expect("a change to a client");
        let first = "plan 1/w x8 60m re@4\nL utrap 7>5 ! @temple,eye tb t3 ic60x3 p4 =part\nR lev 6>4 @* ic90 pir\nnrs 7>5";
        signed(place, lukasz, "2026-11-02 09:00", first, "headaches at the desk, woke at four");
        signed(place, lukasz, "2026-11-09 09:00", "L utrap 5>3 @temple ic60\nR lev 5>3 @* ic90\nnrs 5>3", "");
        let last = "L utrap 4>2 @temple ic60\nR lev 4>2 @* pir\nL infra 6>4 @shf,arf +k ic60x3 =part\nnrs 4>2\n\
                    next recheck L infra before R lev\nhc doorway stretch twice a day";
        signed(place, lukasz, "2026-11-16 14:00", last, "");
        let tom = client(place, "okafor");
        signed(
            place,
            tom,
            "2026-11-10 09:00",
            "R gmed 6>6 @lb ic60\nok buttock asked, said yes\nnrs 6>6\nnext gluteus minimus, deep tissue?",
            "",
        );
        let owed = book(place, tom, DANA, R1, "2026-11-19 09:00");
        step(place, owed, Status::Booked, Status::Done, "2026-11-19 10:00");
        scene
    }
}

pub(crate) fn client(place: &Place, name: &str) -> ClientId {
    place.store.find_clients(name, false, 1).expect("a read").clients[0].id
}

/// A session that is over, with its signed note.
pub(crate) fn signed(place: &mut Place, client: ClientId, from: &str, lines: &str, subjective: &str) -> AppointmentId {
    let id = book(place, client, DANA, R1, from);
    step(place, id, Status::Booked, Status::Done, from);
    let written = Written { lines: Clean::text(lines), subjective: Clean::text(subjective), ..Written::default() };
    let signing = Signing { of: NoteOf::Session(id), written, at: None };
    place.apply(&Change::Care(CareChange::Sign(Box::new(signing))), DANA).expect("a signed note");
    id
}
