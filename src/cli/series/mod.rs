//! Standing appointments: made, shown, changed and ended; each act over the doors the screens use.
mod add;
mod change;
mod doing;
mod end;
mod list;
mod preview;
mod show;
mod skip;
mod weigh;
mod which;

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::world::{Stop, World};

/// Standing appointments.
#[derive(Debug, Args)]
#[command(
    after_help = "Where something stands against a date, nothing is done and the dates are named; --on-conflict and --anyway say what\nbecomes of them, --dry-run shows all of it before. One date alone is an appointment like any other: “knotbook move”,\n“knotbook cancel”.\n\nExamples:\n  knotbook series add maria smith every 2 weeks tue 10:00 x8 @dana\n  knotbook series list --ends-soon\n  knotbook series move 3 --from \"15 dec\" thu 14:30\n  knotbook series skip 3 22 dec..5 jan --at-end\n  knotbook series extend 3 4 more\n  knotbook series preview --rule \"FREQ=WEEKLY;INTERVAL=2;COUNT=8\" --from 2026-11-24T10:00\n  knotbook series preview --rule \"FREQ=MONTHLY;BYDAY=1MO\" --from 2026-12-07T09:00 --until 2027-06-30"
)]
pub struct SeriesArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Those that are still to come
    List(list::ListArgs),
    /// One with all its dates
    Show(show::ShowArgs),
    /// The dates of a rule, without looking into a book
    Preview(preview::PreviewArgs),
    /// Make one
    Add(Box<add::AddArgs>),
    /// Move or change its dates from one on
    Move(Box<change::MoveArgs>),
    /// Some dates do not happen
    Skip(skip::SkipArgs),
    /// Book a date that was skipped or is to decide
    Fill(skip::FillArgs),
    /// Call off its dates from one on
    End(end::EndArgs),
    /// More dates, or another end
    Extend(end::ExtendArgs),
    /// Another therapist takes over
    HandOver(change::HandOverArgs),
    /// Put back what was called off
    Restore(end::RestoreArgs),
}

/// Does what needs no book; `None`: a book is needed.
pub(super) fn without_a_book(args: &SeriesArgs, json: bool, world: &mut World<'_>) -> Option<Result<(), Stop>> {
    match &args.act {
        Act::Preview(args) => Some(preview::run(args, json, world)),
        Act::List(_)
        | Act::Show(_)
        | Act::Add(_)
        | Act::Move(_)
        | Act::Skip(_)
        | Act::Fill(_)
        | Act::End(_)
        | Act::Extend(_)
        | Act::HandOver(_)
        | Act::Restore(_) => None,
    }
}

pub(super) fn run(args: &SeriesArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        Act::List(args) => list::run(args, desk, world),
        Act::Show(args) => show::run(args, desk, world),
        Act::Preview(args) => preview::run(args, desk.json, world),
        Act::Add(args) => add::run(args, desk, world),
        Act::Move(args) => change::run(args, desk, world),
        Act::Skip(args) => skip::run(args, desk, world),
        Act::Fill(args) => skip::fill(args, desk, world),
        Act::End(args) => end::run(args, desk, world),
        Act::Extend(args) => end::extend(args, desk, world),
        Act::HandOver(args) => change::hand_over(args, desk, world),
        Act::Restore(args) => end::restore(args, desk, world),
    }
}
