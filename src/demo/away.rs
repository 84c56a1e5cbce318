//! Who is away when: holidays, training, closures, a room out of use, errands.
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use fastrand::Rng;

use super::{Calendar, brought_in, house, lines_of};
use crate::domain::change::NewAbsence;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absent, worked};
use crate::domain::span::Span;

/// Short name (nobody: the practice), first month and day, how many days, and why; every year.
const EACH_YEAR: [(&str, u32, u32, u32, &str); 10] = [
    ("", 12, 24, 9, "Christmas week"),
    ("Olive", 7, 4, 14, "holiday"),
    ("Olive", 3, 9, 2, "training"),
    ("Dana", 8, 10, 14, "holiday"),
    ("Dana", 2, 16, 5, "skiing"),
    ("Dana", 10, 21, 2, "training"),
    ("Lee", 9, 12, 9, "holiday"),
    ("Lee", 4, 20, 3, "moving house"),
    ("Inês", 6, 8, 12, "holiday"),
    ("Inês", 11, 9, 2, "training"),
];

/// The absences with the moments they were written down, in that order. Nothing long falls around today: the day to look at is
/// an ordinary one.
pub(super) fn absences(calendar: &Calendar, directory: &Directory, rng: &mut Rng) -> Vec<(NaiveDateTime, NewAbsence)> {
    let mut away = Vec::new();
    for year in calendar.first.year()..=calendar.last.year() {
        holidays(year, directory, &mut away);
    }
    let offset = |by: i64, count: u32| {
        let first = calendar.today + TimeDelta::days(by);
        days(if first.weekday() == Weekday::Sun { first + TimeDelta::days(1) } else { first }, count)
    };
    let mut add = |of, span, reason: &str| away.push(NewAbsence { of, span, reason: reason.into() });
    add(Absent::Practice, offset(-260, 1), "new floor");
    add(Absent::Practice, offset(40, 1), "stocktaking");
    if let Some(room) = directory.rooms.last() {
        add(Absent::Room(room.id), offset(-120, 2), "painting");
        add(Absent::Room(room.id), offset(17, 2), "new table comes");
    }
    if let Some(one) = directory.staff.iter().find(|staff| staff.short.as_str() == "Inês") {
        add(Absent::Staff(one.id), offset(11, 3), "family visit");
    }
    let near = days(calendar.today - TimeDelta::days(6), 9);
    away.retain(|absence| !absence.span.overlaps(&near) && absence.span.date() > calendar.first && absence.span.date() <= calendar.last);
    errands(calendar, directory, rng, &mut away);

    let latest = brought_in(calendar) - TimeDelta::days(2);
    let written = |absence: &NewAbsence, rng: &mut Rng| {
        let ahead = absence.span.from() - TimeDelta::days(rng.i64(3..30));
        ahead.min(latest).date().and_time(NaiveTime::MIN) + TimeDelta::minutes(rng.i64(480..1000))
    };
    let mut dated: Vec<_> = away.into_iter().map(|absence| (written(&absence, rng), absence)).collect();
    dated.sort_by_key(|(at, absence)| (*at, absence.span));
    dated
}

fn days(first: NaiveDate, count: u32) -> Span {
    Span::lasting(first.and_time(NaiveTime::MIN), count * 24 * 60)
}

fn holidays(year: i32, directory: &Directory, away: &mut Vec<NewAbsence>) {
    for (short, month, day, count, reason) in EACH_YEAR {
        let of = match directory.staff.iter().find(|staff| staff.short.as_str() == short) {
            Some(staff) => Absent::Staff(staff.id),
            None => Absent::Practice,
        };
        let first = NaiveDate::from_ymd_opt(year, month, day);
        away.extend(first.map(|first| NewAbsence { of, span: days(first, count), reason: reason.into() }));
    }
}

/// Errands within the working day, one every two or three weeks, and one today if anybody works.
fn errands(calendar: &Calendar, directory: &Directory, rng: &mut Rng, away: &mut Vec<NewAbsence>) {
    let (reasons, shifts) = (lines_of("block"), house::shifts(calendar, directory));
    let mut dates = vec![calendar.today];
    let mut date = calendar.first;
    while date < calendar.last {
        date += TimeDelta::days(rng.i64(9..27));
        dates.push(date);
    }
    for date in dates.into_iter().filter(|date| *date <= calendar.last) {
        let stretches: Vec<_> = directory
            .therapists()
            .flat_map(|staff| worked(&shifts, staff.id, date).into_iter().map(|stretch| (staff.id, stretch)))
            .collect();
        let (Some((staff, stretch)), Some(reason)) = (rng.choice(stretches), rng.choice(&reasons)) else { continue };
        let from = stretch.from() + TimeDelta::minutes(30 * rng.i64(0..4));
        let to = (from + TimeDelta::minutes(30 * rng.i64(1..3))).min(stretch.to());
        let Some(span) = Span::new(from, to) else { continue };
        let is_off = away.iter().any(|absence| absence.span.overlaps(&span) && !matches!(absence.of, Absent::Room(_)));
        if !is_off {
            away.push(NewAbsence { of: Absent::Block(staff), span, reason: (*reason).into() });
        }
    }
}
