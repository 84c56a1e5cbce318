//! From what stands in the form to the act: booking an offer, saving an edit, or all that speaks against the time.
use super::{Booking, CLIENT, LENGTH, REPEATS, RoomWish, WHEN};
use crate::domain::book::appointment::{AppointmentField, Slot, differences};
use crate::domain::change::{BookChange, Booking as NewBooking, Change, Edit};
use crate::domain::ids::{RoomId, ServiceId, StaffId};
use crate::domain::span::Span;
use crate::tui::dialog::{Dialog, Over};
use crate::tui::list::List;
use crate::tui::screens::{Act, See};
use crate::tui::standing::{Alone, Which};

/// Said where only this date was meant and its time is taken.
const AGAINST: &str = "That time has something against it: ↓ goes to the free ones below, ctrl-o books anyway, with a reason.";

impl Booking {
    /// Books an offer, or says what is missing.
    pub(super) fn take_offer(&mut self, place: usize, see: &See<'_>) -> Vec<Act> {
        let Some(offer) = self.offers.get(place).copied() else {
            return vec![Act::Refuse("There is no such time in the list.".into())];
        };
        self.book(Slot { room: self.room_of(offer.room), ..self.slot_at(see, offer.staff, offer.span) }, see)
    }

    /// One of the ways out of a conflict.
    pub(super) fn take_way(&mut self, place: usize, see: &See<'_>) -> Vec<Act> {
        let way = self.fit.as_ref().and_then(|fit| fit.ways.get(place)).map(|way| way.offer);
        match way {
            Some(offer) => self.book(Slot { room: self.room_of(offer.room), ..self.slot_at(see, offer.staff, offer.span) }, see),
            None => vec![Act::Refuse("There is no such time in the list.".into())],
        }
    }

    pub(super) fn slot_at(&self, see: &See<'_>, staff: StaffId, span: Span) -> Slot {
        let service = self.service().unwrap_or(ServiceId(0));
        let buffer = match &self.of {
            Some(old) if old.service == service => old.buffer,
            _ => see.directory.service(service).map_or(0, |service| service.buffer),
        };
        Slot { client: self.client, service, staff, room: None, span, buffer }
    }

    fn book(&mut self, slot: Slot, see: &See<'_>) -> Vec<Act> {
        if let Some(acts) = self.dates(slot, see) {
            return acts;
        }
        match self.change(slot, see) {
            Ok(change) => {
                let which = self.which(&change, slot, Alone::Do(Box::new(change.clone())), see);
                vec![which.unwrap_or_else(|| Act::Do(Box::new(change)))]
            }
            Err(why) => vec![*why],
        }
    }

    /// The question which dates are meant, where others could be changed like this one.
    fn which(&self, change: &Change, slot: Slot, alone: Alone, see: &See<'_>) -> Option<Act> {
        let (Some(old), Change::Book(BookChange::Alter { fields, .. })) = (&self.of, change) else { return None };
        let room = match self.room() {
            RoomWish::Any => Some(None),
            RoomWish::One(room) => (old.room != Some(room)).then_some(Some(room)),
            RoomWish::None => old.room.is_some().then_some(None),
        };
        Which::editing(old, fields, slot, room, alone, see).map(|which| Act::Ask(Box::new(Dialog::which(which))))
    }

    fn change(&self, slot: Slot, see: &See<'_>) -> Result<Change, Box<Act>> {
        if let Some(old) = &self.of {
            let mut fields = differences(&old.slot(), &slot);
            fields.extend(Edit::of(old.note.clone(), self.note()).map(AppointmentField::Note));
            if fields.is_empty() {
                return Err(Box::new(Act::Say("Nothing was changed. esc leaves the form.".into())));
            }
            return Ok(Change::Book(BookChange::Alter { id: old.id, fields, anyway: None }));
        }
        let arrived = self.is_walk_in(see).then_some(see.now);
        Ok(Change::Book(BookChange::Book(NewBooking { who: self.who()?, slot, note: self.note(), arrived, anyway: None })))
    }

    pub(super) fn is_walk_in(&self, see: &See<'_>) -> bool {
        let now = self.wanted_time(see).is_ok_and(|wanted| wanted.now);
        self.of.is_none() && (now || self.start.walk_in && self.form.value(WHEN).as_str() == "now")
    }

    /// Enter on the form, once what is asked has been answered.
    pub(super) fn go_on(&mut self, see: &See<'_>) -> Vec<Act> {
        let wanted = match self.wanted_time(see) {
            Ok(wanted) => wanted,
            Err(why) => {
                let repeats = self.of.is_none() && !self.form.value(REPEATS).is_empty();
                let unread = repeats && self.repeat(see.now, see).is_err();
                self.form.focus = if self.minutes().is_err() {
                    LENGTH
                } else if unread {
                    REPEATS
                } else {
                    WHEN
                };
                return vec![Act::Refuse(why)];
            }
        };
        if let Err(why) = self.who() {
            self.form.focus = CLIENT;
            return vec![*why];
        }
        if !self.is_answered(see) {
            self.wanted = true;
            return Vec::new();
        }
        match wanted.exactly {
            None => self.enter_list(see),
            Some(_) if self.of.is_some() => self.save_edit(see),
            Some(_) => match self.fit.as_ref().filter(|fit| fit.conflicts.is_empty()).map(|fit| fit.slot) {
                // Whoever is free takes it, unless it was asked for without a room.
                _ if !self.offers.is_empty() && self.room() != RoomWish::None => self.take_offer(0, see),
                Some(slot) => self.book(slot, see),
                // What stands against the first date is decided with the others.
                None => match self.fit.as_ref().and_then(|fit| self.dates(fit.slot, see)) {
                    Some(acts) => acts,
                    None => self.say_conflicts(),
                },
            },
        }
    }

    /// Whether the exact time that is wished for can be had.
    pub(super) fn is_free(&self) -> bool {
        let offered = self.of.is_none() && self.room() != RoomWish::None && !self.offers.is_empty();
        offered || self.fit.as_ref().is_some_and(|fit| fit.conflicts.is_empty())
    }

    /// The room of an offer, unless it was asked for without one.
    fn room_of(&self, offered: Option<RoomId>) -> Option<RoomId> {
        offered.filter(|_| self.room() != RoomWish::None)
    }

    /// Why there is no free time, and the way out.
    pub(super) fn why_none(&self, see: &See<'_>) -> String {
        let Some(service) = self.service().and_then(|id| see.directory.service(id)) else {
            return "Nothing can be booked yet. F10 → Services, n adds what is offered.".into();
        };
        let able: Vec<StaffId> =
            see.directory.therapists().filter(|staff| staff.offers.contains(&service.id)).map(|staff| staff.id).collect();
        match self.staff() {
            _ if able.is_empty() => format!("Nobody offers {}. F10 → Staff, ↵ on a person, Services says who does.", service.short),
            Some(id) if !able.contains(&id) => {
                let who = see.directory.staff_short(id);
                format!("{who} does not offer {}. Choose anyone, or F10 → Staff, ↵ on {who}, Services.", service.short)
            }
            Some(_) => "No free time with this therapist fits. Another day, therapist or length may.".into(),
            None => "No free time fits. Another day, therapist or length may.".into(),
        }
    }

    fn enter_list(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.offers.is_empty() {
            return vec![Act::Refuse(self.why_none(see))];
        }
        self.in_list = true;
        self.list = List::default();
        Vec::new()
    }

    fn save_edit(&mut self, see: &See<'_>) -> Vec<Act> {
        let Some(fit) = self.fit.clone() else { return Vec::new() };
        let moved = self.of.as_ref().is_some_and(|old| old.slot() != fit.slot && old.status.holds());
        if moved && !fit.conflicts.is_empty() {
            let change = self.change(fit.slot, see).ok();
            let alone = Alone::Refuse(AGAINST.into());
            let which = change.and_then(|change| self.which(&change, fit.slot, alone, see));
            return which.map_or_else(|| self.say_conflicts(), |which| vec![which]);
        }
        self.book(fit.slot, see)
    }

    fn say_conflicts(&mut self) -> Vec<Act> {
        let Some(fit) = &self.fit else { return Vec::new() };
        // The keys stay in the form: a second ↵ must not take a time that nobody chose.
        let below = if fit.ways.is_empty() { "" } else { "↓ goes to the free ones below; " };
        vec![Act::Refuse(format!("That time has something against it. {below}ctrl-o books anyway, with a reason."))]
    }

    pub(super) fn anyway(&self, see: &See<'_>) -> Vec<Act> {
        let Some(fit) = self.fit.clone().filter(|fit| !fit.conflicts.is_empty()) else {
            return vec![Act::Say("There is nothing against this time: ↵ books it.".into())];
        };
        if let Some(acts) = self.dates(fit.slot, see) {
            return acts;
        }
        let over = match (self.change(fit.slot, see), &self.of) {
            (Err(why), _) => return vec![*why],
            (Ok(Change::Book(BookChange::Book(booking))), None) => Over::Booking(Box::new(booking)),
            (Ok(change), _) => Over::Altering(Box::new(change)),
        };
        vec![Act::Ask(Box::new(Dialog::over(fit, over)))]
    }
}
