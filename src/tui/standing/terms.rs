//! Questions about a whole standing appointment: from when on it ends, how long it goes on, who takes it over.
use chrono::{NaiveDate, NaiveDateTime};

use super::{act_on, judged_or_asked, review};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::series::act::{Fate, SeriesAct};
use crate::domain::book::series::plan::{Place, Scope, Standing};
use crate::domain::book::series::{DateRow, Series};
use crate::domain::book::status::CancelledBy;
use crate::domain::ids::{SeriesId, ServiceId, StaffId};
use crate::domain::people::staff::Staff;
use crate::domain::practice::directory::Directory;
use crate::domain::text::Clean;
use crate::domain::wording::{ending, say, when};
use crate::tui::app::App;
use crate::tui::dialog::Dialog;
use crate::tui::form::{Field, Form};
use crate::tui::keys::Command;
use crate::tui::msg::{Answer, Query, Reply};
use crate::tui::screens::{Act, See};

/// What is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    End,
    Extend,
    HandOver,
}

impl Kind {
    /// The question that a command asks.
    pub fn of(command: Command) -> Option<Self> {
        match command {
            Command::EndStanding => Some(Self::End),
            Command::ExtendStanding => Some(Self::Extend),
            Command::HandOver => Some(Self::HandOver),
            _ => None,
        }
    }
}

/// A question about a whole standing appointment, with what was understood of the answer.
#[derive(Debug)]
pub struct Question {
    kind: Kind,
    series: SeriesId,
    known: Option<Box<(Series, Vec<DateRow>)>>,
    /// The client's preferred therapist, and whether the file has said it.
    preferred: (Option<StaffId>, bool),
    plan: Result<SeriesAct, String>,
    judging: Option<SeriesAct>,
}

/// The act a command begins on the standing appointment of a date; `None` when the command is another one.
pub(in crate::tui) fn on_date(date: &Appointment, command: Command, see: &See<'_>) -> Option<Vec<Act>> {
    let kind = Kind::of(command)?;
    Some(match date.dated {
        Some(dated) => vec![ask(kind, dated.series, &date.client_name, Some(date.span.date()), see)],
        None => vec![Act::Say(format!("{} has no standing appointment on this row: it is a single one.", date.client_name))],
    })
}

/// The question, for the standing appointment of `name`, from a date on if one is selected.
pub(in crate::tui) fn ask(kind: Kind, series: SeriesId, name: &Clean, from: Option<NaiveDate>, see: &See<'_>) -> Act {
    let from = from.unwrap_or_else(|| see.now.date()).max(see.now.date());
    let mut day = Field::text("from", "the first day it is for: 12 mar, next tue", "");
    day.suggest(&say::full_day(from));
    let (title, fields) = match kind {
        Kind::End => {
            let by = vec![(Some(1), "the client".to_owned()), (Some(2), "the practice".to_owned())];
            let fields = vec![
                day,
                Field::choice("by", "whose wish it is", by, Some(1)),
                Field::text("reason", "a word is enough; it may stay empty", ""),
            ];
            (format!("The standing appointment of {name} ends: from which date on?"), fields)
        }
        Kind::Extend => {
            let until = Field::text("until", "4 more · x12 in all · until 12 mar · until further notice", "");
            (format!("How long does the standing appointment of {name} go on?"), vec![until])
        }
        Kind::HandOver => {
            let prefers = vec![(None, "stays who it is".to_owned()), (Some(1), "is the new one from now on".to_owned())];
            let fields = vec![
                Field::choice("to", "", therapists(see.directory, None, None), None),
                day,
                Field::choice("preferred", "", prefers, None),
            ];
            (format!("Who takes over the standing appointment of {name}?"), fields)
        }
    };
    let question = Question { kind, series, known: None, preferred: (None, false), plan: Err(String::new()), judging: None };
    Act::Ask(Box::new(Dialog::terms(title, fields, question)))
}

/// Who can take it over: first those who offer the service, then the others with the reason why not.
fn therapists(directory: &Directory, except: Option<StaffId>, service: Option<ServiceId>) -> Vec<(Option<i64>, String)> {
    let others = || directory.therapists().filter(|staff| Some(staff.id) != except);
    let offers = |staff: &Staff| service.is_none_or(|service| staff.offers.contains(&service));
    let able = others().filter(|staff| offers(staff)).map(|staff| (Some(staff.id.0), staff.short.to_string()));
    let unable = others().filter(|staff| !offers(staff)).map(|staff| {
        let what = service.map_or("", |service| directory.service_short(service));
        (Some(staff.id.0), format!("{} (does not offer {what})", staff.short))
    });
    able.chain(unable).collect()
}

impl Question {
    pub fn asks(&self) -> Query {
        let client = self.known.as_ref().and_then(|known| known.0.terms.client);
        match (&self.judging, client) {
            (Some(act), _) => review(act),
            (None, Some(client)) if self.kind == Kind::HandOver && !self.preferred.1 => Query::Client(client),
            (None, _) => Query::Series(self.series),
        }
    }

    pub fn take(&mut self, answer: &Answer, form: &mut Form, app: &App) -> Vec<Act> {
        match &answer.reply {
            Reply::Series(Some(known)) => {
                if let (Kind::HandOver, Some(directory)) = (self.kind, &app.directory) {
                    let terms = &known.0.terms;
                    let all = therapists(directory, Some(terms.staff), Some(terms.service));
                    let first = all.first().and_then(|(id, _)| *id);
                    form.fields[0].offer(all);
                    if self.known.is_none() {
                        form.fields[0].choose(first);
                    }
                }
                self.known = Some(known.clone());
                self.read(form, app);
                Vec::new()
            }
            Reply::Series(None) => {
                vec![Act::CloseDialog, Act::Refuse("This standing appointment is not in the book any more: it was taken back.".into())]
            }
            Reply::Client(card) => {
                self.preferred = (card.as_ref().and_then(|card| card.client.therapist), true);
                self.read(form, app);
                Vec::new()
            }
            Reply::Reviewed(judged) => match (self.judging.take(), &self.known) {
                (Some(act), Some(known)) => judged_or_asked(act, judged, known.0.client_name.as_str(), false, app.now),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// What is typed now, as an act.
    pub fn read(&mut self, form: &Form, app: &App) {
        let (Some(known), Some(directory)) = (&self.known, &app.directory) else { return };
        let standing = Standing { series: &known.0, rows: &known.1, now: app.now };
        let order = directory.practice.order;
        let from = |place: usize| {
            let day = when::read_day(form.value(place).as_str(), app.now.date(), order).map_err(|why| why.to_string())?;
            first_from(&standing, day).ok_or_else(|| format!("None of its dates is still to come on {} or later.", say::full_day(day)))
        };
        self.plan = match self.kind {
            Kind::End => from(0).and_then(|at| {
                let by = if form.chosen(1) == Some(2) { CancelledBy::Practice } else { CancelledBy::Client };
                standing.end(Scope::Following(at), by, &form.value(2))
            }),
            Kind::Extend => ending::read(form.value(0).as_str(), app.now, order).and_then(|ending| standing.extend(ending)),
            Kind::HandOver => match form.chosen(0).map(StaffId) {
                None => Err("There is nobody else here who treats. A therapist is added under settings, staff.".into()),
                Some(staff) => from(1).and_then(|at| {
                    let place = Place { staff: Some(staff), ..Place::default() };
                    let act = standing.change(Scope::Following(at), &place)?;
                    let prefers = form.chosen(2).is_some();
                    Ok(match self.preferred {
                        (seen, true) if prefers => act.preferring(seen),
                        _ => act,
                    })
                }),
            },
        };
    }

    /// What it would do, and whether it can be done.
    pub(super) fn echo(&self) -> (bool, String) {
        match (&self.known, &self.plan) {
            (None, _) => (true, "…".into()),
            (Some(_), Err(why)) => (false, why.clone()),
            (Some(known), Ok(act)) => (true, said(self.kind, act, &known.0)),
        }
    }

    /// Enter.
    pub fn go_on(&mut self) -> Vec<Act> {
        match &self.plan {
            Err(why) if why.is_empty() => Vec::new(),
            Err(why) => vec![Act::Refuse(why.clone())],
            Ok(act) if act.asked().is_empty() => vec![act_on(act.clone())],
            Ok(act) => {
                self.judging = Some(act.clone());
                Vec::new()
            }
        }
    }
}

/// The rule date of its first date to come on a day or later.
fn first_from(standing: &Standing<'_>, day: NaiveDate) -> Option<NaiveDateTime> {
    let first = standing.pivot(Scope::All)?;
    let rows = standing.rows.iter().filter(|(at, row)| *at >= first && row.span.date() >= day && row.span.from() > standing.now);
    let mut open = rows.filter(|(_, row)| row.status.is_expected() || row.status.waits());
    open.next().map(|(at, _)| *at)
}

/// "3 dates from Tue 15 Dec on are called off; nothing follows."
fn said(kind: Kind, act: &SeriesAct, series: &Series) -> String {
    let off = act.dates.iter().filter(|planned| matches!(planned.fate, Fate::CallOff { .. }));
    let off = off.count();
    let booked: Vec<NaiveDateTime> = act
        .dates
        .iter()
        .filter_map(|planned| match &planned.fate {
            Fate::Book { slot, .. } => Some(slot.span.from()),
            Fate::Skip | Fate::Decide | Fate::CallOff { .. } | Fate::Stay => None,
        })
        .collect();
    let many = |n: usize| say::count(n, "date", "dates");
    let day = |at: Option<&NaiveDateTime>| at.map(|at| say::full_day(at.date())).unwrap_or_default();
    match kind {
        Kind::End => {
            let first = act.dates.iter().find_map(|planned| matches!(planned.fate, Fate::CallOff { .. }).then_some(planned.rule_date));
            format!("It ends: {} from {} on {} called off · ↵", many(off), day(first.as_ref()), if off == 1 { "is" } else { "are" })
        }
        Kind::Extend if off > 0 => format!("It ends before: {} called off · ↵", many(off)),
        Kind::Extend => {
            let all = act.terms().counted().map(|count| format!("{} in all, ", many((count + series.before) as usize)));
            let last = if booked.is_empty() { String::new() } else { format!(", to {}", day(booked.iter().max())) };
            format!("{}{} more{last} · ↵", all.unwrap_or_default(), booked.len())
        }
        Kind::HandOver => {
            let first = day(booked.iter().min());
            format!("{} from {first} on {} handed over · ↵", many(booked.len()), if booked.len() == 1 { "is" } else { "are" })
        }
    }
}
