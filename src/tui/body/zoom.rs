//! The parts of the body that are looked at more closely: what is a few dots of the whole is seen in its own window.
use super::raster::Window;
use crate::domain::care::body::{Half, Region, View};

/// How close the body is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    Whole,
    /// Head and neck.
    Head,
    /// From the shoulders to the ribs.
    Shoulders,
    /// From the waist to the hips.
    Hips,
    /// One arm down to the wrist.
    Arm(Half),
    Hand(Half),
    Legs,
    Feet,
}

impl Zoom {
    pub const ALL: [Self; 10] = [
        Self::Whole,
        Self::Head,
        Self::Shoulders,
        Self::Hips,
        Self::Arm(Half::Left),
        Self::Arm(Half::Right),
        Self::Hand(Half::Left),
        Self::Hand(Half::Right),
        Self::Legs,
        Self::Feet,
    ];

    /// The window in which a region is seen best.
    pub fn of(region: Region, half: Half) -> Self {
        match region.area() {
            "head" | "neck" => Self::Head,
            "shoulder" | "upper_back" | "chest" => Self::Shoulders,
            "abdomen" | "low_back" | "pelvis" => Self::Hips,
            "arm" | "forearm" => Self::Arm(half),
            "hand" => Self::Hand(half),
            "thigh" | "knee" | "leg" => Self::Legs,
            "foot" => Self::Feet,
            _ => Self::Whole,
        }
    }

    /// What of a view it shows.
    pub fn window(self, view: View) -> Window {
        let (half, x, y) = match self {
            Self::Whole => return Window::WHOLE,
            Self::Head => (None, (0.32, 0.68), (0.0, 0.185)),
            Self::Shoulders => (None, (0.12, 0.88), (0.12, 0.36)),
            Self::Hips => (None, (0.22, 0.78), (0.28, 0.56)),
            Self::Legs => (None, (0.22, 0.78), (0.5, 0.94)),
            Self::Feet => (None, (0.28, 0.72), (0.89, 1.0)),
            Self::Arm(half) => (Some(half), (0.66, 1.0), (0.2, 0.6)),
            Self::Hand(half) => (Some(half), (0.78, 1.02), (0.46, 0.59)),
        };
        // The person's right is the viewer's left in front, and the viewer's right from behind.
        let turned = matches!((half, view), (Some(Half::Right), View::Front) | (Some(Half::Left), View::Back));
        Window { x: if turned { (1.0 - x.1, 1.0 - x.0) } else { x }, y }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Whole => "whole body",
            Self::Head => "head and neck",
            Self::Shoulders => "shoulders and chest",
            Self::Hips => "waist and hips",
            Self::Arm(Half::Left) => "left arm",
            Self::Arm(Half::Right) => "right arm",
            Self::Hand(Half::Left) => "left hand",
            Self::Hand(Half::Right) => "right hand",
            Self::Legs => "legs",
            Self::Feet => "feet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::body::walk;

    #[test]
    fn every_region_is_in_sight_in_its_window() {
        for (region, half) in walk::places() {
            let zoom = Zoom::of(region, half);
            assert_ne!(zoom, Zoom::Whole, "{} has no window", region.key());
            for drawn in region.drawn() {
                let window = zoom.window(drawn.view);
                for spot in drawn.edge(half) {
                    assert!(window.holds(spot), "{} {half:?} {:?} leaves {zoom:?} at {spot:?}", region.key(), drawn.view);
                }
            }
        }
    }
}
