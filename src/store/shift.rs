//! Therapists' hours as rows.
use rusqlite::{Connection, Row};

use super::Error;
use super::practice::weekday;
use super::rows::{Day, Hm};
use crate::domain::practice::hours::{Shift, ShiftDays};

/// All shifts; a practice has a few dozen.
pub(super) fn shifts(connection: &Connection) -> Result<Vec<Shift>, Error> {
    let mut ask =
        connection.prepare_cached("SELECT staff_id, weekday, every_weeks, valid_from, valid_to, starts, ends FROM shift ORDER BY id")?;
    let read = |row: &Row<'_>| {
        let from = row.get::<_, Day>(3)?.0;
        let days = match row.get::<_, Option<u8>>(1)? {
            Some(day) => {
                ShiftDays::Weekly { weekday: weekday(day), every: row.get(2)?, from, until: row.get::<_, Option<Day>>(4)?.map(|day| day.0) }
            }
            None => ShiftDays::Once(from),
        };
        Ok(Shift { staff: row.get(0)?, days, from: row.get::<_, Hm>(5)?.0, to: row.get::<_, Hm>(6)?.0 })
    };
    Ok(ask.query_map([], read)?.collect::<Result<Vec<_>, _>>()?)
}
