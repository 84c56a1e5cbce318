//! The therapists' half: notes of past sessions, treatment plans, and what was asked at arrival.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use fastrand::Rng;

use super::Calendar;
use super::names::ALWAYS;
use super::story::{Case, Way, stories};
use super::visit::lately_from;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::list::Listed;
use crate::domain::book::status::Status;
use crate::domain::care::change::{CareChange, Reassessing, Signing};
use crate::domain::care::finding::Nrs;
use crate::domain::care::line::{Cadence, Every};
use crate::domain::care::note::{Keep, NoteOf};
use crate::domain::care::plan::{NewPlan, Outcome, Plan, PlanState};
use crate::domain::care::template::Template;
use crate::domain::change::Change;
use crate::domain::ids::{AppointmentId, ClientId, PlanId, SeriesId};
use crate::domain::text::Clean;
use crate::store::{Error, Store};

/// Days back for which everybody's sessions have notes: a session that is older is owed none.
const ALL_DAYS: i64 = 15;
/// Weeks back for those whose whole course can be read.
const WEEKS: i64 = 20;
/// Clients of fixed names whose plan was met and goes on as maintenance, who stand still, and who get worse; by their place.
const MAINTAINED: usize = 1;
const STILL: usize = 2;
const WORSE: usize = 3;

/// Everybody's story so far.
#[derive(Debug)]
pub(super) struct Casebook {
    cases: BTreeMap<ClientId, Case>,
    rng: Rng,
}

/// Writes what the therapists wrote until the days that single acts tell of.
pub(super) fn write(store: &mut Store, calendar: &Calendar, seed: u64) -> Result<Casebook, Error> {
    let mut book = Casebook { cases: BTreeMap::new(), rng: Rng::with_seed(seed ^ 0xCA2E) };
    let followed = followed(store, calendar)?;
    let since = calendar.today - TimeDelta::weeks(WEEKS);
    let lately = lately_from(calendar);
    let mut sessions = Vec::new();
    for date in since.iter_days().take_while(|date| *date < lately) {
        let entries = store.day(date)?.entries.into_iter().map(|entry| entry.appointment);
        sessions.extend(entries.filter(|one| one.status == Status::Done));
    }
    let all_since = calendar.today - TimeDelta::days(ALL_DAYS);
    let mut newer: BTreeMap<ClientId, usize> = BTreeMap::new();
    for one in sessions.iter().rev() {
        *newer.entry(one.client).or_default() += 1;
    }
    sessions.retain(|one| {
        let left = newer.entry(one.client).or_default();
        *left = left.saturating_sub(1);
        one.span.date() >= all_since || followed.contains(&one.client) && *left < visits(one.client)
    });
    let series: BTreeMap<ClientId, Stands> = store.standing(None, calendar.now)?.iter().filter_map(Stands::of).collect();
    for session in &sessions {
        let is_followed = followed.contains(&session.client);
        book.meet(session.client);
        if is_followed {
            book.follow(store, calendar, session, series.get(&session.client).copied())?;
        }
        book.sign(store, calendar, session.id, session.span.to() + TimeDelta::minutes(4))?;
    }
    Ok(book)
}

/// Those who come today or tomorrow, and those who are always there.
fn followed(store: &Store, calendar: &Calendar) -> Result<BTreeSet<ClientId>, Error> {
    let always = (1..).take(ALWAYS.len()).map(ClientId);
    let mut followed: BTreeSet<ClientId> = always.collect();
    for date in calendar.today.iter_days().take(2) {
        followed.extend(store.day(date)?.entries.iter().map(|entry| entry.appointment.client));
    }
    Ok(followed)
}

/// How many of a client's last sessions have notes.
fn visits(client: ClientId) -> usize {
    match client {
        client if is_always(client, MAINTAINED) => usize::MAX,
        client if is_always(client, STILL) => 7,
        client => 3 + usize::try_from(client.0).unwrap_or(0) % 5,
    }
}

/// A standing appointment, as a plan is linked to it.
#[derive(Debug, Clone, Copy)]
struct Stands {
    id: SeriesId,
    every: Every,
}

impl Stands {
    fn of(listed: &Listed) -> Option<(ClientId, Self)> {
        let terms = &listed.series.terms;
        let every = if terms.rule.to_string().contains("INTERVAL=2") { Every::TwoWeeks } else { Every::Week };
        Some((terms.client?, Self { id: listed.series.id, every }))
    }
}

fn is_always(client: ClientId, place: usize) -> bool {
    usize::try_from(client.0) == Ok(place + 1)
}

impl Casebook {
    fn meet(&mut self, client: ClientId) -> &mut Case {
        let rng = &mut self.rng;
        self.cases.entry(client).or_insert_with(|| {
            let stories = stories();
            let way = match client {
                client if is_always(client, STILL) => Way::Still,
                client if is_always(client, WORSE) => Way::Worse,
                _ => Way::Better,
            };
            let place = if is_always(client, 0) { 0 } else { rng.usize(..stories.len()) };
            let case = Case::new(&stories[place], way, rng);
            if is_always(client, MAINTAINED) { case.steady() } else { case }
        })
    }

    /// Opens the plan at the first visit, and looks at it again when it is time; for a few it is due and nobody has looked yet.
    fn follow(&mut self, store: &mut Store, calendar: &Calendar, session: &Appointment, series: Option<Stands>) -> Result<(), Error> {
        let (client, by) = (session.client, Some(session.staff));
        let Some(case) = self.cases.get_mut(&client) else { return Ok(()) };
        let stamp = calendar.stamp(session.span.to() + TimeDelta::minutes(2), by);
        let Some(plan) = case.plan else {
            let plan = new_plan(case, client, session.span.date(), series);
            store.apply(&Change::Care(CareChange::OpenPlan(Box::new(plan))), stamp)?;
            case.plan = store.plans(client)?.first().map(|plan| plan.id);
            return Ok(());
        };
        let is_left = client.0 % 5 == 0 || is_always(client, STILL);
        if case.visits % 4 == 0 && !is_left {
            let met = is_always(client, MAINTAINED);
            if let Some(looked) = reassessing(store, client, plan, session.span.date(), met)? {
                store.apply(&Change::Care(CareChange::Reassess(Box::new(looked))), stamp)?;
                if let Some(case) = self.cases.get_mut(&client) {
                    case.plan = store.plans(client)?.iter().find(|plan| plan.terms.state.is_open()).map(|plan| plan.id);
                }
            }
        }
        Ok(())
    }

    /// What the client answers when they arrive.
    pub(super) fn answer(&mut self, store: &mut Store, calendar: &Calendar, id: AppointmentId, at: NaiveDateTime) -> Result<(), Error> {
        let Some(session) = store.appointment(id)?.filter(|one| one.status == Status::Arrived) else { return Ok(()) };
        self.meet(session.client);
        let Some(case) = self.cases.get(&session.client) else { return Ok(()) };
        let change = CareChange::Answer { appointment: id, seen: None, new: case.answers(&mut self.rng) };
        store.apply(&Change::Care(change), calendar.stamp(at, Some(session.staff))).map(drop)
    }

    /// The note of a session that is over.
    pub(super) fn sign(&mut self, store: &mut Store, calendar: &Calendar, id: AppointmentId, at: NaiveDateTime) -> Result<(), Error> {
        let Some(session) = store.appointment(id)?.filter(|one| one.status == Status::Done) else { return Ok(()) };
        self.meet(session.client);
        let Some(case) = self.cases.get_mut(&session.client) else { return Ok(()) };
        let written = case.note(&mut self.rng);
        let signing = Signing { of: NoteOf::Session(id), written, at: None };
        store.apply(&Change::Care(CareChange::Sign(Box::new(signing))), calendar.stamp(at, Some(session.staff))).map(drop)
    }

    /// A note that was begun and not finished.
    pub(super) fn begin(&mut self, store: &mut Store, calendar: &Calendar, id: AppointmentId, at: NaiveDateTime) -> Result<(), Error> {
        let Some(session) = store.appointment(id)?.filter(|one| one.status == Status::Done) else { return Ok(()) };
        self.meet(session.client);
        let Some(case) = self.cases.get_mut(&session.client) else { return Ok(()) };
        let mut written = case.clone().note(&mut self.rng);
        let begun: Vec<&str> = written.lines.as_str().lines().take(2).collect();
        written.lines = Clean::text(&begun.join("\n"));
        let of = NoteOf::Session(id);
        store.keep_note(&Keep::first(of, written), "", calendar.stamp(at, Some(session.staff))).map(drop)
    }
}

fn new_plan(case: &Case, client: ClientId, opened: NaiveDate, series: Option<Stands>) -> NewPlan {
    NewPlan {
        client,
        complaint: Clean::line(case.story.complaint),
        goal: Clean::line(case.story.goal),
        goal_pain: Nrs::new(2),
        modality: "trigger point".into(),
        visits: Some(if visits(client) < 6 { 6 } else { 8 }),
        cadence: Cadence { times: 1, every: series.map_or(Every::Week, |series| series.every) },
        minutes: None,
        reassess: 4,
        baseline: case.before(),
        state: PlanState::Active,
        opened,
        series: series.map(|series| series.id),
        follows: None,
    }
}

/// What is seen when a plan is looked at again; when it is `met` it goes on as maintenance.
fn reassessing(store: &Store, client: ClientId, id: PlanId, on: NaiveDate, met: bool) -> Result<Option<Reassessing>, Error> {
    let at = on.and_hms_opt(0, 0, 0).unwrap_or_default();
    let Some(record) = store.record(client, at)? else { return Ok(None) };
    let Some(plan) = record.plans.iter().find(|plan| plan.id == id && plan.terms.state.is_open()) else { return Ok(None) };
    let told = record.told(Some(id));
    let course = plan.course(&told);
    let compared = course.progress().map(|progress| progress.words(on.year())).unwrap_or_default();
    let met = met && course.goal_met() && plan.terms.visits.is_some();
    Ok(Some(Reassessing {
        plan: id,
        seen: plan.terms.state,
        on,
        compared: Clean::line(&compared),
        outcome: if met { Outcome::Maintain } else { Outcome::Continue },
        remark: Clean::default(),
        next: met.then(|| Box::new(maintenance(plan, on))),
    }))
}

fn maintenance(plan: &Plan, opened: NaiveDate) -> NewPlan {
    let usual = Template::Maintenance;
    // Where the pain is now is what it is compared with from here on.
    NewPlan { visits: usual.visits(), cadence: usual.cadence(), reassess: usual.reassess(), opened, baseline: None, ..plan.terms.clone() }
}
