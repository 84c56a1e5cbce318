//! The standing appointments of the practice.
use clap::Args;
use serde_json::{Value, json};

use super::which::in_words;
use crate::cli::desk::{Desk, stamp_words};
use crate::cli::table::columns;
use crate::cli::whom;
use crate::cli::world::{Stop, World};
use crate::domain::book::series::list::Listed;
use crate::domain::wording::say;

/// Standing appointments that are still to come.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series list\n  knotbook series list --therapist dana --ends-soon\n  knotbook series list --client smith"
)]
pub(super) struct ListArgs {
    /// Only this client's
    #[arg(long, short, value_name = "NAME")]
    client: Option<String>,
    /// Only those with this therapist
    #[arg(long, short, value_name = "NAME")]
    therapist: Option<String>,
    /// Only those whose last date is within four weeks
    #[arg(long)]
    ends_soon: bool,
    /// Only those with dates to decide
    #[arg(long)]
    to_decide: bool,
}

pub(super) fn run(args: &ListArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let client = args.client.as_deref().map(|words| whom::client(desk, words, false)).transpose()?;
    let staff = args.therapist.as_deref().map(|name| desk.therapist(name)).transpose()?;
    let mut listed = desk.store.standing(client.map(|client| client.id), desk.now)?;
    listed.retain(|one| {
        staff.is_none_or(|staff| one.series.terms.staff == staff)
            && (!args.ends_soon || one.ends_soon(desk.now))
            && (!args.to_decide || one.to_decide > 0)
    });
    if desk.json {
        return world.json(&json!({"series": listed.iter().map(|one| one_json(one, desk)).collect::<Vec<Value>>()}));
    }
    if listed.is_empty() {
        return world.say("No standing appointment here. “knotbook series add \"maria smith\" every 2 weeks tue 10:00 x8” makes one.");
    }
    world.say_all(columns(&listed.iter().map(|one| row(one, desk)).collect::<Vec<_>>()))
}

fn row(one: &Listed, desk: &Desk) -> Vec<String> {
    let series = &one.series;
    let some = |n: u32, word: &str| if n > 0 { format!("{n} {word}") } else { String::new() };
    vec![
        format!("{:>3}", series.id.0),
        series.client_name.to_string(),
        in_words(one),
        desk.directory.staff_short(series.terms.staff).to_owned(),
        one.next.map_or_else(String::new, |next| format!("next {}", say::moment(next, desk.year()))),
        format!("{} to come", one.to_come),
        some(one.skipped, "skipped"),
        some(one.to_decide, "to decide"),
        if one.ends_soon(desk.now) { "ends soon".to_owned() } else { String::new() },
    ]
}

fn one_json(one: &Listed, desk: &Desk) -> Value {
    let (series, terms) = (&one.series, &one.series.terms);
    json!({
        "id": series.id.0,
        "client": {"id": terms.client.map(|id| id.0), "name": series.client_name},
        "repeats": terms.repeats(), "rule": terms.rule.to_string(), "from": stamp_words(terms.first),
        "therapist": desk.directory.staff_short(terms.staff),
        "next": one.next.map(stamp_words), "last": one.last.map(stamp_words),
        "to_come": one.to_come, "skipped": one.skipped, "to_decide": one.to_decide, "ends_soon": one.ends_soon(desk.now),
    })
}
