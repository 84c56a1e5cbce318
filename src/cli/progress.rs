//! How a client's pain goes, in words.
use clap::Args;
use serde_json::{Value, json};

use super::desk::Desk;
use super::plan::{find, plan_json, record};
use super::whom;
use super::world::{Stop, World};
use crate::domain::care::finding::Nrs;
use crate::domain::care::glance::Record;
use crate::domain::care::measured::measured;
use crate::domain::care::plan::Plan;
use crate::domain::care::progress::points::{State, traces};
use crate::domain::care::signing::findings_of;
use crate::domain::ids::PlanId;
use crate::exchange::paper::{Block, plan_blocks, progress_blocks, text_of};

/// How a client's pain goes, in words: what was told and compared, what may follow, questionnaires, and each point.
#[derive(Debug, Args)]
#[command(
    after_help = "It compares this visit's pain before the session with the plan's baseline. Nothing here decides: the therapist does.\n\nExamples:\n  knotbook progress smith\n  knotbook progress smith --plan 12 --json"
)]
pub struct ProgressArgs {
    /// A part of the client's name, the phone, or the number
    #[arg(value_name = "WHO")]
    client: String,
    /// Only this plan, by its number
    #[arg(long, value_name = "NUMBER")]
    plan: Option<i64>,
}

pub(super) fn run(args: &ProgressArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("read a client's progress")?;
    let client = whom::client(desk, &args.client, true)?;
    let record = record(client.id, desk)?;
    let plans: Vec<Plan> = match args.plan {
        Some(number) => {
            let (_, plan) = find(&number.to_string(), desk)?;
            if plan.terms.client != client.id {
                return Err(Stop::refused(format!("Plan {number} is none of {}'s. “knotbook plan list” shows them.", client.name)));
            }
            vec![plan]
        }
        None => record.plans.clone(),
    };
    if desk.json {
        let plans: Vec<Value> = plans.iter().map(|plan| one_json(&record, plan, desk)).collect();
        return world.json(&json!({
            "client": {"id": client.id.0, "name": client.name},
            "plans": plans,
            "visits": visits_json(&record, None),
            "measures": measured(&record.lines_told(None), desk.year()),
        }));
    }
    world.say(&client.name)?;
    let blocks: Vec<Block> = desk.write(|pen| match plans.as_slice() {
        [] => progress_blocks(pen, &record, None),
        plans => plans
            .iter()
            .flat_map(|plan| {
                let mut blocks = plan_blocks(pen, &record, plan);
                blocks.extend(progress_blocks(pen, &record, Some(plan)));
                blocks
            })
            .collect(),
    });
    world.say_all(text_of(&blocks))
}

fn visits_json(record: &Record, plan: Option<PlanId>) -> Vec<Value> {
    let told = record.told(plan).into_iter();
    let pain = |pain: Option<Nrs>| pain.map(Nrs::get);
    told.map(
        |visit| json!({"date": visit.date, "before": pain(visit.before), "after": pain(visit.after), "relief_days": visit.relief_days}),
    )
    .collect()
}

fn one_json(record: &Record, plan: &Plan, desk: &Desk) -> Value {
    let told = record.told(Some(plan.id));
    let seen = plan.course(&told).reassessment(desk.year());
    let notes = record.notes.iter().filter(|note| record.plan_of(note) == Some(plan.id));
    let sessions: Vec<_> = notes.map(|note| (note.at.date(), findings_of(&note.written))).collect();
    let points = traces(&sessions)
        .into_iter()
        .map(|trace| json!({"point": trace.point.word(), "state": trace.now().map(State::word), "words": trace.words()}));
    let mut value = plan_json(record, plan, desk);
    value["words_compared"] = json!(seen.words());
    value["compared"] = json!(seen.compared);
    value["advice"] = json!(seen.advice.words());
    value["told"] = json!(visits_json(record, Some(plan.id)));
    value["measures"] = json!(measured(&record.lines_told(Some(plan.id)), desk.year()));
    value["points"] = json!(points.collect::<Vec<Value>>());
    value
}
