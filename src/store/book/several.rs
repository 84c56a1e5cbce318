//! Several appointments moved in one act: judged together, lifted together, landed one after the other.
use rusqlite::named_params;

use super::super::rows::Wall;
use super::super::{Error, Writer};
use super::land;
use super::together::place;
use super::write::exempt;
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::together::Placing;
use crate::domain::change::{Anyway, Move};
use crate::domain::deed::{Deed, MovedOne, Place};
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::span::Span;
use crate::domain::wording::say;

impl Writer<'_> {
    pub(super) fn swap(&self, a: &(AppointmentId, Slot), b: &(AppointmentId, Slot), anyway: Option<&Anyway>) -> Result<Deed, Error> {
        let (old_a, old_b) = (self.find(a.0)?, self.find(b.0)?);
        for (old, seen) in [(&old_a, &a.1), (&old_b, &b.1)] {
            if old.slot() != *seen || !old.status.holds() {
                return Err(Refusal::Stale(Box::new(moved_meanwhile(old, seen, "the other's"))).into());
            }
        }
        let (slot_a, slot_b) = exchanged(&old_a.slot(), &old_b.slot());
        let (one, other) = ((a.0, old_a.client), (b.0, old_b.client));
        let from = Some((Place::from(&old_a.slot()), Place::from(&old_b.slot())));
        let anyway = self.put_all(&[(old_a, slot_a), (old_b, slot_b)], anyway)?;
        Ok(Deed::Swapped { a: one, b: other, from, anyway })
    }

    pub(super) fn move_several(&self, moves: &[Move], anyway: Option<&Anyway>) -> Result<Deed, Error> {
        let mut placing: Vec<(Appointment, Slot)> = Vec::with_capacity(moves.len());
        for one in moves {
            let old = self.find(one.id)?;
            let to = Slot { client: Some(old.client), service: old.service, buffer: old.buffer, ..one.to };
            if old.slot() != one.seen || placing.iter().any(|(other, _)| other.id == one.id) {
                return Err(Refusal::Stale(Box::new(moved_meanwhile(&old, &one.seen, &say::full_span(&to.span)))).into());
            }
            if !old.status.holds() && !old.status.waits() {
                let (who, state) = (&old.client_name, old.status.word());
                return Err(
                    Refusal::Step(format!("{who} is {state} by now. Take it off the marks, or step it back first (backspace).")).into()
                );
            }
            placing.push((old, to));
        }
        if placing.is_empty() {
            return Err(Refusal::Gone { what: "appointment" }.into());
        }
        let of = |(old, to): &(Appointment, Slot)| MovedOne {
            id: old.id,
            client: old.client,
            from: Place::from(&old.slot()),
            to: Place::from(to),
        };
        let moves = placing.iter().map(of).collect();
        let anyway = self.put_all(&placing, anyway)?;
        Ok(Deed::MovedSeveral { moves, anyway })
    }

    /// Judges all of them on the rows of this transaction, then lifts all and lands each where it shall be. Answers whether
    /// something speaks against it that the person wants anyway.
    fn put_all(&self, placing: &[(Appointment, Slot)], anyway: Option<&Anyway>) -> Result<bool, Error> {
        for (_, to) in placing {
            self.possible(to)?;
        }
        let named: Vec<Placing> =
            placing.iter().map(|(old, to)| Placing { id: old.id, client_name: old.client_name.clone(), to: *to }).collect();
        let judged = place(self.tx, self.directory()?, &named, false)?;
        let mut exemptions = Vec::with_capacity(judged.len());
        for (_, conflicts) in &judged {
            exemptions.extend(exempt(conflicts, anyway)?);
        }
        let conflicts: Vec<_> = judged.into_iter().flat_map(|(_, conflicts)| conflicts).collect();
        if exemptions.len() < placing.len() {
            return Err(Refusal::Conflicts { conflicts, ways: Vec::new() }.into());
        }
        for (old, _) in placing {
            land::lift(self.tx, old.id)?;
        }
        // Before the new ones are written: two that move may be allowed to overlap where they meet.
        for (old, _) in placing {
            self.forget_exemptions(old.id, &old.slot())?;
        }
        for ((old, to), exemption) in placing.iter().zip(&exemptions) {
            self.tx
                .prepare_cached(
                    "UPDATE appointment SET staff_id = :staff, room_id = :room, starts = :starts, ends = :ends,
                            override_reason = :reason, overlap_ok = :overlaps, reasons_ok = :accepted WHERE id = :id",
                )?
                .execute(named_params! {
                    ":staff": to.staff, ":room": to.room, ":starts": Wall(to.span.from()), ":ends": Wall(to.span.to()),
                    ":reason": exemption.reason, ":overlaps": exemption.overlaps, ":accepted": exemption.accepted, ":id": old.id,
                })?;
            if old.status.waits() {
                self.book_again(old.id)?;
            }
        }
        for (old, _) in placing {
            land::land(self.tx, old.id)?;
        }
        Ok(!conflicts.is_empty())
    }
}

/// Each in the therapist's hands, the room and the start of the other; each keeps its own length.
fn exchanged(a: &Slot, b: &Slot) -> (Slot, Slot) {
    let put = |one: &Slot, other: &Slot| Slot {
        staff: other.staff,
        room: other.room,
        span: Span::lasting(other.span.from(), one.span.minutes()),
        ..*one
    };
    (put(a, b), put(b, a))
}

fn moved_meanwhile(old: &Appointment, seen: &Slot, wanted: &str) -> Stale {
    Stale {
        what: old.client_name.as_str().to_owned(),
        field: "time".into(),
        seen: say::full_span(&seen.span),
        now: format!("{} ({})", say::full_span(&old.span), old.status.word()),
        wanted: wanted.into(),
        by: None,
    }
}
