//! A practice from nothing, all said at once.
use std::path::Path;

use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange, Stamp};
use crate::domain::people::client::check_name;
use crate::domain::practice::{find_zone, start};
use crate::domain::text::Clean;
use crate::domain::wording::when::DateOrder;
use crate::store::Store;

/// Sets a practice up in a new file.
#[derive(Debug, Args)]
#[command(
    after_help = "“knotbook” alone asks for the same. Services and a room are made to begin with; all of it can be changed later.\n\nExample:\n  knotbook setup --name \"Hollis Street Practice\" --therapist \"Dana Reyes\" --hours \"Mon-Fri 9-13 14-18\" --zone Berlin"
)]
pub struct SetupArgs {
    /// The practice's name
    #[arg(long)]
    name: String,
    /// The one who runs it and treats
    #[arg(long, value_name = "NAME")]
    therapist: String,
    /// Her weekly hours
    #[arg(long, value_name = "HOURS")]
    hours: String,
    /// The time zone, by city: Berlin, New York; left out it is this computer's
    #[arg(long, value_name = "CITY")]
    zone: Option<String>,
    /// Whether 24/11 or 11/24 is the 24th of November
    #[arg(long, value_enum, default_value_t = Order::DayFirst)]
    date_order: Order,
}

/// How dates of two numbers are read.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Order {
    /// 24/11
    DayFirst,
    /// 11/24
    MonthFirst,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::DayFirst => Self::DayFirst,
            Order::MonthFirst => Self::MonthFirst,
        }
    }
}

/// A time zone by what a person calls it.
pub(super) fn zone(said: &str) -> Result<Tz, Stop> {
    find_zone(said).ok_or_else(|| {
        Stop::refused(format!("“{said}” is no time zone known here. Name the nearest big city: Berlin, New York, Europe/London."))
    })
}

pub(super) fn run(args: &SetupArgs, file: &Path, json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    let zone = match &args.zone {
        Some(said) => zone(said)?,
        None => iana_time_zone::get_timezone()
            .ok()
            .and_then(|name| find_zone(&name))
            .ok_or_else(|| Stop::refused("This computer does not say its time zone. Name it by city: --zone Berlin."))?,
    };
    let therapist = Clean::line(&args.therapist);
    check_name(&therapist).map_err(|_| Stop::refused("The therapist needs a name: --therapist \"Dana Reyes\"."))?;
    let hours = start::read_hours(&args.hours, world.now.with_timezone(&zone).date_naive())?;
    let mut founding = start::founding(Clean::line(&args.name), zone, args.date_order.into(), therapist, hours);
    for staff in &mut founding.staff {
        staff.os_user = Clean::line(&world.os_user);
    }
    if founding.practice.name.is_empty() {
        return Err(Stop::refused("The practice needs a name: --name \"Hollis Street Practice\"."));
    }
    let services: Vec<String> = founding.services.iter().map(|service| service.short.to_string()).collect();
    let name = founding.practice.name.clone();
    let mut store = Store::open(file)?;
    let applied = store.apply(&Change::Practice(PracticeChange::Found(Box::new(founding))), Stamp { at: world.now, by: None })?;
    if json {
        return world.json(&json!({"done": applied.words, "change": applied.change.0, "file": store.file().display().to_string()}));
    }
    world.say(format!("Set up {name} in {} ({zone}).", store.file().display()))?;
    world.say(format!("  services: {} · one room: R1", services.join(", ")))?;
    world.say("  “knotbook” opens the book; “knotbook import csv” brings clients and appointments from elsewhere")
}
