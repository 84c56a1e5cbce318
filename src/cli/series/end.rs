//! How long it goes on: ended, extended, and brought back.
use clap::Args;

use super::doing::{On, put};
use super::weigh::Ways;
use super::which::{Found, FromArgs, find};
use crate::cli::desk::Desk;
use crate::cli::status::By;
use crate::cli::world::{Stop, World};
use crate::domain::book::rule::End;
use crate::domain::book::series::plan::Scope;
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::text::Clean;
use crate::domain::wording::repeat;

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
    /// “4 more”, “x12”, “until 12 mar”, “until further notice”
    #[arg(required = true, value_name = "END")]
    end: Vec<String>,
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
    let end = end(&args.end.join(" "), &found, desk)?;
    let act = found.standing(desk).run_until(end).map_err(Stop::Refused)?;
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

/// The end that was said; dates before its own, in the one it was split from, count along.
fn end(said: &str, found: &Found, desk: &Desk) -> Result<End, Stop> {
    let unclear = || Stop::refused(format!("“{said}” is no end. Say it like “4 more”, “x12”, “until 12 mar” or “until further notice”."));
    let (series, terms) = (&found.series, &found.series.terms);
    let low = said.trim().to_lowercase();
    if let Some(more) = low.strip_suffix("more").or_else(|| low.strip_prefix('+')) {
        let more: u32 = more.trim().parse().ok().filter(|more| *more > 0).ok_or_else(unclear)?;
        if found.goes_on() {
            return Err(Stop::refused("It goes on until further notice already, so there is nothing to add."));
        }
        let has = u32::try_from(terms.dates_after(None, series.made_until).len()).unwrap_or(u32::MAX);
        return Ok(End::Count(has.saturating_add(more)));
    }
    let read = repeat::read(&format!("weekly {low}"), desk.now, desk.directory.practice.order).map_err(Stop::Refused)?;
    let read = read.filter(|read| read.rest.is_empty() && read.at.is_none()).ok_or_else(unclear)?;
    match read.rule.end() {
        End::Never if low.ends_with("further notice") => Ok(End::Never),
        End::Never => Err(unclear()),
        End::Count(count) if count <= series.before => Err(Stop::refused(format!(
            "{} of its dates were before this part already. Say a greater number, or end it with “knotbook series end”.",
            series.before
        ))),
        End::Count(count) => Ok(End::Count(count - series.before)),
        End::Until(last) if last < desk.now => Err(Stop::refused("That day is over. Say a later one.")),
        End::Until(last) => Ok(End::Until(last)),
    }
}
