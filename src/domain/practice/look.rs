//! How the screens are drawn: which colours, and whether with letters that every terminal has.

/// Where colours come from. They only ever repeat what a mark or a word already says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Colours {
    /// The terminal's own sixteen, so that light and dark windows both read well.
    #[default]
    Terminal,
    /// No faint letters; bold where colour would be.
    HighContrast,
    /// None at all.
    None,
}

impl Colours {
    pub const ALL: [Self; 3] = [Self::Terminal, Self::HighContrast, Self::None];

    /// The word for it in the file, in config.toml and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::HighContrast => "high contrast",
            Self::None => "none",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colours| colours.word() == word)
    }
}

/// How a practice, or one computer of it, wants its screens drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Look {
    /// Only letters and signs that the oldest terminal and every line printer have.
    pub ascii: bool,
    pub colours: Colours,
}
