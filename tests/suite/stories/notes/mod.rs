//! Session notes: written, carried forward, signed, added to, struck out.
mod carrying;
mod offering;
mod pictures;
mod planning;
mod signed;
mod two;
mod writing;

use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::note::{NoteOf, Written};
use knotbook::domain::change::{Change, Stamp};
use knotbook::domain::ids::{AppointmentId, StaffId};
use knotbook::domain::text::Clean;

use crate::person::Person;
use crate::practice::{DANA, DESK, Place, R1, TRP60, at, booking, slot};

/// Mon 23 Nov 2026, 09:05: Maria Smith comes to Dana at nine, a week after her last visit, whose note is signed.
pub(super) struct Session {
    pub(super) place: Place,
    pub(super) last: AppointmentId,
    pub(super) today: AppointmentId,
}

/// What Dana wrote a week ago.
pub(super) const LAST: &str =
    "L utrap 7>3 ! @temple tb t3 ic60x3 p4 =rel\nR lev 6>4 @* ic90 pir =part\nnrs 6>3\nnext recheck L infra before R lev";

impl Session {
    /// Without any note yet.
    pub(super) fn first() -> Self {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "555-0134");
        place.client("Tom Okafor", "555-0190");
        let mut book = |when: &str| {
            let applied = place.apply(&booking(maria, slot(DANA, R1, when)), DESK).expect("a booking");
            applied.appointment.expect("its id")
        };
        let (last, today) = (book("2026-11-16 09:00"), book("2026-11-23 09:00"));
        assert_eq!(slot(DANA, R1, "2026-11-23 09:00").service, TRP60);
        Self { place, last, today }
    }

    /// With the note of a week ago.
    pub(super) fn second() -> Self {
        Self::after(LAST)
    }

    /// With these lines a week ago.
    pub(super) fn after(lines: &str) -> Self {
        let mut session = Self::first();
        session.sign(session.last, lines);
        session
    }

    pub(super) fn sign(&mut self, id: AppointmentId, lines: &str) {
        let written = Written { lines: Clean::text(lines), ..Written::default() };
        let signing = Signing { of: NoteOf::Session(id), written, at: None };
        let stamp = Stamp { at: at("2026-11-16 09:00").and_utc(), by: Some(DANA) };
        self.place.store.apply(&Change::Care(CareChange::Sign(Box::new(signing))), stamp).expect("a signed note");
    }

    /// Somebody in front of the note of today's session.
    pub(super) fn open(&self, who: StaffId) -> Person {
        let mut person = Person::at(&self.place, who);
        person.click_on("Maria Smith").keys("w").shows("Session note · Maria Smith");
        person
    }
}

/// The lines of the signed note of a session.
pub(super) fn signed_lines(person: &Person, id: AppointmentId) -> String {
    let client = person.store().appointment(id).expect("a read").expect("it").client;
    let notes = person.store().notes(client, false).expect("notes");
    let note = notes.into_iter().find(|note| note.appointment == Some(id));
    note.expect("a signed note").written.lines.to_string()
}
