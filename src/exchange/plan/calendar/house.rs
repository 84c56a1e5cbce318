//! Whose calendar it is, what is booked and where, as far as the calendar says it.
use super::Planner;
use super::whom::pieces;
use crate::domain::change::Ref;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::text::{Clean, fold};
use crate::exchange::ics::About;
use crate::exchange::plan::names::find_staff;

impl Planner<'_> {
    fn directory(&self) -> &Directory {
        self.before.known.directory
    }

    pub(super) fn therapist(&self, about: &About) -> Result<StaffId, String> {
        if let Some(id) = self.wishes.therapist {
            return Ok(id);
        }
        let guests = about.guests.iter().map(|guest| &guest.name);
        let named: Vec<StaffId> = about.categories.iter().chain(guests).filter_map(|name| self.staff(name)).collect();
        if let [first, others @ ..] = named.as_slice() {
            return if others.iter().all(|other| other == first) { Ok(*first) } else { Err(several()) };
        }
        if let Some(id) = self.staff(&about.calendar) {
            return Ok(id);
        }
        let mut all = self.directory().therapists();
        match (all.next(), all.next()) {
            (Some(only), None) => Ok(only.id),
            _ => Err("It does not say whose appointment it is: say whose calendar this is with --therapist NAME.".to_owned()),
        }
    }

    /// Somebody who treats, by the whole or the short name.
    fn staff(&self, name: &Clean) -> Option<StaffId> {
        let id = if name.is_empty() { None } else { find_staff(self.directory(), name) }?;
        let staff = self.directory().therapists().find(|staff| staff.id == id)?;
        let is = |own: &Clean| fold(own.as_str()) == fold(name.as_str());
        (is(&staff.name) || is(&staff.short)).then_some(id)
    }

    /// Whether these words are of the house and not of a client.
    pub(super) fn is_ours(&self, words: &str) -> bool {
        let words = Clean::line(words);
        let house = self.directory();
        let is = |own: &Clean| fold(own.as_str()) == fold(words.as_str());
        house.staff.iter().any(|staff| is(&staff.name) || is(&staff.short))
            || house.services.iter().any(|service| is(&service.name) || is(&service.short))
            || house.rooms.iter().any(|room| is(&room.name) || is(&room.short))
    }

    pub(super) fn service(&self, about: &About, minutes: u32) -> Result<Ref<ServiceId>, String> {
        if let Some(id) = self.wishes.service {
            return Ok(Ref::Known(id));
        }
        let said: Vec<String> =
            about.categories.iter().map(|name| name.as_str().to_owned()).chain(pieces(&about.summary)).map(|words| fold(&words)).collect();
        let house = self.directory();
        let is_said = |own: &Clean| said.contains(&fold(own.as_str()));
        let mut named: Vec<_> = house.offered().filter(|service| is_said(&service.name) || is_said(&service.short)).collect();
        named.sort_by_key(|service| service.minutes != minutes);
        let of_length = || house.offered().find(|service| service.minutes == minutes);
        let found = named.first().copied().or_else(of_length).or_else(|| house.offered().next());
        found.map(|service| Ref::Known(service.id)).ok_or_else(|| "The practice has no service yet: add one first.".to_owned())
    }

    pub(super) fn room(&self, about: &About) -> Option<Ref<RoomId>> {
        let is = |own: &Clean| !own.is_empty() && fold(own.as_str()) == fold(about.location.as_str());
        self.directory().usable_rooms().find(|room| is(&room.name) || is(&room.short)).map(|room| Ref::Known(room.id))
    }
}

fn several() -> String {
    "It names several therapists: say whose calendar this is with --therapist NAME.".to_owned()
}
