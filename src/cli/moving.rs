//! Moving an appointment: to a full time, or to one of the free times that fit.
use clap::Args;

use super::book::{full_time, list, place, taken};
use super::desk::Desk;
use super::offer::{self, Settled, WishArgs, liked_of};
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::appointment::{Appointment, Slot, differences};
use crate::domain::change::{Anyway, BookChange, Change};
use crate::domain::text::Clean;
use crate::domain::wording::when::{DayWish, TimeWish};

/// Moves an appointment.
#[derive(Debug, Args)]
#[command(
    after_help = "A time without a day is on the same day; “same” is the same time. Anything less than a full time lists the free\ntimes, and --take moves to one of them.\n\nExamples:\n  knotbook move 12 wed 10:00\n  knotbook move smith wed same\n  knotbook move \"#12\" --therapist Lee\n  knotbook move smith next week --take 1"
)]
pub struct MoveArgs {
    /// Its number, or the client whose only upcoming one it is
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
    let old = whom::appointment(desk, &args.appointment, |one| one.status.holds())?;
    let settled = settle(args, &old, desk)?;
    let same = Some(old.span.from().time());
    if let Some(starts) = full_time(&settled, same, false, desk) {
        let placed = place(&settled, starts, Some(old.client), Some(old.id), desk)?;
        if placed.slot == old.slot() {
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

fn put(old: &Appointment, slot: &Slot, anyway: Option<Anyway>, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let anyway = anyway.map(|anyway| Anyway { reason: Clean::line(anyway.reason.as_str()), ..anyway });
    let fields = differences(&old.slot(), slot);
    let applied = desk.apply(&Change::Book(BookChange::Alter { id: old.id, fields, anyway }))?;
    desk.done(&applied, world)
}
