//! What a change of the practice leaves to decide: shown before it, said after it, and settled here.
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::desk::Desk;
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::book::decide::Hit;
use crate::domain::change::{BookChange, Change};
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::capitalize;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// What is to decide: appointments that hours, absences or the practice itself speak against by now.
#[derive(Debug, Args)]
#[command(
    after_help = "Each keeps its time until you move it, cancel it or keep it.\n\nExamples:\n  knotbook decide\n  knotbook decide keep 12 --reason \"Dana comes in for it\"\n  knotbook move 12 thu 10:00\n  knotbook cancel 12 --by practice --to-rebook"
)]
pub struct DecideArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Appointments stay as they are
    Keep {
        /// Their numbers
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<String>,
        /// Why; it stays in the history
        #[arg(long)]
        reason: String,
    },
}

pub(super) fn run(args: &DecideArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None => list(desk, world),
        Some(Act::Keep { numbers, reason }) => keep(numbers, reason, desk, world),
    }
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let hits = desk.store.to_decide()?;
    if desk.json {
        return world.json(&json!({"to_decide": hits_json(&hits, desk)}));
    }
    if hits.is_empty() {
        return world
            .say("Nothing is to decide. Appointments stand here when hours, time off, a closure or an archived room speak against them.");
    }
    world.say(format!("{} to decide:", say::count(hits.len(), "appointment", "appointments")))?;
    world.say_all(rows(&hits, desk)?)?;
    world.say("  “knotbook move”, “knotbook cancel” or “knotbook decide keep” with the number settles one")
}

fn keep(numbers: &[String], reason: &str, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let hits = desk.store.to_decide()?;
    let mut kept = Vec::new();
    for said in numbers {
        let id = said.trim_start_matches('#').parse().ok().map(AppointmentId);
        let hit = hits.iter().find(|hit| Some(hit.appointment.id) == id);
        let hit = hit.ok_or_else(|| {
            Stop::refused(format!("Appointment {said} is not to decide. “knotbook decide” lists what is, with its numbers."))
        })?;
        kept.push((hit.appointment.id, hit.conflicts.clone()));
    }
    let reason = Clean::line(reason);
    if reason.is_empty() {
        return Err(Stop::refused("Say why they stay as they are, as in --reason \"Dana comes in for it\"."));
    }
    let applied = desk.apply(&Change::Book(BookChange::Keep { kept, reason }))?;
    desk.done(&applied, world)
}

/// Does a change of the practice and says which appointments it leaves to decide; with `dry_run` it says only that.
pub(super) fn put(change: &Change, dry_run: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let hits = desk.store.preview(change, desk.stamp())?;
    if dry_run {
        if desk.json {
            return world.json(&json!({"done": Value::Null, "to_decide": hits_json(&hits, desk)}));
        }
        if hits.is_empty() {
            return world.say("It leaves no appointment to decide. Nothing was changed yet: leave --dry-run out to do it.");
        }
        world.say(format!("It would leave {} to decide:", say::count(hits.len(), "appointment", "appointments")))?;
        world.say_all(rows(&hits, desk)?)?;
        return world.say("Nothing was changed yet: leave --dry-run out to do it.");
    }
    let applied = desk.apply(change)?;
    if let Some(directory) = desk.store.directory()? {
        desk.directory = directory;
    }
    if desk.json {
        return world.json(&json!({"done": applied.words, "change": applied.change.0, "to_decide": hits_json(&hits, desk)}));
    }
    world.say(&applied.words)?;
    world.say("  “knotbook undo” takes it back")?;
    if hits.is_empty() {
        return Ok(());
    }
    world.say(format!("It leaves {} to decide (“knotbook decide”):", say::count(hits.len(), "appointment", "appointments")))?;
    world.say_all(rows(&hits, desk)?)
}

/// One line a hit: whom to call, about what, and what speaks against it.
pub(super) fn rows(hits: &[Hit], desk: &Desk) -> Result<Vec<String>, Stop> {
    let mut rows = Vec::new();
    for hit in hits {
        let appointment = &hit.appointment;
        let is_here = desk.store.appointment(appointment.id)?.is_some();
        rows.push(vec![
            // What a trial made has no number and perhaps no client in the file.
            if is_here { format!("#{}", appointment.id.0) } else { String::new() },
            say::moment(appointment.span.from(), desk.year()),
            appointment.client_name.to_string(),
            if is_here { desk.store.client_line(appointment.client)?.phones.to_string() } else { String::new() },
            desk.directory.service_short(appointment.service).to_owned(),
            desk.directory.staff_short(appointment.staff).to_owned(),
            against(hit),
        ]);
    }
    Ok(columns(&rows))
}

fn against(hit: &Hit) -> String {
    capitalize(&hit.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

pub(super) fn hits_json(hits: &[Hit], desk: &Desk) -> Vec<Value> {
    let one = |hit: &Hit| {
        let mut value = desk.appointment_json(&hit.appointment);
        value["against"] = json!(against(hit));
        value
    };
    hits.iter().map(one).collect()
}
