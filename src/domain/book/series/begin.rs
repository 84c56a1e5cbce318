//! Where a repeat begins: its first date from a moment on.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::book::rule::{End, Rule};
use crate::domain::wording::repeat::{self, Said};
use crate::domain::wording::when::DateOrder;

/// The first date of `rule` that is not before `from` and later than `now`; a count begins with it.
pub fn first_date(rule: &Rule, from: NaiveDateTime, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let open = match rule.end() {
        End::Count(_) => rule.with_end(End::Never),
        End::Until(_) | End::Never => rule.clone(),
    };
    open.dates(from).find(|at| *at > now)
}

/// What was said, from a moment on: at the time that was said with it, if there was one.
pub fn begin(said: &Said, from: NaiveDateTime, now: NaiveDateTime) -> Option<NaiveDateTime> {
    first_date(&said.rule, said.at.map_or(from, |at| from.date().and_time(at)), now)
}

/// Its first date on `from` or later, where the words say the day themselves ("every tue", "1st mon") and it is not the day of
/// the first appointment that counts ("weekly").
pub fn own_first_day(text: &str, from: NaiveDate, order: DateOrder) -> Option<NaiveDate> {
    let on = |day: NaiveDate| repeat::read(text, day.and_time(NaiveTime::MIN), order).ok().flatten();
    let (said, next) = (on(from)?, on(from.succ_opt()?)?);
    // "For 2 months" ends on another day from another beginning.
    let names_its_day = said.rule.with_end(End::Never) == next.rule.with_end(End::Never);
    let midnight = from.and_time(NaiveTime::MIN);
    names_its_day.then(|| said.rule.dates(midnight).next().map(|at| at.date())).flatten()
}
