//! What an import of a calendar will do, event by event, before anything is written.
mod dates;
mod differs;
mod house;
mod whom;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDateTime;

use super::book::Taken;
use super::{Bad, Known, Outcome};
use crate::domain::book::calendar::Here;
use crate::domain::change::{Import, NewAbsence};
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::practice::hours::Absence;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::exchange::ics::{Calendar, Item, Occasion, Said, State, What};

use whom::Clients;

/// What the person has settled about the calendars.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Whose calendar it is; else the calendar says it itself.
    pub therapist: Option<StaffId>,
    /// What is booked; else the service of the same length.
    pub service: Option<ServiceId>,
    /// Their words for a client → our client's name.
    pub map: Vec<(String, String)>,
    /// Clients who are not here are added.
    pub new_clients: bool,
    /// Whole days close the practice; else they are time off of the therapist.
    pub closures: bool,
}

/// What is in the book besides appointments.
#[derive(Debug)]
pub struct Before<'a> {
    pub known: Known<'a>,
    /// The names of the calendars' events that are here already, with what they are in the book now.
    pub uids: &'a HashMap<String, Here>,
    pub absences: &'a [Absence],
}

/// What becomes of one calendar. Its events are counted in `outcome`, the dates and days beside it.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    pub outcome: Outcome,
    /// Events that were nothing to bring in, each with the reason.
    pub aside: Vec<Bad>,
    /// What has to be said about events that come in.
    pub notes: Vec<Bad>,
    pub single: usize,
    pub standing: usize,
    /// Dates of standing appointments and of events with several dates that take place, or are to decide.
    pub dates: usize,
    /// Dates that their rule gives and that are taken out of it.
    pub skipped: usize,
    pub absences: usize,
}

/// Everything an import of calendars will do.
#[derive(Debug, Default)]
pub struct CalendarPlan {
    pub import: Import,
    /// In the order of the calendars.
    pub judged: Vec<Judged>,
    /// Clients who are not here, and how many events name them.
    pub unknown: BTreeMap<Clean, usize>,
    pub overlaps_kept: usize,
    /// Appointments to come that were given a room that is free.
    pub rooms_given: usize,
    /// Appointments of past days, taken as done.
    pub taken_as_done: usize,
}

/// Judges every event of every calendar.
pub fn plan_calendars(calendars: &[&Calendar], before: &Before<'_>, wishes: &Wishes) -> CalendarPlan {
    let mut planner = Planner {
        before,
        wishes,
        clients: Clients::new(before.known.clients, wishes),
        taken: Taken::new(&before.known),
        ours: Taken::default(),
        uids: HashSet::new(),
        plan: CalendarPlan::default(),
    };
    for calendar in calendars {
        let judged = planner.take(calendar);
        planner.plan.judged.push(judged);
    }
    planner.plan
}

struct Planner<'a> {
    before: &'a Before<'a>,
    wishes: &'a Wishes,
    clients: Clients,
    taken: Taken,
    /// What stood beside one another in a book like this one.
    ours: Taken,
    /// Of this run.
    uids: HashSet<Clean>,
    plan: CalendarPlan,
}

impl Planner<'_> {
    fn now(&self) -> NaiveDateTime {
        self.before.known.now
    }

    fn take(&mut self, calendar: &Calendar) -> Judged {
        let bad = |(line, reason): &(usize, String)| Bad { line: *line, reason: reason.clone() };
        let mut judged = Judged { aside: calendar.aside.iter().map(bad).collect(), ..Judged::default() };
        judged.outcome.bad = calendar.bad.iter().map(bad).collect();
        judged.outcome.duplicates = calendar.older.len();
        judged.notes.extend(calendar.older.iter().map(|line| Bad {
            line: *line,
            reason: "The file has the same event again, as new as this one or newer; that one was taken.".to_owned(),
        }));
        for item in &calendar.items {
            self.item(item, &mut judged);
        }
        for lines in [&mut judged.outcome.bad, &mut judged.aside, &mut judged.notes] {
            lines.sort_by_key(|bad| bad.line);
        }
        judged
    }

    fn item(&mut self, item: &Item, judged: &mut Judged) {
        let line = item.lines.first().copied().unwrap_or_default();
        if let Some(here) = self.before.uids.get(item.uid.as_str()) {
            judged.outcome.duplicates += item.lines.len();
            judged.notes.extend(self.differs(item, here).map(|reason| Bad { line, reason }));
            return;
        }
        if self.uids.contains(&item.uid) {
            judged.outcome.duplicates += item.lines.len();
            return;
        }
        match self.bring(item, line, judged) {
            Ok(true) => {
                self.uids.insert(item.uid.clone());
                judged.outcome.new += item.lines.len();
                judged.notes.extend(item.notes.iter().map(|reason| Bad { line, reason: reason.clone() }));
            }
            Ok(false) => judged.outcome.duplicates += item.lines.len(),
            Err(reason) => {
                judged.outcome.bad.push(Bad { line, reason });
                let beside = format!("It belongs together with line {line}, which is to be mended first.");
                judged.outcome.bad.extend(item.lines.iter().skip(1).map(|line| Bad { line: *line, reason: beside.clone() }));
            }
        }
    }

    /// `false`: all of it is here already.
    fn bring(&mut self, item: &Item, line: usize, judged: &mut Judged) -> Result<bool, String> {
        let is_away = item.about.own.away.is_some();
        let takes_place = |one: &&Occasion| !matches!(one.state, State::Skipped | State::Said(Said::Cancelled));
        let stretches = |dates: &[Occasion]| dates.iter().filter(takes_place).map(|one| one.span).collect();
        let spans: Vec<Span> = match &item.what {
            What::Away(spans) => spans.clone(),
            What::Single(one) if is_away => stretches(std::slice::from_ref(one)),
            What::Dates(dates) | What::Standing { dates, .. } if is_away => stretches(dates),
            What::Nothing(why) => {
                judged.aside.push(Bad { line, reason: (*why).to_owned() });
                return Ok(true);
            }
            What::Single(_) | What::Dates(_) | What::Standing { .. } => return self.appointments(item, judged),
        };
        let of = self.absent(&item.about)?;
        let reason = self.reason(&item.about, of);
        let is_here = |span| self.before.absences.iter().any(|known| known.of == of && known.span == span && known.reason == reason);
        let new: Vec<NewAbsence> =
            spans.iter().copied().filter(|span| !is_here(*span)).map(|span| NewAbsence { of, span, reason: reason.clone() }).collect();
        judged.absences += new.len();
        let is_new = !new.is_empty();
        self.plan.import.absences.extend(new);
        Ok(is_new)
    }
}
