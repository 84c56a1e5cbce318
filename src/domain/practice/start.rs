//! How a practice begins: one person who treats, her hours, and services that most such practices have.
use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;

use super::Practice;
use super::hours::ShiftDays;
use super::role::Role;
use super::room::NewRoom;
use super::service::NewService;
use crate::domain::change::{Founding, Ref};
use crate::domain::people::staff::{NewShift, NewStaff};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::domain::wording::when::{self, DateOrder};

/// Name, short name, kind of massage, minutes, clean-up minutes. The first is what is booked when nothing is said.
const SERVICES: [(&str, &str, &str, u32, u32); 4] = [
    ("Trigger point 60", "TrP 60", "trigger point", 60, 15),
    ("Trigger point 30", "TrP 30", "trigger point", 30, 15),
    ("First visit", "First", "trigger point", 90, 15),
    ("Deep tissue 60", "Deep 60", "deep tissue", 60, 15),
];

/// A practice of one owner who treats, with one room and the usual services; all of it can be changed later.
pub fn founding(name: Clean, zone: Tz, order: DateOrder, therapist: Clean, hours: Vec<NewShift>) -> Founding {
    let services: Vec<NewService> = SERVICES
        .into_iter()
        .map(|(name, short, modality, minutes, buffer)| NewService {
            name: name.into(),
            short: short.into(),
            modality: modality.into(),
            minutes,
            buffer,
            needs_room: true,
            price: None,
        })
        .collect();
    let owner = NewStaff {
        short: Clean::line(therapist.as_str().split(' ').next().unwrap_or_default()),
        name: therapist,
        role: Role::Owner,
        treats: true,
        os_user: Clean::default(),
        offers: (0..services.len()).map(Ref::New).collect(),
        hours,
    };
    Founding {
        practice: Practice::new(name, zone, order),
        services,
        rooms: vec![NewRoom { name: "Room 1".into(), short: "R1".into() }],
        staff: vec![owner],
    }
}

/// Weekly hours in words, from the week of `today` on: "Mon-Fri 9-13 14-18, Sat 9-12".
pub fn read_hours(text: &str, today: NaiveDate) -> Result<Vec<NewShift>, Refusal> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday()))).unwrap_or(today);
    let mut days: Vec<Weekday> = Vec::new();
    let mut timed = false;
    let mut shifts = Vec::new();
    let joined = [" - ", "- ", " -", " to "].iter().fold(text.replace('–', "-"), |text, gap| text.replace(gap, "-"));
    for word in joined.split([' ', ',', ';', '/', '&', '+']).filter(|word| !word.is_empty() && *word != "and") {
        if let Some(found) = weekdays(word) {
            if timed {
                days.clear();
                timed = false;
            }
            days.extend(found);
            continue;
        }
        let (from, to) = stretch(word).ok_or_else(|| unread(word))?;
        if days.is_empty() {
            return Err(Refusal::field("hours", format!("On which days are the hours {word}? Say it like “Mon-Fri 9-13 14-18”.")));
        }
        if from >= to {
            return Err(Refusal::field("hours", format!("“{word}” ends before it begins. Say it like “9-13” or “14-18”.")));
        }
        timed = true;
        shifts.extend(days.iter().map(|day| {
            let days = ShiftDays::Weekly { weekday: *day, every: 1, from: monday, until: None };
            NewShift { days, from, to }
        }));
    }
    if timed || (shifts.is_empty() && days.is_empty()) {
        Ok(shifts)
    } else {
        Err(Refusal::field("hours", format!("From when to when on those days? “{text}” does not say. Say it like “Mon-Fri 9-13 14-18”.")))
    }
}

fn unread(word: &str) -> Refusal {
    Refusal::field("hours", format!("“{word}” is neither a day nor hours. Say it like “Mon-Fri 9-13 14-18, Sat 9-12”."))
}

/// "Mon", "Mon-Fri".
fn weekdays(word: &str) -> Option<Vec<Weekday>> {
    let word = word.trim_end_matches(':').replace('–', "-");
    let day = |text: &str| crate::domain::wording::hours::read_weekday(text);
    match word.split_once('-') {
        None if word.eq_ignore_ascii_case("daily") => {
            Some(vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun])
        }
        None => Some(vec![day(&word)?]),
        Some((first, last)) => {
            let (first, last) = (day(first)?, day(last)?);
            let mut days = vec![first];
            while days.last() != Some(&last) {
                days.push(days.last()?.succ());
            }
            Some(days)
        }
    }
}

/// Hours of one day in words: "9-12", "9-12 14-16".
pub fn read_stretches(text: &str) -> Result<Vec<(chrono::NaiveTime, chrono::NaiveTime)>, Refusal> {
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty() && *word != "and");
    let stretches: Vec<_> = words
        .map(|word| match stretch(word) {
            Some((from, to)) if from < to => Ok((from, to)),
            _ => Err(Refusal::field("hours", format!("“{word}” is no stretch of hours. Say it like “9-12” or “14-18”."))),
        })
        .collect::<Result<_, _>>()?;
    if stretches.is_empty() {
        return Err(Refusal::field("hours", "From when to when? Say it like “9-12”."));
    }
    Ok(stretches)
}

/// "9-13", "9:30-13:00", "2pm-6pm".
fn stretch(word: &str) -> Option<(chrono::NaiveTime, chrono::NaiveTime)> {
    let word = word.replace('–', "-");
    let (from, to) = word.split_once('-')?;
    Some((when::read_time(from).ok()?, when::read_time(to).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_said() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).expect("a date");
        let said = |text: &str| {
            read_hours(text, today).map(|shifts| {
                let one = |shift: &NewShift| match shift.days {
                    ShiftDays::Weekly { weekday, from, .. } => format!("{weekday} {} {} from {from}", shift.from, shift.to),
                    ShiftDays::Once(date) => date.to_string(),
                };
                (shifts.len(), shifts.first().map(one).unwrap_or_default())
            })
        };
        assert_eq!(said("Mon-Fri 9-13 14-18"), Ok((10, "Mon 09:00:00 13:00:00 from 2026-11-23".into())));
        assert_eq!(said("Mo-Fr 9am-1pm"), Ok((5, "Mon 09:00:00 13:00:00 from 2026-11-23".into())));
        assert_eq!(said("Tue,Thu 10 - 18"), Ok((2, "Tue 10:00:00 18:00:00 from 2026-11-23".into())));
        assert_eq!(said("mondays 9 to 12"), Ok((1, "Mon 09:00:00 12:00:00 from 2026-11-23".into())));
        assert_eq!(said("mon tue 9:30-5, sat 9-12"), Ok((3, "Mon 09:30:00 17:00:00 from 2026-11-23".into())));
        for text in ["9-13", "Mon", "Mon 13-9", "Moonday 9-13", "Mon nine"] {
            assert!(said(text).is_err(), "{text}");
        }
    }
}
