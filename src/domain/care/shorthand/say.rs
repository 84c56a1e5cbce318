//! A line in plain words, as it is read back to who typed it.
use super::tell;
use super::unclear::all_of;
use super::words::Token;
use crate::domain::care::body::Region;
use crate::domain::care::finding::{Class, Finding, Nrs, Origin, Pain, Refers, Side, Technique};
use crate::domain::care::line::Line;
use crate::domain::care::muscle::Muscle;

/// "left upper trapezius, 7 before, 3 after, refers to the temple, compression 60 s".
pub fn say(line: &Line) -> String {
    match line {
        Line::Finding(finding) => point(finding),
        Line::Measure(measure) => tell::measure(measure),
        Line::Rom(rom) => tell::rom(*rom),
        Line::Plan(plan) => tell::plan(*plan),
        Line::Next(text) => format!("next time: {text}"),
        Line::HomeCare(text) => format!("at home: {text}"),
        Line::Post(text) => format!("after the session: {text}"),
        Line::Alert { level, text } => format!("alert, {}: {text}", level.word()),
        Line::Consent { area, how } => format!("consent, {area}: {how}"),
        Line::Soap(part, text) => format!("{}: {text}", super::words::Head::Soap(*part).said()),
    }
}

/// A muscle as it is spoken of: "Trapezius, upper" is the "upper trapezius".
pub fn muscle_words(muscle: Muscle) -> String {
    let name = muscle.name().to_lowercase();
    // What stands in brackets tells apart in a list, not in a sentence.
    let mut plain = String::new();
    let mut depth = 0;
    for letter in name.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match plain.split_once(',') {
        Some((muscle, which)) => words(&format!("{which} {muscle}")),
        None => words(&plain),
    }
}

/// A region as it stands in a list ("front of the shoulder").
pub fn region_words(region: Region) -> String {
    region.name().replace(" of the ", " of ").replace(" of ", " of the ")
}

/// A region as pain goes to it ("to the temple", "behind the ear").
fn whereto(region: Region) -> String {
    let words = region_words(region);
    let is_place = ["around ", "behind ", "below "].iter().any(|begin| words.starts_with(begin));
    if is_place { words } else { format!("the {words}") }
}

fn point(finding: &Finding) -> String {
    let mut said = vec![place(finding)];
    said.extend(pain(finding.pain, finding.origin));
    said.extend(class(finding));
    said.extend(refers(finding));
    said.extend(finding.signs.iter().map(|sign| sign.said().to_owned()));
    said.extend(finding.tenderness.map(|grade| format!("tenderness grade {}", roman(grade))));
    if !finding.techniques.is_empty() {
        said.push(finding.techniques.iter().map(|one| technique(*one)).collect::<Vec<_>>().join(" then "));
    }
    if !finding.quality.is_empty() {
        said.push(finding.quality.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(" "));
    }
    said.extend(finding.pressure.map(|pressure| format!("pressure {pressure}")));
    said.extend(finding.response.map(|response| response.said().to_owned()));
    if !finding.remark.is_empty() {
        said.push(finding.remark.to_string());
    }
    said.join(", ")
}

fn place(finding: &Finding) -> String {
    let whole = muscle_words(finding.muscle);
    let muscle = if finding.part.is_empty() { whole } else { format!("{whole} ({})", finding.part) };
    match finding.side {
        Side::Left | Side::Right => format!("{} {muscle}", finding.side.said()),
        Side::Both => format!("{muscle}, {}", finding.side.said()),
    }
}

fn pain(pain: Pain, origin: Origin) -> Vec<String> {
    let value = |value: Option<Nrs>, when: &str| match value {
        Some(value) => format!("{} {when}", value.get()),
        None => format!("{when} not asked"),
    };
    match (pain, origin) {
        (Pain::Unsaid, Origin::Typed) => Vec::new(),
        (Pain::Unsaid, Origin::Carried) => vec!["carried forward, not answered yet".to_owned()],
        (Pain::NotAssessed, _) => vec!["pain not assessed".to_owned()],
        (Pain::Told { before, during: None, after: None }, _) => vec![value(before, "before")],
        (Pain::Told { before, during, after }, _) => {
            let mut all = vec![value(before, "before")];
            all.extend(during.map(|during| value(Some(during), "during")));
            all.push(value(after, "after"));
            all
        }
    }
}

fn class(finding: &Finding) -> Option<String> {
    match (finding.recognised, finding.class) {
        (true, None | Some(Class::Active)) => Some("recognised, so active".to_owned()),
        (true, Some(class)) => Some(format!("recognised, {}", class.said())),
        (false, class) => class.map(|class| class.said().to_owned()),
    }
}

fn refers(finding: &Finding) -> Option<String> {
    match &finding.refers {
        Refers::Unsaid => None,
        Refers::Usual => Some(format!("usual {} pattern", short(finding.muscle))),
        Refers::Nowhere => Some("refers nowhere".to_owned()),
        Refers::To(regions) => {
            let regions: Vec<String> = regions.iter().map(|region| whereto(*region)).collect();
            Some(format!("refers to {}", all_of(&regions)))
        }
    }
}

/// As it is called for short: the levator, not the levator scapulae.
fn short(muscle: Muscle) -> String {
    let words = muscle_words(muscle);
    let last = [" scapulae", " dorsi", " group"];
    last.iter().find_map(|last| words.strip_suffix(last)).unwrap_or(&words).to_owned()
}

/// "compression 3 × 60 s".
fn technique(technique: Technique) -> String {
    let method = technique.method.said();
    let long = technique
        .seconds
        .map(|seconds| if seconds >= 120 && seconds % 60 == 0 { format!("{} min", seconds / 60) } else { format!("{seconds} s") });
    match (long, technique.times) {
        (None, None) => method.to_owned(),
        (Some(long), None) => format!("{method} {long}"),
        (Some(long), Some(times)) => format!("{method} {times} × {long}"),
        (None, Some(1)) => format!("{method} once"),
        (None, Some(times)) => format!("{method} {times} times"),
    }
}

fn roman(grade: u8) -> &'static str {
    match grade {
        0 => "0",
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}
