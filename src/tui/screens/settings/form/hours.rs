//! Hours of a therapist.
use chrono::NaiveDate;

use super::Unread;
use crate::domain::change::PracticeChange;
use crate::domain::ids::{ShiftId, StaffId};
use crate::domain::people::staff::NewShift;
use crate::domain::practice::hours::{KeptShift, Shift, ShiftDays};
use crate::domain::practice::start::read_hours;
use crate::domain::wording::hours::{self, Pattern, read_weekday};
use crate::domain::wording::{say, when};
use crate::tui::form::{Field, Form};
use crate::tui::screens::See;

pub(super) const WHO: usize = 0;
pub(super) const HOURS: usize = 1;
const EVERY: usize = 2;
const FROM: usize = 3;
const UNTIL: usize = 4;
const ONLY: usize = 5;
const INSTEAD: usize = 6;

pub(super) fn fields(pattern: Option<&Pattern>, see: &See<'_>) -> Form {
    let (mut every, mut from, mut until, mut only) = ("1".to_owned(), see.now.date(), None, None);
    if let Some(first) = pattern.and_then(|pattern| pattern.shifts.first()) {
        match first.shift.days {
            ShiftDays::Weekly { every: weeks, from: begins, until: ends, .. } => (every, from, until) = (weeks.to_string(), begins, ends),
            ShiftDays::Once(date) => only = Some(date),
        }
    }
    let whose = see.directory.staff.iter().filter(|staff| match pattern {
        Some(pattern) => staff.id == pattern.staff,
        None => staff.treats && !staff.archived,
    });
    let whose = whose.map(|staff| (Some(staff.id.0), staff.name.to_string())).collect();
    let day = |date: Option<NaiveDate>| date.map(say::full_day).unwrap_or_default();
    let mut fields = vec![
        Field::choice("Therapist", "", whose, pattern.map(|pattern| pattern.staff.0)),
        Field::text("Hours", "Mon-Fri 9-13 14-18, Sat 9-12", &pattern.map(Pattern::typed).unwrap_or_default()),
        Field::text("Every", "1 each week, 2 every other week …", &every),
        Field::text("From", "1 jan · next mon · today", &day(Some(from))),
        Field::text("Until", "the last day; empty: until further notice", &day(until)),
        Field::text("Only on", "extra hours on one date: thu 3 dec (then no weekdays above)", &day(only)),
    ];
    if pattern.is_none() {
        let ways = vec![(Some(0), "in addition to the hours so far".to_owned()), (Some(1), "instead of all hours so far".to_owned())];
        fields.push(Field::choice("They come", "", ways, Some(0)));
    }
    Form::new(fields)
}

pub(super) fn shift_of(staff: StaffId, new: &NewShift) -> Shift {
    Shift { staff, days: new.days, from: new.from, to: new.to }
}

fn day(form: &Form, place: usize, see: &See<'_>) -> Result<Option<NaiveDate>, Unread> {
    let typed = form.value(place);
    if typed.is_empty() {
        return Ok(None);
    }
    when::read_day(typed.as_str(), see.now.date(), see.directory.practice.order).map(Some).map_err(|why| (place, why.to_string()))
}

/// The stretches typed, on their days.
fn read_shifts(form: &Form, see: &See<'_>) -> Result<Vec<NewShift>, Unread> {
    let typed = form.value(HOURS);
    let unread = |why: crate::domain::refusal::Refusal| (HOURS, why.to_string());
    if let Some(date) = day(form, ONLY, see)? {
        let names_a_day = typed.as_str().split([' ', ',', '-', '–']).any(|word| read_weekday(word).is_some());
        if names_a_day || typed.is_empty() {
            return Err((HOURS, format!("On {} only: type just the hours, like 12-20.", say::full_day(date))));
        }
        let mut shifts = read_hours(&format!("Mon {typed}"), date).map_err(unread)?;
        for shift in &mut shifts {
            shift.days = ShiftDays::Once(date);
        }
        return Ok(shifts);
    }
    let every: u32 = super::number(form, EVERY, "a number of weeks from 1 to 52")?;
    if !(1..=52).contains(&every) {
        return Err((EVERY, format!("Hours come back every 1 to 52 weeks; {every} is not among them.")));
    }
    let from = day(form, FROM, see)?.unwrap_or(see.now.date());
    let until = day(form, UNTIL, see)?;
    if let Some(until) = until.filter(|until| *until < from) {
        return Err((UNTIL, format!("They would end on {}, before they begin on {}.", say::full_day(until), say::full_day(from))));
    }
    let mut shifts = read_hours(typed.as_str(), from).map_err(unread)?;
    for shift in &mut shifts {
        if let ShiftDays::Weekly { weekday, .. } = shift.days {
            shift.days = ShiftDays::Weekly { weekday, every, from, until };
        }
    }
    Ok(shifts)
}

pub(super) fn read(form: &Form, seen: Option<&Pattern>, kept: &[KeptShift], see: &See<'_>) -> Result<Option<PracticeChange>, Unread> {
    let Some(staff) = form.chosen(WHO).map(StaffId) else {
        return Err((WHO, "Nobody treats yet. Add a therapist under Staff first.".into()));
    };
    let mut new = read_shifts(form, see)?;
    let mut old: Vec<ShiftId> = Vec::new();
    match seen {
        Some(pattern) => {
            let as_new = |kept: &KeptShift| NewShift { days: kept.shift.days, from: kept.shift.from, to: kept.shift.to };
            let before: Vec<NewShift> = pattern.shifts.iter().map(as_new).collect();
            if new.len() == before.len() && new.iter().all(|shift| before.contains(shift)) {
                return Ok(None);
            }
            if new.is_empty() {
                return Err((
                    HOURS,
                    "On which days, from when to when? Like “Mon-Fri 9-13 14-18”. del in the list takes the hours out.".into(),
                ));
            }
            old.extend(pattern.shifts.iter().map(|kept| kept.id));
        }
        None if form.chosen(INSTEAD) == Some(1) => {
            let (from, until) = stretch_of_days(form, see)?;
            let own = kept.iter().filter(|kept| kept.shift.staff == staff);
            for (id, rest) in own.filter_map(|kept| make_room(&kept.shift, from, until).map(|rest| (kept.id, rest))) {
                old.push(id);
                new.extend(rest);
            }
        }
        None if new.is_empty() => {
            return Err((HOURS, "On which days, from when to when? Type it like “Mon-Fri 9-13 14-18, Sat 9-12”.".into()));
        }
        None => {}
    }
    if old.is_empty() && new.is_empty() {
        return Err((HOURS, "There are no hours to end. Type new ones like “Mon-Fri 9-13 14-18”.".into()));
    }
    Ok(Some(PracticeChange::SetHours { staff, old, new }))
}

/// The first day of the hours typed, and the last one.
fn stretch_of_days(form: &Form, see: &See<'_>) -> Result<(NaiveDate, Option<NaiveDate>), Unread> {
    Ok(match day(form, ONLY, see)? {
        Some(date) => (date, Some(date)),
        None => (day(form, FROM, see)?.unwrap_or(see.now.date()), day(form, UNTIL, see)?),
    })
}

/// Which hours give way to those typed, and the days that are left without any.
pub(super) fn loses(form: &Form, seen: Option<&Pattern>, kept: &[KeptShift], see: &See<'_>) -> Vec<String> {
    let (Ok(Some(PracticeChange::SetHours { staff, old, new })), Ok((from, until))) =
        (read(form, seen, kept, see), stretch_of_days(form, see))
    else {
        return Vec::new();
    };
    let own = kept.iter().filter(|kept| kept.shift.staff == staff);
    let (goes, stays): (Vec<KeptShift>, Vec<KeptShift>) = own.partition(|kept| old.contains(&kept.id));
    let mut lines = Vec::new();
    if seen.is_none() {
        lines.extend(
            hours::patterns(&goes, see.now.date()).iter().map(|pattern| format!("In the place of {}", pattern.words(see.now.date()))),
        );
    }
    let before: Vec<Shift> = goes.iter().chain(&stays).map(|kept| kept.shift).collect();
    let after: Vec<Shift> = stays.iter().map(|kept| kept.shift).chain(new.iter().map(|new| shift_of(staff, new))).collect();
    let from = from.max(see.now.date());
    lines.extend(hours::days_lost(&before, &after, from, until).map(|days| {
        let who = see.directory.staff_short(staff);
        until.map_or_else(
            || format!("! {who} will no longer work {days}"),
            |until| format!("! {who} will not work {days} until {}", say::day(until, chrono::Datelike::year(&see.now))),
        )
    }));
    lines
}

/// What is left of a shift when others come in its place from `from` until `until`; `None` when it is not touched.
fn make_room(shift: &Shift, from: NaiveDate, until: Option<NaiveDate>) -> Option<Vec<NewShift>> {
    let ended = |last: Option<NaiveDate>, date: NaiveDate| last.is_some_and(|last| last < date);
    let rest = |days| NewShift { days, from: shift.from, to: shift.to };
    match shift.days {
        ShiftDays::Once(date) => (date >= from && !ended(until, date)).then(Vec::new),
        ShiftDays::Weekly { weekday, every, from: begins, until: ends } => {
            if ended(ends, from) || ended(until, begins) {
                return None;
            }
            let mut left = Vec::new();
            if let Some(last) = from.pred_opt().filter(|last| begins <= *last) {
                left.push(rest(ShiftDays::Weekly { weekday, every, from: begins, until: Some(last) }));
            }
            // Afterwards it goes on in the weeks it always had.
            let after = until.and_then(|until| until.succ_opt());
            let back = after.and_then(|after| after.iter_days().take(53 * 7).find(|date| shift.days.falls_on(*date)));
            if let Some(back) = back.filter(|back| !ended(ends, *back)) {
                left.push(rest(ShiftDays::Weekly { weekday, every, from: back, until: ends }));
            }
            Some(left)
        }
    }
}

/// The hours as they are understood, and the next dates they fall on.
pub(super) fn echo(form: &Form, see: &See<'_>) -> Option<Result<String, String>> {
    if form.value(HOURS).is_empty() {
        return None;
    }
    let shifts = match read_shifts(form, see) {
        Ok(shifts) => shifts,
        Err((_, why)) => return Some(Err(why)),
    };
    let days: Vec<ShiftDays> = shifts.iter().map(|shift| shift.days).collect();
    let shifts: Vec<Shift> = shifts.iter().map(|shift| shift_of(StaffId(0), shift)).collect();
    let dates = hours::next_dates(&days, see.now.date(), 3);
    let dates: Vec<String> = dates.into_iter().map(|date| say::day(date, chrono::Datelike::year(&see.now))).collect();
    let next = if dates.is_empty() { " · on no date to come".to_owned() } else { format!(" · next {}", dates.join(", ")) };
    Some(Ok(format!("{}{next}", hours::words(&shifts))))
}
