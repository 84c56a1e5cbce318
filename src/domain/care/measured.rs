//! What was measured in a client's sessions, first against last: questionnaires with the change that counts, and motion.
use chrono::NaiveDate;

use super::finding::Nrs;
use super::line::{Line, Measure, PainOf, Rom};
use super::progress::measures::{self, Of, Score};
use super::shorthand;
use crate::domain::wording::say;

/// One session's lines.
pub type Session = (NaiveDate, Vec<Line>);

/// An index with its name, what of a measure it is, how it is counted, and how two of it are held against one another.
type Index = (&'static str, fn(&Measure) -> Option<u8>, &'static str, fn(u8, u8) -> measures::Measured);

/// A sentence for each thing that was measured; `this_year` need not be said.
pub fn measured(sessions: &[Session], this_year: i32) -> Vec<String> {
    let span = |then: NaiveDate, now: NaiveDate| format!("{} to {}", say::date(then, this_year), say::date(now, this_year));
    let mut said = pains(sessions, &span, this_year);
    let indices: [Index; 2] = [
        ("neck disability", |measure| if let Measure::Neck(points) = measure { Some(*points) } else { None }, "of 50", neck),
        ("low back disability", |measure| if let Measure::Back(share) = measure { Some(*share) } else { None }, "%", measures::odi),
    ];
    for (name, told, counted, judge) in indices {
        let told: Vec<(NaiveDate, u8)> = each(sessions, |line| if let Line::Measure(measure) = line { told(measure) } else { None });
        match told.as_slice() {
            [] => {}
            [(on, points)] => said.push(format!("{name} {points} {counted}, {}: told once", say::date(*on, this_year))),
            [(from, then), .., (to, now)] => {
                said.push(format!("{}, {}", judge(*then, *now).words, span(*from, *to)));
            }
        }
    }
    said.extend(function(sessions, &span, this_year));
    said.extend(change(sessions, this_year));
    said.extend(motion(sessions, &span));
    said
}

/// Pain now, at its worst, at its best and on average, each by itself.
fn pains(sessions: &[Session], span: &dyn Fn(NaiveDate, NaiveDate) -> String, this_year: i32) -> Vec<String> {
    let mut said = Vec::new();
    for of in [PainOf::Now, PainOf::Worst, PainOf::Best, PainOf::Average] {
        let name = match of {
            PainOf::Now => "pain now",
            PainOf::Worst => "worst pain",
            PainOf::Best => "pain at its best",
            PainOf::Average => "average pain",
        };
        let told = each(sessions, |line| match line {
            Line::Measure(Measure::PainOf(all)) => all.iter().find(|(told, _)| *told == of).map(|(_, pain)| *pain),
            _ => None,
        });
        match told.as_slice() {
            [] => {}
            [(on, pain)] => said.push(format!("{name} {}, {}: told once", pain.get(), say::date(*on, this_year))),
            [(from, then), .., (to, now)] => {
                said.extend(measures::pain(name, *then, *now).map(|it| format!("{}, {}", it.words, span(*from, *to))));
            }
        }
    }
    said
}

fn neck(then: u8, now: u8) -> measures::Measured {
    let of_fifty = |points: u8| Score { points, of: Of::Fifty };
    measures::ndi(of_fifty(then), of_fifty(now))
}

/// What a line of each session says, the last one of a session counting.
fn each<T>(sessions: &[Session], told: impl Fn(&Line) -> Option<T>) -> Vec<(NaiveDate, T)> {
    sessions.iter().filter_map(|(on, lines)| Some((*on, lines.iter().rev().find_map(&told)?))).collect()
}

fn function(sessions: &[Session], span: &dyn Fn(NaiveDate, NaiveDate) -> String, this_year: i32) -> Option<String> {
    let scores = |lines: &[Line]| -> Vec<(u8, Nrs)> {
        let told = lines.iter().filter_map(|line| match line {
            Line::Measure(Measure::Psfs { activity, score }) => Some((*activity, *score)),
            _ => None,
        });
        told.collect()
    };
    let told: Vec<(NaiveDate, Vec<(u8, Nrs)>)> =
        sessions.iter().map(|(on, lines)| (*on, scores(lines))).filter(|(_, scores)| !scores.is_empty()).collect();
    match told.as_slice() {
        [] => None,
        [(on, scores)] => {
            let many = say::count(scores.len(), "activity", "activities");
            Some(format!("function of {many}, {}: told once", say::date(*on, this_year)))
        }
        [(from, then), .., (to, now)] => Some(format!("{}, {}", measures::psfs(then, now)?.words, span(*from, *to))),
    }
}

fn change(sessions: &[Session], this_year: i32) -> Option<String> {
    let told = each(sessions, |line| if let Line::Measure(Measure::Change(change)) = line { Some(*change) } else { None });
    let (on, change) = told.last()?;
    Some(format!("change as the client rates it: {change:+} of −7 to +7, {}", say::date(*on, this_year)))
}

/// Range of motion before the first session and before the last one that told it; no threshold is published for it here.
fn motion(sessions: &[Session], span: &dyn Fn(NaiveDate, NaiveDate) -> String) -> Vec<String> {
    let mut told: Vec<(NaiveDate, Rom)> = Vec::new();
    for (on, lines) in sessions {
        told.extend(lines.iter().filter_map(|line| if let Line::Rom(rom) = line { Some((*on, *rom)) } else { None }));
    }
    let same = |a: &Rom, b: &Rom| (a.joint, a.motion, a.side, a.unit) == (b.joint, b.motion, b.side, b.unit);
    let firsts = told.iter().enumerate().filter(|(place, (_, rom))| !told.iter().take(*place).any(|(_, before)| same(before, rom)));
    let said = firsts.map(|(_, (from, first))| {
        let last = told.iter().rev().find(|(_, rom)| same(rom, first));
        let words = shorthand::say(&Line::Rom(*first));
        let name = words.split_once(", ").map_or(words.as_str(), |(name, _)| name).to_owned();
        match last {
            Some((to, last)) if to > from => {
                let best = last.after.max(last.before);
                format!("{name}: {} → {} before the session, {best} after the last, {}", first.before, last.before, span(*from, *to))
            }
            _ => words,
        }
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(on: &str, lines: &str) -> Session {
        let lines = shorthand::read_all(lines).into_iter().map(|(_, line)| line.expect("a line")).collect();
        (on.parse().expect("a date"), lines)
    }

    #[test]
    fn pain_now_worst_best_and_average_are_held_against_the_thresholds_of_pain_each_by_itself() {
        let sessions = [
            session("2026-05-12", "nrs now 4 worst 8\nnrs 6>3"),
            session("2026-05-19", "nrs best 2"),
            session("2026-06-09", "nrs now 4 worst 5 avg 3"),
        ];
        assert_eq!(
            measured(&sessions, 2026),
            [
                "pain now 4 → 4, 0 %: no change (the same; from 4, 1 point and 30 % count), 12 May to 9 Jun",
                "worst pain 8 → 5, 38 %: improved (3 points less; from 8, 3 points and 30 % count), 12 May to 9 Jun",
                "pain at its best 2, 19 May: told once",
                "average pain 3, 9 Jun: told once",
            ]
        );
    }

    #[test]
    fn the_low_back_is_a_percentage_of_which_ten_points_count() {
        let sessions = [session("2026-05-12", "odi 44"), session("2026-06-09", "odi 40")];
        assert_eq!(
            measured(&sessions, 2026),
            ["low back disability 44 % → 40 %: no change (4 points less, 9 %; 10 points or 30 % count), 12 May to 9 Jun"]
        );
        assert_eq!(measured(&sessions[..1], 2026), ["low back disability 44 %, 12 May: told once"]);
    }

    #[test]
    fn first_is_held_against_last_and_silence_in_between_says_nothing() {
        let sessions = [
            session("2026-05-12", "ndi 24\npsfs1 4\nrom cx rot L 45>60"),
            session("2026-05-19", "nrs 6>3"),
            session("2026-06-09", "ndi 13\npsfs1 7\nrom cx rot L 62>70\ngrc 4"),
        ];
        assert_eq!(
            measured(&sessions, 2026),
            [
                "neck disability 24 → 13 of 50: improved (11 points less, 46 %; 10 points of 50 count), 12 May to 9 Jun",
                "function 4 → 7 of 10, 1 activity: improved, a large change (3 more; 1.3 is small, 2.3 medium, 2.7 large), 12 May to 9 Jun",
                "change as the client rates it: +4 of −7 to +7, 9 Jun",
                "neck rotation to the left: 45 → 62 before the session, 70 after the last, 12 May to 9 Jun",
            ]
        );
        assert_eq!(measured(&sessions[..1], 2026)[0], "neck disability 24 of 50, 12 May: told once");
        assert!(measured(&sessions[1..2], 2026).is_empty());
    }
}
