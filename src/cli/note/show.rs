//! Notes on the plain terminal.
use clap::Args;
use serde_json::{Value, json};

use super::which;
use crate::cli::desk::{Desk, stamp_words};
use crate::cli::whom;
use crate::cli::world::{Stop, World};
use crate::domain::care::finding::Nrs;
use crate::domain::care::note::{Draft, Note, Unsigned, Written};
use crate::domain::care::shorthand;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::exchange::paper::{draft_blocks, note_blocks, text_of};

/// The newest note of a client, or that of a day; what is written and not signed stands before it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook note show smith\n  knotbook note show smith --for \"12 may\"\n  knotbook note show smith --all --json"
)]
pub(super) struct ShowArgs {
    /// A part of the client's name, the phone or the number; or an appointment, as #12
    #[arg(value_name = "WHO")]
    who: String,
    /// The day of the session
    #[arg(long = "for", alias = "when", value_name = "DAY", conflicts_with = "all")]
    when: Option<String>,
    /// Every note, newest first
    #[arg(long)]
    all: bool,
    /// Those that were struck out, too
    #[arg(long)]
    struck: bool,
}

pub(super) fn run(args: &ShowArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("read session notes")?;
    let session = which::numbered(&args.who, desk)?;
    let (client, name) = if let Some(session) = &session {
        (session.client, session.client_name.clone())
    } else {
        let client = whom::client(desk, &args.who, true)?;
        (client.id, client.name)
    };
    let day = args.when.as_deref().map(|when| which::past_day(when, desk)).transpose()?;
    let mut notes = desk.store.notes(client, args.struck)?;
    notes.retain(|note| session.as_ref().is_none_or(|session| note.appointment == Some(session.id)));
    notes.retain(|note| day.is_none_or(|day| note.at.date() == day));
    let mut drafts: Vec<(Unsigned, Draft)> = Vec::new();
    for one in desk.store.unsigned(desk.now)?.into_iter().filter(|one| one.draft && one.client == client) {
        let is_meant = session.as_ref().is_none_or(|session| one.of == crate::domain::care::note::NoteOf::Session(session.id));
        if is_meant && day.is_none_or(|day| one.at.date() == day) {
            drafts.extend(desk.store.note_draft(one.of)?.map(|draft| (one, draft)));
        }
    }
    if day.is_none() && !args.all && session.is_none() {
        notes.truncate(1);
    }
    if notes.is_empty() && drafts.is_empty() {
        let when = day.map(|day| format!(" of {}", say::full_day(day))).unwrap_or_default();
        return Err(Stop::refused(format!("{name} has no note{when}. “knotbook note add” takes its lines.")));
    }
    if desk.json {
        return world.json(&json!({
            "client": {"id": client.0, "name": name},
            "drafts": drafts.iter().map(|(of, draft)| draft_json(of, draft, desk)).collect::<Vec<Value>>(),
            "notes": notes.iter().map(|note| note_json(note, desk)).collect::<Vec<Value>>(),
        }));
    }
    world.say(name)?;
    let blocks = desk.write(|pen| {
        let drafts = drafts.iter().flat_map(|(of, draft)| draft_blocks(pen, &say::moment(of.at, desk.year()), draft));
        drafts.chain(notes.iter().flat_map(|note| note_blocks(pen, note))).collect::<Vec<_>>()
    });
    world.say_all(text_of(&blocks))
}

/// One signed note of a client: the newest, that of a day, or that of an appointment; with the client's name.
pub(in crate::cli) fn pick(who: &str, when: Option<&str>, desk: &Desk) -> Result<(Clean, Note), Stop> {
    desk.needs_care("read session notes")?;
    let session = which::numbered(who, desk)?;
    let (client, name) = if let Some(session) = &session {
        (session.client, session.client_name.clone())
    } else {
        let client = whom::client(desk, who, true)?;
        (client.id, client.name)
    };
    let day = when.map(|when| which::past_day(when, desk)).transpose()?;
    let mut notes = desk.store.notes(client, false)?;
    notes.retain(|note| session.as_ref().is_none_or(|session| note.appointment == Some(session.id)));
    notes.retain(|note| day.is_none_or(|day| note.at.date() == day));
    if day.is_some() && notes.len() > 1 {
        let each = notes.iter().filter_map(|note| note.appointment.map(|id| format!("  #{}  {}", id.0, say::moment(note.at, desk.year()))));
        let lines: Vec<String> = [format!("{name} has several notes of that day. Say which:")].into_iter().chain(each).collect();
        return Err(Stop::refused(lines.join("\n")));
    }
    let when = day.map(|day| format!(" of {}", say::full_day(day))).unwrap_or_default();
    let none = format!("{name} has no signed note{when}. “knotbook note show --all” lists what there is.");
    notes.into_iter().next().map(|note| (name, note)).ok_or_else(|| Stop::refused(none))
}

pub(in crate::cli) fn note_json(note: &Note, desk: &Desk) -> Value {
    let moment = |at| stamp_words(desk.store.local(at));
    let amendments: Vec<Value> = note
        .amendments
        .iter()
        .map(|added| json!({"text": added.text, "why": added.why, "by": desk.directory.staff_short(added.by), "at": moment(added.at)}))
        .collect();
    let mut value = written_json(&note.written);
    value["id"] = json!(note.id.0);
    value["uid"] = json!(note.uid);
    value["appointment"] = json!(note.appointment.map(|id| id.0));
    value["at"] = json!(stamp_words(note.at));
    value["signed"] = json!(moment(note.signed));
    value["by"] = json!(desk.directory.staff_short(note.by));
    value["before"] = json!(note.before.map(Nrs::get));
    value["after"] = json!(note.after.map(Nrs::get));
    value["amendments"] = json!(amendments);
    value["struck_out"] = note.struck.as_ref().map_or(Value::Null, |struck| json!({"why": struck.why, "at": moment(struck.at)}));
    value
}

fn draft_json(of: &Unsigned, draft: &Draft, desk: &Desk) -> Value {
    let mut value = written_json(&draft.written);
    value["appointment"] = json!(super::add::appointment(of.of));
    value["at"] = json!(stamp_words(of.at));
    value["kept"] = json!(stamp_words(desk.store.local(draft.at)));
    value["by"] = json!(draft.by.map(|by| desk.directory.staff_short(by)));
    value
}

fn written_json(written: &Written) -> Value {
    let lines: Vec<Value> = written
        .lines
        .as_str()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| json!({"line": line, "says": shorthand::read(line).map(|read| shorthand::say(&read)).ok()}))
        .collect();
    json!({
        "lines": lines, "subjective": written.subjective, "objective": written.objective, "assessment": written.assessment,
        "plan_text": written.plan_text, "plan": written.plan.plan().map(|plan| plan.0),
    })
}
