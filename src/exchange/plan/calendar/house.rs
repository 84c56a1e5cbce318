//! Whose calendar it is, what is booked and where, as far as the calendar says it.
use super::Planner;
use super::whom::pieces;
use crate::domain::change::Ref;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::Absent;
use crate::domain::practice::room::Room;
use crate::domain::practice::service::Service;
use crate::domain::text::{Clean, fold};
use crate::domain::wording::absence::absent;
use crate::exchange::ics::{About, Kind};
use crate::exchange::plan::names::find_staff;

impl Planner<'_> {
    fn directory(&self) -> &Directory {
        self.before.known.directory
    }

    pub(super) fn therapist(&self, about: &About) -> Result<StaffId, String> {
        if let Some(id) = self.wishes.therapist {
            return Ok(id);
        }
        let own = self.directory().staff.iter().find(|staff| staff.name == about.own.therapist);
        if let Some(own) = own {
            return Ok(own.id);
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
        let is_own = |service: &&Service| service.name == about.own.service;
        if let Some(own) = self.directory().services.iter().filter(is_own).min_by_key(|one| (one.minutes != minutes, one.archived)) {
            return Ok(Ref::Known(own.id));
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
        let is_own = |room: &&Room| about.own.is_ours() && room.name == about.location;
        let found = self.directory().usable_rooms().find(|room| is(&room.name) || is(&room.short));
        found.or_else(|| self.directory().rooms.iter().find(is_own)).map(|room| Ref::Known(room.id))
    }

    /// Whom or what an absence takes out of the book.
    pub(super) fn absent(&self, about: &About) -> Result<Absent, String> {
        let named = || about.categories.iter().find_map(|name| self.directory().staff.iter().find(|staff| staff.name == *name));
        let whose = || named().map_or_else(|| self.therapist(about), |staff| Ok(staff.id));
        match about.own.away {
            Some(Kind::Staff) => whose().map(Absent::Staff),
            Some(Kind::Block) => whose().map(Absent::Block),
            Some(Kind::Practice) => Ok(Absent::Practice),
            Some(Kind::Room) => {
                let room = self.directory().rooms.iter().find(|room| room.name == about.location || room.short == about.location);
                room.map(|room| Absent::Room(room.id)).ok_or_else(|| format!("“{}” is no room here: add it first.", about.location))
            }
            None if self.wishes.closures => Ok(Absent::Practice),
            None => Ok(Absent::Staff(self.therapist(about)?)),
        }
    }

    /// Why; a calendar of ours has words of its own for an absence without a reason.
    pub(super) fn reason(&self, about: &About, of: Absent) -> Clean {
        let is_unsaid = about.own.away.is_some() && about.summary.as_str() == absent(of, "", self.directory());
        if is_unsaid { Clean::default() } else { about.summary.clone() }
    }
}

fn several() -> String {
    "It names several therapists: say whose calendar this is with --therapist NAME.".to_owned()
}
