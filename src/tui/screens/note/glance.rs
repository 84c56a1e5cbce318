//! What has to be known of the client while the note is written, in a few lines.
use super::super::See;
use super::plan;
use crate::domain::care::glance::Session;
use crate::domain::care::glance_words::{Part, said};
use crate::domain::care::visit::CountsFor;
use crate::domain::people::alert::Level;
use chrono::Datelike;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Alert(Level),
    Plain,
    Dim,
}

/// Alerts first, then the last visit, then today's answers, what the last note wanted, and the plan.
pub(super) fn lines(session: &Session, chosen: CountsFor, see: &See<'_>) -> Vec<(Kind, String)> {
    let appointment = session.appointment.as_ref();
    let at = appointment.map_or(see.now, |appointment| appointment.span.from());
    let mut alerts = Vec::new();
    let (mut now, mut today, mut rest, mut last) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for said in said(&session.glance, appointment.map(|appointment| appointment.id), at, see.now.year()) {
        match said.part {
            Part::Alert(level) => alerts.push((Kind::Alert(level), said.words)),
            Part::Consent => alerts.push((Kind::Alert(Level::Care), format!("! {}", said.words))),
            Part::Next => now.push(said.words),
            Part::Arrival | Part::Unsigned => today.push(said.words),
            Part::HomeCare | Part::Likes => rest.push(said.words),
            // The plan is the one that is chosen for the note.
            Part::Visit => {}
            Part::Last | Part::Finding => last.push(said.words),
        }
    }
    let plan = plan::words(session, chosen).map(|words| format!("plan: {words}"));
    let plain: Vec<String> = today.into_iter().chain(now).chain(plan).chain(rest).collect();
    let mut all = alerts;
    all.push((Kind::Dim, last.join(" · ")));
    if !plain.is_empty() {
        all.push((Kind::Plain, plain.join(" · ")));
    }
    all
}
