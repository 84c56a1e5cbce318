//! The practice's settings as a row, and the directory of who and what there is.
use chrono::Weekday;
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::edit::Field;
use super::{Error, Store, Writer, alert_list};
use crate::domain::change::{Founding, PracticeChange};
use crate::domain::deed::Deed;
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::people::staff::Staff;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::look::Look;
use crate::domain::practice::room::Room;
use crate::domain::practice::service::Service;
use crate::domain::practice::{Practice, PracticeField};
use crate::domain::refusal::Refusal;
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
        .prepare_cached(
            "SELECT name, zone, date_order, slot_minutes, late_cancel_hours, week_starts, second_backup, ascii, colours,
                    ask_consent, missed_count FROM practice",
        )?
        .query_row([], |row| {
            let (order, week): (String, String) = (row.get(2)?, row.get(5)?);
            let practice = Practice {
                name: row.get(0)?,
                zone: Tz::UTC,
                order: if order == order_word(DateOrder::MonthFirst) { DateOrder::MonthFirst } else { DateOrder::DayFirst },
                slot_minutes: row.get(3)?,
                late_cancel_hours: row.get(4)?,
                week_starts: if week == week_word(Weekday::Sun) { Weekday::Sun } else { Weekday::Mon },
                second_backup: row.get(6)?,
                look: Look { ascii: row.get(7)?, colours: row.get(8)? },
                ask_consent: row.get(9)?,
                missed_count: row.get(10)?,
            };
            Ok((practice, row.get::<_, String>(1)?))
        })
        .optional()?;
    let Some((practice, zone)) = row else { return Ok(None) };
    let zone = zone.parse().map_err(|_| zone_unknown(&zone))?;
    Ok(Some(Practice { zone, ..practice }))
}

fn order_word(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day-first",
        DateOrder::MonthFirst => "month-first",
    }
}

fn week_word(day: Weekday) -> &'static str {
    if day == Weekday::Sun { "sunday" } else { "monday" }
}

fn all<T>(connection: &Connection, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map([], read)?.collect()
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
            PracticeChange::AddStaff(staff) => {
                self.refuse_namesake("staff", &staff.short, None)?;
                Ok(Deed::AddedStaff(self.add_staff(staff, &[])?))
            }
            PracticeChange::EditStaff { id, fields } => self.edit_staff(*id, fields),
            PracticeChange::AddService(service) => {
                self.refuse_namesake("service", &service.short, None)?;
                let all_rounders = self.all_rounders()?;
                let id = self.add_service(service)?;
                self.offered_by(id, &all_rounders)?;
                Ok(Deed::AddedService(id))
            }
            PracticeChange::EditService { id, fields } => self.edit_service(*id, fields),
            PracticeChange::AddRoom(room) => {
                self.refuse_namesake("room", &room.short, None)?;
                Ok(Deed::AddedRoom(self.add_room(room)?))
            }
            PracticeChange::EditRoom { id, fields } => self.edit_room(*id, fields),
            PracticeChange::SetHours { staff, old, new } => self.set_hours(*staff, old, new),
            PracticeChange::AddAbsence(absence) => {
                self.add_absence(absence)?;
                Ok(Deed::AddedAbsence { of: absence.of, span: absence.span })
            }
            PracticeChange::EditAbsence { id, seen, new } => self.edit_absence(*id, seen, new),
            PracticeChange::RemoveAbsence { id, seen } => self.remove_absence(*id, seen),
            PracticeChange::ListAlert(new) => self.list_alert(new),
            PracticeChange::EditListedAlert { id, fields } => self.edit_listed_alert(*id, fields),
        }
    }

    fn found(&self, founding: &Founding) -> Result<Deed, Error> {
        if self.directory.is_some() {
            return Err(Refusal::AlreadyFounded.into());
        }
        let practice = &founding.practice;
        practice.check()?;
        self.tx.execute(
            "INSERT INTO practice (id, name, zone, date_order, slot_minutes, late_cancel_hours, week_starts, second_backup, ascii, colours,
                                   ask_consent, missed_count)
             VALUES (1, :name, :zone, :order, :slot, :late, :week, :second, :ascii, :colours, :consent, :missed)",
            named_params! {
                ":name": practice.name, ":zone": practice.zone.name(), ":order": order_word(practice.order),
                ":slot": practice.slot_minutes, ":late": practice.late_cancel_hours,
                ":week": week_word(practice.week_starts), ":second": practice.second_backup, ":ascii": practice.look.ascii,
                ":colours": practice.look.colours, ":consent": practice.ask_consent, ":missed": practice.missed_count,
            },
        )?;
        let services = founding.services.iter().map(|service| self.add_service(service)).collect::<Result<Vec<_>, _>>()?;
        for room in &founding.rooms {
            self.add_room(room)?;
        }
        for staff in &founding.staff {
            self.add_staff(staff, &services)?;
        }
        alert_list::begin(self.tx)?;
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
                PracticeField::WeekStarts(edit) => {
                    Field::new("week_starts", week_word(edit.seen).to_owned(), week_word(edit.new).to_owned())
                }
                PracticeField::SecondBackup(edit) => Field::new("second_backup", &edit.seen, &edit.new),
                PracticeField::Ascii(edit) => Field::new("ascii", edit.seen, edit.new),
                PracticeField::AskConsent(edit) => Field::new("ask_consent", edit.seen, edit.new),
                PracticeField::MissedCount(edit) => Field::new("missed_count", edit.seen, edit.new),
                PracticeField::Colours(edit) => Field::new("colours", edit.seen.word().to_owned(), edit.new.word().to_owned()),
            })
            .collect();
        self.edit("practice", 1, "the practice", &written)?;
        Ok(Deed::SetPractice { fields: written.iter().map(Field::words).collect() })
    }
}
