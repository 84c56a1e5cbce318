//! The day or the week on paper; a client's file, or a note.
mod care;

use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::whole;
use crate::cli::world::{Stop, World};
use crate::domain::wording::when::read_day;
use crate::exchange::sheet::{Names, Sheet, html, text};

/// The day's or the week's list on paper, for the wall and for a power cut; a client's file or a note for those who treat.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing of alerts and notes is on the lists. With full names the phones are on them too: keep such a sheet out of sight.\nOnly a therapist who says so (--as) gets their day with alerts, last notes and what comes next; --list prints the plain list.\n\nExamples:\n  knotbook print day tomorrow | lp\n  knotbook print week --html -o week.html\n  knotbook print day --names initials --who dana\n  knotbook print week next mon --ascii -o week.txt --force\n  knotbook print day tomorrow --as dana\n  knotbook print client smith --html -o smith.html\n  knotbook print note smith --for \"12 may\""
)]
pub struct PrintArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One day [default: today]; with --as a therapist, that therapist's own with what the sessions need
    Day(SheetArgs),
    /// The week of a day [default: this week]
    Week(SheetArgs),
    /// A session note: the newest of a client, or that of a day
    Note(care::NoteArgs),
    /// A client's file: card, plans, progress in words, notes
    Client(care::ClientArgs),
}

#[derive(Debug, Args)]
struct SheetArgs {
    /// The day in words: tomorrow, next tue, 24 nov
    #[arg(value_name = "DAY")]
    when: Vec<String>,
    /// How much of a client stands on it
    #[arg(long, value_enum, default_value_t = NamesWord::Full)]
    names: NamesWord,
    /// Only this therapist
    #[arg(long, visible_alias = "therapist", value_name = "NAME")]
    who: Option<String>,
    /// The plain list, whoever prints it
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    form: Form,
}

/// How it is printed, and where it goes.
#[derive(Debug, Args)]
struct Form {
    /// A page for the browser to print, instead of plain text
    #[arg(long, conflicts_with = "ascii")]
    html: bool,
    /// Plain letters, for an old printer
    #[arg(long)]
    ascii: bool,
    /// Into this file instead of the terminal
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
}

/// How much of a client stands on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NamesWord {
    /// Name and phone
    Full,
    /// First letters, no phone
    Initials,
    /// Nothing of the client
    Hidden,
}

impl From<NamesWord> for Names {
    fn from(word: NamesWord) -> Self {
        match word {
            NamesWord::Full => Self::Full,
            NamesWord::Initials => Self::Initials,
            NamesWord::Hidden => Self::Hidden,
        }
    }
}

pub(super) fn run(args: &PrintArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let (args, week) = match &args.what {
        What::Day(args) => (args, false),
        What::Week(args) => (args, true),
        What::Note(args) => return care::note(args, desk, world),
        What::Client(args) => return care::client(args, desk, world),
    };
    let said = args.when.join(" ");
    let date = if said.is_empty() { desk.today() } else { read_day(&said, desk.today(), desk.directory.practice.order)? };
    let only = args.who.as_deref().map(|name| desk.therapist(name)).transpose()?;
    let own = only.is_none() || only == Some(desk.me);
    if !week && desk.named && own && !args.list && args.names == NamesWord::Full && desk.store.viewer().sees_care() {
        return care::day(date, &args.form, desk, world);
    }
    let first = if week { first_of_week(date, desk.directory.practice.week_starts) } else { date };
    let mut days = first.iter_days().take(if week { 7 } else { 1 }).map(|date| desk.store.day(date)).collect::<Result<Vec<_>, _>>()?;
    if week {
        // A Sunday on which nothing happens takes no paper.
        days.retain(|day| !day.entries.is_empty() || day.worked.iter().any(|worked| !worked.hours.is_empty()));
    }
    if days.is_empty() {
        return Err(Stop::refused("Nobody works in that week and nothing is in the book, so there is nothing to print."));
    }
    let sheet = Sheet { directory: &desk.directory, days: &days, only, names: args.names.into(), printed: desk.now };
    let form = &args.form;
    let printed = if form.html { html(&sheet) } else { text(&sheet, form.ascii || desk.directory.practice.look.ascii) };
    give(&printed, form, desk, world)
}

/// Into the file that was named, else to the terminal.
fn give(printed: &str, form: &Form, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let Some(out) = &form.out else {
        if desk.json {
            return world.json(&json!({"sheet": printed}));
        }
        return Ok(world.out.write_all(printed.as_bytes())?);
    };
    whole::write(out, form.force, |file| Ok(file.write_all(printed.as_bytes())?))?;
    if desk.json { world.json(&json!({"file": out.display().to_string()})) } else { world.say(format!("Wrote {}.", out.display())) }
}

fn first_of_week(date: NaiveDate, starts: Weekday) -> NaiveDate {
    let back = date.weekday().days_since(starts);
    date.checked_sub_days(Days::new(u64::from(back))).unwrap_or(date)
}
