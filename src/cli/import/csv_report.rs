//! What an import of tables will do, said before it is done.
use serde_json::{Value, json};

use super::csv::{Lines, Source};
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::wording::say;
use crate::exchange::csv::{BadLine, Sheet};
use crate::exchange::plan::{Outcome, Plan};

/// Lines to mend that are shown; the file of --rest has all.
const SHOWN: usize = 20;

pub(super) fn print(sources: &[Source], plan: &Plan, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    for source in sources {
        match &source.lines {
            Lines::Clients(sheet) => file(source, sheet, &plan.clients, ("new client", "new clients"), world)?,
            Lines::Appointments(sheet) => file(source, sheet, &plan.appointments, ("new appointment", "new appointments"), world)?,
        }
    }
    world.say_all(beside(plan).into_iter().map(|line| format!("  {line}")))?;
    names(plan, desk, world)?;
    let bad: Vec<(&str, &BadLine)> =
        sources.iter().flat_map(|source| source.bad_lines().iter().map(|bad| (source.name.as_str(), bad))).collect();
    if !bad.is_empty() {
        world.say("To mend:")?;
    }
    for (name, bad) in bad.iter().take(SHOWN) {
        world.say(format!("  {name} line {}: {}", bad.line, bad.reason))?;
    }
    if bad.len() > SHOWN {
        world.say(format!("  … and {} more; --skip-bad --rest FILE writes all of them to a file.", bad.len() - SHOWN))?;
    }
    Ok(())
}

fn file<T>(source: &Source, sheet: &Sheet<T>, outcome: &Outcome, (one, many): (&str, &str), world: &mut World<'_>) -> Result<(), Stop> {
    let lines = sheet.lines.len() + sheet.bad.len() - outcome.bad.len();
    world.say(format!("{}: {}. {}", source.name, say::count(lines, "line", "lines"), sheet.dates))?;
    let mut parts = vec![say::count(outcome.new, one, many)];
    parts.extend((outcome.duplicates > 0).then(|| format!("{} here already", outcome.duplicates)));
    parts.extend((!sheet.bad.is_empty()).then(|| format!("{} to mend", sheet.bad.len())));
    world.say(format!("  {}", parts.join(" · ")))?;
    if sheet.unmapped.is_empty() {
        return Ok(());
    }
    world.say(format!("  columns not taken: {}", sheet.unmapped.join(", ")))
}

/// What happens besides, each in a line.
fn beside(plan: &Plan) -> Vec<String> {
    let said = [
        (plan.from_appointments, "of the new clients are only named by appointments"),
        (plan.namesakes, "new clients share their name with somebody else and were not joined: look for doubles"),
        (plan.overlaps_kept, "overlaps of the past are kept as they happened"),
        (plan.taken_as_done, "past appointments still called booked are taken as done"),
    ];
    said.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect()
}

fn names(plan: &Plan, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if plan.missing.is_empty() {
        return Ok(());
    }
    let added = !plan.created.is_empty();
    world.say(if added {
        "Will be added:"
    } else {
        "Not known here (say which is which with --map \"THEIRS=OURS\", or add them with --create-missing):"
    })?;
    for ((what, name), lines) in &plan.missing {
        world.say(format!("  {} “{name}” ({})", what.word(), say::count(*lines, "line", "lines")))?;
    }
    if added {
        if !plan.import.staff.is_empty() {
            world.say("  New therapists get the hours that their newest appointments show.")?;
        }
        return Ok(());
    }
    let directory = &desk.directory;
    let ours: Vec<&str> = directory
        .therapists()
        .map(|staff| staff.short.as_str())
        .chain(directory.offered().map(|service| service.short.as_str()))
        .chain(directory.usable_rooms().map(|room| room.short.as_str()))
        .collect();
    world.say(format!("  ours: {}", ours.join(", ")))
}

impl Source {
    fn bad_lines(&self) -> &[BadLine] {
        match &self.lines {
            Lines::Clients(sheet) => &sheet.bad,
            Lines::Appointments(sheet) => &sheet.bad,
        }
    }
}

pub(super) fn print_json(sources: &[Source], plan: &Plan, goes_in: bool, world: &mut World<'_>) -> Result<(), Stop> {
    let bad: Vec<Value> = sources
        .iter()
        .flat_map(|source| source.bad_lines().iter().map(|bad| json!({"file": source.name, "line": bad.line, "reason": bad.reason})))
        .collect();
    let missing: Vec<Value> =
        plan.missing.iter().map(|((what, name), lines)| json!({"kind": what.word(), "name": name, "lines": lines})).collect();
    let counts = |outcome: &Outcome| json!({"new": outcome.new, "here_already": outcome.duplicates});
    world.json(&json!({
        "goes_in": goes_in, "clients": counts(&plan.clients), "appointments": counts(&plan.appointments),
        "clients_from_appointments": plan.from_appointments, "namesakes": plan.namesakes, "overlaps_kept": plan.overlaps_kept,
        "taken_as_done": plan.taken_as_done, "missing": missing, "to_mend": bad,
    }))
}
