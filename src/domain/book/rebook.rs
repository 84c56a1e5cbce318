//! What was lifted out of the book and waits for a new time.
use chrono::NaiveDateTime;

use super::appointment::Appointment;
use crate::domain::text::Clean;

/// An appointment to rebook, with what a call about it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRebook {
    /// With its old time and the reason.
    pub appointment: Appointment,
    pub phones: Clean,
    /// When it was lifted out, on the practice's wall clock; `None` when that is not in the history.
    pub since: Option<NaiveDateTime>,
}
