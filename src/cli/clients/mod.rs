//! The clients: listing, showing, adding, changing, archiving.
mod show;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::book::refuse_doubles;
use super::desk::Desk;
use super::find;
use super::whom;
use super::world::{Stop, World};
use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::people::client::{Client, ClientField, NewClient};
use crate::domain::text::Clean;
use crate::domain::wording::line;
use crate::domain::wording::say;
use crate::domain::wording::when::read_birth;

/// The clients.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook clients list\n  knotbook clients add \"Maria Smith\" --phone 555-0134 --born \"4 mar 1985\"\n  knotbook clients edit smith --email maria@smith.example\n  knotbook clients show 12\n  knotbook clients archive 12"
)]
pub struct ClientsArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// All clients, by name
    List {
        /// Archived ones too
        #[arg(long)]
        archived: bool,
    },
    /// One client: alerts, upcoming and past appointments
    Show {
        /// A part of the name, the phone, or the number
        client: String,
    },
    /// A new client
    Add {
        name: String,
        #[command(flatten)]
        fields: Fields,
        /// Add them though somebody of that name or phone is in the book
        #[arg(long, value_name = "REASON")]
        anyway: Option<String>,
    },
    /// Changes a client; an empty text ("") clears a field
    Edit {
        /// A part of the name, the phone, or the number
        client: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Two entries of one person become one: everything of the second goes to the first
    Merge {
        /// The entry that stays: a part of the name, the phone, or the number
        keep: String,
        /// The entry that goes into it
        gone: String,
    },
    /// Puts a client into the archive: kept, but out of the way
    Archive {
        /// A part of the name, the phone, or the number
        client: String,
        /// Out of the archive again
        #[arg(long)]
        back: bool,
    },
}

#[derive(Debug, Args)]
struct Fields {
    /// What they like to be called
    #[arg(long, value_name = "NAME")]
    preferred: Option<String>,
    /// Several parted by commas
    #[arg(long, value_name = "NUMBERS")]
    phone: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Date of birth: "4 mar 1985", 1985-03-04
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// Who answers for a client under 18
    #[arg(long, value_name = "NAME")]
    guardian: Option<String>,
    /// The preferred therapist
    #[arg(long, value_name = "NAME")]
    therapist: Option<String>,
    /// The usual service
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// Pressure they like, 1 (light) to 5 (firm)
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u32).range(1..=5))]
    pressure: Option<u32>,
    /// When they like to come: "mornings", "tue pm, fri after 16:00"
    #[arg(long, value_name = "WORDS")]
    prefers: Option<String>,
    /// A note for the desk; never health
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(super) fn run(args: &ClientsArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        Act::List { archived } => find::list("", *archived, usize::MAX, desk, world),
        Act::Show { client } => show::show(client, desk, world),
        Act::Add { name, fields, anyway } => add(name, fields, anyway.is_some(), desk, world),
        Act::Edit { client, name, fields } => edit(client, name.as_deref(), fields, desk, world),
        Act::Merge { keep, gone } => merge(keep, gone, desk, world),
        Act::Archive { client, back } => archive(client, *back, desk, world),
    }
}

/// A text of the command line; `None` was not said, empty clears.
fn text(said: Option<&String>) -> Option<Clean> {
    said.map(|text| Clean::line(text))
}

/// The field as it shall be: as said, and as it was where nothing was said. An empty text is nobody.
fn born(fields: &Fields, was: Option<NaiveDate>, desk: &Desk) -> Result<Option<NaiveDate>, Stop> {
    match fields.born.as_deref().map(str::trim) {
        None => Ok(was),
        Some("") => Ok(None),
        Some(said) => Ok(Some(read_birth(said, desk.today(), desk.directory.practice.order)?)),
    }
}

fn therapist(fields: &Fields, was: Option<StaffId>, desk: &Desk) -> Result<Option<StaffId>, Stop> {
    match fields.therapist.as_deref() {
        None => Ok(was),
        Some("") => Ok(None),
        Some(name) => Ok(Some(desk.therapist(name)?)),
    }
}

fn service(fields: &Fields, was: Option<ServiceId>, desk: &Desk) -> Result<Option<ServiceId>, Stop> {
    let Some(name) = fields.service.as_deref() else { return Ok(was) };
    if name.is_empty() {
        return Ok(None);
    }
    if let [one] = line::find_services(&desk.directory, name).as_slice() {
        return Ok(Some(*one));
    }
    let names: Vec<&str> = desk.directory.offered().map(|service| service.short.as_str()).collect();
    Err(Stop::refused(format!("“{name}” is not one service of the practice. Say one of: {}.", names.join(", "))))
}

fn add(name: &str, fields: &Fields, anyway: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let client = NewClient {
        name: Clean::line(name),
        preferred_name: text(fields.preferred.as_ref()).unwrap_or_default(),
        phones: text(fields.phone.as_ref()).unwrap_or_default(),
        email: text(fields.email.as_ref()).unwrap_or_default(),
        born: born(fields, None, desk)?,
        guardian: text(fields.guardian.as_ref()).unwrap_or_default(),
        therapist: therapist(fields, None, desk)?,
        service: service(fields, None, desk)?,
        pressure: fields.pressure,
        note: fields.note.as_deref().map(Clean::text).unwrap_or_default(),
        prefers: text(fields.prefers.as_ref()).unwrap_or_default(),
        archived: false,
    };
    client.check()?;
    if !anyway {
        refuse_doubles(&desk.store.doubles(&client.name, &client.phones, None)?, desk)?;
    }
    let applied = desk.apply(&Change::People(PeopleChange::AddClient(client)))?;
    said(&applied, desk, world)
}

fn said(applied: &crate::domain::change::Applied, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    desk.done(applied, world)?;
    match applied.client {
        Some(id) if !desk.json => world.say(format!("  client number {}", id.0)),
        _ => Ok(()),
    }
}

fn row(words: &str, desk: &Desk) -> Result<Client, Stop> {
    let line = whom::client(desk, words, true)?;
    let card = desk.store.client(line.id, desk.now)?;
    card.map(|card| card.client).ok_or_else(|| Stop::refused("The client is not in the book any more. Nothing was changed."))
}

fn edit(words: &str, name: Option<&str>, fields: &Fields, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let old = row(words, desk)?;
    let mut edits: Vec<ClientField> = Vec::new();
    let change = |seen: &Clean, new: Option<Clean>| new.and_then(|new| Edit::of(seen.clone(), new));
    edits.extend(change(&old.name, name.map(Clean::line)).map(ClientField::Name));
    edits.extend(change(&old.preferred_name, text(fields.preferred.as_ref())).map(ClientField::PreferredName));
    edits.extend(change(&old.phones, text(fields.phone.as_ref())).map(ClientField::Phones));
    edits.extend(change(&old.email, text(fields.email.as_ref())).map(ClientField::Email));
    edits.extend(Edit::of(old.born, born(fields, old.born, desk)?).map(ClientField::Born));
    edits.extend(change(&old.guardian, text(fields.guardian.as_ref())).map(ClientField::Guardian));
    edits.extend(Edit::of(old.therapist, therapist(fields, old.therapist, desk)?).map(ClientField::Therapist));
    edits.extend(Edit::of(old.service, service(fields, old.service, desk)?).map(ClientField::Service));
    edits.extend(fields.pressure.and_then(|new| Edit::of(old.pressure, Some(new))).map(ClientField::Pressure));
    edits.extend(change(&old.prefers, text(fields.prefers.as_ref())).map(ClientField::Prefers));
    edits.extend(change(&old.note, fields.note.as_deref().map(Clean::text)).map(ClientField::Note));
    if edits.is_empty() {
        return Err(Stop::refused(format!("Nothing of {} was changed: say what, as in --phone 555-0134.", old.name)));
    }
    let applied = desk.apply(&Change::People(PeopleChange::EditClient { id: old.id, fields: edits }))?;
    said(&applied, desk, world)?;
    let now = row(&old.id.0.to_string(), desk)?;
    let doubles = if now.name != old.name || now.phones != old.phones {
        desk.store.doubles(&now.name, &now.phones, Some(old.id))?
    } else {
        Vec::new()
    };
    for double in doubles {
        world.aside(format!("Somebody of that name or phone is in the book too: {} ({}).", double.client.name, double.client.id.0));
    }
    Ok(())
}

fn merge(keep: &str, gone: &str, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let (keep, gone) = (whom::client(desk, keep, true)?.id, whom::client(desk, gone, true)?.id);
    let applied = desk.apply(&Change::People(PeopleChange::Merge { keep, gone }))?;
    said(&applied, desk, world)
}

fn archive(words: &str, back: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let old = row(words, desk)?;
    if old.archived != back {
        let where_to = if back { "not in the archive" } else { "in the archive already" };
        return Err(Stop::refused(format!("{} is {where_to}, so nothing was changed.", old.name)));
    }
    let fields = vec![ClientField::Archived(Edit { seen: back, new: !back })];
    let applied = desk.apply(&Change::People(PeopleChange::EditClient { id: old.id, fields }))?;
    said(&applied, desk, world)?;
    let upcoming = desk.store.client(old.id, desk.now)?.map_or(0, |card| card.upcoming.len());
    if upcoming > 0 && !back {
        let still = say::count(upcoming, "appointment is", "appointments are");
        world.aside(format!("{still} still in the book: “knotbook clients show {}” lists them.", old.id.0));
    }
    Ok(())
}
