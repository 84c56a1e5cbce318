//! The day: the home screen.
mod away;
mod care;
pub(in crate::tui) mod columns;
mod dated;
pub(in crate::tui) mod entry;
mod heading;
pub(in crate::tui) mod pane;
mod rows;
pub(in crate::tui) mod steps;
pub(in crate::tui) mod view;
mod walking;

pub(in crate::tui) use care::UNSIGNED;
pub(super) use walking::next_therapist;

use chrono::{NaiveDate, NaiveDateTime};

use self::steps::{on_appointment, status_of, step_refused};
use super::{Act, Page, Screen, See, booking};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::change::Applied;
use crate::domain::ids::StaffId;
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;
use crate::tui::acts::open_appointment;
use crate::tui::dialog::Dialog;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::moving::Shown;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{BackTab, Backspace, Char, Delete, Enter, Left, Right, ShiftDown, ShiftUp, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the appointment, or book the free time"),
    shown(&[Char('c')], Command::Confirm, "confirm", "the client has confirmed"),
    shown(&[Char('a')], Command::Arrive, "arrive", "the client is here; again: what they answer at arrival"),
    shown(&[Char('s')], Command::Start, "start", "the session begins"),
    shown(&[Char('d')], Command::Done, "done", "the session is over"),
    shown(&[Char('w')], Command::WriteNote, "note", "write the session note, or read the signed one"),
    shown(&[Char(' ')], Command::Glance, "look", "look, ten seconds before a session: alerts, last visit, what comes next"),
    shown(&[Char('m')], Command::Move, "move", "lift the appointment, or all that are marked, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel: by whom and why, or lift it out to rebook"),
    quiet(&[Char('v')], Command::Mark, "mark it, or take the mark off: m then moves all that are marked"),
    quiet(&[Char('y')], Command::Again, "the same again in n weeks; for one that was called off, its next free time"),
    quiet(&[Char('r')], Command::Repeat, "repeat: make it standing, or all that are marked"),
    quiet(&[Char('n')], Command::NoShow, "the client did not come"),
    quiet(&[Backspace], Command::StepBack, "one step back: done → in session → arrived …; a cancelled one comes back"),
    quiet(&[Char('e')], Command::Edit, "edit the appointment: every field"),
    quiet(&[Char('o')], Command::OpenClient, "open the client; on a date that holds no time: book it here"),
    quiet(&[Char('i')], Command::WalkIn, "walk-in: book and arrive now"),
    quiet(&[Char('B'), Char('f')], Command::Block, "block time: an errand or a pause of a therapist"),
    quiet(&[Delete], Command::Remove, "take the absence on this row out of the book"),
    quiet(&[Char('p')], Command::ToDecide, "to decide: what is booked and does not fit any more"),
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
    shown(&[Tab], Command::NextFit, "next fit", "to the next time at which it fits, on a later day too"),
    shown(&[Char('g')], Command::GoToDay, "day and time", "carry it to a day and time in words: wed 10:30, or after 5 dec"),
    quiet(&[BackTab], Command::PreviousFit, "to the fit before"),
    quiet(&[Char('x')], Command::Swap, "swap it with the appointment it hovers over"),
    quiet(&[Char('w')], Command::NextTherapist, "fits with whom: all therapists, then each by herself"),
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
    /// The place of the selected appointment in its standing one.
    position: Option<dated::Known>,
    care: care::Care,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seek {
    Keep,
    /// The first row that is not over.
    Next,
    Appointment(crate::domain::ids::AppointmentId),
    /// The row of a therapist's time that holds this moment.
    Place(StaffId, NaiveDateTime),
}

impl DayScreen {
    pub fn new(date: NaiveDate) -> Self {
        Self {
            date,
            only: None,
            day: None,
            rows: Vec::new(),
            list: List::default(),
            seek: Seek::Next,
            position: None,
            care: care::Care::default(),
        }
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
            self.care.clear();
            self.list = List::default();
            self.seek = Seek::Next;
        }
    }

    pub fn only(&self) -> Option<StaffId> {
        self.only
    }

    /// Shows one therapist's day, or everybody's.
    pub(in crate::tui) fn show_only(&mut self, only: Option<StaffId>) {
        if only != self.only {
            self.only = only;
            self.rows.clear();
            self.seek = Seek::Next;
        }
    }

    /// Whose the selected row is, and when it begins.
    pub(in crate::tui) fn place(&self) -> Option<(StaffId, chrono::NaiveDateTime)> {
        self.selected().and_then(|row| self.place_of(row)).map(|(staff, span)| (staff, span.from()))
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

    fn open(&self, see: &See<'_>) -> Vec<Act> {
        match self.selected() {
            Some(Row::Entry(_)) => self.appointment().map(|appointment| open_appointment(appointment.id)).into_iter().collect(),
            Some(Row::Free { .. } | Row::Break { .. }) => self.book(see, false),
            Some(Row::Away { .. }) => self.edit_absence(see),
            Some(Row::Now(_)) | None => {
                let [book, back, on] =
                    [Command::Book, Command::PreviousColumn, Command::NextColumn].map(|command| see.key(Context::Day, command));
                vec![Act::Say(format!("Nobody works on this day. {book} books anyway, {back} {on} walk to another day."))]
            }
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
        let start = booking::Start { day: Some(self.date), at, walk_in, ..booking::Start::default() };
        vec![Act::Open(Box::new(Screen::Booking(booking::Booking::new(see, start))))]
    }
}

/// The next full step of the clock: nobody books 10:07.
pub(super) fn next_step(see: &See<'_>) -> chrono::NaiveDateTime {
    let step = i64::from(see.directory.practice.slot_minutes.max(1));
    let minutes = see.now.and_utc().timestamp() / 60;
    let up = (minutes + step - 1) / step * step;
    see.now + chrono::TimeDelta::minutes(up - minutes)
}

impl Page for DayScreen {
    fn context(&self) -> Context {
        Context::Day
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        [Query::Day(self.date)].into_iter().chain(self.asks_care(see)).chain(self.asks_position()).collect()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        if let (Query::Day(date), Reply::Day(day)) = (&answer.query, &answer.reply)
            && *date == self.date
        {
            self.day = Some(day.clone());
            self.lay_out(see);
        }
        self.take_position(answer);
        self.take_care(answer);
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
            Command::Book => match self.appointment().filter(|date| steps::is_open_date(date)) {
                Some(date) => on_appointment(date, command, see).unwrap_or_default(),
                None => self.book(see, false),
            },
            Command::WalkIn => self.book(see, true),
            Command::Block => self.block(see),
            Command::Remove => self.remove_absence(see),
            Command::Edit if self.absence().is_some() => self.edit_absence(see),
            // Beside the name of what it meets: book it here all the same.
            Command::OpenClient if self.appointment().is_some_and(steps::is_open_date) => {
                self.appointment().and_then(|date| on_appointment(date, Command::Book, see)).unwrap_or_default()
            }
            other => match self.appointment() {
                Some(appointment) => on_appointment(appointment, other, see).unwrap_or_default(),
                None if status_of(other).is_some()
                    || matches!(
                        other,
                        Command::Move
                            | Command::Again
                            | Command::Repeat
                            | Command::Cancel
                            | Command::Edit
                            | Command::StepBack
                            | Command::OpenClient
                            | Command::WriteNote
                    ) =>
                {
                    let [open, book] = [Command::Open, Command::Book].map(|command| see.key(Context::Day, command));
                    vec![Act::Say(format!("There is no appointment on this row. ↑ ↓ choose one; {open} or {book} books."))]
                }
                None => Vec::new(),
            },
        }
    }

    fn shown(&self) -> Option<Shown> {
        Some(Shown { days: (self.date, self.date), only: self.only })
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.appointment()
    }

    fn show_place(&mut self, place: &Slot) {
        self.go_to(place.span.date());
        if self.only.is_some_and(|only| only != place.staff) {
            self.only = None;
            self.day = None;
            self.rows.clear();
        }
        self.seek = Seek::Place(place.staff, place.span.from());
        self.find_place();
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            // A second click is what ↵ is.
            return match see.moving {
                Some(_) if self.selected().is_some_and(|row| self.place_of(row).is_some()) => vec![Act::PutDown],
                Some(_) => vec![Act::Say("Nothing can be put down here: this is no time of a therapist. Click a free row.".into())],
                None => self.open(see),
            };
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

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        steps::is_of_use(self.appointment(), command) && (command != Command::Glance || see.viewer.sees_care())
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
pub(in crate::tui) fn counts_words(day: &Day, only: Option<StaffId>, unsigned: usize, see: &See<'_>) -> String {
    let counts = day.counts(only);
    let who = only.map(|staff| format!("{}: ", see.directory.staff_short(staff))).unwrap_or_default();
    let mut words = vec![format!("{who}{} booked", counts.booked)];
    if unsigned > 0 {
        words.push(format!("{} unsigned", say::count(unsigned, "note", "notes")));
    }
    if day.to_decide > 0 {
        words.push(format!("{} to decide", day.to_decide));
    }
    // What has to be done stands before what can be read on the rows: a narrow window leaves out the last.
    if day.to_rebook > 0 {
        words.push(format!("{} to rebook", day.to_rebook));
    }
    if counts.to_confirm > 0 {
        words.push(format!("{} to confirm", counts.to_confirm));
    }
    if counts.off > 0 {
        words.push(format!("{} off", counts.off));
    }
    words.join(" · ")
}
