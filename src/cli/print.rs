//! The day or the week on paper.
use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::desk::Desk;
use super::whole;
use super::world::{Stop, World};
use crate::domain::wording::when::read_day;
use crate::exchange::sheet::{Names, Sheet, html, text};

/// The day's or the week's list on paper, for the wall and for a power cut.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing of alerts and notes is on it. With full names the phones are on it too: keep that sheet out of sight.\n\nExamples:\n  knotbook print day tomorrow | lp\n  knotbook print week --html -o week.html\n  knotbook print day --names initials --who dana\n  knotbook print week next mon --ascii -o week.txt --force"
)]
pub struct PrintArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One day [default: today]
    Day(SheetArgs),
    /// The week of a day [default: this week]
    Week(SheetArgs),
}

#[derive(Debug, Args)]
struct SheetArgs {
    /// The day in words: tomorrow, next tue, 24 nov
    #[arg(value_name = "DAY")]
    when: Vec<String>,
    /// A page for the browser to print, instead of plain text
    #[arg(long, conflicts_with = "ascii")]
    html: bool,
    /// How much of a client stands on it
    #[arg(long, value_enum, default_value_t = NamesWord::Full)]
    names: NamesWord,
    /// Only this therapist
    #[arg(long, visible_alias = "therapist", value_name = "NAME")]
    who: Option<String>,
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
#[derive(Debug, Clone, Copy, ValueEnum)]
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
    };
    let said = args.when.join(" ");
    let date = if said.is_empty() { desk.today() } else { read_day(&said, desk.today(), desk.directory.practice.order)? };
    let only = args.who.as_deref().map(|name| desk.therapist(name)).transpose()?;
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
    let printed = if args.html { html(&sheet) } else { text(&sheet, args.ascii || desk.directory.practice.look.ascii) };
    let Some(out) = &args.out else {
        if desk.json {
            return world.json(&json!({"sheet": printed}));
        }
        return Ok(world.out.write_all(printed.as_bytes())?);
    };
    whole::write(out, args.force, |file| Ok(file.write_all(printed.as_bytes())?))?;
    if desk.json { world.json(&json!({"file": out.display().to_string()})) } else { world.say(format!("Wrote {}.", out.display())) }
}

fn first_of_week(date: NaiveDate, starts: Weekday) -> NaiveDate {
    let back = date.weekday().days_since(starts);
    date.checked_sub_days(Days::new(u64::from(back))).unwrap_or(date)
}
