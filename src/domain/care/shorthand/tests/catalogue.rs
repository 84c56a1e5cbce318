use std::collections::HashMap;

use super::super::words::after_muscle;
use super::super::*;
use crate::domain::care::body::Region;
use crate::domain::care::muscle::Muscle;

const MUSCLES: &str = include_str!("../../muscles.tsv");
const REGIONS: &str = include_str!("../../regions.tsv");

/// Fails when two things of the catalogue share a word.
fn each_once<'a>(words: impl Iterator<Item = (&'a str, String)>) {
    let mut known: HashMap<&str, String> = HashMap::new();
    for (word, of) in words {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        assert!(plain && word.starts_with(|c: char| c.is_ascii_lowercase()), "{word} of {of} cannot be typed");
        if let Some(other) = known.insert(word, of.clone()) {
            panic!("{word} is {other} and {of}");
        }
    }
}

#[test]
fn every_cell_of_the_tables_is_understood() {
    assert_eq!((Muscle::all().count(), Region::all().count()), (97, 83));
    for (muscle, row) in Muscle::all().zip(MUSCLES.lines().skip(1)) {
        let cells: Vec<&str> = row.split('\t').collect();
        let listed = |cell: usize| cells[cell].split(',').filter(|word| !word.is_empty()).collect::<Vec<_>>();
        assert_eq!(cells.len(), 9, "{row}");
        assert_eq!((muscle.key(), muscle.name(), muscle.area()), (cells[0], cells[1], cells[2]));
        assert_eq!(muscle.refers_to().iter().map(|region| region.key()).collect::<Vec<_>>(), listed(3), "{row}");
        assert_eq!(muscle.complaints(), listed(4), "{row}");
        assert_eq!(muscle.aliases(), listed(6), "{row}");
        assert_eq!(muscle.flags().len(), listed(7).len(), "{row}");
        assert!(!muscle.refers_to().is_empty() && !muscle.complaints().is_empty() && !muscle.aliases().is_empty(), "{row}");
        assert!(cells.iter().all(|cell| cell.trim() == *cell), "{row}");
    }
    for row in REGIONS.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), 12, "{row}");
        let region = Region::from_key(cells[0]).expect(row);
        assert_eq!((region.name(), region.area(), region.alias()), (cells[1], cells[2], cells[11]), "{row}");
        assert!(matches!(cells[3], "front" | "back") && matches!(cells[4], "yes" | "no"), "{row}");
        assert!(cells[5..10].iter().all(|cell| cell.parse::<f64>().is_ok_and(|place| (0.0..=1.0).contains(&place))), "{row}");
        assert!(cells[10].split(';').all(|spot| spot.split(',').filter(|place| place.parse::<f64>().is_ok()).count() == 2), "{row}");
    }
    assert_eq!(Region::all().map(|region| region.drawn().len()).sum::<usize>(), 106);
}

#[test]
fn no_word_names_two_things() {
    let muscle = |muscle: Muscle| muscle.aliases().iter().copied().chain([muscle.key()]).map(move |word| (word, muscle.key().to_owned()));
    let tokens = after_muscle();
    let heads = ["nrs", "psfs", "grc", "ndi", "odi", "rom", "plan", "next", "hc", "post", "alert", "ok", "l", "r", "b", "s", "o", "a", "p"];
    let tokens = tokens.iter().map(String::as_str).chain(heads).filter(|token| token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    each_once(Muscle::all().flat_map(muscle).chain(tokens.map(|token| (token, "a token".to_owned()))));
    let region = |region: Region| {
        let alias = Some(region.alias()).filter(|alias| !alias.is_empty());
        alias.into_iter().chain([region.key()]).map(move |word| (word, region.key().to_owned()))
    };
    each_once(Region::all().flat_map(region));
}

#[test]
fn everything_is_read_by_each_of_its_names_and_said_apart() {
    let mut said = HashMap::new();
    for muscle in Muscle::all() {
        for name in muscle.aliases().iter().copied().chain([muscle.key()]) {
            let line = read(&format!("L {name} 3")).unwrap_or_else(|why| panic!("{name}: {why}"));
            assert_eq!(print(&line), format!("L {} 3", muscle.word()));
        }
        let words = muscle_words(muscle);
        assert!(!words.contains([',', '(', ')']) && words.trim() == words, "{words}");
        if let Some(other) = said.insert(words.clone(), muscle) {
            panic!("{words} is {other:?} and {muscle:?}");
        }
    }
    for region in Region::all() {
        for name in [region.key(), region.alias()].into_iter().filter(|name| !name.is_empty()) {
            let line = read(&format!("L utrap @{name}")).unwrap_or_else(|why| panic!("{name}: {why}"));
            assert_eq!(print(&line), format!("L utrap @{}", region.word()));
        }
    }
}

#[test]
fn muscles_and_regions_are_found_by_what_they_are_called_and_complained_of() {
    let muscles = |found: Vec<Muscle>| found.into_iter().map(Muscle::word).collect::<Vec<_>>();
    let regions = |found: Vec<Region>| found.into_iter().map(Region::word).collect::<Vec<_>>();
    assert_eq!(muscles(muscles_named("Glut min")), ["gmin"]);
    assert_eq!(muscles(muscles_named("trapez")), ["utrap", "mtrap", "ltrap"]);
    assert_eq!(muscles(muscles_named("utrap")), ["utrap"]);
    assert_eq!(muscles(muscles_named("levator scapulae")), ["lev"]);
    assert_eq!(muscles(muscles_named(" ")), Vec::<&str>::new());
    assert_eq!(regions(regions_named("temple")), ["temple"]);
    assert_eq!(regions(regions_named("thumb fore")), ["far"]);
    assert_eq!(regions(regions_named("knee"))[..2], ["knf", "kni"]);
    assert_eq!(muscles(muscles_for_complaint("tens head")), ["utrap"]);
    assert_eq!(muscles(muscles_for_complaint("Toothache")), ["mass", "tempo", "dig"]);
    assert!(muscles_for_complaint("").is_empty() && muscles_for_complaint("zzz").is_empty());
}

#[test]
fn words_lead_to_regions_muscles_and_complaints() {
    let words = |typed: &str| -> Vec<&str> {
        let word = |found| match found {
            Catalogued::Region(region) => region.key(),
            Catalogued::Muscle(muscle) => muscle.word(),
        };
        catalogued(typed).into_iter().map(word).collect()
    };
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
    // Whatever a screen calls it, it is found by.
    for region in Region::all() {
        assert!(catalogued(region.name()).contains(&Catalogued::Region(region)), "{}", region.name());
    }
    for muscle in Muscle::all() {
        assert!(catalogued(muscle.name()).contains(&Catalogued::Muscle(muscle)), "{}", muscle.name());
    }
}

#[test]
fn the_overview_names_every_word_and_its_examples_read() {
    let all = overview();
    let text: Vec<String> = all.iter().map(|(what, words)| format!("{what} {words}").replace('\u{a0}', " ")).collect();
    let text = text.join("\n");
    for code in after_muscle().iter().filter(|code| !code.starts_with(['t', 'p']) || code.len() > 2) {
        assert!(text.contains(code.as_str()), "{code} is not told of");
    }
    for line in [
        "L utrap 7>3 @temple ic60",
        "nrs 6>3",
        "nrs now 4 worst 8 best 2 avg 5",
        "psfs1 4",
        "grc +3",
        "ndi 18/50",
        "odi 40",
        "rom cx rot R 55>70",
        "plan 1/w x6 60m re@4",
        "next recheck infra",
        "hc heat in the evening",
        "post a little dizzy",
        "alert stop fever",
        "ok gmax asked, agreed",
        "L scm/clav 5>3 dt5m ic60x3 :ache,deep ; remark",
    ] {
        assert!(read(line).is_ok(), "{line}");
        assert!(line.starts_with("L scm") || text.contains(line), "{line} is no example of the overview");
    }
}
