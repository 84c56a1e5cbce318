//! Who would treat on the dates of a standing appointment where anybody will do.
use crate::domain::ids::StaffId;

/// How one therapist would fit the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suited {
    pub staff: StaffId,
    /// Dates that something stands against with her.
    pub against: usize,
    /// She works at one of the dates at least.
    pub works: bool,
}

/// Of those who could, in the order of the house: who works then and has the fewest dates that something stands against; of
/// several alike the usual one.
pub fn best(all: &[Suited], usual: Option<StaffId>) -> Option<StaffId> {
    all.iter().min_by_key(|one| (!one.works, one.against, Some(one.staff) != usual)).map(|one| one.staff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_conflicts_among_those_who_work_then() {
        let one = |staff, against, works| Suited { staff: StaffId(staff), against, works };
        let (dana, lee, olive) = (Some(StaffId(1)), Some(StaffId(2)), Some(StaffId(3)));
        let table = [
            (vec![one(1, 0, true), one(2, 0, true)], None, dana),
            (vec![one(1, 0, true), one(2, 0, true)], lee, lee),
            (vec![one(1, 1, true), one(2, 2, true)], lee, dana),
            (vec![one(1, 8, false), one(2, 8, true)], dana, lee),
            (vec![one(1, 3, true), one(2, 3, true), one(3, 1, true)], dana, olive),
            (vec![one(1, 0, true)], lee, dana),
            (Vec::new(), dana, None),
        ];
        for (all, usual, expected) in table {
            assert_eq!(best(&all, usual), expected, "{all:?} {usual:?}");
        }
    }
}
