//! Days that follow one another, read together: one search for the appointments, whatever their number.
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use rusqlite::{Row, named_params};

use super::super::rows::Wall;
use super::super::{Error, Store, hours};
use super::worked_on;
use crate::domain::book::series::Dated;
use crate::domain::book::status::Status;
use crate::domain::book::week::{Booked, Week, tell_apart};
use crate::domain::span::Span;

/// The longest that an appointment can reach into the next day, hours; the file holds to it.
const LONGEST: i64 = 10;

fn read(row: &Row<'_>) -> rusqlite::Result<Booked> {
    let (starts, ends) = (row.get::<_, Wall>(6)?.0, row.get::<_, Wall>(7)?.0);
    Ok(Booked {
        id: row.get(0)?,
        client: row.get(1)?,
        client_name: row.get(2)?,
        service: row.get(3)?,
        staff: row.get(4)?,
        room: row.get(5)?,
        span: Span::new(starts, ends).unwrap_or_else(|| Span::lasting(starts, 1)),
        buffer: row.get(8)?,
        status: row.get(9)?,
        to_decide: row.get(10)?,
        apart: row.get(11)?,
        dated: match row.get(12)? {
            Some(series) => row.get::<_, Option<Wall>>(13)?.map(|at| Dated { series, rule_date: at.0 }),
            None => None,
        },
    })
}

impl Store {
    /// So many dates from the first on: who is booked when, hours and absences; nothing of care, and of an appointment only
    /// what a small cell shows.
    pub fn week(&self, first: NaiveDate, days: usize) -> Result<Week, Error> {
        let mut ask = self.connection.prepare_cached(
            "SELECT a.id, a.client_id, c.name, a.service_id, a.staff_id, a.room_id, a.starts, a.ends, a.buffer, a.status, a.decide,
                    coalesce('b. ' || substr(c.born, 1, 4), c.phones), a.series_id, a.rule_date
               FROM appointment AS a JOIN client AS c ON c.id = a.client_id
              WHERE a.starts >= :from AND a.starts < :to AND (a.holds = 1 OR a.status IN ('no-show', 'cancelled', 'late-cancelled', 'to rebook', 'skipped', 'to decide'))
              ORDER BY a.starts, a.staff_id, a.id",
        )?;
        let begin = first.and_time(NaiveTime::MIN);
        let end = begin + TimeDelta::days(i64::try_from(days).unwrap_or(i64::MAX / 86_400_000));
        let bounds = named_params! {":from": Wall(begin - TimeDelta::hours(LONGEST)), ":to": Wall(end)};
        let mut booked = ask.query_map(bounds, read)?.collect::<Result<Vec<_>, _>>()?;
        tell_apart(&mut booked);
        let (off, booked): (Vec<Booked>, Vec<Booked>) =
            booked.into_iter().partition(|booked| booked.status.is_off() || booked.status == Status::ToDecide);
        let shifts = hours::shifts(&self.connection)?;
        let worked = first.iter_days().take(days).map(|date| worked_on(&shifts, date)).collect();
        let last = end.date().pred_opt().unwrap_or(first);
        Ok(Week { first, booked, off, worked, absences: hours::absences(&self.connection, first, last)? })
    }
}
