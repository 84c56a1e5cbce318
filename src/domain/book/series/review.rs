//! The dates of a standing appointment before they are saved: each with what stands against it and the nearest way out.
use chrono::NaiveDateTime;

use super::act::{Fate, Row, SeriesAct};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::ids::AppointmentId;

/// A date to be judged: where it shall be, and the appointment it is already, if it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub rule_date: NaiveDateTime,
    pub row: Option<AppointmentId>,
    pub slot: Slot,
}

/// A date that was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub rule_date: NaiveDateTime,
    /// As asked, with a room that is free where any will do.
    pub slot: Slot,
    pub conflicts: Vec<Conflict>,
    /// The nearest free time: in another room, later or earlier that day, then a day after, a day before, and so on.
    pub nearest: Option<Slot>,
    /// The client's own single appointment at this very time: it becomes the date.
    pub adopts: Option<Row>,
}

impl SeriesAct {
    /// The dates that would be booked, to be judged all together.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.dates.iter().filter_map(|planned| match &planned.fate {
            Fate::Book { slot, .. } => Some(Asked { rule_date: planned.rule_date, row: planned.row.map(|row| row.id), slot: *slot }),
            Fate::Skip | Fate::Decide | Fate::CallOff { .. } | Fate::Stay => None,
        });
        asked.collect()
    }

    /// The appointments it would move or take out: they stand in nobody's way while it is judged.
    pub fn leaving(&self) -> Vec<AppointmentId> {
        let leaves = |fate: &Fate| !matches!(fate, Fate::Stay);
        self.dates.iter().filter(|planned| leaves(&planned.fate)).filter_map(|planned| Some(planned.row?.id)).collect()
    }

    /// Takes over what the judging found without a person: rooms that are free, and appointments that become dates.
    pub fn settle(&mut self, judged: &[Judged]) {
        for one in judged {
            let Some(planned) = self.dates.iter_mut().find(|planned| planned.rule_date == one.rule_date) else { continue };
            if let Some(row) = one.adopts.filter(|_| planned.row.is_none()) {
                (planned.row, planned.fate) = (Some(row), Fate::Stay);
            } else if let Fate::Book { slot, .. } = &mut planned.fate
                && one.conflicts.is_empty()
            {
                *slot = one.slot;
            }
        }
    }
}
