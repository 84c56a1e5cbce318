//! The program: arguments, streams and exit codes; then a command, or the book on the screen.
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use chrono::Utc;
use clap::Parser;
use knotbook::cli::{self, Args, Command, ConfigArgs, Global, World};
use knotbook::tui::{self, Instead};
use knotbook::{home, log};
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
    ExitCode::from(match &args.command {
        Some(Command::Keys) => print(&home::config().unwrap_or_default().keymap.text()),
        Some(Command::Config(config)) => self::config(config, args.global.json),
        command => logged(&args, || match command {
            None => screen(&args.global, false, None),
            Some(Command::Demo(demo)) => self::demo(&args.global, demo.fill_only),
            Some(command) => guarded(|| with_world(|world| cli::run(&args.global, command, world))),
        }),
    })
}

/// Runs with a log of it, where one can be written.
fn logged(args: &Args, work: impl FnOnce() -> u8) -> u8 {
    let _log = home::state_folder().and_then(|folder| log::begin(&folder, args.global.verbose));
    let begun = Instant::now();
    let command = args
        .command
        .as_ref()
        .map_or_else(|| "screen".to_owned(), |command| log::kind(command).split('.').next().unwrap_or_default().to_owned());
    let (version, process) = (env!("CARGO_PKG_VERSION"), std::process::id());
    tracing::info!(command, version, process, file = args.global.file.as_ref().map(|file| file.display().to_string()), "start");
    let code = work();
    tracing::info!(process, code, ms = log::ms(begun.elapsed()), "stop");
    code
}

/// Runs a command so that nothing of a fault in the program reaches the person but a sentence.
fn guarded(work: impl FnOnce() -> u8) -> u8 {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(log::panicked));
    let code = panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        complain(
            "knotbook met something it did not expect and stopped. What was under way was not saved; all that was said to be saved is.",
        );
        cli::UNUSABLE
    });
    panic::set_hook(hook);
    code
}

fn with_world<T>(work: impl FnOnce(&mut World<'_>) -> T) -> T {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let someone_is_there = io::stdin().is_terminal() && err.is_terminal();
    let progress = err.is_terminal();
    let mut ask = ask;
    let mut input = io::stdin();
    let done = work(&mut World {
        now: Utc::now(),
        os_user: env::var("USER").or_else(|_| env::var("LOGNAME")).unwrap_or_default(),
        out: &mut out,
        err: &mut err,
        input: &mut input,
        ask: if someone_is_there { Some(&mut ask) } else { None },
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

fn demo(global: &Global, fill_only: bool) -> u8 {
    let made = guarded(|| with_world(|world| cli::fill_demo(global, world)));
    if fill_only || made != cli::DONE { made } else { screen(global, true, None) }
}

/// Says where config.toml is and whether it is in order.
fn config(args: &ConfigArgs, json: bool) -> u8 {
    if args.example {
        return print(&tui::config::example());
    }
    let Some(file) = home::config_file() else {
        complain("This computer does not say where your home folder is, so that there is no place for a config.toml.");
        return cli::REFUSED;
    };
    let config = home::config();
    let is_there = config.is_some();
    let faults: Vec<String> = config.unwrap_or_default().faults.iter().map(ToString::to_string).collect();
    let state = match (is_there, faults.len()) {
        (false, _) => {
            "It is not there: colours and keys are as they come. “knotbook config --example” prints one to begin with.".to_owned()
        }
        (true, 0) => "It is in order.".to_owned(),
        (true, 1) => "One place of it is not in order; the rest holds.".to_owned(),
        (true, many) => format!("{many} places of it are not in order; the rest holds."),
    };
    if json {
        print(&format!("{}\n", serde_json::json!({ "file": file, "is_there": is_there, "faults": faults })));
    } else {
        print(&format!("{}\n{state}\n", file.display()));
    }
    for fault in &faults {
        complain(fault);
    }
    if faults.is_empty() { cli::DONE } else { cli::REFUSED }
}

/// A reader who has gone is no fault: `knotbook keys | head`.
fn print(text: &str) -> u8 {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    cli::DONE
}

fn complain(sentence: &str) {
    // When nobody listens on the second stream, the exit code still says it.
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// Opens the book on the screen, and what the person chose to open instead of it; `refused` is why that was not done.
fn screen(global: &Global, demo: bool, refused: Option<String>) -> u8 {
    let mut opened = Err(cli::UNUSABLE);
    let code = guarded(|| {
        opened = with_world(|world| cli::opening(global, demo, world));
        cli::DONE
    });
    let (file, viewer) = match opened {
        Ok(opened) if code == cli::DONE => opened,
        Ok(_) => return code,
        Err(code) => return code,
    };
    let greeting = demo.then(|| "A made-up practice to try things in; nothing of it is real.".to_owned());
    match tui::run(tui::Options { file: file.clone(), viewer, greeting, refused, config: home::config().unwrap_or_default() }) {
        Ok(None) => cli::DONE,
        Ok(Some(Instead::Demo)) => self::demo(&Global { file: None, ..global.clone() }, false),
        Ok(Some(Instead::Restore(copy))) => {
            // Into the file that was open: a copy of the made-up practice never lands in the real one.
            let open = Global { file: Some(file), ..global.clone() };
            let (code, said) = restore(&open, &copy);
            screen(&open, demo, (code != cli::DONE).then_some(said))
        }
        Err(why) => {
            tracing::error!(why = log::plainly(why.as_ref()), "failed");
            complain(&format!("{why:#}"));
            cli::UNUSABLE
        }
    }
}

/// Brings a copy back; answers with the exit code and, for the screen that comes again, why it was not done.
fn restore(global: &Global, copy: &Path) -> (u8, String) {
    let mut said = Vec::new();
    let code = guarded(|| {
        with_world(|world| {
            let (os_user, out) = (world.os_user.clone(), &mut *world.out);
            cli::restore(
                global,
                copy,
                &mut World { now: world.now, os_user, out, err: &mut said, input: &mut io::empty(), ask: None, progress: false },
            )
        })
    });
    let said = String::from_utf8_lossy(&said).trim().replace('\n', " ");
    (code, if said.is_empty() { "The copy was not brought back; the book is as it was.".to_owned() } else { said })
}
