//! Points over time: a row a point, a column a session.
use chrono::Datelike;

use super::words::{Said, Weight};
use super::{Progress, Session};
use crate::domain::care::finding::Finding;
use crate::domain::care::line::Line;
use crate::domain::care::progress::points::{Seen, State, Trace, traces};
use crate::domain::wording::say;
use crate::tui::screens::See;
use crate::tui::text::pad;

/// Columns of one session.
const WIDE: usize = 8;
/// Columns of a point's name and of what it is now.
const NAME: usize = 14;
const NOW: usize = 10;

impl Session {
    pub(super) fn findings(&self) -> Vec<Finding> {
        let findings =
            self.lines.iter().filter_map(|line| if let Line::Finding(finding) = line { Some((**finding).clone()) } else { None });
        findings.collect()
    }
}

/// "act 7": what a point was at a session, with its pain before.
fn cell(seen: Option<Seen>) -> String {
    let Some(seen) = seen else { return "–".to_owned() };
    let state = match seen.state {
        Some(State::Active) => "act",
        Some(State::Latent) => "lat",
        Some(State::Resolved) => "res",
        None => "trt",
    };
    seen.before.map_or_else(|| state.to_owned(), |pain| format!("{state} {}", pain.get()))
}

impl Progress {
    /// The table, in so many columns: the newest sessions that fit.
    pub(super) fn points(&self, see: &See<'_>, width: usize) -> Vec<Said> {
        let sessions: Vec<_> = self.sessions.iter().map(|session| (session.date(), session.findings())).collect();
        let found: Vec<Trace> = traces(&sessions);
        if found.is_empty() {
            return vec![("No point was treated at these visits.".to_owned(), Weight::Dim)];
        }
        let fit = (width.saturating_sub(NAME + NOW) / WIDE).clamp(1, sessions.len());
        let first = sessions.len() - fit;
        let year = see.now.year();
        let dates: String = sessions[first..].iter().map(|(on, _)| pad(&say::date(*on, on.year().max(year)), WIDE)).collect();
        let mut said = vec![(format!("{}{}{dates}", pad("", NAME), pad("now", NOW)), Weight::Dim)];
        said.extend(found.iter().map(|trace| {
            let now = trace.now().map_or("", State::word);
            let cells: String = trace.sessions[first..].iter().map(|seen| pad(&cell(*seen), WIDE)).collect();
            let weight = if trace.now() == Some(State::Resolved) { Weight::Dim } else { Weight::Plain };
            (format!("{}{}{cells}", pad(&trace.point.word(), NAME), pad(now, NOW)), weight)
        }));
        let before = if first > 0 { format!("{} before these · ", say::count(first, "session", "sessions")) } else { String::new() };
        said.push((String::new(), Weight::Dim));
        said.push((
            format!("{before}act active, lat latent, res resolved, trt treated · the number is pain before · – not looked for"),
            Weight::Dim,
        ));
        said
    }
}
