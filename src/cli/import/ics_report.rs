//! What an import of calendars will do, said before it is done.
use serde_json::{Value, json};

use super::ics::Source;
use crate::cli::deciding;
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::book::decide::Hit;
use crate::domain::wording::say;
use crate::exchange::plan::Bad;
use crate::exchange::plan::calendar::{CalendarPlan, Judged};

/// Lines of one kind that are shown; the file of --rest has all that are to be mended.
const SHOWN: usize = 20;

pub(super) fn print(sources: &[Source], plan: &CalendarPlan, world: &mut World<'_>) -> Result<(), Stop> {
    for (source, judged) in sources.iter().zip(&plan.judged) {
        world.say(format!("{}: {}", source.name, say::count(source.calendar.events, "event", "events")))?;
        world.say(format!("  {}", counts(judged).join(" · ")))?;
        let left: Vec<String> = source.calendar.left.iter().map(|(what, n)| say::count(*n, what.words().0, what.words().1)).collect();
        if !left.is_empty() {
            world.say(format!("  left alone: {}", left.join(", ")))?;
        }
    }
    let new = say::count(plan.import.clients.len(), "client is new", "clients are new");
    let beside = [
        (plan.import.clients.len(), new),
        (plan.overlaps_kept, format!("{} overlaps are kept as they are there", plan.overlaps_kept)),
        (plan.rooms_given, format!("{} appointments to come take a room that is free", plan.rooms_given)),
        (plan.taken_as_done, format!("{} past appointments are taken as done", plan.taken_as_done)),
    ];
    world.say_all(beside.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| format!("  {words}")))?;
    names(plan, world)?;
    section("Good to know:", sources, plan, |judged| &judged.notes, world)?;
    section("Not taken, and nothing to mend:", sources, plan, |judged| &judged.aside, world)?;
    section("To mend:", sources, plan, |judged| &judged.outcome.bad, world)
}

fn counts(judged: &Judged) -> Vec<String> {
    let mut parts = vec![say::count(judged.single, "new appointment", "new appointments")];
    let dates = judged.dates;
    if judged.standing > 0 {
        parts.push(say::count(judged.standing, "new standing appointment", "new standing appointments"));
    }
    parts.extend((dates > 0).then(|| say::count(dates, "date", "dates")));
    parts.extend((judged.skipped > 0).then(|| format!("{} skipped", judged.skipped)));
    parts.extend((judged.absences > 0).then(|| say::count(judged.absences, "new absence", "new absences")));
    parts.extend((judged.outcome.duplicates > 0).then(|| format!("{} already in the book", judged.outcome.duplicates)));
    parts.extend((!judged.aside.is_empty()).then(|| format!("{} not taken", judged.aside.len())));
    parts.extend((!judged.outcome.bad.is_empty()).then(|| format!("{} to mend", judged.outcome.bad.len())));
    parts
}

fn names(plan: &CalendarPlan, world: &mut World<'_>) -> Result<(), Stop> {
    if plan.unknown.is_empty() {
        return Ok(());
    }
    world.say(if plan.import.clients.is_empty() {
        "No clients here (say who is meant with --map \"THEIRS=OURS\", or add all of them with --new-clients):"
    } else {
        "Clients who will be added:"
    })?;
    world.say_all(plan.unknown.iter().map(|(name, n)| format!("  “{name}” ({})", say::count(*n, "event", "events"))))
}

fn section(
    heading: &str,
    sources: &[Source],
    plan: &CalendarPlan,
    of: impl Fn(&Judged) -> &Vec<Bad>,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let lines: Vec<(&str, &Bad)> =
        sources.iter().zip(&plan.judged).flat_map(|(source, judged)| of(judged).iter().map(|bad| (source.name.as_str(), bad))).collect();
    if lines.is_empty() {
        return Ok(());
    }
    world.say(heading)?;
    world.say_all(lines.iter().take(SHOWN).map(|(name, bad)| format!("  {name} line {}: {}", bad.line, bad.reason)))?;
    if lines.len() > SHOWN {
        world.say(format!("  … and {} more; --json says all of them.", lines.len() - SHOWN))?;
    }
    Ok(())
}

/// Everything that would be to decide afterwards, of the calendars and of what is in the book already.
pub(super) fn print_hits(hits: &[Hit], desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if hits.is_empty() {
        return Ok(());
    }
    world.say(format!("It would leave {} to decide:", say::count(hits.len(), "appointment", "appointments")))?;
    world.say_all(deciding::rows(hits, desk)?.into_iter().map(|row| format!("  {row}")))
}

pub(super) fn print_json(
    sources: &[Source],
    plan: &CalendarPlan,
    hits: &[Hit],
    goes_in: bool,
    desk: &Desk,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let told = |of: fn(&Judged) -> &Vec<Bad>| -> Vec<Value> {
        let each = |(source, judged): (&Source, &Judged)| {
            let line = |bad: &Bad| json!({"file": source.name, "line": bad.line, "reason": bad.reason});
            of(judged).iter().map(line).collect::<Vec<_>>()
        };
        sources.iter().zip(&plan.judged).flat_map(each).collect()
    };
    let sum = |of: fn(&Judged) -> usize| -> usize { plan.judged.iter().map(of).sum() };
    let left: Vec<Value> = sources
        .iter()
        .flat_map(|source| source.calendar.left.iter().map(|(what, n)| json!({"file": source.name, "what": what.words().0, "count": n})))
        .collect();
    let unknown: Vec<Value> = plan.unknown.iter().map(|(name, n)| json!({"name": name.as_str(), "events": n})).collect();
    world.json(&json!({
        "goes_in": goes_in, "events": sources.iter().map(|source| source.calendar.events).sum::<usize>(),
        "events_new": sum(|judged| judged.outcome.new), "here_already": sum(|judged| judged.outcome.duplicates),
        "appointments": sum(|judged| judged.single), "standing": sum(|judged| judged.standing), "dates": sum(|judged| judged.dates),
        "skipped": sum(|judged| judged.skipped), "to_decide": hits.len(), "left_to_decide": deciding::hits_json(hits, desk), "absences": sum(|judged| judged.absences),
        "new_clients": plan.import.clients.len(), "unknown_clients": unknown, "overlaps_kept": plan.overlaps_kept,
        "rooms_given": plan.rooms_given, "taken_as_done": plan.taken_as_done, "left_alone": left, "notes": told(|judged| &judged.notes),
        "not_taken": told(|judged| &judged.aside), "to_mend": told(|judged| &judged.outcome.bad),
    }))
}
