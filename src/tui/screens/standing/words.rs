//! What is said of a standing appointment, wherever it is shown.
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::list::Listed;
use crate::domain::book::series::{DateRow, Position, Series, Terms};
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::uncapitalize;
use crate::domain::wording::say;

/// "every 2 weeks on Tuesday at 10:00, 8 times", within a sentence.
pub(in crate::tui) fn repeats(terms: &Terms) -> String {
    uncapitalize(&terms.repeats())
}

/// "TrP 60 with Dana in R1".
pub(in crate::tui) fn what(terms: &Terms, directory: &Directory) -> String {
    let room = terms.room.map(|_| format!(" in {}", directory.room_short(terms.room))).unwrap_or_default();
    format!("{} with {}{room}", directory.service_short(terms.service), directory.staff_short(terms.staff))
}

/// "date 3 of 8 · every 2 weeks on Tuesday at 10:00, 8 times", and from when on it was ended: the rule alone would promise more.
pub(in crate::tui) fn place(series: &Series, position: Position) -> String {
    let ended = series.terms.ended.map(|ended| format!(" · ended from {} on", say::full_day(ended.date())));
    format!("{position} · {}{}", repeats(&series.terms), ended.unwrap_or_default())
}

/// "moved from Tue 24 Nov 10:00", "with Lee instead of Dana": in what a date differs from its standing appointment.
pub(in crate::tui) fn differs(series: &Series, (at, row): (NaiveDateTime, &Appointment), directory: &Directory, year: i32) -> Vec<String> {
    let ruled = series.terms.slot(at);
    let mut words = Vec::new();
    if row.status.is_off() || series.as_ruled(row, at) {
        return words;
    }
    if row.span.from() != at {
        words.push(format!("moved from {}", say::moment(at, year)));
    }
    if row.staff != ruled.staff {
        words.push(format!("with {} instead of {}", directory.staff_short(row.staff), directory.staff_short(ruled.staff)));
    }
    if row.service != ruled.service {
        words.push(format!("{} instead of {}", directory.service_short(row.service), directory.service_short(ruled.service)));
    }
    if row.span.minutes() != ruled.span.minutes() {
        words.push(format!("{} min instead of {}", row.span.minutes(), ruled.span.minutes()));
    }
    if words.is_empty() {
        words.push(format!("in {} instead of {}", directory.room_short(row.room), directory.room_short(ruled.room)));
    }
    words
}

/// "5 to come", "1 skipped", "1 to decide", "1 moved by itself".
pub(in crate::tui) fn counts(line: &Listed) -> Vec<String> {
    let some = [(line.skipped, "skipped"), (line.to_decide, "to decide"), (line.moved, "changed by itself")];
    let more = some.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    [format!("{} to come", line.to_come)].into_iter().chain(more).collect()
}

/// "ends Tue 12 Jan", "until Tue 2 Mar", "no end": the first is near.
pub(in crate::tui) fn ends(line: &Listed, now: NaiveDateTime) -> String {
    let year = now.year();
    let last = line.last.map(|last| say::day(last.date(), year));
    match (line.is_finite(), last) {
        (false, _) => "no end".into(),
        (true, None) => "ended".into(),
        (true, Some(last)) if line.ends_soon(now) => format!("ends {last}"),
        (true, Some(last)) => format!("until {last}"),
    }
}

/// All of it in one sentence: "every week on Tuesday at 10:00 · TrP 60 with Dana · next Tue 24 Nov 10:00 · 5 to come · no end".
pub(in crate::tui) fn whole(line: &Listed, directory: &Directory, now: NaiveDateTime) -> String {
    let terms = &line.series.terms;
    let mut words = vec![repeats(terms), what(terms, directory), next(line, now)];
    words.extend(counts(line));
    words.push(ends(line, now));
    words.join(" · ")
}

pub(in crate::tui) fn next(line: &Listed, now: NaiveDateTime) -> String {
    line.next.map_or_else(|| "nothing booked".to_owned(), |next| format!("next {}", say::moment(next, now.year())))
}

/// "Tue 8 Dec · Tue 22 Dec · Tue 5 Jan and 3 more": the dates in the book after a moment, as far as `most` go.
pub(in crate::tui) fn dates_after(rows: &[DateRow], after: NaiveDateTime, most: usize) -> Option<String> {
    let mut coming: Vec<NaiveDateTime> =
        rows.iter().filter(|(_, row)| row.status.holds() && row.span.from() > after).map(|(_, row)| row.span.from()).collect();
    coming.sort_unstable();
    let said: Vec<String> = coming.iter().take(most).map(|at| soon(at.date(), after)).collect();
    let more = coming.len().saturating_sub(most);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!said.is_empty()).then(|| format!("{}{more}", said.join(" · ")))
}

/// "Tue 12 Jan": the year only where it is not plain.
fn soon(date: NaiveDate, now: NaiveDateTime) -> String {
    let near = (0..300).contains(&(date - now.date()).num_days());
    say::day(date, if near { date.year() } else { now.year() })
}

/// The place of a date among those of its series.
pub(in crate::tui) fn position_of(series: &Series, rows: &[DateRow], at: NaiveDateTime) -> Position {
    series.position(u32::try_from(rows.iter().filter(|(date, _)| *date <= at).count()).unwrap_or(u32::MAX))
}
