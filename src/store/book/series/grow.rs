//! Standing appointments without a count grow as time goes on: their dates are made for the weeks of the horizon, by whichever
//! window comes first, once. A date that meets a conflict is left to decide and holds no time.
use chrono::{DateTime, NaiveTime, Utc};
use rusqlite::named_params;

use super::super::super::rows::Day as DayText;
use super::super::super::{Error, Store, Writer, decide, hours, journal, practice};
use super::super::around::Around;
use super::super::land;
use super::review::{busy, judge};
use super::write::{grown, undecided};
use super::{TERMS, read_series};
use crate::domain::book::series::act::Planned;
use crate::domain::book::series::{HORIZON_WEEKS, Series};
use crate::domain::change::Stamp;
use crate::domain::deed::Deed;
use crate::domain::practice::history::Kind;

/// So many standing appointments grow in one transaction: others who wish to write wait for a moment only.
const AT_A_TIME: usize = 100;

/// What came of growing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grown {
    pub series: usize,
    /// Dates in the book.
    pub dates: usize,
    /// Dates that met a conflict.
    pub undecided: usize,
}

impl Store {
    /// Makes the dates that the horizon reaches at `at`; what another window has made meanwhile is left alone.
    pub fn grow(&mut self, at: DateTime<Utc>) -> Result<Grown, Error> {
        let mut all = Grown::default();
        if self.access == super::super::super::Access::ReadOnly || self.due(at, 1)?.is_empty() {
            return Ok(all);
        }
        loop {
            let one = self.writing(|tx, store| {
                let mut grown = Grown::default();
                let (directory, mut acts) = (practice::directory(tx)?, Vec::new());
                let mut around = Around::new(tx, store.local(at).date(), hours::FAR)?;
                for series in store.due(at, AT_A_TIME)? {
                    let stamp = Stamp { at, by: None };
                    let act = journal::begin(tx, stamp, Kind::System, None)?;
                    let writer = Writer { tx, store, directory: directory.clone(), stamp, progress: &|_, _| true };
                    let deed = writer.grow(&series, &mut around)?;
                    (grown.dates, grown.undecided) = (grown.dates + deed.dates, grown.undecided + deed.undecided);
                    journal::finish(tx, act, &Deed::Standing(Box::new(deed)))?;
                    acts.push(act);
                    grown.series += 1;
                }
                land::refuse_lifted(tx)?;
                decide::refresh(tx, &acts, store.local(at).date())?;
                Ok(grown)
            })?;
            all = Grown { series: all.series + one.series, dates: all.dates + one.dates, undecided: all.undecided + one.undecided };
            if one.series < AT_A_TIME {
                return Ok(all);
            }
        }
    }

    /// Standing appointments whose rule goes on beyond what is made of it.
    fn due(&self, at: DateTime<Utc>, most: usize) -> Result<Vec<Series>, Error> {
        let horizon = self.local(at).date().checked_add_days(chrono::Days::new(HORIZON_WEEKS * 7)).unwrap_or_default();
        // With a condition on the clients themselves SQLite reads all of them for a few standing appointments, once it has counted
        // them (PRAGMA optimize): by a Bloom filter, or by beginning with them.
        let sql = format!(
            "SELECT {TERMS} FROM series AS s CROSS JOIN client AS c ON c.id = s.client_id
              WHERE s.made_until < :horizon AND s.ended IS NULL
                AND NOT EXISTS (SELECT 1 FROM client AS a WHERE a.id = s.client_id AND a.archived = 1)
              ORDER BY s.made_until, s.id LIMIT :most"
        );
        let mut ask = self.connection.prepare_cached(&sql)?;
        let found = ask.query_map(named_params! {":horizon": DayText(horizon), ":most": i64::try_from(most).unwrap_or(1)}, read_series)?;
        Ok(found.collect::<Result<Vec<_>, _>>()?)
    }
}

impl Writer<'_> {
    fn grow(&self, series: &Series, around: &mut Around<'_>) -> Result<crate::domain::deed::StandingDeed, Error> {
        let today = self.now().date();
        let until = series.terms.horizon(today);
        let mut dates = Vec::new();
        for at in series.terms.dates_after(Some(series.made_until), until) {
            if at < today.and_time(NaiveTime::MIN) {
                continue;
            }
            let (slot, conflicts) = judge(&series.terms.slot(at), series.terms.room.is_none(), &around.date(at.date())?, self.directory()?);
            if conflicts.is_empty() {
                around.take(busy(0, &slot))?;
            }
            dates.push(Planned { row: None, rule_date: at, fate: undecided(None, slot, &conflicts) });
        }
        self.series_act(&grown(series, dates, until))
    }
}
