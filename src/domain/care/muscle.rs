//! The muscles a finding can name, as the practice's catalogue lists them.
use std::sync::LazyLock;

use super::body::Region;

/// The catalogue: key, name, part of the body, regions it is known to refer to, complaints, sides, short names, flags, and how
/// well that is known (S seen, P partly, G general knowledge).
const TABLE: &str = include_str!("muscles.tsv");

/// A muscle of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Muscle(u8);

/// What must be known before it is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    /// A place that asks for consent before the note is signed.
    Sensitive,
    /// A vessel, a nerve or the lung is near.
    Endanger,
    /// Treated from inside the mouth.
    Intraoral,
}

/// How well the pattern of a muscle is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// It was seen in a source.
    Seen,
    /// A source has part of it.
    Partly,
    General,
}

impl Flag {
    /// What a therapist takes care of.
    pub fn words(self) -> &'static str {
        match self {
            Self::Sensitive => "ask consent",
            Self::Endanger => "take care: vessels and nerves near",
            Self::Intraoral => "inside the mouth",
        }
    }
}

impl Basis {
    /// As it is said beside the muscle.
    pub fn words(self) -> &'static str {
        match self {
            Self::Seen => "by source",
            Self::Partly => "partly",
            Self::General => "general knowledge",
        }
    }
}

#[derive(Debug)]
struct Entry {
    key: &'static str,
    name: &'static str,
    area: &'static str,
    refers_to: Vec<Region>,
    complaints: Vec<&'static str>,
    aliases: Vec<&'static str>,
    flags: Vec<Flag>,
    basis: Basis,
}

static ALL: LazyLock<Vec<Entry>> = LazyLock::new(|| TABLE.lines().skip(1).filter(|line| !line.is_empty()).map(entry).collect());

fn entry(line: &'static str) -> Entry {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or_default();
    let (key, name, area, refers_to, complaints) = (next(), next(), next(), next(), next());
    let (_sides, aliases, flags, basis) = (next(), next(), next(), next());
    Entry {
        key,
        name,
        area,
        refers_to: listed(refers_to).filter_map(Region::from_key).collect(),
        complaints: listed(complaints).collect(),
        aliases: listed(aliases).collect(),
        flags: listed(flags).filter_map(flag).collect(),
        basis: match basis.chars().next() {
            Some('S') => Basis::Seen,
            Some('P') => Basis::Partly,
            _ => Basis::General,
        },
    }
}

fn listed(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn flag(word: &str) -> Option<Flag> {
    match word {
        "sensitive" => Some(Flag::Sensitive),
        "endanger" => Some(Flag::Endanger),
        "intraoral" => Some(Flag::Intraoral),
        _ => None,
    }
}

impl Muscle {
    /// All of the catalogue, from head to foot.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map(Self).take(ALL.len())
    }

    /// By its whole key or one of its short names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|muscle| muscle.key() == name || muscle.aliases().contains(&name))
    }

    fn entry(self) -> &'static Entry {
        &ALL[usize::from(self.0)]
    }

    /// The name it keeps in the file (`upper_trapezius`).
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// As it is spelt out ("Trapezius, upper").
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The part of the body it belongs to ("shoulder").
    pub fn area(self) -> &'static str {
        self.entry().area
    }

    /// Where its pain is usually felt; a suggestion, not a rule.
    pub fn refers_to(self) -> &'static [Region] {
        &self.entry().refers_to
    }

    /// What clients with it complain of ("tension headache").
    pub fn complaints(self) -> &'static [&'static str] {
        &self.entry().complaints
    }

    /// Short names; the first is the one that is written.
    pub fn aliases(self) -> &'static [&'static str] {
        &self.entry().aliases
    }

    /// The word it is written with: its first short name, or its key.
    pub fn word(self) -> &'static str {
        self.aliases().first().copied().unwrap_or(self.key())
    }

    pub fn flags(self) -> &'static [Flag] {
        &self.entry().flags
    }

    /// How well [`Muscle::refers_to`] is known.
    pub fn basis(self) -> Basis {
        self.entry().basis
    }

    /// The muscles that are known to refer to a region, as the catalogue lists them.
    pub fn that_refer_to(region: Region) -> impl Iterator<Item = Self> {
        Self::all().filter(move |muscle| muscle.refers_to().contains(&region))
    }
}
