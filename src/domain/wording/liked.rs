//! When somebody likes to come: days of the week and parts of the day, in the words of the booking line.
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::when::{self, DateOrder, DayWish, TimeWish};
use crate::domain::refusal::Refusal;

/// A habit: on this day of the week, beginning not before `from` and before `to`; `None` is any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Liked {
    pub weekday: Option<Weekday>,
    pub from: Option<NaiveTime>,
    pub to: Option<NaiveTime>,
}

impl Liked {
    /// Whether a session that begins then is liked.
    pub fn takes(&self, begins: NaiveDateTime) -> bool {
        let time = begins.time();
        self.weekday.is_none_or(|day| day == begins.weekday())
            && self.from.is_none_or(|from| time >= from)
            && self.to.is_none_or(|to| time < to)
    }
}

/// A Monday: habits mean the same whenever they are read.
const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");

/// Reads "tue pm, fri mornings"; each part has a day of the week, a time of day or both. Empty words are no habit.
pub fn read(words: &str) -> Result<Vec<Liked>, Refusal> {
    let mut liked = Vec::new();
    for part in words.split([',', ';']).flat_map(|part| part.split(" or ")).map(str::trim).filter(|part| !part.is_empty()) {
        liked.extend(read_part(part).ok_or_else(|| unreadable(part))?);
    }
    Ok(liked)
}

fn unreadable(part: &str) -> Refusal {
    Refusal::field("prefers", format!("“{part}” is no time somebody likes to come. Like: mornings · tue pm, fri after 16:00 · mon-wed."))
}

fn read_part(part: &str) -> Option<Vec<Liked>> {
    let text = singular(part);
    let on = |days: u64| {
        let now = (MONDAY + Days::new(days)).and_time(NaiveTime::MIN);
        when::read_wish(&text, now, DateOrder::DayFirst).ok().filter(|reading| reading.rest.is_empty()).map(|reading| reading.when)
    };
    let (first, next, later) = (on(0)?, on(1)?, on(7)?);
    let (from, to) = match first.time {
        TimeWish::Any => (None, None),
        TimeWish::At(time) => (Some(time), Some(time.overflowing_add_signed(TimeDelta::minutes(1)).0).filter(|to| *to > time)),
        TimeWish::Window { from, to } => (Some(from), to),
        TimeWish::Now | TimeWish::Same => return None,
    };
    let days: Vec<Option<Weekday>> = match (first.day, next.day, later.day) {
        (None, ..) if from.is_some() => vec![None],
        (Some(DayWish::On(day)), Some(DayWish::On(tomorrow)), Some(DayWish::On(week))) => {
            // A date, or "tomorrow", is no habit: it does not come again on the same day of each week.
            let habit = day.weekday() == tomorrow.weekday() && week - day == TimeDelta::days(7);
            vec![Some(habit.then(|| day.weekday())?)]
        }
        (Some(DayWish::From { from, to }), _, Some(DayWish::From { from: week, .. })) => {
            let habit = week - from == TimeDelta::days(7) && to - from < TimeDelta::days(6);
            habit.then(|| from.iter_days().take_while(|day| *day <= to).map(|day| Some(day.weekday())).collect())?
        }
        _ => return None,
    };
    Some(days.into_iter().map(|weekday| Liked { weekday, from, to }).collect())
}

/// "tuesday mornings" → "tuesday morning".
fn singular(part: &str) -> String {
    let one = |word: &str| {
        let many = ["mornings", "afternoons", "evenings", "noons", "days"].iter().any(|end| word.to_lowercase().ends_with(end));
        if many { word[..word.len() - 1].to_owned() } else { word.to_owned() }
    };
    part.split_whitespace().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likes(words: &str, begins: &str) -> bool {
        let begins = NaiveDateTime::parse_from_str(begins, "%Y-%m-%d %H:%M").expect("a moment");
        read(words).expect("a habit").iter().any(|liked| liked.takes(begins))
    }

    #[test]
    fn habits_are_read_in_the_words_of_the_booking_line() {
        // 24 Nov 2026 is a Tuesday.
        for (words, yes, no) in [
            ("mornings", "2026-11-24 09:00", "2026-11-24 13:00"),
            ("tue pm", "2026-11-24 14:00", "2026-11-25 14:00"),
            ("tuesdays", "2026-11-24 14:00", "2026-11-25 14:00"),
            ("fri mornings, tue after 16:00", "2026-11-24 16:30", "2026-11-24 15:00"),
            ("wed or tue evening", "2026-11-24 18:00", "2026-11-24 09:00"),
            ("before 10:00", "2026-11-24 09:00", "2026-11-24 10:00"),
            ("tue 14:30", "2026-11-24 14:30", "2026-11-24 15:00"),
        ] {
            assert!(likes(words, yes), "{words}: {yes}");
            assert!(!likes(words, no), "{words}: {no}");
        }
        assert_eq!(read(" "), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_habit_is_refused_in_words() {
        for words in ["24 nov", "tomorrow", "blub", "tue pm and a window seat", "now", "in 2 weeks", "same time"] {
            let why = read(words).expect_err(words).to_string();
            assert!(why.contains("is no time somebody likes to come"), "{words}: {why}");
        }
    }
}
