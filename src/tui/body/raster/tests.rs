use std::collections::HashMap;

use super::*;
use crate::domain::care::body::Region;
use crate::domain::care::muscle::Muscle;
use crate::domain::care::place;
use crate::tui::body::walk::places;
use crate::tui::body::zoom::Zoom;

fn body() -> Vec<(f64, f64)> {
    outline().iter().map(|spot| (spot.x, spot.y)).collect()
}

/// Each window with the cells it is drawn in: the whole body on a small screen, on a large one and in a row of small ones, its
/// parts from the narrowest to the widest.
fn drawings(zoom: Zoom) -> Vec<(u16, u16)> {
    match zoom {
        Zoom::Whole => vec![(8, 11), (14, 18), (18, 24), (30, 40), (38, 51)],
        _ => vec![(12, 16), (18, 20), (24, 27), (39, 52)],
    }
}

/// How far a dot is from the edge of the body, in dots.
fn to_the_edge(scale: Scale, dot: (f64, f64)) -> f64 {
    let corners: Vec<(f64, f64)> = outline().iter().map(|spot| scale.dot(*spot)).collect();
    let ends = corners.iter().zip(corners.iter().cycle().skip(1));
    let far = ends.map(|(a, b)| {
        let (x, y) = (b.0 - a.0, b.1 - a.1);
        let along = if x == 0.0 && y == 0.0 { 0.0 } else { ((dot.0 - a.0) * x + (dot.1 - a.1) * y) / (x * x + y * y) };
        let along = along.clamp(0.0, 1.0);
        (dot.0 - a.0 - along * x).hypot(dot.1 - a.1 - along * y)
    });
    far.fold(f64::MAX, f64::min)
}

#[test]
fn nothing_of_a_region_is_drawn_outside_the_body_and_none_disappears() {
    let body = body();
    let mut empties: HashMap<(Zoom, View, u16), Raster> = HashMap::new();
    for (region, half) in places() {
        for drawn in region.drawn() {
            for zoom in [Zoom::Whole, Zoom::of(region, half)] {
                for (columns, rows) in drawings(zoom) {
                    let empty = empties.entry((zoom, drawn.view, rows)).or_insert_with(|| {
                        let mut raster = Raster::new(Scale::new(zoom.window(drawn.view), columns, rows));
                        raster.draw_outline(drawn.view);
                        raster.cells.fill(0);
                        raster
                    });
                    let (scale, mut raster) = (empty.scale, empty.clone());
                    let cells = raster.fill(&drawn.edge(half), drawn.middle(half), region.stands_out(), Some(Density::Dense));
                    let what = format!("{} {half:?} {:?} of {zoom:?} in {columns}×{rows}", region.key(), drawn.view);
                    assert!(!cells.is_empty(), "{what} is not to be seen");
                    for (column, row) in &cells {
                        assert!(raster.bits(*column, *row).count_ones() >= 3, "{what}: {column}, {row} is empty");
                    }
                    for (x, y) in (0..rows * 4).flat_map(|y| (0..columns * 2).map(move |x| (x, y))) {
                        let is_lit = raster.place(x, y).is_some_and(|(cell, bit)| raster.cells[cell] & bit != 0);
                        if !is_lit || region.stands_out() {
                            continue;
                        }
                        let at = (f64::from(x), f64::from(y));
                        let spot = scale.spot(at.0, at.1);
                        // The edge itself is drawn with dots, each at most half a dot aside of where it runs.
                        let is_in = is_within(&body, (spot.x, spot.y)) || to_the_edge(scale, at) <= 0.75;
                        assert!(is_in, "{what}: {x}, {y} is lit");
                    }
                }
            }
        }
    }
    assert_eq!(Region::all().filter(|region| region.stands_out()).map(Region::key).collect::<Vec<_>>(), ["ear"]);
}

#[test]
fn every_muscle_lies_within_the_body() {
    let body = body();
    for muscle in Muscle::all() {
        let spot = place::of(muscle).and_then(|place| place.spot(place.view, crate::domain::care::body::Half::Right));
        assert!(spot.is_some_and(|spot| is_within(&body, (spot.x, spot.y))), "{} lies outside", muscle.key());
    }
}

#[test]
fn both_halves_are_drawn_alike() {
    for (columns, rows) in [(18, 24), (30, 40), (9, 12), (41, 30)] {
        let mut raster = Raster::new(Scale::new(Window::WHOLE, columns, rows));
        raster.draw_edge();
        let on = |x: u16, y: u16| raster.place(x, y).is_some_and(|(cell, bit)| raster.cells[cell] & bit != 0);
        let wide = columns * 2;
        let beside_midline = |x: &u16| *x != columns && *x + 1 != columns;
        let crooked = (0..rows * 4).find(|y| (0..wide).filter(beside_midline).any(|x| on(x, *y) != on(wide - 1 - x, *y)));
        assert_eq!(crooked, None, "{columns} columns, {rows} rows");
    }
}

#[test]
fn a_spot_is_found_again_in_its_cell() {
    let scale = Scale::new(Window::WHOLE, 18, 24);
    for (column, row) in (0..18).flat_map(|column| (0..24).map(move |row| (column, row))) {
        assert_eq!(scale.cell(scale.middle_of(column, row)), Some((column, row)));
    }
    assert_eq!((Window::WHOLE.columns(24), Window::WHOLE.columns(40)), (18, 30));
}
