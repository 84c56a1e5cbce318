//! What is selected in the week, and what is done there.
use chrono::NaiveDateTime;

use super::WeekScreen;
use super::cells::{self, Content};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::week::Booked;
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::tui::acts::open_appointment;
use crate::tui::keys::Command;
use crate::tui::screens::day::next_step;
use crate::tui::screens::day::steps::{on_appointment, status_of};
use crate::tui::screens::{Act, Screen, See, booking};

/// What is selected: a stretch of time, and what it is for each therapist shown.
pub(super) struct Spot {
    pub slot: Span,
    pub contents: Vec<(StaffId, Content)>,
}

impl Spot {
    /// The appointments in it, each once.
    pub(super) fn places(&self) -> Vec<usize> {
        self.contents.iter().filter_map(|(_, content)| content.place()).collect()
    }

    pub(super) fn free(&self) -> Vec<(StaffId, NaiveDateTime)> {
        let free = |(staff, content): &(StaffId, Content)| match content {
            Content::Free { at, .. } => Some((*staff, *at)),
            _ => None,
        };
        self.contents.iter().filter_map(free).collect()
    }
}

impl WeekScreen {
    pub(super) fn spot(&self, see: &See<'_>) -> Option<Spot> {
        let (week, scale, column) = (self.week.as_ref()?, self.scale(see)?, self.column()?);
        let slot = scale.span(self.date, scale.slot_at(self.minute));
        let shortest = see.directory.shortest_service();
        let here = self.lane_here(see);
        let lanes = self.shown(column).filter(|lane| here.is_none_or(|one| one == lane.staff));
        let contents = lanes.map(|lane| (lane.staff, cells::content(week, lane, &slot, shortest))).collect();
        Some(Spot { slot, contents })
    }

    /// The one appointment that is selected; `None` when there is none or several.
    pub(super) fn one(&self, see: &See<'_>) -> Option<&Booked> {
        let places = self.spot(see)?.places();
        let [place] = places.as_slice() else { return None };
        self.week.as_ref()?.booked.get(*place)
    }

    pub(super) fn appointment(&self, see: &See<'_>) -> Option<&Appointment> {
        let one = self.one(see)?.id;
        self.picked.as_deref().filter(|picked| picked.id == one)
    }

    pub(super) fn open(&self, see: &See<'_>) -> Vec<Act> {
        let Some(spot) = self.spot(see) else { return Vec::new() };
        if !spot.free().is_empty() {
            return self.book(see, false);
        }
        let booked = |place: &usize| self.week.as_ref().and_then(|week| week.booked.get(*place)).map(|booked| booked.id);
        let ids: Vec<AppointmentId> = spot.places().iter().filter_map(booked).collect();
        match ids.as_slice() {
            [id] => vec![open_appointment(*id)],
            [first, ..] => vec![Act::Run(Command::ToDay), Act::Show(*first)],
            [] if spot.contents.iter().any(|(_, content)| matches!(content, Content::Break { .. })) => self.book(see, false),
            [] => {
                let words = self.spot_words(&spot, see).join(" · ");
                vec![Act::Say(format!("{words}. On free time ↵ books; b books here anyway."))]
            }
        }
    }

    /// The booking form, for the time and the therapist that are selected.
    pub(super) fn book(&self, see: &See<'_>, walk_in: bool) -> Vec<Act> {
        let mut start = booking::Start { day: Some(self.date), walk_in, ..booking::Start::default() };
        if let Some(spot) = self.spot(see).filter(|spot| !walk_in && (spot.places().is_empty() || !spot.free().is_empty())) {
            let from = Self::time_of(&spot, see);
            // Free for one of them only: that one.
            let free = spot.free();
            let staff = match (spot.contents.as_slice(), free.as_slice()) {
                ([(staff, _)], _) | (_, [(staff, _)]) => Some(*staff),
                _ => None,
            };
            start.at = staff.map(|staff| (staff, from));
            start.time = Some(from);
        }
        vec![Act::Open(Box::new(Screen::Booking(booking::Booking::new(see, start))))]
    }

    /// The moment a cell stands for: where its free time begins, and not what is over already.
    fn time_of(spot: &Spot, see: &See<'_>) -> NaiveDateTime {
        let from = spot.free().iter().map(|(_, at)| *at).min().unwrap_or(spot.slot.from());
        let next = next_step(see);
        if spot.slot.contains(see.now) && from < see.now && next < spot.slot.to() { next } else { from }
    }

    pub(super) fn spot_words(&self, spot: &Spot, see: &See<'_>) -> Vec<String> {
        let Some(week) = &self.week else { return Vec::new() };
        let alone = spot.contents.len() == 1;
        let mut words: Vec<String> = Vec::new();
        // Of several only those are named who are there.
        for (staff, content) in spot.contents.iter().filter(|(_, content)| alone || *content != Content::Outside) {
            let who = if self.only.is_some() { "" } else { see.directory.staff_short(*staff) };
            let said = content.words(week, who, !alone, see);
            if !words.contains(&said) {
                words.push(said);
            }
        }
        if words.is_empty() {
            words.push("outside everybody's hours".into());
        }
        words
    }

    /// What was called off or waits for a new time on the selected day: it holds no cell.
    pub(super) fn off_words(&self) -> Option<String> {
        let (week, column) = (self.week.as_ref()?, self.column()?);
        let named = |off: &Booked| format!("{} {} ({})", say::time(off.span.from().time()), off.name(), off.status.word());
        let off: Vec<&Booked> = column.off(week, self.only).collect();
        match off.as_slice() {
            [] => None,
            [one] => Some(format!("off that day: {}", named(one))),
            [first, more @ ..] => Some(format!("off that day: {} and {} more", named(first), more.len())),
        }
    }

    /// Does what was asked of the selected appointment, or waits for it to be read.
    pub(super) fn on_selected(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if let Some(appointment) = self.appointment(see) {
            return on_appointment(appointment, command, see).unwrap_or_default();
        }
        let concerns = status_of(command).is_some()
            || matches!(
                command,
                Command::Move
                    | Command::Again
                    | Command::Repeat
                    | Command::Cancel
                    | Command::Edit
                    | Command::StepBack
                    | Command::OpenClient
            );
        if !concerns {
            return Vec::new();
        }
        if self.one(see).is_some() {
            self.wanted = Some(command);
            return Vec::new();
        }
        let several = self.spot(see).is_some_and(|spot| spot.places().len() > 1);
        let words = if several {
            "There are several appointments at this time. tab shows one therapist, 1 the day."
        } else {
            "There is no appointment at this time. Arrows choose one; ↵ or b books."
        };
        vec![Act::Say(words.into())]
    }
}
