//! Clients and appointments from elsewhere, all in one act. They were judged outside the lock; here they only go in.
use std::collections::HashSet;

use anyhow::Context;
use rusqlite::{ErrorCode, named_params};
use uuid::Uuid;

use super::connection::with_cache;
use super::rows::{Day, Wall};
use super::{Error, Writer};
use crate::domain::book::status::Status;
use crate::domain::change::{Import, Imported, ImportedSeries, Ref};
use crate::domain::deed::Deed;
use crate::domain::ids::{ClientId, RoomId, SeriesId, ServiceId, StaffId};
use crate::domain::refusal::Refusal;

/// How often the one who waits is told, in rows.
const TOLD_EVERY: usize = 500;

/// The ids that the import's own rows were given, by their places.
struct Made {
    services: Vec<ServiceId>,
    rooms: Vec<RoomId>,
    staff: Vec<StaffId>,
    clients: Vec<ClientId>,
    series: Vec<SeriesId>,
}

fn resolve<T: Copy>(reference: Ref<T>, made: &[T]) -> Result<T, Error> {
    Ok(match reference {
        Ref::Known(id) => id,
        Ref::New(place) => *made.get(place).context("An imported line names something that the import does not bring along")?,
    })
}

impl Writer<'_> {
    pub(super) fn write_import(&self, import: &Import) -> Result<Deed, Error> {
        // An import writes tens of thousands of pages: with the usual small cache they would go out and come back.
        with_cache(self.tx, 131_072, || self.bring_in(import))?
    }

    fn bring_in(&self, import: &Import) -> Result<Deed, Error> {
        let services = import.services.iter().map(|service| self.add_service(service)).collect::<Result<Vec<_>, _>>()?;
        let rooms = import.rooms.iter().map(|room| self.add_room(room)).collect::<Result<Vec<_>, _>>()?;
        let staff = import.staff.iter().map(|staff| self.add_staff(staff, &services)).collect::<Result<Vec<_>, _>>()?;
        let in_all = import.clients.len() + import.appointments.len();
        let mut clients = Vec::with_capacity(import.clients.len());
        for (place, client) in import.clients.iter().enumerate() {
            clients.push(self.add_client(client)?);
            self.tell(place, in_all)?;
        }
        let mut made = Made { services, rooms, staff, clients, series: Vec::new() };
        made.series = import.series.iter().map(|series| self.add_imported_series(series, &made)).collect::<Result<Vec<_>, _>>()?;
        import.absences.iter().try_for_each(|absence| self.add_absence(absence))?;
        for (place, appointment) in import.appointments.iter().enumerate() {
            self.add_imported(appointment, &made)?;
            self.tell(import.clients.len() + place, in_all)?;
        }
        self.let_offer(import, &made)?;
        Ok(Deed::Imported {
            source: import.source.as_str().to_owned(),
            clients: import.clients.len(),
            appointments: import.appointments.iter().filter(|one| one.status != Status::Skipped).count(),
            absences: import.absences.len(),
        })
    }

    /// Whoever gave a service elsewhere offers it here too; otherwise a service brought along could not be booked again.
    fn let_offer(&self, import: &Import, made: &Made) -> Result<(), Error> {
        let given: HashSet<(Ref<StaffId>, Ref<ServiceId>)> = import
            .appointments
            .iter()
            .filter(|appointment| matches!((appointment.staff, appointment.service), (Ref::Known(_), Ref::New(_))))
            .map(|appointment| (appointment.staff, appointment.service))
            .collect();
        let mut given = given
            .into_iter()
            .map(|(staff, service)| Ok((resolve(staff, &made.staff)?, resolve(service, &made.services)?)))
            .collect::<Result<Vec<_>, Error>>()?;
        given.sort_unstable();
        for (staff, service) in given {
            self.tx
                .prepare_cached("INSERT INTO staff_service (staff_id, service_id) VALUES (:staff, :service)")?
                .execute(named_params! {":staff": staff, ":service": service})?;
        }
        Ok(())
    }

    fn tell(&self, done: usize, in_all: usize) -> Result<(), Error> {
        let goes_on = !done.is_multiple_of(TOLD_EVERY) || (self.progress)(done, in_all);
        if goes_on { Ok(()) } else { Err(Refusal::Stopped.into()) }
    }

    fn add_imported_series(&self, series: &ImportedSeries, made: &Made) -> Result<SeriesId, Error> {
        let (uid, sequence) = &series.known_as;
        self.tx
            .prepare_cached(
                "INSERT INTO series (uid, client_id, staff_id, service_id, room_id, rule, first, minutes, buffer, made_until, sequence,
                                     before, split_from)
                 VALUES (:uid, :client, :staff, :service, :room, :rule, :first, :minutes, :buffer, :made, :sequence, :before,
                         (SELECT id FROM series WHERE uid = :from AND client_id = :client))",
            )?
            .execute(named_params! {
                ":uid": uid, ":client": resolve(series.client, &made.clients)?, ":staff": resolve(series.staff, &made.staff)?,
                ":service": resolve(series.service, &made.services)?, ":room": series.room.map(|room| resolve(room, &made.rooms)).transpose()?,
                ":rule": series.rule.to_string(), ":first": Wall(series.first), ":minutes": series.minutes, ":buffer": series.buffer,
                ":made": Day(series.made_until), ":sequence": sequence, ":before": series.before, ":from": series.split_from,
            })?;
        Ok(SeriesId(self.tx.last_insert_rowid()))
    }

    fn add_imported(&self, appointment: &Imported, made: &Made) -> Result<(), Error> {
        let client = resolve(appointment.client, &made.clients)?;
        let staff = resolve(appointment.staff, &made.staff)?;
        let room = appointment.room.map(|room| resolve(room, &made.rooms)).transpose()?;
        let overlaps = if appointment.keep_overlap { self.overlapping(appointment, client, staff, room)? } else { String::new() };
        let (uid, sequence) = match &appointment.known_as {
            Some((uid, sequence)) => (uid.as_str().to_owned(), *sequence),
            None => (Uuid::now_v7().to_string(), 0),
        };
        let (series, date) = match appointment.date_of {
            Some((place, date)) => (Some(resolve(Ref::New(place), &made.series)?), Some(date)),
            None => (None, None),
        };
        let real = &appointment.real;
        let reason = if overlaps.is_empty() { "" } else { "as imported" };
        let inserted = self
            .tx
            .prepare_cached(
                "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status, confirmed_at,
                                          arrived_at, started_at, done_at, cancelled_by, cancel_reason, override_reason, overlap_ok, note,
                                          series_id, rule_date, sequence)
                 VALUES (:uid, :client, :staff, :service, :room, :starts, :ends, :buffer, :status, :confirmed, :arrived, :started, :done,
                         :by, :why, :reason, :overlaps, :note, :series, :date, :sequence)",
            )?
            .execute(named_params! {
                ":uid": uid, ":client": client, ":staff": staff, ":series": series, ":date": date.map(Wall), ":sequence": sequence,
                ":service": resolve(appointment.service, &made.services)?, ":room": room,
                ":starts": Wall(appointment.span.from()), ":ends": Wall(appointment.span.to()), ":buffer": appointment.buffer,
                ":status": appointment.status, ":confirmed": real.confirmed.map(Wall), ":arrived": real.arrived.map(Wall),
                ":started": real.started.map(Wall), ":done": real.done.map(Wall), ":by": appointment.cancelled_by, ":why": appointment.cancel_reason,
                ":reason": reason, ":overlaps": overlaps, ":note": appointment.note,
            });
        match inserted {
            Ok(_) => Ok(()),
            Err(why) if why.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                let text = why.to_string();
                let what = text.strip_prefix("double booking: ").map_or("it does not fit the file.", |who| match who {
                    "therapist" => "the therapist is busy at that time.",
                    "room" => "the room is taken at that time.",
                    _ => "the client has another appointment at that time.",
                });
                Err(Refusal::ImportLine { line: appointment.line, why: what.to_owned() }.into())
            }
            Err(why) => Err(why.into()),
        }
    }

    /// The appointments that this one overlaps, as `overlap_ok` keeps them.
    fn overlapping(&self, new: &Imported, client: ClientId, staff: StaffId, room: Option<RoomId>) -> Result<String, Error> {
        let held = new.span.with_buffer(new.buffer);
        let mut ask = self.tx.prepare_cached(
            "SELECT id FROM appointment WHERE staff_id = :staff AND holds = 1 AND starts > :back AND starts < :held AND busy_until > :from
             UNION SELECT id FROM appointment WHERE room_id = :room AND holds = 1 AND starts > :back AND starts < :held AND busy_until > :from
             UNION SELECT id FROM appointment WHERE client_id = :client AND holds = 1 AND starts > :back AND starts < :to AND ends > :from",
        )?;
        let ids = ask.query_map(
            named_params! {
                ":staff": staff, ":room": room, ":client": client, ":back": Wall(new.span.from() - chrono::TimeDelta::hours(10)),
                ":held": Wall(held.to()), ":from": Wall(new.span.from()), ":to": Wall(new.span.to()),
            },
            |row| row.get::<_, i64>(0).map(|id| id.to_string()),
        )?;
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        Ok(if ids.is_empty() { String::new() } else { format!("|{}|", ids.join("|")) })
    }
}
