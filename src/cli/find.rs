//! Finding clients.
use clap::Args;
use serde_json::{Value, json};

use super::catalogue::{muscle_row, region_row};
use super::desk::{Desk, stamp_words};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::care::note::FoundNote;
use crate::domain::care::shorthand::{Catalogued, catalogued};
use crate::domain::people::card::ClientLine;
use crate::domain::people::client::age;
use crate::domain::text::fold;
use crate::domain::wording::say;

/// Words for what can be set, and where: a command.
const SETTINGS: [(&[&str], &str); 16] = [
    (&["hours", "shifts", "working times"], "knotbook hours: who works when"),
    (&["extra hours"], "knotbook hours extra: hours on one day"),
    (
        &["absence", "absences", "time off", "holiday", "holidays", "vacation", "closure", "closed", "block"],
        "knotbook absence: time off, closures, rooms out of use, clients away",
    ),
    (&["staff", "therapists", "roles", "login", "archive"], "knotbook staff: who works here, roles, logins, services offered"),
    (
        &["services", "prices", "price", "length", "clean-up", "buffer", "archive"],
        "knotbook services: what can be booked, length, clean-up, price",
    ),
    (&["rooms", "archive"], "knotbook rooms: the rooms"),
    (&["decide", "to decide"], "knotbook decide: appointments that the practice has changed around"),
    (&["practice", "name", "settings"], "knotbook practice: name and settings of the practice"),
    (&["zone", "time zone", "clock"], "knotbook practice --zone: the time zone"),
    (&["date order", "dates"], "knotbook practice --date-order: whether 24/11 or 11/24"),
    (&["slot", "slot minutes", "step"], "knotbook practice --slot-minutes: how far offered times lie apart"),
    (&["late cancel", "cancellation"], "knotbook practice --late-cancel-hours: when a cancellation is late"),
    (&["week", "week starts", "sunday", "monday"], "knotbook practice --week-starts: Monday or Sunday"),
    (
        &["backup", "backups", "copy", "copies", "second backup"],
        "knotbook backup: copies; knotbook practice --second-backup: a second folder",
    ),
    (&["ascii", "letters", "plain"], "knotbook practice --ascii: plain letters for old terminals"),
    (&["colours", "colors", "contrast"], "knotbook practice --colours: terminal, high contrast or none; knotbook config for this computer"),
];

/// Where what somebody looks for is set.
fn settings(words: &str) -> Vec<&'static str> {
    let wanted = fold(words);
    if wanted.chars().count() < 3 {
        return Vec::new();
    }
    SETTINGS.iter().filter(|(names, _)| names.iter().any(|name| fold(name).starts_with(&wanted))).map(|(_, sentence)| *sentence).collect()
}

/// Clients by any part of the name, the phone or the e-mail; settings by their name; words in notes, muscles and regions for
/// those who treat.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook find smi\n  knotbook find 0134\n  knotbook find maria smith\n  knotbook find hours                where a setting is made\n  knotbook find temple               notes with a finding that refers there"
)]
pub struct FindArgs {
    /// Any part of the name, the phone's digits or the e-mail
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Archived clients too
    #[arg(long)]
    archived: bool,
    /// At most so many
    #[arg(short = 'n', long = "most", default_value_t = 20, value_name = "NUMBER")]
    most: usize,
}

pub(super) fn run(args: &FindArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let words = args.words.join(" ");
    let settings = settings(&words);
    // One more than is shown tells whether there are more.
    let mut notes = desk.store.find_notes(&words, args.most.saturating_add(1))?;
    let more_notes = notes.len() > args.most;
    notes.truncate(args.most);
    let body = if desk.store.viewer().sees_care() { catalogued(&words) } else { Vec::new() };
    if settings.is_empty() && notes.is_empty() && body.is_empty() {
        return list(&words, args.archived, args.most, desk, world);
    }
    let found = desk.store.find_clients(&words, args.archived, args.most)?;
    if desk.json {
        let clients: Vec<Value> = found.clients.iter().map(client_json).collect();
        let notes: Vec<Value> = notes.iter().map(|note| found_json(note, desk)).collect();
        let body: Vec<&str> = body.iter().map(|found| found.name()).collect();
        return world.json(
            &json!({"clients": clients, "more": found.more, "settings": settings, "notes": notes, "more_notes": more_notes, "body": body}),
        );
    }
    if !found.clients.is_empty() {
        list(&words, args.archived, args.most, desk, world)?;
    }
    world.say_all(settings)?;
    if !notes.is_empty() {
        world.say("Notes")?;
        let rows: Vec<Vec<String>> = notes.iter().map(|note| found_row(note, desk)).collect();
        world.say_all(columns(&rows).into_iter().map(|row| format!("  {row}")))?;
    }
    if more_notes {
        world.say(format!("  … and older ones: say more words, or add -n {}.", args.most.saturating_mul(2)))?;
    }
    if !body.is_empty() {
        world.say("Muscles and regions")?;
        let rows: Vec<Vec<String>> = body.into_iter().map(body_row).collect();
        world.say_all(columns(&rows).into_iter().map(|row| format!("  {row}")))?;
    }
    Ok(())
}

/// A muscle with where it refers to, a region with what refers there.
fn body_row(found: Catalogued) -> Vec<String> {
    match found {
        Catalogued::Muscle(muscle) => muscle_row(muscle),
        Catalogued::Region(region) => region_row(region),
    }
}

fn found_row(found: &FoundNote, desk: &Desk) -> Vec<String> {
    vec![
        say::moment(found.at, desk.year()),
        found.client_name.to_string(),
        desk.directory.staff_short(found.by).to_owned(),
        found.excerpt.replace('\n', " "),
    ]
}

fn found_json(found: &FoundNote, desk: &Desk) -> Value {
    json!({
        "note": found.note.0, "client": {"id": found.client.0, "name": found.client_name}, "at": stamp_words(found.at),
        "by": desk.directory.staff_short(found.by), "line": found.excerpt,
    })
}

/// Clients for some words; none are everybody.
pub(super) fn list(words: &str, archived: bool, most: usize, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = desk.store.find_clients(words, archived, most)?;
    if desk.json {
        let clients: Vec<Value> = found.clients.iter().map(client_json).collect();
        return world.json(&json!({"clients": clients, "more": found.more}));
    }
    if found.clients.is_empty() && words.trim().is_empty() {
        return world.say(
            "No clients yet. “knotbook clients add \"Maria Smith\" --phone 555-0134” adds the first; “knotbook import csv” brings a list.",
        );
    }
    if found.clients.is_empty() {
        return Err(Stop::refused(format!("No client fits “{words}”. Try fewer letters, or a part of the phone number{}.", {
            if archived { "" } else { "; --archived looks through the archive too" }
        })));
    }
    world.say_all(client_rows(&found.clients, desk))?;
    if found.more > 0 {
        world.say(format!("… and {} more: say more of the name, or add -n {}.", found.more, found.more + found.clients.len()))?;
    }
    Ok(())
}

/// One line a client, with the number that names it on the command line in front.
pub(super) fn client_rows(clients: &[ClientLine], desk: &Desk) -> Vec<String> {
    let rows: Vec<Vec<String>> = clients
        .iter()
        .map(|client| {
            let seen = |word: &str, at: Option<chrono::NaiveDateTime>| {
                at.map_or_else(String::new, |at| format!("{word} {}", say::moment(at, desk.year())))
            };
            vec![
                format!("{:>4}", client.id.0),
                client.name.to_string(),
                client.phones.to_string(),
                client.born.map_or_else(String::new, |born| format!("born {} ({})", born.format("%-d %b %Y"), age(born, desk.today()))),
                seen("last", client.last),
                seen("next", client.next),
                if client.archived { "archived".to_owned() } else { String::new() },
            ]
        })
        .collect();
    columns(&rows)
}

pub(super) fn client_json(client: &ClientLine) -> Value {
    json!({
        "id": client.id.0, "name": client.name, "phones": client.phones, "email": client.email, "born": client.born,
        "last": client.last.map(stamp_words), "next": client.next.map(stamp_words), "archived": client.archived,
    })
}
