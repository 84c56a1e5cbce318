//! Calendars: events, event by event.
use std::path::PathBuf;

use clap::Args;

use super::{Aside, Doing, bring_in, ics_report, pair, placed, read, rest_file};
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::book::decide::Hit;
use crate::domain::book::status::Status;
use crate::domain::change::{Change, Import, Imported};
use crate::domain::ids::ServiceId;
use crate::domain::span::Span;
use crate::domain::text::{Clean, fold};
use crate::exchange::ics::{self, Calendar, Options, What, rest::write_rest};
use crate::exchange::plan::Known;
use crate::exchange::plan::calendar::{Before, CalendarPlan, Wishes, plan_calendars};

#[derive(Debug, Args)]
pub(super) struct IcsArgs {
    /// The calendar; several are brought in together
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Whose calendar it is; else the calendar's name, a category or a guest says it
    #[arg(long, value_name = "NAME")]
    therapist: Option<String>,
    /// What is booked; else the service that is named in the title, or the one of the same length
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    #[command(flatten)]
    doing: Doing,
    #[command(flatten)]
    aside: Aside,
    /// Their words for a client, and our client's name
    #[arg(long, value_name = "THEIRS=OURS")]
    map: Vec<String>,
    /// Add the clients who are not here
    #[arg(long)]
    new_clients: bool,
    /// Whole days close the practice; else they are time off of the therapist
    #[arg(long)]
    closures: bool,
    /// The length of events that say none, in minutes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(5..=600))]
    minutes: Option<u32>,
}

/// One calendar, read.
pub(super) struct Source {
    pub(super) name: String,
    bytes: Vec<u8>,
    pub(super) calendar: Calendar,
}

pub(super) fn run(args: &IcsArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let wishes = wishes(args, desk)?;
    let usual = wishes.service.and_then(|id| desk.directory.service(id)).map(|service| service.minutes);
    let options = Options { zone: desk.directory.practice.zone, minutes: args.minutes.or(usual), today: desk.today() };
    let source = |file: &PathBuf| {
        let (name, bytes) = read(file)?;
        let calendar = ics::read(&bytes, &options).map_err(|why| Stop::refused(format!("{name}: {why}")))?;
        Ok(Source { name, bytes, calendar })
    };
    let sources = args.files.iter().map(source).collect::<Result<Vec<_>, Stop>>()?;
    let mut planned = judge(&sources, &wishes, desk)?;
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    planned.import.source = Clean::line(&names.join(" and "));
    let bad: usize = planned.judged.iter().map(|judged| judged.outcome.bad.len()).sum();
    let only_shown = args.doing.only_shown(world);
    let hits = left_to_decide(&planned.import, desk)?;
    if desk.json {
        ics_report::print_json(&sources, &planned, &hits, !only_shown && (bad == 0 || args.aside.skip_bad), desk, world)?;
    } else {
        ics_report::print(&sources, &planned, world)?;
        ics_report::print_hits(&hits, desk, world)?;
    }
    if only_shown {
        return if args.doing.dry_run || desk.json { Ok(()) } else { world.say("Nothing was brought in yet: add --yes to do it.") };
    }
    if bad > 0 && !args.aside.skip_bad {
        return Err(Stop::refused(
            "Nothing was brought in, because some events are to be mended first. Mend them, or add --skip-bad --rest FILE to bring in the others.",
        ));
    }
    let import = &planned.import;
    if import.clients.is_empty() && import.appointments.is_empty() && import.absences.is_empty() {
        write_rests(args, &sources, &planned, world)?;
        return if desk.json { Ok(()) } else { world.say("Nothing is new, so nothing was brought in.") };
    }
    if !args.doing.yes && !world.ask.as_mut().is_some_and(|ask| ask("Bring this in?")) {
        return Err(Stop::refused("Nothing was brought in."));
    }
    write_rests(args, &sources, &planned, world)?;
    bring_in(planned.import, desk, world)
}

/// What would be to decide afterwards. What is over or off can be left out of the trial: nobody decides about it.
fn left_to_decide(import: &Import, desk: &Desk) -> Result<Vec<Hit>, Stop> {
    let is_open = |one: &&Imported| one.status == Status::ToDecide || one.status.is_expected() && one.span.date() >= desk.today();
    let appointments: Vec<Imported> = import.appointments.iter().filter(is_open).cloned().collect();
    if appointments.is_empty() && import.absences.is_empty() {
        return Ok(Vec::new());
    }
    let trial = Import { appointments, ..import.clone() };
    Ok(desk.store.preview(&Change::Import(Box::new(trial)), desk.stamp())?)
}

fn wishes(args: &IcsArgs, desk: &Desk) -> Result<Wishes, Stop> {
    Ok(Wishes {
        therapist: args.therapist.as_deref().map(|name| desk.therapist(name)).transpose()?,
        service: args.service.as_deref().map(|name| service(name, desk)).transpose()?,
        map: args.map.iter().map(pair).collect::<Result<_, Stop>>()?,
        new_clients: args.new_clients,
        closures: args.closures,
    })
}

fn service(name: &str, desk: &Desk) -> Result<ServiceId, Stop> {
    let is = |own: &Clean| fold(own.as_str()) == fold(name);
    let found = desk.directory.offered().find(|service| is(&service.short) || is(&service.name));
    found.map(|service| service.id).ok_or_else(|| {
        let names: Vec<&str> = desk.directory.offered().map(|service| service.short.as_str()).collect();
        Stop::refused(format!("“{name}” is not one of the services here: {}.", names.join(", ")))
    })
}

/// Reads what the book holds of those days, once, and judges every event.
fn judge(sources: &[Source], wishes: &Wishes, desk: &Desk) -> Result<CalendarPlan, Stop> {
    let calendars: Vec<&Calendar> = sources.iter().map(|source| &source.calendar).collect();
    let items = || calendars.iter().flat_map(|calendar| &calendar.items);
    let days = items().flat_map(|item| match &item.what {
        What::Single(one) => vec![one.span.date()],
        What::Dates(dates) | What::Standing { dates, .. } => dates.iter().map(|one| one.span.date()).collect(),
        What::Away(_) | What::Nothing(_) => Vec::new(),
    });
    let days: Vec<_> = days.collect();
    let placed = placed(days.iter().copied(), desk)?;
    let since = items().filter_map(|item| match &item.what {
        What::Away(spans) => spans.iter().map(Span::date).min(),
        What::Single(_) | What::Dates(_) | What::Standing { .. } | What::Nothing(_) => None,
    });
    let absences = since.min().map(|first| desk.store.absences_from(first)).transpose()?.unwrap_or_default();
    let uids = desk.store.known_uids(items().map(|item| item.uid.as_str()))?;
    let clients = desk.store.all_clients()?;
    let known = Known { directory: &desk.directory, clients: &clients, appointments: &placed, now: desk.now };
    Ok(plan_calendars(&calendars, &Before { known, uids: &uids, absences: &absences }, wishes))
}

/// Before anything is written to the book: a rest that cannot be kept is a reason not to skip its events.
fn write_rests(args: &IcsArgs, sources: &[Source], plan: &CalendarPlan, world: &mut World<'_>) -> Result<(), Stop> {
    let Some(rest) = args.aside.rest.as_ref().filter(|_| args.aside.skip_bad) else { return Ok(()) };
    let with_bad: Vec<_> = sources.iter().zip(&plan.judged).filter(|(_, judged)| !judged.outcome.bad.is_empty()).collect();
    for (n, (source, judged)) in with_bad.iter().enumerate() {
        let stem = rest.file_stem().map_or_else(|| "rest".into(), |stem| stem.to_string_lossy().into_owned());
        let target = if with_bad.len() == 1 { rest.clone() } else { rest.with_file_name(format!("{stem}-{}.ics", n + 1)) };
        let mut file = rest_file(&target)?;
        let bad: Vec<(usize, String)> = judged.outcome.bad.iter().map(|bad| (bad.line, bad.reason.clone())).collect();
        write_rest(&mut file, &source.bytes, &bad)?;
        file.sync_all()?;
        world.aside(format!("The events to mend are in {}; mend them there and bring that file in.", target.display()));
    }
    Ok(())
}
