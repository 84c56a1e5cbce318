//! A line of text, read.
use super::unclear::{Unclear, Word, any_of, nearest, words};
use super::words::{Head, Token};
use super::{names, plan, point, rom, session};
use crate::domain::care::finding::{Origin, Side};
use crate::domain::care::line::Line;
use crate::domain::people::alert::Level;
use crate::domain::text::Clean;

/// Reads one line. Total: any text is either understood or refused with the word that is not.
pub fn read(text: &str) -> Result<Line, Unclear> {
    let clean = Clean::line(text);
    line(clean.as_str()).map_err(|unclear| unclear.placed_in(text, clean.as_str()))
}

/// Reads the lines of a text that are not blank, each with its row, counted from 0.
pub fn read_all(text: &str) -> Vec<(usize, Result<Line, Unclear>)> {
    let rows = text.split('\n').enumerate();
    rows.filter(|(_, row)| !Clean::line(row).is_empty()).map(|(row, text)| (row, read(text))).collect()
}

pub(super) fn line(clean: &str) -> Result<Line, Unclear> {
    if let Some(rest) = clean.strip_prefix('^') {
        return carried(clean, rest);
    }
    let words = words(clean, 0);
    let Some(first) = words.first().copied() else {
        let sentence = "Nothing is written here; begin with a side and a muscle, as in L utrap 7>3".to_owned();
        return Err(Unclear { word: String::new(), at: 0..0, sentence, candidates: Vec::new() });
    };
    if is_side(first) {
        return point::read(Origin::Typed, clean, 0);
    }
    match head(first) {
        Some((head, used)) => after_head(head, clean, Word { text: &first.text[..used], start: first.start }),
        None => Err(no_head(first)),
    }
}

/// A side as it is written, also by a whole word.
pub(super) fn side(word: &str) -> Option<Side> {
    match word {
        "left" => Some(Side::Left),
        "right" => Some(Side::Right),
        "both" => Some(Side::Both),
        word => Side::from_code(word),
    }
}

fn is_side(word: Word<'_>) -> bool {
    side(&word.lower()).is_some()
}

fn carried(clean: &str, rest: &str) -> Result<Line, Unclear> {
    let start = clean.len() - rest.len();
    match words(rest, start).first() {
        Some(first) if is_side(*first) => point::read(Origin::Carried, clean, start),
        Some(first) if head(*first).is_none() => Err(no_head(*first)),
        first => {
            let why = "marks a finding that was carried forward and stands before its side only; leave it out";
            let Some(first) = first else { return Err(Word { text: "^", start: 0 }.unclear(why)) };
            let whole = Word { text: &clean[..first.start + first.text.len()], start: 0 };
            Err(whole.or(&format!("begins with ^, which {why}"), vec![first.text.to_owned()]))
        }
    }
}

/// What the first word begins, and how much of it that takes: measures may touch their number, parts of the note their text.
fn head(first: Word<'_>) -> Option<(Head, usize)> {
    let lower = first.lower();
    if let Some(head) = Head::from_code(&lower) {
        return Some((head, lower.len()));
    }
    Head::ALL.iter().copied().find_map(|head| {
        let rest = lower.strip_prefix(head.code())?;
        let touches = match head {
            Head::Soap(_) => true,
            Head::Pain | Head::Psfs | Head::Change | Head::Neck | Head::Back => {
                rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'))
            }
            Head::Rom | Head::Plan | Head::Next | Head::HomeCare | Head::Post | Head::Alert | Head::Consent => false,
        };
        touches.then_some((head, head.code().len()))
    })
}

fn after_head(head: Head, clean: &str, word: Word<'_>) -> Result<Line, Unclear> {
    let start = word.start + word.text.len();
    let rest = &clean[start..];
    let said = words(rest, start);
    match head {
        Head::Pain => session::pain(word, &said).map(Line::Measure),
        Head::Psfs => session::psfs(word, &said).map(Line::Measure),
        Head::Change => session::change(word, &said).map(Line::Measure),
        Head::Neck => session::neck(word, &said).map(Line::Measure),
        Head::Back => session::back(word, &said).map(Line::Measure),
        Head::Rom => rom::read(word, &said).map(Line::Rom),
        Head::Plan => plan::read(word, &said).map(Line::Plan),
        Head::Next => text(word, rest, "needs words: what to do next time").map(Line::Next),
        Head::HomeCare => text(word, rest, "needs words: what the client does at home").map(Line::HomeCare),
        Head::Post => text(word, rest, "needs words: how the client was after").map(Line::Post),
        Head::Alert => alert(word, rest, &said),
        Head::Consent => consent(word, rest, &said),
        Head::Soap(part) => text(word, rest, "needs words").map(|text| Line::Soap(part, text)),
    }
}

fn text(head: Word<'_>, rest: &str, why: &str) -> Result<Clean, Unclear> {
    let text = Clean::line(rest);
    if text.is_empty() { Err(head.unclear(why)) } else { Ok(text) }
}

fn alert(head: Word<'_>, rest: &str, said: &[Word<'_>]) -> Result<Line, Unclear> {
    let (level, rest) = match said.first().and_then(|first| Some((Level::from_word(&first.lower())?, first))) {
        Some((level, word)) => (level, &rest[word.start + word.text.len() - (head.start + head.text.len())..]),
        None => (Level::Care, rest),
    };
    let text = text(head, rest, "needs words: what must be known before a session, as in “alert stop fever”")?;
    Ok(Line::Alert { level, text })
}

fn consent(head: Word<'_>, rest: &str, said: &[Word<'_>]) -> Result<Line, Unclear> {
    let why = "needs the place and how the client agreed, as in “ok chest in words”";
    let Some(place) = said.first() else { return Err(head.unclear(why)) };
    let how = Clean::line(&rest[place.start + place.text.len() - (head.start + head.text.len())..]);
    let area = Clean::line(place.text);
    if how.is_empty() || area.is_empty() {
        return Err(place.unclear("is the place; how did the client agree to be treated there, as in “ok chest in words”?"));
    }
    Ok(Line::Consent { area, how })
}

/// A muscle without its side, a side that touches its muscle, or something misspelt.
fn no_head(first: Word<'_>) -> Unclear {
    let (muscle, _) = first.parted('/');
    if names::muscle(muscle).is_ok() {
        let offers: Vec<String> = ["L", "R", "B"].iter().map(|side| format!("{side} {}", first.text)).collect();
        return first.or(&format!("has no side: say L, R or B, as in {}", any_of(&offers)), offers);
    }
    if let Some((side, rest)) = first.text.split_at_checked(1)
        && is_side(Word { text: side, start: first.start })
        && names::muscle(Word { text: rest, start: first.start + 1 }.parted('/').0).is_ok()
    {
        let offer = format!("{} {rest}", side.to_ascii_uppercase());
        return first.or(&format!("is a side and a muscle; a blank parts them: {offer}"), vec![offer]);
    }
    let lower = first.lower();
    let near = nearest(&lower, Head::ALL.iter().map(|head| head.code()).filter(|code| code.len() > 2));
    if !near.is_empty() {
        let near: Vec<String> = near.into_iter().map(str::to_owned).collect();
        return first.or(&format!("begins no line; near it: {}", any_of(&near)), near);
    }
    let near = names::muscle(muscle).err().map(|unclear| unclear.candidates).unwrap_or_default();
    if let [_, ..] = near[..] {
        let offers: Vec<String> = near.iter().map(|name| format!("L {name}")).collect();
        return first.or(&format!("begins no line; a finding begins with L, R or B, as in {}", any_of(&offers)), offers);
    }
    if first.text.starts_with('.') {
        return first.unclear("is none of your phrases; a line that is kept as one is written out by its word with a point before it");
    }
    let heads = any_of(&Head::codes());
    // A sentence belongs to one of the four parts of the note; what was carried forward is no sentence.
    let parts = Head::ALL.iter().filter(|head| matches!(head, Head::Soap(_)) && first.start == 0);
    let offers = parts.map(|head| format!("{} {}", head.code(), first.text)).collect();
    first.or(&format!("begins no line; a finding begins with L, R or B, other lines with {heads}"), offers)
}
