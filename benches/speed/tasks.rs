//! What a person waits for, each as one row.
use std::fs;

use anyhow::{Context, Result};
use chrono::{NaiveTime, TimeDelta};
use knotbook::domain::book::appointment::Slot;
use knotbook::domain::book::free::Wish;
use knotbook::domain::book::rule::Rule;
use knotbook::domain::change::{BookChange, Booking, Change, Edit, Import, PeopleChange, Who};
use knotbook::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use knotbook::domain::people::client::ClientField;
use knotbook::domain::practice::history::HistoryOf;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::store::Store;

use super::book::{self, Made};
use super::standing;
use super::table::{Budget, Table};

/// Words somebody types at the client finder, with the worst among them.
const TYPED: [(&str, &str); 5] =
    [("a letter", "a"), ("part of a name", "smi"), ("two words", "maria so"), ("digits", "555-01"), ("nothing", "")];

pub(crate) fn all(made: &Made, table: &Table) -> Result<()> {
    reading(made, table)?;
    finding(made, table)?;
    writing(made, table)?;
    standing::all(made, table)?;
    whole_file(made, table)
}

fn reading(made: &Made, table: &Table) -> Result<()> {
    let open = |_| {
        let store = made.open()?;
        store.day(made.today)?;
        Ok(())
    };
    table.row("open and the first day", Budget::Wall(30.0), 60, open)?;
    let store = made.open()?;
    let back = |run: usize| made.today - TimeDelta::days(i64::try_from(run).unwrap_or(0) % 60);
    table.row("the day", Budget::Wall(0.5), 400, |run| Ok(store.day(back(run))?))?;
    table.row("the week from the file", Budget::Wall(2.0), 200, |run| Ok(store.week(back(run), 7)?))?;
    let now = store.local(made.now());
    let client = |run: usize| ClientId(i64::try_from(1 + run * 37 % made.clients).unwrap_or(1));
    table.row("a client's card", Budget::Wall(1.0), 300, |run| Ok(store.client(client(run), now)?))?;
    table.row("history, 50 lines", Budget::Wall(1.0), 300, |_| {
        store.history(HistoryOf::Everything, None, 50, made.now())?;
        Ok(())
    })?;
    // Nobody works so late: all sixty days are looked at in vain.
    let late = NaiveTime::from_hms_opt(20, 0, 0);
    for (what, limit, from) in [("all of them", 100_000, None), ("the first 9", 9, None), ("none fits", 9, late)] {
        let wish = Wish { starts: (from, None), ..wish(made, limit) };
        table.row(&format!("free times: 60 days, 8 therapists, {what}"), Budget::Wall(2.0), 200, |_| Ok(store.offers(&wish)?))?;
    }
    let rule = Rule::read("FREQ=MONTHLY;BYDAY=1TU,3TU", None).map_err(anyhow::Error::msg)?;
    let start = made.today.and_time(NaiveTime::MIN);
    table.row("52 dates of a rule", Budget::Wall(1.0), 300, |_| Ok(rule.dates(start).take(52).count()))?;
    table.row("52 dates, ten years after the first", Budget::Wall(1.0), 300, |run| {
        let from = start + TimeDelta::days(3650 + i64::try_from(run).unwrap_or(0));
        Ok(rule.dates_between(start, from, from + TimeDelta::days(730)))
    })?;
    let free = slot(made, 0);
    table.row("judging a free time", Budget::Wall(1.0), 300, |_| Ok(store.judge(&free, None, now)?))?;
    let taken = Slot { span: Span::lasting(made.today.and_time(NaiveTime::MIN) + TimeDelta::minutes(500), 60), ..free };
    table.row("judging a taken time, with ways out", Budget::Wall(2.0), 300, |_| Ok(store.judge(&taken, None, now)?))
}

fn wish(made: &Made, limit: usize) -> Wish {
    Wish {
        service: ServiceId(1),
        minutes: 60,
        buffer: 15,
        staff: None,
        preferred: Some(StaffId(3)),
        liked: Vec::new(),
        room: None,
        client: Some(ClientId(1)),
        days: (made.today, made.today + TimeDelta::days(59)),
        starts: (None, None),
        exactly: None,
        not_before: made.today.and_time(NaiveTime::MIN),
        except: None,
        limit,
    }
}

/// An hour that nobody has, beyond what the file is filled with; another one each run.
fn slot(made: &Made, run: usize) -> Slot {
    let run = i64::try_from(run).unwrap_or(0);
    let staff = 1 + run % book::THERAPISTS;
    let week = made.today + TimeDelta::days(70 + 7 * (run / book::THERAPISTS % 40));
    Slot {
        client: Some(ClientId(1 + run % 300)),
        service: ServiceId(1),
        staff: StaffId(staff),
        room: Some(RoomId(staff)),
        span: Span::lasting(week.and_time(NaiveTime::MIN) + TimeDelta::minutes(600), 60),
        buffer: 15,
    }
}

fn finding(made: &Made, table: &Table) -> Result<()> {
    let store = made.open()?;
    for (what, typed) in TYPED {
        table.row(&format!("client finder: {what}"), Budget::Wall(3.0), 300, |_| Ok(store.find_clients(typed, false, 50)?))?;
    }
    let mut other = made.open()?;
    let what = "client finder: a letter, after another window's commit";
    let mut renamed = false;
    let somebody_else_writes = |run| {
        if std::mem::replace(&mut renamed, true) {
            other.undo(made.stamp())?;
        }
        rename(&mut other, made, run)
    };
    table.row_after(what, Budget::Wall(3.0), 40, somebody_else_writes, |_, ()| Ok(store.find_clients("a", false, 50)?))?;
    if renamed {
        other.undo(made.stamp())?;
    }
    table.row("client finder: the first key of a window", Budget::None, 30, |_| {
        // Opening is in it; the row above has the key alone.
        made.open()?.find_clients("a", false, 50)?;
        Ok(())
    })
}

/// The dearest small commit to the list of clients: somebody is found by other words than before.
fn rename(store: &mut Store, made: &Made, run: usize) -> Result<()> {
    let id = ClientId(1);
    let card = store.client(id, store.local(made.now()))?.context("the client is there")?;
    let new = Clean::line(&format!("{} {run}", card.client.name));
    let name = ClientField::Name(Edit { seen: card.client.name, new });
    store.apply(&Change::People(PeopleChange::EditClient { id, fields: vec![name] }), made.stamp())?;
    Ok(())
}

fn writing(made: &Made, table: &Table) -> Result<()> {
    let mut store = made.open()?;
    let book = |store: &mut Store, run: usize| {
        let slot = slot(made, run);
        let who = Who::Known(slot.client.context("a client")?);
        let booking = Booking { who, slot, note: Clean::default(), arrived: None, anyway: None };
        store.apply(&Change::Book(BookChange::Book(booking)), made.stamp())?;
        Ok(())
    };
    let mut booked = 0;
    table.row("booking, with its commit", Budget::Cpu(1.0), 200, |run| {
        booked += 1;
        book(&mut store, run)
    })?;
    for _ in 0..booked {
        store.undo(made.stamp())?;
    }
    let store = std::cell::RefCell::new(store);
    table.row_after(
        "taking a booking back",
        Budget::None,
        200,
        |run| book(&mut store.borrow_mut(), run),
        |_, ()| {
            store.borrow_mut().undo(made.stamp())?;
            Ok(())
        },
    )
}

/// What is promised for 100,000 appointments only, in one go each.
fn whole_file(made: &Made, table: &Table) -> Result<()> {
    if table.size != 100_000 {
        return Ok(());
    }
    let store = made.open()?;
    let scratch = made.file.with_extension("scratch");
    let remove = |_| {
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{}{ending}", scratch.display());
            if fs::exists(&file)? {
                fs::remove_file(&file)?;
            }
        }
        Ok(())
    };
    table.row_after("backup, checked", Budget::Wall(2000.0), 3, remove, |_, ()| Ok(store.backup_to(&scratch)?))?;
    table.row("check of the whole file", Budget::None, 3, |_| Ok(store.check()?))?;
    let fresh = |run| {
        remove(run)?;
        let mut store = Store::open(&scratch)?;
        book::found(&mut store, made)?;
        let import = Import {
            source: "another book".into(),
            clients: book::clients(made.clients),
            appointments: book::appointments(table.size, made),
            ..Import::default()
        };
        Ok((store, Change::Import(Box::new(import))))
    };
    table.row_after("import", Budget::Wall(8000.0), 2, fresh, |_, (mut store, import)| Ok(store.apply(&import, made.stamp())?))?;
    remove(0)
}
