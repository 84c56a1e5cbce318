//! The single acts of a day at the desk and between two sessions: whom they concern is looked up in the book as it is then.
use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;

use super::lately::{Act, What};
use super::{lines_of, service};
use crate::domain::book::appointment::{Appointment, AppointmentField, Slot, differences};
use crate::domain::book::free::{Offer, Wish};
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::change::{BookChange, Booking, Change, Edit, NewAbsence, PeopleChange, PracticeChange, Step, Who};
use crate::domain::ids::{AppointmentId, ClientId, ServiceId, StaffId};
use crate::domain::people::alert::{Level, NewAlert};
use crate::domain::people::client::{ClientField, NewClient};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::Absent;
use crate::domain::text::Clean;
use crate::store::{Error, Store};

/// Somebody who calls for the first time.
const CALLERS: [(&str, &str); 4] = [
    ("Theo Lindqvist", "289 555-0187"),
    ("Zanele Mokoena", "365 555-0142"),
    ("Renée Gagnon", "289 555-0115"),
    ("Marek Żyła", "365 555-0190"),
];

/// The change behind an act; `None` when nobody is found whom it could concern.
pub(super) fn change(store: &Store, directory: &Directory, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    match act.what {
        What::Book => book(store, directory, act, rng),
        What::BookNew => book_new(store, directory, act, rng),
        What::Move => shift(store, directory, act, rng),
        What::CallOff => call_off(store, act, rng),
        What::Remark => remark(store, act, rng),
        What::NewPhone => new_phone(store, rng),
        What::Archive => archive(store, act),
        What::Block => block(store, directory, act),
        What::Alert => alert(store, act, rng),
        What::Step(..) | What::TakeBack | What::Answers(_) | What::Sign(_) | What::BeginNote(_) => Ok(None),
    }
}

/// What is looked for from the day after tomorrow on.
fn wish(directory: &Directory, act: &Act, service: ServiceId, client: Option<ClientId>) -> Wish {
    let kind = directory.service(service);
    let date = act.at.date();
    Wish {
        service,
        minutes: kind.map_or(60, |kind| kind.minutes),
        buffer: kind.map_or(0, |kind| kind.buffer),
        staff: None,
        preferred: None,
        liked: Vec::new(),
        room: None,
        client,
        days: (date + TimeDelta::days(2), date + TimeDelta::days(30)),
        starts: (None, None),
        exactly: None,
        not_before: act.at,
        except: None,
        limit: 24,
    }
}

fn slot(wish: &Wish, offer: &Offer) -> Slot {
    Slot { client: wish.client, service: wish.service, staff: offer.staff, room: offer.room, span: offer.span, buffer: wish.buffer }
}

fn booking(who: Who, slot: Slot) -> Change {
    Change::Book(BookChange::Book(Booking { who, slot, note: Clean::default(), arrived: None, anyway: None }))
}

/// One of the clients who come here still, by chance.
fn somebody(store: &Store, rng: &mut Rng, fits: impl Fn(ClientId) -> Result<bool, Error>) -> Result<Option<ClientId>, Error> {
    let mut ids: Vec<ClientId> = store.all_clients()?.into_iter().filter(|client| !client.archived).map(|client| client.id).collect();
    ids.sort_unstable();
    for _ in 0..60 {
        let Some(id) = rng.choice(&ids).copied() else { break };
        if fits(id)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn book(store: &Store, directory: &Directory, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let is_due = |id| {
        let line = store.client_line(id)?;
        Ok(line.next.is_none() && line.last.is_some_and(|last| act.at - last < TimeDelta::days(70)))
    };
    let Some(client) = somebody(store, rng, is_due)? else { return Ok(None) };
    let Some(usual) = store.usual(client)? else { return Ok(None) };
    let wish = Wish { staff: Some(usual.staff), ..wish(directory, act, usual.service, Some(client)) };
    let offers = store.offers(&wish)?;
    Ok(rng.choice(&offers).map(|offer| booking(Who::Known(client), slot(&wish, offer))))
}

fn book_new(store: &Store, directory: &Directory, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let Some(first) = service(directory, "First") else { return Ok(None) };
    let (name, phone) = CALLERS[rng.usize(0..CALLERS.len())];
    let is_here = !store.find_clients(name, true, 1)?.clients.is_empty();
    let client = NewClient { name: name.into(), phones: phone.into(), ..NewClient::default() };
    let wish = wish(directory, act, first, None);
    let offers = store.offers(&wish)?;
    Ok(rng.choice(&offers).filter(|_| !is_here).map(|offer| booking(Who::New(Box::new(client)), slot(&wish, offer))))
}

/// The appointments still booked on the days from the third on.
fn ahead(store: &Store, from: NaiveDate) -> Result<Vec<Appointment>, Error> {
    let mut found = Vec::new();
    for date in from.iter_days().skip(3).take(6) {
        found.extend(store.day(date)?.entries.into_iter().map(|entry| entry.appointment).filter(|one| one.status == Status::Booked));
    }
    Ok(found)
}

fn shift(store: &Store, directory: &Directory, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let Some(one) = rng.choice(ahead(store, act.at.date())?) else { return Ok(None) };
    let wish = Wish { staff: Some(one.staff), except: Some(one.id), ..wish(directory, act, one.service, Some(one.client)) };
    let offers: Vec<Offer> = store.offers(&wish)?.into_iter().filter(|offer| !offer.span.overlaps(&one.span)).collect();
    let Some(offer) = rng.choice(&offers) else { return Ok(None) };
    let fields = differences(&one.slot(), &slot(&wish, offer));
    Ok(Some(Change::Book(BookChange::Alter { id: one.id, fields, anyway: None })))
}

fn call_off(store: &Store, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let reasons = lines_of("cancelled");
    let reason = rng.choice(&reasons).map(|reason| Clean::line(reason)).unwrap_or_default();
    let one = rng.choice(ahead(store, act.at.date())?);
    Ok(one.map(|one| {
        let cancel = Some((CancelledBy::Client, reason));
        Change::Book(BookChange::Step(Step {
            id: one.id,
            seen: one.status,
            to: Status::Cancelled,
            at: act.at,
            cancel,
            anyway: None,
            stop: None,
        }))
    }))
}

fn remark(store: &Store, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let words = lines_of("visit");
    let word = rng.choice(&words).map(|word| Clean::line(word)).unwrap_or_default();
    let one = ahead(store, act.at.date())?.into_iter().find(|one| one.staff == act.by && one.note.is_empty());
    Ok(one.map(|one| alter(one.id, AppointmentField::Note(Edit { seen: one.note, new: word }))))
}

fn alter(id: AppointmentId, field: AppointmentField) -> Change {
    Change::Book(BookChange::Alter { id, fields: vec![field], anyway: None })
}

fn new_phone(store: &Store, rng: &mut Rng) -> Result<Option<Change>, Error> {
    let Some(id) = somebody(store, rng, |id| Ok(store.client_line(id)?.next.is_some()))? else { return Ok(None) };
    let seen = store.client_line(id)?.phones;
    let new = Clean::line(&format!("289 555-01{:02}", rng.u32(0..100)));
    Ok(Edit::of(seen, new).map(|edit| Change::People(PeopleChange::EditClient { id, fields: vec![ClientField::Phones(edit)] })))
}

fn archive(store: &Store, act: &Act) -> Result<Option<Change>, Error> {
    let mut ids: Vec<ClientId> = store.all_clients()?.into_iter().filter(|client| !client.archived).map(|client| client.id).collect();
    ids.sort_unstable();
    for id in ids {
        let line = store.client_line(id)?;
        if line.next.is_none() && line.last.is_some_and(|last| act.at - last > TimeDelta::days(330)) {
            let fields = vec![ClientField::Archived(Edit { seen: false, new: true })];
            return Ok(Some(Change::People(PeopleChange::EditClient { id, fields })));
        }
    }
    Ok(None)
}

fn block(store: &Store, directory: &Directory, act: &Act) -> Result<Option<Change>, Error> {
    let Some(short) = service(directory, "TrP 30") else { return Ok(None) };
    let wish = Wish { staff: Some(act.by), limit: 40, ..wish(directory, act, short, None) };
    Ok(store.offers(&wish)?.last().map(|offer| absent(act.by, offer)))
}

fn absent(staff: StaffId, offer: &Offer) -> Change {
    Change::Practice(PracticeChange::AddAbsence(NewAbsence { of: Absent::Block(staff), span: offer.span, reason: "phone calls".into() }))
}

/// Something said in the session before.
fn alert(store: &Store, act: &Act, rng: &mut Rng) -> Result<Option<Change>, Error> {
    const SAID: [(Level, &str, &str); 3] = [
        (Level::Care, "new tablets for blood pressure", "rise slowly after"),
        (Level::Note, "bruises easily", ""),
        (Level::Care, "stitches in the left shoulder", "nothing on the left shoulder"),
    ];
    let day = store.day(act.at.date())?;
    let treated = day.entries.iter().find(|entry| entry.appointment.status == Status::Done && entry.appointment.staff == act.by);
    let (level, text, handling) = SAID[rng.usize(0..SAID.len())];
    let since = Some(act.at.date());
    Ok(treated.map(|entry| {
        let client = entry.appointment.client;
        Change::People(PeopleChange::AddAlert(NewAlert { client, level, text: text.into(), handling: handling.into(), since }))
    }))
}
