//! Standing appointments: by therapist, weekday and time.
pub(in crate::tui) mod view;
pub(in crate::tui) mod words;

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::{Act, Page, Screen, See, client, standing_dates, walk};
use crate::domain::book::series::list::Listed;
use crate::domain::book::series::{DateRow, Series};
use crate::domain::ids::{SeriesId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::standing::terms;
use Key::{Char, Enter, Tab};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "dates", "open its dates"),
    shown(&[Char('f')], Command::TurnFilter, "filter", "filter: all, those that end within 4 weeks, those with a date to decide"),
    shown(&[Tab], Command::NextTherapist, "who", "all therapists, then each by herself"),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
    shown(&[Char('t')], Command::ExtendStanding, "more dates", "more dates, or until when it goes on"),
    shown(&[Char('z')], Command::EndStanding, "end", "end it from a date on"),
    quiet(&[Char('h')], Command::HandOver, "hand it over to another therapist"),
    quiet(&[Char('p')], Command::ToDecide, "to decide: what is booked and does not fit any more"),
];

/// Which of them are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    EndsSoon,
    ToDecide,
}

/// The list.
#[derive(Debug, Default)]
pub struct Standing {
    /// All of them, sorted.
    all: Vec<Listed>,
    /// Places in `all` of those that are shown.
    pub(super) shown: Vec<usize>,
    pub(super) filter: Filter,
    pub(super) only: Option<StaffId>,
    pub(super) read: bool,
    pub(super) list: List,
    /// The dates of the one that is selected.
    pub(super) dates: Option<(Series, Vec<DateRow>)>,
}

impl Standing {
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn line(&self, row: usize) -> Option<&Listed> {
        self.all.get(*self.shown.get(row)?)
    }

    pub(super) fn selected(&self) -> Option<&Listed> {
        self.line(self.list.selected)
    }

    /// How many there are, end soon, and have a date to decide, of the therapist that is shown.
    pub(super) fn counts(&self, now: NaiveDateTime) -> (usize, usize, usize) {
        let of = |filter| self.all.iter().filter(|line| self.fits(line, filter, now)).count();
        (of(Filter::All), of(Filter::EndsSoon), of(Filter::ToDecide))
    }

    fn fits(&self, line: &Listed, filter: Filter, now: NaiveDateTime) -> bool {
        let whose = self.only.is_none_or(|only| only == line.series.terms.staff);
        whose
            && match filter {
                Filter::All => true,
                Filter::EndsSoon => line.ends_soon(now),
                Filter::ToDecide => line.to_decide > 0,
            }
    }

    /// What is shown, with the selection on what it was on.
    fn lay_out(&mut self, now: NaiveDateTime) {
        let kept = self.selected().map(|line| line.series.id);
        self.shown = (0..self.all.len()).filter(|place| self.fits(&self.all[*place], self.filter, now)).collect();
        let again = self.shown.iter().position(|place| Some(self.all[*place].series.id) == kept);
        self.list.selected = again.unwrap_or(self.list.selected).min(self.shown.len().saturating_sub(1));
    }

    fn turn_therapist(&mut self, see: &See<'_>) {
        let mut whose: Vec<StaffId> = see.directory.staff.iter().map(|staff| staff.id).collect();
        whose.retain(|id| self.all.iter().any(|line| line.series.terms.staff == *id));
        self.only = match self.only {
            None => whose.first().copied(),
            Some(id) => whose.iter().position(|other| *other == id).and_then(|place| whose.get(place + 1)).copied(),
        };
        self.list = List::default();
        self.lay_out(see.now);
    }

    fn open(&self) -> Vec<Act> {
        let dates = |line: &Listed| Screen::StandingDates(standing_dates::Dates::new(line.series.id));
        self.selected().map(|line| Act::Open(Box::new(dates(line)))).into_iter().collect()
    }
}

/// By therapist as the directory has them, then weekday and time of day, then client.
fn order(line: &Listed, directory: &Directory) -> (usize, u32, NaiveTime, String) {
    let terms = &line.series.terms;
    let staff = directory.staff.iter().position(|staff| staff.id == terms.staff).unwrap_or(usize::MAX);
    let day = line.next.unwrap_or(terms.first).weekday().num_days_from_monday();
    (staff, day, terms.first.time(), line.series.client_name.to_string())
}

impl Standing {
    /// Ends, extends or hands over the selected one.
    fn terms(&self, command: Command, see: &See<'_>) -> Option<Act> {
        let (kind, line) = (terms::Kind::of(command)?, self.selected()?);
        Some(terms::ask(kind, line.series.id, &line.series.client_name, None, see))
    }
}

impl Page for Standing {
    fn context(&self) -> Context {
        Context::Standing
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        let dates = self.selected().map(|line| Query::Series(line.series.id));
        [Query::Standing { client: None }].into_iter().chain(dates).collect()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match (&answer.query, &answer.reply) {
            (Query::Standing { client: None }, Reply::Standing(lines)) => {
                let kept = self.selected().map(|line| line.series.id);
                self.read = true;
                self.all.clone_from(lines);
                self.all.sort_by_cached_key(|line| order(line, see.directory));
                self.lay_out(see.now);
                let again = self.shown.iter().position(|place| Some(self.all[*place].series.id) == kept);
                self.list.selected = again.unwrap_or(self.list.selected);
            }
            (Query::Series(id), Reply::Series(series)) if self.series() == Some(*id) => {
                self.dates = series.as_deref().cloned();
            }
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if walk(&mut self.list, command, self.shown.len(), see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.open(),
            Command::NextTherapist => {
                self.turn_therapist(see);
                Vec::new()
            }
            Command::TurnFilter => {
                self.filter = match self.filter {
                    Filter::All => Filter::EndsSoon,
                    Filter::EndsSoon => Filter::ToDecide,
                    Filter::ToDecide => Filter::All,
                };
                self.lay_out(see.now);
                Vec::new()
            }
            Command::OpenClient => {
                let client = self.selected().and_then(|line| line.series.terms.client);
                client.map(|id| Act::Open(Box::new(Screen::Client(client::Card::new(id))))).into_iter().collect()
            }
            other => self.terms(other, see).into_iter().collect(),
        }
    }

    fn pointed(&mut self, target: Target, _see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.open();
        }
        self.list.selected = row.min(self.shown.len().saturating_sub(1));
        Vec::new()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        match command {
            Command::Open | Command::OpenClient | Command::EndStanding | Command::ExtendStanding | Command::HandOver => {
                !self.shown.is_empty()
            }
            Command::TurnFilter | Command::NextTherapist => !self.all.is_empty(),
            _ => true,
        }
    }

    fn series(&self) -> Option<SeriesId> {
        self.selected().map(|line| line.series.id)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
