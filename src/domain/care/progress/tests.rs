use chrono::Days;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::due::{Coming, Why};
use super::*;
use crate::domain::care::finding::Nrs;

/// Worked out by hand from the rules of the practice.
const TABLE: &str = include_str!("table.tsv");

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(&format!("{text} 2026"), "%d %b %Y").expect("a date")
}

fn number(cell: &str) -> Option<u32> {
    (cell != "–").then(|| cell.parse().expect("a number or –"))
}

fn nrs(cell: &str) -> Option<Nrs> {
    number(cell).map(|value| Nrs::new(u8::try_from(value).expect("a small number")).expect("on the scale"))
}

/// Weekly from 12 May.
fn visits(befores: &str) -> Vec<Visit> {
    let visit = |(week, before): (u64, &str)| Visit {
        date: day("12 May") + Days::new(7 * week),
        before: nrs(before),
        after: None,
        relief_days: None,
    };
    (0..).zip(befores.split_whitespace()).map(visit).collect()
}

fn course<'a>(baseline: &str, goal: &str, planned: &str, visits: &'a [Visit]) -> Course<'a> {
    Course {
        opened: day("5 May"),
        baseline: nrs(baseline),
        goal: nrs(goal),
        visits,
        planned: number(planned),
        reassess_every: 4,
        last_reassessed: None,
        of_plan: true,
    }
}

#[test]
fn verdicts_words_plateaus_and_what_to_consider_are_those_of_the_table() {
    let mut cases = 0;
    for row in TABLE.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [baseline, goal, planned, befores, verdict, words, plateau, consider] = cells[..] else { panic!("eight cells: {row}") };
        let visits = visits(befores);
        let course = course(baseline, goal, planned, &visits);
        let said = course.progress().map_or_else(|| "–".to_owned(), |progress| progress.words(2026));
        let since = course.plateau().map_or_else(|| "–".to_owned(), |plateau| plateau.since.format("%-d %b").to_string());
        let names = course.advice(2026).consider.iter().map(|suggestion| suggestion.name()).collect::<Vec<_>>().join("+");
        assert_eq!([course.verdict().word(), &said, &since, &names], [verdict, words, plateau, consider], "{row}");
        cases += 1;
    }
    assert!(cases >= 60, "{cases}");
}

#[test]
fn every_baseline_has_its_threshold() {
    for (baseline, points) in [(0, None), (1, Some(1)), (4, Some(1)), (5, Some(2)), (7, Some(2)), (8, Some(3)), (10, Some(3))] {
        assert_eq!(threshold(Nrs::new(baseline).expect("on the scale")), points, "{baseline}");
    }
}

#[test]
fn the_threshold_is_named_beside_the_verdict() {
    for (baseline, befores, why) in [
        ("7", "5 4", "2.5 points less; from 7, 2 points and 30 % count; 4.5: mean of the last two"),
        ("7", "5", "2 points less; from 7, 2 points and 30 % count: the points are there, the share is not"),
        ("8", "6 5", "2.5 points less; from 8, 3 points and 30 % count: the share is there, the points are not; 5.5: mean of the last two"),
        ("4", "3", "1 point less; from 4, 1 point and 30 % count: the points are there, the share is not"),
        ("9", "7 6", "2.5 points less; from 9, 3 points and 30 % count; 6.5: mean of the last two"),
        ("7", "7", "the same; from 7, 2 points and 30 % count"),
        ("7", "8", "1 point more; 2 or more would be worse"),
        ("7", "8 9", "1.5 points more; 2 or more would be worse; 8.5: mean of the last two"),
        ("7", "9", "2 points more; 2 or more are worse"),
        ("0", "0", "there was no pain to become less"),
    ] {
        let visits = visits(befores);
        assert_eq!(course(baseline, "–", "–", &visits).progress().expect("a comparison").why(), why);
    }
}

#[test]
fn a_single_visit_is_told_by_its_own_numbers() {
    let visit = |before: &str, after: &str| Visit { date: day("12 May"), before: nrs(before), after: nrs(after), relief_days: None };
    for (before, after, effect) in [("7", "3", Some(4)), ("3", "5", Some(-2)), ("4", "4", Some(0)), ("–", "3", None), ("7", "–", None)]
    {
        assert_eq!(visit(before, after).effect(), effect);
    }
    for (pairs, said) in [
        (&[("7", "3"), ("5", "3"), ("4", "–")][..], Some("2 to 4 points less on the day")),
        (&[("7", "3"), ("6", "2")], Some("4 points less on the day")),
        (&[("4", "3")], Some("1 point less on the day")),
        (&[("4", "4")], Some("the same on the day")),
        (&[("4", "4"), ("4", "1")], Some("the same to 3 points less on the day")),
        (&[("4", "5"), ("4", "1")], Some("1 point more to 3 points less on the day")),
        (&[("4", "5"), ("4", "7")], Some("1 to 3 points more on the day")),
        (&[("4", "–")], None),
    ] {
        let visits: Vec<Visit> = pairs.iter().map(|(before, after)| visit(before, after)).collect();
        assert_eq!(effect_words(&visits).as_deref(), said);
    }
    assert_eq!(trend(&[nrs("7"), nrs("–"), nrs("0"), nrs("4")]), "7→–→0→4");
    assert_eq!(trend(&[]), "");
}

#[test]
fn the_relief_is_the_last_that_was_told() {
    let mut visits = visits("7 6 5");
    assert_eq!(hold_words(&visits, 2026), None);
    visits[1].relief_days = Some(3);
    assert_eq!(hold(&visits), Some((day("19 May"), 3)));
    assert_eq!(hold_words(&visits, 2026).as_deref(), Some("the relief lasted 3 days (told 19 May)"));
    visits[2].relief_days = Some(0);
    assert_eq!(hold_words(&visits, 2027).as_deref(), Some("the relief did not last the day (told 26 May 2026)"));
}

#[test]
fn a_plan_is_looked_at_again_by_sessions_by_days_and_at_its_end() {
    let opened = "the plan was opened on 5 May";
    let again = "the last reassessment on 2 Jun";
    for (befores, planned, every, last, today, said) in [
        ("7 6 5", "6", 4, None, "26 May", None),
        ("7 6 5 4", "6", 4, None, "2 Jun", Some(format!("4 sessions since {opened}"))),
        // A visit without a number is a session too.
        ("7 – – –", "6", 4, None, "2 Jun", Some(format!("4 sessions since {opened}"))),
        ("7 6", "6", 4, None, "3 Jun", None),
        ("7 6", "6", 4, None, "4 Jun", Some(format!("30 days since {opened}"))),
        ("", "6", 4, None, "4 Jun", Some(format!("30 days since {opened}"))),
        ("7 6 5 4 4", "6", 4, None, "9 Jun", Some(format!("5 sessions and 35 days since {opened}"))),
        ("7 6 5 4 4", "6", 4, Some("2 Jun"), "9 Jun", None),
        ("7 6 5 4 4 3", "6", 4, Some("2 Jun"), "16 Jun", Some("all 6 visits of the plan are done".to_owned())),
        ("7 6 5 4 4 3 3 3", "8", 4, Some("2 Jun"), "30 Jun", Some(format!("4 sessions since {again}; all 8 visits of the plan are done"))),
        ("7 6 5 4 4 3 3 3", "8", 4, Some("30 Jun"), "30 Jun", None),
        ("7", "1", 4, None, "12 May", Some("the plan's only visit is done".to_owned())),
        // By days and at the end only.
        ("7 6 5 4", "–", 0, None, "2 Jun", None),
        ("7 6 5 4", "–", 0, None, "5 Jun", Some(format!("31 days since {opened}"))),
    ] {
        let visits = visits(befores);
        let course = Course { reassess_every: every, last_reassessed: last.map(day), ..course("7", "–", planned, &visits) };
        let due = course.due(day(today)).map(|due| due.words(2026));
        assert_eq!(due, said.map(|said| format!("Reassessment due: {said}.")), "{befores} on {today}");
    }
    let four = visits("7 6 5 4");
    let due = course("7", "–", "4", &four).due(day("4 Jun")).expect("due");
    assert_eq!(due.why, [Why::Sessions(4), Why::End(4), Why::Days(30)]);
}

#[test]
fn the_next_look_is_said_before_it_is_due() {
    let two = visits("7 6");
    let coming = course("7", "–", "6", &two).coming();
    assert_eq!(coming, Coming { sessions: Some(2), latest: day("4 Jun") });
    assert_eq!(coming.words(2026), "reassessment after 2 more sessions, by 4 Jun at the latest");
    let by_end = course("7", "–", "3", &two).coming();
    assert_eq!(by_end.words(2026), "reassessment after 1 more session, by 4 Jun at the latest");
    let by_days = Course { reassess_every: 0, ..course("7", "–", "–", &two) }.coming();
    assert_eq!(by_days.words(2026), "reassessment by 4 Jun at the latest");
}

#[test]
fn a_reassessment_says_what_was_compared_and_leaves_the_choice() {
    let mut going = visits("7 6 – 4 4");
    going[0].after = nrs("3");
    going[1].after = nrs("4");
    going[4].relief_days = Some(4);
    let of = |visits: &[Visit], goal| course("–", goal, "8", visits).reassessment(2026).words();
    assert_eq!(
        of(&going, "2"),
        "7 → 4, 12 May to 9 Jun, 5 visits, 43 %: improved (3 points less; from 7, 2 points and 30 % count). 2 to 4 points less on the day. \
         The relief lasted 4 days (told 9 Jun). Pain before the session was not told at 1 of 5 visits. \
         The therapist decides; consider going on as planned: improved, the goal of 2 is not met."
    );
    assert_eq!(
        of(&visits("7 7 7 6"), "–"),
        "7 → 6.5, 12 May to 2 Jun, 4 visits, 7 %: no change (0.5 points less; from 7, 2 points and 30 % count; 6.5: mean of the last two). No goal is set. \
         The therapist decides; consider another modality or refer out: no meaningful change after 4 visits."
    );
    assert_eq!(
        of(&visits("7 5 4 4 5 4"), "2"),
        "7 → 4.5, 12 May to 16 Jun, 6 visits, 36 %: improved (2.5 points less; from 7, 2 points and 30 % count; 4.5: mean of the last two). \
         The goal of 2 is not met. \
         The therapist decides; consider another modality or refer out: it stands still, at 4 on 26 May, then 4, 5, 4: within a point for 3 visits."
    );
    assert_eq!(
        of(&visits("7"), "2"),
        "Not known yet. The therapist decides; consider going on as planned: pain before the session was told at 1 of 1 visit, so nothing can be compared yet."
    );
    assert_eq!(
        of(&visits("– –"), "2"),
        "Not known yet. Pain before the session was not told at 2 of 2 visits. \
         The therapist decides; consider going on as planned: pain before the session was told at none of 2 visits, so nothing can be compared yet."
    );
}

#[test]
fn the_year_is_said_where_it_is_not_this_one() {
    let visits = visits("7 4");
    let said = course("7", "–", "–", &visits).progress().expect("a comparison").words(2027);
    assert_eq!(said, "7 → 5.5, 5 May 2026 to 19 May 2026, 2 visits, 21 %");
}

#[test]
fn the_way_of_a_plan_is_read_visit_by_visit() {
    let visits = visits("7 5 4 4 4 4");
    let course = course("–", "2", "8", &visits);
    let verdicts: Vec<&str> = (0..=6).map(|n| course.after(n).verdict().word()).collect();
    assert_eq!(verdicts, ["not known yet", "not known yet", "no change", "improved", "improved", "improved", "improved"]);
    assert_eq!(course.after(99).visits.len(), 6);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn a_visit_at_which_nothing_was_told_changes_no_verdict(
        told in vec(option::weighted(0.7, 0..=10u8), 0..12),
        baseline in option::of(0..=10u8),
        goal in option::of(0..=10u8),
    ) {
        let pain = |value: Option<u8>| value.and_then(Nrs::new);
        let all: Vec<Visit> = (0..).zip(&told).map(|(week, before)| Visit {
            date: day("12 May") + Days::new(7 * week),
            before: pain(*before),
            after: None,
            relief_days: None,
        }).collect();
        let only: Vec<Visit> = all.iter().copied().filter(|visit| visit.before.is_some()).collect();
        let of = |visits| Course { baseline: pain(baseline), goal: pain(goal), ..course("–", "–", "–", visits) };
        let (all, only) = (of(&all), of(&only));
        prop_assert_eq!(all.verdict(), only.verdict());
        prop_assert_eq!(all.goal_met(), only.goal_met());
        prop_assert_eq!(all.plateau(), only.plateau());
        prop_assert_eq!(all.progress().map(|it| (it.baseline, it.now, it.from, it.to)), only.progress().map(|it| (it.baseline, it.now, it.from, it.to)));
        // Whatever was told, there is something to read and something to consider.
        prop_assert!(!all.advice(2026).consider.is_empty());
        prop_assert!(all.reassessment(2026).words().ends_with('.'));
    }
}
