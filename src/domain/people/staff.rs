//! People who work in the practice.
use chrono::NaiveTime;

use crate::domain::change::{Edit, Ref};
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::practice::hours::ShiftDays;
use crate::domain::practice::role::{Role, Viewer};
use crate::domain::text::{Clean, fold};

/// A person who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub name: Clean,
    /// What stands in a narrow column, e.g. "Dana".
    pub short: Clean,
    pub role: Role,
    /// Whether clients can be booked with this person.
    pub treats: bool,
    /// The name this person logs in with on this computer, if known.
    pub os_user: Clean,
    pub archived: bool,
    /// The services this person offers.
    pub offers: Vec<ServiceId>,
}

impl Staff {
    pub fn viewer(&self) -> Viewer {
        Viewer { staff: Some(self.id), role: self.role, treats: self.treats }
    }

    /// Whether `word` names this person: the short name, the whole name, or the beginning of a part of it.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = fold(word);
        !word.is_empty() && format!(" {} {}", fold(self.name.as_str()), fold(self.short.as_str())).contains(&format!(" {word}"))
    }
}

/// Somebody to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    pub name: Clean,
    pub short: Clean,
    pub role: Role,
    pub treats: bool,
    pub os_user: Clean,
    pub offers: Vec<Ref<ServiceId>>,
    pub hours: Vec<NewShift>,
}

/// Hours of somebody to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewShift {
    pub days: ShiftDays,
    pub from: NaiveTime,
    pub to: NaiveTime,
}

/// A changed field of somebody who works here, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffField {
    Name(Edit<Clean>),
    Short(Edit<Clean>),
    Role(Edit<Role>),
    Treats(Edit<bool>),
    OsUser(Edit<Clean>),
    /// Sorted.
    Offers(Edit<Vec<ServiceId>>),
    Archived(Edit<bool>),
}

/// The fields in which somebody differs from what the person saw.
pub fn differences(seen: &Staff, new: Staff) -> Vec<StaffField> {
    let sorted = |mut offers: Vec<ServiceId>| {
        offers.sort_unstable();
        offers
    };
    [
        Edit::of(seen.name.clone(), new.name).map(StaffField::Name),
        Edit::of(seen.short.clone(), new.short).map(StaffField::Short),
        Edit::of(seen.role, new.role).map(StaffField::Role),
        Edit::of(seen.treats, new.treats).map(StaffField::Treats),
        Edit::of(seen.os_user.clone(), new.os_user).map(StaffField::OsUser),
        Edit::of(sorted(seen.offers.clone()), sorted(new.offers)).map(StaffField::Offers),
        Edit::of(seen.archived, new.archived).map(StaffField::Archived),
    ]
    .into_iter()
    .flatten()
    .collect()
}
