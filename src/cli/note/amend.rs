//! Adding to a signed note.
use clap::Args;
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::care::change::CareChange;
use crate::domain::change::Change;
use crate::domain::text::Clean;

/// Add to a signed note; what was signed stays beside it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  knotbook note amend smith \"bruise seen the day after\" --why \"the client rang\"")]
pub(super) struct AmendArgs {
    /// A part of the client's name, the phone or the number; or an appointment, as #12
    #[arg(value_name = "WHO")]
    who: String,
    /// What is added
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// Why it is added
    #[arg(long, value_name = "REASON")]
    why: String,
    /// The day of the session [default: the newest note]
    #[arg(long = "for", alias = "when", value_name = "DAY")]
    when: Option<String>,
}

pub(super) fn run(args: &AmendArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("write session notes")?;
    let (_, note) = super::pick(&args.who, args.when.as_deref(), desk)?;
    let change = CareChange::Amend { note: note.id, text: Clean::text(&args.text.join(" ")), why: Clean::line(&args.why) };
    let applied = desk.apply(&Change::Care(change))?;
    if desk.json {
        let note = desk.store.note(note.id)?.map(|note| super::note_json(&note, desk));
        return world.json(&json!({"done": applied.words, "change": applied.change.0, "note": note}));
    }
    world.say(&applied.words)
}
