//! The commands, for scripts and for the owner over ssh: each is one act or one question over the doors the screens use.
//!
//! [`run`] takes what surrounds a command (the clock, the streams, who may be asked) from its caller, so that a test plays one.
mod absence;
mod alerts;
mod args;
mod book;
mod catalogue;
mod clients;
mod day;
mod deciding;
mod demo;
mod desk;
mod export;
mod find;
mod history;
mod hours;
mod import;
mod keep;
mod moving;
mod note;
mod offer;
mod plan;
mod practice;
mod print;
mod progress;
mod rooms;
mod series;
mod services;
mod setup;
mod shell;
mod staff;
mod status;
mod table;
mod week;
mod whole;
mod whom;
mod world;

use std::path::{Path, PathBuf};

pub use args::{Args, Command, ConfigArgs, DemoArgs, Global};
pub use world::World;

use chrono::{DateTime, Utc};

use crate::domain::practice::role::Viewer;
use desk::Desk;
use world::Stop;

/// Done.
pub const DONE: u8 = 0;
/// A rule refused it; the reason is on the second stream.
pub const REFUSED: u8 = 1;
/// The command line could not be understood.
pub const USAGE: u8 = 2;
/// The file could not be used.
pub const UNUSABLE: u8 = 3;

/// Does one command and answers with the exit code. What is refused is said on the second stream, in a sentence.
pub fn run(global: &Global, command: &Command, world: &mut World<'_>) -> u8 {
    let done = dispatch(global, command, world);
    end(done, world)
}

/// Makes the made-up practice in its file, unless today's is there; answers with the exit code.
pub fn fill_demo(global: &Global, world: &mut World<'_>) -> u8 {
    let done = demo_file(global, world.now).and_then(|file| demo::fill(&file, global.file.is_none(), world));
    end(done, world)
}

/// Brings a copy back without asking: the person chose it on the screen. Answers with the exit code.
pub fn restore(global: &Global, copy: &Path, world: &mut World<'_>) -> u8 {
    let args = keep::RestoreArgs { copy: copy.to_owned(), yes: true };
    let done = file(global).and_then(|file| keep::restore(&args, &file, world));
    end(done, world)
}

/// Where the book is and who opens it; the exit code when that cannot be said.
pub fn opening(global: &Global, demo: bool, world: &mut World<'_>) -> Result<(PathBuf, Viewer), u8> {
    let found = if demo { demo_file(global, world.now) } else { file(global) };
    found
        .and_then(|file| Ok((desk::viewer(&file, global, world)?, file)))
        .map(|(viewer, file)| (file, viewer))
        .map_err(|stop| end(Err(stop), world))
}

fn end(done: Result<(), Stop>, world: &mut World<'_>) -> u8 {
    let done = done.and_then(|()| Ok(world.out.flush()?));
    let (sentence, code) = match done {
        Ok(()) | Err(Stop::Closed) => return DONE,
        Err(Stop::Refused(sentence)) => (sentence, REFUSED),
        Err(Stop::Unusable(sentence)) => (sentence, UNUSABLE),
    };
    // When nobody listens on the second stream either, the exit code still says it.
    let _ = writeln!(world.err, "{sentence}").and_then(|()| world.err.flush());
    code
}

fn dispatch(global: &Global, command: &Command, world: &mut World<'_>) -> Result<(), Stop> {
    if let Command::Series(args) = command
        && let Some(done) = series::without_a_book(args, global.json, world)
    {
        return done;
    }
    match command {
        Command::Muscles(args) => return catalogue::muscles(args, global.json, world),
        Command::Regions(args) => return catalogue::regions(args, global.json, world),
        _ => {}
    }
    let file = file(global)?;
    match command {
        Command::Setup(args) => return setup::run(args, &file, global.json, world),
        Command::Restore(args) => {
            keep::may_restore(&file, global, world)?;
            return keep::restore(args, &file, world);
        }
        Command::Check(keep::CheckArgs { copy: Some(copy) }) => return keep::check_copy(copy, global.json, world),
        Command::Completions(args) => return shell::completions(args, world),
        Command::Man(args) => return shell::man(args, world),
        _ => {}
    }
    let mut desk = Desk::open(&file, global, world)?;
    let desk = &mut desk;
    match command {
        Command::Today(args) => day::today(args, desk, world),
        Command::Day(args) => day::day(args, desk, world),
        Command::Week(args) => week::week(args, desk, world),
        Command::Find(args) => find::run(args, desk, world),
        Command::Free(args) => offer::run(args, desk, world),
        Command::Book(args) => book::run(args, desk, world),
        Command::Move(args) => moving::run(args, desk, world),
        Command::Swap(args) => moving::swap(args, desk, world),
        Command::Cancel(args) => status::cancel(args, desk, world),
        Command::Status(args) => status::run(args, desk, world),
        Command::Clients(args) => clients::run(args, desk, world),
        Command::Import(args) => import::run(args, desk, world),
        Command::Export(args) => export::run(args, desk, world),
        Command::Print(args) => print::run(args, desk, world),
        Command::Backup(args) => keep::backup(args, desk, world),
        Command::Check(_) => keep::check(desk, world),
        Command::History(args) => history::run(args, desk, world),
        Command::Undo(args) => history::undo(args, desk, world),
        Command::Redo => history::redo(desk, world),
        Command::Practice(args) => practice::run(args, desk, world),
        Command::Staff(args) => staff::run(args, desk, world),
        Command::Services(args) => services::run(args, desk, world),
        Command::Rooms(args) => rooms::run(args, desk, world),
        Command::Alerts(args) => alerts::run(args, desk, world),
        Command::Hours(args) => hours::run(args, desk, world),
        Command::Absence(args) => absence::run(args, desk, world),
        Command::Series(args) => series::run(args, desk, world),
        Command::Decide(args) => deciding::run(args, desk, world),
        Command::Note(args) => note::run(args, desk, world),
        Command::Plan(args) => plan::run(args, desk, world),
        Command::Progress(args) => progress::run(args, desk, world),
        // Those above, and what belongs to the screens.
        Command::Setup(_)
        | Command::Restore(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Muscles(_)
        | Command::Regions(_)
        | Command::Keys
        | Command::Config(_)
        | Command::Demo(_) => Ok(()),
    }
}

/// The practice's file: as said, else in the person's data folder.
fn file(global: &Global) -> Result<PathBuf, Stop> {
    match &global.file {
        Some(file) => Ok(file.clone()),
        None => data_folder().map(|folder| folder.join("practice.knot")),
    }
}

fn data_folder() -> Result<PathBuf, Stop> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy()
        .map_err(|_| Stop::Unusable("This computer does not say where your home folder is. Name the file with --file.".into()))?;
    Ok(base.data_dir().join("knotbook"))
}

/// Where the made-up practice is kept.
fn demo_file(global: &Global, now: DateTime<Utc>) -> Result<PathBuf, Stop> {
    match &global.file {
        Some(file) => Ok(file.clone()),
        None => Ok(demo::file(&data_folder()?, now)),
    }
}
