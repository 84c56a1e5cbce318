//! The program: arguments, streams and exit codes; then a command, or the book on the screen.
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::Utc;
use clap::Parser;
use knotbook::cli::{self, Args, Command, Global, World};
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
        None => screen(&args.global, cli::default_file(&args.global), false),
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
        os_user: env::var("USER").or_else(|_| env::var("LOGNAME")).unwrap_or_default(),
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
    let Some(file) = cli::demo_file(global) else { return homeless() };
    let made = guarded(|| with_world(|world| cli::fill_demo(&file, world)));
    if fill_only || made != ExitCode::SUCCESS { made } else { screen(global, Some(file), true) }
}

fn homeless() -> ExitCode {
    complain("This computer does not say where your home folder is. Name the file with --file.");
    ExitCode::from(cli::UNUSABLE)
}

fn complain(sentence: &str) {
    // When nobody listens on the second stream, the exit code still says it.
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// Opens the book on the screen.
fn screen(global: &Global, file: Option<PathBuf>, demo: bool) -> ExitCode {
    let Some(file) = file else { return homeless() };
    match open_book(Options { file, as_name: global.as_name.clone(), demo }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&format!("{why:#}"));
            ExitCode::from(cli::UNUSABLE)
        }
    }
}

// Stands for `knotbook::tui::Options` and `knotbook::tui::run` until the screens are here.
struct Options {
    file: PathBuf,
    as_name: Option<String>,
    demo: bool,
}

fn open_book(options: Options) -> anyhow::Result<()> {
    let what = if options.demo { "made-up practice" } else { "book" };
    let who = options.as_name.map_or_else(String::new, |name| format!(" of {name}"));
    anyhow::bail!("The screens are not built in yet. “knotbook --help” lists the commands; the {what}{who} is {}.", options.file.display())
}
