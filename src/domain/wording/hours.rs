//! Hours said and read the way people say them: "Mon–Fri 9–13, 14–18 · every week from 1 Jan 2026".
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use crate::domain::ids::StaffId;
use crate::domain::practice::hours::{KeptShift, Shift, ShiftDays};
use crate::domain::wording::say;

const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Stretches of one therapist that begin, end and come back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pub staff: StaffId,
    pub shifts: Vec<KeptShift>,
}

/// What stretches have to share to be said as one: how often, from when, until when; or the one date.
fn rhythm(days: &ShiftDays) -> (u32, NaiveDate, Option<NaiveDate>) {
    match *days {
        ShiftDays::Weekly { every, from, until, .. } => (every, from, until),
        ShiftDays::Once(date) => (0, date, Some(date)),
    }
}

/// The hours of everybody as patterns, by therapist and beginning; what ended before `today` is left out.
pub fn patterns(shifts: &[KeptShift], today: NaiveDate) -> Vec<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    for kept in shifts {
        let of = rhythm(&kept.shift.days);
        if of.2.is_some_and(|until| until < today) {
            continue;
        }
        let same = |pattern: &&mut Pattern| {
            pattern.staff == kept.shift.staff && pattern.shifts.first().is_some_and(|first| rhythm(&first.shift.days) == of)
        };
        match found.iter_mut().find(same) {
            Some(pattern) => pattern.shifts.push(*kept),
            None => found.push(Pattern { staff: kept.shift.staff, shifts: vec![*kept] }),
        }
    }
    found.sort_by_key(|pattern| (pattern.staff, pattern.shifts.first().map(|first| rhythm(&first.shift.days).1)));
    found
}

impl Pattern {
    /// "Mon–Fri 9–13, 14–18 · every week from 1 Jan 2026 until 5 Mar 2026", "Thu 26 Nov 2026 only: 12–20"; of hours that do not
    /// come every week the next date from `today`: "Thu 9–12 · every 2 weeks, next Thu 3 Dec, from 1 Jan 2026".
    pub fn words(&self, today: NaiveDate) -> String {
        let shifts: Vec<Shift> = self.shifts.iter().map(|kept| kept.shift).collect();
        let words = words(&shifts);
        let days: Vec<ShiftDays> = shifts.iter().map(|shift| shift.days).collect();
        let every = days.first().map_or(1, |days| rhythm(days).0);
        let Some(next) = next_dates(&days, today, 1).first().copied().filter(|_| every > 1) else { return words };
        let rhythm = format!("every {every} weeks");
        words.replacen(&rhythm, &format!("{rhythm}, next {},", say::day(next, today.year())), 1)
    }

    /// The weekdays and stretches as they can be typed: "Mon-Fri 9-13 14-18, Sat 9-12"; without a day for hours on one date.
    pub fn typed(&self) -> String {
        let shifts: Vec<Shift> = self.shifts.iter().map(|kept| kept.shift).collect();
        stretches(&shifts)
            .into_iter()
            .map(|(days, times)| join(&days.replace('–', "-"), &times.join(" ").replace('–', "-")))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn join(days: &str, times: &str) -> String {
    if days.is_empty() { times.to_owned() } else { format!("{days} {times}") }
}

/// Stretches that share their rhythm, in words.
pub fn words(shifts: &[Shift]) -> String {
    let Some(first) = shifts.first() else { return "no hours".into() };
    let said = stretches(shifts).into_iter().map(|(days, times)| join(&days, &times.join(", "))).collect::<Vec<_>>().join("; ");
    let day = |date: NaiveDate| date.format("%-d %b %Y").to_string();
    match first.days {
        ShiftDays::Once(date) => format!("{}: {said}, on this date only", date.format("%a %-d %b %Y")),
        ShiftDays::Weekly { every, from, until, .. } => {
            let every = if every == 1 { "every week".to_owned() } else { format!("every {every} weeks") };
            let until = until.map(|until| format!(" until {}", day(until))).unwrap_or_default();
            format!("{said} · {every} from {}{until}", day(from))
        }
    }
}

/// Why new hours cannot stand beside others: both stretches, and the date on which they meet.
pub fn overlap(new: &Shift, other: &Shift, date: NaiveDate) -> String {
    format!(
        "“{}” overlaps “{}” on {}. Let one end before the other begins, or put it in the place of the other.",
        words(&[*new]),
        words(&[*other]),
        date.format("%a %-d %b %Y")
    )
}

/// The weekly stretches of weekdays that have hours `before` and none `after`, from `from` to `until` or for a year: "Thu 10–18".
pub fn days_lost(before: &[Shift], after: &[Shift], from: NaiveDate, until: Option<NaiveDate>) -> Option<String> {
    let dates = || from.iter_days().take(53 * 7).take_while(|date| until.is_none_or(|last| *date <= last));
    let takes_place = |shifts: &[Shift], day: Weekday| {
        dates().filter(|date| date.weekday() == day).any(|date| shifts.iter().any(|shift| shift.days.falls_on(date)))
    };
    let weekly: Vec<Shift> =
        before.iter().filter(|shift| weekday(shift).is_some() && dates().any(|date| shift.days.falls_on(date))).copied().collect();
    let lost: Vec<Shift> = weekly.into_iter().filter(|shift| weekday(shift).is_some_and(|day| !takes_place(after, day))).collect();
    let said = stretches(&lost).into_iter().map(|(days, times)| join(&days, &times.join(", "))).collect::<Vec<_>>();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Days with the same stretches, together: "Mon–Fri" with "9–13" and "14–18".
fn stretches(shifts: &[Shift]) -> Vec<(String, Vec<String>)> {
    let of_day = |day: Option<Weekday>| {
        let mut times: Vec<(NaiveTime, NaiveTime)> =
            shifts.iter().filter(|shift| weekday(shift) == day).map(|shift| (shift.from, shift.to)).collect();
        times.sort_unstable();
        times.into_iter().map(|(from, to)| format!("{}–{}", clock(from), clock(to))).collect::<Vec<_>>()
    };
    let once = of_day(None);
    if !once.is_empty() {
        return vec![(String::new(), once)];
    }
    let mut groups: Vec<(Vec<Weekday>, Vec<String>)> = Vec::new();
    for day in WEEK {
        let times = of_day(Some(day));
        if times.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(_, same)| *same == times) {
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], times)),
        }
    }
    groups.into_iter().map(|(days, times)| (day_words(&days), times)).collect()
}

fn weekday(shift: &Shift) -> Option<Weekday> {
    match shift.days {
        ShiftDays::Weekly { weekday, .. } => Some(weekday),
        ShiftDays::Once(_) => None,
    }
}

/// "Mon–Fri", "Mon, Thu", "Tue".
fn day_words(days: &[Weekday]) -> String {
    let in_a_row = days.windows(2).all(|pair| pair[0].succ() == pair[1]);
    match days {
        [first, .., last] if in_a_row && days.len() > 2 => format!("{first}–{last}"),
        _ => days.iter().map(Weekday::to_string).collect::<Vec<_>>().join(" "),
    }
}

/// "9", "14:30", "06": read back as itself, for 6 alone would be the afternoon.
fn clock(at: NaiveTime) -> String {
    match (at.hour(), at.minute()) {
        (hour @ 1..=6, 0) => format!("{hour:02}"),
        (hour, 0) => hour.to_string(),
        _ => at.format("%H:%M").to_string(),
    }
}

/// The next `most` dates from `today` on which one of the stretches takes place.
pub fn next_dates(shifts: &[ShiftDays], today: NaiveDate, most: usize) -> Vec<NaiveDate> {
    let mut dates = today.iter_days().take(3 * 366).filter(|date| shifts.iter().any(|days| days.falls_on(*date)));
    dates.by_ref().take(most).collect()
}

/// The day that a word names by its beginning: "mo", "Monday", "tues".
pub fn read_weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_lowercase();
    let word = word.trim_end_matches(['.', 's']);
    let place = NAMES.iter().position(|name| word.len() >= 2 && name.starts_with(word))?;
    Some(WEEK[place])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ShiftId;
    use crate::domain::practice::start::read_hours;

    #[test]
    fn hours_are_typed_as_they_are_said_and_read_back_as_themselves() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        for (text, said) in [
            ("Mon-Fri 9-13 14-18", "Mon–Fri 9–13, 14–18"),
            ("Mon Tue Thu 8:30-12, Sat 06-9", "Mon Tue Thu 08:30–12; Sat 06–9"),
            ("Sun 02:15-17", "Sun 02:15–17"),
        ] {
            let shift =
                |new: &crate::domain::people::staff::NewShift| Shift { staff: StaffId(1), days: new.days, from: new.from, to: new.to };
            let shifts: Vec<Shift> = read_hours(text, today).expect("hours").iter().map(shift).collect();
            assert_eq!(words(&shifts), format!("{said} · every week from 23 Nov 2026"));
            let kept: Vec<KeptShift> = shifts.iter().map(|shift| KeptShift { id: ShiftId(1), shift: *shift }).collect();
            let typed = patterns(&kept, today).first().map(Pattern::typed).expect("a pattern");
            let again: Vec<Shift> = read_hours(&typed, today).expect("hours").iter().map(shift).collect();
            assert_eq!(words(&again), words(&shifts), "{typed}");
        }
    }
}
