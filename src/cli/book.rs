//! Booking: a full time books, anything less lists the times that fit.
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use clap::Args;
use serde_json::{Value, json};

use super::desk::Desk;
use super::find::client_rows;
use super::offer::{self, Settled, WishArgs};
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::free::Offer;
use crate::domain::change::{Anyway, BookChange, Booking, Change, Who};
use crate::domain::ids::{AppointmentId, ClientId, RoomId, StaffId};
use crate::domain::people::card::Double;
use crate::domain::people::client::NewClient;
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::domain::wording::when::{DayWish, TimeWish};

/// Books an appointment.
#[derive(Debug, Args)]
#[command(
    after_help = "What is left out is the client's usual: service, length, therapist. A full time books; anything less lists the free\ntimes, and --take books one of them.\n\nExamples:\n  knotbook book smith                          the next free times of the usual\n  knotbook book smith tue pm --take 1          the first of Tuesday afternoon\n  knotbook book \"maria smith\" 24 nov 14:30     this very time\n  knotbook book smith 60 tue 14:30 @dana       60 minutes with Dana\n  knotbook book --new \"Tom Okafor\" --phone 555-0178 tue 10:00 first"
)]
pub struct BookArgs {
    /// The client: a part of the name, the phone, or the number from “find”
    client: Option<String>,
    /// Service, minutes, day, time, therapist, room, in any order
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    wishes: WishArgs,
    /// A note for the desk
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// Book the free time of this place in the list
    #[arg(long, value_name = "PLACE")]
    take: Option<usize>,
    /// A client who is not in the book yet
    #[arg(long, value_name = "NAME")]
    new: Option<String>,
    /// The new client's phone
    #[arg(long, value_name = "PHONE", requires = "new")]
    phone: Option<String>,
    /// The client is here: book now (or at the time said) and note the arrival
    #[arg(long)]
    walk_in: bool,
    /// Book in spite of what speaks against it, and say why; it stays in the history
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
}

/// Whom it is for.
struct For {
    who: Who,
    id: Option<ClientId>,
    name: String,
}

pub(super) fn run(args: &BookArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let mut words = args.words.clone();
    let whom = match &args.new {
        Some(name) => {
            // With --new the first word belongs to the line.
            words.splice(0..0, args.client.iter().cloned());
            newcomer(args, name, desk)?
        }
        None => known(args, desk)?,
    };
    let line = offer::read_line(&words, &args.wishes, desk)?;
    let settled = offer::settle(line, whom.id, desk)?;
    let same = offer::last_time(whom.id, desk)?;
    match full_time(&settled, same, args.walk_in, desk) {
        Some(starts) => {
            let slot = place(&settled, starts, whom.id, None, desk)?;
            book(args, whom, &slot, desk, world)
        }
        None => list_or_take(args, whom, &settled, same, desk, world),
    }
}

fn known(args: &BookArgs, desk: &Desk) -> Result<For, Stop> {
    let client = whom::client(desk, args.client.as_deref().unwrap_or_default(), false)?;
    Ok(For { who: Who::Known(client.id), id: Some(client.id), name: client.name.to_string() })
}

fn newcomer(args: &BookArgs, name: &str, desk: &Desk) -> Result<For, Stop> {
    let phones = Clean::line(args.phone.as_deref().unwrap_or_default());
    let client = NewClient { name: Clean::line(name), phones, ..NewClient::default() };
    client.check()?;
    if args.anyway.is_none() {
        refuse_doubles(&desk.store.doubles(&client.name, &client.phones, None)?, desk)?;
    }
    Ok(For { name: client.name.to_string(), who: Who::New(Box::new(client)), id: None })
}

/// Another client of the same name or phone may be the same person.
pub(super) fn refuse_doubles(doubles: &[Double], desk: &Desk) -> Result<(), Stop> {
    if doubles.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = doubles.iter().map(|double| double.client.clone()).collect();
    let mut words = vec!["Somebody of that name or phone is in the book already:".to_owned()];
    words.extend(client_rows(&lines, desk));
    words.push("Take the number in front if it is the same person; if it is another one, add --anyway \"another person\".".to_owned());
    Err(Stop::refused(words.join("\n")))
}

/// The one moment that was said, if it was.
pub(super) fn full_time(settled: &Settled, same: Option<NaiveTime>, walk_in: bool, desk: &Desk) -> Option<NaiveDateTime> {
    // A walk-in begins on the last full five minutes, as a hand-kept book would say.
    let now = desk.now - TimeDelta::minutes(i64::from(desk.now.minute() % 5));
    match (settled.line.when.day, settled.line.when.time) {
        (_, TimeWish::Now) => Some(now),
        (None, TimeWish::Any) if walk_in => Some(now),
        (Some(DayWish::On(date)), TimeWish::Any) if walk_in && date == desk.today() => Some(now),
        (Some(DayWish::On(date)), TimeWish::At(time)) => Some(date.and_time(time)),
        (Some(DayWish::On(date)), TimeWish::Same) => same.map(|time| date.and_time(time)),
        _ => None,
    }
}

/// A slot with all that speaks against it.
pub(super) struct Placed {
    pub(super) slot: Slot,
    pub(super) conflicts: Vec<Conflict>,
    ways: Vec<crate::domain::refusal::Way>,
}

impl Placed {
    /// What lets it stand, or the refusal.
    pub(super) fn allowed(&self, reason: Option<&str>) -> Result<Option<Anyway>, Stop> {
        match reason {
            _ if self.conflicts.is_empty() => Ok(None),
            Some(reason) => Ok(Some(Anyway { reason: Clean::line(reason), seen: self.conflicts.clone() })),
            None => Err(Refusal::Conflicts { conflicts: self.conflicts.clone(), ways: self.ways.clone() }.into()),
        }
    }
}

/// The therapist and room for a moment: those said, else the usual ones, else whoever is free. When nobody is, the choice with
/// the least against it.
pub(super) fn place(
    settled: &Settled,
    starts: NaiveDateTime,
    client: Option<ClientId>,
    except: Option<AppointmentId>,
    desk: &Desk,
) -> Result<Placed, Stop> {
    let service = desk.directory.service(settled.service);
    let offering = desk.directory.therapists().filter(|staff| staff.offers.contains(&settled.service)).map(|staff| staff.id);
    let staff: Vec<StaffId> = match settled.staff.or(settled.usual_staff) {
        Some(one) => vec![one],
        None => offering.collect(),
    };
    let needs_room = service.is_some_and(|service| service.needs_room);
    let rooms: Vec<Option<RoomId>> = match settled.room {
        Some(room) => vec![Some(room)],
        None if needs_room => {
            let usual = settled.usual_room.into_iter();
            let all = usual.chain(desk.directory.usable_rooms().map(|room| room.id)).map(Some).collect::<Vec<_>>();
            if all.is_empty() { vec![None] } else { all }
        }
        None => vec![settled.usual_room],
    };
    let mut best: Option<Placed> = None;
    for (staff, room) in staff.iter().flat_map(|staff| rooms.iter().map(move |room| (*staff, *room))) {
        let span = Span::lasting(starts, settled.minutes);
        let slot = Slot { client, service: settled.service, staff, room, span, buffer: settled.buffer };
        slot.check()?;
        let (conflicts, ways) = desk.store.judge(&slot, except, desk.now)?;
        let is_free = conflicts.is_empty();
        if best.as_ref().is_none_or(|best| conflicts.len() < best.conflicts.len()) {
            best = Some(Placed { slot, conflicts, ways });
        }
        if is_free {
            break;
        }
    }
    best.ok_or_else(|| Stop::refused("Nobody here offers that service. Take another, or name a therapist with --therapist."))
}

fn list_or_take(
    args: &BookArgs,
    whom: For,
    settled: &Settled,
    same: Option<NaiveTime>,
    desk: &mut Desk,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let offers = desk.store.offers(&offer::wish(settled, (whom.id, None), same, desk, args.take.unwrap_or(0).max(9))?)?;
    let Some(place) = args.take else { return list(&whom.name, whom.id, settled, &offers, desk, world) };
    let slot = taken(&offers, place, settled, whom.id)?;
    book(args, whom, &Placed { slot, conflicts: Vec::new(), ways: Vec::new() }, desk, world)
}

/// The offer of a place in the list, as a slot.
pub(super) fn taken(offers: &[Offer], place: usize, settled: &Settled, client: Option<ClientId>) -> Result<Slot, Stop> {
    let offer = place.checked_sub(1).and_then(|at| offers.get(at)).ok_or_else(|| {
        let have = say::count(offers.len(), "time is", "times are");
        Stop::refused(format!("There is no time {place} to take: {have} free. Leave out --take to see them."))
    })?;
    Ok(Slot { client, service: settled.service, staff: offer.staff, room: offer.room, span: offer.span, buffer: settled.buffer })
}

/// The free times, and how to take one.
pub(super) fn list(
    name: &str,
    client: Option<ClientId>,
    settled: &Settled,
    offers: &[Offer],
    desk: &Desk,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    if desk.json {
        let offers: Vec<Value> = offers.iter().map(|offer| offer::offer_json(offer, desk)).collect();
        return world.json(&json!({"booked": false, "client": client.map(|id| id.0), "offers": offers}));
    }
    if offers.is_empty() {
        return Err(offer::none(settled, desk));
    }
    world.say(offer::heading(settled, Some(name), desk))?;
    world.say_all(offer::rows(offers, desk))?;
    world.say("Nothing is booked yet: add --take 1 for the first, or say the day and the time.")
}

fn book(args: &BookArgs, whom: For, placed: &Placed, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let anyway = placed.allowed(args.anyway.as_deref())?;
    let mut others = others_that_day(whom.id, &placed.slot, desk)?;
    let card = whom.id.map(|id| desk.store.client(id, desk.now)).transpose()?.flatten();
    others.extend(card.and_then(|card| card.plan_full_words()).map(|words| format!("  {words}")));
    let arrived = (args.walk_in).then_some(desk.now);
    let booking = Booking { who: whom.who, slot: placed.slot, note: Clean::text(&args.note), arrived, anyway };
    let applied = desk.apply(&Change::Book(BookChange::Book(booking)))?;
    desk.done(&applied, world)?;
    if desk.json {
        return Ok(());
    }
    if !placed.conflicts.is_empty() {
        let reasons: Vec<String> = placed.conflicts.iter().map(ToString::to_string).collect();
        world.say(format!("  booked in spite of: {}", reasons.join("; ")))?;
    }
    world.say_all(others)
}

/// A client who comes twice on one day is said so.
fn others_that_day(client: Option<ClientId>, slot: &Slot, desk: &Desk) -> Result<Vec<String>, Stop> {
    let Some(client) = client else { return Ok(Vec::new()) };
    let day = desk.store.day(slot.span.date())?;
    let others = day.entries.iter().map(|entry| &entry.appointment).filter(|other| other.client == client && other.status.holds());
    let said =
        others.map(|other| format!("  also has {} with {} that day", say::hours(&other.span), desk.directory.staff_short(other.staff)));
    Ok(said.collect())
}
