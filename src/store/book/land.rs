//! Several appointments at once: all are lifted, then each lands on its final values, so that the overlap triggers judge
//! every landing and no half-way state. The triggers are never switched off.
use rusqlite::{Connection, ErrorCode, named_params};

use super::super::{Error, practice};
use super::appointment;
use super::around::surroundings;
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::{self, Conflict};
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::Refusal;

/// Takes an appointment out of the air it holds, for the rest of the transaction.
pub(in crate::store) fn lift(connection: &Connection, id: AppointmentId) -> Result<(), Error> {
    connection.prepare_cached("UPDATE appointment SET lifted = 1 WHERE id = :id")?.execute(named_params! {":id": id})?;
    Ok(())
}

/// Lets an appointment hold its time again. Refuses with the conflicts when somebody else holds it.
pub(in crate::store) fn land(connection: &Connection, id: AppointmentId) -> Result<(), Error> {
    let landed =
        connection.prepare_cached("UPDATE appointment SET lifted = 0 WHERE id = :id AND lifted = 1")?.execute(named_params! {":id": id});
    let Err(why) = landed else { return Ok(()) };
    match appointment(connection, id)? {
        Some(stuck) => Err(refused(connection, why, &stuck.slot(), Some(id))?),
        None => Err(why.into()),
    }
}

/// What is said when a row cannot hold `slot`: the conflicts when somebody else holds it.
pub(in crate::store) fn refused(
    connection: &Connection,
    why: rusqlite::Error,
    slot: &Slot,
    except: Option<AppointmentId>,
) -> Result<Error, Error> {
    if why.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) && why.to_string().contains("double booking") {
        Ok(Refusal::Conflicts { conflicts: overlaps(connection, slot, except)?, ways: Vec::new() }.into())
    } else {
        Ok(why.into())
    }
}

/// Frees the rule date of an appointment for another one, until it is given its own.
pub(in crate::store) fn loosen(connection: &Connection, id: AppointmentId) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE appointment SET rule_date = '~' || id WHERE id = :id AND rule_date IS NOT NULL")?
        .execute(named_params! {":id": id})?;
    Ok(())
}

/// Ends the lift of an appointment that has found no place: the act it belongs to is going to be refused.
pub(in crate::store) fn drop(connection: &Connection, id: AppointmentId) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE appointment SET status = 'to decide', lifted = 0 WHERE id = :id")?
        .execute(named_params! {":id": id})?;
    Ok(())
}

/// A transaction must not end while a row is in the air.
pub(in crate::store) fn refuse_lifted(connection: &Connection) -> Result<(), Error> {
    let lifted: i64 = connection.prepare_cached("SELECT count(*) FROM appointment WHERE lifted = 1")?.query_row([], |row| row.get(0))?;
    if lifted == 0 {
        Ok(())
    } else {
        Err(Error::Failed(anyhow::anyhow!("{lifted} appointments were left without a time, so nothing was saved. Please report this.")))
    }
}

fn overlaps(connection: &Connection, slot: &Slot, except: Option<AppointmentId>) -> Result<Vec<Conflict>, Error> {
    let Some(directory) = practice::directory(connection)? else { return Ok(Vec::new()) };
    let around = surroundings(connection, slot.span.date(), slot.span.date())?;
    let mut conflicts = conflict::judge(slot, except, &around, &directory);
    conflicts.retain(|conflict| conflict.overlaps().is_some());
    Ok(conflicts)
}
