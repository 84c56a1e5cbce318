//! The book as it is read: days, appointments, what stands around a time.
mod around;
mod calendar;
mod keep;
pub(super) mod land;
mod list;
mod rebook;
mod series;
mod several;
mod together;
mod week;
mod write;

use around::{Ahead, surroundings};
pub use series::Grown;
pub(super) use series::against;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::rows::{Day as DayText, Wall};
use super::{Error, Store, decide, hours as rows_of_hours};
use crate::domain::book::appointment::{Appointment, Slot, Usual};
use crate::domain::book::conflict::{self, Conflict};
use crate::domain::book::day::{Day, Entry, Worked};
use crate::domain::book::free::{self, Offer, Wish};
use crate::domain::book::series::Dated;
use crate::domain::book::status::RealTimes;
use crate::domain::ids::{AppointmentId, ClientId, StaffId};
use crate::domain::people::alert::AlertMark;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{self, Shift};
use crate::domain::refusal::Way;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// Days that a search for free time looks at first, and at most at a time.
const FIRST_LOOK: u64 = 3;
const LONGEST_LOOK: u64 = 14;

const COLUMNS: &str =
    "a.id, a.client_id, c.name, a.service_id, a.staff_id, a.room_id, a.starts, a.ends, a.buffer, a.status, a.confirmed_at,
    a.arrived_at, a.started_at, a.done_at, a.cancelled_by, a.cancel_reason, a.override_reason, a.note, a.reasons_ok, a.decide, a.series_id,
    a.rule_date";
/// The place of the first column after them.
const AFTER: usize = 22;

fn read(row: &Row<'_>) -> rusqlite::Result<Appointment> {
    let at = |n: usize| row.get::<_, Option<Wall>>(n).map(|at| at.map(|at| at.0));
    let (starts, ends) = (row.get::<_, Wall>(6)?.0, row.get::<_, Wall>(7)?.0);
    Ok(Appointment {
        id: row.get(0)?,
        client: row.get(1)?,
        client_name: row.get(2)?,
        service: row.get(3)?,
        staff: row.get(4)?,
        room: row.get(5)?,
        span: Span::new(starts, ends).unwrap_or_else(|| Span::lasting(starts, 1)),
        buffer: row.get(8)?,
        status: row.get(9)?,
        real: RealTimes { confirmed: at(10)?, arrived: at(11)?, started: at(12)?, done: at(13)? },
        cancelled_by: row.get(14)?,
        cancel_reason: row.get(15)?,
        anyway: row.get(16)?,
        stop_reason: Clean::default(),
        note: row.get(17)?,
        accepted: row.get(18)?,
        to_decide: row.get(19)?,
        dated: match row.get(20)? {
            Some(series) => at(21)?.map(|rule_date| Dated { series, rule_date }),
            None => None,
        },
    })
}

/// One appointment; `None` when there is no such row.
pub(super) fn appointment(connection: &Connection, id: AppointmentId) -> Result<Option<Appointment>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM appointment AS a JOIN client AS c ON c.id = a.client_id WHERE a.id = :id");
    Ok(connection.prepare_cached(&sql)?.query_row(named_params! {":id": id}, read).optional()?)
}

/// Expected appointments from `from` on, by start.
pub(super) fn expected_from(connection: &Connection, from: NaiveDate) -> Result<Vec<Appointment>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM appointment AS a JOIN client AS c ON c.id = a.client_id
          WHERE a.starts >= :from AND a.status IN ('booked', 'confirmed') ORDER BY a.starts, a.id"
    );
    Ok(connection.prepare_cached(&sql)?.query_map(named_params! {":from": DayText(from)}, read)?.collect::<Result<Vec<_>, _>>()?)
}

/// Appointments that are to be decided, by start.
pub(super) fn to_decide(connection: &Connection) -> Result<Vec<Appointment>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM appointment AS a JOIN client AS c ON c.id = a.client_id\n          WHERE a.decide = 1 AND a.starts > '' ORDER BY a.starts, a.id"
    );
    Ok(connection.prepare_cached(&sql)?.query_map([], read)?.collect::<Result<Vec<_>, _>>()?)
}

/// A client's appointments parted at `now`: (still to come, newest past ones, how many past ones in all).
pub(super) fn of_client(
    connection: &Connection,
    client: ClientId,
    now: NaiveDateTime,
    most: u32,
) -> Result<(Vec<Appointment>, Vec<Appointment>, u32), Error> {
    let from = "FROM appointment AS a JOIN client AS c ON c.id = a.client_id WHERE a.client_id = :client";
    let ahead = "a.ends >= :now AND a.status IN ('booked', 'confirmed', 'arrived', 'in session', 'held', 'to rebook', 'to decide')";
    let mut ask = connection.prepare_cached(&format!("SELECT {COLUMNS} {from} AND {ahead} ORDER BY a.starts, a.id"))?;
    let upcoming = ask.query_map(named_params! {":client": client, ":now": Wall(now)}, read)?.collect::<Result<Vec<_>, _>>()?;
    let mut ask =
        connection.prepare_cached(&format!("SELECT {COLUMNS} {from} AND NOT ({ahead}) ORDER BY a.starts DESC, a.id DESC LIMIT :most"))?;
    let past = ask.query_map(named_params! {":client": client, ":now": Wall(now), ":most": most}, read)?.collect::<Result<Vec<_>, _>>()?;
    let in_all: u32 = connection
        .prepare_cached("SELECT count(*) FROM appointment WHERE client_id = :client")?
        .query_row(named_params! {":client": client}, |row| row.get(0))?;
    let past_in_all = in_all.saturating_sub(u32::try_from(upcoming.len()).unwrap_or(u32::MAX));
    Ok((upcoming, past, past_in_all))
}

/// The reasons against `slot`, and the nearest times without one: the therapist's next, and another therapist's.
pub(super) fn judge(
    connection: &Connection,
    directory: &Directory,
    slot: &Slot,
    except: Option<AppointmentId>,
    now: NaiveDateTime,
) -> Result<(Vec<Conflict>, Vec<Way>), Error> {
    let date = slot.span.date();
    let around = surroundings(connection, date, date)?;
    let conflicts = conflict::judge(slot, except, &around, directory);
    if conflicts.is_empty() {
        return Ok((conflicts, Vec::new()));
    }
    let wish = Wish {
        service: slot.service,
        minutes: slot.span.minutes(),
        buffer: slot.buffer,
        staff: Some(slot.staff),
        preferred: None,
        liked: Vec::new(),
        room: None,
        client: slot.client,
        days: (date, date.checked_add_days(Days::new(14)).unwrap_or(date)),
        starts: (None, None),
        exactly: None,
        not_before: now.max(slot.span.from() - TimeDelta::hours(2)),
        except,
        limit: 200,
    };
    let mut ahead = Ahead::new(connection, around.shifts, wish.days.0);
    let around = ahead.look(wish.days.0, wish.days.1)?;
    let near = |offer: &Offer| (offer.span.from() - slot.span.from()).abs();
    let mut offers: Vec<Offer> = free::times(&wish, around, directory).into_iter().min_by_key(near).into_iter().collect();
    let others = Wish { staff: None, ..wish };
    offers.extend(free::times(&others, around, directory).into_iter().filter(|offer| offer.staff != slot.staff).min_by_key(near));
    Ok((conflicts, offers.into_iter().map(|offer| way(offer, directory, now)).collect()))
}

fn way(offer: Offer, directory: &Directory, now: NaiveDateTime) -> Way {
    let when = say::moment(offer.span.from(), now.year());
    Way { offer, words: format!("{when} with {}", directory.staff_short(offer.staff)) }
}

/// Who works on a date, and when.
fn worked_on(shifts: &[Shift], date: NaiveDate) -> Vec<Worked> {
    let mut staff: Vec<StaffId> = shifts.iter().map(|shift| shift.staff).collect();
    staff.sort_unstable();
    staff.dedup();
    let worked = staff.into_iter().map(|staff| Worked { staff, hours: hours::worked(shifts, staff, date) });
    worked.filter(|worked| !worked.hours.is_empty()).collect()
}

impl Store {
    /// One appointment, with why its session began in spite of a STOP for those who see care.
    pub fn appointment(&self, id: AppointmentId) -> Result<Option<Appointment>, Error> {
        let Some(mut found) = appointment(&self.connection, id)? else { return Ok(None) };
        if self.viewer.sees_care() {
            let mut ask = self.connection.prepare_cached("SELECT stop_reason FROM appointment WHERE id = :id")?;
            found.stop_reason = ask.query_row(named_params! {":id": id}, |row| row.get(0))?;
        }
        Ok(Some(found))
    }

    /// One date of the book. Alerts' texts only for those who see care.
    pub fn day(&self, date: NaiveDate) -> Result<Day, Error> {
        let alert_text = if self.viewer.sees_care() { "al.text" } else { "NULL" };
        let sql = format!(
            "SELECT {COLUMNS}, c.phones, c.born, c.note, c.pressure, al.level, {alert_text}, al.handling,
                    NOT EXISTS (SELECT 1 FROM appointment AS p WHERE p.client_id = a.client_id AND p.starts < a.starts AND p.status = 'done')
                      AND NOT EXISTS (SELECT 1 FROM note AS v WHERE v.client_id = a.client_id AND v.at < a.starts AND v.appointment_id IS NULL
                                        AND NOT EXISTS (SELECT 1 FROM strike AS k WHERE k.note_id = v.id))
               FROM appointment AS a JOIN client AS c ON c.id = a.client_id
               LEFT JOIN alert AS al ON al.id = (SELECT id FROM alert WHERE client_id = a.client_id AND closed = 0 AND level <> 'note'
                                                  ORDER BY level DESC, id LIMIT 1)
              WHERE a.starts >= :from AND a.starts < :to"
        );
        let read_entry = |row: &Row<'_>| {
            let level = row.get::<_, Option<_>>(AFTER + 4)?;
            Ok(Entry {
                appointment: read(row)?,
                phones: row.get(AFTER)?,
                born: row.get::<_, Option<DayText>>(AFTER + 1)?.map(|day| day.0),
                client_note: row.get(AFTER + 2)?,
                pressure: row.get(AFTER + 3)?,
                alert: match level {
                    Some(level) => Some(AlertMark { level, text: row.get(AFTER + 5)?, handling: row.get(AFTER + 6)? }),
                    None => None,
                },
                first_visit: row.get(AFTER + 7)?,
            })
        };
        let next = date.succ_opt().unwrap_or(date);
        let mut ask = self.connection.prepare_cached(&sql)?;
        let mut entries =
            ask.query_map(named_params! {":from": DayText(date), ":to": DayText(next)}, read_entry)?.collect::<Result<Vec<_>, _>>()?;
        // SQLite would copy each of these wide rows into a sorter and out of it.
        entries.sort_unstable_by_key(|entry| (entry.appointment.span.from(), entry.appointment.staff, entry.appointment.id));
        let worked = worked_on(&rows_of_hours::shifts_on(&self.connection, date.weekday())?, date);
        let to_rebook = self
            .connection
            .prepare_cached("SELECT count(*) FROM appointment WHERE status = 'to rebook' AND starts > ''")?
            .query_row([], |row| row.get(0))?;
        let to_decide = decide::count(&self.connection)?;
        Ok(Day { date, entries, worked, absences: rows_of_hours::absences(&self.connection, date, date)?, to_rebook, to_decide })
    }

    /// The reasons against a slot, and the ways out of them.
    pub fn judge(&self, slot: &Slot, except: Option<AppointmentId>, now: NaiveDateTime) -> Result<(Vec<Conflict>, Vec<Way>), Error> {
        match self.directory()? {
            Some(directory) => judge(&self.connection, &directory, slot, except, now),
            None => Ok((Vec::new(), Vec::new())),
        }
    }

    /// The times that fit a wish, in the order of the desk. Looks at a few days first, then at more and more at a time, so that
    /// a near answer is a quick one.
    pub fn offers(&self, wish: &Wish) -> Result<Vec<Offer>, Error> {
        let Some(directory) = self.directory()? else { return Ok(Vec::new()) };
        let mut ahead = Ahead::new(&self.connection, rows_of_hours::shifts(&self.connection)?, wish.days.0);
        let mut offers: Vec<Offer> = Vec::new();
        let (mut first, mut days) = (wish.days.0, FIRST_LOOK);
        while first <= wish.days.1 && offers.len() < wish.limit {
            let last = first.checked_add_days(Days::new(days - 1)).unwrap_or(first).min(wish.days.1);
            let part = Wish { days: (first, last), limit: wish.limit - offers.len(), ..wish.clone() };
            offers.extend(free::times(&part, ahead.look(first, last)?, &directory));
            match last.succ_opt() {
                Some(next) => first = next,
                None => break,
            }
            days = (days * 4).min(LONGEST_LOOK);
        }
        Ok(offers)
    }

    /// What the client booked last; `None` for somebody new.
    pub fn usual(&self, client: ClientId) -> Result<Option<Usual>, Error> {
        let mut ask = self.connection.prepare_cached(
            "SELECT service_id, starts, ends, staff_id, room_id FROM appointment WHERE client_id = :client
                AND status NOT IN ('cancelled', 'late-cancelled', 'skipped', 'to decide') ORDER BY starts DESC LIMIT 1",
        )?;
        let read = |row: &Row<'_>| {
            let (starts, ends) = (row.get::<_, Wall>(1)?.0, row.get::<_, Wall>(2)?.0);
            let minutes = u32::try_from((ends - starts).num_minutes()).unwrap_or(0);
            Ok(Usual { service: row.get(0)?, minutes, staff: row.get(3)?, room: row.get(4)? })
        };
        Ok(ask.query_row(named_params! {":client": client}, read).optional()?)
    }

    /// Every appointment, by start, one after the other; for the export. Stops at the first error of `take`.
    pub fn each_appointment(&self, mut take: impl FnMut(Appointment) -> anyhow::Result<()>) -> Result<(), Error> {
        let sql = format!("SELECT {COLUMNS} FROM appointment AS a JOIN client AS c ON c.id = a.client_id ORDER BY a.starts, a.id");
        let mut ask = self.connection.prepare(&sql)?;
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            take(read(row)?)?;
        }
        Ok(())
    }
}
