//! The last two working days, act by act: so the history has voices, and today stands as it would at this hour.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use fastrand::Rng;

use super::care::Casebook;
use super::visit::{confirmed, done, lately_from};
use super::{Calendar, desk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::change::{BookChange, Change, Step};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::domain::text::Clean;
use crate::store::{Error, Store};

/// Something somebody did at a moment of the wall clock.
pub(super) struct Act {
    pub(super) at: NaiveDateTime,
    pub(super) by: StaffId,
    pub(super) what: What,
}

/// What it was; whom and which is looked up when its turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Step(AppointmentId, Status),
    /// What the client answers at arrival.
    Answers(AppointmentId),
    Sign(AppointmentId),
    /// A note is begun and left.
    BeginNote(AppointmentId),
    Book,
    BookNew,
    Move,
    CallOff,
    TakeBack,
    Remark,
    NewPhone,
    Archive,
    Block,
    Alert,
}

/// Robin's day at the desk, hour and minute; the therapists' share is in [`BETWEEN`].
const AT_THE_DESK: [(u32, u32, What); 11] = [
    (8, 40, What::Book),
    (9, 25, What::Move),
    (10, 5, What::Book),
    (10, 50, What::NewPhone),
    (11, 35, What::CallOff),
    (12, 10, What::BookNew),
    (13, 20, What::Book),
    (14, 15, What::Move),
    (15, 30, What::Book),
    (15, 32, What::TakeBack),
    (15, 40, What::Book),
];
const BETWEEN: [(&str, u32, u32, What); 4] =
    [("Dana", 9, 50, What::Remark), ("Olive", 12, 40, What::Archive), ("Lee", 14, 2, What::Alert), ("Dana", 17, 10, What::Block)];

/// Does what was done since the last working day, up to now.
pub(super) fn live(
    store: &mut Store,
    calendar: &Calendar,
    directory: &Directory,
    casebook: &mut Casebook,
    rng: &mut Rng,
) -> Result<(), Error> {
    let mut acts = Vec::new();
    let first = lately_from(calendar);
    for date in first.iter_days().take_while(|date| *date <= calendar.today + TimeDelta::days(2)) {
        for entry in &store.day(date)?.entries {
            follow(&entry.appointment, directory, rng, &mut acts);
        }
    }
    for date in first.iter_days().take_while(|date| *date <= calendar.today) {
        around(date, directory, &mut acts);
    }
    acts.retain(|act| act.at <= calendar.now);
    acts.sort_by_key(|act| act.at);
    leave_notes(&mut acts, calendar.today, directory);
    for act in acts {
        match perform(store, calendar, directory, &act, casebook, rng) {
            // What the book refuses it would have refused to them, too: then it did not happen.
            Err(Error::Refused(_)) | Ok(()) => {}
            Err(failed) => return Err(failed),
        }
    }
    Ok(())
}

/// One of the notes of the day before is not written, and one of that day's or today's is only begun; both by the same therapist.
fn leave_notes(acts: &mut Vec<Act>, today: NaiveDate, directory: &Directory) {
    let who = directory.staff.iter().find(|staff| staff.short.as_str() == "Dana").map(|staff| staff.id);
    let is_note = |act: &Act| matches!(act.what, What::Sign(_)) && act.at.date() < today;
    let of = |act: &Act| is_note(act) && Some(act.by) == who;
    let first = acts.iter().position(of).or_else(|| acts.iter().position(is_note));
    if let Some(place) = first {
        acts.remove(place);
    }
    if let Some(last) = acts.iter_mut().rev().find(|act| matches!(act.what, What::Sign(_)))
        && let What::Sign(id) = last.what
    {
        last.what = What::BeginNote(id);
    }
}

/// The one at the desk.
pub(super) fn desk_of(directory: &Directory) -> StaffId {
    directory.staff.iter().find(|staff| !staff.treats).or(directory.staff.first()).map_or(StaffId(1), |staff| staff.id)
}

/// What became of one appointment, step by step.
fn follow(appointment: &Appointment, directory: &Directory, rng: &mut Rng, acts: &mut Vec<Act>) {
    if !appointment.status.is_expected() {
        return;
    }
    let (id, desk, span) = (appointment.id, desk_of(directory), appointment.span);
    let mut then = |at, by, to| acts.push(Act { at, by, what: What::Step(id, to) });
    let chance = rng.u32(0..100);
    let call = confirmed(span.from(), rng).filter(|_| appointment.status == Status::Booked && chance >= 22);
    if let Some(at) = call {
        then(at, desk, Status::Confirmed);
    }
    let real = done(&span, rng);
    match chance % 25 {
        0 => then(span.from() + TimeDelta::minutes(18), desk, Status::NoShow),
        1 => {
            // Nobody is at the desk before a quarter to eight.
            let opens = span.date().and_time(NaiveTime::MIN) + TimeDelta::minutes(465);
            then((span.from() - TimeDelta::minutes(150)).max(opens), desk, Status::LateCancelled);
        }
        _ => {
            let steps = [
                (real.arrived, desk, Status::Arrived),
                (real.started, appointment.staff, Status::InSession),
                (real.done, appointment.staff, Status::Done),
            ];
            for (at, by, to) in steps {
                if let Some(at) = at {
                    then(at, by, to);
                }
            }
            let mut write = |at: Option<NaiveDateTime>, minutes, what| {
                acts.extend(at.map(|at| Act { at: at + TimeDelta::minutes(minutes), by: appointment.staff, what }));
            };
            write(real.arrived, 1, What::Answers(id));
            write(real.done, 5, What::Sign(id));
        }
    }
}

fn around(date: NaiveDate, directory: &Directory, acts: &mut Vec<Act>) {
    if chrono::Datelike::weekday(&date) == Weekday::Sun {
        return;
    }
    let at = |hour, minute| date.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN));
    let desk = desk_of(directory);
    acts.extend(AT_THE_DESK.iter().map(|(hour, minute, what)| Act { at: at(*hour, *minute), by: desk, what: *what }));
    for (short, hour, minute, what) in BETWEEN {
        let by = directory.staff.iter().find(|staff| staff.short.as_str() == short).map_or(desk, |staff| staff.id);
        acts.push(Act { at: at(hour, minute), by, what });
    }
}

fn perform(
    store: &mut Store,
    calendar: &Calendar,
    directory: &Directory,
    act: &Act,
    casebook: &mut Casebook,
    rng: &mut Rng,
) -> Result<(), Error> {
    let stamp = calendar.stamp(act.at, Some(act.by));
    let change = match act.what {
        What::Step(id, to) => step(store, id, to, act.at)?,
        What::Answers(id) => return casebook.answer(store, calendar, id, act.at),
        What::Sign(id) => return casebook.sign(store, calendar, id, act.at),
        What::BeginNote(id) => return casebook.begin(store, calendar, id, act.at),
        What::TakeBack => {
            store.undo(stamp)?;
            None
        }
        What::Book
        | What::BookNew
        | What::Move
        | What::CallOff
        | What::Remark
        | What::NewPhone
        | What::Archive
        | What::Block
        | What::Alert => desk::change(store, directory, act, rng)?,
    };
    if let Some(change) = change {
        store.apply(&change, stamp)?;
    }
    Ok(())
}

fn step(store: &Store, id: AppointmentId, to: Status, at: NaiveDateTime) -> Result<Option<Change>, Error> {
    let seen = store.appointment(id)?.map(|appointment| appointment.status);
    let cancel = (to == Status::LateCancelled).then(|| (CancelledBy::Client, Clean::line("flu")));
    Ok(seen
        .filter(|seen| !seen.is_off())
        .map(|seen| Change::Book(BookChange::Step(Step { id, seen, to, at, cancel, anyway: None, stop: None }))))
}
