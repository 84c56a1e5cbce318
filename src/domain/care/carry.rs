//! Copy forward: what the last signed note brings to the next one, and what it never brings.
use super::finding::{Finding, Method, Nrs, Origin, Pain, Refers, Technique};
use super::line::Line;

/// The findings of the last signed note as they stand in the next one before anybody has asked: one for each finding, in the
/// note's order. Brought over: side, muscle, part, class, the pattern (the usual one, or the regions that were written, so that
/// `@temple` arrives as `@temple`) and the methods, each once. Never: a number, a duration, a repetition, tenderness, pressure,
/// a response, "that is my pain", signs, the client's words, a remark, "refers nowhere", and no line but a finding.
/// Copied text has to be known as such and verified before it is signed (Partnership for Health IT Patient Safety).
pub fn forward(lines: &[Line]) -> Vec<Finding> {
    lines.iter().filter_map(finding).map(carried).collect()
}

/// The old value that stands dim beside a carried line: "was 7>3"; nothing where nothing was said of the pain.
pub fn was(old: &Finding) -> Option<String> {
    let value = |pain: Option<Nrs>| pain.map_or_else(|| "?".to_owned(), |pain| pain.get().to_string());
    match old.pain {
        Pain::Unsaid => None,
        Pain::NotAssessed => Some("was not assessed".to_owned()),
        Pain::Told { before, during: None, after: None } => Some(format!("was {}", value(before))),
        Pain::Told { before, during: None, after } => Some(format!("was {}>{}", value(before), value(after))),
        Pain::Told { before, during, after } => Some(format!("was {}>{}>{}", value(before), value(during), value(after))),
    }
}

fn finding(line: &Line) -> Option<&Finding> {
    match line {
        Line::Finding(finding) => Some(finding),
        Line::Measure(_)
        | Line::Rom(_)
        | Line::Plan(_)
        | Line::Next(_)
        | Line::HomeCare(_)
        | Line::Post(_)
        | Line::Alert { .. }
        | Line::Consent { .. }
        | Line::Soap(..) => None,
    }
}

fn carried(old: &Finding) -> Finding {
    let refers = match &old.refers {
        Refers::Usual => Refers::Usual,
        Refers::To(regions) => Refers::To(regions.clone()),
        Refers::Unsaid | Refers::Nowhere => Refers::Unsaid,
    };
    let mut methods: Vec<Method> = Vec::new();
    for technique in &old.techniques {
        if !methods.contains(&technique.method) {
            methods.push(technique.method);
        }
    }
    Finding {
        origin: Origin::Carried,
        part: old.part.clone(),
        class: old.class,
        refers,
        techniques: methods.into_iter().map(|method| Technique { method, seconds: None, times: None }).collect(),
        ..Finding::at(old.side, old.muscle)
    }
}

#[cfg(test)]
mod tests;
