//! Every act that alters the practice. Screens, commands, importers, the demo and the tests all write through this one door.
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::book::appointment::{AppointmentField, Slot};
use super::book::conflict::Conflict;
use super::book::rule::Rule;
use super::book::series::act::SeriesAct;
use super::book::status::{CancelledBy, RealTimes, Status};
use super::care::change::CareChange;
use super::ids::{AbsenceId, AlertId, AppointmentId, ClientId, ListedAlertId, RoomId, ServiceId, ShiftId, StaffId};
use super::people::alert::{AlertField, NewAlert};
use super::people::alert_list::{ListedAlertField, NewListedAlert};
use super::people::client::{ClientField, NewClient};
use super::people::staff::{NewShift, NewStaff, StaffField};
use super::practice::hours::Absent;
use super::practice::room::{NewRoom, RoomField};
use super::practice::service::{NewService, ServiceField};
use super::practice::{Practice, PracticeField};
use super::span::Span;
use super::text::Clean;

/// When and by whom something is done. `by` is nobody while the practice has no staff yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub at: DateTime<Utc>,
    pub by: Option<StaffId>,
}

/// A field as the person saw it and as it shall be; refused when it is something else by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit<T> {
    pub seen: T,
    pub new: T,
}

impl<T: PartialEq> Edit<T> {
    /// `None` when nothing changes.
    pub fn of(seen: T, new: T) -> Option<Self> {
        (seen != new).then_some(Self { seen, new })
    }
}

/// Something in the file, or something that the same change adds (its place in the change's own list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ref<T> {
    Known(T),
    New(usize),
}

/// One act. What its undo does is the reverse of each row it wrote; only what a variant says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Practice(PracticeChange),
    People(PeopleChange),
    Book(BookChange),
    Care(CareChange),
    /// Clients and appointments from elsewhere, all at once; one undo takes all of it back.
    Import(Box<Import>),
}

impl Change {
    /// Whether it stands for ever once it is done.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Care(CareChange::Sign(_) | CareChange::Amend { .. } | CareChange::StrikeOut { .. }))
    }
}

/// Acts on the practice's own shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PracticeChange {
    /// A new practice in an empty file.
    Found(Box<Founding>),
    /// Changed settings.
    Edit(Vec<PracticeField>),
    AddStaff(NewStaff),
    /// Changed fields of somebody who works here; archiving is one of them.
    EditStaff {
        id: StaffId,
        fields: Vec<StaffField>,
    },
    AddService(NewService),
    EditService {
        id: ServiceId,
        fields: Vec<ServiceField>,
    },
    AddRoom(NewRoom),
    EditRoom {
        id: RoomId,
        fields: Vec<RoomField>,
    },
    /// Hours of a therapist: these stretches go and those come.
    SetHours {
        staff: StaffId,
        old: Vec<ShiftId>,
        new: Vec<NewShift>,
    },
    /// Time off, a closure, a room out of use, a client away, a block.
    AddAbsence(NewAbsence),
    EditAbsence {
        id: AbsenceId,
        seen: NewAbsence,
        new: NewAbsence,
    },
    /// It does not take place.
    RemoveAbsence {
        id: AbsenceId,
        seen: NewAbsence,
    },
    /// One more line in the list of alerts and red flags.
    ListAlert(NewListedAlert),
    EditListedAlert {
        id: ListedAlertId,
        fields: Vec<ListedAlertField>,
    },
}

/// Acts on clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleChange {
    AddClient(NewClient),
    /// Changed fields of a client; archiving is one of them.
    EditClient {
        id: ClientId,
        fields: Vec<ClientField>,
    },
    AddAlert(NewAlert),
    EditAlert {
        id: AlertId,
        fields: Vec<AlertField>,
    },
    /// The alert holds no longer.
    CloseAlert(AlertId),
    /// Two entries of one person become one: everything of `gone` goes to `keep`, and what `keep` does not say is taken over.
    Merge {
        keep: ClientId,
        gone: ClientId,
    },
}

/// Acts on the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookChange {
    /// A new appointment.
    Book(Booking),
    /// Changed fields of an appointment; moving is one such change.
    Alter { id: AppointmentId, fields: Vec<AppointmentField>, anyway: Option<Anyway> },
    /// A step from one status to another, forward or back.
    Step(Step),
    /// Two appointments, as they were seen, take each other's therapist, room and start.
    Swap { a: (AppointmentId, Slot), b: (AppointmentId, Slot), anyway: Option<Anyway> },
    /// Several appointments at once, all or none; they may take each other's places.
    MoveSeveral { moves: Vec<Move>, anyway: Option<Anyway> },
    /// Appointments that the practice has changed around stay as they are, in spite of what was seen against each.
    Keep { kept: Vec<(AppointmentId, Vec<Conflict>)>, reason: Clean },
    /// Acts on standing appointments: all dates of all of them, or none.
    Series(Vec<SeriesAct>),
}

/// One of several appointments that move together. Client, service and clean-up stay what they are; one that waits to be
/// rebooked is in the book again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub id: AppointmentId,
    pub seen: Slot,
    pub to: Slot,
}

/// Whom an appointment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Known(ClientId),
    /// Added together with the appointment.
    New(Box<NewClient>),
}

/// An appointment to be made. `slot.client` is taken from `who`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub who: Who,
    pub slot: Slot,
    pub note: Clean,
    /// A walk-in: the client is here; the moment they came, on the wall clock.
    pub arrived: Option<NaiveDateTime>,
    pub anyway: Option<Anyway>,
}

/// In spite of the conflicts that the person saw; one that is not among them still refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anyway {
    pub reason: Clean,
    pub seen: Vec<Conflict>,
}

/// From the status the person saw to another, at a moment of the wall clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: AppointmentId,
    pub seen: Status,
    pub to: Status,
    pub at: NaiveDateTime,
    /// By whom and why, when it is called off.
    pub cancel: Option<(CancelledBy, Clean)>,
    /// For a step back into a time that somebody else holds now.
    pub anyway: Option<Anyway>,
    /// Why a session begins in spite of a STOP alert.
    pub stop: Option<Clean>,
}

/// A practice from nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    pub practice: Practice,
    pub services: Vec<NewService>,
    pub rooms: Vec<NewRoom>,
    /// `offers` may name the founding's own services by place.
    pub staff: Vec<NewStaff>,
}

/// A stretch in which somebody or something is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAbsence {
    pub of: Absent,
    pub span: Span,
    pub reason: Clean,
}

/// What an import brings in, already judged line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// Where it came from, for the history ("clients.csv").
    pub source: Clean,
    pub services: Vec<NewService>,
    pub rooms: Vec<NewRoom>,
    pub staff: Vec<NewStaff>,
    pub clients: Vec<NewClient>,
    pub appointments: Vec<Imported>,
    pub series: Vec<ImportedSeries>,
    pub absences: Vec<NewAbsence>,
}

/// An appointment that was made elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub client: Ref<ClientId>,
    pub service: Ref<ServiceId>,
    pub staff: Ref<StaffId>,
    pub room: Option<Ref<RoomId>>,
    pub span: Span,
    pub buffer: u32,
    pub status: Status,
    /// When it really happened, as far as the source knows.
    pub real: RealTimes,
    pub cancelled_by: Option<CancelledBy>,
    pub cancel_reason: Clean,
    pub note: Clean,
    /// An overlap that happened elsewhere is kept, by name, "as imported".
    pub keep_overlap: bool,
    /// The name it has in the calendar it comes from, and its revision there (RFC 5545 UID, SEQUENCE).
    pub known_as: Option<(Clean, u32)>,
    /// The place of its standing appointment in the import's own list, and the moment its rule gave.
    pub date_of: Option<(usize, NaiveDateTime)>,
    /// Its line in the source, for a refusal.
    pub line: usize,
}

/// A standing appointment that was made elsewhere; its dates are among the appointments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSeries {
    /// Its name and revision in the calendar it comes from.
    pub known_as: (Clean, u32),
    pub client: Ref<ClientId>,
    pub service: Ref<ServiceId>,
    pub staff: Ref<StaffId>,
    pub room: Option<Ref<RoomId>>,
    /// Length and clean-up, minutes.
    pub minutes: u32,
    pub buffer: u32,
    pub rule: Rule,
    /// The moment its rule counts from.
    pub first: NaiveDateTime,
    /// Up to which date its dates are among the appointments.
    pub made_until: NaiveDate,
    /// How many dates came before its own, in the one it was split off.
    pub before: u32,
    /// The name of the one it was split off: in the book, or before it in the import's list.
    pub split_from: Clean,
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub change: super::ids::ChangeId,
    /// What was done, in words ("Booked Maria Smith, Tue 24 Nov 14:30").
    pub words: String,
    /// The client it was about, or that it added.
    pub client: Option<ClientId>,
    /// The appointment it was about, or that it made.
    pub appointment: Option<AppointmentId>,
    /// How many appointments it leaves to decide that were not before.
    pub hits: usize,
    /// How many are to decide in all; counted only where there are `hits`.
    pub to_decide: usize,
}
