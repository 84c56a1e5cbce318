//! Care as rows: notes, drafts, plans and what was asked at arrival. Every answer here is for those who see care; for the desk
//! there is none, but for how many sessions a plan has when all of them are booked.
mod again;
mod answers;
mod day;
mod draft;
mod found;
mod glance;
mod note;
mod phrase;
mod plan;
mod sign;

pub(super) use plan::full as plan_full;
pub(super) use sign::index_all;

use rusqlite::{Connection, named_params};

use super::{Error, Store, Writer};
use crate::domain::care::change::CareChange;
use crate::domain::deed::Deed;
use crate::domain::ids::ClientId;
use crate::domain::refusal::Refusal;

/// A client and everybody who was merged into them: signed notes keep the client they were signed for.
const SAME_CLIENT: &str = "(SELECT :client UNION ALL SELECT id FROM client WHERE merged_into = :client)";

/// The name of a client who may be known under two of them.
fn client_name(connection: &Connection, client: ClientId) -> Result<String, Error> {
    let mut ask = connection.prepare_cached("SELECT name FROM client WHERE id = :id")?;
    Ok(ask.query_row(named_params! {":id": client}, |row| row.get(0))?)
}

impl Store {
    fn refuse_desk(&self, what: &'static str) -> Result<(), Error> {
        if self.viewer.sees_care() { Ok(()) } else { Err(Refusal::NotAllowed(what).into()) }
    }
}

impl Writer<'_> {
    pub(super) fn write_care(&self, change: &CareChange) -> Result<Deed, Error> {
        self.store.refuse_desk("write what concerns a client's health")?;
        Ok(Deed::Care(match change {
            CareChange::Sign(signing) => self.sign(signing)?,
            CareChange::Amend { note, text, why } => self.amend(*note, text, why)?,
            CareChange::StrikeOut { note, why, again } => self.strike_out(*note, why, *again)?,
            CareChange::Answer { appointment, seen, new } => self.answer(*appointment, seen.as_ref(), new)?,
            CareChange::OpenPlan(plan) => self.open_plan(plan)?,
            CareChange::Course { plan, series } => self.open_course(plan, series)?,
            CareChange::EditPlan { id, fields } => self.edit_plan(*id, fields)?,
            CareChange::Reassess(reassessing) => self.reassess(reassessing)?,
            CareChange::SetPhrase { word, seen, text } => self.set_phrase(word, seen.as_ref(), text.as_ref())?,
        }))
    }
}
