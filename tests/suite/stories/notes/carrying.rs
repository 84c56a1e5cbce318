//! What the last note brings to the next one, and what it never brings.
use std::cell::Cell;

use knotbook::domain::care::finding::{Class, Finding, Method, Nrs, Pain, Refers, Response, Side, Sign, Technique};
use knotbook::domain::care::line::Line;
use knotbook::domain::care::muscle::{Flag, Muscle};
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::care::shorthand;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{Session, signed_lines};
use crate::practice::DANA;

#[test]
fn the_last_findings_come_without_their_values_and_each_wants_an_answer() {
    let session = Session::second();
    let mut dana = session.open(DANA);
    dana.shows("last Mon 16 Nov, 7 days ago · pain 6 → 3 · L utrap 7>3").shows("next: recheck L infra before R lev");
    dana.shows("ctrl-r brings the 2 findings of last time").keys("<c-r>").shows("2 lines of Mon 16 Nov 09:00, marked ^");
    dana.shows("^ L utrap ?>? @temple ic").shows("was 7>3, 16 Nov").shows("^ R lev ?>? @* ic pir").shows("was 6>4, 16 Nov");
    dana.keys("<f9>").shows("2 carried-forward lines are still without a value").shows("ctrl-n sets it not assessed, ctrl-x drops it");
    // A value takes the place of the question, ↵ goes on to the next line that waits.
    dana.keys("5>2 <enter>")
        .shows("^ L utrap 5>2 @temple ic")
        .shows("^ 1 line without a value")
        .keys("<c-n>")
        .shows("^ R lev na @* ic pir");
    dana.shows_not("without a value").keys("<enter> nrs <space> 5>2 <f9>").shows("Right levator scapulae, pain not assessed").keys("<f9>");
    assert_eq!(signed_lines(&dana, session.today), "^ L utrap 5>2 @temple ic\n^ R lev na @* ic pir\nnrs 5>2");
}

#[test]
fn a_carried_line_is_dropped_or_all_that_wait_are() {
    let session = Session::second();
    let mut dana = session.open(DANA);
    dana.keys("<c-r> <c-x>").shows_not("L utrap ?>?").shows("^ R lev ?>?").keys("<c-z>").shows("^ L utrap ?>?");
    dana.keys("4 <down>")
        .keys("<c-d>")
        .shows("Dropped 1 carried line that had no value")
        .shows("^ L utrap 4 @temple")
        .shows_not("R lev ?>?");
    dana.keys("<c-r>").shows("^ R lev ?>? @* ic pir").keys("<c-r>").shows("stands here already");
}

#[test]
fn without_a_signed_note_there_is_nothing_to_bring() {
    let session = Session::first();
    session.open(DANA).shows("no earlier session note").keys("<c-r>").shows("no signed note of this client yet");
}

fn finding() -> impl Strategy<Value = Finding> {
    let muscles: Vec<Muscle> = Muscle::all().collect();
    let pain = prop::option::of((0..=10_u8).prop_map(Nrs::new)).prop_map(Option::flatten);
    let muscle = prop::sample::select(muscles);
    let techniques = prop::collection::vec((0..2_u8, prop::option::of(1..600_u32), prop::option::of(1..10_u32)), 0..3);
    let numbers = (prop::option::of(0..=4_u8), prop::option::of(1..=5_u8), any::<bool>());
    (muscle, prop::bool::ANY, pain.clone(), pain.clone(), pain, techniques, numbers, 0..4_u8).prop_map(
        |(muscle, left, before, during, after, techniques, (tenderness, pressure, recognised), kind)| Finding {
            pain: Pain::told(before, during, after),
            refers: match kind {
                0 => Refers::Unsaid,
                1 => Refers::Nowhere,
                2 => Refers::Usual,
                _ => muscle.refers_to().first().map_or(Refers::Unsaid, |region| Refers::To(vec![*region])),
            },
            recognised,
            class: (kind == 1).then_some(Class::Key),
            signs: if kind == 2 { vec![Sign::Twitch] } else { Vec::new() },
            tenderness,
            techniques: techniques
                .into_iter()
                .map(|(which, seconds, times)| Technique {
                    method: if which == 0 { Method::Compression } else { Method::DeepTissue },
                    seconds,
                    times,
                })
                .collect(),
            pressure,
            response: (kind == 3).then_some(Response::Partial),
            remark: if kind == 0 { "12 s dizzy on 5 May".into() } else { "".into() },
            ..Finding::at(if left { Side::Left } else { Side::Right }, muscle)
        },
    )
}

#[test]
fn no_number_is_ever_carried_through_the_screen() {
    const CASES: u32 = 24;
    let looked_at = Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    runner
        .run(&prop::collection::vec(finding(), 1..4), |findings| {
            let asked = findings.iter().filter(|finding| finding.muscle.flags().contains(&Flag::Sensitive));
            let consent: Vec<String> = asked.map(|finding| format!("ok {} asked, said yes", finding.muscle.word())).collect();
            let lines = findings.into_iter().map(|finding| shorthand::print(&Line::Finding(Box::new(finding))));
            let session = Session::after(&lines.chain(consent).collect::<Vec<_>>().join("\n"));
            let mut dana = session.open(DANA);
            dana.keys("<c-r>");
            prop_assert!(dana.store().note_draft(NoteOf::Session(session.today)).expect("a read").is_some(), "nothing was carried");
            looked_at.set(looked_at.get() + 1);
            let draft = dana.store().note_draft(NoteOf::Session(session.today)).expect("a read").expect("a draft");
            for line in draft.written.lines.as_str().lines() {
                let Ok(Line::Finding(carried)) = shorthand::read(line) else { panic!("{line} is no finding") };
                prop_assert!(carried.is_untouched(), "{line}");
                prop_assert_eq!((carried.tenderness, carried.pressure, carried.recognised), (None, None, false));
                prop_assert!(carried.techniques.iter().all(|one| one.seconds.is_none() && one.times.is_none()), "{}", line);
                prop_assert!(carried.remark.is_empty() && carried.response.is_none() && carried.quality.is_empty(), "{}", line);
            }
            Ok(())
        })
        .expect("no number carried");
    assert_eq!(looked_at.get(), CASES);
}
