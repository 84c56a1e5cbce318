//! The database's own guard against a model that compares every pair: they accept the same writes, whoever writes.
use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use knotbook::domain::book::appointment::Slot;
use knotbook::domain::book::conflict::Conflict;
use knotbook::domain::book::status::Status;
use knotbook::domain::change::{Anyway, BookChange, Change, Move, Stamp};
use knotbook::domain::ids::{AppointmentId, RoomId, StaffId};
use knotbook::domain::refusal::Refusal;
use knotbook::domain::span::Span;
use knotbook::store::Error;
use rusqlite::{Connection, ErrorCode, named_params};

use crate::practice::{DANA, Place, at, now, raw};

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    client: i64,
    staff: i64,
    room: Option<i64>,
    /// Minutes after midnight of the first day.
    starts: i64,
    ends: i64,
    buffer: i64,
    status: Status,
    named: BTreeSet<i64>,
    lifted: bool,
}

type Model = BTreeMap<i64, Row>;

impl Row {
    fn holds(&self) -> bool {
        !self.lifted && self.status.holds()
    }

    fn is_possible(&self) -> bool {
        (0..=120).contains(&self.buffer) && self.starts < self.ends && self.ends + self.buffer - self.starts <= 600
    }

    fn meets(&self, other: &Self) -> bool {
        let held = self.starts < other.ends + other.buffer && other.starts < self.ends + self.buffer;
        let sessions = self.starts < other.ends && other.starts < self.ends;
        let same_place = self.staff == other.staff || self.room.is_some() && self.room == other.room;
        same_place && held || self.client == other.client && sessions
    }
}

fn is_sound(model: &Model) -> bool {
    let rows: Vec<(&i64, &Row)> = model.iter().collect();
    rows.iter().enumerate().all(|(n, (id, row))| {
        row.is_possible()
            && rows[n + 1..].iter().all(|(other_id, other)| {
                let named = row.named.contains(other_id) || other.named.contains(id);
                !(row.holds() && other.holds()) || named || !row.meets(other)
            })
    })
}

fn wall(minutes: i64) -> String {
    (at("2026-11-23 00:00") + chrono::TimeDelta::minutes(minutes)).format("%Y-%m-%dT%H:%M").to_string()
}

fn names(named: &BTreeSet<i64>) -> String {
    if named.is_empty() { String::new() } else { format!("|{}|", named.iter().map(i64::to_string).collect::<Vec<_>>().join("|")) }
}

fn read(file: &Connection) -> Model {
    let mut ask = file
        .prepare("SELECT id, client_id, staff_id, room_id, starts, ends, buffer, status, overlap_ok, lifted FROM appointment")
        .expect("a question");
    let minutes = |text: String| {
        let at_ = chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").expect("a time");
        (at_ - at("2026-11-23 00:00")).num_minutes()
    };
    let read = |row: &rusqlite::Row<'_>| {
        let named: String = row.get(8)?;
        let status = Status::from_word(&row.get::<_, String>(7)?).expect("a status");
        let found = Row {
            client: row.get(1)?,
            staff: row.get(2)?,
            room: row.get(3)?,
            starts: minutes(row.get(4)?),
            ends: minutes(row.get(5)?),
            buffer: row.get(6)?,
            status,
            named: named.split('|').filter(|id| !id.is_empty()).map(|id| id.parse().expect("an id")).collect(),
            lifted: row.get(9)?,
        };
        Ok((row.get(0)?, found))
    };
    ask.query_map([], read).expect("rows").collect::<Result<_, _>>().expect("rows")
}

fn random_row(rng: &mut Rng, ids: &[i64]) -> Row {
    let starts = rng.i64(0..120) * 15;
    let length = if rng.u32(..12) == 0 { rng.i64(-15..660) } else { rng.i64(1..10) * 15 };
    let buffer = if rng.u32(..20) == 0 { rng.i64(-10..140) } else { rng.i64(0..4) * 5 };
    let status = if rng.bool() { Status::Booked } else { *rng.choice(&Status::ALL).expect("a status") };
    let named = (0..rng.usize(..4)).filter_map(|_| rng.choice(ids).copied()).collect();
    let room = Some(rng.i64(0..3)).filter(|room| *room > 0);
    Row { client: rng.i64(1..=6), staff: rng.i64(1..=4), room, starts, ends: starts + length, buffer, status, named, lifted: false }
}

/// Some of the columns of `new`, the others as they are.
fn mixed(rng: &mut Rng, old: &Row, new: &Row) -> Row {
    let mut row = old.clone();
    for _ in 0..rng.u32(1..=3) {
        match rng.u32(..8) {
            0 => row.client = new.client,
            1 => row.staff = new.staff,
            2 => row.room = new.room,
            3 => (row.starts, row.ends) = (new.starts, new.ends),
            4 => row.buffer = new.buffer,
            5 => row.status = new.status,
            6 => row.named.clone_from(&new.named),
            _ => row.lifted = !row.lifted,
        }
    }
    row
}

const INSERT: &str =
    "INSERT INTO appointment (uid, client_id, staff_id, service_id, room_id, starts, ends, buffer, status, overlap_ok, lifted)
    VALUES (:uid, :client, :staff, 1, :room, :starts, :ends, :buffer, :status, :named, :lifted)";
// Only what differs is written, so that the trigger's list of columns is tried too.
const COLUMNS: [(&str, &str); 9] = [
    ("client_id", ":client"),
    ("staff_id", ":staff"),
    ("room_id", ":room"),
    ("starts", ":starts"),
    ("ends", ":ends"),
    ("buffer", ":buffer"),
    ("status", ":status"),
    ("overlap_ok", ":named"),
    ("lifted", ":lifted"),
];

fn update(old: &Row, new: &Row) -> Option<String> {
    let changed = [
        old.client != new.client,
        old.staff != new.staff,
        old.room != new.room,
        old.starts != new.starts,
        old.ends != new.ends,
        old.buffer != new.buffer,
        old.status != new.status,
        old.named != new.named,
        old.lifted != new.lifted,
    ];
    let sets: Vec<String> =
        COLUMNS.iter().zip(changed).filter(|(_, yes)| *yes).map(|((name, value), _)| format!("{name} = {value}")).collect();
    (!sets.is_empty()).then(|| format!("UPDATE appointment SET {} WHERE uid = :uid", sets.join(", ")))
}

/// Runs a statement with the parameters that it names.
fn write(file: &Connection, sql: &str, uid: &str, row: &Row) -> bool {
    let (starts, ends, named, status) = (wall(row.starts), wall(row.ends), names(&row.named), row.status.word());
    let mut statement = file.prepare_cached(sql).expect("a statement");
    let all = named_params! {
        ":uid": uid, ":client": row.client, ":staff": row.staff, ":room": row.room, ":starts": starts, ":ends": ends,
        ":buffer": row.buffer, ":status": status, ":named": named, ":lifted": row.lifted,
    };
    let used: Vec<(&str, &dyn rusqlite::ToSql)> = all.iter().filter(|(name, _)| sql.contains(name)).copied().collect();
    match statement.execute(used.as_slice()) {
        Ok(_) => true,
        Err(why) if why.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => false,
        Err(why) => panic!("{sql}: {why}"),
    }
}

/// A new therapist, room and start for a row.
type Place4 = (i64, i64, Option<i64>, i64);

/// What a move of several makes of the model: whoever moves is no exemption any more, and what waited is booked again.
fn moved(model: &Model, places: &[Place4]) -> Model {
    let mut after = model.clone();
    for (id, staff, room, starts) in places {
        let old = &model[id];
        let status = if old.status == Status::ToRebook { Status::Booked } else { old.status };
        let ends = starts + old.ends - old.starts;
        let named = BTreeSet::new();
        after.insert(*id, Row { staff: *staff, room: *room, starts: *starts, ends, named, status, ..old.clone() });
    }
    for (id, ..) in places {
        let old = &model[id];
        // Exemptions are kept beside the time they were given for; only there are they looked for.
        for (other, row) in &mut after {
            let before = &model[other];
            if before.starts > old.starts - 600 && before.starts < old.ends + old.buffer {
                row.named.remove(id);
            }
        }
    }
    after
}

/// Whether the moved ones may stand where they are, whatever was allowed to overlap them elsewhere.
fn is_sound_anew(model: &Model, places: &[Place4]) -> bool {
    let mut strict = model.clone();
    for row in strict.values_mut() {
        row.named.retain(|id| places.iter().all(|(moved, ..)| moved != id));
    }
    is_sound(&strict)
}

/// Does an act in spite of all that only warns; false when a double booking is in its way.
fn insist(place: &mut Place, change: impl Fn(Option<Anyway>) -> Change) -> bool {
    let seen: Vec<Conflict> = match place.apply(&change(None), DANA) {
        Ok(_) => return true,
        Err(Error::Refused(Refusal::Conflicts { conflicts, .. })) => conflicts,
        Err(why) => panic!("{why}"),
    };
    let overlaps = seen.iter().any(|conflict| conflict.overlaps().is_some());
    let seen = seen.into_iter().filter(|conflict| conflict.overlaps().is_none()).collect();
    match place.apply(&change(Some(Anyway { reason: "they insist".into(), seen })), DANA) {
        Ok(_) => true,
        Err(Error::Refused(Refusal::Conflicts { .. })) if overlaps => false,
        Err(why) => panic!("{why}"),
    }
}

/// A swap or a move of several that have a time or wait for one: the change, and the places it leads to.
fn several(rng: &mut Rng, model: &Model, place: &Place) -> Option<(BookChange, Vec<Place4>)> {
    let seen = |id| place.store.appointment(AppointmentId(id)).expect("a read").expect("a row").slot();
    let mut ids: Vec<i64> = model.iter().filter(|(_, row)| row.holds() || row.status == Status::ToRebook).map(|(id, _)| *id).collect();
    rng.shuffle(&mut ids);
    if rng.bool() {
        ids.retain(|id| model[id].holds());
        let (a, b) = (*ids.first()?, *ids.get(1)?);
        let at = |id: i64, of: &Row| (id, of.staff, of.room, of.starts);
        let change = BookChange::Swap { a: (AppointmentId(a), seen(a)), b: (AppointmentId(b), seen(b)), anyway: None };
        return Some((change, vec![at(a, &model[&b]), at(b, &model[&a])]));
    }
    ids.truncate(rng.usize(1..=4));
    let (days, by) = (rng.i64(-1..=1) * 1440, rng.i64(-8..=8) * 15);
    let put = |id: &i64| (*id, model[id].staff, model[id].room, (model[id].starts + days + by).max(0));
    let places: Vec<Place4> = ids.iter().map(put).collect();
    let to = |(id, staff, room, starts): &Place4| {
        let slot = seen(*id);
        let from = at("2026-11-23 00:00") + chrono::TimeDelta::minutes(*starts);
        let to = Slot { staff: StaffId(*staff), room: room.map(RoomId), span: Span::lasting(from, slot.span.minutes()), ..slot };
        Move { id: AppointmentId(*id), seen: slot, to }
    };
    Some((BookChange::MoveSeveral { moves: places.iter().map(to).collect(), anyway: None }, places))
}

fn anyhow(change: &BookChange, because: Option<Anyway>) -> Change {
    let mut change = change.clone();
    if let BookChange::Swap { anyway, .. } | BookChange::MoveSeveral { anyway, .. } = &mut change {
        *anyway = because;
    }
    Change::Book(change)
}

#[test]
fn the_database_accepts_what_the_model_accepts() {
    let mut place = Place::hollis();
    for n in 0..6 {
        place.client(&format!("Client {n}"), "");
    }
    let file = raw(&place.file());
    let mut rng = Rng::with_seed(4);
    let mut model = Model::new();
    let (mut accepted, mut refused, mut swaps, mut moves, mut undone) = (0, 0, [0, 0], [0, 0], 0);
    for write_number in 0..10_000 {
        let ids: Vec<i64> = model.keys().copied().collect();
        let mut after = model.clone();
        let new = random_row(&mut rng, &ids);
        let done = match rng.choice(&ids).copied().filter(|_| rng.u32(..3) > 0) {
            Some(id) if ids.len() > 30 && rng.bool() => {
                after.remove(&id);
                file.execute("DELETE FROM appointment WHERE id = ?", [id]).expect("a delete");
                true
            }
            Some(id) => {
                let row = mixed(&mut rng, &model[&id], &new);
                let uid: String = file.query_row("SELECT uid FROM appointment WHERE id = ?", [id], |row| row.get(0)).expect("a uid");
                let Some(sql) = update(&model[&id], &row) else { continue };
                let done = write(&file, &sql, &uid, &row);
                after.insert(id, row);
                done
            }
            None => {
                let done = write(&file, INSERT, &format!("write {write_number}"), &new);
                after.insert(if done { file.last_insert_rowid() } else { i64::MAX }, new);
                done
            }
        };
        assert_eq!(done, is_sound(&after), "write {write_number}: {after:#?}");
        if done {
            accepted += 1;
            model = after;
        } else {
            refused += 1;
        }
        if write_number % 8 == 0 {
            file.execute("DELETE FROM appointment WHERE lifted = 1", []).expect("a delete");
            model.retain(|_, row| !row.lifted);
            if let Some((change, places)) = several(&mut rng, &model, &place) {
                let wanted = moved(&model, &places);
                let done = insist(&mut place, |anyway| anyhow(&change, anyway));
                assert_eq!(done, is_sound_anew(&wanted, &places), "{change:?}: {wanted:#?}");
                swaps[usize::from(done)] += 1;
                moves[usize::from(done)] += u32::from(matches!(change, BookChange::MoveSeveral { .. }));
                if done {
                    model = wanted;
                    assert_eq!(read(&file), model, "{change:?}");
                }
                if done && rng.bool() {
                    place.store.undo(Stamp { at: now(), by: Some(DANA) }).expect("an undo of what was just done");
                    undone += 1;
                }
            }
            // Acts of long ago, across everything that was written since: refused or right, never a double booking.
            match place.store.undo(Stamp { at: now(), by: Some(DANA) }) {
                Ok(_) => undone += 1,
                Err(Error::Refused(_)) => {}
                Err(why) => panic!("{why}"),
            }
            model = read(&file);
            assert!(is_sound(&model), "{model:#?}");
        }
    }
    let enough = [swaps[0], swaps[1], moves[0], moves[1], undone].iter().all(|count| *count > 30);
    assert!(accepted > 1500 && refused > 1500 && enough, "{accepted} {refused} {swaps:?} {moves:?} {undone}");
    file.execute("DELETE FROM appointment WHERE lifted = 1", []).expect("a delete");
    crate::practice::assert_sound(&place.store, &file);
}
