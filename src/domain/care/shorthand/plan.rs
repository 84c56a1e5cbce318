//! A plan: `plan 1/w x6 60m re@4`.
use super::number;
use super::once::Once;
use super::unclear::{Unclear, Word};
use super::words::Token;
use crate::domain::care::line::{Cadence, Every, PlanLine};
use crate::domain::care::plan::{MINUTES, OFTEN, REASSESS, VISITS};

const WHY: &str = "needs how often and how many visits, as in plan 1/w x6 60m re@4";

/// Reads what stands after `plan`; the words come in any order.
pub(super) fn read(head: Word<'_>, said: &[Word<'_>]) -> Result<PlanLine, Unclear> {
    let (mut cadence, mut visits) = (Once::new("cadence"), Once::new("number of visits"));
    let (mut minutes, mut reassess) = (Once::new("length"), Once::new("reassessment"));
    for word in said.iter().copied() {
        let lower = word.lower();
        if let Some((times, every)) = lower.split_once('/') {
            cadence.put(word, often(word, times, every)?)?;
        } else if lower.starts_with(['x', '×']) {
            let number = word.from(lower.chars().next().map_or(1, char::len_utf8));
            visits.put(word, number::within(number, VISITS, "visits")?)?;
        } else if lower.starts_with("re@") {
            reassess.put(word, number::within(word.from(3), REASSESS, "visits until it is looked at again")?)?;
        } else if let Some(digits) =
            lower.strip_suffix("min").or_else(|| lower.strip_suffix('m')).filter(|rest| number::digits(rest).is_some())
        {
            let number = Word { text: &word.text[..digits.len()], start: word.start };
            minutes.put(word, number::within(number, MINUTES, "minutes")?)?;
        } else {
            return Err(unknown(word, &lower));
        }
    }
    let again = reassess.word();
    let plan = PlanLine {
        cadence: cadence.needed(head, WHY)?,
        visits: visits.needed(head, WHY)?,
        minutes: minutes.take(),
        reassess: reassess.take(),
    };
    match (plan.reassess, again) {
        (Some(after), Some(word)) if after > plan.visits => {
            let offer = format!("re@{}", plan.visits);
            Err(word.or(&format!("comes after the last of {} visits: say {offer} or less", plan.visits), vec![offer]))
        }
        _ => Ok(plan),
    }
}

fn often(word: Word<'_>, times: &str, every: &str) -> Result<Cadence, Unclear> {
    let offers = || ["1/w", "2/w", "1/2w", "1/3w", "1/4w", "1/m"].map(str::to_owned).to_vec();
    let (Some(times), Some(every)) = (number::digits(times), Every::from_code(every)) else {
        return Err(word.or("is no cadence; it is written 1/w (once a week), 2/w, 1/2w, 1/3w, 1/4w or 1/m", offers()));
    };
    if !OFTEN.contains(&times) {
        return Err(word.or(&format!("is beyond {}–{} visits in each stretch", OFTEN.start(), OFTEN.end()), offers()));
    }
    Ok(Cadence { times, every })
}

/// A whole word, or a bare number.
fn unknown(word: Word<'_>, lower: &str) -> Unclear {
    let cadence = match lower {
        "weekly" => Some("1/w"),
        "biweekly" | "fortnightly" => Some("1/2w"),
        "monthly" => Some("1/m"),
        _ => None,
    };
    if let Some(cadence) = cadence {
        return word.or(&format!("is written {cadence}"), vec![cadence.to_owned()]);
    }
    if number::digits(lower).is_some() {
        let offers = vec![format!("x{lower}"), format!("{lower}m"), format!("re@{lower}")];
        return word.or(&format!("could be x{lower} (visits), {lower}m (minutes) or re@{lower} (looked at again)"), offers);
    }
    word.unclear("is no word of a plan; it is written plan 1/w x6 60m re@4")
}
