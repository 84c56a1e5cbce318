//! Who works here: listing, adding, changing, archiving.
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::deciding;
use super::desk::Desk;
use super::rooms::{archived_word, unknown};
use super::services::{self, YesNo};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange, Ref};
use crate::domain::ids::ServiceId;
use crate::domain::people::staff::{NewStaff, Staff, differences};
use crate::domain::practice::role::Role;
use crate::domain::practice::start::read_hours;
use crate::domain::text::{Clean, fold};

/// Who works here.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook staff\n  knotbook staff add \"Kim Osei\" --services all --hours \"Mon-Fri 9-13 14-18\"\n  knotbook staff add \"Ada Stern\" --role desk --login ada\n  knotbook staff edit kim --services \"TrP 60, First\"\n  knotbook staff archive kim --dry-run\n  knotbook staff restore kim"
)]
pub struct StaffArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Everybody
    List,
    /// Somebody new
    Add {
        name: String,
        #[command(flatten)]
        fields: Fields,
        /// Weekly hours: "Mon-Fri 9-13 14-18, Sat 9-12"
        #[arg(long)]
        hours: Option<String>,
    },
    /// Changes somebody; hours are changed with “knotbook hours”
    Edit {
        /// The name, or the short name
        person: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Fields,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// Works here no more; what was booked stays
    Archive {
        /// The name, or the short name
        person: String,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// Out of the archive again
    Restore {
        /// The name, or the short name
        person: String,
    },
}

#[derive(Debug, Args)]
struct Fields {
    /// What stands in a narrow column [default: the first name]
    #[arg(long, value_name = "NAME")]
    short: Option<String>,
    /// What they may see and do
    #[arg(long, value_enum)]
    role: Option<RoleWord>,
    /// Whether clients can be booked with them [default: yes for a therapist]
    #[arg(long, value_name = "YES|NO", conflicts_with = "no_treat")]
    treats: Option<YesNo>,
    /// The same as --treats no
    #[arg(long)]
    no_treat: bool,
    /// The name they log in with on this computer
    #[arg(long, value_name = "NAME")]
    login: Option<String>,
    /// What they offer: all, or names parted by commas
    #[arg(long, value_name = "NAMES")]
    services: Option<String>,
}

/// A role as it is said.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleWord {
    /// Everything; care only if they treat
    Owner,
    /// The book and care
    Therapist,
    /// The book, nothing of care
    Desk,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Owner => Self::Owner,
            RoleWord::Therapist => Self::Therapist,
            RoleWord::Desk => Self::Desk,
        }
    }
}

impl Fields {
    fn treats(&self) -> Option<bool> {
        if self.no_treat { Some(false) } else { self.treats.map(YesNo::is_yes) }
    }

    fn offers(&self, desk: &Desk) -> Result<Option<Vec<ServiceId>>, Stop> {
        let Some(said) = self.services.as_deref() else { return Ok(None) };
        if said.trim().eq_ignore_ascii_case("all") {
            return Ok(Some(desk.directory.offered().map(|service| service.id).collect()));
        }
        let names = said.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| services::find(name, false, desk).map(|service| service.id)).collect::<Result<Vec<_>, _>>().map(Some)
    }
}

pub(super) fn run(args: &StaffArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None | Some(Act::List) => list(desk, world),
        Some(Act::Add { name, fields, hours }) => add(name, fields, hours.as_deref(), desk, world),
        Some(Act::Edit { person, name, fields, dry_run }) => {
            let seen = find(person, false, desk)?;
            let mut new = seen.clone();
            new.name = name.as_deref().map_or(new.name, Clean::line);
            new.short = fields.short.as_deref().map_or(new.short, Clean::line);
            new.role = fields.role.map_or(new.role, Role::from);
            new.treats = fields.treats().unwrap_or(new.treats);
            new.os_user = fields.login.as_deref().map_or(new.os_user, Clean::line);
            new.offers = fields.offers(desk)?.unwrap_or(new.offers);
            save(&seen, new, *dry_run, desk, world)
        }
        Some(Act::Archive { person, dry_run }) => {
            let seen = find(person, false, desk)?;
            save(&seen, Staff { archived: true, ..seen.clone() }, *dry_run, desk, world)
        }
        Some(Act::Restore { person }) => {
            let seen = find(person, true, desk)?;
            save(&seen, Staff { archived: false, ..seen.clone() }, false, desk, world)
        }
    }
}

fn add(name: &str, fields: &Fields, hours: Option<&str>, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let name = Clean::line(name);
    let role = fields.role.map_or(Role::Therapist, Role::from);
    let treats = fields.treats().unwrap_or(role == Role::Therapist);
    let hours = hours.map(|said| read_hours(said, desk.today())).transpose()?.unwrap_or_default();
    let nothing_said = treats && fields.services.is_none();
    let staff = NewStaff {
        short: fields.short.as_deref().map_or_else(|| Clean::line(name.as_str().split(' ').next().unwrap_or_default()), Clean::line),
        name,
        role,
        treats,
        os_user: fields.login.as_deref().map(Clean::line).unwrap_or_default(),
        offers: fields.offers(desk)?.unwrap_or_default().into_iter().map(Ref::Known).collect(),
        hours,
    };
    let (short, without_hours) = (staff.short.clone(), treats && staff.hours.is_empty());
    let namesake = desk.directory.namesake(&staff.name).map(|other| other.short.clone());
    deciding::put(&Change::Practice(PracticeChange::AddStaff(staff)), false, desk, world)?;
    if let Some(other) = namesake {
        world.aside(format!("There is another one of that name: {other}. If they are the same, “knotbook undo” takes this one back."));
    }
    if nothing_said {
        world.aside(format!("{short} offers no service yet: “knotbook staff edit {short} --services all”."));
    }
    if without_hours {
        world.aside(format!(
            "{short} has no hours yet, so nobody can be booked with them: “knotbook hours set {short} \"Mon-Fri 9-13 14-18\"”."
        ));
    }
    Ok(())
}

fn save(seen: &Staff, new: Staff, dry_run: bool, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let fields = differences(seen, new);
    if fields.is_empty() {
        return Err(Stop::refused(format!("Nothing of {} was changed: say what, as in --role desk.", seen.name)));
    }
    deciding::put(&Change::Practice(PracticeChange::EditStaff { id: seen.id, fields }), dry_run, desk, world)
}

/// The person of a name, among those who work here or among the archived ones; a name that fits several is refused.
pub(super) fn find(said: &str, archived: bool, desk: &Desk) -> Result<Staff, Stop> {
    let people = || desk.directory.staff.iter().filter(|staff| staff.archived == archived);
    let exact = |staff: &&Staff| fold(staff.short.as_str()) == fold(said) || fold(staff.name.as_str()) == fold(said);
    if let Some(found) = people().find(exact) {
        return Ok(found.clone());
    }
    match people().filter(|staff| staff.answers_to(said)).collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(unknown(said, "staff", archived, &people().map(|staff| staff.short.as_str()).collect::<Vec<_>>())),
        several => {
            let names: Vec<&str> = several.iter().map(|staff| staff.name.as_str()).collect();
            Err(Stop::refused(format!("“{said}” fits several: {}. Say the whole name.", names.join(", "))))
        }
    }
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let directory = &desk.directory;
    let offers = |staff: &Staff| -> Vec<String> {
        directory.offered().filter(|service| staff.offers.contains(&service.id)).map(|service| service.short.to_string()).collect()
    };
    if desk.json {
        let one = |staff: &Staff| {
            json!({
                "id": staff.id.0, "name": staff.name, "short": staff.short, "role": staff.role.word(), "treats": staff.treats,
                "login": staff.os_user, "services": offers(staff), "archived": staff.archived,
            })
        };
        return world.json(&json!({"staff": directory.staff.iter().map(one).collect::<Vec<Value>>()}));
    }
    let hours = desk.store.hours()?;
    let row = |staff: &Staff| {
        vec![
            staff.short.to_string(),
            staff.name.to_string(),
            staff.role.word().to_owned(),
            match (staff.treats, hours.iter().any(|kept| kept.shift.staff == staff.id)) {
                (false, _) => "does not treat".to_owned(),
                (true, false) if !staff.archived => "no hours yet: cannot be booked".to_owned(),
                (true, _) => offers(staff).join(", "),
            },
            if staff.os_user.is_empty() { String::new() } else { format!("login {}", staff.os_user) },
            archived_word(staff.archived),
        ]
    };
    world.say_all(columns(&directory.staff.iter().map(row).collect::<Vec<_>>()))
}
