//! Signing the draft that is there.
use clap::Args;
use serde_json::json;

use super::which::{self, Wanted};
use super::{OfArgs, add};
use crate::cli::desk::Desk;
use crate::cli::whom;
use crate::cli::world::{Stop, World};
use crate::domain::care::change::{CareChange, Signing};
use crate::domain::care::note::NoteOf;
use crate::domain::change::Change;
use crate::domain::wording::say;

/// Sign what is written; the session is done with it. A signed note stays: it is added to, never changed or taken back.
#[derive(Debug, Args)]
#[command(
    after_help = "Without --for it is the client's only draft.\n\nExamples:\n  knotbook note sign smith\n  knotbook note sign smith --for yesterday"
)]
pub(super) struct SignArgs {
    #[command(flatten)]
    of: OfArgs,
}

pub(super) fn run(args: &SignArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("sign session notes")?;
    let wanted = wanted(&args.of, desk)?;
    let Some(draft) = desk.store.note_draft(wanted.of)? else {
        return Err(Stop::refused(format!(
            "Nothing is written for {} yet. “knotbook note add” takes its lines; “knotbook note show” shows what is signed.",
            wanted.words
        )));
    };
    which::refuse_other_visit(&wanted, Some(&draft), desk)?;
    if !draft.holder.is_empty() {
        return Err(Stop::refused(
            "That note is open in another window. Sign it there, or close it there first; after a crash, “knotbook note add --take-over” goes on with it.",
        ));
    }
    let signing = Signing { of: wanted.of, written: draft.written, at: None };
    let applied = desk.apply(&Change::Care(CareChange::Sign(Box::new(signing))))?;
    let note = desk.store.notes(wanted.client, false)?.into_iter().max_by_key(|note| note.id);
    if desk.json {
        let note = note.map(|note| super::note_json(&note, desk));
        return world.json(&json!({
            "done": applied.words, "change": applied.change.0, "appointment": add::appointment(wanted.of), "note": note,
        }));
    }
    world.say(&applied.words)?;
    world.say("  “knotbook note amend” adds to it; it is not taken back")
}

/// The session named, or the one of the client's only draft.
fn wanted(args: &OfArgs, desk: &Desk) -> Result<Wanted, Stop> {
    if args.when.is_some() || args.visit || args.who.trim().starts_with('#') {
        return which::session(args, desk);
    }
    let client = whom::client(desk, &args.who, true)?;
    let drafts: Vec<_> = desk.store.unsigned(desk.now)?.into_iter().filter(|one| one.draft && one.client == client.id).collect();
    match drafts.as_slice() {
        [] => which::session(args, desk),
        [one] => Ok(match one.of {
            NoteOf::Visit(of) => Wanted { of: NoteOf::Visit(of), ..Wanted::visit(client.id, &client.name, None) },
            NoteOf::Session(_) => {
                let words = format!("{}, {}", client.name, say::moment(one.at, desk.year()));
                Wanted { of: one.of, client: client.id, words, visited: None }
            }
        }),
        several => {
            let each = several.iter().map(|one| match one.of {
                NoteOf::Session(id) => format!("  #{}  {}", id.0, say::moment(one.at, desk.year())),
                NoteOf::Visit(_) => "  --visit  a visit that was not booked".to_owned(),
            });
            let lines: Vec<String> = [format!("{} has several drafts. Say which:", client.name)].into_iter().chain(each).collect();
            Err(Stop::refused(lines.join("\n")))
        }
    }
}
