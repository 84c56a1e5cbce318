//! The day's or the week's list on paper: for the wall, and for the day the power is away.
mod html;
mod text;

pub(in crate::exchange) use html::escape;
pub use html::html;
pub use text::text;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::ids::StaffId;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::Absent;
use crate::domain::span::Span;
use crate::domain::wording::absence::absent;
use crate::domain::wording::say;

/// How much of a client stands on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Name and phone: with it people can be called when nothing else works.
    Full,
    /// "M. S."
    Initials,
    /// Nothing of the client: what is booked, not who.
    Hidden,
}

/// What is to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    pub directory: &'a Directory,
    pub days: &'a [Day],
    pub only: Option<StaffId>,
    pub names: Names,
    /// When it is printed, on the practice's wall clock.
    pub printed: NaiveDateTime,
}

/// A line of the list, of words only.
struct Line {
    kind: Kind,
    from: String,
    to: String,
    who: String,
    phone: String,
    what: String,
    with: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Booked,
    Off,
    Free,
    Break,
    Away,
}

impl Sheet<'_> {
    fn title(&self) -> String {
        let span = match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) if first.date != last.date => {
                format!("{} to {}", say::full_day(first.date), say::full_day(last.date))
            }
            (Some(day), _) => say::full_day(day.date),
            _ => String::new(),
        };
        let who = self.only.map(|staff| format!(" · {}", self.directory.staff_short(staff))).unwrap_or_default();
        format!("{span}{who}")
    }

    fn printed(&self) -> String {
        format!("Printed {} {}", say::full_day(self.printed.date()), say::time(self.printed.time()))
    }

    fn lines(&self, day: &Day) -> Vec<Line> {
        // No line of now: the paper is read later.
        let rows = day.rows(self.only, self.directory.shortest_service(), NaiveDate::MIN.and_hms_opt(0, 0, 0).unwrap_or_default());
        rows.iter().filter_map(|row| self.line(row, day)).collect()
    }

    fn line(&self, row: &Row, day: &Day) -> Option<Line> {
        let short = |staff: StaffId| self.directory.staff_short(staff).to_owned();
        match row {
            Row::Entry(place) => day.entries.get(*place).map(|entry| self.entry(entry)),
            Row::Free { staff, span } => Some(stretch(Kind::Free, span, "free".into(), short(*staff))),
            Row::Break { staff, span } => Some(stretch(Kind::Break, span, "break".into(), short(*staff))),
            Row::Away { absence, span } => {
                let absence = day.absences.get(*absence)?;
                let reason =
                    if absence.reason.is_empty() || self.names != Names::Full { String::new() } else { format!(" ({})", absence.reason) };
                // Clients who are away are no line of the day.
                let what = match absence.of {
                    Absent::Client(_) => return None,
                    of => absent(of, "", self.directory),
                };
                Some(stretch(Kind::Away, span, format!("{what}{reason}"), String::new()))
            }
            Row::Now(_) => None,
        }
    }

    /// Nothing of alerts and notes: a sheet hangs where anybody may read it.
    fn entry(&self, entry: &Entry) -> Line {
        let appointment = &entry.appointment;
        let status = appointment.status;
        let off = !status.holds();
        let (who, phone) = match self.names {
            Names::Full => (appointment.client_name.to_string(), entry.phones.to_string()),
            Names::Initials => (initials(appointment.client_name.as_str()), String::new()),
            Names::Hidden => ("booked".to_owned(), String::new()),
        };
        let mut what = self.directory.service_short(appointment.service).to_owned();
        if off {
            what = format!("{what}, {}", status.word());
        } else if entry.first_visit {
            what += ", first visit";
        } else if appointment.dated.is_some() {
            what += ", repeats";
        }
        let room = self.directory.room_short(appointment.room);
        let with = [self.directory.staff_short(appointment.staff), room].into_iter().filter(|word| !word.is_empty());
        Line {
            kind: if off { Kind::Off } else { Kind::Booked },
            from: say::time(appointment.span.from().time()),
            to: say::time(appointment.span.to().time()),
            who,
            phone,
            what,
            with: with.collect::<Vec<_>>().join(" "),
        }
    }

    /// "9 booked · 3 to confirm · 1 off".
    fn totals(&self, day: &Day) -> String {
        let counts = day.counts(self.only);
        let some = [(counts.to_confirm, "to confirm"), (counts.off, "called off")];
        let more = some.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        [format!("{} booked", counts.booked)].into_iter().chain(more).collect::<Vec<_>>().join(" · ")
    }
}

fn stretch(kind: Kind, span: &Span, what: String, with: String) -> Line {
    let whole = span.minutes() >= 24 * 60;
    let (from, to) =
        if whole { ("all day".to_owned(), String::new()) } else { (say::time(span.from().time()), say::time(span.to().time())) };
    Line { kind, from, to, who: what, phone: String::new(), what: String::new(), with }
}

/// "M. S.", "Z. B.": the first letters of the parts of a name.
pub(in crate::exchange) fn initials(name: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let first = |part: &str| part.graphemes(true).next().map(|letter| format!("{letter}."));
    name.split_whitespace().filter_map(first).collect::<Vec<_>>().join(" ")
}
