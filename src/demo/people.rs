//! The clients: who they are, since when, how often they come, and what must be known before they are treated.
use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;

use super::names::{ALWAYS, AREAS, Name, names, phones};
use super::{Calendar, brought_in, lines_of, service};
use crate::domain::change::{Change, PeopleChange};
use crate::domain::ids::{ClientId, ServiceId, StaffId};
use crate::domain::people::alert::{Level, NewAlert};
use crate::domain::people::client::NewClient;
use crate::domain::practice::directory::Directory;
use crate::domain::text::{Clean, fold};
use crate::store::{Error, Store};

/// How often somebody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// At a fixed hour of the week, every so many weeks.
    Standing(u32),
    /// When there is time, with at least so many days between.
    Loose(i64),
}

/// A client, and what the book needs to know to make appointments.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) new: NewClient,
    /// May be before the first day: then the first visit was before it, too.
    pub(super) joined: NaiveDate,
    pub(super) left: NaiveDate,
    pub(super) staff: StaffId,
    pub(super) service: ServiceId,
    pub(super) rhythm: Rhythm,
}

/// Short names and how many of a hundred clients prefer them.
const PREFERRED: [(&str, u32); 4] = [("Dana", 36), ("Lee", 30), ("Inês", 20), ("Olive", 14)];

/// Everybody, in the order in which they will stand in the file.
pub(super) fn clients(calendar: &Calendar, directory: &Directory, count: usize, rng: &mut Rng) -> Vec<Person> {
    let names = names(count, rng);
    let mut phones = phones(count, rng);
    let mut people: Vec<Person> = Vec::with_capacity(names.len());
    for (place, name) in names.into_iter().enumerate() {
        let phone = match ALWAYS.get(place) {
            Some((_, _, phone)) => (*phone).to_owned(),
            None => phones.pop().filter(|_| rng.u32(0..100) < 96).unwrap_or_default(),
        };
        people.push(person(calendar, directory, place, &name, phone, rng));
    }
    retire(calendar, &mut people);
    people
}

fn person(calendar: &Calendar, directory: &Directory, place: usize, name: &Name, phone: String, rng: &mut Rng) -> Person {
    let is_always = place < ALWAYS.len();
    let came_before = is_always || rng.u32(0..100) < 26;
    let span = (calendar.today - calendar.first).num_days() + 6;
    let joined =
        if came_before { calendar.first - TimeDelta::days(rng.i64(30..900)) } else { calendar.first + TimeDelta::days(rng.i64(0..span)) };
    let weeks = match rng.u32(0..100) {
        _ if is_always => 2000,
        0..30 => rng.i64(1..7),
        30..68 => rng.i64(8..40),
        _ => 2000,
    };
    let rhythm = match place {
        _ if weeks < 2000 => Rhythm::Loose(rng.i64(5..12)),
        0 | 1 => Rhythm::Standing(1),
        _ => match rng.u32(0..100) {
            0..9 => Rhythm::Standing(1),
            9..32 => Rhythm::Standing(2),
            _ => Rhythm::Loose(rng.i64(6..30)),
        },
    };
    let short = if place == 0 { "Dana" } else { preferred(rng) };
    let staff = directory.staff.iter().find(|staff| staff.short.as_str() == short).map_or(StaffId(1), |staff| staff.id);
    let usual = match (short, rng.u32(0..100)) {
        (_, 0..58) => "TrP 60",
        (_, 58..70) => "TrP 30",
        (_, 70..82) => "TrP 90",
        ("Dana" | "Lee", _) => "Deep 60",
        ("Inês", 94..) => "Home 60",
        _ => "TrP 60",
    };
    let usual = if place == 0 { "TrP 60" } else { usual };
    let service = service(directory, usual).unwrap_or(ServiceId(1));
    let new = details(calendar, name, phone, rng);
    let new = NewClient { therapist: (rng.u32(0..3) > 0).then_some(staff), service: Some(service).filter(|_| rng.bool()), ..new };
    let since = joined.max(calendar.first);
    Person { new, joined, left: since + TimeDelta::weeks(weeks), staff, service, rhythm }
}

fn preferred(rng: &mut Rng) -> &'static str {
    let mut left = rng.u32(0..100);
    for (short, share) in PREFERRED {
        if left < share {
            return short;
        }
        left -= share;
    }
    PREFERRED[0].0
}

/// What the desk keeps of somebody: some of it is always missing.
fn details(calendar: &Calendar, name: &Name, phone: String, rng: &mut Rng) -> NewClient {
    let is_child = rng.u32(0..100) < 3;
    let years = if is_child { rng.i64(13..17) } else { rng.i64(19..84) };
    let born = calendar.today - TimeDelta::days(years * 365 + rng.i64(10..350));
    let mail = format!("{}@example.{}", fold(&name.whole).replace(' ', "."), ["com", "org", "net"][rng.usize(0..3)]);
    let second = rng.u32(0..100) < 8 && !phone.is_empty();
    let second = if second { format!(", {} 555-01{:02}", AREAS[rng.usize(0..AREAS.len())], rng.u32(0..100)) } else { String::new() };
    let notes = lines_of("note");
    NewClient {
        preferred_name: name.preferred.into(),
        phones: Clean::line(&(phone + &second)),
        email: Clean::line(&if rng.u32(0..100) < 68 { mail } else { String::new() }),
        born: Some(born).filter(|_| is_child || rng.u32(0..100) < 80),
        guardian: if is_child { Clean::line(&name.with_first("Ruth")) } else { Clean::default() },
        pressure: (rng.u32(0..100) < 55).then(|| rng.u32(1..6)),
        note: if rng.u32(0..100) < 22 { rng.choice(&notes).map(|note| (*note).into()).unwrap_or_default() } else { Clean::default() },
        name: Clean::line(&name.whole),
        ..NewClient::default()
    }
}

/// Some of those who left long ago are in the archive.
fn retire(calendar: &Calendar, people: &mut [Person]) {
    let long_ago = calendar.today - TimeDelta::days(400);
    for person in people.iter_mut().filter(|person| person.left < long_ago).take(9) {
        person.new.archived = true;
    }
}

/// Alerts of every level: for three of those who come today, and for every tenth of the others.
pub(super) fn alerts(store: &mut Store, calendar: &Calendar, directory: &Directory, rng: &mut Rng) -> Result<(), Error> {
    let mut who: Vec<ClientId> = Vec::new();
    for entry in store.day(calendar.today)?.entries.iter().skip(1).step_by(4).take(3) {
        who.push(entry.appointment.client);
    }
    let mut others: Vec<ClientId> = store.all_clients()?.into_iter().filter(|client| !client.archived).map(|client| client.id).collect();
    others.sort_unstable();
    others.retain(|id| !who.contains(id));
    let some = others.len() / 10;
    who.extend((0..some).filter_map(|_| rng.choice(&others).copied()));
    let lines = lines_of("alert");
    let treating: Vec<StaffId> = directory.therapists().map(|staff| staff.id).collect();
    for (place, client) in who.into_iter().enumerate() {
        // The first three are a care, a stop and a care, so that today's list shows both marks.
        let wanted = [Some("care"), Some("stop"), Some("care")].get(place).copied().flatten();
        let fitting: Vec<&&str> = lines.iter().filter(|line| wanted.is_none_or(|level| line.starts_with(level))).collect();
        let Some(line) = rng.choice(fitting) else { continue };
        let mut cells = line.split('\t');
        let (level, text, handling) = (cells.next().and_then(Level::from_word), cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let since = calendar.today - TimeDelta::days(rng.i64(12..500));
        let alert = NewAlert {
            client,
            level: level.unwrap_or(Level::Note),
            text: Clean::line(text),
            handling: handling.into(),
            since: Some(since),
        };
        let at = brought_in(calendar) + TimeDelta::minutes(2 + i64::try_from(place).unwrap_or(0).min(90));
        store.apply(&Change::People(PeopleChange::AddAlert(alert)), calendar.stamp(at, rng.choice(&treating).copied()))?;
    }
    Ok(())
}
