//! What several appointments that are carried together meet: how they land, and where all of them fit.
use chrono::{Days, NaiveDate, NaiveDateTime};
use rusqlite::Connection;

use super::super::{Error, Store, hours};
use super::around::{Ahead, surroundings};
use super::{appointment, judge};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::{Conflict, Surroundings};
use crate::domain::book::free::{self, Offer, Wish};
use crate::domain::book::together::{self, Landing, Placing, follow};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::text::Clean;

/// How far a search for the next day with a fit goes.
const FARTHEST: u64 = 60;

/// [`together::place`] on the rows of the file.
pub(super) fn place(
    connection: &Connection,
    directory: &Directory,
    placing: &[Placing],
    any_room: bool,
) -> Result<Vec<(Slot, Vec<Conflict>)>, Error> {
    let mut around = around(connection, placing.iter().map(|one| one.to.span.date()))?;
    Ok(together::place(placing, any_room, &mut around, directory))
}

/// What stands around each of some dates, every row once.
fn around(connection: &Connection, dates: impl Iterator<Item = NaiveDate>) -> Result<Surroundings, Error> {
    let mut dates: Vec<NaiveDate> = dates.collect();
    dates.sort_unstable();
    dates.dedup();
    let mut all = Surroundings::default();
    for date in dates {
        let one = surroundings(connection, date, date)?;
        all.busy.extend(one.busy.into_iter().filter(|busy| all.busy.iter().all(|known| known.id != busy.id)).collect::<Vec<_>>());
        all.absences.extend(one.absences.into_iter().filter(|absence| !all.absences.contains(absence)).collect::<Vec<_>>());
        all.shifts = one.shifts;
    }
    Ok(all)
}

impl Store {
    /// How appointments would land on these slots, in their own rooms or free ones.
    pub fn landing(&self, moves: &[(AppointmentId, Slot)], now: NaiveDateTime) -> Result<Landing, Error> {
        let slots = moves.iter().map(|(_, slot)| *slot).collect();
        let Some(directory) = self.directory()? else { return Ok(Landing { slots, conflicts: Vec::new(), ways: Vec::new() }) };
        let placed = place(&self.connection, &directory, &self.named(moves)?, true)?;
        let mut landing = Landing { slots: placed.iter().map(|(slot, _)| *slot).collect(), conflicts: Vec::new(), ways: Vec::new() };
        landing.conflicts = placed.into_iter().flat_map(|(_, conflicts)| conflicts).collect();
        if let ([(id, _)], [slot], false) = (moves, landing.slots.as_slice(), landing.conflicts.is_empty()) {
            landing.ways = judge(&self.connection, &directory, slot, Some(*id), now)?.1;
        }
        Ok(landing)
    }

    fn named(&self, moves: &[(AppointmentId, Slot)]) -> Result<Vec<Placing>, Error> {
        let name = |(id, to): &(AppointmentId, Slot)| {
            let client_name = appointment(&self.connection, *id)?.map(|found| found.client_name).unwrap_or_default();
            Ok(Placing { id: *id, client_name, to: *to })
        };
        moves.iter().map(name).collect()
    }

    /// Where on these dates the first of `carried` (as they stand in the book) can go so that all of them fit; `staff`: only
    /// with this therapist. In the order of the desk, the therapist it has now first.
    pub fn fits(
        &self,
        carried: &[(AppointmentId, Slot)],
        days: (NaiveDate, NaiveDate),
        staff: Option<StaffId>,
        now: NaiveDateTime,
    ) -> Result<Vec<Offer>, Error> {
        let Some((lead, slot)) = carried.first() else { return Ok(Vec::new()) };
        if carried.len() == 1 {
            return self.offers(&wish(*lead, slot, days, staff, now));
        }
        let Some(directory) = self.directory()? else { return Ok(Vec::new()) };
        let mut offers = Vec::new();
        for date in days.0.iter_days().take_while(|date| *date <= days.1) {
            offers.extend(self.fits_of_all(carried, &wish(*lead, slot, (date, date), staff, now), &directory)?);
        }
        Ok(offers)
    }

    /// Free times of the first at which the others are free too.
    fn fits_of_all(&self, carried: &[(AppointmentId, Slot)], wish: &Wish, directory: &Directory) -> Result<Vec<Offer>, Error> {
        let mut ahead = Ahead::new(&self.connection, hours::shifts(&self.connection)?, wish.days.0);
        let free_around = ahead.look(wish.days.0, wish.days.1)?;
        free_around.busy.retain(|busy| carried.iter().all(|(id, _)| *id != busy.id));
        let offers = free::times(wish, free_around, directory);
        let Some((_, first)) = carried.first().filter(|_| !offers.is_empty()) else { return Ok(offers) };
        let slots: Vec<Slot> = carried.iter().map(|(_, slot)| *slot).collect();
        let all_at = |offer: &Offer| follow(&slots, &Slot { staff: offer.staff, room: offer.room, span: offer.span, ..*first });
        // The distances are the same for every offer of a day: the same dates, or the next ones past midnight.
        let dates: Vec<NaiveDate> = offers.iter().flat_map(all_at).map(|slot| slot.span.date()).collect();
        let mut known = around(&self.connection, dates.into_iter())?;
        known.busy.retain(|busy| carried.iter().all(|(id, _)| *id != busy.id));
        let fits = |offer: &Offer| {
            let placing: Vec<Placing> =
                carried.iter().zip(all_at(offer)).map(|((id, _), to)| Placing { id: *id, client_name: Clean::default(), to }).collect();
            together::place(&placing, true, &mut known.clone(), directory).iter().all(|(_, conflicts)| conflicts.is_empty())
        };
        Ok(offers.into_iter().filter(fits).collect())
    }

    /// The nearest day from `from` on (or, with `back`, before and on it) that has a fit; `None` when there is none near, or
    /// only in the past.
    pub fn fit_day(
        &self,
        carried: &[(AppointmentId, Slot)],
        from: NaiveDate,
        back: bool,
        staff: Option<StaffId>,
        now: NaiveDateTime,
    ) -> Result<Option<NaiveDate>, Error> {
        let from = if back { from } else { from.max(now.date()) };
        if let ([(lead, slot)], false) = (carried, back) {
            let last = from.checked_add_days(Days::new(FARTHEST)).unwrap_or(from);
            let wish = Wish { limit: 1, ..wish(*lead, slot, (from, last), staff, now) };
            return Ok(self.offers(&wish)?.first().map(|offer| offer.span.date()));
        }
        for n in 0..=FARTHEST {
            let date = if back { from.checked_sub_days(Days::new(n)) } else { from.checked_add_days(Days::new(n)) };
            let Some(date) = date.filter(|date| *date >= now.date()) else { break };
            if !self.fits(carried, (date, date), staff, now)?.is_empty() {
                return Ok(Some(date));
            }
        }
        Ok(None)
    }
}

fn wish(lead: AppointmentId, slot: &Slot, days: (NaiveDate, NaiveDate), staff: Option<StaffId>, now: NaiveDateTime) -> Wish {
    Wish {
        service: slot.service,
        minutes: slot.span.minutes(),
        buffer: slot.buffer,
        staff,
        preferred: Some(slot.staff),
        room: None,
        client: slot.client,
        days,
        starts: (None, None),
        liked: Vec::new(),
        exactly: None,
        not_before: now,
        except: Some(lead),
        limit: usize::MAX,
    }
}
