//! A week of the book as it is read: who is in it when, and what each minute of a therapist's day is.
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::day::Worked;
use super::series::Dated;
use super::status::Status;
use crate::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::{self, Span};
use crate::domain::text::Clean;

/// An appointment with no more of it than a week shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    pub id: AppointmentId,
    pub client: ClientId,
    pub client_name: Clean,
    /// What tells the client from another of the same name in this week ("b. 1985", a phone); empty where there is none.
    pub apart: Clean,
    pub service: ServiceId,
    pub staff: StaffId,
    pub room: Option<RoomId>,
    pub span: Span,
    /// Clean-up after it, minutes.
    pub buffer: u32,
    pub status: Status,
    /// The practice has changed around it, and nobody has decided yet.
    pub to_decide: bool,
    /// Where it is a date of a standing appointment: which one.
    pub dated: Option<Dated>,
}

impl Booked {
    /// "Maria Smith", "Maria Smith (b. 1985)" where there are two.
    pub fn name(&self) -> String {
        if self.apart.is_empty() { self.client_name.to_string() } else { format!("{} ({})", self.client_name, self.apart) }
    }
}

/// Leaves what tells clients apart only where two have one name.
pub fn tell_apart(booked: &mut [Booked]) {
    let mut alone: HashMap<&str, Option<ClientId>> = HashMap::new();
    for one in booked.iter() {
        let whose = alone.entry(one.client_name.as_str()).or_insert(Some(one.client));
        *whose = whose.filter(|client| *client == one.client);
    }
    let alone: Vec<bool> = booked.iter().map(|one| alone.get(one.client_name.as_str()).copied().flatten().is_some()).collect();
    for (one, alone) in booked.iter_mut().zip(alone) {
        if alone {
            one.apart = Clean::default();
        }
    }
}

/// Dates of the book that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    pub first: NaiveDate,
    /// Those that hold their time and the no-shows, by start, then therapist; a night's of the day before included.
    pub booked: Vec<Booked>,
    /// Those that were called off, do not happen, or wait for a time or a decision, by start, then therapist: they hold nothing.
    pub off: Vec<Booked>,
    /// Each date's hours, from the first on.
    pub worked: Vec<Vec<Worked>>,
    pub absences: Vec<Absence>,
}

/// What a stretch of a therapist's day is. The numbers are places in the week's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// An appointment; where two overlap, the one that began first.
    Booked(usize),
    /// The clean-up after an appointment.
    CleanUp(usize),
    Free,
    /// Between two stretches of the hours.
    Break,
    /// An errand or pause of the therapist.
    Blocked(usize),
    /// The therapist's time off.
    Off(usize),
    /// The practice is closed.
    Closed(usize),
    /// Before, after or without hours.
    Outside,
}

/// A part of a therapist's day that is one thing throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub span: Span,
    pub cell: Cell,
}

/// One therapist on one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    pub staff: StaffId,
    /// Whether she has hours on the date, off or not.
    pub works: bool,
    /// From midnight to midnight, one after the other.
    pub stretches: Vec<Stretch>,
    /// Places of the appointments that reach into the date, no-shows among them, by start.
    pub booked: Vec<usize>,
}

/// One date with its therapists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub date: NaiveDate,
    pub lanes: Vec<Lane>,
}

/// The sums above a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub booked: usize,
    pub to_confirm: usize,
    /// Called off, to rebook, or not come.
    pub off: usize,
    /// Minutes still to be had, in stretches that are long enough for a service.
    pub free: u32,
}

impl Booked {
    /// How long it holds therapist and room.
    pub fn held(&self) -> Span {
        self.span.with_buffer(self.buffer)
    }
}

impl Week {
    /// Who works in it or has somebody in the book.
    pub fn staff(&self) -> Vec<StaffId> {
        let working = self.worked.iter().flatten().map(|worked| worked.staff);
        let mut staff: Vec<StaffId> = working.chain(self.booked.iter().map(|booked| booked.staff)).collect();
        staff.sort_unstable();
        staff.dedup();
        staff
    }

    /// Every date with a lane for each of `staff`.
    pub fn columns(&self, staff: &[StaffId]) -> Vec<Column> {
        let dates = self.first.iter_days().zip(&self.worked);
        dates.map(|(date, worked)| Column { date, lanes: staff.iter().map(|staff| self.lane(date, *staff, worked)).collect() }).collect()
    }

    fn lane(&self, date: NaiveDate, staff: StaffId, worked: &[Worked]) -> Lane {
        let whole = Span::whole_day(date);
        let mine = |booked: &Booked| booked.staff == staff && booked.held().overlaps(&whole);
        let booked: Vec<usize> = (0..self.booked.len()).filter(|place| mine(&self.booked[*place])).collect();
        let hours = worked.iter().find(|worked| worked.staff == staff).map_or(&[] as &[Span], |worked| &worked.hours);
        let stretches = self.layers(staff, hours, &booked).into_iter().fold(Filling::new(whole), Filling::lay).done();
        Lane { staff, works: !hours.is_empty(), stretches, booked }
    }

    /// What lies over what: the first that has a minute keeps it.
    fn layers(&self, staff: StaffId, hours: &[Span], booked: &[usize]) -> Vec<Stretch> {
        let holding = || booked.iter().copied().filter(|place| self.booked[*place].status.holds());
        let sessions = holding().map(|place| Stretch { span: self.booked[place].span, cell: Cell::Booked(place) });
        let clean_up = holding().map(|place| Stretch { span: self.booked[place].held(), cell: Cell::CleanUp(place) });
        let away = |what: fn(Absent, StaffId, usize) -> Option<Cell>| {
            let absences = self.absences.iter().enumerate();
            absences.filter_map(move |(place, absence)| what(absence.of, staff, place).map(|cell| Stretch { span: absence.span, cell }))
        };
        let closed = away(|of, _, place| (of == Absent::Practice).then_some(Cell::Closed(place)));
        let off = away(|of, staff, place| (of == Absent::Staff(staff)).then_some(Cell::Off(place)));
        let blocked = away(|of, staff, place| (of == Absent::Block(staff)).then_some(Cell::Blocked(place)));
        let free = hours.iter().map(|span| Stretch { span: *span, cell: Cell::Free });
        let breaks = hours.windows(2).filter_map(|pair| Span::new(pair[0].to(), pair[1].from()));
        let breaks = breaks.map(|span| Stretch { span, cell: Cell::Break });
        sessions.chain(clean_up).chain(closed).chain(off).chain(blocked).chain(free).chain(breaks).collect()
    }
}

/// A day that is being filled, stretch by stretch.
struct Filling {
    left: Vec<Span>,
    filled: Vec<Stretch>,
}

impl Filling {
    fn new(whole: Span) -> Self {
        Self { left: vec![whole], filled: Vec::new() }
    }

    fn lay(mut self, layer: Stretch) -> Self {
        let parts = self.left.iter().filter_map(|left| left.common(&layer.span));
        self.filled.extend(parts.map(|span| Stretch { span, cell: layer.cell }));
        self.left = span::subtract(&self.left, &[layer.span]);
        self
    }

    fn done(mut self) -> Vec<Stretch> {
        self.filled.extend(self.left.iter().map(|span| Stretch { span: *span, cell: Cell::Outside }));
        self.filled.sort_unstable_by_key(|stretch| stretch.span);
        self.filled
    }
}

impl Column {
    /// The lanes that are shown (`None`: all).
    pub fn shown(&self, only: Option<StaffId>) -> impl Iterator<Item = &Lane> {
        self.lanes.iter().filter(move |lane| only.is_none_or(|one| one == lane.staff))
    }

    /// Sums over the lanes shown. What is over at `now` is not free any more; nor is what is shorter than `shortest` minutes.
    pub fn counts(&self, week: &Week, only: Option<StaffId>, shortest: u32, now: NaiveDateTime) -> Counts {
        let mut counts = Counts::default();
        for lane in self.shown(only) {
            let here = lane.booked.iter().filter_map(|place| week.booked.get(*place)).filter(|booked| booked.span.date() == self.date);
            for booked in here {
                counts.booked += usize::from(booked.status.holds());
                counts.to_confirm += usize::from(booked.status == Status::Booked);
                counts.off += usize::from(booked.status == Status::NoShow);
            }
            counts.off += self.off(week, only).filter(|off| off.staff == lane.staff).count();
            let free = lane.stretches.iter().filter(|stretch| stretch.cell == Cell::Free);
            let ahead = free.filter_map(|stretch| Span::new(stretch.span.from().max(now), stretch.span.to()));
            counts.free += ahead.map(|span| span.minutes()).filter(|minutes| *minutes >= shortest).sum::<u32>();
        }
        counts
    }

    /// What was called off or waits for a new time on the date, with the therapists shown.
    pub fn off<'a>(&self, week: &'a Week, only: Option<StaffId>) -> impl Iterator<Item = &'a Booked> {
        let date = self.date;
        week.off.iter().filter(move |off| off.span.date() == date && only.is_none_or(|one| one == off.staff))
    }

    /// The absence that keeps everybody shown from working on the whole date, by its place; `None` when somebody works.
    pub fn away(&self, week: &Week, only: Option<StaffId>) -> Option<usize> {
        let cells = || self.shown(only).flat_map(|lane| &lane.stretches);
        if cells().any(|stretch| matches!(stretch.cell, Cell::Free | Cell::Booked(_))) {
            return None;
        }
        let closed = cells().find_map(|stretch| if let Cell::Closed(place) = stretch.cell { Some(place) } else { None });
        // On a date on which nobody works anyway there may be no lane at all, and the closure has its name all the same.
        let whole = Span::whole_day(self.date);
        let by_name = || week.absences.iter().position(|absence| absence.of == Absent::Practice && absence.span.encloses(&whole));
        let working = self.shown(only).filter(|lane| lane.works || only.is_some()).flat_map(|lane| &lane.stretches);
        let mut off = working.filter_map(|stretch| if let Cell::Off(place) = stretch.cell { Some(place) } else { None });
        closed.or_else(by_name).or_else(|| off.next())
    }
}
