//! What is on the map of the body.
use super::walk::{drawn, halves};
use crate::domain::care::body::{Half, Region, View};
use crate::domain::care::finding::{Finding, Nrs, Refers, Side};
use crate::domain::care::muscle::Muscle;
use crate::domain::care::place;

/// Where a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Region(Region),
    /// In the muscle's own area, as far as a drawing says it.
    Muscle(Muscle),
}

/// A point with its pain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub at: At,
    pub half: Half,
    /// 0 to 10; `None` is a point without a number.
    pub digit: Option<u8>,
}

/// All that is on the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    pub points: Vec<Point>,
    /// Where the client feels it.
    pub dense: Vec<(Region, Half)>,
    /// Where it is usually felt.
    pub sparse: Vec<(Region, Half)>,
    /// Where it was felt last time.
    pub thin: Vec<(Region, Half)>,
    pub selected: Option<(Region, Half)>,
}

impl Marks {
    /// The points of a note with where they are felt: what the client says dense, the usual pattern sparse.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut marks = Self::default();
        for finding in findings {
            let digit = finding.pain.after().or(finding.pain.before()).map(Nrs::get);
            for half in sides(finding.side) {
                marks.points.push(Point { at: At::Muscle(finding.muscle), half: *half, digit });
            }
            let felt = spread(finding.felt_in(), finding.side);
            match finding.refers {
                Refers::To(_) => marks.dense.extend(felt),
                Refers::Usual => marks.sparse.extend(felt),
                Refers::Unsaid | Refers::Nowhere => {}
            }
        }
        marks
    }

    /// The same with the usual pattern of the point that does not say yet where it is felt; what is felt there already is none of it.
    #[must_use]
    pub fn usual_of(mut self, finding: Option<&Finding>) -> Self {
        if let Some(finding) = finding {
            let usual = spread(finding.muscle.refers_to(), finding.side).filter(|place| !self.dense.contains(place));
            let usual: Vec<_> = usual.collect();
            self.sparse.extend(usual);
        }
        self
    }

    /// The same with what was found last time, without its points.
    #[must_use]
    pub fn after<'a>(mut self, last: impl IntoIterator<Item = &'a Finding>) -> Self {
        self.thin.extend(last.into_iter().flat_map(|finding| spread(finding.felt_in(), finding.side).collect::<Vec<_>>()));
        self
    }

    /// A muscle with its usual pattern, and nothing else.
    pub fn of_muscle(muscle: Muscle, side: Side) -> Self {
        let points = sides(side).iter().map(|half| Point { at: At::Muscle(muscle), half: *half, digit: None }).collect();
        Self { points, sparse: spread(muscle.refers_to(), side).collect(), ..Self::default() }
    }

    /// From where most of it is to be seen, for a map that has room for one view.
    pub fn view(&self) -> View {
        let seen = |view: View| {
            let points = self.points.iter().filter(|point| point.at.is_seen(view)).count();
            let fills = [&self.dense, &self.sparse, &self.thin].into_iter().flatten();
            points * 2 + fills.filter(|(region, _)| drawn(*region, view).is_some()).count()
        };
        if seen(View::Back) > seen(View::Front) { View::Back } else { View::Front }
    }
}

impl At {
    fn is_seen(self, view: View) -> bool {
        match self {
            Self::Region(region) => drawn(region, view).is_some(),
            Self::Muscle(muscle) => place::of(muscle).is_some_and(|place| place.view == view),
        }
    }
}

fn sides(side: Side) -> &'static [Half] {
    match side {
        Side::Left => &[Half::Left],
        Side::Right => &[Half::Right],
        Side::Both => &[Half::Left, Half::Right],
    }
}

/// Regions on the side of the point; one in the middle of the body has no side.
fn spread(regions: &[Region], side: Side) -> impl Iterator<Item = (Region, Half)> {
    regions.iter().flat_map(move |region| {
        let of = if region.paired() { sides(side) } else { halves(*region) };
        of.iter().map(move |half| (*region, *half))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_fills_the_map() {
        let muscle = |name| Muscle::from_name(name).expect("a muscle");
        let temple = Region::from_key("temple").expect("a region");
        let mut utrap = Finding::at(Side::Left, muscle("utrap"));
        utrap.refers = Refers::To(vec![temple]);
        utrap.pain = crate::domain::care::finding::Pain::told(Nrs::new(7), None, Nrs::new(3));
        let mut rectab = Finding::at(Side::Both, muscle("scm"));
        rectab.refers = Refers::Usual;
        let marks = Marks::of([&utrap, &rectab]).after([&utrap]);
        assert_eq!((marks.dense.as_slice(), marks.thin.as_slice()), ([(temple, Half::Left)].as_slice(), [(temple, Half::Left)].as_slice()));
        assert_eq!(marks.points.iter().map(|point| point.digit).collect::<Vec<_>>(), [Some(3), None, None]);
        let hinted = Marks::of([&utrap]).usual_of(Some(&utrap));
        assert!(hinted.sparse.len() + 1 == muscle("utrap").refers_to().len() && !hinted.sparse.contains(&(temple, Half::Left)));
        assert!(Marks::of([&utrap]).usual_of(None).sparse.is_empty());
        let vertex = Region::from_key("vertex").expect("a region");
        assert_eq!(marks.sparse.iter().filter(|place| place.0 == vertex).count(), 1, "the top of the head has no sides");
        assert_eq!((marks.view(), Marks::of_muscle(muscle("infra"), Side::Left).view()), (View::Front, View::Back));
        assert_eq!(Marks::of_muscle(muscle("ql"), Side::Right).view(), View::Back);
    }
}
