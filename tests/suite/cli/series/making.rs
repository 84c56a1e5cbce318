//! Making, listing and showing them.
use knotbook::domain::change::{Change, PracticeChange, Stamp};

use crate::practice::{DANA, DESK, Place, R1, booking, date, founding, now, slot};

fn hollis() -> Place {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let tom = place.client("Tom Okafor", "555-0178");
    place.apply(&booking(tom, slot(DANA, R1, "2026-12-08 10:30")), DESK).expect("a booking");
    place
}

/// Where its dates are, without those that hold no time.
fn starts(place: &Place, id: i64) -> Vec<String> {
    let shown = place.knotbook(&format!("series show {id} --json")).json();
    let dates = shown["dates"].as_array().expect("dates").iter();
    dates.filter(|one| one["status"] == "booked").map(|one| one["starts"].as_str().expect("a moment").to_owned()).collect()
}

#[test]
fn it_is_made_in_the_words_of_the_desk_and_taken_back() {
    let place = hollis();
    let dry = place.knotbook("series add maria smith every 2 weeks tue 10:00 x3 @dana --dry-run").done();
    assert_eq!(
        dry,
        "Every 2 weeks on Tuesday at 10:00, 3 times · Maria Smith · TrP 60 · Dana\n  \
         1  Tue 24 Nov 10:00  free\n  \
         2  Tue 8 Dec 10:00   Dana has Tom Okafor 10:30–11:30  nearest: Tue 8 Dec 09:15\n  \
         3  Tue 22 Dec 10:00  free\n\
         1 of 3 dates is to decide: --on-conflict nearest takes the nearest free time, skip leaves it out, decide lets it wait \
         for a decision; --anyway \"why\" books in spite of it.\n\
         Nothing was changed yet: leave --dry-run out to do it.\n"
    );
    assert!(place.knotbook("series list").done().starts_with("No standing appointment here."));

    let made = place.knotbook("series add maria smith every 2 weeks wed 10:00 x3 @dana").done();
    assert_eq!(
        made,
        "Made a standing appointment for Maria Smith: every 2 weeks on Wednesday at 10:00, 3 times with Dana, 3 dates\n  \
         number 1: “knotbook series show 1” lists its dates; “knotbook undo” takes it back\n"
    );
    assert_eq!(starts(&place, 1), ["2026-11-25T10:00", "2026-12-09T10:00", "2026-12-23T10:00"]);
    let listed = place.knotbook("series list").done();
    assert_eq!(listed, "  1  Maria Smith  every 2 weeks Wed 10:00 ×3  Dana  next Wed 25 Nov 10:00  3 to come\n");
    place.knotbook("undo").done();
    assert!(place.knotbook("series list").done().starts_with("No standing appointment here."));
    assert!(place.knotbook("series show 1").refused().contains("no standing appointment 1"));
}

#[test]
fn dates_that_meet_something_are_named_and_decided_as_said() {
    let line = "series add maria smith every 2 weeks tue 10:00 x3 @dana";
    let refused = hollis().knotbook(line).refused();
    assert!(refused.contains("\n  2  Tue 8 Dec 10:00  Dana has Tom Okafor 10:30–11:30  nearest: Tue 8 Dec 09:15\n"), "{refused}");
    assert!(!refused.contains("Tue 22 Dec") && refused.ends_with("Nothing was changed. --dry-run shows all its dates.\n"), "{refused}");
    assert_eq!(hollis().knotbook(&format!("{line} --on-conflict stop")).refused(), refused);

    let table = [
        (
            "--on-conflict nearest",
            "  2  Tue 8 Dec 10:00 → Tue 8 Dec 09:15  Dana has",
            vec!["2026-11-24T10:00", "2026-12-08T09:15", "2026-12-22T10:00"],
        ),
        ("--on-conflict skip", "  2  Tue 8 Dec 10:00  skipped: Dana has", vec!["2026-11-24T10:00", "2026-12-22T10:00"]),
        ("--on-conflict decide", "  2  Tue 8 Dec 10:00  to decide: Dana has", vec!["2026-11-24T10:00", "2026-12-22T10:00"]),
        (
            "--anyway family",
            "  2  Tue 8 Dec 10:00  booked anyway: Dana has",
            vec!["2026-11-24T10:00", "2026-12-08T10:00", "2026-12-22T10:00"],
        ),
        (
            "--on-conflict skip --fill-at-end",
            "  2  Tue 8 Dec 10:00  skipped: Dana has",
            vec!["2026-11-24T10:00", "2026-12-22T10:00", "2027-01-05T10:00"],
        ),
    ];
    for (way, said, wanted) in table {
        let place = hollis();
        let done = place.knotbook(&format!("{line} {way}")).done();
        assert!(done.contains(said), "{way}: {done}");
        assert_eq!(starts(&place, 1), wanted, "{way}");
    }
    let place = hollis();
    assert!(place.knotbook(&format!("{line} --fill-at-end")).refused().contains("goes with --on-conflict skip"));
    assert!(place.knotbook("series add maria weekly wed 10:00 @dana --on-conflict skip --fill-at-end").refused().contains("no last one"));
}

#[test]
fn a_whole_week_closed_takes_two_different_nearest_times() {
    let place = hollis();
    place.knotbook("absence add --practice '21 dec' '25 dec' --reason Christmas").done();
    let done = place.knotbook("series add maria smith mon and tue 10:00 from 14 dec x6 @dana --on-conflict nearest").done();
    assert!(done.contains("the practice is closed") && done.contains("(Christmas)"), "{done}");
    let starts = starts(&place, 1);
    assert_eq!(starts.len(), 6);
    assert_eq!(starts.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "{starts:?}");
    assert!(!starts.iter().any(|at| ("2026-12-21".."2026-12-26").contains(&at.as_str())), "{starts:?}");
}

#[test]
fn scripts_get_moments_and_sentences() {
    let place = hollis();
    let dry = place.knotbook("series add maria smith every 2 weeks tue 10:00 x2 @dana --dry-run --json").json();
    assert_eq!((&dry["done"], &dry["to_decide"], &dry["from"]), (&serde_json::Value::Null, &1.into(), &"2026-11-24T10:00".into()));
    assert_eq!(dry["rule"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=2");
    assert_eq!((&dry["dates"][0]["at"], &dry["dates"][0]["becomes"]), (&"2026-11-24T10:00".into(), &"booked".into()));
    assert_eq!(dry["dates"][1]["becomes"], "to decide");
    assert_eq!(dry["dates"][1]["conflicts"][0], "Dana has Tom Okafor 10:30–11:30");
    assert_eq!(dry["dates"][1]["nearest"], "2026-12-08T09:15");
    let done = place.knotbook("series add maria smith every 2 weeks tue 10:00 x2 @dana --on-conflict skip --json").json();
    assert_eq!((&done["series"], &done["dates"][1]["becomes"]), (&1.into(), &"skipped".into()));
    let shown = place.knotbook("series show 1 --json").json();
    assert_eq!(shown["repeats"], "Every 2 weeks on Tuesday at 10:00, 2 times");
    assert_eq!((&shown["dates"][1]["at"], &shown["dates"][1]["status"]), (&"2026-12-08T10:00".into(), &"skipped".into()));
    let listed = place.knotbook("series list --json").json();
    let one = &listed["series"][0];
    assert_eq!((&one["id"], &one["next"], &one["to_come"], &one["skipped"]), (&1.into(), &"2026-11-24T10:00".into(), &1.into(), &1.into()));
}

#[test]
fn lists_are_narrowed() {
    let place = hollis();
    place.knotbook("series add maria smith weekly wed 10:00 x3 @dana").done();
    place.knotbook("series add tom weekly thu 10:00 @lee").done();
    let only = |words: &str| {
        let listed = place.knotbook(&format!("series list {words} --json")).json();
        listed["series"].as_array().expect("a list").iter().map(|one| one["id"].as_i64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(only(""), [1, 2]);
    assert_eq!(only("--client maria"), [1]);
    assert_eq!(only("--therapist lee"), [2]);
    assert_eq!(only("--ends-soon"), [1]);
    assert_eq!(only("--to-decide"), Vec::<i64>::new());
    assert!(place.knotbook("series list --therapist nobody").refused().contains("Dana, Lee"));
    assert!(place.knotbook("series show tom").done().contains("more follow by themselves"));
}

#[test]
fn a_date_that_a_closure_hits_is_counted_among_those_to_decide() {
    let place = hollis();
    place.knotbook("series add maria smith weekly wed 10:00 x3 @dana").done();
    place.knotbook("absence add --practice '2 dec' --reason training").done();
    let listed = place.knotbook("series list --to-decide").done();
    assert!(listed.contains("3 to come  1 to decide"), "{listed}");
    let shown = place.knotbook("series show 1").done();
    assert!(shown.contains("  2  Wed 2 Dec 10:00   booked · to decide"), "{shown}");
    assert_eq!(place.knotbook("series show 1 --json").json()["dates"][1]["to_decide"], true);
}

#[test]
fn a_clean_up_that_runs_into_the_next_one_is_said_so() {
    let place = hollis();
    let why = place.knotbook("book maria 8 dec 9:20 @dana").refused();
    assert!(why.contains("he clean-up after this one runs into Tom Okafor, 10:30"), "{why}");
    let why = place.knotbook("book maria 8 dec 11:35 @dana").refused();
    assert!(why.contains("Dana is held for clean-up with Tom Okafor until 11:45"), "{why}");
}

#[test]
fn one_ends_soon_whose_later_dates_are_skipped() {
    let place = hollis();
    place.knotbook("series add maria smith weekly wed 10:00 x6 @dana").done();
    let soon = || place.knotbook("series list --ends-soon --json").json()["series"].as_array().map(Vec::len);
    assert_eq!(soon(), Some(0));
    place.knotbook("series skip 1 23 dec..30 dec").done();
    assert_eq!(soon(), Some(1));
}

#[test]
fn an_exact_rule_an_option_and_a_number_say_the_same() {
    for line in [
        "series add 1 --rule FREQ=WEEKLY;COUNT=2 --from 2026-11-25T10:00 @dana",
        "series add 555-0134 weekly x2 10:00 --from 'wed' --therapist dana",
        "series add maria weekly x2 from wed --at 10:00 @dana",
        "series add maria 'wed weekly x2' 10am @dana 60",
        "series add maria smith weekly starting 25 nov x2 10:00 @dana 'trp 60'",
    ] {
        let place = hollis();
        place.knotbook(line).done();
        assert_eq!(starts(&place, 1), ["2026-11-25T10:00", "2026-12-02T10:00"], "{line}");
    }
}

#[test]
fn a_single_appointment_at_a_date_becomes_it() {
    let place = hollis();
    place.knotbook("book maria 2 dec 10:00 @dana").done();
    let done = place.knotbook("series add maria smith weekly wed 10:00 x2 @dana").done();
    assert!(done.contains("  2  Wed 2 Dec 10:00  appointment 2 becomes this date\n"), "{done}");
    assert!(place.knotbook("series show 1").done().contains("  2  Wed 2 Dec 10:00   booked  R1  #2\n"));
}

#[test]
fn what_is_not_clear_is_asked() {
    let place = hollis();
    for (line, word) in [
        ("series add maria tue 10:00", "does not say how often"),
        ("series add maria", "How often?"),
        ("series add maria weekly 10:00 x3 @dana", "On which day?"),
        ("series add maria weekly wed x3 @dana", "At what time?"),
        ("series add nobody weekly wed 10:00 @dana", "No client fits “nobody”"),
        ("series add maria blub weekly wed 10:00 @dana", "No client fits “maria blub”"),
        ("series add maria weekly monthly wed 10:00 @dana", "“weekly” and “monthly”"),
        ("series add maria weekly wed 10:00 x9999 @dana", "at most 520"),
        ("series add maria --rule FREQ=HOURLY --from 2026-11-24T10:00", "more often than daily"),
        ("series add maria --rule FREQ=WEEKLY --from tue", "2026-11-24T10:00"),
        ("series add maria --rule FREQ=WEEKLY --from 2026-11-24T10:00 10:00", "--from alone"),
        ("series add maria --rule FREQ=WEEKLY;COUNT=2 --from 2026-01-06T10:00 @dana", "still to come"),
        ("series add maria weekly from wed --from thu 10:00 @dana", "cannot begin on"),
    ] {
        let why = place.knotbook(line).refused();
        assert!(why.contains(word) && why.trim_end().ends_with('.'), "{line}: {why}");
    }
    let unread = <knotbook::cli::Args as clap::Parser>::try_parse_from("knotbook series add maria --rule FREQ=DAILY".split(' '));
    assert_eq!(unread.expect_err("no beginning").exit_code(), i32::from(knotbook::cli::USAGE));
}

/// A practice of another zone where Dana works day and night.
fn in_zone(zone: &str) -> Place {
    let mut place = Place::empty();
    let mut founding = founding();
    if let Change::Practice(PracticeChange::Found(found)) = &mut founding {
        found.practice.zone = zone.parse().expect("a zone");
    }
    place.store.apply(&founding, Stamp { at: now(), by: None }).expect("a founded practice");
    place.client("Maria Smith", "");
    place.knotbook("hours set dana 'Mon-Sun 0:30-23:30' --from today").done();
    place
}

#[test]
fn a_standing_ten_o_clock_stays_ten_o_clock_and_the_skipped_hour_is_to_decide() {
    for (zone, gap, back) in [
        ("Europe/Berlin", "2027-03-28", "2027-10-31"),
        ("America/New_York", "2027-03-14", "2027-11-07"),
        ("Australia/Sydney", "2027-10-03", "2027-04-04"),
    ] {
        let place = in_zone(zone);
        let (first, last) = (date(gap.min(back)), date(gap.max(back)));
        let days = (last - first).num_days() + 7;
        let from = first - chrono::Days::new(3);
        place.knotbook(&format!("series add maria --rule FREQ=DAILY;COUNT={days} --from {from}T10:00 @dana")).done();
        let all = starts(&place, 1);
        assert_eq!(i64::try_from(all.len()), Ok(days), "{zone}");
        assert!(all.iter().all(|at| at.ends_with("T10:00")), "{zone}");
        place.knotbook("undo").done();

        let from = date(gap) - chrono::Days::new(1);
        let line = format!("series add maria --rule FREQ=DAILY;COUNT=3 --from {from}T02:30 @dana");
        let refused = place.knotbook(&line).refused();
        assert!(refused.contains("  2  ") && refused.contains("the clocks go forward and skip"), "{zone}: {refused}");
        assert!(refused.contains("1 of 3 dates is to decide"), "{zone}: {refused}");
        assert!(place.knotbook(&format!("{line} --anyway why")).refused().contains("the clocks go forward"), "{zone}");
        place.knotbook(&format!("{line} --on-conflict nearest")).done();
        let all = starts(&place, 2);
        assert_eq!(all.len(), 3, "{zone}");
        assert!(!all.contains(&format!("{gap}T02:30")) && all[1].starts_with(gap), "{zone}: {all:?}");
        place.knotbook("undo").done();
        place.knotbook(&format!("{line} --on-conflict decide")).done();
        assert!(place.knotbook("series show maria").done().contains("to decide"), "{zone}");
        assert_eq!(place.knotbook("series list --to-decide --json").json()["series"][0]["to_decide"], 1, "{zone}");
    }
}
