//! Dates that do not happen, and those that happen after all.
use chrono::NaiveDate;
use clap::Args;

use super::doing::{On, put};
use super::weigh::{OnConflict, Ways};
use super::which::{day, find};
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::review::{Asked, Judged};
use crate::domain::change::{Anyway, BookChange, Change, Move};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::{say, when};

/// Dates that do not happen; each can be filled later.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series skip 3 22 dec\n  knotbook series skip 3 \"30 nov\" \"7 dec\"\n  knotbook series skip 3 22 dec..5 jan --at-end"
)]
pub(super) struct SkipArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    /// A day, or the first and the last with “..” between; several in quotes each
    #[arg(required = true, value_name = "DATE|FROM..TO")]
    days: Vec<String>,
    /// Put as many dates at the end
    #[arg(long)]
    at_end: bool,
    #[command(flatten)]
    ways: Ways,
}

/// Books a date that was skipped, or that waits for a decision.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook series fill 3 22 dec\n  knotbook series fill 3 22 dec --at \"23 dec 11:00\"")]
pub(super) struct FillArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    /// The day of the date
    #[arg(required = true, value_name = "DATE")]
    day: Vec<String>,
    /// Another time, or day and time, than its own
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    #[command(flatten)]
    ways: Ways,
}

pub(super) fn run(args: &SkipArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let stretches = stretches(&args.days, desk)?;
    if args.at_end && found.series.terms.counted().is_none() {
        return Err(Stop::refused(
            "--at-end is for a number of dates: this one has no last date to put others behind. Leave it out, or give it an end with “knotbook series extend”.",
        ));
    }
    let skip = |(from, to): &(NaiveDate, NaiveDate)| found.standing(desk).skip(*from, *to, args.at_end, None).map_err(Stop::Refused);
    let mut act = skip(&stretches[0])?;
    if args.at_end && stretches.len() > 1 {
        return Err(Stop::refused("With --at-end say one day or one stretch, as in “30 nov..7 dec”."));
    }
    for more in &stretches[1..] {
        let known: Vec<_> = act.dates.iter().map(|planned| planned.rule_date).collect();
        act.dates.extend(skip(more)?.dates.into_iter().filter(|planned| !known.contains(&planned.rule_date)));
    }
    act.dates.sort_by_key(|planned| planned.rule_date);
    put(act, &args.ways, &On::from(&found), desk, world)
}

/// The days that were said, each alone or as the first and the last: one of several words, or several that came in quotes.
fn stretches(said: &[String], desk: &Desk) -> Result<Vec<(NaiveDate, NaiveDate)>, Stop> {
    let is_whole = |words: &String| words.contains("..") || words.chars().any(char::is_alphabetic) && day(words, desk).is_ok();
    let several = said.len() > 1 && said.iter().all(is_whole);
    let all = if several { said.to_vec() } else { vec![said.join(" ")] };
    all.iter().map(|words| stretch(words, desk)).collect()
}

fn stretch(said: &str, desk: &Desk) -> Result<(NaiveDate, NaiveDate), Stop> {
    let (from, to) = match said.split_once("..") {
        Some((from, to)) => (day(from, desk)?, day(to, desk)?),
        None => (day(said, desk)?, day(said, desk)?),
    };
    if to < from {
        return Err(Stop::refused(format!(
            "It would end ({}) before it begins ({}). Say the first day, then the last.",
            say::full_day(to),
            say::full_day(from)
        )));
    }
    Ok((from, to))
}

pub(super) fn fill(args: &FillArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let (at, row) = found.on(&args.day.join(" "), desk)?;
    let moment = |at| say::moment(at, desk.year());
    if !row.status.waits() {
        return Err(Stop::refused(format!(
            "{} is {}, so there is nothing to fill. A date that is skipped or to decide can be filled.",
            moment(*at),
            row.status.word()
        )));
    }
    let order = desk.directory.practice.order;
    let starts = match &args.at {
        Some(said) => when::read_moment(said, desk.now, row.span.date(), order)?,
        None => row.span.from(),
    };
    if starts <= desk.now {
        return Err(Stop::refused(format!("{} is over. Say a later time with --at.", moment(starts))));
    }
    let wanted = Slot { span: Span::lasting(starts, row.span.minutes()), ..row.slot() };
    let judge = |slot: Slot| -> Result<Option<Judged>, Stop> {
        let asked = Asked { rule_date: *at, row: Some(row.id), slot };
        Ok(desk.store.review(&[asked], &[row.id], found.series.terms.room.is_none(), desk.now)?.pop())
    };
    let judged = judge(wanted)?.ok_or_else(|| Stop::refused("The practice is not set up any more. Nothing was changed."))?;
    let against = || judged.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let (to, anyway) = match (args.ways.on_conflict, judged.nearest, args.ways.reason()) {
        _ if judged.conflicts.is_empty() => (judged.slot, None),
        (OnConflict::Nearest, Some(nearest), _) => (nearest, None),
        (_, _, Some(reason)) if !judged.conflicts.iter().any(|conflict| matches!(conflict, Conflict::NoSuchTime { .. })) => {
            (judged.slot, Some(Anyway { reason: Clean::line(reason), seen: judged.conflicts.clone() }))
        }
        (_, nearest, _) => {
            let nearest =
                nearest.map_or_else(|| "Nothing is free near it".to_owned(), |slot| format!("Nearest: {}", moment(slot.span.from())));
            return Err(Stop::refused(format!(
                "{}: {}. {nearest}. Nothing was changed: --on-conflict nearest takes the nearest free time, --at another, --anyway \"why\" books in spite of it.",
                moment(starts),
                against()
            )));
        }
    };
    if args.ways.dry_run {
        let place = Span::lasting(to.span.from(), to.span.minutes());
        let spite = if anyway.is_some() { format!(" in spite of: {}", against()) } else { String::new() };
        if desk.json {
            let starts = crate::cli::desk::stamp_words(place.from());
            return world.json(&serde_json::json!({"done": null, "starts": starts, "conflicts": conflicts(&judged)}));
        }
        world.say(format!("{} would be booked{spite}.", say::full_span(&place)))?;
        return world.say("Nothing was changed yet: leave --dry-run out to do it.");
    }
    let moves = vec![Move { id: row.id, seen: row.slot(), to }];
    let applied = desk.apply(&Change::Book(BookChange::MoveSeveral { moves, anyway }))?;
    desk.done_with(&applied, &[row.id], world)
}

fn conflicts(judged: &Judged) -> Vec<String> {
    judged.conflicts.iter().map(ToString::to_string).collect()
}
