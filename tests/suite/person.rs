//! Plays a person: a window on a real file with a stopped clock. Keys, clicks and pastes go in as the terminal would send
//! them, effects are served by the real worker in order until none is left, and each frame is drawn as it would be seen.
use std::cell::Cell;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use knotbook::domain::ids::StaffId;
use knotbook::domain::practice::look::Look;
use knotbook::domain::practice::role::Viewer;
use knotbook::store::Store;
use knotbook::tui::Instead;
use knotbook::tui::app::App;
use knotbook::tui::keys::Key;
use knotbook::tui::msg::{Effect, Msg, Target};
use knotbook::tui::update::update;
use knotbook::tui::view::{self, Map};
use knotbook::tui::worker::Worker;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use unicode_width::UnicodeWidthStr;

use crate::practice::{self, Place};

thread_local! {
    /// Each test has a clock of its own; it stands still until the test moves it.
    static CLOCK: Cell<Option<DateTime<Utc>>> = const { Cell::new(None) };
}

fn clock() -> DateTime<Utc> {
    CLOCK.get().unwrap_or_else(practice::now)
}

/// One window with somebody in front of it.
pub(crate) struct Person {
    pub(crate) app: App,
    worker: Worker,
    terminal: Terminal<TestBackend>,
    map: Map,
    /// The program was left, and what it shall open instead.
    pub(crate) left: Option<Left>,
}

/// How a window was left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Left {
    ForGood,
    For(Instead),
}

impl Person {
    /// A window of 80×24 on the file of `place`, with this person at the keyboard.
    pub(crate) fn at(place: &Place, who: StaffId) -> Self {
        Self::on(&place.file(), Some(who))
    }

    /// A window on a file that may be empty.
    pub(crate) fn on(file: &Path, who: Option<StaffId>) -> Self {
        let mut store = Store::open(file).expect("the file");
        let directory = store.directory().expect("a read");
        let staff = who.and_then(|who| directory.as_ref().and_then(|directory| directory.staff(who)));
        let viewer = staff.map_or(Viewer::NOBODY, knotbook::domain::people::staff::Staff::viewer);
        store.view_as(viewer);
        let app = App::new(store.local(clock()), viewer, (80, 24));
        let terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen");
        let mut person = Self { app, worker: Worker::new(store, clock), terminal, map: Map::default(), left: None };
        let first = person.app.start();
        person.serve(first);
        person
    }

    /// Keys parted by spaces: words are typed as they stand, `<enter>`, `<c-s>`, `<f1>` and the like are keys.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in read_keys(keys) {
            self.key(key);
        }
        self
    }

    /// [`Person::keys`] typed faster than the file answers.
    pub(crate) fn keys_at_once(&mut self, keys: &str) -> &mut Self {
        let effects = read_keys(keys).into_iter().flat_map(|key| update(&mut self.app, Msg::Key(key))).collect();
        self.serve(effects);
        self
    }

    pub(crate) fn key(&mut self, key: Key) -> &mut Self {
        self.send(Msg::Key(key))
    }

    /// Text as it stands, spaces too, key by key.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(Key::Char(c));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()))
    }

    pub(crate) fn scroll(&mut self, rows: i32) -> &mut Self {
        self.send(Msg::Scrolled(rows))
    }

    pub(crate) fn size(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().expect("a screen");
        self.send(Msg::Resized(width, height))
    }

    /// The wall clock of the practice says this from now on, in every window of the test.
    pub(crate) fn clock(&mut self, at: &str) -> &mut Self {
        let local: NaiveDateTime = practice::at(at);
        let instant = chrono_tz::Europe::Berlin.from_local_datetime(&local).single().expect("a time that is not skipped");
        CLOCK.set(Some(instant.with_timezone(&Utc)));
        self.send(Msg::Clock(local))
    }

    /// Looks at the file, as the idle worker does.
    pub(crate) fn idle(&mut self) -> &mut Self {
        if self.worker.others_wrote() {
            self.send(Msg::Elsewhere);
        }
        self
    }

    /// Clicks the first place where these words are drawn.
    pub(crate) fn click_on(&mut self, words: &str) -> &mut Self {
        let (column, row) = self.place_of(words, false);
        self.click(column, row, words)
    }

    /// Clicks a word of the footer.
    pub(crate) fn click_footer(&mut self, words: &str) -> &mut Self {
        let (column, row) = self.place_of(words, true);
        assert_eq!(row + 1, self.terminal.size().expect("a size").height, "“{words}” is not in the footer:\n{}", self.screen());
        self.click(column, row, words)
    }

    fn click(&mut self, column: u16, row: u16, words: &str) -> &mut Self {
        let target = self.map.at(column, row);
        let target = target.unwrap_or_else(|| panic!("“{words}” is drawn but a click on it hits nothing:\n{}", self.screen()));
        self.send(Msg::Pointed(target))
    }

    fn place_of(&self, words: &str, from_below: bool) -> (u16, u16) {
        let rows = self.rows();
        let mut places = rows.iter().enumerate().filter_map(|(row, text)| text.find(words).map(|at| (text[..at].width(), row)));
        let found = if from_below { places.next_back() } else { places.next() };
        let (column, row) = found.unwrap_or_else(|| panic!("“{words}” is not on the screen:\n{}", self.screen()));
        (u16::try_from(column).expect("a column"), u16::try_from(row).expect("a row"))
    }

    pub(crate) fn target_at(&self, column: u16, row: u16) -> Option<Target> {
        self.map.at(column, row)
    }

    /// Hands a message to the app, has everything done that it wants, and draws.
    pub(crate) fn send(&mut self, message: Msg) -> &mut Self {
        assert!(self.left.is_none(), "the program was left before {message:?}");
        let effects = update(&mut self.app, message);
        self.serve(effects);
        self
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        let mut effects = std::collections::VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit => self.left = Some(Left::ForGood),
                Effect::Instead(instead) => self.left = Some(Left::For(instead)),
                effect => {
                    for message in self.worker.serve(effect) {
                        effects.extend(update(&mut self.app, message));
                    }
                }
            }
        }
        // Nothing of the frame before is left: what stands on the screen is what was drawn.
        self.terminal.clear().expect("a screen");
        let mut map = Map::default();
        self.terminal.draw(|frame| map = view::draw(&self.app, frame)).expect("a frame");
        self.app.shown(map.rows, map.top);
        self.map = map;
    }

    /// The rows of the screen as they are read, wide letters counted as the terminal draws them.
    pub(crate) fn rows(&self) -> Vec<String> {
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width).max(1);
        buffer.content.chunks(width).map(row_text).collect()
    }

    /// Every cell as it is drawn.
    pub(crate) fn cells(&self) -> &[ratatui::buffer::Cell] {
        &self.terminal.backend().buffer().content
    }

    /// The whole screen, spaces at the ends of rows left out.
    pub(crate) fn screen(&self) -> String {
        self.rows().iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn shows(&mut self, words: &str) -> &mut Self {
        assert!(self.reads(words), "“{words}” is not on the screen:\n{}", self.screen());
        self
    }

    pub(crate) fn shows_not(&mut self, words: &str) -> &mut Self {
        assert!(!self.reads(words), "“{words}” is on the screen:\n{}", self.screen());
        self
    }

    /// Words that run over the end of a row are read on in the next one.
    fn reads(&self, words: &str) -> bool {
        let screen = self.screen();
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        screen.contains(words) || flat.contains(words)
    }

    /// The row that holds these words.
    pub(crate) fn row_with(&self, words: &str) -> String {
        let rows = self.rows();
        let row = rows.iter().find(|row| row.contains(words));
        row.unwrap_or_else(|| panic!("“{words}” is not on the screen:\n{}", self.screen())).trim().to_owned()
    }

    /// What this computer's own config.toml says of the look.
    pub(crate) fn looks(&mut self, look: Look) {
        self.app.config.ascii = Some(look.ascii);
        self.app.config.colours = Some(look.colours);
    }

    pub(crate) fn store(&self) -> &Store {
        &self.worker.store
    }

    /// Closes the window and opens it again.
    pub(crate) fn restart(self) -> Self {
        let (file, who) = (self.worker.store.file().to_owned(), self.app.viewer.staff);
        drop(self);
        Self::on(&file, who)
    }
}

fn row_text(cells: &[ratatui::buffer::Cell]) -> String {
    let mut text = String::new();
    let mut covered = 0;
    for cell in cells {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        text.push_str(cell.symbol());
        covered = cell.symbol().width().saturating_sub(1);
    }
    text
}

/// Reads "b smi <enter>" as keys.
pub(crate) fn read_keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    for word in text.split(' ') {
        let mut rest = word;
        while !rest.is_empty() {
            if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                keys.push(named(name));
                rest = after;
            } else {
                let mut letters = rest.chars();
                keys.extend(letters.next().map(Key::Char));
                rest = letters.as_str();
            }
        }
    }
    keys
}

fn named(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "s-tab" => Key::BackTab,
        "space" => Key::Char(' '),
        "backspace" => Key::Backspace,
        "del" => Key::Delete,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "s-up" => Key::ShiftUp,
        "s-down" => Key::ShiftDown,
        "s-left" => Key::ShiftLeft,
        "s-right" => Key::ShiftRight,
        "home" => Key::Home,
        "end" => Key::End,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        other => {
            if let Some(c) = other.strip_prefix("c-").and_then(|rest| rest.chars().next()) {
                return Key::Ctrl(c);
            }
            let number = other.strip_prefix('f').and_then(|number| number.parse().ok());
            Key::F(number.unwrap_or_else(|| panic!("“<{other}>” is no key")))
        }
    }
}
