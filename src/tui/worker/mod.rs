//! The one that owns the file: takes effects in order, answers with messages, and watches for other processes.
mod answers;
mod run;

use std::time::Instant;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::msg::{Answer, Effect, Msg, Outcome, Query, Reply};
use crate::domain::care::note::Keep;
use crate::domain::change::{Applied, Stamp};
use crate::domain::ids::StaffId;
use crate::log;
use crate::store::{Error, Store};

pub(super) use run::run;

/// The kind of draft that a half-typed booking is.
const BOOKING: &str = "booking";

/// The clock, given in so that a test can stop it.
pub type Clock = fn() -> DateTime<Utc>;

/// The store and what it last saw of the others.
#[derive(Debug)]
pub struct Worker {
    pub store: Store,
    clock: Clock,
    seen: i64,
    /// This window's name on the notes it writes in: its process, and a name of its own.
    window: String,
}

impl Worker {
    pub fn new(store: Store, clock: Clock) -> Self {
        let seen = store.data_version().unwrap_or_default();
        Self { store, clock, seen, window: format!("{}-{}", std::process::id(), Uuid::now_v7()) }
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
            Effect::KeepNote(keep) => vec![self.keep_note(&keep)],
            Effect::LeaveNote(of) => {
                let left = self.store.leave_note(of, &self.window);
                left.inspect_err(|why| told("LeaveNote", why)).err().map(|why| Msg::Told(why.to_string())).into_iter().collect()
            }
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

    /// Keeps a half-written note, and says what came of it.
    fn keep_note(&mut self, keep: &Keep) -> Msg {
        let stamp = self.stamp();
        let kept = self.store.keep_note(keep, &self.window, stamp);
        Msg::NoteKept {
            of: keep.of,
            kept: kept.inspect_err(|why| told("KeepNote", why)).map_err(|why| why.to_string()),
            at: self.store.local(stamp.at),
        }
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
