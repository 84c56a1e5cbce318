//! Where an appointment stands: confirming, arriving, cancelling, and back.
use clap::{Args, ValueEnum};

use super::desk::Desk;
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::{self, CancelledBy, Status};
use crate::domain::change::{Anyway, BookChange, Change, Step};
use crate::domain::refusal::{Refusal, uncapitalize};
use crate::domain::text::Clean;

/// Cancels an appointment, or lifts it out of the book to be booked again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook cancel smith --by client --reason ill\n  knotbook cancel 12 --by practice --to-rebook")]
pub struct CancelArgs {
    /// Its number, or the client whose only upcoming one it is
    appointment: String,
    /// Who calls it off
    #[arg(long, value_enum)]
    by: By,
    /// Why, in a word
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// It waits for a new time instead of being off
    #[arg(long)]
    to_rebook: bool,
}

/// Sets where an appointment stands.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook status smith arrive\n  knotbook status 12 no-show\n  knotbook status 12 back         one step back"
)]
pub struct StatusArgs {
    /// Its number, or the client whose only upcoming one it is
    appointment: String,
    /// What happened
    #[arg(value_enum)]
    to: To,
    /// Put it back in spite of what speaks against it, and say why
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
    /// Begin the session in spite of a STOP alert, and say why
    #[arg(long, value_name = "REASON")]
    stop_reason: Option<String>,
}

/// Who calls an appointment off.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum By {
    /// The client
    Client,
    /// The practice
    Practice,
}

/// A step.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    /// The client says they will come
    Confirm,
    /// The client is here
    Arrive,
    /// The session begins
    Start,
    /// The session is over
    Done,
    /// The client did not come
    NoShow,
    /// One step back
    Back,
    /// Back into the book
    Booked,
}

pub(super) fn cancel(args: &CancelArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let old = whom::appointment(desk, &args.appointment, |one| one.status.is_expected() || one.status == Status::Arrived)?;
    let by = match args.by {
        By::Client => CancelledBy::Client,
        By::Practice => CancelledBy::Practice,
    };
    let late = desk.directory.practice.late_cancel_hours;
    let to = if args.to_rebook { Status::ToRebook } else { status::cancelled(by, old.span.from(), desk.now, late) };
    let cancel = Some((by, Clean::line(&args.reason)));
    let cause = Cause { cancel, ..Cause::default() };
    step(&old, to, cause, desk, world)
}

pub(super) fn run(args: &StatusArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let old = whom::appointment(desk, &args.appointment, |one| fits(one, args.to))?;
    let to = match args.to {
        To::Confirm => Status::Confirmed,
        To::Arrive => Status::Arrived,
        To::Start => Status::InSession,
        To::Done => Status::Done,
        To::NoShow => Status::NoShow,
        To::Booked => Status::Booked,
        To::Back => old
            .real
            .back_from(old.status)
            .ok_or_else(|| Stop::refused("It is booked, and nothing comes before that. “knotbook cancel” calls it off."))?,
    };
    let placed = |old: &Appointment, desk: &Desk| desk.store.judge(&old.slot(), Some(old.id), desk.now);
    let anyway = match args.anyway.as_deref().filter(|_| to.holds() && !old.status.holds()) {
        Some(reason) => Some(Anyway { reason: Clean::line(reason), seen: placed(&old, desk)?.0 }),
        None => None,
    };
    let stop = args.stop_reason.as_deref().map(Clean::line).filter(|reason| !reason.is_empty());
    step(&old, to, Cause { anyway, stop, ..Cause::default() }, desk, world)
}

/// Which of a client's appointments a step can be meant for.
fn fits(one: &Appointment, to: To) -> bool {
    match to {
        To::Confirm => one.status == Status::Booked,
        To::Arrive | To::NoShow => one.status.is_expected(),
        To::Start => one.status.is_expected() || one.status == Status::Arrived,
        To::Done => one.status.holds() && one.status != Status::Done,
        To::Back => one.status != Status::Booked,
        To::Booked => !one.status.holds(),
    }
}

/// What was said with a step.
#[derive(Default)]
struct Cause {
    cancel: Option<(CancelledBy, Clean)>,
    anyway: Option<Anyway>,
    stop: Option<Clean>,
}

fn step(old: &Appointment, to: Status, cause: Cause, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if let Some(why) = status::why_not(old.status, to, old.span.from(), desk.now) {
        return Err(Refusal::Step(format!("{}: {}", old.client_name, uncapitalize(&why))).into());
    }
    let step = Step { id: old.id, seen: old.status, to, at: desk.now, cancel: cause.cancel, anyway: cause.anyway, stop: cause.stop };
    let applied = desk.apply(&Change::Book(BookChange::Step(step)))?;
    desk.done(&applied, world)
}
