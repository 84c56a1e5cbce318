//! How the dates of a standing appointment would fit each of several therapists.
use chrono::NaiveDateTime;

use super::super::super::{Error, Store};
use super::super::around::Around;
use super::review::{judge, single_at, singles};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::review::Asked;
use crate::domain::book::series::suited::Suited;
use crate::domain::ids::StaffId;

impl Store {
    /// For each of `staff` how many of these dates something stands against, were she to treat; in their order. `any_room`:
    /// another room does as well.
    pub fn suited(&self, asked: &[Asked], staff: &[StaffId], any_room: bool, now: NaiveDateTime) -> Result<Vec<Suited>, Error> {
        let mut all: Vec<Suited> = staff.iter().map(|staff| Suited { staff: *staff, against: 0, works: false }).collect();
        let ahead = || asked.iter().filter(|one| one.slot.span.from() > now);
        let dates = || ahead().map(|one| one.slot.span.date());
        let (Some(directory), Some(first), Some(last)) = (self.directory()?, dates().min(), dates().max()) else { return Ok(all) };
        let mut around = Around::new(&self.connection, first, last)?;
        let singles = singles(&self.connection, asked)?;
        for one in ahead() {
            let day = around.date(one.slot.span.date())?;
            for suited in &mut all {
                let slot = Slot { staff: suited.staff, ..one.slot };
                let own = single_at(&singles, &slot);
                let mut near = day.near(&slot);
                near.busy.retain(|busy| own.is_none_or(|row| row.id != busy.id));
                let (_, conflicts) = judge(&slot, any_room && own.is_none(), &near, &directory);
                let is_off = |conflict: &Conflict| matches!(conflict, Conflict::OutsideHours { .. } | Conflict::TimeOff { .. });
                suited.against += usize::from(!conflicts.is_empty());
                suited.works |= !conflicts.iter().any(is_off);
            }
        }
        Ok(all)
    }
}
