//! config.toml: the colours and keys of this computer. Only text is read here; where the file is, the edge knows.
mod example;
mod keys;
mod read;

use std::fmt;

use super::keys::Keymap;
use super::role::{Paint, Role};
use crate::domain::practice::look::{Colours, Look};

pub use example::example;
pub use read::read;

/// The file's name.
pub const NAME: &str = "config.toml";

/// What this computer says otherwise than the practice and the table of keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    pub ascii: Option<bool>,
    pub colours: Option<Colours>,
    /// Roles with a look of their own.
    pub roles: Vec<(Role, Paint)>,
    pub keymap: Keymap,
    /// What could not be taken over; all the rest holds.
    pub faults: Vec<Fault>,
}

/// Something in the file that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The first line is 1; `None` where the whole file could not be read.
    pub line: Option<usize>,
    pub words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{NAME}, line {line}: {}", self.words),
            None => write!(f, "{NAME}: {}", self.words),
        }
    }
}

impl Config {
    /// A file that is there and could not be read.
    pub fn unread(why: &str) -> Self {
        let words = format!("it could not be read ({why}). Colours and keys are as they come.");
        Self { faults: vec![Fault { line: None, words }], ..Self::default() }
    }

    /// The look of the practice, with what this computer says otherwise.
    pub fn over(&self, look: Look) -> Look {
        Look { ascii: self.ascii.unwrap_or(look.ascii), colours: self.colours.unwrap_or(look.colours) }
    }

    /// The first fault, and how many more there are, for the screen.
    pub fn complaint(&self) -> Option<String> {
        let first = self.faults.first()?;
        Some(match self.faults.len() {
            1 => format!("{first} The rest of it holds."),
            all => format!("{first} {} more: “knotbook config” lists them. The rest of it holds.", all - 1),
        })
    }
}

/// The nearest of some words to a mistyped one.
fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let far = |known: &str| strsim::damerau_levenshtein(&word, known);
    among.into_iter().map(|known| (far(known), known)).min().filter(|(far, _)| *far <= (word.len() / 3).max(1)).map(|(_, known)| known)
}

/// "; did you mean “confirm”?", or the end of the sentence.
fn meant<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, among).map_or_else(|| ".".to_owned(), |known| format!("; did you mean “{known}”?"))
}
