//! What somebody may see: a desk screen faces the public, and health notes are not the desk's business.
use serde::{Deserialize, Serialize};

use crate::domain::change::{Change, PracticeChange};
use crate::domain::ids::StaffId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Runs the practice; sees care only when she also treats.
    Owner,
    /// Treats clients and sees what concerns their care.
    Therapist,
    /// Books, moves and cancels; sees of an alert only its mark and its handling.
    Desk,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Owner, Self::Therapist, Self::Desk];

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Therapist => "therapist",
            Self::Desk => "desk",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What an act needs an owner for; nothing for what everybody does: the book, hours, rooms, services, absences and blocks.
pub fn owner_only(change: &Change) -> Option<&'static str> {
    let Change::Practice(change) = change else { return None };
    match change {
        PracticeChange::Edit(_) => Some("change the practice's own settings"),
        PracticeChange::AddStaff(_) | PracticeChange::EditStaff { .. } => Some("change who works here"),
        PracticeChange::Found(_)
        | PracticeChange::AddService(_)
        | PracticeChange::EditService { .. }
        | PracticeChange::AddRoom(_)
        | PracticeChange::EditRoom { .. }
        | PracticeChange::SetHours { .. }
        | PracticeChange::AddAbsence(_)
        | PracticeChange::EditAbsence { .. }
        | PracticeChange::RemoveAbsence { .. }
        | PracticeChange::ListAlert(_)
        | PracticeChange::EditListedAlert { .. } => None,
    }
}

/// What only an owner brings back.
pub const RESTORES: &str = "bring a copy back";

/// Whose eyes a reading is for; the store shapes its answers by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// `None` while nobody of the practice is chosen (a file that has no staff yet).
    pub staff: Option<StaffId>,
    pub role: Role,
    pub treats: bool,
}

impl Viewer {
    /// Nobody in particular: sees what the desk sees.
    pub const NOBODY: Self = Self { staff: None, role: Role::Desk, treats: false };

    /// Whether the list of alerts and red flags may be read and changed: it names no client, and still is not the desk's business.
    pub fn keeps_alert_list(&self) -> bool {
        self.role != Role::Desk
    }

    /// Whether alerts' texts, pain and notes may be shown.
    pub fn sees_care(&self) -> bool {
        match self.role {
            Role::Therapist => true,
            Role::Owner => self.treats,
            Role::Desk => false,
        }
    }
}
