//! Therapists' hours and everybody's absences as rows.
use chrono::{NaiveDate, NaiveDateTime, Weekday};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::rows::{Day, Hm, Wall};
use super::{Error, Store, Writer};
use crate::domain::change::NewAbsence;
use crate::domain::deed::Deed;
use crate::domain::ids::{AbsenceId, ClientId, RoomId, ShiftId, StaffId};
use crate::domain::people::client::too_long;
use crate::domain::people::staff::NewShift;
use crate::domain::practice::hours::{Absence, Absent, KeptShift, Shift, ShiftDays, clash};
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::wording;

/// All shifts; a practice has a few dozen.
pub(super) fn shifts(connection: &Connection) -> Result<Vec<Shift>, Error> {
    Ok(kept(connection, None)?.into_iter().map(|kept| kept.shift).collect())
}

/// Those that can fall on this day of the week; whether they do is theirs to say.
pub(super) fn shifts_on(connection: &Connection, weekday: Weekday) -> Result<Vec<Shift>, Error> {
    Ok(kept(connection, Some(weekday))?.into_iter().map(|kept| kept.shift).collect())
}

fn kept(connection: &Connection, on: Option<Weekday>) -> Result<Vec<KeptShift>, Error> {
    let mut ask = connection.prepare_cached(
        "SELECT id, staff_id, weekday, every_weeks, valid_from, valid_to, starts, ends FROM shift
          WHERE :on IS NULL OR weekday IS NULL OR weekday = :on ORDER BY id",
    )?;
    let read = |row: &Row<'_>| {
        let from = row.get::<_, Day>(4)?.0;
        let days = match row.get::<_, Option<u8>>(2)? {
            Some(day) => {
                ShiftDays::Weekly { weekday: weekday(day), every: row.get(3)?, from, until: row.get::<_, Option<Day>>(5)?.map(|day| day.0) }
            }
            None => ShiftDays::Once(from),
        };
        let shift = Shift { staff: row.get(1)?, days, from: row.get::<_, Hm>(6)?.0, to: row.get::<_, Hm>(7)?.0 };
        Ok(KeptShift { id: row.get(0)?, shift })
    };
    let on = on.map(|day| day.num_days_from_monday());
    Ok(ask.query_map(named_params! {":on": on}, read)?.collect::<Result<Vec<_>, _>>()?)
}

/// No absence begins later.
pub(super) const FAR: NaiveDate = NaiveDate::from_ymd_opt(9998, 12, 31).expect("a date");

/// 0 = Monday, as `shift.weekday` counts.
fn weekday(number: u8) -> Weekday {
    Weekday::try_from(number).unwrap_or(Weekday::Mon)
}

const ABSENCE: &str = "id, kind, staff_id, room_id, client_id, starts, ends, reason";

/// `None` for a row that another program left without a length.
fn read_absence(row: &Row<'_>) -> rusqlite::Result<Option<Absence>> {
    let kind: String = row.get(1)?;
    let of = match kind.as_str() {
        "staff" => Absent::Staff(row.get(2)?),
        "block" => Absent::Block(row.get(2)?),
        "room" => Absent::Room(row.get(3)?),
        "client" => Absent::Client(row.get(4)?),
        _ => Absent::Practice,
    };
    let span = Span::new(row.get::<_, Wall>(5)?.0, row.get::<_, Wall>(6)?.0);
    let (id, reason) = (row.get(0)?, row.get(7)?);
    Ok(span.map(|span| Absence { id, of, span, reason }))
}

/// Absences that reach into the dates from `first` to `last`.
pub(super) fn absences(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Absence>, Error> {
    let mut ask =
        connection.prepare_cached(&format!("SELECT {ABSENCE} FROM absence WHERE ends > :from AND starts < :to ORDER BY starts, id"))?;
    let to = last.succ_opt().unwrap_or(last);
    let found = ask.query_map(named_params! {":from": Day(first), ":to": Day(to)}, read_absence)?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// When a client is away, as far as it is not over at `now`.
pub(super) fn of_client(connection: &Connection, client: ClientId, now: NaiveDateTime) -> Result<Vec<Absence>, Error> {
    let mut ask = connection
        .prepare_cached(&format!("SELECT {ABSENCE} FROM absence WHERE client_id = :client AND ends > :now ORDER BY starts, id"))?;
    let found = ask.query_map(named_params! {":client": client, ":now": Wall(now)}, read_absence)?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

impl Store {
    /// The hours of everybody, as they stand in the file.
    pub fn hours(&self) -> Result<Vec<KeptShift>, Error> {
        kept(&self.connection, None)
    }

    /// Absences that end on `from` or later, by their beginning.
    pub fn absences_from(&self, from: NaiveDate) -> Result<Vec<Absence>, Error> {
        absences(&self.connection, from, FAR)
    }
}

impl Writer<'_> {
    pub(super) fn set_hours(&self, staff: StaffId, old: &[ShiftId], new: &[NewShift]) -> Result<Deed, Error> {
        if old.is_empty() && new.is_empty() {
            return Err(Refusal::field("hours", "Nothing was changed, so nothing was saved.").into());
        }
        let before = kept(self.tx, None)?;
        for id in old {
            let gone = self
                .tx
                .prepare_cached("DELETE FROM shift WHERE id = :id AND staff_id = :staff")?
                .execute(named_params! {":id": id, ":staff": staff})?;
            if gone == 0 {
                return Err(Refusal::Gone { what: "stretch of hours" }.into());
            }
        }
        new.iter().try_for_each(|shift| self.add_shift(staff, shift))?;
        let of = |kept: &KeptShift, gone: bool| (kept.shift.staff == staff && old.contains(&kept.id) == gone).then_some(kept.shift);
        let (gone, there) = (before.iter().filter_map(|kept| of(kept, true)), before.iter().filter_map(|kept| of(kept, false)));
        self.refuse_overlap(staff, new, &gone.collect::<Vec<_>>(), &there.collect::<Vec<_>>())?;
        Ok(if old.is_empty() { Deed::AddedShift(staff) } else { Deed::SetHours(staff) })
    }

    /// Hours that overlap are typed by mistake, or meant to be in the place of others. What is left of stretches that are `gone` was there
    /// before and is not judged again.
    pub(super) fn refuse_overlap(&self, staff: StaffId, new: &[NewShift], gone: &[Shift], there: &[Shift]) -> Result<(), Error> {
        let today = self.store.local(self.stamp.at).date();
        let landed: Vec<Shift> = new.iter().map(|new| Shift { staff, days: new.days, from: new.from, to: new.to }).collect();
        let (rest, fresh): (Vec<Shift>, Vec<Shift>) = landed.into_iter().partition(|shift| gone.iter().any(|gone| is_part(shift, gone)));
        for (place, shift) in fresh.iter().enumerate() {
            let mut others = there.iter().chain(&rest).chain(&fresh[..place]);
            if let Some((other, date)) = others.find_map(|other| clash(shift, other, today).map(|date| (other, date))) {
                return Err(Refusal::field("hours", wording::hours::overlap(shift, other, date)).into());
            }
        }
        Ok(())
    }

    pub(super) fn add_shift(&self, staff: StaffId, shift: &NewShift) -> Result<(), Error> {
        if shift.from >= shift.to {
            return Err(Refusal::field("hours", format!("Hours from {} to {} end before they begin.", shift.from, shift.to)).into());
        }
        let (weekday, every, from, until): (Option<u32>, u32, NaiveDate, Option<NaiveDate>) = match shift.days {
            ShiftDays::Weekly { weekday, every, from, until } => (Some(weekday.num_days_from_monday()), every, from, until),
            ShiftDays::Once(date) => (None, 1, date, Some(date)),
        };
        if !(1..=52).contains(&every) {
            return Err(Refusal::field("hours", format!("Hours come back every 1 to 52 weeks; {every} is not among them.")).into());
        }
        self.tx
            .prepare_cached(
                "INSERT INTO shift (staff_id, weekday, every_weeks, valid_from, valid_to, starts, ends)
                 VALUES (:staff, :weekday, :every, :from, :until, :starts, :ends)",
            )?
            .execute(named_params! {
                ":staff": staff, ":weekday": weekday, ":every": every, ":from": Day(from), ":until": until.map(Day),
                ":starts": Hm(shift.from), ":ends": Hm(shift.to),
            })?;
        Ok(())
    }

    pub(super) fn add_absence(&self, absence: &NewAbsence) -> Result<(), Error> {
        check_reason(absence)?;
        let (kind, staff, room, client) = columns(absence.of);
        self.tx
            .prepare_cached(
                "INSERT INTO absence (kind, staff_id, room_id, client_id, starts, ends, reason)
                 VALUES (:kind, :staff, :room, :client, :starts, :ends, :reason)",
            )?
            .execute(named_params! {
                ":kind": kind, ":staff": staff, ":room": room, ":client": client,
                ":starts": Wall(absence.span.from()), ":ends": Wall(absence.span.to()), ":reason": absence.reason,
            })?;
        Ok(())
    }

    pub(super) fn edit_absence(&self, id: AbsenceId, seen: &NewAbsence, new: &NewAbsence) -> Result<Deed, Error> {
        self.unchanged(id, seen)?;
        check_reason(new)?;
        let (kind, staff, room, client) = columns(new.of);
        self.tx
            .prepare_cached(
                "UPDATE absence SET kind = :kind, staff_id = :staff, room_id = :room, client_id = :client, starts = :starts, ends = :ends,
                        reason = :reason WHERE id = :id",
            )?
            .execute(named_params! {
                ":kind": kind, ":staff": staff, ":room": room, ":client": client, ":starts": Wall(new.span.from()),
                ":ends": Wall(new.span.to()), ":reason": new.reason, ":id": id,
            })?;
        Ok(Deed::EditedAbsence { of: new.of, span: new.span })
    }

    pub(super) fn remove_absence(&self, id: AbsenceId, seen: &NewAbsence) -> Result<Deed, Error> {
        self.unchanged(id, seen)?;
        self.tx.prepare_cached("DELETE FROM absence WHERE id = :id")?.execute(named_params! {":id": id})?;
        Ok(Deed::RemovedAbsence { of: seen.of, span: seen.span })
    }

    fn unchanged(&self, id: AbsenceId, seen: &NewAbsence) -> Result<(), Error> {
        let now = self
            .tx
            .prepare_cached(&format!("SELECT {ABSENCE} FROM absence WHERE id = :id"))?
            .query_row(named_params! {":id": id}, read_absence)
            .optional()?
            .flatten()
            .ok_or(Refusal::Gone { what: "absence" })?;
        if now.of == seen.of && now.span == seen.span && now.reason == seen.reason {
            return Ok(());
        }
        Err(Refusal::field("absence", "Somebody changed this absence while you had it open. Look again, then decide.").into())
    }
}

/// Whether a stretch is what is left of another one.
fn is_part(shift: &Shift, of: &Shift) -> bool {
    let days = match (shift.days, of.days) {
        (ShiftDays::Once(date), ShiftDays::Once(other)) => date == other,
        (
            ShiftDays::Weekly { weekday, every, from, until },
            ShiftDays::Weekly { weekday: day, every: often, from: begins, until: ends },
        ) => weekday == day && every == often && from >= begins && ends.is_none_or(|ends| until.is_some_and(|until| until <= ends)),
        (ShiftDays::Once(_), ShiftDays::Weekly { .. }) | (ShiftDays::Weekly { .. }, ShiftDays::Once(_)) => false,
    };
    days && shift.from == of.from && shift.to == of.to
}

fn check_reason(absence: &NewAbsence) -> Result<(), Error> {
    Ok(too_long("reason", "The reason", &absence.reason, 200)?)
}

/// What stands in the columns kind, staff, room and client.
fn columns(of: Absent) -> (&'static str, Option<StaffId>, Option<RoomId>, Option<ClientId>) {
    match of {
        Absent::Staff(id) => ("staff", Some(id), None, None),
        Absent::Block(id) => ("block", Some(id), None, None),
        Absent::Practice => ("practice", None, None, None),
        Absent::Room(id) => ("room", None, Some(id), None),
        Absent::Client(id) => ("client", None, None, Some(id)),
    }
}
