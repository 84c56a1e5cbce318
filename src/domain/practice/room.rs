//! Rooms.
use crate::domain::change::Edit;
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

impl NewRoom {
    /// A short name to begin with: "R2" for Room 2, "Garden" for Garden room.
    pub fn short_of(name: &Clean) -> Clean {
        let words: Vec<&str> = name.as_str().split(' ').collect();
        match (words.first().and_then(|first| first.chars().next()), words.as_slice()) {
            (Some(initial), [_, .., last]) if last.chars().count() <= 2 => Clean::line(&format!("{}{last}", initial.to_uppercase())),
            (_, words) => Clean::line(words.first().copied().unwrap_or_default()),
        }
    }
}

/// A changed field of a room, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomField {
    Name(Edit<Clean>),
    Short(Edit<Clean>),
    Archived(Edit<bool>),
}

/// The fields in which a room differs from what the person saw.
pub fn differences(seen: &Room, new: Room) -> Vec<RoomField> {
    [
        Edit::of(seen.name.clone(), new.name).map(RoomField::Name),
        Edit::of(seen.short.clone(), new.short).map(RoomField::Short),
        Edit::of(seen.archived, new.archived).map(RoomField::Archived),
    ]
    .into_iter()
    .flatten()
    .collect()
}
