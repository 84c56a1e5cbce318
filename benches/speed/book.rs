//! Files of any size: eight therapists in eight rooms, six days a week, 85 of a hundred hours taken, as far back as it takes.
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use chrono::{DateTime, Datelike, Local, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use fastrand::Rng;
use knotbook::domain::book::status::{CancelledBy, RealTimes, Status};
use knotbook::domain::change::{Change, Founding, Import, Imported, NewAbsence, PeopleChange, PracticeChange, Ref, Stamp};
use knotbook::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use knotbook::domain::people::alert::{Level, NewAlert};
use knotbook::domain::people::client::NewClient;
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::Practice;
use knotbook::domain::practice::hours::{Absent, ShiftDays};
use knotbook::domain::practice::role::{Role, Viewer};
use knotbook::domain::practice::room::NewRoom;
use knotbook::domain::practice::service::NewService;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::domain::wording::when::DateOrder;
use knotbook::store::Store;

pub(crate) const THERAPISTS: i64 = 8;
/// Minutes of the day at which a session of an hour begins.
const STARTS: [i64; 8] = [480, 555, 630, 705, 825, 900, 975, 1050];
/// Rows in one act of the import.
const BATCH: usize = 50_000;

/// A file, and the day it was made for.
pub(crate) struct Made {
    pub(crate) file: PathBuf,
    pub(crate) today: NaiveDate,
    pub(crate) clients: usize,
}

impl Made {
    /// Ten in the morning of the day.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc.from_utc_datetime(&at(self.today, 600))
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { at: self.now(), by: Some(StaffId(1)) }
    }

    /// The file, open as somebody who treats.
    pub(crate) fn open(&self) -> Result<Store> {
        let mut store = Store::open(&self.file)?;
        store.view_as(Viewer { staff: Some(StaffId(1)), role: Role::Therapist, treats: true });
        Ok(store)
    }
}

/// The file of this size for this week, made if it is not there.
pub(crate) fn ready(folder: &Path, size: usize) -> Result<Made> {
    let today = Local::now().date_naive();
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    let file = folder.join(format!("book-{size}-{monday}.knot"));
    let made = Made { file, today: monday, clients: clients_of(size) };
    if made.file.exists() {
        return Ok(made);
    }
    let begun = Instant::now();
    let part = folder.join(format!("making-{size}.knot"));
    for ending in ["", "-wal", "-shm"] {
        let old = PathBuf::from(format!("{}{ending}", part.display()));
        if old.exists() {
            fs::remove_file(old)?;
        }
    }
    let mut store = Store::open(&part)?;
    found(&mut store, &made)?;
    let mut appointments = appointments(size, &made).into_iter().peekable();
    let mut people = clients(made.clients);
    while appointments.peek().is_some() {
        let some: Vec<Imported> = appointments.by_ref().take(BATCH).collect();
        let import =
            Import { source: "another book".into(), clients: std::mem::take(&mut people), appointments: some, ..Import::default() };
        store.apply(&Change::Import(Box::new(import)), made.stamp())?;
    }
    around(&mut store, &made)?;
    drop(store);
    fs::rename(&part, &made.file).context("The new file could not be named")?;
    eprintln!("made {} appointments in {:.1} s", size, begun.elapsed().as_secs_f64());
    Ok(made)
}

fn clients_of(size: usize) -> usize {
    match size {
        ..=10_000 => 400,
        10_001..=200_000 => 4_000,
        _ => 20_000,
    }
}

fn at(date: NaiveDate, minutes: i64) -> chrono::NaiveDateTime {
    date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes)
}

/// The practice without clients.
pub(crate) fn found(store: &mut Store, made: &Made) -> Result<()> {
    let service = |name: &str, minutes, buffer| NewService {
        name: name.into(),
        short: name.into(),
        modality: "trigger point".into(),
        minutes,
        buffer,
        needs_room: true,
        price: Some(9_500),
    };
    let time = |minutes: u32| NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or(NaiveTime::MIN);
    let long_ago = NaiveDate::from_ymd_opt(1900, 1, 1).context("a date")?;
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];
    let shift = |weekday, from: u32, to: u32| NewShift {
        days: ShiftDays::Weekly { weekday, every: 1, from: long_ago, until: None },
        from: time(from),
        to: time(to),
    };
    let therapist = |n: i64| NewStaff {
        name: Clean::line(&format!("Therapist {n}")),
        short: Clean::line(&format!("T{n}")),
        role: if n == 1 { Role::Owner } else { Role::Therapist },
        treats: true,
        os_user: Clean::default(),
        offers: vec![Ref::New(0), Ref::New(1)],
        hours: week.iter().flat_map(|day| [shift(*day, 480, 780), shift(*day, 825, 1140)]).collect(),
    };
    let room = |n: i64| NewRoom { name: Clean::line(&format!("Room {n}")), short: Clean::line(&format!("R{n}")) };
    let founding = Founding {
        practice: Practice::new("Long Street Practice".into(), chrono_tz::UTC, DateOrder::DayFirst),
        services: vec![service("TrP 60", 60, 15), service("TrP 30", 30, 0)],
        rooms: (1..=THERAPISTS).map(room).collect(),
        staff: (1..=THERAPISTS).map(therapist).collect(),
    };
    store.apply(&Change::Practice(PracticeChange::Found(Box::new(founding))), Stamp { at: made.now(), by: None })?;
    Ok(())
}

pub(crate) fn clients(count: usize) -> Vec<NewClient> {
    const FIRST: [&str; 20] = [
        "Ana",
        "Maria",
        "Søren",
        "Łukasz",
        "Ольга",
        "Zoë",
        "James",
        "Ruth",
        "Inês",
        "Ayşe",
        "Νίκος",
        "Priya",
        "John",
        "Siobhán",
        "Uwe",
        "Grace",
        "Tomás",
        "Mei",
        "Karen",
        "Paul",
    ];
    const BEGIN: [&str; 20] =
        ["Ba", "Ka", "Smi", "Wój", "Mül", "Co", "Fer", "Gar", "Ho", "Ja", "La", "Mo", "Na", "Pe", "Ri", "Sa", "Te", "Va", "We", "Zie"];
    const MIDDLE: [&str; 12] = ["", "la", "ne", "ri", "so", "tu", "va", "li", "mo", "ke", "ra", "ni"];
    const END: [&str; 12] = ["th", "son", "ski", "man", "es", "ova", "er", "ley", "ton", "ini", "dez", "ck"];
    let each = |n: usize| {
        let first = FIRST[n % FIRST.len()];
        let n = n / FIRST.len();
        let name = format!("{first} {}{}{}", BEGIN[n % 20], MIDDLE[n / 20 % 12], END[n / 240 % 12]);
        NewClient {
            phones: Clean::line(&format!("+1 {:03} 555-01{:02}", n % 997, n % 100)),
            email: Clean::line(&format!("client{n}@example.com")),
            born: NaiveDate::from_ymd_opt(1940 + i32::try_from(n % 70).unwrap_or(0), 1 + u32::try_from(n % 12).unwrap_or(0), 7),
            name: Clean::line(&name),
            ..NewClient::default()
        }
    };
    (0..count).map(each).collect()
}

/// So many appointments, the last eight weeks ahead of the day; by date.
pub(crate) fn appointments(size: usize, made: &Made) -> Vec<Imported> {
    let mut rng = Rng::with_seed(7);
    let mut all = Vec::with_capacity(size);
    let mut date = made.today + TimeDelta::days(56);
    while all.len() < size {
        date -= TimeDelta::days(1);
        if date.weekday() == Weekday::Sun {
            continue;
        }
        for start in STARTS {
            for staff in 1..=THERAPISTS {
                if all.len() < size && rng.u32(0..100) < 85 {
                    // Another client for each therapist, so that nobody is in two places at once.
                    let share = made.clients / 8;
                    let client = 1 + usize::try_from(staff - 1).unwrap_or(0) * share + rng.usize(0..share);
                    all.push(appointment(date, start, staff, i64::try_from(client).unwrap_or(1), made, &mut rng));
                }
            }
        }
    }
    all.reverse();
    all
}

fn appointment(date: NaiveDate, start: i64, staff: i64, client: i64, made: &Made, rng: &mut Rng) -> Imported {
    let span = Span::lasting(at(date, start), 60);
    let status = match rng.u32(0..100) {
        _ if date >= made.today => Status::Booked,
        0..4 => Status::NoShow,
        4..10 => Status::Cancelled,
        _ => Status::Done,
    };
    let real = match status {
        Status::Done => RealTimes { arrived: Some(span.from()), started: Some(span.from()), done: Some(span.to()), ..RealTimes::default() },
        _ => RealTimes::default(),
    };
    Imported {
        client: Ref::Known(ClientId(client)),
        service: Ref::Known(ServiceId(1)),
        staff: Ref::Known(StaffId(staff)),
        room: Some(Ref::Known(RoomId(staff))),
        span,
        buffer: 15,
        status,
        real,
        cancelled_by: (status == Status::Cancelled).then_some(CancelledBy::Client),
        cancel_reason: Clean::default(),
        note: Clean::default(),
        keep_overlap: false,
        known_as: None,
        date_of: None,
        line: 0,
    }
}

/// Alerts for every tenth client, and an errand a week for each therapist in the last year and the coming weeks.
fn around(store: &mut Store, made: &Made) -> Result<()> {
    for client in (1..=made.clients).step_by(10) {
        let alert = NewAlert {
            client: ClientId(i64::try_from(client)?),
            level: if client % 50 == 1 { Level::Stop } else { Level::Care },
            text: "apixaban".into(),
            handling: "no deep pressure".into(),
            since: Some(made.today),
        };
        store.apply(&Change::People(PeopleChange::AddAlert(alert)), made.stamp())?;
    }
    for week in -52..8 {
        for staff in 1..=THERAPISTS {
            let span = Span::lasting(at(made.today + TimeDelta::days(7 * week + staff % 6), 780), 45);
            let absence = NewAbsence { of: Absent::Block(StaffId(staff)), span, reason: "errand".into() };
            store.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), made.stamp())?;
        }
    }
    Ok(())
}
