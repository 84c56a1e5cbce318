//! The week's list, day by day.
use chrono::{Datelike, NaiveDate};
use clap::Args;
use serde_json::{Value, json};

use super::desk::{Desk, stamp_words, standing_json};
use super::table::columns;
use super::world::{Stop, World};
use crate::domain::book::week::{Booked, Cell, Column, Lane, Stretch, Week};
use crate::domain::ids::StaffId;
use crate::domain::wording::say;
use crate::domain::wording::when::read_day;

/// The week of a day, day by day.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  knotbook week\n  knotbook week next mon\n  knotbook week 24 nov --who Dana")]
pub struct WeekArgs {
    /// Any day of the week, in words: tomorrow, next mon, 24 nov, in 2 weeks [default: today]
    #[arg(value_name = "WHEN")]
    when: Vec<String>,
    /// Only this therapist
    #[arg(long = "therapist", short, visible_alias = "who", value_name = "NAME")]
    therapist: Option<String>,
}

pub(super) fn week(args: &WeekArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let date =
        if args.when.is_empty() { desk.today() } else { read_day(&args.when.join(" "), desk.today(), desk.directory.practice.order)? };
    let only = args.therapist.as_deref().map(|name| desk.therapist(name)).transpose()?;
    let first = date.week(desk.directory.practice.week_starts).checked_first_day().unwrap_or(date);
    let week = desk.store.week(first, 7)?;
    let staff = only.map_or_else(|| week.staff(), |only| vec![only]);
    let days: Vec<Column> = week.columns(&staff);
    if desk.json {
        let days: Vec<Value> = days.iter().map(|day| day_json(day, &week, desk)).collect();
        return world.json(&json!({"first": first, "days": days}));
    }
    for (n, day) in days.iter().enumerate() {
        if n > 0 {
            world.say("")?;
        }
        world.say(heading(day, &week, only, desk))?;
        let lines: Vec<Vec<String>> = rows(day, &week, desk).iter().map(|row| row.cells(&week, desk)).collect();
        world.say_all(columns(&lines))?;
    }
    Ok(())
}

/// An appointment or a stretch of somebody's day that is worth a line.
enum Row<'a> {
    Booked(&'a Booked),
    Stretch(StaffId, &'a Stretch),
    Closed(&'a Stretch),
}

/// The rows of a day by time; a closure once, whomever it concerns.
fn rows<'a>(day: &'a Column, week: &'a Week, desk: &Desk) -> Vec<Row<'a>> {
    let mut rows: Vec<(chrono::NaiveDateTime, Row<'a>)> = Vec::new();
    let mut closed: Vec<usize> = Vec::new();
    for lane in &day.lanes {
        rows.extend(booked_on(lane, week, day.date).map(|booked| (booked.span.from(), Row::Booked(booked))));
        for stretch in &lane.stretches {
            let row = match stretch.cell {
                Cell::Free if stretch.span.minutes() >= desk.directory.shortest_service() => Row::Stretch(lane.staff, stretch),
                Cell::Break | Cell::Blocked(_) => Row::Stretch(lane.staff, stretch),
                Cell::Off(_) if lane.works => Row::Stretch(lane.staff, stretch),
                Cell::Closed(place) if !closed.contains(&place) => {
                    closed.push(place);
                    Row::Closed(stretch)
                }
                _ => continue,
            };
            rows.push((stretch.span.from(), row));
        }
    }
    rows.sort_by_key(|(from, _)| *from);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn booked_on<'a>(lane: &'a Lane, week: &'a Week, date: NaiveDate) -> impl Iterator<Item = &'a Booked> {
    lane.booked.iter().filter_map(|place| week.booked.get(*place)).filter(move |booked| booked.span.date() == date)
}

/// "Tue 24 Nov 2026 · Dana · 5 booked · 2 to confirm · 90 min free", or why nobody works.
fn heading(day: &Column, week: &Week, only: Option<StaffId>, desk: &Desk) -> String {
    let counts = day.counts(week, None, desk.directory.shortest_service(), desk.now);
    let mut parts = vec![say::full_day(day.date)];
    parts.extend(only.map(|staff| desk.directory.staff_short(staff).to_owned()));
    if let Some(absence) = day.away(week, only).and_then(|place| week.absences.get(place)) {
        parts.push(format!("nobody works ({})", absence.reason));
    } else if counts.booked == 0 && day.lanes.iter().all(|lane| !lane.works) {
        parts.push("nobody works".into());
    } else {
        parts.push(format!("{} booked", counts.booked));
        parts.extend(Some(format!("{} to confirm", counts.to_confirm)).filter(|_| counts.to_confirm > 0));
        parts.extend(Some(format!("{} min free", counts.free)).filter(|_| counts.free > 0));
    }
    parts.join(" · ")
}

impl Row<'_> {
    fn cells(&self, week: &Week, desk: &Desk) -> Vec<String> {
        match self {
            Self::Booked(booked) => vec![
                format!("  {}", say::time(booked.span.from().time())),
                format!("{:>3}", booked.span.minutes()),
                booked.status.mark().to_string(),
                booked.name(),
                desk.directory.service_short(booked.service).to_owned(),
                desk.directory.staff_short(booked.staff).to_owned(),
                desk.directory.room_short(booked.room).to_owned(),
                format!("#{}", booked.id.0),
                if booked.dated.is_some() { "repeats".to_owned() } else { String::new() },
            ],
            Self::Stretch(_, stretch) | Self::Closed(stretch) => {
                let staff = if let Self::Stretch(staff, _) = self { desk.directory.staff_short(*staff) } else { "" };
                let all_day = stretch.span.minutes() == 24 * 60;
                vec![
                    if all_day { "  all day".to_owned() } else { format!("  {}", say::time(stretch.span.from().time())) },
                    if all_day { String::new() } else { format!("{:>3}", stretch.span.minutes()) },
                    String::new(),
                    words(stretch.cell, week),
                    String::new(),
                    staff.to_owned(),
                ]
            }
        }
    }
}

fn words(cell: Cell, week: &Week) -> String {
    let (what, place) = match cell {
        Cell::Free => return "free".into(),
        Cell::Break => return "break".into(),
        Cell::Blocked(place) => ("blocked", place),
        Cell::Off(place) => ("off", place),
        Cell::Closed(place) => ("closed", place),
        Cell::Booked(_) | Cell::CleanUp(_) | Cell::Outside => return String::new(),
    };
    let reason = week.absences.get(place).map_or("", |absence| absence.reason.as_str());
    if reason.is_empty() { what.to_owned() } else { format!("{what} ({reason})") }
}

fn kind(cell: Cell) -> &'static str {
    match cell {
        Cell::Free => "free",
        Cell::Break => "break",
        Cell::Blocked(_) => "blocked",
        Cell::Off(_) => "off",
        Cell::Closed(_) => "closed",
        Cell::Booked(_) => "appointment",
        Cell::CleanUp(_) => "clean-up",
        Cell::Outside => "outside",
    }
}

fn day_json(day: &Column, week: &Week, desk: &Desk) -> Value {
    let counts = day.counts(week, None, desk.directory.shortest_service(), desk.now);
    let rows: Vec<Value> = rows(day, week, desk).iter().map(|row| row_json(row, week, desk)).collect();
    json!({"date": day.date, "weekday": day.date.weekday().to_string(), "booked": counts.booked, "to_confirm": counts.to_confirm,
        "free_minutes": counts.free, "rows": rows})
}

fn row_json(row: &Row<'_>, week: &Week, desk: &Desk) -> Value {
    let directory = &desk.directory;
    match row {
        Row::Booked(booked) => json!({
            "kind": "appointment", "id": booked.id.0, "client": {"id": booked.client.0, "name": booked.client_name},
            "starts": stamp_words(booked.span.from()), "ends": stamp_words(booked.span.to()), "minutes": booked.span.minutes(),
            "status": booked.status.word(), "service": directory.service_short(booked.service),
            "therapist": directory.staff_short(booked.staff), "room": booked.room.map(|_| directory.room_short(booked.room)),
            "standing": standing_json(booked.dated),
        }),
        Row::Stretch(_, stretch) | Row::Closed(stretch) => {
            let staff = if let Row::Stretch(staff, _) = row { Some(directory.staff_short(*staff)) } else { None };
            json!({
                "kind": kind(stretch.cell), "starts": stamp_words(stretch.span.from()), "ends": stamp_words(stretch.span.to()),
                "minutes": stretch.span.minutes(), "therapist": staff, "words": words(stretch.cell, week),
            })
        }
    }
}
