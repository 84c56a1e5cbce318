//! The dates of one standing appointment, past ones and those to come.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::{DateRow, Series};
use crate::domain::ids::SeriesId;
use crate::domain::refusal::Refusal;
use crate::tui::acts::open_appointment;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::day::steps;
use Key::{Backspace, Char, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "open", "open the appointment of this date"),
    shown(&[Char('m')], Command::Move, "move", "lift this date, walk, and put it down elsewhere"),
    shown(&[Char('x')], Command::Cancel, "cancel", "cancel this date; one that is to decide is skipped"),
    quiet(&[Backspace], Command::StepBack, "one step back; a cancelled or skipped date comes back"),
    quiet(&[Char('c')], Command::Confirm, "the client has confirmed"),
    quiet(&[Char('e')], Command::Edit, "edit the appointment: every field"),
    shown(&[Char('t')], Command::ExtendStanding, "more dates", "more dates, or until when it goes on"),
    shown(&[Char('z')], Command::EndStanding, "end", "end it from a date on"),
    quiet(&[Char('h')], Command::HandOver, "hand it over to another therapist"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
];

/// The list.
#[derive(Debug)]
pub struct Dates {
    id: SeriesId,
    /// `None`: not read yet.
    pub(super) series: Option<Series>,
    pub(super) rows: Vec<DateRow>,
    pub(super) gone: bool,
    pub(super) list: List,
}

impl Dates {
    pub fn new(id: SeriesId) -> Self {
        Self { id, series: None, rows: Vec::new(), gone: false, list: List::default() }
    }

    fn selected(&self) -> Option<&Appointment> {
        self.rows.get(self.list.selected).map(|(_, row)| row)
    }

    fn open(&self) -> Vec<Act> {
        self.selected().map(|appointment| open_appointment(appointment.id)).into_iter().collect()
    }
}

impl Page for Dates {
    fn context(&self) -> Context {
        Context::StandingDates
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Series(self.id)]
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        let (Query::Series(id), Reply::Series(found)) = (&answer.query, &answer.reply) else { return Vec::new() };
        if *id != self.id {
            return Vec::new();
        }
        let kept = self.selected().map(|row| row.id);
        let first = self.series.is_none();
        self.gone = found.is_none();
        (self.series, self.rows) = found.as_deref().cloned().map_or((None, Vec::new()), |(series, rows)| (Some(series), rows));
        let next = || self.rows.iter().position(|(_, row)| row.span.to() > see.now);
        let again = if first { next() } else { self.rows.iter().position(|(_, row)| Some(row.id) == kept) };
        self.list.selected = again.unwrap_or(self.list.selected).min(self.rows.len().saturating_sub(1));
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.rows.len(), see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.open(),
            other => self.selected().and_then(|appointment| steps::on_appointment(appointment, other, see)).unwrap_or_default(),
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.open();
        }
        self.list.selected = row.min(self.rows.len().saturating_sub(1));
        Vec::new()
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.selected().map(|appointment| steps::step_refused(appointment, refusal, see)).unwrap_or_default()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        steps::is_of_use(self.selected(), command)
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.selected()
    }

    fn series(&self) -> Option<SeriesId> {
        Some(self.id)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
