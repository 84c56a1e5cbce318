//! Muscles and regions by any of their names.
use std::sync::LazyLock;

use super::say::{muscle_words, region_words};
use super::unclear::{MOST, Unclear, Word, any_of, nearest};
use crate::domain::care::body::Region;
use crate::domain::care::muscle::Muscle;
use crate::domain::text::fold;

/// Words of a region's name that name nothing by themselves.
pub(in crate::domain::care) const LITTLE_WORDS: [&str; 5] = ["and", "of", "or", "the", "its"];

/// The shortest beginning that is taken for the whole.
const BEGINNING: usize = 2;

/// One thing of the catalogue with all that it can be called.
#[derive(Debug)]
struct Named<T> {
    it: T,
    /// Its key and its short names: what it is called exactly.
    exact: Vec<&'static str>,
    /// The words of its key and of its name, folded.
    words: Vec<String>,
    /// Words of its name that name nothing by themselves: they are looked for among others only.
    little: Vec<&'static str>,
}

impl<T> Named<T> {
    fn new(it: T, exact: Vec<&'static str>, name: &str, little: &[&'static str]) -> Self {
        let mut words: Vec<String> = Vec::new();
        for text in exact.iter().copied().chain([name]) {
            for word in fold(text).split(' ').filter(|word| !word.is_empty() && !little.contains(word)) {
                if !words.iter().any(|known| known == word) {
                    words.push(word.to_owned());
                }
            }
        }
        let little = little.iter().copied().filter(|word| fold(name).split(' ').any(|of_name| of_name == *word)).collect();
        Self { it, exact, words, little }
    }

    fn is(&self, word: &str) -> bool {
        self.exact.contains(&word)
    }

    fn is_begun_by(&self, word: &str) -> bool {
        self.exact.iter().any(|name| name.starts_with(word)) || self.words.iter().any(|name| name.starts_with(word))
    }

    /// Whether each of several words begins a word of it ("side of neck").
    fn is_begun_by_all(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.is_begun_by(word) || words.len() > 1 && self.little.iter().any(|little| little.starts_with(word)))
    }
}

static MUSCLES: LazyLock<Vec<Named<Muscle>>> = LazyLock::new(|| {
    let named = |muscle: Muscle| {
        Named::new(muscle, muscle.aliases().iter().copied().chain([muscle.key()]).collect(), muscle.name(), &["and", "hand", "foot"])
    };
    Muscle::all().map(named).collect()
});

static REGIONS: LazyLock<Vec<Named<Region>>> = LazyLock::new(|| {
    let exact = |region: Region| [region.alias(), region.key()].into_iter().filter(|name| !name.is_empty()).collect();
    Region::all().map(|region| Named::new(region, exact(region), region.name(), &LITTLE_WORDS)).collect()
});

/// Complaints with each of their words folded.
static COMPLAINTS: LazyLock<Vec<(Muscle, Vec<Vec<String>>)>> = LazyLock::new(|| {
    let words = |complaint: &&str| fold(complaint).split(' ').map(str::to_owned).collect();
    Muscle::all().map(|muscle| (muscle, muscle.complaints().iter().map(words).collect())).collect()
});

/// Those whom a word names exactly, or else those one of whose names it begins.
fn begun<T: Copy>(all: &[Named<T>], word: &str) -> Vec<T> {
    match all.iter().find(|named| named.is(word)) {
        Some(named) => vec![named.it],
        None => all.iter().filter(|named| named.is_begun_by(word)).map(|named| named.it).collect(),
    }
}

/// Those each word of the text names by a beginning; first those that are called exactly so.
fn named<T: Copy>(all: &[Named<T>], text: &str) -> Vec<T> {
    let asked = fold(text);
    if asked.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = asked.split(' ').collect();
    let fits = |named: &&Named<T>| named.is_begun_by_all(&words);
    let mut found: Vec<(bool, T)> = all.iter().filter(fits).map(|named| (!named.is(&asked), named.it)).collect();
    found.sort_by_key(|(inexact, _)| *inexact);
    found.into_iter().map(|(_, it)| it).collect()
}

/// Muscles of which every word of the text begins a name ("glut min" → gluteus minimus).
pub fn muscles_named(text: &str) -> Vec<Muscle> {
    named(&MUSCLES, text)
}

/// What words lead to in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Catalogued {
    Region(Region),
    Muscle(Muscle),
}

impl Catalogued {
    pub fn name(self) -> &'static str {
        match self {
            Self::Region(region) => region.name(),
            Self::Muscle(muscle) => muscle.name(),
        }
    }
}

/// Regions and muscles with names of these beginnings, then muscles that are known for a complaint with them; each once.
pub fn catalogued(text: &str) -> Vec<Catalogued> {
    let asked = fold(text);
    let mut regions = regions_named(text);
    // "thumb" is the thumb before it is the thumb's side of something else.
    regions.sort_by_key(|region| !fold(region.name()).starts_with(&asked));
    let mut muscles = muscles_named(text);
    muscles.extend(muscles_for_complaint(text).into_iter().filter(|muscle| !muscles.contains(muscle)).collect::<Vec<_>>());
    regions.into_iter().map(Catalogued::Region).chain(muscles.into_iter().map(Catalogued::Muscle)).collect()
}

/// Regions of which every word of the text begins a name ("thumb fore" → the thumb side of the forearm).
pub fn regions_named(text: &str) -> Vec<Region> {
    named(&REGIONS, text)
}

/// Muscles that are known for a complaint in which every word of the text begins a word ("tens head" → tension headache).
pub fn muscles_for_complaint(text: &str) -> Vec<Muscle> {
    let asked = fold(text);
    if asked.is_empty() {
        return Vec::new();
    }
    let fits = |complaint: &Vec<String>| asked.split(' ').all(|word| complaint.iter().any(|known| known.starts_with(word)));
    COMPLAINTS.iter().filter(|(_, complaints)| complaints.iter().any(fits)).map(|(muscle, _)| *muscle).collect()
}

/// Muscles a single word begins, those that are called exactly so alone.
pub(super) fn muscles_begun(word: &str) -> Vec<Muscle> {
    begun(&MUSCLES, &word.to_ascii_lowercase())
}

/// Regions a single word begins, those that are called exactly so alone.
pub(super) fn regions_begun(word: &str) -> Vec<Region> {
    begun(&REGIONS, &word.to_ascii_lowercase())
}

/// Nearest things to a misspelt word, each once.
fn near<T: Copy + PartialEq>(all: &[Named<T>], word: &str) -> Vec<T> {
    let names = all.iter().flat_map(|named| named.exact.iter().copied().chain(named.words.iter().map(String::as_str)));
    let mut found = Vec::new();
    for name in nearest(word, names) {
        let of_it = all.iter().filter(|named| named.exact.contains(&name) || named.words.iter().any(|known| known == name));
        for named in of_it {
            if !found.contains(&named.it) {
                found.push(named.it);
            }
        }
    }
    found.truncate(5);
    found
}

/// Refuses a word that could be several things.
fn several(word: Word<'_>, said: &[String], written: Vec<String>) -> Unclear {
    let shown: Vec<String> = said
        .iter()
        .zip(&written)
        .take(MOST)
        .map(|(said, written)| if said == written { said.clone() } else { format!("{said} ({written})") })
        .collect();
    let rest = match said.len().saturating_sub(MOST) {
        0 => format!("could be {}", any_of(&shown)),
        more => format!("could be {} or {more} others", shown.join(", ")),
    };
    word.or(&rest, written.into_iter().take(MOST).collect())
}

/// Refuses a word that is nothing, with what is near it.
fn unknown(word: Word<'_>, what: &str, said: &[String], written: Vec<String>) -> Unclear {
    if written.is_empty() {
        return word.unclear(&format!("is no {what} of the catalogue; a beginning of its name is enough"));
    }
    let shown: Vec<String> = said
        .iter()
        .zip(&written)
        .map(|(said, written)| if said == written { said.clone() } else { format!("{said} ({written})") })
        .collect();
    word.or(&format!("is no {what} of the catalogue; near it: {}", any_of(&shown)), written)
}

/// The one muscle a word of a line names.
pub(super) fn muscle(word: Word<'_>) -> Result<Muscle, Unclear> {
    let lower = word.lower();
    let found = if lower.is_empty() { Vec::new() } else { muscles_begun(&lower) };
    let told = |found: &[Muscle]| {
        let said: Vec<String> = found.iter().map(|muscle| muscle_words(*muscle)).collect();
        (said, found.iter().map(|muscle| muscle.word().to_owned()).collect::<Vec<_>>())
    };
    match found[..] {
        [one] if lower.len() >= BEGINNING => Ok(one),
        [] => {
            let (said, written) = told(&near(&MUSCLES, &lower));
            Err(unknown(word, "muscle", &said, written))
        }
        _ => {
            let (said, written) = told(&found);
            Err(several(word, &said, written))
        }
    }
}

/// The one region a word of a line names.
pub(super) fn region(word: Word<'_>) -> Result<Region, Unclear> {
    let lower = word.lower();
    let found = regions_begun(&lower);
    let told = |found: &[Region]| {
        let said: Vec<String> = found.iter().map(|region| region_words(*region)).collect();
        (said, found.iter().map(|region| region.word().to_owned()).collect::<Vec<_>>())
    };
    match found[..] {
        [one] if lower.len() >= BEGINNING => Ok(one),
        [] => {
            let (said, written) = told(&near(&REGIONS, &lower));
            Err(unknown(word, "region", &said, written))
        }
        _ => {
            let (said, written) = told(&found);
            Err(several(word, &said, written))
        }
    }
}

/// All muscles one of whose names begins with a word in lower case; those that are called so by a short name first.
pub(super) fn muscles_beginning(word: &str) -> Vec<Muscle> {
    // A short name is what is typed most: whoever types "u" looks for utrap before the ulnar ones.
    let rank = |named: &Named<Muscle>| {
        let short = named.it.aliases();
        (!short.contains(&word), !short.iter().any(|alias| alias.starts_with(word)))
    };
    let mut all: Vec<&Named<Muscle>> = MUSCLES.iter().filter(|named| named.is_begun_by(word)).collect();
    all.sort_by_key(|named| rank(named));
    all.into_iter().map(|named| named.it).collect()
}

/// All regions one of whose names begins with a word in lower case; those that are written so first.
pub(super) fn regions_beginning(word: &str) -> Vec<Region> {
    let mut all: Vec<&Named<Region>> = REGIONS.iter().filter(|named| named.is_begun_by(word)).collect();
    all.sort_by_key(|named| !named.exact.iter().any(|name| name.starts_with(word)));
    all.into_iter().map(|named| named.it).collect()
}
