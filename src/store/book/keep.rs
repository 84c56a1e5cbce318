//! Acts that accept what stands against an appointment: it is kept as it is, or treated in spite of a STOP alert.
use rusqlite::named_params;

use super::super::{Error, Writer, hours};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::conflict::{Conflict, accepted, reasons_of};
use crate::domain::book::decide::House;
use crate::domain::book::status::Status;
use crate::domain::change::Step;
use crate::domain::deed::{Deed, Place};
use crate::domain::ids::AppointmentId;
use crate::domain::people::alert::{self, Alert, Level};
use crate::domain::people::client::{LONGEST_NOTE, too_long};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

impl Writer<'_> {
    /// Each stays where it is; what stands against it must have been seen, and is accepted with the reason.
    pub(super) fn keep(&self, kept: &[(AppointmentId, Vec<Conflict>)], reason: &Clean) -> Result<Deed, Error> {
        if reason.is_empty() {
            return Err(Refusal::field("reason", "Say in a word why it stays as it is; it stays in the history.").into());
        }
        too_long("reason", "The reason", reason, LONGEST_NOTE)?;
        let mut first: Option<Appointment> = None;
        for (id, seen) in kept {
            let old = self.find(*id)?;
            let conflicts = self.standing(&old)?;
            if conflicts.is_empty() {
                let sentence = format!("Nothing speaks against {} any more; there is nothing to decide.", old.client_name);
                return Err(Refusal::Step(sentence).into());
            }
            if !conflicts.iter().all(|conflict| seen.contains(conflict)) {
                return Err(Refusal::Conflicts { conflicts, ways: Vec::new() }.into());
            }
            let mut all: Vec<&str> = old.accepted.split('|').filter(|word| !word.is_empty()).collect();
            let new = accepted(&reasons_of(&conflicts));
            all.extend(new.split('|').filter(|word| !word.is_empty()));
            let words = if old.anyway.is_empty() { reason.clone() } else { Clean::line(&format!("{}; {reason}", old.anyway)) };
            self.tx
                .prepare_cached("UPDATE appointment SET override_reason = :reason, reasons_ok = :accepted WHERE id = :id")?
                .execute(named_params! {":reason": words, ":accepted": format!("|{}|", all.join("|")), ":id": id})?;
            first.get_or_insert(old);
        }
        let first = first.ok_or_else(|| Refusal::field("appointment", "Nothing was chosen, so nothing was changed."))?;
        Ok(Deed::Kept { ids: kept.iter().map(|(id, _)| *id).collect(), client: first.client, at: Place::from(&first.slot()) })
    }

    fn standing(&self, appointment: &Appointment) -> Result<Vec<Conflict>, Error> {
        let date = appointment.span.date();
        let (shifts, absences) = (hours::shifts(self.tx)?, hours::absences(self.tx, date, date.succ_opt().unwrap_or(date))?);
        Ok(House { shifts: &shifts, absences: &absences, directory: self.directory()? }.against(appointment))
    }

    /// Keeps the reason for treating in spite of STOP alerts, when this step begins to treat; refused without one. A reason that was
    /// given before covers the alerts that were there then, and no later one.
    pub(super) fn acknowledge(&self, old: &Appointment, step: &Step) -> Result<(), Error> {
        let begins = step.to == Status::InSession || step.to == Status::Done && old.status != Status::InSession;
        let stops: Vec<_> = self.store.alerts(old.client)?.into_iter().filter(|alert| begins && alert.level == Level::Stop).collect();
        if stops.is_empty() {
            return Ok(());
        }
        let mut ask = self.tx.prepare_cached("SELECT stop_reason, stop_ok FROM appointment WHERE id = :id")?;
        let (before, known): (Clean, String) = ask.query_row(named_params! {":id": old.id}, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let new: Vec<_> = stops.iter().filter(|stop| !known.contains(&format!("|{}|", stop.id.0))).collect();
        if new.is_empty() {
            return Ok(());
        }
        let Some(reason) = step.stop.as_ref().filter(|reason| !reason.is_empty()) else {
            let words = |stop: &&Alert| alert::said(stop.text.as_ref(), &stop.handling).join(": ");
            return Err(Refusal::Stop { client: old.client_name.clone(), alerts: new.iter().map(words).collect() }.into());
        };
        too_long("reason", "The reason", reason, LONGEST_NOTE)?;
        let reason = if before.is_empty() { reason.clone() } else { Clean::line(&format!("{before}; {reason}")) };
        let all: Vec<String> = stops.iter().map(|stop| stop.id.0.to_string()).collect();
        self.tx
            .prepare_cached("UPDATE appointment SET stop_reason = :reason, stop_ok = :stops WHERE id = :id")?
            .execute(named_params! {":reason": reason, ":stops": format!("|{}|", all.join("|")), ":id": old.id})?;
        Ok(())
    }
}
