//! What stands around times: the rows that hold one, hours and absences, for one date or for many.
use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::super::rows::{Day as DayText, Wall};
use super::super::{Error, hours};
use crate::domain::book::conflict::{Busy, Conflict, Surroundings};
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::practice::hours::{Absence, Shift};
use crate::domain::span::Span;
use crate::domain::text::Clean;

// Read from an index alone, therapist by therapist, since two months of it are thousands of rows. Outside of the indexes that hold
// only rows with `holds = 1`, SQLite works that column out row by row, which takes longer than reading the row.
const HELD: &str = "a.id, a.client_id, a.staff_id, a.room_id, a.starts, a.ends, a.buffer";
const FROM_THE_INDEX: &str = "staff CROSS JOIN appointment AS a INDEXED BY appointment_staff";
const WITHIN: &str = "a.staff_id = staff.id AND a.starts >= :from AND a.starts < :to AND a.holds = 1";

fn read(row: &Row<'_>, client_name: Clean) -> rusqlite::Result<Busy> {
    let (starts, ends) = (row.get::<_, Wall>(4)?.0, row.get::<_, Wall>(5)?.0);
    Ok(Busy {
        id: row.get(0)?,
        client: row.get(1)?,
        client_name,
        staff: row.get(2)?,
        room: row.get(3)?,
        span: Span::new(starts, ends).unwrap_or_else(|| Span::lasting(starts, 1)),
        buffer: row.get(6)?,
    })
}

/// All that can speak against times from `first` to `last`; a night's appointment of the day before included.
pub(in crate::store) fn surroundings(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Surroundings, Error> {
    let (from, to) = around(first, last);
    let mut ask = connection.prepare_cached(&format!(
        "SELECT {HELD}, c.name FROM {FROM_THE_INDEX} CROSS JOIN client AS c WHERE {WITHIN} AND c.id = a.client_id"
    ))?;
    let found = ask.query_map(named_params! {":from": DayText(from), ":to": DayText(to)}, |row| read(row, row.get(7)?))?;
    let mut busy = found.collect::<Result<Vec<_>, _>>()?;
    busy.sort_unstable_by_key(|busy| (busy.span.from(), busy.id));
    Ok(Surroundings { busy, shifts: hours::shifts(connection)?, absences: hours::absences(connection, from, to)? })
}

/// [`surroundings`] for offers, which name nobody: dates that are looked at one stretch after another, each row read once.
pub(super) struct Ahead<'a> {
    connection: &'a Connection,
    around: Surroundings,
    /// The first date not read yet.
    unread: NaiveDate,
}

impl<'a> Ahead<'a> {
    /// For stretches from `first` on.
    pub(super) fn new(connection: &'a Connection, shifts: Vec<Shift>, first: NaiveDate) -> Self {
        Self { connection, around: Surroundings { shifts, ..Surroundings::default() }, unread: around(first, first).0 }
    }

    /// What stands around the dates from `first`, the one after the last stretch, to `last`.
    pub(super) fn look(&mut self, first: NaiveDate, last: NaiveDate) -> Result<&mut Surroundings, Error> {
        let (from, to) = around(first, last);
        self.around.busy.retain(|busy| busy.span.date() >= from);
        held(self.connection, self.unread, to, &mut self.around.busy)?;
        self.unread = to;
        self.around.absences = hours::absences(self.connection, from, to)?;
        Ok(&mut self.around)
    }
}

/// Adds the rows that hold a time and begin from `from` on and before `to`, without names.
fn held(connection: &Connection, from: NaiveDate, to: NaiveDate, busy: &mut Vec<Busy>) -> Result<(), Error> {
    let mut ask = connection.prepare_cached(&format!("SELECT {HELD} FROM {FROM_THE_INDEX} WHERE {WITHIN}"))?;
    let mut rows = ask.query(named_params! {":from": DayText(from), ":to": DayText(to)})?;
    while let Some(row) = rows.next()? {
        busy.push(read(row, Clean::default())?);
    }
    Ok(())
}

/// The dates to be read so that a night's appointment on either side is among them: from, and up to but not including.
fn around(first: NaiveDate, last: NaiveDate) -> (NaiveDate, NaiveDate) {
    (first.pred_opt().unwrap_or(first), last.checked_add_days(Days::new(2)).unwrap_or(last))
}

/// What stands around many dates, every day read once. Nobody is named: see [`name`].
pub(super) struct Around<'a> {
    connection: &'a Connection,
    shifts: Vec<Shift>,
    absences: Vec<Absence>,
    days: HashMap<NaiveDate, Vec<Busy>>,
}

impl<'a> Around<'a> {
    /// For dates from `first` to `last`.
    pub(super) fn new(connection: &'a Connection, first: NaiveDate, last: NaiveDate) -> Result<Self, Error> {
        let (from, to) = around(first, last);
        let (shifts, absences) = (hours::shifts(connection)?, hours::absences(connection, from, to)?);
        Ok(Self { connection, shifts, absences, days: HashMap::new() })
    }

    /// What [`surroundings`] answers for one date.
    pub(super) fn date(&mut self, date: NaiveDate) -> Result<Surroundings, Error> {
        let (from, to) = around(date, date);
        let mut busy = Vec::new();
        for day in from.iter_days().take_while(|day| *day < to) {
            busy.extend_from_slice(self.day(day)?);
        }
        let days = Span::new(from.and_time(chrono::NaiveTime::MIN), to.and_time(chrono::NaiveTime::MIN));
        let near = |absence: &&Absence| days.is_none_or(|days| days.overlaps(&absence.span));
        Ok(Surroundings { busy, shifts: self.shifts.clone(), absences: self.absences.iter().filter(near).cloned().collect() })
    }

    fn day(&mut self, day: NaiveDate) -> Result<&mut Vec<Busy>, Error> {
        match self.days.entry(day) {
            std::collections::hash_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::hash_map::Entry::Vacant(unknown) => {
                let mut busy = Vec::new();
                held(self.connection, day, day.succ_opt().unwrap_or(day), &mut busy)?;
                busy.sort_unstable_by_key(|busy| (busy.span.from(), busy.id));
                Ok(unknown.insert(busy))
            }
        }
    }

    /// From now on this holds its time too.
    pub(super) fn take(&mut self, busy: Busy) -> Result<(), Error> {
        let day = self.day(busy.span.date())?;
        day.push(busy);
        Ok(())
    }
}

/// Gives the names that `conflicts` against an appointment of `client` are said with to the rows behind them.
pub(super) fn name(
    connection: &Connection,
    around: &mut Surroundings,
    client: Option<ClientId>,
    conflicts: &[Conflict],
) -> Result<(), Error> {
    let hit: Vec<AppointmentId> = conflicts.iter().filter_map(Conflict::overlaps).collect();
    let mut ask = connection.prepare_cached("SELECT name FROM client WHERE id = :id")?;
    for busy in around.busy.iter_mut().filter(|busy| busy.client_name.is_empty()) {
        if Some(busy.client) == client || hit.contains(&busy.id) {
            let found = ask.query_row(named_params! {":id": busy.client}, |row| row.get(0)).optional()?;
            busy.client_name = found.unwrap_or_default();
        }
    }
    Ok(())
}
