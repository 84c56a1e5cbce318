//! Standing appointments as a list.
use chrono::NaiveDateTime;
use rusqlite::{Row, named_params};

use super::super::super::rows::Wall;
use super::super::super::{Error, Store};
use super::{AFTER_TERMS, TERMS, read_series};
use crate::domain::book::series::list::Listed;
use crate::domain::book::series::{DateRow, Series};
use crate::domain::ids::ClientId;

impl Store {
    /// The standing appointments of a client that have a date to come or go on without an end, each with all its dates.
    pub fn series_of(&self, client: ClientId, now: NaiveDateTime) -> Result<Vec<(Series, Vec<DateRow>)>, Error> {
        let listed = self.standing(Some(client), now)?.into_iter();
        listed.map(|line| self.series(line.series.id)).filter_map(Result::transpose).collect()
    }

    /// Standing appointments that have a date to come or go on without an end: of a client, or all.
    pub fn standing(&self, client: Option<ClientId>, now: NaiveDateTime) -> Result<Vec<Listed>, Error> {
        let of = if client.is_some() { "s.client_id = :client" } else { ":client IS NULL" };
        let sql = format!(
            "SELECT {TERMS}, count(d.starts), min(CASE WHEN d.status IN ('booked', 'confirmed') THEN d.starts END), max(CASE WHEN d.status <> 'skipped' THEN d.starts END),
                    total(d.status = 'skipped'), total(d.status = 'to decide' OR d.decide = 1 AND d.status <> 'skipped'), total(d.status IN ('booked', 'confirmed')),
                    total(d.status IN ('booked', 'confirmed') AND (d.starts <> d.rule_date OR d.staff_id <> s.staff_id
                                                                   OR d.service_id <> s.service_id))
               FROM series AS s JOIN client AS c ON c.id = s.client_id
               LEFT JOIN appointment AS d INDEXED BY appointment_dates
                 ON d.series_id = s.id AND d.starts >= :now AND d.status IN ('booked', 'confirmed', 'skipped', 'to decide')
              WHERE {of} AND c.archived = 0 GROUP BY s.id HAVING count(d.starts) > 0 OR (s.ended IS NULL AND s.made_until < '9999')
              ORDER BY c.folded, s.first, s.id"
        );
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
        let count = |row: &Row<'_>, n: usize| row.get::<_, f64>(n).map(|total| total as u32);
        let moment = |row: &Row<'_>, n: usize| row.get::<_, Option<Wall>>(n).map(|at| at.map(|at| at.0));
        let read = |row: &Row<'_>| {
            Ok(Listed {
                series: read_series(row)?,
                next: moment(row, AFTER_TERMS + 1)?,
                last: moment(row, AFTER_TERMS + 2)?,
                skipped: count(row, AFTER_TERMS + 3)?,
                to_decide: count(row, AFTER_TERMS + 4)?,
                to_come: count(row, AFTER_TERMS + 5)?,
                moved: count(row, AFTER_TERMS + 6)?,
            })
        };
        let mut ask = self.connection.prepare_cached(&sql)?;
        let found = ask.query_map(named_params! {":client": client, ":now": Wall(now)}, read)?;
        Ok(found.collect::<Result<Vec<_>, _>>()?)
    }
}
