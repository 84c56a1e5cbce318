//! An act on a standing appointment as it is written: its terms, and every date it touches, all together or not at all.
use rusqlite::named_params;
use uuid::Uuid;

use super::super::super::rows::{Day as DayText, Wall};
use super::super::super::{Error, Writer};
use super::super::around::surroundings;
use super::super::land;
use super::super::write::{Exemption, exempt};
use super::review::judge;
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::act::{Fate, Kind, Planned, Row, Seen, SeriesAct, Target};
use crate::domain::book::series::{FOREVER, MOST_DATES, Series, Terms};
use crate::domain::book::status::{self, Status};
use crate::domain::change::{Anyway, Who};
use crate::domain::deed::{Deed, Place, StandingDeed};
use crate::domain::ids::{AppointmentId, ClientId, SeriesId};
use crate::domain::people::client::{ClientField, LONGEST_NOTE, too_long};
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// What was found against the dates of an act that nobody has decided on.
#[derive(Default)]
struct Open {
    conflicts: Vec<Conflict>,
}

impl Writer<'_> {
    /// Acts on standing appointments, one after the other; one deed tells of all.
    pub(in crate::store) fn series_acts(&self, acts: &[SeriesAct]) -> Result<Deed, Error> {
        let mut told: Option<StandingDeed> = None;
        for act in acts {
            let deed = self.series_act(act)?;
            match &mut told {
                None => told = Some(deed),
                Some(first) => {
                    first.dates += deed.dates;
                    first.skipped += deed.skipped;
                    first.undecided += deed.undecided;
                    first.anyway |= deed.anyway;
                }
            }
        }
        let told = told.ok_or_else(|| Refusal::field("dates", "Nothing was chosen, so nothing was changed."))?;
        Ok(Deed::Standing(Box::new(told)))
    }

    pub(super) fn series_act(&self, act: &SeriesAct) -> Result<StandingDeed, Error> {
        if let Some(away) = &act.away {
            self.add_absence(away)?;
        }
        let (id, client, terms) = self.target(act)?;
        if let Some(edit) = act.prefer {
            self.edit_client(client, &[ClientField::Therapist(edit)])?;
        }
        let mut deed = StandingDeed {
            act: act.kind,
            series: id,
            client,
            first: None,
            from: None,
            to: None,
            dates: 0,
            skipped: 0,
            undecided: 0,
            anyway: false,
            rule: terms.rule.to_string(),
            begins: terms.first,
        };
        let olds = self.lift_all(&act.dates)?;
        let mut open = Open::default();
        for (planned, old) in act.dates.iter().zip(&olds) {
            self.write_date(id, client, &terms, planned, old.as_ref(), &mut deed, &mut open)?;
        }
        if open.conflicts.is_empty() { Ok(deed) } else { Err(Refusal::Conflicts { conflicts: open.conflicts, ways: Vec::new() }.into()) }
    }

    /// The series an act is on, written with its new terms; made or split off where the act says so.
    fn target(&self, act: &SeriesAct) -> Result<(SeriesId, ClientId, Terms), Error> {
        match &act.target {
            Target::New { who, terms, note } => {
                too_long("note", "The note", note, LONGEST_NOTE)?;
                let client = match who {
                    Who::Known(id) => *id,
                    Who::New(new) => self.add_client(new)?,
                };
                self.refuse_archived(client)?;
                if act.dates.is_empty() {
                    return Err(Refusal::field("repeats", "This rule has no date. Say another one, or a later end.").into());
                }
                let terms = Terms { client: Some(client), ..terms.clone() };
                Ok((self.insert_series(client, &terms, act, 0, None)?, client, terms))
            }
            Target::Same { id, seen, terms } => {
                let (now, client) = self.seen_series(*id, seen)?;
                let terms = Terms { client: Some(client), ..terms.clone() };
                self.update_series(now.id, &terms, act)?;
                Ok((*id, client, terms))
            }
            Target::Split { id, seen, ends, terms, before } => {
                let (now, client) = self.seen_series(*id, seen)?;
                let terms = Terms { client: Some(client), ..terms.clone() };
                // All that is left of its rule is made, and what was called off behind goes along with the other part.
                let ended = now.terms.ended.filter(|ended| ended < ends);
                self.tx.prepare_cached("UPDATE series SET rule = :rule, ended = :ended, made_until = :made WHERE id = :id")?.execute(
                    named_params! {
                        ":rule": now.terms.cut(*ends).to_string(), ":ended": ended.map(Wall), ":made": DayText(FOREVER), ":id": now.id,
                    },
                )?;
                Ok((self.insert_series(client, &terms, act, *before, Some(*id))?, client, terms))
            }
        }
    }

    /// The series as it is now; refused when it is not what the person saw.
    fn seen_series(&self, id: SeriesId, seen: &Seen) -> Result<(Series, ClientId), Error> {
        let now = super::series(self.tx, id)?.ok_or(Refusal::Gone { what: "standing appointment" })?;
        let client = now.terms.client.ok_or(Refusal::Gone { what: "client" })?;
        let same_client = Terms { client: now.terms.client, ..seen.terms.clone() };
        if now.terms == same_client && now.made_until == seen.made_until {
            return Ok((now, client));
        }
        let words = |terms: &Terms| terms.repeats();
        let grown = now.terms == same_client;
        Err(Refusal::Stale(Box::new(Stale {
            what: format!("the standing appointment of {}", now.client_name),
            field: if grown { "dates".into() } else { "rule".into() },
            seen: if grown { format!("made until {}", seen.made_until) } else { words(&seen.terms) },
            now: if grown { format!("made until {}", now.made_until) } else { words(&now.terms) },
            wanted: "another change".into(),
            by: None,
        }))
        .into())
    }

    fn check_terms(&self, terms: &Terms) -> Result<(), Error> {
        terms.slot(terms.first).check()?;
        if terms.counted().is_some_and(|count| count == 0 || count > MOST_DATES) {
            let sentence = format!("A standing appointment has 1 to {MOST_DATES} dates. Say fewer times, or leave the end open.");
            return Err(Refusal::field("repeats", sentence).into());
        }
        let directory = self.directory()?;
        directory.staff(terms.staff).ok_or(Refusal::Gone { what: "therapist" })?;
        directory.service(terms.service).ok_or(Refusal::Gone { what: "service" })?;
        Ok(())
    }

    fn insert_series(
        &self,
        client: ClientId,
        terms: &Terms,
        act: &SeriesAct,
        before: u32,
        from: Option<SeriesId>,
    ) -> Result<SeriesId, Error> {
        self.check_terms(terms)?;
        self.tx
            .prepare_cached(
                "INSERT INTO series (uid, client_id, staff_id, service_id, room_id, rule, first, minutes, buffer, ended, made_until, before, split_from)
                 VALUES (:uid, :client, :staff, :service, :room, :rule, :first, :minutes, :buffer, :ended, :made, :before, :from)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":staff": terms.staff, ":service": terms.service, ":room": terms.room,
                ":rule": terms.rule.to_string(), ":first": Wall(terms.first), ":minutes": terms.minutes, ":buffer": terms.buffer,
                ":ended": terms.ended.map(Wall), ":made": DayText(act.made_until), ":before": before, ":from": from,
            })?;
        Ok(SeriesId(self.tx.last_insert_rowid()))
    }

    fn update_series(&self, id: SeriesId, terms: &Terms, act: &SeriesAct) -> Result<(), Error> {
        self.check_terms(terms)?;
        self.tx
            .prepare_cached(
                "UPDATE series SET staff_id = :staff, service_id = :service, room_id = :room, rule = :rule, first = :first,
                        minutes = :minutes, buffer = :buffer, ended = :ended, made_until = :made WHERE id = :id",
            )?
            .execute(named_params! {
                ":staff": terms.staff, ":service": terms.service, ":room": terms.room, ":rule": terms.rule.to_string(),
                ":first": Wall(terms.first), ":minutes": terms.minutes, ":buffer": terms.buffer, ":ended": terms.ended.map(Wall),
                ":made": DayText(act.made_until), ":id": id,
            })?;
        Ok(())
    }

    /// Takes every date that changes out of the air, and frees its rule date for another; refuses when one is not what was seen.
    fn lift_all(&self, dates: &[Planned]) -> Result<Vec<Option<Appointment>>, Error> {
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

    #[expect(clippy::too_many_arguments, reason = "one date of an act, with all that the act knows")]
    fn write_date(
        &self,
        id: SeriesId,
        client: ClientId,
        terms: &Terms,
        planned: &Planned,
        old: Option<&Appointment>,
        deed: &mut StandingDeed,
        open: &mut Open,
    ) -> Result<(), Error> {
        let own = old.map(|old| old.id);
        let row = match own {
            Some(row) => {
                self.date(row, id, planned)?;
                row
            }
            None if matches!(planned.fate, Fate::Stay | Fate::CallOff { .. }) => return Ok(()),
            None => self.insert_date(id, client, terms, planned)?,
        };
        let was = old.map(|old| Place::from(&old.slot()));
        match &planned.fate {
            Fate::Book { slot, anyway } => {
                let slot = Slot { client: Some(client), ..*slot };
                self.possible(&slot)?;
                let (slot, conflicts) = match deed.act {
                    // Judged in this very transaction; the triggers guard it all the same.
                    Kind::Grown => (slot, Vec::new()),
                    _ => self.judge_date(&slot, terms.room.is_none())?,
                };
                let Some(exemption) = exempt(&conflicts, anyway.as_ref())? else {
                    let name = self.find(row)?.client_name;
                    open.conflicts.extend(conflicts.into_iter().map(|conflict| said_of(&name, &slot, conflict)));
                    return land::drop(self.tx, row);
                };
                self.place(row, &slot, old, &exemption)?;
                deed.dates += 1;
                deed.anyway |= anyway.is_some();
                if deed.first.is_none() || deed.to.is_none() {
                    (deed.first, deed.from, deed.to) = (Some(row), was, Some(Place::from(&slot)));
                }
            }
            Fate::Skip => {
                self.step_aside(row, Status::Skipped, old, &terms.slot(planned.rule_date))?;
                deed.skipped += usize::from(old.is_none_or(|old| old.status != Status::Skipped));
            }
            Fate::Decide => {
                self.step_aside(row, Status::ToDecide, old, &terms.slot(planned.rule_date))?;
                deed.undecided += 1;
            }
            Fate::CallOff { by, reason } => {
                too_long("reason", "The reason", reason, LONGEST_NOTE)?;
                let late = self.directory()?.practice.late_cancel_hours;
                let starts = old.map_or(planned.rule_date, |old| old.span.from());
                let status = status::cancelled(*by, starts, self.now(), late);
                self.tx
                    .prepare_cached("UPDATE appointment SET status = :status, cancelled_by = :by, cancel_reason = :reason WHERE id = :id")?
                    .execute(named_params! {":status": status, ":by": by, ":reason": reason, ":id": row})?;
                land::land(self.tx, row)?;
                deed.dates += 1;
            }
            Fate::Stay => {}
        }
        if deed.first.is_none() && planned.fate != Fate::Stay {
            (deed.first, deed.from) = (Some(row), was);
        }
        Ok(())
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

    /// A new date, in the air until it is placed.
    fn insert_date(&self, id: SeriesId, client: ClientId, terms: &Terms, planned: &Planned) -> Result<AppointmentId, Error> {
        let slot = match &planned.fate {
            Fate::Book { slot, .. } => *slot,
            Fate::Skip | Fate::Decide | Fate::CallOff { .. } | Fate::Stay => terms.slot(planned.rule_date),
        };
        let note = Clean::default();
        self.tx
            .prepare_cached(
                "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status, note, lifted, series_id, rule_date)
                 VALUES (:uid, :client, :staff, :service, :room, :starts, :ends, :buffer, :status, :note, 1, :series, :at)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":staff": slot.staff, ":service": slot.service, ":room": slot.room,
                ":starts": Wall(slot.span.from()), ":ends": Wall(slot.span.to()), ":buffer": slot.buffer, ":status": Status::Booked,
                ":note": note, ":series": id, ":at": Wall(planned.rule_date),
            })?;
        Ok(AppointmentId(self.tx.last_insert_rowid()))
    }

    /// Puts a date where it shall be. One that was off or undecided is in the book again; a move ends its exemptions.
    fn place(&self, row: AppointmentId, slot: &Slot, old: Option<&Appointment>, exemption: &Exemption) -> Result<(), Error> {
        if let Some(old) = old {
            self.forget_exemptions(row, &old.slot())?;
        }
        let status = old.map(|old| old.status).filter(|status| status.holds()).unwrap_or(Status::Booked);
        self.tx
            .prepare_cached(
                "UPDATE appointment SET staff_id = :staff, service_id = :service, room_id = :room, starts = :starts, ends = :ends,
                        buffer = :buffer, status = :status, cancelled_by = NULL, cancel_reason = '', override_reason = :reason,
                        overlap_ok = :overlaps, reasons_ok = :accepted WHERE id = :id",
            )?
            .execute(named_params! {
                ":staff": slot.staff, ":service": slot.service, ":room": slot.room, ":starts": Wall(slot.span.from()),
                ":ends": Wall(slot.span.to()), ":buffer": slot.buffer, ":status": status, ":reason": exemption.reason,
                ":overlaps": exemption.overlaps, ":accepted": exemption.accepted, ":id": row,
            })?;
        land::land(self.tx, row)
    }

    /// A date that holds no time, shown where the rule would have it.
    fn step_aside(&self, row: AppointmentId, status: Status, old: Option<&Appointment>, ruled: &Slot) -> Result<(), Error> {
        if let Some(old) = old {
            self.forget_exemptions(row, &old.slot())?;
        }
        let slot = match old {
            Some(old) if old.status.is_expected() => old.slot(),
            _ => *ruled,
        };
        self.tx
            .prepare_cached(
                "UPDATE appointment SET status = :status, staff_id = :staff, room_id = :room, starts = :starts, ends = :ends,
                        confirmed_at = NULL, overlap_ok = '', reasons_ok = '', override_reason = '' WHERE id = :id",
            )?
            .execute(named_params! {
                ":status": status, ":staff": slot.staff, ":room": slot.room, ":starts": Wall(slot.span.from()),
                ":ends": Wall(slot.span.to()), ":id": row,
            })?;
        land::land(self.tx, row)
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

/// What the program itself does as time goes on.
pub(super) fn grown(series: &Series, dates: Vec<Planned>, made_until: chrono::NaiveDate) -> SeriesAct {
    let seen = Seen { terms: series.terms.clone(), made_until: series.made_until };
    let target = Target::Same { id: series.id, seen, terms: series.terms.clone() };
    SeriesAct { kind: Kind::Grown, target, dates, made_until, prefer: None, away: None }
}

/// A date with what speaks against it left for a person.
pub(super) fn undecided(anyway: Option<Anyway>, slot: Slot, conflicts: &[Conflict]) -> Fate {
    if conflicts.is_empty() { Fate::Book { slot, anyway } } else { Fate::Decide }
}
