//! Another time, therapist, room, service or length from a date on.
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime};
use clap::Args;

use super::doing::{On, put};
use super::weigh::Ways;
use super::which::{Found, FromArgs, find};
use crate::cli::desk::Desk;
use crate::cli::offer::{self, WishArgs};
use crate::cli::world::{Stop, World};
use crate::domain::book::series::act::{Fate, SeriesAct};
use crate::domain::book::series::plan::{Place, Scope};
use crate::domain::ids::ServiceId;
use crate::domain::wording::line::Line;
use crate::domain::wording::when::{DayWish, TimeWish};

/// Moves or changes its dates from one on.
#[derive(Debug, Args)]
#[command(
    after_help = "WHEN is where the first of these dates goes, the others follow at their distance; a weekday is that of its week. Dates\nthat were changed by themselves before stay. For a single date: “knotbook move #12 thu 10:00”.\n\nExamples:\n  knotbook series move 3 --from \"15 dec\" thu 14:30\n  knotbook series move 3 --all 11:00 --dry-run\n  knotbook series move 3 --all --minutes 90"
)]
pub(super) struct MoveArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    #[command(flatten)]
    which: FromArgs,
    /// Day and time of the first of them, therapist, room, in any order
    #[arg(value_name = "WHEN")]
    when: Vec<String>,
    #[command(flatten)]
    wishes: WishArgs,
    #[command(flatten)]
    ways: Ways,
}

/// Another therapist takes over from a date on.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series hand-over 3 --to lee --from \"1 jan\"\n  knotbook series hand-over 3 --to lee --all --prefer"
)]
pub(super) struct HandOverArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    /// The therapist who takes over
    #[arg(long, value_name = "THERAPIST")]
    to: String,
    #[command(flatten)]
    which: FromArgs,
    /// She becomes the client's preferred therapist
    #[arg(long)]
    prefer: bool,
    #[command(flatten)]
    ways: Ways,
}

pub(super) fn run(args: &MoveArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let scope = found.scope(&args.which, desk)?;
    let pivot = found.standing(desk).pivot(scope).ok_or_else(nothing_to_come)?;
    let place = place(args, pivot, &found, desk)?;
    change(&found, scope, &place, None, &args.ways, desk, world)
}

pub(super) fn hand_over(args: &HandOverArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let scope = found.scope(&args.which, desk)?;
    let place = Place { staff: Some(desk.therapist(&args.to)?), ..Place::default() };
    change(&found, scope, &place, args.prefer.then_some(()), &args.ways, desk, world)
}

fn change(
    found: &Found,
    scope: Scope,
    to: &Place,
    prefer: Option<()>,
    ways: &Ways,
    desk: &mut Desk,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let mut act = found.standing(desk).change(scope, to).map_err(Stop::Refused)?;
    if prefer.is_none() && changes_nothing(&act, found) {
        return Err(Stop::refused("It is so already, so nothing was changed."));
    }
    if let (Some(()), Some(client)) = (prefer, found.series.terms.client) {
        act = act.preferring(desk.store.client(client, desk.now)?.and_then(|card| card.client.therapist));
    }
    put(act, ways, &On::from(found), desk, world)
}

fn changes_nothing(act: &SeriesAct, found: &Found) -> bool {
    let (new, old) = (act.terms(), &found.series.terms);
    let same_terms = (new.service, new.staff, new.room, new.minutes) == (old.service, old.staff, old.room, old.minutes);
    let is_there = |planned: &crate::domain::book::series::act::Planned| match (&planned.fate, planned.row) {
        (Fate::Book { slot, .. }, Some(row)) => *slot == row.slot && row.status.holds(),
        (Fate::Book { .. }, None) => false,
        (Fate::Skip | Fate::Decide | Fate::CallOff { .. } | Fate::Stay, _) => true,
    };
    same_terms && act.dates.iter().all(is_there)
}

fn place(args: &MoveArgs, pivot: NaiveDateTime, found: &Found, desk: &Desk) -> Result<Place, Stop> {
    let line = offer::read_line(&args.when, &args.wishes, desk)?;
    let starts = starts(args, &line, pivot, desk)?;
    let service = service(&line, found, desk);
    let minutes = line.minutes.or_else(|| service.and_then(|(id, _)| desk.directory.service(id)).map(|service| service.minutes));
    let place = Place { starts, staff: line.staff, room: line.room.map(Some), service, minutes };
    if place == Place::default() {
        return Err(Stop::refused(
            "Move it where? Say a day, a time or both, like “thu 14:30”, or --therapist, --room, --service, --minutes.",
        ));
    }
    Ok(place)
}

/// The service that was said, with its clean-up.
fn service(line: &Line, found: &Found, desk: &Desk) -> Option<(ServiceId, u32)> {
    let own = found.series.terms.service;
    let fits: Vec<_> = line.services.iter().filter_map(|id| desk.directory.service(*id)).collect();
    let by_length = fits.iter().find(|service| line.minutes == Some(service.minutes));
    let one = by_length.or_else(|| fits.iter().find(|service| service.id == own)).or(fits.first())?;
    (one.id != own).then_some((one.id, one.buffer))
}

/// Where the first of the dates goes; `None`: neither a day nor a time was said.
fn starts(args: &MoveArgs, line: &Line, pivot: NaiveDateTime, desk: &Desk) -> Result<Option<NaiveDateTime>, Stop> {
    let time = match line.when.time {
        TimeWish::Any | TimeWish::Same => None,
        TimeWish::At(time) => Some(time),
        TimeWish::Window { .. } | TimeWish::Now => {
            return Err(Stop::refused("Say the very time they move to, like “14:30”."));
        }
    };
    let day = match line.when.day {
        None => None,
        Some(DayWish::On(day)) => Some(day),
        Some(DayWish::From { .. }) => return Err(Stop::refused("Say the very day the first of them moves to, like “thu” or “17 dec”.")),
    };
    let Some(day) = day else { return Ok(time.map(|time| pivot.date().and_time(time))) };
    // A weekday alone is that of the date's own week; whichever reading is nearer to the date is meant.
    let from_today = args.when.iter().any(|word| {
        let word = word.to_lowercase();
        word.split_whitespace().any(|word| matches!(word, "today" | "tomorrow" | "in" | "next") || word.starts_with('+'))
    });
    let day = match week_of(pivot).filter(|_| !from_today) {
        Some(monday) if monday > desk.now => {
            let again = crate::domain::wording::line::read(&args.when.join(" "), &desk.directory, monday)?;
            match again.when.day {
                Some(DayWish::On(near)) if (near - pivot.date()).abs() < (day - pivot.date()).abs() => near,
                _ => day,
            }
        }
        _ => day,
    };
    Ok(Some(day.and_time(time.unwrap_or(pivot.time()))))
}

fn week_of(at: NaiveDateTime) -> Option<NaiveDateTime> {
    let monday = at.date().checked_sub_days(Days::new(u64::from(at.weekday().num_days_from_monday())))?;
    Some(monday.and_time(NaiveTime::MIN))
}

fn nothing_to_come() -> Stop {
    Stop::refused("None of its dates is still to come, so there is nothing to change.")
}
