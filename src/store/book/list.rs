//! Long lists of appointments, for exchange with other programs.
use chrono::NaiveDate;
use rusqlite::named_params;

use super::super::rows::Day;
use super::super::{Error, Store};
use super::{AFTER, COLUMNS, read};
use crate::domain::book::appointment::Appointment;

impl Store {
    /// Appointments that start from the first date to the last one (both included; `None`: no bound), by start, each with the
    /// name it keeps in other files (UUID v7). Stops at the first error of `take`.
    pub fn each_appointment_in(
        &self,
        days: (Option<NaiveDate>, Option<NaiveDate>),
        mut take: impl FnMut(&str, Appointment) -> anyhow::Result<()>,
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS}, a.uid FROM appointment AS a JOIN client AS c ON c.id = a.client_id
              WHERE a.starts >= :from AND a.starts < :to ORDER BY a.starts, a.id"
        );
        let from = days.0.unwrap_or(NaiveDate::MIN).max(NaiveDate::default());
        // Years of four digits compare as text.
        let to = days.1.and_then(|last| last.succ_opt()).map_or_else(|| "9999-12-31".to_owned(), |next| next.to_string());
        let mut ask = self.connection.prepare(&sql)?;
        let mut rows = ask.query(named_params! {":from": Day(from), ":to": to})?;
        while let Some(row) = rows.next()? {
            take(row.get_ref(AFTER)?.as_str().map_err(anyhow::Error::from)?, read(row)?)?;
        }
        Ok(())
    }
}
