//! Free time: what can be offered, in the order in which the desk would offer it.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::conflict::{Busy, Surroundings};
use crate::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use crate::domain::people::staff::Staff;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{self, Absent, Shift};
use crate::domain::span::{self, Span};
use crate::domain::wording::liked::Liked;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub service: ServiceId,
    /// Length, minutes.
    pub minutes: u32,
    /// Clean-up after it, minutes.
    pub buffer: u32,
    /// Only this therapist.
    pub staff: Option<StaffId>,
    /// Named first within a day.
    pub preferred: Option<StaffId>,
    /// When the client likes to come: named next within a day.
    pub liked: Vec<Liked>,
    /// Only this room.
    pub room: Option<RoomId>,
    /// Who must not be elsewhere at the time.
    pub client: Option<ClientId>,
    /// First and last date looked at.
    pub days: (NaiveDate, NaiveDate),
    /// Starts at or after the first and before the second time of day; `None` is any.
    pub starts: (Option<NaiveTime>, Option<NaiveTime>),
    /// Only this start, on the practice's step or not.
    pub exactly: Option<NaiveTime>,
    /// Nothing before this moment.
    pub not_before: NaiveDateTime,
    /// The appointment that is being moved does not stand in its own way.
    pub except: Option<AppointmentId>,
    /// At most so many.
    pub limit: usize,
}

/// A time that can be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    pub preferred: bool,
    /// The client likes to come then.
    pub liked: bool,
    /// It touches an appointment or the edge of the day, so that no unusable hole is left.
    pub no_gap: bool,
}

impl Offer {
    /// Why it stands where it stands, in a few words.
    pub fn why(&self) -> String {
        let words = [(self.preferred, "preferred"), (self.liked, "likes this time"), (self.no_gap, "no gap")];
        words.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
    }
}

/// The times that fit, by day; within a day the preferred therapist first, then the times the client likes, then those that leave no hole,
/// then those a whole appointment apart from the ones before them, then by time.
pub fn times(wish: &Wish, around: &Surroundings, directory: &Directory) -> Vec<Offer> {
    let therapists: Vec<&Staff> = directory
        .therapists()
        .filter(|staff| wish.staff.is_none_or(|only| only == staff.id) && staff.offers.contains(&wish.service))
        .collect();
    let needs_room = wish.room.is_some() || directory.service(wish.service).is_some_and(|service| service.needs_room);
    let usable = || directory.usable_rooms().map(|room| room.id).filter(|room| wish.room.is_none_or(|only| only == *room));
    let rooms: Option<Vec<RoomId>> = needs_room.then(|| usable().collect());
    let mut offers = Vec::new();
    for (date, busy) in wish.days.0.iter_days().zip(by_day(wish, around)) {
        let day = DayAround::new(date, busy, wish, around, directory.practice.slot_minutes);
        let of_therapist = |staff: &&Staff| spread(of_therapist(wish, staff.id, &day, rooms.as_deref()));
        let mut of_day: Vec<(Offer, bool)> = therapists.iter().flat_map(of_therapist).collect();
        // All of one length, on one date.
        of_day.sort_by_key(|(offer, close)| (!offer.preferred, !offer.liked, !offer.no_gap, *close, offer.span.from().time()));
        offers.extend(of_day.into_iter().map(|(offer, _)| offer));
        if offers.len() >= wish.limit {
            offers.truncate(wish.limit);
            break;
        }
    }
    offers
}

/// Marks of one therapist's times those that overlap a better one: 9:15 beside 9:00 is no other choice.
fn spread(mut offers: Vec<Offer>) -> Vec<(Offer, bool)> {
    offers.sort_unstable_by_key(|offer| (!offer.liked, !offer.no_gap, offer.span.from().time()));
    let mut apart: Vec<Span> = Vec::new();
    let judged = offers.into_iter().map(|offer| {
        let close = apart.iter().any(|span| span.overlaps(&offer.span));
        if !close {
            apart.push(offer.span);
        }
        (offer, close)
    });
    judged.collect()
}

/// An appointment, and how long it holds therapist and room.
type Held<'a> = (Span, &'a Busy);

/// What can meet a candidate of each date of the wish, so that every candidate looks at a few rows only.
fn by_day<'a>(wish: &Wish, around: &'a Surroundings) -> Vec<Vec<Held<'a>>> {
    let (first, last) = wish.days;
    let place = |date: NaiveDate| usize::try_from((date - first).num_days()).ok();
    let mut days = vec![Vec::new(); place(last).map_or(0, |last| last + 1)];
    for busy in around.busy.iter().filter(|busy| Some(busy.id) != wish.except) {
        let held = busy.held();
        // It may reach over midnight, as may the clean-up after a candidate of the day before.
        let from = (held.from() - TimeDelta::minutes(i64::from(wish.buffer))).date().max(first);
        let to = held.to().date().min(last);
        for day in from.iter_days().take_while(|date| *date <= to).filter_map(place) {
            days[day].push((held, busy));
        }
    }
    days
}

/// What stands on one date.
struct DayAround<'a> {
    date: NaiveDate,
    busy: Vec<Held<'a>>,
    absences: Vec<(Absent, Span)>,
    shifts: Vec<Shift>,
    /// Step of offered times, minutes.
    step: u32,
}

impl<'a> DayAround<'a> {
    fn new(date: NaiveDate, busy: Vec<Held<'a>>, wish: &Wish, around: &Surroundings, step: u32) -> Self {
        let near = Span::whole_day(date).with_buffer(wish.buffer);
        let absences = around.absences.iter().filter(|absence| absence.span.overlaps(&near));
        Self {
            date,
            busy,
            absences: absences.map(|absence| (absence.of, absence.span)).collect(),
            shifts: around.shifts.iter().filter(|shift| shift.days.falls_on(date)).copied().collect(),
            step,
        }
    }

    /// What keeps the therapist, other than appointments, or the client from a session.
    fn away(&self, staff: StaffId, client: Option<ClientId>) -> impl Iterator<Item = Span> {
        let treated = self.busy.iter().filter(move |(_, busy)| Some(busy.client) == client).map(|(_, busy)| busy.span);
        let away = self.absences.iter().filter(move |(of, _)| match of {
            Absent::Staff(who) | Absent::Block(who) => *who == staff,
            Absent::Client(who) => Some(*who) == client,
            Absent::Practice => true,
            Absent::Room(_) => false,
        });
        treated.chain(away.map(|(_, span)| *span))
    }

    fn room_is_free(&self, room: RoomId, session: &Span, held: &Span) -> bool {
        self.busy.iter().all(|(taken, busy)| busy.room != Some(room) || !taken.overlaps(held))
            && self.absences.iter().all(|(of, span)| *of != Absent::Room(room) || !span.overlaps(session))
    }
}

fn of_therapist(wish: &Wish, staff: StaffId, day: &DayAround<'_>, rooms: Option<&[RoomId]>) -> Vec<Offer> {
    let hours = hours::worked(&day.shifts, staff, day.date);
    if hours.is_empty() {
        return Vec::new();
    }
    let treating: Vec<Held<'_>> = day.busy.iter().filter(|(_, busy)| busy.staff == staff).copied().collect();
    let first = treating.iter().filter(|(held, _)| held.date() == day.date).min_by_key(|(held, _)| held.from());
    let own_room = first.and_then(|(_, busy)| busy.room);
    let taken: Vec<Span> = treating.iter().map(|(held, _)| *held).chain(day.away(staff, wish.client)).collect();
    let mut offers = Vec::new();
    for stretch in span::subtract(&hours, &taken) {
        // The clean-up may run past the end of the hours, but not into the therapist's next session.
        let ends_with_hours = hours.iter().any(|shift| shift.to() == stretch.to());
        let tail = if ends_with_hours { 0 } else { wish.buffer };
        for from in starts(wish, &stretch, tail, day.step) {
            let session = Span::lasting(from, wish.minutes);
            let held = session.with_buffer(wish.buffer);
            if treating.iter().any(|(other, _)| other.overlaps(&held)) {
                continue;
            }
            let room = match rooms {
                None => None,
                Some(rooms) => {
                    let own_first = own_room.into_iter().filter(|own| rooms.contains(own)).chain(rooms.iter().copied());
                    match own_first.into_iter().find(|room| day.room_is_free(*room, &session, &held)) {
                        Some(room) => Some(room),
                        None => continue,
                    }
                }
            };
            let no_gap = from == stretch.from() || held.to() == stretch.to() || session.to() == stretch.to();
            let liked = wish.liked.iter().any(|liked| liked.takes(from));
            offers.push(Offer { staff, room, span: session, preferred: wish.preferred == Some(staff), liked, no_gap });
        }
    }
    offers
}

/// Starts on the practice's step within `stretch`, and the ones that touch its edges.
fn starts(wish: &Wish, stretch: &Span, tail: u32, step: u32) -> Vec<NaiveDateTime> {
    let fits = |from: &NaiveDateTime| {
        *from >= stretch.from() && *from + TimeDelta::minutes(i64::from(wish.minutes + tail)) <= stretch.to() && *from >= wish.not_before
    };
    if let Some(time) = wish.exactly {
        return Some(stretch.date().and_time(time)).filter(fits).into_iter().collect();
    }
    // In minutes of the day: a step is a whole number of them.
    let midnight = stretch.date().and_time(NaiveTime::MIN);
    let minute = |at: NaiveDateTime| (at - midnight).num_minutes();
    let (first, last) = (minute(stretch.from()), minute(stretch.to()) - i64::from(wish.minutes + tail));
    if last < first {
        return Vec::new();
    }
    let step = i64::from(step.max(1));
    let on_step = (0..).map(|n| (first + step - 1) / step * step + n * step).take_while(|from| *from <= last);
    let mut found: Vec<i64> = on_step.chain([first, last]).filter(|from| from % 5 == 0).collect();
    found.sort_unstable();
    found.dedup();
    let (earliest, latest) = wish.starts;
    let wished = |from: &NaiveDateTime| {
        fits(from) && earliest.is_none_or(|time| from.time() >= time) && latest.is_none_or(|time| from.time() < time)
    };
    found.into_iter().map(|from| midnight + TimeDelta::minutes(from)).filter(wished).collect()
}
