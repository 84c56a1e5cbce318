//! What is said of a plan, in a line and in full.
use chrono::Datelike;

use crate::domain::book::series::list::Listed;
use crate::domain::care::glance::Record;
use crate::domain::care::plan::Plan;
use crate::domain::refusal::capitalize;
use crate::domain::wording::say;
use crate::tui::screens::See;
use crate::tui::screens::standing;

/// On the card of the client: "headaches, trigger point → a day at the desk (2) · active, visit 3 of 8, weekly · check after 1
/// more session"; of a closed one what became of it.
pub(in crate::tui) fn line(record: &Record, plan: &Plan, see: &See<'_>) -> String {
    let mut words = vec![plan.name()];
    let state = plan.state_words(see.now.year());
    if plan.terms.state.is_open() {
        words.extend(goal(plan).map(|goal| format!("goal {goal}")));
        words.push(format!("{state}, {}, {}", record.visit_words(plan, see.now), plan.terms.cadence.words()));
        words.extend(record.check_briefly(plan, see.now));
    } else {
        words.push(state);
        words.extend(record.followed_by(plan.id).map(|next| format!("followed by {}", next.name())));
    }
    words.join(" · ")
}

/// "a day at the desk without pain (2 or less)", "2 or less".
pub(super) fn goal(plan: &Plan) -> Option<String> {
    let pain = plan.terms.goal_pain.map(|pain| if pain.get() == 0 { "no pain".to_owned() } else { format!("pain {} or less", pain.get()) });
    match (plan.terms.goal.is_empty(), pain) {
        (true, pain) => pain,
        (false, None) => Some(plan.terms.goal.to_string()),
        (false, Some(pain)) => Some(format!("{} ({pain})", plan.terms.goal)),
    }
}

/// A sentence or two a line: everything about the plan.
pub(super) fn in_full(record: &Record, plan: &Plan, held_by: &[Listed], see: &See<'_>) -> Vec<String> {
    let year = see.now.year();
    let mut lines = vec![format!("{} · {}", plan.name(), plan.terms_words())];
    lines.extend(goal(plan).map(|goal| format!("Goal: {goal}")));
    let baseline = plan.terms.baseline.map(|pain| format!(", pain before {}", pain.get())).unwrap_or_default();
    let minutes = plan.terms.minutes.map(|minutes| format!(", {minutes} min each")).unwrap_or_default();
    let visits = capitalize(&record.visit_words(plan, see.now));
    lines.push(format!("{visits}{minutes} · opened {}{baseline}", say::date(plan.terms.opened, year)));
    lines.extend(plan.terms.series.map(|id| {
        let line = held_by.iter().find(|line| line.series.id == id);
        let words = line.map(|line| format!("{}, {}", standing::words::repeats(&line.series.terms), standing::words::next(line, see.now)));
        format!("Standing appointment: {}", words.unwrap_or_else(|| "ended".to_owned()))
    }));
    if let Some(due) = record.due(plan, see.now) {
        lines.push(due.words(year));
    } else if let Some(coming) = record.coming(plan, see.now) {
        lines.push(format!("{}.", capitalize(&coming.words(year))));
    }
    lines.extend(
        record
            .with_course(plan, |course| course.progress().map(|progress| (progress.words(year), progress.verdict())))
            .map(|(words, verdict)| format!("{words}: {}", verdict.word())),
    );
    for looked in record.looked_at(plan.id).rev() {
        let remark = if looked.remark.is_empty() { String::new() } else { format!(" ({})", looked.remark) };
        lines.push(format!("Looked at {}: {}{remark}", say::date(looked.on, year), looked.outcome.word()));
    }
    let follows = plan.terms.follows.and_then(|id| record.plan(id));
    lines.extend(follows.map(|before| format!("Follows {} ({})", before.name(), before.state_words(year))));
    lines.extend(record.followed_by(plan.id).map(|next| format!("Followed by {}", next.name())));
    lines
}
