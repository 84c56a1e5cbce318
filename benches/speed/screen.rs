//! What a key costs on the screen: taken, asked of the file, and drawn.
use anyhow::Result;
use chrono::{DateTime, Utc};
use knotbook::domain::ids::StaffId;
use knotbook::domain::practice::role::{Role, Viewer};
use knotbook::tui::app::App;
use knotbook::tui::keys::Key;
use knotbook::tui::msg::Msg;
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

    fn serve(&mut self, mut effects: Vec<knotbook::tui::msg::Effect>) -> Result<()> {
        while let Some(effect) = effects.pop() {
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
