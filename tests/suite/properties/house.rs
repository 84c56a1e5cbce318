//! Acts on the practice's own shape, by chance.
use chrono::{Days, NaiveTime, Weekday};
use knotbook::domain::change::{Edit, NewAbsence, PracticeChange, Ref};
use knotbook::domain::ids::ServiceId;
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::PracticeField;
use knotbook::domain::practice::hours::{Absent, ShiftDays};
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::room::NewRoom;
use knotbook::domain::practice::service::NewService;
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
        ];
        self.some_of(&mut fields);
        fields
    }

    pub(super) fn new_service(&mut self) -> NewService {
        let price = self.pick(&[None, Some(9000), Some(i64::MAX), Some(9_007_199_254_740_993), Some(-1)]).flatten();
        NewService {
            name: self.words(),
            short: "S".into(),
            modality: self.words(),
            minutes: self.rng.u32(1..=8) * 15,
            buffer: self.rng.u32(0..=2) * 5,
            needs_room: self.rng.bool(),
            price,
        }
    }

    fn new_shift(&mut self) -> NewShift {
        let weekday = self.pick(&[Weekday::Mon, Weekday::Sun]).unwrap_or(Weekday::Mon);
        let from = date("2026-11-01");
        let weekly = ShiftDays::Weekly { weekday, every: self.rng.u32(1..=3), from, until: from.checked_add_days(Days::new(90)) };
        let days = if self.rng.bool() { weekly } else { ShiftDays::Once(from) };
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
        NewShift { days, from: hour(18), to: hour(20) }
    }

    pub(super) fn new_staff(&mut self, offers: Vec<Ref<ServiceId>>) -> NewStaff {
        let hours = vec![self.new_shift(), self.new_shift()];
        NewStaff { name: self.words(), short: "N".into(), role: Role::Therapist, treats: true, os_user: self.words(), offers, hours }
    }

    pub(super) fn practice_change(&mut self) -> Option<PracticeChange> {
        Some(match self.rng.u32(..9) {
            0 => {
                let offers = vec![Ref::Known(self.service()?)];
                PracticeChange::AddStaff(self.new_staff(offers))
            }
            1 => PracticeChange::AddService(self.new_service()),
            2 => PracticeChange::AddRoom(NewRoom { name: self.words(), short: "R".into() }),
            3 | 4 => PracticeChange::AddShift(self.therapist()?, self.new_shift()),
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
}
