//! The terminal itself: taken over at the start, given back as it was, whatever ends the program.
use std::io::{self, Stdout, stdout};
use std::panic;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event, MouseButton, MouseEventKind,
};
use crossterm::{cursor, execute, terminal};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::app::App;
use super::keys::Key;
use super::msg::Msg;
use super::view::{self, Map};

/// The screen in our hands.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Stdout>>,
    map: Map,
    /// The last frame held letters that terminals do not agree on; the next one is drawn whole.
    uncertain: bool,
}

/// Rows of one notch of the wheel.
const NOTCH: i32 = 3;

impl Terminal {
    pub(super) fn enter() -> Result<Self> {
        give_back_on_panic();
        take_over().context("This is not a terminal that knotbook can draw on. Start it in a terminal window")?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(stdout()));
        let inner = inner.inspect_err(|_| give_back()).context("The terminal could not be drawn on")?;
        Ok(Self { inner, map: Map::default(), uncertain: false })
    }

    pub(super) fn size(&self) -> (u16, u16) {
        self.inner.size().map_or((80, 24), |size| (size.width, size.height))
    }

    pub(super) fn map(&self) -> &Map {
        &self.map
    }

    pub(super) fn draw(&mut self, app: &mut App) -> Result<()> {
        let mut map = Map::default();
        if self.uncertain {
            self.forget_frame()?;
        }
        let drawn = self.inner.draw(|frame| map = view::draw(app, frame)).context("The screen could not be drawn")?;
        self.uncertain = drawn.buffer.content.iter().any(|cell| is_uncertain(cell.symbol()));
        app.shown(map.rows, map.top);
        self.map = map;
        Ok(())
    }

    pub(super) fn resized(&mut self) {
        // What a resize left of the old frame is anybody's guess; should it stay, the next key draws over it.
        let _ = self.forget_frame();
    }

    /// The next frame is drawn whole. (`clear` would first ask the terminal where the cursor is and wait for the answer, which the
    /// thread that reads the keys takes away.)
    fn forget_frame(&mut self) -> Result<()> {
        let size = self.inner.size().context("The terminal does not say how large it is")?;
        self.inner.resize(Rect::new(0, 0, size.width, size.height)).context("The screen could not be drawn")
    }

    /// Stops until the shell continues the program, with the terminal as the shell left it meanwhile.
    pub(super) fn suspend(&mut self) -> Result<()> {
        give_back();
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP).context("The program could not be suspended")?;
        take_over().context("The terminal could not be taken again")?;
        self.forget_frame()
    }

    /// Sends keys, clicks, pastes, sizes and the signals that end a program, from threads of their own. There is one keyboard: a
    /// second time, after a copy was brought back, the same threads send to whoever listens now, and no key is lost to an old one.
    pub(super) fn listen(messages: Sender<Msg>) {
        static LISTENING: Once = Once::new();
        *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(messages);
        LISTENING.call_once(|| {
            if let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT]) {
                thread::spawn(move || {
                    if signals.forever().next().is_some() {
                        // The loop leaves in order; should it hang, the terminal is given back all the same.
                        tell(Msg::Hangup);
                        thread::sleep(Duration::from_millis(700));
                        give_back();
                        std::process::exit(1);
                    }
                });
            }
            thread::spawn(move || {
                while let Ok(event) = event::read() {
                    if let Some(message) = message_of(event) {
                        tell(message);
                    }
                }
                tell(Msg::Hangup);
            });
        });
    }
}

/// Who is told of keys and signals.
static LISTENER: Mutex<Option<Sender<Msg>>> = Mutex::new(None);

fn tell(message: Msg) {
    if let Some(messages) = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
        // Between two books nobody listens.
        let _ = messages.send(message);
    }
}

/// Letters made of several signs (Devanagari vowels, say): some terminals count the whole, some the parts, and what stands
/// behind them then stays where it was. The marks of Latin, Greek and Cyrillic letters are the same to all.
fn is_uncertain(symbol: &str) -> bool {
    symbol.len() > 2 && symbol.chars().skip(1).any(|c| !('\u{300}'..='\u{36f}').contains(&c))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn message_of(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Key::from_event(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resized(width, height)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Clicked(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scrolled(NOTCH)),
            MouseEventKind::ScrollUp => Some(Msg::Scrolled(-NOTCH)),
            _ => None,
        },
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn take_over() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(stdout(), terminal::EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, cursor::Hide).inspect_err(|_| give_back())
}

/// Everything back as it was. There is nobody to tell when that does not work.
fn give_back() {
    let _ = execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            give_back();
            usual(about);
        }));
    });
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    const INSIDE: &str = "INSIDE_A_TERMINAL";

    /// Run again by the test below, in a terminal of its own.
    #[test]
    fn falls_over() {
        if std::env::var_os(INSIDE).is_some() {
            let _terminal = Terminal::enter().expect("a terminal");
            panic!("fallen over");
        }
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_is_still_read() {
        let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
        let before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "tui::terminal::tests::falls_over", "--nocapture"]);
        command.env(INSIDE, "1");
        let mut child = pair.slave.spawn_command(command).expect("a child");
        let mut out = pair.master.try_clone_reader().expect("its screen");
        let after = {
            let status = child.wait().expect("its end");
            assert!(!status.success());
            format!("{:?}", pair.master.get_termios())
        };
        assert_eq!(before, after, "the terminal is not as it was");
        drop(pair);
        let mut bytes = Vec::new();
        // The end of a terminal is an error on some systems; what was read counts.
        let _ = out.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (_, left) = text.split_once("\u{1b}[?1049l").expect("the other screen is left");
        assert!(text.contains("\u{1b}[?2004l") && text.contains("\u{1b}[?1000l") && text.contains("\u{1b}[?25h"), "{text:?}");
        assert!(left.contains("fallen over"), "{text:?}");
    }
}
