//! The book for other calendars: everything with its name there, its revision, and when it was last changed.
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, named_params};

use super::super::rows::{Day, Instant};
use super::super::{Error, Store, hours};
use super::series::{AFTER_TERMS, TERMS, dates, read_series};
use super::{AFTER, COLUMNS, read};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::calendar::{Recurring, Revision};
use crate::domain::ids::{SeriesId, StaffId};
use crate::domain::practice::hours::Absence;

/// Of a row's acts: how many there were besides the one that made it, and when the last was. A row that another program wrote
/// is an act of its own, at a time that nobody noted.
const ACTS: &str = "SELECT count(DISTINCT coalesce(j.change_id, -j.id)), max(act.at) FROM journal AS j
    LEFT JOIN change AS act ON act.id = j.change_id WHERE j.tbl = :table AND j.row_id = :id";

/// The same of a standing appointment and its dates together: those that it has, and those that an act on it took from it.
/// What the program does by itself takes none away, and a row that was only made has lost none: both can be a whole file.
const ACTS_OF_SERIES: &str = "WITH own (act) AS (
      SELECT j.change_id FROM journal AS j JOIN change AS act ON act.id = j.change_id
       WHERE j.tbl = 'series' AND j.row_id = :id AND j.before IS NOT NULL AND act.kind <> 'system'),
    dates (id) AS (
      SELECT id FROM appointment WHERE series_id = :id
       UNION SELECT j.row_id FROM journal AS j
              WHERE j.change_id IN (SELECT act FROM own) AND j.tbl = 'appointment' AND j.before IS NOT NULL
                AND json_extract(j.before, '$.series_id') = :id),
    acts (act) AS (
      SELECT coalesce(change_id, -id) FROM journal WHERE tbl = 'series' AND row_id = :id
       UNION SELECT coalesce(j.change_id, -j.id) FROM dates AS d JOIN journal AS j ON j.tbl = 'appointment' AND j.row_id = d.id)
    SELECT count(*), max(change.at) FROM acts LEFT JOIN change ON change.id = acts.act";

/// When a row was last changed of which nothing is noted: when the book began.
const BEGINNING: &str = "SELECT at FROM change ORDER BY id LIMIT 1";

struct Acts<'a> {
    connection: &'a Connection,
    beginning: DateTime<Utc>,
}

impl<'a> Acts<'a> {
    fn new(connection: &'a Connection) -> Result<Self, Error> {
        let mut ask = connection.prepare_cached(BEGINNING)?;
        let mut first = ask.query_map([], |row| row.get::<_, Instant>(0))?;
        let beginning = first.next().transpose()?.map_or(DateTime::UNIX_EPOCH, |at| at.0);
        Ok(Self { connection, beginning })
    }

    fn on(&self, table: &str, id: i64, uid: String, sequence: u32) -> rusqlite::Result<Revision> {
        let mut ask = self.connection.prepare_cached(ACTS)?;
        let (acts, at) = ask.query_row(named_params! {":table": table, ":id": id}, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(self.revision(uid, sequence, acts, at))
    }

    fn on_series(&self, id: SeriesId, uid: String, sequence: u32) -> rusqlite::Result<Revision> {
        let mut ask = self.connection.prepare_cached(ACTS_OF_SERIES)?;
        let (acts, at) = ask.query_row(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(self.revision(uid, sequence, acts, at))
    }

    fn revision(&self, uid: String, sequence: u32, acts: u32, at: Option<Instant>) -> Revision {
        Revision { uid, sequence: sequence.saturating_add(acts.saturating_sub(1)), at: at.map_or(self.beginning, |at| at.0) }
    }
}

impl Store {
    /// The day of the first thing that can stand in a calendar; `None` for an empty book.
    pub fn first_day(&self) -> Result<Option<NaiveDate>, Error> {
        let sql = "SELECT min(day) FROM (SELECT min(starts) AS day FROM appointment UNION ALL SELECT min(first) FROM series
                    UNION ALL SELECT min(starts) FROM absence)";
        let first: Option<String> = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(first.and_then(|moment| moment.get(..10)?.parse().ok()))
    }

    /// Appointments that are no date of a standing one, by start; of one therapist also the dates that she has taken over from
    /// somebody else's. Starts from the first date to the last one, both included; stops at the first error of `take`.
    pub fn each_single(
        &self,
        days: (Option<NaiveDate>, Option<NaiveDate>),
        staff: Option<StaffId>,
        mut take: impl FnMut(&Revision, &Appointment) -> anyhow::Result<()>,
    ) -> Result<(), Error> {
        let of = match staff {
            None => ":staff IS NULL AND a.series_id IS NULL",
            Some(_) => {
                "a.staff_id = :staff AND a.status NOT IN ('skipped', 'to decide')
                    AND (a.series_id IS NULL OR (SELECT s.staff_id FROM series AS s WHERE s.id = a.series_id) <> :staff)"
            }
        };
        let sql = format!(
            "SELECT {COLUMNS}, a.uid, a.sequence FROM appointment AS a JOIN client AS c ON c.id = a.client_id
              WHERE {of} AND a.starts >= :from AND a.starts < :to ORDER BY a.starts, a.uid"
        );
        let from = days.0.unwrap_or(NaiveDate::MIN).max(NaiveDate::default());
        // Years of four digits compare as text.
        let to = days.1.and_then(|last| last.succ_opt()).map_or_else(|| "9999-12-31".to_owned(), |next| next.to_string());
        let acts = Acts::new(&self.connection)?;
        let mut ask = self.connection.prepare(&sql)?;
        let mut rows = ask.query(named_params! {":staff": staff, ":from": Day(from), ":to": to})?;
        while let Some(row) = rows.next()? {
            let found = read(row)?;
            take(&acts.on("appointment", found.id.0, row.get(AFTER)?, row.get(AFTER + 1)?)?, &found)?;
        }
        Ok(())
    }

    /// Standing appointments, of all or of one therapist, by their first date. Stops at the first error of `take`.
    pub fn each_standing(&self, staff: Option<StaffId>, mut take: impl FnMut(Recurring) -> anyhow::Result<()>) -> Result<(), Error> {
        let sql = format!(
            "SELECT {TERMS}, s.uid, s.sequence, old.uid FROM series AS s JOIN client AS c ON c.id = s.client_id
               LEFT JOIN series AS old ON old.id = s.split_from
              WHERE :staff IS NULL OR s.staff_id = :staff ORDER BY s.first, s.uid"
        );
        let acts = Acts::new(&self.connection)?;
        let mut ask = self.connection.prepare(&sql)?;
        let mut rows = ask.query(named_params! {":staff": staff})?;
        while let Some(row) = rows.next()? {
            let series = read_series(row)?;
            let revision = acts.on_series(series.id, row.get(AFTER_TERMS)?, row.get(AFTER_TERMS + 1)?)?;
            let dates = dates(&self.connection, series.id, None)?;
            take(Recurring { revision, series, dates, split_from: row.get(AFTER_TERMS + 2)? })?;
        }
        Ok(())
    }

    /// Absences that reach into the days from the first to the last, both included, by their beginning, each with the moment
    /// at which it was entered.
    pub fn noted_absences(&self, days: (Option<NaiveDate>, Option<NaiveDate>)) -> Result<Vec<(Absence, DateTime<Utc>)>, Error> {
        let (first, last) = (days.0.unwrap_or_default(), days.1.unwrap_or(hours::FAR));
        let acts = Acts::new(&self.connection)?;
        let found = hours::absences(&self.connection, first, last)?;
        found
            .into_iter()
            .map(|absence| {
                let at = acts.on("absence", absence.id.0, String::new(), 0)?.at;
                Ok((absence, at))
            })
            .collect()
    }
}
