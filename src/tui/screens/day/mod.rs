//! The day: the home screen.
pub(in crate::tui) mod columns;
pub(in crate::tui) mod view;

use chrono::{Days, NaiveDate};

use super::{Act, Page, Screen, See, booking, client, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::book::status::{self, Status};
use crate::domain::change::{Applied, BookChange, Change, Step};
use crate::domain::ids::StaffId;
use crate::domain::refusal::Refusal;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::tui::dialog::{Dialog, Over, conflicts_of};
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::moving::Moving;
use crate::tui::msg::{Answer, Fit, Query, Reply, Target};
use crate::tui::update::open_appointment;
use Key::{Backspace, Char, Enter, Left, Right, ShiftDown, ShiftUp, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the appointment, or book the free time"),
    shown(&[Char('c')], Command::Confirm, "confirm", "the client has confirmed"),
    shown(&[Char('a')], Command::Arrive, "arrive", "the client is here"),
    shown(&[Char('s')], Command::Start, "start", "the session begins"),
    shown(&[Char('d')], Command::Done, "done", "the session is over"),
    shown(&[Char('m')], Command::Move, "move", "lift the appointment, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel: by whom and why, or lift it out to rebook"),
    quiet(&[Char('n')], Command::NoShow, "the client did not come"),
    quiet(&[Backspace], Command::StepBack, "one step back: done → in session → arrived …; a cancelled one comes back"),
    quiet(&[Char('e')], Command::Edit, "edit the appointment: every field"),
    quiet(&[Char('o')], Command::OpenClient, "open the client"),
    quiet(&[Char('w')], Command::WalkIn, "walk-in: book and arrive now"),
    shown(&[Char('g')], Command::GoToDay, "go to", "go to a day in words: fri, 24 nov, in 2 weeks"),
    shown(&[Char('t')], Command::Today, "today", "today"),
    quiet(&[Left, Char('h')], Command::PreviousColumn, "the day before; side by side: the column to the left"),
    quiet(&[Right, Char('l')], Command::NextColumn, "the next day; side by side: the column to the right"),
    quiet(&[Char('['), Char(',')], Command::PreviousDay, "the day before"),
    quiet(&[Char(']'), Char('.')], Command::NextDay, "the next day"),
    shown(&[Tab], Command::NextTherapist, "who", "all therapists, then each by herself"),
];

pub(in crate::tui) const MOVING_KEYS: &[Binding] = &[
    shown(&[Enter], Command::PutDown, "put here", "put it down here"),
    shown(&[Key::Esc], Command::Back, "leave it", "leave it where it was"),
    shown(&[Char('g')], Command::GoToDay, "day and time", "carry it to a day and time in words: wed 10:30"),
    shown(&[ShiftUp, Char('-')], Command::Earlier, "earlier", "a step earlier"),
    shown(&[ShiftDown, Char('+')], Command::Later, "later", "a step later"),
];

/// One day of the book, all therapists or one.
#[derive(Debug)]
pub struct DayScreen {
    date: NaiveDate,
    only: Option<StaffId>,
    day: Option<Day>,
    rows: Vec<Row>,
    list: List,
    /// What to select when the day comes: an appointment just made, or the first thing still to come.
    seek: Seek,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seek {
    Keep,
    /// The first row that is not over.
    Next,
    Appointment(crate::domain::ids::AppointmentId),
}

impl DayScreen {
    pub fn new(date: NaiveDate) -> Self {
        Self { date, only: None, day: None, rows: Vec::new(), list: List::default(), seek: Seek::Next }
    }

    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Shows another day; the therapist chosen stays.
    pub fn go_to(&mut self, date: NaiveDate) {
        if date != self.date {
            self.date = date;
            self.rows.clear();
            self.day = None;
            self.list = List::default();
            self.seek = Seek::Next;
        }
    }

    /// Selects an appointment once the day is read.
    pub fn seek(&mut self, id: crate::domain::ids::AppointmentId) {
        self.seek = Seek::Appointment(id);
    }

    pub(in crate::tui) fn selected(&self) -> Option<&Row> {
        self.rows.get(self.list.selected)
    }

    pub(in crate::tui) fn entry(&self) -> Option<&Entry> {
        match self.selected()? {
            Row::Entry(place) => self.day.as_ref()?.entries.get(*place),
            Row::Free { .. } | Row::Break { .. } | Row::Away { .. } | Row::Now(_) => None,
        }
    }

    fn appointment(&self) -> Option<&Appointment> {
        self.entry().map(|entry| &entry.appointment)
    }

    /// Therapists side by side, when there is room and more than one is shown.
    pub(in crate::tui) fn has_columns(&self, see_width: u16) -> bool {
        see_width >= 120 && self.only.is_none() && self.day.as_ref().is_some_and(|day| day.columns().len() > 1)
    }

    fn lay_out(&mut self, see: &See<'_>) {
        let key = self.selected().and_then(|row| self.key_of(row));
        let Some(day) = &self.day else { return };
        self.rows = day.rows(self.only, see.directory.shortest_service(), see.now);
        let seek = match std::mem::replace(&mut self.seek, Seek::Keep) {
            Seek::Next => self.next_up(see),
            Seek::Appointment(id) => {
                self.rows.iter().position(|row| matches!(self.key_of(row), Some(RowKey::Appointment(other)) if other == id))
            }
            Seek::Keep => key.and_then(|key| self.rows.iter().position(|row| self.key_of(row) == Some(key))),
        };
        self.list.selected = seek.unwrap_or(self.list.selected).min(self.rows.len().saturating_sub(1));
        self.skip_now(1);
    }

    /// The first appointment that is not over at this moment; on another day, the first of all.
    fn next_up(&self, see: &See<'_>) -> Option<usize> {
        let entries = self.day.as_ref().map(|day| &day.entries)?;
        let up = |row: &Row| match row {
            Row::Entry(place) => entries.get(*place).is_some_and(|entry| {
                self.date != see.now.date()
                    || entry.appointment.span.to() > see.now && entry.appointment.status.holds() && entry.appointment.status != Status::Done
            }),
            _ => false,
        };
        self.rows.iter().position(up).or_else(|| self.rows.iter().position(Row::selectable))
    }

    fn key_of(&self, row: &Row) -> Option<RowKey> {
        match row {
            Row::Entry(place) => Some(RowKey::Appointment(self.day.as_ref()?.entries.get(*place)?.appointment.id)),
            Row::Free { staff, span } | Row::Break { staff, span } => Some(RowKey::Time(*staff, *span)),
            Row::Away { .. } | Row::Now(_) => None,
        }
    }

    /// The now line is not a row to rest on.
    fn skip_now(&mut self, by: isize) {
        if matches!(self.selected(), Some(Row::Now(_))) {
            let before = self.list.selected;
            self.list.step(by, self.rows.len());
            if self.list.selected == before {
                self.list.step(-by, self.rows.len());
            }
        }
    }

    /// Where a row lies: who and when.
    fn place_of(&self, row: &Row) -> Option<(StaffId, Span)> {
        match row {
            Row::Entry(place) => self.day.as_ref()?.entries.get(*place).map(|entry| (entry.appointment.staff, entry.appointment.span)),
            Row::Free { staff, span } | Row::Break { staff, span } => Some((*staff, *span)),
            Row::Away { .. } | Row::Now(_) => None,
        }
    }

    /// What is lifted hovers over the selected row.
    fn hover(&self, see: &See<'_>) -> Vec<Act> {
        match (see.moving, self.selected().and_then(|row| self.place_of(row))) {
            (Some(moving), Some((staff, span))) => vec![Act::Target(moving.with(staff, span.from()))],
            _ => Vec::new(),
        }
    }

    fn step_days(&mut self, days: i64, see: &See<'_>) -> Vec<Act> {
        let date = if days < 0 { self.date.checked_sub_days(Days::new(1)) } else { self.date.checked_add_days(Days::new(1)) };
        let date = date.unwrap_or(self.date);
        self.go_to(date);
        // The moment stays the same on the new day.
        see.moving.map(|_| Act::GoTo(date)).into_iter().collect()
    }

    /// Left and right: a column when there are columns, else a day.
    fn sideways(&mut self, right: bool, see: &See<'_>) -> Vec<Act> {
        if !self.has_columns(see.size.0) {
            return self.step_days(if right { 1 } else { -1 }, see);
        }
        let Some(day) = &self.day else { return Vec::new() };
        let columns = day.columns();
        let here = self.selected().and_then(|row| self.place_of(row));
        let column = here.and_then(|(staff, _)| columns.iter().position(|other| *other == staff)).unwrap_or(0);
        let next = if right { (column + 1).min(columns.len().saturating_sub(1)) } else { column.saturating_sub(1) };
        let from = here.map(|(_, span)| span.from());
        let near = |place: &usize| self.place_of(&self.rows[*place]).zip(from).map(|((_, span), from)| (span.from() - from).abs());
        let best = (0..self.rows.len())
            .filter(|place| self.place_of(&self.rows[*place]).is_some_and(|(staff, _)| Some(&staff) == columns.get(next)))
            .min_by_key(near);
        if let Some(place) = best {
            self.list.selected = place;
        }
        self.hover(see)
    }

    /// Up and down: in columns, within the column.
    fn walk(&mut self, command: Command, see: &See<'_>) -> bool {
        let before = self.list.selected;
        if self.has_columns(see.size.0) && matches!(command, Command::Up | Command::Down) {
            let Some((staff, _)) = self.selected().and_then(|row| self.place_of(row)) else {
                return walk(&mut self.list, command, self.rows.len(), see.page);
            };
            let same = |place: &usize| self.place_of(&self.rows[*place]).is_some_and(|(other, _)| other == staff);
            let next = if command == Command::Up { (0..before).rev().find(same) } else { (before + 1..self.rows.len()).find(same) };
            self.list.selected = next.unwrap_or(before);
            return true;
        }
        let walked = walk(&mut self.list, command, self.rows.len(), see.page);
        if walked {
            self.skip_now(if self.list.selected >= before { 1 } else { -1 });
        }
        walked
    }

    fn turn_therapist(&mut self, see: &See<'_>) -> Vec<Act> {
        let therapists: Vec<StaffId> = see.directory.therapists().map(|staff| staff.id).collect();
        let next = match self.only {
            // Whoever treats sees her own day first.
            None => see.viewer.staff.filter(|me| therapists.contains(me)).or_else(|| therapists.first().copied()),
            Some(one) => {
                let first = see.viewer.staff.filter(|me| therapists.contains(me)).or_else(|| therapists.first().copied());
                let order: Vec<StaffId> = first.into_iter().chain(therapists.iter().copied().filter(|id| Some(*id) != first)).collect();
                order.iter().position(|id| *id == one).and_then(|place| order.get(place + 1)).copied()
            }
        };
        self.only = next;
        self.lay_out(see);
        self.hover(see)
    }

    fn open(&self, see: &See<'_>) -> Vec<Act> {
        match self.selected() {
            Some(Row::Entry(_)) => self.appointment().map(|appointment| open_appointment(appointment.id)).into_iter().collect(),
            Some(Row::Free { .. } | Row::Break { .. }) => self.book(see, false),
            Some(Row::Away { absence, .. }) => {
                let reason = self.day.as_ref().and_then(|day| day.absences.get(*absence)).map(|absence| absence.reason.to_string());
                vec![Act::Say(format!("{}. On a free row ↵ books.", reason.unwrap_or_default()))]
            }
            Some(Row::Now(_)) | None => vec![Act::Say("Nobody works on this day. b books anyway, ← → walk to another day.".into())],
        }
    }

    /// The booking form, for the day and the free time that is selected.
    fn book(&self, see: &See<'_>, walk_in: bool) -> Vec<Act> {
        let at = match self.selected() {
            Some(Row::Free { staff, span } | Row::Break { staff, span }) if !walk_in => {
                let from = if span.contains(see.now) { next_step(see) } else { span.from() };
                Some((*staff, from))
            }
            _ => None,
        };
        let start = booking::Start { day: Some(self.date), at, walk_in, client: None };
        vec![Act::Open(Box::new(Screen::Booking(booking::Booking::new(see, start))))]
    }
}

/// The next full step of the clock: nobody books 10:07.
fn next_step(see: &See<'_>) -> chrono::NaiveDateTime {
    let step = i64::from(see.directory.practice.slot_minutes.max(1));
    let minutes = see.now.and_utc().timestamp() / 60;
    let up = (minutes + step - 1) / step * step;
    see.now + chrono::TimeDelta::minutes(up - minutes)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKey {
    Appointment(crate::domain::ids::AppointmentId),
    Time(StaffId, Span),
}

/// The act of a status key, or the sentence that says why not.
pub(in crate::tui) fn step(appointment: &Appointment, to: Status, see: &See<'_>) -> Vec<Act> {
    if let Some(why) = status::why_not(appointment.status, to, appointment.span.from(), see.now) {
        return vec![Act::Refuse(format!("{}: {}", appointment.client_name, why))];
    }
    vec![Act::Do(Box::new(Change::Book(BookChange::Step(step_to(appointment, to, see)))))]
}

fn step_to(appointment: &Appointment, to: Status, see: &See<'_>) -> Step {
    Step { id: appointment.id, seen: appointment.status, to, at: see.now, cancel: None, anyway: None }
}

/// One step back, as the real times tell it.
pub(in crate::tui) fn step_back(appointment: &Appointment, see: &See<'_>) -> Vec<Act> {
    match appointment.real.back_from(appointment.status) {
        Some(to) => vec![Act::Do(Box::new(Change::Book(BookChange::Step(step_to(appointment, to, see)))))],
        None => vec![Act::Say(format!("{} is booked; there is no step before that. u takes the booking back.", appointment.client_name))],
    }
}

/// A step back into a time that somebody holds by now: it can still be done, with a reason.
pub(in crate::tui) fn step_refused(appointment: &Appointment, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
    let (Some((conflicts, ways)), Some(to)) = (conflicts_of(refusal), appointment.real.back_from(appointment.status)) else {
        return Vec::new();
    };
    if appointment.status.holds() || see.moving.is_some() {
        return Vec::new();
    }
    let fit = Fit { slot: appointment.slot(), conflicts: conflicts.to_vec(), ways: ways.to_vec() };
    vec![Act::Ask(Box::new(Dialog::over(fit, Over::Stepping(step_to(appointment, to, see)))))]
}

/// The status a command steps to.
pub(in crate::tui) fn status_of(command: Command) -> Option<Status> {
    match command {
        Command::Confirm => Some(Status::Confirmed),
        Command::Arrive => Some(Status::Arrived),
        Command::Start => Some(Status::InSession),
        Command::Done => Some(Status::Done),
        Command::NoShow => Some(Status::NoShow),
        _ => None,
    }
}

/// What the Day and the appointment's own screen do with an appointment in the same way.
pub(in crate::tui) fn on_appointment(appointment: &Appointment, command: Command, see: &See<'_>) -> Option<Vec<Act>> {
    if let Some(to) = status_of(command) {
        return Some(step(appointment, to, see));
    }
    Some(match command {
        Command::StepBack => step_back(appointment, see),
        Command::Cancel => {
            let begun = status::why_not(appointment.status, Status::Cancelled, appointment.span.from(), see.now);
            match begun {
                Some(why) => vec![Act::Refuse(format!("{}: {why}", appointment.client_name))],
                None => vec![Act::Ask(Box::new(Dialog::cancel(appointment.clone(), see.directory.practice.late_cancel_hours)))],
            }
        }
        Command::Move if appointment.status.holds() || appointment.status == Status::ToRebook => {
            vec![Act::Move(Box::new(Moving::new(appointment.clone())))]
        }
        Command::Move => vec![Act::Refuse(format!(
            "{} is {}; step back first (backspace), then move.",
            appointment.client_name,
            appointment.status.word()
        ))],
        Command::Edit => vec![Act::Open(Box::new(Screen::Booking(booking::Booking::edit(see, appointment))))],
        Command::OpenClient => vec![Act::Open(Box::new(Screen::Client(client::Card::new(appointment.client))))],
        _ => return None,
    })
}

impl Page for DayScreen {
    fn context(&self) -> Context {
        Context::Day
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Day(self.date)]
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        if let (Query::Day(date), Reply::Day(day)) = (&answer.query, &answer.reply)
            && *date == self.date
        {
            self.day = Some(day.clone());
            self.lay_out(see);
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if self.walk(command, see) {
            return self.hover(see);
        }
        match command {
            Command::PreviousColumn => self.sideways(false, see),
            Command::NextColumn => self.sideways(true, see),
            Command::PreviousDay => self.step_days(-1, see),
            Command::NextDay => self.step_days(1, see),
            Command::Today => {
                self.go_to(see.now.date());
                see.moving.map(|_| Act::GoTo(see.now.date())).into_iter().collect()
            }
            Command::GoToDay => vec![Act::Ask(Box::new(Dialog::go_to(see.moving.is_some())))],
            Command::NextTherapist => self.turn_therapist(see),
            Command::PutDown => vec![Act::PutDown],
            Command::Earlier | Command::Later => {
                let step = i64::from(see.directory.practice.slot_minutes);
                let Some(moving) = see.moving else { return Vec::new() };
                let mut shifted = moving.clone();
                shifted.shift(if command == Command::Earlier { -step } else { step });
                vec![Act::Target(shifted.target)]
            }
            Command::Open => self.open(see),
            Command::Book => self.book(see, false),
            Command::WalkIn => self.book(see, true),
            other => match self.appointment() {
                Some(appointment) => on_appointment(appointment, other, see).unwrap_or_default(),
                None if status_of(other).is_some()
                    || matches!(other, Command::Move | Command::Cancel | Command::Edit | Command::StepBack | Command::OpenClient) =>
                {
                    vec![Act::Say("There is no appointment on this row. ↑ ↓ choose one; ↵ or b books.".into())]
                }
                None => Vec::new(),
            },
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected && see.moving.is_none() {
            return self.open(see);
        }
        self.list.selected = row.min(self.rows.len().saturating_sub(1));
        self.hover(see)
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        if let Some(id) = applied.appointment {
            self.seek = Seek::Appointment(id);
        }
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.appointment().map(|appointment| step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}

impl Day {
    /// The therapists who have a column: those who work on the day or have somebody in the book.
    pub fn columns(&self) -> Vec<StaffId> {
        let booked = self.entries.iter().map(|entry| entry.appointment.staff);
        let mut columns: Vec<StaffId> = self.worked.iter().map(|worked| worked.staff).chain(booked).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

/// The counts of the header line, in words.
pub(in crate::tui) fn counts_words(day: &Day, only: Option<StaffId>, see: &See<'_>) -> String {
    let counts = day.counts(only);
    let who = only.map(|staff| format!("{}: ", see.directory.staff_short(staff))).unwrap_or_default();
    let mut words = vec![format!("{who}{} booked", counts.booked)];
    if counts.to_confirm > 0 {
        words.push(format!("{} to confirm", counts.to_confirm));
    }
    if counts.off > 0 {
        words.push(format!("{} off", counts.off));
    }
    if day.to_rebook > 0 {
        words.push(format!("{} to rebook", say::count(day.to_rebook as usize, "", "").trim()));
    }
    words.join(" · ")
}
