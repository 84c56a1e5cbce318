//! The book as other calendars see it: what they know a thing by, and a standing appointment with all its dates.
use chrono::{DateTime, Utc};

use super::series::{DateRow, Series};

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
