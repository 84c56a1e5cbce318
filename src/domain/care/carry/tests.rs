use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::care::body::Region;
use crate::domain::care::finding::{Class, Response, Side, Sign};
use crate::domain::care::line::{Measure, Part};
use crate::domain::care::muscle::Muscle;
use crate::domain::text::Clean;

const METHODS: [Method; 5] = [Method::Compression, Method::PostIsometric, Method::DeepTissue, Method::Heat, Method::Ice];

fn nrs() -> impl Strategy<Value = Nrs> {
    (0..=Nrs::MOST).prop_map(|value| Nrs::new(value).expect("on the scale"))
}

fn pain() -> impl Strategy<Value = Pain> {
    let told =
        (option::of(nrs()), option::of(nrs()), option::of(nrs())).prop_map(|(before, during, after)| Pain::told(before, during, after));
    prop_oneof![4 => told, 1 => Just(Pain::NotAssessed)]
}

fn refers() -> impl Strategy<Value = Refers> {
    let regions: Vec<Region> = Region::all().collect();
    let to = vec(select(regions), 1..4).prop_map(Refers::To);
    prop_oneof![Just(Refers::Unsaid), Just(Refers::Usual), Just(Refers::Nowhere), to]
}

fn technique() -> impl Strategy<Value = Technique> {
    (select(METHODS.to_vec()), option::of(any::<u32>()), option::of(any::<u32>())).prop_map(|(method, seconds, times)| Technique {
        method,
        seconds,
        times,
    })
}

fn words() -> impl Strategy<Value = Clean> {
    "[a-z0-9 ]{0,12}".prop_map(|text| Clean::line(&text))
}

fn finding() -> impl Strategy<Value = Finding> {
    let muscles: Vec<Muscle> = Muscle::all().collect();
    let classes = vec![Class::Active, Class::Latent, Class::Satellite, Class::Key];
    let responses = vec![Response::Released, Response::Partial, Response::NoChange, Response::Worse];
    let place =
        (select(vec![Side::Left, Side::Right, Side::Both]), select(muscles), "[a-z]{0,6}", select(vec![Origin::Typed, Origin::Carried]));
    let seen = (pain(), refers(), any::<bool>(), option::of(select(classes)), vec(select(vec![Sign::TautBand, Sign::Twitch]), 0..3));
    let done =
        (option::of(0..=4u8), vec(technique(), 0..4), option::of(1..=5u8), option::of(select(responses)), vec(words(), 0..3), words());
    (place, seen, done).prop_map(
        |(
            (side, muscle, part, origin),
            (pain, refers, recognised, class, signs),
            (tenderness, techniques, pressure, response, quality, remark),
        )| Finding {
            origin,
            side,
            muscle,
            part: Clean::line(&part),
            pain,
            refers,
            recognised,
            class,
            signs,
            tenderness,
            techniques,
            pressure,
            quality,
            response,
            remark,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn nothing_but_the_place_and_the_method_is_brought_over(old in vec(finding(), 0..6)) {
        let lines: Vec<Line> = old.iter().cloned().map(|finding| Line::Finding(Box::new(finding))).collect();
        let new = forward(&lines);
        prop_assert_eq!(new.len(), old.len());
        for (new, old) in new.iter().zip(&old) {
            // Every field is named, so that a new one cannot slip through.
            let Finding { origin, side, muscle, part, pain, refers, recognised, class, signs, tenderness, techniques, pressure, quality, response, remark } = new;
            prop_assert_eq!((*origin, *side, *muscle, part, *class), (Origin::Carried, old.side, old.muscle, &old.part, old.class));
            prop_assert_eq!(*pain, Pain::Unsaid);
            prop_assert!(new.is_untouched());
            prop_assert!(!recognised && signs.is_empty() && quality.is_empty() && remark.is_empty());
            prop_assert_eq!((*tenderness, *pressure, *response), (None, None, None));
            for Technique { method, seconds, times } in techniques {
                prop_assert_eq!((*seconds, *times), (None, None));
                prop_assert!(old.techniques.iter().any(|done| done.method == *method));
                prop_assert_eq!(techniques.iter().filter(|other| other.method == *method).count(), 1);
            }
            prop_assert!(old.techniques.iter().all(|done| techniques.iter().any(|kept| kept.method == done.method)));
            match &old.refers {
                Refers::Usual | Refers::To(_) => prop_assert_eq!(refers, &old.refers),
                Refers::Unsaid | Refers::Nowhere => prop_assert_eq!(refers, &Refers::Unsaid),
            }
            let number = numbers(new);
            prop_assert!(number.is_none(), "a number was brought over: {:?}", number);
        }
        let again: Vec<Line> = new.iter().cloned().map(|finding| Line::Finding(Box::new(finding))).collect();
        prop_assert_eq!(forward(&again), new);
    }
}

/// A digit anywhere in a finding's fields, but for the places in the catalogue that a muscle and a region are kept by.
fn numbers(finding: &Finding) -> Option<String> {
    let mut said = format!("{finding:?}").replace(&format!("{:?}", finding.muscle), "muscle");
    if let Refers::To(regions) = &finding.refers {
        for region in regions {
            said = said.replace(&format!("{region:?}"), "region");
        }
    }
    said.contains(|c: char| c.is_ascii_digit()).then_some(said)
}

#[test]
fn only_findings_are_brought_over_and_the_old_value_is_said() {
    let muscle = Muscle::from_name("utrap").expect("a muscle");
    let of = |value| Nrs::new(value);
    let with = |pain| Finding { pain, ..Finding::at(Side::Left, muscle) };
    let lines = [
        Line::Measure(Measure::Neck(20)),
        Line::Finding(Box::new(with(Pain::told(of(7), None, of(3))))),
        Line::Next(Clean::line("7d recheck")),
        Line::Soap(Part::Subjective, Clean::line("better")),
    ];
    assert_eq!(forward(&lines), [Finding { origin: Origin::Carried, ..Finding::at(Side::Left, muscle) }]);
    for (pain, said) in [
        (Pain::told(of(7), None, of(3)), Some("was 7>3")),
        (Pain::told(of(7), of(8), of(3)), Some("was 7>8>3")),
        (Pain::told(None, None, of(3)), Some("was ?>3")),
        (Pain::told(of(0), None, None), Some("was 0")),
        (Pain::told(None, of(5), None), Some("was ?>5>?")),
        (Pain::NotAssessed, Some("was not assessed")),
        (Pain::Unsaid, None),
    ] {
        assert_eq!(was(&with(pain)).as_deref(), said);
    }
}
