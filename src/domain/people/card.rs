//! What the screen shows of one client, and of many in a list.
use chrono::{NaiveDate, NaiveDateTime};

use super::alert::Alert;
use super::client::Client;
use crate::domain::book::appointment::Appointment;
use crate::domain::ids::ClientId;
use crate::domain::practice::hours::Absence;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// A client in a list: enough to tell two of one name apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLine {
    pub id: ClientId,
    pub name: Clean,
    pub phones: Clean,
    pub email: Clean,
    pub born: Option<NaiveDate>,
    /// The last appointment that took place.
    pub last: Option<NaiveDateTime>,
    /// The next one in the book.
    pub next: Option<NaiveDateTime>,
    pub archived: bool,
}

/// Clients that fit the words typed; `more` says how many fit besides those listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub clients: Vec<ClientLine>,
    pub more: usize,
}

/// One client with all that the desk asks about in one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCard {
    pub client: Client,
    pub alerts: Vec<Alert>,
    /// When the client cannot come, as far as it is not over.
    pub away: Vec<Absence>,
    pub last: Option<NaiveDateTime>,
    pub no_shows: u32,
    pub late_cancels: u32,
    /// Still to come, soonest first.
    pub upcoming: Vec<Appointment>,
    /// Over or cancelled, newest first.
    pub past: Vec<Appointment>,
    /// How many past ones there are in all, when only the newest are listed.
    pub past_in_all: u32,
    /// How many sessions the treatment plan has, where all of them are over or booked and the next would be one too many.
    pub plan_full: Option<u32>,
}

impl ClientCard {
    /// "the plan already has its 8 sessions", where it has them. It names no complaint: whoever books may know.
    pub fn plan_full_words(&self) -> Option<String> {
        Some(format!("the plan already has its {}", say::count(usize::try_from(self.plan_full?).ok()?, "session", "sessions")))
    }
}

/// Why another client may be the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    SameName,
    SamePhone,
}

/// Another client of the same name or phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    pub client: ClientLine,
    pub like: Likeness,
}
