//! The question how often an appointment shall come again, the sentence that becomes of it, and the dates that follow.
use chrono::{Datelike, NaiveDateTime};

use super::app::App;
use super::keys::{Command, Context};
use super::msg::{Answer, Query, Reply};
use super::screens::{Act, Screen, See, dates};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::rule::Rule;
use crate::domain::book::series::act::{Fate, SeriesAct};
use crate::domain::book::series::begin::begin;
use crate::domain::book::series::{Terms, plan};
use crate::domain::change::Who;
use crate::domain::refusal::{capitalize, uncapitalize};
use crate::domain::text::Clean;
use crate::domain::wording::{repeat, say};

/// What shall come again, and how often.
#[derive(Debug)]
pub struct Repeating {
    /// The first of those that were marked, or the one alone.
    appointment: Box<Appointment>,
    /// The others that were marked: single ones of the same client.
    others: Vec<Appointment>,
    how: Result<How, String>,
    asked_at: NaiveDateTime,
    /// How it repeats already, once the file has said so.
    stands: Option<String>,
}

/// A repeat that was understood.
#[derive(Debug)]
struct How {
    rule: Rule,
    first: NaiveDateTime,
}

impl Repeating {
    pub fn new(appointment: Appointment, others: Vec<Appointment>, see: &See<'_>) -> Self {
        let mut repeating = Self { appointment: Box::new(appointment), others, how: Err(String::new()), asked_at: see.now, stands: None };
        repeating.how = repeating.read(&repeating.suggested(), see);
        repeating
    }

    /// "weekly"; for several the distance they have.
    pub fn suggested(&self) -> String {
        let days: Vec<i64> = self.all().map(|one| i64::from(one.span.date().num_days_from_ce())).collect();
        let steps: Vec<i64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let step = steps.iter().copied().reduce(|a, b| if a == 0 { b } else { gcd(a, b) }).unwrap_or(7);
        match step {
            7 => "weekly".into(),
            step if step > 0 && step % 7 == 0 => format!("every {} weeks", step / 7),
            _ => "weekly".into(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Appointment> {
        std::iter::once(self.appointment.as_ref()).chain(&self.others)
    }

    pub fn title(&self, see: &See<'_>) -> String {
        let one = &self.appointment;
        let what = format!("{}, {}", one.client_name, say::moment(one.span.from(), see.now.year()));
        match (self.stands_already(), self.others.len()) {
            (true, _) => what,
            (false, 0) => format!("{what}: how often?"),
            (false, more) => format!("{what} and {more} more: how often?"),
        }
    }

    fn stands_already(&self) -> bool {
        self.appointment.dated.is_some()
    }

    /// What it has to know from the file.
    pub fn asks(&self) -> Option<Query> {
        self.appointment.dated.map(|dated| Query::Series(dated.series))
    }

    pub fn take(&mut self, answer: &Answer) {
        if let Reply::Series(known) = &answer.reply {
            self.stands = known.as_ref().map(|known| known.0.terms.repeats());
        }
    }

    pub fn typed(&mut self, text: &str, app: &App) {
        if let Some(see) = app.see() {
            self.how = self.read(text, &see);
        }
    }

    fn read(&self, text: &str, see: &See<'_>) -> Result<How, String> {
        let start = self.appointment.span.from();
        let said = repeat::read(text, start, see.directory.practice.order)?;
        let said = said.filter(|said| said.rest.is_empty()).ok_or_else(|| repeat::not_understood(text))?;
        let first = begin(&said, start, self.asked_at).ok_or("None of these dates is still to come. Say a later end.")?;
        Ok(How { rule: said.rule, first })
    }

    /// The echo: a sentence a line, and whether it can be had.
    pub fn echo(&self, app: &App) -> (bool, Vec<String>) {
        if self.stands_already() {
            let how = self.stands.as_ref().map_or_else(|| " …".to_owned(), |how| format!(": {}.", uncapitalize(how)));
            let key = |context, command| app.see().map(|see| see.key(context, command)).unwrap_or_default();
            let end = key(Context::Standing, Command::EndStanding);
            let book = key(Context::Day, Command::Book);
            let way = format!("For another repeat: end this one from a date on ({end} under Standing), then {book} books the new one.");
            return (false, vec![format!("It is standing already{how}"), way]);
        }
        let (Some(see), Ok(how)) = (app.see(), &self.how) else {
            return (false, self.how.as_ref().err().cloned().into_iter().collect());
        };
        let year = see.now.year();
        let mut lines = vec![repeat::say(&how.rule, how.first)];
        if how.first != self.appointment.span.from() {
            lines.push(format!("begins {}, the first such date to come", say::moment(how.first, year)));
        }
        let act = self.act(how, see.now);
        // What is over was no date of it, and nobody expects it to become one.
        let to_come = self.all().filter(|one| one.span.from() > see.now);
        let (fit, not): (Vec<&Appointment>, Vec<&Appointment>) = to_come.partition(|one| is_date(one, &act));
        if !fit.is_empty() {
            let many = if fit.len() == 1 { "this one becomes its date".to_owned() } else { format!("{} become its dates", fit.len()) };
            lines.push(format!("{many}: {}", named(&fit, year)));
        }
        if !not.is_empty() {
            let verb = if not.len() == 1 { "fits no date of it and stays as it is" } else { "fit no date of it and stay as they are" };
            lines.push(format!("{} {verb}", named(&not, year)));
        }
        (true, lines)
    }

    fn act(&self, how: &How, now: NaiveDateTime) -> SeriesAct {
        let one = &self.appointment;
        let terms = Terms {
            client: Some(one.client),
            service: one.service,
            staff: one.staff,
            room: None,
            minutes: one.span.minutes(),
            buffer: one.buffer,
            rule: how.rule.clone(),
            first: how.first,
            ended: None,
        };
        let mut act = plan::make(Who::Known(one.client), terms, Clean::default(), now);
        // Any room will do, and her own where it is free.
        for planned in &mut act.dates {
            if let Fate::Book { slot, .. } = &mut planned.fate {
                slot.room = one.room;
            }
        }
        act
    }

    /// Enter: the dates.
    pub fn go_on(&self, app: &App) -> Vec<Act> {
        if self.stands_already() {
            return vec![Act::CloseDialog];
        }
        let how = match &self.how {
            Ok(how) => how,
            Err(why) if why.is_empty() => return vec![Act::Refuse("Say how often, like: weekly, every 2w x8, tue and thu.".into())],
            Err(why) => return vec![Act::Refuse(capitalize(why))],
        };
        let act = self.act(how, app.now);
        if act.dates.is_empty() {
            return vec![Act::Refuse("None of these dates is still to come. Say a later end.".into())];
        }
        let dates = dates::Dates::new(act, true, self.appointment.client_name.as_str());
        vec![Act::CloseDialog, Act::Open(Box::new(Screen::Dates(Box::new(dates))))]
    }
}

/// Whether an appointment becomes a date of the act.
fn is_date(one: &Appointment, act: &SeriesAct) -> bool {
    let terms = act.terms();
    let at = act.dates.iter().any(|planned| planned.rule_date == one.span.from());
    at && one.status.is_expected() && one.staff == terms.staff && one.dated.is_none()
}

/// "Tue 24 Nov 10:00, Tue 1 Dec 10:00".
fn named(some: &[&Appointment], year: i32) -> String {
    some.iter().map(|one| say::moment(one.span.from(), year)).collect::<Vec<_>>().join(", ")
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// What is asked when appointments shall come again; those that are marked go together.
pub(super) fn ask(mut marked: Vec<Appointment>, see: &See<'_>) -> Vec<Act> {
    marked.sort_by_key(|one| one.span.from());
    let clients: Vec<&Clean> = marked.iter().map(|one| &one.client_name).collect();
    if marked.windows(2).any(|pair| pair[0].client != pair[1].client) {
        let mut names: Vec<&str> = clients.iter().map(|name| name.as_str()).collect();
        names.dedup();
        return vec![Act::Refuse(format!("A standing appointment is of one client; these are of {}.", names.join(" and ")))];
    }
    if let (Some(one), true) = (marked.iter().find(|one| one.dated.is_some()), marked.len() > 1) {
        let when = say::moment(one.span.from(), see.now.year());
        return vec![Act::Refuse(format!("{when} is a date of a standing appointment already. Take its mark off."))];
    }
    if marked.is_empty() {
        return vec![Act::Say("There is no appointment here to make standing.".into())];
    }
    let first = marked.remove(0);
    vec![Act::Ask(Box::new(super::dialog::Dialog::repeat(Repeating::new(first, marked, see), see)))]
}
