//! Several appointments placed at once: they do not stand in the way of each other's old places, only of the new ones.
use super::appointment::Slot;
use super::conflict::{self, Busy, Conflict, Surroundings};
use crate::domain::ids::AppointmentId;
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::Way;
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// An appointment that is to be placed, with the name its conflicts are said with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placing {
    pub id: AppointmentId,
    pub client_name: Clean,
    pub to: Slot,
}

/// Where appointments would land: each slot with its room, all that speaks against them, and the ways out for a lone one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    pub slots: Vec<Slot>,
    pub conflicts: Vec<Conflict>,
    pub ways: Vec<Way>,
}

/// Where all of `carried` go when the first of them goes to `lead`: each keeps its distance to it, and its therapist, unless
/// all had the same one.
pub fn follow(carried: &[Slot], lead: &Slot) -> Vec<Slot> {
    let Some(first) = carried.first() else { return Vec::new() };
    let distance = lead.span.from() - first.span.from();
    let same_therapist = carried.iter().all(|slot| slot.staff == first.staff);
    let others = carried.iter().skip(1).map(|slot| Slot {
        staff: if same_therapist { lead.staff } else { slot.staff },
        span: Span::lasting(slot.span.from() + distance, slot.span.minutes()),
        ..*slot
    });
    std::iter::once(*lead).chain(others).collect()
}

/// Each slot as it would be taken, in the order given, and everything that speaks against it. `around` holds the dates of all
/// of them; what is being placed does not stand in its own way there. With `any_room` another room is taken where the own one
/// has more against it. A lone one's conflicts are said as they are, those of several with whose they are.
pub fn place(placing: &[Placing], any_room: bool, around: &mut Surroundings, directory: &Directory) -> Vec<(Slot, Vec<Conflict>)> {
    around.busy.retain(|busy| placing.iter().all(|one| one.id != busy.id));
    let mut placed = Vec::with_capacity(placing.len());
    for one in placing {
        let (slot, conflicts) = best_room(one, any_room, around, directory);
        around.busy.extend(slot.client.map(|client| Busy {
            id: one.id,
            client,
            client_name: one.client_name.clone(),
            staff: slot.staff,
            room: slot.room,
            span: slot.span,
            buffer: slot.buffer,
        }));
        let of = |conflict: Conflict| match placing.len() {
            1 => conflict,
            _ => Conflict::Of { whose: one.client_name.clone(), at: slot.span.from(), conflict: Box::new(conflict) },
        };
        placed.push((slot, conflicts.into_iter().map(of).collect()));
    }
    placed
}

fn best_room(one: &Placing, any_room: bool, around: &Surroundings, directory: &Directory) -> (Slot, Vec<Conflict>) {
    let judge = |slot: Slot| (slot, conflict::judge(&slot, Some(one.id), around, directory));
    let mut best = judge(one.to);
    if any_room && !best.1.is_empty() {
        for room in directory.usable_rooms() {
            let other = judge(Slot { room: Some(room.id), ..one.to });
            if other.1.len() < best.1.len() {
                best = other;
            }
        }
    }
    best
}
