//! What an import will do, line by line, before anything is written: which lines are new, which are here already, which
//! overlaps of the past are kept, and which lines somebody has to mend. Pure: the file's lines and the book as it is go in.
mod book;
pub mod calendar;
mod hours;
mod names;
mod people;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::csv::{AppointmentLine, ClientLine};
use crate::domain::change::Import;
use crate::domain::ids::{ClientId, RoomId, StaffId};
use crate::domain::people::client::Client;
use crate::domain::practice::directory::Directory;
use crate::domain::span::Span;

use book::Taken;
use names::Resolver;
use people::People;

/// The book as it is before the import.
#[derive(Debug)]
pub struct Known<'a> {
    pub directory: &'a Directory,
    /// Archived ones too.
    pub clients: &'a [Client],
    /// Every appointment of the days that the file reaches over, and of the day before and after.
    pub appointments: &'a [Placed],
    /// On the practice's wall clock.
    pub now: NaiveDateTime,
}

/// An appointment that is in the book already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub uid: String,
    pub client: ClientId,
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    /// Clean-up minutes after it.
    pub buffer: u32,
    pub holds: bool,
}

/// What the person has settled about the file.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Their name of a therapist, service or room → ours.
    pub map: Vec<(String, String)>,
    /// Therapists, services and rooms that are not here are added.
    pub create_missing: bool,
}

/// What stands in a file that is not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    Therapist,
    Service,
    Room,
}

impl Missing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Therapist => "therapist",
            Self::Service => "service",
            Self::Room => "room",
        }
    }
}

/// A line that cannot go in, with the reason in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Where it begins in its file, from 1.
    pub line: usize,
    pub reason: String,
}

/// What became of the lines of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    pub new: usize,
    /// Here already, or twice in the file.
    pub duplicates: usize,
    /// In the order of the file.
    pub bad: Vec<Bad>,
}

/// Everything an import will do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// All that goes in, in one act.
    pub import: Import,
    pub clients: Outcome,
    pub appointments: Outcome,
    /// Clients who are only named by appointments and are not here.
    pub from_appointments: usize,
    /// New clients who share a whole name with somebody else.
    pub namesakes: usize,
    /// Overlaps of the past, kept as they happened.
    pub overlaps_kept: usize,
    /// Appointments of past days that the file still calls booked; taken as done.
    pub taken_as_done: usize,
    /// What is not known here, and on how many lines.
    pub missing: BTreeMap<(Missing, String), usize>,
    /// What will be added with `create_missing`: the same names.
    pub created: Vec<(Missing, String)>,
}

/// Judges every line. Clients first, so that appointments find those of the same run.
pub fn plan(clients: &[ClientLine], appointments: &[AppointmentLine], known: &Known<'_>, settings: &Settings) -> Plan {
    let mut plan = Plan::default();
    let mut resolver = Resolver::new(known.directory, settings);
    let mut people = People::new(known.clients);
    for line in clients {
        people.take_line(line, &mut resolver, &mut plan);
    }
    let mut taken = Taken::new(known);
    for line in appointments {
        book::take_line(line, known, &mut people, &mut resolver, &mut taken, &mut plan);
    }
    resolver.finish(&mut plan);
    hours::fill(&mut plan.import);
    plan
}
