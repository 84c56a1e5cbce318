//! A line as it is written: the one way to write it, whichever way it was typed.
use super::words::{Head, Token};
use crate::domain::care::finding::{Finding, Nrs, Origin, Pain, Refers, Side, Technique};
use crate::domain::care::line::{Line, Measure, PlanLine, Rom, RomUnit};
use crate::domain::text::Clean;

/// The canonical line; `read` reads it as the same.
pub fn print(line: &Line) -> String {
    match line {
        Line::Finding(finding) => point(finding),
        Line::Measure(measure) => self::measure(measure),
        Line::Rom(rom) => self::rom(*rom),
        Line::Plan(plan) => self::plan(*plan),
        Line::Next(text) => after(Head::Next, text),
        Line::HomeCare(text) => after(Head::HomeCare, text),
        Line::Post(text) => after(Head::Post, text),
        Line::Alert { level, text } => format!("{} {} {}", Head::Alert.code(), level.word(), one_line(text)),
        Line::Consent { area, how } => format!("{} {} {}", Head::Consent.code(), one_word(area), one_line(how)),
        Line::Soap(part, text) => after(Head::Soap(*part), text),
    }
}

fn after(head: Head, text: &Clean) -> String {
    format!("{} {}", head.code(), one_line(text))
}

/// Text of several lines would begin new ones.
fn one_line(text: &Clean) -> String {
    Clean::line(text.as_str()).into()
}

/// Text that stands where a word stands.
fn one_word(text: &Clean) -> String {
    one_line(text).replace(' ', "-")
}

fn side(side: Side) -> String {
    side.code().to_ascii_uppercase()
}

/// A number of the pain scale, `?` for what was not asked.
pub(super) fn asked(value: Option<Nrs>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.get().to_string())
}

fn point(finding: &Finding) -> String {
    let mut words = Vec::new();
    if finding.origin == Origin::Carried {
        words.push("^".to_owned());
    }
    words.push(side(finding.side));
    let muscle = finding.muscle.word();
    words.push(if finding.part.is_empty() { muscle.to_owned() } else { format!("{muscle}/{}", one_word(&finding.part)) });
    words.extend(pain(finding));
    words.extend(finding.recognised.then(|| "!".to_owned()));
    words.extend(refers(&finding.refers));
    words.extend(finding.class.map(|class| class.code().to_owned()));
    let mut signs = finding.signs.clone();
    signs.sort_unstable();
    words.extend(signs.into_iter().map(|sign| sign.code().to_owned()));
    words.extend(finding.tenderness.map(|grade| format!("t{grade}")));
    words.extend(finding.techniques.iter().map(|technique| self::technique(*technique)));
    if !finding.quality.is_empty() {
        let quality: Vec<String> = finding.quality.iter().map(one_word).collect();
        words.push(format!(":{}", quality.join(",")));
    }
    words.extend(finding.pressure.map(|pressure| format!("p{pressure}")));
    words.extend(finding.response.map(|response| response.code().to_owned()));
    if !finding.remark.is_empty() {
        words.push(format!("; {}", one_line(&finding.remark)));
    }
    words.join(" ")
}

fn pain(finding: &Finding) -> Option<String> {
    match (finding.pain, finding.origin) {
        (Pain::Unsaid, Origin::Typed) => None,
        (Pain::Unsaid, Origin::Carried) => Some("?>?".to_owned()),
        (Pain::NotAssessed, _) => Some("na".to_owned()),
        (Pain::Told { before, during: None, after: None }, _) => Some(asked(before)),
        (Pain::Told { before, during: None, after }, _) => Some(format!("{}>{}", asked(before), asked(after))),
        (Pain::Told { before, during, after }, _) => Some(format!("{}>{}>{}", asked(before), asked(during), asked(after))),
    }
}

fn refers(refers: &Refers) -> Option<String> {
    match refers {
        Refers::Unsaid => None,
        Refers::Usual => Some("@*".to_owned()),
        Refers::Nowhere => Some("@-".to_owned()),
        Refers::To(regions) => {
            let regions: Vec<&str> = regions.iter().map(|region| region.word()).collect();
            Some(format!("@{}", regions.join(",")))
        }
    }
}

fn technique(technique: Technique) -> String {
    let long = match technique.seconds {
        None => String::new(),
        Some(seconds) if seconds >= 120 && seconds % 60 == 0 => format!("{}m", seconds / 60),
        Some(seconds) => seconds.to_string(),
    };
    let times = technique.times.map(|times| format!("x{times}")).unwrap_or_default();
    format!("{}{long}{times}", technique.method.code())
}

fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Pain { before, after: None } => format!("{} {}", Head::Pain.code(), before.get()),
        Measure::Pain { before, after: Some(after) } => format!("{} {}>{}", Head::Pain.code(), before.get(), after.get()),
        Measure::PainOf(all) => {
            let mut all = all.clone();
            all.sort_unstable_by_key(|(of, _)| *of);
            let all: Vec<String> = all.iter().map(|(of, value)| format!("{} {}", of.code(), value.get())).collect();
            format!("{} {}", Head::Pain.code(), all.join(" "))
        }
        Measure::Psfs { activity, score } => format!("{}{activity} {}", Head::Psfs.code(), score.get()),
        Measure::Change(0) => format!("{} 0", Head::Change.code()),
        Measure::Change(by) => format!("{} {by:+}", Head::Change.code()),
        Measure::Neck(points) => format!("{} {points}/50", Head::Neck.code()),
        Measure::Back(points) => format!("{} {points}", Head::Back.code()),
    }
}

fn rom(rom: Rom) -> String {
    let unit = match rom.unit {
        RomUnit::Degrees => "",
        RomUnit::Percent => "%",
        RomUnit::Millimetres => "mm",
    };
    let mut words = vec![Head::Rom.code().to_owned(), rom.joint.code().to_owned(), rom.motion.code().to_owned()];
    words.extend(rom.side.map(side));
    words.push(format!("{}{unit}>{}{unit}", rom.before, rom.after));
    words.join(" ")
}

fn plan(plan: PlanLine) -> String {
    let mut words = vec![Head::Plan.code().to_owned(), format!("{}/{}", plan.cadence.times, plan.cadence.every.code())];
    words.push(format!("x{}", plan.visits));
    words.extend(plan.minutes.map(|minutes| format!("{minutes}m")));
    words.extend(plan.reassess.map(|after| format!("re@{after}")));
    words.join(" ")
}
