//! The services: listing, adding, changing, archiving.
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::deciding;
use super::desk::Desk;
use super::rooms::{archived_word, unknown};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange};
use crate::domain::practice::service::{NewService, Service, differences};
use crate::domain::text::{Clean, fold};

/// The services.
#[derive(Debug, Args)]
#[command(
    after_help = "What is booked keeps its own length and clean-up.\n\nExamples:\n  knotbook services\n  knotbook services add \"Trigger point 90\" --short \"TrP 90\" --minutes 90 --price 120\n  knotbook services edit \"trp 90\" --clean-up 10\n  knotbook services archive \"trp 90\" --dry-run\n  knotbook services restore \"trp 90\""
)]
pub struct ServicesArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// All services
    List,
    /// A new service
    Add {
        name: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Changes a service
    Edit {
        /// Its name or short name
        service: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Fields,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// It cannot be booked any more; what was booked stays
    Archive {
        /// Its name or short name
        service: String,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// Out of the archive again
    Restore {
        /// Its name or short name
        service: String,
    },
}

#[derive(Debug, Args)]
struct Fields {
    /// What stands in a narrow column [default for a new one: its first word and its number]
    #[arg(long, value_name = "NAME")]
    short: Option<String>,
    /// The kind of massage: trigger point, deep tissue
    #[arg(long, value_name = "KIND")]
    modality: Option<String>,
    /// Length, in minutes
    #[arg(long, value_name = "MINUTES")]
    minutes: Option<u32>,
    /// Clean-up after it, in minutes
    #[arg(long, value_name = "MINUTES")]
    clean_up: Option<u32>,
    /// Whether it takes a room
    #[arg(long, value_name = "YES|NO")]
    needs_room: Option<YesNo>,
    /// 90 or 90.50; "" when there is none
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
}

/// A switch that can be said both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum YesNo {
    Yes,
    No,
}

impl YesNo {
    pub(super) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

impl Fields {
    fn onto(&self, service: &mut Service) -> Result<(), Stop> {
        if let Some(short) = &self.short {
            service.short = Clean::line(short);
        }
        if let Some(modality) = &self.modality {
            service.modality = Clean::line(modality);
        }
        service.minutes = self.minutes.unwrap_or(service.minutes);
        service.buffer = self.clean_up.unwrap_or(service.buffer);
        service.needs_room = self.needs_room.map_or(service.needs_room, YesNo::is_yes);
        if let Some(said) = &self.price {
            service.price = read_price(said)?;
        }
        Ok(())
    }
}

/// "90", "90.5", "90,50": hundredths; empty is none.
fn read_price(said: &str) -> Result<Option<i64>, Stop> {
    let said = said.trim();
    if said.is_empty() {
        return Ok(None);
    }
    let refused = || Stop::refused(format!("“{said}” is no price. Say an amount like 90 or 90.50, or \"\" for no price."));
    let (whole, part) = said.split_once(['.', ',']).unwrap_or((said, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || part.len() > 2 || !digits(whole) || !digits(part) {
        return Err(refused());
    }
    format!("{whole}{part:0<2}").parse().map(Some).map_err(|_| refused())
}

/// "90" or "90.50".
fn price_words(price: Option<i64>) -> String {
    price.map_or_else(
        String::new,
        |price| {
            if price % 100 == 0 { (price / 100).to_string() } else { format!("{}.{:02}", price / 100, price % 100) }
        },
    )
}

pub(super) fn run(args: &ServicesArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None | Some(Act::List) => list(desk, world),
        Some(Act::Add { name, fields }) => add(name, fields, desk, world),
        Some(Act::Edit { service, name, fields, dry_run }) => {
            let seen = find(service, false, desk)?;
            let mut new = seen.clone();
            new.name = name.as_deref().map_or(new.name, Clean::line);
            fields.onto(&mut new)?;
            save(&seen, new, *dry_run, desk, world)
        }
        Some(Act::Archive { service, dry_run }) => {
            let seen = find(service, false, desk)?;
            save(&seen, Service { archived: true, ..seen.clone() }, *dry_run, desk, world)
        }
        Some(Act::Restore { service }) => {
            let seen = find(service, true, desk)?;
            save(&seen, Service { archived: false, ..seen.clone() }, false, desk, world)
        }
    }
}

fn add(name: &str, fields: &Fields, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let minutes = fields.minutes.ok_or_else(|| Stop::refused("How long does it take? Say it, as in --minutes 60."))?;
    let name = Clean::line(name);
    let service = NewService {
        short: fields.short.as_deref().map_or_else(|| NewService::short_of(&name), Clean::line),
        name,
        modality: fields.modality.as_deref().map(Clean::line).unwrap_or_default(),
        minutes,
        buffer: fields.clean_up.unwrap_or(0),
        needs_room: fields.needs_room.is_none_or(YesNo::is_yes),
        price: fields.price.as_deref().map(read_price).transpose()?.flatten(),
    };
    deciding::put(&Change::Practice(PracticeChange::AddService(service)), false, desk, world)?;
    if !desk.json {
        world.say("  “knotbook staff edit NAME --services all” says who offers it")?;
    }
    Ok(())
}

fn save(seen: &Service, new: Service, dry_run: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let fields = differences(seen, new);
    if fields.is_empty() {
        return Err(Stop::refused(format!("Nothing of {} was changed: say what, as in --minutes 60.", seen.name)));
    }
    deciding::put(&Change::Practice(PracticeChange::EditService { id: seen.id, fields }), dry_run, desk, world)
}

/// The service of a name, among those in use or among the archived ones.
pub(super) fn find(said: &str, archived: bool, desk: &Desk) -> Result<Service, Stop> {
    let wanted = fold(said);
    let services = || desk.directory.services.iter().filter(|service| service.archived == archived);
    let is = |service: &&Service| fold(service.short.as_str()) == wanted || fold(service.name.as_str()) == wanted;
    let found = services().find(is).cloned();
    found.ok_or_else(|| unknown(said, "services", archived, &services().map(|service| service.short.as_str()).collect::<Vec<_>>()))
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let services = &desk.directory.services;
    if desk.json {
        let one = |service: &Service| {
            json!({
                "id": service.id.0, "name": service.name, "short": service.short, "modality": service.modality,
                "minutes": service.minutes, "clean_up": service.buffer, "needs_room": service.needs_room,
                "price": price_words(service.price), "archived": service.archived,
            })
        };
        return world.json(&json!({"services": services.iter().map(one).collect::<Vec<Value>>()}));
    }
    if services.is_empty() {
        return world.say("No services yet. “knotbook services add \"Trigger point 60\" --short \"TrP 60\" --minutes 60” adds the first.");
    }
    let row = |service: &Service| {
        vec![
            service.short.to_string(),
            service.name.to_string(),
            format!("{} min", service.minutes),
            if service.buffer > 0 { format!("clean-up {}", service.buffer) } else { String::new() },
            if service.needs_room { String::new() } else { "no room".to_owned() },
            price_words(service.price),
            archived_word(service.archived),
        ]
    };
    world.say_all(columns(&services.iter().map(row).collect::<Vec<_>>()))
}
