//! Where a muscle is put on the drawn body: a region it lies in, and whereabouts in it. A help for drawing, from the region
//! that a therapist would point at; it is no anatomy.
use std::sync::LazyLock;

use super::body::{Half, Region, Spot, View};
use super::muscle::Muscle;

/// key, region, view, and whereabouts in it: away from the midline and downwards, in parts of the region's size.
const TABLE: &str = include_str!("places.tsv");

/// Whereabouts on the drawn body a muscle lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub region: Region,
    pub view: View,
    outwards: f64,
    down: f64,
}

static ALL: LazyLock<Vec<(&str, Place)>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(row).collect());

fn row(line: &'static str) -> Option<(&'static str, Place)> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [key, region, view, outwards, down] = cells[..] else { return None };
    let view = if view == "back" { View::Back } else { View::Front };
    let place = Place { region: Region::from_key(region)?, view, outwards: outwards.parse().ok()?, down: down.parse().ok()? };
    Some((key, place))
}

/// The place of a muscle.
pub fn of(muscle: Muscle) -> Option<Place> {
    ALL.iter().find(|(key, _)| *key == muscle.key()).map(|(_, place)| *place)
}

impl Place {
    /// The spot on one half of the body, on the view that shows it.
    pub fn spot(self, view: View, half: Half) -> Option<Spot> {
        let drawn = self.region.drawn().iter().find(|drawn| drawn.view == view && view == self.view)?;
        let edge = drawn.edge(Half::Left);
        let middle = drawn.middle(Half::Left);
        let (wide, high) = edge
            .iter()
            .fold((0.0_f64, 0.0_f64), |(wide, high), spot| (wide.max((spot.x - middle.x).abs()), high.max((spot.y - middle.y).abs())));
        let outwards = match view {
            View::Front => self.outwards,
            View::Back => -self.outwards,
        };
        let left = Spot { x: middle.x + outwards * wide, y: middle.y + self.down * high };
        Some(match half {
            Half::Left => left,
            Half::Right => Spot { x: 1.0 - left.x, ..left },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_muscle_has_its_place_and_no_place_is_another_muscles() {
        let rows: Vec<_> = TABLE.lines().skip(1).collect();
        assert_eq!(rows.len(), Muscle::all().count());
        for (line, muscle) in rows.iter().zip(Muscle::all()) {
            assert!(row(line).is_some_and(|(key, _)| key == muscle.key()), "{line} for {}", muscle.key());
        }
        let spot = |muscle| of(muscle).and_then(|place| place.spot(place.view, Half::Left).map(|spot| (place.view, spot)));
        let spots: Vec<_> = Muscle::all().map(|muscle| (muscle, spot(muscle))).collect();
        for (place, (muscle, spot)) in spots.iter().enumerate() {
            assert!(spot.is_some(), "{} is put where it is not seen", muscle.key());
            let same = spots[..place].iter().find(|other| other.1 == *spot);
            assert!(same.is_none(), "{} lies on {same:?}", muscle.key());
        }
    }
}
