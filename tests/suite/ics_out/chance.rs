//! Whatever was done to a standing appointment: its calendar has the dates of the book.
use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use knotbook::domain::book::series::plan::{Place as Wish, Scope};
use knotbook::domain::book::status::{CancelledBy, Status};
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{done, exported, moved, reader, standing, stepped, with};
use crate::ics::round_trip::there_and_back;
use crate::practice::Place;

#[derive(Debug, Clone, Copy)]
enum Act {
    Move { days: i64, hours: i64 },
    Off,
    Confirm,
    Skip { days: u64, at_end: bool },
    Shift { days: i64 },
    End,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (-3i64..4, -4i64..5).prop_map(|(days, hours)| Act::Move { days, hours }),
        2 => Just(Act::Off),
        2 => Just(Act::Confirm),
        2 => (0u64..20, any::<bool>()).prop_map(|(days, at_end)| Act::Skip { days, at_end }),
        1 => (-2i64..3).prop_map(|days| Act::Shift { days }),
        1 => Just(Act::End),
    ]
}

const RULES: [&str; 9] = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;COUNT=12",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270410T235959",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=DAILY;INTERVAL=3;COUNT=20",
    "FREQ=YEARLY",
];

fn perform(place: &mut Place, id: knotbook::domain::ids::SeriesId, act: Act, nth: usize) {
    let rows = with(place, id, |standing| standing.rows.iter().map(|(at, row)| (*at, row.span.from())).collect::<Vec<_>>());
    if rows.is_empty() {
        return;
    }
    let nth = nth % rows.len();
    let (rule_date, starts) = rows[nth];
    // What the book refuses changes nothing, and that is right too.
    let _ = match act {
        Act::Move { days, hours } => {
            let to = starts + TimeDelta::days(days) + TimeDelta::hours(hours);
            moved(place, id, nth, &to.format("%Y-%m-%d %H:%M").to_string())
        }
        Act::Off => stepped(place, id, nth, Status::Cancelled),
        Act::Confirm => stepped(place, id, nth, Status::Confirmed),
        Act::Skip { days, at_end } => {
            let to = rule_date.date() + chrono::Days::new(days);
            let act = with(place, id, |standing| standing.skip(rule_date.date(), to, at_end, None));
            act.map_or(Ok(()), |act| done(place, act))
        }
        Act::Shift { days } => {
            let wish = Wish { starts: Some(rule_date + TimeDelta::days(days) + TimeDelta::hours(1)), ..Wish::default() };
            let act = with(place, id, |standing| standing.change(Scope::Following(rule_date), &wish));
            act.map_or(Ok(()), |act| done(place, act))
        }
        Act::End => {
            let act = with(place, id, |standing| standing.end(Scope::Following(rule_date), CancelledBy::Client, &Clean::default()));
            act.map_or(Ok(()), |act| done(place, act))
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_calendar_has_the_dates_of_the_book(
        rule in select(RULES.to_vec()), day in 0i64..30, hour in 9u32..12, acts in vec((act(), any::<usize>()), 0..7),
    ) {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "1");
        // Once a year: a first date that is over leaves none in the year ahead, and such a rule is refused.
        let day = if rule.contains("YEARLY") { day + 30 } else { day };
        let first = crate::practice::date("2026-11-10") + TimeDelta::days(day);
        let id = standing(&mut place, maria, rule, &format!("{first} {hour:02}:00"));
        for (act, nth) in acts {
            perform(&mut place, id, act, nth);
        }
        let mut book: BTreeMap<String, Vec<(NaiveDateTime, NaiveDateTime, bool)>> = BTreeMap::new();
        let mut made: BTreeMap<String, NaiveDateTime> = BTreeMap::new();
        place.store.each_standing(None, |one| {
            let shown = one.dates.iter().filter(|(_, row)| !matches!(row.status, Status::Skipped | Status::ToDecide));
            let dates: Vec<_> = shown.map(|(_, row)| (row.span.from(), row.span.to(), row.status == Status::Cancelled || row.status == Status::LateCancelled)).collect();
            made.insert(one.revision.uid.clone(), Span::whole_day(one.series.made_until).to());
            if !dates.is_empty() {
                book.insert(one.revision.uid, dates);
            }
            Ok(())
        }).expect("a read");
        let calendar = reader::read(&exported(&place, ""));
        let mut told = reader::dates(&calendar, chrono_tz::Europe::Berlin, |uid| made[uid]);
        told.retain(|_, dates| !dates.is_empty());
        prop_assert_eq!(told, book);
        let (there, back) = there_and_back(&place);
        prop_assert_eq!(back, there);
    }
}
