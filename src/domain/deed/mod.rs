//! What the history keeps of an act: ids and times, never a client's words. Names are resolved when it is shown, so that
//! erasing a client reaches the history too.
mod alert_list;
mod care;
mod saying;
mod standing;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::book::appointment::Slot;
use super::book::status::Status;
use super::ids::{AlertId, AppointmentId, ClientId, ListedAlertId, RoomId, ServiceId, StaffId};
use super::practice::hours::Absent;
use super::span::Span;
use super::wording::say;

pub use alert_list::{AlertListDeed, UNTOLD};
pub use care::CareDeed;
pub use standing::StandingDeed;

use saying::{absence, from_to, place_time, several, step, swapped};

/// One act as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    Founded,
    SetPractice {
        fields: Vec<String>,
    },
    AddedStaff(StaffId),
    AddedService(ServiceId),
    AddedRoom(RoomId),
    EditedStaff {
        id: StaffId,
        fields: Vec<String>,
    },
    ArchivedStaff(StaffId),
    RestoredStaff(StaffId),
    EditedService {
        id: ServiceId,
        fields: Vec<String>,
    },
    ArchivedService(ServiceId),
    RestoredService(ServiceId),
    EditedRoom {
        id: RoomId,
        fields: Vec<String>,
    },
    ArchivedRoom(RoomId),
    RestoredRoom(RoomId),
    AddedShift(StaffId),
    SetHours(StaffId),
    AddedAbsence {
        of: Absent,
        span: Span,
    },
    EditedAbsence {
        of: Absent,
        span: Span,
    },
    RemovedAbsence {
        of: Absent,
        span: Span,
    },
    AddedClient(ClientId),
    EditedClient {
        client: ClientId,
        fields: Vec<String>,
    },
    ArchivedClient(ClientId),
    RestoredClient(ClientId),
    AddedAlert {
        client: ClientId,
    },
    EditedAlert {
        client: ClientId,
        alert: AlertId,
    },
    ClosedAlert {
        client: ClientId,
        alert: AlertId,
    },
    Merged {
        keep: ClientId,
        gone: ClientId,
    },
    Booked {
        id: AppointmentId,
        client: ClientId,
        new_client: bool,
        at: Place,
        walk_in: bool,
        anyway: bool,
    },
    Moved {
        id: AppointmentId,
        client: ClientId,
        from: Place,
        to: Place,
        anyway: bool,
    },
    Altered {
        id: AppointmentId,
        client: ClientId,
        at: Place,
        fields: Vec<String>,
        anyway: bool,
    },
    Stepped {
        id: AppointmentId,
        client: ClientId,
        at: Place,
        from: Status,
        to: Status,
    },
    Swapped {
        a: (AppointmentId, ClientId),
        b: (AppointmentId, ClientId),
        /// Where the two were; not in files of older versions.
        #[serde(default)]
        from: Option<(Place, Place)>,
        #[serde(default)]
        anyway: bool,
    },
    MovedSeveral {
        moves: Vec<MovedOne>,
        anyway: bool,
    },
    /// Left as they are although the practice has changed around them.
    Kept {
        ids: Vec<AppointmentId>,
        client: ClientId,
        at: Place,
    },
    /// To a standing appointment.
    Standing(Box<StandingDeed>),
    /// To what concerns a client's care.
    Care(CareDeed),
    /// To the list of alerts and red flags.
    AlertList(AlertListDeed),
    Imported {
        source: String,
        clients: usize,
        appointments: usize,
        #[serde(default)]
        absences: usize,
    },
    /// The reverse of another act; in the file the act itself is named by `change.of`.
    Reverted,
    /// Something the program did by itself.
    Upkeep(String),
}

/// One of several that were moved together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedOne {
    pub id: AppointmentId,
    pub client: ClientId,
    pub from: Place,
    pub to: Place,
}

/// When, with whom and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub starts: NaiveDateTime,
    pub minutes: u32,
    pub staff: StaffId,
    pub room: Option<RoomId>,
}

impl From<&Slot> for Place {
    fn from(slot: &Slot) -> Self {
        Self { starts: slot.span.from(), minutes: slot.span.minutes(), staff: slot.staff, room: slot.room }
    }
}

/// Names for ids, as the reader may see them.
pub trait Names {
    fn client(&self, id: ClientId) -> String;
    fn staff(&self, id: StaffId) -> String;
    fn service(&self, id: ServiceId) -> String;
    fn room(&self, id: RoomId) -> String;
    fn listed_alert(&self, id: ListedAlertId) -> String;
}

impl Deed {
    /// The client it is about.
    pub fn client(&self) -> Option<ClientId> {
        match self {
            Self::AddedClient(client)
            | Self::ArchivedClient(client)
            | Self::RestoredClient(client)
            | Self::EditedClient { client, .. }
            | Self::AddedAlert { client }
            | Self::EditedAlert { client, .. }
            | Self::Merged { keep: client, .. }
            | Self::ClosedAlert { client, .. }
            | Self::Booked { client, .. }
            | Self::Moved { client, .. }
            | Self::Altered { client, .. }
            | Self::Stepped { client, .. } => Some(*client),
            Self::Swapped { a, .. } => Some(a.1),
            Self::Standing(deed) => Some(deed.client),
            Self::Care(deed) => deed.client(),
            Self::Kept { ids, client, .. } => (ids.len() == 1).then_some(*client),
            Self::MovedSeveral { moves, .. } => moves.first().map(|one| one.client),
            Self::Founded
            | Self::SetPractice { .. }
            | Self::AddedStaff(_)
            | Self::AddedService(_)
            | Self::AddedRoom(_)
            | Self::EditedStaff { .. }
            | Self::ArchivedStaff(_)
            | Self::RestoredStaff(_)
            | Self::EditedService { .. }
            | Self::ArchivedService(_)
            | Self::RestoredService(_)
            | Self::EditedRoom { .. }
            | Self::ArchivedRoom(_)
            | Self::RestoredRoom(_)
            | Self::AddedShift(_)
            | Self::SetHours(_)
            | Self::AddedAbsence { .. }
            | Self::EditedAbsence { .. }
            | Self::RemovedAbsence { .. }
            | Self::AlertList(_)
            | Self::Imported { .. }
            | Self::Reverted
            | Self::Upkeep(_) => None,
        }
    }

    /// Whether it concerns a client's health: then only those who see care may reverse it.
    pub fn is_care(&self) -> bool {
        matches!(self, Self::AddedAlert { .. } | Self::EditedAlert { .. } | Self::ClosedAlert { .. } | Self::Care(_))
    }

    /// Whether it is about a signed note, which stays.
    pub fn is_signed(&self) -> bool {
        matches!(self, Self::Care(deed) if deed.is_signed())
    }

    /// The appointment it is about.
    pub fn appointment(&self) -> Option<AppointmentId> {
        match self {
            Self::Booked { id, .. } | Self::Moved { id, .. } | Self::Altered { id, .. } | Self::Stepped { id, .. } => Some(*id),
            Self::Swapped { a, .. } => Some(a.0),
            Self::Standing(deed) => deed.first,
            Self::Care(deed) => deed.appointment(),
            Self::Kept { ids, .. } => ids.first().copied(),
            Self::MovedSeveral { moves, .. } => moves.first().map(|one| one.id),
            _ => None,
        }
    }
}

/// The act in words: the notice after it, the label of its undo and its line in the history. `year` is left out of dates.
pub fn describe(deed: &Deed, names: &dyn Names, year: i32) -> String {
    let anyway_words = |anyway: bool| if anyway { ", anyway" } else { "" };
    match deed {
        Deed::Founded => "Set up the practice".into(),
        Deed::SetPractice { fields } => format!("Changed the practice's {}", fields.join(", ")),
        Deed::AddedStaff(id) => format!("Added {} to the staff", names.staff(*id)),
        Deed::AddedService(id) => format!("Added the service {}", names.service(*id)),
        Deed::AddedRoom(id) => format!("Added the room {}", names.room(*id)),
        Deed::EditedStaff { id, fields } => format!("Changed {} of {}", fields.join(", "), names.staff(*id)),
        Deed::EditedService { id, fields } => format!("Changed {} of {}", fields.join(", "), names.service(*id)),
        Deed::EditedRoom { id, fields } => format!("Changed {} of {}", fields.join(", "), names.room(*id)),
        Deed::ArchivedStaff(id) => format!("Archived {}", names.staff(*id)),
        Deed::ArchivedService(id) => format!("Archived the service {}", names.service(*id)),
        Deed::ArchivedRoom(id) => format!("Archived the room {}", names.room(*id)),
        Deed::RestoredStaff(id) => format!("Took {} out of the archive", names.staff(*id)),
        Deed::RestoredService(id) => format!("Took the service {} out of the archive", names.service(*id)),
        Deed::RestoredRoom(id) => format!("Took the room {} out of the archive", names.room(*id)),
        Deed::AddedShift(id) => format!("Added hours of {}", names.staff(*id)),
        Deed::SetHours(id) => format!("Changed the hours of {}", names.staff(*id)),
        Deed::AddedAbsence { of, span } => absence(*of, span, names, year),
        Deed::EditedAbsence { of, span } => format!("Changed: {}", absence(*of, span, names, year)),
        Deed::RemovedAbsence { of, span } => format!("Removed: {}", absence(*of, span, names, year)),
        Deed::AddedClient(id) => format!("Added {}", names.client(*id)),
        Deed::EditedClient { client, fields } => format!("Changed {} of {}", fields.join(", "), names.client(*client)),
        Deed::ArchivedClient(id) => format!("Archived {}", names.client(*id)),
        Deed::RestoredClient(id) => format!("Took {} out of the archive", names.client(*id)),
        Deed::AddedAlert { client } => format!("Added an alert for {}", names.client(*client)),
        Deed::EditedAlert { client, .. } => format!("Changed an alert of {}", names.client(*client)),
        Deed::Merged { keep, gone } => format!("Merged {} into {}", names.client(*gone), names.client(*keep)),
        Deed::ClosedAlert { client, .. } => format!("Closed an alert of {}", names.client(*client)),
        Deed::Booked { client, new_client, at, walk_in, anyway, .. } => {
            let new = if *new_client { " (new client)" } else { "" };
            let what = if *walk_in { "Walk-in" } else { "Booked" };
            format!(
                "{what} {}{new}, {} with {}{}",
                names.client(*client),
                place_time(at, year),
                names.staff(at.staff),
                anyway_words(*anyway)
            )
        }
        Deed::Moved { client, from, to, anyway, .. } => {
            format!("Moved {}, {}{}", names.client(*client), from_to(from, to, names, year), anyway_words(*anyway))
        }
        Deed::Altered { client, at, fields, anyway, .. } => {
            format!("Changed {} of {}, {}{}", fields.join(", "), names.client(*client), place_time(at, year), anyway_words(*anyway))
        }
        Deed::Stepped { client, at, from, to, .. } => step(&names.client(*client), at, *from, *to, year),
        Deed::Swapped { a, b, from, anyway } => swapped(&names.client(a.1), &names.client(b.1), *from, *anyway, year),
        Deed::MovedSeveral { moves, anyway } => format!("{}{}", several(moves, names, year), anyway_words(*anyway)),
        Deed::Kept { ids, client, at } if ids.len() == 1 => format!("Kept {}, {} as it is", names.client(*client), place_time(at, year)),
        Deed::Kept { ids, .. } => format!("Kept {} as they are", say::count(ids.len(), "appointment", "appointments")),
        Deed::Standing(deed) => standing::words(deed, names, year),
        Deed::Care(deed) => care::words(deed, names, year),
        Deed::AlertList(deed) => alert_list::words(deed, names),
        Deed::Imported { source, clients, appointments, absences } => format!(
            "Imported {} and {}{} from {source}",
            say::count(*clients, "client", "clients"),
            say::count(*appointments, "appointment", "appointments"),
            if *absences > 0 { format!(", with {}", say::count(*absences, "absence", "absences")) } else { String::new() }
        ),
        Deed::Reverted => "Took back an act".into(),
        Deed::Upkeep(words) => words.clone(),
    }
}
