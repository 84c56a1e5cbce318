//! The book as other calendars see it: what they know a thing by, and a standing appointment with all its dates.
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::series::{DateRow, Series};
use super::status::Status;
use crate::domain::ids::{AppointmentId, ClientId, SeriesId};
use crate::domain::span::Span;

/// By what another program knows a thing again, and knows whether it has the newer one (RFC 5545 §3.8.4.7, §3.8.7.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub uid: String,
    /// Grows with every act on it, an undo included, and never shrinks.
    pub sequence: u32,
    /// When it was last changed.
    pub at: DateTime<Utc>,
}

/// A standing appointment and its dates by rule date; the revision is that of all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    pub revision: Revision,
    pub series: Series,
    pub dates: Vec<DateRow>,
    /// The UID of the one it was split off.
    pub split_from: Option<String>,
}

/// What stands in the book under the name of an event that came in before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    /// The highest revision under which it came in.
    pub sequence: u32,
    /// The standing appointment that it became; up to which date all of its dates are rows, and whether another part goes on.
    pub series: Option<(SeriesId, NaiveDate, bool)>,
    /// By date.
    pub dates: Vec<HereDate>,
}

/// One date of an event as it is in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HereDate {
    pub id: AppointmentId,
    /// The moment that its rule or its list gave; of a single appointment where it is.
    pub date: NaiveDateTime,
    pub span: Span,
    pub status: Status,
    pub client: ClientId,
}
