//! The day's list.
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::desk::{Desk, stamp_words};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::ids::StaffId;
use crate::domain::people::alert;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::domain::wording::when::read_day;

/// Today's list.
#[derive(Debug, Args)]
pub struct TodayArgs {
    /// Only this therapist
    #[arg(long, short, value_name = "NAME")]
    therapist: Option<String>,
}

/// The list of a day.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook day tomorrow\n  knotbook day next tue\n  knotbook day 24 nov --therapist Dana")]
pub struct DayArgs {
    /// The day in words: tomorrow, tue, next tue, 24 nov, 24/11, in 2 weeks
    #[arg(required = true, value_name = "WHEN")]
    when: Vec<String>,
    /// Only this therapist
    #[arg(long, short, value_name = "NAME")]
    therapist: Option<String>,
}

pub(super) fn today(args: &TodayArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    show(desk.today(), args.therapist.as_deref(), desk, world)
}

pub(super) fn day(args: &DayArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let date = read_day(&args.when.join(" "), desk.today(), desk.directory.practice.order)?;
    show(date, args.therapist.as_deref(), desk, world)
}

fn show(date: NaiveDate, therapist: Option<&str>, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let only = therapist.map(|name| desk.therapist(name)).transpose()?;
    let day = desk.store.day(date)?;
    let rows = day.rows(only, desk.directory.shortest_service(), desk.now);
    if desk.json {
        let rows: Vec<Value> = rows.iter().filter_map(|row| row_json(row, &day, desk)).collect();
        let counts = day.counts(only);
        return world.json(&json!({
            "date": date, "booked": counts.booked, "to_confirm": counts.to_confirm, "to_rebook": day.to_rebook, "rows": rows,
        }));
    }
    world.say(heading(&day, only, desk))?;
    if rows.iter().all(|row| matches!(row, Row::Now(_))) {
        return world.say("Nobody works on this day and nothing is in the book. “knotbook free” finds the next free times.");
    }
    let lines: Vec<Vec<String>> = rows.iter().map(|row| row_cells(row, &day, desk)).collect();
    world.say_all(columns(&lines))
}

fn heading(day: &Day, only: Option<StaffId>, desk: &Desk) -> String {
    let counts = day.counts(only);
    let mut parts = vec![say::full_day(day.date)];
    parts.extend(only.map(|staff| desk.directory.staff_short(staff).to_owned()));
    parts.push(format!("{} booked", counts.booked));
    let some = [(counts.to_confirm, "to confirm"), (usize::try_from(day.to_rebook).unwrap_or(0), "to rebook")];
    parts.extend(some.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    parts.join(" · ")
}

fn row_cells(row: &Row, day: &Day, desk: &Desk) -> Vec<String> {
    let staff_of = |staff: StaffId| desk.directory.staff_short(staff).to_owned();
    let timed = |span: &Span, words: &str, staff: String| {
        let cells = [say::time(span.from().time()), format!("{:>3}", span.minutes()), String::new(), words.to_owned(), String::new()];
        cells.into_iter().chain([staff]).collect()
    };
    match row {
        Row::Entry(place) => day.entries.get(*place).map_or_else(Vec::new, |entry| entry_cells(entry, day.has_namesake(*place), desk)),
        Row::Free { staff, span } => timed(span, "free", staff_of(*staff)),
        Row::Break { staff, span } => timed(span, "break", staff_of(*staff)),
        Row::Away { absence, span } => {
            let away = day.absences.get(*absence);
            let words = away.map(|away| away_words(&away.of, away.reason.as_str(), desk)).unwrap_or_default();
            timed(span, &words, String::new())
        }
        Row::Now(at) => vec![say::time(at.time()), String::new(), String::new(), "── now".to_owned()],
    }
}

fn away_words(of: &crate::domain::practice::hours::Absent, reason: &str, desk: &Desk) -> String {
    use crate::domain::practice::hours::Absent;
    let what = match of {
        Absent::Staff(staff) => format!("{} is off", desk.directory.staff_short(*staff)),
        Absent::Block(staff) => format!("{}: blocked", desk.directory.staff_short(*staff)),
        Absent::Practice => "closed".to_owned(),
        Absent::Room(room) => format!("{} is out of use", desk.directory.room_short(Some(*room))),
        Absent::Client(_) => "a client is away".to_owned(),
    };
    if reason.is_empty() { what } else { format!("{what} ({reason})") }
}

fn entry_cells(entry: &Entry, namesake: bool, desk: &Desk) -> Vec<String> {
    let appointment = &entry.appointment;
    let mark = entry.alert.as_ref().map_or("", |alert| alert.level.mark());
    let name = [appointment.client_name.as_str(), mark].join(" ");
    let mut words: Vec<String> = Vec::new();
    if let Some(alert) = &entry.alert {
        words.extend(alert::said(alert.text.as_ref(), &alert.handling).into_iter().map(str::to_owned));
    }
    if namesake {
        words.push(entry.phones.to_string());
        words.extend(entry.born.map(|born| format!("born {}", say::full_day(born))));
    }
    words.extend(entry.first_visit.then(|| "first visit".to_owned()));
    words.extend(appointment.dated.map(|_| "repeats".to_owned()));
    words.extend(appointment.status.waits().then(|| appointment.status.word().to_owned()));
    words.extend(appointment.overdue(desk.now));
    words.extend(Some(appointment.note.to_string().replace('\n', " ")));
    words.retain(|part| !part.is_empty());
    vec![
        say::time(appointment.span.from().time()),
        format!("{:>3}", appointment.span.minutes()),
        appointment.status.mark().to_string(),
        name.trim_end().to_owned(),
        desk.directory.service_short(appointment.service).to_owned(),
        desk.directory.staff_short(appointment.staff).to_owned(),
        desk.directory.room_short(appointment.room).to_owned(),
        format!("#{}", appointment.id.0),
        words.join(" · "),
    ]
}

fn row_json(row: &Row, day: &Day, desk: &Desk) -> Option<Value> {
    let timed = |kind: &str, span: &Span, therapist: Option<StaffId>, words: Option<String>| {
        json!({
            "kind": kind, "starts": stamp_words(span.from()), "ends": stamp_words(span.to()), "minutes": span.minutes(),
            "therapist": therapist.map(|staff| desk.directory.staff_short(staff)), "words": words,
        })
    };
    match row {
        Row::Entry(place) => {
            let entry = day.entries.get(*place)?;
            let mut value = desk.appointment_json(&entry.appointment);
            value["kind"] = json!("appointment");
            value["first_visit"] = json!(entry.first_visit);
            value["phones"] = json!(entry.phones);
            value["alert"] = entry
                .alert
                .as_ref()
                .map_or(Value::Null, |alert| json!({"level": alert.level.word(), "handling": alert.handling, "text": alert.text}));
            Some(value)
        }
        Row::Free { staff, span } => Some(timed("free", span, Some(*staff), None)),
        Row::Break { staff, span } => Some(timed("break", span, Some(*staff), None)),
        Row::Away { absence, span } => {
            let away = day.absences.get(*absence)?;
            Some(timed("away", span, None, Some(away_words(&away.of, away.reason.as_str(), desk))))
        }
        Row::Now(_) => None,
    }
}
