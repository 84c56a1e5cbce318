//! Rows as appointments.
use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::cell::{is_placeholder, says_yes};
use super::clients::{addresses, foreign_id, phones, said};
use super::dates::{Dates, not_read};
use super::header::{AppointmentColumn as A, Columns, appointment_column, is_appointments};
use super::length::{Unit, minutes};
use super::moment::{self, Moment};
use super::person::NameCells;
use super::sheet::{Options, Sheet, Unreadable, gather};
use super::status::ForeignStatus;
use super::table::{self, Row};
use crate::domain::span::{Span, is_skipped};
use crate::domain::text::Clean;

/// The longest an appointment can be, in minutes: what the book itself allows.
const LONGEST: u32 = 10 * 60;

/// One appointment, as a file describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentLine {
    /// Where the row begins in the file, from 1.
    pub line: usize,
    /// The appointment's name in the other program's file.
    pub foreign_id: Option<Clean>,
    /// The appointment's `uid`; only our own exports have it.
    pub uid: Option<Clean>,
    pub client: ClientKey,
    /// As the file names them; empty if it does not.
    pub therapist: Clean,
    /// As the file names it; empty if it does not.
    pub service: Clean,
    /// As the file names it; empty if it does not.
    pub room: Clean,
    /// Wall-clock time of the practice, at most ten hours.
    pub span: Span,
    /// The file says the end or the length; else it is the usual one of the options.
    pub length_said: bool,
    /// Clean-up minutes after; only our own exports say them.
    pub buffer: Option<u32>,
    pub status: ForeignStatus,
    pub note: Clean,
    pub cancel_reason: Clean,
}

/// What a row says about whose appointment it is: a name, or the client's name in the other file, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientKey {
    pub foreign_id: Option<Clean>,
    pub name: Clean,
    pub phone: Clean,
    pub email: Clean,
    pub born: Option<NaiveDate>,
}

/// Reads a list of appointments; every row is in `lines` or in `bad`.
pub fn read_appointments(bytes: &[u8], options: &Options) -> Result<Sheet<AppointmentLine>, Unreadable> {
    let table = table::read(bytes, is_appointments)?;
    let columns = Columns::new(&table.header, appointment_column);
    let dates = Dates::of(&table, &columns, &[A::Start, A::Date, A::End, A::EndDate, A::ClientBorn], options)?;
    let reader =
        Reader { ours: columns.has(A::Uid), columns: &columns, dates, default: options.default_minutes, states: RefCell::default() };
    Ok(gather(table, &columns, dates.read, |row| reader.appointment(row)))
}

struct Reader<'a> {
    columns: &'a Columns<A>,
    dates: Dates,
    default: Option<u32>,
    /// The words of this file, each looked up once: there are a handful of them.
    states: RefCell<HashMap<String, ForeignStatus>>,
    /// The file is our own export: its texts are taken as they are.
    ours: bool,
}

impl Reader<'_> {
    fn appointment(&self, row: &Row) -> Result<AppointmentLine, String> {
        let text = |column| Clean::line(&self.columns.first(row, column));
        let notes: Vec<String> = self.columns.all(row, A::Note).map(std::borrow::Cow::into_owned).collect();
        let client = self.client(row)?;
        let (span, length_said) = self.span(row)?;
        Ok(AppointmentLine {
            line: row.line,
            foreign_id: foreign_id(&self.columns.first(row, A::Id))?,
            uid: said(&self.columns.first(row, A::Uid)),
            client,
            therapist: text(A::Therapist),
            service: text(A::Service),
            room: text(A::Room),
            span,
            length_said,
            buffer: self.length(row, A::Buffer, Unit::Minutes)?,
            status: self.status(row)?,
            note: Clean::text(&notes.join("\n")),
            cancel_reason: text(A::CancelReason),
        })
    }

    fn client(&self, row: &Row) -> Result<ClientKey, String> {
        let first_of = |column| self.columns.first(row, column);
        let [first, middle, last, full] = [A::ClientFirst, A::ClientMiddle, A::ClientLast, A::Client].map(first_of);
        let name = NameCells { first: &first, middle: &middle, last: &last, full: &full }.name(self.ours)?;
        let foreign_id = foreign_id(&first_of(A::ClientId))?;
        if name.is_empty() && foreign_id.is_none() {
            return Err("The client is missing: write the name, or delete the line if this time is nobody's.".to_owned());
        }
        let (phone, email) = if self.ours {
            (Clean::line(&first_of(A::ClientPhone)), Clean::line(&first_of(A::ClientEmail)))
        } else {
            let email = addresses(&first_of(A::ClientEmail))?.into_iter().next().unwrap_or_default();
            (phones(self.columns.all(row, A::ClientPhone))?, email)
        };
        let born = first_of(A::ClientBorn);
        let born = if is_placeholder(&born) || born.starts_with("0000") { None } else { Some(self.dates.born(&born)?) };
        Ok(ClientKey { foreign_id, name, phone, email, born })
    }

    /// From when to when, and whether the file says the length.
    fn span(&self, row: &Row) -> Result<(Span, bool), String> {
        let start = self.moment(row, A::Start, "start")?;
        let date = self.moment(row, A::Date, "date")?;
        let clock = if start.time.is_some() { start } else { date };
        let day = start.day.or(date.day).ok_or("The date is missing: write it like 2026-11-24.")?;
        let time = clock.time.ok_or("The time is missing: write when it starts, like 14:30.")?;
        let day = self.dates.date(day, false).ok_or_else(|| not_read("date", &self.columns.first(row, self.day_column(row))))?;
        let from = self.dates.wall(day, time, &clock).filter(|at| self.dates.is_near(at.date()));
        let from = from.ok_or_else(|| format!("The year of {day} cannot be right: correct it."))?;
        if is_skipped(self.dates.zone(), from) {
            return Err(format!("On {day} the clocks skip {}: correct the time.", from.format("%H:%M")));
        }
        let (to, said) = self.end(row, day, from, &clock)?;
        let span = Span::new(from, to).ok_or("It ends before or when it starts: correct the start, the end or the length.")?;
        if span.minutes() > LONGEST {
            return Err(format!(
                "It lasts {} minutes, and at most ten hours can be booked: correct the end or the length.",
                span.minutes()
            ));
        }
        Ok((span, said))
    }

    fn end(&self, row: &Row, day: NaiveDate, from: NaiveDateTime, clock: &Moment) -> Result<(NaiveDateTime, bool), String> {
        let end = self.moment(row, A::End, "end")?;
        let until = end.time.map(|time| (time, end)).or(clock.until.map(|time| (time, *clock)));
        if let Some((time, moment)) = until {
            let end_day = end.day.or(self.moment(row, A::EndDate, "end date")?.day);
            let date = end_day.map_or(Some(day), |day| self.dates.date(day, false));
            let to = date.and_then(|date| self.dates.wall(date, time, &moment));
            return to.map(|to| (to, true)).ok_or_else(|| not_read("end", &self.columns.first(row, A::End)));
        }
        let minutes = self.length(row, A::Minutes, Unit::Minutes)?.or(self.length(row, A::Hours, Unit::Hours)?);
        let said = minutes.is_some();
        let minutes =
            minutes.or(self.default).ok_or("Neither an end nor a length is said: add one, or give the usual length for the import.")?;
        if minutes > LONGEST {
            return Err(format!("It lasts {minutes} minutes, and at most ten hours can be booked: correct the length."));
        }
        if minutes == 0 {
            return Err("It lasts 0 minutes: correct the length.".to_owned());
        }
        Ok((Span::lasting(from, minutes).to(), said))
    }

    fn day_column(&self, row: &Row) -> A {
        let start = moment::read(&self.columns.first(row, A::Start));
        if start.is_some_and(|start| start.day.is_some()) { A::Start } else { A::Date }
    }

    fn moment(&self, row: &Row, column: A, what: &str) -> Result<Moment, String> {
        let cell = self.columns.first(row, column);
        if cell.is_empty() { Ok(Moment::default()) } else { moment::read(&cell).ok_or_else(|| not_read(what, &cell)) }
    }

    fn length(&self, row: &Row, column: A, bare: Unit) -> Result<Option<u32>, String> {
        let cell = self.columns.first(row, column);
        if cell.is_empty() {
            return Ok(None);
        }
        let unread = || format!("The length \"{}\" cannot be read: write minutes, like 60.", Clean::line(&cell));
        minutes(&cell, bare).map(Some).ok_or_else(unread)
    }

    /// The state by its word; columns that only say yes or when ("Cancelled at") come after it.
    fn status(&self, row: &Row) -> Result<ForeignStatus, String> {
        let cell = self.columns.first(row, A::Status);
        let known = self.states.borrow().get(cell.as_ref()).copied();
        let said = known.or_else(|| ForeignStatus::of(&cell)).ok_or_else(|| {
            let word = Clean::line(&cell);
            format!("The state \"{word}\" is not known: write booked, confirmed, arrived, done, no-show, cancelled or to rebook.")
        })?;
        if known.is_none() {
            self.states.borrow_mut().insert(cell.to_string(), said);
        }
        let yes = |column| self.columns.all(row, column).any(|cell| says_yes(&cell));
        Ok(match said {
            off if off.is_off() => off,
            _ if yes(A::NoShow) => ForeignStatus::NoShow,
            // Some programs name the state in the very column others put a date into.
            _ if yes(A::Cancelled) => ForeignStatus::Cancelled,
            ForeignStatus::Unsaid | ForeignStatus::Booked | ForeignStatus::Confirmed if yes(A::Arrived) => ForeignStatus::Arrived,
            other => other,
        })
    }
}
