//! What an act on a standing appointment would do or has done, date by date, in words and for scripts.
use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::weigh::{CameOfIt, Met, Ways, Weighed, weigh};
use super::which::Found;
use crate::cli::desk::{Desk, stamp_words};
use crate::cli::table::columns;
use crate::cli::world::{Stop, World};
use crate::domain::book::appointment::Slot;
use crate::domain::book::series::act::{Fate, Planned, SeriesAct, Target};
use crate::domain::change::{Applied, BookChange, Change};
use crate::domain::ids::SeriesId;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// Whose standing appointment an act is on, and its dates before.
pub(super) struct On<'a> {
    pub(super) client: Clean,
    pub(super) found: Option<&'a Found>,
}

impl<'a> From<&'a Found> for On<'a> {
    fn from(found: &'a Found) -> Self {
        Self { client: found.series.client_name.clone(), found: Some(found) }
    }
}

/// Judges an act, and does it or says what it would do. Nothing is done while something stands against a date.
pub(super) fn put(act: SeriesAct, ways: &Ways, on: &On<'_>, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let weighed = weigh(act, ways, desk)?;
    put_weighed(&weighed, ways, on, desk, world)
}

pub(super) fn put_weighed(weighed: &Weighed, ways: &Ways, on: &On<'_>, desk: &mut Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let dates = dates(weighed, on, desk);
    if ways.dry_run {
        return dry_run(weighed, &dates, on, desk, world);
    }
    if weighed.is_open() {
        return Err(open(weighed, &dates, on, desk));
    }
    let applied = desk.apply(&Change::Book(BookChange::Series(vec![weighed.act.clone()])))?;
    let series = series_of(&weighed.act, &applied, desk)?;
    if desk.json {
        return world.json(&answer(weighed, &dates, desk, Some((&applied, series))));
    }
    world.say(&applied.words)?;
    world.say_all(rows(&dates, |date| !matches!(date.state, "free" | "stays")))?;
    let number = series.map(|id| format!("number {0}: “knotbook series show {0}” lists its dates; ", id.0)).unwrap_or_default();
    world.say(format!("  {number}“knotbook undo” takes it back"))
}

fn dry_run(weighed: &Weighed, dates: &[Date], on: &On<'_>, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    if desk.json {
        return world.json(&answer(weighed, dates, desk, None));
    }
    world.say(heading(weighed, on, desk))?;
    world.say_all(rows(dates, |_| true))?;
    if weighed.is_open() {
        world.say(ways_out(weighed.open(), dates.len()))?;
    }
    world.say("Nothing was changed yet: leave --dry-run out to do it.")
}

/// The dates that nobody has decided on, and the ways to.
fn open(weighed: &Weighed, dates: &[Date], on: &On<'_>, desk: &Desk) -> Stop {
    let mut lines = vec![heading(weighed, on, desk)];
    lines.extend(rows(dates, |date| date.state == "to decide"));
    lines.push(ways_out(weighed.open(), dates.len()));
    lines.push("Nothing was changed. --dry-run shows all its dates.".into());
    Stop::refused(lines.join("\n"))
}

fn ways_out(open: usize, of: usize) -> String {
    let (is, them) = if open == 1 { ("is", "it") } else { ("are", "them") };
    format!(
        "{open} of {} {is} to decide: --on-conflict nearest takes the nearest free time, skip leaves {them} out, decide lets {them} wait \
         for a decision; --anyway \"why\" books in spite of it.",
        say::count(of, "date", "dates")
    )
}

/// "Every 2 weeks on Tuesday at 10:00, 8 times · Maria Smith · TrP 60 · Dana".
fn heading(weighed: &Weighed, on: &On<'_>, desk: &Desk) -> String {
    let terms = weighed.act.terms();
    let (service, staff) = (desk.directory.service_short(terms.service), desk.directory.staff_short(terms.staff));
    format!("{} · {} · {service} · {staff}", terms.repeats(), on.client)
}

/// One date, and what becomes of it.
struct Date {
    number: u32,
    at: NaiveDateTime,
    /// "Tue 22 Dec 10:00", "Tue 22 Dec 10:00 → Wed 23 Dec 11:00".
    when: String,
    state: &'static str,
    /// What is said of it beside its state.
    said: String,
    slot: Option<Slot>,
    conflicts: Vec<String>,
    nearest: Option<Slot>,
    appointment: Option<i64>,
}

fn dates(weighed: &Weighed, on: &On<'_>, desk: &Desk) -> Vec<Date> {
    let mut planned: Vec<&Planned> = weighed.act.dates.iter().collect();
    planned.sort_by_key(|planned| planned.rule_date);
    let (before, others) = numbered(&weighed.act, on);
    let all: BTreeSet<NaiveDateTime> = others.into_iter().chain(planned.iter().map(|planned| planned.rule_date)).collect();
    let number = |at: NaiveDateTime| before + u32::try_from(all.range(..=at).count()).unwrap_or(u32::MAX);
    let is_told = |planned: &&&Planned| match (&planned.fate, planned.row) {
        (Fate::Stay, Some(row)) => row.slot.span.from() > desk.now && row.status.is_expected(),
        (Fate::Stay, None) => false,
        (Fate::Book { .. } | Fate::Skip | Fate::Decide | Fate::CallOff { .. }, _) => true,
    };
    planned.iter().filter(is_told).map(|planned| date(planned, number(planned.rule_date), weighed, on, desk)).collect()
}

/// How many dates come before the first number, and the rule dates that the act does not touch.
fn numbered(act: &SeriesAct, on: &On<'_>) -> (u32, Vec<NaiveDateTime>) {
    match (&act.target, on.found) {
        (Target::New { .. }, _) | (_, None) => (0, Vec::new()),
        (Target::Split { before, .. }, _) => (*before, Vec::new()),
        (Target::Same { .. }, Some(found)) => {
            let touched: BTreeSet<_> = act.dates.iter().filter_map(|planned| planned.row).map(|row| row.id).collect();
            let others = found.rows.iter().filter(|(_, row)| !touched.contains(&row.id)).map(|(at, _)| *at);
            (found.series.before, others.collect())
        }
    }
}

fn date(planned: &Planned, number: u32, weighed: &Weighed, on: &On<'_>, desk: &Desk) -> Date {
    let met = weighed.met.get(&planned.rule_date);
    let moment = |at: NaiveDateTime| say::moment(at, desk.year());
    let slot = match &planned.fate {
        Fate::Book { slot, .. } => Some(*slot),
        Fate::Stay => planned.row.map(|row| row.slot),
        Fate::Skip | Fate::Decide | Fate::CallOff { .. } => None,
    };
    let was = planned.row.map_or(planned.rule_date, |row| row.slot.span.from());
    let when = match slot {
        Some(slot) if slot.span.from() != was => format!("{} → {}", moment(was), moment(slot.span.from())),
        _ => moment(was),
    };
    let known = planned.row.is_some_and(|row| on.found.is_some_and(|found| found.rows.iter().any(|(_, own)| own.id == row.id)));
    let state = match (&planned.fate, met.map(|met| met.came_of_it)) {
        (_, Some(CameOfIt::Open)) | (Fate::Decide, _) => "to decide",
        (Fate::Book { .. }, Some(CameOfIt::Anyway)) => "booked anyway",
        (Fate::Book { .. }, Some(CameOfIt::Elsewhere)) => "elsewhere",
        (Fate::Book { .. }, _) => "free",
        (Fate::Skip, _) => "skipped",
        (Fate::CallOff { .. }, _) => "called off",
        (Fate::Stay, _) if known => "stays",
        (Fate::Stay, _) => "taken over",
    };
    let conflicts: Vec<String> = met.map(|met| met.conflicts.iter().map(ToString::to_string).collect()).unwrap_or_default();
    let mut date = Date {
        number,
        at: planned.rule_date,
        when,
        state,
        said: String::new(),
        slot,
        conflicts,
        nearest: met.and_then(|met| met.nearest),
        appointment: planned.row.map(|row| row.id.0),
    };
    date.said = said(&date, met, desk);
    date
}

fn said(date: &Date, met: Option<&Met>, desk: &Desk) -> String {
    let against = date.conflicts.join("; ");
    let number = date.appointment.unwrap_or_default();
    match (date.state, met.map(|met| met.came_of_it)) {
        (_, Some(CameOfIt::Open)) => {
            let nearest = date.nearest.map(|slot| say::moment(slot.span.from(), desk.year()));
            let nearest = nearest.map_or_else(|| "nothing is free near it".to_owned(), |at| format!("nearest: {at}"));
            format!("{against}  {nearest}")
        }
        ("taken over", _) => format!("appointment {number} becomes this date"),
        ("stays", _) => "stays as it is".into(),
        ("elsewhere", _) => against,
        (state, Some(_)) => format!("{state}: {against}"),
        (state, None) => state.into(),
    }
}

fn rows(dates: &[Date], is_told: impl Fn(&Date) -> bool) -> Vec<String> {
    let row = |date: &Date| vec![format!("{:>3}", date.number), date.when.clone(), date.said.clone()];
    columns(&dates.iter().filter(|date| is_told(date)).map(row).collect::<Vec<_>>())
}

/// The standing appointment as it is after the act: a new one where it was made or parted.
fn series_of(act: &SeriesAct, applied: &Applied, desk: &Desk) -> Result<Option<SeriesId>, Stop> {
    if let Target::Same { id, .. } = &act.target {
        return Ok(Some(*id));
    }
    let first = applied.appointment.or_else(|| act.dates.iter().find_map(|planned| planned.row.map(|row| row.id)));
    let Some(first) = first else { return Ok(None) };
    Ok(desk.store.position(first)?.map(|(series, _)| series.id))
}

fn answer(weighed: &Weighed, dates: &[Date], desk: &Desk, done: Option<(&Applied, Option<SeriesId>)>) -> Value {
    let terms = weighed.act.terms();
    let one = |date: &Date| {
        let place = |slot: &Slot| {
            let room = slot.room.map(|_| desk.directory.room_short(slot.room));
            json!({"starts": stamp_words(slot.span.from()), "therapist": desk.directory.staff_short(slot.staff), "room": room})
        };
        json!({
            "number": date.number, "at": stamp_words(date.at), "becomes": if date.state == "free" { "booked" } else { date.state },
            "place": date.slot.as_ref().filter(|_| date.state != "to decide").map(place), "conflicts": date.conflicts,
            "nearest": date.nearest.map(|slot| stamp_words(slot.span.from())), "appointment": date.appointment,
        })
    };
    json!({
        "done": done.map(|(applied, _)| applied.words.clone()),
        "change": done.map(|(applied, _)| applied.change.0),
        "series": done.and_then(|(_, series)| series).map(|id| id.0),
        "repeats": terms.repeats(), "rule": terms.rule.to_string(), "from": stamp_words(terms.first),
        "to_decide": weighed.open(),
        "dates": dates.iter().map(one).collect::<Vec<_>>(),
    })
}
