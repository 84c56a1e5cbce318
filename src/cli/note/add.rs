//! Lines from the standard input become a draft, or go on with the one that is there.
use std::io::Read;

use clap::Args;
use serde_json::{Value, json};

use super::{OfArgs, which};
use crate::cli::desk::Desk;
use crate::cli::world::{Stop, World};
use crate::domain::care::note::{Keep, Kept, LONGEST_PART, NoteOf, Written};
use crate::domain::care::shorthand;
use crate::domain::care::visit::CountsFor;
use crate::domain::ids::PlanId;
use crate::domain::text::Clean;

/// Lines on the standard input become a draft, or go on with it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  printf 'L utrap 7>3 @temple ic60\\nnext recheck lev\\n' | knotbook note add smith\n  knotbook note add \"#1234\" < lines.txt\n  knotbook note add smith --visit < lines.txt      a visit that was never booked\n  knotbook note add smith --visit --for \"yesterday 10:00\" < lines.txt"
)]
pub(super) struct AddArgs {
    #[command(flatten)]
    of: OfArgs,
    /// The treatment plan it belongs to, by its number [default: the open one]
    #[arg(long, value_name = "NUMBER")]
    plan: Option<i64>,
    /// Go on with it though another window writes in it
    #[arg(long)]
    take_over: bool,
}

pub(super) fn run(args: &AddArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("write session notes")?;
    let wanted = which::session(&args.of, desk)?;
    if world.ask.is_some() {
        world.aside("One thing a line; an empty one (Ctrl-D) ends.");
    }
    let lines = lines(world)?;
    let session = desk.store.session(wanted.of, desk.now)?;
    let before = session.draft.as_ref().map(|draft| draft.written.clone()).unwrap_or_default();
    which::refuse_other_visit(&wanted, session.draft.as_ref(), desk)?;
    let plans = &session.glance.plans;
    let plan = match args.plan {
        Some(number) if !plans.iter().any(|plan| plan.id == PlanId(number)) => {
            return Err(Stop::refused(format!("Plan {number} is none of this client's. “knotbook plan list” shows them.")));
        }
        Some(number) => CountsFor::Plan(PlanId(number)),
        None => before.plan.among(plans).or(session.usual_plan(desk.now)),
    };
    let joined: Vec<&str> =
        [before.lines.as_str()].into_iter().filter(|text| !text.is_empty()).chain(lines.iter().map(String::as_str)).collect();
    let theirs = session.draft.as_ref().filter(|draft| draft.holder.is_empty()).and_then(|draft| draft.by);
    let theirs = theirs.filter(|by| !args.take_over && desk.me != *by);
    if let Some(by) = theirs {
        let who = desk.directory.staff_short(by);
        return Err(Stop::refused(format!("{who} began that note. --take-over goes on with it as yours. Nothing was written.")));
    }
    let written = Written { lines: Clean::text(&joined.join("\n")), plan, ..before.clone() };
    let keep = Keep { of: wanted.of, seen: before, written, visited: wanted.visited, take_over: args.take_over };
    match desk.store.keep_note(&keep, "", desk.stamp())? {
        Kept::Yes => {}
        Kept::Changed { .. } => {
            return Err(Stop::refused("That note was changed in another window this very moment. Nothing was written; try it again."));
        }
        Kept::HeldElsewhere { by, at } => {
            let who = by.map_or("Somebody", |by| desk.directory.staff_short(by));
            let since = desk.store.local(at).format("%H:%M");
            return Err(Stop::refused(format!(
                "{who} writes in that note in another window (last {since}). Close it there, or add --take-over. Nothing was written."
            )));
        }
        Kept::Signed => {
            return Err(Stop::refused(format!(
                "The note of {} is signed already. Add to it with “knotbook note amend”; a visit that was not booked takes --visit. Nothing was written.",
                wanted.words
            )));
        }
    }
    if desk.json {
        let said: Vec<Value> = lines.iter().map(|line| json!({"line": line, "says": says(line)})).collect();
        return world.json(&json!({
            "done": "draft", "client": wanted.client.0, "appointment": appointment(wanted.of), "added": said, "lines": keep.written.lines, "plan": keep.written.plan.plan().map(|plan| plan.0),
        }));
    }
    let what = if session.draft.is_some() { "Went on with the draft" } else { "Began a draft" };
    world.say(format!("{what} of {}", wanted.words))?;
    world.say_all(lines.iter().map(|line| format!("  {}", says(line))))?;
    world.say("  “knotbook note sign” signs it")
}

pub(super) fn appointment(of: NoteOf) -> Option<i64> {
    match of {
        NoteOf::Session(id) => Some(id.0),
        NoteOf::Visit(_) => None,
    }
}

fn says(line: &str) -> String {
    shorthand::read(line).map(|read| shorthand::say(&read)).unwrap_or_default()
}

/// What was given to read, each line in its one form. Refuses all that are not understood, by line, word and candidates.
fn lines(world: &mut World<'_>) -> Result<Vec<String>, Stop> {
    let mut bytes = Vec::new();
    let most = LONGEST_PART * 4 + 1;
    world.input.take(most as u64).read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).ok().filter(|text| text.len() < most);
    let text = text.ok_or_else(|| Stop::refused("That is no note: it is too long, or no text (UTF-8). Nothing was written."))?;
    let (mut lines, mut refused) = (Vec::new(), Vec::new());
    for (row, read) in shorthand::read_all(&text) {
        match read {
            Ok(line) => lines.push(shorthand::print(&line)),
            Err(unclear) => {
                let mut sentence = format!("Line {}: {unclear}", row + 1);
                if !sentence.ends_with(['.', '?']) {
                    sentence.push('.');
                }
                if !unclear.candidates.is_empty() {
                    sentence = format!("{sentence}\n  in the place of “{}”: {}", unclear.word, unclear.candidates.join(", "));
                }
                refused.push(sentence);
            }
        }
    }
    if !refused.is_empty() {
        return Err(Stop::refused(format!("{}\nNothing was written.", refused.join("\n"))));
    }
    if lines.is_empty() {
        let sentence = "No lines came in, so nothing was written. Give them on the standard input: knotbook note add smith < lines.txt";
        return Err(Stop::refused(sentence));
    }
    Ok(lines)
}
