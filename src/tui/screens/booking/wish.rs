//! What the When field asks for, as a question about free time.
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::{Booking, RoomWish};
use crate::domain::book::appointment::Slot;
use crate::domain::book::free::Wish;
use crate::domain::span::Span;
use crate::domain::wording::when::{self, DayWish, TimeWish};
use crate::domain::wording::{line, say};
use crate::tui::msg::Query;
use crate::tui::screens::See;

/// How far ahead "the next free times" look.
const HORIZON: Days = Days::new(60);
/// As many offers as there are digits.
const OFFERED: usize = 9;

/// When, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub days: (NaiveDate, NaiveDate),
    pub starts: (Option<NaiveTime>, Option<NaiveTime>),
    /// Day and time are both said.
    pub exactly: Option<NaiveDateTime>,
    pub now: bool,
    /// The echo.
    pub words: String,
}

/// Reads the When field; a word it does not know is said and not passed over.
pub(super) fn read(text: &str, start_day: NaiveDate, minutes: u32, see: &See<'_>) -> Result<Wanted, String> {
    let today = see.now.date();
    if text.is_empty() {
        let first = start_day.max(today);
        let words = if first == today { "the next free times".to_owned() } else { format!("free times from {}", say::full_day(first)) };
        return Ok(Wanted { days: (first, horizon(first)), starts: (None, None), exactly: None, now: false, words });
    }
    let read = when::read_wish(text, see.now, see.directory.practice.order).map_err(|why| why.to_string());
    let (when, rest) = match read {
        Ok(reading) => (reading.when, reading.rest),
        Err(why) => return Err(why),
    };
    if !rest.is_empty() {
        // "1430" and "9" alone are times in a field for times, though not on a line of other words.
        let moment = when::read_moment(text, see.now, start_day.max(today), see.directory.practice.order);
        return moment.map(|at| exact(at, minutes, false)).map_err(|_| {
            therapist_here(&rest, "when, like thu 14:00", see)
                .unwrap_or_else(|| format!("“{}” is no day and no time here. Like: tue pm, 24 nov 14:30, next week.", rest.join(" ")))
        });
    }
    let days = match when.day {
        Some(DayWish::On(date)) => (date, date),
        Some(DayWish::From { from, to }) => (from, to),
        None if matches!(when.time, TimeWish::At(_)) => (start_day, start_day),
        None => (start_day.max(today), horizon(start_day.max(today))),
    };
    let starts = match when.time {
        TimeWish::At(time) if days.0 == days.1 => return Ok(exact(days.0.and_time(time), minutes, false)),
        TimeWish::Now => return Ok(exact(now_on_five(see.now), minutes, true)),
        TimeWish::At(time) => (Some(time), time.overflowing_add_signed(TimeDelta::minutes(1)).0.into()),
        TimeWish::Window { from, to } => (Some(from), to),
        TimeWish::Any => (None, None),
        TimeWish::Same => return Err("“same” needs a time to be the same as; say the time, like 14:30.".into()),
    };
    Ok(Wanted { days, starts, exactly: None, now: false, words: when.to_string() })
}

/// A therapist's name has a field of its own.
pub(super) fn therapist_here(rest: &[String], only: &str, see: &See<'_>) -> Option<String> {
    let staff = rest.iter().find_map(|word| line::find_staff(see.directory, word))?;
    Some(format!("{} is a therapist: choose them in the field Therapist (↑). Here only {only}.", see.directory.staff_short(staff)))
}

pub(super) fn exact(at: NaiveDateTime, minutes: u32, now: bool) -> Wanted {
    let words = say::full_span(&Span::lasting(at, minutes));
    Wanted { days: (at.date(), at.date()), starts: (None, None), exactly: Some(at), now, words }
}

/// Whoever walks in at 10:07 is booked from 10:05.
fn now_on_five(now: NaiveDateTime) -> NaiveDateTime {
    now - TimeDelta::minutes(i64::from(now.minute() % 5))
}

fn horizon(first: NaiveDate) -> NaiveDate {
    first.checked_add_days(HORIZON).unwrap_or(first)
}

impl Booking {
    /// The questions about time that the form asks now.
    pub(super) fn time_questions(&self, see: &See<'_>) -> Vec<Query> {
        let (Ok(wanted), Some(service), Ok(minutes)) = (self.wanted_time(see), self.service(), self.minutes()) else { return Vec::new() };
        let mut queries = Vec::new();
        if let Some(question) = self.suited_question(see) {
            // With whom the first date is judged follows from all dates.
            let is_answered = self.answered.contains(&question);
            queries.push(question);
            if !is_answered {
                return queries;
            }
        }
        let staff = self.staff().or(self.best_suited(see));
        if self.of.is_none() {
            queries.push(Query::Offers(Box::new(Wish {
                service,
                minutes,
                buffer: see.directory.service(service).map_or(0, |service| service.buffer),
                staff,
                preferred: self.preferred(),
                liked: self.liked(),
                room: match self.room() {
                    RoomWish::One(room) => Some(room),
                    RoomWish::Any | RoomWish::None => None,
                },
                client: self.client,
                days: wanted.days,
                starts: wanted.starts,
                exactly: wanted.exactly.map(|at| at.time()),
                // What was named exactly may lie in the past: it is entered afterwards.
                not_before: if wanted.exactly.is_some() { NaiveDateTime::MIN } else { see.now },
                except: None,
                limit: OFFERED,
            })));
        }
        if let Some(at) = wanted.exactly {
            let slot = self.exact_slot(at, minutes, see);
            queries.extend(slot.map(|slot| Query::Fit {
                slot,
                any_room: self.room() == RoomWish::Any,
                except: self.of.as_ref().map(|old| old.id),
            }));
        }
        queries
    }

    /// The slot whose conflicts are named when the exact time is not free: with the therapist chosen, else the usual one.
    fn exact_slot(&self, at: NaiveDateTime, minutes: u32, see: &See<'_>) -> Option<Slot> {
        let service = self.service()?;
        let offers = || see.directory.therapists().find(|staff| staff.offers.contains(&service)).map(|staff| staff.id);
        let staff = self.staff().or(self.best_suited(see)).or(self.preferred()).or_else(offers)?;
        let room = match self.room() {
            RoomWish::One(room) => Some(room),
            RoomWish::None => None,
            RoomWish::Any => self.of.as_ref().and_then(|old| old.room).or_else(|| see.directory.usable_rooms().next().map(|room| room.id)),
        };
        Some(Slot { room, ..self.slot_at(see, staff, Span::lasting(at, minutes)) })
    }
}
