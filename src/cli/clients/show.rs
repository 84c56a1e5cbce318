//! One client on the plain terminal.
use serde_json::{Value, json};

use crate::cli::desk::{Desk, stamp_words};
use crate::cli::whom::{self, appointment_rows};
use crate::cli::world::{Stop, World};
use crate::domain::people::alert;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::age;
use crate::domain::wording::say;

/// Past appointments listed.
const PAST: usize = 10;

pub(super) fn show(words: &str, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let line = whom::client(desk, words, true)?;
    let Some(card) = desk.store.client(line.id, desk.now)? else {
        return Err(Stop::refused("The client is not in the book any more."));
    };
    if desk.json {
        return world.json(&card_json(&card, desk));
    }
    world.say_all(head(&card, desk))?;
    if !card.upcoming.is_empty() {
        world.say("Upcoming")?;
        world.say_all(appointment_rows(&card.upcoming, desk).into_iter().map(|row| format!("  {row}")))?;
    }
    if !card.past.is_empty() {
        let shown = card.past.len().min(PAST);
        world.say(format!("Past ({shown} of {})", card.past_in_all))?;
        world.say_all(appointment_rows(&card.past[..shown], desk).into_iter().map(|row| format!("  {row}")))?;
    }
    if card.upcoming.is_empty() && card.past.is_empty() {
        world.say(format!("No appointments yet. “knotbook book {}” offers the next free times.", card.client.id.0))?;
    }
    Ok(())
}

fn head(card: &ClientCard, desk: &Desk) -> Vec<String> {
    let client = &card.client;
    let mut first = vec![client.name.to_string()];
    first.extend((!client.preferred_name.is_empty()).then(|| format!("called {}", client.preferred_name)));
    first.extend([&client.phones, &client.email].into_iter().filter(|text| !text.is_empty()).map(ToString::to_string));
    first.extend(client.born.map(|born| format!("born {} ({})", born.format("%-d %b %Y"), age(born, desk.today()))));
    first.extend((!client.guardian.is_empty()).then(|| format!("guardian {}", client.guardian)));
    first.extend(client.archived.then(|| "archived".to_owned()));
    first.push(format!("client number {}", client.id.0));
    let mut second =
        vec![card.last.map_or_else(|| "not here yet".to_owned(), |last| format!("last here {}", say::moment(last, desk.year())))];
    second.extend(client.therapist.map(|staff| format!("prefers {}", desk.directory.staff_short(staff))));
    second.extend((!client.prefers.is_empty()).then(|| format!("likes to come {}", client.prefers)));
    second.extend(client.service.map(|service| format!("usually {}", desk.directory.service_short(service))));
    second.extend(client.pressure.map(|pressure| format!("pressure {pressure} of 5")));
    second.extend((card.no_shows > 0).then(|| say::count(card.no_shows as usize, "no-show", "no-shows")));
    second.extend((card.late_cancels > 0).then(|| say::count(card.late_cancels as usize, "late cancellation", "late cancellations")));
    let mut lines = vec![first.join(" · "), second.join(" · ")];
    for alert in &card.alerts {
        let words = alert::said(alert.text.as_ref(), &alert.handling);
        lines.push(format!("{} {}", alert.level.mark(), words.join(": ")).trim_start().to_owned());
    }
    lines.extend((!client.note.is_empty()).then(|| client.note.to_string()));
    lines
}

fn card_json(card: &ClientCard, desk: &Desk) -> Value {
    let client = &card.client;
    let alerts: Vec<Value> = card
        .alerts
        .iter()
        .map(|alert| json!({"level": alert.level.word(), "text": alert.text, "handling": alert.handling, "since": alert.since.filter(|_| alert.text.is_some())}))
        .collect();
    let list = |appointments: &[crate::domain::book::appointment::Appointment]| {
        appointments.iter().map(|appointment| desk.appointment_json(appointment)).collect::<Vec<Value>>()
    };
    json!({
        "id": client.id.0, "uid": client.uid, "name": client.name, "preferred_name": client.preferred_name, "phones": client.phones,
        "email": client.email, "born": client.born, "guardian": client.guardian,
        "therapist": client.therapist.map(|staff| desk.directory.staff_short(staff)),
        "service": client.service.map(|service| desk.directory.service_short(service)),
        "pressure": client.pressure, "prefers": client.prefers, "note": client.note, "archived": client.archived, "alerts": alerts,
        "last": card.last.map(stamp_words), "no_shows": card.no_shows, "late_cancels": card.late_cancels,
        "upcoming": list(&card.upcoming), "past": list(&card.past), "past_in_all": card.past_in_all,
    })
}
