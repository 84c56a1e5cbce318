//! Which appointments are to be decided: worked out anew after every act, from the rows as the act left them.
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::{Error, Store, book, hours, journal, practice};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::conflict::{Conflict, accepted, reasons_of};
use crate::domain::book::decide::{Hit, House};
use crate::domain::book::status::Status;
use crate::domain::change::{Change, Stamp};
use crate::domain::ids::{AppointmentId, ChangeId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absence, Shift};

/// An act on one of these can hit any appointment to come.
const HOUSE: [&str; 6] = ["staff", "staff_service", "service", "room", "shift", "absence"];

/// The practice as rows, around appointments on some dates.
struct Read {
    shifts: Vec<Shift>,
    absences: Vec<Absence>,
    directory: Option<Directory>,
}

impl Read {
    fn around(connection: &Connection, rows: &[Appointment]) -> Result<Self, Error> {
        let dates = || rows.iter().map(|row| row.span.date());
        let absences = match (dates().min(), dates().max()) {
            (Some(first), Some(last)) => hours::absences(connection, first, last.succ_opt().unwrap_or(last))?,
            _ => Vec::new(),
        };
        Ok(Self { shifts: hours::shifts(connection)?, absences, directory: practice::directory(connection)? })
    }

    fn against(&self, appointment: &Appointment) -> Vec<Conflict> {
        let house = |directory| House { shifts: &self.shifts, absences: &self.absences, directory };
        self.directory.as_ref().map(|directory| house(directory).against(appointment)).unwrap_or_default()
    }
}

/// Marks what `acts` leave to decide and takes the mark off what they have settled; answers how many it marked, and if any, how many
/// there are in all. What lies before `today` is not marked any more.
pub(super) fn refresh(connection: &Connection, acts: &[ChangeId], today: NaiveDate) -> Result<(usize, usize), Error> {
    let mut touched = Vec::new();
    for act in acts {
        touched.extend(journal::touched(connection, *act)?);
    }
    let is_house = touched.iter().any(|(table, _)| HOUSE.contains(&table.as_str()));
    let mut rows = if is_house { book::expected_from(connection, today)? } else { Vec::new() };
    // Dates of a standing appointment that the act itself left aside are expected no more.
    let aside = |row: &Appointment| !is_house || matches!(row.status, Status::Skipped | Status::ToDecide);
    let known: BTreeSet<AppointmentId> = rows.iter().map(|row| row.id).collect();
    let own = touched.iter().filter(|(table, _)| table == "appointment").map(|(_, row)| AppointmentId(*row));
    for id in own.filter(|id| !known.contains(id)).collect::<BTreeSet<_>>() {
        rows.extend(book::appointment(connection, id)?.filter(aside));
    }
    let practice = Read::around(connection, &rows)?;
    let mut marked = 0;
    for row in &rows {
        let is_past = row.span.date() < today;
        let decide = match row.status {
            Status::ToDecide => true,
            Status::Skipped => false,
            _ if is_past => row.to_decide && row.status.is_expected(),
            _ => !practice.against(row).is_empty(),
        };
        if decide != row.to_decide {
            connection
                .prepare_cached("UPDATE appointment SET decide = :decide WHERE id = :id")?
                .execute(named_params! {":decide": decide, ":id": row.id})?;
            marked += usize::from(decide);
        }
    }
    let in_all = if marked > 0 { usize::try_from(count(connection)?).unwrap_or(marked) } else { 0 };
    Ok((marked, in_all))
}

/// What is to be decided, soonest first, each with what speaks against it now.
fn list(connection: &Connection) -> Result<Vec<Hit>, Error> {
    let rows = book::to_decide(connection)?;
    let practice = Read::around(connection, &rows)?;
    let hit = |appointment: Appointment| {
        let conflicts = match appointment.status {
            // It holds no time: whatever stands in the way of its getting one is said, appointments too.
            Status::ToDecide => book::against(connection, &appointment)?,
            _ => practice.against(&appointment),
        };
        Ok(Hit { appointment, conflicts })
    };
    rows.into_iter().map(hit).collect()
}

/// Accepts whatever stands against the expected appointments of an older file: nobody was asked to decide about it then.
pub(super) fn accept_all(connection: &Connection) -> Result<(), Error> {
    let rows = book::expected_from(connection, NaiveDate::default())?;
    let practice = Read::around(connection, &rows)?;
    for row in &rows {
        let reasons = reasons_of(&practice.against(row));
        if !reasons.is_empty() {
            connection
                .prepare_cached("UPDATE appointment SET reasons_ok = :reasons WHERE id = :id")?
                .execute(named_params! {":reasons": accepted(&reasons), ":id": row.id})?;
        }
    }
    Ok(())
}

/// How many there are.
pub(super) fn count(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.prepare_cached("SELECT count(*) FROM appointment WHERE decide = 1 AND starts > ''")?.query_row([], |row| row.get(0))?)
}

impl Store {
    /// Appointments that the practice has changed around and that nobody has decided on yet, soonest first.
    pub fn to_decide(&self) -> Result<Vec<Hit>, Error> {
        list(&self.connection)
    }

    /// What `change` would leave to decide that is not yet; nothing is written. Refuses what [`Store::apply`] would refuse.
    pub fn preview(&self, change: &Change, stamp: Stamp) -> Result<Vec<Hit>, Error> {
        self.trying(|tx, store| {
            let known: BTreeSet<AppointmentId> = book::to_decide(tx)?.into_iter().map(|row| row.id).collect();
            store.act(tx, change, stamp, &|_, _| true)?;
            let mut hits = list(tx)?;
            hits.retain(|hit| !known.contains(&hit.appointment.id));
            Ok(hits)
        })
    }
}
