//! A typed line cut into words.
use super::words;

/// One word as it was typed, and as the rules look at it. A quoted name has nothing to look at, so no rule takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::domain::wording) struct Token<'a> {
    /// As typed, without quotes and closing punctuation.
    pub(in crate::domain::wording) text: &'a str,
    /// In small letters, with one kind of dash and apostrophe.
    pub(in crate::domain::wording) low: String,
}

impl<'a> Token<'a> {
    /// A word to be read as `low`.
    pub(in crate::domain::wording) fn new(text: &'a str, low: impl Into<String>) -> Self {
        Self { text, low: low.into() }
    }

    /// The word without the dot of an abbreviation or ordinal: "nov." and "24." are "nov" and "24".
    pub(in crate::domain::wording) fn word(&self) -> &str {
        self.low.trim_end_matches('.')
    }
}

/// The word at `i`, or "" past the end.
pub(in crate::domain::wording) fn word<'t>(tokens: &'t [Token], i: usize) -> &'t str {
    tokens.get(i).map_or("", Token::word)
}

/// The tokens from `i` on.
pub(in crate::domain::wording) fn from<'t, 'a>(tokens: &'t [Token<'a>], i: usize) -> &'t [Token<'a>] {
    tokens.get(i..).unwrap_or_default()
}

/// What was typed for the first `n` tokens.
pub(in crate::domain::wording) fn said(tokens: &[Token], n: usize) -> String {
    tokens.iter().take(n).map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// Cuts at blanks; quotes keep a name together, an unclosed one (it is still being typed) to the end.
pub(in crate::domain::wording) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut left = text.trim_start();
    while let Some(first) = left.chars().next() {
        if matches!(first, '"' | '“' | '„') {
            let body = &left[first.len_utf8()..];
            let (name, after) = body.split_once(['"', '”', '“']).unwrap_or((body, ""));
            if !name.trim().is_empty() {
                found.push(Token::new(name.trim(), ""));
            }
            left = after.trim_start();
        } else {
            let (word, after) = left.split_at(left.find(char::is_whitespace).unwrap_or(left.len()));
            push_word(&mut found, word.trim_end_matches([',', ';', '!', '?']));
            left = after.trim_start();
        }
    }
    found
}

fn push_word<'a>(found: &mut Vec<Token<'a>>, text: &'a str) {
    if text.is_empty() {
        return;
    }
    if let Some((day, time)) = text.split_once('T').filter(|(day, time)| is_iso_day(day) && time.contains(':')) {
        found.extend([Token::new(day, day), Token::new(time, time)]);
        return;
    }
    let low: String = text.to_lowercase().chars().map(plain).collect();
    let glued = words::compact(&low).filter(|(day, month)| (1..=31).contains(day) && words::month(month).is_some());
    if let Some((_, month)) = glued {
        let (day, name) = text.split_at(low.len() - month.len());
        found.extend([Token::new(day, day), Token::new(name, month)]);
    } else if low == "tonight" {
        found.extend([Token::new(text, "today"), Token::new(text, "evening")]);
    } else {
        found.push(Token::new(text, low));
    }
}

fn is_iso_day(text: &str) -> bool {
    text.len() == 10 && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn plain(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' | '‘' => '\'',
        c => c,
    }
}
