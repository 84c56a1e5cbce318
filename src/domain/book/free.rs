//! Free time: what can be offered, in the order in which the desk would offer it.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::conflict::{Busy, Surroundings};
use crate::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use crate::domain::people::staff::Staff;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{self, Absent};
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
    let needs_room = directory.service(wish.service).is_some_and(|service| service.needs_room);
    let rooms: Vec<RoomId> =
        directory.usable_rooms().map(|room| room.id).filter(|room| wish.room.is_none_or(|only| only == *room)).collect();
    let busy: Vec<(Span, &Busy)> = around.busy.iter().filter(|busy| Some(busy.id) != wish.except).map(|busy| (busy.held(), busy)).collect();
    let mut offers = Vec::new();
    for date in wish.days.0.iter_days().take_while(|date| *date <= wish.days.1) {
        let day = DayAround::new(date, &busy, around, directory.practice.slot_minutes);
        let mut of_day: Vec<(Offer, bool)> = therapists
            .iter()
            .flat_map(|staff| spread(of_therapist(wish, staff.id, &day, (needs_room || wish.room.is_some()).then_some(&rooms))))
            .collect();
        of_day.sort_by_key(|(offer, close)| (!offer.preferred, !offer.liked, !offer.no_gap, *close, offer.span));
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
    offers.sort_by_key(|offer| (!offer.liked, !offer.no_gap, offer.span));
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

/// What stands on one date, so that every candidate looks at a few rows only.
struct DayAround<'a> {
    date: NaiveDate,
    /// With how long each holds therapist and room.
    busy: Vec<(Span, &'a Busy)>,
    absences: Vec<(Absent, Span)>,
    around: &'a Surroundings,
    /// Step of offered times, minutes.
    step: u32,
}

impl<'a> DayAround<'a> {
    fn new(date: NaiveDate, busy: &[(Span, &'a Busy)], around: &'a Surroundings, step: u32) -> Self {
        // A night's appointment may reach over midnight on either side.
        let near = Span::lasting(date.and_time(NaiveTime::MIN) - TimeDelta::hours(10), 44 * 60);
        Self {
            date,
            busy: busy.iter().filter(|(held, _)| held.overlaps(&near)).copied().collect(),
            absences: around
                .absences
                .iter()
                .filter(|absence| absence.span.overlaps(&near))
                .map(|absence| (absence.of, absence.span))
                .collect(),
            around,
            step,
        }
    }

    /// What takes the therapist's or the client's time; the clean-up after a candidate is judged separately.
    fn taken(&self, staff: StaffId, client: Option<ClientId>) -> Vec<Span> {
        let busy = self
            .busy
            .iter()
            .filter_map(|(held, busy)| if busy.staff == staff { Some(*held) } else { (Some(busy.client) == client).then_some(busy.span) });
        let away = self.absences.iter().filter(|(of, _)| match of {
            Absent::Staff(who) | Absent::Block(who) => *who == staff,
            Absent::Client(who) => Some(*who) == client,
            Absent::Practice => true,
            Absent::Room(_) => false,
        });
        busy.chain(away.map(|(_, span)| *span)).collect()
    }

    fn room_is_free(&self, room: RoomId, session: &Span, held: &Span) -> bool {
        self.busy.iter().all(|(taken, busy)| busy.room != Some(room) || !taken.overlaps(held))
            && self.absences.iter().all(|(of, span)| *of != Absent::Room(room) || !span.overlaps(session))
    }
}

fn of_therapist(wish: &Wish, staff: StaffId, day: &DayAround<'_>, rooms: Option<&Vec<RoomId>>) -> Vec<Offer> {
    let hours = hours::worked(&day.around.shifts, staff, day.date);
    let taken = day.taken(staff, wish.client);
    let own_room = day.busy.iter().find(|(held, busy)| busy.staff == staff && held.date() == day.date).and_then(|(_, busy)| busy.room);
    let mut offers = Vec::new();
    for stretch in span::subtract(&hours, &taken) {
        // The clean-up may run past the end of the hours, but not into somebody's time.
        let ends_with_hours = hours.iter().any(|shift| shift.to() == stretch.to());
        let tail = if ends_with_hours { 0 } else { wish.buffer };
        for from in starts(wish, &stretch, tail, day.step) {
            let session = Span::lasting(from, wish.minutes);
            let held = session.with_buffer(wish.buffer);
            if taken.iter().any(|span| span.overlaps(&held) && !span.overlaps(&session) && is_busy(day, staff, span)) {
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

fn is_busy(day: &DayAround<'_>, staff: StaffId, span: &Span) -> bool {
    day.busy.iter().any(|(held, busy)| busy.staff == staff && held == span)
}

/// Starts on the practice's step within `stretch`, and the ones that touch its edges.
fn starts(wish: &Wish, stretch: &Span, tail: u32, step: u32) -> Vec<NaiveDateTime> {
    let fits = |from: &NaiveDateTime| {
        *from >= stretch.from() && *from + TimeDelta::minutes(i64::from(wish.minutes + tail)) <= stretch.to() && *from >= wish.not_before
    };
    if let Some(time) = wish.exactly {
        return Some(stretch.date().and_time(time)).filter(fits).into_iter().collect();
    }
    let step = i64::from(step.max(1));
    let length = TimeDelta::minutes(i64::from(wish.minutes + tail));
    let midnight = stretch.date().and_time(NaiveTime::MIN);
    let first = (stretch.from() - midnight).num_minutes();
    let on_step = (0..).map(|n| midnight + TimeDelta::minutes((first + step - 1) / step * step + n * step));
    let mut found: Vec<NaiveDateTime> =
        [stretch.from(), stretch.to() - length].into_iter().chain(on_step.take_while(|from| *from + length <= stretch.to())).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|from| {
        let (earliest, latest) = wish.starts;
        fits(from)
            && (from.and_utc().timestamp() / 60) % 5 == 0
            && earliest.is_none_or(|time| from.time() >= time)
            && latest.is_none_or(|time| from.time() < time)
    });
    found
}
