//! The practice's list of alerts and red flags: listing, adding, changing, archiving.
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::deciding;
use super::desk::Desk;
use super::rooms::{archived_word, unknown};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange};
use crate::domain::people::alert_list::{AlertKind, ListedAlert, NewListedAlert, differences};
use crate::domain::text::{Clean, fold};

/// The list of alerts to choose from, and of red flags to ask about.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook alerts\n  knotbook alerts add \"latex allergy\" --handling \"no gloves with latex\"\n  knotbook alerts add \"pain that wakes at night\" --level red-flag --handling \"doctor first\"\n  knotbook alerts edit wound --handling \"cover it\"\n  knotbook alerts archive fracture\n  knotbook alerts restore fracture"
)]
pub struct AlertsArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The whole list
    List,
    /// One more line
    Add {
        /// What must be known before a session
        what: String,
        /// stop, care, note or red-flag
        #[arg(long, default_value = "care", value_parser = level)]
        level: AlertKind,
        /// What follows from it; the desk sees only this
        #[arg(long, value_name = "WORDS")]
        handling: Option<String>,
    },
    /// Changes a line
    Edit {
        /// Its words, or their beginnings
        alert: String,
        /// The new words
        #[arg(long, value_name = "WORDS")]
        what: Option<String>,
        /// stop, care, note or red-flag
        #[arg(long, value_parser = level)]
        level: Option<AlertKind>,
        /// What follows from it; the desk sees only this
        #[arg(long, value_name = "WORDS")]
        handling: Option<String>,
    },
    /// It is not offered and not asked about any more; clients' alerts stay
    Archive {
        /// Its words, or their beginnings
        alert: String,
    },
    /// Out of the archive again
    Restore {
        /// Its words, or their beginnings
        alert: String,
    },
}

fn level(said: &str) -> Result<AlertKind, String> {
    AlertKind::from_word(said).ok_or_else(|| "a level is stop, care, note or red-flag".to_owned())
}

pub(super) fn run(args: &AlertsArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None | Some(Act::List) => list(desk, world),
        Some(Act::Add { what, level, handling }) => {
            let handling = handling.as_deref().map_or_else(Clean::default, Clean::line);
            let new = NewListedAlert { kind: *level, text: Clean::line(what), handling };
            deciding::put(&Change::Practice(PracticeChange::ListAlert(new)), false, desk, world)
        }
        Some(Act::Edit { alert, what, level, handling }) => {
            let seen = find(alert, false, desk)?;
            let mut new = seen.clone();
            new.text = what.as_deref().map_or(new.text, Clean::line);
            new.kind = level.unwrap_or(new.kind);
            new.handling = handling.as_deref().map_or(new.handling, Clean::line);
            save(&seen, new, desk, world)
        }
        Some(Act::Archive { alert }) => {
            let seen = find(alert, false, desk)?;
            save(&seen, ListedAlert { archived: true, ..seen.clone() }, desk, world)
        }
        Some(Act::Restore { alert }) => {
            let seen = find(alert, true, desk)?;
            save(&seen, ListedAlert { archived: false, ..seen.clone() }, desk, world)
        }
    }
}

fn save(seen: &ListedAlert, new: ListedAlert, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let fields = differences(seen, new);
    if fields.is_empty() {
        return Err(Stop::refused(format!("Nothing of “{}” was changed: say what, as in --handling \"keep off the area\".", seen.text)));
    }
    deciding::put(&Change::Practice(PracticeChange::EditListedAlert { id: seen.id, fields }), false, desk, world)
}

/// The line that is called so, or the only one that begins so, among those in use or among the archived ones.
fn find(said: &str, archived: bool, desk: &Desk) -> Result<ListedAlert, Stop> {
    let mut shelf = desk.store.alert_list()?;
    shelf.retain(|one| one.archived == archived);
    let is = |one: &&ListedAlert| fold(one.text.as_str()) == fold(said);
    let fit: Vec<&ListedAlert> = shelf.iter().filter(|one| one.fits(said)).collect();
    match (fit.iter().copied().find(is), fit.as_slice()) {
        (Some(one), _) => Ok(one.clone()),
        (None, [one]) => Ok((*one).clone()),
        (None, []) => Err(unknown(said, "alerts", archived, &shelf.iter().map(|one| one.text.as_str()).collect::<Vec<_>>())),
        (None, several) => {
            let words: Vec<&str> = several.iter().map(|one| one.text.as_str()).collect();
            Err(Stop::refused(format!("Several begin with “{said}”: {}. Say more of it.", words.join(", "))))
        }
    }
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let all = desk.store.alert_list()?;
    if desk.json {
        let one = |one: &ListedAlert| json!({"id": one.id.0, "level": one.kind.word(), "what": one.text, "handling": one.handling, "archived": one.archived});
        return world.json(&json!({"alerts": all.iter().map(one).collect::<Vec<Value>>()}));
    }
    if all.is_empty() {
        return world
            .say("The list is empty. “knotbook alerts add \"latex allergy\" --handling \"no gloves with latex\"” adds the first line.");
    }
    let row =
        |one: &ListedAlert| vec![one.kind.marked().to_owned(), one.text.to_string(), one.handling.to_string(), archived_word(one.archived)];
    world.say_all(columns(&all.iter().map(row).collect::<Vec<_>>()))
}
