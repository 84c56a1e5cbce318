//! Clients and appointments from another program: read, judged, shown, and then brought in in one act.
mod report;

use std::cell::Cell;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::Days;
use clap::{Args, Subcommand, ValueEnum};

use super::desk::Desk;
use super::world::{Stop, World};
use crate::domain::change::Change;
use crate::domain::text::Clean;
use crate::exchange::csv::{self, AppointmentLine, ClientLine, Kind, Options, Sheet, put_aside, write_rest};
use crate::exchange::plan::{Bad, Known, Placed, Plan, Settings, plan};

/// Brings clients and appointments in from another program.
#[derive(Debug, Args)]
#[command(
    after_help = "First it is shown what would happen; then it is done in one act, and one “knotbook undo” takes all of it back. What is\nhere already is recognised by name with phone, e-mail or date of birth, so a file can be brought in again.\n\nExamples:\n  knotbook import csv clients.csv\n  knotbook import csv clients.csv appointments.csv --dry-run\n  knotbook import csv appointments.csv --map \"Deep Tissue (60)=Deep 60\" --map \"D. Reyes=Dana\"\n  knotbook import csv appointments.csv --create-missing --skip-bad --rest to-mend.csv --yes"
)]
pub struct ImportArgs {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// A table, as practice programs and spreadsheets save it
    Csv(CsvArgs),
}

#[derive(Debug, Args)]
struct CsvArgs {
    /// The file; a list of clients and one of appointments can come together
    #[arg(required = true, value_name = "FILE", num_args = 1..=2)]
    files: Vec<PathBuf>,
    /// What the file lists, if its headings do not say it
    #[arg(long, value_enum)]
    kind: Option<What>,
    /// Only show what would happen
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
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

/// What becomes of lines that cannot go in.
#[derive(Debug, Args)]
struct Aside {
    /// Bring the good lines in and write the others to the file of --rest, to be mended
    #[arg(long, requires = "rest")]
    skip_bad: bool,
    /// Where the lines to mend go; the file must not be there yet
    #[arg(long, value_name = "FILE", requires = "skip_bad")]
    rest: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Clients,
    Appointments,
}

/// One file, read.
struct Source {
    name: String,
    bytes: Vec<u8>,
    lines: Lines,
}

enum Lines {
    Clients(Sheet<ClientLine>),
    Appointments(Sheet<AppointmentLine>),
}

pub(super) fn run(args: &ImportArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let Format::Csv(args) = &args.format;
    let settings = settings(args)?;
    let mut sources = args.files.iter().map(|file| read(file, args, desk)).collect::<Result<Vec<_>, _>>()?;
    let mut planned = judge(&sources, &settings, desk)?;
    set_aside(&mut sources, &planned)?;
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    planned.import.source = Clean::line(&names.join(" and "));
    let bad: usize = sources.iter().map(Source::bad).sum();
    let asked = args.dry_run || !(args.yes || world.ask.is_some());
    if desk.json {
        report::print_json(&sources, &planned, !asked && (bad == 0 || args.aside.skip_bad), world)?;
    } else {
        report::print(&sources, &planned, desk, world)?;
    }
    if asked {
        return if args.dry_run || desk.json { Ok(()) } else { world.say("Nothing was brought in yet: add --yes to do it.") };
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
    if !args.yes && !world.ask.as_mut().is_some_and(|ask| ask("Bring this in?")) {
        return Err(Stop::refused("Nothing was brought in."));
    }
    write_rests(args, &sources, world)?;
    bring_in(planned, desk, world)
}

fn settings(args: &CsvArgs) -> Result<Settings, Stop> {
    let pair = |said: &String| {
        let (theirs, ours) = said
            .rsplit_once('=')
            .ok_or_else(|| Stop::refused(format!("“{said}” does not say which is which: write it like --map \"D. Reyes=Dana\".")))?;
        Ok((theirs.trim().to_owned(), ours.trim().to_owned()))
    };
    Ok(Settings { map: args.map.iter().map(pair).collect::<Result<_, Stop>>()?, create_missing: args.create_missing })
}

fn read(file: &Path, args: &CsvArgs, desk: &Desk) -> Result<Source, Stop> {
    let bytes = fs::read(file).map_err(|why| match why.kind() {
        std::io::ErrorKind::NotFound => Stop::Unusable(format!("There is no file {}.", file.display())),
        _ => Stop::Unusable(format!("{} could not be read: {why}.", file.display())),
    })?;
    let name = file.file_name().map_or_else(|| "the file".to_owned(), |name| name.to_string_lossy().into_owned());
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
    Ok(Source { name: String::from(Clean::line(&name)), bytes, lines })
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
    let days = appointments.iter().map(|line| line.span.date());
    let first = days.clone().min().and_then(|day| day.checked_sub_days(Days::new(1)));
    let last = days.max().and_then(|day| day.checked_add_days(Days::new(1)));
    let mut placed = Vec::new();
    if first.is_some() {
        desk.store.each_appointment_in((first, last), |uid, one| {
            placed.push(Placed {
                uid: uid.to_owned(),
                client: one.client,
                staff: one.staff,
                room: one.room,
                span: one.span,
                buffer: one.buffer,
                holds: one.status.holds(),
            });
            Ok(())
        })?;
    }
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
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&target).map_err(|why| match why.kind() {
            std::io::ErrorKind::AlreadyExists => Stop::refused(format!(
                "{} is there already and was left as it is. Nothing was brought in; name another file for --rest.",
                target.display()
            )),
            _ => Stop::Unusable(format!("{} could not be made: {why}. Nothing was brought in.", target.display())),
        })?;
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

fn bring_in(planned: Plan, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let shows = world.progress;
    let shown = Cell::new(false);
    let watch = |done: usize, in_all: usize| {
        if shows && in_all > 0 {
            shown.set(true);
            // A line that cannot be shown is no reason to stop.
            let _ = write!(std::io::stderr(), "\rBringing in … {} %", done * 100 / in_all);
        }
        true
    };
    let change = Change::Import(Box::new(planned.import));
    let applied = desk.store.apply_watched(&change, desk.stamp(), &watch);
    if shown.get() {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    let applied = applied?;
    if desk.json { Ok(()) } else { desk.done(&applied, world) }
}
