//! What has to be known of the client while the note is written, in a few lines.
use chrono::Datelike;

use super::super::See;
use super::plan;
use crate::domain::care::glance::Session;
use crate::domain::care::line::Line;
use crate::domain::care::shorthand;
use crate::domain::care::signing::lines_of;
use crate::domain::ids::PlanId;
use crate::domain::people::alert::Level;
use crate::domain::wording::say;
use crate::tui::screens::client::view::alert_words;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Alert(Level),
    Plain,
    Dim,
}

/// Alerts first, then the last visit, what it wanted done, today's answers and the plan.
pub(super) fn lines(session: &Session, chosen: Option<PlanId>, see: &See<'_>) -> Vec<(Kind, String)> {
    let mut all: Vec<(Kind, String)> =
        session.glance.alerts.iter().map(|alert| (Kind::Alert(alert.level), alert_words(alert, see))).collect();
    all.push(last(session, see));
    let mut more = Vec::new();
    more.extend(wanted(session));
    more.extend(today(session));
    more.extend(session.glance.client.pressure.map(|pressure| format!("likes pressure {pressure}")));
    more.extend(plan::words(session, chosen).map(|words| format!("plan: {words}")));
    if !more.is_empty() {
        all.push((Kind::Plain, more.join(" · ")));
    }
    all
}

/// "Last, Mon 16 Nov: L utrap 7>3 · R lev 6>4 · nrs 6>3".
fn last(session: &Session, see: &See<'_>) -> (Kind, String) {
    let Some(last) = &session.glance.last else { return (Kind::Dim, "No session note yet of this client.".into()) };
    let lines = lines_of(&last.written);
    let shown = lines.iter().filter(|line| matches!(line, Line::Finding(_) | Line::Measure(_)));
    let words: Vec<String> = shown.map(shorthand::print).collect();
    let days = (session_date(session, see) - last.at.date()).num_days();
    let when = say::date(last.at.date(), see.now.year());
    (Kind::Dim, format!("Last, {when}, {}: {}", say::count(usize::try_from(days).unwrap_or(0), "day ago", "days ago"), words.join(" · ")))
}

fn session_date(session: &Session, see: &See<'_>) -> chrono::NaiveDate {
    session.appointment.as_ref().map_or(see.now.date(), |appointment| appointment.span.date())
}

/// What the last note wanted done next.
fn wanted(session: &Session) -> Option<String> {
    let last = session.glance.last.as_ref()?;
    let next: Vec<String> = lines_of(&last.written)
        .into_iter()
        .filter_map(|line| if let Line::Next(text) = line { Some(text.to_string()) } else { None })
        .collect();
    (!next.is_empty()).then(|| format!("now: {}", next.join("; ")))
}

/// What the client answered at arrival, as far as it belongs beside the lines.
fn today(session: &Session) -> Option<String> {
    let answers = session.glance.answers.as_ref()?;
    let mut said = Vec::new();
    if !answers.changed.is_empty() {
        said.push(format!("health changed: {}", answers.changed));
    }
    said.extend(answers.pain.map(|pain| format!("pain {} at arrival", pain.get())));
    said.extend(answers.relief_days.map(|days| format!("relief lasted {}", say::count(days as usize, "day", "days"))));
    (!said.is_empty()).then(|| said.join(", "))
}
