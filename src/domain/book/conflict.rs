//! Everything that speaks against a time, named all together.
use std::fmt;

use chrono::{Datelike, NaiveDateTime};

use super::appointment::Slot;
use crate::domain::ids::{AbsenceId, AppointmentId, ClientId, RoomId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{self, Absence, Absent, Shift};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// An appointment that holds its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    pub id: AppointmentId,
    pub client: ClientId,
    pub client_name: Clean,
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    pub buffer: u32,
}

impl Busy {
    /// How long therapist and room are held.
    pub fn held(&self) -> Span {
        self.span.with_buffer(self.buffer)
    }

    /// Whether therapist or room are held during any of `held`. Most rows of a day are not near: the cheaper half is asked first.
    fn meets(&self, held: &Span) -> bool {
        self.span.from() < held.to() && held.from() < self.held().to()
    }
}

/// All that can speak against times in a stretch of days, as read from the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    pub busy: Vec<Busy>,
    pub shifts: Vec<Shift>,
    pub absences: Vec<Absence>,
}

impl Surroundings {
    /// Only what can speak against `slot`, in whatever room.
    #[must_use]
    pub fn near(&self, slot: &Slot) -> Self {
        let held = slot.held();
        let meets = |busy: &&Busy| Some(busy.client) == slot.client || busy.meets(&held);
        let date = slot.span.date();
        Self {
            busy: self.busy.iter().filter(meets).cloned().collect(),
            shifts: self.shifts.iter().filter(|shift| shift.staff == slot.staff && shift.days.falls_on(date)).copied().collect(),
            absences: self.absences.iter().filter(|absence| absence.span.overlaps(&slot.span)).cloned().collect(),
        }
    }
}

/// One reason against a time. Names are words here: a conflict is shown and compared, never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// The therapist treats somebody else.
    TherapistBusy { with: AppointmentId, therapist: Clean, client: Clean, span: Span },
    /// The sessions would not overlap, but the clean-up time after one of them would. `runs_into`: it is the one after this
    /// slot, and the other session begins then.
    CleanUp { with: AppointmentId, whose: Clean, client: Clean, held: Span, runs_into: Option<NaiveDateTime> },
    /// Somebody else is in the room.
    RoomTaken { with: AppointmentId, room: Clean, client: Clean, span: Span },
    /// The client has another appointment at that time.
    ClientElsewhere { with: AppointmentId, client: Clean, therapist: Clean, span: Span },
    /// Outside the therapist's hours of that day.
    OutsideHours { therapist: Clean, day: Span, hours: Vec<Span> },
    /// The therapist is off, or has blocked the time.
    TimeOff { therapist: Clean, reason: Clean, span: Span, absence: AbsenceId },
    /// The practice is closed.
    Closure { reason: Clean, span: Span, absence: AbsenceId },
    /// The room is out of use.
    RoomOut { room: Clean, reason: Clean, span: Span, absence: AbsenceId },
    /// The client is away.
    ClientAway { client: Clean, reason: Clean, span: Span, absence: AbsenceId },
    /// The therapist does not offer the service.
    NotOffered { therapist: Clean, service: Clean },
    /// The service needs a room and none is given.
    NoRoom { service: Clean },
    /// Therapist, service or room is archived.
    Archived { what: Clean, of: House },
    /// The clocks go forward and skip the time.
    NoSuchTime { at: NaiveDateTime },
    /// One of the above, where several appointments are placed at once: whose it is, and when they would come.
    Of { whose: Clean, at: NaiveDateTime, conflict: Box<Conflict> },
}

/// What of the practice can be archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum House {
    Therapist,
    Service,
    Room,
}

/// What can be accepted of the practice's own reasons, once and for one appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Outside the hours, whatever they are.
    Hours,
    /// This absence.
    Away(AbsenceId),
    NotOffered,
    NoRoom,
    Archived(House),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hours => "hours",
            Self::Away(AbsenceId(id)) => return write!(f, "away {id}"),
            Self::NotOffered => "not offered",
            Self::NoRoom => "no room",
            Self::Archived(House::Therapist) => "therapist archived",
            Self::Archived(House::Service) => "service archived",
            Self::Archived(House::Room) => "room archived",
        })
    }
}

/// Reasons as the file keeps them: `|hours|away 12|`, empty for none.
pub fn accepted(reasons: &[Reason]) -> String {
    if reasons.is_empty() { String::new() } else { format!("|{}|", reasons.iter().map(Reason::to_string).collect::<Vec<_>>().join("|")) }
}

/// The practice's own reasons among conflicts, each once, in their order.
pub fn reasons_of(conflicts: &[Conflict]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = conflicts.iter().filter_map(Conflict::reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

impl Conflict {
    /// The practice's own reason behind it, for one that is no overlap.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::TherapistBusy { .. }
            | Self::CleanUp { .. }
            | Self::RoomTaken { .. }
            | Self::ClientElsewhere { .. }
            | Self::NoSuchTime { .. } => None,
            Self::OutsideHours { .. } => Some(Reason::Hours),
            Self::TimeOff { absence, .. }
            | Self::Closure { absence, .. }
            | Self::RoomOut { absence, .. }
            | Self::ClientAway { absence, .. } => Some(Reason::Away(*absence)),
            Self::NotOffered { .. } => Some(Reason::NotOffered),
            Self::NoRoom { .. } => Some(Reason::NoRoom),
            Self::Archived { of, .. } => Some(Reason::Archived(*of)),
            Self::Of { conflict, .. } => conflict.reason(),
        }
    }

    /// Whether the reasons that the file keeps as accepted (see [`accepted`]) cover it.
    pub fn is_accepted(&self, reasons: &str) -> bool {
        self.reason().is_some_and(|reason| reasons.split('|').any(|one| one == reason.to_string()))
    }

    /// The appointment it overlaps, for the ones the database itself refuses.
    pub fn overlaps(&self) -> Option<AppointmentId> {
        match self {
            Self::TherapistBusy { with, .. }
            | Self::CleanUp { with, .. }
            | Self::RoomTaken { with, .. }
            | Self::ClientElsewhere { with, .. } => Some(*with),
            Self::Of { conflict, .. } => conflict.overlaps(),
            Self::OutsideHours { .. }
            | Self::TimeOff { .. }
            | Self::Closure { .. }
            | Self::RoomOut { .. }
            | Self::ClientAway { .. }
            | Self::NotOffered { .. }
            | Self::NoRoom { .. }
            | Self::Archived { .. }
            | Self::NoSuchTime { .. } => None,
        }
    }
}

/// "Tue 24 Nov" for a stretch within one day, "Tue 24 Nov to Fri 27 Nov" for a longer one.
fn days(span: &Span) -> String {
    let year = span.date().year();
    let last = (span.to() - chrono::TimeDelta::minutes(1)).date();
    if last == span.date() { say::day(span.date(), year) } else { format!("{} to {}", say::day(span.date(), year), say::day(last, year)) }
}

fn because(reason: &Clean) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// A whole day off is said by its dates, a part of a day by its hours.
fn stretch(span: &Span) -> String {
    let whole = Span::whole_day(span.date());
    if span.encloses(&whole) { format!("on {}", days(span)) } else { say::hours(span) }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TherapistBusy { therapist, client, span, .. } => write!(f, "{therapist} has {client} {}", say::hours(span)),
            Self::CleanUp { client, runs_into: Some(at), .. } => {
                write!(f, "the clean-up after this one runs into {client}, {}", say::time(at.time()))
            }
            Self::CleanUp { whose, client, held, runs_into: None, .. } => {
                write!(f, "{whose} is held for clean-up with {client} until {}", say::time(held.to().time()))
            }
            Self::RoomTaken { room, client, span, .. } => write!(f, "{room} is taken by {client} {}", say::hours(span)),
            Self::ClientElsewhere { client, therapist, span, .. } => write!(f, "{client} is already with {therapist} {}", say::hours(span)),
            Self::OutsideHours { therapist, day, hours } if hours.is_empty() => {
                write!(f, "{therapist} does not work on {}", days(day))
            }
            Self::OutsideHours { therapist, hours, .. } => {
                let hours: Vec<String> = hours.iter().map(say::hours).collect();
                write!(f, "outside {therapist}'s hours ({})", hours.join(", "))
            }
            Self::TimeOff { therapist, reason, span, .. } => write!(f, "{therapist} is off {}{}", stretch(span), because(reason)),
            Self::Closure { reason, span, .. } => write!(f, "the practice is closed {}{}", stretch(span), because(reason)),
            Self::RoomOut { room, reason, span, .. } => write!(f, "{room} is out of use {}{}", stretch(span), because(reason)),
            Self::ClientAway { client, reason, span, .. } => write!(f, "{client} is away {}{}", stretch(span), because(reason)),
            Self::NotOffered { therapist, service } => write!(f, "{therapist} does not offer {service}"),
            Self::NoRoom { service } => write!(f, "{service} needs a room, and none is free or chosen"),
            Self::Archived { what, .. } => write!(f, "{what} is archived"),
            Self::NoSuchTime { at } => write!(f, "the clocks go forward and skip {}", say::moment(*at, at.year())),
            Self::Of { whose, at, conflict } => write!(f, "{whose} {}: {conflict}", say::moment(*at, at.year())),
        }
    }
}

/// Every reason against `slot`, all together; `except` is the appointment that is being moved.
pub fn judge(slot: &Slot, except: Option<AppointmentId>, around: &Surroundings, directory: &Directory) -> Vec<Conflict> {
    let mut found = Vec::new();
    for busy in around.busy.iter().filter(|busy| Some(busy.id) != except) {
        against(busy, slot, directory, &mut found);
    }
    let hours = hours::worked(&around.shifts, slot.staff, slot.span.date());
    let name = around.busy.iter().find(|busy| Some(busy.client) == slot.client).map(|busy| busy.client_name.clone());
    let name = name.unwrap_or_else(|| "the client".into());
    found.extend(of_the_house(slot, &name, &hours, &around.absences, directory));
    found
}

/// What the practice itself says against `slot`: `hours` (of its therapist on its date), absences, and who and what there is.
pub fn of_the_house(slot: &Slot, client: &Clean, hours: &[Span], absences: &[Absence], directory: &Directory) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = outside_hours(slot, hours, directory).into_iter().collect();
    found.extend(absences.iter().filter_map(|absence| away(absence, slot, client, directory)));
    found.extend(not_fitting(slot, directory));
    found
}

fn against(busy: &Busy, slot: &Slot, directory: &Directory, found: &mut Vec<Conflict>) {
    if !busy.meets(&slot.held()) {
        return;
    }
    let (held, client, span) = (busy.held(), busy.client_name.clone(), busy.span);
    let cut_by_clean_up = |whose: &str| {
        let is_own = busy.span.from() > slot.span.from();
        let (held, runs_into) = if is_own { (slot.held(), Some(busy.span.from())) } else { (held, None) };
        Conflict::CleanUp { with: busy.id, whose: whose.into(), client: busy.client_name.clone(), held, runs_into }
    };
    let sessions_overlap = busy.span.overlaps(&slot.span);
    if busy.staff == slot.staff && held.overlaps(&slot.held()) {
        let therapist = directory.staff_short(slot.staff);
        found.push(if sessions_overlap {
            Conflict::TherapistBusy { with: busy.id, therapist: therapist.into(), client: client.clone(), span }
        } else {
            cut_by_clean_up(therapist)
        });
    }
    if busy.room.is_some() && busy.room == slot.room && held.overlaps(&slot.held()) {
        let room = directory.room_short(slot.room);
        if sessions_overlap {
            found.push(Conflict::RoomTaken { with: busy.id, room: room.into(), client: client.clone(), span });
        } else if busy.staff != slot.staff {
            found.push(cut_by_clean_up(room));
        }
    }
    if Some(busy.client) == slot.client && sessions_overlap {
        found.push(Conflict::ClientElsewhere { with: busy.id, client, therapist: directory.staff_short(busy.staff).into(), span });
    }
}

fn outside_hours(slot: &Slot, hours: &[Span], directory: &Directory) -> Option<Conflict> {
    let inside = hours.iter().any(|stretch| stretch.encloses(&slot.span));
    (!inside).then(|| Conflict::OutsideHours {
        therapist: directory.staff_short(slot.staff).into(),
        day: Span::whole_day(slot.span.date()),
        hours: hours.to_vec(),
    })
}

fn away(absence: &Absence, slot: &Slot, client: &Clean, directory: &Directory) -> Option<Conflict> {
    if !absence.span.overlaps(&slot.span) {
        return None;
    }
    let (reason, span, id) = (absence.reason.clone(), absence.span, absence.id);
    match absence.of {
        Absent::Staff(staff) | Absent::Block(staff) if staff == slot.staff => {
            Some(Conflict::TimeOff { therapist: directory.staff_short(staff).into(), reason, span, absence: id })
        }
        Absent::Practice => Some(Conflict::Closure { reason, span, absence: id }),
        Absent::Room(room) if Some(room) == slot.room => {
            Some(Conflict::RoomOut { room: directory.room_short(Some(room)).into(), reason, span, absence: id })
        }
        Absent::Client(away) if Some(away) == slot.client => {
            Some(Conflict::ClientAway { client: client.clone(), reason, span, absence: id })
        }
        Absent::Staff(_) | Absent::Block(_) | Absent::Room(_) | Absent::Client(_) => None,
    }
}

fn not_fitting(slot: &Slot, directory: &Directory) -> Vec<Conflict> {
    let mut found = Vec::new();
    let staff = directory.staff(slot.staff);
    let service = directory.service(slot.service);
    if let (Some(staff), Some(service)) = (staff, service) {
        if !staff.treats || !staff.offers.contains(&slot.service) {
            found.push(Conflict::NotOffered { therapist: staff.short.clone(), service: service.short.clone() });
        }
        if service.needs_room && slot.room.is_none() {
            found.push(Conflict::NoRoom { service: service.short.clone() });
        }
    }
    let room = slot.room.and_then(|room| directory.room(room));
    let archived = [
        staff.filter(|staff| staff.archived).map(|staff| (&staff.short, House::Therapist)),
        service.filter(|service| service.archived).map(|service| (&service.short, House::Service)),
        room.filter(|room| room.archived).map(|room| (&room.short, House::Room)),
    ];
    found.extend(archived.into_iter().flatten().map(|(what, of)| Conflict::Archived { what: what.clone(), of }));
    found
}
