//! The dates of an event as rows of the book: done, to come, skipped or to decide.
use super::whom::Whom;
use super::{Judged, Planner};
use crate::domain::book::status::{CancelledBy, RealTimes, Status};
use crate::domain::change::{Imported, ImportedSeries, Ref};
use crate::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use crate::domain::practice::service::LONGEST_MINUTES;
use crate::domain::span::is_skipped;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::exchange::ics::{About, Item, Occasion, Said, State, What};
use crate::exchange::plan::book::Place;

/// Whom and what all dates of an event are.
#[derive(Clone, Copy)]
struct Terms {
    client: Ref<ClientId>,
    staff: Ref<StaffId>,
    service: Ref<ServiceId>,
    room: Option<Ref<RoomId>>,
    /// Clean-up, minutes.
    buffer: u32,
    /// It stood in a book like this one.
    is_ours: bool,
}

impl Terms {
    fn place(&self, one: &Occasion) -> Place {
        Place { client: self.client, staff: self.staff, room: self.room, span: one.span, buffer: self.buffer }
    }
}

/// The clean-up after it, as far as the day has room for it.
fn clean_up(about: &About, minutes: u32) -> u32 {
    if minutes + about.own.clean_up > LONGEST_MINUTES { 0 } else { about.own.clean_up }
}

/// What a date becomes.
struct Fate {
    status: Status,
    room: Option<Ref<RoomId>>,
    keep_overlap: bool,
}

impl Planner<'_> {
    pub(super) fn appointments(&mut self, item: &Item, judged: &mut Judged) -> Result<bool, String> {
        let (minutes, occasions) = match &item.what {
            What::Single(one) => (one.span.minutes(), std::slice::from_ref(one)),
            What::Dates(dates) => (dates.first().map_or(0, |one| one.span.minutes()), dates.as_slice()),
            What::Standing { minutes, dates, .. } => (*minutes, dates.as_slice()),
            What::Away(_) | What::Nothing(_) => return Ok(false),
        };
        if let Some(long) = occasions.iter().find(|one| one.span.minutes() > LONGEST_MINUTES) {
            return Err(format!("{} is more than ten hours, and no appointment is: correct the end.", say::full_span(&long.span)));
        }
        let staff = Ref::Known(self.therapist(&item.about)?);
        let (service, room) = (self.service(&item.about, minutes)?, self.room(&item.about));
        let whom = self.whom(&item.about)?;
        let (buffer, is_ours) = (clean_up(&item.about, minutes), item.about.own.is_ours());
        let is_single = matches!(item.what, What::Single(_));
        if let (true, Some(one)) = (is_single, occasions.first()) {
            // Somebody new can be in nobody's way as a client; the place in the list only has to be one that nobody has.
            let client = if let Whom::Known(id) = whom { id } else { Ref::New(usize::MAX) };
            if self.taken.is_here(client, one.span.from()) {
                return Ok(false);
            }
            self.check_alone(one, Terms { client, staff, service, room, buffer, is_ours })?;
        }
        // Somebody new is only added for an event that goes in.
        let client = self.settle(whom)?;
        let terms = Terms { client, staff, service, room, buffer, is_ours };
        let series = self.series(item, terms);
        for one in occasions {
            let terms = self.terms_of(one, terms);
            let fate = self.fate(one, terms);
            self.push(item, one, terms, series, &fate);
        }
        match &item.what {
            What::Standing { .. } => judged.standing += 1,
            What::Single(_) => judged.single += 1,
            What::Dates(_) | What::Away(_) | What::Nothing(_) => {}
        }
        let skipped = occasions.iter().filter(|one| one.state == State::Skipped).count();
        judged.dates += if is_single { 0 } else { occasions.len() - skipped };
        judged.skipped += skipped;
        Ok(true)
    }

    /// What speaks against an appointment that is not one of several dates.
    fn check_alone(&self, one: &Occasion, terms: Terms) -> Result<(), String> {
        if !self.status(one).holds() || one.span.from() < self.now() {
            return Ok(());
        }
        if is_skipped(self.before.known.directory.practice.zone, one.span.from()) {
            return Err(format!("The clocks skip {}: correct the time.", say::full_span(&one.span)));
        }
        let against = self.against(one, terms);
        against.map_or(Ok(()), |why| {
            Err(format!("{}: {why} at that time. Change the time, or cancel one of the two.", say::full_span(&one.span)))
        })
    }

    /// What a date of its own says otherwise than its event; of other calendars only the room is taken over.
    fn terms_of(&self, one: &Occasion, terms: Terms) -> Terms {
        let Some(about) = &one.about else { return terms };
        if !about.own.is_ours() {
            return Terms { room: self.room(about).or(terms.room), ..terms };
        }
        let minutes = one.span.minutes();
        Terms {
            client: terms.client,
            staff: self.therapist(about).map_or(terms.staff, Ref::Known),
            service: self.service(about, minutes).unwrap_or(terms.service),
            room: self.room(about),
            buffer: clean_up(about, minutes),
            is_ours: terms.is_ours,
        }
    }

    fn series(&mut self, item: &Item, terms: Terms) -> Option<usize> {
        let What::Standing { rule, first, minutes, made_until, .. } = &item.what else { return None };
        self.plan.import.series.push(ImportedSeries {
            known_as: (item.uid.clone(), item.sequence),
            client: terms.client,
            service: terms.service,
            staff: terms.staff,
            room: terms.room.filter(|_| !item.about.own.any_room),
            minutes: *minutes,
            buffer: terms.buffer,
            rule: rule.clone(),
            first: *first,
            made_until: *made_until,
            before: item.about.own.before,
            split_from: item.about.own.split_from.clone(),
        });
        Some(self.plan.import.series.len() - 1)
    }

    /// Where it stands if nothing is in its way.
    pub(super) fn status(&self, one: &Occasion) -> Status {
        let is_over = one.span.to().date() < self.now().date();
        match one.state {
            State::Skipped => Status::Skipped,
            State::Ours(status) => status,
            State::Said(Said::Cancelled) => Status::Cancelled,
            State::Said(Said::Planned | Said::Confirmed) if is_over => Status::Done,
            State::Said(Said::Confirmed) => Status::Confirmed,
            State::Said(Said::Planned) => Status::Booked,
        }
    }

    fn against(&self, one: &Occasion, terms: Terms) -> Option<String> {
        let place = terms.place(one);
        let mut found = self.taken.against(&place);
        if !terms.is_ours {
            found.extend(self.ours.against(&place));
            found.dedup();
        }
        (!found.is_empty()).then(|| found.join(", "))
    }

    /// A date that meets something to come is left to decide; what happened is kept as it happened.
    fn fate(&mut self, one: &Occasion, terms: Terms) -> Fate {
        let status = self.status(one);
        if !status.holds() {
            return Fate { status, room: terms.room, keep_overlap: false };
        }
        let is_past = one.span.from() < self.now();
        let skipped = is_skipped(self.before.known.directory.practice.zone, one.span.from());
        let meets = skipped && !is_past || self.against(one, terms).is_some();
        if meets && !is_past {
            return Fate { status: Status::ToDecide, room: terms.room, keep_overlap: false };
        }
        let room = if is_past || terms.is_ours { terms.room } else { terms.room.or_else(|| self.free_room(one, terms)) };
        self.plan.rooms_given += usize::from(room != terms.room);
        let place = Terms { room, ..terms }.place(one);
        // What a book has side by side, somebody has wished so there.
        let beside = terms.is_ours && !self.ours.against(&place).is_empty();
        if terms.is_ours {
            self.ours.hold(&place);
        } else {
            self.taken.hold(&place);
        }
        self.plan.taken_as_done += usize::from(status == Status::Done && !matches!(one.state, State::Ours(_)));
        self.plan.overlaps_kept += usize::from(meets || beside);
        Fate { status, room, keep_overlap: meets || beside }
    }

    /// Calendars seldom say where; what needs a room takes one that is free.
    fn free_room(&self, one: &Occasion, terms: Terms) -> Option<Ref<RoomId>> {
        let house = self.before.known.directory;
        let needs_room = matches!(terms.service, Ref::Known(id) if house.service(id).is_some_and(|service| service.needs_room));
        let mut rooms = house.usable_rooms().map(|room| Ref::Known(room.id)).filter(|_| needs_room);
        rooms.find(|room| self.against(one, Terms { room: Some(*room), ..terms }).is_none())
    }

    fn push(&mut self, item: &Item, one: &Occasion, terms: Terms, series: Option<usize>, fate: &Fate) {
        // A date that came in singly has a name of its own: its event's, and the moment.
        let known_as = match &item.what {
            What::Standing { .. } => None,
            What::Single(_) => Some((item.uid.clone(), item.sequence)),
            What::Dates(_) | What::Away(_) | What::Nothing(_) => {
                let moment = one.date.format("%Y%m%dT%H%M%S");
                Some((Clean::line(&format!("{}/{moment}", item.uid)), item.sequence))
            }
        };
        let note = if one.note.is_empty() { item.about.note.clone() } else { one.note.clone() };
        self.plan.import.appointments.push(Imported {
            client: terms.client,
            service: terms.service,
            staff: terms.staff,
            room: fate.room,
            span: one.span,
            buffer: terms.buffer,
            status: fate.status,
            real: RealTimes::default(),
            cancelled_by: (fate.status == Status::LateCancelled).then_some(CancelledBy::Client),
            cancel_reason: Clean::default(),
            note,
            keep_overlap: fate.keep_overlap,
            known_as,
            date_of: series.map(|place| (place, one.date)),
            line: one.line,
        });
    }
}
