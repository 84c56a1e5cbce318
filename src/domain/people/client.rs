//! Clients: who comes here.
use chrono::{Datelike, NaiveDate};

use crate::domain::change::Edit;
use crate::domain::ids::{ClientId, ServiceId, StaffId};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, digits};
use crate::domain::wording::liked;

/// A client as the front desk keeps them; empty text means "not known".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    /// The name this client keeps in other files (UUID v7).
    pub uid: String,
    pub name: Clean,
    /// What they like to be called.
    pub preferred_name: Clean,
    /// As written, several parted by commas.
    pub phones: Clean,
    pub email: Clean,
    pub born: Option<NaiveDate>,
    /// Who answers for a client under 18.
    pub guardian: Clean,
    pub therapist: Option<StaffId>,
    pub service: Option<ServiceId>,
    /// Pressure they like, 1 (light) to 5 (firm).
    pub pressure: Option<u32>,
    /// For the desk: "rings first", "has a dog". Never health.
    pub note: Clean,
    /// When they like to come, in the words of the booking line ("tue pm", "mornings"); empty when it is all the same.
    pub prefers: Clean,
    pub archived: bool,
    /// Who holds everything of this client since the two were found to be one person.
    pub merged_into: Option<ClientId>,
}

/// A client to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewClient {
    pub name: Clean,
    pub preferred_name: Clean,
    pub phones: Clean,
    pub email: Clean,
    pub born: Option<NaiveDate>,
    pub guardian: Clean,
    pub therapist: Option<StaffId>,
    pub service: Option<ServiceId>,
    pub pressure: Option<u32>,
    pub note: Clean,
    pub prefers: Clean,
    pub archived: bool,
}

/// A changed field of a client, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientField {
    Name(Edit<Clean>),
    PreferredName(Edit<Clean>),
    Phones(Edit<Clean>),
    Email(Edit<Clean>),
    Born(Edit<Option<NaiveDate>>),
    Guardian(Edit<Clean>),
    Therapist(Edit<Option<StaffId>>),
    Service(Edit<Option<ServiceId>>),
    Pressure(Edit<Option<u32>>),
    Note(Edit<Clean>),
    Prefers(Edit<Clean>),
    Archived(Edit<bool>),
}

/// Letters a name may have.
pub const LONGEST_NAME: usize = 120;
/// Letters a note for the desk may have.
pub const LONGEST_NOTE: usize = 2000;

/// A name that can stand in the book.
pub fn check_name(name: &Clean) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::field("name", "A client needs a name: at least the part you would call them by."));
    }
    if !name.as_str().chars().any(char::is_alphanumeric) {
        return Err(Refusal::field("name", format!("“{name}” has no letter in it: a client needs a name that can be found.")));
    }
    too_long("name", "A name", name, LONGEST_NAME)
}

/// Refuses text longer than `most` letters, saying how long it is.
pub fn too_long(field: &'static str, what: &str, text: &Clean, most: usize) -> Result<(), Refusal> {
    let letters = text.letters();
    if letters > most {
        return Err(Refusal::field(field, format!("{what} has at most {most} letters; this one has {letters}. Shorten it.")));
    }
    Ok(())
}

/// An e-mail address is empty or has one @ between two parts.
pub fn check_email(email: &Clean) -> Result<(), Refusal> {
    let text = email.as_str();
    let good = text.is_empty()
        || text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !at.contains('@') && !text.contains(' '));
    if good {
        too_long("email", "An e-mail address", email, 254)
    } else {
        Err(Refusal::field("email", format!("“{text}” is no e-mail address: it looks like name@place.com.")))
    }
}

fn check_pressure(pressure: Option<u32>) -> Result<(), Refusal> {
    match pressure {
        Some(wish) if !(1..=5).contains(&wish) => {
            Err(Refusal::field("pressure", format!("Pressure goes from 1 (light) to 5 (firm); {wish} is not among them.")))
        }
        _ => Ok(()),
    }
}

fn check_prefers(words: &Clean) -> Result<(), Refusal> {
    too_long("prefers", "What times they like", words, LONGEST_NAME)?;
    liked::read(words.as_str()).map(|_| ())
}

/// A phone has a digit; several are parted by commas.
pub fn check_phones(phones: &Clean) -> Result<(), Refusal> {
    let wordy = phones.as_str().split(',').map(str::trim).find(|phone| !phone.is_empty() && digits(phone).is_empty());
    if let Some(phone) = wordy {
        return Err(Refusal::field("phones", format!("“{phone}” has no digit in it: a phone is its number; words go into the note.")));
    }
    too_long("phones", "The phone field", phones, 200)
}

impl NewClient {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        check_name(&self.name)?;
        too_long("preferred name", "A preferred name", &self.preferred_name, LONGEST_NAME)?;
        check_phones(&self.phones)?;
        check_email(&self.email)?;
        check_pressure(self.pressure)?;
        too_long("guardian", "A guardian's name", &self.guardian, LONGEST_NAME)?;
        check_prefers(&self.prefers)?;
        too_long("note", "The note", &self.note, LONGEST_NOTE)
    }
}

impl ClientField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Name(edit) => check_name(&edit.new),
            Self::Email(edit) => check_email(&edit.new),
            Self::PreferredName(edit) => too_long("preferred name", "A preferred name", &edit.new, LONGEST_NAME),
            Self::Guardian(edit) => too_long("guardian", "A guardian's name", &edit.new, LONGEST_NAME),
            Self::Phones(edit) => check_phones(&edit.new),
            Self::Note(edit) => too_long("note", "The note", &edit.new, LONGEST_NOTE),
            Self::Pressure(edit) => check_pressure(edit.new),
            Self::Prefers(edit) => check_prefers(&edit.new),
            Self::Born(_) | Self::Therapist(_) | Self::Service(_) | Self::Archived(_) => Ok(()),
        }
    }
}

/// Full years lived on `today`.
pub fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i32::from(!had_birthday)
}

/// What `kept` takes over from another entry of the same person: whatever it does not say itself, and all phones and notes.
pub fn united(kept: &Client, other: &Client) -> Vec<ClientField> {
    let or = |own: &Clean, theirs: &Clean| if own.is_empty() { theirs.clone() } else { own.clone() };
    let both = |own: &Clean, theirs: &Clean, with: &str, most: usize| {
        let known = theirs.is_empty() || own.as_str().contains(theirs.as_str());
        let joined = Clean::text(&format!("{own}{with}{theirs}"));
        if own.is_empty() || known || joined.letters() > most { or(own, theirs) } else { joined }
    };
    [
        Edit::of(kept.preferred_name.clone(), or(&kept.preferred_name, &other.preferred_name)).map(ClientField::PreferredName),
        Edit::of(kept.phones.clone(), phones(&kept.phones, &other.phones)).map(ClientField::Phones),
        Edit::of(kept.email.clone(), or(&kept.email, &other.email)).map(ClientField::Email),
        Edit::of(kept.born, kept.born.or(other.born)).map(ClientField::Born),
        Edit::of(kept.guardian.clone(), or(&kept.guardian, &other.guardian)).map(ClientField::Guardian),
        Edit::of(kept.therapist, kept.therapist.or(other.therapist)).map(ClientField::Therapist),
        Edit::of(kept.service, kept.service.or(other.service)).map(ClientField::Service),
        Edit::of(kept.pressure, kept.pressure.or(other.pressure)).map(ClientField::Pressure),
        Edit::of(kept.note.clone(), both(&kept.note, &other.note, "; ", LONGEST_NOTE)).map(ClientField::Note),
        Edit::of(kept.prefers.clone(), or(&kept.prefers, &other.prefers)).map(ClientField::Prefers),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The phones of both, each once.
fn phones(own: &Clean, theirs: &Clean) -> Clean {
    let known: Vec<String> = own.as_str().split(',').map(digits).collect();
    let new = theirs.as_str().split(',').map(str::trim).filter(|phone| !phone.is_empty() && !known.contains(&digits(phone)));
    let all: Vec<&str> = own.as_str().split(',').map(str::trim).filter(|phone| !phone.is_empty()).chain(new).collect();
    let joined = Clean::line(&all.join(", "));
    if known.iter().any(|phone| !phone.is_empty()) && (joined.letters() > 200 || all.len() == known.len()) { own.clone() } else { joined }
}
