//! Standing appointments.
mod preview;

use clap::{Args, Subcommand};

use super::world::{Stop, World};

/// Standing appointments.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook series preview --rule \"FREQ=WEEKLY;INTERVAL=2;COUNT=8\" --from 2026-11-24T10:00\n  knotbook series preview --rule \"FREQ=MONTHLY;BYDAY=1MO\" --from 2026-12-07T09:00 --until 2027-06-30"
)]
pub struct SeriesArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The dates of a rule, without looking into a book
    Preview(preview::PreviewArgs),
}

/// Does what needs no book.
pub(super) fn run(args: &SeriesArgs, json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        Act::Preview(args) => preview::run(args, json, world),
    }
}
