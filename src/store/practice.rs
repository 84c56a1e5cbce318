//! The practice's own rows: settings, staff, services, rooms, hours and absences.
use anyhow::Context;
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::people::Field;
use super::rows::{Day, Hm, Wall};
use super::{Error, Store, Writer};
use crate::domain::change::{Founding, NewAbsence, PracticeChange, Ref};
use crate::domain::deed::Deed;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::people::staff::{NewShift, NewStaff, Staff};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absence, Absent, ShiftDays};
use crate::domain::practice::room::{NewRoom, Room};
use crate::domain::practice::service::{LONGEST_BUFFER, NewService, Service, too_much_clean_up};
use crate::domain::practice::{Practice, PracticeField};
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::when::DateOrder;

/// The practice's zone; UTC while the file is empty.
pub(super) fn zone(connection: &Connection) -> Result<Tz, Error> {
    let name: Option<String> = connection.prepare_cached("SELECT zone FROM practice")?.query_row([], |row| row.get(0)).optional()?;
    Ok(name.map_or(Ok(Tz::UTC), |name| name.parse::<Tz>().map_err(|_| zone_unknown(&name)))?)
}

fn zone_unknown(name: &str) -> anyhow::Error {
    anyhow::anyhow!("The file names the time zone “{name}”, which this knotbook does not know. Update knotbook.")
}

/// Everything but clients and appointments; `None` in an empty file.
pub(super) fn directory(connection: &Connection) -> Result<Option<Directory>, Error> {
    let Some(practice) = read_practice(connection)? else { return Ok(None) };
    let mut staff = all(connection, "SELECT id, name, short, role, treats, os_user, archived FROM staff ORDER BY id", |row| {
        Ok(Staff {
            id: row.get(0)?,
            name: row.get(1)?,
            short: row.get(2)?,
            role: row.get(3)?,
            treats: row.get(4)?,
            os_user: row.get(5)?,
            archived: row.get(6)?,
            offers: Vec::new(),
        })
    })?;
    let offers = all(connection, "SELECT staff_id, service_id FROM staff_service ORDER BY id", |row| {
        Ok((row.get::<_, StaffId>(0)?, row.get::<_, ServiceId>(1)?))
    })?;
    for (who, what) in offers {
        if let Some(staff) = staff.iter_mut().find(|staff| staff.id == who) {
            staff.offers.push(what);
        }
    }
    let services = all(
        connection,
        "SELECT id, name, short, modality, minutes, buffer, needs_room, price, archived FROM service ORDER BY id",
        |row| {
            Ok(Service {
                id: row.get(0)?,
                name: row.get(1)?,
                short: row.get(2)?,
                modality: row.get(3)?,
                minutes: row.get(4)?,
                buffer: row.get(5)?,
                needs_room: row.get(6)?,
                price: row.get(7)?,
                archived: row.get(8)?,
            })
        },
    )?;
    let rooms = all(connection, "SELECT id, name, short, archived FROM room ORDER BY id", |row| {
        Ok(Room { id: row.get(0)?, name: row.get(1)?, short: row.get(2)?, archived: row.get(3)? })
    })?;
    Ok(Some(Directory { practice, staff, services, rooms }))
}

fn read_practice(connection: &Connection) -> Result<Option<Practice>, Error> {
    let row = connection
        .prepare_cached("SELECT name, zone, date_order, slot_minutes, late_cancel_hours FROM practice")?
        .query_row([], |row| {
            let (zone, order): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, Clean>(0)?, zone, order, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((name, zone, order, slot_minutes, late_cancel_hours)) = row else { return Ok(None) };
    let zone = zone.parse().map_err(|_| zone_unknown(&zone))?;
    let order = if order == order_word(DateOrder::MonthFirst) { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    Ok(Some(Practice { name, zone, order, slot_minutes, late_cancel_hours }))
}

fn order_word(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day-first",
        DateOrder::MonthFirst => "month-first",
    }
}

fn all<T>(connection: &Connection, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map([], read)?.collect()
}

/// Absences that reach into the dates from `first` to `last`.
pub(super) fn absences(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Absence>, Error> {
    let mut ask = connection.prepare_cached(
        "SELECT id, kind, staff_id, room_id, client_id, starts, ends, reason FROM absence
          WHERE ends > :from AND starts < :to ORDER BY starts, id",
    )?;
    let to = last.succ_opt().unwrap_or(last);
    let read = |row: &Row<'_>| {
        let kind: String = row.get(1)?;
        let of = match kind.as_str() {
            "staff" => Absent::Staff(row.get(2)?),
            "block" => Absent::Block(row.get(2)?),
            "room" => Absent::Room(row.get(3)?),
            "client" => Absent::Client(row.get(4)?),
            _ => Absent::Practice,
        };
        Ok((row.get(0)?, of, row.get::<_, Wall>(5)?.0, row.get::<_, Wall>(6)?.0, row.get(7)?))
    };
    let found = ask.query_map(named_params! {":from": Day(first), ":to": Day(to)}, read)?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().filter_map(|(id, of, from, to, reason)| Some(Absence { id, of, span: Span::new(from, to)?, reason })).collect())
}

impl Store {
    /// Staff, services, rooms and settings; `None` in an empty file.
    pub fn directory(&self) -> Result<Option<Directory>, Error> {
        let directory = directory(&self.connection)?;
        if let Some(directory) = &directory {
            self.zone.set(directory.practice.zone);
        }
        Ok(directory)
    }
}

impl Writer<'_> {
    pub(super) fn write_practice(&self, change: &PracticeChange) -> Result<Deed, Error> {
        match change {
            PracticeChange::Found(founding) => self.found(founding),
            PracticeChange::Edit(fields) => self.edit_practice(fields),
            PracticeChange::AddStaff(staff) => Ok(Deed::AddedStaff(self.add_staff(staff, &[])?)),
            PracticeChange::AddService(service) => Ok(Deed::AddedService(self.add_service(service)?)),
            PracticeChange::AddRoom(room) => Ok(Deed::AddedRoom(self.add_room(room)?)),
            PracticeChange::AddShift(staff, shift) => {
                self.add_shift(*staff, shift)?;
                Ok(Deed::AddedShift(*staff))
            }
            PracticeChange::AddAbsence(absence) => {
                self.add_absence(absence)?;
                Ok(Deed::AddedAbsence { of: absence.of, span: absence.span })
            }
        }
    }

    fn found(&self, founding: &Founding) -> Result<Deed, Error> {
        if self.directory.is_some() {
            return Err(Refusal::AlreadyFounded.into());
        }
        let practice = &founding.practice;
        practice.check()?;
        self.tx.execute(
            "INSERT INTO practice (id, name, zone, date_order, slot_minutes, late_cancel_hours) VALUES (1, :name, :zone, :order, :slot, :late)",
            named_params! {
                ":name": practice.name, ":zone": practice.zone.name(), ":order": order_word(practice.order),
                ":slot": practice.slot_minutes, ":late": practice.late_cancel_hours,
            },
        )?;
        let services = founding.services.iter().map(|service| self.add_service(service)).collect::<Result<Vec<_>, _>>()?;
        for room in &founding.rooms {
            self.add_room(room)?;
        }
        for staff in &founding.staff {
            self.add_staff(staff, &services)?;
        }
        Ok(Deed::Founded)
    }

    fn edit_practice(&self, fields: &[PracticeField]) -> Result<Deed, Error> {
        fields.iter().try_for_each(PracticeField::check)?;
        let written: Vec<Field> = fields
            .iter()
            .map(|field| match field {
                PracticeField::Name(edit) => Field::new("name", &edit.seen, &edit.new),
                PracticeField::Zone(edit) => Field::new("zone", edit.seen.name().to_owned(), edit.new.name().to_owned()),
                PracticeField::Order(edit) => Field::new("date_order", order_word(edit.seen).to_owned(), order_word(edit.new).to_owned()),
                PracticeField::SlotMinutes(edit) => Field::new("slot_minutes", edit.seen, edit.new),
                PracticeField::LateCancelHours(edit) => Field::new("late_cancel_hours", edit.seen, edit.new),
            })
            .collect();
        self.edit("practice", 1, "the practice", &written)?;
        Ok(Deed::SetPractice { fields: written.iter().map(Field::words).collect() })
    }

    pub(super) fn add_service(&self, service: &NewService) -> Result<ServiceId, Error> {
        named("service", &service.name, &service.short)?;
        if !(5..=600).contains(&service.minutes) {
            return Err(Refusal::field(
                "length",
                format!("{} lasts 5 to 600 minutes; {} is not among them.", service.name, service.minutes),
            )
            .into());
        }
        if service.buffer > LONGEST_BUFFER {
            return Err(Refusal::field("clean-up", too_much_clean_up(service.buffer)).into());
        }
        self.tx
            .prepare_cached(
                "INSERT INTO service (name, short, modality, minutes, buffer, needs_room, price)
                 VALUES (:name, :short, :modality, :minutes, :buffer, :needs_room, :price)",
            )?
            .execute(named_params! {
                ":name": service.name, ":short": service.short, ":modality": service.modality, ":minutes": service.minutes,
                ":buffer": service.buffer, ":needs_room": service.needs_room, ":price": service.price,
            })?;
        Ok(ServiceId(self.tx.last_insert_rowid()))
    }

    pub(super) fn add_room(&self, room: &NewRoom) -> Result<RoomId, Error> {
        named("room", &room.name, &room.short)?;
        self.tx
            .prepare_cached("INSERT INTO room (name, short) VALUES (:name, :short)")?
            .execute(named_params! {":name": room.name, ":short": room.short})?;
        Ok(RoomId(self.tx.last_insert_rowid()))
    }

    /// `services` are those that the same act added before.
    pub(super) fn add_staff(&self, staff: &NewStaff, services: &[ServiceId]) -> Result<StaffId, Error> {
        named("staff member", &staff.name, &staff.short)?;
        self.tx
            .prepare_cached("INSERT INTO staff (name, short, role, treats, os_user) VALUES (:name, :short, :role, :treats, :os_user)")?
            .execute(named_params! {
                ":name": staff.name, ":short": staff.short, ":role": staff.role, ":treats": staff.treats, ":os_user": staff.os_user,
            })?;
        let id = StaffId(self.tx.last_insert_rowid());
        for offer in &staff.offers {
            let service = match offer {
                Ref::Known(service) => *service,
                Ref::New(place) => *services.get(*place).context("A new member of staff offers a service that is not in the list")?,
            };
            self.tx
                .prepare_cached("INSERT INTO staff_service (staff_id, service_id) VALUES (:staff, :service) ON CONFLICT DO NOTHING")?
                .execute(named_params! {":staff": id, ":service": service})?;
        }
        for shift in &staff.hours {
            self.add_shift(id, shift)?;
        }
        Ok(id)
    }

    fn add_shift(&self, staff: StaffId, shift: &NewShift) -> Result<(), Error> {
        if shift.from >= shift.to {
            return Err(Refusal::field("hours", format!("Hours from {} to {} end before they begin.", shift.from, shift.to)).into());
        }
        let (weekday, every, from, until): (Option<u32>, u32, NaiveDate, Option<NaiveDate>) = match shift.days {
            ShiftDays::Weekly { weekday, every, from, until } => (Some(weekday.num_days_from_monday()), every, from, until),
            ShiftDays::Once(date) => (None, 1, date, Some(date)),
        };
        if !(1..=52).contains(&every) {
            return Err(Refusal::field("hours", format!("Hours come back every 1 to 52 weeks; {every} is not among them.")).into());
        }
        self.tx
            .prepare_cached(
                "INSERT INTO shift (staff_id, weekday, every_weeks, valid_from, valid_to, starts, ends)
                 VALUES (:staff, :weekday, :every, :from, :until, :starts, :ends)",
            )?
            .execute(named_params! {
                ":staff": staff, ":weekday": weekday, ":every": every, ":from": Day(from), ":until": until.map(Day),
                ":starts": Hm(shift.from), ":ends": Hm(shift.to),
            })?;
        Ok(())
    }

    fn add_absence(&self, absence: &NewAbsence) -> Result<(), Error> {
        let (kind, staff, room, client) = match absence.of {
            Absent::Staff(id) => ("staff", Some(id), None, None),
            Absent::Block(id) => ("block", Some(id), None, None),
            Absent::Practice => ("practice", None, None, None),
            Absent::Room(id) => ("room", None, Some(id), None),
            Absent::Client(id) => ("client", None, None, Some(id)),
        };
        self.tx
            .prepare_cached(
                "INSERT INTO absence (kind, staff_id, room_id, client_id, starts, ends, reason)
                 VALUES (:kind, :staff, :room, :client, :starts, :ends, :reason)",
            )?
            .execute(named_params! {
                ":kind": kind, ":staff": staff, ":room": room, ":client": client,
                ":starts": Wall(absence.span.from()), ":ends": Wall(absence.span.to()), ":reason": absence.reason,
            })?;
        Ok(())
    }
}

fn named(what: &'static str, name: &Clean, short: &Clean) -> Result<(), Error> {
    if name.is_empty() || short.is_empty() {
        return Err(Refusal::field("name", format!("A {what} needs a name and a short name for narrow columns.")).into());
    }
    Ok(())
}

/// 0 = Monday, as `shift.weekday` counts.
pub(super) fn weekday(number: u8) -> Weekday {
    Weekday::try_from(number).unwrap_or(Weekday::Mon)
}
