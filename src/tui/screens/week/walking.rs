//! Walking over the week: times, days, weeks, therapists and months; what is lifted hovers along.
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::cells::Content;
use super::shape::moment;
use super::{WeekScreen, first_of, minute_of, week_starts};
use crate::tui::keys::Command;
use crate::tui::screens::day::next_therapist;
use crate::tui::screens::{Act, See};

impl WeekScreen {
    /// Selects another day, in another week too; the time of day stays.
    pub(in crate::tui) fn go_to(&mut self, date: NaiveDate, starts: Weekday) {
        self.date = date;
        let first = first_of(date, starts);
        if first != self.first {
            self.first = first;
            self.week = None;
            self.columns.clear();
        }
    }

    /// Selects a moment.
    fn go_to_moment(&mut self, at: NaiveDateTime, starts: Weekday) {
        self.go_to(at.date(), starts);
        self.select(at);
    }

    /// Selects a time of the day shown.
    pub(in crate::tui) fn select(&mut self, at: NaiveDateTime) {
        self.minute = minute_of(at);
        self.lane = None;
    }

    /// What is lifted hovers over the selected time, with the therapist shown.
    pub(super) fn hover(&self, see: &See<'_>) -> Vec<Act> {
        let Some(moving) = see.moving else { return Vec::new() };
        let staff = self.only.or_else(|| self.lane_here(see)).unwrap_or(moving.target.staff);
        // Without the week nothing is known yet but the time.
        let spot = self.spot(see);
        let free = spot.as_ref().and_then(|spot| {
            let of = spot.contents.iter().find(|(who, _)| *who == staff);
            of.and_then(|(_, content)| if let Content::Free { at, .. } = content { Some(*at) } else { None })
        });
        let begin = spot.map_or(moment(self.date, self.minute), |spot| spot.slot.from());
        vec![Act::Target(moving.with(staff, free.unwrap_or(begin)))]
    }

    /// Moves the selection by a command that walks; `None` when it is none.
    pub(super) fn walk(&mut self, command: Command, see: &See<'_>) -> Option<Vec<Act>> {
        match command {
            Command::Up | Command::Down | Command::First | Command::Last => self.step_rows(command, see),
            Command::PreviousColumn => self.step_days(-1, see),
            Command::NextColumn => self.step_days(1, see),
            Command::PreviousWeek | Command::PageUp => self.step_days(-7, see),
            Command::NextWeek | Command::PageDown => self.step_days(7, see),
            Command::PreviousLane => return Some(self.step_lanes(false, see)),
            Command::NextLane => return Some(self.step_lanes(true, see)),
            Command::Today => self.go_to_moment(see.now, week_starts(see)),
            _ => return None,
        }
        Some(self.hover(see))
    }

    fn step_rows(&mut self, command: Command, see: &See<'_>) {
        let Some(scale) = self.scale(see) else { return };
        let slot = scale.slot_at(self.minute);
        let slot = match command {
            Command::Up => slot.saturating_sub(1),
            Command::Down => (slot + 1).min(scale.slots - 1),
            Command::First => 0,
            _ => scale.slots - 1,
        };
        self.minute = scale.minute(slot);
    }

    fn step_days(&mut self, days: i64, see: &See<'_>) {
        self.go_to(shifted(self.date, days), week_starts(see));
    }

    /// The therapist beside; after the last one the first of the next day.
    fn step_lanes(&mut self, right: bool, see: &See<'_>) -> Vec<Act> {
        let Some(here) = self.lane_here(see) else {
            let words = if self.only.is_some() { "tab shows the next therapist." } else { "tab shows each therapist by herself." };
            return vec![Act::Say(format!("Therapists do not stand side by side here; {words}"))];
        };
        let at = self.staff.iter().position(|staff| *staff == here).unwrap_or(0);
        let beside = if right { at.checked_add(1) } else { at.checked_sub(1) };
        if let Some(staff) = beside.and_then(|place| self.staff.get(place)) {
            self.lane = Some(*staff);
        } else {
            self.lane = if right { self.staff.first() } else { self.staff.last() }.copied();
            self.step_days(if right { 1 } else { -1 }, see);
        }
        self.hover(see)
    }

    /// What is lifted goes a step of the practice earlier or later, and the selection goes along.
    pub(super) fn shift(&mut self, earlier: bool, see: &See<'_>) -> Vec<Act> {
        let Some(moving) = see.moving else { return Vec::new() };
        let step = i64::from(see.directory.practice.slot_minutes);
        let mut moved = moving.clone();
        moved.shift(if earlier { -step } else { step });
        self.go_to_moment(moved.target.span.from(), week_starts(see));
        vec![Act::Target(moved.target)]
    }

    pub(super) fn turn_therapist(&mut self, see: &See<'_>) -> Vec<Act> {
        self.only = next_therapist(self.only, see);
        self.lane = None;
        self.hover(see)
    }

    /// A key while the months have the keys; `None` when it means what it means in the week.
    pub(super) fn in_months(&mut self, command: Command, see: &See<'_>) -> Option<Vec<Act>> {
        let at = self.months?;
        let to = match command {
            Command::Up => shifted(at, -7),
            Command::Down => shifted(at, 7),
            Command::PreviousColumn => shifted(at, -1),
            Command::NextColumn => shifted(at, 1),
            Command::PreviousWeek | Command::PageUp => at.checked_sub_months(Months::new(1)).unwrap_or(at),
            Command::NextWeek | Command::PageDown => at.checked_add_months(Months::new(1)).unwrap_or(at),
            Command::First => at.with_day(1).unwrap_or(at),
            Command::Last => last_of_month(at),
            Command::Today => see.now.date(),
            Command::Open | Command::PutDown => {
                self.months = None;
                self.go_to(at, week_starts(see));
                return Some(self.hover(see));
            }
            Command::Back | Command::PickDay => {
                self.months = None;
                return Some(vec![Act::Say(format!("Still {}.", crate::domain::wording::say::full_day(self.date)))]);
            }
            _ => {
                self.months = None;
                return None;
            }
        };
        self.months = Some(to);
        Some(Vec::new())
    }
}

fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    date.checked_add_signed(TimeDelta::days(days)).unwrap_or(date)
}

fn last_of_month(date: NaiveDate) -> NaiveDate {
    let next = date.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(date)
}
