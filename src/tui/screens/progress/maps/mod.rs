//! The body over time: which sessions are drawn, and what is on each.
pub(super) mod view;

use super::{Progress, Session};
use crate::domain::care::body::View;
use crate::domain::care::finding::{Finding, Pain};
use crate::tui::body::picture::Marks;

/// The points with the pain the client came with: what counts is how it was before.
pub(super) fn marks(session: &Session) -> Marks {
    let came_with = |finding: Finding| Finding { pain: Pain::told(finding.pain.before(), None, None), ..finding };
    let findings: Vec<Finding> = session.findings().into_iter().map(came_with).collect();
    Marks::of(&findings)
}

impl Progress {
    /// The first session and the newest, as many as there is room for.
    pub(super) fn drawn(&self, room: usize) -> Vec<&Session> {
        let (len, room) = (self.sessions.len(), room.max(1));
        let newest = |many: usize| self.sessions.iter().skip(len - many.min(len));
        if room >= len {
            return newest(len).collect();
        }
        if room == 1 {
            return newest(1).collect();
        }
        self.sessions.iter().take(1).chain(newest(room - 1)).collect()
    }

    /// The view on which more of the points lie; turned round, the other one.
    pub(super) fn view(&self) -> View {
        let backs = self.sessions.iter().filter(|session| marks(session).view() == View::Back).count();
        if (backs * 2 > self.sessions.len()) == self.turned { View::Front } else { View::Back }
    }
}
