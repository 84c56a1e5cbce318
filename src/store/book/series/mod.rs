//! Standing appointments: read, judged, written, and grown.
mod date;
mod grow;
mod list;
mod review;
mod suited;
mod write;

pub use grow::Grown;
pub(in crate::store) use review::{against, placed};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::super::rows::{Day as DayText, Wall};
use super::super::{Error, Store};
use super::{AFTER, COLUMNS, read};
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::series::{DateRow, Position, Series, Terms};
use crate::domain::ids::{AppointmentId, SeriesId};

pub(super) const TERMS: &str =
    "s.id, c.name, s.client_id, s.service_id, s.staff_id, s.room_id, s.minutes, s.buffer, s.rule, s.first, s.ended,
    s.made_until, s.before, s.split_from,
    EXISTS (SELECT 1 FROM series AS n WHERE n.split_from = s.id)";

/// The place of the first column after them.
pub(super) const AFTER_TERMS: usize = 15;

pub(super) fn read_series(row: &Row<'_>) -> rusqlite::Result<Series> {
    let rule: String = row.get(8)?;
    let rule =
        Rule::read(&rule, None).map_err(|why| rusqlite::Error::FromSqlConversionFailure(8, rusqlite::types::Type::Text, why.into()))?;
    Ok(Series {
        id: row.get(0)?,
        client_name: row.get(1)?,
        terms: Terms {
            client: Some(row.get(2)?),
            service: row.get(3)?,
            staff: row.get(4)?,
            room: row.get(5)?,
            minutes: row.get(6)?,
            buffer: row.get(7)?,
            rule,
            first: row.get::<_, Wall>(9)?.0,
            ended: row.get::<_, Option<Wall>>(10)?.map(|at| at.0),
        },
        made_until: row.get::<_, DayText>(11)?.0,
        before: row.get(12)?,
        split_from: row.get(13)?,
        in_all: None,
        goes_on: row.get(14)?,
    })
}

/// One standing appointment; `None` when there is no such row.
pub(super) fn series(connection: &Connection, id: SeriesId) -> Result<Option<Series>, Error> {
    let sql = format!("SELECT {TERMS} FROM series AS s JOIN client AS c ON c.id = s.client_id WHERE s.id = :id");
    let Some(found) = connection.prepare_cached(&sql)?.query_row(named_params! {":id": id}, read_series).optional()? else {
        return Ok(None);
    };
    Ok(Some(Series { in_all: all_parts(connection, id)?, ..found }))
}

/// Its dates, by rule date, from a moment on.
pub(super) fn dates(connection: &Connection, id: SeriesId, from: Option<NaiveDateTime>) -> Result<Vec<DateRow>, Error> {
    let sql = format!(
        "SELECT {COLUMNS}, a.rule_date FROM appointment AS a JOIN client AS c ON c.id = a.client_id
          WHERE a.series_id = :id AND a.rule_date >= :from ORDER BY a.rule_date"
    );
    let from = from.map_or_else(String::new, super::super::rows::wall);
    let mut ask = connection.prepare_cached(&sql)?;
    let found = ask.query_map(named_params! {":id": id, ":from": from}, |row| Ok((row.get::<_, Wall>(AFTER)?.0, read(row)?)))?;
    Ok(found.collect::<Result<Vec<_>, _>>()?)
}

/// How many dates all parts of a standing appointment count together; `None` when one of them counts none.
fn all_parts(connection: &Connection, id: SeriesId) -> Result<Option<u32>, Error> {
    let mut ask = connection.prepare_cached(
        "WITH RECURSIVE up (id, whole) AS (
           SELECT id, split_from FROM series WHERE id = :id
            UNION ALL SELECT s.id, s.split_from FROM series AS s JOIN up ON s.id = up.whole),
         down (id) AS (SELECT id FROM up WHERE whole IS NULL UNION ALL SELECT s.id FROM series AS s JOIN down ON s.split_from = down.id)
         SELECT rule, before FROM series WHERE id IN (SELECT id FROM down)",
    )?;
    let mut rows = ask.query(named_params! {":id": id})?;
    let mut most = 0;
    while let Some(row) = rows.next()? {
        let (rule, before): (String, u32) = (row.get(0)?, row.get(1)?);
        match Rule::read(&rule, None).map(|rule| rule.end()) {
            Ok(End::Count(count)) => most = most.max(before + count),
            _ => return Ok(None),
        }
    }
    Ok(Some(most))
}

impl Store {
    /// One standing appointment with all its dates, by rule date; `None` when there is no such row.
    pub fn series(&self, id: SeriesId) -> Result<Option<(Series, Vec<DateRow>)>, Error> {
        let Some(series) = series(&self.connection, id)? else { return Ok(None) };
        Ok(Some((series, dates(&self.connection, id, None)?)))
    }

    /// The place of an appointment among the dates of its standing one; `None` for a single one.
    pub fn position(&self, id: AppointmentId) -> Result<Option<(Series, Position)>, Error> {
        let Some(dated) = super::appointment(&self.connection, id)?.and_then(|found| found.dated) else { return Ok(None) };
        let Some(series) = series(&self.connection, dated.series)? else { return Ok(None) };
        let upto: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM appointment WHERE series_id = :id AND rule_date <= :at")?
            .query_row(named_params! {":id": dated.series, ":at": Wall(dated.rule_date)}, |row| row.get(0))?;
        let position = series.position(upto);
        Ok(Some((series, position)))
    }
}
