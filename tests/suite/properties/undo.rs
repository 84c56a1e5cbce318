//! Everything can be taken back and brought back, by several people, in any order that makes sense.
use std::collections::BTreeSet;

use knotbook::domain::book::status::Status;
use knotbook::domain::change::Applied;
use knotbook::domain::ids::{ChangeId, StaffId};
use knotbook::domain::refusal::Refusal;
use knotbook::store::Error;

use super::acts::Play;
use super::kinds;
use crate::practice::{DANA, DESK, LEE, Place, assert_sound, dump, raw};

const PEOPLE: [StaffId; 3] = [DANA, LEE, DESK];

fn empty() -> Vec<String> {
    dump(&raw(&Place::empty().file()))
}

#[test]
fn each_kind_of_act_is_taken_back_and_brought_back_to_the_letter() {
    let mut missing: BTreeSet<String> = kinds::ALL.iter().map(ToString::to_string).collect();
    // Only dates of standing appointments are skipped or left to decide; their acts have a property of their own.
    let steps = Status::ALL.iter().filter(|status| !matches!(status, Status::Skipped | Status::ToDecide));
    missing.extend(steps.map(|status| format!("step to {}", status.word())));
    // A practice that has seen hundreds of acts by chance is a ruin in which little fits: then a new one.
    for seed in 7.. {
        assert!(seed < 27, "never done: {missing:?}");
        each_act_of(&mut Play::new(seed), &mut missing);
        if missing.is_empty() {
            return;
        }
    }
}

/// Acts by chance, each taken back and brought back; the kinds it has seen are no longer missing.
fn each_act_of(play: &mut Play, missing: &mut BTreeSet<String>) {
    let mut before = dump(&play.raw);
    let mut by = None;
    for _ in 0..250 {
        if missing.is_empty() {
            break;
        }
        let done = if by.is_none() { Some(play.found()) } else { by.and_then(|by| play.act(by)) };
        let Some((change, _)) = done else { continue };
        let after = dump(&play.raw);
        let stamp = play.stamp(by);
        play.place.store.undo(stamp).expect("an undo");
        assert_eq!(dump(&play.raw), before, "after the undo of {change:?}");
        play.place.store.redo(stamp).expect("a redo");
        assert_eq!(dump(&play.raw), after, "after the redo of {change:?}");
        for kind in kinds::kinds(&change) {
            missing.remove(&kind);
        }
        before = after;
        by = play.rng.choice(PEOPLE);
    }
    assert_sound(&play.place.store, &play.raw);
}

/// Newest first; the answers are the acts that reverse them.
fn revert_all(play: &mut Play, acts: &[(ChangeId, Option<StaffId>)]) -> Vec<(ChangeId, Option<StaffId>)> {
    let mut reversed = Vec::new();
    for (act, by) in acts.iter().rev() {
        let stamp = play.stamp(*by);
        let done: Applied = play.place.store.revert(*act, stamp).unwrap_or_else(|why| panic!("{act:?}: {why}"));
        reversed.push((done.change, *by));
    }
    reversed
}

#[test]
fn undoing_all_leaves_an_empty_practice_and_redoing_all_brings_it_back() {
    for seed in 0..6 {
        let mut play = Play::new(seed);
        let mut acts = vec![(play.found().1.change, None)];
        while acts.len() < 90 {
            let by = play.rng.choice(PEOPLE).expect("somebody");
            acts.extend(play.act(by).map(|(_, applied)| (applied.change, Some(by))));
        }
        let full = dump(&play.raw);
        let undone = revert_all(&mut play, &acts);
        assert_eq!(dump(&play.raw), empty(), "seed {seed}");
        let redone = revert_all(&mut play, &undone);
        assert_eq!(dump(&play.raw), full, "seed {seed}");
        revert_all(&mut play, &redone);
        assert_eq!(dump(&play.raw), empty(), "seed {seed}, again");
        let changes = |play: &Play| play.raw.query_row("SELECT count(*) FROM change", [], |row| row.get::<_, i64>(0)).expect("a count");
        assert_eq!(usize::try_from(changes(&play)), Ok(acts.len() * 4), "the history only grows");
    }
}

#[test]
fn one_person_alone_takes_everything_back_with_u() {
    let mut play = Play::new(11);
    play.found();
    let founded = dump(&play.raw);
    let done = (0..200).filter(|_| play.act(DANA).is_some()).count();
    let full = dump(&play.raw);
    let stamp = play.stamp(Some(DANA));
    for _ in 0..done {
        play.place.store.undo(stamp).expect("an undo");
    }
    assert_eq!(dump(&play.raw), founded);
    assert!(matches!(play.place.store.undo(stamp), Err(Error::Refused(_))));
    for _ in 0..done {
        play.place.store.redo(stamp).expect("a redo");
    }
    assert_eq!(dump(&play.raw), full);
}

#[test]
fn undos_of_several_people_in_any_order_leave_a_sound_book() {
    for seed in 100..106 {
        let mut play = Play::new(seed);
        play.found();
        let mut acts = Vec::new();
        let (mut done, mut refused) = (0, 0);
        for turn in 0..250 {
            let by = play.rng.choice(PEOPLE).expect("somebody");
            let stamp = play.stamp(Some(by));
            let answer = match play.rng.u32(..6) {
                0 | 1 => play.place.store.undo(stamp),
                2 => play.place.store.redo(stamp),
                3 if !acts.is_empty() => {
                    let any = play.rng.choice(&acts).copied().expect("an act");
                    play.place.store.revert(any, stamp)
                }
                _ => match play.act(by) {
                    Some((_, applied)) => Ok(applied),
                    None => continue,
                },
            };
            match answer {
                Ok(applied) => {
                    acts.push(applied.change);
                    done += 1;
                }
                Err(Error::Refused(refusal)) => {
                    refused += 1;
                    let words = refusal.to_string();
                    assert!(words.ends_with('.'), "{words}");
                    if let Refusal::StoodOn { by, .. } = refusal {
                        assert!(!by.contains("not in the file any more"), "{words}");
                    }
                }
                Err(Error::Failed(why)) => panic!("turn {turn} of seed {seed} was not refused, it failed: {why:#}"),
            }
            if turn % 25 == 0 {
                assert_sound(&play.place.store, &play.raw);
            }
        }
        assert_sound(&play.place.store, &play.raw);
        assert!(done > 50 && refused > 10, "{done} done, {refused} refused");
    }
}
