//! Points over time: the same place in the same muscle, session by session.
use chrono::NaiveDate;

use super::trend::trend;
use crate::domain::care::finding::{Class, Finding, Nrs, Origin, Pain, Side};
use crate::domain::care::muscle::Muscle;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// A place that is treated again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Point {
    pub side: Side,
    pub muscle: Muscle,
    /// Empty for the whole muscle.
    pub part: Clean,
}

/// What a point is at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It hurts by itself, or the client knows the pain.
    Active,
    /// It hurts under the finger only, or was without pain this once.
    Latent,
    /// Without pain at the last two sessions at which it was looked for.
    Resolved,
}

/// A point at one session at which it was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// None when it was treated and nothing was said of it.
    pub state: Option<State>,
    pub before: Option<Nrs>,
    pub after: Option<Nrs>,
}

/// A point through all sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub point: Point,
    /// One for each session, in their order; none where no line names it or it was set not assessed: silence says nothing.
    pub sessions: Vec<Option<Seen>>,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Latent => "latent",
            Self::Resolved => "resolved",
        }
    }
}

/// What one line says of its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Active,
    Latent,
    /// Looked for, and no pain.
    Nothing,
    /// Treated, and nothing was said.
    Unsaid,
}

/// None for a line that was set not assessed. A pain of 0 outweighs a class that may only have been brought over from the last
/// note; what the hand found that day (tenderness, a taut band) and "that is my pain" outweigh the 0.
fn look(finding: &Finding) -> Option<Look> {
    let during = match finding.pain {
        Pain::NotAssessed => return None,
        Pain::Unsaid => None,
        Pain::Told { during, .. } => during,
    };
    let hurts = |pain: Option<Nrs>| pain.is_some_and(|pain| pain.get() > 0);
    let by_hand = hurts(during) || finding.tenderness.is_some_and(|grade| grade > 0) || !finding.signs.is_empty();
    let (before, after) = (finding.pain.before(), finding.pain.after());
    let of_today = finding.origin == Origin::Typed;
    Some(match finding.class {
        _ if finding.recognised => Look::Active,
        Some(Class::Latent) if of_today || hurts(before) || before.is_none() => Look::Latent,
        _ if hurts(before) => Look::Active,
        _ if before.is_some() && by_hand => Look::Latent,
        _ if before.is_some() => Look::Nothing,
        Some(_) => Look::Active,
        None if hurts(after) => Look::Active,
        None if by_hand => Look::Latent,
        None => Look::Unsaid,
    })
}

/// Every point of the sessions (oldest first), those that are still active first, then latent, resolved, and what nothing was
/// said of; within that in the order in which they first came. A line for both sides counts for the left and the right one;
/// they are put together again where they went the same way all along.
pub fn traces(sessions: &[(NaiveDate, Vec<Finding>)]) -> Vec<Trace> {
    let mut found: Vec<Trace> = Vec::new();
    let mut places: Vec<Point> = Vec::new();
    for finding in sessions.iter().flat_map(|(_, findings)| findings) {
        for point in places_of(finding) {
            if !places.contains(&point) {
                places.push(point);
            }
        }
    }
    for point in places {
        let trace = trace(point, sessions);
        match found.iter_mut().find(|other| is_mirrored(other, &trace)) {
            Some(other) => other.point.side = Side::Both,
            None => found.push(trace),
        }
    }
    found.sort_by_key(|trace| trace.now().map_or(3, |state| state as u8));
    found
}

/// The points that a line is about: of both sides one each.
pub fn places_of(finding: &Finding) -> impl Iterator<Item = Point> {
    let sides: &[Side] = match finding.side {
        Side::Left => &[Side::Left],
        Side::Right => &[Side::Right],
        Side::Both => &[Side::Left, Side::Right],
    };
    sides.iter().map(|side| Point { side: *side, muscle: finding.muscle, part: finding.part.clone() })
}

/// The left and the right one of a place, which went the same way.
fn is_mirrored(one: &Trace, other: &Trace) -> bool {
    (one.point.muscle, &one.point.part, &one.sessions) == (other.point.muscle, &other.point.part, &other.sessions)
        && matches!((one.point.side, other.point.side), (Side::Left, Side::Right) | (Side::Right, Side::Left))
}

fn trace(point: Point, sessions: &[(NaiveDate, Vec<Finding>)]) -> Trace {
    let mut seen: Vec<Option<Seen>> = Vec::with_capacity(sessions.len());
    let (mut was_there, mut was_nothing) = (false, false);
    for (_, findings) in sessions {
        let lines = findings.iter().filter(|finding| places_of(finding).any(|place| place == point));
        let told: Vec<(Look, &Finding)> = lines.filter_map(|finding| Some((look(finding)?, finding))).collect();
        let Some(strongest) = told.iter().map(|(look, _)| *look).min() else {
            seen.push(None);
            continue;
        };
        let state = match strongest {
            Look::Active => Some(State::Active),
            Look::Latent => Some(State::Latent),
            Look::Nothing if was_nothing => Some(State::Resolved),
            // Once is not yet gone, and what was never there cannot go.
            Look::Nothing => was_there.then_some(State::Latent),
            Look::Unsaid => None,
        };
        was_there |= matches!(strongest, Look::Active | Look::Latent);
        was_nothing = strongest == Look::Nothing && was_there || strongest == Look::Unsaid && was_nothing;
        let most = |pain: fn(Pain) -> Option<Nrs>| told.iter().filter_map(|(_, finding)| pain(finding.pain)).max();
        seen.push(Some(Seen { state, before: most(Pain::before), after: most(Pain::after) }));
    }
    Trace { point, sessions: seen }
}

impl Trace {
    /// What it is now: what was last said of it.
    pub fn now(&self) -> Option<State> {
        self.sessions.iter().rev().flatten().find_map(|seen| seen.state)
    }

    /// "latent, 7→–→2, looked for at 2 of 3 sessions".
    pub fn words(&self) -> String {
        let befores: Vec<Option<Nrs>> = self.sessions.iter().map(|seen| seen.and_then(|seen| seen.before)).collect();
        let looked = self.sessions.iter().flatten().count();
        let state = self.now().map(|state| format!("{}, ", state.word())).unwrap_or_default();
        let sessions = say::count(self.sessions.len(), "session", "sessions");
        format!("{state}{}, looked for at {looked} of {sessions}", trend(&befores))
    }
}

impl Point {
    /// As a line begins: "L utrap", "R scm/clav".
    pub fn word(&self) -> String {
        let side = match self.side {
            Side::Left => "L",
            Side::Right => "R",
            Side::Both => "B",
        };
        let part = if self.part.is_empty() { String::new() } else { format!("/{}", self.part) };
        format!("{side} {}{part}", self.muscle.word())
    }
}

#[cfg(test)]
mod tests;
