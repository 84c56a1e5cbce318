//! A time in the book.
use chrono::{NaiveDateTime, TimeDelta};

use super::series::Dated;
use super::status::{CancelledBy, RealTimes, Status};
use crate::domain::change::Edit;
use crate::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use crate::domain::practice::service::{LONGEST_BUFFER, LONGEST_MINUTES, too_much_clean_up};
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// What double booking and hours are judged on: whom, what, where and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// `None` while the client is not in the file yet.
    pub client: Option<ClientId>,
    pub service: ServiceId,
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    /// Clean-up after it, minutes; holds therapist and room.
    pub buffer: u32,
}

impl Slot {
    /// How long therapist and room are held.
    pub fn held(&self) -> Span {
        self.span.with_buffer(self.buffer)
    }

    /// Refuses a length that no appointment can have.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.buffer > LONGEST_BUFFER {
            return Err(Refusal::field("clean-up", too_much_clean_up(self.buffer)));
        }
        let length = self.span.minutes().saturating_add(self.buffer);
        if length > LONGEST_MINUTES {
            let most = LONGEST_MINUTES / 60;
            return Err(Refusal::field(
                "length",
                format!("An appointment with its clean-up lasts at most {most} hours; this one would take {length} minutes."),
            ));
        }
        Ok(())
    }
}

/// An appointment as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub id: AppointmentId,
    pub client: ClientId,
    pub client_name: Clean,
    pub service: ServiceId,
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    pub buffer: u32,
    pub status: Status,
    pub real: RealTimes,
    /// Why and by whom it was called off.
    pub cancelled_by: Option<CancelledBy>,
    pub cancel_reason: Clean,
    /// Why it was booked in spite of a conflict; empty when there was none.
    pub anyway: Clean,
    /// Why its session began in spite of a STOP alert. It is about health: read with a single appointment only, and empty for
    /// whoever does not see care.
    pub stop_reason: Clean,
    pub note: Clean,
    /// What else was accepted with it, as the file keeps it (`conflict::accepted`).
    pub accepted: String,
    /// The practice has changed around it: hours, absences or the house speak against it, and nobody has decided yet.
    pub to_decide: bool,
    /// Its place in a standing appointment.
    pub dated: Option<Dated>,
}

impl Appointment {
    pub fn slot(&self) -> Slot {
        Slot { client: Some(self.client), service: self.service, staff: self.staff, room: self.room, span: self.span, buffer: self.buffer }
    }

    /// What is late about it at `now`, in words: the client, the session, or its end.
    pub fn overdue(&self, now: NaiveDateTime) -> Option<String> {
        let late = |since: NaiveDateTime| (now - since).num_minutes();
        let same_day = now - self.span.from() < TimeDelta::hours(12);
        if !same_day {
            return (matches!(self.status, Status::Booked | Status::Confirmed | Status::Arrived | Status::InSession)
                && now > self.span.to())
            .then(|| "not closed".to_owned());
        }
        match self.status {
            Status::Booked | Status::Confirmed if now > self.span.from() => Some(format!("{} min late", late(self.span.from()))),
            Status::InSession if now > self.span.to() => Some(format!("{} min over", late(self.span.to()))),
            Status::Arrived if now > self.span.from() => {
                Some(format!("waiting {} min", late(self.real.arrived.unwrap_or(self.span.from()))))
            }
            _ => None,
        }
        .filter(|words| !words.starts_with("0 ") && !words.contains(" 0 min"))
    }
}

/// What a client usually books: the last appointment's service, length, therapist and room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    pub service: ServiceId,
    pub minutes: u32,
    pub staff: StaffId,
    pub room: Option<RoomId>,
}

/// A changed field of an appointment, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppointmentField {
    Client(Edit<ClientId>),
    /// A new service brings its own clean-up time along.
    Service(Edit<ServiceId>),
    Staff(Edit<StaffId>),
    Room(Edit<Option<RoomId>>),
    Starts(Edit<NaiveDateTime>),
    /// Minutes.
    Length(Edit<u32>),
    Note(Edit<Clean>),
}

/// The fields that differ between two slots, as edits from `seen` to `new`.
pub fn differences(seen: &Slot, new: &Slot) -> Vec<AppointmentField> {
    let mut fields = Vec::new();
    if let (Some(from), Some(to)) = (seen.client, new.client) {
        fields.extend(Edit::of(from, to).map(AppointmentField::Client));
    }
    fields.extend(Edit::of(seen.service, new.service).map(AppointmentField::Service));
    fields.extend(Edit::of(seen.staff, new.staff).map(AppointmentField::Staff));
    fields.extend(Edit::of(seen.room, new.room).map(AppointmentField::Room));
    fields.extend(Edit::of(seen.span.from(), new.span.from()).map(AppointmentField::Starts));
    fields.extend(Edit::of(seen.span.minutes(), new.span.minutes()).map(AppointmentField::Length));
    fields
}
