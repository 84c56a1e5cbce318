//! Keeping the file: copies, bringing one back, looking through it.
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::desk::Desk;
use super::world::{Stop, World};
use crate::domain::change::Stamp;
use crate::domain::people::keyboard::at_keyboard;
use crate::domain::practice::role::RESTORES;
use crate::domain::wording::say;
use crate::store::{Checked, Copy, Second, Store, check_file, restore as bring_back};

/// Makes a checked copy of the whole book.
#[derive(Debug, Args)]
#[command(
    after_help = "Without a name the copy goes into the folder “backups” beside the file.\n\nExamples:\n  knotbook backup\n  knotbook backup /media/stick/practice.knot\n  knotbook backup --list"
)]
pub struct BackupArgs {
    /// The copy's file; it must not be there yet
    #[arg(value_name = "FILE", conflicts_with = "list")]
    target: Option<PathBuf>,
    /// Show the copies beside the file
    #[arg(long)]
    list: bool,
}

/// Brings a copy back.
#[derive(Debug, Args)]
#[command(
    after_help = "What the file holds now is copied first, so that nothing is lost.\n\nExample:\n  knotbook restore ~/.local/share/knotbook/backups/practice-2026-11-23.knot"
)]
pub struct RestoreArgs {
    /// The copy
    #[arg(value_name = "FILE")]
    pub(super) copy: PathBuf,
    /// Do not ask
    #[arg(long)]
    pub(super) yes: bool,
}

/// Looks through the whole file for damage.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// A copy instead of the practice's file
    #[arg(value_name = "FILE")]
    pub(super) copy: Option<PathBuf>,
}

pub(super) fn backup(args: &BackupArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if args.list {
        return list(desk, world);
    }
    let name = || {
        let stem = desk.store.file().file_stem().map_or_else(|| "practice".into(), |stem| stem.to_string_lossy().into_owned());
        let stamp = desk.at.format("%Y-%m-%d-%H%M%S");
        desk.store.file().with_file_name("backups").join(format!("{stem}-{stamp}.knot"))
    };
    let target = args.target.clone().unwrap_or_else(name);
    if target.exists() {
        return Err(Stop::refused(format!("{} is there already and was left as it is. Name another file for the copy.", target.display())));
    }
    let copy = desk.store.backup_to(&target)?;
    let second = if args.target.is_none() { desk.store.backup_second(desk.today()) } else { Ok(None) };
    // The copy is made; that the second is not must be said, and is no reason to say that this one failed.
    let second = second.unwrap_or_else(|why| {
        world.aside(&why);
        None
    });
    if desk.json {
        let mut value = copy_json(&copy);
        value["second"] = second.as_ref().map_or(Value::Null, copy_json);
        return world.json(&value);
    }
    if let Some(second) = &second {
        world.say(format!("Second copy of today: {} ({}), checked too.", second.file.display(), say::bytes(second.size)))?;
    }
    world.say(format!("Copied the book to {} ({}), and the copy was checked.", copy.file.display(), say::bytes(copy.size)))?;
    world.say(format!("  “knotbook restore {}” brings it back", copy.file.display()))
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let copies = desk.store.copies()?;
    let second = desk.store.second()?;
    if desk.json {
        let newest = second.as_ref().and_then(|second| second.newest.as_ref()).map(|(_, copy)| copy_json(copy));
        let folder = second.as_ref().map(|second| second.folder.display().to_string());
        let copies = copies.iter().map(copy_json).collect::<Vec<Value>>();
        return world.json(&json!({"copies": copies, "second": {"folder": folder, "newest": newest}}));
    }
    if copies.is_empty() {
        return world.say("No copies yet. “knotbook backup” makes one; the open program makes one a day by itself.");
    }
    world.say_all(copies.iter().map(|copy| format!("{:>9}  {}", say::bytes(copy.size), copy.file.display())))?;
    world.say(second_words(second.as_ref(), desk))
}

/// How old the newest copy outside this computer is, as far as the book knows.
fn second_words(second: Option<&Second>, desk: &Desk) -> String {
    let Some(second) = second else {
        return "No second folder is set, so every copy is on this computer. “knotbook practice --second-backup FOLDER” names one.".into();
    };
    let folder = second.folder.display();
    match &second.newest {
        _ if !second.is_there => format!("The second folder, {folder}, is not there now: plug the stick in or connect the share."),
        None => format!("The second folder, {folder}, holds no copy yet."),
        Some((date, copy)) => match (desk.today() - *date).num_days() {
            0 => format!("Second copy, of today: {}", copy.file.display()),
            days => {
                let days = usize::try_from(days).unwrap_or(0);
                format!("Second copy, {} old: {}", say::count(days, "day", "days"), copy.file.display())
            }
        },
    }
}

fn copy_json(copy: &Copy) -> Value {
    json!({"file": copy.file.display().to_string(), "bytes": copy.size})
}

/// Only an owner brings a copy back; into a file that cannot be read any more, anybody.
pub(super) fn may_restore(file: &Path, global: &Global, world: &World<'_>) -> Result<(), Stop> {
    let Some(directory) = file.exists().then(|| Store::open(file).and_then(|store| store.directory()).ok()).flatten().flatten() else {
        return Ok(());
    };
    let me = at_keyboard(&directory.staff, global.as_name.as_deref(), &world.os_user)?;
    directory.not_owner(me.viewer(), RESTORES).map_or(Ok(()), |why| Err(why.into()))
}

pub(super) fn restore(args: &RestoreArgs, file: &Path, world: &mut World<'_>) -> Result<(), Stop> {
    let copy = check_file(&args.copy)?;
    if let Some(problem) = copy.problems.first() {
        return Err(Stop::refused(format!("{} was not brought back: it is not sound. {problem} Take another copy.", args.copy.display())));
    }
    let now = if file.exists() { Some(Store::open(file)?.check()?) } else { None };
    if let Some(now) = now.filter(|_| !args.yes) {
        let question = format!(
            "This replaces {} in {}\nby {} of {}.\nWhat is there now is copied first. Go on?",
            holdings(&now),
            file.display(),
            holdings(&copy),
            args.copy.display()
        );
        match world.ask.as_mut().map(|ask| ask(&question)) {
            Some(true) => {}
            Some(false) => return Err(Stop::refused("Nothing was replaced.")),
            None => return Err(Stop::refused(format!("{question}\nNothing was replaced: say --yes to go on."))),
        }
    }
    let stamp = Stamp { at: world.now, by: None };
    let before = bring_back(file, &args.copy, stamp, &world.now.format("%Y-%m-%d-%H%M%S").to_string())?;
    world.say(format!("Brought back {} from {}.", holdings(&copy), args.copy.display()))?;
    match before {
        Some(before) => world.say(format!("  what was there before is in {}", before.file.display())),
        None => Ok(()),
    }
}

/// "512 clients and 20311 appointments".
fn holdings(checked: &Checked) -> String {
    let count = |n: u64, one: &str, many: &str| say::count(usize::try_from(n).unwrap_or(usize::MAX), one, many);
    format!("{} and {}", count(checked.clients, "client", "clients"), count(checked.appointments, "appointment", "appointments"))
}

pub(super) fn check(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    report(&desk.store.check()?, desk.store.file(), desk.json, world)
}

pub(super) fn check_copy(copy: &Path, json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    report(&check_file(copy)?, copy, json, world)
}

fn report(checked: &Checked, file: &Path, json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    if json {
        world.json(&json!({
            "file": file.display().to_string(), "clients": checked.clients, "appointments": checked.appointments,
            "acts": checked.changes, "problems": checked.problems,
        }))?;
    }
    if checked.problems.is_empty() {
        return if json { Ok(()) } else { world.say(format!("{} is sound: {}.", file.display(), holdings(checked))) };
    }
    let mut lines = vec![format!("{} is not sound:", file.display())];
    lines.extend(checked.problems.iter().map(|problem| format!("  {problem}")));
    lines.push("Keep the file as it is and bring back the newest sound copy: “knotbook backup --list”, then “knotbook restore”.".into());
    Err(Stop::refused(lines.join("\n")))
}
