//! A rule that follows when one of its dates is moved to another day.
use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Frequency, Rule, RuleDay};

impl Rule {
    /// The rule whose dates stand to `to` as those of this one stand to `from`, which is one of them: the weekdays, the day of
    /// the month or the weekday of the month move along. `None` where no rule says that, as for most that name several days.
    pub fn shifted(&self, from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if from == to {
            return Some(self.clone());
        }
        let plain = self.months.is_empty() && self.weeks.is_empty() && self.year_days.is_empty() && self.positions.is_empty();
        match (self.frequency, self.days.as_slice(), self.month_days.as_slice()) {
            (Frequency::Daily | Frequency::Yearly, [], []) if plain => {
                Some(self.clone()).filter(|_| self.frequency == Frequency::Daily || has_every_year(to))
            }
            (Frequency::Weekly, days, []) if plain => self.shifted_weekly(days, from, to),
            (Frequency::Monthly, [], []) if plain => to.day().le(&28).then(|| self.clone()),
            (Frequency::Monthly, [], [day]) if plain => month_day(*day, to).map(|day| Self { month_days: vec![day], ..self.clone() }),
            (Frequency::Monthly, [RuleDay { nth: Some(nth), .. }], []) if plain => {
                let day = RuleDay { nth: Some(nth_of(*nth, to)?), weekday: to.weekday() };
                Some(Self { days: vec![day], ..self.clone() })
            }
            _ => None,
        }
    }

    /// Several days of the week move by as many days each. With weeks left out between they must stay within one week, or the
    /// wrong weeks would be left out.
    fn shifted_weekly(&self, days: &[RuleDay], from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if days.len() <= 1 {
            let days = days.iter().map(|_| RuleDay { nth: None, weekday: to.weekday() }).collect();
            return Some(Self { days, ..self.clone() });
        }
        let by = (to - from).num_days().rem_euclid(7);
        let place = |day: Weekday| i64::from(day.days_since(self.week_start));
        let shift = place(to.weekday()) - place(from.weekday());
        let stays = days.iter().all(|day| (0..7).contains(&(place(day.weekday) + shift)));
        if self.interval > 1 && !stays {
            return None;
        }
        let moved = |day: &RuleDay| (0..by).fold(day.weekday, |day, _| day.succ());
        let mut days: Vec<RuleDay> = days.iter().map(|day| RuleDay { nth: None, weekday: moved(day) }).collect();
        days.sort_by_key(|day| day.weekday.num_days_from_monday());
        Some(Self { days, ..self.clone() })
    }
}

/// 29 February is not in every year.
fn has_every_year(date: NaiveDate) -> bool {
    (date.month(), date.day()) != (2, 29)
}

fn is_last_of_month(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.month() != date.month())
}

/// The day of the month that `to` is, counted from the same end as before. None of the days that some months do not have.
fn month_day(old: i32, to: NaiveDate) -> Option<i32> {
    let day = i32::try_from(to.day()).ok()?;
    match (old < 0, is_last_of_month(to)) {
        (_, true) => Some(-1),
        (false, false) => (day <= 28).then_some(day),
        (true, false) => {
            let next_month = to.with_day(1)?.checked_add_months(chrono::Months::new(1))?;
            i32::try_from((to - next_month).num_days()).ok()
        }
    }
}

/// Which weekday of its month `to` is, counted from the same end as before; a fifth is the last.
fn nth_of(old: i32, to: NaiveDate) -> Option<i32> {
    let from_start = i32::try_from(to.day0() / 7 + 1).ok()?;
    let is_last = to.checked_add_days(Days::new(7))?.month() != to.month();
    if old < 0 {
        let mut n = -1;
        let mut later = to;
        while let Some(next) = later.checked_add_days(Days::new(7)).filter(|next| next.month() == to.month()) {
            (later, n) = (next, n - 1);
        }
        return Some(n);
    }
    Some(if from_start == 5 && is_last { -1 } else { from_start })
}
