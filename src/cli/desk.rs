//! The open file with somebody at the keyboard: what most commands begin with.
use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use serde_json::{Value, json};

use super::args::Global;
use super::world::{Stop, World};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::Dated;
use crate::domain::change::{Applied, Change, Stamp};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::people::keyboard::at_keyboard;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::Viewer;
use crate::domain::refusal::Refusal;
use crate::domain::wording::line;
use crate::domain::wording::say;
use crate::exchange::paper::Pen;
use crate::store::Store;

/// A file, who is at it, and the moment of the command.
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) directory: Directory,
    pub(super) me: StaffId,
    /// Somebody said who is at the keyboard.
    pub(super) named: bool,
    pub(super) at: DateTime<Utc>,
    /// The moment on the practice's wall clock, to the minute.
    pub(super) now: NaiveDateTime,
    pub(super) json: bool,
}

impl Desk {
    /// Opens a practice that is there; a command never makes a file by the way.
    pub(super) fn open(file: &Path, global: &Global, world: &World<'_>) -> Result<Self, Stop> {
        if !file.exists() {
            return Err(Stop::Unusable(format!(
                "There is no practice at {} yet. Open “knotbook” to set one up (or “knotbook setup”), “knotbook demo” to try a made-up one, or name its file with --file.",
                file.display()
            )));
        }
        let mut store = Store::open(file)?;
        let directory = store.directory()?.ok_or_else(|| {
            Stop::Unusable(format!(
                "{} holds no practice yet. Open “knotbook” to set one up, or say it all at once with “knotbook setup”.",
                file.display()
            ))
        })?;
        let me = at_keyboard(&directory.staff, global.as_name.as_deref(), &world.os_user)?;
        store.view_as(me.viewer());
        let (me, now) = (me.id, store.local(world.now));
        let now = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
        let named = global.as_name.is_some();
        Ok(Self { store, directory, me, named, at: world.now, now, json: global.json })
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.now.date()
    }

    pub(super) fn year(&self) -> i32 {
        self.now.year()
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp { at: self.at, by: Some(self.me) }
    }

    pub(super) fn apply(&mut self, change: &Change) -> Result<Applied, Stop> {
        if let Some(why) = self.directory.not_allowed(self.store.viewer(), change) {
            return Err(why.into());
        }
        Ok(self.store.apply(change, self.stamp())?)
    }

    /// Refuses, in words, whoever does not see what concerns a client's health.
    pub(super) fn needs_care(&self, what: &'static str) -> Result<(), Stop> {
        if self.store.viewer().sees_care() { Ok(()) } else { Err(Refusal::NotAllowed(what).into()) }
    }

    /// Writes a page of care with what it needs.
    pub(super) fn write<T>(&self, page: impl FnOnce(&Pen<'_>) -> T) -> T {
        let local = |at| self.store.local(at);
        page(&Pen { directory: &self.directory, now: self.now, local: &local })
    }

    /// The therapist of an option.
    pub(super) fn therapist(&self, name: &str) -> Result<StaffId, Stop> {
        line::find_staff(&self.directory, name).ok_or_else(|| {
            let names: Vec<&str> = self.directory.therapists().map(|staff| staff.short.as_str()).collect();
            Stop::refused(format!("“{name}” is not one of the therapists here: {}.", names.join(", ")))
        })
    }

    /// What was done, how it stands now, and how to take it back.
    pub(super) fn done(&self, applied: &Applied, world: &mut World<'_>) -> Result<(), Stop> {
        let one: Vec<AppointmentId> = applied.appointment.into_iter().collect();
        self.done_with(applied, &one, world)
    }

    /// [`Desk::done`] for an act on several appointments; `appointment` is the first of `appointments` in JSON.
    pub(super) fn done_with(&self, applied: &Applied, ids: &[AppointmentId], world: &mut World<'_>) -> Result<(), Stop> {
        let found = ids.iter().map(|id| self.store.appointment(*id)).collect::<Result<Vec<_>, _>>()?;
        let found: Vec<Appointment> = found.into_iter().flatten().collect();
        if self.json {
            let all: Vec<Value> = found.iter().map(|appointment| self.appointment_json(appointment)).collect();
            let mut answer = json!({
                "done": applied.words, "change": applied.change.0, "client": applied.client.map(|id| id.0), "appointment": all.first(),
            });
            if all.len() > 1 {
                answer["appointments"] = Value::Array(all);
            }
            return world.json(&answer);
        }
        world.say(&applied.words)?;
        for appointment in &found {
            let who = if found.len() > 1 { format!("{} · ", appointment.client_name) } else { String::new() };
            world.say(format!("  {who}{} · number {}", self.appointment_words(appointment), appointment.id.0))?;
        }
        world.say("  “knotbook undo” takes it back")
    }

    /// "Tue 24 Nov 2026, 14:30–15:30 · TrP 60 · Dana · R1 · booked".
    pub(super) fn appointment_words(&self, appointment: &Appointment) -> String {
        let directory = &self.directory;
        let mut parts = vec![say::full_span(&appointment.span)];
        let named = [
            directory.service_short(appointment.service),
            directory.staff_short(appointment.staff),
            directory.room_short(appointment.room),
        ];
        parts.extend(named.into_iter().filter(|name| !name.is_empty()).map(str::to_owned));
        parts.push(appointment.status.word().to_owned());
        parts.join(" · ")
    }

    pub(super) fn appointment_json(&self, appointment: &Appointment) -> Value {
        let directory = &self.directory;
        let room = appointment.room.map(|_| directory.room_short(appointment.room));
        json!({
            "id": appointment.id.0,
            "client": {"id": appointment.client.0, "name": appointment.client_name},
            "starts": stamp_words(appointment.span.from()),
            "ends": stamp_words(appointment.span.to()),
            "minutes": appointment.span.minutes(),
            "status": appointment.status.word(),
            "service": directory.service_short(appointment.service),
            "therapist": directory.staff_short(appointment.staff),
            "room": room,
            "note": appointment.note,
            "standing": standing_json(appointment.dated),
        })
    }
}

/// Which date of which standing appointment; null for a single one.
pub(super) fn standing_json(dated: Option<Dated>) -> Value {
    dated.map_or(Value::Null, |dated| json!({"series": dated.series.0, "date": stamp_words(dated.rule_date)}))
}

/// Who opens the book on the screen; nobody while there is no practice.
pub(super) fn viewer(file: &Path, global: &Global, world: &World<'_>) -> Result<Viewer, Stop> {
    if !file.exists() {
        return Ok(Viewer::NOBODY);
    }
    match Store::open(file)?.directory()? {
        Some(directory) => Ok(at_keyboard(&directory.staff, global.as_name.as_deref(), &world.os_user)?.viewer()),
        None => Ok(Viewer::NOBODY),
    }
}

/// A moment as scripts read it: 2026-11-24T14:30.
pub(super) fn stamp_words(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}
