//! One day of the book as it is read, and its rows as they are shown.
use chrono::{NaiveDate, NaiveDateTime};

use super::appointment::Appointment;
use super::status::Status;
use crate::domain::ids::StaffId;
use crate::domain::people::alert::AlertMark;
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::{self, Span};
use crate::domain::text::{Clean, fold};

/// An appointment with what its row shows of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub appointment: Appointment,
    pub phones: Clean,
    pub born: Option<NaiveDate>,
    pub client_note: Clean,
    pub pressure: Option<u32>,
    pub alert: Option<AlertMark>,
    /// It is this client's first appointment here.
    pub first_visit: bool,
}

/// The hours of one therapist on the day, sorted and disjoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    pub staff: StaffId,
    pub hours: Vec<Span>,
}

/// One date of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    /// By start, then therapist.
    pub entries: Vec<Entry>,
    pub worked: Vec<Worked>,
    pub absences: Vec<Absence>,
    /// Appointments of the whole book that wait for a new time.
    pub to_rebook: u32,
    /// Appointments of the whole book that the practice has changed around (see `book::decide`).
    pub to_decide: u32,
}

/// A row of the day's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The appointment at this place of `Day::entries`.
    Entry(usize),
    /// Nobody is booked; long enough for a service.
    Free { staff: StaffId, span: Span },
    /// Between two stretches of a therapist's hours.
    Break { staff: StaffId, span: Span },
    /// Blocked, off, closed or out of use: the absence at this place of `Day::absences`.
    Away { absence: usize, span: Span },
    /// The line between what is over and what is to come.
    Now(NaiveDateTime),
}

/// The sums in the header of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub booked: usize,
    pub to_confirm: usize,
    pub off: usize,
}

impl Day {
    /// What takes a therapist's time on this date, as far as it leaves no time to book.
    fn taken(&self, staff: StaffId) -> Vec<Span> {
        let busy = self.entries.iter().filter(|entry| entry.appointment.staff == staff && entry.appointment.status.holds());
        let away = self.absences.iter().filter(|absence| concerns(absence.of, staff));
        busy.map(|entry| entry.appointment.slot().held()).chain(away.map(|absence| absence.span)).collect()
    }

    /// Sums over the therapists shown (`None`: all).
    pub fn counts(&self, only: Option<StaffId>) -> Counts {
        let mut counts = Counts::default();
        for entry in self.entries.iter().filter(|entry| only.is_none_or(|staff| staff == entry.appointment.staff)) {
            let status = entry.appointment.status;
            counts.booked += usize::from(status.holds());
            counts.to_confirm += usize::from(status == Status::Booked);
            counts.off += usize::from(status.is_off() || status == Status::NoShow);
        }
        counts
    }

    /// The rows of the list, by time: appointments, free stretches of at least `shortest` minutes, breaks, absences, and the
    /// now line when `now` falls on this date.
    pub fn rows(&self, only: Option<StaffId>, shortest: u32, now: NaiveDateTime) -> Vec<Row> {
        let shown = |staff: StaffId| only.is_none_or(|one| one == staff);
        let mut rows: Vec<(NaiveDateTime, u8, Row)> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate().filter(|(_, entry)| shown(entry.appointment.staff)) {
            rows.push((entry.appointment.span.from(), 2, Row::Entry(place)));
        }
        for worked in self.worked.iter().filter(|worked| shown(worked.staff)) {
            let staff = worked.staff;
            let taken = self.taken(staff);
            for span in span::subtract(&worked.hours, &taken).into_iter().filter(|span| span.minutes() >= shortest) {
                rows.push((span.from(), 3, Row::Free { staff, span }));
            }
            let breaks = worked.hours.windows(2).filter_map(|pair| Span::new(pair[0].to(), pair[1].from()));
            rows.extend(breaks.flat_map(|gap| span::subtract(&[gap], &taken)).map(|span| (span.from(), 1, Row::Break { staff, span })));
        }
        for (place, absence) in self.absences.iter().enumerate() {
            let concerned = match absence.of {
                Absent::Staff(staff) | Absent::Block(staff) => shown(staff),
                Absent::Practice | Absent::Room(_) => true,
                Absent::Client(_) => false,
            };
            if let Some(span) = absence.span.common(&Span::whole_day(self.date)).filter(|_| concerned) {
                rows.push((span.from(), 0, Row::Away { absence: place, span }));
            }
        }
        if now.date() == self.date {
            rows.push((now, 0, Row::Now(now)));
        }
        rows.sort_by_key(|(from, kind, row)| (*from, *kind, row.staff_order()));
        rows.into_iter().map(|(_, _, row)| row).collect()
    }

    /// Whether another row of the day has the same client name: then the row says more than the name.
    pub fn has_namesake(&self, place: usize) -> bool {
        let Some(this) = self.entries.get(place) else { return false };
        self.entries.iter().any(|other| {
            other.appointment.client != this.appointment.client
                && is_one_name(&other.appointment.client_name, &this.appointment.client_name)
        })
    }
}

/// "Zoë Brandt" and "zoe brandt" are one name. Asked for each pair of rows in each frame: most differ in their first letter.
pub fn is_one_name(a: &Clean, b: &Clean) -> bool {
    let (a, b) = (a.as_str(), b.as_str());
    let differ = initial(a).zip(initial(b)).is_some_and(|(a, b)| a != b);
    !differ && (a == b || fold(a) == fold(b))
}

/// What [`fold`] makes of the first letter, when it makes anything of it.
fn initial(name: &str) -> Option<u8> {
    let first = name.chars().next()?;
    let plain = if first.is_ascii_alphabetic() { u8::try_from(first).ok() } else { deunicode::deunicode_char(first)?.bytes().next() };
    plain.filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase())
}

impl Row {
    fn staff_order(&self) -> i64 {
        match self {
            Self::Free { staff, .. } | Self::Break { staff, .. } => staff.0,
            Self::Entry(place) => i64::try_from(*place).unwrap_or(0),
            Self::Away { .. } | Self::Now(_) => 0,
        }
    }

    /// Whether the selection can rest on it.
    pub fn selectable(&self) -> bool {
        !matches!(self, Self::Now(_))
    }
}

/// Whether an absence takes this therapist's time.
pub fn concerns(of: Absent, staff: StaffId) -> bool {
    match of {
        Absent::Staff(who) | Absent::Block(who) => who == staff,
        Absent::Practice => true,
        Absent::Room(_) | Absent::Client(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_are_one_when_they_fold_to_one() {
        let names = [
            "Zoë Brandt",
            "zoe brandt",
            "Łukasz Zieliński",
            "lukasz zielinski",
            "Ælfric",
            "aelfric",
            "'t Hooft",
            "T Hooft",
            "花子",
            "हरि",
            "Øre",
            "ore",
            "Ore.",
            "-",
            "",
            "Жанна",
            "Zhanna",
            "2 Go",
        ];
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (a, b))) {
            assert_eq!(is_one_name(&Clean::line(a), &Clean::line(b)), a == b || fold(a) == fold(b), "{a} and {b}");
        }
    }
}
