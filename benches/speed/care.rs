//! Notes by the hundred thousand: words in them, the day and the session that are read from them, and one more of them.
use anyhow::{Context, Result};
use chrono::{NaiveTime, TimeDelta};
use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::note::{Keep, NoteOf, Written};
use knotbook::domain::care::signing::words_of;
use knotbook::domain::change::Change;
use knotbook::domain::ids::{AppointmentId, ClientId};
use knotbook::domain::text::Clean;
use knotbook::store::Store;
use rusqlite::{Connection, named_params};

use super::book::Made;
use super::table::{Budget, Table};

/// So many notes differ; then they come again.
const KINDS: usize = 480;
/// One of so many notes has the rare word.
const RARE: usize = 20_000;
/// Rows in one transaction.
const BATCH: usize = 50_000;

/// What is looked for in notes, with the worst among it.
const TYPED: [(&str, &str); 8] = [
    ("a letter", "t"),
    ("the most frequent word", "before"),
    ("a rare word", "tinnitus"),
    ("no note has it", "zzzz"),
    ("two words", "temple compr"),
    ("a long last word", "compression"),
    ("a long last word that many only begin like", "compressor"),
    ("a rare and a frequent word", "tinnitus before"),
];

fn note(kind: usize) -> Written {
    const MUSCLES: [&str; 8] = [
        "utrap 7>3 @temple",
        "lev 6>4 @*",
        "infra 8>5 ! @shf,thumb tb",
        "ql 5>2 @si,gt",
        "subocc 4>2 @occ,eye",
        "rhom 6>3 @smb",
        "sol 5>4 @heel",
        "ecr 3>1 @le",
    ];
    const SAID: [&str; 6] = [
        "Slept through most nights, woke once at four.",
        "Better for a day, then as before.",
        "One bad day in the week, the others were good.",
        "Forgot about it at work; the drive home was long.",
        "No change in the mornings.",
        "",
    ];
    let side = ["L", "R", "B"][kind % 3];
    let at = |n: usize| MUSCLES[(kind / 3 + n) % MUSCLES.len()];
    let lines = format!(
        "{side} {} ic60x{} p{} =rel\n{side} {} ic90 pir =part\nnrs {}>{}\nhc stretch twice a day, {} seconds\nnext recheck {}",
        at(0),
        1 + kind % 4,
        1 + kind % 5,
        at(3),
        3 + kind % 7,
        1 + kind % 3,
        20 + kind % 40,
        at(1).split(' ').next().unwrap_or("lev"),
    );
    Written { lines: Clean::text(&lines), subjective: SAID[kind % 6].into(), ..Written::default() }
}

/// A note for each past session, a plan for every fourth client, and the answers of the last weeks; once for each file.
pub(crate) fn fill(made: &Made) -> Result<()> {
    // A file of an older kind is brought up first.
    drop(made.open()?);
    let mut file = Connection::open(&made.file)?;
    if file.query_row("SELECT EXISTS (SELECT 1 FROM note)", [], |row| row.get(0))? {
        return Ok(());
    }
    let begun = std::time::Instant::now();
    file.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -131072")?;
    let kinds: Vec<(Written, String)> = (0..KINDS).map(note).map(|note| (note.clone(), words_of(&note))).collect();
    let sessions: Vec<(i64, i64, i64, String)> = {
        let mut ask = file.prepare("SELECT id, client_id, staff_id, starts FROM appointment WHERE status = 'done' ORDER BY starts, id")?;
        let rows = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        rows.collect::<Result<_, _>>()?
    };
    for (place, batch) in sessions.chunks(BATCH).enumerate() {
        let tx = file.transaction()?;
        for (n, session) in batch.iter().enumerate() {
            let row = place * BATCH + n;
            let (written, words) = &kinds[row * 7 % KINDS];
            add(&tx, row + 1, session, written, words)?;
        }
        tx.commit()?;
    }
    file.execute(
        "INSERT INTO plan (uid, client_id, complaint, visits, cadence, reassess, state, opened)
         SELECT 'plan ' || id, id, 'headaches', 8, '1/w', 4, 'active', :opened FROM client WHERE id % 4 = 1",
        named_params! {":opened": (made.today - TimeDelta::days(60)).to_string()},
    )?;
    file.execute(
        "INSERT INTO arrival (appointment_id, unchanged, pain, relief_days) SELECT id, 1, id % 9, id % 5 FROM appointment
          WHERE status = 'done' AND starts >= :from",
        named_params! {":from": (made.today - TimeDelta::days(60)).to_string()},
    )?;
    file.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")?;
    eprintln!("made {} notes in {:.1} s", sessions.len(), begun.elapsed().as_secs_f64());
    Ok(())
}

fn add(tx: &Connection, id: usize, session: &(i64, i64, i64, String), written: &Written, words: &str) -> Result<()> {
    let (appointment, client, staff, at) = session;
    let id = i64::try_from(id)?;
    let rare = usize::try_from(id)?.is_multiple_of(RARE);
    let said = if rare { "Tinnitus since the spring." } else { written.subjective.as_str() };
    tx.prepare_cached(
        "INSERT INTO note (id, uid, client_id, appointment_id, staff_id, at, signed_at, lines, subjective, before, after, next_step)
         VALUES (:id, 'note ' || :id, :client, :appointment, :staff, :at, :at || ':00.000Z', :lines, :said, :id % 9, :id % 4, 'recheck lev')",
    )?
    .execute(named_params! {
        ":id": id, ":client": client, ":appointment": appointment, ":staff": staff, ":at": at, ":lines": written.lines.as_str(), ":said": said,
    })?;
    let words = if rare { format!("{words} tinnitus since the spring") } else { words.to_owned() };
    tx.prepare_cached("INSERT INTO note_words (rowid, words) VALUES (:id, :words)")?.execute(named_params! {":id": id, ":words": words})?;
    Ok(())
}

pub(crate) fn all(made: &Made, table: &Table) -> Result<()> {
    let store = made.open()?;
    for (what, typed) in TYPED {
        table.row(&format!("words in notes, newest 50: {what}"), Budget::Wall(5.0), 100, |_| Ok(store.find_notes(typed, 50)?))?;
    }
    let now = store.local(made.now());
    let back = |run: usize| made.today - TimeDelta::days(i64::try_from(run).unwrap_or(0) % 60);
    table.row("what notes say of a day", Budget::Wall(5.0), 200, |run| Ok(store.day_care(back(run), now)?))?;
    table.row("the notes that are owed", Budget::Wall(5.0), 100, |_| Ok(store.unsigned(now)?))?;
    let sessions: Vec<AppointmentId> = (0..7)
        .map(|day| {
            Ok(store.day(made.today + TimeDelta::days(day))?.entries.into_iter().map(|entry| entry.appointment.id).collect::<Vec<_>>())
        })
        .collect::<Result<Vec<_>>>()?
        .concat();
    let session = |run: usize| sessions.get(run % sessions.len().max(1)).copied().context("a session");
    table.row("ten seconds before a session, from the notes", Budget::Wall(1.0), 300, |run| Ok(store.glance(session(run)?)?))?;
    table.row("what a note is written with", Budget::Wall(1.0), 300, |run| Ok(store.session(NoteOf::Session(session(run)?), now)?))?;
    let (client, notes) = most_notes(made)?;
    table.row(&format!("all of a client's care, {notes} notes"), Budget::Wall(5.0), 100, |_| Ok(store.record(client, now)?))?;
    drop(store);
    writing(made, table, &sessions)
}

/// The client with the most notes.
fn most_notes(made: &Made) -> Result<(ClientId, i64)> {
    let file = Connection::open(&made.file)?;
    let sql = "SELECT client_id, count(*) FROM note GROUP BY client_id ORDER BY 2 DESC LIMIT 1";
    Ok(file.query_row(sql, [], |row| Ok((ClientId(row.get(0)?), row.get(1)?)))?)
}

/// Signed notes stay, these too: a few for visits that were never booked.
fn writing(made: &Made, table: &Table, sessions: &[AppointmentId]) -> Result<()> {
    let mut store = made.open()?;
    let of = NoteOf::Session(*sessions.first().context("a session")?);
    table.row("a typed note kept, with its commit", Budget::Cpu(1.0), 200, |run| {
        Ok(store.keep_note(&Keep::first(of, note(run % KINDS)), "bench", made.stamp())?)
    })?;
    store.keep_note(&Keep::first(of, Written::default()), "bench", made.stamp())?;
    table.row("signing a note, with its commit", Budget::Cpu(2.0), 60, |run| sign(&mut store, made, run))
}

fn sign(store: &mut Store, made: &Made, run: usize) -> Result<()> {
    let client = ClientId(i64::try_from(2 + run * 4 % made.clients)?);
    let at = made.today.and_time(NaiveTime::MIN) + TimeDelta::minutes(600);
    let signing = Signing { of: NoteOf::Visit(client), written: note(run % KINDS), at: Some(at) };
    store.apply(&Change::Care(CareChange::Sign(Box::new(signing))), made.stamp())?;
    Ok(())
}
