//! The parts of a repeat brought together: they make one rule, or are refused.
use chrono::{Datelike, NaiveDateTime};

use super::Said;
use super::scan::{Found, Mark};
use super::words::{contradict, how_often, quote, which};
use crate::domain::book::rule::{End, Frequency, Rule, RuleDay, to_i32};

/// `None`: nothing was said that only a repeat says.
pub(super) fn settle(found: Found, start: NaiveDateTime) -> Result<Option<Said>, String> {
    let names_days = !found.days.is_empty() || !found.month_days.is_empty();
    if !found.has(Mark::Repeat) && !names_days {
        let from_to = found.rest.iter().any(|word| matches!(word.to_lowercase().as_str(), "from" | "between"));
        return match &found.end {
            Some((End::Until(_), _)) if from_to => Ok(None),
            Some((_, words)) => Err(how_often(words)),
            None => Ok(None),
        };
    }
    if !found.has(Mark::Repeat) && found.end.is_none() {
        return Ok(None);
    }
    let (frequency, interval) = frequency(&found)?;
    agree(&found, frequency)?;
    let in_one_month = !found.has(Mark::AllMonths);
    let mut rule = Rule::every(frequency, interval);
    rule.end = found.end.map_or(End::Never, |(end, _)| end);
    rule.week_start = found.week_start.unwrap_or(rule.week_start);
    (rule.months, rule.weeks, rule.year_days) = (found.months, found.weeks, found.year_days);
    (rule.month_days, rule.days, rule.positions) = (found.month_days, found.days, found.positions);
    if frequency == Frequency::Yearly && !rule.month_days.is_empty() && rule.months.is_empty() && in_one_month {
        rule.months = vec![to_i32(start.month())];
    }
    if !rule.weeks.is_empty() && rule.days.is_empty() {
        rule.days = vec![RuleDay { nth: None, weekday: start.weekday() }];
    }
    let rule = rule.tidy().settled(start).into_owned();
    Ok(Some(Said { rule, at: found.at, rest: found.rest }))
}

/// As it was said; else what its days are counted in.
fn frequency(found: &Found) -> Result<(Frequency, u32), String> {
    if let Some((frequency, interval, _)) = &found.frequency {
        return Ok((*frequency, *interval));
    }
    let of_period = found.days.iter().any(|day| day.nth.is_some()) || !found.month_days.is_empty() || found.has(Mark::OfWeekdays);
    let frequency = if !found.year_days.is_empty() || !found.weeks.is_empty() {
        Frequency::Yearly
    } else if of_period && (found.has(Mark::OfMonth) || found.months.is_empty()) {
        Frequency::Monthly
    } else if of_period {
        Frequency::Yearly
    } else if !found.days.is_empty() {
        Frequency::Weekly
    } else {
        return Err(how_often(&found.words.join(" ")));
    };
    Ok((frequency, 1))
}

/// Refuses what is in order each for itself and means nothing, or two things, together.
fn agree(found: &Found, frequency: Frequency) -> Result<(), String> {
    let whole = found.words.join(" ");
    let often = found.frequency.as_ref().map_or(whole.as_str(), |(_, _, words)| words.as_str());
    let days = found.day_words.join(" and ");
    let nth = found.days.iter().find(|day| day.nth.is_some());
    let plain = found.days.iter().find(|day| day.nth.is_none());
    let in_weeks = matches!(frequency, Frequency::Daily | Frequency::Weekly);
    if in_weeks && nth.is_some() || frequency == Frequency::Weekly && !found.month_days.is_empty() {
        return Err(contradict(often, &days));
    }
    if found.has(Mark::OfMonth) && (in_weeks || frequency == Frequency::Yearly && found.months.is_empty()) {
        return Err(contradict(often, "of the month"));
    }
    let of_year = !found.year_days.is_empty() || !found.weeks.is_empty();
    if of_year && frequency != Frequency::Yearly {
        return Err(contradict(often, "of the year"));
    }
    if !found.weeks.is_empty() && nth.is_some() {
        return Err(contradict(&days, "week of the year"));
    }
    let dated = [&found.month_days, &found.year_days].into_iter().filter(|days| !days.is_empty()).count();
    if dated > 0 && (dated > 1 || !found.days.is_empty()) && !found.has(Mark::When) {
        return Err(format!(
            "{} can be days that are both, or each of them: say “13th when it is fri” for the first, and two repeats for the second.",
            quote(&days)
        ));
    }
    let within_month = frequency == Frequency::Monthly || !found.months.is_empty();
    if within_month && found.days.iter().any(|day| day.nth.is_some_and(|nth| nth.abs() > 5)) {
        return Err(format!("{}: no month has more than five of a weekday. Say “1st” to “5th”, or “last”.", quote(&days)));
    }
    if found.has(Mark::OfWeekdays) && found.days.len() > 5 {
        return Err(contradict(found.day_words.first().map_or("", String::as_str), found.day_words.last().map_or("", String::as_str)));
    }
    if found.has(Mark::OfWeekdays) && frequency == Frequency::Yearly && found.months.len() > 1 {
        return Err(format!("{} of each of these months is said with “monthly” in place of the year.", quote(&days)));
    }
    let is_open = !in_weeks && !found.has(Mark::Each) && !found.has(Mark::OfWeekdays) && found.month_days.is_empty() && !of_year;
    match plain {
        Some(RuleDay { weekday, .. }) if is_open => {
            let day = weekday.to_string().to_lowercase();
            Err(which(&format!("{often} {days}"), &format!("weekly on {day}"), &format!("1st {day} monthly")))
        }
        Some(_) | None => Ok(()),
    }
}
