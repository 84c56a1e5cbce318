//! Moving an appointment: to a full time, or to one of the free times that fit.
use clap::Args;

use super::book::{full_time, list, place, taken};
use super::desk::Desk;
use super::offer::{self, Settled, WishArgs, liked_of};
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::appointment::{Appointment, Slot, differences};
use crate::domain::book::conflict::Conflict;
use crate::domain::book::together::follow;
use crate::domain::change::{Anyway, BookChange, Change, Move};
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::domain::wording::when::{DayWish, TimeWish};
use crate::store::Error;

/// Moves an appointment, or several that keep their distance in time.
#[derive(Debug, Args)]
#[command(
    after_help = "A time without a day is on the same day; “same” is the same time. Anything less than a full time lists the free\ntimes, and --take moves to one of them.\n\nExamples:\n  knotbook move 12 wed 10:00\n  knotbook move smith wed same\n  knotbook move \"#12\" --therapist Lee\n  knotbook move smith next week --take 1\n  knotbook move 12,13,14 thu 9:00                 all three: the earliest comes at 9:00, the others as long after it as now"
)]
pub struct MoveArgs {
    /// Its number, or the client whose only upcoming one it is; several numbers with commas between
    appointment: String,
    /// Day and time, therapist, room, in any order
    #[arg(value_name = "WHEN")]
    when: Vec<String>,
    #[command(flatten)]
    wishes: WishArgs,
    /// Move to the free time of this place in the list
    #[arg(long, value_name = "PLACE")]
    take: Option<usize>,
    /// Move in spite of what speaks against it, and say why; it stays in the history
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
}

pub(super) fn run(args: &MoveArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if let Some(ids) = several_ids(&args.appointment) {
        return run_several(args, &ids, desk, world);
    }
    let old = whom::appointment(desk, &args.appointment, can_move)?;
    let settled = settle(args, &old, desk)?;
    let same = Some(old.span.from().time());
    if let Some(starts) = full_time(&settled, same, false, desk) {
        let placed = place(&settled, starts, Some(old.client), Some(old.id), desk)?;
        if placed.slot == old.slot() && old.status.holds() {
            return Err(Stop::refused("It stands there already, so nothing was changed."));
        }
        let anyway = placed.allowed(args.anyway.as_deref())?;
        return put(&old, &placed.slot, anyway, desk, world);
    }
    let limit = args.take.unwrap_or(0).max(9);
    let offers = desk.store.offers(&offer::wish(&settled, (Some(old.client), Some(old.id)), same, desk, limit)?)?;
    match args.take {
        Some(place) => put(&old, &taken(&offers, place, &settled, Some(old.client))?, None, desk, world),
        None => list(old.client_name.as_str(), Some(old.client), &settled, &offers, desk, world),
    }
}

/// What stays is what is not said: service, length, therapist, room, and with a change of those alone the time.
fn settle(args: &MoveArgs, old: &Appointment, desk: &Desk) -> Result<Settled, Stop> {
    let mut line = offer::read_line(&args.when, &args.wishes, desk)?;
    let only_others = line.staff.is_some() || line.room.is_some() || line.minutes.is_some() || !line.services.is_empty();
    if line.when.day.is_none() && !matches!(line.when.time, TimeWish::Now) && (line.when.time != TimeWish::Any || only_others) {
        line.when.day = Some(DayWish::On(old.span.date()));
        if line.when.time == TimeWish::Any {
            line.when.time = TimeWish::At(old.span.from().time());
        }
    }
    let service = line.services.first().copied().filter(|_| !line.services.contains(&old.service)).unwrap_or(old.service);
    let buffer = if service == old.service { old.buffer } else { desk.directory.service(service).map_or(0, |service| service.buffer) };
    Ok(Settled {
        service,
        minutes: line.minutes.unwrap_or(old.span.minutes()),
        buffer,
        staff: line.staff,
        usual_staff: Some(old.staff),
        liked: liked_of(desk.store.client(old.client, desk.now)?.as_ref()),
        room: line.room,
        usual_room: old.room,
        line,
    })
}

fn can_move(one: &Appointment) -> bool {
    one.status.holds() || one.status.waits()
}

/// "12,13" or "#12, #13"; `None` when it is not several numbers.
fn several_ids(words: &str) -> Option<Vec<&str>> {
    let ids: Vec<&str> = words.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    let numbers = ids.iter().all(|id| {
        let digits = id.trim_start_matches('#');
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    (ids.len() > 1 && numbers).then_some(ids)
}

fn run_several(args: &MoveArgs, ids: &[&str], desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let mut all = ids.iter().map(|id| whom::appointment(desk, id, can_move)).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|one| (one.span, one.id));
    all.dedup_by_key(|one| one.id);
    let first = all[0].clone();
    let settled = settle(args, &first, desk)?;
    if settled.line.minutes.is_some() || !settled.line.services.is_empty() {
        return Err(Stop::refused("Service and length stay when several are moved. Change them one by one."));
    }
    let Some(starts) = full_time(&settled, Some(first.span.from().time()), false, desk) else {
        let earliest = format!("{}, {}", first.client_name, say::moment(first.span.from(), desk.year()));
        return Err(Stop::refused(format!(
            "Say the day and the time for the earliest of them ({earliest}), like “thu 9:00” or “thu same”."
        )));
    };
    let lead = Slot {
        staff: settled.staff.unwrap_or(first.staff),
        room: settled.room.or(first.room),
        span: Span::lasting(starts, first.span.minutes()),
        ..first.slot()
    };
    let slots: Vec<Slot> = all.iter().map(Appointment::slot).collect();
    if lead == slots[0] && first.status.holds() {
        return Err(Stop::refused("They stand there already, so nothing was changed."));
    }
    let wanted: Vec<_> = all.iter().map(|one| one.id).zip(follow(&slots, &lead)).collect();
    let landing = desk.store.landing(&wanted, desk.now)?;
    let anyway = allowed(landing.conflicts, args.anyway.as_deref())?;
    let moves = all.iter().zip(&landing.slots).map(|(one, to)| Move { id: one.id, seen: one.slot(), to: *to }).collect();
    let applied = desk.apply(&Change::Book(BookChange::MoveSeveral { moves, anyway }))?;
    let ids: Vec<AppointmentId> = all.iter().map(|one| one.id).collect();
    desk.done_with(&applied, &ids, world)
}

/// What lets several stand in spite of conflicts, or the refusal.
fn allowed(conflicts: Vec<Conflict>, reason: Option<&str>) -> Result<Option<Anyway>, Stop> {
    match reason {
        _ if conflicts.is_empty() => Ok(None),
        Some(reason) => Ok(Some(Anyway { reason: Clean::line(reason), seen: conflicts })),
        None => Err(Refusal::Conflicts { conflicts, ways: Vec::new() }.into()),
    }
}

/// Two appointments take each other's therapist, room and start.
#[derive(Debug, Args)]
#[command(after_help = "Each keeps its own service and length.\n\nExamples:\n  knotbook swap 12 17\n  knotbook swap smith okafor")]
pub struct SwapArgs {
    /// The number of one, or the client whose only upcoming one it is
    one: String,
    /// The other
    other: String,
    /// Swap in spite of what speaks against it, and say why; it stays in the history
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
}

pub(super) fn swap(args: &SwapArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let one = whom::appointment(desk, &args.one, |one| one.status.holds())?;
    let other = whom::appointment(desk, &args.other, |other| other.status.holds())?;
    if one.id == other.id {
        return Err(Stop::refused("That is one and the same appointment; a swap takes two."));
    }
    if let Some(off) = [&one, &other].into_iter().find(|one| !one.status.holds()) {
        return Err(Stop::refused(format!("{} is {} and holds no time to swap.", off.client_name, off.status.word())));
    }
    let (a, b) = ((one.id, one.slot()), (other.id, other.slot()));
    let swap = |anyway| Change::Book(BookChange::Swap { a, b, anyway });
    let applied = match (desk.store.apply(&swap(None), desk.stamp()), &args.anyway) {
        (Err(Error::Refused(Refusal::Conflicts { conflicts, .. })), Some(reason)) => {
            desk.apply(&swap(allowed(conflicts, Some(reason))?))?
        }
        (done, _) => done?,
    };
    desk.done_with(&applied, &[one.id, other.id], world)
}

fn put(old: &Appointment, slot: &Slot, anyway: Option<Anyway>, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let anyway = anyway.map(|anyway| Anyway { reason: Clean::line(anyway.reason.as_str()), ..anyway });
    let fields = differences(&old.slot(), slot);
    // What waits to be rebooked may come back to its old place.
    let change = if fields.is_empty() {
        BookChange::MoveSeveral { moves: vec![Move { id: old.id, seen: old.slot(), to: *slot }], anyway }
    } else {
        BookChange::Alter { id: old.id, fields, anyway }
    };
    let applied = desk.apply(&Change::Book(change))?;
    desk.done(&applied, world)
}
