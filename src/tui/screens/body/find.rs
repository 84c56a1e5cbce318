//! Regions and muscles by the beginnings of their words, and muscles by what clients complain of.
use crate::domain::care::body::Region;
use crate::domain::care::muscle::Muscle;
use crate::domain::text::fold;

/// What a word leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Found {
    Region(Region),
    Muscle(Muscle),
}

impl Found {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Region(region) => region.name(),
            Self::Muscle(muscle) => muscle.name(),
        }
    }
}

/// Whatever each of the typed words begins a word of: regions and muscles of that name first, then muscles with that complaint.
pub(super) fn find(typed: &str) -> Vec<Found> {
    let folded = fold(typed);
    let wanted: Vec<&str> = folded.split_whitespace().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let region = |region: Region| format!("{} {}", region.name(), region.alias());
    let named = |muscle: Muscle| format!("{} {}", muscle.name(), muscle.aliases().join(" "));
    let mut regions: Vec<Region> = Region::all().filter(|one| fits(&region(*one), &wanted)).collect();
    // "thumb" is the thumb before it is the thumb's side of something else.
    regions.sort_by_key(|one| std::cmp::Reverse(fold(one.name()).starts_with(folded.trim_end())));
    let (muscles, others): (Vec<Muscle>, Vec<Muscle>) = Muscle::all().partition(|one| fits(&named(*one), &wanted));
    let complained = others.into_iter().filter(|one| one.complaints().iter().any(|words| fits(words, &wanted)));
    regions.into_iter().map(Found::Region).chain(muscles.into_iter().chain(complained).map(Found::Muscle)).collect()
}

fn fits(text: &str, wanted: &[&str]) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<&'static str> {
        let word = |found| match found {
            Found::Region(region) => region.key(),
            Found::Muscle(muscle) => muscle.word(),
        };
        find(typed).into_iter().map(word).collect()
    }

    #[test]
    fn regions_muscles_and_complaints_are_found_by_beginnings() {
        for (typed, wanted) in [
            ("", vec![]),
            ("qqq", vec![]),
            ("Temple", vec!["temple", "utrap", "semicap", "tempo"]),
            ("crease", vec!["elbow_crease", "bic"]),
            ("side of neck", vec!["neck_side"]),
            ("utr", vec!["utrap"]),
            ("trap low", vec!["ltrap"]),
            ("tooth", vec!["mass", "tempo", "dig"]),
            ("sciat", vec!["gmin", "piri"]),
            ("peroneus long", vec!["fib"]),
        ] {
            assert_eq!(words(typed), wanted, "{typed}");
        }
    }
}
