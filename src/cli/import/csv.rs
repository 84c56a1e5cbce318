//! Tables: clients and appointments, line by line.
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Aside, Doing, bring_in, csv_report, pair, placed, read, rest_file};
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::text::Clean;
use crate::exchange::csv::{self, AppointmentLine, ClientLine, Kind, Options, Sheet, put_aside, write_rest};
use crate::exchange::plan::{Bad, Known, Plan, Settings, plan};

#[derive(Debug, Args)]
pub(super) struct CsvArgs {
    /// The file; a list of clients and one of appointments can come together
    #[arg(required = true, value_name = "FILE", num_args = 1..=2)]
    files: Vec<PathBuf>,
    /// What the file lists, if its headings do not say it
    #[arg(long, value_enum)]
    kind: Option<What>,
    #[command(flatten)]
    doing: Doing,
    #[command(flatten)]
    aside: Aside,
    /// Their name of a therapist, service or room, and ours
    #[arg(long, value_name = "THEIRS=OURS")]
    map: Vec<String>,
    /// Add the therapists, services and rooms that are not here
    #[arg(long)]
    create_missing: bool,
    /// The length of appointments whose length the file does not say, in minutes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(5..=600))]
    minutes: Option<u32>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Clients,
    Appointments,
}

/// One file, read.
pub(super) struct Source {
    pub(super) name: String,
    bytes: Vec<u8>,
    pub(super) lines: Lines,
}

pub(super) enum Lines {
    Clients(Sheet<ClientLine>),
    Appointments(Sheet<AppointmentLine>),
}

pub(super) fn run(args: &CsvArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let settings = settings(args)?;
    let mut sources = args.files.iter().map(|file| read_table(file, args, desk)).collect::<Result<Vec<_>, _>>()?;
    let mut planned = judge(&sources, &settings, desk)?;
    set_aside(&mut sources, &planned)?;
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    planned.import.source = Clean::line(&names.join(" and "));
    let bad: usize = sources.iter().map(Source::bad).sum();
    let asked = args.doing.only_shown(world);
    if desk.json {
        csv_report::print_json(&sources, &planned, !asked && (bad == 0 || args.aside.skip_bad), world)?;
    } else {
        csv_report::print(&sources, &planned, desk, world)?;
    }
    if asked {
        return if args.doing.dry_run || desk.json { Ok(()) } else { world.say("Nothing was brought in yet: add --yes to do it.") };
    }
    if bad > 0 && !args.aside.skip_bad {
        return Err(Stop::refused(
            "Nothing was brought in, because some lines are to be mended first. Mend them, or add --skip-bad --rest FILE to bring in the others.",
        ));
    }
    if planned.import.clients.is_empty() && planned.import.appointments.is_empty() {
        return write_rests(args, &sources, world)
            .and_then(|()| if desk.json { Ok(()) } else { world.say("Nothing is new, so nothing was brought in.") });
    }
    if !args.doing.yes && !world.ask.as_mut().is_some_and(|ask| ask("Bring this in?")) {
        return Err(Stop::refused("Nothing was brought in."));
    }
    write_rests(args, &sources, world)?;
    bring_in(planned.import, desk, world)
}

fn settings(args: &CsvArgs) -> Result<Settings, Stop> {
    Ok(Settings { map: args.map.iter().map(pair).collect::<Result<_, Stop>>()?, create_missing: args.create_missing })
}

fn read_table(file: &Path, args: &CsvArgs, desk: &Desk) -> Result<Source, Stop> {
    let (name, bytes) = read(file)?;
    let unread = |why: csv::Unreadable| Stop::refused(format!("{name}: {why}"));
    let practice = &desk.directory.practice;
    let options = Options { order: practice.order, zone: practice.zone, default_minutes: args.minutes, today: desk.today() };
    let kind = match args.kind.filter(|_| args.files.len() == 1) {
        Some(What::Clients) => Kind::Clients,
        Some(What::Appointments) => Kind::Appointments,
        None => csv::kind(&bytes).map_err(unread)?,
    };
    let lines = match kind {
        Kind::Clients => Lines::Clients(csv::read_clients(&bytes, &options).map_err(unread)?),
        Kind::Appointments => Lines::Appointments(csv::read_appointments(&bytes, &options).map_err(unread)?),
    };
    Ok(Source { name, bytes, lines })
}

/// Reads what the book holds of those days, once, and judges every line.
fn judge(sources: &[Source], settings: &Settings, desk: &Desk) -> Result<Plan, Stop> {
    let (mut clients, mut appointments): (Vec<ClientLine>, Vec<AppointmentLine>) = (Vec::new(), Vec::new());
    for source in sources {
        match &source.lines {
            Lines::Clients(sheet) if clients.is_empty() => clients.clone_from(&sheet.lines),
            Lines::Appointments(sheet) if appointments.is_empty() => appointments.clone_from(&sheet.lines),
            _ => return Err(Stop::refused("Both files list the same kind. Bring them in one after the other.")),
        }
    }
    let placed = placed(appointments.iter().map(|line| line.span.date()), desk)?;
    let known = desk.store.all_clients()?;
    let known = Known { directory: &desk.directory, clients: &known, appointments: &placed, now: desk.now };
    Ok(plan(&clients, &appointments, &known, settings))
}

/// Lines that could be read but cannot go in join those that could not be read.
fn set_aside(sources: &mut [Source], plan: &Plan) -> Result<(), Stop> {
    let reasons = |bad: &[Bad]| bad.iter().map(|bad| (bad.line, bad.reason.clone())).collect::<Vec<_>>();
    for source in sources {
        match &mut source.lines {
            Lines::Clients(sheet) => put_aside(sheet, &source.bytes, Kind::Clients, &reasons(&plan.clients.bad))?,
            Lines::Appointments(sheet) => put_aside(sheet, &source.bytes, Kind::Appointments, &reasons(&plan.appointments.bad))?,
        }
    }
    Ok(())
}

impl Source {
    fn bad(&self) -> usize {
        match &self.lines {
            Lines::Clients(sheet) => sheet.bad.len(),
            Lines::Appointments(sheet) => sheet.bad.len(),
        }
    }
}

/// Before anything is written to the book: a rest that cannot be kept is a reason not to skip its lines.
fn write_rests(args: &CsvArgs, sources: &[Source], world: &mut World<'_>) -> Result<(), Stop> {
    let Some(rest) = args.aside.rest.as_ref().filter(|_| args.aside.skip_bad) else { return Ok(()) };
    let with_bad: Vec<&Source> = sources.iter().filter(|source| source.bad() > 0).collect();
    for source in &with_bad {
        let target = if with_bad.len() == 1 { rest.clone() } else { beside(rest, &source.lines) };
        let mut file = rest_file(&target)?;
        match &source.lines {
            Lines::Clients(sheet) => write_rest(&mut file, sheet)?,
            Lines::Appointments(sheet) => write_rest(&mut file, sheet)?,
        }
        file.sync_all()?;
        world.aside(format!("The lines to mend are in {}; mend them there and bring that file in.", target.display()));
    }
    Ok(())
}

/// `rest.csv` → `rest-clients.csv`, when both files leave lines.
fn beside(rest: &Path, lines: &Lines) -> PathBuf {
    let what = match lines {
        Lines::Clients(_) => "clients",
        Lines::Appointments(_) => "appointments",
    };
    let stem = rest.file_stem().map_or_else(|| "rest".into(), |stem| stem.to_string_lossy().into_owned());
    rest.with_file_name(format!("{stem}-{what}.csv"))
}
