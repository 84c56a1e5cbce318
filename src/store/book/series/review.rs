//! Dates judged before they are saved.
use std::collections::HashSet;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::{Connection, named_params};

use super::super::super::rows::Wall;
use super::super::super::{Error, Store, practice};
use super::super::around::{Around, name, surroundings};
use super::super::{COLUMNS, read};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::conflict::{self, Busy, Conflict, Surroundings};
use crate::domain::book::free::{self, Wish};
use crate::domain::book::series::act::Row;
use crate::domain::book::series::review::{Asked, Judged};
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::practice::directory::Directory;
use crate::domain::span::is_skipped;

/// How many days on either side are searched for the nearest free time.
const NEAREST_DAYS: u64 = 6;

/// Everything against a slot, with the first room that has less against it where any will do.
pub(super) fn judge(slot: &Slot, any_room: bool, around: &Surroundings, directory: &Directory) -> (Slot, Vec<Conflict>) {
    let near = around.near(slot);
    let judged = |slot: Slot| {
        let mut found = conflict::judge(&slot, None, &near, directory);
        if is_skipped(directory.practice.zone, slot.span.from()) {
            found.push(Conflict::NoSuchTime { at: slot.span.from() });
        }
        (slot, found)
    };
    let needs_room = directory.service(slot.service).is_some_and(|service| service.needs_room);
    let mut best = judged(*slot);
    if any_room && needs_room && !best.1.is_empty() {
        for room in directory.usable_rooms() {
            let other = judged(Slot { room: Some(room.id), ..*slot });
            if other.1.len() < best.1.len() {
                best = other;
            }
        }
    }
    best
}

/// All that stands against a date that holds no time, where it would be.
pub(in crate::store) fn against(connection: &Connection, appointment: &Appointment) -> Result<Vec<Conflict>, Error> {
    Ok(placed(connection, appointment)?.1)
}

/// Where a date that holds no time would be, in a room where its standing appointment takes any, and all that stands against it.
pub(in crate::store) fn placed(connection: &Connection, appointment: &Appointment) -> Result<(Slot, Vec<Conflict>), Error> {
    let Some(directory) = practice::directory(connection)? else { return Ok((appointment.slot(), Vec::new())) };
    let date = appointment.span.date();
    let mut around = surroundings(connection, date, date)?;
    around.busy.retain(|busy| busy.id != appointment.id);
    let any_room = match appointment.dated {
        Some(dated) => super::series(connection, dated.series)?.is_some_and(|series| series.terms.room.is_none()),
        None => false,
    };
    Ok(judge(&appointment.slot(), any_room, &around, &directory))
}

impl Store {
    /// What stands against each of these dates, in their order; each is judged as if those before it were in the book, and
    /// those of `leaving` were not. `any_room`: another room does as well.
    pub fn review(&self, asked: &[Asked], leaving: &[AppointmentId], any_room: bool, now: NaiveDateTime) -> Result<Vec<Judged>, Error> {
        let Some(directory) = self.directory()? else { return Ok(Vec::new()) };
        let gone: HashSet<AppointmentId> = leaving.iter().copied().collect();
        let dates = || asked.iter().map(|one| one.slot.span.date());
        let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return Ok(Vec::new()) };
        let reach = Days::new(NEAREST_DAYS);
        let (first, last) = (first.checked_sub_days(reach).unwrap_or(first), last.checked_add_days(reach).unwrap_or(last));
        let mut around = Around::new(&self.connection, first, last)?;
        let singles = singles(&self.connection, asked)?;
        let mut planned: Vec<Busy> = Vec::with_capacity(asked.len());
        let mut judged = Vec::with_capacity(asked.len());
        for (place, one) in asked.iter().enumerate() {
            let adopts = if one.row.is_none() { single_at(&singles, &one.slot) } else { None };
            let own = |id: AppointmentId| gone.contains(&id) || one.row == Some(id) || adopts.is_some_and(|row| row.id == id);
            let date = one.slot.span.date();
            let mut near = around.date(date)?.near(&one.slot);
            near.busy.retain(|busy| !own(busy.id));
            near.busy.extend(planned.iter().filter(|busy| busy.span.date() == date).cloned());
            let (slot, mut conflicts) = judge(&one.slot, any_room && adopts.is_none(), &near, &directory);
            let nearest = if conflicts.is_empty() {
                None
            } else {
                name(&self.connection, &mut near, slot.client, &conflicts)?;
                conflicts = judge(&slot, false, &near, &directory).1;
                // A time that a later date wants is not free for this one.
                let ahead = asked.iter().enumerate().skip(place + 1).map(|(place, one)| busy(place, &one.slot));
                let planned: Vec<Busy> = planned.iter().cloned().chain(ahead).collect();
                Search { directory: &directory, gone: &gone, planned: &planned, now }.nearest(&slot, &mut around)?
            };
            if conflicts.is_empty() {
                planned.push(busy(place, &slot));
            }
            judged.push(Judged { rule_date: one.rule_date, slot, conflicts, nearest, adopts });
        }
        Ok(judged)
    }
}

/// A date that is planned but not in the book yet, in the way of those after it.
pub(super) fn busy(place: usize, slot: &Slot) -> Busy {
    Busy {
        id: AppointmentId::planned(place),
        // A client who is not in the file yet has no other appointments.
        client: slot.client.unwrap_or(ClientId(0)),
        client_name: "another of these dates".into(),
        staff: slot.staff,
        room: slot.room,
        span: slot.span,
        buffer: slot.buffer,
    }
}

/// The single appointments of the client whose dates these are, from the first of them to the last.
pub(super) fn singles(connection: &Connection, asked: &[Asked]) -> Result<Vec<Row>, Error> {
    let starts = || asked.iter().map(|one| one.slot.span.from());
    let (Some(client), Some(first), Some(last)) = (asked.iter().find_map(|one| one.slot.client), starts().min(), starts().max()) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM appointment AS a JOIN client AS c ON c.id = a.client_id
          WHERE a.client_id = :client AND a.starts >= :first AND a.starts <= :last AND a.series_id IS NULL
            AND a.status IN ('booked', 'confirmed') ORDER BY a.starts"
    );
    let mut ask = connection.prepare_cached(&sql)?;
    let found = ask.query_map(named_params! {":client": client, ":first": Wall(first), ":last": Wall(last)}, read)?;
    let rows = found.map(|found| found.map(|found| Row::from(&found)));
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

/// The client's own single appointment that is this very date already.
pub(super) fn single_at(singles: &[Row], slot: &Slot) -> Option<Row> {
    let same = |row: &&Row| row.slot.client == slot.client && row.slot.span.from() == slot.span.from() && row.slot.staff == slot.staff;
    singles.iter().find(same).copied()
}

struct Search<'a> {
    directory: &'a Directory,
    gone: &'a HashSet<AppointmentId>,
    planned: &'a [Busy],
    now: NaiveDateTime,
}

impl Search<'_> {
    /// The nearest time that `slot` could have: the same day first, then a day later, a day earlier, and so on.
    fn nearest(&self, slot: &Slot, days: &mut Around<'_>) -> Result<Option<Slot>, Error> {
        let date = slot.span.date();
        for n in 0..=NEAREST_DAYS {
            let later = date.checked_add_days(Days::new(n));
            let earlier = date.checked_sub_days(Days::new(n)).filter(|_| n > 0);
            for day in [later, earlier].into_iter().flatten().filter(|day| *day >= self.now.date()) {
                let mut around = days.date(day)?;
                around.busy.retain(|busy| !self.gone.contains(&busy.id));
                around.busy.extend(self.planned.iter().filter(|busy| busy.span.date() == day).cloned());
                if let Some(found) = self.on(day, slot, &around) {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    fn on(&self, day: NaiveDate, slot: &Slot, around: &Surroundings) -> Option<Slot> {
        let wish = Wish {
            service: slot.service,
            minutes: slot.span.minutes(),
            buffer: slot.buffer,
            staff: Some(slot.staff),
            preferred: None,
            liked: Vec::new(),
            room: None,
            client: slot.client,
            days: (day, day),
            starts: (None, None),
            exactly: None,
            not_before: self.now,
            except: None,
            limit: usize::MAX,
        };
        let wanted = day.and_time(slot.span.from().time());
        let exactly = Wish { exactly: Some(wanted.time()), ..wish.clone() };
        let offers = free::times(&exactly, around, self.directory).into_iter().chain(free::times(&wish, around, self.directory));
        let near = |from: NaiveDateTime| (from - wanted).abs();
        let is_real = |from: NaiveDateTime| !is_skipped(self.directory.practice.zone, from);
        let best =
            offers.filter(|offer| is_real(offer.span.from())).min_by_key(|offer| (near(offer.span.from()), offer.span.from() < wanted))?;
        (near(best.span.from()) <= TimeDelta::hours(12)).then_some(Slot { room: best.room, span: best.span, ..*slot })
    }
}
