//! Session notes: shown, written as drafts, signed, and added to once they are signed.
mod add;
mod amend;
mod show;
mod sign;
mod which;

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::world::{Stop, World};

pub(super) use show::{note_json, pick};

/// Session notes.
#[derive(Debug, Args)]
#[command(
    after_help = "A line is one thing: “L utrap 7>3 @temple ic60”, “nrs 6>3”, “next recheck lev”, “s: slept badly”. Whatever is not\nunderstood is refused with its line, its word and what it could be, and nothing is written. A draft can be gone on with until\nit is signed; a signed note is only added to.\n\nExamples:\n  knotbook note show smith\n  printf 'L utrap 7>3 @temple ic60\\nnrs 6>3\\n' | knotbook note add smith\n  knotbook note add smith --for \"yesterday 14:00\" < lines.txt\n  knotbook note sign smith\n  knotbook note amend smith \"bruise seen the day after\" --why \"the client rang\""
)]
pub struct NoteArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The newest note of a client, or that of a day
    Show(show::ShowArgs),
    /// Lines on the standard input become a draft, or go on with it
    Add(add::AddArgs),
    /// Sign what is written; the session is done with it
    Sign(sign::SignArgs),
    /// Add to a signed note
    Amend(amend::AmendArgs),
}

/// Which session a note is about.
#[derive(Debug, Args)]
struct OfArgs {
    /// A part of the client's name, the phone or the number; or an appointment, as #12
    #[arg(value_name = "WHO")]
    who: String,
    /// The session's day, and the time where there were several [default: the newest that has begun]; with --visit when it was
    #[arg(long = "for", value_name = "WHEN")]
    when: Option<String>,
    /// A visit that was never booked
    #[arg(long)]
    visit: bool,
}

pub(super) fn run(args: &NoteArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        Act::Show(args) => show::run(args, desk, world),
        Act::Add(args) => add::run(args, desk, world),
        Act::Sign(args) => sign::run(args, desk, world),
        Act::Amend(args) => amend::run(args, desk, world),
    }
}
