//! Absences as they are said.
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::Absent;
use crate::domain::span::Span;
use crate::domain::wording::say;

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
