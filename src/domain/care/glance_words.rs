//! The ten seconds before a session in words: each part a sentence of its own, for the screen, the note beside it and paper.
use chrono::NaiveDateTime;

use super::arrival::{Answers, HomeCare, Soreness};
use super::finding::{Finding, Nrs};
use super::glance::Glance;
use super::line::Line;
use super::note::Note;
use super::plan::Plan;
use super::visit::{Visit, belongs, used, visit_number};
use super::{progress, shorthand, signing};
use crate::domain::ids::AppointmentId;
use crate::domain::people::alert::{self, Alert, Level};
use crate::domain::wording::say;

/// What a sentence of the glance is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Alert(Level),
    /// A sensitive place was treated last time and nothing says that the client agreed.
    Consent,
    /// A session since the last signed note has none.
    Unsigned,
    /// What the client answered at arrival.
    Arrival,
    /// Visit n of N, and what the plan is for.
    Visit,
    /// Pain before and after, how long ago, and the trend.
    Last,
    /// A finding of the last note, as its line of shorthand.
    Finding,
    Next,
    HomeCare,
    /// Pressure and preferences.
    Likes,
}

/// A sentence of the glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub part: Part,
    pub words: String,
}

/// All that is taken in before the session `of`, or before a visit that was never booked, at the moment `at`, in the order in which it
/// is needed. Dates of another year than `year` say theirs.
pub fn said(glance: &Glance, of: Option<AppointmentId>, at: NaiveDateTime, year: i32) -> Vec<Said> {
    let lines = glance.last.as_ref().map(|note| signing::lines_of(&note.written)).unwrap_or_default();
    let mut all: Vec<Said> = glance.alerts.iter().map(|alert| one(Part::Alert(alert.level), alert_words(alert, year))).collect();
    all.extend(consent(&lines).map(|words| one(Part::Consent, words)));
    all.extend(glance.unsigned.map(|at| one(Part::Unsigned, format!("not signed yet: the note of {}", say::moment(at, year)))));
    all.extend(glance.answers.as_ref().and_then(answers_words).map(|words| one(Part::Arrival, words)));
    all.push(one(
        Part::Last,
        glance.last.as_ref().map_or_else(|| "no earlier session note".to_owned(), |last| last_words(last, glance, at, year)),
    ));
    all.extend(findings(&lines).map(|words| one(Part::Finding, words)));
    all.extend(
        after(&lines, "next", |line| if let Line::Next(text) = line { Some(text.as_str()) } else { None }).map(|w| one(Part::Next, w)),
    );
    let home = after(&lines, "home care", |line| if let Line::HomeCare(text) = line { Some(text.as_str()) } else { None });
    all.extend(home.map(|words| one(Part::HomeCare, words)));
    all.extend(likes(glance).map(|words| one(Part::Likes, words)));
    all.extend(visit(glance, of, at).map(|words| one(Part::Visit, words)));
    all
}

fn one(part: Part, words: String) -> Said {
    Said { part, words }
}

/// "!! cauda equina signs since Tue 3 Nov: ask before treating".
pub fn alert_words(alert: &Alert, this_year: i32) -> String {
    let mut words: Vec<String> = alert::said(alert.text.as_ref(), &alert.handling).into_iter().map(str::to_owned).collect();
    if let (Some(since), Some(text)) = (alert.since.filter(|_| alert.text.is_some()), words.first_mut()) {
        *text = format!("{text} since {}", say::day(since, this_year));
    }
    format!("{} {}", alert.level.mark(), words.join(": ")).trim().to_owned()
}

fn consent(lines: &[Line]) -> Option<String> {
    let gaps: Vec<&str> = signing::consent_gaps(lines).into_iter().map(super::muscle::Muscle::name).collect();
    (!gaps.is_empty()).then(|| format!("consent not noted last time: {}", gaps.join(", ")))
}

/// "visit 4 of 8 · headaches at the desk · reassessment due".
fn visit(glance: &Glance, of: Option<AppointmentId>, at: NaiveDateTime) -> Option<String> {
    let this = of.and_then(|id| glance.visits.iter().find(|visit| visit.appointment == Some(id)));
    let plan = belongs(&glance.plans, this.unwrap_or(&Visit::unbooked(at)))?;
    let plan = glance.plans.iter().find(|known| known.id == plan)?;
    let number = match of {
        Some(id) => visit_number(&glance.plans, plan.id, &glance.visits, id, glance.missed_count),
        None => Some(used(&glance.plans, plan.id, &glance.visits, at, glance.missed_count) + 1),
    };
    let due = glance.due(at).iter().any(|(due, _)| due.id == plan.id).then(|| "reassessment due".to_owned());
    let words = number.map(|number| visit_words(number, plan)).into_iter().chain([plan.terms.complaint.to_string()]).chain(due);
    Some(words.collect::<Vec<_>>().join(" · "))
}

fn visit_words(number: u32, plan: &Plan) -> String {
    match plan.terms.visits {
        Some(of) => format!("visit {number} of {of}"),
        None => format!("visit {number}"),
    }
}

/// "last Mon 16 Nov, 7 days ago · pain 4 → 2 · before 7→5→4".
fn last_words(last: &Note, glance: &Glance, at: NaiveDateTime, year: i32) -> String {
    let days = (at.date() - last.at.date()).num_days();
    let ago = match days {
        ..=0 => "the same day".to_owned(),
        1 => "the day before".to_owned(),
        days => format!("{days} days ago"),
    };
    let pain = |pain: Option<Nrs>| pain.map_or_else(|| "?".to_owned(), |pain| pain.get().to_string());
    let mut words = vec![format!("last {}, {ago}", say::day(last.at.date(), year))];
    match (last.before, last.after) {
        (None, None) => words.push("pain not told".to_owned()),
        (before, None) => words.push(format!("pain {} before", pain(before))),
        (before, after) => words.push(format!("pain {} → {}", pain(before), pain(after))),
    }
    if glance.trend.iter().flatten().count() > 1 {
        words.push(format!("before {}", progress::trend(&glance.trend)));
    }
    words.join(" · ")
}

fn findings(lines: &[Line]) -> impl Iterator<Item = String> {
    lines.iter().filter(|line| matches!(line, Line::Finding(_))).map(shorthand::print)
}

/// The findings of the last note, for the body map.
pub fn points(glance: &Glance) -> Vec<Finding> {
    glance.last.as_ref().map(|note| signing::findings_of(&note.written)).unwrap_or_default()
}

fn after<'a>(lines: &'a [Line], what: &str, text: impl Fn(&'a Line) -> Option<&'a str>) -> Option<String> {
    let texts: Vec<&str> = lines.iter().filter_map(text).collect();
    (!texts.is_empty()).then(|| format!("{what}: {}", texts.join("; ")))
}

/// "likes: pressure 4 of 5 · mornings · prefers the table warm".
fn likes(glance: &Glance) -> Option<String> {
    let client = &glance.client;
    let texts = [&client.prefers, &client.note].into_iter().filter(|text| !text.is_empty()).map(|text| text.as_str().replace('\n', " · "));
    let words: Vec<String> = client.pressure.map(|pressure| format!("pressure {pressure} of 5")).into_iter().chain(texts).collect();
    (!words.is_empty()).then(|| format!("likes: {}", words.join(" · ")))
}

/// "today: health unchanged · pain 5 · relief 3 days · sore a day · home care partly done"; nothing where nothing was answered.
pub fn answers_words(answers: &Answers) -> Option<String> {
    let health = answers.unchanged.map(|unchanged| match (unchanged, answers.changed.is_empty()) {
        (true, _) => "health unchanged".to_owned(),
        (false, true) => "health changed".to_owned(),
        (false, false) => format!("health changed: {}", answers.changed),
    });
    let relief = answers.relief_days.map(|days| format!("relief {}", say::count(days as usize, "day", "days")));
    let sore = answers.sore.map(|sore| match sore {
        Soreness::None => "not sore".to_owned(),
        Soreness::Short | Soreness::Long => format!("sore {}", sore.word()),
    });
    let home = answers.home_care.map(|home| match home {
        HomeCare::Partly => "home care partly done".to_owned(),
        HomeCare::Yes | HomeCare::No => format!("home care {}", home.word()),
    });
    let flags = answers.red_flags.map(|told| if told { "red flag told at arrival" } else { "red flags asked: none" }.to_owned());
    let (told, none) = if answers.red_flags == Some(true) { (flags, None) } else { (None, flags) };
    let pain = answers.pain.map(|pain| format!("pain {}", pain.get()));
    let words: Vec<String> = [told, health, pain, relief, sore, home, none].into_iter().flatten().collect();
    (!words.is_empty()).then(|| format!("today: {}", words.join(" · ")))
}
