//! The list of what waits for a new time.
use rusqlite::Row;

use super::super::rows::Instant;
use super::super::{Error, Store};
use super::{AFTER, COLUMNS, read};
use crate::domain::book::rebook::ToRebook;

impl Store {
    /// All that waits for a new time, the oldest first.
    pub fn to_rebook(&self) -> Result<Vec<ToRebook>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, c.phones,
                    (SELECT h.at FROM change AS h WHERE h.appointment_id = a.id AND h.deed LIKE '%\"to\":\"to-rebook\"%' ORDER BY h.id DESC LIMIT 1)
               FROM appointment AS a INDEXED BY appointment_rebook JOIN client AS c ON c.id = a.client_id
              WHERE a.status = 'to rebook' ORDER BY a.starts, a.id"
        );
        let read = |row: &Row<'_>| {
            let since = row.get::<_, Option<Instant>>(AFTER + 1)?.map(|at| self.local(at.0));
            Ok(ToRebook { appointment: read(row)?, phones: row.get(AFTER)?, since })
        };
        Ok(self.connection.prepare_cached(&sql)?.query_map([], read)?.collect::<Result<Vec<_>, _>>()?)
    }
}
