//! Acts on the book as they are written.
use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::named_params;
use uuid::Uuid;

use super::super::edit::Field;
use super::super::rows::{Wall, wall};
use super::super::{Error, Writer};
use super::{appointment, judge, land};
use crate::domain::book::appointment::{Appointment, AppointmentField, Slot};
use crate::domain::book::conflict::{Conflict, accepted, reasons_of};
use crate::domain::book::status::{self, Status};
use crate::domain::change::{Anyway, BookChange, Booking, Step, Who};
use crate::domain::deed::{Deed, Place};
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::people::client::{LONGEST_NOTE, too_long};
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::span::{Span, is_skipped};
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// What lets a slot stand in spite of conflicts: the reason, the appointments it may overlap, as `overlap_ok` keeps them, and
/// what else was accepted, as `reasons_ok` keeps it.
#[derive(Default)]
pub(super) struct Exemption {
    pub(super) reason: Clean,
    pub(super) overlaps: String,
    pub(super) accepted: String,
}

/// What lets a time stand: nothing when nothing speaks against it, else the reason of a person who saw every conflict. `None`:
/// it must be refused.
pub(super) fn exempt(conflicts: &[Conflict], anyway: Option<&Anyway>) -> Result<Option<Exemption>, Refusal> {
    match anyway {
        _ if conflicts.is_empty() => Ok(Some(Exemption::default())),
        Some(anyway) if anyway.reason.is_empty() => {
            Err(Refusal::field("reason", "Say in a word why it is booked anyway; it stays in the history."))
        }
        Some(anyway) if conflicts.iter().all(|conflict| anyway.seen.contains(conflict)) => {
            let mut ids: Vec<i64> = conflicts.iter().filter_map(Conflict::overlaps).map(|id| id.0).collect();
            ids.sort_unstable();
            ids.dedup();
            let overlaps =
                if ids.is_empty() { String::new() } else { format!("|{}|", ids.iter().map(i64::to_string).collect::<Vec<_>>().join("|")) };
            Ok(Some(Exemption { reason: anyway.reason.clone(), overlaps, accepted: accepted(&reasons_of(conflicts)) }))
        }
        _ => Ok(None),
    }
}

impl Writer<'_> {
    pub(in crate::store) fn write_book(&self, change: &BookChange) -> Result<Deed, Error> {
        match change {
            BookChange::Book(booking) => self.book(booking),
            BookChange::Alter { id, fields, anyway } => self.alter(*id, fields, anyway.as_ref()),
            BookChange::Step(step) => self.step(step),
            BookChange::Swap { a, b, anyway } => self.swap(a, b, anyway.as_ref()),
            BookChange::MoveSeveral { moves, anyway } => self.move_several(moves, anyway.as_ref()),
            BookChange::Keep { kept, reason } => self.keep(kept, reason),
            BookChange::Series(acts) => self.series_acts(acts),
        }
    }

    pub(in crate::store) fn now(&self) -> NaiveDateTime {
        self.store.local(self.stamp.at)
    }

    fn book(&self, booking: &Booking) -> Result<Deed, Error> {
        too_long("note", "The note", &booking.note, LONGEST_NOTE)?;
        let (client, new_client) = match &booking.who {
            Who::Known(id) => (*id, false),
            Who::New(client) => (self.add_client(client)?, true),
        };
        self.refuse_archived(client)?;
        let slot = Slot { client: Some(client), ..booking.slot };
        let exemption = self.allow(&slot, None, booking.anyway.as_ref())?;
        let (status, arrived) = match booking.arrived {
            Some(at) => (Status::Arrived, Some(at)),
            None => (Status::Booked, None),
        };
        self.tx
            .prepare_cached(
                "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status, arrived_at,
                                          override_reason, overlap_ok, note, reasons_ok)
                 VALUES (:uid, :client, :staff, :service, :room, :starts, :ends, :buffer, :status, :arrived, :reason, :overlaps, :note, :accepted)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":staff": slot.staff, ":service": slot.service, ":room": slot.room,
                ":starts": Wall(slot.span.from()), ":ends": Wall(slot.span.to()), ":buffer": slot.buffer, ":status": status,
                ":arrived": arrived.map(Wall), ":reason": exemption.reason, ":overlaps": exemption.overlaps, ":note": booking.note,
                ":accepted": exemption.accepted,
            })?;
        let id = AppointmentId(self.tx.last_insert_rowid());
        let anyway = !exemption.reason.is_empty();
        Ok(Deed::Booked { id, client, new_client, at: Place::from(&slot), walk_in: arrived.is_some(), anyway })
    }

    pub(super) fn refuse_archived(&self, client: ClientId) -> Result<(), Error> {
        let found: Result<(Clean, bool), _> = self
            .tx
            .prepare_cached("SELECT name, archived FROM client WHERE id = :id")?
            .query_row(named_params! {":id": client}, |row| Ok((row.get(0)?, row.get(1)?)));
        match found {
            Ok((name, true)) => Err(Refusal::ClientArchived(name).into()),
            Ok(_) => Ok(()),
            Err(rusqlite::Error::QueryReturnedNoRows) => Err(Refusal::Gone { what: "client" }.into()),
            Err(why) => Err(why.into()),
        }
    }

    /// Judges a slot on the rows as they are in this transaction. Conflicts refuse, unless the person saw every one of them
    /// and gave a reason.
    fn allow(&self, slot: &Slot, except: Option<AppointmentId>, anyway: Option<&Anyway>) -> Result<Exemption, Error> {
        let directory = self.directory()?;
        self.possible(slot)?;
        let (conflicts, ways) = judge(self.tx, directory, slot, except, self.now())?;
        exempt(&conflicts, anyway)?.ok_or_else(|| Refusal::Conflicts { conflicts, ways }.into())
    }

    /// Refuses what can be nowhere in the book: an impossible length, an hour that no clock shows, a person or room that is gone.
    pub(super) fn possible(&self, slot: &Slot) -> Result<(), Error> {
        slot.check()?;
        let directory = self.directory()?;
        directory.staff(slot.staff).ok_or(Refusal::Gone { what: "therapist" })?;
        directory.service(slot.service).ok_or(Refusal::Gone { what: "service" })?;
        if slot.room.is_some_and(|room| directory.room(room).is_none()) {
            return Err(Refusal::Gone { what: "room" }.into());
        }
        if is_skipped(directory.practice.zone, slot.span.from()) {
            let when = say::moment(slot.span.from(), 0);
            return Err(Refusal::field(
                "time",
                format!("The clocks go forward and skip {when}: no clock will show it. Take a time before or after."),
            )
            .into());
        }
        Ok(())
    }

    pub(super) fn find(&self, id: AppointmentId) -> Result<Appointment, Error> {
        appointment(self.tx, id)?.ok_or_else(|| Refusal::Gone { what: "appointment" }.into())
    }

    fn alter(&self, id: AppointmentId, fields: &[AppointmentField], anyway: Option<&Anyway>) -> Result<Deed, Error> {
        let old = self.find(id)?;
        let (written, slot) = self.columns(&old, fields)?;
        let moved = slot != old.slot();
        if let Some(client) = slot.client.filter(|client| *client != old.client) {
            self.refuse_archived(client)?;
        }
        // What waits for a time is in the book again once it is put down somewhere.
        if moved && (old.status.holds() || old.status.waits()) {
            let exemption = self.allow(&slot, Some(id), anyway)?;
            self.edit_placed(id, &old, &written, &exemption)?;
            return Ok(altered(&old, &slot, &written, !exemption.reason.is_empty()));
        }
        self.edit("appointment", id.0, old.client_name.as_str(), &written)?;
        Ok(altered(&old, &slot, &written, false))
    }

    fn exempt(&self, id: AppointmentId, exemption: &Exemption) -> Result<(), Error> {
        self.tx
            .prepare_cached(
                "UPDATE appointment SET override_reason = :reason, overlap_ok = :overlaps, reasons_ok = :accepted WHERE id = :id",
            )?
            .execute(named_params! {
                ":reason": exemption.reason, ":overlaps": exemption.overlaps, ":accepted": exemption.accepted, ":id": id,
            })?;
        Ok(())
    }

    /// Writes a changed place. A move ends every exemption that this appointment had or was named in.
    fn edit_placed(&self, id: AppointmentId, old: &Appointment, written: &[Field], exemption: &Exemption) -> Result<(), Error> {
        land::lift(self.tx, id)?;
        self.edit("appointment", id.0, old.client_name.as_str(), written)?;
        self.exempt(id, exemption)?;
        self.forget_exemptions(id, &old.slot())?;
        if old.status.waits() {
            self.book_again(id)?;
        }
        land::land(self.tx, id)
    }

    /// What waited for a new time has one again.
    pub(super) fn book_again(&self, id: AppointmentId) -> Result<(), Error> {
        self.tx
            .prepare_cached("UPDATE appointment SET status = :booked, cancelled_by = NULL, cancel_reason = '' WHERE id = :id")?
            .execute(named_params! {":booked": Status::Booked, ":id": id})?;
        Ok(())
    }

    /// Takes `id` out of the lists of those that were allowed to overlap it at its old time.
    pub(super) fn forget_exemptions(&self, id: AppointmentId, old: &Slot) -> Result<(), Error> {
        let name = format!("|{}|", id.0);
        self.tx
            .prepare_cached(
                "UPDATE appointment SET overlap_ok = CASE WHEN overlap_ok = :name THEN '' ELSE replace(overlap_ok, :name, '|') END
                  WHERE starts > :from AND starts < :to AND instr(overlap_ok, :name) > 0",
            )?
            .execute(named_params! {
                ":name": name, ":from": Wall(old.span.from() - TimeDelta::hours(10)), ":to": Wall(old.held().to()),
            })?;
        Ok(())
    }

    /// The edits as columns, and the slot as it will be. A new service brings its own clean-up time along.
    fn columns(&self, old: &Appointment, fields: &[AppointmentField]) -> Result<(Vec<Field>, Slot), Error> {
        let mut slot = old.slot();
        let mut written = Vec::new();
        let (mut from, mut minutes) = (old.span.from(), old.span.minutes());
        for field in fields {
            match field {
                AppointmentField::Client(edit) => {
                    slot.client = Some(edit.new);
                    written.push(Field::new("client_id", edit.seen.0, edit.new.0));
                }
                AppointmentField::Service(edit) => {
                    slot.service = edit.new;
                    written.push(Field::new("service_id", edit.seen.0, edit.new.0));
                    let buffer = self.directory()?.service(edit.new).ok_or(Refusal::Gone { what: "service" })?.buffer;
                    if buffer != old.buffer {
                        slot.buffer = buffer;
                        written.push(Field::new("buffer", old.buffer, buffer));
                    }
                }
                AppointmentField::Staff(edit) => {
                    slot.staff = edit.new;
                    written.push(Field::new("staff_id", edit.seen.0, edit.new.0));
                }
                AppointmentField::Room(edit) => {
                    slot.room = edit.new;
                    written.push(Field::new("room_id", edit.seen.map(|id| id.0), edit.new.map(|id| id.0)));
                }
                AppointmentField::Starts(edit) => {
                    from = edit.new;
                    written.push(Field::new("starts", wall(edit.seen), wall(edit.new)));
                }
                AppointmentField::Length(edit) => {
                    refuse_stale_length(old, edit.seen, edit.new)?;
                    minutes = edit.new;
                }
                AppointmentField::Note(edit) => {
                    too_long("note", "The note", &edit.new, LONGEST_NOTE)?;
                    written.push(Field::new("note", &edit.seen, &edit.new));
                }
            }
        }
        slot.span = Span::lasting(from, minutes);
        if slot.span.to() != old.span.to() {
            written.push(Field::new("ends", wall(old.span.to()), wall(slot.span.to())));
        }
        slot.check()?;
        Ok((written, slot))
    }

    pub(in crate::store) fn step(&self, step: &Step) -> Result<Deed, Error> {
        let old = self.find(step.id)?;
        if old.status != step.seen {
            return Err(Refusal::Stale(Box::new(Stale {
                what: old.client_name.as_str().to_owned(),
                field: "status".into(),
                seen: step.seen.word().into(),
                now: old.status.word().into(),
                wanted: step.to.word().into(),
                by: None,
            }))
            .into());
        }
        if matches!(step.to, Status::Skipped | Status::ToDecide) && old.dated.is_none() {
            let why = "Only a date of a standing appointment can be skipped or left to decide. Cancel this one, or lift it out to rebook.";
            return Err(Refusal::Step(why.into()).into());
        }
        if let Some(why) = status::why_not(old.status, step.to, old.span.from(), step.at) {
            return Err(Refusal::Step(why).into());
        }
        let comes_back = step.to.holds() && !old.status.holds();
        // A date that held no time gets its room now.
        let slot =
            if comes_back && old.status.waits() && old.dated.is_some() { super::series::placed(self.tx, &old)?.0 } else { old.slot() };
        let exemption = if comes_back { Some(self.allow(&slot, Some(step.id), step.anyway.as_ref())?) } else { None };
        if let Some(exemption) = exemption {
            self.exempt(step.id, &exemption)?;
        }
        self.acknowledge(&old, step)?;
        let real = old.real.after(step.to, old.span.from(), step.at);
        let called_off = matches!(step.to, Status::Cancelled | Status::LateCancelled | Status::ToRebook);
        let (by, reason) = match &step.cancel {
            Some((by, reason)) if called_off => (Some(*by), reason.clone()),
            _ => (None, Clean::default()),
        };
        too_long("reason", "The reason", &reason, LONGEST_NOTE)?;
        self.tx
            .prepare_cached(
                "UPDATE appointment SET status = :status, confirmed_at = :confirmed, arrived_at = :arrived, started_at = :started,
                        done_at = :done, cancelled_by = :by, cancel_reason = :reason, room_id = :room
                  WHERE id = :id",
            )?
            .execute(named_params! {
                ":status": step.to, ":confirmed": real.confirmed.map(Wall), ":arrived": real.arrived.map(Wall),
                ":room": slot.room, ":started": real.started.map(Wall), ":done": real.done.map(Wall), ":by": by, ":reason": reason, ":id": step.id,
            })?;
        Ok(Deed::Stepped { id: step.id, client: old.client, at: Place::from(&old.slot()), from: old.status, to: step.to })
    }
}

fn altered(old: &Appointment, slot: &Slot, written: &[Field], anyway: bool) -> Deed {
    let (id, client) = (old.id, slot.client.unwrap_or(old.client));
    let fields: Vec<String> = written.iter().map(Field::words).filter(|word| word != "buffer").collect();
    let placed = ["time", "length", "therapist", "room"];
    if fields.iter().all(|field| placed.contains(&field.as_str())) && !(fields.len() == 1 && fields[0] == "length") {
        Deed::Moved { id, client, from: Place::from(&old.slot()), to: Place::from(slot), anyway }
    } else {
        Deed::Altered { id, client, at: Place::from(slot), fields, anyway }
    }
}

fn refuse_stale_length(old: &Appointment, seen: u32, wanted: u32) -> Result<(), Error> {
    let now = old.span.minutes();
    if now == seen {
        return Ok(());
    }
    Err(Refusal::Stale(Box::new(Stale {
        what: old.client_name.as_str().to_owned(),
        field: "length".into(),
        seen: seen.to_string(),
        now: now.to_string(),
        wanted: wanted.to_string(),
        by: None,
    }))
    .into())
}
