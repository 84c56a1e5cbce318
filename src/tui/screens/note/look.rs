//! The whole note in words before it is signed, what signing will do, and where a refusal belongs.
use chrono::Datelike;

use super::super::See;
use super::pad::{Pad, Row};
use super::{plan, soap};
use crate::domain::book::status::Status;
use crate::domain::care::finding::Finding;
use crate::domain::care::glance::Session;
use crate::domain::care::line::Line;
use crate::domain::care::note::Written;
use crate::domain::care::progress::points::places_of;
use crate::domain::care::shorthand;
use crate::domain::care::signing::{Settled, consent_gaps, refuse_too_early, settle, stands_twice};
use crate::domain::care::visit::CountsFor;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Context};

/// How a row of a note that is read is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Ink {
    Title,
    Plain,
    Dim,
    Warning,
    Struck,
}

/// A row of a note that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Said {
    pub(in crate::tui) ink: Ink,
    pub(in crate::tui) words: String,
}

pub(super) fn said(ink: Ink, words: impl Into<String>) -> Said {
    Said { ink, words: words.into() }
}

/// Why it cannot be signed, and the row of the line that is meant.
pub(super) struct Why {
    pub(super) sentence: String,
    pub(super) row: Option<usize>,
}

/// The note as it would be signed; else why not.
pub(super) fn settled(session: &Session, pad: &Pad, see: &See<'_>) -> Result<Settled, Why> {
    if let Some(session) = &session.appointment {
        refuse_too_early(session.span.from(), see.now).map_err(|why| Why { sentence: why.to_string(), row: None })?;
    }
    settle(&pad.written(), session.ask_consent).map_err(|refusal| {
        let bad = || pad.rows.iter().position(|row| matches!(row.read, Some(Err(_))));
        let open = || pad.rows.iter().position(Row::is_untouched);
        let twice = || stands_twice(pad.rows.iter().map(|row| row.read.as_ref().and_then(|read| read.as_ref().ok())));
        let lines: Vec<Line> = pad.understood().cloned().collect();
        let gap = || {
            let gaps = consent_gaps(&lines);
            pad.rows.iter().position(|row| row.finding().is_some_and(|finding: &Finding| gaps.contains(&finding.muscle)))
        };
        let [one, all, none] =
            [Command::DropLine, Command::DropCarried, Command::NotAssessed].map(|command| see.key(Context::Note, command));
        let keys = if bad().is_none() && open().is_some() {
            format!(" {none} sets it not assessed, {one} drops it, {all} drops all of them.")
        } else {
            String::new()
        };
        Why { sentence: format!("{refusal}{keys}"), row: bad().or_else(open).or_else(twice).or_else(gap) }
    })
}

/// What is read before signing.
pub(super) fn rows(session: &Session, pad: &Pad, settled: &Settled, see: &See<'_>) -> Vec<Said> {
    let mut rows = vec![said(Ink::Title, "When you sign it")];
    rows.extend(effects(session, pad, settled, see));
    rows.push(said(Ink::Plain, ""));
    rows.extend(note(&pad.written(), &settled.lines, false));
    rows
}

/// What signing does besides keeping the note.
fn effects(session: &Session, pad: &Pad, settled: &Settled, see: &See<'_>) -> Vec<Said> {
    let by = see.viewer.staff.map_or("nobody", |id| see.directory.staff_short(id));
    let mut all = vec![said(Ink::Plain, format!("  It stays as it is, signed by {by}; later it is added to or struck out."))];
    match &session.appointment {
        Some(appointment) if appointment.status == Status::Done => {}
        Some(appointment) if appointment.status.holds() => {
            let when = say::moment(appointment.span.from(), see.now.year());
            all.push(said(Ink::Plain, format!("  The session of {when} is done; it is {} now.", appointment.status.word())));
        }
        Some(appointment) => all.push(said(Ink::Warning, format!("  ! The appointment is {}; it stays so.", appointment.status.word()))),
        None => {
            let when =
                session.draft.as_ref().map_or_else(|| "of this moment".to_owned(), |draft| say::moment(draft.visited, see.now.year()));
            all.push(said(Ink::Plain, format!("  It is the note of a visit that was never booked, {when}.")));
        }
    }
    if let Some(session) = session.appointment.as_ref().filter(|session| session.span.from() > see.now) {
        let when = say::moment(session.span.from(), see.now.year());
        all.push(said(Ink::Warning, format!("  ! This session is still to come: {when}.")));
    }
    for (level, text) in &settled.alerts {
        all.push(said(Ink::Plain, format!("  An alert is added, {}: {text}.", level.word())));
    }
    let chosen = pad.plan.plan().and_then(|id| plan::one(&session.glance, id));
    match (&settled.plan, chosen) {
        (Some(line), Some(plan)) => {
            all.push(said(Ink::Plain, format!("  The plan “{}” becomes: {}.", plan.terms.complaint, shorthand::say(&Line::Plan(*line)))));
        }
        (Some(line), None) => {
            let plan = shorthand::say(&Line::Plan(*line));
            let named = if pad.written().subjective.is_empty() { " (the first line of S names what it is for)" } else { "" };
            all.push(said(Ink::Plain, format!("  A plan is opened for “{}”: {plan}{named}.", settled.complaint)));
        }
        (None, Some(_)) => {
            let words = plan::words(session, pad.plan).unwrap_or_default();
            all.push(said(Ink::Plain, format!("  It counts for the plan: {words}.")));
        }
        (None, None) if pad.plan == CountsFor::NoPlan => all.push(said(Ink::Plain, "  It counts for no plan.")),
        (None, None) => {}
    }
    for name in named_twice(&settled.lines) {
        let words = format!("  ! {name} stands twice and is one point in progress, as its first line says; a part (/…) tells two apart.");
        all.push(said(Ink::Warning, words));
    }
    let gaps: Vec<String> = consent_gaps(&settled.lines).into_iter().map(shorthand::muscle_words).collect();
    if !gaps.is_empty() {
        all.push(said(Ink::Warning, format!("  ! No ok line says that the client agreed: {}.", gaps.join(", "))));
    }
    let needs_care = settled.lines.iter().any(|line| matches!(line, Line::Finding(_)));
    if needs_care && settled.before.is_none() && session.glance.answers.as_ref().and_then(|answers| answers.pain).is_none() {
        all.push(said(Ink::Warning, "  ! Pain of the whole session is not told (nrs 6>3): progress leaves this visit blank."));
    }
    all
}

/// Points that more than one line is about.
fn named_twice(lines: &[Line]) -> Vec<String> {
    let findings = lines.iter().filter_map(|line| if let Line::Finding(finding) = line { Some(finding) } else { None });
    let mut names: Vec<String> = findings.flat_map(|finding| places_of(finding)).map(|point| point.word()).collect();
    names.sort();
    names.chunk_by(|one, other| one == other).filter(|alike| alike.len() > 1).map(|alike| alike[0].clone()).collect()
}

/// The four parts with what stands in them; with `as_written` each line also in shorthand.
pub(super) fn note(written: &Written, lines: &[Line], as_written: bool) -> Vec<Said> {
    let mut rows = Vec::new();
    for (part, text, lines) in soap::parts(written, lines) {
        rows.push(said(Ink::Title, soap::title(part)));
        rows.extend(text.lines().map(|line| said(Ink::Plain, format!("  {line}"))));
        for line in lines {
            rows.push(said(Ink::Plain, format!("  {}", soap::said(line))));
            if as_written && !matches!(line, Line::Soap(..)) {
                rows.push(said(Ink::Dim, format!("      {}", shorthand::print(line))));
            }
        }
    }
    rows
}
