//! What the file would not take is refused before, in a sentence that says what it would.
use chrono::{NaiveTime, Weekday};
use knotbook::domain::change::{Change, Edit, PeopleChange, PracticeChange, Ref};
use knotbook::domain::people::client::{ClientField, NewClient};
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::PracticeField;
use knotbook::domain::practice::hours::ShiftDays;
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::service::NewService;
use knotbook::domain::refusal::Refusal;
use knotbook::domain::text::Clean;
use knotbook::store::Error;

use crate::practice::{DANA, DESK, Place, R1, TRP60, booking, date, slot};

fn setting(field: PracticeField) -> Change {
    Change::Practice(PracticeChange::Edit(vec![field]))
}

#[test]
fn numbers_out_of_bounds_are_refused_with_the_bounds() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let service = NewService {
        name: "Long".into(),
        short: "L".into(),
        modality: Clean::default(),
        minutes: 60,
        buffer: 121,
        needs_room: false,
        price: None,
    };
    let mut long = slot(DANA, R1, "2026-11-24 11:00");
    long.buffer = u32::MAX;
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
    let days = ShiftDays::Weekly { weekday: Weekday::Sat, every: 0, from: date("2026-11-01"), until: None };
    let pressure = ClientField::Pressure(Edit { seen: None, new: Some(6) });
    let table = [
        (setting(PracticeField::SlotMinutes(Edit { seen: 15, new: 4 })), "Offered times lie 5 to 120 minutes apart; 4 is not among them."),
        (
            setting(PracticeField::LateCancelHours(Edit { seen: 24, new: 337 })),
            "A cancellation is late at most 336 hours (two weeks) ahead; 337 is more.",
        ),
        (
            setting(PracticeField::Name(Edit { seen: "Hollis Street Practice".into(), new: Clean::default() })),
            "The practice needs a name: it stands at the top of every screen.",
        ),
        (Change::Practice(PracticeChange::AddService(service)), "Clean-up takes at most 120 minutes; 121 is more."),
        (booking(maria, long), "Clean-up takes at most 120 minutes; 4294967295 is more."),
        (
            Change::Practice(PracticeChange::SetHours {
                staff: DANA,
                old: Vec::new(),
                new: vec![NewShift { days, from: hour(9), to: hour(10) }],
            }),
            "Hours come back every 1 to 52 weeks; 0 is not among them.",
        ),
        (
            Change::People(PeopleChange::AddClient(NewClient { name: "Tom".into(), pressure: Some(0), ..NewClient::default() })),
            "Pressure goes from 1 (light) to 5 (firm); 0 is not among them.",
        ),
        (
            Change::People(PeopleChange::EditClient { id: maria, fields: vec![pressure] }),
            "Pressure goes from 1 (light) to 5 (firm); 6 is not among them.",
        ),
    ];
    for (change, words) in table {
        let refused = place.apply(&change, DESK).expect_err("a refusal");
        assert!(matches!(refused, Error::Refused(Refusal::Field { .. })), "{refused:?}");
        assert_eq!(refused.to_string(), words);
    }
}

#[test]
fn a_service_offered_twice_is_offered_once() {
    let mut place = Place::hollis();
    let ina = NewStaff {
        name: "Ina Voss".into(),
        short: "Ina".into(),
        role: Role::Therapist,
        treats: true,
        os_user: Clean::default(),
        offers: vec![Ref::Known(TRP60), Ref::Known(TRP60)],
        hours: Vec::new(),
    };
    place.apply(&Change::Practice(PracticeChange::AddStaff(ina)), DANA).expect("an added person");
    let directory = place.store.directory().expect("a directory").expect("a practice");
    assert_eq!(directory.staff.last().expect("Ina").offers, [TRP60]);
}
