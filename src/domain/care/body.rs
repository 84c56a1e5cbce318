//! The body as it is drawn: its outline, and the regions in which pain is felt. Both come from tables of the practice; x runs
//! from 0 to 1 from the viewer's left, y from 0 to 1 from the top, and the person's left is the viewer's right in front and
//! the viewer's left from behind.
use std::sync::LazyLock;

/// One row a region and view: key, name, area, view, paired, x of the person's left and right, y, radii, the polygon of the
/// left one, short name.
const REGIONS: &str = include_str!("regions.tsv");
/// The silhouette as a closed polygon.
const OUTLINE: &str = include_str!("outline.tsv");

/// The body's width as a part of its height.
pub const WIDTH_TO_HEIGHT: f64 = 0.37;

/// A place on one view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

/// A region of the body in which pain is felt; the first one unless another is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u8);

/// From where the body is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    Front,
    Back,
}

/// Which half of a paired region, as the person calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Half {
    Left,
    Right,
}

/// A region as one view shows it.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub view: View,
    /// The middle of the left and of the right half; one place for a region that is not paired.
    pub left: Spot,
    pub right: Spot,
    /// The edge of the left half.
    polygon: Vec<Spot>,
}

#[derive(Debug)]
struct Entry {
    key: &'static str,
    name: &'static str,
    area: &'static str,
    alias: &'static str,
    paired: bool,
    drawn: Vec<Drawn>,
}

static ALL: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut all: Vec<Entry> = Vec::new();
    for line in REGIONS.lines().skip(1).filter(|line| !line.is_empty()) {
        let (entry, drawn) = row(line);
        match all.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => known.drawn.push(drawn),
            None => all.push(Entry { drawn: vec![drawn], ..entry }),
        }
    }
    all
});

static SILHOUETTE: LazyLock<Vec<Spot>> = LazyLock::new(|| {
    let lines = OUTLINE.lines().skip(1).filter(|line| !line.is_empty());
    lines.filter_map(|line| line.split_once('\t')).map(|(_, spot)| place(spot, '\t')).collect()
});

fn row(line: &'static str) -> (Entry, Drawn) {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let cell = |n: usize| cells.get(n).copied().unwrap_or_default();
    let number = |n: usize| cell(n).parse().unwrap_or(0.5);
    let drawn = Drawn {
        view: if cell(3) == "back" { View::Back } else { View::Front },
        left: Spot { x: number(5), y: number(7) },
        right: Spot { x: number(6), y: number(7) },
        polygon: cell(10).split(';').map(|spot| place(spot, ',')).collect(),
    };
    let entry = Entry { key: cell(0), name: cell(1), area: cell(2), alias: cell(11), paired: cell(4) == "yes", drawn: Vec::new() };
    (entry, drawn)
}

fn place(text: &str, between: char) -> Spot {
    let (x, y) = text.split_once(between).unwrap_or((text, ""));
    Spot { x: x.trim().parse().unwrap_or(0.5), y: y.trim().parse().unwrap_or(0.5) }
}

/// The edge of the body, the same from both sides.
pub fn outline() -> &'static [Spot] {
    &SILHOUETTE
}

impl Drawn {
    /// The middle of one half.
    pub fn middle(&self, half: Half) -> Spot {
        match half {
            Half::Left => self.left,
            Half::Right => self.right,
        }
    }

    /// The edge of one half: the right one is the left one in the mirror.
    pub fn edge(&self, half: Half) -> Vec<Spot> {
        match half {
            Half::Left => self.polygon.clone(),
            Half::Right => self.polygon.iter().map(|spot| Spot { x: 1.0 - spot.x, y: spot.y }).collect(),
        }
    }
}

impl Region {
    /// All regions, from head to foot.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map(Self).take(ALL.len())
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|region| region.key() == key)
    }

    fn entry(self) -> &'static Entry {
        &ALL[usize::from(self.0)]
    }

    /// The name it keeps in the file (`shoulder_front`).
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// As it is spelt out ("front of shoulder").
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The part of the body it belongs to ("shoulder").
    pub fn area(self) -> &'static str {
        self.entry().area
    }

    /// Its short name; empty when it has none.
    pub fn alias(self) -> &'static str {
        self.entry().alias
    }

    /// The word it is written with: its short name where that is shorter than its key ("eye", not "orb").
    pub fn word(self) -> &'static str {
        if !self.alias().is_empty() && self.alias().len() < self.key().len() { self.alias() } else { self.key() }
    }

    /// Whether it is drawn beyond the edge of the body, as the ears are and nothing else.
    pub fn stands_out(self) -> bool {
        self.key() == "ear"
    }

    /// Whether there is a left and a right one.
    pub fn paired(self) -> bool {
        self.entry().paired
    }

    /// As the views show it: one, or both.
    pub fn drawn(self) -> &'static [Drawn] {
        &self.entry().drawn
    }
}
