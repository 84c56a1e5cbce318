//! What can be booked.
use serde::{Deserialize, Serialize};

use crate::domain::ids::ServiceId;
use crate::domain::text::Clean;

/// Length and clean-up of one appointment together, at most, in minutes: the database looks back just so far for overlaps.
pub const LONGEST_MINUTES: u32 = 600;

/// Clean-up after one appointment, at most, in minutes.
pub const LONGEST_BUFFER: u32 = 120;

/// Why a clean-up time is refused.
pub fn too_much_clean_up(minutes: u32) -> String {
    format!("Clean-up takes at most {LONGEST_BUFFER} minutes; {minutes} is more.")
}

/// A service, e.g. "Trigger point 60".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub id: ServiceId,
    pub name: Clean,
    /// What stands in a narrow column, e.g. "TrP 60".
    pub short: Clean,
    /// e.g. "trigger point", "deep tissue".
    pub modality: Clean,
    /// Usual length, minutes.
    pub minutes: u32,
    /// Clean-up time after it, minutes; holds therapist and room.
    pub buffer: u32,
    pub needs_room: bool,
    /// Price in hundredths of the practice's currency.
    pub price: Option<i64>,
    pub archived: bool,
}

/// A service to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewService {
    pub name: Clean,
    pub short: Clean,
    pub modality: Clean,
    pub minutes: u32,
    pub buffer: u32,
    pub needs_room: bool,
    pub price: Option<i64>,
}
