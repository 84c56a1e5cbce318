//! Appointments: where they stand, what they overlap, and what is here already.
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDateTime, TimeDelta};

use super::names::Resolver;
use super::people::{Found, People, ambiguous};
use super::{Bad, Known, Plan};
use crate::domain::book::status::{CancelledBy, RealTimes, Status};
use crate::domain::change::{Imported, Ref};
use crate::domain::ids::{ClientId, RoomId, StaffId};
use crate::domain::practice::service::LONGEST_MINUTES;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::exchange::csv::{AppointmentLine, ForeignStatus};

/// What an appointment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Therapist(Ref<StaffId>),
    Room(Ref<RoomId>),
    Client(Ref<ClientId>),
}

/// The time that is taken, by holder and start; and what is here already.
#[derive(Default)]
pub(super) struct Taken {
    held: HashMap<Holder, BTreeMap<NaiveDateTime, NaiveDateTime>>,
    here: HashSet<(ClientId, NaiveDateTime)>,
    uids: HashSet<String>,
    /// Lines of this run.
    seen: HashSet<(Ref<ClientId>, NaiveDateTime, Status, Ref<StaffId>)>,
}

impl Taken {
    pub(super) fn new(known: &Known<'_>) -> Self {
        let mut taken = Self { held: HashMap::new(), here: HashSet::new(), uids: HashSet::new(), seen: HashSet::new() };
        for placed in known.appointments {
            taken.here.insert((placed.client, placed.span.from()));
            taken.uids.insert(placed.uid.clone());
            if placed.holds {
                let place = Place {
                    client: Ref::Known(placed.client),
                    staff: Ref::Known(placed.staff),
                    room: placed.room.map(Ref::Known),
                    span: placed.span,
                    buffer: placed.buffer,
                };
                taken.hold(&place);
            }
        }
        taken
    }

    pub(super) fn hold(&mut self, place: &Place) {
        for (holder, span) in place.holders() {
            let ends = self.held.entry(holder).or_default().entry(span.from()).or_insert(span.to());
            *ends = span.to().max(*ends);
        }
    }

    /// Whether the client has an appointment that begins just then.
    pub(super) fn is_here(&self, client: Ref<ClientId>, starts: NaiveDateTime) -> bool {
        matches!(client, Ref::Known(id) if self.here.contains(&(id, starts)))
    }

    /// Whose time it overlaps.
    pub(super) fn against(&self, place: &Place) -> Vec<&'static str> {
        let mut found = Vec::new();
        for (holder, span) in place.holders() {
            let Some(held) = self.held.get(&holder) else { continue };
            // Busy time lasts ten hours at most: what began before that is over.
            let near = held.range(span.from() - TimeDelta::hours(10)..span.to());
            if near.rev().any(|(_, to)| *to > span.from()) {
                found.push(match holder {
                    Holder::Therapist(_) => "the therapist is busy",
                    Holder::Room(_) => "the room is taken",
                    Holder::Client(_) => "the client is elsewhere",
                });
            }
        }
        found
    }
}

/// Where an appointment would be, and what it would hold.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) client: Ref<ClientId>,
    pub(super) staff: Ref<StaffId>,
    pub(super) room: Option<Ref<RoomId>>,
    pub(super) span: Span,
    pub(super) buffer: u32,
}

impl Place {
    fn holders(&self) -> impl Iterator<Item = (Holder, Span)> {
        let held = self.span.with_buffer(self.buffer);
        let room = self.room.map(|room| (Holder::Room(room), held));
        [(Holder::Therapist(self.staff), held), (Holder::Client(self.client), self.span)].into_iter().chain(room)
    }
}

/// Judges one line of a list of appointments.
pub(super) fn take_line(
    line: &AppointmentLine,
    known: &Known<'_>,
    people: &mut People,
    resolver: &mut Resolver<'_>,
    taken: &mut Taken,
    plan: &mut Plan,
) {
    match judge(line, known, people, resolver, taken, plan) {
        Ok(Some(imported)) => {
            plan.import.appointments.push(imported);
            plan.appointments.new += 1;
        }
        Ok(None) => plan.appointments.duplicates += 1,
        Err(reason) => plan.appointments.bad.push(Bad { line: line.line, reason }),
    }
}

/// `None`: it is here already.
fn judge(
    line: &AppointmentLine,
    known: &Known<'_>,
    people: &mut People,
    resolver: &mut Resolver<'_>,
    taken: &mut Taken,
    plan: &mut Plan,
) -> Result<Option<Imported>, String> {
    let starts = line.span.from();
    if line.uid.as_ref().is_some_and(|uid| taken.uids.contains(uid.as_str())) {
        return Ok(None);
    }
    let is_here = |id: &Ref<ClientId>| matches!(id, Ref::Known(id) if taken.here.contains(&(*id, starts)));
    let found = people.whose(&line.client)?;
    let client = match &found {
        Found::One(id) if is_here(id) => return Ok(None),
        Found::One(id) => Some(*id),
        // Two of one name, and one of them has just this appointment: that is the one.
        Found::Several(several) if several.iter().any(is_here) => return Ok(None),
        Found::Several(several) => return Err(ambiguous(several.len(), &line.client.name)),
        Found::Nobody => None,
    };
    // Everything that can refuse the line comes before the client whom only this line names is added.
    let staff = resolver.therapist(&line.therapist);
    let service = resolver.service(&line.service, line.span.minutes());
    let room = resolver.room(&line.room);
    let (staff, service, room) = (staff?, service?, room?);
    let (status, cancelled_by, as_done) = settle(line, known.now)?;
    let buffer = line.buffer.unwrap_or(0);
    if buffer > 120 || line.span.minutes() + buffer > LONGEST_MINUTES {
        return Err("With its clean-up it lasts more than ten hours: correct the end or the clean-up.".to_owned());
    }
    // Somebody new can be in nobody's way as a client; the place in the list only has to be one that nobody has.
    let place = Place { client: client.unwrap_or(Ref::New(usize::MAX)), staff, room, span: line.span, buffer };
    let overlaps = if status.holds() { taken.against(&place) } else { Vec::new() };
    if !overlaps.is_empty() && starts >= known.now {
        let when = say::full_span(&line.span);
        return Err(format!("{when}: {} at that time. Change the time, or cancel one of the two.", overlaps.join(", ")));
    }
    let client = match client {
        Some(client) => client,
        None => people.add_from(&line.client, plan)?,
    };
    if !taken.seen.insert((client, starts, status, staff)) {
        return Ok(None);
    }
    if status.holds() {
        taken.hold(&Place { client, ..place });
    }
    plan.overlaps_kept += usize::from(!overlaps.is_empty());
    plan.taken_as_done += usize::from(as_done);
    Ok(Some(Imported {
        client,
        service,
        staff,
        room,
        span: line.span,
        buffer,
        status,
        real: RealTimes::default(),
        cancelled_by,
        cancel_reason: line.cancel_reason.clone(),
        note: line.note.clone(),
        keep_overlap: !overlaps.is_empty(),
        known_as: None,
        date_of: None,
        line: line.line,
    }))
}

/// The state in our words, by whom it was called off, and whether a past day was taken as done.
fn settle(line: &AppointmentLine, now: NaiveDateTime) -> Result<(Status, Option<CancelledBy>, bool), String> {
    use ForeignStatus as F;
    let (ours, over, ahead) = (line.uid.is_some(), line.span.to().date() < now.date(), line.span.from() > now);
    let said = |status: Status| {
        if ahead && !ours {
            return Err(format!(
                "It is marked “{}”, but {} is still to come: correct the state or the date.",
                status.word(),
                say::full_span(&line.span)
            ));
        }
        Ok((status, None, false))
    };
    let expected = |status: Status| if over && !ours { (Status::Done, None, true) } else { (status, None, false) };
    match line.status {
        F::Unsaid if over => Ok((Status::Done, None, false)),
        F::Unsaid | F::Booked | F::Held => Ok(expected(Status::Booked)),
        F::Confirmed => Ok(expected(Status::Confirmed)),
        F::Arrived => said(Status::Arrived),
        F::InSession => said(Status::InSession),
        F::Done => said(Status::Done),
        F::NoShow => said(Status::NoShow),
        F::CancelledByClient => Ok((Status::Cancelled, Some(CancelledBy::Client), false)),
        F::CancelledByPractice => Ok((Status::Cancelled, Some(CancelledBy::Practice), false)),
        F::Cancelled => Ok((Status::Cancelled, None, false)),
        F::LateCancelled => Ok((Status::LateCancelled, Some(CancelledBy::Client), false)),
        F::ToRebook => Ok((Status::ToRebook, None, false)),
        F::Skipped => Ok((Status::Skipped, None, false)),
        F::ToDecide => Ok((Status::ToDecide, None, false)),
    }
}
