//! The book as a calendar for other programs (iCalendar, RFC 5545): standing appointments with their rule and what differs
//! from it, single appointments, and absences. Nothing of notes, alerts and reasons is in it.
//!
//! | in the book | STATUS |
//! |---|---|
//! | booked, held | TENTATIVE: the client has not said yet that they come |
//! | confirmed, arrived, in session, done | CONFIRMED |
//! | no-show, cancelled, late-cancelled, to rebook | CANCELLED |
//! | a date of a standing appointment that is skipped or to decide | it is left out of the rule (EXDATE) |
//!
//! What a calendar has no word for stands in X-KNOTBOOK-STATUS, -SERVICE, -THERAPIST, -CLEAN-UP (minutes) and -KIND (of an
//! absence). Of a standing appointment, X-KNOTBOOK-DONE and -TO-DECIDE are dates, -BEFORE counts the dates before its own, and
//! -ANY-ROOM says that it takes whichever is free; -NAMESAKE numbers clients of one name. [`super::read`] reads all of them, so that a book can go there and back.
mod lines;
mod standing;
mod zone;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use self::lines::{Lines, escaped, utc, wall};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::calendar::{Recurring, Revision};
use crate::domain::book::status::Status;
use crate::domain::ids::{ClientId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::text::fold;
use crate::domain::wording::absence::absent;
use crate::exchange::sheet::{Names, initials};

/// What goes into a calendar, and how much of it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub directory: &'a Directory,
    pub names: Names,
    /// Only what this therapist does.
    pub staff: Option<StaffId>,
    /// The day of the first thing in it.
    pub first: Option<NaiveDate>,
}

/// A calendar that is being written; [`Calendar::end`] makes it whole.
#[derive(Debug)]
pub struct Calendar<'a, W: Write> {
    out: Lines<W>,
    wanted: Wanted<'a>,
    /// Names of absences that were given already.
    given: HashMap<String, usize>,
    /// Names of the standing appointments in it.
    standing: HashSet<String>,
    /// Clients of one name, in the order in which they come.
    namesakes: HashMap<String, Vec<ClientId>>,
}

/// What one event says.
struct Event<'a> {
    revision: &'a Revision,
    client: &'a str,
    id: Option<ClientId>,
    slot: Slot,
    status: Status,
}

impl<'a, W: Write> Calendar<'a, W> {
    /// Writes the head of the calendar with the practice's zone.
    pub fn begin(out: W, wanted: Wanted<'a>) -> io::Result<Self> {
        let mut out = Lines { out };
        let practice = &wanted.directory.practice;
        let of = wanted.staff.and_then(|id| wanted.directory.staff(id)).map(|staff| format!(", {}", staff.name)).unwrap_or_default();
        out.line("BEGIN:VCALENDAR")?;
        out.line("VERSION:2.0")?;
        out.line(concat!("PRODID:-//knotbook//knotbook ", env!("CARGO_PKG_VERSION"), "//EN"))?;
        out.line("CALSCALE:GREGORIAN")?;
        out.text("X-WR-CALNAME", &format!("{}{of}", practice.name))?;
        out.line(&format!("X-WR-TIMEZONE:{}", practice.zone.name()))?;
        zone::write(&mut out, practice.zone, wanted.first)?;
        Ok(Self { out, wanted, given: HashMap::new(), standing: HashSet::new(), namesakes: HashMap::new() })
    }

    /// An appointment by itself.
    pub fn single(&mut self, revision: &Revision, appointment: &Appointment) -> io::Result<()> {
        let event = event(revision, appointment);
        self.head(&event)?;
        self.times(appointment.slot())?;
        self.tail(&event)
    }

    /// A standing appointment; whether anything of it stands in the calendar.
    pub fn standing(&mut self, recurring: &Recurring) -> io::Result<bool> {
        let zone = self.zone();
        let Some(shape) = standing::shape(recurring, self.wanted.staff, zone) else { return Ok(false) };
        let client = recurring.series.client_name.as_str();
        let main =
            Event { revision: &recurring.revision, client, id: recurring.series.terms.client, slot: shape.first, status: Status::Booked };
        self.head(&main)?;
        self.times(shape.first)?;
        self.out.line(&format!("RRULE:{}", shape.rule))?;
        shape.left_out.iter().try_for_each(|at| self.out.wall("EXDATE", zone, *at))?;
        shape.extra.iter().try_for_each(|at| self.out.wall("RDATE", zone, *at))?;
        shape.done.iter().try_for_each(|at| self.out.wall("X-KNOTBOOK-DONE", zone, *at))?;
        shape.to_decide.iter().try_for_each(|at| self.out.wall("X-KNOTBOOK-TO-DECIDE", zone, *at))?;
        if recurring.series.before > 0 {
            self.out.line(&format!("X-KNOTBOOK-BEFORE:{}", recurring.series.before))?;
        }
        if recurring.series.terms.room.is_none() && shape.first.room.is_some() {
            self.out.line("X-KNOTBOOK-ANY-ROOM:TRUE")?;
        }
        // One that has no date left is not in it, and nothing can name it.
        if let Some(from) = recurring.split_from.as_ref().filter(|from| self.standing.contains(*from)) {
            let from = self.uid(from, client);
            self.out.text("RELATED-TO", &from)?;
        }
        self.tail(&main)?;
        self.standing.insert(recurring.revision.uid.clone());
        for (rule_date, row) in shape.changed {
            let event = event(&recurring.revision, row);
            self.head(&event)?;
            self.out.wall("RECURRENCE-ID", zone, *rule_date)?;
            self.times(event.slot)?;
            self.tail(&event)?;
        }
        Ok(true)
    }

    /// Time off, a closure, a room out of use; whether it stands in the calendar. When clients are away is their own affair.
    pub fn away(&mut self, absence: &Absence, entered: DateTime<Utc>) -> io::Result<bool> {
        let directory = self.wanted.directory;
        let (kind, whose) = match absence.of {
            Absent::Staff(id) => ("staff", Some(id)),
            Absent::Block(id) => ("block", Some(id)),
            Absent::Practice => ("practice", None),
            Absent::Room(_) => ("room", None),
            Absent::Client(_) => return Ok(false),
        };
        if self.wanted.staff.is_some() && whose.is_some() && whose != self.wanted.staff {
            return Ok(false);
        }
        let who = absent(absence.of, "", directory);
        let uid = self.absence_uid(absence, kind, &who);
        let (from, to) = (absence.span.from(), absence.span.to());
        self.out.line("BEGIN:VEVENT")?;
        self.out.text("UID", &uid)?;
        self.out.line("SEQUENCE:0")?;
        self.out.line(&format!("DTSTAMP:{}", utc(entered)))?;
        if from.time() == NaiveTime::MIN && to.time() == NaiveTime::MIN {
            self.out.line(&format!("DTSTART;VALUE=DATE:{}", from.format("%Y%m%d")))?;
            self.out.line(&format!("DTEND;VALUE=DATE:{}", to.format("%Y%m%d")))?;
        } else {
            self.begin_and_end(from, to)?;
        }
        let says_why = self.wanted.names == Names::Full && !absence.reason.is_empty();
        self.out.text("SUMMARY", if says_why { absence.reason.as_str() } else { &who })?;
        if let Absent::Room(room) = absence.of {
            self.out.text("LOCATION", directory.room(room).map_or("", |room| room.name.as_str()))?;
        }
        let whose = whose.and_then(|id| directory.staff(id)).map(|staff| staff.name.as_str());
        whose.map_or(Ok(()), |name| self.out.text("CATEGORIES", name))?;
        // A room that is out of use takes no time of anybody.
        self.out.line(if matches!(absence.of, Absent::Room(_)) { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" })?;
        self.out.line(&format!("X-KNOTBOOK-KIND:{kind}"))?;
        self.out.line("END:VEVENT")?;
        Ok(true)
    }

    /// Ends the calendar.
    pub fn end(mut self) -> io::Result<()> {
        self.out.line("END:VCALENDAR")?;
        self.out.out.flush()
    }

    fn zone(&self) -> Tz {
        self.wanted.directory.practice.zone
    }

    fn head(&mut self, event: &Event<'_>) -> io::Result<()> {
        let uid = self.uid(&event.revision.uid, event.client);
        self.out.line("BEGIN:VEVENT")?;
        self.out.text("UID", &uid)?;
        self.out.line(&format!("SEQUENCE:{}", event.revision.sequence))?;
        self.out.line(&format!("DTSTAMP:{}", utc(event.revision.at)))
    }

    fn times(&mut self, slot: Slot) -> io::Result<()> {
        self.begin_and_end(slot.span.from(), slot.span.to())
    }

    fn begin_and_end(&mut self, from: NaiveDateTime, to: NaiveDateTime) -> io::Result<()> {
        let zone = self.zone();
        self.out.wall("DTSTART", zone, from)?;
        self.out.wall("DTEND", zone, to)
    }

    fn tail(&mut self, event: &Event<'_>) -> io::Result<()> {
        let directory = self.wanted.directory;
        let (service, staff) = (directory.service(event.slot.service), directory.staff(event.slot.staff));
        let (service, staff) = (service.map_or("", |service| service.name.as_str()), staff.map_or("", |staff| staff.name.as_str()));
        let summary = match self.wanted.names {
            Names::Full => event.client.to_owned(),
            Names::Initials => initials(event.client),
            Names::Hidden => directory.service_short(event.slot.service).to_owned(),
        };
        self.out.text("SUMMARY", &summary)?;
        self.out.text("LOCATION", event.slot.room.and_then(|id| directory.room(id)).map_or("", |room| room.name.as_str()))?;
        let categories: Vec<String> = [staff, service].into_iter().filter(|name| !name.is_empty()).map(escaped).collect();
        self.out.line(&format!("CATEGORIES:{}", categories.join(",")))?;
        let (status, transparency) = status_words(event.status);
        self.out.line(&format!("STATUS:{status}"))?;
        self.out.line(&format!("TRANSP:{transparency}"))?;
        self.out.line(&format!("X-KNOTBOOK-STATUS:{}", event.status.word()))?;
        self.namesake(event)?;
        self.out.text("X-KNOTBOOK-SERVICE", service)?;
        self.out.text("X-KNOTBOOK-THERAPIST", staff)?;
        if event.slot.buffer > 0 {
            self.out.line(&format!("X-KNOTBOOK-CLEAN-UP:{}", event.slot.buffer))?;
        }
        self.out.line("END:VEVENT")
    }

    /// Two clients of one name are told apart by a number.
    fn namesake(&mut self, event: &Event<'_>) -> io::Result<()> {
        let Some(id) = event.id.filter(|_| self.wanted.names == Names::Full) else { return Ok(()) };
        let all = self.namesakes.entry(fold(event.client)).or_default();
        let place = all.iter().position(|one| *one == id).unwrap_or_else(|| {
            all.push(id);
            all.len() - 1
        });
        if place > 0 { self.out.line(&format!("X-KNOTBOOK-NAMESAKE:{}", place + 1)) } else { Ok(()) }
    }

    /// Another program may have put the client's name into its own name for an event.
    fn uid(&self, uid: &str, client: &str) -> String {
        if self.wanted.names == Names::Full || Uuid::parse_str(uid).is_ok() {
            return uid.to_owned();
        }
        let (folded, name) = (fold(uid), fold(client));
        let names = name.split_whitespace().filter(|part| part.chars().count() > 1).any(|part| folded.contains(part));
        if names { format!("{:016x}@knotbook", mixed(uid)) } else { uid.to_owned() }
    }

    /// An absence is entered and removed, never changed: what it is makes its name, and the same practice set up anew gives it
    /// the same.
    fn absence_uid(&mut self, absence: &Absence, kind: &str, who: &str) -> String {
        let practice = &self.wanted.directory.practice.name;
        let uid = format!("{practice}\n{kind}\n{who}\n{}\n{}", wall(absence.span.from()), wall(absence.span.to()));
        let again = self.given.entry(uid.clone()).or_default();
        *again += 1;
        let nth = if *again > 1 { format!("-{again}") } else { String::new() };
        format!("absence-{:016x}{nth}@knotbook", mixed(&uid))
    }
}

fn event<'a>(revision: &'a Revision, appointment: &'a Appointment) -> Event<'a> {
    Event {
        revision,
        client: appointment.client_name.as_str(),
        id: Some(appointment.client),
        slot: appointment.slot(),
        status: appointment.status,
    }
}

/// STATUS and TRANSP.
fn status_words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Booked | Status::Held => ("TENTATIVE", "OPAQUE"),
        Status::Confirmed | Status::Arrived | Status::InSession | Status::Done => ("CONFIRMED", "OPAQUE"),
        Status::ToDecide => ("TENTATIVE", "TRANSPARENT"),
        Status::NoShow | Status::Cancelled | Status::LateCancelled | Status::ToRebook | Status::Skipped => ("CANCELLED", "TRANSPARENT"),
    }
}

/// The same number for the same words on every computer and in every version (FNV-1a, 64 bits).
fn mixed(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
