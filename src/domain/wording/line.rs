//! The line somebody says for an appointment: service, length, therapist, room, day and time, in any order. What names none of
//! them is handed back: the client's name is among it.
use chrono::NaiveDateTime;

use super::when::{self, Reading, Unclear, When};
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::service::{LONGEST_MINUTES, Service};
use crate::domain::text::fold;

/// What a line says; what it leaves out is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub when: When,
    /// The services its words fit; one of them is meant ("trp" fits every length of it).
    pub services: Vec<ServiceId>,
    /// Length, minutes.
    pub minutes: Option<u32>,
    pub staff: Option<StaffId>,
    pub room: Option<RoomId>,
    /// The words that name nothing of the practice, in their order.
    pub left: Vec<String>,
}

/// What a client usually books, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habit {
    pub service: Option<ServiceId>,
    /// Length of the last appointment, minutes.
    pub minutes: Option<u32>,
}

/// Reads a line at `now`. `@name` is always a therapist, `#name` always a room.
pub fn read(text: &str, directory: &Directory, now: NaiveDateTime) -> Result<Line, Unclear> {
    let Reading { when, rest } = when::read(text, now, directory.practice.order)?;
    let mut line = Line { when, services: Vec::new(), minutes: None, staff: None, room: None, left: Vec::new() };
    let mut at = 0;
    while at < rest.len() {
        let (services, n) = if line.services.is_empty() { services(directory, &rest[at..]) } else { (Vec::new(), 0) };
        if n > 0 {
            line.services = services;
            at += n;
            continue;
        }
        line.take(directory, &rest[at]);
        at += 1;
    }
    Ok(line)
}

impl Line {
    fn take(&mut self, directory: &Directory, word: &str) {
        if let Some(staff) = staff(directory, word).filter(|_| self.staff.is_none()) {
            self.staff = Some(staff);
        } else if let Some(room) = room(directory, word).filter(|_| self.room.is_none()) {
            self.room = Some(room);
        } else if let Some(minutes) = minutes(word).filter(|_| self.minutes.is_none()) {
            self.minutes = Some(minutes);
        } else {
            self.left.push(word.to_owned());
        }
    }

    /// The service and the length (minutes) that are meant: what the line says, else what is usual, else the practice's first.
    pub fn service<'a>(&self, directory: &'a Directory, habit: Habit) -> Option<(&'a Service, u32)> {
        let fits: Vec<&Service> =
            directory.offered().filter(|service| self.services.is_empty() || self.services.contains(&service.id)).collect();
        let usual = fits.iter().find(|service| Some(service.id) == habit.service).copied();
        let first = usual.or(fits.first().copied())?;
        match self.minutes {
            None => Some((first, usual.and(habit.minutes).unwrap_or(first.minutes))),
            Some(minutes) => {
                let is_long = |service: &&&Service| service.minutes == minutes;
                let known = usual.as_ref().filter(is_long).or_else(|| fits.iter().find(is_long)).copied();
                Some((known.unwrap_or(first), minutes))
            }
        }
    }
}

fn minutes(word: &str) -> Option<u32> {
    when::read_minutes(word).ok().filter(|minutes| (5..=LONGEST_MINUTES).contains(minutes))
}

fn staff(directory: &Directory, word: &str) -> Option<StaffId> {
    let (name, marked) = word.strip_prefix('@').map_or((word, false), |name| (name, true));
    let wanted = fold(name);
    let is = |own: &str| fold(own) == wanted || fold(own).split(' ').any(|part| part == wanted);
    let mut fits =
        directory.therapists().filter(|staff| is(staff.short.as_str()) || is(staff.name.as_str()) || (marked && staff.answers_to(name)));
    let first = fits.next().filter(|_| !wanted.is_empty())?;
    fits.next().is_none().then_some(first.id)
}

fn room(directory: &Directory, word: &str) -> Option<RoomId> {
    let wanted = fold(word.trim_start_matches('#'));
    let is = |own: &str| fold(own) == wanted;
    directory.usable_rooms().find(|room| is(room.short.as_str()) || is(room.name.as_str())).map(|room| room.id)
}

/// The services that the first words name, and how many words they are: whole names first, then the beginning of one.
fn services(directory: &Directory, words: &[String]) -> (Vec<ServiceId>, usize) {
    for n in (1..=words.len().min(6)).rev() {
        let wanted = fold(&words[..n].join(" "));
        let is = |service: &&Service| [&service.short, &service.name].iter().any(|own| fold(own.as_str()) == wanted);
        let found: Vec<ServiceId> = directory.offered().filter(is).map(|service| service.id).collect();
        if !found.is_empty() {
            return (found, n);
        }
    }
    let wanted = words.first().map(|word| fold(word)).unwrap_or_default();
    if wanted.len() < 2 || !wanted.contains(|c: char| c.is_ascii_alphabetic()) {
        return (Vec::new(), 0);
    }
    let begins = |service: &&Service| {
        [&service.short, &service.name].iter().any(|own| format!("{} ", fold(own.as_str())).starts_with(&format!("{wanted} ")))
    };
    let found: Vec<ServiceId> = directory.offered().filter(begins).map(|service| service.id).collect();
    let n = usize::from(!found.is_empty());
    (found, n)
}

/// One therapist by name, for a field or an option that can hold nothing else.
pub fn find_staff(directory: &Directory, name: &str) -> Option<StaffId> {
    staff(directory, name).or_else(|| staff(directory, &format!("@{}", name.trim_start_matches('@'))))
}

/// One room by name or short name.
pub fn find_room(directory: &Directory, name: &str) -> Option<RoomId> {
    room(directory, name)
}

/// The services that a name fits.
pub fn find_services(directory: &Directory, name: &str) -> Vec<ServiceId> {
    let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
    match services(directory, &words) {
        (found, n) if n == words.len() => found,
        _ => Vec::new(),
    }
}
