//! Who works here, what can be booked, and where: staff, services and rooms as rows.
use anyhow::Context;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, named_params};

use super::edit::Field;
use super::{Error, Writer};
use crate::domain::change::{Edit, Ref};
use crate::domain::deed::Deed;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::people::staff::{NewStaff, StaffField};
use crate::domain::practice::role::Role;
use crate::domain::practice::room::{NewRoom, RoomField};
use crate::domain::practice::service::{NewService, ServiceField, check_buffer, check_minutes, check_price};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, fold};

impl Writer<'_> {
    pub(super) fn add_service(&self, service: &NewService) -> Result<ServiceId, Error> {
        named("service", &service.name, &service.short)?;
        check_minutes(service.minutes)?;
        check_buffer(service.buffer)?;
        check_price(service.price)?;
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
        self.refuse_overlap(id, &staff.hours, &[], &[])?;
        Ok(id)
    }

    /// Those who treat and offer whatever there is: what is new is theirs too.
    pub(super) fn all_rounders(&self) -> Result<Vec<StaffId>, Error> {
        let mut ask = self.tx.prepare_cached(
            "SELECT id FROM staff AS s WHERE treats = 1 AND archived = 0 AND NOT EXISTS (SELECT 1 FROM service AS v WHERE v.archived = 0
                AND NOT EXISTS (SELECT 1 FROM staff_service WHERE staff_id = s.id AND service_id = v.id)) ORDER BY id",
        )?;
        Ok(ask.query_map([], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?)
    }

    pub(super) fn offered_by(&self, service: ServiceId, staff: &[StaffId]) -> Result<(), Error> {
        for id in staff {
            self.tx
                .prepare_cached("INSERT INTO staff_service (staff_id, service_id) VALUES (:staff, :service)")?
                .execute(named_params! {":staff": id, ":service": service})?;
        }
        Ok(())
    }

    pub(super) fn edit_staff(&self, id: StaffId, fields: &[StaffField]) -> Result<Deed, Error> {
        let name = self.named_row("staff", id.0, "person")?;
        let mut written = Vec::new();
        for field in fields {
            match field {
                StaffField::Name(edit) => written.push(filled("name", "person", edit)?),
                StaffField::Short(edit) => {
                    self.refuse_namesake("staff", &edit.new, Some(id.0))?;
                    written.push(filled("short", "person", edit)?);
                }
                StaffField::Role(edit) => written.push(Field::new("role", edit.seen.word().to_owned(), edit.new.word().to_owned())),
                StaffField::Treats(edit) => written.push(Field::new("treats", edit.seen, edit.new)),
                StaffField::OsUser(edit) => written.push(Field::new("os_user", &edit.seen, &edit.new)),
                StaffField::Archived(edit) => written.push(Field::new("archived", edit.seen, edit.new)),
                StaffField::Offers(edit) => self.offer(id, &name, edit)?,
            }
        }
        if !written.is_empty() {
            self.edit("staff", id.0, name.as_str(), &written)?;
        }
        self.refuse_no_owner(&name)?;
        Ok(match fields {
            [StaffField::Archived(edit)] if edit.new => Deed::ArchivedStaff(id),
            [StaffField::Archived(_)] => Deed::RestoredStaff(id),
            _ => Deed::EditedStaff { id, fields: fields.iter().map(staff_words).collect() },
        })
    }

    fn offer(&self, id: StaffId, name: &Clean, edit: &Edit<Vec<ServiceId>>) -> Result<(), Error> {
        let now = self
            .tx
            .prepare_cached("SELECT service_id FROM staff_service WHERE staff_id = :staff ORDER BY service_id")?
            .query_map(named_params! {":staff": id}, |row| row.get(0))?
            .collect::<Result<Vec<ServiceId>, _>>()?;
        if now != edit.seen {
            let field = Field::new("services", words_of(edit.seen.len()), words_of(edit.new.len()));
            return Err(self.stale("staff", id.0, name.as_str(), &field, &Value::Text(words_of(now.len())))?.into());
        }
        for service in now.iter().filter(|service| !edit.new.contains(service)) {
            self.tx
                .prepare_cached("DELETE FROM staff_service WHERE staff_id = :staff AND service_id = :service")?
                .execute(named_params! {":staff": id, ":service": service})?;
        }
        for service in edit.new.iter().filter(|service| !now.contains(service)) {
            self.tx
                .prepare_cached("INSERT INTO staff_service (staff_id, service_id) VALUES (:staff, :service)")?
                .execute(named_params! {":staff": id, ":service": service})?;
        }
        Ok(())
    }

    /// A practice always has somebody who may set it up.
    fn refuse_no_owner(&self, name: &Clean) -> Result<(), Error> {
        let owners: i64 = self
            .tx
            .prepare_cached("SELECT count(*) FROM staff WHERE role = :owner AND archived = 0")?
            .query_row(named_params! {":owner": Role::Owner}, |row| row.get(0))?;
        if owners > 0 {
            return Ok(());
        }
        let sentence = format!("{name} is the only owner. Make somebody else an owner first, then go on.");
        Err(Refusal::field("role", sentence).into())
    }

    pub(super) fn edit_service(&self, id: ServiceId, fields: &[ServiceField]) -> Result<Deed, Error> {
        let name = self.named_row("service", id.0, "service")?;
        let mut written = Vec::new();
        for field in fields {
            field.check()?;
            written.push(match field {
                ServiceField::Name(edit) => filled("name", "service", edit)?,
                ServiceField::Short(edit) => {
                    self.refuse_namesake("service", &edit.new, Some(id.0))?;
                    filled("short", "service", edit)?
                }
                ServiceField::Modality(edit) => Field::new("modality", &edit.seen, &edit.new),
                ServiceField::Minutes(edit) => Field::new("minutes", edit.seen, edit.new),
                ServiceField::Buffer(edit) => Field::new("buffer", edit.seen, edit.new),
                ServiceField::NeedsRoom(edit) => Field::new("needs_room", edit.seen, edit.new),
                ServiceField::Price(edit) => Field::new("price", edit.seen, edit.new),
                ServiceField::Archived(edit) => Field::new("archived", edit.seen, edit.new),
            });
        }
        self.edit("service", id.0, name.as_str(), &written)?;
        Ok(match fields {
            [ServiceField::Archived(edit)] if edit.new => Deed::ArchivedService(id),
            [ServiceField::Archived(_)] => Deed::RestoredService(id),
            _ => Deed::EditedService { id, fields: written.iter().map(Field::words).collect() },
        })
    }

    pub(super) fn edit_room(&self, id: RoomId, fields: &[RoomField]) -> Result<Deed, Error> {
        let name = self.named_row("room", id.0, "room")?;
        let mut written = Vec::new();
        for field in fields {
            written.push(match field {
                RoomField::Name(edit) => filled("name", "room", edit)?,
                RoomField::Short(edit) => {
                    self.refuse_namesake("room", &edit.new, Some(id.0))?;
                    filled("short", "room", edit)?
                }
                RoomField::Archived(edit) => Field::new("archived", edit.seen, edit.new),
            });
        }
        self.edit("room", id.0, name.as_str(), &written)?;
        Ok(match fields {
            [RoomField::Archived(edit)] if edit.new => Deed::ArchivedRoom(id),
            [RoomField::Archived(_)] => Deed::RestoredRoom(id),
            _ => Deed::EditedRoom { id, fields: written.iter().map(Field::words).collect() },
        })
    }

    fn named_row(&self, table: &str, id: i64, what: &'static str) -> Result<Clean, Error> {
        let name = self
            .tx
            .prepare_cached(&format!("SELECT name FROM {table} WHERE id = :id"))?
            .query_row(named_params! {":id": id}, |row| row.get(0))
            .optional()?;
        name.ok_or_else(|| Refusal::Gone { what }.into())
    }

    /// Two of one short name in use could not be told apart in a narrow column, nor named in a line.
    pub(super) fn refuse_namesake(&self, table: &str, short: &Clean, except: Option<i64>) -> Result<(), Error> {
        let mut ask = self.tx.prepare_cached(&format!("SELECT id, name, short FROM {table} WHERE archived = 0"))?;
        let rows = ask.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Clean>(1)?, row.get::<_, Clean>(2)?)))?;
        for row in rows {
            let (id, name, other) = row?;
            if Some(id) != except && fold(other.as_str()) == fold(short.as_str()) {
                return Err(Refusal::field("short", format!("{name} is called “{other}” already. Choose another short name.")).into());
            }
        }
        Ok(())
    }
}

fn words_of(services: usize) -> String {
    crate::domain::wording::say::count(services, "service", "services")
}

/// A name that may be changed but not emptied.
fn filled(column: &'static str, what: &'static str, edit: &Edit<Clean>) -> Result<Field, Error> {
    named(what, &edit.new, &edit.new)?;
    Ok(Field::new(column, &edit.seen, &edit.new))
}

fn staff_words(field: &StaffField) -> String {
    match field {
        StaffField::Name(_) => "name",
        StaffField::Short(_) => "short name",
        StaffField::Role(_) => "role",
        StaffField::Treats(_) => "who treats",
        StaffField::OsUser(_) => "login",
        StaffField::Offers(_) => "services",
        StaffField::Archived(_) => "archived",
    }
    .to_owned()
}

fn named(what: &'static str, name: &Clean, short: &Clean) -> Result<(), Error> {
    if name.is_empty() || short.is_empty() {
        return Err(Refusal::field("name", format!("A {what} needs a name and a short name for narrow columns.")).into());
    }
    Ok(())
}
