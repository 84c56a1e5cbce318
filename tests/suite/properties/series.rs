//! Standing appointments under acts by chance, as weeks go by: no date is lost or doubled, what is over stays as it was, and all
//! of it can be taken back.
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use fastrand::Rng;
use knotbook::domain::book::appointment::{Appointment, Slot, differences};
use knotbook::domain::book::rule::Rule;
use knotbook::domain::book::series::act::{Fate, SeriesAct};
use knotbook::domain::book::series::plan::{self, Place as Wanted, Scope, Standing};
use knotbook::domain::book::series::{DateRow, Series, Terms};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{BookChange, Change, Move, Stamp, Step, Who};
use knotbook::domain::ids::{ClientId, SeriesId};
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::domain::wording::ending::Ending;
use knotbook::store::Error;
use rusqlite::Connection;

use crate::practice::{DANA, DESK, LEE, Place, TRP60, assert_sound, dump, now, raw};

const RULES: [&str; 7] = [
    "FREQ=WEEKLY;COUNT=6",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=5",
    "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=7",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=1MO;COUNT=4",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20270131T235959",
];

struct Game {
    place: Place,
    raw: Connection,
    rng: Rng,
    at: DateTime<Utc>,
    clients: Vec<ClientId>,
    /// How many acts could be taken back.
    depth: usize,
    told: Vec<String>,
}

impl Game {
    fn new(seed: u64) -> Self {
        let mut place = Place::hollis();
        let clients = vec![place.client("Maria Smith", "1"), place.client("Tom Okafor", "2")];
        let raw = raw(&place.file());
        Self { place, raw, rng: Rng::with_seed(seed), at: now(), clients, depth: 0, told: Vec::new() }
    }

    fn now(&self) -> NaiveDateTime {
        self.place.store.local(self.at)
    }

    fn day(&mut self, most: u64) -> NaiveDate {
        self.now().date() + Days::new(self.rng.u64(1..most))
    }

    fn moment(&mut self, most: u64) -> NaiveDateTime {
        let time = NaiveTime::from_hms_opt(self.rng.u32(9..17), 0, 0).expect("a time");
        self.day(most).and_time(time)
    }

    fn ids(&self) -> Vec<SeriesId> {
        let mut ask = self.raw.prepare("SELECT id FROM series ORDER BY id").expect("the series");
        let found = ask.query_map([], |row| row.get(0).map(SeriesId)).expect("their ids");
        found.collect::<Result<_, _>>().expect("ids")
    }

    fn series(&self, id: SeriesId) -> (Series, Vec<DateRow>) {
        self.place.store.series(id).expect("a read").expect("a standing appointment")
    }

    fn one(&mut self) -> Option<(Series, Vec<DateRow>)> {
        let ids = self.ids();
        let id = self.rng.choice(ids)?;
        Some(self.series(id))
    }

    fn scope(&mut self, rows: &[DateRow]) -> Scope {
        match self.rng.choice(rows) {
            Some((at, _)) if self.rng.bool() => Scope::Following(*at),
            _ => Scope::All,
        }
    }

    /// An act on a standing one, or a new one; `None`: its plan refuses.
    fn planned(&mut self, kind: u32) -> Option<SeriesAct> {
        let moment = self.moment(40);
        if kind < 3 {
            let client = self.rng.choice(&self.clients).copied()?;
            let rule = Rule::read(self.rng.choice(RULES)?, None).expect("a rule");
            let terms = Terms {
                client: Some(client),
                service: TRP60,
                staff: if self.rng.bool() { DANA } else { LEE },
                room: None,
                minutes: 60,
                buffer: 15,
                rule,
                first: moment,
                ended: None,
            };
            return Some(plan::make(Who::Known(client), terms, Clean::default(), self.now()));
        }
        let (series, rows) = self.one()?;
        let scope = self.scope(&rows);
        let (from, days) = (self.day(60), self.rng.u64(0..20));
        let ending = match self.rng.u32(0..4) {
            0 => Ending::More(self.rng.u32(1..4)),
            1 => Ending::Times(self.rng.u32(1..9)),
            2 => Ending::Until(from + Days::new(days)),
            _ => Ending::Open,
        };
        let (staff, at_end) = (self.rng.bool().then_some(LEE), self.rng.bool());
        let standing = Standing { series: &series, rows: &rows, now: self.now() };
        let act = match kind {
            3 | 4 => {
                standing.change(scope, &Wanted { starts: standing.pivot(scope).map(|at| at + TimeDelta::days(1)), ..Wanted::default() })
            }
            5 => standing.change(scope, &Wanted { staff, starts: Some(moment), ..Wanted::default() }),
            6 => standing.change(scope, &Wanted { staff: Some(DANA), minutes: Some(45), ..Wanted::default() }),
            7 => standing.end(scope, CancelledBy::Client, &"moved".into()),
            8 => standing.restore(scope),
            9 | 10 => standing.extend(ending),
            _ => standing.skip(from, from + Days::new(days), at_end, None),
        };
        act.ok()
    }

    /// One date by itself.
    fn single(&mut self) -> Option<Change> {
        let (_, rows) = self.one()?;
        let open: Vec<&Appointment> = rows.iter().map(|(_, row)| row).filter(|row| row.span.from() > self.now()).collect();
        let old = (*self.rng.choice(open)?).clone();
        let slot = Slot { span: Span::lasting(self.moment(60), old.span.minutes()), ..old.slot() };
        if old.status.waits() {
            return Some(Change::Book(BookChange::MoveSeveral {
                moves: vec![Move { id: old.id, seen: old.slot(), to: slot }],
                anyway: None,
            }));
        }
        if self.rng.bool() {
            return Some(Change::Book(BookChange::Alter { id: old.id, fields: differences(&old.slot(), &slot), anyway: None }));
        }
        let cancel = Some((CancelledBy::Practice, Clean::default()));
        let step = Step { id: old.id, seen: old.status, to: Status::Cancelled, at: self.now(), cancel, anyway: None, stop: None };
        Some(Change::Book(BookChange::Step(step)))
    }

    /// What meets something is skipped, left to decide, or put where it is free.
    fn decided(&mut self, mut act: SeriesAct) -> SeriesAct {
        let any_room = act.terms().room.is_none();
        let judged = self.place.store.review(&act.asked(), &act.leaving(), any_room, self.now()).expect("a review");
        act.settle(&judged);
        for one in judged.iter().filter(|one| !one.conflicts.is_empty() && one.adopts.is_none()) {
            let fate = match (self.rng.u32(0..3), one.nearest) {
                (0, Some(slot)) => Fate::Book { slot, anyway: None },
                (1, _) => Fate::Decide,
                _ => Fate::Skip,
            };
            act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = fate;
        }
        act
    }

    fn turn(&mut self) {
        let stamp = Stamp { at: self.at, by: Some(DESK) };
        let kind = self.rng.u32(0..20);
        let done = match kind {
            0..=12 => {
                let Some(act) = self.planned(kind) else { return };
                let act = self.decided(act);
                self.place.store.apply(&Change::Book(BookChange::Series(vec![act])), stamp).map(|applied| (applied, 1))
            }
            13..=15 => {
                let Some(change) = self.single() else { return };
                self.place.store.apply(&change, stamp).map(|applied| (applied, 1))
            }
            16 | 17 => {
                self.at += TimeDelta::days(self.rng.i64(1..16));
                self.place.store.grow(self.at).expect("growth");
                self.told.push(format!("grown on {}", self.now()));
                return;
            }
            18 if self.depth > 0 => self.place.store.undo(stamp).map(|applied| (applied, -1)),
            18 => return,
            _ => self.place.store.redo(stamp).map(|applied| (applied, 1)),
        };
        match done {
            Ok((applied, by)) => {
                self.depth = self.depth.checked_add_signed(by).expect("a depth");
                self.told.push(applied.words);
            }
            Err(Error::Refused(why)) => self.told.push(format!("refused: {why}")),
            Err(Error::Failed(why)) => panic!("it was not refused, it failed: {why:#}\n{}", self.told.join("\n")),
        }
    }

    /// Where everything that is over or begun is.
    fn over(&self, until: NaiveDateTime) -> Vec<String> {
        let sql = "SELECT id, starts, ends, staff_id, room_id, status FROM appointment WHERE starts <= ?1 ORDER BY id";
        let mut ask = self.raw.prepare(sql).expect("the rows");
        let row = |row: &rusqlite::Row<'_>| {
            let cells: Result<Vec<rusqlite::types::Value>, _> = (0..6).map(|n| row.get(n)).collect();
            cells.map(|cells| format!("{cells:?}"))
        };
        let found = ask.query_map([until.format("%Y-%m-%dT%H:%M").to_string()], row).expect("rows");
        found.collect::<Result<_, _>>().expect("rows")
    }

    fn check(&self) {
        for id in self.ids() {
            let (series, rows) = self.series(id);
            let story = || format!("{:?} {} made until {}\n{}", id, series.terms.rule, series.made_until, self.told.join("\n"));
            assert!(rows.windows(2).all(|two| two[0].0 < two[1].0), "one date twice: {}", story());
            for at in series.terms.dates_after(None, series.made_until).into_iter().filter(|at| *at > self.now()) {
                assert!(rows.iter().any(|(own, _)| *own == at), "{at} is no row: {}", story());
            }
        }
    }
}

#[test]
fn whatever_is_done_no_date_is_lost_or_doubled_and_all_is_taken_back() {
    for seed in 0..24 {
        let mut game = Game::new(seed);
        let before = dump(&game.raw);
        for _ in 0..40 {
            let (now, over) = (game.now(), game.over(game.now()));
            let told = game.told.len();
            game.turn();
            let is_taken_back =
                game.told.get(told).is_some_and(|words| words.starts_with("Took back") || words.starts_with("Brought back"));
            if !is_taken_back {
                assert_eq!(game.over(now), over, "seed {seed}\n{}", game.told.join("\n"));
            }
            game.check();
        }
        assert_sound(&game.place.store, &game.raw);
        for _ in 0..game.depth {
            let undone = game.place.store.undo(Stamp { at: game.at, by: Some(DESK) });
            let undone = undone.unwrap_or_else(|why| panic!("seed {seed}: {why}\n{}", game.told.join("\n")));
            game.told.push(undone.words);
            game.check();
        }
        assert_eq!(dump(&game.raw), before, "seed {seed}\n{}", game.told.join("\n"));
    }
}
