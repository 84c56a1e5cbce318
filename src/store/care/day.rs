//! The care of a day's list, and the notes that are owed.
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::{Row, named_params};

use super::glance::{lately, visits};
use super::plan;
use crate::domain::book::status::Status;
use crate::domain::care::glance::{CareLine, DayCare};
use crate::domain::care::note::{NoteOf, OWED_DAYS, Unsigned};
use crate::domain::care::visit::{belongs, visit_number};
use crate::domain::ids::{AppointmentId, ClientId};
use crate::store::rows::{Day, Wall};
use crate::store::{Error, Store, practice};

struct Seen {
    appointment: AppointmentId,
    client: ClientId,
    starts: NaiveDateTime,
    status: Status,
    signed: bool,
    planned: bool,
}

impl Store {
    /// What the rows of a date show of care; nothing for those who do not see it.
    pub fn day_care(&self, date: NaiveDate, now: NaiveDateTime) -> Result<DayCare, Error> {
        if !self.viewer.sees_care() {
            return Ok(Vec::new());
        }
        let missed = practice::directory(&self.connection)?.is_some_and(|directory| directory.practice.missed_count);
        let mut ask = self.connection.prepare_cached(
            "SELECT a.id, a.client_id, a.starts, a.status,
                    EXISTS (SELECT 1 FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id WHERE n.appointment_id = a.id AND s.id IS NULL),
                    EXISTS (SELECT 1 FROM plan AS p WHERE p.client_id = a.client_id)
               FROM appointment AS a WHERE a.starts >= :from AND a.starts < :to ORDER BY a.starts, a.id",
        )?;
        let read = |row: &Row<'_>| {
            Ok(Seen {
                appointment: row.get(0)?,
                client: row.get(1)?,
                starts: row.get::<_, Wall>(2)?.0,
                status: row.get(3)?,
                signed: row.get(4)?,
                planned: row.get(5)?,
            })
        };
        let next = date.succ_opt().unwrap_or(date);
        let seen = ask.query_map(named_params! {":from": Day(date), ":to": Day(next)}, read)?.collect::<Result<Vec<_>, _>>()?;
        seen.into_iter().map(|seen| Ok((seen.appointment, self.care_line(&seen, missed, now)?))).collect()
    }

    fn care_line(&self, seen: &Seen, missed: bool, now: NaiveDateTime) -> Result<CareLine, Error> {
        let over = matches!(seen.status, Status::Done | Status::InSession);
        let (trend, next) = lately(&self.connection, seen.client, seen.starts)?;
        Ok(CareLine {
            trend,
            visit: if seen.planned { self.visit(seen, missed)? } else { None },
            next,
            unsigned: over && !seen.signed && now - seen.starts < owed(),
        })
    }

    fn visit(&self, seen: &Seen, missed: bool) -> Result<Option<(u32, Option<u32>)>, Error> {
        let plans = plan::of_client(&self.connection, seen.client)?;
        let visits = visits(&self.connection, seen.client, plans.iter().map(|plan| plan.terms.opened).min())?;
        let Some(this) = visits.iter().find(|visit| visit.appointment == Some(seen.appointment)) else { return Ok(None) };
        let Some(plan) = belongs(&plans, this) else { return Ok(None) };
        let of = plans.iter().find(|known| known.id == plan).and_then(|plan| plan.terms.visits);
        Ok(visit_number(&plans, plan, &visits, seen.appointment, missed).map(|number| (number, of)))
    }

    /// Notes that wait: every draft, and the sessions of the last days that are over and have no note. Oldest first.
    pub fn unsigned(&self, now: NaiveDateTime) -> Result<Vec<Unsigned>, Error> {
        self.refuse_desk("read session notes")?;
        let mut ask = self.connection.prepare_cached(
            "SELECT d.client_id, c.id, c.name, d.appointment_id, coalesce(a.staff_id, d.staff_id), coalesce(a.starts, d.visited), a.status
               FROM note_draft AS d LEFT JOIN appointment AS a ON a.id = d.appointment_id
              CROSS JOIN client AS g ON g.id = coalesce(a.client_id, d.client_id)
              CROSS JOIN client AS c ON c.id = coalesce(g.merged_into, g.id)",
        )?;
        let draft = |row: &Row<'_>| {
            let (written_for, appointment): (ClientId, Option<AppointmentId>) = (row.get(0)?, row.get(3)?);
            let status: Option<Status> = row.get(6)?;
            Ok(Unsigned {
                of: appointment.map_or(NoteOf::Visit(written_for), NoteOf::Session),
                client: row.get(1)?,
                client_name: row.get(2)?,
                staff: row.get(4)?,
                at: row.get::<_, Wall>(5)?.0,
                draft: true,
                called_off: appointment.is_some() && status.is_none_or(|status| !status.holds()),
            })
        };
        let mut found = ask.query_map([], draft)?.collect::<Result<Vec<_>, _>>()?;
        let mut ask = self.connection.prepare_cached(
            "SELECT a.id, a.client_id, c.name, a.staff_id, a.starts FROM appointment AS a JOIN client AS c ON c.id = a.client_id
              WHERE a.starts >= :from AND a.starts <= :now AND a.status IN ('done', 'in session')
                AND NOT EXISTS (SELECT 1 FROM note AS n LEFT JOIN strike AS s ON s.note_id = n.id WHERE n.appointment_id = a.id AND s.id IS NULL)
                AND NOT EXISTS (SELECT 1 FROM note_draft AS d WHERE d.appointment_id = a.id)",
        )?;
        let session = |row: &Row<'_>| {
            Ok(Unsigned {
                of: NoteOf::Session(row.get(0)?),
                client: row.get(1)?,
                client_name: row.get(2)?,
                staff: Some(row.get(3)?),
                at: row.get::<_, Wall>(4)?.0,
                draft: false,
                called_off: false,
            })
        };
        let since = Wall(now - owed());
        found.extend(ask.query_map(named_params! {":from": since, ":now": Wall(now)}, session)?.collect::<Result<Vec<_>, _>>()?);
        found.sort_by_key(|unsigned| (unsigned.at, unsigned.client));
        Ok(found)
    }
}

fn owed() -> TimeDelta {
    TimeDelta::days(i64::try_from(OWED_DAYS).unwrap_or(0))
}
