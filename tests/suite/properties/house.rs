//! Acts on the practice's own shape, by chance.
use chrono::{Days, NaiveTime, Weekday};
use knotbook::domain::change::{Edit, NewAbsence, PracticeChange, Ref};
use knotbook::domain::ids::ServiceId;
use knotbook::domain::people::alert_list::{AlertKind, ListedAlertField, NewListedAlert};
use knotbook::domain::people::staff::StaffField;
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::PracticeField;
use knotbook::domain::practice::hours::{Absence, Absent, ShiftDays};
use knotbook::domain::practice::look::Colours;
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::room::{NewRoom, RoomField};
use knotbook::domain::practice::service::{NewService, ServiceField};
use knotbook::domain::span::Span;
use knotbook::domain::wording::when::DateOrder;

use super::acts::Play;
use crate::practice::date;

impl Play {
    pub(super) fn practice_fields(&mut self) -> Vec<PracticeField> {
        let old = self.directory().practice;
        let zone = self.pick(&[chrono_tz::Europe::Berlin, chrono_tz::America::New_York, chrono_tz::Asia::Kathmandu]).unwrap_or(old.zone);
        let order = self.pick(&[DateOrder::DayFirst, DateOrder::MonthFirst]).unwrap_or(old.order);
        let mut fields = vec![
            PracticeField::Name(Edit { seen: old.name.clone(), new: self.words() }),
            PracticeField::Zone(Edit { seen: old.zone, new: zone }),
            PracticeField::Order(Edit { seen: old.order, new: order }),
            PracticeField::SlotMinutes(Edit { seen: old.slot_minutes, new: self.rng.u32(5..=120) }),
            PracticeField::LateCancelHours(Edit { seen: old.late_cancel_hours, new: self.rng.u32(0..=336) }),
            PracticeField::WeekStarts(Edit { seen: old.week_starts, new: Weekday::Sun }),
            PracticeField::SecondBackup(Edit { seen: old.second_backup.clone(), new: "/media/stick".into() }),
            PracticeField::Ascii(Edit { seen: old.look.ascii, new: !old.look.ascii }),
            PracticeField::Colours(Edit { seen: old.look.colours, new: Colours::HighContrast }),
            PracticeField::AskConsent(Edit { seen: old.ask_consent, new: !old.ask_consent }),
            PracticeField::MissedCount(Edit { seen: old.missed_count, new: !old.missed_count }),
        ];
        self.some_of(&mut fields);
        fields
    }

    pub(super) fn new_service(&mut self) -> NewService {
        let price = self.pick(&[None, Some(9000), Some(0), Some(100_000_000)]).flatten();
        NewService {
            name: self.words(),
            short: self.words(),
            modality: self.words(),
            minutes: self.rng.u32(1..=8) * 15,
            buffer: self.rng.u32(0..=2) * 5,
            needs_room: self.rng.bool(),
            price,
        }
    }

    fn new_shift(&mut self) -> NewShift {
        // Not where the last one was: hours that overlap are refused.
        let there = self.column("SELECT count(*) FROM shift").first().copied().unwrap_or_default();
        self.shift_from(if there % 2 == 0 { 18 } else { 20 })
    }

    fn shift_from(&mut self, evening: u32) -> NewShift {
        let weekday = self.pick(&[Weekday::Mon, Weekday::Sun]).unwrap_or(Weekday::Mon);
        let from = date("2026-11-01");
        let weekly = ShiftDays::Weekly { weekday, every: self.rng.u32(1..=3), from, until: from.checked_add_days(Days::new(90)) };
        let days = if self.rng.bool() { weekly } else { ShiftDays::Once(from) };
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
        NewShift { days, from: hour(evening), to: hour(evening + 2) }
    }

    pub(super) fn new_staff(&mut self, offers: Vec<Ref<ServiceId>>) -> NewStaff {
        let hours = vec![self.shift_from(18), self.shift_from(20)];
        NewStaff { name: self.words(), short: self.words(), role: Role::Therapist, treats: true, os_user: self.words(), offers, hours }
    }

    pub(super) fn practice_change(&mut self) -> Option<PracticeChange> {
        Some(match self.rng.u32(..18) {
            0 => {
                let offers = vec![Ref::Known(self.service()?)];
                PracticeChange::AddStaff(self.new_staff(offers))
            }
            1 => PracticeChange::AddService(self.new_service()),
            2 => PracticeChange::AddRoom(NewRoom { name: self.words(), short: self.words() }),
            3 | 4 => {
                let staff = self.therapist()?;
                let theirs = self.place.store.hours().expect("hours").into_iter().filter(|kept| kept.shift.staff == staff);
                let old = theirs.take(self.rng.usize(..3)).map(|kept| kept.id).collect();
                PracticeChange::SetHours { staff, old, new: vec![self.new_shift()] }
            }
            5 | 6 => self.staff_fields()?,
            7 | 8 => self.service_fields()?,
            9 => self.room_fields()?,
            16 => self.listed_alert_fields()?,
            17 => {
                let kind = self.pick(&AlertKind::ALL)?;
                PracticeChange::ListAlert(NewListedAlert { kind, text: self.words(), handling: self.words() })
            }
            10 | 11 => {
                let absences = self.place.store.absences_from(date("2026-01-01")).expect("absences");
                let Absence { id, of, span, reason } = self.rng.choice(absences)?;
                let seen = NewAbsence { of, span, reason };
                let new = NewAbsence { of: Absent::Practice, span: Span::lasting(self.start(), 90), reason: self.words() };
                if self.rng.bool() { PracticeChange::EditAbsence { id, seen, new } } else { PracticeChange::RemoveAbsence { id, seen } }
            }
            _ => {
                let client = self.client()?.id;
                let of = [
                    Absent::Staff(self.therapist()?),
                    Absent::Block(self.therapist()?),
                    Absent::Practice,
                    Absent::Room(self.room()?),
                    Absent::Client(client),
                ];
                let span = Span::lasting(self.start(), self.rng.u32(15..600));
                PracticeChange::AddAbsence(NewAbsence { of: self.pick(&of)?, span, reason: self.words() })
            }
        })
    }

    fn listed_alert_fields(&mut self) -> Option<PracticeChange> {
        let old = self.rng.choice(self.place.store.alert_list().expect("the list"))?;
        let kind = self.pick(&AlertKind::ALL)?;
        let mut fields = vec![
            ListedAlertField::Kind(Edit { seen: old.kind, new: kind }),
            ListedAlertField::Text(Edit { seen: old.text.clone(), new: self.words() }),
            ListedAlertField::Handling(Edit { seen: old.handling.clone(), new: self.words() }),
            ListedAlertField::Archived(Edit { seen: old.archived, new: !old.archived && self.rng.u32(..4) == 0 }),
        ];
        self.some_of(&mut fields);
        Some(PracticeChange::EditListedAlert { id: old.id, fields })
    }

    fn staff_fields(&mut self) -> Option<PracticeChange> {
        let staff = self.directory().staff;
        let old = self.rng.choice(staff)?;
        let mut seen = old.offers.clone();
        seen.sort_unstable();
        let new = if self.rng.bool() { Vec::new() } else { vec![self.service()?] };
        let role = self.pick(&Role::ALL)?;
        let mut fields = vec![
            StaffField::Name(Edit { seen: old.name.clone(), new: self.words() }),
            StaffField::Short(Edit { seen: old.short.clone(), new: self.words() }),
            StaffField::Role(Edit { seen: old.role, new: role }),
            StaffField::Treats(Edit { seen: old.treats, new: true }),
            StaffField::OsUser(Edit { seen: old.os_user.clone(), new: self.words() }),
            StaffField::Offers(Edit { seen, new }),
            StaffField::Archived(Edit { seen: old.archived, new: !old.archived && self.rng.u32(..4) == 0 }),
        ];
        self.some_of(&mut fields);
        Some(PracticeChange::EditStaff { id: old.id, fields })
    }

    fn service_fields(&mut self) -> Option<PracticeChange> {
        let services = self.directory().services;
        let old = self.rng.choice(services)?;
        let mut fields = vec![
            ServiceField::Name(Edit { seen: old.name.clone(), new: self.words() }),
            ServiceField::Short(Edit { seen: old.short.clone(), new: self.words() }),
            ServiceField::Modality(Edit { seen: old.modality.clone(), new: self.words() }),
            ServiceField::Minutes(Edit { seen: old.minutes, new: 45 }),
            ServiceField::Buffer(Edit { seen: old.buffer, new: 10 }),
            ServiceField::NeedsRoom(Edit { seen: old.needs_room, new: !old.needs_room }),
            ServiceField::Price(Edit { seen: old.price, new: None }),
            ServiceField::Archived(Edit { seen: old.archived, new: !old.archived && self.rng.u32(..4) == 0 }),
        ];
        self.some_of(&mut fields);
        Some(PracticeChange::EditService { id: old.id, fields })
    }

    fn room_fields(&mut self) -> Option<PracticeChange> {
        let rooms = self.directory().rooms;
        let old = self.rng.choice(rooms)?;
        let mut fields = vec![
            RoomField::Name(Edit { seen: old.name.clone(), new: self.words() }),
            RoomField::Short(Edit { seen: old.short.clone(), new: self.words() }),
            RoomField::Archived(Edit { seen: old.archived, new: !old.archived && self.rng.u32(..4) == 0 }),
        ];
        self.some_of(&mut fields);
        Some(PracticeChange::EditRoom { id: old.id, fields })
    }
}
