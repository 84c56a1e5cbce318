//! A client's file on paper: the card, the plans with their progress in words, and the notes.
use super::{Block, Paper, Pen, note_blocks, progress_blocks};
use crate::domain::care::glance::Record;
use crate::domain::care::plan::Plan;
use crate::domain::care::template;
use crate::domain::care::visit::used;
use crate::domain::people::alert::{self, Alert};
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::age;
use crate::domain::wording::say;

/// The page of one client.
pub fn client(pen: &Pen<'_>, card: &ClientCard, record: &Record) -> Paper {
    let who = &card.client;
    let mut blocks = Vec::new();
    if !card.alerts.is_empty() {
        blocks.push(Block::Heading("Alerts".to_owned()));
        blocks.extend(card.alerts.iter().map(|alert| Block::Line {
            mark: String::new(),
            words: alert_words(alert, pen.year()),
            beneath: Vec::new(),
        }));
    }
    for plan in &record.plans {
        blocks.extend(plan_blocks(pen, record, plan));
        blocks.extend(progress_blocks(pen, record, Some(plan)));
    }
    let notes = record.notes.iter().rev().map(|note| note_blocks(pen, note));
    blocks.extend(notes.flatten());
    if record.notes.is_empty() {
        blocks.push(Block::Words("No session note yet.".to_owned()));
    }
    let born = who.born.map(|born| format!("born {} ({})", say::full_day(born), age(born, pen.now.date())));
    let phones = [who.phones.to_string(), who.email.to_string()];
    let first: Vec<String> = born.into_iter().chain(phones).filter(|words| !words.is_empty()).collect();
    let pressure = who.pressure.map(|pressure| format!("Likes a pressure of {pressure} of 5"));
    pen.paper(who.name.to_string(), vec![first.join(" · "), pressure.unwrap_or_default()], blocks)
}

/// "!! STOP: calf swollen: doctor first (since 3 Nov)".
pub(super) fn alert_words(alert: &Alert, year: i32) -> String {
    let words = alert::said(alert.text.as_ref(), &alert.handling);
    let since = alert.since.map(|since| format!(" (since {})", say::date(since, year))).unwrap_or_default();
    format!("{} {}: {}{since}", alert.level.mark(), alert.level.word().to_uppercase(), words.join(": ")).trim_start().to_owned()
}

/// What a plan is for, how often the client comes, and how far it is.
pub fn plan_blocks(pen: &Pen<'_>, record: &Record, plan: &Plan) -> Vec<Block> {
    let (terms, year) = (&plan.terms, pen.year());
    let mut blocks = vec![Block::Heading(format!("Plan {}: {} ({})", plan.id.0, terms.complaint, terms.state.word()))];
    let done = used(&record.plans, plan.id, &record.visits, pen.now, record.missed_count);
    let of = terms.visits.map(|visits| format!(" of {visits}")).unwrap_or_default();
    let mut parts = vec![template::words(terms.cadence, terms.visits, Some(terms.reassess)), format!("visit {done}{of} done")];
    parts.extend((!terms.modality.is_empty()).then(|| terms.modality.to_string()));
    parts.extend(terms.minutes.map(|minutes| format!("{minutes} min")));
    parts.push(format!("opened {}", say::date(terms.opened, year)));
    parts.extend(terms.follows.map(|before| format!("follows plan {}", before.0)));
    let outcome = plan.outcome.map(|outcome| format!(": {}", outcome.word())).unwrap_or_default();
    parts.extend(plan.closed.map(|closed| format!("closed {}{outcome}", say::date(closed, year))));
    blocks.push(Block::Words(parts.join(" · ")));
    let pain = terms.goal_pain.map(|pain| format!("pain {} or less", pain.get()));
    let goal: Vec<String> = [terms.goal.to_string()].into_iter().chain(pain).filter(|words| !words.is_empty()).collect();
    blocks.extend((!goal.is_empty()).then(|| Block::Words(format!("Goal: {}", goal.join("; ")))));
    for (_, looked) in record.reassessments.iter().filter(|(of, _)| *of == plan.id) {
        let remark = if looked.remark.is_empty() { String::new() } else { format!(" ({})", looked.remark) };
        let compared = if looked.compared.is_empty() { "nothing could be compared".to_owned() } else { looked.compared.to_string() };
        blocks.push(Block::Words(format!(
            "Looked at again {}: {}; {}{remark}",
            say::date(looked.on, year),
            compared.trim_end_matches('.'),
            looked.outcome.word()
        )));
    }
    blocks
}
