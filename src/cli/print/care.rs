//! On paper what only those who treat may read: a note, a client's file, a therapist's day.
use chrono::NaiveDate;
use clap::Args;

use super::{Form, give};
use crate::cli::desk::Desk;
use crate::cli::note::pick;
use crate::cli::plan::record;
use crate::cli::whom;
use crate::cli::world::{Stop, World};
use crate::domain::refusal::Refusal;
use crate::exchange::paper::{self, Paper, Visit};

#[derive(Debug, Args)]
pub(super) struct NoteArgs {
    /// A part of the client's name, the phone or the number; or an appointment, as #12
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The day of the session [default: the newest note]
    #[arg(long = "for", alias = "when", value_name = "DAY")]
    when: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Args)]
pub(super) struct ClientArgs {
    /// A part of the client's name, the phone, or the number
    #[arg(value_name = "CLIENT")]
    client: String,
    #[command(flatten)]
    form: Form,
}

pub(super) fn note(args: &NoteArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let (name, note) = pick(&args.client, args.when.as_deref(), desk)?;
    let page = desk.write(|pen| paper::note(pen, &name, &note));
    print(&page, &args.form, desk, world)
}

pub(super) fn client(args: &ClientArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.needs_care("print a client's file")?;
    let client = whom::client(desk, &args.client, true)?;
    let card = desk.store.client(client.id, desk.now)?.ok_or(Refusal::Gone { what: "client" })?;
    let record = record(client.id, desk)?;
    let page = desk.write(|pen| paper::client(pen, &card, &record));
    print(&page, &args.form, desk, world)
}

/// The day of who is at the keyboard.
pub(super) fn day(date: NaiveDate, form: &Form, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let (day, care) = (desk.store.day(date)?, desk.store.day_care(date, desk.now)?);
    let mut visits = Vec::new();
    for entry in day.entries.iter().filter(|entry| entry.appointment.staff == desk.me && entry.appointment.status.holds()) {
        let id = entry.appointment.id;
        let line = care.iter().find(|(of, _)| *of == id).map(|(_, line)| line);
        visits.push(Visit { entry, glance: desk.store.glance(id)?, care: line });
    }
    let page = desk.write(|pen| paper::day(pen, date, desk.me, &visits));
    print(&page, form, desk, world)
}

fn print(page: &Paper, form: &Form, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let printed = if form.html { paper::html(page) } else { paper::text(page, form.ascii || desk.directory.practice.look.ascii) };
    give(&printed, form, desk, world)
}
