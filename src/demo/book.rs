//! The book, day by day: standing hours first, then whoever is due, with gaps as a real week has them.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use fastrand::Rng;

use super::people::{Person, Rhythm};
use super::visit::{self, Leftovers};
use super::{Calendar, house, lines_of, service};
use crate::domain::book::day::concerns;
use crate::domain::change::{Imported, NewAbsence, Ref};
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absent, Shift, ShiftDays, worked};
use crate::domain::span::{self, Span};

/// Sessions begin on the quarter of an hour.
const STEP: i64 = 15;

/// A fixed hour of the week.
struct Standing {
    person: usize,
    staff: StaffId,
    shift: Shift,
    from: NaiveTime,
    minutes: u32,
    every: u32,
}

/// What a person needs to be booked again.
#[derive(Clone, Copy, Default)]
struct Seen {
    last: Option<NaiveDate>,
    visits: u32,
}

struct Book<'a> {
    calendar: &'a Calendar,
    directory: &'a Directory,
    absences: &'a [NewAbsence],
    people: &'a [Person],
    shifts: Vec<Shift>,
    standing: Vec<Standing>,
    seen: Vec<Seen>,
    left: Leftovers,
    made: Vec<Imported>,
    /// Whom, where and when on the date being filled, clean-up included.
    held: Vec<(StaffId, Option<RoomId>, Span)>,
    /// Clients booked on the date being filled, whatever came of it.
    due: Vec<usize>,
    rng: &'a mut Rng,
}

/// All appointments from the first day of the calendar to the last, in the order of their dates. No two of them overlap, and
/// each is within somebody's hours.
pub(super) fn appointments(
    calendar: &Calendar,
    directory: &Directory,
    absences: &[NewAbsence],
    people: &mut [Person],
    rng: &mut Rng,
) -> Vec<Imported> {
    let shifts = house::shifts(calendar, directory);
    let standing = standing(directory, people, &shifts, rng);
    let left = Leftovers { never_closed: 3, to_rebook: 3 };
    let seen = vec![Seen::default(); people.len()];
    let mut book = Book {
        calendar,
        directory,
        absences,
        people,
        shifts,
        standing,
        seen,
        left,
        made: Vec::new(),
        held: Vec::new(),
        due: Vec::new(),
        rng,
    };
    for date in calendar.first.iter_days().take_while(|date| *date <= calendar.last) {
        book.fill(date);
    }
    book.made
}

/// Gives everybody who stands in the book an hour of their own. Who finds none comes when there is time.
fn standing(directory: &Directory, people: &mut [Person], shifts: &[Shift], rng: &mut Rng) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for (place, person) in people.iter_mut().enumerate() {
        let Rhythm::Standing(every) = person.rhythm else { continue };
        let own: Vec<&Shift> = shifts.iter().filter(|shift| shift.staff == person.staff).collect();
        let minutes = minutes(directory, person.service);
        let staff = person.staff;
        person.rhythm = Rhythm::Loose(6);
        for _ in 0..8 {
            let Some(shift) = rng.choice(&own).copied().copied() else { break };
            let from = shift.from + TimeDelta::minutes(75 * rng.i64(0..4));
            let to = from + TimeDelta::minutes(i64::from(minutes));
            let meets = |other: &Standing| {
                let other_to = other.from + TimeDelta::minutes(i64::from(other.minutes) + 30);
                other.staff == staff && other.shift.days == shift.days && from < other_to && other.from < to + TimeDelta::minutes(30)
            };
            if to <= shift.to && !found.iter().any(meets) {
                found.push(Standing { person: place, staff, shift, from, minutes, every });
                person.rhythm = Rhythm::Standing(every);
                break;
            }
        }
    }
    found
}

fn minutes(directory: &Directory, service: ServiceId) -> u32 {
    directory.service(service).map_or(60, |service| service.minutes)
}

impl Book<'_> {
    fn fill(&mut self, date: NaiveDate) {
        self.held.clear();
        self.due.clear();
        let therapists: Vec<StaffId> = self.directory.therapists().map(|staff| staff.id).collect();
        for place in 0..self.standing.len() {
            self.place_standing(place, date);
        }
        for staff in therapists {
            for stretch in self.free(staff, date) {
                self.fill_stretch(staff, &stretch);
            }
        }
    }

    /// The hours of `staff` on `date` that nobody holds, with whether each ends before somebody comes.
    fn free(&self, staff: StaffId, date: NaiveDate) -> Vec<(Span, bool)> {
        let away = self.absences.iter().filter(|absence| concerns(absence.of, staff)).map(|absence| absence.span);
        let hours = span::subtract(&worked(&self.shifts, staff, date), &away.collect::<Vec<_>>());
        let held: Vec<Span> = self.held.iter().filter(|held| held.0 == staff).map(|held| held.2).collect();
        let before_somebody = |stretch: &Span| held.iter().any(|held| held.from() == stretch.to());
        span::subtract(&hours, &held).into_iter().map(|stretch| (stretch, before_somebody(&stretch))).collect()
    }

    fn place_standing(&mut self, place: usize, date: NaiveDate) {
        let standing = &self.standing[place];
        let person = &self.people[standing.person];
        let ShiftDays::Weekly { every: shift_every, .. } = standing.shift.days else { return };
        let week = (date - self.calendar.first).num_days() / 7;
        let turn = i64::from(standing.every.max(shift_every));
        let is_turn = shift_every > 1 || (week + i64::try_from(standing.person).unwrap_or(0)) % turn == 0;
        if !standing.shift.days.falls_on(date) || !is_turn || date < person.joined || date > person.left {
            return;
        }
        let span = Span::lasting(date.and_time(standing.from), standing.minutes);
        let (staff, service, who) = (standing.staff, person.service, standing.person);
        let fits = self.free(staff, date).iter().any(|(stretch, _)| stretch.encloses(&span));
        let is_new = person.joined >= self.calendar.first && self.seen[who].visits == 0;
        if fits && !is_new {
            self.book(who, staff, service, span);
        }
    }

    fn fill_stretch(&mut self, staff: StaffId, (stretch, before_somebody): &(Span, bool)) {
        let mut from = on_step(stretch.from());
        while from + TimeDelta::minutes(30) <= stretch.to() {
            if self.rng.u32(0..100) >= self.demand(from.date()) {
                from += TimeDelta::minutes(2 * STEP);
                continue;
            }
            let fits = |service: ServiceId| {
                let Some(service) = self.directory.service(service) else { return false };
                let length = service.minutes + if *before_somebody { service.buffer } else { 0 };
                from + TimeDelta::minutes(i64::from(length)) <= stretch.to()
            };
            let Some((who, service)) = self.whom(staff, from.date(), fits) else {
                from += TimeDelta::minutes(2 * STEP);
                continue;
            };
            let span = Span::lasting(from, minutes(self.directory, service));
            match self.book(who, staff, service, span) {
                Some(until) => from = on_step(until),
                // Called off: sometimes the desk fills the gap.
                None if self.rng.bool() => {}
                None => from = on_step(span.to()),
            }
        }
    }

    /// Chances in a hundred that a time is wanted: the further ahead, the emptier the book.
    fn demand(&self, date: NaiveDate) -> u32 {
        match (date - self.calendar.today).num_days() {
            ..0 => 96,
            0..2 => 83,
            2..8 => 84,
            8..15 => 55,
            15..29 => 28,
            _ => 9,
        }
    }

    /// Somebody who is due with this therapist, and for what: new clients first, then one of the others.
    fn whom(&mut self, staff: StaffId, date: NaiveDate, fits: impl Fn(ServiceId) -> bool + Copy) -> Option<(usize, ServiceId)> {
        let offers = |wanted: ServiceId, directory: &Directory| directory.staff(staff).is_some_and(|staff| staff.offers.contains(&wanted));
        let first_visit = service(self.directory, "First")?;
        let is_new = |who: usize, person: &Person, seen: &[Seen]| seen[who].visits == 0 && person.joined >= self.calendar.first;
        if fits(first_visit) {
            let is_due = |who: &usize| {
                let person = &self.people[*who];
                person.staff == staff && person.joined <= date && is_new(*who, person, &self.seen) && !self.due.contains(who)
            };
            if let Some(who) = (0..self.people.len()).find(is_due) {
                return Some((who, first_visit));
            }
        }
        for _ in 0..90 {
            let who = self.rng.usize(0..self.people.len());
            let (person, seen) = (&self.people[who], self.seen[who]);
            let Rhythm::Loose(gap) = person.rhythm else { continue };
            let rested = seen.last.is_none_or(|last| (date - last).num_days() >= gap);
            let with_another = person.staff != staff && self.rng.u32(0..100) >= 12;
            if with_another || !rested || date < person.joined || date > person.left || is_new(who, person, &self.seen) {
                continue;
            }
            let check = service(self.directory, "Check 45").filter(|_| seen.visits % 8 == 7);
            let usual = [check, Some(person.service), service(self.directory, "TrP 60"), service(self.directory, "TrP 30")];
            if let Some(wanted) = usual.into_iter().flatten().find(|wanted| offers(*wanted, self.directory) && fits(*wanted)) {
                return Some((who, wanted)).filter(|(who, _)| !self.due.contains(who));
            }
        }
        None
    }

    /// Writes an appointment down; until when therapist and room are held, if it holds them. `None` too when no room is free.
    fn book(&mut self, who: usize, staff: StaffId, service: ServiceId, span: Span) -> Option<NaiveDateTime> {
        let kind = self.directory.service(service)?;
        let held = span.with_buffer(kind.buffer);
        let room = if kind.needs_room { Some(self.room(staff, &span, &held)?) } else { None };
        let outcome = visit::outcome(&span, self.calendar, &mut self.left, self.rng);
        let notes = lines_of("visit");
        let note = self.rng.choice(&notes).filter(|_| span.date() > self.calendar.today - TimeDelta::days(60)).copied();
        let note = note.filter(|_| self.rng.u32(0..100) < 7).unwrap_or_default();
        let holds = outcome.status.holds();
        self.made.push(Imported {
            client: Ref::New(who),
            service: Ref::Known(service),
            staff: Ref::Known(staff),
            room: room.map(Ref::Known),
            span,
            buffer: kind.buffer,
            status: outcome.status,
            real: outcome.real,
            cancelled_by: outcome.by,
            cancel_reason: outcome.reason,
            note: note.into(),
            keep_overlap: false,
            known_as: None,
            date_of: None,
            line: self.made.len() + 1,
        });
        self.due.push(who);
        let seen = &mut self.seen[who];
        seen.last = Some(span.date());
        seen.visits += u32::from(holds);
        if holds {
            self.held.push((staff, room, held));
        }
        holds.then(|| held.to())
    }

    /// The room the therapist is in already, or the next that nobody uses on that day at that time.
    fn room(&self, staff: StaffId, span: &Span, held: &Span) -> Option<RoomId> {
        let is_free = |room: &RoomId| {
            let out = self.absences.iter().any(|absence| absence.of == Absent::Room(*room) && absence.span.overlaps(span));
            !out && !self.held.iter().any(|(_, taken, until)| *taken == Some(*room) && until.overlaps(held))
        };
        let own = self.held.iter().find(|(who, _, _)| *who == staff).and_then(|(_, room, _)| *room);
        let place = usize::try_from(staff.0).unwrap_or(0) + 1;
        let rooms: Vec<RoomId> = self.directory.usable_rooms().map(|room| room.id).collect();
        let others = rooms.iter().cycle().skip(place % rooms.len().max(1)).take(rooms.len()).copied();
        own.into_iter().chain(others).find(is_free)
    }
}

/// The next quarter of an hour.
fn on_step(at: NaiveDateTime) -> NaiveDateTime {
    let past = (at.and_utc().timestamp() / 60).rem_euclid(STEP);
    if past == 0 { at } else { at + TimeDelta::minutes(STEP - past) }
}
