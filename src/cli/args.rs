//! The command line as it is said; each command's own arguments stand beside what it does.
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

use super::{
    absence, alerts, book, catalogue, clients, day, deciding, export, find, history, hours, import, keep, moving, note, offer, plan,
    practice, print, progress, rooms, series, services, setup, shell, staff, status, week,
};

/// The appointment book of a small massage practice. Without a command it opens the book.
#[derive(Debug, Parser)]
#[command(
    name = "knotbook",
    version,
    after_help = "Days and times are said in words: tomorrow, next tue, 24 nov, 14:30, pm, in 2 weeks.\n\nExamples:\n  knotbook                        open the book\n  knotbook today                  today's list\n  knotbook book smith tue pm      free times for a client\n  knotbook demo                   try a made-up practice\n\nEnds with 0 when done, 1 when refused (the reason is said), 2 when the command was not understood, 3 when the file\ncould not be used."
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct Global {
    /// The practice's file [default: practice.knot in knotbook's data folder]
    #[arg(long, global = true, env = "KNOTBOOK_FILE", hide_env_values = true, value_name = "PATH")]
    pub file: Option<PathBuf>,
    /// Who is at the keyboard [default: whose login this is, else the owner]
    #[arg(long = "as", global = true, env = "KNOTBOOK_AS", hide_env_values = true, value_name = "NAME")]
    pub as_name: Option<String>,
    /// Print the answer as JSON, for scripts
    #[arg(long, global = true)]
    pub json: bool,
    /// Write more into the log
    #[arg(long, global = true)]
    pub verbose: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Today's list
    Today(day::TodayArgs),
    /// The list of another day
    Day(day::DayArgs),
    /// The week of a day
    Week(week::WeekArgs),
    /// Find clients by name, phone or e-mail, and words in notes
    Find(find::FindArgs),
    /// The next free times
    Free(offer::FreeArgs),
    /// Book an appointment
    Book(book::BookArgs),
    /// Move an appointment, or several at once
    Move(moving::MoveArgs),
    /// Two appointments take each other's place
    Swap(moving::SwapArgs),
    /// Cancel an appointment
    Cancel(status::CancelArgs),
    /// Confirm, arrive, start, done, no-show, or a step back
    Status(status::StatusArgs),
    /// List, show, add, change and archive clients
    Clients(clients::ClientsArgs),
    /// Bring clients and appointments in from another program
    Import(import::ImportArgs),
    /// Write clients or appointments for another program
    Export(export::ExportArgs),
    /// The day, the week, a client's file or a note on paper
    Print(print::PrintArgs),
    /// Copy the whole book
    Backup(keep::BackupArgs),
    /// Bring a copy back
    Restore(keep::RestoreArgs),
    /// Look through the file for damage
    Check(keep::CheckArgs),
    /// What was done, by whom and when
    History(history::HistoryArgs),
    /// Take an act back
    Undo(history::UndoArgs),
    /// Bring back what you last took back
    Redo,
    /// Show or change the practice's settings
    Practice(practice::PracticeArgs),
    /// List, add, change and archive who works here
    Staff(staff::StaffArgs),
    /// List, add, change and archive what can be booked
    Services(services::ServicesArgs),
    /// List, add, change and archive rooms
    Rooms(rooms::RoomsArgs),
    /// List, add, change and archive what to look out for: alerts, red flags
    Alerts(alerts::AlertsArgs),
    /// Who works when: weekly hours and extra ones
    Hours(hours::HoursArgs),
    /// Time off, closures, rooms out of use, clients away, blocked time
    Absence(absence::AbsenceArgs),
    /// Standing appointments: list, make, move, skip, end, extend them
    Series(series::SeriesArgs),
    /// Appointments that the practice has changed around
    Decide(deciding::DecideArgs),
    /// Session notes: show, write, sign, add to them
    Note(note::NoteArgs),
    /// Treatment plans
    Plan(plan::PlanArgs),
    /// How a client's pain goes, in words
    Progress(progress::ProgressArgs),
    /// Muscles of the catalogue, by name, complaint, or where the pain is felt
    Muscles(catalogue::MusclesArgs),
    /// Regions of the body, and the muscles that refer there
    Regions(catalogue::RegionsArgs),
    /// Set a practice up in a new file
    Setup(setup::SetupArgs),
    /// Open a made-up practice, in a file of its own
    Demo(DemoArgs),
    /// All keys of the screens
    Keys,
    /// Whether your config.toml (colours and keys) is in order, and where it is
    Config(ConfigArgs),
    /// Completions for a shell
    Completions(shell::CompletionsArgs),
    /// The manual page
    Man(shell::ManArgs),
}

/// Colours and keys of this computer: where the file is, and what in it is not in order.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  knotbook config --example > ~/.config/knotbook/config.toml")]
pub struct ConfigArgs {
    /// Print a file with everything that can be said in it
    #[arg(long)]
    pub example: bool,
}

/// A made-up practice to try things in; nothing of it is real.
#[derive(Debug, ClapArgs)]
#[command(after_help = "It is made anew on another day, so that its book is always full around today.")]
pub struct DemoArgs {
    /// Only make the file
    #[arg(long)]
    pub fill_only: bool,
}
