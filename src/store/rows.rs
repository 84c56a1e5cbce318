//! Conversions between columns and domain values, at the edge.
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Timelike, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::care::arrival::{HomeCare, Soreness};
use crate::domain::care::finding::Nrs;
use crate::domain::care::line::Cadence;
use crate::domain::care::plan::{Outcome, PlanState};
use crate::domain::care::visit::CountsFor;
use crate::domain::ids::{
    AbsenceId, AlertId, AppointmentId, ChangeId, ClientId, ListedAlertId, NoteId, PlanId, RoomId, SeriesId, ServiceId, ShiftId, StaffId,
};
use crate::domain::people::alert::Level;
use crate::domain::people::alert_list::AlertKind;
use crate::domain::practice::history::Kind;
use crate::domain::practice::look::Colours;
use crate::domain::practice::role::Role;
use crate::domain::text::Clean;

macro_rules! ids_in_rows {
    ($($id:ident),+) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0))
            }
        }
        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )+};
}
ids_in_rows!(
    StaffId,
    ServiceId,
    RoomId,
    ShiftId,
    AbsenceId,
    ClientId,
    AlertId,
    ListedAlertId,
    AppointmentId,
    SeriesId,
    PlanId,
    NoteId,
    ChangeId
);

macro_rules! words_in_rows {
    ($($word:ident),+) => {$(
        impl ToSql for $word {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.word()))
            }
        }
        impl FromSql for $word {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let word = value.as_str()?;
                Self::from_word(word).ok_or_else(|| unknown(word, stringify!($word)))
            }
        }
    )+};
}
words_in_rows!(Status, CancelledBy, Level, AlertKind, Role, Kind, Colours, PlanState, Outcome, Soreness, HomeCare);

impl ToSql for Nrs {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.get()))
    }
}

impl FromSql for Nrs {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = u8::column_result(value)?;
        Self::new(number).ok_or_else(|| unknown(&number.to_string(), "a pain of 0 to 10"))
    }
}

/// Of a note's plan: its number, 0 where the note counts for none, nothing where it does not say.
impl FromSql for CountsFor {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match Option::<i64>::column_result(value)? {
            None => Self::Usual,
            Some(0) => Self::NoPlan,
            Some(id) => Self::Plan(PlanId(id)),
        })
    }
}

impl ToSql for Cadence {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.word()))
    }
}

impl FromSql for Cadence {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::from_word(word).ok_or_else(|| unknown(word, "how often somebody comes"))
    }
}

impl ToSql for Clean {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl From<&Clean> for Value {
    fn from(text: &Clean) -> Self {
        Self::Text(text.as_str().to_owned())
    }
}

impl FromSql for Clean {
    // Rows may have been written by another program: they come through the same door as everything else.
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Self::text)
    }
}

/// A moment of the wall clock, `YYYY-MM-DDTHH:MM`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wall(pub NaiveDateTime);

impl ToSql for Wall {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(wall(self.0)))
    }
}

impl FromSql for Wall {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_bytes()?;
        read_wall(text).map(Self).ok_or_else(|| unknown(&String::from_utf8_lossy(text), "a time like 2026-11-24T14:30"))
    }
}

/// A date, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_bytes()?;
        read_date(text).map(Self).ok_or_else(|| unknown(&String::from_utf8_lossy(text), "a date like 2026-11-24"))
    }
}

/// A time of day, `HH:MM`; `24:00` is not one: hours end by 23:59.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hm(pub NaiveTime);

impl ToSql for Hm {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.format("%H:%M").to_string()))
    }
}

impl FromSql for Hm {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        read_time(text.as_bytes()).map(Self).ok_or_else(|| unknown(text, "a time of day like 09:30"))
    }
}

/// An instant, RFC 3339 in UTC with milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instant(pub DateTime<Utc>);

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_rfc3339_opts(SecondsFormat::Millis, true)))
    }
}

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        DateTime::parse_from_rfc3339(text).map(|at| Self(at.to_utc())).map_err(|_| unknown(text, "an instant"))
    }
}

/// The column form of a moment of the wall clock.
pub(super) fn wall(at: NaiveDateTime) -> String {
    format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute())
}

// Read by hand: chrono's format strings cost a third of a day's query.
fn read_wall(text: &[u8]) -> Option<NaiveDateTime> {
    if text.len() != 16 || text[10] != b'T' {
        return None;
    }
    Some(read_date(&text[..10])?.and_time(read_time(&text[11..])?))
}

fn read_date(text: &[u8]) -> Option<NaiveDate> {
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(&text[..4])?).ok()?, number(&text[5..7])?, number(&text[8..])?)
}

fn read_time(text: &[u8]) -> Option<NaiveTime> {
    if text.len() != 5 || text[2] != b':' {
        return None;
    }
    NaiveTime::from_hms_opt(number(&text[..2])?, number(&text[3..])?, 0)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

fn unknown(found: &str, wanted: &str) -> FromSqlError {
    FromSqlError::Other(format!("“{found}” stands where {wanted} should").into())
}
