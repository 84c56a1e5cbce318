//! A finding: side, muscle, and words in any order.
use super::once::Once;
use super::read::side;
use super::unclear::{Unclear, Word, any_of, nearest, words};
use super::words::{Token, after_muscle};
use super::{mend, names, number};
use crate::domain::care::finding::{Class, Finding, Method, Nrs, Origin, Pain, Refers, Response, Sign, Technique};
use crate::domain::care::line::Line;
use crate::domain::care::muscle::Muscle;
use crate::domain::text::Clean;

/// The longest a technique is noted for, in seconds, and the most repetitions.
const LONGEST: u32 = 7200;
const MOST_TIMES: u32 = 99;

/// What the words after the muscle have said so far.
#[derive(Debug)]
struct Said<'a> {
    pain: Once<'a, Pain>,
    refers: Once<'a, Refers>,
    recognised: Once<'a, ()>,
    class: Once<'a, Class>,
    signs: Vec<Sign>,
    tenderness: Once<'a, u8>,
    techniques: Vec<Technique>,
    pressure: Once<'a, u8>,
    quality: Once<'a, Vec<Clean>>,
    response: Once<'a, Response>,
}

/// Reads a finding of a cleaned line that begins at `start` with a side.
pub(super) fn read(origin: Origin, clean: &str, start: usize) -> Result<Line, Unclear> {
    let (line, remark) = clean[start..].split_once(';').unwrap_or((&clean[start..], ""));
    let words = words(line, start);
    let (Some(first), second) = (words.first().copied(), words.get(1).copied()) else {
        return Err(Word { text: clean, start: 0 }.unclear("says nothing; begin with a side and a muscle"));
    };
    let Some(side) = side(&first.lower()) else {
        return Err(first.unclear("is no side: say L, R or B"));
    };
    let Some(second) = second else {
        let offers = mend::with_a_muscle(&format!("{} ", first.text), "");
        return Err(first.or("is a side; a muscle stands after it, as in L utrap 7>3", offers));
    };
    let (name, part) = second.parted('/');
    if name.text.is_empty() {
        return Err(second.or("has no muscle before its stroke, as in scm/clav", mend::with_a_muscle("", second.text)));
    }
    let muscle = names::muscle(name).map_err(|refused| mend::without_muscle(second, refused))?;
    let mut said = Said::nothing();
    for (nth, word) in words.iter().enumerate().skip(2) {
        said.token(*word, muscle).map_err(|refused| mend::in_finding(refused, clean, &words, nth, muscle))?;
    }
    said.check()?;
    said.signs.sort_unstable();
    let mut finding = Finding::at(side, muscle);
    finding.origin = origin;
    finding.part = match part {
        Some(part) => part_of(second, name, part)?,
        None => Clean::default(),
    };
    finding.pain = said.pain.take().unwrap_or_default();
    finding.refers = said.refers.take().unwrap_or_default();
    finding.recognised = said.recognised.take().is_some();
    finding.class = said.class.take();
    finding.signs = said.signs;
    finding.tenderness = said.tenderness.take();
    finding.techniques = said.techniques;
    finding.pressure = said.pressure.take();
    finding.quality = said.quality.take().unwrap_or_default();
    finding.response = said.response.take();
    finding.remark = Clean::line(remark);
    Ok(Line::Finding(Box::new(finding)))
}

fn part_of(whole: Word<'_>, name: Word<'_>, part: Word<'_>) -> Result<Clean, Unclear> {
    let part = Clean::line(part.text);
    if part.is_empty() {
        return Err(whole.or("names no part after its stroke, as in scm/clav", vec![name.text.to_owned()]));
    }
    Ok(part)
}

/// Whether a word says something of a point by itself.
pub(super) fn reads(word: Word<'_>, muscle: Muscle) -> bool {
    Said::nothing().token(word, muscle).is_ok()
}

impl<'a> Said<'a> {
    fn nothing() -> Self {
        Self {
            pain: Once::new("pain"),
            refers: Once::new("word for where the pain is felt"),
            recognised: Once::new("mark of recognition"),
            class: Once::new("class"),
            signs: Vec::new(),
            tenderness: Once::new("tenderness"),
            techniques: Vec::new(),
            pressure: Once::new("pressure"),
            quality: Once::new("word for the quality (several are parted by commas)"),
            response: Once::new("response"),
        }
    }

    fn token(&mut self, word: Word<'a>, muscle: Muscle) -> Result<(), Unclear> {
        let lower = word.lower();
        if lower == "na" {
            return self.pain.put(word, Pain::NotAssessed);
        }
        if lower == "!" {
            return self.recognised.put(word, ());
        }
        if let Some(class) = Class::from_code(&lower) {
            return self.class.put(word, class);
        }
        if let Some(response) = Response::from_code(&lower) {
            return self.response.put(word, response);
        }
        if let Some(sign) = Sign::from_code(&lower) {
            if self.signs.contains(&sign) {
                return Err(word.unclear("is said twice; leave one out"));
            }
            self.signs.push(sign);
            return Ok(());
        }
        if let Some(technique) = technique(word, &lower)? {
            self.techniques.push(technique);
            return Ok(());
        }
        match (lower.chars().next(), word.from(1)) {
            (Some('@'), rest) => self.refers.put(word, refers(word, rest, muscle)?),
            (Some(':'), rest) => self.quality.put(word, quality(word, rest)?),
            (Some('t'), rest) if number::digits(rest.text).is_some() => self.tenderness.put(word, grade(word, rest, 0..=4, "t")?),
            (Some('p'), rest) if number::digits(rest.text).is_some() => self.pressure.put(word, grade(word, rest, 1..=5, "p")?),
            (Some('0'..='9' | '?' | '>'), _) => self.pain.put(word, pain(word)?),
            (Some('+'), _) => Err(one_of::<Class>(word, "class")),
            (Some('='), _) => Err(one_of::<Response>(word, "response")),
            _ => Err(not_a_word(word, &lower, muscle)),
        }
    }

    /// Words that cannot both be true.
    fn check(&self) -> Result<(), Unclear> {
        match (self.class.word(), self.class.get(), self.recognised.word()) {
            (Some(class), Some(Class::Latent), Some(_)) => {
                Err(class.or("contradicts “!”: a point whose pain the client recognises is active", vec![Class::Active.code().to_owned()]))
            }
            _ => Ok(()),
        }
    }
}

fn pain(word: Word<'_>) -> Result<Pain, Unclear> {
    let pieces = word.pieces('>');
    let plain = |piece: &Word<'_>| piece.text == "?" || !piece.text.is_empty() && piece.text.bytes().all(|byte| byte.is_ascii_digit());
    if !pieces.iter().all(plain) {
        return Err(number::not_pain(word));
    }
    if let [one] = pieces[..]
        && one.text != "?"
        && number::nrs(one).is_err()
    {
        let seconds = number::digits(one.text).filter(|seconds| (1..=LONGEST).contains(seconds));
        let offers = seconds.map(|seconds| format!("{}{seconds}", Method::Compression.code()));
        // Barely beyond is a slip of the scale, far beyond are seconds.
        let most = seconds.is_none_or(|seconds| seconds < 20).then(|| Nrs::MOST.to_string());
        let offers = most.into_iter().chain(offers).collect();
        return Err(one.or("is beyond 0–10; seconds stand right after a technique, as in ic60", offers));
    }
    let asked = pieces.into_iter().map(number::asked).collect::<Result<Vec<_>, _>>()?;
    match asked[..] {
        [before] => Ok(Pain::told(before, None, None)),
        [before, after] => Ok(Pain::told(before, None, after)),
        [before, during, after] => Ok(Pain::told(before, during, after)),
        _ => Err(number::not_pain(word)),
    }
}

fn grade(word: Word<'_>, rest: Word<'_>, range: std::ops::RangeInclusive<u8>, letter: &str) -> Result<u8, Unclear> {
    let value = number::digits(rest.text).and_then(|value| u8::try_from(value).ok()).filter(|value| range.contains(value));
    value.ok_or_else(|| {
        let mut all: Vec<String> = range.clone().map(|value| format!("{letter}{value}")).collect();
        // The nearest first.
        if !rest.text.trim_start_matches('0').is_empty() {
            all.reverse();
        }
        word.or(&format!("is beyond {letter}{}–{letter}{}", range.start(), range.end()), all)
    })
}

/// A technique with its seconds and repetitions; `None` when the word begins with none.
fn technique(word: Word<'_>, lower: &str) -> Result<Option<Technique>, Unclear> {
    for method in Method::ALL.iter().copied() {
        let Some(rest) = lower.strip_prefix(method.code()) else { continue };
        let (number, rest) = number::leading(rest);
        let (minutes, rest) = match rest.strip_prefix('m').filter(|_| !number.is_empty()) {
            Some(rest) => (true, rest),
            None => (false, rest.strip_prefix('s').filter(|_| !number.is_empty()).unwrap_or(rest)),
        };
        let times = match rest.strip_prefix(['x', '×']) {
            Some(times) => number::digits(times).map(Some),
            None if rest.is_empty() => Some(None),
            None => None,
        };
        // "icepack" begins with a technique and is none.
        let Some(times) = times else { continue };
        let seconds = match number {
            "" => None,
            digits => Some(number::digits(digits).unwrap_or(u32::MAX).saturating_mul(if minutes { 60 } else { 1 })),
        };
        if seconds.is_some_and(|seconds| seconds == 0 || seconds > LONGEST) {
            let often = &lower[lower.len() - rest.len()..];
            let nearest: &[&str] = if seconds == Some(0) { &["60", "30"] } else { &["120m"] };
            let offers = nearest.iter().map(|long| format!("{}{long}{often}", method.code())).collect();
            return Err(word.or("lasts from 1 second to 2 hours, as in ic60 or dt5m", offers));
        }
        if times.is_some_and(|times| times == 0 || times > MOST_TIMES) {
            let once = &lower[..lower.len() - rest.len()];
            let offer = if times == Some(0) { once.to_owned() } else { format!("{once}x{MOST_TIMES}") };
            return Err(word.or("is done 1 to 99 times, as in ic60x3", vec![offer]));
        }
        return Ok(Some(Technique { method, seconds, times }));
    }
    Ok(None)
}

fn refers(word: Word<'_>, rest: Word<'_>, muscle: Muscle) -> Result<Refers, Unclear> {
    match rest.text {
        "*" => return Ok(Refers::Usual),
        "-" => return Ok(Refers::Nowhere),
        "" => return Err(word.or("needs a region, as in @temple; @* is the usual pattern, @- nowhere", vec!["@*".into(), "@-".into()])),
        _ => {}
    }
    let mut regions = Vec::new();
    for piece in rest.pieces(',') {
        match piece.text {
            "" => return Err(word.unclear("needs a region on both sides of each comma, without a blank, as in @temple,eye")),
            "*" | "-" => return Err(word.or("mixes regions with @* or @-, which stand alone", vec!["@*".into(), "@-".into()])),
            _ => {}
        }
        let region = names::region(piece).map_err(|refused| mend::usual_regions(piece, refused, muscle))?;
        if regions.contains(&region) {
            let mut known = Vec::new();
            let first = |piece: &Word<'_>| {
                let region = names::region(*piece).ok();
                let is_new = region.is_none() || !known.contains(&region);
                known.push(region);
                is_new
            };
            let offer = mend::once_each("@", rest.pieces(',').into_iter().filter(first).map(|piece| piece.text));
            return Err(word.or(&format!("names {} twice; once is enough: {offer}", piece.text), vec![offer]));
        }
        regions.push(region);
    }
    Ok(Refers::To(regions))
}

fn quality(word: Word<'_>, rest: Word<'_>) -> Result<Vec<Clean>, Unclear> {
    let mut all = Vec::new();
    for piece in rest.pieces(',') {
        let quality = Clean::line(piece.text);
        if quality.is_empty() {
            return Err(word.unclear("needs the client's word for the pain, without blanks, as in :ache,burning"));
        }
        if all.contains(&quality) {
            let offer = mend::once_each(":", rest.pieces(',').into_iter().map(|piece| piece.text));
            return Err(word.or(&format!("says {} twice; once is enough: {offer}", piece.text), vec![offer]));
        }
        all.push(quality);
    }
    Ok(all)
}

fn one_of<T: Token>(word: Word<'_>, what: &str) -> Unclear {
    let said: Vec<String> = T::ALL.iter().map(|one| format!("{} ({})", one.code(), one.said())).collect();
    word.or(&format!("is no {what}: say {}", any_of(&said)), T::codes())
}

/// Neither sign nor technique nor anything else: most likely misspelt, or it lacks its mark.
fn not_a_word(word: Word<'_>, lower: &str, muscle: Muscle) -> Unclear {
    let known = after_muscle();
    if lower.strip_prefix(['x', '×']).is_some_and(|times| number::digits(times).is_some()) {
        return word.unclear("stands alone; repetitions touch their technique, as in ic60x3");
    }
    let near: Vec<String> = nearest(lower, known.iter().map(String::as_str)).into_iter().take(5).map(str::to_owned).collect();
    if let [region] = names::regions_begun(lower)[..]
        && lower.len() > 2
    {
        let offer = format!("@{}", region.word());
        return word.or(&format!("is a region; where the pain is felt stands after @: {offer}"), vec![offer]);
    }
    if names::muscles_named(lower).contains(&muscle) && lower.len() > 2 {
        return word
            .unclear("belongs to the muscle's name, of which one word is enough; a part of it is written after a stroke, as in scm/clav");
    }
    if let [_] = names::muscles_begun(lower)[..]
        && lower.len() > 2
    {
        return word.unclear("is a second muscle; each muscle has its own line");
    }
    if near.is_empty() {
        return word.unclear("is no word of a finding; a remark stands at the end, after a semicolon");
    }
    word.or(&format!("is no word of a finding; near it: {}", any_of(&near)), near)
}
