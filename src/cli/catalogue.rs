//! The catalogue of muscles and regions, without a book.
use clap::Args;
use serde_json::{Value, json};

use super::table::columns;
use super::world::{Stop, World};
use crate::domain::care::body::Region;
use crate::domain::care::muscle::{Flag, Muscle};
use crate::domain::care::shorthand::{muscle_words, muscles_for_complaint, muscles_named, region_words, regions_named};

/// Muscles by any of their names, by a complaint, or by where the pain is felt; without words all of them.
#[derive(Debug, Args)]
#[command(
    after_help = "What the catalogue says of where pain goes is a suggestion: it is felt elsewhere, too.\n\nExamples:\n  knotbook muscles glut\n  knotbook muscles temple            those that refer there\n  knotbook muscles tension headache\n  knotbook muscles --json | jq '.muscles[].key'"
)]
pub struct MusclesArgs {
    /// Beginnings of names: "glut min", "temple", "headache"
    words: Vec<String>,
}

/// Regions of the body by any of their names, with the muscles that refer there; without words all of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook regions\n  knotbook regions temple\n  knotbook regions thumb fore")]
pub struct RegionsArgs {
    /// Beginnings of names: "temple", "thumb fore"
    words: Vec<String>,
}

pub(super) fn muscles(args: &MusclesArgs, as_json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    let words = args.words.join(" ");
    let mut parts: Vec<(String, Vec<Muscle>)> = Vec::new();
    if words.trim().is_empty() {
        parts.push((String::new(), Muscle::all().collect()));
    } else {
        parts.push((String::new(), muscles_named(&words)));
        parts.extend(regions_named(&words).into_iter().map(|region| (format!("refer to {}", region_words(region)), referring(region))));
        let told: Vec<Muscle> = parts.iter().flat_map(|(_, muscles)| muscles).copied().collect();
        let known = muscles_for_complaint(&words).into_iter().filter(|muscle| !told.contains(muscle)).collect();
        parts.push((format!("known for “{words}”"), known));
        parts.retain(|(_, muscles)| !muscles.is_empty());
    }
    if parts.is_empty() {
        let sentence = format!("No muscle of the catalogue fits “{words}”. Try the beginning of a name, of a region or of a complaint.");
        return Err(Stop::refused(sentence));
    }
    if as_json {
        let each = |(why, muscle): (&str, Muscle)| {
            let mut value = muscle_json(muscle);
            value["why"] = json!(why);
            value
        };
        let all: Vec<Value> =
            parts.iter().flat_map(|(why, muscles)| muscles.iter().map(|muscle| (why.as_str(), *muscle))).map(each).collect();
        return world.json(&json!({"muscles": all}));
    }
    if let [(_, muscles)] = parts.as_slice()
        && let [one] = muscles.as_slice()
    {
        return world.say_all(whole(*one));
    }
    for (place, (why, muscles)) in parts.iter().enumerate() {
        if !why.is_empty() {
            world.say(format!("{}{}", if place > 0 { "\n" } else { "" }, crate::domain::refusal::capitalize(why)))?;
        }
        world.say_all(columns(&muscles.iter().map(|muscle| muscle_row(*muscle)).collect::<Vec<_>>()))?;
    }
    Ok(())
}

pub(super) fn regions(args: &RegionsArgs, as_json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    let words = args.words.join(" ");
    let found: Vec<Region> = if words.trim().is_empty() { Region::all().collect() } else { regions_named(&words) };
    if found.is_empty() {
        let sentence = format!("No region of the catalogue fits “{words}”. “knotbook regions” lists all of them.");
        return Err(Stop::refused(sentence));
    }
    if as_json {
        return world.json(&json!({"regions": found.iter().map(|region| region_json(*region)).collect::<Vec<_>>()}));
    }
    world.say_all(columns(&found.into_iter().map(region_row).collect::<Vec<_>>()))
}

pub(super) fn region_row(region: Region) -> Vec<String> {
    let muscles: Vec<&str> = referring(region).iter().map(|muscle| muscle.word()).collect();
    vec![region.word().to_owned(), region_words(region), region.area().replace('_', " "), muscles.join(" ")]
}

fn referring(region: Region) -> Vec<Muscle> {
    Muscle::that_refer_to(region).collect()
}

fn flag_word(flag: Flag) -> &'static str {
    match flag {
        Flag::Sensitive => "ask for consent",
        Flag::Endanger => "a vessel, a nerve or the lung is near",
        Flag::Intraoral => "from inside the mouth",
    }
}

pub(super) fn muscle_row(muscle: Muscle) -> Vec<String> {
    let refers: Vec<&str> = muscle.refers_to().iter().map(|region| region.word()).collect();
    let flags: Vec<&str> = muscle.flags().iter().map(|flag| flag_word(*flag)).collect();
    vec![muscle.word().to_owned(), muscle_words(muscle), refers.join(" "), flags.join(", ")]
}

/// All that the catalogue says of one.
fn whole(muscle: Muscle) -> Vec<String> {
    let mut lines = vec![format!("{} · {}", muscle.name(), muscle.area().replace('_', " "))];
    lines.push(format!("  written: {}", muscle.aliases().iter().copied().chain([muscle.key()]).collect::<Vec<_>>().join(", ")));
    let refers: Vec<String> = muscle.refers_to().iter().map(|region| format!("{} ({})", region_words(*region), region.word())).collect();
    lines.extend((!refers.is_empty()).then(|| format!("  refers to: {}", refers.join(", "))));
    lines.extend((!muscle.complaints().is_empty()).then(|| format!("  complaints: {}", muscle.complaints().join(", "))));
    lines.extend(muscle.flags().iter().map(|flag| format!("  care: {}", flag_word(*flag))));
    lines
}

fn muscle_json(muscle: Muscle) -> Value {
    json!({
        "key": muscle.key(), "name": muscle.name(), "word": muscle.word(), "area": muscle.area(), "aliases": muscle.aliases(),
        "refers_to": muscle.refers_to().iter().map(|region| region.key()).collect::<Vec<_>>(), "complaints": muscle.complaints(),
        "flags": muscle.flags().iter().map(|flag| flag_word(*flag)).collect::<Vec<_>>(),
    })
}

fn region_json(region: Region) -> Value {
    json!({
        "key": region.key(), "name": region.name(), "word": region.word(), "area": region.area(),
        "muscles": referring(region).iter().map(|muscle| muscle.key()).collect::<Vec<_>>(),
    })
}
