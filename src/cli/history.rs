//! What was done, and taking it back.
use clap::Args;
use serde_json::{Value, json};

use super::desk::Desk;
use super::whom;
use super::world::{Stop, World};
use crate::domain::ids::{AppointmentId, ChangeId};
use crate::domain::practice::history::{HistoryLine, HistoryOf};
use crate::domain::wording::say;

/// What was done, newest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook history\n  knotbook history --client smith\n  knotbook history -n 100")]
pub struct HistoryArgs {
    /// Only acts on this client
    #[arg(long, short, value_name = "NAME", conflicts_with = "appointment")]
    client: Option<String>,
    /// Only acts on this appointment, by its number
    #[arg(long, short, value_name = "NUMBER")]
    appointment: Option<i64>,
    /// At most so many
    #[arg(short = 'n', long = "most", default_value_t = 20, value_name = "NUMBER")]
    most: usize,
}

/// Takes an act back.
#[derive(Debug, Args)]
#[command(after_help = "Without a number it is your own newest act. An undo can be brought back with “knotbook redo”.")]
pub struct UndoArgs {
    /// The act's number from “knotbook history”; anybody's
    #[arg(long, value_name = "NUMBER")]
    id: Option<i64>,
}

pub(super) fn run(args: &HistoryArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let of = match (&args.client, args.appointment) {
        (Some(words), _) => HistoryOf::Client(whom::client(desk, words, true)?.id),
        (None, Some(id)) => HistoryOf::Appointment(AppointmentId(id)),
        (None, None) => HistoryOf::Everything,
    };
    let lines = desk.store.history(of, None, args.most, desk.at)?;
    let stop = match of {
        HistoryOf::Appointment(id) => desk.store.appointment(id)?.map(|found| found.stop_reason).filter(|reason| !reason.is_empty()),
        HistoryOf::Client(_) | HistoryOf::Everything => None,
    };
    if desk.json {
        let acts: Vec<Value> = lines.iter().map(|line| line_json(line, desk)).collect();
        let mut value = json!({"acts": acts});
        if let Some(reason) = stop {
            value["stop_reason"] = json!(reason);
        }
        return world.json(&value);
    }
    if let Some(reason) = stop {
        world.say(format!("STOP: the session began all the same: {reason}"))?;
    }
    if lines.is_empty() {
        return world.say("Nothing was done here yet. Every act will stand here, with who did it and when.");
    }
    for line in &lines {
        let when = say::moment(desk.store.local(line.at), desk.year());
        let by = if line.by.is_empty() { "knotbook" } else { &line.by };
        let undone = if line.undone { " (taken back)" } else { "" };
        world.say(format!("{:>5}  {when}  {by}  {}{undone}", line.id.0, line.words))?;
        for field in &line.fields {
            let shown = |text: &str| if text.is_empty() { "empty".to_owned() } else { format!("“{text}”") };
            world.say(format!("         {}: {} → {}", field.field, shown(&field.from), shown(&field.to)))?;
        }
    }
    Ok(())
}

fn line_json(line: &HistoryLine, desk: &Desk) -> Value {
    let fields: Vec<Value> = line.fields.iter().map(|field| json!({"field": field.field, "from": field.from, "to": field.to})).collect();
    json!({
        "id": line.id.0, "at": line.at, "local": super::desk::stamp_words(desk.store.local(line.at)), "by": line.by,
        "kind": line.kind.word(), "words": line.words, "undone": line.undone, "fields": fields,
    })
}

pub(super) fn undo(args: &UndoArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let stamp = desk.stamp();
    let applied = match args.id {
        Some(id)
            if desk
                .store
                .history(HistoryOf::Everything, Some(ChangeId(id.saturating_add(1))), 1, desk.at)?
                .first()
                .is_none_or(|line| line.id.0 != id) =>
        {
            return Err(Stop::refused(format!("There is no act {id}. “knotbook history” shows the numbers.")));
        }
        Some(id) => desk.store.revert(ChangeId(id), stamp)?,
        None => desk.store.undo(stamp)?,
    };
    told(&applied, "“knotbook redo” brings it back", desk, world)
}

pub(super) fn redo(desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let applied = desk.store.redo(desk.stamp())?;
    told(&applied, "“knotbook undo” takes it back", desk, world)
}

fn told(applied: &crate::domain::change::Applied, way: &str, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if desk.json {
        return world.json(&json!({"done": applied.words, "change": applied.change.0}));
    }
    world.say(&applied.words)?;
    world.say(format!("  {way}"))
}
