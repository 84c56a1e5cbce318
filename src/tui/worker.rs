//! The one that owns the file: takes effects in order, answers with messages, and watches for other processes.
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};

use super::daily::{self, Daily};
use super::msg::{Answer, Effect, Fit, Msg, Outcome, Query, Reply};
use crate::domain::book::appointment::Slot;
use crate::domain::change::{Applied, Stamp};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::practice::directory::Directory;
use crate::log;
use crate::store::{Error, Store};

/// How many lines the history reads at once.
const LISTED: usize = 200;
/// As many as the tallest screen shows, and some: each costs a look at the client's appointments.
const CLIENTS_LISTED: usize = 80;

/// The clock, given in so that a test can stop it.
pub type Clock = fn() -> DateTime<Utc>;

/// The store and what it last saw of the others.
#[derive(Debug)]
pub struct Worker {
    pub store: Store,
    clock: Clock,
    seen: i64,
}

impl Worker {
    pub fn new(store: Store, clock: Clock) -> Self {
        let seen = store.data_version().unwrap_or_default();
        Self { store, clock, seen }
    }

    fn stamp(&self) -> Stamp {
        Stamp { at: (self.clock)(), by: self.store.viewer().staff }
    }

    /// Does one effect, and notes how long it took.
    pub fn serve(&mut self, effect: Effect) -> Vec<Msg> {
        let (kind, begun) = (log::kind(&effect), Instant::now());
        let messages = self.work(effect);
        tracing::debug!(kind, ms = log::ms(begun.elapsed()), "served");
        messages
    }

    /// Effects on the terminal are not for the worker and answer nothing.
    fn work(&mut self, effect: Effect) -> Vec<Msg> {
        let stamp = self.stamp();
        match effect {
            Effect::Ask(query) => {
                let reply = self.answer(&query).unwrap_or_else(|why| {
                    told("Ask", &why);
                    Reply::Failed(why.to_string())
                });
                vec![Msg::Answered(Box::new(Answer { query, reply }))]
            }
            Effect::Apply(change) => {
                let first = self.store.viewer().staff.is_none();
                let outcome = self.store.apply(&change, stamp);
                let mut messages = vec![done(outcome)];
                if first {
                    messages.extend(self.take_over());
                }
                messages
            }
            Effect::Undo => vec![done(self.store.undo(stamp))],
            Effect::Redo => vec![done(self.store.redo(stamp))],
            Effect::Revert(change) => vec![done(self.store.revert(change, stamp))],
            Effect::SwitchTo(staff) => self.switch(staff),
            Effect::Backup => {
                let told = Msg::Told(self.backup());
                let shown = self.answer(&Query::Backups).ok();
                shown.map(|reply| Msg::Answered(Box::new(Answer { query: Query::Backups, reply }))).into_iter().chain([told]).collect()
            }
            Effect::Keep(draft) => self.keep(draft.as_deref()).into_iter().collect(),
            Effect::Suspend | Effect::Quit | Effect::Instead(_) => Vec::new(),
        }
    }

    /// Keeps the half-typed booking; when that cannot be done it is said, for then a dropped line would lose it.
    fn keep(&mut self, draft: Option<&str>) -> Option<Msg> {
        let kept = self.store.keep_draft(BOOKING, draft, self.stamp());
        kept.inspect_err(|why| told("Keep", why))
            .err()
            .map(|why| Msg::Told(format!("What is typed could not be kept for a dropped line. {why}")))
    }

    fn switch(&mut self, id: StaffId) -> Vec<Msg> {
        let found = self
            .store
            .directory()
            .ok()
            .flatten()
            .and_then(|directory| directory.staff(id).map(crate::domain::people::staff::Staff::viewer));
        match found {
            Some(viewer) => {
                self.store.view_as(viewer);
                vec![Msg::SwitchedTo(viewer)]
            }
            None => vec![Msg::Told("That person is not in the practice any more.".into())],
        }
    }

    /// After the practice was set up: its owner is at the keyboard.
    fn take_over(&mut self) -> Vec<Msg> {
        let directory = self.store.directory().ok().flatten();
        let owner = directory.and_then(|directory| directory.staff.first().map(|staff| staff.id));
        let mut messages = vec![Msg::Answered(Box::new(Answer {
            query: Query::Directory,
            reply: self.store.directory().map_or_else(|why| Reply::Failed(why.to_string()), Reply::Directory),
        }))];
        messages.extend(owner.map(|owner| self.switch(owner)).unwrap_or_default());
        messages
    }

    fn backup(&self) -> String {
        let today = self.store.local((self.clock)()).date();
        // Whoever asks for a copy later in the day wants what was done since the first one to be in it.
        let made = self.store.backup_daily(today).and_then(|made| match made {
            Some(copy) => Ok(Some(copy)),
            None => self.store.backup_further((self.clock)()),
        });
        let first = match made {
            Ok(Some(copy)) => format!("Copied and checked: {}.", copy.file.display()),
            Ok(None) => "A copy was made this very second; nothing is newer than it.".into(),
            Err(why) => {
                told("Backup", &why);
                why.to_string()
            }
        };
        match self.store.backup_second(today) {
            Ok(Some(copy)) => format!("{first} Second copy: {}.", copy.file.display()),
            Ok(None) => first,
            Err(why) => {
                told("second copy", &why);
                format!("{first} {why}")
            }
        }
    }

    fn answer(&self, query: &Query) -> Result<Reply, Error> {
        let now = self.store.local((self.clock)());
        Ok(match query {
            Query::Directory => Reply::Directory(self.store.directory()?),
            Query::Day(date) => Reply::Day(self.store.day(*date)?),
            Query::Week(first) => Reply::Week(self.store.week(*first, 7)?),
            Query::Clients { typed, archived } => Reply::Clients(self.store.find_clients(typed, *archived, CLIENTS_LISTED)?),
            Query::Client(id) => Reply::Client(self.store.client(*id, now)?),
            Query::Doubles { name, phones, except } => Reply::Doubles(self.store.doubles(name, phones, *except)?),
            Query::Appointment(id) => Reply::Appointment(self.store.appointment(*id)?),
            Query::Usual(client) => Reply::Usual(self.store.usual(*client)?),
            Query::Fit { slot, any_room, except } => Reply::Fit(self.fit(slot, *any_room, *except)?),
            Query::Offers(wish) => Reply::Offers(self.store.offers(wish)?),
            Query::Series(id) => Reply::Series(self.store.series(*id)?.map(Box::new)),
            Query::Review { asked, leaving, any_room } => Reply::Reviewed(self.store.review(asked, leaving, *any_room, now)?),
            Query::Landing(moves) => Reply::Landing(self.store.landing(moves, now)?),
            Query::Fits { carried, days, staff } => Reply::Fits(self.store.fits(carried, *days, *staff, now)?),
            Query::FitDay { carried, from, back, staff } => Reply::FitDay(self.store.fit_day(carried, *from, *back, *staff, now)?),
            Query::ToRebook => Reply::ToRebook(self.store.to_rebook()?),
            Query::History { of, before } => Reply::History(self.store.history(*of, *before, LISTED, (self.clock)())?),
            Query::Hours => Reply::Hours(self.store.hours()?),
            Query::Absences(from) => Reply::Absences(self.store.absences_from(*from)?),
            Query::Preview(change) => match self.store.preview(change, self.stamp()) {
                Ok(hits) => Reply::Preview(Ok(hits)),
                Err(Error::Refused(refusal)) => Reply::Preview(Err(refusal)),
                Err(failed) => return Err(failed),
            },
            Query::ToDecide => {
                let hits = self.store.to_decide()?.into_iter();
                Reply::ToDecide(
                    hits.map(|hit| Ok((self.store.phones(hit.appointment.client)?, hit)))
                        .map(|row| row.map(|(phones, hit)| (hit, phones)))
                        .collect::<Result<_, Error>>()?,
                )
            }
            Query::Draft => Reply::Draft(self.store.draft(BOOKING)?),
            Query::SeriesOf(client) => Reply::SeriesOf(self.store.series_of(*client, now)?),
            Query::Standing { client } => Reply::Standing(self.store.standing(*client, now)?),
            Query::Position(id) => Reply::Position(self.store.position(*id)?.map(Box::new)),
            Query::Backups => Reply::Backups(self.store.backups_overview(now.date())?),
        })
    }

    /// The slot in its own room, or where that does not fit and any room will do, in the one with the least against it.
    fn fit(&self, slot: &Slot, any_room: bool, except: Option<AppointmentId>) -> Result<Fit, Error> {
        let now = self.store.local((self.clock)());
        let (conflicts, ways) = self.store.judge(slot, except, now)?;
        let mut best = Fit { slot: *slot, conflicts, ways };
        if any_room && !best.conflicts.is_empty() {
            let directory = self.store.directory()?;
            for room in directory.iter().flat_map(Directory::usable_rooms).map(|room| room.id) {
                let elsewhere = Slot { room: Some(room), ..*slot };
                let (conflicts, ways) = self.store.judge(&elsewhere, except, now)?;
                if conflicts.len() < best.conflicts.len() {
                    best = Fit { slot: elsewhere, conflicts, ways };
                }
            }
        }
        Ok(best)
    }

    /// Whether somebody else has written since the last look.
    pub fn others_wrote(&mut self) -> bool {
        match self.store.data_version() {
            Ok(version) if version != self.seen => {
                self.seen = version;
                true
            }
            _ => false,
        }
    }
}

/// Notes what went wrong; what was refused in words is no fault of the program.
pub(super) fn told(what: &str, why: &Error) {
    if let Error::Failed(why) = why {
        tracing::error!(what, why = log::plainly(why.as_ref()), "failed");
    }
}

fn done(outcome: Result<Applied, Error>) -> Msg {
    Msg::Done(Box::new(match outcome {
        Ok(applied) => Outcome::Applied(applied),
        Err(Error::Refused(refusal)) => Outcome::Refused(refusal),
        Err(failed @ Error::Failed(_)) => Outcome::Failed(failed.to_string()),
    }))
}

/// The kind of draft that a half-typed booking is.
const BOOKING: &str = "booking";
/// What is typed is in the file after so long at the latest.
const KEPT_AFTER: Duration = Duration::from_secs(1);
/// How often the file is looked at for the work of others.
const WATCH: Duration = Duration::from_millis(250);

/// What was typed and is not in the file yet, with the moment it began to wait.
#[derive(Default)]
struct Typed(Option<(Option<String>, Instant)>);

impl Typed {
    fn take_over(&mut self, draft: Option<String>) {
        let since = self.0.as_ref().map_or_else(Instant::now, |(_, since)| *since);
        self.0 = Some((draft, since));
    }

    fn is_due(&self) -> bool {
        self.0.as_ref().is_some_and(|(_, since)| since.elapsed() > KEPT_AFTER)
    }

    fn write(&mut self, worker: &mut Worker) -> Option<Msg> {
        self.0.take().and_then(|(draft, _)| worker.keep(draft.as_deref()))
    }
}

/// Serves until the other end hangs up.
pub(super) fn run(mut worker: Worker, wanted: &Receiver<Effect>, answers: &Sender<Msg>) {
    let mut waiting: VecDeque<Effect> = VecDeque::new();
    let mut typed = Typed::default();
    let mut last_key = Instant::now();
    let mut copies = Daily::default();
    let mut grown_on = None;
    loop {
        let mut told: Vec<Msg> = Vec::new();
        if waiting.is_empty() {
            match wanted.recv_timeout(WATCH) {
                Ok(effect) => {
                    last_key = Instant::now();
                    waiting.push_back(effect);
                }
                Err(RecvTimeoutError::Timeout) => {
                    told.extend(worker.others_wrote().then_some(Msg::Elsewhere));
                    told.extend(typed.write(&mut worker));
                    // The first key typed into the finder shall not wait for all clients to be read; should it fail, that key says why.
                    let _ = worker.store.ready_finder();
                    let today = worker.store.local((worker.clock)()).date();
                    if grown_on != Some(today) {
                        grown_on = Some(today);
                        grow_beside(&worker, answers);
                    }
                    if copies.is_due(today, last_key.elapsed()) {
                        copy_beside(&worker, today, answers);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    // Nobody listens any more; what was typed is in the file for the next time.
                    let _ = typed.write(&mut worker);
                    return;
                }
            }
        }
        waiting.extend(wanted.try_iter());
        waiting.retain_mut(|effect| match effect {
            // Answers do not wait for what is only kept.
            Effect::Keep(draft) => {
                typed.take_over(draft.take());
                false
            }
            _ => true,
        });
        coalesce(&mut waiting);
        if let Some(effect) = waiting.pop_front() {
            // An act may change whose draft it is.
            if typed.is_due() || !matches!(effect, Effect::Ask(_)) {
                told.extend(typed.write(&mut worker));
            }
            told.extend(worker.serve(effect));
        }
        if told.into_iter().any(|message| answers.send(message).is_err()) {
            return;
        }
    }
}

/// Of several questions of one kind only the newest is answered; never across an act, which may change the answer.
fn coalesce(waiting: &mut VecDeque<Effect>) {
    let Some(Effect::Ask(first)) = waiting.front() else { return };
    let newer = waiting.iter().skip(1).take_while(|effect| matches!(effect, Effect::Ask(_)));
    let overtaken = newer.into_iter().any(|effect| matches!(effect, Effect::Ask(query) if query.same_kind(first)));
    if overtaken {
        waiting.pop_front();
        coalesce(waiting);
    }
}

/// The dates of standing appointments that the new day brings into view, beside the keys; what comes of it is seen as the work
/// of another window.
fn grow_beside(worker: &Worker, answers: &Sender<Msg>) {
    let (file, at, answers) = (worker.store.file().to_owned(), (worker.clock)(), answers.clone());
    std::thread::spawn(move || {
        let grown = Store::open(&file).and_then(|mut store| store.grow(at));
        if let Err(why) = grown {
            told("standing appointments", &why);
            // Nobody may be listening any more; then nobody needs to know.
            drop(answers.send(Msg::Told(format!("The next dates of standing appointments could not be made. {why}"))));
        }
    });
}

/// The day's copy, on a connection and a thread of its own: the book goes on meanwhile.
fn copy_beside(worker: &Worker, today: NaiveDate, answers: &Sender<Msg>) {
    let (file, answers) = (worker.store.file().to_owned(), answers.clone());
    std::thread::spawn(move || {
        if let Some(sentence) = daily::make(&file, today) {
            // Nobody may be listening any more; then nobody needs to know.
            drop(answers.send(Msg::Told(sentence)));
        }
    });
}
