//! Walking over the body by keys: to the nearest region in a direction, through all of them in order, and round to the back.
use crate::domain::care::body::{Drawn, Half, Region, Spot, View, WIDTH_TO_HEIGHT};
use crate::tui::body::raster::is_within;

/// Where an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Up, Self::Down, Self::Left, Self::Right];

    /// How far a step leads that way, and how far aside.
    fn along(self, (x, y): (f64, f64)) -> (f64, f64) {
        match self {
            Self::Up => (-y, x.abs()),
            Self::Down => (y, x.abs()),
            Self::Left => (-x, y.abs()),
            Self::Right => (x, y.abs()),
        }
    }
}

/// The halves of a region; one that is not paired counts as a left one.
pub fn halves(region: Region) -> &'static [Half] {
    if region.paired() { &[Half::Left, Half::Right] } else { &[Half::Left] }
}

/// Every region with every half of it, from head to foot.
pub fn places() -> impl Iterator<Item = (Region, Half)> {
    Region::all().flat_map(|region| halves(region).iter().map(move |half| (region, *half)))
}

/// How a view shows a region, when it does.
pub fn drawn(region: Region, view: View) -> Option<&'static Drawn> {
    region.drawn().iter().find(|drawn| drawn.view == view)
}

/// "left temple", "chin".
pub fn words(region: Region, half: Half) -> String {
    match (region.paired(), half) {
        (false, _) => region.name().to_owned(),
        (true, Half::Left) => format!("left {}", region.name()),
        (true, Half::Right) => format!("right {}", region.name()),
    }
}

/// From the other side.
pub fn turned(view: View) -> View {
    match view {
        View::Front => View::Back,
        View::Back => View::Front,
    }
}

/// The region on which somebody stands, and from where it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stand {
    pub view: View,
    pub region: Region,
    pub half: Half,
}

impl Stand {
    /// On a region, seen from the front where it has a front.
    pub fn on(region: Region, half: Half) -> Self {
        let view = if drawn(region, View::Front).is_some() { View::Front } else { View::Back };
        Self { view, region, half: if region.paired() { half } else { Half::Left } }
    }

    /// To another region; the view stays when it shows that one too.
    pub fn go(&mut self, region: Region, half: Half) {
        let view = self.view;
        *self = Self::on(region, half);
        if drawn(region, view).is_some() {
            self.view = view;
        }
    }

    /// "left temple", "chin".
    pub fn words(self) -> String {
        words(self.region, self.half)
    }

    fn spot(self) -> Spot {
        drawn(self.region, self.view).map_or(Spot { x: 0.5, y: 0.5 }, |drawn| drawn.middle(self.half))
    }

    /// To the nearest region that way. At the edge of the body a step aside leads round it, as a step up or down does not.
    pub fn step(&mut self, direction: Direction) {
        let from = self.spot();
        let cost = |spot: Spot| {
            let (along, aside) = direction.along(((spot.x - from.x) * WIDTH_TO_HEIGHT, spot.y - from.y));
            (along > 0.002 && aside <= along * 2.0).then_some(along + aside * 2.0)
        };
        if let Some((region, half)) = nearest(self.view, cost) {
            (self.region, self.half) = (region, half);
            return;
        }
        // Round the edge: to what lies at the same edge of the body as it is seen from the other side.
        let far = match direction {
            Direction::Up | Direction::Down => return,
            Direction::Left => 1.0,
            Direction::Right => 0.0,
        };
        let cost = |spot: Spot| Some((spot.y - from.y).abs() * 2.0 + (spot.x - far).abs() * WIDTH_TO_HEIGHT);
        self.view = turned(self.view);
        if let Some((region, half)) = nearest(self.view, cost) {
            (self.region, self.half) = (region, half);
        }
    }

    /// The next region from head to foot, left before right; after the last one the first.
    pub fn next(&mut self, back: bool) {
        let all: Vec<(Region, Half)> = places().collect();
        let at = all.iter().position(|place| *place == (self.region, self.half)).unwrap_or_default();
        let to = if back { at.checked_sub(1).unwrap_or(all.len() - 1) } else { (at + 1) % all.len() };
        self.go(all[to].0, all[to].1);
    }

    /// Looks from the other side: at the same region where it is to be seen, else at the one that lies behind it.
    pub fn turn(&mut self) {
        let spot = self.spot();
        self.view = turned(self.view);
        if drawn(self.region, self.view).is_none() {
            let cost = |other: Spot| Some(((other.x - (1.0 - spot.x)) * WIDTH_TO_HEIGHT).hypot(other.y - spot.y));
            if let Some((region, half)) = nearest(self.view, cost) {
                (self.region, self.half) = (region, half);
            }
        }
    }
}

/// The region of a view that costs least.
fn nearest(view: View, cost: impl Fn(Spot) -> Option<f64>) -> Option<(Region, Half)> {
    let costs = places().filter_map(|(region, half)| Some((cost(drawn(region, view)?.middle(half))?, (region, half))));
    costs.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
}

/// The region that lies at a spot of a view: the smallest that covers it, else one that is near.
pub fn at(view: View, spot: Spot) -> Option<(Region, Half)> {
    let place = |spot: Spot| (spot.x * WIDTH_TO_HEIGHT, spot.y);
    let mut covering: Option<(f64, (Region, Half))> = None;
    for (region, half) in places() {
        let Some(drawn) = drawn(region, view) else { continue };
        let corners: Vec<(f64, f64)> = drawn.edge(half).into_iter().map(place).collect();
        let size = area(&corners);
        if is_within(&corners, place(spot)) && covering.is_none_or(|(known, _)| size < known) {
            covering = Some((size, (region, half)));
        }
    }
    let far = |other: Spot| ((other.x - spot.x) * WIDTH_TO_HEIGHT).hypot(other.y - spot.y);
    covering.map(|(_, place)| place).or_else(|| nearest(view, |other| Some(far(other)).filter(|far| *far < 0.045)))
}

fn area(corners: &[(f64, f64)]) -> f64 {
    let ends = corners.iter().zip(corners.iter().cycle().skip(1));
    (ends.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0).abs()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn start() -> Stand {
        Stand::on(Region::from_key("temple").expect("a region"), Half::Left)
    }

    #[test]
    fn one_key_leads_through_all_regions_and_home_again() {
        let mut stand = start();
        let mut seen = HashSet::new();
        for _ in places() {
            seen.insert((stand.region, stand.half));
            assert!(drawn(stand.region, stand.view).is_some(), "{} is not to be seen", stand.region.key());
            stand.next(false);
        }
        assert_eq!(seen.len(), places().count());
        assert_eq!((seen.iter().map(|place| place.0).collect::<HashSet<_>>().len(), Region::all().count()), (83, 83));
        let before = stand;
        stand.next(true);
        stand.next(false);
        assert_eq!((stand.region, stand.half), (before.region, before.half));
    }

    #[test]
    fn arrows_alone_reach_every_region_of_both_views() {
        let mut known = vec![start()];
        let mut at = 0;
        while let Some(stand) = known.get(at).copied() {
            for direction in Direction::ALL {
                let mut next = stand;
                next.step(direction);
                if !known.contains(&next) {
                    known.push(next);
                }
            }
            at += 1;
        }
        let missing: Vec<String> = places()
            .flat_map(|(region, half)| region.drawn().iter().map(move |drawn| Stand { view: drawn.view, region, half }))
            .filter(|stand| !known.contains(stand))
            .map(|stand| format!("{:?} {:?} {}", stand.view, stand.half, stand.region.key()))
            .collect();
        assert!(missing.is_empty(), "no arrow leads to {}", missing.join(", "));
    }

    #[test]
    fn a_step_and_a_step_back_stay_in_the_neighbourhood() {
        for (region, half) in places() {
            for direction in Direction::ALL {
                let mut stand = Stand::on(region, half);
                let (view, from) = (stand.view, stand.spot());
                stand.step(direction);
                let to = stand.spot();
                let far = ((to.x - from.x) * WIDTH_TO_HEIGHT).hypot(to.y - from.y);
                assert!(stand.view != view || far < 0.2, "{direction:?} from {} leads to {}", region.key(), stand.region.key());
            }
        }
    }

    #[test]
    fn the_body_is_turned_round_and_back() {
        let mut stand = Stand::on(Region::from_key("chest").expect("a region"), Half::Left);
        stand.turn();
        assert_eq!((stand.view, stand.half, stand.region.area()), (View::Back, Half::Left, "upper_back"));
        stand.turn();
        assert_eq!((stand.view, stand.half), (View::Front, Half::Left));
        let mut ear = Stand::on(Region::from_key("ear").expect("a region"), Half::Right);
        ear.turn();
        assert_eq!((ear.region.key(), ear.half), ("ear", Half::Right));
    }

    #[test]
    fn every_region_is_found_where_it_lies() {
        for (region, half) in places() {
            for drawn in region.drawn() {
                assert!(at(drawn.view, drawn.middle(half)).is_some(), "{}", region.key());
            }
        }
        let eye = Region::from_key("eye").expect("a region");
        assert_eq!(at(View::Front, Spot { x: 0.549, y: 0.06 }), Some((eye, Half::Left)));
        assert_eq!(at(View::Front, Spot { x: 0.9, y: 0.1 }), None);
    }
}
