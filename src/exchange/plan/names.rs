//! Therapists, services and rooms by the names a file gives them.
use std::collections::HashMap;

use super::{Missing, Plan, Settings};
use crate::domain::change::Ref;
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::people::staff::NewStaff;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::Role;
use crate::domain::practice::room::NewRoom;
use crate::domain::practice::service::NewService;
use crate::domain::text::{Clean, fold};

/// Letters of a short name made from a long one.
const SHORT: usize = 8;

pub(super) struct Resolver<'a> {
    directory: &'a Directory,
    map: HashMap<String, Clean>,
    create: bool,
    services: Vec<NewService>,
    rooms: Vec<NewRoom>,
    staff: Vec<NewStaff>,
    /// Answers by (kind, folded name), so that a name is looked up once.
    answers: HashMap<(Missing, String), Option<usize>>,
    unknown: HashMap<(Missing, String), usize>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(directory: &'a Directory, settings: &Settings) -> Self {
        Self {
            directory,
            map: settings.map.iter().map(|(theirs, ours)| (fold(theirs), Clean::line(ours))).collect(),
            create: settings.create_missing,
            services: Vec::new(),
            rooms: Vec::new(),
            staff: Vec::new(),
            answers: HashMap::new(),
            unknown: HashMap::new(),
        }
    }

    /// Their name, as the person mapped it.
    fn ours(&self, theirs: &Clean) -> Clean {
        self.map.get(&fold(theirs.as_str())).unwrap_or(theirs).clone()
    }

    fn note_missing(&mut self, what: Missing, name: &Clean) {
        *self.unknown.entry((what, name.to_string())).or_default() += 1;
    }

    /// The therapist of a line; one who is not named is the only one there is.
    pub(super) fn therapist(&mut self, theirs: &Clean) -> Result<Ref<StaffId>, String> {
        let name = self.ours(theirs);
        if name.is_empty() {
            let mut all = self.directory.therapists();
            return match (all.next(), all.next()) {
                (Some(only), None) => Ok(Ref::Known(only.id)),
                _ => Err("No therapist is named: write one, or say who with --map \"=Dana\".".to_owned()),
            };
        }
        if let Some(id) = find_staff(self.directory, &name) {
            return Ok(Ref::Known(id));
        }
        let make = |this: &mut Self| {
            this.staff.push(NewStaff {
                name: name.clone(),
                short: Clean::line(name.as_str().split(' ').next().unwrap_or_default()),
                role: Role::Therapist,
                treats: true,
                os_user: Clean::default(),
                offers: Vec::new(),
                hours: Vec::new(),
            });
            this.staff.len() - 1
        };
        self.missing(Missing::Therapist, &name, make).map(Ref::New)
    }

    /// The service of a line, with the length that was booked; one that is not named is the practice's of that length.
    pub(super) fn service(&mut self, theirs: &Clean, minutes: u32) -> Result<Ref<ServiceId>, String> {
        let name = self.ours(theirs);
        if name.is_empty() {
            let of_length = self.directory.offered().find(|service| service.minutes == minutes);
            let first = of_length.or_else(|| self.directory.offered().next());
            return first
                .map(|service| Ref::Known(service.id))
                .ok_or_else(|| "No service is named, and the practice has none yet: write one.".to_owned());
        }
        let wanted = fold(name.as_str());
        let is = |own: &Clean| fold(own.as_str()) == wanted;
        let mut fits: Vec<_> = self.directory.services.iter().filter(|service| is(&service.short) || is(&service.name)).collect();
        fits.sort_by_key(|service| (service.archived, service.minutes != minutes));
        if let Some(service) = fits.first() {
            return Ok(Ref::Known(service.id));
        }
        let needs_room = self.directory.usable_rooms().next().is_some();
        let make = |this: &mut Self| {
            this.services.push(NewService {
                name: name.clone(),
                short: short(&name),
                modality: Clean::default(),
                minutes: minutes.clamp(5, 600),
                buffer: 0,
                needs_room,
                price: None,
            });
            this.services.len() - 1
        };
        self.missing(Missing::Service, &name, make).map(Ref::New)
    }

    /// The room of a line; many files name none.
    pub(super) fn room(&mut self, theirs: &Clean) -> Result<Option<Ref<RoomId>>, String> {
        let name = self.ours(theirs);
        if name.is_empty() {
            return Ok(None);
        }
        let wanted = fold(name.as_str());
        let is = |own: &Clean| fold(own.as_str()) == wanted;
        if let Some(room) = self.directory.rooms.iter().find(|room| is(&room.short) || is(&room.name)) {
            return Ok(Some(Ref::Known(room.id)));
        }
        let make = |this: &mut Self| {
            this.rooms.push(NewRoom { name: name.clone(), short: short(&name) });
            this.rooms.len() - 1
        };
        self.missing(Missing::Room, &name, make).map(|place| Some(Ref::New(place)))
    }

    /// Clients may prefer somebody who is not here any more; then they prefer nobody.
    pub(super) fn preferred(&self, theirs: Option<&Clean>) -> Option<StaffId> {
        find_staff(self.directory, &self.ours(theirs?))
    }

    pub(super) fn usual(&self, theirs: Option<&Clean>) -> Option<ServiceId> {
        let wanted = fold(self.ours(theirs?).as_str());
        let is = |own: &Clean| fold(own.as_str()) == wanted;
        self.directory.services.iter().find(|service| is(&service.short) || is(&service.name)).map(|service| service.id)
    }

    fn missing(&mut self, what: Missing, name: &Clean, make: impl FnOnce(&mut Self) -> usize) -> Result<usize, String> {
        self.note_missing(what, name);
        let key = (what, fold(name.as_str()));
        let place = if let Some(answer) = self.answers.get(&key) {
            *answer
        } else {
            let made = self.create.then(|| make(self));
            self.answers.insert(key, made);
            made
        };
        place.ok_or_else(|| {
            let word = what.word();
            format!("“{name}” is no {word} here: say which one with --map \"{name}=…\", or add it with --create-missing.")
        })
    }

    /// Those added offer all that is offered; what is not known goes into the report.
    pub(super) fn finish(self, plan: &mut Plan) {
        let offers: Vec<Ref<ServiceId>> =
            self.directory.offered().map(|service| Ref::Known(service.id)).chain((0..self.services.len()).map(Ref::New)).collect();
        plan.missing = self.unknown.into_iter().collect();
        plan.created = if self.create { plan.missing.keys().cloned().collect() } else { Vec::new() };
        plan.import.services = self.services;
        plan.import.rooms = self.rooms;
        plan.import.staff = self.staff;
        for staff in &mut plan.import.staff {
            staff.offers.clone_from(&offers);
        }
    }
}

pub(super) fn find_staff(directory: &Directory, name: &Clean) -> Option<StaffId> {
    let wanted = fold(name.as_str());
    let whole = directory.staff.iter().find(|staff| fold(staff.name.as_str()) == wanted || fold(staff.short.as_str()) == wanted);
    let mut parts = directory.therapists().filter(|staff| staff.answers_to(name.as_str()));
    let only = parts.next().filter(|_| parts.next().is_none());
    whole.or(only).map(|staff| staff.id)
}

/// "Room 1" → "R1"; "Manual lymph drainage" → "Manual l".
fn short(name: &Clean) -> Clean {
    let text = name.as_str();
    let initials = || {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty() && digits.len() < 3).then(|| format!("{}{digits}", text.chars().next().unwrap_or('R').to_uppercase()))
    };
    if name.letters() <= SHORT {
        return match text.split_once(' ') {
            Some((first, last)) if first.eq_ignore_ascii_case("room") && last.bytes().all(|b| b.is_ascii_digit()) => {
                Clean::line(&initials().unwrap_or_else(|| text.to_owned()))
            }
            _ => name.clone(),
        };
    }
    Clean::line(&text.chars().take(SHORT).collect::<String>())
}
