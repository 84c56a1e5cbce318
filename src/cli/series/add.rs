//! Making a standing appointment.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use clap::Args;

use super::doing::{On, put_weighed};
use super::weigh::{OnConflict, Ways, Weighed, weigh};
use crate::cli::desk::Desk;
use crate::cli::offer::{self, Settled, WishArgs};
use crate::cli::whom;
use crate::cli::world::{Stop, World};
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::series::act::Fate;
use crate::domain::book::series::review::Asked;
use crate::domain::book::series::suited::best;
use crate::domain::book::series::{MOST_DATES, Terms, plan};
use crate::domain::change::Who;
use crate::domain::ids::{ClientId, StaffId};
use crate::domain::people::card::ClientLine;
use crate::domain::text::Clean;
use crate::domain::wording::line::Line;
use crate::domain::wording::when::{self, DayWish, TimeWish};
use crate::domain::wording::{repeat, say};

/// Makes a standing appointment.
#[derive(Debug, Args)]
#[command(
    after_help = "What is left out is the client's usual: service and length. Where no therapist is named, it is the one with the fewest conflicts over\nall dates, of several alike the usual one. Any free room will do unless one is named. A\nsingle appointment of the client at one of the dates becomes that date.\n\nExamples:\n  knotbook series add maria smith every 2 weeks tue 10:00 x8 @dana\n  knotbook series add smith weekly from tue 1 dec 14:30 until 12 mar --dry-run\n  knotbook series add smith 1st mon monthly 9:00 --on-conflict nearest\n  knotbook series add smith tue and thu 10:00 x10 --on-conflict skip --fill-at-end\n  knotbook series add smith --rule \"FREQ=WEEKLY;COUNT=8\" --from 2026-11-24T10:00"
)]
pub(super) struct AddArgs {
    /// The client: a part of the name, the phone, or the number from “find”
    client: String,
    /// How often, until when, day, time, service, minutes, therapist, room, in any order
    #[arg(value_name = "REPEATS")]
    words: Vec<String>,
    #[command(flatten)]
    wishes: WishArgs,
    /// The time of day
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// An exact rule in place of words: "FREQ=WEEKLY;INTERVAL=2;COUNT=8"
    #[arg(long, value_name = "RRULE", requires = "from")]
    rule: Option<String>,
    /// The day it begins on or after; with --rule the moment that the rule counts from: 2026-11-24T10:00
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// A note for the desk
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    ways: Ways,
    /// Put as many dates at the end as are skipped
    #[arg(long)]
    fill_at_end: bool,
}

/// What was understood of the words.
struct Said {
    client: ClientLine,
    rule: Rule,
    first: NaiveDateTime,
    settled: Settled,
}

pub(super) fn run(args: &AddArgs, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let said = match &args.rule {
        Some(rule) => by_rule(rule, args, desk)?,
        None => by_words(args, desk)?,
    };
    let mut terms = Terms {
        client: Some(said.client.id),
        service: said.settled.service,
        staff: said.settled.staff.unwrap_or(StaffId(0)),
        room: said.settled.room,
        minutes: said.settled.minutes,
        buffer: said.settled.buffer,
        rule: said.rule,
        first: said.first,
        ended: None,
    };
    terms.staff = therapist(&said.settled, &terms, desk)?;
    terms.slot(terms.first).check()?;
    if terms.counted().is_some_and(|count| count > MOST_DATES) {
        return Err(Stop::refused(format!(
            "A standing appointment has at most {MOST_DATES} dates. Say fewer times, or “until further notice”."
        )));
    }
    let weighed = filled(said.client.id, &terms, args, desk)?;
    if weighed.act.dates.is_empty() {
        return Err(Stop::refused("None of its dates is still to come. Say a later beginning or a later end."));
    }
    let on = On { client: said.client.name, found: None };
    put_weighed(&weighed, &args.ways, &on, desk, world)
}

/// The act with what was said for its conflicts; with as many dates at the end as are skipped, if that was said.
fn filled(client: ClientId, terms: &Terms, args: &AddArgs, desk: &Desk) -> Result<Weighed, Stop> {
    let note = Clean::text(&args.note);
    let make = |terms: &Terms| weigh(plan::make(Who::Known(client), terms.clone(), note.clone(), desk.now), &args.ways, desk);
    let mut weighed = make(terms)?;
    if !args.fill_at_end {
        return Ok(weighed);
    }
    let Some(counted) = terms.counted() else {
        return Err(Stop::refused("--fill-at-end is for a number of dates, as in “x8”: these have no last one to put others behind."));
    };
    if args.ways.on_conflict != OnConflict::Skip {
        return Err(Stop::refused("--fill-at-end goes with --on-conflict skip: it makes up for the dates that are skipped."));
    }
    let wanted = weighed.act.dates.len();
    let mut count = counted;
    loop {
        let missing = wanted.saturating_sub(weighed.act.dates.iter().filter(|planned| planned.fate != Fate::Skip).count());
        count = count.saturating_add(u32::try_from(missing).unwrap_or(u32::MAX));
        if missing == 0 {
            return Ok(weighed);
        }
        if count > MOST_DATES {
            return Err(Stop::refused(format!(
                "With those at the end it would have more than {MOST_DATES} dates. Say another day or time."
            )));
        }
        weighed = make(&Terms { rule: terms.rule.with_end(End::Count(count)), ..terms.clone() })?;
    }
}

/// An exact rule; the words say the rest.
fn by_rule(rule: &str, args: &AddArgs, desk: &Desk) -> Result<Said, Stop> {
    let rule = Rule::read(rule, Some(desk.directory.practice.zone)).map_err(Stop::Refused)?;
    let from = args.from.as_deref().unwrap_or_default();
    let first = NaiveDateTime::parse_from_str(from, "%Y-%m-%dT%H:%M").or_else(|_| NaiveDateTime::parse_from_str(from, "%Y-%m-%d %H:%M"));
    let first = first.map_err(|_| Stop::refused(format!("“{from}” is no moment: with --rule write it as in --from 2026-11-24T10:00.")))?;
    let line = offer::understand(&together(&args.words), &args.wishes, desk)?;
    if line.when.day.is_some() || line.when.time != TimeWish::Any || args.at.is_some() {
        return Err(Stop::refused("With --rule, day and time are said with --from alone. Leave the others out."));
    }
    let (client, settled) = settle(args, line, desk)?;
    Ok(Said { client, rule, first, settled })
}

fn by_words(args: &AddArgs, desk: &Desk) -> Result<Said, Stop> {
    let order = desk.directory.practice.order;
    let text = together(&args.words);
    let read = |start: NaiveDateTime| repeat::read(&text, start, order).map_err(Stop::Refused);
    let today = desk.today().and_time(NaiveTime::MIN);
    let said = read(today)?.ok_or_else(|| not_said(args))?;
    // With a word of repeating beside it a day is where something begins.
    let rest = said.rest.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ");
    let mut line = offer::understand(&format!("weekly {rest}"), &args.wishes, desk)?;
    line.left.retain(|word| word != "weekly");
    let begins = begins(args, &line, desk)?;
    let days = |start| Ok::<_, Stop>(read(start)?.map(|said| said.rule.with_end(End::Never)));
    let names_its_day = days(today)? == days(today + TimeDelta::days(1))?;
    if begins.is_none() && !names_its_day {
        return Err(Stop::refused("On which day? Say it like “tue”, or where it begins: --from \"24 nov\"."));
    }
    let same = offer::last_time(Some(whose(args, &line, desk)?.id), desk)?;
    let time = time(args, said.at, &line, same)?;
    let start = begins.unwrap_or(desk.today()).and_time(time);
    let said = read(start)?.ok_or_else(|| not_said(args))?;
    let first = said.rule.with_end(End::Never).dates(start).find(|at| *at > desk.now);
    let first = first.ok_or_else(|| Stop::refused("This has no date that is still to come. Say other days."))?;
    // “for 10 weeks” is counted from the first date.
    let rule = read(first)?.ok_or_else(|| not_said(args))?.rule;
    let (client, settled) = settle(args, line, desk)?;
    Ok(Said { client, rule, first, settled })
}

/// The day that it begins on or after, if one was said.
fn begins(args: &AddArgs, line: &Line, desk: &Desk) -> Result<Option<NaiveDate>, Stop> {
    let said = line.when.day.map(|day| match day {
        DayWish::On(date) => date,
        DayWish::From { from, .. } => from,
    });
    let own = args.from.as_deref().map(|from| super::which::day(from, desk)).transpose()?;
    match (said, own) {
        (Some(said), Some(own)) if said != own => {
            let day = |date| say::day(date, desk.year());
            Err(Stop::refused(format!("It cannot begin on {} and on {}. Say one of them.", day(said), day(own))))
        }
        (said, own) => Ok(own.or(said)),
    }
}

fn time(args: &AddArgs, said: Option<NaiveTime>, line: &Line, same: Option<NaiveTime>) -> Result<NaiveTime, Stop> {
    let in_line = match line.when.time {
        TimeWish::At(time) => Some(time),
        TimeWish::Same => same,
        TimeWish::Any | TimeWish::Window { .. } | TimeWish::Now => None,
    };
    let own = args.at.as_deref().map(when::read_time).transpose()?;
    own.or(said).or(in_line).ok_or_else(|| Stop::refused("At what time? Say it like “10:00”, or --at 10:00."))
}

fn not_said(args: &AddArgs) -> Stop {
    let words = args.words.join(" ");
    let head = if words.is_empty() { "How often?".to_owned() } else { format!("“{words}” does not say how often.") };
    Stop::refused(format!("{head} Say it like “every 2 weeks tue 10:00 x8”, “tue and thu 9:00 until 12 mar” or “1st mon monthly 14:30”."))
}

/// The client, of whose name more words may have been said, and what is usual for them.
fn settle(args: &AddArgs, mut line: Line, desk: &Desk) -> Result<(ClientLine, Settled), Stop> {
    let client = whose(args, &line, desk)?;
    line.left.clear();
    let settled = offer::settle(line, Some(client.id), desk)?;
    Ok((client, settled))
}

fn whose(args: &AddArgs, line: &Line, desk: &Desk) -> Result<ClientLine, Stop> {
    let words: Vec<&str> = std::iter::once(args.client.as_str()).chain(line.left.iter().map(String::as_str)).collect();
    whom::client(desk, &words.join(" "), false)
}

/// The one who treats: said, or of those who offer it whom the dates suit best.
fn therapist(settled: &Settled, terms: &Terms, desk: &Desk) -> Result<StaffId, Stop> {
    if let Some(staff) = settled.staff {
        return Ok(staff);
    }
    let offering = desk.directory.therapists().filter(|staff| staff.offers.contains(&settled.service)).map(|staff| staff.id);
    let offering: Vec<StaffId> = offering.collect();
    let dates = terms.dates(desk.today()).into_iter();
    let asked: Vec<Asked> = dates.map(|at| Asked { rule_date: at, row: None, slot: terms.slot(at) }).collect();
    let suited = desk.store.suited(&asked, &offering, terms.room.is_none(), desk.now)?;
    best(&suited, settled.usual_staff)
        .ok_or_else(|| Stop::refused("Nobody here offers that service. Take another, or name a therapist with --therapist."))
}

/// The words as one line; one that came in quotes stays together.
fn together(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// Words that came as one are a name, unless they say days, times or repeats.
fn quoted(word: &str) -> String {
    let is_name = word.contains(char::is_whitespace) && !word.contains('"') && word.chars().all(|c| !c.is_ascii_digit());
    let repeats = || ["every", "weekly", "daily", "monthly", "yearly", "until"].iter().any(|known| word.to_lowercase().contains(known));
    if is_name && !repeats() { format!("\"{word}\"") } else { word.to_owned() }
}
