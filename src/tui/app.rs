//! The state of the app: what lies open, what was asked, what is being carried.
use chrono::NaiveDateTime;

use super::config::Config;
use super::dialog::Dialog;
use super::keys::{Command, Context, Key, Keymap};
use super::moving::Moving;
use super::msg::{Effect, Query};
use super::screens::{Screen, See, backup, booking, day, note, settings};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::note::NoteOf;
use crate::domain::change::Change;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::look::Look;
use crate::domain::practice::role::{Role, Viewer};

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something was refused.
    Refused,
    Plain,
}

/// The line that says what was just done, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub words: String,
    pub tone: Tone,
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct App {
    /// `None` until the file has answered, and in an empty file.
    pub directory: Option<Directory>,
    /// Whether the file has answered at all.
    pub loaded: bool,
    pub viewer: Viewer,
    /// The practice's wall clock.
    pub now: NaiveDateTime,
    pub size: (u16, u16),
    /// What this computer says otherwise.
    pub config: Config,
    /// The newest lies on top; the first is the home screen.
    pub screens: Vec<Screen>,
    /// Questions on top of the screens; the last has the keys.
    pub dialogs: Vec<Dialog>,
    pub moving: Option<Moving>,
    /// Appointments marked with `v`, in the order of marking.
    pub marks: Vec<Appointment>,
    pub notice: Option<Notice>,
    /// Somebody who should not read it stands in front of the screen.
    pub blank: bool,
    /// Rows of the list in sight when it was last drawn.
    pub page: usize,
    /// An act was sent and is not answered yet, for whom: a second one waits for the first.
    pub(super) busy: Option<Sent>,
    /// The act that was sent, for a refusal that asks something about it.
    pub(super) applying: Option<Box<Change>>,
    /// Questions already on their way for what is shown now.
    pub(super) asked: Vec<Query>,
    /// The question of the dialog on top, which a screen beneath may have put before.
    asked_on_top: Option<Query>,
    /// A form that was left with something typed; the next `b` shows it again.
    pub kept: Option<Box<booking::Booking>>,
    /// The half-typed booking as the file keeps it.
    drafted: Option<String>,
    /// The notes that are being written, so that each is let go of when it lies open no more.
    noting: Vec<NoteOf>,
    /// The time zone this computer stands in, as a first guess for a new practice; empty when it does not say.
    pub zone_here: String,
}

/// For whom an act was sent: what came of it is told to the screen only when it was the screen's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Screen,
    App,
}

impl App {
    pub fn new(now: NaiveDateTime, viewer: Viewer, size: (u16, u16)) -> Self {
        Self {
            directory: None,
            loaded: false,
            viewer,
            now,
            size,
            config: Config::default(),
            screens: vec![Screen::Day(day::DayScreen::new(now.date()))],
            dialogs: Vec::new(),
            moving: None,
            marks: Vec::new(),
            notice: None,
            blank: false,
            page: 10,
            busy: None,
            applying: None,
            asked: Vec::new(),
            asked_on_top: None,
            kept: None,
            drafted: None,
            noting: Vec::new(),
            zone_here: String::new(),
        }
    }

    /// The first questions.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = self.asks();
        effects.push(Effect::Ask(Query::Draft));
        effects
    }

    /// Begins with the copies of the file, over the settings.
    pub fn show_copies(&mut self) {
        self.screens.push(Screen::Settings(settings::Settings::index()));
        self.screens.push(Screen::Backup(backup::Backup::default()));
    }

    /// Shows the booking that was half typed when the program last ended with the next `b`.
    pub(super) fn bring_back(&mut self, draft: &str) {
        let booking = self.see().and_then(|see| booking::Booking::of_draft(draft, &see));
        if let (Some(booking), None) = (booking, &self.kept) {
            self.kept = Some(Box::new(booking));
            self.drafted = Some(draft.to_owned());
            self.say("A booking was half typed when knotbook ended: b shows it again.", Tone::Plain);
        }
    }

    /// The half-typed booking, when it is not kept in the file as it is now.
    pub(super) fn changed_draft(&mut self) -> Option<Effect> {
        let open = self.screens.iter().find_map(|screen| match screen {
            Screen::Booking(booking) => booking.draft(),
            _ => None,
        });
        let draft = open.or_else(|| self.kept.as_ref().and_then(|kept| kept.draft()));
        if draft == self.drafted {
            return None;
        }
        self.drafted.clone_from(&draft);
        Some(Effect::Keep(draft))
    }

    /// What is to be kept of the notes that are being written; one that lies open no more is let go of.
    pub(super) fn changed_notes(&mut self, leaves: bool) -> Vec<Effect> {
        // Notes lie upon notes: from a signed one the way leads over the client's card to the next.
        let open = self.screens.iter_mut().filter_map(|screen| if let Screen::Note(note) = screen { Some(note) } else { None });
        let (unkept, writes): (Vec<_>, Vec<_>) = open.map(|note| (note.unkept(), note.writes())).unzip();
        let writes: Vec<NoteOf> = writes.into_iter().flatten().filter(|_| !leaves).collect();
        let left = std::mem::replace(&mut self.noting, writes);
        let left = left.into_iter().filter(|before| !self.noting.contains(before));
        unkept.into_iter().flatten().chain(left.map(Effect::LeaveNote)).collect()
    }

    /// "Dana · therapist", with the key that changes it left to the palette.
    pub fn who_words(&self) -> String {
        let staff = self.viewer.staff.and_then(|id| self.directory.as_ref().and_then(|directory| directory.staff(id)));
        match staff {
            Some(staff) => format!("{} · {}", staff.short, role_words(staff.role)),
            None => "nobody chosen".into(),
        }
    }

    /// What was drawn, for paging and for lists that stay where they are.
    pub fn shown(&mut self, rows: usize, top: usize) {
        self.page = rows.max(1);
        match self.dialogs.last_mut() {
            Some(dialog) => dialog.list_mut().top = top,
            None => {
                if let Some(list) = self.screens.last_mut().and_then(|screen| screen.page_mut().list_mut()) {
                    list.top = top;
                }
            }
        }
    }

    /// Where keys mean something now, the nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        if !self.dialogs.is_empty() {
            return vec![Context::Dialog, Context::Everywhere];
        }
        let mut contexts = Vec::new();
        if let Some(screen) = self.screens.last() {
            if self.moving.is_some() && screen.page().shown().is_some() {
                contexts.push(Context::Moving);
            }
            contexts.push(screen.page().context());
            // Without a practice there is nothing to walk to.
            if !screen.page().is_typing() && self.directory.is_some() {
                contexts.push(Context::Reading);
            }
        }
        contexts.push(Context::Everywhere);
        contexts
    }

    /// How everything is drawn here.
    pub fn look(&self) -> Look {
        self.config.over(self.directory.as_ref().map(|directory| directory.practice.look).unwrap_or_default())
    }

    pub fn keymap(&self) -> &Keymap {
        &self.config.keymap
    }

    /// A key as it is written on this screen.
    pub fn key_words(&self, key: Key) -> String {
        if self.look().ascii { key.plain_words() } else { key.words() }
    }

    /// Why a command means nothing here; `None` when it does something.
    pub fn why_not(&self, command: Command) -> Option<String> {
        let see = self.see()?;
        if matches!(command, Command::WriteNote | Command::WriteVisit) && !self.viewer.sees_care() {
            return Some(note::NOT_FOR_YOU.to_owned());
        }
        self.screens.last().and_then(|screen| screen.page().why_not(command, &see))
    }

    /// Whether the footer offers a command now.
    pub(super) fn is_of_use(&self, command: Command) -> bool {
        let useful = self.see().zip(self.screens.last()).is_none_or(|(see, screen)| screen.page().is_of_use(command, &see));
        self.why_not(command).is_none() && (useful || !self.dialogs.is_empty())
    }

    pub(super) fn see(&self) -> Option<See<'_>> {
        let directory = self.directory.as_ref()?;
        Some(See {
            directory,
            viewer: self.viewer,
            now: self.now,
            size: self.size,
            moving: self.moving.as_ref(),
            page: self.page,
            keymap: self.keymap(),
        })
    }

    /// Whatever the top screen needs to know and has not asked yet.
    pub(super) fn asks(&mut self) -> Vec<Effect> {
        let on_top = self.dialogs.last().and_then(Dialog::asks);
        let mut wanted = if self.directory.is_none() { vec![Query::Directory] } else { Vec::new() };
        if let (Some(see), Some(screen)) = (self.see(), self.screens.last()) {
            wanted.extend(screen.page().asks(&see));
            wanted.extend(on_top.clone());
            wanted.extend(self.moving.iter().flat_map(|moving| moving.asks(screen.page().shown())));
        }
        let anew = |query: &Query| on_top.as_ref() == Some(query) && self.asked_on_top != on_top;
        let new = wanted.iter().filter(|query| !self.asked.contains(query) || anew(query)).cloned().map(Effect::Ask).collect();
        self.asked_on_top = on_top;
        self.asked = wanted;
        new
    }

    pub(super) fn say(&mut self, words: impl Into<String>, tone: Tone) {
        self.notice = Some(Notice { words: words.into(), tone });
    }
}

/// A role as it stands beside a name.
pub(super) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Therapist => "therapist",
        Role::Desk => "front desk",
    }
}
