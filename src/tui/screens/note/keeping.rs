//! What becomes of the draft: kept while it is typed, held by another window, or not to be kept.
use chrono::{DateTime, NaiveDateTime, Utc};

use super::super::See;
use crate::domain::care::note::{Draft, Keep, Kept, NoteOf, Written};
use crate::domain::ids::StaffId;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Context};
use crate::tui::msg::Effect;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// As it was found.
    Found,
    Kept(NaiveDateTime),
    /// Another window writes in it.
    Held {
        by: Option<StaffId>,
        at: DateTime<Utc>,
    },
    /// Another window wrote in it since, and left it or did away with it.
    Changed {
        by: Option<StaffId>,
        at: Option<DateTime<Utc>>,
    },
    /// It was signed in another window.
    Signed,
    /// It could not be kept; the sentence says why.
    Failed(String),
}

/// The draft in the file, as far as this window knows.
#[derive(Debug)]
pub(super) struct Keeping {
    of: NoteOf,
    /// What was sent last, or found.
    sent: Written,
    pub(super) state: State,
    /// Something was typed here that the file took, or may have taken.
    pub(super) own: bool,
    /// When the draft that was found was kept.
    found: Option<DateTime<Utc>>,
}

impl Keeping {
    pub(super) fn new(of: NoteOf, draft: Option<&Draft>) -> Self {
        let held = draft.filter(|draft| !draft.holder.is_empty() && !draft.is_here);
        Self {
            of,
            sent: draft.map(|draft| draft.written.clone()).unwrap_or_default(),
            state: held.map_or(State::Found, |draft| State::Held { by: draft.by, at: draft.at }),
            own: false,
            found: draft.map(|draft| draft.at),
        }
    }

    /// Whether letters may be typed.
    pub(super) fn may_write(&self) -> bool {
        matches!(self.state, State::Found | State::Kept(_) | State::Failed(_))
    }

    /// What is to be kept now: what is written, when that is not what was sent last.
    pub(super) fn unkept(&mut self, written: Written) -> Option<Effect> {
        let same_text = written.texts() == self.sent.texts() && written.plan == self.sent.plan;
        if same_text || !self.may_write() || (written.is_empty() && self.sent.is_empty()) {
            return None;
        }
        Some(self.keep(written, false))
    }

    /// Takes the note over with what stands here, where the file has `theirs`.
    pub(super) fn take_over(&mut self, written: Written, theirs: Written) -> Effect {
        self.sent = theirs;
        self.keep(written, true)
    }

    fn keep(&mut self, written: Written, take_over: bool) -> Effect {
        self.own = true;
        let seen = std::mem::replace(&mut self.sent, written.clone());
        Effect::KeepNote(Box::new(Keep { of: self.of, seen, written, visited: None, take_over }))
    }

    /// What stands here is what the file has: nothing is to be kept because of it.
    pub(super) fn shows(&mut self, written: Written) {
        self.sent = written;
    }

    /// Takes what came of keeping.
    pub(super) fn kept(&mut self, kept: &Result<Kept, String>, at: NaiveDateTime) {
        self.state = match kept {
            Ok(Kept::Yes) => State::Kept(at),
            Ok(Kept::Changed { by, at }) => State::Changed { by: *by, at: *at },
            Ok(Kept::HeldElsewhere { by, at }) => State::Held { by: *by, at: *at },
            Ok(Kept::Signed) => State::Signed,
            Err(why) => State::Failed(why.clone()),
        };
    }

    /// "draft, saved 11:52".
    pub(super) fn words(&self, see: &See<'_>) -> String {
        let saved = |at: NaiveDateTime| {
            if at.date() == see.now.date() { say::time(at.time()) } else { say::moment(at, chrono::Datelike::year(&see.now)) }
        };
        match &self.state {
            State::Found | State::Kept(_) if self.sent.is_empty() => "new note".into(),
            State::Found => match self.found {
                Some(at) if !self.own => format!("draft, saved {}", saved(local(at, see))),
                Some(_) | None => "draft".into(),
            },
            State::Kept(at) => format!("draft, saved {}", saved(*at)),
            State::Held { .. } => "open in another window".into(),
            State::Changed { .. } => "changed in another window".into(),
            State::Signed => "signed in another window".into(),
            State::Failed(_) => "draft, NOT saved".into(),
        }
    }

    /// Why nothing can be typed, or is not kept.
    pub(super) fn sentence(&self, see: &See<'_>) -> Option<String> {
        let key = see.key(Context::Note, Command::TakeOver);
        let back = see.key(Context::Everywhere, Command::Back);
        match &self.state {
            State::Found | State::Kept(_) => None,
            State::Failed(why) => Some(format!("What is typed is not saved. {why}")),
            State::Signed => Some(format!(
                "This note was signed in another window, so what stands here is not kept. {back} leaves; opening it again shows it."
            )),
            State::Held { by, at } => {
                let who = match by {
                    Some(by) if Some(*by) == see.viewer.staff => "You have".to_owned(),
                    Some(by) => format!("{} has", see.directory.staff_short(*by)),
                    None => "Somebody has".to_owned(),
                };
                let since = say::time(local(*at, see).time());
                let own = if self.own { " What stands here is not kept." } else { "" };
                let with = if self.own { ", with what is written there" } else { "" };
                Some(format!("{who} this note open in another window since {since}.{own} {key} takes it over here{with}."))
            }
            State::Changed { by, at } => {
                let who = match by {
                    Some(by) if Some(*by) == see.viewer.staff => "You",
                    Some(by) => see.directory.staff_short(*by),
                    None => "Somebody",
                };
                let when = at.map(|at| format!(" at {}", say::time(local(at, see).time()))).unwrap_or_default();
                Some(format!(
                    "{who} wrote in this note in another window{when}. What stands here is not kept. {key} goes on here, with what was written there."
                ))
            }
        }
    }

    /// Whether leaving would lose what was typed here.
    pub(super) fn would_lose(&self) -> bool {
        self.own && matches!(self.state, State::Held { .. } | State::Changed { .. } | State::Signed | State::Failed(_))
    }
}

fn local(at: DateTime<Utc>, see: &See<'_>) -> NaiveDateTime {
    at.with_timezone(&see.directory.practice.zone).naive_local()
}
