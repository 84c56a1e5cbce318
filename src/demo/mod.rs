//! A made-up practice with two years behind it and eight weeks ahead of it, to look around in. Nobody in it exists.
//!
//! The same seed and the same moment give the same practice, all of it written through [`Store::apply`] like any other.
mod away;
mod book;
mod care;
mod desk;
mod house;
mod lately;
mod names;
mod people;
mod standing;
mod story;
mod visit;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use fastrand::Rng;

use crate::domain::change::{Change, Import, Stamp};
use crate::domain::ids::StaffId;
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::Refusal;
use crate::store::{Error, Store};

/// How the made-up practice is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Another seed is another practice.
    pub seed: u64,
    /// Its wall clock.
    pub zone: Tz,
    /// At least the few who have to be there.
    pub clients: usize,
    /// Weeks of history.
    pub weeks_back: u32,
    /// Weeks booked ahead.
    pub weeks_ahead: u32,
}

impl Default for Shape {
    fn default() -> Self {
        Self { seed: 1, zone: chrono_tz::America::Toronto, clients: 400, weeks_back: 104, weeks_ahead: 8 }
    }
}

/// The days of the demo, on the practice's wall clock.
#[derive(Debug, Clone, Copy)]
struct Calendar {
    zone: Tz,
    first: NaiveDate,
    today: NaiveDate,
    last: NaiveDate,
    now: NaiveDateTime,
}

impl Calendar {
    fn new(now: DateTime<Utc>, shape: &Shape) -> Self {
        let now = now.with_timezone(&shape.zone).naive_local();
        let today = now.date();
        let weeks = |weeks: u32| Days::new(7 * u64::from(weeks));
        Self {
            zone: shape.zone,
            first: today.checked_sub_days(weeks(shape.weeks_back)).unwrap_or(today),
            today,
            last: today.checked_add_days(weeks(shape.weeks_ahead)).unwrap_or(today),
            now,
        }
    }

    /// The instant at which the wall clock shows `at`; what the clocks skip is taken an hour later.
    fn instant(&self, at: NaiveDateTime) -> DateTime<Utc> {
        let local = |at| self.zone.from_local_datetime(&at).earliest();
        local(at).or_else(|| local(at + TimeDelta::hours(1))).map_or_else(|| at.and_utc(), |at| at.to_utc())
    }

    fn stamp(&self, at: NaiveDateTime, by: Option<StaffId>) -> Stamp {
        Stamp { at: self.instant(at), by }
    }
}

/// Fills the empty file of `store` with a made-up practice as it stands at `now`.
pub fn fill(store: &mut Store, now: DateTime<Utc>, shape: &Shape) -> Result<(), Error> {
    let calendar = Calendar::new(now, shape);
    let mut rng =
        Rng::with_seed(shape.seed ^ u64::from(calendar.today.to_string().bytes().fold(7u32, |sum, b| sum.wrapping_mul(31) + u32::from(b))));
    let begin = calendar.first.and_time(NaiveTime::MIN) + TimeDelta::hours(9) - TimeDelta::days(10);
    store.apply(&house::founding(&calendar), calendar.stamp(begin, None))?;
    let directory = store.directory()?.ok_or(Refusal::Gone { what: "practice" })?;
    let owner = directory.staff.first().map(|staff| staff.id);

    let away = away::absences(&calendar, &directory, &mut rng);
    for (at, absence) in &away {
        store.apply(&Change::Practice(crate::domain::change::PracticeChange::AddAbsence(absence.clone())), calendar.stamp(*at, owner))?;
    }
    let mut clients = people::clients(&calendar, &directory, shape.clients, &mut rng);
    let absences: Vec<_> = away.into_iter().map(|(_, absence)| absence).collect();
    let appointments = book::appointments(&calendar, &directory, &absences, &mut clients, &mut rng);
    let import = Import {
        source: "the old book".into(),
        clients: clients.into_iter().map(|client| client.new).collect(),
        appointments,
        ..Import::default()
    };
    store.apply(&Change::Import(Box::new(import)), calendar.stamp(brought_in(&calendar), owner))?;
    people::alerts(store, &calendar, &directory, &mut rng)?;
    standing::make(store, &calendar, &directory, &mut rng)?;
    // Notes and plans are written by those who treat; whoever asked for the practice sees it as before.
    let asked = store.viewer();
    let treats = directory.therapists().next().map(crate::domain::people::staff::Staff::viewer);
    store.view_as(treats.unwrap_or(asked));
    let mut casebook = care::write(store, &calendar, shape.seed)?;
    let done = lately::live(store, &calendar, &directory, &mut casebook, &mut rng);
    store.view_as(asked);
    done
}

/// When the old book was brought in: before the days that [`lately`] tells of.
fn brought_in(calendar: &Calendar) -> NaiveDateTime {
    calendar.today.and_hms_opt(19, 30, 0).unwrap_or(calendar.now) - TimeDelta::days(9)
}

/// The lines of one kind in `words.tsv`, without the kind.
fn lines_of(kind: &str) -> Vec<&'static str> {
    include_str!("words.tsv").lines().filter_map(|line| line.split_once('\t')).filter(|(of, _)| *of == kind).map(|(_, rest)| rest).collect()
}

/// A service of the practice by its short name.
fn service(directory: &Directory, short: &str) -> Option<crate::domain::ids::ServiceId> {
    directory.services.iter().find(|service| service.short.as_str() == short).map(|service| service.id)
}
