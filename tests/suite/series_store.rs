//! Standing appointments at the store's door: made, changed, taken back, and grown.
use chrono::{NaiveDateTime, TimeDelta};
use fastrand::Rng;
use knotbook::domain::book::appointment::{Appointment, Slot};
use knotbook::domain::book::rule::{End, Rule};
use knotbook::domain::book::series::act::{Fate, SeriesAct};
use knotbook::domain::book::series::plan::{self, Place as Wanted, Scope, Standing};
use knotbook::domain::book::series::{FOREVER, Series, Terms};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::change::{Anyway, Applied, BookChange, Booking, Change, NewAbsence, PracticeChange, Stamp, Who};
use knotbook::domain::ids::{ClientId, SeriesId};
use knotbook::domain::practice::hours::Absent;
use knotbook::domain::refusal::Refusal;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::store::Error;

use crate::practice::{DANA, DESK, LEE, Place, R1, R2, TRP60, assert_sound, at, booking, dump, now, raw, slot};

fn wall(place: &Place) -> NaiveDateTime {
    place.store.local(now())
}

fn terms(client: ClientId, rule: &str, first: &str) -> Terms {
    Terms {
        client: Some(client),
        service: TRP60,
        staff: DANA,
        room: None,
        minutes: 60,
        buffer: 15,
        rule: Rule::read(rule, None).expect("a rule"),
        first: at(first),
        ended: None,
    }
}

/// Judges an act and decides every conflict by skipping the date.
fn decided(place: &Place, mut act: SeriesAct) -> SeriesAct {
    let judged = place.store.review(&act.asked(), &act.leaving(), true, wall(place)).expect("a review");
    act.settle(&judged);
    for one in judged.iter().filter(|one| !one.conflicts.is_empty()) {
        act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = Fate::Skip;
    }
    act
}

fn apply(place: &mut Place, act: SeriesAct) -> Result<Applied, Error> {
    place.apply(&Change::Book(BookChange::Series(vec![act])), DESK)
}

fn make(place: &mut Place, client: ClientId, rule: &str, first: &str) -> SeriesId {
    let act = plan::make(Who::Known(client), terms(client, rule, first), Clean::default(), wall(place));
    let act = decided(place, act);
    apply(place, act).expect("a standing appointment");
    let listed = place.store.standing(Some(client), wall(place)).expect("a list");
    listed.iter().map(|line| line.series.id).max().expect("the new one")
}

fn with<T>(place: &Place, id: SeriesId, act: impl FnOnce(Standing<'_>) -> T) -> T {
    let (series, rows): (Series, Vec<(NaiveDateTime, Appointment)>) = place.store.series(id).expect("a read").expect("the series");
    act(Standing { series: &series, rows: &rows, now: wall(place) })
}

fn starts(place: &Place, id: SeriesId) -> Vec<String> {
    let (_, rows) = place.store.series(id).expect("a read").expect("the series");
    rows.iter().map(|(_, row)| format!("{} {}", row.span.from().format("%m-%d %H:%M"), row.status.mark())).collect()
}

#[test]
fn eight_dates_are_eight_rows_and_one_undo_takes_all_back() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    place.apply(&booking(tom, slot(DANA, R1, "2026-12-08 10:30")), DESK).expect("a booking");
    let before = dump(&raw(&place.file()));

    let act = plan::make(Who::Known(maria), terms(maria, "FREQ=WEEKLY;COUNT=8", "2026-11-24 10:00"), Clean::default(), wall(&place));
    let judged = place.store.review(&act.asked(), &act.leaving(), true, wall(&place)).expect("a review");
    assert_eq!(judged.len(), 8);
    let words: Vec<String> = judged[2].conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(words, ["Dana has Tom Okafor 10:30–11:30"]);
    assert_eq!(judged[2].nearest.map(|slot| slot.span.from()), Some(at("2026-12-08 09:15")));

    let undecided = apply(&mut place, act.clone()).expect_err("a date that nobody decided on");
    assert!(matches!(&undecided, Error::Refused(Refusal::Conflicts { conflicts, .. }) if conflicts.len() == 1), "{undecided}");
    assert_eq!(dump(&raw(&place.file())), before);

    let act = decided(&place, act);
    let applied = apply(&mut place, act).expect("a standing appointment");
    assert!(applied.words.starts_with("Made a standing appointment for Maria Smith"), "{}", applied.words);
    assert!(applied.words.ends_with("with Dana, 7 dates, 1 skipped"), "{}", applied.words);
    let id = place.store.standing(Some(maria), wall(&place)).expect("a list")[0].series.id;
    assert_eq!(
        starts(&place, id),
        [
            "11-24 10:00 ·",
            "12-01 10:00 ·",
            "12-08 10:00 -",
            "12-15 10:00 ·",
            "12-22 10:00 ·",
            "12-29 10:00 ·",
            "01-05 10:00 ·",
            "01-12 10:00 ·"
        ]
    );
    let third = with(&place, id, |standing| standing.rows[2].1.id);
    assert_eq!(place.store.position(third).expect("a read").expect("a place").1.to_string(), "date 3 of 8");
    assert_sound(&place.store, &raw(&place.file()));
    let full = dump(&raw(&place.file()));
    place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(dump(&raw(&place.file())), before);
    place.store.redo(Stamp { at: now(), by: Some(DESK) }).expect("a redo");
    assert_eq!(dump(&raw(&place.file())), full);
}

#[test]
fn this_and_the_following_part_the_series_and_what_was_moved_by_itself_stays() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = make(&mut place, maria, "FREQ=WEEKLY;COUNT=8", "2026-11-24 10:00");
    let sixth = with(&place, id, |standing| standing.rows[5].clone());
    let slot = knotbook::domain::book::appointment::Slot {
        span: knotbook::domain::span::Span::lasting(at("2026-12-30 15:00"), 60),
        ..sixth.1.slot()
    };
    let fields = knotbook::domain::book::appointment::differences(&sixth.1.slot(), &slot);
    place.apply(&Change::Book(BookChange::Alter { id: sixth.1.id, fields, anyway: None }), DESK).expect("one date moved by itself");
    let before = dump(&raw(&place.file()));

    let act = with(&place, id, |standing| {
        let scope = Scope::Following(at("2026-12-15 10:00"));
        let reach = standing.reach(scope);
        assert_eq!((reach.touched, reach.exceptions), (4, 1));
        standing.change(scope, &Wanted { starts: Some(at("2026-12-16 11:00")), ..Wanted::default() }).expect("a plan")
    });
    let act = decided(&place, act);
    let applied = apply(&mut place, act).expect("a move");
    assert_eq!(applied.words, "Moved 4 dates of Maria Smith, Tue 15 Dec 10:00 → Wed 16 Dec 11:00");
    assert_eq!(starts(&place, id), ["11-24 10:00 ·", "12-01 10:00 ·", "12-08 10:00 ·"]);
    let listed = place.store.standing(Some(maria), wall(&place)).expect("a list");
    let new = listed.iter().find(|line| line.series.id != id).expect("the second part");
    assert_eq!(new.series.split_from, Some(id));
    assert_eq!(starts(&place, new.series.id), ["12-16 11:00 ·", "12-23 11:00 ·", "12-30 15:00 ·", "01-06 11:00 ·", "01-13 11:00 ·"]);
    let last = with(&place, new.series.id, |standing| standing.rows[4].1.id);
    assert_eq!(place.store.position(last).expect("a read").expect("a place").1.to_string(), "date 8 of 8");
    assert_sound(&place.store, &raw(&place.file()));
    place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(dump(&raw(&place.file())), before);
}

#[test]
fn all_of_it_can_move_by_its_own_distance_and_come_back() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = make(&mut place, maria, "FREQ=WEEKLY;COUNT=4", "2026-11-24 10:00");
    let before = dump(&raw(&place.file()));
    let act = with(&place, id, |standing| {
        standing.change(Scope::All, &Wanted { starts: Some(at("2026-12-01 10:00")), ..Wanted::default() }).expect("a plan")
    });
    let act = decided(&place, act);
    apply(&mut place, act).expect("a move by a week");
    assert_eq!(starts(&place, id), ["12-01 10:00 ·", "12-08 10:00 ·", "12-15 10:00 ·", "12-22 10:00 ·"]);
    place.store.undo(Stamp { at: now(), by: Some(DESK) }).expect("an undo");
    assert_eq!(dump(&raw(&place.file())), before);
    place.store.redo(Stamp { at: now(), by: Some(DESK) }).expect("a redo");
    assert_eq!(starts(&place, id)[0], "12-01 10:00 ·");
}

#[test]
fn it_ends_goes_on_is_handed_over_and_filled_at_the_end() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let id = make(&mut place, maria, "FREQ=WEEKLY;COUNT=6", "2026-11-24 10:00");
    let act = with(&place, id, |standing| {
        standing.end(Scope::Following(at("2026-12-15 10:00")), CancelledBy::Client, &"moved away".into()).expect("a plan")
    });
    apply(&mut place, act).expect("an end");
    assert_eq!(starts(&place, id), ["11-24 10:00 ·", "12-01 10:00 ·", "12-08 10:00 ·", "12-15 10:00 x", "12-22 10:00 x", "12-29 10:00 x"]);

    let act = with(&place, id, |standing| standing.run_until(End::Count(5)).expect("a plan"));
    let act = decided(&place, act);
    apply(&mut place, act).expect("an extension");
    assert_eq!(starts(&place, id), ["11-24 10:00 ·", "12-01 10:00 ·", "12-08 10:00 ·", "12-15 10:00 ·", "12-22 10:00 ·", "12-29 10:00 x"]);

    let act = with(&place, id, |standing| {
        let wanted = Wanted { staff: Some(LEE), ..Wanted::default() };
        standing.change(Scope::All, &wanted).expect("a plan").preferring(None)
    });
    let act = decided(&place, act);
    let applied = apply(&mut place, act).expect("handed over");
    assert!(applied.words.starts_with("Handed 5 dates of Maria Smith over to Lee"), "{}", applied.words);

    let act = with(&place, id, |standing| {
        standing.skip(crate::practice::date("2026-12-01"), crate::practice::date("2026-12-09"), true, None).expect("a plan")
    });
    let act = decided(&place, act);
    apply(&mut place, act).expect("two skipped, two at the end");
    let all = starts(&place, id);
    assert_eq!(all[1..3], ["12-01 10:00 -", "12-08 10:00 -"]);
    assert_eq!(all.iter().filter(|line| line.ends_with('·')).count(), 5, "{all:?}");
    assert_sound(&place.store, &raw(&place.file()));
}

#[test]
fn an_endless_one_grows_once_and_what_meets_a_conflict_waits_for_a_decision() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    let id = make(&mut place, maria, "FREQ=WEEKLY", "2026-11-24 10:00");
    assert_eq!(starts(&place, id).len(), 53);
    assert_eq!(place.store.grow(now()).expect("nothing to do").series, 0);
    place.apply(&booking(tom, slot(DANA, R1, "2027-11-30 10:30")), DESK).expect("a booking far ahead");

    let later = now() + TimeDelta::weeks(3);
    let mut other = place.store.sibling().expect("another window");
    let grown = place.store.grow(later).expect("two more");
    assert_eq!((grown.series, grown.dates, grown.undecided), (1, 1, 1));
    assert_eq!(other.grow(later).expect("nothing is left").series, 0);
    let all = starts(&place, id);
    assert_eq!(all[53..], ["11-30 10:00 ?", "12-07 10:00 ·"]);
    let hits = place.store.to_decide().expect("a list");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].appointment.status, Status::ToDecide);
    let words: Vec<String> = hits[0].conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(words, ["Dana has Tom Okafor 10:30–11:30"]);

    place.store.undo(Stamp { at: later, by: Some(DESK) }).expect("the booking is taken back");
    place.store.undo(Stamp { at: later, by: Some(DESK) }).expect("the standing appointment too, with what grew of it");
    assert!(place.store.series(id).expect("a read").is_none());
    place.store.redo(Stamp { at: later, by: Some(DESK) }).expect("and again");
    assert_eq!(starts(&place, id).len(), 53);
    assert_eq!(place.store.grow(later).expect("what is due again").dates, 2);
    assert!(with(&place, id, |standing| standing.series.made_until < FOREVER));
    assert_sound(&place.store, &raw(&place.file()));
}

#[test]
fn a_change_that_puts_nothing_into_the_book_does_not_boast_of_no_dates() {
    let mut place = Place::hollis();
    let (maria, tom) = (place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"));
    let id = make(&mut place, maria, "FREQ=WEEKLY;COUNT=1", "2026-11-24 10:00");
    place.apply(&booking(tom, slot(DANA, R1, "2026-11-24 14:00")), DESK).expect("a booking");
    let act = with(&place, id, |standing| {
        standing.change(Scope::All, &Wanted { starts: Some(at("2026-11-24 14:00")), ..Wanted::default() }).expect("a plan")
    });
    let act = decided(&place, act);
    let applied = apply(&mut place, act).expect("its only date skipped");
    assert_eq!(applied.words, "Changed the standing appointment of Maria Smith, from Tue 24 Nov 10:00, 1 skipped");
}

#[test]
fn a_single_appointment_at_the_same_time_becomes_the_date() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    place.apply(&booking(maria, slot(DANA, R1, "2026-12-01 10:00")), DESK).expect("a single one");
    let single = place.store.day(crate::practice::date("2026-12-01")).expect("the day").entries[0].appointment.id;
    let id = make(&mut place, maria, "FREQ=WEEKLY;COUNT=3", "2026-11-24 10:00");
    assert_eq!(with(&place, id, |standing| standing.rows[1].1.id), single);
    assert_eq!(starts(&place, id).len(), 3);
}

#[test]
fn the_hour_that_the_clocks_skip_is_a_date_to_decide() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "1");
    let act = plan::make(Who::Known(maria), terms(maria, "FREQ=WEEKLY;COUNT=3", "2027-03-21 02:30"), Clean::default(), wall(&place));
    let judged = place.store.review(&act.asked(), &act.leaving(), true, wall(&place)).expect("a review");
    let words: Vec<String> = judged[1].conflicts.iter().map(ToString::to_string).collect();
    assert!(words.contains(&"the clocks go forward and skip Sun 28 Mar 02:30".to_owned()), "{words:?}");
}

/// Bookings by chance, those that meet something booked anyway, and absences of everybody and everything.
fn full_book(place: &mut Place, clients: &[ClientId], rng: &mut Rng) {
    for _ in 0..60 {
        let from = at("2026-11-24 00:00") + TimeDelta::minutes(rng.i64(0..14 * 96) * 15);
        let (staff, room) = if rng.bool() { (DANA, R1) } else { (LEE, R2) };
        let slot = Slot { span: Span::lasting(from, rng.u32(2..8) * 15), ..slot(staff, room, "2026-11-24 10:00") };
        let client = clients[rng.usize(0..clients.len())];
        let seen = place.store.judge(&Slot { client: Some(client), ..slot }, None, wall(place)).expect("a judgement").0;
        let anyway = (!seen.is_empty()).then(|| Anyway { reason: "asked for".into(), seen });
        let booking = Booking { who: Who::Known(client), slot, note: Clean::default(), arrived: None, anyway };
        place.apply(&Change::Book(BookChange::Book(booking)), DESK).expect("a booking");
    }
    for of in [Absent::Client(clients[0]), Absent::Staff(LEE), Absent::Room(R2), Absent::Practice, Absent::Block(DANA)] {
        let span = Span::lasting(at("2026-11-24 07:00") + TimeDelta::hours(rng.i64(0..14 * 24)), rng.u32(1..40) * 60);
        let absence = NewAbsence { of, span, reason: "away".into() };
        place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), DANA).expect("an absence");
    }
}

#[test]
fn every_date_is_judged_as_an_appointment_on_its_own_would_be() {
    let mut met = 0;
    for seed in 0..6 {
        let (mut place, mut rng) = (Place::hollis(), Rng::with_seed(seed));
        let clients = [place.client("Maria Smith", "1"), place.client("Tom Okafor", "2"), place.client("Ana Lima", "3")];
        full_book(&mut place, &clients, &mut rng);
        for (first, room) in
            [("2026-11-24 10:00", Some(R1)), ("2026-11-24 23:15", Some(R2)), ("2026-11-24 00:15", None), ("2026-11-24 15:30", None)]
        {
            let terms = Terms { room, ..terms(clients[0], "FREQ=DAILY;COUNT=14", first) };
            let act = plan::make(Who::Known(clients[0]), terms, Clean::default(), wall(&place));
            let judged = place.store.review(&act.asked(), &[], false, wall(&place)).expect("a review");
            assert_eq!(judged.len(), 14);
            for one in judged.iter().filter(|one| one.adopts.is_none()) {
                assert_eq!(one.conflicts, place.store.judge(&one.slot, None, wall(&place)).expect("a judgement").0, "{}", one.rule_date);
                met += one.conflicts.len();
            }
        }
    }
    assert!(met > 200, "only {met} conflicts were compared");
}
