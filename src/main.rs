//! The program: arguments, streams and exit codes; then a command, or the book on the screen.
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::Utc;
use clap::Parser;
use knotbook::cli::{self, Args, Command, Global, World};
use knotbook::domain::change::Stamp;
use knotbook::tui::{self, Instead, Options};
use signal_hook::consts::signal::SIGXFSZ;

fn main() -> ExitCode {
    // A full quota shall be a sentence and not a death: with a handler, writing answers with an error instead.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(unread) => {
            let _ = unread.print();
            return ExitCode::from(if unread.use_stderr() { cli::USAGE } else { cli::DONE });
        }
    };
    match &args.command {
        None => screen(&args.global, cli::default_file(&args.global), None),
        Some(Command::Demo(demo)) => self::demo(&args.global, demo.fill_only),
        Some(command) => guarded(|| one_command(&args.global, command)),
    }
}

/// Runs a command so that nothing of a fault in the program reaches the person but a sentence.
fn guarded(work: impl FnOnce() -> u8) -> ExitCode {
    panic::set_hook(Box::new(|_| {}));
    let code = panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        complain(
            "knotbook met something it did not expect and stopped. What was under way was not saved; all that was said to be saved is.",
        );
        cli::UNUSABLE
    });
    ExitCode::from(code)
}

fn one_command(global: &Global, command: &Command) -> u8 {
    with_world(|world| cli::run(global, command, world))
}

fn with_world<T>(work: impl FnOnce(&mut World<'_>) -> T) -> T {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let someone_is_there = io::stdin().is_terminal() && err.is_terminal();
    let progress = err.is_terminal();
    let mut ask = ask;
    let done = work(&mut World {
        now: Utc::now(),
        os_user: os_user(),
        out: &mut out,
        err: &mut err,
        ask: someone_is_there.then_some(&mut ask),
        progress,
    });
    // What could not be written by now has nobody to read it; the exit code is settled.
    drop(out.into_parts());
    done
}

/// A yes-or-no question; anything but a yes is a no.
fn ask(question: &str) -> bool {
    let mut err = io::stderr();
    if write!(err, "{question} [y/N] ").and_then(|()| err.flush()).is_err() {
        return false;
    }
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

fn demo(global: &Global, fill_only: bool) -> ExitCode {
    let Some(file) = cli::demo_file(global, chrono::Local::now().date_naive()) else { return homeless() };
    let made = guarded(|| with_world(|world| cli::fill_demo(&file, world)));
    // From here on the screen gives the terminal back before a fault is told.
    let _ = panic::take_hook();
    if fill_only || made != ExitCode::SUCCESS { made } else { screen(global, Some(file), Some(DEMO_GREETING)) }
}

const DEMO_GREETING: &str = "A made-up practice: try anything, nobody in it exists. ? shows all keys.";

fn homeless() -> ExitCode {
    complain("This computer does not say where your home folder is. Name the file with --file.");
    ExitCode::from(cli::UNUSABLE)
}

fn complain(sentence: &str) {
    // When nobody listens on the second stream, the exit code still says it.
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// Opens the book on the screen, and what is opened instead of an empty one.
fn screen(global: &Global, file: Option<PathBuf>, greeting: Option<&str>) -> ExitCode {
    let Some(file) = file else { return homeless() };
    let mut greeting = greeting.map(str::to_owned);
    loop {
        match open_book(global, &file, greeting.take()) {
            Ok(None) => return ExitCode::SUCCESS,
            Ok(Some(Instead::Demo)) => return demo(&Global { file: None, ..global.clone() }, false),
            Ok(Some(Instead::Restore(copy))) => greeting = Some(restore(&file, &copy)),
            Err(why) => {
                complain(&format!("{why:#}"));
                return ExitCode::from(cli::UNUSABLE);
            }
        }
    }
}

fn open_book(global: &Global, file: &Path, greeting: Option<String>) -> anyhow::Result<Option<Instead>> {
    let viewer = cli::viewer(file, global, &os_user())?;
    tui::run(Options { file: file.to_owned(), viewer, greeting })
}

/// Brings a copy into an empty file; what came of it, in words.
fn restore(file: &Path, copy: &Path) -> String {
    let now = Utc::now();
    let stamp = Stamp { at: now, by: None };
    match knotbook::store::restore(file, copy, stamp, &now.format("%Y-%m-%d-%H%M%S").to_string()) {
        Ok(_) => format!("Brought back {}.", copy.display()),
        Err(why) => why.to_string(),
    }
}

fn os_user() -> String {
    env::var("USER").or_else(|_| env::var("LOGNAME")).unwrap_or_default()
}
