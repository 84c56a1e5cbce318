//! A week at Hollis Street, made by hand: few people, names of several scripts, every kind of row.
use knotbook::domain::book::appointment::{Appointment, Slot, differences};
use knotbook::domain::book::rule::Rule;
use knotbook::domain::book::series::act::Fate;
use knotbook::domain::book::series::{Terms, plan};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{BookChange, Change, Edit, NewAbsence, PeopleChange, PracticeChange, Stamp, Step, Who};
use knotbook::domain::ids::{AppointmentId, ClientId, RoomId, StaffId};
use knotbook::domain::people::alert::{Level, NewAlert};
use knotbook::domain::people::client::{ClientField, NewClient};
use knotbook::domain::practice::hours::Absent;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;

use crate::practice::{DANA, DESK, LEE, Place, R1, R2, TRP60, at, booking, date, now, slot};

/// Words of alerts that nobody at the desk may ever read.
pub(crate) const SECRETS: [&str; 3] = ["apixaban", "cauda equina", "mastectomy"];

/// Mon 23 Nov 2026, five past nine; the week around it.
pub(crate) struct Scene {
    pub(crate) place: Place,
}

impl Scene {
    pub(crate) fn week() -> Self {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "555-0134, 555-9134");
        place.client("John Smith", "555-0178");
        place.client("Smita Rao", "555-0101");
        let lukasz = place.client("Łukasz Zieliński", "555-0142");
        let hanako = place.client("山田 花子", "555-0117");
        let dmitri = place.client("Дмитрий Петров", "555-0163");
        let anand = place.client("आनंद शर्मा", "555-0155");
        let tom = place.client("Tom Okafor", "555-0190");
        let zoe = place.client("Zoë Brandt-Müller", "555-0129");
        let gone = place.client("Vera Gone", "555-0666");
        let archived = ClientField::Archived(Edit { seen: false, new: true });
        people(&mut place, PeopleChange::EditClient { id: gone, fields: vec![archived] });
        let details = vec![
            ClientField::Born(Edit { seen: None, new: Some(date("1985-03-04")) }),
            ClientField::Therapist(Edit { seen: None, new: Some(DANA) }),
            ClientField::Pressure(Edit { seen: None, new: Some(5) }),
            ClientField::Note(Edit { seen: "".into(), new: "rings first; prefers mornings".into() }),
        ];
        people(&mut place, PeopleChange::EditClient { id: maria, fields: details });
        alert(&mut place, maria, Level::Care, "apixaban", "no deep pressure");
        alert(&mut place, dmitri, Level::Stop, "cauda equina signs, MRI pending", "ask before treating");
        alert(&mut place, zoe, Level::Note, "mastectomy left, 2019", "");

        let past = book(&mut place, maria, DANA, R1, "2026-11-16 10:00");
        step(&mut place, past, Status::Booked, Status::Done, "2026-11-16 11:00");
        let first = book(&mut place, lukasz, DANA, R1, "2026-11-23 09:00");
        step(&mut place, first, Status::Booked, Status::Confirmed, "2026-11-20 17:00");
        step(&mut place, first, Status::Confirmed, Status::Arrived, "2026-11-23 08:55");
        book(&mut place, hanako, DANA, R1, "2026-11-23 10:30");
        book(&mut place, dmitri, LEE, R2, "2026-11-23 10:00");
        book(&mut place, anand, LEE, R2, "2026-11-23 14:00");
        let off = book(&mut place, zoe, LEE, R2, "2026-11-23 16:00");
        cancel(&mut place, off, CancelledBy::Practice, Status::ToRebook, "Lee is at the dentist");
        book(&mut place, tom, DANA, R1, "2026-11-23 15:30");
        book(&mut place, maria, DANA, R1, "2026-11-24 11:30");
        book(&mut place, tom, LEE, R2, "2026-11-24 11:00");
        away(&mut place, Absent::Staff(DANA), Span::whole_day(date("2026-11-27")), "training");
        let lunch = Span::new(at("2026-11-23 17:00"), at("2026-11-23 18:00")).expect("an hour");
        away(&mut place, Absent::Block(LEE), lunch, "errand");
        Self { place }
    }

    /// The same week with standing appointments: one of eight dates of which one was moved by itself, one without an end, one
    /// that ends soon and has a date skipped, and one of which a date is to be decided, because Dana is off that Friday.
    pub(crate) fn standing() -> Self {
        let mut scene = Self::week();
        let place = &mut scene.place;
        let who = |place: &Place, name: &str| place.store.find_clients(name, false, 1).expect("a read").clients[0].id;
        let (maria, tom, hanako, smita) = (who(place, "maria"), who(place, "okafor"), who(place, "山田"), who(place, "smita"));
        stand(place, maria, DANA, "FREQ=WEEKLY;INTERVAL=2;COUNT=8", "2026-11-24 11:30");
        stand(place, tom, LEE, "FREQ=WEEKLY", "2026-11-24 11:00");
        stand(place, hanako, DANA, "FREQ=WEEKLY;COUNT=3", "2026-11-25 10:00");
        stand(place, smita, DANA, "FREQ=WEEKLY;COUNT=6", "2026-11-27 10:00");
        let third = date_of(place, maria, 2);
        let slot = Slot { span: Span::lasting(at("2026-12-22 15:00"), 60), ..third.slot() };
        let fields = differences(&third.slot(), &slot);
        place.apply(&Change::Book(BookChange::Alter { id: third.id, fields, anyway: None }), DESK).expect("a move");
        let second = date_of(place, hanako, 1);
        step(place, second.id, Status::Booked, Status::Skipped, "2026-11-23 09:00");
        scene
    }
}

/// A standing appointment; a date that meets a conflict is left to decide.
pub(crate) fn stand(place: &mut Place, client: ClientId, staff: StaffId, rule: &str, first: &str) {
    let rule = Rule::read(rule, None).expect("a rule");
    let first = at(first);
    let terms = Terms { client: Some(client), service: TRP60, staff, room: None, minutes: 60, buffer: 15, rule, first, ended: None };
    let now = place.store.local(now());
    let mut act = plan::make(Who::Known(client), terms, Clean::default(), now);
    let judged = place.store.review(&act.asked(), &act.leaving(), true, now).expect("a review");
    act.settle(&judged);
    for one in judged.iter().filter(|one| !one.conflicts.is_empty() && one.adopts.is_none()) {
        act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = Fate::Decide;
    }
    place.apply(&Change::Book(BookChange::Series(vec![act])), DESK).expect("a standing appointment");
}

/// The so many-th date of a client's standing appointment.
fn date_of(place: &Place, client: ClientId, nth: usize) -> Appointment {
    let listed = place.store.standing(Some(client), place.store.local(now())).expect("a list");
    let (_, rows) = place.store.series(listed[0].series.id).expect("a read").expect("the series");
    rows[nth].1.clone()
}

fn people(place: &mut Place, change: PeopleChange) {
    place.apply(&Change::People(change), DESK).expect("a change to a client");
}

fn alert(place: &mut Place, client: ClientId, level: Level, text: &str, handling: &str) {
    let alert = NewAlert { client, level, text: text.into(), handling: handling.into(), since: Some(date("2026-11-03")) };
    place.apply(&Change::People(PeopleChange::AddAlert(alert)), DANA).expect("an alert");
}

pub(crate) fn book(place: &mut Place, client: ClientId, staff: StaffId, room: RoomId, from: &str) -> AppointmentId {
    place.apply(&booking(client, slot(staff, room, from)), DESK).expect("a booking").appointment.expect("its id")
}

pub(crate) fn step(place: &mut Place, id: AppointmentId, seen: Status, to: Status, moment: &str) {
    let step = Step { id, seen, to, at: at(moment), cancel: None, anyway: None, stop: None };
    place.apply(&Change::Book(BookChange::Step(step)), DESK).expect("a step");
}

fn cancel(place: &mut Place, id: AppointmentId, by: CancelledBy, to: Status, reason: &str) {
    let step =
        Step { id, seen: Status::Booked, to, at: at("2026-11-23 08:30"), cancel: Some((by, reason.into())), anyway: None, stop: None };
    place.apply(&Change::Book(BookChange::Step(step)), DESK).expect("a cancellation");
}

fn away(place: &mut Place, of: Absent, span: Span, reason: &str) {
    let absence = NewAbsence { of, span, reason: reason.into() };
    place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), DANA).expect("an absence");
}

/// Somebody who was never asked for more than a name.
pub(crate) fn add(place: &mut Place, name: &str, born: &str) -> ClientId {
    let client = NewClient { name: name.into(), born: Some(date(born)), ..NewClient::default() };
    let stamp = Stamp { at: now(), by: Some(DESK) };
    place.store.apply(&Change::People(PeopleChange::AddClient(client)), stamp).expect("a client").client.expect("its id")
}
