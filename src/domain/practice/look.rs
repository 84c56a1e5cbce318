//! How the screen is drawn: a setting of the practice, which each computer may override.

/// Where colours come from. Colour only repeats what a mark or a word says, so that each of them shows everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colours {
    /// The terminal's own sixteen, light or dark.
    #[default]
    Terminal,
    /// Bold and reverse instead of dim and coloured.
    HighContrast,
    /// None at all.
    None,
}

impl Colours {
    pub const ALL: [Self; 3] = [Self::Terminal, Self::HighContrast, Self::None];

    /// The word for it in the file and on the screen.
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

/// How the screen is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Letters and lines of plain ASCII only.
    pub ascii: bool,
    pub colours: Colours,
}
