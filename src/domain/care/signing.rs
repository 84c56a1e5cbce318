//! What a note says when it is signed: every line read, nothing left unanswered, and what follows from it for the file.
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDateTime};

use super::body::Region;
use super::finding::{Finding, Nrs};
use super::line::{Line, Measure, PlanLine};
use super::muscle::{Flag, Muscle};
use super::note::{Note, Written};
use super::place;
use super::shorthand::{self, LITTLE_WORDS};
use crate::domain::people::alert::Level;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, fold};
use crate::domain::wording::say;

/// A note as it goes into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub lines: Vec<Line>,
    /// Its lines, each in its one form.
    pub text: Clean,
    /// Pain of the session as its `nrs` line says.
    pub before: Option<Nrs>,
    pub after: Option<Nrs>,
    /// What its "next" lines say.
    pub next: Clean,
    pub alerts: Vec<(Level, Clean)>,
    pub plan: Option<PlanLine>,
    /// What a plan that the note opens is for.
    pub complaint: Clean,
    /// What it is found by, folded.
    pub words: String,
}

/// Reads a note for signing. Refuses what is empty, a line that cannot be read, a carried line that nobody answered, and a
/// sensitive place without its `ok` line where the practice asks for one.
pub fn settle(written: &Written, ask_consent: bool) -> Result<Settled, Refusal> {
    if written.is_empty() {
        return Err(Refusal::field("lines", "The note is empty. Write what was found and done, or leave it for later."));
    }
    let lines = read_lines(written)?;
    let waiting = lines.iter().filter(|line| matches!(line, Line::Finding(finding) if finding.is_untouched())).count();
    if waiting > 0 {
        let sentence = format!(
            "{waiting} carried-forward {} still without a value: give a value, write na for not assessed, or drop what was not treated.",
            if waiting == 1 { "line is" } else { "lines are" }
        );
        return Err(Refusal::field("lines", sentence));
    }
    refuse_twice(&lines)?;
    if ask_consent {
        refuse_gaps(&lines)?;
    }
    let text: Vec<String> = lines.iter().map(shorthand::print).collect();
    let (before, after) = pain(&lines);
    let next: Vec<&str> = lines.iter().filter_map(|line| if let Line::Next(text) = line { Some(text.as_str()) } else { None }).collect();
    let complaint = written.subjective.as_str().lines().next().filter(|line| !line.trim().is_empty());
    Ok(Settled {
        text: Clean::text(&text.join("\n")),
        before,
        after,
        next: Clean::line(&next.join("; ")),
        alerts: lines
            .iter()
            .filter_map(|line| if let Line::Alert { level, text } = line { Some((*level, text.clone())) } else { None })
            .collect(),
        plan: lines.iter().find_map(|line| if let Line::Plan(plan) = line { Some(*plan) } else { None }),
        complaint: Clean::line(&complaint.unwrap_or("as noted").chars().take(80).collect::<String>()),
        words: words_of(written),
        lines,
    })
}

/// A note says what happened: it is signed on the day of the session at the earliest.
pub fn refuse_too_early(session: NaiveDateTime, now: NaiveDateTime) -> Result<(), Refusal> {
    if session.date() <= now.date() {
        return Ok(());
    }
    let day = say::day(session.date(), now.year());
    let sentence = format!(
        "This session is on {day}, and its note is signed on that day at the earliest. The draft is kept; if they are here now, move the session first."
    );
    Err(Refusal::field("note", sentence))
}

fn read_lines(written: &Written) -> Result<Vec<Line>, Refusal> {
    let mut lines = Vec::new();
    for (row, read) in shorthand::read_all(written.lines.as_str()) {
        match read {
            Ok(line) => lines.push(line),
            Err(unclear) => return Err(Refusal::field("lines", format!("Line {}: {unclear}", row + 1))),
        }
    }
    Ok(lines)
}

/// The lines of a signed note; one that a later version wrote is left out.
pub fn lines_of(written: &Written) -> Vec<Line> {
    shorthand::read_all(written.lines.as_str()).into_iter().filter_map(|(_, line)| line.ok()).collect()
}

/// The findings of a signed note.
pub fn findings_of(written: &Written) -> Vec<Finding> {
    let findings = lines_of(written).into_iter().filter_map(|line| if let Line::Finding(finding) = line { Some(*finding) } else { None });
    findings.collect()
}

/// Pain before and after the session, as the last `nrs` line says.
fn pain(lines: &[Line]) -> (Option<Nrs>, Option<Nrs>) {
    let told = |line: &Line| match line {
        Line::Measure(Measure::Pain { before, after }) => Some((Some(*before), *after)),
        _ => None,
    };
    lines.iter().rev().find_map(told).unwrap_or((None, None))
}

/// The place of a line of which a session has one, and that stands a second time.
pub fn stands_twice<'a>(lines: impl Iterator<Item = Option<&'a Line>>) -> Option<usize> {
    let (mut pain, mut plan) = (false, false);
    lines.enumerate().find_map(|(place, line)| {
        let seen = match line? {
            Line::Measure(Measure::Pain { .. }) => &mut pain,
            Line::Plan(_) => &mut plan,
            _ => return None,
        };
        std::mem::replace(seen, true).then_some(place)
    })
}

fn refuse_twice(lines: &[Line]) -> Result<(), Refusal> {
    let Some(place) = stands_twice(lines.iter().map(Some)) else { return Ok(()) };
    let sentence = match lines[place] {
        Line::Plan(_) => "The plan is said twice: keep the line that holds.",
        _ => "The pain of the session (nrs) is said twice: keep the line that holds.",
    };
    Err(Refusal::field("lines", sentence))
}

/// Sensitive places that were treated and that no `ok` line covers.
pub fn consent_gaps(lines: &[Line]) -> Vec<Muscle> {
    let mut gaps: Vec<Muscle> = Vec::new();
    for line in lines {
        let Line::Finding(finding) = line else { continue };
        let covered = lines
            .iter()
            .any(|line| matches!(line, Line::Consent { area, how } if !refuses(how) && covers(&place_said(area, how), finding.muscle)));
        if finding.muscle.flags().contains(&Flag::Sensitive) && !covered && !gaps.contains(&finding.muscle) {
            gaps.push(finding.muscle);
        }
    }
    gaps
}

/// Words before a place that name none.
const WHICH: [&str; 5] = ["upper", "left", "right", "both", "the"];

/// Whether the words of an `ok` line say that the client did not agree.
fn refuses(how: &Clean) -> bool {
    const NOT: [&str; 8] = ["no", "not", "never", "refused", "refuses", "declined", "declines", "unsure"];
    let how = fold(how.as_str()).replace("no problem", "").replace("no objection", "");
    how.split(' ').any(|word| NOT.contains(&word))
}

/// The place that an `ok` line begins with, folded: "buttocks" is the buttock, "upper inner thigh" the inner thigh, the breast
/// the chest.
fn place_said(area: &Clean, how: &Clean) -> String {
    let words = fold(&format!("{area} {how}"));
    let word = words.split(' ').find(|word| !WHICH.contains(word)).unwrap_or_default();
    match word {
        "breast" | "breasts" => "chest".to_owned(),
        "buttocks" => "buttock".to_owned(),
        other => other.to_owned(),
    }
}

/// An `ok` line covers a muscle that it names, or the part of the body or the region that the muscle lies in: where it is touched,
/// not where its pain is felt.
fn covers(wanted: &str, muscle: Muscle) -> bool {
    let region = place::of(muscle).map(|place| place.region);
    let names = [muscle.key(), muscle.area()].into_iter().chain(region.iter().flat_map(|region| [region.key(), region.name()]));
    let mut names = names.map(|name| fold(&name.replace('_', " ")));
    let called = muscle.aliases().iter().copied().chain(region.iter().map(|region| region.alias()));
    let is_word_of = |name: &str| name.split(' ').any(|word| word == wanted) && !LITTLE_WORDS.contains(&wanted);
    called.map(fold).any(|name| name == wanted) || names.any(|name| name == wanted || is_word_of(&name))
}

fn refuse_gaps(lines: &[Line]) -> Result<(), Refusal> {
    let gaps = consent_gaps(lines);
    let Some(first) = gaps.first() else { return Ok(()) };
    let names: Vec<&str> = gaps.iter().map(|muscle| muscle.word()).collect();
    let sentence = format!(
        "A sensitive place was treated ({}): say how the client agreed, on a line of its own, like “ok {} asked, said yes”.",
        names.join(", "),
        first.word()
    );
    Err(Refusal::field("lines", sentence))
}

/// What a note is found by: its words, and for each line what it says in words, with every name of its muscle and regions.
pub fn words_of(written: &Written) -> String {
    let [lines, texts @ ..] = written.texts();
    let mut words: Vec<String> = lines.1.as_str().lines().map(words_of_line).collect();
    words.extend(texts.iter().map(|(_, text)| fold(text.as_str())));
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

/// [`words_of`] for a signed note with what was added to it.
pub fn words_of_note(note: &Note) -> String {
    let added = note.amendments.iter().map(|amendment| fold(amendment.text.as_str()));
    std::iter::once(words_of(&note.written)).chain(added).collect::<Vec<_>>().join(" ")
}

/// Everything that muscles and regions are called, folded.
static CALLED: LazyLock<(HashMap<Muscle, String>, HashMap<Region, String>)> = LazyLock::new(|| {
    let all = |name: &str, key: &str, short: &[&str]| {
        let key = key.replace('_', " ");
        let names = [name, &key].into_iter().chain(short.iter().copied()).map(fold);
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let muscle = |muscle: Muscle| (muscle, all(muscle.name(), muscle.key(), muscle.aliases()));
    let region = |region: Region| (region, all(region.name(), region.key(), &[region.alias()]));
    (Muscle::all().map(muscle).collect(), Region::all().map(region).collect())
});

/// [`words_of`] for one line of shorthand, or of text.
pub fn words_of_line(text: &str) -> String {
    let mut words = vec![fold(text)];
    if let Ok(line) = shorthand::read(text) {
        words.push(fold(&shorthand::say(&line)));
        if let Line::Finding(finding) = &line {
            words.extend(CALLED.0.get(&finding.muscle).cloned());
            words.extend(finding.felt_in().iter().filter_map(|region| CALLED.1.get(region)).cloned());
        }
    }
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a session with this muscle may be signed with this `ok` line.
    fn agreed(muscle: &str, ok: &str) -> bool {
        settle(&Written { lines: Clean::text(&format!("L {muscle} 5>3\n{ok}")), ..Written::default() }, true).is_ok()
    }

    #[test]
    fn consent_is_to_the_place_that_is_touched() {
        for (muscle, covering, not) in [
            (
                "gmax",
                vec!["gmax", "buttock", "buttocks", "left buttock", "the buttock", "gluteus", "maximus", "hip", "pelvis"],
                vec!["back", "sacrum", "coccyx", "low", "chest", "upper back", "of"],
            ),
            ("gmed", vec!["gmed", "buttock", "medius"], vec!["back", "low", "crest", "the", "of", "minimus"]),
            ("gmin", vec!["gmin", "buttock", "minimus"], vec!["back", "calf", "knee", "ankle", "leg", "thigh", "outer"]),
            ("piri", vec!["piri", "buttock", "piriformis"], vec!["back", "thigh", "outer"]),
            ("pmaj", vec!["pmaj", "chest", "breast", "pectoralis"], vec!["arm", "elbow", "forearm", "fingers", "shoulder", "and"]),
            ("addl", vec!["addl", "inner", "thigh", "upper inner thigh", "adductor"], vec!["knee", "shin", "groin", "front", "and"]),
            ("pectin", vec!["pectin", "groin"], vec!["thigh", "inner"]),
        ] {
            for area in covering {
                assert!(agreed(muscle, &format!("ok {area} asked, said yes")), "{muscle} with {area}");
            }
            for said in ["asked, said no", "refused", "not today"] {
                assert!(!agreed(muscle, &format!("ok {muscle} {said}")), "{muscle}, {said}");
            }
            assert!(agreed(muscle, &format!("ok {muscle} asked, no problem")), "{muscle}");
            for area in not {
                assert!(!agreed(muscle, &format!("ok {area} asked, said yes")), "{muscle} with {area}");
            }
        }
    }
}
