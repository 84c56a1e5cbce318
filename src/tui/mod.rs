//! The terminal: keys in, one queue of messages, `update`, effects out, draw.
mod acts;
mod again;
pub mod app;
pub mod body;
mod caring;
mod commands;
pub mod config;
pub mod daily;
mod dialog;
mod dialog_acts;
mod dialog_lists;
mod dialog_view;
pub mod form;
mod key;
pub mod keymap;
pub mod keys;
pub mod list;
mod look;
pub mod moving;
pub mod msg;
mod perform;
pub mod repeating;
pub mod role;
pub mod screens;
pub mod standing;
mod terminal;
mod text;
mod theme;
pub mod update;
pub mod view;
mod ways;
pub mod worker;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::{NaiveDateTime, Timelike, Utc};

use self::app::App;
use self::config::Config;
pub use self::msg::Instead;
use self::msg::{Effect, Msg};
use self::terminal::Terminal;
use self::update::update;
use self::worker::Worker;
use crate::domain::practice::role::Viewer;
use crate::store::Store;

/// How the book is opened.
#[derive(Debug, Clone)]
pub struct Options {
    pub file: PathBuf,
    /// Who is at the keyboard; nobody while the file is empty.
    pub viewer: Viewer,
    /// A first word on the screen, e.g. that this is the demo.
    pub greeting: Option<String>,
    /// Why a copy was not brought back: the copies are shown, with that.
    pub refused: Option<String>,
    /// What this computer says of colours and keys.
    pub config: Config,
}

/// A frame waits so long for answers before it is drawn: no flicker of an empty screen.
const PATIENCE: Duration = Duration::from_millis(3);
/// Under a held key a frame is drawn at least this often.
const FRAME: Duration = Duration::from_millis(33);

/// Opens the book and stays until the person leaves. The terminal is given back as it was, whatever happens.
/// Answers with what shall be opened instead, if anything.
pub fn run(options: Options) -> Result<Option<Instead>> {
    let mut store = Store::open(&options.file)?;
    store.view_as(options.viewer);
    let zone_store = store.local(Utc::now());
    let mut terminal = Terminal::enter()?;
    let (messages, inbox) = mpsc::channel();
    let (wanted, tasks) = mpsc::channel();
    Terminal::listen(messages.clone());
    let mut app = App::new(to_minute(zone_store), options.viewer, terminal.size());
    app.zone_here = iana_time_zone::get_timezone().unwrap_or_default();
    app.config = options.config;
    let greeting = options.greeting.map(|words| app::Notice { words, tone: app::Tone::Plain });
    let warning = store.clock_warning(Utc::now())?.or_else(|| app.config.complaint());
    if options.refused.is_some() {
        app.show_copies();
    }
    app.notice = options.refused.or(warning).map(|words| app::Notice { words, tone: app::Tone::Refused }).or(greeting);
    let served = thread::Builder::new().name("file".into()).spawn(move || worker::run(Worker::new(store, Utc::now), &tasks, &messages))?;
    let outcome = live(&mut app, &mut terminal, &inbox, &wanted);
    drop(wanted);
    drop(terminal);
    // The worker ends when nobody wants anything any more; an act that is being saved is finished first.
    let _ = served.join();
    outcome
}

/// "~/copy.knot" begins in the home folder.
fn from_home(instead: Instead) -> Instead {
    match instead {
        Instead::Restore(path) => Instead::Restore(match (path.strip_prefix("~"), std::env::home_dir()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => path,
        }),
        Instead::Demo => Instead::Demo,
    }
}

/// What the wall clock of the practice says now; a practice set up a moment ago has one too.
fn clock(app: &App) -> NaiveDateTime {
    let zone = app.directory.as_ref().map_or(chrono_tz::Tz::UTC, |directory| directory.practice.zone);
    to_minute(Utc::now().with_timezone(&zone).naive_local())
}

fn to_minute(at: NaiveDateTime) -> NaiveDateTime {
    at.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(at)
}

fn live(app: &mut App, terminal: &mut Terminal, inbox: &Receiver<Msg>, wanted: &Sender<Effect>) -> Result<Option<Instead>> {
    let mut effects = app.start();
    loop {
        let mut awaited = 0_usize;
        for effect in effects.drain(..) {
            match effect {
                Effect::Quit => return Ok(None),
                Effect::Instead(instead) => return Ok(Some(from_home(instead))),
                Effect::Suspend => terminal.suspend()?,
                other => {
                    awaited += usize::from(!matches!(other, Effect::Keep(_) | Effect::KeepNote(_) | Effect::LeaveNote(_)));
                    if wanted.send(other).is_err() {
                        anyhow::bail!(
                            "The part of knotbook that reads the file has stopped. Everything saved is on the disk; start it again."
                        );
                    }
                }
            }
        }
        // What is answered at once belongs into the same frame.
        let deadline = Instant::now() + PATIENCE;
        while awaited > 0 {
            match inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    awaited -= usize::from(matches!(message, Msg::Answered(_) | Msg::Done(_)));
                    effects.extend(update(app, message));
                    if !effects.is_empty() {
                        break;
                    }
                }
                Err(_) => break,
            }
        }
        if !effects.is_empty() {
            continue;
        }
        terminal.draw(app)?;
        let message = match inbox.recv_timeout(until_next_minute()) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => Msg::Clock(clock(app)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        };
        app.now = clock(app);
        effects.extend(take(app, terminal, message));
        // Everything that is there already goes into one frame.
        let started = Instant::now();
        while started.elapsed() < FRAME && effects.iter().all(|effect| matches!(effect, Effect::Ask(_))) {
            match inbox.try_recv() {
                Ok(message) => effects.extend(take(app, terminal, message)),
                Err(_) => break,
            }
        }
    }
}

/// Clicks are places until the frame they were made on says what they hit.
fn take(app: &mut App, terminal: &mut Terminal, message: Msg) -> Vec<Effect> {
    match message {
        Msg::Resized(width, height) => {
            terminal.resized();
            update(app, Msg::Resized(width, height))
        }
        Msg::Clicked(column, row) => terminal.map().at(column, row).map(|target| update(app, Msg::Pointed(target))).unwrap_or_default(),
        Msg::Hangup => vec![Effect::Quit],
        other => update(app, other),
    }
}

fn until_next_minute() -> Duration {
    Duration::from_secs(u64::from(60 - Utc::now().second().min(59)))
}
