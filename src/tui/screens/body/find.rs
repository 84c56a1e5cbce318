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

/// Whatever each of the typed words begins a word of: regions and muscles of that name first, then muscles with that complaint.
pub(super) fn find(typed: &str) -> Vec<Found> {
    let folded = fold(typed);
    let wanted: Vec<&str> = folded.split_whitespace().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let region = |region: Region| format!("{} {}", region.name(), region.alias());
    let named = |muscle: Muscle| format!("{} {}", muscle.name(), muscle.aliases().join(" "));
    let regions = Region::all().filter(|one| fits(&region(*one), &wanted)).map(Found::Region);
    let muscles = Muscle::all().filter(|one| fits(&named(*one), &wanted)).map(Found::Muscle);
    let complained = |muscle: &Muscle| muscle.complaints().iter().any(|words| fits(words, &wanted)) && !fits(&named(*muscle), &wanted);
    regions.chain(muscles).chain(Muscle::all().filter(complained).map(Found::Muscle)).collect()
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
