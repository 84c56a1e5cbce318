//! Names and phone numbers that are nobody's.
use std::collections::HashSet;

use fastrand::Rng;

/// Name, preferred name and phone of those who are always there; the namesakes among them.
pub(super) const ALWAYS: [(&str, &str, &str); 8] = [
    ("Maria Smith", "", "416 555-0134"),
    ("Ana Silva", "", "647 555-0172"),
    ("Daniel Smith", "Danny", "416 555-0119"),
    ("Nguyễn Thị Lan", "Lan", "905 555-0161"),
    ("Maria Smith", "", "437 555-0126"),
    ("Daniel Smith", "", "905 555-0148"),
    ("Nguyễn Thị Lan", "", "647 555-0103"),
    ("Sofía García López", "", "437 555-0155"),
];

/// Area codes before 555-0100 to 555-0199, which are nobody's numbers.
pub(super) const AREAS: [&str; 6] = ["416", "647", "437", "905", "289", "365"];

/// A name and the part of it that a family shares.
pub(super) struct Name {
    pub(super) whole: String,
    pub(super) preferred: &'static str,
    family: String,
}

impl Name {
    /// Somebody else of that family.
    pub(super) fn with_first(&self, first: &str) -> String {
        format!("{first} {}", self.family)
    }
}

/// A line of `names.tsv`.
struct Home {
    share: u32,
    order: &'static str,
    first: Vec<&'static str>,
    family: Vec<&'static str>,
}

fn homes() -> Vec<Home> {
    let list = |names: &'static str| names.split(", ").collect();
    let home = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(Home { share: cells.next()?.parse().ok()?, order: cells.next()?, first: list(cells.next()?), family: list(cells.next()?) })
    };
    include_str!("names.tsv").lines().filter_map(home).collect()
}

/// Names that differ, as long as the table has more of them; the ones that are always there come first.
pub(super) fn names(count: usize, rng: &mut Rng) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(count);
    for (whole, preferred, _) in ALWAYS {
        let family = whole.split_once(' ').map_or(whole, |(_, family)| family).to_owned();
        names.push(Name { whole: whole.to_owned(), preferred, family });
    }
    let mut taken: HashSet<String> = names.iter().map(|name| name.whole.clone()).collect();
    let homes = homes();
    let shares: u32 = homes.iter().map(|home| home.share).sum();
    let mut tries = 0;
    while names.len() < count {
        let mut left = rng.u32(0..shares.max(1));
        let found = homes.iter().find(|home| {
            let here = left < home.share;
            left = left.saturating_sub(home.share);
            here
        });
        let Some(home) = found else { break };
        let (Some(first), Some(family)) = (rng.choice(&home.first), rng.choice(&home.family)) else { break };
        let whole = match home.order {
            "joined" => format!("{family}{first}"),
            "last" => format!("{family} {first}"),
            _ => format!("{first} {family}"),
        };
        tries += 1;
        if taken.insert(whole.clone()) || tries > 20 * count {
            names.push(Name { whole, preferred: "", family: (*family).to_owned() });
        }
    }
    names
}

/// Different numbers, as long as there are any.
pub(super) fn phones(count: usize, rng: &mut Rng) -> Vec<String> {
    let mut all: Vec<String> = AREAS.iter().flat_map(|area| (0..100).map(move |n| format!("{area} 555-01{n:02}"))).collect();
    all.retain(|phone| ALWAYS.iter().all(|(_, _, taken)| taken != phone));
    rng.shuffle(&mut all);
    all.iter().cycle().take(count).cloned().collect()
}
