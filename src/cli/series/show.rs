//! One standing appointment with all its dates.
use chrono::NaiveDateTime;
use clap::Args;
use serde_json::{Value, json};

use super::which::{Found, find};
use crate::cli::desk::{Desk, stamp_words};
use crate::cli::table::columns;
use crate::cli::world::{Stop, World};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::FOREVER;
use crate::domain::book::status::Status;
use crate::domain::wording::say;

/// One standing appointment with all its dates.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook series show 3\n  knotbook series show smith --json")]
pub(super) struct ShowArgs {
    /// Its number, or the client whose only one it is
    #[arg(value_name = "NUMBER")]
    series: String,
}

pub(super) fn run(args: &ShowArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let found = find(&args.series, desk)?;
    let parts: Vec<i64> = desk
        .store
        .standing(found.series.terms.client, desk.now)?
        .iter()
        .filter(|one| one.series.split_from == Some(found.series.id))
        .map(|one| one.series.id.0)
        .collect();
    if desk.json {
        return world.json(&found_json(&found, &parts, desk));
    }
    let (series, terms) = (&found.series, &found.series.terms);
    let moment = |at| say::moment(at, desk.year());
    world.say(format!("{} · number {}", series.client_name, series.id.0))?;
    world.say(format!("  {}", terms.repeats()))?;
    let room = terms.room.map_or("any room", |_| desk.directory.room_short(terms.room));
    let (service, staff) = (desk.directory.service_short(terms.service), desk.directory.staff_short(terms.staff));
    world.say(format!("  {service} · {} min · {staff} · {room} · from {}", terms.minutes, moment(terms.first)))?;
    world.say_all(terms.ended.map(|ended| format!("  ended: nothing happens from {} on", moment(ended))))?;
    if found.goes_on() {
        world.say(format!("  dates are in the book until {}; more follow by themselves", say::full_day(series.made_until)))?;
    }
    world.say_all(series.split_from.map(|id| format!("  split from number {}", id.0)))?;
    world.say_all(parts.iter().map(|id| format!("  goes on as number {id}")))?;
    let rows: Vec<Vec<String>> = found.rows.iter().enumerate().map(|(n, (at, row))| date_row(&found, n, *at, row, desk)).collect();
    world.say_all(columns(&rows))
}

fn number(found: &Found, place: usize) -> u32 {
    found.series.before + u32::try_from(place + 1).unwrap_or(u32::MAX)
}

fn date_row(found: &Found, place: usize, at: NaiveDateTime, row: &Appointment, desk: &Desk) -> Vec<String> {
    vec![
        format!("{:>3}", number(found, place)),
        say::moment(at, desk.year()),
        status(row),
        desk.directory.room_short(row.room).to_owned(),
        exceptions(found, at, row, desk).join(", "),
        format!("#{}", row.id.0),
    ]
}

/// "booked", "booked · to decide" where something speaks against it by now.
fn status(row: &Appointment) -> String {
    let doubts = if row.to_decide && row.status != Status::ToDecide { " · to decide" } else { "" };
    format!("{}{doubts}", row.status.word())
}

/// What of a date is not as its rule has it.
fn exceptions(found: &Found, at: NaiveDateTime, row: &Appointment, desk: &Desk) -> Vec<String> {
    if found.series.as_ruled(row, at) || !row.status.holds() {
        return Vec::new();
    }
    let terms = &found.series.terms;
    let mut said = Vec::new();
    if row.span.from() != at {
        said.push(format!("moved to {}", say::moment(row.span.from(), desk.year())));
    }
    if row.staff != terms.staff {
        said.push(format!("with {}", desk.directory.staff_short(row.staff)));
    }
    if row.service != terms.service {
        said.push(desk.directory.service_short(row.service).to_owned());
    }
    if row.span.minutes() != terms.minutes {
        said.push(format!("{} min", row.span.minutes()));
    }
    if terms.room.is_some() && row.room != terms.room {
        let room = row.room.map_or("without a room", |_| desk.directory.room_short(row.room));
        said.push(format!("in {room}"));
    }
    said
}

fn found_json(found: &Found, parts: &[i64], desk: &Desk) -> Value {
    let (series, terms) = (&found.series, &found.series.terms);
    let date = |(place, (at, row)): (usize, &(NaiveDateTime, Appointment))| {
        let mut value = desk.appointment_json(row);
        value["to_decide"] = json!(row.to_decide);
        value["number"] = json!(number(found, place));
        value["at"] = json!(stamp_words(*at));
        value["exceptions"] = json!(exceptions(found, *at, row, desk));
        value
    };
    json!({
        "id": series.id.0,
        "client": {"id": terms.client.map(|id| id.0), "name": series.client_name},
        "repeats": terms.repeats(), "rule": terms.rule.to_string(), "from": stamp_words(terms.first),
        "service": desk.directory.service_short(terms.service), "therapist": desk.directory.staff_short(terms.staff),
        "room": terms.room.map(|_| desk.directory.room_short(terms.room)), "minutes": terms.minutes,
        "ended": terms.ended.map(stamp_words),
        "made_until": (series.made_until < FOREVER).then(|| series.made_until.to_string()),
        "split_from": series.split_from.map(|id| id.0), "goes_on_as": parts,
        "dates": found.rows.iter().enumerate().map(date).collect::<Vec<_>>(),
    })
}
