//! What a line says while a word of it is unfinished. For whoever is typing it to look at, and never to be kept: what is signed is
//! read whole.
use std::ops::Range;

use super::mend::once_each;
use super::read::{line, side};
use super::unclear::words;
use crate::domain::care::line::Line;
use crate::domain::text::Clean;

/// Where more than so many words are not understood, it is no line that is being typed.
const MOST_UNFINISHED: usize = 9;

/// A line as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    pub line: Line,
    /// Nothing of it was left out.
    pub whole: bool,
}

/// Reads a line without the words, or the ends of words, that are not understood. Nothing where what it is about is not: the
/// muscle of a finding, the first word of any other line. The same as `read` for a line that reads wholly.
pub fn read_partly(text: &str) -> Option<Partly> {
    let mut left = Clean::line(text).as_str().to_owned();
    for words_less in 0..MOST_UNFINISHED {
        match line(&left) {
            Ok(line) => return Some(Partly { line, whole: words_less == 0 }),
            Err(unclear) => left = without(&left, &unclear.at)?,
        }
    }
    None
}

/// The line with less of the word at a place, always shorter; nothing where the word cannot be missed.
fn without(clean: &str, at: &Range<usize>) -> Option<String> {
    let from = clean.get(..at.start)?.rfind(' ').map_or(0, |blank| blank + 1);
    // Of several words that are refused as one, all but the first go.
    let first = clean.get(from..)?.find(' ').map_or(clean.len(), |blank| from + blank);
    let to = clean.get(at.end..)?.find(' ').map_or(clean.len(), |blank| at.end + blank);
    let remark = clean.get(from..to)?.find(';').map_or(to, |mark| from + mark);
    let (word, to) = (clean.get(from..first.min(remark))?, remark.max(from));
    let before = clean.get(..from)?;
    let piece = at.start.checked_sub(from).filter(|start| *start > 0 && to == first.min(remark)).map(|start| start..at.end - from);
    let kept = if to > first.min(remark) { word } else { &shortened(word, piece) };
    let is_first = before.trim_start_matches('^').trim().is_empty();
    let told = words(before.trim_start_matches('^'), 0);
    let is_muscle = matches!(told[..], [only] if side(&only.lower()).is_some());
    if kept.is_empty() && (is_first || is_muscle) || is_first && word == kept && to == first {
        return None;
    }
    let less = format!("{before}{kept}{}", clean.get(to..)?);
    let less = Clean::line(&less).as_str().to_owned();
    (less.len() < clean.len()).then_some(less)
}

/// What is left of a word without its end, or without the piece that is refused.
fn shortened(word: &str, piece: Option<Range<usize>>) -> String {
    if let Some(mark) = word.get(..1).filter(|mark| matches!(*mark, "@" | ":")) {
        let list = match piece {
            Some(piece) => format!("{},{}", word.get(1..piece.start).unwrap_or_default(), word.get(piece.end..).unwrap_or_default()),
            None => word[1..].to_owned(),
        };
        let pieces: Vec<&str> = list.split(',').filter(|piece| !piece.is_empty()).collect();
        let kept = once_each(mark, pieces.iter().copied());
        return match pieces.split_last() {
            Some((_, others)) if kept == word => {
                if others.is_empty() {
                    String::new()
                } else {
                    once_each(mark, others.iter().copied())
                }
            }
            Some(_) => kept,
            None => String::new(),
        };
    }
    // "7>" is a 7 before, "ic60x" compression for 60 seconds, "scm/" a muscle.
    let cut = word.rfind(['>', 'x', '×', '/', 'X']).unwrap_or_default();
    word[..cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{print, read};
    use super::*;

    #[test]
    fn an_unfinished_word_hides_nothing_of_the_rest() {
        for (typed, left) in [
            ("L infra 8>5 @", Some("L infra 8>5")),
            ("L infra 8>5 @sh", Some("L infra 8>5")),
            ("L infra 8>5 @shf,", Some("L infra 8>5 @shf")),
            ("L infra 8>5 @shf,th", Some("L infra 8>5 @shf")),
            ("L infra @shf , thumb 8>5", Some("L infra 8>5 @shf")),
            ("L utrap 7>", Some("L utrap 7")),
            ("L utrap 7>3 ic60x", Some("L utrap 7>3 ic60")),
            ("L utrap 7>3 ic60 x", Some("L utrap 7>3 ic60")),
            ("L utrap 7>3 ic60 x3", Some("L utrap 7>3 ic60")),
            ("L utrap 7> @temple ; so", Some("L utrap 7 @temple ; so")),
            ("L utrap 7>;so", Some("L utrap 7 ; so")),
            ("L utrap @ 7>3 :", Some("L utrap 7>3")),
            ("^ L utrap ?> @temple", Some("^ L utrap ?>? @temple")),
            ("L scm/ 3", Some("L scm 3")),
            // A number that is no pain is not made one of.
            ("L utrap 12", Some("L utrap")),
            ("nrs 6>", Some("nrs 6")),
            // What it is about is never guessed.
            ("", None),
            ("L", None),
            ("L glut 7>3", None),
            ("L glut lev", None),
            ("^ L sub lev 3", None),
            ("utrap 7>3", None),
            ("rom cx rot R", None),
            ("^ nrs 6", None),
        ] {
            let partly = read_partly(typed);
            assert_eq!(partly.as_ref().map(|partly| print(&partly.line)).as_deref(), left, "{typed}");
            assert!(partly.is_none_or(|partly| !partly.whole), "{typed}");
        }
        let whole = "L utrap 7>3 @temple ic60";
        assert_eq!(read_partly(whole), read(whole).ok().map(|line| Partly { line, whole: true }));
    }
}
