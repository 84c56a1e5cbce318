//! The practice's settings.
use chrono::Weekday;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::desk::Desk;
use super::services::YesNo;
use super::setup::{Order, zone};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::change::{Change, Edit, PracticeChange};
use crate::domain::practice::look::Colours;
use crate::domain::practice::{Practice, PracticeField};
use crate::domain::text::Clean;
use crate::domain::wording::when::DateOrder;

/// Shows the practice, or changes its settings.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook practice\n  knotbook practice --date-order month-first\n  knotbook practice --late-cancel-hours 48\n  knotbook practice --week-starts sunday\n  knotbook practice --second-backup /media/stick/knotbook\n  knotbook practice --ascii yes --colours high-contrast"
)]
pub struct PracticeArgs {
    /// The practice's name
    #[arg(long)]
    name: Option<String>,
    /// The time zone, by city
    #[arg(long, value_name = "CITY")]
    zone: Option<String>,
    /// Whether 24/11 or 11/24 is the 24th of November
    #[arg(long, value_enum)]
    date_order: Option<Order>,
    /// Step of offered times, in minutes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(5..=120))]
    slot_minutes: Option<u32>,
    /// A client who cancels less than so many hours ahead cancels late
    #[arg(long, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(0..=336))]
    late_cancel_hours: Option<u32>,
    /// The day on which a week begins
    #[arg(long, value_enum)]
    week_starts: Option<WeekStart>,
    /// A folder where each day's copy goes too, best on a stick or another computer; "" for none
    #[arg(long, value_name = "FOLDER")]
    second_backup: Option<String>,
    /// Draw with letters and signs that every terminal has
    #[arg(long, value_name = "YES|NO")]
    ascii: Option<YesNo>,
    /// Where colours come from
    #[arg(long, value_enum)]
    colours: Option<Colour>,
    /// Ask for an `ok` line before a note with a sensitive place is signed
    #[arg(long, value_name = "YES|NO")]
    ask_consent: Option<YesNo>,
    /// A no-show or a late cancellation uses up a visit of a plan
    #[arg(long, value_name = "YES|NO")]
    missed_count: Option<YesNo>,
}

/// The first day of a week.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum WeekStart {
    Monday,
    Sunday,
}

impl From<WeekStart> for Weekday {
    fn from(start: WeekStart) -> Self {
        match start {
            WeekStart::Monday => Self::Mon,
            WeekStart::Sunday => Self::Sun,
        }
    }
}

/// Where colours come from.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colour {
    /// The terminal's own sixteen
    Terminal,
    /// Nothing faint; bold where colour would be
    HighContrast,
    /// None at all
    None,
}

impl From<Colour> for Colours {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Terminal => Self::Terminal,
            Colour::HighContrast => Self::HighContrast,
            Colour::None => Self::None,
        }
    }
}

/// What differs from the practice as it is.
fn differences(args: &PracticeArgs, old: &Practice) -> Result<Vec<PracticeField>, Stop> {
    let mut fields: Vec<PracticeField> = Vec::new();
    let name = args.name.as_deref().map(Clean::line);
    if name.as_ref().is_some_and(Clean::is_empty) {
        return Err(Stop::refused("The practice needs a name: it stands at the top of every screen."));
    }
    fields.extend(name.and_then(|new| Edit::of(old.name.clone(), new)).map(PracticeField::Name));
    let zone = args.zone.as_deref().map(zone).transpose()?;
    fields.extend(zone.and_then(|new| Edit::of(old.zone, new)).map(PracticeField::Zone));
    fields.extend(args.date_order.and_then(|new| Edit::of(old.order, new.into())).map(PracticeField::Order));
    fields.extend(args.slot_minutes.and_then(|new| Edit::of(old.slot_minutes, new)).map(PracticeField::SlotMinutes));
    fields.extend(args.late_cancel_hours.and_then(|new| Edit::of(old.late_cancel_hours, new)).map(PracticeField::LateCancelHours));
    fields.extend(args.week_starts.and_then(|new| Edit::of(old.week_starts, new.into())).map(PracticeField::WeekStarts));
    let second = args.second_backup.as_deref().map(Clean::line);
    fields.extend(second.and_then(|new| Edit::of(old.second_backup.clone(), new)).map(PracticeField::SecondBackup));
    fields.extend(args.ascii.and_then(|new| Edit::of(old.look.ascii, new.is_yes())).map(PracticeField::Ascii));
    fields.extend(args.colours.and_then(|new| Edit::of(old.look.colours, new.into())).map(PracticeField::Colours));
    fields.extend(args.ask_consent.and_then(|new| Edit::of(old.ask_consent, new.is_yes())).map(PracticeField::AskConsent));
    fields.extend(args.missed_count.and_then(|new| Edit::of(old.missed_count, new.is_yes())).map(PracticeField::MissedCount));
    Ok(fields)
}

pub(super) fn run(args: &PracticeArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let old = desk.directory.practice.clone();
    let fields = differences(args, &old)?;
    if !fields.is_empty() {
        let applied = desk.apply(&Change::Practice(PracticeChange::Edit(fields)))?;
        return desk.done(&applied, world);
    }
    let asked = [
        args.name.is_some(),
        args.zone.is_some(),
        args.date_order.is_some(),
        args.slot_minutes.is_some(),
        args.late_cancel_hours.is_some(),
        args.week_starts.is_some(),
        args.second_backup.is_some(),
        args.ascii.is_some(),
        args.colours.is_some(),
        args.ask_consent.is_some(),
        args.missed_count.is_some(),
    ];
    if asked.contains(&true) {
        return Err(Stop::refused("It is set like that already, so nothing was changed."));
    }
    if desk.json { world.json(&practice_json(desk)) } else { world.say_all(lines(desk)) }
}

fn order_words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day first (24/11)",
        DateOrder::MonthFirst => "month first (11/24)",
    }
}

fn lines(desk: &Desk) -> Vec<String> {
    let directory = &desk.directory;
    let practice = &directory.practice;
    let archived = |archived: bool| if archived { " (archived)" } else { "" };
    let staff: Vec<String> =
        directory.staff.iter().map(|staff| format!("{} ({}){}", staff.name, staff.role.word(), archived(staff.archived))).collect();
    let services: Vec<String> = directory
        .services
        .iter()
        .map(|service| format!("{} ({} min, clean-up {}){}", service.short, service.minutes, service.buffer, archived(service.archived)))
        .collect();
    let rooms: Vec<String> = directory.rooms.iter().map(|room| format!("{}{}", room.name, archived(room.archived))).collect();
    let rows: Vec<Vec<String>> = [
        ("Practice", practice.name.to_string()),
        ("File", desk.store.file().display().to_string()),
        ("Time zone", practice.zone.name().to_owned()),
        ("Dates", order_words(practice.order).to_owned()),
        ("Times every", format!("{} minutes", practice.slot_minutes)),
        ("Late cancel", format!("less than {} hours ahead", practice.late_cancel_hours)),
        ("Week starts", if practice.week_starts == Weekday::Sun { "Sunday" } else { "Monday" }.to_owned()),
        ("Second copy", if practice.second_backup.is_empty() { "nowhere".to_owned() } else { practice.second_backup.to_string() }),
        ("Letters", if practice.look.ascii { "plain (ASCII)" } else { "all" }.to_owned()),
        ("Colours", practice.look.colours.word().to_owned()),
        ("Staff", staff.join(", ")),
        ("Services", services.join(", ")),
        ("Rooms", rooms.join(", ")),
        ("At the keyboard", directory.staff(desk.me).map_or_else(String::new, |me| format!("{} ({})", me.name, me.role.word()))),
    ]
    .into_iter()
    .map(|(what, words)| vec![what.to_owned(), words])
    .collect();
    columns(&rows)
}

fn practice_json(desk: &Desk) -> Value {
    let directory = &desk.directory;
    let practice = &directory.practice;
    let staff: Vec<Value> = directory
        .staff
        .iter()
        .map(|staff| json!({"id": staff.id.0, "name": staff.name, "short": staff.short, "role": staff.role.word(), "treats": staff.treats, "archived": staff.archived}))
        .collect();
    let services: Vec<Value> = directory
        .services
        .iter()
        .map(|service| json!({"id": service.id.0, "name": service.name, "short": service.short, "minutes": service.minutes, "clean_up": service.buffer, "archived": service.archived}))
        .collect();
    let rooms: Vec<Value> = directory
        .rooms
        .iter()
        .map(|room| json!({"id": room.id.0, "name": room.name, "short": room.short, "archived": room.archived}))
        .collect();
    json!({
        "name": practice.name, "file": desk.store.file().display().to_string(), "zone": practice.zone.name(),
        "date_order": practice.order, "slot_minutes": practice.slot_minutes, "late_cancel_hours": practice.late_cancel_hours,
        "week_starts": if practice.week_starts == Weekday::Sun { "sunday" } else { "monday" },
        "second_backup": practice.second_backup, "ascii": practice.look.ascii, "colours": practice.look.colours.word(),
        "staff": staff, "services": services, "rooms": rooms,
    })
}
