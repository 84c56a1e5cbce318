//! Copy forward: the findings of the last signed note, without what was told of them, and the old value dim beside them.
use super::pad::{Pad, Row};
use crate::domain::care::carry;
use crate::domain::care::finding::Finding;
use crate::domain::care::glance::Session;
use crate::domain::care::line::Line;
use crate::domain::care::shorthand;
use crate::domain::care::signing::{findings_of, lines_of};
use crate::domain::wording::say;

/// Whether two lines are about the same place.
fn is_same(one: &Finding, other: &Finding) -> bool {
    (one.side, one.muscle, &one.part) == (other.side, other.muscle, &other.part)
}

/// The lines that the last signed note brings and that do not stand in the note yet.
pub(super) fn to_bring(session: &Session, pad: &Pad) -> Vec<String> {
    let Some(last) = &session.glance.last else { return Vec::new() };
    let new = carry::forward(&lines_of(&last.written));
    let new = new.into_iter().filter(|finding| !pad.rows.iter().filter_map(Row::finding).any(|known| is_same(known, finding)));
    new.map(|finding| shorthand::print(&Line::Finding(Box::new(finding)))).collect()
}

/// "was 7>3, 12 May": what was told of this place last time.
pub(super) fn was(session: &Session, row: &Row, this_year: i32) -> Option<String> {
    let (finding, last) = (row.finding()?, session.glance.last.as_ref()?);
    let old = findings_of(&last.written).into_iter().find(|old| is_same(old, finding))?;
    Some(format!("{}, {}", carry::was(&old)?, say::date(last.at.date(), this_year)))
}
