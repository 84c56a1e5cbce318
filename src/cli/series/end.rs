//! How long it goes on: ended, extended, and brought back.
use clap::Args;

use super::doing::{On, put};
use super::weigh::Ways;
use super::which::{FromArgs, find};
use crate::cli::desk::Desk;
use crate::cli::status::By;
use crate::cli::world::{Stop, World};
use crate::domain::book::series::act::{Fate, Planned};
use crate::domain::book::series::plan::Scope;
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::text::Clean;
use crate::domain::wording::{ending, say};

/// Calls off its dates from one on, for good.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series end 3 --from \"12 jan\" --by client --reason \"moved away\"\n  knotbook series end 3 --all"
)]
pub(super) struct EndArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    #[command(flatten)]
    which: FromArgs,
    /// Who calls it off
    #[arg(long, value_enum, default_value_t = By::Practice)]
    by: By,
    /// Why, in a word
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,
}

/// Gives it another end: more dates, or fewer.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series extend 3 4 more\n  knotbook series extend 3 x12                   12 dates in all\n  knotbook series extend 3 until 12 mar\n  knotbook series extend 3 until further notice"
)]
pub(super) struct ExtendArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    /// “4 more”, “x12” (12 in all, those that were included), “until 12 mar”, “until further notice”
    #[arg(required = true, value_name = "END")]
    end: Vec<String>,
    /// Call off the dates behind an end that comes earlier than now
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    ways: Ways,
}

/// Puts back what was called off, and lets it go on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook series restore 3\n  knotbook series restore 3 --from \"12 jan\" --on-conflict nearest")]
pub(super) struct RestoreArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
    /// The first date that happens again [default: all that are still to come]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[command(flatten)]
    ways: Ways,
}

pub(super) fn run(args: &EndArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let scope = found.scope(&args.which, desk)?;
    let by = match args.by {
        By::Client => CancelledBy::Client,
        By::Practice => CancelledBy::Practice,
    };
    let act = found.standing(desk).end(scope, by, &Clean::line(&args.reason)).map_err(Stop::Refused)?;
    put(act, &Ways::only(args.dry_run), &On::from(&found), desk, world)
}

pub(super) fn extend(args: &ExtendArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let ending = ending::read(&args.end.join(" "), desk.now, desk.directory.practice.order).map_err(Stop::Refused)?;
    let act = found.standing(desk).extend(ending).map_err(Stop::Refused)?;
    let is_off = |planned: &&Planned| matches!(planned.fate, Fate::CallOff { .. });
    let off: Vec<_> =
        act.dates.iter().filter(is_off).map(|planned| planned.row.map_or(planned.rule_date, |row| row.slot.span.from())).collect();
    if let (Some(first), Some(last), false) = (off.iter().min(), off.iter().max(), args.yes || args.ways.dry_run) {
        let day = |at: &chrono::NaiveDateTime| say::full_day(at.date());
        let (dates, days) = match off.len() {
            1 => ("1 date is".to_owned(), day(first)),
            many => (format!("{many} dates are"), format!("{} to {}", day(first), day(last))),
        };
        let (said, id) = (args.end.join(" "), found.series.id.0);
        return Err(Stop::refused(format!(
            "“{said}” ends it earlier than now: {dates} called off, {days}. Nothing was changed: --yes does it all the same; “knotbook series end {id} --from DATE” ends it from a date on, and “x12” means 12 dates in all, “4 more” four beyond the last."
        )));
    }
    put(act, &args.ways, &On::from(&found), desk, world)
}

pub(super) fn restore(args: &RestoreArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let is_off = |status: Status| matches!(status, Status::Cancelled | Status::LateCancelled);
    let scope = match &args.from {
        None => Scope::All,
        Some(said) => Scope::Following(found.from(said, |row| is_off(row.status) && row.span.from() > desk.now, desk)?),
    };
    let act = found.standing(desk).restore(scope).map_err(Stop::Refused)?;
    put(act, &args.ways, &On::from(&found), desk, world)
}
