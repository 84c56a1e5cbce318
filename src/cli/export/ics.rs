//! The calendar as a file.
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::{Days, days};
use crate::cli::desk::Desk;
use crate::cli::whole;
use crate::cli::world::{Stop, World};
use crate::domain::book::calendar::Recurring;
use crate::domain::book::series::FOREVER;
use crate::domain::wording::say;
use crate::exchange::ics::write::{Calendar, Wanted};
use crate::exchange::sheet::Names;

#[derive(Debug, Args)]
#[command(
    after_help = "A standing appointment goes in with its rule and what differs from it, whole, if one of its dates lies in the days that are\nasked for. Nothing of notes, alerts and reasons is in it; reasons of time off only with --clients full.\n\nExamples:\n  knotbook export ics book.ics --from today\n  knotbook export ics dana.ics --therapist dana --clients hidden --force"
)]
pub(super) struct IcsArgs {
    /// The file to write, whole or not at all
    #[arg(value_name = "FILE")]
    out: PathBuf,
    /// Only what this therapist does
    #[arg(long, visible_alias = "who", value_name = "NAME")]
    therapist: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// To this day, itself included
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// How much of a client stands in it
    #[arg(long, value_enum, default_value_t = Clients::Initials)]
    clients: Clients,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// How much of a client stands in a calendar.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Clients {
    /// The whole name
    Full,
    /// First letters
    Initials,
    /// Nothing of the client: what is booked, not who
    Hidden,
}

impl From<Clients> for Names {
    fn from(word: Clients) -> Self {
        match word {
            Clients::Full => Self::Full,
            Clients::Initials => Self::Initials,
            Clients::Hidden => Self::Hidden,
        }
    }
}

/// What was written.
#[derive(Default)]
struct Count {
    single: usize,
    standing: usize,
    absences: usize,
}

pub(super) fn run(args: &IcsArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let days = days(args.from.as_ref(), args.to.as_ref(), desk)?;
    let staff = args.therapist.as_deref().map(|name| desk.therapist(name)).transpose()?;
    let wanted = Wanted { directory: &desk.directory, names: args.clients.into(), staff, first: desk.store.first_day()? };
    let mut count = Count::default();
    whole::write(&args.out, args.force, |file| {
        let mut calendar = Calendar::begin(file, wanted)?;
        desk.store.each_single(days, staff, |revision, appointment| {
            count.single += 1;
            Ok(calendar.single(revision, appointment)?)
        })?;
        desk.store.each_standing(staff, |recurring| {
            let is_in = is_in(&recurring, days) && calendar.standing(&recurring)?;
            count.standing += usize::from(is_in);
            Ok(())
        })?;
        for (absence, entered) in desk.store.noted_absences(days)? {
            count.absences += usize::from(calendar.away(&absence, entered)?);
        }
        Ok(calendar.end()?)
    })?;
    let single = say::count(count.single, "appointment", "appointments");
    let standing = say::count(count.standing, "standing appointment", "standing appointments");
    let absences = say::count(count.absences, "absence", "absences");
    world.aside(format!("Wrote {single}, {standing} and {absences} to {}.", args.out.display()));
    Ok(())
}

/// Whether it has a date in these days, or will have one that is not made yet.
fn is_in(recurring: &Recurring, (from, to): Days) -> bool {
    let is_asked = |day: NaiveDate| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
    let series = &recurring.series;
    let goes_on = series.terms.ended.is_none() && series.made_until < FOREVER && to.is_none_or(|to| to > series.made_until);
    goes_on || recurring.dates.iter().any(|(_, row)| is_asked(row.span.date()))
}
