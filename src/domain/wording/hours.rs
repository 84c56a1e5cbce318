//! Weekly hours and absences as they are said.
use chrono::{Datelike, NaiveDate, Weekday};

use super::say;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absent, Shift, ShiftDays};
use crate::domain::span::Span;

/// When some stretches hold: every how many weeks, from when, until when.
type Rule = (u32, NaiveDate, Option<NaiveDate>);

/// A weekday and its stretches, in words.
type Daily = (Weekday, Vec<String>);

/// The hours of one person, a line each: "Mon–Fri 09:00–13:00, 14:00–18:00", with how often and how long where that matters.
/// What ended before `today` is left out.
pub fn lines(shifts: &[Shift], today: NaiveDate) -> Vec<String> {
    let mut rules: Vec<(Rule, Vec<Daily>)> = Vec::new();
    let mut sorted: Vec<&Shift> = shifts.iter().collect();
    sorted.sort_by_key(|shift| (rule(shift), weekday(shift).num_days_from_monday(), shift.from));
    for shift in &sorted {
        let ShiftDays::Weekly { weekday, every, from, until } = shift.days else { continue };
        if until.is_some_and(|last| last < today) {
            continue;
        }
        // Since when something holds that has begun says nothing; which week it is counted from does.
        let from = if from <= today && every <= 1 { NaiveDate::MIN } else { from };
        let place = rules.iter().position(|(rule, _)| *rule == (every, from, until)).unwrap_or_else(|| {
            rules.push(((every, from, until), Vec::new()));
            rules.len() - 1
        });
        let days = &mut rules[place].1;
        let stretch = format!("{}–{}", say::time(shift.from), say::time(shift.to));
        match days.iter_mut().find(|(day, _)| *day == weekday) {
            Some((_, stretches)) => stretches.push(stretch),
            None => days.push((weekday, vec![stretch])),
        }
    }
    let year = today.year();
    let mut lines: Vec<String> =
        rules.iter().flat_map(|(rule, days)| runs(days).into_iter().map(|run| run + &often(*rule, year))).collect();
    lines.extend(sorted.iter().filter_map(|shift| match shift.days {
        ShiftDays::Once(date) if date >= today => {
            Some(format!("{} {}–{} · once", say::day(date, year), say::time(shift.from), say::time(shift.to)))
        }
        ShiftDays::Once(_) | ShiftDays::Weekly { .. } => None,
    }));
    lines
}

fn rule(shift: &Shift) -> (bool, Rule) {
    match shift.days {
        ShiftDays::Weekly { every, from, until, .. } => (false, (every, from, until)),
        ShiftDays::Once(date) => (true, (1, date, Some(date))),
    }
}

fn weekday(shift: &Shift) -> Weekday {
    match shift.days {
        ShiftDays::Weekly { weekday, .. } => weekday,
        ShiftDays::Once(date) => date.weekday(),
    }
}

/// Days in a row with the same stretches are said together.
fn runs(days: &[Daily]) -> Vec<String> {
    let mut days = days.to_vec();
    days.sort_by_key(|(day, _)| day.num_days_from_monday());
    let mut runs: Vec<(Weekday, Weekday, Vec<String>)> = Vec::new();
    for (day, stretches) in days {
        match runs.last_mut() {
            Some((_, last, same)) if last.succ() == day && *same == stretches && day != Weekday::Mon => *last = day,
            _ => runs.push((day, day, stretches)),
        }
    }
    let one = |(first, last, stretches): &(Weekday, Weekday, Vec<String>)| {
        let days = if first == last { first.to_string() } else { format!("{first}–{last}") };
        format!("{days} {}", stretches.join(", "))
    };
    runs.iter().map(one).collect()
}

fn often((every, from, until): Rule, year: i32) -> String {
    let mut words = Vec::new();
    if every > 1 {
        words.push(format!("every {every} weeks, counted from {}", say::day(from, year)));
    } else if from > NaiveDate::MIN {
        words.push(format!("from {}", say::day(from, year)));
    }
    words.extend(until.map(|last| format!("until {}", say::day(last, year))));
    if words.is_empty() { String::new() } else { format!(" · {}", words.join(" ")) }
}

/// Whom an absence takes out: "Dana off", "the practice closed".
pub fn absent(of: Absent, client: &str, directory: &Directory) -> String {
    match of {
        Absent::Staff(staff) => format!("{} off", directory.staff_short(staff)),
        Absent::Block(staff) => format!("{} blocked", directory.staff_short(staff)),
        Absent::Practice => "the practice closed".to_owned(),
        Absent::Room(room) => format!("{} out of use", directory.room_short(Some(room))),
        Absent::Client(_) => format!("{client} away"),
    }
}

/// "Fri 27 Nov", "Thu 24 Dec to Thu 31 Dec", "Mon 23 Nov 17:00–18:00": whole days are said by their dates.
pub fn stretch(span: &Span, year: i32) -> String {
    let (from, to) = (span.from(), span.to());
    let last = (to - chrono::TimeDelta::minutes(1)).date();
    let whole = from.time() == chrono::NaiveTime::MIN && to.time() == chrono::NaiveTime::MIN;
    match (whole, from.date() == last) {
        (true, true) => say::day(from.date(), year),
        (true, false) => format!("{} to {}", say::day(from.date(), year), say::day(last, year)),
        (false, true) => format!("{} {}", say::day(from.date(), year), say::hours(span)),
        (false, false) => format!("{} to {}", say::moment(from, year), say::moment(to, year)),
    }
}
