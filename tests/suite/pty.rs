//! The program itself, in a terminal: what it draws there, and that it gives the terminal back however it ends.
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::backup::damage_rows;
use crate::practice::{Place, date};

/// Longer than any machine needs; nobody waits for it when things go well.
const DEADLINE: Duration = Duration::from_secs(20);

/// The program in a terminal of its own.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Arc<Mutex<Vec<u8>>>,
    size: (u16, u16),
    before: String,
}

impl Window {
    pub(crate) fn open(file: &Path, who: &str, (width, height): (u16, u16)) -> Self {
        let size = PtySize { rows: height, cols: width, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_knotbook"));
        command.arg("--file");
        command.arg(file);
        command.args(["--as", who]);
        command.env("TERM", "xterm-256color");
        command.env("HOME", file.parent().expect("a folder"));
        for name in ["KNOTBOOK_FILE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "NO_COLOR"] {
            command.env_remove(name);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        let mut out = pair.master.try_clone_reader().expect("its screen");
        let keys = pair.master.take_writer().expect("its keyboard");
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&bytes);
        thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(n @ 1..) = out.read(&mut part) {
                into.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&part[..n]);
            }
        });
        Self { child, master: pair.master, keys, bytes, size: (width, height), before }
    }

    fn bytes(&self) -> Vec<u8> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The terminal with all that was written to it so far.
    fn terminal(&self) -> vt100::Parser {
        let cells = |n| NonZero::new(n).expect("a terminal with room");
        let mut terminal = vt100::Parser::new(cells(self.size.1), cells(self.size.0), 0);
        terminal.process(&self.bytes());
        terminal
    }

    pub(crate) fn screen(&self) -> String {
        self.terminal().screen().contents()
    }

    /// Looks until it is so.
    pub(crate) fn until(&mut self, what: &str, mut so: impl FnMut(&mut Self) -> bool) {
        let begun = Instant::now();
        while !so(self) {
            assert!(begun.elapsed() < DEADLINE, "{what} did not come:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn shows(&mut self, words: &str) -> &mut Self {
        self.until(&format!("“{words}”"), |window| window.screen().split_whitespace().collect::<Vec<_>>().join(" ").contains(words));
        self
    }

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("a keyboard");
        self
    }

    fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        // What was drawn for the old size is gone with it.
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.size = (width, height);
        let size = PtySize { rows: height, cols: width, ..PtySize::default() };
        self.master.resize(size).expect("another size");
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        let pid = self.child.process_id().and_then(|pid| i32::try_from(pid).ok()).and_then(Pid::from_raw).expect("a process");
        kill_process(pid, signal).expect("a signal");
    }

    /// Whether the program has ended.
    pub(crate) fn is_over(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }

    /// Waits for its end, and looks at what it leaves behind.
    fn ends(&mut self) {
        self.until("the end of the program", |window| window.child.try_wait().expect("a child").is_some());
        self.until("the way back from the other screen", |window| String::from_utf8_lossy(&window.bytes()).contains("\u{1b}[?1049l"));
        self.until("the cursor", |window| !window.terminal().screen().hide_cursor());
        let terminal = self.terminal();
        let screen = terminal.screen();
        assert!(!screen.alternate_screen(), "the other screen is still there");
        assert!(!screen.bracketed_paste(), "pastes still come in brackets");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still taken");
        assert_eq!(format!("{:?}", self.master.get_termios()), self.before, "the terminal is not as it was");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // A story that fails leaves nobody behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn practice() -> Place {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    place.client("山田 花子", "555-0117");
    place
}

#[test]
fn a_call_from_start_to_quit() {
    let place = practice();
    let mut robin = Window::open(&place.file(), "Robin", (80, 24));
    robin.shows("Hollis Street Practice").shows("Robin · front desk").shows("? help");
    robin.types("bmaria\r").shows("Maria Smith 555-0134").types("next mon 10:00").shows("✓ free").types("\r").shows("Booked Maria Smith");
    robin
        .types("gnext mon\r")
        .shows("▸ 10:00 60 · Maria Smith")
        .types("m")
        .shows("MOVING Maria Smith")
        .types("g")
        .shows("Move it to which");
    robin
        .types("next tue 10:30\r")
        .shows("Dana: free")
        .types("\r")
        .shows("Moved Maria Smith")
        .types("gnext tue\r")
        .shows("60 · Maria Smith");
    robin
        .types("x")
        .shows("Cancel Maria Smith")
        .types("\r")
        .shows("Cancelled Maria Smith")
        .types("u")
        .shows("Took back: cancelled Maria Smith");
    robin.types("\u{11}").ends();
    assert_eq!(place.store.check().expect("a check").problems, Vec::<String>::new());
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back() {
    let place = practice();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut robin = Window::open(&place.file(), "Robin", (80, 24));
        robin.shows("? help").types("b").shows("Book an appointment");
        robin.signal(signal);
        robin.ends();
    }
}

#[test]
fn another_size_is_drawn_whole() {
    let place = practice();
    let mut robin = Window::open(&place.file(), "Robin", (80, 24));
    robin.shows("? help").resize(120, 36).shows("Dana Reyes").shows("? help");
    robin.resize(20, 5).shows("This window is 20×5.").resize(80, 24).shows("? help").types("\u{11}").ends();
}

#[test]
fn a_tiny_window_says_so() {
    let place = practice();
    let mut robin = Window::open(&place.file(), "Robin", (20, 5));
    robin.shows("This window is 20×5. knotbook needs 40×12: make it larger.").types("\u{11}").ends();
}

#[test]
fn wide_letters_leave_nothing_behind() {
    let place = practice();
    let mut robin = Window::open(&place.file(), "Robin", (80, 24));
    robin.shows("? help").types("/").shows("山田 花子").types("maria").shows("Maria Smith");
    robin.until("an empty list below", |window| !window.screen().contains('山') && !window.screen().contains("0117"));
    robin.types("\u{15}").shows("山田 花子").types("\u{11}").ends();
}

#[test]
fn letters_that_terminals_count_differently_do_not_hold_up_the_keys() {
    let mut place = practice();
    place.client("सुनीता शर्मा", "555-0199");
    let mut robin = Window::open(&place.file(), "Robin", (80, 24));
    robin.shows("? help").types("/").types("0199").shows("शर्मा").types("\u{15}").shows("Maria Smith").resize(100, 30).shows("Maria Smith");
    robin.types("\u{11}").ends();
    // Asked where the cursor is, a terminal answers among the keys, and whoever reads the keys takes the answer away.
    assert!(!String::from_utf8_lossy(&robin.bytes()).contains("\u{1b}[6n"));
}

#[test]
fn nothing_in_a_name_steers_the_terminal() {
    let place = practice();
    let raw = rusqlite::Connection::open(place.file()).expect("the file, by another program");
    let name = "Evil\u{1b}]0;pwned\u{7}\u{202e}\u{200f}\u{9b}31m\u{2028} One";
    raw.execute("UPDATE client SET name = ?1 WHERE name = 'Maria Smith'", [name]).expect("a name");
    drop(raw);
    let mut robin = Window::open(&place.file(), "Robin", (80, 24));
    robin.shows("? help").types("/0134").shows("555-0134").types("\r").shows("never here yet").types("b").shows("0134 ·");
    robin.types("\u{11}").ends();
    let bytes = robin.bytes();
    let text = String::from_utf8_lossy(&bytes);
    for bad in ["\u{1b}]", "\u{7}", "\u{202e}", "\u{200f}", "\u{9b}", "\u{2028}"] {
        assert!(!text.contains(bad), "{bad:?} reached the terminal");
    }
}

#[test]
fn a_copy_that_is_not_sound_leads_back_to_the_copies() {
    let place = practice();
    let copy = place.store.backup_daily(date("2026-11-20")).expect("a copy").expect("a new one").file;
    damage_rows(&copy);
    let mut olive = Window::open(&place.file(), "Olive", (100, 30));
    olive.shows("Olive · owner").types(":copies\r").shows("practice-2026-11-20.knot").types("\r").shows("Bring back the copy").types("\r");
    olive.shows("is damaged.").shows("Last copy").types("\u{1b}").shows("what the practice is made of").types("\u{11}").ends();
}
