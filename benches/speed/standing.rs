//! Standing appointments: 52 dates looked at, saved and taken back; and many that grow on one day.
use std::cell::RefCell;

use anyhow::{Context, Result};
use chrono::{NaiveTime, TimeDelta, Weekday};
use knotbook::domain::book::rule::{End, Rule};
use knotbook::domain::book::series::act::{Fate, Planned, SeriesAct};
use knotbook::domain::book::series::{Terms, plan};
use knotbook::domain::change::{BookChange, Change, Stamp, Who};
use knotbook::domain::ids::{ClientId, ServiceId, StaffId};
use knotbook::domain::text::Clean;
use knotbook::store::Store;

use super::book::{self, Made};
use super::table::{Budget, Table};

const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
/// How many grow on one day.
const MANY: usize = 2_000;

fn terms(made: &Made, days_of_week: &[Weekday], (client, staff): (i64, i64), (days, minutes): (i64, i64), end: End) -> Terms {
    Terms {
        client: Some(ClientId(client)),
        service: ServiceId(1),
        staff: StaffId(staff),
        room: None,
        minutes: 60,
        buffer: 15,
        rule: Rule::weekly(1, days_of_week).with_end(end),
        first: (made.today + TimeDelta::days(days)).and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes),
        ended: None,
    }
}

/// Every working day of ten weeks that are nearly full.
fn plan(made: &Made, store: &Store) -> SeriesAct {
    let now = store.local(made.now());
    let terms = terms(made, &WORKDAYS, (7, 2), (1, 600), End::Count(52));
    plan::make(Who::Known(ClientId(7)), terms, Clean::default(), now)
}

fn decide(store: &Store, mut act: SeriesAct, made: &Made) -> Result<SeriesAct> {
    let judged = store.review(&act.asked(), &act.leaving(), true, store.local(made.now()))?;
    act.settle(&judged);
    for one in judged.iter().filter(|one| !one.conflicts.is_empty()) {
        act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).context("a date")?.fate = Fate::Skip;
    }
    Ok(act)
}

pub(crate) fn all(made: &Made, table: &Table) -> Result<()> {
    let store = RefCell::new(made.open()?);
    let act = plan(made, &store.borrow());
    let clashing = |act: &SeriesAct, store: &Store| -> Result<usize> {
        let judged = store.review(&act.asked(), &act.leaving(), true, store.local(made.now()))?;
        Ok(judged.iter().filter(|one| !one.conflicts.is_empty()).count())
    };
    let name = format!("52 dates of a standing appointment looked at, {} clash", clashing(&act, &store.borrow())?);
    table.row(&name, Budget::Wall(20.0), 60, |_| {
        Ok(store.borrow().review(&act.asked(), &act.leaving(), true, store.borrow().local(made.now()))?)
    })?;
    let decided = Change::Book(BookChange::Series(vec![decide(&store.borrow(), act, made)?]));
    let undo = |run: usize| -> Result<()> {
        if run > 0 {
            store.borrow_mut().undo(made.stamp())?;
        }
        Ok(())
    };
    let mut saved = 0;
    table.row_after("52 dates saved", Budget::Wall(50.0), 30, undo, |_, ()| {
        saved += 1;
        Ok(store.borrow_mut().apply(&decided, made.stamp())?)
    })?;
    if saved > 0 {
        store.borrow_mut().undo(made.stamp())?;
    }
    table.row_after(
        "52 dates taken back",
        Budget::None,
        30,
        |_| Ok(store.borrow_mut().apply(&decided, made.stamp()).map(drop)?),
        |_, ()| Ok(store.borrow_mut().undo(made.stamp())?),
    )?;
    drop(store);
    growing(made, table)
}

/// On a copy of its own: standing appointments grow as nobody's act, and nobody's act is taken back.
fn growing(made: &Made, table: &Table) -> Result<()> {
    if !table.wants("standing appointments grow") {
        return Ok(());
    }
    let scratch = made.file.with_extension("growing");
    made.open()?.backup_to(&scratch)?;
    let mut store = Store::open(&scratch)?;
    for n in 0..i64::try_from(MANY)? {
        let (client, staff) = (1 + n % 300, 1 + n % book::THERAPISTS);
        let (days, minutes) = (200 + n / 64 % 7, 480 + 75 * (n / 8 % 8));
        let terms = terms(made, &[], (client, staff), (days, minutes), End::Never);
        let act = plan::make(Who::Known(ClientId(client)), terms, Clean::default(), store.local(made.now()));
        let act = SeriesAct { dates: act.dates.into_iter().take(1).map(|date| Planned { fate: Fate::Skip, ..date }).collect(), ..act };
        let made_until = made.today + TimeDelta::days(363 + 200);
        store.apply(&Change::Book(BookChange::Series(vec![SeriesAct { made_until, ..act }])), made.stamp())?;
    }
    let later = Stamp { at: made.now() + TimeDelta::days(208), ..made.stamp() };
    table.row(&format!("{MANY} standing appointments grow by a week"), Budget::Wall(1000.0), 1, |_| Ok(store.grow(later.at)?))?;
    drop(store);
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", scratch.display());
        if std::fs::exists(&file)? {
            std::fs::remove_file(&file)?;
        }
    }
    Ok(())
}
