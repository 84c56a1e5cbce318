//! Numbers of the whole session.
use super::number;
use super::unclear::{Unclear, Word, any_of};
use super::words::Token;
use crate::domain::care::finding::Nrs;
use crate::domain::care::line::{Measure, PainOf};

/// Points of the neck disability index.
const OF_NECK: u32 = 50;
/// The low back disability index is a percentage.
const OF_BACK: u32 = 100;

/// The only word of a measure.
fn only<'a>(head: Word<'a>, said: &[Word<'a>], why: &str) -> Result<Word<'a>, Unclear> {
    match said {
        [] => Err(head.unclear(why)),
        [one] => Ok(*one),
        [_, second, ..] => Err(second.unclear("is one word too many; a remark needs a line of its own, as in “o: …”")),
    }
}

/// `nrs 6>3`, or `nrs now 4 worst 8`.
pub(super) fn pain(head: Word<'_>, said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let why = "needs numbers, as in nrs 6>3 or nrs now 4 worst 8";
    let Some(first) = said.first() else { return Err(head.unclear(why)) };
    if !first.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '?' | '>')) {
        return pain_of(said);
    }
    let word = only(head, said, why)?;
    let pieces = word.pieces('>');
    let plain = |piece: &Word<'_>| piece.text == "?" || !piece.text.is_empty() && piece.text.bytes().all(|byte| byte.is_ascii_digit());
    match pieces[..] {
        [before] if plain(&before) => Ok(Measure::Pain { before: before_session(before)?, after: None }),
        [before, after] if plain(&before) && plain(&after) => {
            Ok(Measure::Pain { before: before_session(before)?, after: number::asked(after)? })
        }
        [before, during, after] if plain(&before) && plain(&during) && plain(&after) => {
            let offer = format!("{}>{}", before.text, after.text);
            Err(word.or(&format!("has three numbers; the session has two, before and after: {offer}"), vec![offer]))
        }
        _ => Err(number::not_pain(word)),
    }
}

fn before_session(word: Word<'_>) -> Result<Nrs, Unclear> {
    number::asked(word)?.ok_or_else(|| word.unclear("says that pain before was not asked; leave the line out then"))
}

fn pain_of(said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let mut all = Vec::new();
    let mut words = said.iter().copied();
    while let Some(word) = words.next() {
        let lower = word.lower();
        let Some(of) = PainOf::ALL.iter().copied().find(|of| lower.starts_with(of.code())) else {
            let known = PainOf::codes();
            return Err(word.or(&format!("is neither a number nor {}", any_of(&known)), known));
        };
        let touching = word.from(of.code().len());
        let number = if touching.text.is_empty() { words.next() } else { Some(touching) };
        let Some(number) = number else {
            return Err(word.unclear(&format!("needs a number after it, as in {} 4", of.code())));
        };
        if all.iter().any(|(known, _)| *known == of) {
            return Err(word.unclear("is said twice; leave one out"));
        }
        all.push((of, number::nrs(number)?));
    }
    let value = |asked: PainOf| all.iter().find(|(of, _)| *of == asked).map(|(_, value)| *value);
    if let (Some(worst), Some(best)) = (value(PainOf::Worst), value(PainOf::Best))
        && worst < best
        && let Some(word) = said.iter().find(|word| word.lower().starts_with(PainOf::Worst.code()))
    {
        return Err(the_other_way_round(*word, said, &all, (worst, best)));
    }
    all.sort_unstable_by_key(|(of, _)| *of);
    Ok(Measure::PainOf(all))
}

/// Worst below best: the two are most likely exchanged.
fn the_other_way_round(worst_word: Word<'_>, said: &[Word<'_>], all: &[(PainOf, Nrs)], (worst, best): (Nrs, Nrs)) -> Unclear {
    let exchanged = all.iter().map(|(of, value)| match of {
        PainOf::Worst => format!("{} {}", of.code(), best.get()),
        PainOf::Best => format!("{} {}", of.code(), worst.get()),
        PainOf::Now | PainOf::Average => format!("{} {}", of.code(), value.get()),
    });
    let offer = exchanged.collect::<Vec<_>>().join(" ");
    let start = said.first().map_or(worst_word.start, |first| first.start);
    let text = said.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let why = format!("has “worst” below “best”; at its worst pain is not less than at its best: {offer}");
    Word { text: &text, start }.or(&why, vec![offer])
}

/// `psfs1 4`: which activity, and how well it goes.
pub(super) fn psfs(head: Word<'_>, said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let why = "needs the activity's number and how well it goes, 0–10, as in psfs1 4";
    let [activity, score, more @ ..] = said else { return Err(head.unclear(why)) };
    if let Some(more) = more.first() {
        return Err(more.unclear("is one word too many; each activity has its own line"));
    }
    let activity = number::within(*activity, 1..=9, "the activity's number")?;
    Ok(Measure::Psfs { activity: u8::try_from(activity).unwrap_or_default(), score: number::nrs(*score)? })
}

/// `grc +3`.
pub(super) fn change(head: Word<'_>, said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let word = only(head, said, "needs a number from −7 (a very great deal worse) to +7 (better), as in grc +3")?;
    let (less, digits) = match word.text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, word.text.strip_prefix('+').unwrap_or(word.text)),
    };
    let value = number::digits(digits).and_then(|value| i8::try_from(value).ok()).filter(|value| *value <= 7);
    if let Some(value) = value {
        return Ok(Measure::Change(if less { -value } else { value }));
    }
    let beyond = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let offer = beyond.then(|| if less { "-7" } else { "+7" }.to_owned());
    Err(word.or("is no change from −7 to +7, as in grc +3", offer.into_iter().collect()))
}

/// `ndi 24/50`.
pub(super) fn neck(head: Word<'_>, said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let word = only(head, said, &format!("needs its points of 50, as in {} 24/50", head.text))?;
    let (points, of) = word.parted('/');
    if let Some(percent) = points.text.strip_suffix('%').filter(|_| of.is_none()) {
        let halved = number::digits(percent).filter(|percent| *percent <= 100).map(|percent| format!("{}/50", percent / 2));
        return Err(word.or("is a percentage; it is written in points of 50, half as many", halved.into_iter().collect()));
    }
    if let Some(of) = of.filter(|of| number::digits(of.text) != Some(OF_NECK)) {
        return Err(of.or("is not what the index is counted of: 50", vec!["50".to_owned()]));
    }
    number::within(points, 0..=OF_NECK, "points of 50").map(|points| Measure::Neck(u8::try_from(points).unwrap_or_default()))
}

/// `odi 40`, in percent.
pub(super) fn back(head: Word<'_>, said: &[Word<'_>]) -> Result<Measure, Unclear> {
    let word = only(head, said, &format!("needs its percentage, as in {} 40", head.text))?;
    let (share, of) = word.parted('/');
    if let Some(of) = of.filter(|of| number::digits(of.text) != Some(OF_BACK)) {
        let doubled = number::digits(share.text).filter(|points| number::digits(of.text) == Some(OF_NECK) && *points <= OF_NECK);
        let offers: Vec<String> = doubled.map(|points| (points * 2).to_string()).into_iter().collect();
        return Err(word.or("is no percentage; of points of 50 it is twice as many", offers));
    }
    let share = Word { text: share.text.strip_suffix('%').unwrap_or(share.text), ..share };
    number::within(share, 0..=OF_BACK, "percent").map(|share| Measure::Back(u8::try_from(share).unwrap_or_default()))
}
