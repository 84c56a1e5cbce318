//! The made-up practice.
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use knotbook::demo::{Shape, fill};
use knotbook::domain::book::appointment::Appointment;
use knotbook::domain::book::day::Row;
use knotbook::domain::book::series::list::Listed;
use knotbook::domain::book::status::Status;
use knotbook::domain::care::plan::PlanState;
use knotbook::domain::ids::ClientId;
use knotbook::domain::practice::history::HistoryOf;
use knotbook::domain::practice::role::Viewer;
use knotbook::store::Store;

use crate::practice::{Place, date};

fn demo(at: &str) -> (Place, DateTime<Utc>) {
    shaped(at, &Shape::default())
}

fn shaped(at: &str, shape: &Shape) -> (Place, DateTime<Utc>) {
    let mut place = Place::empty();
    let now = at.parse().expect("an instant");
    fill(&mut place.store, now, shape).expect("a made-up practice");
    (place, now)
}

fn everything(store: &Store) -> Vec<Appointment> {
    let mut all = Vec::new();
    let take = |one| {
        all.push(one);
        Ok(())
    };
    store.each_appointment(take).expect("the book");
    all
}

#[test]
fn two_years_stand_in_the_book_without_a_conflict() {
    let (place, now) = demo("2026-11-24T16:20:00Z");
    let store = &place.store;
    let directory = store.directory().expect("a read").expect("a practice");
    let clients = store.all_clients().expect("the clients");
    assert!(clients.len() >= 400);
    assert_eq!(directory.therapists().count(), 4);
    assert!(clients.iter().any(|client| client.archived));
    assert!(clients.iter().any(|client| !client.guardian.is_empty()));
    let names: HashSet<&str> = clients.iter().map(|client| client.name.as_str()).collect();
    assert!((3..20).contains(&(clients.len() - names.len())), "a few namesakes");

    let all = everything(store);
    let mut sums: HashMap<Status, usize> = HashMap::new();
    for one in &all {
        *sums.entry(one.status).or_default() += 1;
        if one.status.holds() {
            let (conflicts, _) = store.judge(&one.slot(), Some(one.id), store.local(now)).expect("a judgement");
            assert!(conflicts.is_empty(), "{} {}: {}", one.client_name, one.span.from(), conflicts[0]);
        }
    }
    let over = all.iter().filter(|one| one.span.to() < store.local(now)).count();
    assert!((85..93).contains(&(100 * sums[&Status::Done] / over)), "{sums:?}");
    for status in [Status::NoShow, Status::LateCancelled, Status::Cancelled, Status::ToRebook, Status::Confirmed, Status::Booked] {
        assert!(sums.get(&status).is_some_and(|sum| *sum > 0), "{status:?} in {sums:?}");
    }
    let standing = store.standing(None, store.local(now)).expect("a list");
    let (sum, of) = (standing.len(), all.iter().filter(|one| one.status.is_expected()).map(|one| one.client).collect::<HashSet<_>>().len());
    assert!((of / 5..of / 2).contains(&sum), "{sum} standing appointments of {of} clients in treatment");
    assert!(standing.iter().any(|line| !line.is_finite()) && standing.iter().any(|line| line.ends_soon(store.local(now))));
    let total = |of: fn(&Listed) -> u32| standing.iter().map(of).sum::<u32>();
    let (skipped, decide, moved) = (total(|line| line.skipped), total(|line| line.to_decide), total(|line| line.moved));
    assert!(skipped > 0 && decide > 0 && moved > 0, "{skipped} skipped, {decide} to decide, {moved} moved");
    assert_eq!(store.check().expect("a check").problems, Vec::<String>::new());
    let voices: HashSet<String> =
        store.history(HistoryOf::Everything, None, 60, now).expect("the history").into_iter().map(|line| line.by).collect();
    assert!(voices.len() >= 3, "{voices:?}");
}

#[test]
fn the_same_seed_and_moment_give_the_same_practice() {
    let [first, second] = [0, 1].map(|_| {
        let (place, now) = demo("2027-01-01T15:00:00Z");
        let clients = place.store.all_clients().expect("the clients");
        let clients: Vec<_> = clients.into_iter().map(|client| (client.id, client.name, client.phones, client.born, client.note)).collect();
        let history = place.store.history(HistoryOf::Everything, None, 500, now).expect("the history");
        (clients, everything(&place.store), history)
    });
    assert!(first == second);
}

#[test]
fn any_day_is_a_day_to_look_at() {
    let first = date("2026-12-20");
    for day in first.iter_days().take(15) {
        let short = Shape { weeks_back: 14, weeks_ahead: 3, ..Shape::default() };
        let (place, now) = shaped(&format!("{day}T16:10:00Z"), &short);
        let store = &place.store;
        let shown = store.day(store.local(now).date()).expect("the day");
        if shown.date.weekday() == Weekday::Sun {
            continue;
        }
        let statuses: HashSet<Status> = shown.entries.iter().map(|entry| entry.appointment.status).collect();
        let shortest = store.directory().expect("a read").expect("a practice").shortest_service();
        let free = shown.rows(None, shortest, store.local(now)).iter().filter(|row| matches!(row, Row::Free { .. })).count();
        let wanted = if shown.date.weekday() == Weekday::Sat { 2 } else { 3 };
        assert!(statuses.len() >= wanted, "{day}: {statuses:?}");
        assert!(free > 0 || shown.date.weekday() == Weekday::Sat, "{day} has no free stretch");
        let next = store.day(shown.date + TimeDelta::days(2)).expect("the day after tomorrow");
        assert!(next.entries.iter().all(|entry| entry.appointment.status != Status::Done), "{day}: done ahead of time");
    }
}

#[test]
fn the_therapists_have_written_their_notes() {
    let (mut place, now) = demo("2026-11-24T16:20:00Z");
    let viewer = place.store.viewer();
    assert_eq!(viewer, Viewer::NOBODY, "whoever asked for the practice sees it as before");
    let directory = place.store.directory().expect("a read").expect("a practice");
    place.store.view_as(directory.therapists().next().expect("a therapist").viewer());
    let (store, local) = (&place.store, place.store.local(now));

    let waiting = store.unsigned(local).expect("what waits");
    let (begun, bare): (Vec<_>, Vec<_>) = waiting.iter().partition(|one| one.draft);
    // Who is in session now is owed a note, too.
    let forgotten: Vec<_> = bare.iter().filter(|one| one.at.date() < local.date()).collect();
    assert_eq!((begun.len(), forgotten.len()), (1, 1), "{waiting:?}");
    assert_eq!(forgotten[0].at.date(), date("2026-11-23"));
    let today = store.day(local.date()).expect("today");
    let mut before = 0;
    for entry in &today.entries {
        let glance = store.glance(entry.appointment.id).expect("a read").expect("a glance");
        before += usize::from(glance.last.is_some() && !glance.plans.is_empty());
    }
    assert!(2 * before > today.entries.len(), "{before} of {} have a note and a plan", today.entries.len());

    let (mut sums, mut due, mut plateaus) = (HashMap::new(), 0, 0);
    for (plan, _) in store.open_plans().expect("plans") {
        let record = store.record(plan.terms.client, local).expect("a read").expect("a record");
        let told = record.told(Some(plan.id));
        let course = plan.course(&told);
        *sums.entry(course.verdict().word()).or_insert(0) += 1;
        due += usize::from(course.due(record.today).is_some());
        plateaus += usize::from(course.plateau().is_some());
        for note in &record.notes {
            let lines = knotbook::domain::care::signing::lines_of(&note.written);
            assert_eq!(lines.len(), note.written.lines.as_str().lines().count(), "{:?}", note.written);
        }
    }
    let known: i32 = sums.iter().filter(|(verdict, _)| **verdict != "not known yet").map(|(_, count)| count).sum();
    assert!(
        2 * sums["improved"] >= known && sums["worse"] == 1 && plateaus == 1 && due > 0,
        "{sums:?}, {due} due, {plateaus} on a plateau"
    );
    let ana = store.plans(ClientId(2)).expect("plans");
    let [next, met] = ana.as_slice() else { panic!("{ana:?}") };
    assert_eq!((met.terms.state, next.terms.visits, next.terms.follows), (PlanState::Completed, None, Some(met.id)));
    let asked = today.entries.iter().filter(|entry| store.answers(entry.appointment.id).expect("a read").is_some()).count();
    assert!(asked > 0, "nobody was asked at arrival");
}
