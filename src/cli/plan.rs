//! Treatment plans on the plain terminal.
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::desk::Desk;
use super::table::columns;
use super::whom;
use super::world::{Stop, World};
use crate::domain::care::finding::Nrs;
use crate::domain::care::glance::Record;
use crate::domain::care::plan::{Outcome, Plan};
use crate::domain::care::template;
use crate::domain::care::visit::used;
use crate::domain::ids::{ClientId, PlanId};
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;
use crate::exchange::paper::{plan_blocks, progress_blocks, text_of};

/// Treatment plans.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook plan list\n  knotbook plan list --due\n  knotbook plan list --client smith --json\n  knotbook plan show 12"
)]
pub struct PlanArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The open plans, by client
    List {
        /// All of this client's, closed ones too
        #[arg(long, short, value_name = "NAME")]
        client: Option<String>,
        /// Only those to be looked at again
        #[arg(long)]
        due: bool,
    },
    /// One plan: terms, what was decided, how it goes
    Show {
        /// Its number, or the client whose plan it is
        #[arg(value_name = "NUMBER")]
        plan: String,
    },
}

pub(super) fn run(args: &PlanArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("read treatment plans")?;
    match &args.act {
        Act::List { client, due } => list(client.as_deref(), *due, desk, world),
        Act::Show { plan } => show(plan, desk, world),
    }
}

/// What is known of a client's care; the client of a plan is always there.
pub(super) fn record(client: ClientId, desk: &Desk) -> Result<Record, Stop> {
    desk.store.record(client, desk.now)?.ok_or_else(|| Refusal::Gone { what: "client" }.into())
}

/// Why a plan is to be looked at again; nothing when it is not.
fn due_words(record: &Record, plan: &Plan, desk: &Desk) -> Option<String> {
    record.due(plan, desk.now).map(|due| due.words(desk.year()))
}

fn list(client: Option<&str>, due: bool, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let plans: Vec<Plan> = match client {
        Some(words) => desk.store.plans(whom::client(desk, words, true)?.id)?,
        None => desk.store.open_plans()?.into_iter().map(|(plan, _)| plan).collect(),
    };
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for plan in &plans {
        let record = record(plan.terms.client, desk)?;
        let reason = due_words(&record, plan, desk);
        if due && reason.is_none() {
            continue;
        }
        values.push(plan_json(&record, plan, desk));
        rows.push(row(&record, plan, reason.is_some(), desk));
    }
    if desk.json {
        return world.json(&json!({"plans": values}));
    }
    if rows.is_empty() {
        return world.say(if due { "No plan is to be looked at again now." } else { "No plan is open here." });
    }
    world.say_all(columns(&rows))
}

fn row(record: &Record, plan: &Plan, is_due: bool, desk: &Desk) -> Vec<String> {
    let terms = &plan.terms;
    let done = used(&record.plans, plan.id, &record.visits, desk.now, record.missed_count);
    let visits = terms.visits.map_or_else(|| done.to_string(), |of| format!("{done}/{of}"));
    vec![
        format!("{:>4}", plan.id.0),
        record.client.name.to_string(),
        terms.complaint.to_string(),
        terms.cadence.words(),
        visits,
        terms.state.word().to_owned(),
        format!("since {}", say::date(terms.opened, desk.year())),
        if is_due { "reassessment due".to_owned() } else { String::new() },
    ]
}

fn show(words: &str, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let (record, plan) = find(words, desk)?;
    if desk.json {
        return world.json(&plan_json(&record, &plan, desk));
    }
    world.say(&record.client.name)?;
    let blocks = desk.write(|pen| {
        let mut blocks = plan_blocks(pen, &record, &plan);
        blocks.extend(progress_blocks(pen, &record, Some(&plan)));
        blocks
    });
    world.say_all(text_of(&blocks))
}

/// The plan of a number, or the only open one of the client whom the words mean.
pub(super) fn find(words: &str, desk: &Desk) -> Result<(Record, Plan), Stop> {
    if let Some(number) = words.trim().parse().ok().filter(|number: &i64| *number > 0) {
        let found = desk.store.plan(PlanId(number))?;
        let none = || Stop::refused(format!("There is no plan {number}. “knotbook plan list” shows the numbers."));
        let plan = found.ok_or_else(none)?;
        return Ok((record(plan.terms.client, desk)?, plan));
    }
    let client = whom::client(desk, words, true)?;
    let record = record(client.id, desk)?;
    let open: Vec<&Plan> = record.plans.iter().filter(|plan| plan.terms.state.is_open()).collect();
    let one = match (open.as_slice(), record.plans.as_slice()) {
        ([one], _) => (*one).clone(),
        ([], [newest, ..]) => newest.clone(),
        ([], []) => {
            let sentence = format!("{} has no treatment plan. A line “plan 1/w x6” in a note opens one.", client.name);
            return Err(Stop::refused(sentence));
        }
        (several, _) => {
            let rows: Vec<Vec<String>> = several.iter().map(|plan| row(&record, plan, false, desk)).collect();
            let lines: Vec<String> =
                [format!("{} has several open plans. Name one by its number:", client.name)].into_iter().chain(columns(&rows)).collect();
            return Err(Stop::refused(lines.join("\n")));
        }
    };
    Ok((record, one))
}

pub(super) fn plan_json(record: &Record, plan: &Plan, desk: &Desk) -> Value {
    let (terms, told) = (&plan.terms, record.told(Some(plan.id)));
    let course = plan.course(&told);
    let looked = record.reassessments.iter().filter(|(of, _)| *of == plan.id).map(
        |(_, looked)| json!({"on": looked.on, "compared": looked.compared, "outcome": looked.outcome.word(), "remark": looked.remark}),
    );
    json!({
        "id": plan.id.0, "client": {"id": terms.client.0, "name": record.client.name},
        "complaint": terms.complaint, "goal": terms.goal, "goal_pain": terms.goal_pain.map(Nrs::get), "modality": terms.modality,
        "visits": terms.visits, "used": used(&record.plans, plan.id, &record.visits, desk.now, record.missed_count),
        "cadence": terms.cadence.word(), "words": template::words(terms.cadence, terms.visits, Some(terms.reassess)),
        "minutes": terms.minutes, "reassess": terms.reassess, "baseline": terms.baseline.map(Nrs::get),
        "state": terms.state.word(), "opened": terms.opened, "closed": plan.closed, "outcome": plan.outcome.map(Outcome::word),
        "reassessed": plan.reassessed, "series": terms.series.map(|id| id.0), "follows": terms.follows.map(|id| id.0),
        "verdict": course.verdict().word(), "due": due_words(record, plan, desk), "reassessments": looked.collect::<Vec<Value>>(),
    })
}
