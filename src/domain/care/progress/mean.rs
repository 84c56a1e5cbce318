//! The mean of two pains, exact: counted in halves, so that no threshold hangs on a rounding.
use std::fmt;

use crate::domain::care::finding::Nrs;

/// The mean of the last two pains that were told, 0 to 10 in steps of a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mean(u8);

impl Mean {
    /// Of the last two, oldest first; the only one while there is one; none of none.
    pub fn of_last_two(told: &[Nrs]) -> Option<Self> {
        match told {
            [] => None,
            [only] => Some(Self(2 * only.get())),
            [.., last_but_one, last] => Some(Self(last_but_one.get() + last.get())),
        }
    }

    /// Every one there is, from none to the most.
    pub(super) fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..=2 * Nrs::MOST).map(Self)
    }

    /// Twice the mean: 9 for 4.5.
    pub fn halves(self) -> u8 {
        self.0
    }

    /// For a drawing; nothing is compared by it.
    pub fn drawn(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

/// "4", "4.5".
impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&halves(u32::from(self.0)))
    }
}

/// So many halves as a number: "4", "4.5".
pub(super) fn halves(halves: u32) -> String {
    format!("{}{}", halves / 2, if halves.is_multiple_of(2) { "" } else { ".5" })
}

/// So many halves as points of the scale: "1 point", "2.5 points".
pub(super) fn points(halves_of_it: u32) -> String {
    format!("{} {}", halves(halves_of_it), if halves_of_it == 2 { "point" } else { "points" })
}
