//! The dates of an act on a standing appointment as they are written: rows that are there are lifted first and land one after the
//! other, new ones come in once, as they shall be.
use rusqlite::named_params;
use uuid::Uuid;

use super::super::super::rows::Wall;
use super::super::super::{Error, Writer};
use super::super::around::surroundings;
use super::super::land;
use super::super::write::{Exemption, exempt};
use super::review::judge;
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::Terms;
use crate::domain::book::series::act::{Fate, Kind, Planned, Row};
use crate::domain::book::status::{self, Status};
use crate::domain::deed::{Place, StandingDeed};
use crate::domain::ids::{AppointmentId, ClientId, SeriesId};
use crate::domain::people::client::{LONGEST_NOTE, too_long};
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::text::Clean;
use crate::domain::wording::say;

impl Writer<'_> {
    /// Takes every date that changes out of the air, and frees its rule date for another; refuses when one is not what was seen.
    pub(super) fn lift_all(&self, dates: &[Planned]) -> Result<Vec<Option<Appointment>>, Error> {
        let mut olds = Vec::with_capacity(dates.len());
        for planned in dates {
            let Some(row) = planned.row else {
                olds.push(None);
                continue;
            };
            let old = self.find(row.id)?;
            if Row::from(&old) != row {
                return Err(Refusal::Stale(Box::new(changed_meanwhile(&old, &row))).into());
            }
            if planned.fate != Fate::Stay {
                land::lift(self.tx, old.id)?;
            }
            if old.dated.is_some_and(|dated| dated.rule_date != planned.rule_date) {
                land::loosen(self.tx, old.id)?;
            }
            olds.push(Some(old));
        }
        Ok(olds)
    }

    /// Writes one date, tells it in the `deed`, and adds to `open` what speaks against it and was not accepted.
    pub(super) fn write_date(
        &self,
        terms: &Terms,
        planned: &Planned,
        old: Option<&Appointment>,
        deed: &mut StandingDeed,
        open: &mut Vec<Conflict>,
    ) -> Result<(), Error> {
        if let Some(old) = old {
            self.date(old.id, deed.series, planned)?;
        }
        let was = old.map(|old| Place::from(&old.slot()));
        let row = match &planned.fate {
            Fate::Book { slot, anyway } => {
                let slot = Slot { client: Some(deed.client), ..*slot };
                self.possible(&slot)?;
                let (slot, conflicts) = match deed.act {
                    // Judged in this very transaction; the triggers guard it all the same.
                    Kind::Grown => (slot, Vec::new()),
                    _ => self.judge_date(&slot, terms.room.is_none())?,
                };
                let Some(exemption) = exempt(&conflicts, anyway.as_ref())? else {
                    let name = self.name_of(deed.client)?;
                    open.extend(conflicts.into_iter().map(|conflict| said_of(&name, &slot, conflict)));
                    return old.map_or(Ok(()), |old| land::drop(self.tx, old.id));
                };
                let row = match old {
                    Some(old) => self.place(old, &slot, &exemption)?,
                    None => self.insert_date(deed.series, planned, &slot, Status::Booked, &exemption)?,
                };
                deed.dates += 1;
                deed.anyway |= anyway.is_some();
                if deed.first.is_none() || deed.to.is_none() {
                    (deed.first, deed.from, deed.to) = (Some(row), was, Some(Place::from(&slot)));
                }
                row
            }
            Fate::Skip => {
                deed.skipped += usize::from(old.is_none_or(|old| old.status != Status::Skipped));
                deed.until = was.or(deed.until);
                self.leave_aside(terms, planned, old, Status::Skipped, deed)?
            }
            Fate::Decide => {
                deed.undecided += 1;
                self.leave_aside(terms, planned, old, Status::ToDecide, deed)?
            }
            Fate::CallOff { by, reason } => {
                let Some(old) = old else { return Ok(()) };
                too_long("reason", "The reason", reason, LONGEST_NOTE)?;
                let late = self.directory()?.practice.late_cancel_hours;
                let status = status::cancelled(*by, old.span.from(), self.now(), late);
                self.tx
                    .prepare_cached("UPDATE appointment SET status = :status, cancelled_by = :by, cancel_reason = :reason WHERE id = :id")?
                    .execute(named_params! {":status": status, ":by": by, ":reason": reason, ":id": old.id})?;
                land::land(self.tx, old.id)?;
                deed.dates += 1;
                old.id
            }
            Fate::Stay => return Ok(()),
        };
        if deed.first.is_none() {
            (deed.first, deed.from) = (Some(row), was);
        }
        Ok(())
    }

    /// A date that holds no time, whether it was there before or not.
    fn leave_aside(
        &self,
        terms: &Terms,
        planned: &Planned,
        old: Option<&Appointment>,
        status: Status,
        deed: &StandingDeed,
    ) -> Result<AppointmentId, Error> {
        let ruled = Slot { client: Some(deed.client), ..terms.slot(planned.rule_date) };
        match old {
            Some(old) => self.step_aside(old, status, &ruled),
            None => self.insert_date(deed.series, planned, &ruled, status, &Exemption::default()),
        }
    }

    fn name_of(&self, client: ClientId) -> Result<Clean, Error> {
        let mut ask = self.tx.prepare_cached("SELECT name FROM client WHERE id = :id")?;
        Ok(ask.query_row(named_params! {":id": client}, |row| row.get(0))?)
    }

    /// Judges a date on the rows of this transaction.
    fn judge_date(&self, slot: &Slot, any_room: bool) -> Result<(Slot, Vec<Conflict>), Error> {
        let around = surroundings(self.tx, slot.span.date(), slot.span.date())?;
        Ok(judge(slot, any_room, &around, self.directory()?))
    }

    /// The appointment is this date of this series.
    fn date(&self, row: AppointmentId, id: SeriesId, planned: &Planned) -> Result<(), Error> {
        self.tx
            .prepare_cached("UPDATE appointment SET series_id = :series, rule_date = :at WHERE id = :id")?
            .execute(named_params! {":series": id, ":at": Wall(planned.rule_date), ":id": row})?;
        Ok(())
    }

    /// A new date, written once as it shall be: nothing of its act that is in the air stands in its way.
    fn insert_date(
        &self,
        series: SeriesId,
        planned: &Planned,
        slot: &Slot,
        status: Status,
        exemption: &Exemption,
    ) -> Result<AppointmentId, Error> {
        let written = self
            .tx
            .prepare_cached(
                "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status, series_id, rule_date,
                                          override_reason, overlap_ok, reasons_ok)
                 VALUES (:uid, :client, :staff, :service, :room, :starts, :ends, :buffer, :status, :series, :at, :reason, :overlaps, :accepted)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": slot.client, ":staff": slot.staff, ":service": slot.service,
                ":room": slot.room, ":starts": Wall(slot.span.from()), ":ends": Wall(slot.span.to()), ":buffer": slot.buffer,
                ":status": status, ":series": series, ":at": Wall(planned.rule_date), ":reason": exemption.reason,
                ":overlaps": exemption.overlaps, ":accepted": exemption.accepted,
            });
        match written {
            Ok(_) => Ok(AppointmentId(self.tx.last_insert_rowid())),
            Err(why) => Err(land::refused(self.tx, why, slot, None)?),
        }
    }

    /// Puts a date where it shall be. One that was off or undecided is in the book again; a move ends its exemptions.
    fn place(&self, old: &Appointment, slot: &Slot, exemption: &Exemption) -> Result<AppointmentId, Error> {
        self.forget_exemptions(old.id, &old.slot())?;
        // Nobody has confirmed a time that goes along with another date's.
        let unheard = old.status == Status::Confirmed && old.span.from() != slot.span.from();
        let status = if old.status.holds() && !unheard { old.status } else { Status::Booked };
        self.tx
            .prepare_cached(
                "UPDATE appointment SET staff_id = :staff, service_id = :service, room_id = :room, starts = :starts, ends = :ends,
                        buffer = :buffer, status = :status, confirmed_at = CASE WHEN :unheard THEN NULL ELSE confirmed_at END,
                        cancelled_by = NULL, cancel_reason = '', override_reason = :reason,
                        overlap_ok = :overlaps, reasons_ok = :accepted WHERE id = :id",
            )?
            .execute(named_params! {
                ":staff": slot.staff, ":service": slot.service, ":room": slot.room, ":starts": Wall(slot.span.from()),
                ":ends": Wall(slot.span.to()), ":buffer": slot.buffer, ":status": status, ":unheard": unheard,
                ":reason": exemption.reason, ":overlaps": exemption.overlaps, ":accepted": exemption.accepted, ":id": old.id,
            })?;
        land::land(self.tx, old.id)?;
        Ok(old.id)
    }

    /// A date that holds no time, shown where the rule would have it.
    fn step_aside(&self, old: &Appointment, status: Status, ruled: &Slot) -> Result<AppointmentId, Error> {
        self.forget_exemptions(old.id, &old.slot())?;
        let slot = if old.status.is_expected() { old.slot() } else { *ruled };
        self.tx
            .prepare_cached(
                "UPDATE appointment SET status = :status, staff_id = :staff, room_id = :room, starts = :starts, ends = :ends,
                        confirmed_at = NULL, overlap_ok = '', reasons_ok = '', override_reason = '' WHERE id = :id",
            )?
            .execute(named_params! {
                ":status": status, ":staff": slot.staff, ":room": slot.room, ":starts": Wall(slot.span.from()),
                ":ends": Wall(slot.span.to()), ":id": old.id,
            })?;
        land::land(self.tx, old.id)?;
        Ok(old.id)
    }
}

fn said_of(name: &Clean, slot: &Slot, conflict: Conflict) -> Conflict {
    Conflict::Of { whose: name.clone(), at: slot.span.from(), conflict: Box::new(conflict) }
}

fn changed_meanwhile(old: &Appointment, seen: &Row) -> Stale {
    Stale {
        what: old.client_name.as_str().to_owned(),
        field: "date".into(),
        seen: format!("{} ({})", say::full_span(&seen.slot.span), seen.status.word()),
        now: format!("{} ({})", say::full_span(&old.span), old.status.word()),
        wanted: "another change".into(),
        by: None,
    }
}
