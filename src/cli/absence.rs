//! Time off, closures, rooms out of use, clients away, blocked time.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::deciding;
use super::desk::{Desk, stamp_words};
use super::staff;
use super::table::columns;
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::series::act::SeriesAct;
use crate::domain::book::series::away::{self, Meanwhile};
use crate::domain::change::{BookChange, Change, NewAbsence, PracticeChange};
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::absence as words;
use crate::domain::wording::line;
use crate::domain::wording::when::{DayWish, TimeWish, read_wish};

/// Who and what is not there.
#[derive(Debug, Args)]
#[command(
    after_help = "A day alone is the whole day; the last day is included.\n\nExamples:\n  knotbook absence\n  knotbook absence add --therapist dana \"24 dec\" \"31 dec\" --reason holidays --dry-run\n  knotbook absence add --block dana \"tue 14:00\" 15:30 --reason dentist\n  knotbook absence add --practice \"1 jan\"\n  knotbook absence add --room r1 mon fri --reason painting\n  knotbook absence add --client maria \"next week\" --dates skip\n  knotbook absence remove 3"
)]
pub struct AbsenceArgs {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// What lies ahead
    List,
    /// Somebody or something is not there
    Add(AddArgs),
    /// It does not take place
    Remove {
        /// Its number in the list
        #[arg(value_name = "NUMBER")]
        number: String,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whom").required(true).multiple(false))]
struct AddArgs {
    /// A therapist is off
    #[arg(long, value_name = "NAME", group = "whom")]
    therapist: Option<String>,
    /// An errand or a pause of a therapist
    #[arg(long, value_name = "NAME", group = "whom")]
    block: Option<String>,
    /// A room is out of use
    #[arg(long, value_name = "NAME", group = "whom")]
    room: Option<String>,
    /// A client is away
    #[arg(long, value_name = "NAME", group = "whom")]
    client: Option<String>,
    /// The whole practice is closed
    #[arg(long, group = "whom")]
    practice: bool,
    /// The first day, or day and time
    #[arg(value_name = "FROM")]
    from: String,
    /// The last day, or until when
    #[arg(value_name = "TO")]
    to: Option<String>,
    /// Why: holidays, training
    #[arg(long, default_value = "")]
    reason: String,
    /// With --client: what becomes of the dates of standing appointments meanwhile
    #[arg(long, value_name = "WHAT", value_enum, default_value = "decide", requires = "client")]
    dates: Dates,
    /// Only show what it would leave to decide
    #[arg(long)]
    dry_run: bool,
}

/// What becomes of the dates while a client is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dates {
    /// They are left to decide
    Decide,
    /// They do not happen
    Skip,
    /// They do not happen, and as many come at the end
    AtTheEnd,
}

/// The absence alone, or with the dates that it skips.
fn adding(absence: NewAbsence, dates: Dates, desk: &Desk) -> Result<Change, Stop> {
    let meanwhile = match dates {
        Dates::Decide => Meanwhile::Decide,
        Dates::Skip => Meanwhile::Skip,
        Dates::AtTheEnd => Meanwhile::AtTheEnd,
    };
    if let (Absent::Client(client), true) = (absence.of, dates != Dates::Decide) {
        let standing = desk.store.series_of(client, desk.now)?;
        let mut acts = away::skips(&standing, &absence, meanwhile, desk.now);
        let asked: Vec<_> = acts.iter().flat_map(SeriesAct::asked).collect();
        let leaving: Vec<_> = acts.iter().flat_map(SeriesAct::leaving).collect();
        let any_room = acts.iter().all(|act| act.terms().room.is_none());
        let judged = desk.store.review(&asked, &leaving, any_room, desk.now)?;
        for act in &mut acts {
            act.leave_open(&judged);
        }
        if !acts.is_empty() {
            return Ok(Change::Book(BookChange::Series(acts)));
        }
    }
    Ok(Change::Practice(PracticeChange::AddAbsence(absence)))
}

pub(super) fn run(args: &AbsenceArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    match &args.act {
        None | Some(Act::List) => list(desk, world),
        Some(Act::Add(args)) => {
            let absence =
                NewAbsence { of: whom(args, desk)?, span: span(&args.from, args.to.as_deref(), desk)?, reason: Clean::line(&args.reason) };
            deciding::put(&adding(absence, args.dates, desk)?, args.dry_run, desk, world)
        }
        Some(Act::Remove { number }) => {
            let all = desk.store.absences_from(NaiveDate::default())?;
            let id = number.trim_start_matches('#').parse().ok();
            let found = all.into_iter().find(|absence| Some(absence.id.0) == id);
            let found =
                found.ok_or_else(|| Stop::refused(format!("There is no absence {number}. “knotbook absence” shows the numbers.")))?;
            let seen = NewAbsence { of: found.of, span: found.span, reason: found.reason };
            deciding::put(&Change::Practice(PracticeChange::RemoveAbsence { id: found.id, seen }), false, desk, world)
        }
    }
}

fn whom(args: &AddArgs, desk: &Desk) -> Result<Absent, Stop> {
    if let Some(name) = &args.therapist {
        return Ok(Absent::Staff(staff::find(name, false, desk)?.id));
    }
    if let Some(name) = &args.block {
        return Ok(Absent::Block(staff::find(name, false, desk)?.id));
    }
    if let Some(name) = &args.room {
        let rooms: Vec<&str> = desk.directory.usable_rooms().map(|room| room.short.as_str()).collect();
        let found = line::find_room(&desk.directory, name);
        let refused = || Stop::refused(format!("“{name}” is not one of the rooms here: {}.", rooms.join(", ")));
        return Ok(Absent::Room(found.ok_or_else(refused)?));
    }
    match &args.client {
        Some(name) => Ok(Absent::Client(whom::client(desk, name, false)?.id)),
        None => Ok(Absent::Practice),
    }
}

/// One end as it was said: the day or days, and the time or times of day.
struct End {
    days: Option<(NaiveDate, NaiveDate)>,
    times: Option<(NaiveTime, Option<NaiveTime>)>,
}

fn end(said: &str, desk: &Desk) -> Result<End, Stop> {
    let reading = read_wish(said, desk.now, desk.directory.practice.order)?;
    let unclear = || Stop::refused(format!("“{said}” is no day or time. Say it like “24 dec”, “tue 14:00” or “next week”."));
    if !reading.rest.is_empty() {
        return Err(unclear());
    }
    let days = reading.when.day.map(|day| match day {
        DayWish::On(date) => (date, date),
        DayWish::From { from, to } => (from, to),
    });
    let times = match reading.when.time {
        TimeWish::Any => None,
        TimeWish::At(time) => Some((time, None)),
        TimeWish::Now => Some((desk.now.time(), None)),
        TimeWish::Window { from, to } => Some((from, Some(to.unwrap_or(NaiveTime::MIN)))),
        TimeWish::Same => return Err(unclear()),
    };
    if days.is_none() && times.is_none() {
        return Err(unclear());
    }
    Ok(End { days, times })
}

/// Midnight at the end of a day, or a time on it; midnight as an end is the next one.
fn until(date: NaiveDate, time: Option<NaiveTime>) -> NaiveDateTime {
    match time {
        Some(time) if time > NaiveTime::MIN => date.and_time(time),
        _ => date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN),
    }
}

fn span(from: &str, to: Option<&str>, desk: &Desk) -> Result<Span, Stop> {
    let first = end(from, desk)?;
    let today = desk.today();
    let (day, last_day) = first.days.unwrap_or((today, today));
    let starts = day.and_time(first.times.map_or(NaiveTime::MIN, |(time, _)| time));
    let ends = match to {
        Some(said) => {
            let last = end(said, desk)?;
            let time = last.times.map(|(from, to)| to.unwrap_or(from));
            until(last.days.map_or(last_day, |(_, last)| last), time)
        }
        None => match first.times {
            None => until(last_day, None),
            Some((_, Some(to))) => until(last_day, Some(to)),
            Some((_, None)) => {
                return Err(Stop::refused(format!("Until when? Say the end too, as in “{from}” 16:00.")));
            }
        },
    };
    Span::new(starts, ends).ok_or_else(|| {
        let year = desk.year();
        let say = |at: NaiveDateTime| crate::domain::wording::say::moment(at, year);
        Stop::refused(format!("It would end ({}) before it begins ({}). Say the first day, then the last.", say(ends), say(starts)))
    })
}

fn list(desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let absences = desk.store.absences_from(desk.today())?;
    let name = |absence: &Absence| -> Result<String, Stop> {
        match absence.of {
            Absent::Client(id) => Ok(desk.store.client_line(id)?.name.to_string()),
            Absent::Staff(_) | Absent::Block(_) | Absent::Practice | Absent::Room(_) => Ok(String::new()),
        }
    };
    let mut rows = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    for absence in &absences {
        let who = words::absent(absence.of, &name(absence)?, &desk.directory);
        values.push(json!({
            "id": absence.id.0, "what": who, "starts": stamp_words(absence.span.from()), "ends": stamp_words(absence.span.to()),
            "reason": absence.reason,
        }));
        rows.push(vec![
            format!("{:>3}", absence.id.0),
            words::stretch(&absence.span, desk.year()),
            crate::domain::refusal::capitalize(&who),
            absence.reason.to_string(),
        ]);
    }
    if desk.json {
        return world.json(&json!({"absences": values}));
    }
    if rows.is_empty() {
        return world
            .say("Nobody is off and nothing is closed. “knotbook absence add --therapist NAME \"24 dec\" \"31 dec\"” adds time off.");
    }
    world.say_all(columns(&rows))
}
