//! Clients and appointments from another program: read, judged, shown, and then brought in in one act.
mod csv;
mod csv_report;
mod ics;
mod ics_report;

use std::cell::Cell;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use clap::{Args, Subcommand};

use super::desk::Desk;
use super::world::{Stop, World};
use crate::domain::change::{Change, Import};
use crate::domain::text::Clean;
use crate::exchange::plan::Placed;

/// Brings clients and appointments in from another program.
#[derive(Debug, Args)]
#[command(
    after_help = "First it is shown what would happen; then it is done in one act, and one “knotbook undo” takes all of it back. What is\nhere already is recognised (clients by name with phone, e-mail or date of birth, events by their UID), so a file can be\nbrought in again.\n\nExamples:\n  knotbook import csv clients.csv\n  knotbook import csv clients.csv appointments.csv --dry-run\n  knotbook import csv appointments.csv --map \"Deep Tissue (60)=Deep 60\" --map \"D. Reyes=Dana\"\n  knotbook import csv appointments.csv --create-missing --skip-bad --rest to-mend.csv --yes\n  knotbook import ics dana.ics --therapist Dana --dry-run\n  knotbook import ics dana.ics --therapist Dana --map \"Maria S.=Maria Smith\" --new-clients --yes"
)]
pub struct ImportArgs {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// A table, as practice programs and spreadsheets save it
    Csv(csv::CsvArgs),
    /// A calendar, as calendar programs save it (.ics)
    Ics(ics::IcsArgs),
}

/// Whether something is done at all.
#[derive(Debug, Args)]
struct Doing {
    /// Only show what would happen
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

impl Doing {
    /// Whether it is only shown what would happen.
    fn only_shown(&self, world: &World<'_>) -> bool {
        self.dry_run || !(self.yes || world.ask.is_some())
    }
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

pub(super) fn run(args: &ImportArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.format {
        Format::Csv(args) => csv::run(args, desk, world),
        Format::Ics(args) => ics::run(args, desk, world),
    }
}

/// "D. Reyes=Dana" as theirs and ours.
fn pair(said: &String) -> Result<(String, String), Stop> {
    let (theirs, ours) = said
        .rsplit_once('=')
        .ok_or_else(|| Stop::refused(format!("“{said}” does not say which is which: write it like --map \"D. Reyes=Dana\".")))?;
    Ok((theirs.trim().to_owned(), ours.trim().to_owned()))
}

/// The name of a file, as it is shown, and what is in it.
fn read(file: &Path) -> Result<(String, Vec<u8>), Stop> {
    let bytes = fs::read(file).map_err(|why| match why.kind() {
        std::io::ErrorKind::NotFound => Stop::Unusable(format!("There is no file {}.", file.display())),
        _ => Stop::Unusable(format!("{} could not be read: {why}.", file.display())),
    })?;
    let name = file.file_name().map_or_else(|| "the file".to_owned(), |name| name.to_string_lossy().into_owned());
    Ok((String::from(Clean::line(&name)), bytes))
}

/// What the book holds on these days and beside them.
fn placed(days: impl Iterator<Item = NaiveDate> + Clone, desk: &Desk) -> Result<Vec<Placed>, Stop> {
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
    Ok(placed)
}

/// A new file for what is to be mended. A rest that cannot be kept is a reason not to skip it.
fn rest_file(target: &Path) -> Result<File, Stop> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(target).map_err(|why| match why.kind() {
        std::io::ErrorKind::AlreadyExists => Stop::refused(format!(
            "{} is there already and was left as it is. Nothing was brought in; name another file for --rest.",
            target.display()
        )),
        _ => Stop::Unusable(format!("{} could not be made: {why}. Nothing was brought in.", target.display())),
    })
}

fn bring_in(import: Import, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
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
    let change = Change::Import(Box::new(import));
    let applied = desk.store.apply_watched(&change, desk.stamp(), &watch);
    if shown.get() {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    let applied = applied?;
    if desk.json { Ok(()) } else { desk.done(&applied, world) }
}
