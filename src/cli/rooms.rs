//! The rooms: listing, adding, changing, archiving.
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::deciding;
use super::desk::Desk;
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange};
use crate::domain::practice::room::{NewRoom, Room, differences};
use crate::domain::text::{Clean, fold};

/// The rooms.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook rooms\n  knotbook rooms add \"Room 3\" --short R3\n  knotbook rooms edit r3 --name \"Garden room\"\n  knotbook rooms archive r3 --dry-run\n  knotbook rooms restore r3"
)]
pub struct RoomsArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// All rooms
    List,
    /// A new room
    Add {
        name: String,
        /// What stands in a narrow column [default: R3 for “Room 3”, else the first word]
        #[arg(long, value_name = "NAME")]
        short: Option<String>,
    },
    /// Changes a room
    Edit {
        /// Its name or short name
        room: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        /// The new short name
        #[arg(long, value_name = "NAME")]
        short: Option<String>,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// It cannot be booked any more; what was booked stays
    Archive {
        /// Its name or short name
        room: String,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// Out of the archive again
    Restore {
        /// Its name or short name
        room: String,
    },
}

pub(super) fn run(args: &RoomsArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None | Some(Act::List) => list(desk, world),
        Some(Act::Add { name, short }) => {
            let name = Clean::line(name);
            let short = short.as_deref().map_or_else(|| NewRoom::short_of(&name), Clean::line);
            deciding::put(&Change::Practice(PracticeChange::AddRoom(NewRoom { name, short })), false, desk, world)
        }
        Some(Act::Edit { room, name, short, dry_run }) => {
            let seen = find(room, false, desk)?;
            let mut new = seen.clone();
            new.name = name.as_deref().map_or(new.name, Clean::line);
            new.short = short.as_deref().map_or(new.short, Clean::line);
            save(&seen, new, *dry_run, desk, world)
        }
        Some(Act::Archive { room, dry_run }) => {
            let seen = find(room, false, desk)?;
            save(&seen, Room { archived: true, ..seen.clone() }, *dry_run, desk, world)
        }
        Some(Act::Restore { room }) => {
            let seen = find(room, true, desk)?;
            save(&seen, Room { archived: false, ..seen.clone() }, false, desk, world)
        }
    }
}

fn save(seen: &Room, new: Room, dry_run: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let fields = differences(seen, new);
    if fields.is_empty() {
        return Err(Stop::refused(format!("Nothing of {} was changed: say what, as in --name \"Garden room\".", seen.name)));
    }
    deciding::put(&Change::Practice(PracticeChange::EditRoom { id: seen.id, fields }), dry_run, desk, world)
}

/// The room of a name, among those in use or among the archived ones.
fn find(said: &str, archived: bool, desk: &Desk) -> Result<Room, Stop> {
    let wanted = fold(said);
    let rooms = || desk.directory.rooms.iter().filter(|room| room.archived == archived);
    let is = |room: &&Room| fold(room.short.as_str()) == wanted || fold(room.name.as_str()) == wanted;
    rooms().find(is).cloned().ok_or_else(|| unknown(said, "rooms", archived, &rooms().map(|room| room.short.as_str()).collect::<Vec<_>>()))
}

/// A name that is none: what there is instead.
pub(super) fn unknown(said: &str, what: &str, archived: bool, names: &[&str]) -> Stop {
    match (archived, names.is_empty()) {
        (true, true) => Stop::refused(format!("“{said}” is not in the archive: nothing is. “knotbook {what}” lists all.")),
        (true, false) => Stop::refused(format!("“{said}” is not in the archive. There is: {}.", names.join(", "))),
        (false, true) => Stop::refused(format!("“{said}” is not one of the {what} here. “knotbook {what}” lists all.")),
        (false, false) => Stop::refused(format!("“{said}” is not one of the {what} here: {}.", names.join(", "))),
    }
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let rooms = &desk.directory.rooms;
    if desk.json {
        let one = |room: &Room| json!({"id": room.id.0, "name": room.name, "short": room.short, "archived": room.archived});
        return world.json(&json!({"rooms": rooms.iter().map(one).collect::<Vec<Value>>()}));
    }
    if rooms.is_empty() {
        return world.say("No rooms yet. “knotbook rooms add \"Room 1\" --short R1” adds the first.");
    }
    let row = |room: &Room| vec![room.short.to_string(), room.name.to_string(), archived_word(room.archived)];
    world.say_all(columns(&rooms.iter().map(row).collect::<Vec<_>>()))
}

pub(super) fn archived_word(archived: bool) -> String {
    if archived { "archived".to_owned() } else { String::new() }
}
