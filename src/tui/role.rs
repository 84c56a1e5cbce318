//! What something on the screen means, and the colour that repeats it. Data only: config.toml may say otherwise.

/// A meaning that has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Key,
    Good,
    Bad,
    Now,
    Arrived,
    InSession,
    NoShow,
    Decide,
    Stop,
    Care,
    Dim,
    Pain,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// One of the terminal's own, by its number.
    Sixteen(u8),
    Exact(u8, u8, u8),
}

/// How letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paint {
    pub hue: Option<Hue>,
    pub bold: bool,
    pub dim: bool,
    pub underlined: bool,
}

/// The terminal's sixteen by name, each at its number.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Role {
    pub const ALL: [Self; 12] = [
        Self::Key,
        Self::Good,
        Self::Bad,
        Self::Now,
        Self::Arrived,
        Self::InSession,
        Self::NoShow,
        Self::Decide,
        Self::Stop,
        Self::Care,
        Self::Dim,
        Self::Pain,
    ];

    /// Its name in config.toml.
    pub fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Now => "now",
            Self::Arrived => "arrived",
            Self::InSession => "in-session",
            Self::NoShow => "no-show",
            Self::Decide => "decide",
            Self::Stop => "stop",
            Self::Care => "care",
            Self::Dim => "dim",
            Self::Pain => "pain",
        }
    }

    /// What is drawn so.
    pub fn about(self) -> &'static str {
        match self {
            Self::Key => "keys",
            Self::Good => "free time, and what was done",
            Self::Bad => "what speaks against something, and refusals",
            Self::Now => "the line of this moment",
            Self::Arrived => "the client is here",
            Self::InSession => "the session is under way",
            Self::NoShow => "the client did not come",
            Self::Decide => "to rebook and to decide",
            Self::Stop => "alerts that stop a session",
            Self::Care => "alerts to treat with care",
            Self::Dim => "closed, past or secondary",
            Self::Pain => "points on the body, and where they are felt",
        }
    }

    /// How it looks where nobody said otherwise.
    pub fn paint(self) -> Paint {
        let plain = |number| Paint { hue: Some(Hue::Sixteen(number)), ..Paint::default() };
        let bold = |number| Paint { bold: true, ..plain(number) };
        match self {
            Self::Good => plain(2),
            Self::Bad | Self::NoShow | Self::Pain => plain(1),
            Self::Now => plain(6),
            Self::Key | Self::InSession => bold(6),
            Self::Arrived | Self::Care => bold(3),
            Self::Decide => plain(5),
            Self::Stop => bold(1),
            Self::Dim => Paint { dim: true, ..Paint::default() },
        }
    }
}

impl Paint {
    /// Reads "green", "bold bright-red", "underlined #0a7f3f", "plain"; else the word that could not be read.
    pub fn read(words: &str) -> Result<Self, &str> {
        let mut paint = Self::default();
        for word in words.split_whitespace() {
            match word {
                "bold" => paint.bold = true,
                "dim" => paint.dim = true,
                "underlined" => paint.underlined = true,
                "plain" => {}
                _ => paint.hue = Some(Hue::read(word).ok_or(word)?),
            }
        }
        Ok(paint)
    }

    /// The words that [`Paint::read`] reads.
    pub fn words(self) -> String {
        let mut words = Vec::new();
        words.extend(self.bold.then(|| "bold".to_owned()));
        words.extend(self.dim.then(|| "dim".to_owned()));
        words.extend(self.underlined.then(|| "underlined".to_owned()));
        words.extend(self.hue.map(Hue::word));
        if words.is_empty() { "plain".to_owned() } else { words.join(" ") }
    }

    /// Every word that may stand in it.
    pub fn vocabulary() -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().chain(["bold", "dim", "underlined", "plain"])
    }
}

impl Hue {
    fn read(word: &str) -> Option<Self> {
        if let Some(hex) = word.strip_prefix('#') {
            let number = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
            let [_, red, green, blue] = number.to_be_bytes();
            return Some(Self::Exact(red, green, blue));
        }
        let number = NAMES.iter().position(|name| *name == word)?;
        u8::try_from(number).ok().map(Self::Sixteen)
    }

    fn word(self) -> String {
        match self {
            Self::Sixteen(number) => NAMES[usize::from(number & 15)].to_owned(),
            Self::Exact(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paints_are_read_as_they_are_said() {
        for words in ["plain", "green", "bold bright-red", "bold dim underlined #0a7f3f"] {
            assert_eq!(Paint::read(words).map(Paint::words), Ok(words.to_owned()));
        }
        assert_eq!(Paint::read("bold grene"), Err("grene"));
        assert_eq!(Paint::read("#12345"), Err("#12345"));
    }

    #[test]
    fn every_role_stands_at_its_number() {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, place);
        }
    }
}
