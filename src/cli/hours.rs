//! Who works when.
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::deciding;
use super::desk::Desk;
use super::staff;
use super::world::{Stop, World};
use crate::domain::change::{Change, PracticeChange};
use crate::domain::ids::ShiftId;
use crate::domain::people::staff::{NewShift, Staff};
use crate::domain::practice::hours::{KeptShift, Shift, ShiftDays};
use crate::domain::practice::start::{read_hours, read_stretches};
use crate::domain::wording::hours as words;
use crate::domain::wording::say;
use crate::domain::wording::when::read_day;

/// Who works when. Without more, everybody's hours.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  knotbook hours\n  knotbook hours dana\n  knotbook hours set dana \"Mon-Fri 9-13 14-18\" --from \"1 dec\" --dry-run\n  knotbook hours add dana \"Thu 18-20\" --every 2 --from thu --until \"31 mar\"\n  knotbook hours extra dana sat 9-12\n  knotbook hours end dana \"31 dec\""
)]
pub struct HoursArgs {
    #[command(subcommand)]
    act: Option<Act>,
    /// Only this person's
    #[arg(value_name = "NAME")]
    person: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// New weekly hours; the old ones end the day before, extra hours stay
    Set {
        person: String,
        /// "Mon-Fri 9-13 14-18, Sat 9-12"
        hours: String,
        /// From this day on [default: today]
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
    /// Weekly hours beside those that are there
    Add {
        person: String,
        /// "Thu 18-20"
        hours: String,
        /// Every so many weeks
        #[arg(long, value_name = "WEEKS", default_value_t = 1)]
        every: u32,
        /// From this day on, whose week is the first [default: today]
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// The last day
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// Hours on one day only
    Extra {
        person: String,
        /// "sat", "28 nov"
        day: String,
        /// "9-12"
        #[arg(required = true)]
        hours: Vec<String>,
    },
    /// Weekly hours end on a day, which is the last
    End {
        person: String,
        /// The last day: "31 dec"
        day: String,
        /// Only show what it would leave to decide
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) fn run(args: &HoursArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None => list(args.person.as_deref(), desk, world),
        Some(Act::Set { person, hours, from, dry_run }) => {
            let (person, from) = (staff::find(person, false, desk)?, day_or_today(from.as_deref(), desk)?);
            let (old, mut new) = ended(&person, from, desk)?;
            new.extend(starting(read_hours(hours, from)?, 1, from, None));
            put(&person, (old, new), from, *dry_run, desk, world)
        }
        Some(Act::Add { person, hours, every, from, until }) => {
            let (person, from) = (staff::find(person, false, desk)?, day_or_today(from.as_deref(), desk)?);
            let until = until.as_deref().map(|said| day(said, desk)).transpose()?;
            if let Some(last) = until.filter(|last| *last < from) {
                return Err(Stop::refused(format!("{} is before {}: nothing would be added.", say::full_day(last), say::full_day(from))));
            }
            let new = starting(read_hours(hours, from)?, *every, from, until);
            put(&person, (Vec::new(), new), from, false, desk, world)
        }
        Some(Act::Extra { person, day: said, hours }) => {
            let (person, date) = (staff::find(person, false, desk)?, day(said, desk)?);
            let stretches = read_stretches(&hours.join(" "))?;
            let new = stretches.into_iter().map(|(from, to)| NewShift { days: ShiftDays::Once(date), from, to }).collect();
            put(&person, (Vec::new(), new), date, false, desk, world)
        }
        Some(Act::End { person, day: said, dry_run }) => {
            let (person, last) = (staff::find(person, false, desk)?, day(said, desk)?);
            let next = last.succ_opt().unwrap_or(last);
            let (old, new) = ended(&person, next, desk)?;
            if old.is_empty() {
                let sentence = format!("{} has no weekly hours after {}, so nothing was changed.", person.short, say::full_day(last));
                return Err(Stop::refused(sentence));
            }
            put(&person, (old, new), next, *dry_run, desk, world)
        }
    }
}

fn day(said: &str, desk: &Desk) -> Result<NaiveDate, Stop> {
    Ok(read_day(said, desk.today(), desk.directory.practice.order)?)
}

fn day_or_today(said: Option<&str>, desk: &Desk) -> Result<NaiveDate, Stop> {
    said.map_or_else(|| Ok(desk.today()), |said| day(said, desk))
}

/// The weekly stretches that reach to `from` or beyond, and what is left of them before it.
fn ended(person: &Staff, from: NaiveDate, desk: &Desk) -> Result<(Vec<ShiftId>, Vec<NewShift>), Stop> {
    let (mut old, mut left) = (Vec::new(), Vec::new());
    for KeptShift { id, shift } in desk.store.hours()?.into_iter().filter(|kept| kept.shift.staff == person.id) {
        let ShiftDays::Weekly { weekday, every, from: since, until } = shift.days else { continue };
        if until.is_some_and(|last| last < from) {
            continue;
        }
        old.push(id);
        if since < from {
            let days = ShiftDays::Weekly { weekday, every, from: since, until: from.pred_opt() };
            left.push(NewShift { days, from: shift.from, to: shift.to });
        }
    }
    Ok((old, left))
}

/// The same stretches, from a day on and every so many weeks.
fn starting(shifts: Vec<NewShift>, every: u32, from: NaiveDate, until: Option<NaiveDate>) -> Vec<NewShift> {
    let one = |shift: NewShift| match shift.days {
        ShiftDays::Weekly { weekday, .. } => NewShift { days: ShiftDays::Weekly { weekday, every, from, until }, ..shift },
        ShiftDays::Once(_) => shift,
    };
    shifts.into_iter().map(one).collect()
}

fn put(
    person: &Staff,
    (old, new): (Vec<ShiftId>, Vec<NewShift>),
    from: NaiveDate,
    dry_run: bool,
    desk: &mut Desk,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let own: Vec<KeptShift> = desk.store.hours()?.into_iter().filter(|kept| kept.shift.staff == person.id).collect();
    let before: Vec<Shift> = own.iter().map(|kept| kept.shift).collect();
    let stays = own.iter().filter(|kept| !old.contains(&kept.id)).map(|kept| kept.shift);
    let after: Vec<Shift> =
        stays.chain(new.iter().map(|new| Shift { staff: person.id, days: new.days, from: new.from, to: new.to })).collect();
    let lost = words::days_lost(&before, &after, from.max(desk.today()), None);
    deciding::put(&Change::Practice(PracticeChange::SetHours { staff: person.id, old, new }), dry_run, desk, world)?;
    if desk.json {
        return Ok(());
    }
    if let Some(days) = lost {
        let will = if dry_run { "would" } else { "will" };
        world.say(format!("{} {will} no longer work {days}", person.short))?;
    }
    if dry_run {
        return Ok(());
    }
    world.say_all(lines(person, &desk.store.hours()?, desk).into_iter().map(|line| format!("  {line}")))
}

fn lines(person: &Staff, shifts: &[KeptShift], desk: &Desk) -> Vec<String> {
    let patterns = words::patterns(shifts, desk.today());
    let lines: Vec<String> =
        patterns.iter().filter(|pattern| pattern.staff == person.id).map(|pattern| pattern.words(desk.today())).collect();
    if lines.is_empty() { vec!["no hours".to_owned()] } else { lines }
}

fn list(person: Option<&str>, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let people: Vec<Staff> = match person {
        Some(said) => vec![staff::find(said, false, desk)?],
        None => desk.directory.therapists().cloned().collect(),
    };
    let shifts = desk.store.hours()?;
    if desk.json {
        let one = |person: &Staff| {
            let own = shifts.iter().map(|kept| kept.shift).filter(|shift| shift.staff == person.id);
            json!({"person": person.short, "hours": own.map(|shift| shift_json(&shift)).collect::<Vec<Value>>()})
        };
        return world.json(&json!({"hours": people.iter().map(one).collect::<Vec<Value>>()}));
    }
    if people.is_empty() {
        return world.say("Nobody treats here yet. “knotbook staff add NAME --hours \"Mon-Fri 9-13 14-18\"” adds somebody.");
    }
    for person in &people {
        world.say(&person.name)?;
        world.say_all(lines(person, &shifts, desk).into_iter().map(|line| format!("  {line}")))?;
    }
    Ok(())
}

fn shift_json(shift: &Shift) -> Value {
    let (from, to) = (say::time(shift.from), say::time(shift.to));
    match shift.days {
        ShiftDays::Weekly { weekday, every, from: since, until } => {
            json!({"weekday": weekday.to_string(), "from": from, "to": to, "every_weeks": every, "since": since, "until": until})
        }
        ShiftDays::Once(date) => json!({"date": date, "from": from, "to": to}),
    }
}
