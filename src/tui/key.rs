//! A key as the terminal sends it and as people read it.
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key as the table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    ShiftUp,
    ShiftDown,
    ShiftLeft,
    ShiftRight,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// What the terminal sent; `None` for releases and keys that mean nothing here.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        Some(match event.code {
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Self::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(_) if event.modifiers.contains(KeyModifiers::ALT) => return None,
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::F(n) => Self::F(n),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Up if shift => Self::ShiftUp,
            KeyCode::Down if shift => Self::ShiftDown,
            KeyCode::Left if shift => Self::ShiftLeft,
            KeyCode::Right if shift => Self::ShiftRight,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            _ => return None,
        })
    }

    /// The key as help and footer write it.
    pub fn words(self) -> String {
        match self {
            Self::Char(' ') => "space".into(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::F(n) => format!("F{n}"),
            other => other.name().1.into(),
        }
    }

    /// The same in letters that every terminal and every config.toml has.
    pub fn plain_words(self) -> String {
        match self {
            Self::Char(_) | Self::Ctrl(_) | Self::F(_) => self.words(),
            other => other.name().0.into(),
        }
    }

    /// Reads a key as either of them writes it.
    pub fn read(words: &str) -> Option<Self> {
        if let Some(key) = Self::NAMED.into_iter().find(|key| [key.name().0, key.name().1].contains(&words)) {
            return Some(key);
        }
        if words == "space" {
            return Some(Self::Char(' '));
        }
        let mut letters = words.chars();
        match (letters.next(), letters.as_str()) {
            (Some(c), "") if !c.is_whitespace() && !c.is_control() => Some(Self::Char(c)),
            (Some('F' | 'f'), number) => number.parse().ok().filter(|n| (1..=12).contains(n)).map(Self::F),
            _ => {
                let mut rest = words.strip_prefix("ctrl-")?.chars();
                let c = rest.next().filter(|c| c.is_ascii_graphic() && !c.is_ascii_uppercase())?;
                rest.as_str().is_empty().then_some(Self::Ctrl(c))
            }
        }
    }

    /// The keys that have a name instead of a letter.
    const NAMED: [Self; 18] = [
        Self::Enter,
        Self::Esc,
        Self::Tab,
        Self::BackTab,
        Self::Backspace,
        Self::Delete,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::ShiftUp,
        Self::ShiftDown,
        Self::ShiftLeft,
        Self::ShiftRight,
        Self::Home,
        Self::End,
        Self::PageUp,
        Self::PageDown,
    ];

    /// Its name in plain letters, and as it is drawn.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Char(_) | Self::Ctrl(_) | Self::F(_) => ("", ""),
            Self::Enter => ("enter", "↵"),
            Self::Esc => ("esc", "esc"),
            Self::Tab => ("tab", "tab"),
            Self::BackTab => ("shift-tab", "shift-tab"),
            Self::Backspace => ("backspace", "backspace"),
            Self::Delete => ("del", "del"),
            Self::Up => ("up", "↑"),
            Self::Down => ("down", "↓"),
            Self::Left => ("left", "←"),
            Self::Right => ("right", "→"),
            Self::ShiftUp => ("shift-up", "shift-↑"),
            Self::ShiftDown => ("shift-down", "shift-↓"),
            Self::ShiftLeft => ("shift-left", "shift-←"),
            Self::ShiftRight => ("shift-right", "shift-→"),
            Self::Home => ("home", "home"),
            Self::End => ("end", "end"),
            Self::PageUp => ("pgup", "pgup"),
            Self::PageDown => ("pgdn", "pgdn"),
        }
    }
}
