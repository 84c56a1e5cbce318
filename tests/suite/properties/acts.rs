//! Acts by chance, as people would do them in a practice that is what it is at that moment.
use chrono::{NaiveDateTime, TimeDelta};
use fastrand::Rng;
use knotbook::domain::book::appointment::{Appointment, AppointmentField, Slot};
use knotbook::domain::book::status::{CancelledBy, RealTimes, Status};
use knotbook::domain::change::{
    Anyway, Applied, BookChange, Booking, Change, Edit, Import, Imported, Move, PeopleChange, PracticeChange, Ref, Stamp, Step, Who,
};
use knotbook::domain::ids::{AlertId, AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use knotbook::domain::people::alert::{AlertField, Level, NewAlert};
use knotbook::domain::people::client::{Client, ClientField, NewClient};
use knotbook::domain::practice::directory::Directory;
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::room::NewRoom;
use knotbook::domain::refusal::Refusal;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::store::{Error, Store};
use rusqlite::Connection;

use crate::practice::{Place, at, date, founding, now, raw};

/// Text that is hard on quoting, on JSON and on searching.
const WORDS: [&str; 8] = ["Ana", "O'Neil", "say \"hi\"", "Łukasz ß", "नमस्ते", "back\\slash", "{\"a\": 1}", "a|12|b"];

pub(crate) struct Play {
    pub(crate) place: Place,
    pub(crate) raw: Connection,
    pub(crate) rng: Rng,
}

impl Play {
    pub(crate) fn new(seed: u64) -> Self {
        let mut place = Place::empty();
        let raw = raw(&place.file());
        raw.execute_batch("INSERT INTO draft (kind, text, at) VALUES ('note', 'half a line', '2026-11-23T08:05:00.000Z')")
            .expect("a draft");
        place.store.view_as(knotbook::domain::practice::role::Viewer { staff: None, role: Role::Therapist, treats: true });
        Self { place, raw, rng: Rng::with_seed(seed) }
    }

    pub(crate) fn found(&mut self) -> (Change, Applied) {
        let change = founding();
        let stamp = self.stamp(None);
        let applied = self.place.store.apply(&change, stamp).expect("a founded practice");
        (change, applied)
    }

    /// The clock of the practice does not always go forward.
    pub(crate) fn stamp(&mut self, by: Option<StaffId>) -> Stamp {
        Stamp { at: now() + TimeDelta::minutes(self.rng.i64(-5000..5000)), by }
    }

    /// Something by `by`; when it meets a conflict, half of the people do it anyway. `None`: it was refused.
    pub(crate) fn act(&mut self, by: StaffId) -> Option<(Change, Applied)> {
        let mut change = self.change()?;
        let stamp = self.stamp(Some(by));
        let done = match self.place.store.apply(&change, stamp) {
            Err(Error::Refused(Refusal::Conflicts { conflicts, .. })) if self.rng.bool() => {
                let anyway = Some(Anyway { reason: "they insist".into(), seen: conflicts });
                match &mut change {
                    Change::Book(BookChange::Book(booking)) => booking.anyway = anyway,
                    Change::Book(BookChange::Alter { anyway: slot, .. }) => *slot = anyway,
                    Change::Book(BookChange::Step(step)) => step.anyway = anyway,
                    Change::Book(BookChange::Swap { anyway: seen, .. } | BookChange::MoveSeveral { anyway: seen, .. }) => *seen = anyway,
                    _ => {}
                }
                self.place.store.apply(&change, stamp)
            }
            done => done,
        };
        match done {
            Ok(applied) => Some((change, applied)),
            Err(Error::Refused(_)) => None,
            Err(Error::Failed(why)) => panic!("{change:?} was not refused, it failed: {why:#}"),
        }
    }

    fn store(&self) -> &Store {
        &self.place.store
    }

    pub(super) fn directory(&self) -> Directory {
        self.store().directory().expect("a directory").expect("a practice")
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        self.rng.choice(from).copied()
    }

    pub(super) fn words(&mut self) -> Clean {
        let word = self.pick(&WORDS).unwrap_or_default();
        format!("{word} {}", self.rng.u32(..1000)).as_str().into()
    }

    pub(super) fn client(&mut self) -> Option<Client> {
        let clients = self.store().all_clients().expect("clients");
        self.rng.choice(clients)
    }

    fn appointment(&mut self) -> Option<Appointment> {
        let ids: Vec<i64> = self.column("SELECT id FROM appointment");
        let id = self.pick(&ids)?;
        self.store().appointment(AppointmentId(id)).expect("a read")
    }

    /// Two appointments; with some luck two that fit where the other one is.
    fn pair(&mut self) -> Option<(Appointment, Appointment)> {
        let mut found = (self.appointment()?, self.appointment()?);
        for _ in 0..20 {
            let (a, b) = &found;
            let at = |one: &Appointment, other: &Appointment| {
                let span = Span::lasting(other.span.from(), one.span.minutes());
                (one.id, Slot { staff: other.staff, room: other.room, span, ..one.slot() })
            };
            let moves = [at(a, b), at(b, a)];
            let lands = || self.store().landing(&moves, a.span.from()).expect("a look").conflicts.is_empty();
            if a.id != b.id && a.status.holds() && b.status.holds() && lands() {
                break;
            }
            found = (self.appointment()?, self.appointment()?);
        }
        Some(found)
    }

    pub(super) fn column(&self, sql: &str) -> Vec<i64> {
        let mut ask = self.raw.prepare(sql).expect("a question");
        ask.query_map([], |row| row.get(0)).expect("ids").collect::<Result<_, _>>().expect("ids")
    }

    pub(super) fn start(&mut self) -> NaiveDateTime {
        at("2026-11-23 09:00") + TimeDelta::minutes(self.rng.i64(0..4) * 24 * 60 + self.rng.i64(0..36) * 15)
    }

    pub(super) fn therapist(&mut self) -> Option<StaffId> {
        let ids: Vec<StaffId> = self.directory().therapists().map(|staff| staff.id).collect();
        self.pick(&ids)
    }

    pub(super) fn service(&mut self) -> Option<ServiceId> {
        let ids: Vec<ServiceId> = self.directory().offered().map(|service| service.id).collect();
        self.pick(&ids)
    }

    pub(super) fn room(&mut self) -> Option<RoomId> {
        let ids: Vec<RoomId> = self.directory().usable_rooms().map(|room| room.id).collect();
        self.pick(&ids)
    }

    pub(super) fn change(&mut self) -> Option<Change> {
        Some(match self.rng.u32(..44) {
            0 => Change::Practice(PracticeChange::Edit(self.practice_fields())),
            1 | 25..=29 => Change::Practice(self.practice_change()?),
            2 => Change::People(PeopleChange::AddClient(self.new_client())),
            3..=6 => {
                let client = self.client()?;
                let fields = self.client_fields(&client);
                Change::People(PeopleChange::EditClient { id: client.id, fields })
            }
            7 => {
                let level = self.pick(&Level::ALL)?;
                let alert = NewAlert {
                    client: self.client()?.id,
                    level,
                    text: self.words(),
                    handling: self.words(),
                    since: Some(date("2026-01-31")),
                };
                Change::People(PeopleChange::AddAlert(alert))
            }
            30 => self.alert_or_merge()?,
            8 => {
                let open = self.column("SELECT id FROM alert WHERE closed = 0");
                Change::People(PeopleChange::CloseAlert(AlertId(self.pick(&open)?)))
            }
            9..=13 => Change::Book(BookChange::Book(self.booking()?)),
            14..=17 => {
                let old = self.appointment()?;
                let fields = self.appointment_fields(&old)?;
                Change::Book(BookChange::Alter { id: old.id, fields, anyway: None })
            }
            18..=20 => Change::Book(BookChange::Step(self.step()?)),
            24 => self.kept()?,
            21 | 22 => {
                let (a, b) = self.pair()?;
                Change::Book(BookChange::Swap { a: (a.id, a.slot()), b: (b.id, b.slot()), anyway: None })
            }
            36..=43 => Change::Care(self.care()?),
            31..=33 => Change::Book(BookChange::MoveSeveral { moves: self.moves()?, anyway: None }),
            _ => Change::Import(Box::new(self.import()?)),
        })
    }

    fn alert_or_merge(&mut self) -> Option<Change> {
        let (keep, gone) = (self.client()?.id, self.client()?.id);
        if self.rng.u32(..6) == 0 {
            return Some(Change::People(PeopleChange::Merge { keep, gone }));
        }
        let open = self.column("SELECT client_id FROM alert WHERE closed = 0");
        let whose = ClientId(self.pick(&open)?);
        let alert = self.rng.choice(self.place.store.alerts(whose).expect("alerts"))?;
        let level = self.pick(&Level::ALL)?;
        let mut fields = vec![
            AlertField::Level(Edit { seen: alert.level, new: level }),
            AlertField::Text(Edit { seen: alert.text?, new: self.words() }),
            AlertField::Handling(Edit { seen: alert.handling, new: self.words() }),
            AlertField::Since(Edit { seen: alert.since, new: None }),
        ];
        self.some_of(&mut fields);
        Some(Change::People(PeopleChange::EditAlert { id: alert.id, fields }))
    }

    fn kept(&mut self) -> Option<Change> {
        let hit = self.rng.choice(self.place.store.to_decide().expect("what is to decide"))?;
        Some(Change::Book(BookChange::Keep { kept: vec![(hit.appointment.id, hit.conflicts)], reason: self.words() }))
    }

    pub(super) fn some_of<T>(&mut self, fields: &mut Vec<T>) {
        self.rng.shuffle(fields);
        let kept = self.rng.usize(1..=fields.len().min(3));
        fields.truncate(kept);
    }

    fn new_client(&mut self) -> NewClient {
        NewClient { name: self.words(), phones: "555-0134, +49 30 1".into(), note: self.words(), pressure: Some(3), ..NewClient::default() }
    }

    fn client_fields(&mut self, old: &Client) -> Vec<ClientField> {
        let born = self.pick(&[None, Some(date("1970-02-28")), Some(date("2024-02-29"))]).flatten();
        let (therapist, service) = (self.therapist(), self.service());
        let mut fields = vec![
            ClientField::Name(Edit { seen: old.name.clone(), new: self.words() }),
            ClientField::PreferredName(Edit { seen: old.preferred_name.clone(), new: self.words() }),
            ClientField::Phones(Edit { seen: old.phones.clone(), new: self.words() }),
            ClientField::Email(Edit { seen: old.email.clone(), new: "ana@example.org".into() }),
            ClientField::Born(Edit { seen: old.born, new: born }),
            ClientField::Guardian(Edit { seen: old.guardian.clone(), new: self.words() }),
            ClientField::Therapist(Edit { seen: old.therapist, new: therapist }),
            ClientField::Service(Edit { seen: old.service, new: service }),
            ClientField::Pressure(Edit { seen: old.pressure, new: Some(self.rng.u32(1..=5)) }),
            ClientField::Note(Edit { seen: old.note.clone(), new: Clean::text("two\nlines") }),
            ClientField::Prefers(Edit { seen: old.prefers.clone(), new: "tue pm".into() }),
            ClientField::Archived(Edit { seen: old.archived, new: !old.archived }),
        ];
        self.some_of(&mut fields);
        fields
    }

    fn slot(&mut self) -> Option<Slot> {
        let span = Span::lasting(self.start(), self.rng.u32(1..=6) * 15);
        let room = if self.rng.u32(..8) == 0 { None } else { self.room() };
        Some(Slot { client: None, service: self.service()?, staff: self.therapist()?, room, span, buffer: self.rng.u32(0..=3) * 5 })
    }

    fn booking(&mut self) -> Option<Booking> {
        let who = match self.client() {
            Some(client) if self.rng.u32(..3) > 0 => Who::Known(client.id),
            _ => Who::New(Box::new(self.new_client())),
        };
        let slot = self.slot()?;
        let arrived = (self.rng.u32(..4) == 0).then(|| slot.span.from());
        Some(Booking { who, slot, note: self.words(), arrived, anyway: None })
    }

    fn appointment_fields(&mut self, old: &Appointment) -> Option<Vec<AppointmentField>> {
        let wish = self.slot()?;
        let mut fields = vec![
            AppointmentField::Client(Edit { seen: old.client, new: self.client()?.id }),
            AppointmentField::Service(Edit { seen: old.service, new: wish.service }),
            AppointmentField::Staff(Edit { seen: old.staff, new: wish.staff }),
            AppointmentField::Room(Edit { seen: old.room, new: wish.room }),
            AppointmentField::Starts(Edit { seen: old.span.from(), new: wish.span.from() }),
            AppointmentField::Length(Edit { seen: old.span.minutes(), new: wish.span.minutes() }),
            AppointmentField::Note(Edit { seen: old.note.clone(), new: self.words() }),
        ];
        self.some_of(&mut fields);
        Some(fields)
    }

    /// Up to four, some of them into each other's places.
    fn moves(&mut self) -> Option<Vec<Move>> {
        let mut moves: Vec<Move> = Vec::new();
        for _ in 0..self.rng.u32(1..=4) {
            let old = self.appointment()?;
            let wish = self.slot()?;
            let place = moves.last().filter(|_| self.rng.bool()).map(|one| one.seen.span.from());
            let span = Span::lasting(place.unwrap_or_else(|| wish.span.from()), old.span.minutes());
            let to = Slot { staff: wish.staff, room: wish.room, span, ..old.slot() };
            if moves.iter().all(|one| one.id != old.id) {
                moves.push(Move { id: old.id, seen: old.slot(), to });
            }
        }
        Some(moves)
    }

    fn step(&mut self) -> Option<Step> {
        let old = self.appointment()?;
        let back = old.real.back_from(old.status);
        let to = if self.rng.bool() { self.pick(&Status::ALL)? } else { back? };
        let by = self.pick(&[CancelledBy::Client, CancelledBy::Practice])?;
        let cancel = matches!(to, Status::Cancelled | Status::LateCancelled | Status::ToRebook).then(|| (by, self.words()));
        Some(Step {
            id: old.id,
            seen: old.status,
            to,
            at: old.span.from() + TimeDelta::minutes(self.rng.i64(-300..300)),
            cancel,
            anyway: None,
            stop: Some("asked her doctor".into()),
        })
    }

    fn import(&mut self) -> Option<Import> {
        let mut import = Import {
            source: self.words(),
            services: vec![self.new_service()],
            rooms: vec![NewRoom { name: self.words(), short: "I".into() }],
            staff: vec![self.new_staff(vec![Ref::New(0)])],
            clients: vec![self.new_client(), self.new_client()],
            appointments: Vec::new(),
            series: Vec::new(),
            absences: Vec::new(),
        };
        for line in 1..=4 {
            let wish = self.slot()?;
            let known = self.client().filter(|_| self.rng.bool());
            let status = self.pick(&Status::ALL)?;
            import.appointments.push(Imported {
                client: known.map_or(Ref::New(line % 2), |client| Ref::Known(client.id)),
                service: if self.rng.bool() { Ref::New(0) } else { Ref::Known(wish.service) },
                staff: if self.rng.bool() { Ref::New(0) } else { Ref::Known(wish.staff) },
                room: wish.room.map(|room| if line == 1 { Ref::New(0) } else { Ref::Known(room) }),
                span: wish.span,
                buffer: wish.buffer,
                status,
                real: RealTimes::default(),
                cancelled_by: (status == Status::Cancelled).then_some(CancelledBy::Client),
                cancel_reason: self.words(),
                note: self.words(),
                keep_overlap: self.rng.u32(..4) > 0,
                known_as: None,
                date_of: None,
                line,
            });
        }
        Some(import)
    }
}
