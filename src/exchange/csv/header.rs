//! What the columns of a foreign file mean, by their headings: letter case, punctuation, accents and numbers do not matter.
use std::borrow::Cow;

use super::cell::key;
use super::heading_words::{APPOINTMENT, APPOINTMENT_PREFIXES, CLIENT, CLIENT_PREFIXES};
use super::rest;
use super::sheet::Unreadable;
use super::table::{self, Row};

/// What a column says about a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientColumn {
    /// The client's name in the other program's file.
    Id,
    /// Our own lasting name of a client; only our own exports have it.
    Uid,
    /// The whole name in one cell, either way round.
    Name,
    FirstName,
    MiddleName,
    LastName,
    /// The name a client likes to be called by.
    Preferred,
    Mobile,
    Phone,
    /// At home, at work.
    OtherPhone,
    Email,
    Born,
    /// Who answers for a client under age.
    Guardian,
    Note,
    /// Yes, or since when: no longer a client.
    Archived,
    /// No: no longer a client.
    Active,
    /// A word such as "inactive".
    Status,
    /// The preferred therapist.
    Therapist,
    /// The usual service.
    Service,
    Pressure,
    /// When they like to come.
    Prefers,
}

/// What a column says about an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppointmentColumn {
    /// The appointment's name in the other program's file.
    Id,
    /// Our own lasting name of an appointment; only our own exports have it.
    Uid,
    ClientId,
    /// The client's whole name.
    Client,
    ClientFirst,
    ClientMiddle,
    ClientLast,
    ClientPhone,
    ClientEmail,
    ClientBorn,
    Therapist,
    Service,
    Room,
    Date,
    /// A time, or date and time.
    Start,
    /// A time, or date and time.
    End,
    EndDate,
    /// The length, in minutes unless the cell says otherwise.
    Minutes,
    /// The length, in hours unless the cell says otherwise.
    Hours,
    /// Clean-up minutes after.
    Buffer,
    Status,
    /// Yes: did not come.
    NoShow,
    /// Yes, or when it was cancelled.
    Cancelled,
    /// Yes, or when the client came.
    Arrived,
    Note,
    CancelReason,
}

/// What a file lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Clients,
    Appointments,
}

/// What the file lists, by its headings; a caller who knows better asks for the one or the other directly.
pub fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let table = table::heads(bytes, |head| is_appointments(head) || is_clients(head))?;
    Ok(if is_appointments(&table.header) { Kind::Appointments } else { Kind::Clients })
}

/// Whether these headings are those of a list of appointments: when, and whose.
pub(super) fn is_appointments(header: &[String]) -> bool {
    use AppointmentColumn as A;
    let found: Vec<A> = header.iter().filter_map(|head| appointment_column(head)).collect();
    let has = |wanted: &[A]| wanted.iter().any(|column| found.contains(column));
    let when = has(&[A::Start]) || has(&[A::Date]) && has(&[A::Service, A::Therapist, A::Minutes, A::End]);
    when && has(&[A::Client, A::ClientFirst, A::ClientLast, A::ClientId])
}

/// Whether these headings are those of a list of people: a name at least.
pub(super) fn is_clients(header: &[String]) -> bool {
    use ClientColumn as C;
    header.iter().filter_map(|head| client_column(head)).any(|column| matches!(column, C::Name | C::FirstName | C::LastName))
}

/// The meaning of one heading of a list of clients.
pub fn client_column(heading: &str) -> Option<ClientColumn> {
    meanings(heading).find_map(|key| known_client(&key))
}

/// The meaning of one heading of a list of appointments.
pub fn appointment_column(heading: &str) -> Option<AppointmentColumn> {
    meanings(heading).find_map(|key| known_appointment(&key))
}

/// A heading as it is looked up: whole, then without what stands in brackets ("Date of birth (dd/mm/yyyy)").
fn meanings(heading: &str) -> impl Iterator<Item = String> {
    let whole = key(heading);
    let bare = heading.split_once(['(', '[']).map(|(before, _)| key(before));
    std::iter::once(whole).chain(bare)
}

fn find<C: Copy>(words: &[(C, &str)], key: &str) -> Option<C> {
    let found = words.iter().find(|(_, names)| names.split_ascii_whitespace().any(|name| name == key));
    found.map(|(column, _)| *column)
}

fn known_client(key: &str) -> Option<ClientColumn> {
    let bare = || CLIENT_PREFIXES.iter().find_map(|prefix| find(CLIENT, key.strip_prefix(prefix)?));
    find(CLIENT, key).or_else(bare)
}

fn known_appointment(key: &str) -> Option<AppointmentColumn> {
    let bare = || APPOINTMENT_PREFIXES.iter().find_map(|prefix| find(APPOINTMENT, key.strip_prefix(prefix)?));
    find(APPOINTMENT, key).or_else(bare).or_else(|| about_client(key))
}

/// What a heading of a list of appointments says about the client.
fn about_client(key: &str) -> Option<AppointmentColumn> {
    use AppointmentColumn as A;
    use ClientColumn as C;
    match known_client(key)? {
        C::Id => CLIENT_PREFIXES.iter().any(|prefix| key.starts_with(prefix)).then_some(A::ClientId),
        C::Name => Some(A::Client),
        C::FirstName => Some(A::ClientFirst),
        C::MiddleName => Some(A::ClientMiddle),
        C::LastName => Some(A::ClientLast),
        C::Mobile | C::Phone | C::OtherPhone => Some(A::ClientPhone),
        C::Email => Some(A::ClientEmail),
        C::Born => Some(A::ClientBorn),
        C::Note => Some(A::Note),
        C::Therapist => Some(A::Therapist),
        C::Uid | C::Preferred | C::Guardian | C::Archived | C::Active | C::Status | C::Service | C::Pressure | C::Prefers => None,
    }
}

/// Where each meaning stands in a row.
#[derive(Debug)]
pub(super) struct Columns<C> {
    found: Vec<(C, usize)>,
}

impl<C: Copy + PartialEq> Columns<C> {
    pub(super) fn new(header: &[String], meaning: impl Fn(&str) -> Option<C>) -> Self {
        let found = header.iter().enumerate().filter_map(|(at, head)| Some((meaning(head)?, at))).collect();
        Self { found }
    }

    pub(super) fn has(&self, column: C) -> bool {
        self.found.iter().any(|(found, _)| *found == column)
    }

    /// The cells of that meaning that say something, in the file's order.
    pub(super) fn all<'r>(&self, row: &'r Row, column: C) -> impl Iterator<Item = Cow<'r, str>> {
        let places = self.found.iter().filter(move |(found, _)| *found == column);
        places.map(|(_, at)| row.cell(*at)).filter(|cell| !cell.trim().is_empty())
    }

    /// The first cell of that meaning that says something, else empty.
    pub(super) fn first<'r>(&self, row: &'r Row, column: C) -> Cow<'r, str> {
        self.all(row, column).next().unwrap_or_default()
    }

    /// The headings that hold something in some row and have no meaning here, in the file's order.
    pub(super) fn unmapped(&self, header: &[String], rows: &[Row]) -> Vec<String> {
        let unknown = (0..header.len()).filter(|at| !self.found.iter().any(|(_, found)| found == at));
        let told = unknown.filter(|at| !rest::is_ours(&header[*at]) && rows.iter().any(|row| !row.cell(*at).trim().is_empty()));
        told.map(|at| if header[at].is_empty() { format!("column {} (no heading)", at + 1) } else { header[at].clone() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::AppointmentColumn as A;
    use super::ClientColumn as C;
    use super::*;

    #[test]
    fn headings_are_known_by_meaning() {
        let table = [
            ("First Name", Some(C::FirstName)),
            ("first_name", Some(C::FirstName)),
            ("Prénom", Some(C::FirstName)),
            ("Phone 1 - Value", Some(C::Phone)),
            ("Phone 1 - Label", None),
            ("E-Mail-Adresse", Some(C::Email)),
            ("Date of birth (DD/MM/YYYY)", Some(C::Born)),
            ("Client's Mobile", Some(C::Mobile)),
            ("Emergency Contact Phone", None),
            ("Geburtsdatum", Some(C::Born)),
            ("Date added", None),
        ];
        for (heading, column) in table {
            assert_eq!(client_column(heading), column, "{heading}");
        }
        let table = [
            ("Start Time", Some(A::Start)),
            ("Appointment Date", Some(A::Date)),
            ("Appointment status", Some(A::Status)),
            ("Duration (minutes)", Some(A::Minutes)),
            ("Duration (hours)", Some(A::Hours)),
            ("Patient First Name", Some(A::ClientFirst)),
            ("Client Email", Some(A::ClientEmail)),
            ("ID", Some(A::Id)),
            ("Patient ID", Some(A::ClientId)),
            ("Date Scheduled", None),
            ("Price", None),
        ];
        for (heading, column) in table {
            assert_eq!(appointment_column(heading), column, "{heading}");
        }
    }

    #[test]
    fn no_heading_word_has_two_meanings() {
        fn twice<C>(words: &[(C, &'static str)]) -> Option<&'static str> {
            let mut names: Vec<&str> = words.iter().flat_map(|(_, names)| names.split_ascii_whitespace()).collect();
            names.sort_unstable();
            names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
        }
        assert_eq!(twice(CLIENT), None);
        assert_eq!(twice(APPOINTMENT), None);
    }
}
