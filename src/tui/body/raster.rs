//! Dots: what is drawn of the body before anything knows of a screen. A cell of a terminal is two dots wide and four high, which
//! makes a dot about as high as it is wide.
use crate::domain::care::body::{Spot, View, WIDTH_TO_HEIGHT, outline};

/// A cut-out of one view, in the coordinates of the body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    pub x: (f64, f64),
    pub y: (f64, f64),
}

impl Window {
    pub const WHOLE: Self = Self { x: (0.0, 1.0), y: (0.0, 1.0) };

    pub fn holds(&self, spot: Spot) -> bool {
        (self.x.0..=self.x.1).contains(&spot.x) && (self.y.0..=self.y.1).contains(&spot.y)
    }

    /// Its width as a part of its height.
    fn shape(&self) -> f64 {
        (self.x.1 - self.x.0) * WIDTH_TO_HEIGHT / (self.y.1 - self.y.0)
    }

    /// The columns that it fills in so many rows.
    pub fn columns(&self, rows: u16) -> u16 {
        whole((2.0 * self.shape() * f64::from(rows)).ceil()).unwrap_or(u16::MAX).max(1)
    }
}

/// How a window lies on cells: as large as both sides allow, in the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    window: Window,
    pub columns: u16,
    pub rows: u16,
    /// Dots for the height of the body.
    pub dots: f64,
}

impl Scale {
    pub fn new(window: Window, columns: u16, rows: u16) -> Self {
        let high = 4.0 * f64::from(rows) / (window.y.1 - window.y.0);
        let wide = 2.0 * f64::from(columns) / ((window.x.1 - window.x.0) * WIDTH_TO_HEIGHT);
        Self { window, columns, rows, dots: high.min(wide) }
    }

    fn middle(&self) -> (Spot, f64, f64) {
        let middle = Spot { x: f64::midpoint(self.window.x.0, self.window.x.1), y: f64::midpoint(self.window.y.0, self.window.y.1) };
        (middle, f64::from(2 * i32::from(self.columns) - 1) / 2.0, f64::from(4 * i32::from(self.rows) - 1) / 2.0)
    }

    /// The place of a spot among the dots.
    pub fn dot(&self, spot: Spot) -> (f64, f64) {
        let (middle, x, y) = self.middle();
        (x + (spot.x - middle.x) * WIDTH_TO_HEIGHT * self.dots, y + (spot.y - middle.y) * self.dots)
    }

    /// The spot that a dot stands for.
    pub fn spot(&self, x: f64, y: f64) -> Spot {
        let (middle, at_x, at_y) = self.middle();
        Spot { x: middle.x + (x - at_x) / (WIDTH_TO_HEIGHT * self.dots), y: middle.y + (y - at_y) / self.dots }
    }

    /// The cell that a spot falls into, when it is in sight.
    pub fn cell(&self, spot: Spot) -> Option<(u16, u16)> {
        let (x, y) = self.dot(spot);
        let cell = |at: f64, size: u16, len: u16| whole(at).map(|dot| dot / size).filter(|cell| *cell < len);
        Some((cell(x, 2, self.columns)?, cell(y, 4, self.rows)?))
    }

    /// The spot in the middle of a cell.
    pub fn middle_of(&self, column: u16, row: u16) -> Spot {
        self.spot(f64::from(column) * 2.0 + 0.5, f64::from(row) * 4.0 + 1.5)
    }
}

/// How full of dots an area is. The same in every cell, so that one letter stands for it in the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// Two dots in eight.
    Thin,
    /// Every second dot.
    Sparse,
    /// All dots.
    Dense,
}

impl Density {
    fn has(self, x: u16, y: u16) -> bool {
        match self {
            Self::Thin => y % 4 == 1 + 2 * (x % 2),
            Self::Sparse => (x + y).is_multiple_of(2),
            Self::Dense => true,
        }
    }
}

/// A line within the edge, on the viewer's right: on which view, and from how many dots for the height of the body there is room
/// for it.
type Inner = (Option<View>, f64, &'static [(f64, f64)]);

const LINES: [Inner; 13] = [
    // Eyes, nose, mouth, ears, navel.
    (Some(View::Front), 80.0, &[(0.55, 0.058), (0.55, 0.058)]),
    (Some(View::Front), 400.0, &[(0.53, 0.058), (0.565, 0.058)]),
    (Some(View::Front), 400.0, &[(0.5, 0.075), (0.518, 0.08)]),
    (Some(View::Front), 110.0, &[(0.5, 0.094), (0.53, 0.094)]),
    (Some(View::Front), 80.0, &[(0.5, 0.378), (0.5, 0.378)]),
    (None, 300.0, &[(0.612, 0.06), (0.632, 0.06), (0.632, 0.078), (0.61, 0.086)]),
    // Between the buttocks, and under them.
    (Some(View::Back), 80.0, &[(0.5, 0.47), (0.5, 0.53)]),
    (Some(View::Back), 200.0, &[(0.5, 0.532), (0.57, 0.54), (0.64, 0.538)]),
    // Thumb, fingers and toes.
    (None, 500.0, &[(0.957, 0.55), (0.946, 0.52)]),
    (None, 500.0, &[(0.953, 0.575), (0.943, 0.545)]),
    (None, 500.0, &[(0.94, 0.572), (0.931, 0.545)]),
    (None, 500.0, &[(0.927, 0.562), (0.92, 0.54)]),
    (None, 400.0, &[(0.617, 0.978), (0.617, 0.99)]),
];

/// Dots in cells.
#[derive(Debug, Clone)]
pub struct Raster {
    pub scale: Scale,
    cells: Vec<u8>,
    /// The dots of the body, its edge among them; none before the outline is drawn.
    body: Vec<u8>,
}

/// The bit of a dot in its cell, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Raster {
    pub fn new(scale: Scale) -> Self {
        Self { scale, cells: vec![0; usize::from(scale.columns) * usize::from(scale.rows)], body: Vec::new() }
    }

    fn place(&self, x: u16, y: u16) -> Option<(usize, u8)> {
        let (column, row) = (x / 2, y / 4);
        let inside = column < self.scale.columns && row < self.scale.rows;
        let bit = BITS[usize::from(y % 4)][usize::from(x % 2)];
        inside.then(|| (usize::from(row) * usize::from(self.scale.columns) + usize::from(column), bit))
    }

    fn set(&mut self, x: u16, y: u16, on: bool) {
        if let Some((cell, bit)) = self.place(x, y) {
            if on {
                self.cells[cell] |= bit;
            } else {
                self.cells[cell] &= !bit;
            }
        }
    }

    /// The dots of a cell, as the braille letters count them.
    pub fn bits(&self, column: u16, row: u16) -> u8 {
        self.place(column.saturating_mul(2), row.saturating_mul(4)).map_or(0, |(cell, _)| self.cells[cell])
    }

    /// The edge of the body, and what tells front from back. One half is drawn and the other is its mirror, dot for dot.
    pub fn draw_outline(&mut self, view: View) {
        self.draw_edge();
        self.body = self.silhouette();
        let dots = self.scale.dots;
        for (_, _, line) in LINES.iter().filter(|(of, from, _)| of.is_none_or(|of| of == view) && dots >= *from) {
            for (a, b) in line.iter().zip(line.iter().skip(1)) {
                self.line(Spot { x: a.0, y: a.1 }, Spot { x: b.0, y: b.1 });
            }
        }
    }

    fn draw_edge(&mut self) {
        let corners = outline();
        for (a, b) in corners.iter().zip(corners.iter().skip(1)).filter(|(a, b)| a.x + b.x >= 1.0) {
            self.line(*a, *b);
        }
    }

    /// What lies within the edge that was just drawn, once for all that is filled: row by row, between each two crossings.
    fn silhouette(&self) -> Vec<u8> {
        let mut body = self.clone();
        let corners: Vec<(f64, f64)> = outline().iter().map(|spot| self.scale.dot(*spot)).collect();
        for y in 0..self.scale.rows * 4 {
            let at = f64::from(y);
            let ends = corners.iter().zip(corners.iter().cycle().skip(1)).filter(|(a, b)| (a.1 > at) != (b.1 > at));
            let mut crossings: Vec<f64> = ends.map(|(a, b)| (b.0 - a.0) * (at - a.1) / (b.1 - a.1) + a.0).collect();
            crossings.sort_unstable_by(f64::total_cmp);
            for between in crossings.chunks_exact(2) {
                for x in dots_between(between[0], between[1], self.scale.columns * 2) {
                    body.set(x, y, true);
                }
            }
        }
        body.cells
    }

    fn is_body(&self, x: u16, y: u16) -> bool {
        self.place(x, y).is_some_and(|(cell, bit)| self.body.get(cell).is_some_and(|dots| dots & bit != 0))
    }

    fn line(&mut self, a: Spot, b: Spot) {
        let (from, to) = (self.scale.dot(a), self.scale.dot(b));
        let centre = self.scale.dot(Spot { x: 0.5, y: 0.5 }).0;
        let longest = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let steps = whole(longest).unwrap_or_default().max(1);
        for step in 0..=steps {
            let part = f64::from(step) / f64::from(steps);
            let right = (from.0 + (to.0 - from.0) * part).round();
            let y = from.1 + (to.1 - from.1) * part;
            // What runs down the midline is one dot wide.
            let left = if right - centre < 1.0 && (a.x - b.x).abs() < 0.03 { right } else { 2.0 * centre - right };
            for x in [right, left] {
                if let (Some(x), Some(y)) = (whole(x), whole(y)) {
                    self.set(x, y, true);
                }
            }
        }
    }

    /// Fills an area and answers with the cells it covers. What is too small for its pattern to be seen gets a whole cell. Nothing
    /// leaves the body, but for what `stands_out` of it.
    pub fn fill(&mut self, edge: &[Spot], middle: Spot, stands_out: bool, density: Option<Density>) -> Vec<(u16, u16)> {
        let mut dots = self.dots_within(edge);
        dots.retain(|(x, y)| stands_out || self.is_body(*x, *y));
        let is_small = dots.len() < 12 || covered(&dots).is_empty();
        if let Some((column, row)) = self.scale.cell(middle).filter(|_| is_small) {
            let (column, row) = if stands_out { (column, row) } else { self.roomiest(column, row) };
            dots.retain(|(x, y)| (x / 2, y / 4) != (column, row));
            dots.extend(dots_of(column, row).filter(|(x, y)| stands_out || self.is_body(*x, *y)));
        }
        if let Some(density) = density {
            for (x, y) in &dots {
                self.set(*x, *y, density.has(*x, *y));
            }
        }
        covered(&dots)
    }

    /// Of a cell and those around it the one with most of the body in it, where each pattern shows.
    fn roomiest(&self, column: u16, row: u16) -> (u16, u16) {
        let room = |(column, row): (u16, u16)| {
            let body = dots_of(column, row).filter(|(x, y)| self.is_body(*x, *y));
            let (all, thin) = body.fold((0, 0), |(all, thin), (x, y)| (all + 1, thin + u32::from(Density::Thin.has(x, y))));
            (thin.min(1), all.min(5))
        };
        let around = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)];
        let cells = around.iter().filter_map(|(x, y)| Some((column.checked_add_signed(*x)?, row.checked_add_signed(*y)?)));
        // The first of those with room enough.
        cells.rev().max_by_key(|cell| room(*cell)).unwrap_or((column, row))
    }

    fn dots_within(&self, edge: &[Spot]) -> Vec<(u16, u16)> {
        let corners: Vec<(f64, f64)> = edge.iter().map(|spot| self.scale.dot(*spot)).collect();
        let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MIN, f64::max);
        let rows = dots_between(least(|at| at.1), most(|at| at.1), self.scale.rows * 4);
        let mut dots = Vec::new();
        for y in rows {
            let columns = dots_between(least(|at| at.0), most(|at| at.0), self.scale.columns * 2);
            dots.extend(columns.filter(|x| is_within(&corners, (f64::from(*x), f64::from(y)))).map(|x| (x, y)));
        }
        dots
    }
}

/// The cells of which an area has so many dots that it is seen there.
fn covered(dots: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut cells: Vec<(u16, u16)> = dots.iter().map(|(x, y)| (x / 2, y / 4)).collect();
    cells.sort_unstable();
    cells.chunk_by(|a, b| a == b).filter(|same| same.len() >= 3).map(|same| same[0]).collect()
}

fn dots_of(column: u16, row: u16) -> impl Iterator<Item = (u16, u16)> {
    (0..8).map(move |dot| (column.saturating_mul(2) + dot % 2, row.saturating_mul(4) + dot / 2))
}

/// The dots from one place of a row to another, as far as the row goes.
fn dots_between(from: f64, to: f64, len: u16) -> std::ops::Range<u16> {
    let end = whole((to + 1.0).floor()).unwrap_or_default().min(len);
    whole(from.max(0.0).ceil()).unwrap_or(end)..end
}

/// The number of a dot or a cell, when it is one that a screen has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was just seen to be whole, positive and small")]
fn whole(at: f64) -> Option<u16> {
    let at = at.round();
    (0.0..60_000.0).contains(&at).then_some(at as u16)
}

/// Whether a place lies within a closed line of corners.
pub fn is_within(corners: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let ends = corners.iter().zip(corners.iter().cycle().skip(1));
    let crossed = ends.filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    !crossed.count().is_multiple_of(2)
}

#[cfg(test)]
mod tests;
