//! A standing appointment that a pulled plug meets while it is saved or changed: all of its dates, or none.
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use fastrand::Rng;
use knotbook::domain::book::rule::{End, Rule};
use knotbook::domain::book::series::act::{Fate, SeriesAct};
use knotbook::domain::book::series::plan::{self, Place as Wanted, Scope, Standing};
use knotbook::domain::book::series::{FOREVER, Terms};
use knotbook::domain::change::{BookChange, Change, Stamp, Who};
use knotbook::domain::ids::{ClientId, SeriesId};
use knotbook::domain::text::Clean;
use knotbook::store::{Error, Store};

use crate::child::{self, Process};
use crate::practice::{DANA, DESK, LEE, Place, TRP60, assert_sound, at, now, raw};

/// Dates of each standing appointment of this test.
const DATES: u32 = 52;

#[test]
fn two_hundred_kills_leave_each_whole_or_not_at_all() {
    let mut rng = Rng::with_seed(7);
    let mut place = practice();
    let mut acknowledged = 0;
    for round in 0..200 {
        if round % 20 == 19 {
            place = practice();
        }
        let mut process = Process::start(child::command("series_crash::saves_until_it_is_killed", &place.file(), rng.u64(..)));
        let said: Vec<String> = (0..rng.usize(1..4)).map_while(|_| process.line()).collect();
        let moment = Instant::now() + Duration::from_micros(rng.u64(..30_000));
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        let rest = process.kill();
        acknowledged += said.iter().chain(&rest).filter(|line| *line == "saved").count();
        verify(&place);
    }
    assert!(acknowledged > 100, "only {acknowledged} acts were acknowledged");
}

fn practice() -> Place {
    let mut place = Place::hollis();
    for n in 0..12 {
        place.client(&format!("Client {n}"), "");
    }
    place
}

/// All parts that one standing appointment was split into have its dates among them, each once.
fn verify(place: &Place) {
    let store = Store::open(&place.file()).expect("the file after the kill");
    let file = raw(&place.file());
    assert_sound(&store, &file);
    let whole = "WITH RECURSIVE root (id, root) AS (
                   SELECT id, id FROM series WHERE split_from IS NULL
                    UNION ALL SELECT s.id, r.root FROM series AS s JOIN root AS r ON s.split_from = r.id)
                 SELECT r.root, count(a.id) FROM root AS r LEFT JOIN appointment AS a ON a.series_id = r.id GROUP BY r.root";
    let mut ask = file.prepare(whole).expect("a question");
    let counts = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("counts");
    for count in counts {
        let (root, dates): (i64, u32) = count.expect("a count");
        assert_eq!(dates, DATES, "the standing appointment {root}");
    }
}

#[test]
#[ignore = "the one that is killed, in a process of its own"]
fn saves_until_it_is_killed() {
    let Some((file, seed)) = child::given() else { return };
    let mut rng = Rng::with_seed(seed);
    let mut store = Store::open(&file).expect("the file");
    let stamp = Stamp { at: now(), by: Some(DESK) };
    child::say("ready");
    loop {
        let done = match rng.u32(..5) {
            0 => store.undo(stamp),
            1 | 2 => {
                let act = new(&mut rng, &store);
                save(&mut store, act)
            }
            _ => match changed(&mut rng, &store) {
                Some(act) => save(&mut store, act),
                None => continue,
            },
        };
        match done {
            Ok(_) => child::say("saved"),
            Err(Error::Refused(_)) => {}
            Err(Error::Failed(why)) => child::say(&format!("failed {why:#}")),
        }
    }
}

fn new(rng: &mut Rng, store: &Store) -> SeriesAct {
    let client = ClientId(rng.i64(1..=12));
    let terms = Terms {
        client: Some(client),
        service: TRP60,
        staff: if rng.bool() { DANA } else { LEE },
        room: None,
        minutes: 60,
        buffer: 15,
        rule: Rule::weekly(rng.u32(1..3), &[]).with_end(End::Count(DATES)),
        first: at("2026-11-24 09:00") + TimeDelta::days(rng.i64(0..9)) + TimeDelta::minutes(rng.i64(0..32) * 15),
        ended: None,
    };
    plan::make(Who::Known(client), terms, Clean::default(), store.local(now()))
}

/// Another hour for one of them, from some date on.
fn changed(rng: &mut Rng, store: &Store) -> Option<SeriesAct> {
    let now = store.local(now());
    let listed = store.standing(None, now).expect("a list");
    let id: SeriesId = listed.get(rng.usize(..listed.len().max(1)))?.series.id;
    let (series, rows) = store.series(id).expect("a read")?;
    assert_eq!(series.made_until, FOREVER);
    let from = rows.get(rng.usize(..rows.len().max(1)))?.0;
    let wanted = Wanted { starts: Some(from + TimeDelta::minutes(rng.i64(-8..8) * 15)), ..Wanted::default() };
    Standing { series: &series, rows: &rows, now }.change(Scope::Following(from), &wanted).ok()
}

/// Judged, what is free taken, the rest skipped.
fn save(store: &mut Store, mut act: SeriesAct) -> Result<knotbook::domain::change::Applied, Error> {
    let judged = store.review(&act.asked(), &act.leaving(), true, store.local(now())).expect("a review");
    act.settle(&judged);
    for one in judged.iter().filter(|one| !one.conflicts.is_empty()) {
        act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = Fate::Skip;
    }
    store.apply(&Change::Book(BookChange::Series(vec![act])), Stamp { at: now(), by: Some(DESK) })
}
