//! The times that are offered are those against which nothing speaks, however full the book is.
use chrono::{NaiveTime, TimeDelta};
use fastrand::Rng;
use knotbook::domain::book::appointment::Slot;
use knotbook::domain::book::conflict::{self, Busy, Surroundings};
use knotbook::domain::book::free::{self, Offer, Wish};
use knotbook::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use knotbook::domain::practice::directory::Directory;
use knotbook::domain::span::Span;
use rusqlite::{Connection, named_params};

use crate::practice::{DANA, LEE, Place, at, date, raw};

const MONDAY: &str = "2026-11-23 00:00";

fn wall(moment: chrono::NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M").to_string()
}

fn moment(rng: &mut Rng) -> chrono::NaiveDateTime {
    let step = if rng.bool() { 5 } else { 60 };
    at(MONDAY) + TimeDelta::minutes(rng.i64(0..30 * 1440 / step) * step)
}

/// Writes an appointment as another program would; `None` when the file refuses it.
fn held(rng: &mut Rng, file: &Connection) -> Option<Busy> {
    let (client, staff, room) = (rng.i64(1..=4), *rng.choice(&[DANA, LEE])?, Some(rng.i64(0..3)).filter(|room| *room > 0));
    let (span, buffer) = (Span::lasting(moment(rng), rng.u32(3..30) * 5), rng.u32(0..4) * 10);
    let row = named_params! {
        ":client": client, ":staff": staff.0, ":room": room, ":starts": wall(span.from()), ":ends": wall(span.to()), ":buffer": buffer,
        ":uid": rng.u64(..).to_string(),
    };
    let sql = "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status)
               VALUES (:uid, :client, :staff, 1, :room, :starts, :ends, :buffer, 'booked')";
    file.execute(sql, row).ok()?;
    let id = AppointmentId(file.last_insert_rowid());
    Some(Busy { id, client: ClientId(client), client_name: "Client".into(), staff, room: room.map(RoomId), span, buffer })
}

fn absent(rng: &mut Rng, file: &Connection) {
    let span = Span::lasting(moment(rng), rng.u32(1..100) * 15);
    let (kind, column) = *rng
        .choice(&[("staff", "staff_id"), ("block", "staff_id"), ("room", "room_id"), ("client", "client_id"), ("practice", "staff_id")])
        .expect("a kind");
    let who = if kind == "practice" { None } else { Some(rng.i64(if column == "staff_id" { 2..=3 } else { 1..=2 })) };
    let sql = format!("INSERT INTO absence (kind, {column}, starts, ends) VALUES (:kind, :who, :starts, :ends)");
    file.execute(&sql, named_params! {":kind": kind, ":who": who, ":starts": wall(span.from()), ":ends": wall(span.to())})
        .expect("an absence");
}

fn wish(rng: &mut Rng, directory: &Directory, busy: &[Busy]) -> Wish {
    let service = directory.service(ServiceId(rng.i64(1..=3))).expect("a service");
    let first = date("2026-11-23") + TimeDelta::days(rng.i64(0..20));
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    let maybe = rng.bool();
    Wish {
        service: service.id,
        minutes: service.minutes,
        buffer: service.buffer,
        staff: rng.choice([None, None, Some(DANA), Some(LEE)]).flatten(),
        preferred: rng.choice([None, Some(LEE)]).flatten(),
        liked: Vec::new(),
        room: rng.choice([None, None, Some(RoomId(2))]).flatten(),
        client: rng.choice([None, Some(ClientId(1)), Some(ClientId(2))]).flatten(),
        days: (first, first + TimeDelta::days(rng.i64(0..24))),
        starts: if maybe { (None, None) } else { (clock(rng.u32(8..12)), clock(rng.u32(12..19))) },
        exactly: None,
        not_before: at(MONDAY) + TimeDelta::minutes(rng.i64(0..5000)),
        except: busy.get(rng.usize(0..busy.len() * 2)).map(|busy| busy.id),
        limit: usize::MAX,
    }
}

fn slot(wish: &Wish, staff: StaffId, room: Option<RoomId>, from: chrono::NaiveDateTime) -> Slot {
    let span = Span::lasting(from, wish.minutes);
    Slot { client: wish.client, service: wish.service, staff, room, span, buffer: wish.buffer }
}

/// A time that nothing speaks against even if the clean-up were part of the session is offered.
fn misses(wish: &Wish, offers: &[Offer], around: &Surroundings, directory: &Directory) -> Vec<Slot> {
    let mut missed = Vec::new();
    let fits = |time: NaiveTime| wish.starts.0.is_none_or(|from| time >= from) && wish.starts.1.is_none_or(|to| time < to);
    for day in wish.days.0.iter_days().take_while(|day| *day <= wish.days.1) {
        let starts = (0..96).map(|n| day.and_time(NaiveTime::MIN) + TimeDelta::minutes(n * 15));
        for from in starts.filter(|from| *from >= wish.not_before && fits(from.time())) {
            for staff in [DANA, LEE].into_iter().filter(|staff| wish.staff.is_none_or(|only| only == *staff)) {
                let rooms = [RoomId(1), RoomId(2)].into_iter().filter(|room| wish.room.is_none_or(|only| only == *room));
                let free = rooms.map(|room| slot(wish, staff, Some(room), from)).find(|slot| {
                    let longer = Slot { span: slot.held(), buffer: 0, ..*slot };
                    conflict::judge(&longer, wish.except, around, directory).is_empty()
                });
                missed.extend(free.filter(|_| !offers.iter().any(|offer| offer.staff == staff && offer.span.from() == from)));
            }
        }
    }
    missed
}

#[test]
fn what_is_offered_is_free_and_what_is_free_is_offered() {
    let mut rng = Rng::with_seed(11);
    let mut seen = 0;
    for book in 0..6 {
        let mut place = Place::hollis();
        for n in 0..4 {
            place.client(&format!("Client {n}"), "");
        }
        let file = raw(&place.file());
        if book % 2 == 1 {
            // Around the clock, so that one day's sessions reach into the next.
            file.execute_batch("DELETE FROM shift WHERE starts = '14:00'; UPDATE shift SET starts = '00:00', ends = '23:55'")
                .expect("hours");
        }
        let busy: Vec<Busy> = (0..100 + 100 * book).filter_map(|_| held(&mut rng, &file)).collect();
        (0..12).for_each(|_| absent(&mut rng, &file));
        let directory = place.store.directory().expect("a read").expect("a practice");
        let shifts = place.store.hours().expect("hours").into_iter().map(|kept| kept.shift).collect();
        let absences = place.store.absences_from(date("2026-11-01")).expect("absences");
        let around = Surroundings { busy: busy.clone(), shifts, absences };
        for _ in 0..8 {
            let wish = wish(&mut rng, &directory, &busy);
            let offers = place.store.offers(&wish).expect("free times");
            assert_eq!(offers, free::times(&wish, &around, &directory), "read look by look: {wish:?}");
            for offer in &offers {
                let slot = slot(&wish, offer.staff, offer.room, offer.span.from());
                assert_eq!(conflict::judge(&slot, wish.except, &around, &directory), [], "{offer:?} of {wish:?}");
            }
            assert_eq!(misses(&wish, &offers, &around, &directory), [], "{wish:?}");
            seen += offers.len();
        }
    }
    assert!(seen > 3_000, "{seen} offers are too few to say anything");
}
