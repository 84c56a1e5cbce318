//! What surrounds a command, and the ways in which one can end early.
use std::fmt;
use std::io::{self, Read, Write};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::refusal::Refusal;
use crate::domain::wording::when::Unclear;
use crate::exchange::csv::Unreadable;
use crate::store;

/// The clock, the computer's user, and the streams of one command.
pub struct World<'a> {
    pub now: DateTime<Utc>,
    /// The name of the one who is logged in; empty when the computer does not say.
    pub os_user: String,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    /// What is given to the command to read.
    pub input: &'a mut dyn Read,
    /// Asks the person a yes-or-no question; `None` when nobody is there to answer.
    pub ask: Option<&'a mut dyn FnMut(&str) -> bool>,
    /// Whether long acts show how far they are.
    pub progress: bool,
}

impl fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("now", &self.now).finish_non_exhaustive()
    }
}

impl World<'_> {
    pub(super) fn say(&mut self, line: impl fmt::Display) -> Result<(), Stop> {
        Ok(writeln!(self.out, "{line}")?)
    }

    pub(super) fn say_all(&mut self, lines: impl IntoIterator<Item = impl fmt::Display>) -> Result<(), Stop> {
        lines.into_iter().try_for_each(|line| self.say(line))
    }

    pub(super) fn json(&mut self, value: &Value) -> Result<(), Stop> {
        self.say(value)
    }

    /// Something beside the answer: it must not stand in what a script reads.
    pub(super) fn aside(&mut self, line: impl fmt::Display) {
        // Nobody listening is no reason not to act.
        let _ = writeln!(self.err, "{line}");
    }
}

/// Why a command ended before it was done.
#[derive(Debug)]
pub(super) enum Stop {
    /// A rule that the person can mend, in a sentence.
    Refused(String),
    /// The file could not be used, in a sentence.
    Unusable(String),
    /// The reader of the answer has gone: `knotbook today | head -1`.
    Closed,
}

impl Stop {
    pub(super) fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(sentence.into())
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match &refusal {
            // The screens name keys; here the way out is a command.
            Refusal::NothingToUndo => {
                "There is nothing of yours to take back. For an act of somebody else: “knotbook history”, then “knotbook undo --id NUMBER”."
                    .into()
            }
            Refusal::ClientArchived(name) => {
                format!("{name} is archived. Take them out of the archive with “knotbook clients archive --back”, then book.")
            }
            Refusal::NotAllowed(what) => {
                format!("The front desk cannot {what}. A therapist or the owner can: say who you are with --as NAME.")
            }
            Refusal::OwnerOnly { what, owners } => {
                format!("Only an owner can {what}: {owners}. If you are one, say who you are with --as NAME.")
            }
            Refusal::Stop { .. } => format!("{refusal} Add --stop-reason \"why\" for that."),
            Refusal::Step(why) => why.replace("(backspace)", "(“knotbook status … back”)"),
            Refusal::Conflicts { conflicts, ways } if ways.is_empty() => {
                let reasons: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
                let reasons = crate::domain::refusal::capitalize(&reasons.join("; "));
                format!("{reasons}. No free time is near: take another day, or add --anyway \"why\".")
            }
            Refusal::Conflicts { .. } => format!("{refusal} Or add --anyway \"why\"."),
            _ => refusal.to_string(),
        })
    }
}

impl From<store::Error> for Stop {
    fn from(why: store::Error) -> Self {
        match why {
            store::Error::Refused(refusal) => refusal.into(),
            store::Error::Failed(why) => match why.downcast_ref::<io::Error>() {
                Some(io) if io.kind() == io::ErrorKind::BrokenPipe => Self::Closed,
                _ => {
                    tracing::error!(why = crate::log::plainly(why.as_ref()), "failed");
                    Self::Unusable(format!("{why:#}"))
                }
            },
        }
    }
}

impl From<Unclear> for Stop {
    fn from(unclear: Unclear) -> Self {
        Self::Refused(unclear.to_string())
    }
}

impl From<Unreadable> for Stop {
    fn from(why: Unreadable) -> Self {
        Self::Refused(why.to_string())
    }
}

impl From<io::Error> for Stop {
    fn from(why: io::Error) -> Self {
        if why.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Unusable(format!("The answer could not be written: {why}. Check the disk, then try again."))
        }
    }
}
