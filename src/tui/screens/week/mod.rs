//! The week: columns of days, rows of the time of day, one therapist or all.
mod cells;
pub(in crate::tui) mod grid;
pub(in crate::tui) mod heading;
mod shape;
mod spot;
pub(in crate::tui) mod strip;
pub(in crate::tui) mod view;
mod walking;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use self::shape::{Scale, Shape};
use super::day::DayScreen;
use super::day::steps::{self, step_refused};
use super::{Act, Page, See};
use crate::domain::book::appointment::{Appointment, Slot};
use crate::domain::book::week::{Column, Lane, Week};
use crate::domain::change::Applied;
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;
use crate::tui::dialog::Dialog;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::moving::Shown;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Backspace, Char, Down, End, Enter, Home, Left, PageDown, PageUp, Right, ShiftLeft, ShiftRight, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the appointment, or book the free time; several: the day"),
    shown(&[Char('c')], Command::Confirm, "confirm", "the client has confirmed"),
    shown(&[Char('a')], Command::Arrive, "arrive", "the client is here"),
    shown(&[Char('s')], Command::Start, "start", "the session begins"),
    shown(&[Char('d')], Command::Done, "done", "the session is over"),
    shown(&[Char('w')], Command::WriteNote, "note", "write the session note, or read the signed one"),
    shown(&[Char('m')], Command::Move, "move", "lift the appointment, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel: by whom and why, or lift it out to rebook"),
    quiet(&[Char(' ')], Command::Glance, "look, ten seconds before a session: alerts, last visit, what comes next"),
    quiet(&[Char('n')], Command::NoShow, "the client did not come"),
    quiet(&[Backspace], Command::StepBack, "one step back: done → in session → arrived …"),
    quiet(&[Char('e')], Command::Edit, "edit the appointment: every field"),
    quiet(&[Char('o')], Command::OpenClient, "open the client"),
    quiet(&[Char('i')], Command::WalkIn, "walk-in: book and arrive now"),
    quiet(&[Up, Char('k')], Command::Up, "up"),
    quiet(&[Down, Char('j')], Command::Down, "down"),
    quiet(&[Left, Char('h')], Command::PreviousColumn, "the day before"),
    quiet(&[Right, Char('l')], Command::NextColumn, "the next day"),
    quiet(&[ShiftLeft, Char('<')], Command::PreviousLane, "side by side: the therapist to the left"),
    quiet(&[ShiftRight, Char('>')], Command::NextLane, "side by side: the therapist to the right"),
    quiet(&[PageUp], Command::PageUp, "the week before"),
    quiet(&[PageDown], Command::PageDown, "the next week"),
    quiet(&[Char('['), Char(',')], Command::PreviousWeek, "the week before"),
    quiet(&[Char(']'), Char('.')], Command::NextWeek, "the next week"),
    quiet(&[Home], Command::First, "the first"),
    quiet(&[End], Command::Last, "the last"),
    quiet(&[Char('v')], Command::Mark, "mark it, or take the mark off: m then moves all that are marked"),
    quiet(&[Char('y')], Command::Again, "the same again in n weeks; for one that was called off, its next free time"),
    quiet(&[Char('r')], Command::Repeat, "repeat: make it standing, or all that are marked"),
    shown(&[Tab], Command::NextTherapist, "who", "all therapists, then each by herself"),
    shown(&[Char('p')], Command::PickDay, "pick a day", "pick a day from the months: arrows, ↵"),
    shown(&[Char('g')], Command::GoToDay, "go to", "go to a day in words: fri, 24 nov, in 2 weeks"),
    shown(&[Char('t')], Command::Today, "today", "today"),
];

/// The day a week begins with in this practice.
pub(in crate::tui) fn week_starts(see: &See<'_>) -> Weekday {
    see.directory.practice.week_starts
}

/// The first day of the week of a date.
fn first_of(date: NaiveDate, starts: Weekday) -> NaiveDate {
    date.week(starts).checked_first_day().unwrap_or(date)
}

/// Seven days of the book, all therapists or one.
#[derive(Debug)]
pub struct WeekScreen {
    first: NaiveDate,
    /// Where the selection is.
    date: NaiveDate,
    minute: i64,
    /// Where therapists stand side by side: whose column was chosen last.
    lane: Option<StaffId>,
    only: Option<StaffId>,
    week: Option<Week>,
    columns: Vec<Column>,
    /// The first and the last minute of the day at which anything happens.
    bounds: (i64, i64),
    /// Those who have a column where all are shown.
    staff: Vec<StaffId>,
    list: List,
    /// The day selected in the months, while they have the keys.
    months: Option<NaiveDate>,
    /// The selected appointment as it stands in the file.
    picked: Option<Box<Appointment>>,
    /// A command that waits for it.
    wanted: Option<Command>,
    /// An appointment to select when the week comes.
    seek: Option<AppointmentId>,
}

impl WeekScreen {
    pub fn new(at: NaiveDateTime, only: Option<StaffId>, see: &See<'_>) -> Self {
        Self {
            first: first_of(at.date(), week_starts(see)),
            date: at.date(),
            minute: minute_of(at),
            lane: None,
            only,
            week: None,
            columns: Vec::new(),
            bounds: (0, 0),
            staff: Vec::new(),
            list: List::default(),
            months: None,
            picked: None,
            wanted: None,
            seek: None,
        }
    }

    /// The week of the day that is shown there, with the same moment selected.
    pub(in crate::tui) fn of_day(day: &DayScreen, see: &See<'_>) -> Self {
        let now = if day.date() == see.now.date() { see.now } else { day.date().and_time(chrono::NaiveTime::MIN) };
        let place = day.place();
        let mut week = Self::new(place.map_or(now, |(_, at)| at), day.only(), see);
        week.lane = place.map(|(staff, _)| staff);
        week
    }

    /// The day that is selected.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    pub fn only(&self) -> Option<StaffId> {
        self.only
    }

    /// Selects an appointment once the week is read.
    pub fn seek(&mut self, id: AppointmentId) {
        self.seek = Some(id);
    }

    fn shown<'a>(&'a self, column: &'a Column) -> impl Iterator<Item = &'a Lane> {
        column.shown(self.only).filter(|lane| self.only.is_some() || self.staff.contains(&lane.staff))
    }

    /// How many therapists are shown.
    fn many(&self) -> usize {
        if self.only.is_some() { 1 } else { self.staff.len().max(1) }
    }

    fn shape(&self, see: &See<'_>) -> Shape {
        Shape::of(see.size, self.many())
    }

    /// Whose column is selected, where therapists stand side by side: the one chosen, the one to whom something is carried,
    /// whoever is at the keyboard, or the first.
    fn lane_here(&self, see: &See<'_>) -> Option<StaffId> {
        if !self.shape(see).lanes {
            return None;
        }
        let wanted = [self.lane, see.moving.map(|moving| moving.target.staff), see.viewer.staff];
        wanted.into_iter().flatten().find(|staff| self.staff.contains(staff)).or_else(|| self.staff.first().copied())
    }

    fn scale(&self, see: &See<'_>) -> Option<Scale> {
        self.week.as_ref().map(|_| Scale::of(self.bounds, self.shape(see).rows))
    }

    fn column(&self) -> Option<&Column> {
        self.columns.iter().find(|column| column.date == self.date)
    }

    fn lay_out(&mut self, see: &See<'_>) {
        let Some(week) = &self.week else { return };
        self.staff = week.staff();
        let mut staff: Vec<StaffId> = see.directory.therapists().map(|staff| staff.id).chain(self.staff.iter().copied()).collect();
        staff.sort_unstable();
        staff.dedup();
        self.columns = week.columns(&staff);
        self.bounds = shape::bounds(week);
        let sought = self.seek.take().and_then(|id| week.booked.iter().find(|booked| booked.id == id));
        if let Some(booked) = sought
            && self.only.is_none_or(|only| only == booked.staff)
            && self.columns.iter().any(|column| column.date == booked.span.date())
        {
            (self.date, self.minute) = (booked.span.date(), minute_of(booked.span.from()));
            self.lane = Some(booked.staff);
        }
    }
}

fn minute_of(at: NaiveDateTime) -> i64 {
    i64::from(at.hour() * 60 + at.minute())
}

impl Page for WeekScreen {
    fn context(&self) -> Context {
        Context::Week
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let one = self.one(see).map(|booked| Query::Appointment(booked.id));
        std::iter::once(Query::Week(self.first)).chain(one).collect()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match (&answer.query, &answer.reply) {
            (Query::Week(first), Reply::Week(week)) if *first == self.first => {
                self.week = Some(week.clone());
                self.lay_out(see);
            }
            (Query::Appointment(_), Reply::Appointment(Some(appointment))) => {
                self.picked = Some(Box::new(appointment.clone()));
                if let Some(command) = self.wanted.take() {
                    return self.on_selected(command, see);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        self.wanted = None;
        if self.months.is_some()
            && let Some(acts) = self.in_months(command, see)
        {
            return acts;
        }
        if let Some(acts) = self.walk(command, see) {
            return acts;
        }
        match command {
            Command::GoToDay => vec![Act::Ask(Box::new(Dialog::go_to(see.moving.is_some())))],
            Command::PickDay => {
                self.months = Some(self.date);
                Vec::new()
            }
            Command::NextTherapist => self.turn_therapist(see),
            Command::PutDown => vec![Act::PutDown],
            Command::Earlier | Command::Later => self.shift(command == Command::Earlier, see),
            Command::Open => self.open(see),
            Command::Book => self.book(see, false),
            Command::WalkIn => self.book(see, true),
            other => self.on_selected(other, see),
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Cell { date, minute, staff } => {
                let same = self.scale(see).is_some_and(|scale| scale.slot_at(minute) == scale.slot_at(self.minute));
                let same = same && date == self.date && (staff.is_none() || staff == self.lane_here(see));
                if same && self.months.is_none() {
                    return if see.moving.is_some() { vec![Act::PutDown] } else { self.open(see) };
                }
                self.months = None;
                (self.date, self.minute, self.lane) = (date, minute, staff.or(self.lane));
                self.hover(see)
            }
            Target::Date(date) if date == self.date && self.months.is_none() && see.moving.is_none() => vec![Act::Run(Command::ToDay)],
            Target::Date(date) => {
                self.months = None;
                self.go_to(date, week_starts(see));
                self.hover(see)
            }
            Target::Row(_) | Target::Field(_) | Target::Choice(..) | Target::Region(_) | Target::Command(_) => Vec::new(),
        }
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        self.seek = applied.appointment;
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.appointment(see).map(|appointment| step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        steps::is_of_use(self.appointment(see), command)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn shown(&self) -> Option<Shown> {
        Some(Shown { days: (self.first, self.first + TimeDelta::days(6)), only: self.only })
    }

    fn stands_on(&self) -> Option<&Appointment> {
        let at = self.date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(self.minute);
        self.picked.as_deref().filter(|picked| picked.span.contains(at) || picked.span.from() == at)
    }

    fn show_place(&mut self, place: &Slot) {
        if self.only.is_some_and(|only| only != place.staff) {
            self.only = None;
        }
        self.go_to(place.span.date(), self.first.weekday());
        self.select(place.span.from());
        self.lane = self.lane.map(|_| place.staff);
    }
}

/// "this week", "in 3 weeks".
fn relative(first: NaiveDate, today: NaiveDate, starts: Weekday) -> String {
    let weeks = (first - first_of(today, starts)).num_weeks();
    let count = say::count(usize::try_from(weeks.unsigned_abs()).unwrap_or(0), "week", "weeks");
    match weeks {
        0 => "this week".into(),
        1 => "next week".into(),
        -1 => "last week".into(),
        weeks if weeks > 0 => format!("in {count}"),
        _ => format!("{count} ago"),
    }
}

/// "23–29 Nov 2026", "30 Nov – 6 Dec 2026".
pub(in crate::tui) fn range_words(first: NaiveDate) -> String {
    let last = first + TimeDelta::days(6);
    if first.month() == last.month() {
        format!("{}–{}", first.day(), last.format("%-d %b %Y"))
    } else if first.year() == last.year() {
        format!("{} – {}", first.format("%-d %b"), last.format("%-d %b %Y"))
    } else {
        format!("{} – {}", first.format("%-d %b %Y"), last.format("%-d %b %Y"))
    }
}
