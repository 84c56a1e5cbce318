//! What a key costs on the screen: taken, asked of the file, and drawn.
use anyhow::Result;
use chrono::{DateTime, Utc};
use knotbook::domain::ids::StaffId;
use knotbook::domain::practice::role::{Role, Viewer};
use knotbook::tui::app::App;
use knotbook::tui::keys::Key;
use knotbook::tui::msg::{Effect, Msg};
use knotbook::tui::update::update;
use knotbook::tui::view;
use knotbook::tui::worker::Worker;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::book::Made;
use super::table::{Budget, Table};

/// A window on a file.
struct Window {
    app: App,
    worker: Worker,
    terminal: Terminal<TestBackend>,
}

impl Window {
    fn open(made: &Made, (width, height): (u16, u16)) -> Result<Self> {
        let clock: fn() -> DateTime<Utc> = Utc::now;
        let worker = Worker::new(made.open()?, clock);
        let viewer = Viewer { staff: Some(StaffId(1)), role: Role::Therapist, treats: true };
        let app = App::new(made.now().naive_utc(), viewer, (width, height));
        let mut window = Self { app, worker, terminal: Terminal::new(TestBackend::new(width, height))? };
        let first = window.app.start();
        window.serve(first)?;
        Ok(window)
    }

    fn key(&mut self, key: Key) -> Result<()> {
        let effects = update(&mut self.app, Msg::Key(key));
        self.serve(effects)
    }

    fn serve(&mut self, mut effects: Vec<Effect>) -> Result<()> {
        while let Some(effect) = effects.pop() {
            // The worker keeps what is typed beside the keys, and not each letter of it.
            if matches!(effect, Effect::KeepNote(_)) {
                continue;
            }
            for message in self.worker.serve(effect) {
                effects.extend(update(&mut self.app, message));
            }
        }
        self.terminal.draw(|frame| {
            view::draw(&self.app, frame);
        })?;
        Ok(())
    }
}

/// A note of a visit: three findings and what goes with them, then all of it dropped again.
const NOTE: &str = "L utrap 7>3 @temple ic60\nR lev 6>4 @* ic90 pir =part\nB subocc 5>2 ! tb t3 p2 :ache\nnrs 6>3\nnext recheck L infra\n";

/// Writing a note of a client who has been here often, letter by letter.
pub(crate) fn note_keys(made: &Made, table: &Table) -> Result<()> {
    let letters = NOTE.chars().map(|c| if c == '\n' { Key::Enter } else { Key::Char(c) });
    let script: Vec<Key> = letters.chain(NOTE.lines().flat_map(|_| [Key::Up, Key::Ctrl('x')])).collect();
    for (what, size) in [
        ("a key in a session note, 80×24", (80, 24)),
        ("a key in a session note, 120×36", (120, 36)),
        ("a key in a session note, 200×60", (200, 60)),
    ] {
        if !table.wants(what) {
            continue;
        }
        let mut window = Window::open(made, size)?;
        for key in [Key::Char('/'), Key::Char('a'), Key::Enter, Key::Char('n')] {
            window.key(key)?;
        }
        table.row(what, Budget::Wall(1.0), script.len() * 4, |run| window.key(script[run % script.len()]))?;
    }
    Ok(())
}

/// Walking over the week: a row down each time, a day on each fourth, a week on each sixteenth.
pub(crate) fn keys(made: &Made, table: &Table) -> Result<()> {
    for (what, size, only) in [
        ("a key in the Week, all therapists, 80×24", (80, 24), false),
        ("a key in the Week, all therapists, 200×60", (200, 60), false),
        ("a key in the Week, one therapist, 200×60", (200, 60), true),
    ] {
        if !table.wants(what) {
            continue;
        }
        let mut window = Window::open(made, size)?;
        window.key(Key::Char('2'))?;
        if only {
            window.key(Key::Tab)?;
        }
        table.row(what, Budget::Wall(1.0), 400, |run| {
            window.key(match run % 16 {
                0 if run % 32 == 0 => Key::PageUp,
                0 => Key::PageDown,
                4 | 12 => Key::Right,
                8 => Key::Left,
                _ => Key::Down,
            })
        })?;
        table.row(&format!("{what}: another week"), Budget::Wall(5.0), 100, |run| {
            window.key(if run < 60 { Key::PageUp } else { Key::PageDown })
        })?;
    }
    Ok(())
}
