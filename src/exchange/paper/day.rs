//! A therapist's day on paper: for each session what the ten seconds before it need.
use chrono::NaiveDate;

use super::client::alert_words;
use super::{Block, Paper, Pen};
use crate::domain::book::day::Entry;
use crate::domain::care::glance::{CareLine, Glance};
use crate::domain::care::line::Line;
use crate::domain::care::progress::trend;
use crate::domain::care::shorthand;
use crate::domain::care::signing::lines_of;
use crate::domain::ids::StaffId;
use crate::domain::wording::say;

/// One session of the day.
#[derive(Debug)]
pub struct Visit<'a> {
    pub entry: &'a Entry,
    pub glance: Option<Glance>,
    pub care: Option<&'a CareLine>,
}

/// The page of a day: only for the eyes of who treats.
pub fn day(pen: &Pen<'_>, date: NaiveDate, who: StaffId, visits: &[Visit<'_>]) -> Paper {
    let title = format!("{} · {}", say::full_day(date), pen.staff(who));
    let sessions = say::count(visits.len(), "session", "sessions");
    let about = vec![sessions, "Notes on health stand here: keep it with you, then destroy it.".to_owned()];
    let mut blocks: Vec<Block> = visits.iter().map(|visit| session(pen, visit)).collect();
    if blocks.is_empty() {
        blocks.push(Block::Words("Nobody is booked.".to_owned()));
    }
    pen.paper(title, about, blocks)
}

fn session(pen: &Pen<'_>, visit: &Visit<'_>) -> Block {
    let appointment = &visit.entry.appointment;
    let (service, room) = (pen.directory.service_short(appointment.service), pen.directory.room_short(appointment.room));
    let mut words = vec![appointment.client_name.to_string(), service.to_owned(), room.to_owned()];
    words.extend(visit.entry.first_visit.then(|| "first visit".to_owned()));
    words.retain(|word| !word.is_empty());
    let mut beneath = Vec::new();
    if let Some(glance) = &visit.glance {
        beneath.extend(glance.alerts.iter().map(|alert| alert_words(alert, pen.year())));
        beneath.extend(course(visit.care));
        beneath.extend(last(glance, appointment.span.date(), pen));
        beneath.extend(glance.client.pressure.map(|pressure| format!("likes a pressure of {pressure} of 5")));
    }
    Block::Line { mark: say::hours(&appointment.span).replace('–', "-"), words: words.join(" · "), beneath }
}

/// "visit 4 of 8 · pain 7→5→4".
fn course(care: Option<&CareLine>) -> Option<String> {
    let care = care?;
    let visit = care.visit.map(|(number, of)| match of {
        Some(of) => format!("visit {number} of {of}"),
        None => format!("visit {number}"),
    });
    let told = care.trend.iter().any(Option::is_some).then(|| format!("pain {}", trend(&care.trend)));
    let parts: Vec<String> = visit.into_iter().chain(told).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// What the last note found, what came of it, and what it wants done next.
fn last(glance: &Glance, on: NaiveDate, pen: &Pen<'_>) -> Vec<String> {
    let Some(note) = &glance.last else { return vec!["no earlier session note".to_owned()] };
    let pain = |pain: Option<crate::domain::care::finding::Nrs>| pain.map_or_else(|| "?".to_owned(), |pain| pain.get().to_string());
    let told = (note.before.is_some() || note.after.is_some()).then(|| format!(", pain {} > {}", pain(note.before), pain(note.after)));
    let date = say::date(note.at.date(), pen.year());
    let days = (on - note.at.date()).num_days();
    let ago = usize::try_from(days).map(|days| format!(", {} ago", say::count(days, "day", "days"))).unwrap_or_default();
    let mut said = vec![format!("last {date}{ago}, {}{}", pen.staff(note.by), told.unwrap_or_default())];
    let lines = lines_of(&note.written);
    said.extend(lines.iter().filter(|line| matches!(line, Line::Finding(_))).map(shorthand::print));
    for line in &lines {
        match line {
            Line::Next(text) => said.push(format!("next: {text}")),
            Line::HomeCare(text) => said.push(format!("home care: {text}")),
            Line::Finding(_)
            | Line::Measure(_)
            | Line::Rom(_)
            | Line::Plan(_)
            | Line::Post(_)
            | Line::Alert { .. }
            | Line::Consent { .. }
            | Line::Soap(..) => {}
        }
    }
    said.extend(glance.unsigned.map(|at| format!("the session of {} has no signed note yet", say::moment(at, pen.year()))));
    said
}
