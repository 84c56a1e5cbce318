//! The stretches of a week: each minute is one thing, and what is booked is what holds its time.
use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use fastrand::Rng;
use knotbook::domain::book::day::Worked;
use knotbook::domain::book::status::Status;
use knotbook::domain::book::week::{Booked, Cell, Week};
use knotbook::domain::change::{Anyway, BookChange, Booking, Change, Who};
use knotbook::domain::ids::{AbsenceId, AppointmentId, ClientId, ServiceId, StaffId};
use knotbook::domain::practice::hours::{Absence, Absent};
use knotbook::domain::span::{self, Span};

use crate::practice::{DANA, DESK, LEE, R1, R2, TRP30, TRP60, at, date, slot};
use crate::scene::{Scene, book};

const STAFF: [StaffId; 3] = [StaffId(1), StaffId(2), StaffId(3)];

fn moment(rng: &mut Rng) -> NaiveDateTime {
    at("2026-11-22 12:00") + TimeDelta::minutes(rng.i64(0..7 * 24 * 12) * 5)
}

fn any_week(rng: &mut Rng) -> Week {
    let booked = |id| Booked {
        id: AppointmentId(id),
        client: ClientId(id),
        client_name: "Maria Smith".into(),
        apart: "".into(),
        service: ServiceId(1),
        staff: *rng.choice(&STAFF).expect("somebody"),
        room: None,
        span: Span::lasting(moment(rng), rng.u32(1..480)),
        buffer: rng.u32(0..4) * 5,
        status: *rng.choice(&Status::ALL).expect("a status"),
        to_decide: false,
        dated: None,
    };
    let mut booked: Vec<Booked> = (0..60).map(booked).collect();
    booked.sort_by_key(|booked| booked.span);
    let mut worked = Vec::new();
    for day in date("2026-11-23").iter_days().take(7) {
        let mut hours = |_| Span::lasting(day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(rng.i64(0..200) * 5), rng.u32(30..440));
        let of_day = STAFF.iter().map(|staff| Worked { staff: *staff, hours: span::union((0..2).map(&mut hours).collect()) });
        worked.push(of_day.collect());
    }
    let absences = (0..6).map(|id| {
        let staff = *rng.choice(&STAFF).expect("somebody");
        let of = *rng
            .choice(&[Absent::Practice, Absent::Staff(staff), Absent::Block(staff), Absent::Room(R1), Absent::Client(ClientId(1))])
            .expect("something");
        Absence { id: AbsenceId(id), of, span: Span::lasting(moment(rng), rng.u32(15..3000)), reason: "away".into() }
    });
    let absences = absences.collect();
    Week { first: date("2026-11-23"), booked, off: Vec::new(), worked, absences }
}

/// What a minute is, looked up thing by thing.
fn model(week: &Week, staff: StaffId, day: usize, at: NaiveDateTime) -> &'static str {
    let holding = || week.booked.iter().filter(|booked| booked.staff == staff && booked.status.holds());
    let away = |of: Absent| week.absences.iter().any(|absence| absence.of == of && absence.span.contains(at));
    let hours = &week.worked[day].iter().find(|worked| worked.staff == staff).expect("hours").hours;
    if holding().any(|booked| booked.span.contains(at)) {
        "booked"
    } else if holding().any(|booked| booked.held().contains(at)) {
        "clean-up"
    } else if away(Absent::Practice) {
        "closed"
    } else if away(Absent::Staff(staff)) {
        "off"
    } else if away(Absent::Block(staff)) {
        "blocked"
    } else if hours.iter().any(|span| span.contains(at)) {
        "free"
    } else if hours.iter().any(|span| span.to() <= at) && hours.iter().any(|span| span.from() > at) {
        "break"
    } else {
        "outside"
    }
}

fn word(cell: Cell) -> &'static str {
    match cell {
        Cell::Booked(_) => "booked",
        Cell::CleanUp(_) => "clean-up",
        Cell::Free => "free",
        Cell::Break => "break",
        Cell::Blocked(_) => "blocked",
        Cell::Off(_) => "off",
        Cell::Closed(_) => "closed",
        Cell::Outside => "outside",
    }
}

#[test]
fn each_minute_of_a_day_is_one_thing_and_the_booked_ones_are_those_that_hold_time() {
    let mut rng = Rng::with_seed(11);
    for case in 0..12 {
        let week = any_week(&mut rng);
        for (day, column) in week.columns(&STAFF).iter().enumerate() {
            for lane in &column.lanes {
                let midnight = column.date.and_time(chrono::NaiveTime::MIN);
                let mut minutes = BTreeMap::new();
                let mut end = midnight;
                for stretch in &lane.stretches {
                    assert_eq!(stretch.span.from(), end, "case {case}: a gap or an overlap before {stretch:?}");
                    end = stretch.span.to();
                    for minute in 0..i64::from(stretch.span.minutes()) {
                        minutes.insert(stretch.span.from() + TimeDelta::minutes(minute), word(stretch.cell));
                    }
                    if let Cell::Booked(place) = stretch.cell {
                        assert!(week.booked[place].span.encloses(&stretch.span), "case {case}: {stretch:?}");
                    }
                }
                assert_eq!(end, midnight + TimeDelta::days(1), "case {case}: the day ends early");
                for (at, found) in minutes {
                    assert_eq!(found, model(&week, lane.staff, day, at), "case {case}: {:?} at {at}", lane.staff);
                }
            }
        }
    }
}

#[test]
fn the_week_from_the_file_is_the_days_of_the_file() {
    let mut scene = Scene::week();
    let night = scene.place.client("Nora Night", "555-0177");
    for (n, from) in ["2026-11-22 23:30", "2026-11-29 23:30", "2026-11-25 12:45"].into_iter().enumerate() {
        let mut slot = slot(if n % 2 == 0 { DANA } else { LEE }, if n % 2 == 0 { R1 } else { R2 }, from);
        slot.service = if n == 2 { TRP30 } else { TRP60 };
        let anyway = scene.place.store.judge(&slot, None, at("2026-11-23 09:05")).expect("an answer").0;
        if anyway.is_empty() {
            book(&mut scene.place, night, slot.staff, slot.room.expect("a room"), from);
        } else {
            let booking = Booking {
                who: Who::Known(night),
                slot,
                note: "".into(),
                arrived: None,
                anyway: Some(Anyway { reason: "night".into(), seen: anyway }),
            };
            let change = Change::Book(BookChange::Book(booking));
            scene.place.apply(&change, DESK).expect("a booking at night");
        }
    }
    let week = scene.place.store.week(date("2026-11-23"), 7).expect("the week");
    assert_eq!(week.booked.first().map(|booked| booked.client_name.as_str()), Some("Nora Night"), "a night reaches into Monday");
    let days = date("2026-11-22").iter_days().take(8).flat_map(|date| scene.place.store.day(date).expect("a day").entries);
    let wanted: Vec<_> = days
        .map(|entry| entry.appointment)
        .filter(|appointment| appointment.status.holds() && appointment.span.from() >= at("2026-11-22 14:00"))
        .map(|appointment| (appointment.id, appointment.span, appointment.staff, appointment.room, appointment.buffer, appointment.status))
        .collect();
    let found: Vec<_> =
        week.booked.iter().map(|booked| (booked.id, booked.span, booked.staff, booked.room, booked.buffer, booked.status)).collect();
    assert_eq!(found, wanted);
    for (n, worked) in week.worked.iter().enumerate() {
        let day = scene.place.store.day(week.first + TimeDelta::days(i64::try_from(n).expect("a day"))).expect("a day");
        assert_eq!(*worked, day.worked);
    }
}
