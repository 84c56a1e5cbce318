//! Lines by chance, each of them sensible.
use knotbook::domain::care::body::Region;
use knotbook::domain::care::finding::{Class, Finding, Method, Nrs, Origin, Pain, Refers, Response, Side, Sign, Technique};
use knotbook::domain::care::line::{Cadence, Every, Joint, Line, Measure, Motion, PainOf, Part, PlanLine, Rom, RomUnit};
use knotbook::domain::care::muscle::Muscle;
use knotbook::domain::care::plan::{MINUTES, OFTEN, REASSESS, VISITS};
use knotbook::domain::people::alert::Level;
use knotbook::domain::text::Clean;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::{option, sample};

const SIDES: [Side; 3] = [Side::Left, Side::Right, Side::Both];
const CLASSES: [Class; 4] = [Class::Active, Class::Latent, Class::Satellite, Class::Key];
const SIGNS: [Sign; 5] = [Sign::TautBand, Sign::Twitch, Sign::Hypertonic, Sign::Adhesion, Sign::Spasm];
const RESPONSES: [Response; 4] = [Response::Released, Response::Partial, Response::NoChange, Response::Worse];
const METHODS: [Method; 11] = [
    Method::Compression,
    Method::PostIsometric,
    Method::Stretch,
    Method::SprayStretch,
    Method::CrossFibre,
    Method::MyofascialRelease,
    Method::Neuromuscular,
    Method::DeepTissue,
    Method::PinStretch,
    Method::Heat,
    Method::Ice,
];
const JOINTS: [Joint; 10] = [
    Joint::Neck,
    Joint::UpperBack,
    Joint::LowBack,
    Joint::Shoulder,
    Joint::Elbow,
    Joint::Wrist,
    Joint::Hip,
    Joint::Knee,
    Joint::Ankle,
    Joint::Jaw,
];
const MOTIONS: [Motion; 9] = [
    Motion::Flexion,
    Motion::Extension,
    Motion::Rotation,
    Motion::SideBend,
    Motion::Abduction,
    Motion::Adduction,
    Motion::InnerRotation,
    Motion::OuterRotation,
    Motion::Opening,
];
const EVERY: [Every; 5] = [Every::Week, Every::TwoWeeks, Every::ThreeWeeks, Every::FourWeeks, Every::Month];
const PARTS: [Part; 4] = [Part::Subjective, Part::Objective, Part::Assessment, Part::Plan];
const PAINS: [PainOf; 4] = [PainOf::Now, PainOf::Worst, PainOf::Best, PainOf::Average];
const UNITS: [RomUnit; 3] = [RomUnit::Degrees, RomUnit::Percent, RomUnit::Millimetres];

fn nrs() -> impl Strategy<Value = Nrs> {
    (0..=Nrs::MOST).prop_filter_map("of the scale", Nrs::new)
}

/// Text as a person may type or paste it, safe to show.
fn text() -> impl Strategy<Value = Clean> {
    let any = prop_oneof!["\\PC{1,40}", "[a-z0-9 ;,:@/>^.!?äßłéжи–]{1,40}", ".{1,20}"];
    any.prop_map(|raw| Clean::line(&raw)).prop_filter("says something", |text| !text.is_empty())
}

/// A word without blanks and without what ends it.
fn word(ends: &'static str) -> impl Strategy<Value = Clean> {
    let any = prop_oneof!["[a-z]{1,8}", "[\\PC]{1,6}"];
    any.prop_map(|raw| Clean::line(&raw)).prop_filter("one word", move |word| {
        !word.is_empty() && !word.as_str().contains(|c: char| c == ' ' || c == ';' || ends.contains(c))
    })
}

fn pain() -> impl Strategy<Value = Pain> {
    let told = (option::of(nrs()), option::of(nrs()), option::of(nrs()));
    prop_oneof![
        1 => Just(Pain::Unsaid),
        1 => Just(Pain::NotAssessed),
        6 => told.prop_map(|(before, during, after)| Pain::told(before, during, after)),
    ]
}

fn refers() -> impl Strategy<Value = Refers> {
    let all: Vec<Region> = Region::all().collect();
    prop_oneof![
        Just(Refers::Unsaid),
        Just(Refers::Usual),
        Just(Refers::Nowhere),
        sample::subsequence(all, 1..6).prop_shuffle().prop_map(Refers::To),
    ]
}

fn technique() -> impl Strategy<Value = Technique> {
    let seconds = option::of(prop_oneof![1..=180_u32, (1..=120_u32).prop_map(|minutes| minutes * 60), 1..=7200_u32]);
    (sample::select(METHODS.to_vec()), seconds, option::of(1..=99_u32)).prop_map(|(method, seconds, times)| Technique {
        method,
        seconds,
        times,
    })
}

/// Any finding that makes sense.
pub(super) fn finding() -> impl Strategy<Value = Line> {
    let muscles: Vec<Muscle> = Muscle::all().collect();
    let place = (any::<bool>(), sample::select(SIDES.to_vec()), sample::select(muscles), option::of(word("")));
    let felt = (pain(), refers(), any::<bool>(), option::of(sample::select(CLASSES.to_vec())));
    let found = (sample::subsequence(SIGNS.to_vec(), 0..=5), option::of(0..=4_u8), vec(technique(), 0..4), option::of(1..=5_u8));
    let told = (vec(word(","), 0..3), option::of(sample::select(RESPONSES.to_vec())), option::of(text()));
    (place, felt, found, told).prop_filter_map("one cannot be both latent and recognised", |(place, felt, found, told)| {
        let (carried, side, muscle, part) = place;
        let (pain, refers, recognised, class) = felt;
        let (signs, tenderness, techniques, pressure) = found;
        let (mut quality, response, remark) = told;
        quality.sort();
        quality.dedup();
        let origin = if carried { Origin::Carried } else { Origin::Typed };
        let part = part.unwrap_or_default();
        let remark = remark.unwrap_or_default();
        let finding = Finding {
            origin,
            part,
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
            ..Finding::at(side, muscle)
        };
        (!recognised || class != Some(Class::Latent)).then(|| Line::Finding(Box::new(finding)))
    })
}

fn measure() -> impl Strategy<Value = Line> {
    let pains = (sample::subsequence(PAINS.to_vec(), 1..=4), vec(nrs(), 4)).prop_filter_map("worst is not below best", |(of, values)| {
        let all: Vec<(PainOf, Nrs)> = of.into_iter().zip(values).collect();
        let value = |asked| all.iter().find(|(of, _)| *of == asked).map(|(_, value)| *value);
        let upside_down = value(PainOf::Worst).zip(value(PainOf::Best)).is_some_and(|(worst, best)| worst < best);
        (!upside_down).then_some(Measure::PainOf(all))
    });
    let any = prop_oneof![
        (nrs(), option::of(nrs())).prop_map(|(before, after)| Measure::Pain { before, after }),
        pains,
        (1..=9_u8, nrs()).prop_map(|(activity, score)| Measure::Psfs { activity, score }),
        (-7..=7_i8).prop_map(Measure::Change),
        (0..=50_u8).prop_map(Measure::Neck),
        (0..=50_u8).prop_map(Measure::Back),
    ];
    any.prop_map(Line::Measure)
}

fn rom() -> impl Strategy<Value = Line> {
    let moved = (
        sample::select(JOINTS.to_vec()),
        sample::select(MOTIONS.to_vec()),
        sample::select(vec![None, Some(Side::Left), Some(Side::Right)]),
    );
    (moved, sample::select(UNITS.to_vec()), 0..=200_u16, 0..=200_u16).prop_map(|((joint, motion, side), unit, before, after)| {
        let is_middle = matches!(joint, Joint::Neck | Joint::UpperBack | Joint::LowBack | Joint::Jaw);
        let side = if is_middle { side } else { side.or(Some(Side::Left)) };
        Line::Rom(Rom { joint, motion, side, unit, before, after })
    })
}

fn plan() -> impl Strategy<Value = Line> {
    let cadence = (OFTEN, sample::select(EVERY.to_vec())).prop_map(|(times, every)| Cadence { times, every });
    (cadence, VISITS, option::of(MINUTES), option::of(REASSESS)).prop_map(|(cadence, visits, minutes, reassess)| {
        Line::Plan(PlanLine { cadence, visits, minutes, reassess: reassess.map(|after| after.min(visits)) })
    })
}

/// Any other line.
pub(super) fn other() -> impl Strategy<Value = Line> {
    prop_oneof![
        measure(),
        rom(),
        plan(),
        text().prop_map(Line::Next),
        text().prop_map(Line::HomeCare),
        text().prop_map(Line::Post),
        (sample::select(Level::ALL.to_vec()), text()).prop_map(|(level, text)| Line::Alert { level, text }),
        (word(""), text()).prop_map(|(area, how)| Line::Consent { area, how }),
        (sample::select(PARTS.to_vec()), text()).prop_map(|(part, text)| Line::Soap(part, text)),
    ]
}
