//! What can stand in the place of a refused word of a finding, where more than the word itself is looked at. It is only offered:
//! nothing of it is ever taken for what was meant.
use super::names;
use super::point::reads;
use super::unclear::{Unclear, Word, all_of};
use crate::domain::care::line::Line;
use crate::domain::care::muscle::Muscle;

/// What is treated most, for a line that names no muscle.
const MOST_TREATED: [&str; 7] = ["utrap", "lev", "infra", "subocc", "scm", "gmin", "ql"];

/// A side alone, or one with a stroke and no muscle before it.
pub(super) fn with_a_muscle(before: &str, behind: &str) -> Vec<String> {
    MOST_TREATED.iter().map(|name| format!("{before}{name}{behind}")).collect()
}

/// What stands where the muscle does and says something of a point: the muscle is missing, not misspelt.
pub(super) fn without_muscle(word: Word<'_>, refused: Unclear) -> Unclear {
    let Some(any) = Muscle::all().next().filter(|any| reads(word, *any)) else { return refused };
    let usual: Vec<String> = match super::read(&format!("L {} {}", any.word(), word.text)) {
        Ok(Line::Finding(finding)) => {
            let refer = finding.felt_in().first().filter(|_| word.text != "@*").map(|region| Muscle::that_refer_to(*region));
            refer.into_iter().flatten().map(|muscle| format!("{} {}", muscle.word(), word.text)).take(MOST_TREATED.len()).collect()
        }
        _ => Vec::new(),
    };
    let offers = if usual.is_empty() { with_a_muscle("", &format!(" {}", word.text)) } else { usual };
    word.or("is no muscle of the catalogue and stands after one, as in L utrap 7>3", offers)
}

/// What two or more words say when they touch, or what a word says as a remark; else the refusal as it was.
pub(super) fn in_finding<'a>(refused: Unclear, clean: &'a str, words: &[Word<'a>], nth: usize, muscle: Muscle) -> Unclear {
    listed(clean, words, nth, muscle)
        .or_else(|| touching(clean, words, nth, muscle))
        .or_else(|| as_remark(&refused, words, nth, muscle))
        .unwrap_or(refused)
}

/// Several words of a line as one.
fn spanning<'a>(clean: &'a str, words: &[Word<'a>]) -> Option<Word<'a>> {
    let (first, last) = (words.first()?, words.last()?);
    Some(Word { text: clean.get(first.start..last.start + last.text.len())?, start: first.start })
}

/// "@shf , thumb", "@temple, eye", "@eye,": commas that touch too little, or nothing.
fn listed<'a>(clean: &'a str, words: &[Word<'a>], nth: usize, muscle: Muscle) -> Option<Unclear> {
    let is_list = |word: &Word<'_>| word.text.starts_with(['@', ':']);
    let here = words.get(nth)?;
    let from = if here.text.starts_with(',') && words.get(nth.checked_sub(1)?).is_some_and(is_list) { nth - 1 } else { nth };
    let first = words.get(from).filter(|word| is_list(word))?;
    let mut to = from;
    while words[to].text.ends_with(',') || words.get(to + 1).is_some_and(|next| next.text.starts_with(',')) {
        if to + 1 == words.len() {
            break;
        }
        to += 1;
    }
    let (mark, _) = first.text.split_at(1);
    let joined: String = words[from..=to].iter().map(|word| word.text).collect();
    let pieces: Vec<&str> = joined[1..].split(',').filter(|piece| !piece.is_empty()).collect();
    let whole = spanning(clean, &words[from..=to])?;
    let offer = format!("{mark}{}", pieces.join(","));
    if pieces.is_empty() || offer == whole.text || !reads(Word { text: &offer, start: whole.start }, muscle) {
        return None;
    }
    let what = if mark == "@" { "a region" } else { "a word" };
    Some(whole.or(&format!("needs {what} on both sides of each comma, without a blank: {offer}"), vec![offer]))
}

/// "ic60 x3", "ic 60".
fn touching<'a>(clean: &'a str, words: &[Word<'a>], nth: usize, muscle: Muscle) -> Option<Unclear> {
    let (before, here) = (words.get(nth.checked_sub(1)?)?, words.get(nth)?);
    let lower = here.lower();
    let digits = lower.strip_prefix(['x', '×']).unwrap_or(&lower).trim_end_matches(['s', 'm']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let begins = before.text.starts_with(|c: char| c.is_ascii_alphabetic());
    let offer = format!("{}{}", before.text, here.text);
    if nth < 3 || !is_number || !begins || !reads(*before, muscle) || !reads(Word { text: &offer, start: before.start }, muscle) {
        return None;
    }
    let whole = spanning(clean, &words[nth - 1..=nth])?;
    Some(whole.or(&format!("are two words; seconds and repetitions touch their technique: {offer}"), vec![offer]))
}

/// The first of some words that are none of a finding: a remark, as far as can be seen.
fn as_remark(refused: &Unclear, words: &[Word<'_>], nth: usize, muscle: Muscle) -> Option<Unclear> {
    let here = words.get(nth).filter(|here| here.text == refused.word && refused.candidates.is_empty())?;
    let is_free = here.text.starts_with(char::is_alphabetic) && here.text.chars().all(char::is_alphabetic);
    let names_something = !names::muscles_begun(&here.lower()).is_empty() || !names::muscles_named(here.text).is_empty();
    if !is_free || names_something || words[nth..].iter().take(20).any(|word| reads(*word, muscle)) {
        return None;
    }
    let offer = format!("; {}", here.text);
    Some(here.or("is no word of a finding; a remark stands at the end, after a semicolon", vec![offer]))
}

/// A list without what it says twice.
pub(super) fn once_each<'a>(mark: &str, pieces: impl IntoIterator<Item = &'a str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for piece in pieces {
        if !kept.iter().any(|known| known.eq_ignore_ascii_case(piece)) {
            kept.push(piece);
        }
    }
    format!("{mark}{}", kept.join(","))
}

/// A region that is none of the catalogue, where its muscle has usual ones.
pub(super) fn usual_regions(piece: Word<'_>, refused: Unclear, muscle: Muscle) -> Unclear {
    if !refused.candidates.is_empty() || piece.text.is_empty() {
        return refused;
    }
    let usual: Vec<String> = muscle.refers_to().iter().map(|region| region.word().to_owned()).collect();
    piece.or(&format!("is no region of the catalogue; usual for this muscle: {}", all_of(&usual)), usual)
}
