//! Rooms.
use crate::domain::ids::RoomId;
use crate::domain::text::Clean;

/// A treatment room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub id: RoomId,
    pub name: Clean,
    /// What stands in a narrow column, e.g. "R1".
    pub short: Clean,
    pub archived: bool,
}

/// A room to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRoom {
    pub name: Clean,
    pub short: Clean,
}
