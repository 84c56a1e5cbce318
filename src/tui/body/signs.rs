//! The picture: one sign a cell. What a fill means shows in how full of dots it is, never in its colour alone.
use std::cmp::Ordering;

use super::picture::{At, Marks, Point};
use super::raster::{Density, Raster, Scale, Window};
use super::walk::drawn;
use crate::domain::care::body::View;
use crate::domain::care::place;

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    Nothing,
    /// The edge of the body.
    Edge,
    Thin,
    Sparse,
    Dense,
    Selected,
    Point,
}

/// One cell of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub sign: char,
    pub ink: Ink,
}

/// The cells of a picture, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    scale: Scale,
    cells: Vec<Cell>,
    plain: bool,
}

impl Picture {
    /// Draws a view into so many cells; `plain` draws with the letters that every terminal has.
    pub fn new(marks: &Marks, view: View, window: Window, (columns, rows): (u16, u16), plain: bool) -> Self {
        let scale = Scale::new(window, columns, rows);
        let mut raster = Raster::new(scale);
        let mut inks = vec![Ink::Nothing; usize::from(columns) * usize::from(rows)];
        if columns > 0 && rows > 0 {
            raster.draw_outline(view);
            let fills = [
                (marks.thin.as_slice(), Some(Density::Thin), Ink::Thin),
                (&marks.sparse, Some(Density::Sparse), Ink::Sparse),
                (&marks.dense, Some(Density::Dense), Ink::Dense),
                (marks.selected.as_slice(), None, Ink::Selected),
            ];
            for (places, density, ink) in fills {
                for (region, half) in places {
                    let Some(drawn) = drawn(*region, view) else { continue };
                    for (column, row) in raster.fill(&drawn.edge(*half), drawn.middle(*half), region.stands_out(), density) {
                        inks[usize::from(row) * usize::from(columns) + usize::from(column)] = ink;
                    }
                }
            }
        }
        let cells = inks.into_iter().enumerate().map(|(place, ink)| {
            let (column, row) = (place % usize::from(columns), place / usize::from(columns));
            let bits = raster.bits(u16::try_from(column).unwrap_or(0), u16::try_from(row).unwrap_or(0));
            let ink = if ink == Ink::Nothing && bits != 0 { Ink::Edge } else { ink };
            Cell { sign: sign(ink, bits, plain), ink }
        });
        let mut picture = Self { scale, cells: cells.collect(), plain };
        for point in marks.points.iter().copied() {
            picture.mark(point, view, window);
        }
        picture
    }

    pub fn cell(&self, column: u16, row: u16) -> Option<Cell> {
        self.place(column, row).and_then(|place| self.cells.get(place)).copied()
    }

    /// The picture as text, row by row.
    pub fn rows(&self) -> impl Iterator<Item = String> {
        self.cells.chunks(usize::from(self.scale.columns).max(1)).map(|row| row.iter().map(|cell| cell.sign).collect())
    }

    fn place(&self, column: u16, row: u16) -> Option<usize> {
        let inside = column < self.scale.columns && row < self.scale.rows;
        inside.then(|| usize::from(row) * usize::from(self.scale.columns) + usize::from(column))
    }

    /// Puts the digit of a point at its place, or beside it where another one stands already.
    fn mark(&mut self, point: Point, view: View, window: Window) {
        let spot = match point.at {
            At::Region(region) => drawn(region, view).map(|drawn| drawn.middle(point.half)),
            At::Muscle(muscle) => place::of(muscle).and_then(|place| place.spot(view, point.half)),
        };
        let Some((column, row)) = spot.filter(|spot| window.holds(*spot)).and_then(|spot| self.scale.cell(spot)) else { return };
        let none = if self.plain { 'x' } else { '×' };
        let words = point.digit.map_or_else(|| none.to_string(), |digit| digit.to_string());
        let letters = u16::try_from(words.chars().count()).unwrap_or(1);
        let is_point = |column: u16| self.cell(column, row).is_some_and(|cell| cell.ink == Ink::Point);
        let free = |column: &u16| (0..letters).all(|at| self.cell(*column + at, row).is_some() && !is_point(*column + at));
        // Two numbers that touch would be read as one.
        let apart = |column: &u16| free(column) && !is_point(*column + letters) && column.checked_sub(1).is_none_or(|left| !is_point(left));
        let Some(column) = beside(column).find(apart).or_else(|| beside(column).find(free)) else { return };
        for (letter, sign) in words.chars().enumerate() {
            if let Some(place) = self.place(column, row) {
                self.cells[place + letter] = Cell { sign, ink: Ink::Point };
            }
        }
    }
}

/// A column, then those around it.
fn beside(column: u16) -> impl Iterator<Item = u16> {
    let around = (1..=4).flat_map(move |far: u16| [column.checked_add(far), column.checked_sub(far)]);
    std::iter::once(column).chain(around.flatten())
}

fn sign(ink: Ink, bits: u8, plain: bool) -> char {
    match (ink, plain) {
        (Ink::Nothing, _) => ' ',
        (Ink::Selected, false) => '█',
        (Ink::Selected, true) => 'O',
        (Ink::Thin, true) => '.',
        (Ink::Sparse, true) => ':',
        (Ink::Dense, true) => '#',
        (Ink::Edge, true) => plain_edge(bits),
        (Ink::Edge | Ink::Thin | Ink::Sparse | Ink::Dense | Ink::Point, _) => braille(bits),
    }
}

fn braille(bits: u8) -> char {
    if bits == 0 {
        return ' ';
    }
    char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ')
}

/// A stretch of the edge in a letter that leans as it does.
fn plain_edge(bits: u8) -> char {
    let [top_left, top_right, low_left, low_right] = [0x03, 0x18, 0x44, 0xa0].map(|mask: u8| (bits & mask).count_ones());
    let (top, low) = (top_left + top_right, low_left + low_right);
    if top == 0 {
        return if low_left > 0 && low_right > 0 { '_' } else { ',' };
    }
    if low == 0 {
        return if top_left > 0 && top_right > 0 { '-' } else { '\'' };
    }
    match (top_right * low).cmp(&(low_right * top)) {
        Ordering::Greater => '/',
        Ordering::Less => '\\',
        Ordering::Equal => '|',
    }
}

/// What the signs of these marks mean, in one row of at most 40 columns.
pub fn legend(marks: &Marks, plain: bool) -> String {
    let [dense, sparse, thin] = [(Ink::Dense, 0xff), (Ink::Sparse, 0x95), (Ink::Thin, 0x82)].map(|(ink, bits)| sign(ink, bits, plain));
    let words = [(Ink::Dense, format!("{dense} felt")), (Ink::Sparse, format!("{sparse} usual")), (Ink::Thin, format!("{thin} last time"))];
    let fills = words.into_iter().filter(|(ink, _)| has(marks, *ink)).map(|(_, words)| words);
    let points = has(marks, Ink::Point).then(|| {
        let digits = marks.points.iter().any(|point| point.digit.is_some());
        if digits { "5 pain".to_owned() } else { format!("{} point", if plain { 'x' } else { '×' }) }
    });
    points.into_iter().chain(fills).collect::<Vec<_>>().join("  ")
}

fn has(marks: &Marks, ink: Ink) -> bool {
    match ink {
        Ink::Nothing | Ink::Edge => false,
        Ink::Thin => !marks.thin.is_empty(),
        Ink::Sparse => !marks.sparse.is_empty(),
        Ink::Dense => !marks.dense.is_empty(),
        Ink::Point => !marks.points.is_empty(),
        Ink::Selected => marks.selected.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::body::{Half, Region};
    use crate::domain::care::muscle::Muscle;
    use crate::tui::body::walk::places;
    use crate::tui::body::zoom::Zoom;

    fn signs(marks: &Marks, view: View, size: (u16, u16), plain: bool) -> Vec<String> {
        Picture::new(marks, view, Window::WHOLE, size, plain).rows().collect()
    }

    /// A region in each way a map can show it.
    fn ways(region: Region, half: Half) -> [Marks; 6] {
        let place = vec![(region, half)];
        let point = |digit| vec![Point { at: At::Region(region), half, digit }];
        [
            Marks { dense: place.clone(), ..Marks::default() },
            Marks { sparse: place.clone(), ..Marks::default() },
            Marks { thin: place, ..Marks::default() },
            Marks { selected: Some((region, half)), ..Marks::default() },
            Marks { points: point(Some(7)), ..Marks::default() },
            Marks { points: point(None), ..Marks::default() },
        ]
    }

    #[test]
    fn every_mark_differs_without_colour_wherever_it_stands() {
        for (region, half) in places() {
            for drawn in region.drawn() {
                for (rows, plain) in [(12, true), (24, false), (24, true), (40, false)] {
                    let size = (Window::WHOLE.columns(rows), rows);
                    let mut seen = vec![signs(&Marks::default(), drawn.view, size, plain)];
                    for marks in ways(region, half) {
                        let picture = signs(&marks, drawn.view, size, plain);
                        assert!(!seen.contains(&picture), "{} in {rows} rows, plain: {plain}:\n{}", region.key(), picture.join("\n"));
                        seen.push(picture);
                    }
                }
            }
        }
    }

    #[test]
    fn any_size_has_a_picture() {
        let all = places().collect::<Vec<_>>();
        let points = Muscle::all().map(|muscle| Point { at: At::Muscle(muscle), half: Half::Left, digit: Some(10) }).collect();
        let marks = Marks { points, dense: all.clone(), sparse: all.clone(), thin: all, selected: None };
        for zoom in Zoom::ALL {
            for (columns, rows) in [(0, 0), (1, 1), (0, 9), (9, 0), (2, 40), (200, 3), (30, 40)] {
                for plain in [false, true] {
                    let picture = Picture::new(&marks, View::Back, zoom.window(View::Back), (columns, rows), plain);
                    assert!(picture.rows().all(|row| row.chars().count() == usize::from(columns)));
                }
            }
        }
    }

    #[test]
    fn points_of_one_place_stand_beside_each_other() {
        let half = Half::Left;
        let points =
            [7, 10, 3].map(|digit| Point { at: At::Region(Region::from_key("chest").expect("a region")), half, digit: Some(digit) });
        let picture = signs(&Marks { points: points.to_vec(), ..Marks::default() }, View::Front, (18, 24), false).join("\n");
        for digit in ["7", "10", "3"] {
            assert!(picture.contains(digit), "{digit} is not in\n{picture}");
        }
    }

    #[test]
    fn the_legend_names_what_is_there_in_one_short_row() {
        let half = Half::Left;
        let place = vec![(Region::default(), half)];
        let points = vec![Point { at: At::Region(Region::default()), half, digit: Some(3) }];
        let marks = Marks { points, dense: place.clone(), sparse: place.clone(), thin: place, selected: None };
        assert_eq!(legend(&marks, false), "5 pain  ⣿ felt  ⢕ usual  ⢂ last time");
        assert_eq!(legend(&marks, true), "5 pain  # felt  : usual  . last time");
        assert_eq!(legend(&Marks::default(), false), "");
    }
}
