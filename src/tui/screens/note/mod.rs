//! A session note: written in shorthand lines and four texts, looked at, signed, and read from then on.
pub(in crate::tui) mod ask;
mod beside {
    pub(super) mod view;
}
mod carried;
mod glance;
mod keeping;
mod keys;
mod lines {
    pub(super) mod view;
}
mod look;
mod offers;
mod pad;
mod page;
mod plan;
mod signed;
mod soap;
mod texts {
    pub(super) mod view;
}
pub(in crate::tui) mod view;
mod writing;

pub(in crate::tui) use keys::{KEYS, LOOK_KEYS, OFFER_KEYS, SIGNED_KEYS, WRITING_KEYS};

use chrono::{Datelike, NaiveDateTime};

pub use self::ask::Asked;
pub(in crate::tui) use self::ask::Sheet;
use self::carried::Last;
use self::keeping::Keeping;
use self::look::Said;
use self::pad::Pad;
pub(in crate::tui) use self::page::{is_final, is_phrase};
use super::{Act, Screen, See};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::glance::Session;
use crate::domain::care::note::{Note, NoteOf, Written};
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Key};
use crate::tui::list::List;
use crate::tui::msg::Effect;

/// Which note lies open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The one of a session or a visit, to be written; the signed one where there is one.
    Of(NoteOf),
    /// A signed one, to be read.
    Signed(NoteId),
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Stage {
    /// The file has not answered yet.
    Waiting,
    Writing,
    /// All of it is looked at before it is signed.
    Looking,
    Signed,
    /// There is no such note or session any more.
    Gone,
}

/// What is done before the file has answered: it waits its turn.
#[derive(Debug)]
enum Early {
    Key(Key),
    Do(Command),
    Paste(String),
}

/// The note of one session.
#[derive(Debug)]
pub struct SessionNote {
    what: What,
    pub(super) stage: Stage,
    session: Option<Box<Session>>,
    signed: Option<Box<Note>>,
    /// What the last signed note found.
    last: Last,
    /// Whose note it is, where only the signed one was asked for.
    whose: Clean,
    pad: Pad,
    keeping: Keeping,
    /// The body map stands where the words stand else.
    shows_map: bool,
    list: List,
    /// Esc has said what leaving would lose.
    warned: bool,
    /// Something was added to it here, or it was struck out.
    acted: bool,
    /// What was typed before the file had answered.
    early: Vec<Early>,
}

impl SessionNote {
    /// The note of a session or of a visit that was never booked: its draft, or the signed one.
    pub fn of(of: NoteOf) -> Self {
        Self::new(What::Of(of), of)
    }

    /// A signed note, struck out or not.
    pub fn signed(note: NoteId) -> Self {
        Self::new(What::Signed(note), NoteOf::Visit(ClientId(0)))
    }

    fn new(what: What, of: NoteOf) -> Self {
        Self {
            what,
            stage: Stage::Waiting,
            session: None,
            signed: None,
            last: Last::default(),
            whose: Clean::default(),
            pad: Pad::new(&Written::default()),
            keeping: Keeping::new(of, None),
            shows_map: false,
            list: List::default(),
            warned: false,
            acted: false,
            early: Vec::new(),
        }
    }

    /// The note that is being written here.
    pub(in crate::tui) fn writes(&self) -> Option<NoteOf> {
        match (self.what, self.stage) {
            (What::Of(of), Stage::Writing | Stage::Looking) => Some(of),
            (What::Of(_) | What::Signed(_), _) => None,
        }
    }

    /// What is to be kept of it now.
    pub(in crate::tui) fn unkept(&mut self) -> Option<Effect> {
        self.writes()?;
        self.keeping.unkept(self.pad.written())
    }

    pub(super) fn client_name(&self) -> &str {
        self.session.as_ref().map_or(self.whose.as_str(), |session| session.glance.client.name.as_str())
    }

    fn appointment(&self) -> Option<&Appointment> {
        self.session.as_ref().and_then(|session| session.appointment.as_ref())
    }

    /// When the session was, or is.
    fn at(&self) -> Option<NaiveDateTime> {
        let signed = self.signed.as_ref().map(|note| note.at);
        signed.or_else(|| self.appointment().map(|appointment| appointment.span.from()))
    }

    /// "Maria Smith · Tue 24 Nov 11:30 · TrP 60".
    pub(super) fn title(&self, see: &See<'_>) -> String {
        let when = match (self.at(), self.what) {
            (Some(at), _) => format!(" · {}", say::moment(at, see.now.year())),
            (None, What::Of(NoteOf::Visit(_))) => " · a visit that was not booked".to_owned(),
            (None, What::Of(NoteOf::Session(_)) | What::Signed(_)) => String::new(),
        };
        let service = self.appointment().map(|appointment| format!(" · {}", see.directory.service_short(appointment.service)));
        format!("Session note · {}{when}{}", self.client_name(), service.unwrap_or_default())
    }

    /// What becomes of it, at the right of its title.
    pub(super) fn state_words(&self, see: &See<'_>) -> String {
        match (&self.signed, self.stage) {
            (Some(note), _) => signed::by_whom(note, see),
            (None, Stage::Waiting | Stage::Gone | Stage::Signed) => String::new(),
            (None, Stage::Writing | Stage::Looking) => self.keeping.words(see),
        }
    }

    /// The rows of what is read: before signing, or of the signed note.
    pub(super) fn read_rows(&self, see: &See<'_>) -> Vec<Said> {
        match (self.stage, &self.session, &self.signed) {
            (Stage::Looking, Some(session), _) => match look::settled(session, &self.pad, see) {
                Ok(settled) => look::rows(session, &self.pad, &settled, see),
                Err(why) => vec![look::said(look::Ink::Warning, why.sentence)],
            },
            (Stage::Signed, _, Some(note)) => signed::rows(note, see),
            _ => Vec::new(),
        }
    }
}

/// The note of a session, for whoever opens it.
pub(in crate::tui) fn open(of: NoteOf) -> Act {
    Act::Open(Box::new(Screen::Note(Box::new(SessionNote::of(of)))))
}

/// Why somebody who does not see care opens no note.
pub(in crate::tui) const NOT_FOR_YOU: &str =
    "Session notes are written and read by whoever treats. Switch who is at the keyboard (: switch), then open it.";
