//! Who and what there is in the practice, for reading words and naming ids. It never holds clients.
use super::Practice;
use super::role::{self, Role, Viewer};
use super::room::Room;
use super::service::Service;
use crate::domain::change::Change;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::people::staff::Staff;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, fold};

/// Staff, services and rooms (archived ones too: old appointments name them), and the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    pub practice: Practice,
    pub staff: Vec<Staff>,
    pub services: Vec<Service>,
    pub rooms: Vec<Room>,
}

impl Directory {
    pub fn staff(&self, id: StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.id == id)
    }

    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// Those who can be booked now.
    pub fn therapists(&self) -> impl Iterator<Item = &Staff> {
        self.staff.iter().filter(|staff| staff.treats && !staff.archived)
    }

    /// Services that can be booked now.
    pub fn offered(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| !service.archived)
    }

    /// Rooms that can be booked now.
    pub fn usable_rooms(&self) -> impl Iterator<Item = &Room> {
        self.rooms.iter().filter(|room| !room.archived)
    }

    /// Why `viewer` may not do what only an owner does. Where nobody is an owner, nobody is locked out.
    pub fn not_owner(&self, viewer: Viewer, what: &'static str) -> Option<Refusal> {
        let owners: Vec<&str> =
            self.staff.iter().filter(|staff| staff.role == Role::Owner && !staff.archived).map(|staff| staff.short.as_str()).collect();
        (viewer.role != Role::Owner && !owners.is_empty()).then(|| Refusal::OwnerOnly { what, owners: owners.join(", ") })
    }

    /// Why `viewer` may not do this act.
    pub fn not_allowed(&self, viewer: Viewer, change: &Change) -> Option<Refusal> {
        role::owner_only(change).and_then(|what| self.not_owner(viewer, what))
    }

    /// Somebody who works here and is called just so.
    pub fn namesake(&self, name: &Clean) -> Option<&Staff> {
        self.staff.iter().find(|staff| !staff.archived && fold(staff.name.as_str()) == fold(name.as_str()))
    }

    /// "Dana"; an empty word for an id that is not there.
    pub fn staff_short(&self, id: StaffId) -> &str {
        self.staff(id).map_or("", |staff| staff.short.as_str())
    }

    pub fn service_short(&self, id: ServiceId) -> &str {
        self.service(id).map_or("", |service| service.short.as_str())
    }

    pub fn room_short(&self, id: Option<RoomId>) -> &str {
        id.and_then(|id| self.room(id)).map_or("", |room| room.short.as_str())
    }

    /// The shortest service that can be booked, minutes: a free stretch below it is no offer.
    pub fn shortest_service(&self) -> u32 {
        self.offered().map(|service| service.minutes).min().unwrap_or(self.practice.slot_minutes)
    }
}
