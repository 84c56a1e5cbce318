//! The state of the app and the one function that changes it. No I/O and no clock: same state, same message, same result.
use chrono::NaiveDateTime;

use super::acts::{perform, put_down, run, with_dialog, with_screen};
use super::dialog::Dialog;
use super::keys::{self, Command, Context, Key};
use super::moving::Moving;
use super::msg::{Answer, Effect, Msg, Outcome, Query, Reply, Target};
use super::screens::{Screen, See, booking, day, setup};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::{Role, Viewer};
use crate::domain::refusal::Refusal;

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
    /// The newest lies on top; the first is the home screen.
    pub screens: Vec<Screen>,
    /// Questions on top of the screens; the last has the keys.
    pub dialogs: Vec<Dialog>,
    pub moving: Option<Moving>,
    pub notice: Option<Notice>,
    /// Somebody who should not read it stands in front of the screen.
    pub blank: bool,
    /// Rows of the list in sight when it was last drawn.
    pub page: usize,
    /// An act was sent and is not answered yet, for whom: a second one waits for the first.
    pub(super) busy: Option<Sent>,
    /// Questions already on their way for what is shown now.
    pub(super) asked: Vec<Query>,
    /// A form that was left with something typed; the next `b` shows it again.
    pub kept: Option<Box<booking::Booking>>,
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
            screens: vec![Screen::Day(day::DayScreen::new(now.date()))],
            dialogs: Vec::new(),
            moving: None,
            notice: None,
            blank: false,
            page: 10,
            busy: None,
            asked: Vec::new(),
            kept: None,
            zone_here: String::new(),
        }
    }

    /// The first questions.
    pub fn start(&mut self) -> Vec<Effect> {
        self.asks()
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
            if self.moving.is_some() && matches!(screen, Screen::Day(_)) {
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

    /// Why a command means nothing here; `None` when it does something.
    pub fn why_not(&self, command: Command) -> Option<String> {
        let see = self.see()?;
        self.screens.last().and_then(|screen| screen.page().why_not(command, &see))
    }

    /// Whether the footer offers a command now.
    pub(super) fn is_of_use(&self, command: Command) -> bool {
        let useful = self.see().zip(self.screens.last()).is_none_or(|(see, screen)| screen.page().is_of_use(command, &see));
        self.why_not(command).is_none() && (useful || !self.dialogs.is_empty())
    }

    pub(super) fn see(&self) -> Option<See<'_>> {
        let directory = self.directory.as_ref()?;
        Some(See { directory, viewer: self.viewer, now: self.now, size: self.size, moving: self.moving.as_ref(), page: self.page })
    }

    /// Whatever the top screen needs to know and has not asked yet.
    fn asks(&mut self) -> Vec<Effect> {
        let mut wanted = if self.directory.is_none() { vec![Query::Directory] } else { Vec::new() };
        if let (Some(see), Some(screen)) = (self.see(), self.screens.last()) {
            wanted.extend(screen.page().asks(&see));
            wanted.extend(self.moving.iter().map(Moving::asks));
        }
        let new = wanted.iter().filter(|query| !self.asked.contains(query)).cloned().map(Effect::Ask).collect();
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

/// Takes one message; answers with what is to be done outside.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => pressed(app, key),
        Msg::Paste(text) => pasted(app, &text),
        Msg::Pointed(target) => pointed(app, target),
        Msg::Scrolled(rows) => {
            let command = if rows > 0 { Command::Down } else { Command::Up };
            // In the booking form these keys change where the next letter goes; the wheel must not.
            let steps = if app.blank || app.contexts().contains(&Context::Booking) { 0 } else { rows.unsigned_abs() };
            (0..steps).flat_map(|_| run(app, command)).collect()
        }
        Msg::Resized(width, height) => {
            app.size = (width, height);
            Vec::new()
        }
        Msg::Clock(now) => {
            app.now = now;
            Vec::new()
        }
        Msg::Answered(answer) => answered(app, &answer),
        Msg::Done(outcome) => done(app, *outcome),
        Msg::Elsewhere => {
            app.asked.clear();
            vec![Effect::Ask(Query::Directory)]
        }
        Msg::SwitchedTo(viewer) => {
            app.viewer = viewer;
            app.asked.clear();
            // What was on the screen was shaped for somebody else.
            app.screens = vec![Screen::Day(day::DayScreen::new(app.now.date()))];
            app.moving = None;
            app.dialogs.clear();
            if let Some(kept) = &mut app.kept {
                kept.forget_answers();
            }
            let words = format!("At the keyboard: {}", app.who_words());
            app.say(words, Tone::Plain);
            Vec::new()
        }
        Msg::Clicked(..) | Msg::Hangup => Vec::new(),
        Msg::Told(words) => {
            app.say(words, Tone::Plain);
            Vec::new()
        }
    };
    effects.extend(app.asks());
    effects
}

fn pressed(app: &mut App, key: Key) -> Vec<Effect> {
    if app.blank {
        app.blank = false;
        return Vec::new();
    }
    app.notice = None;
    // Ctrl-C leaves a field or line, never the program.
    if key == Key::Ctrl('c') {
        return run(app, Command::Back);
    }
    let contexts = app.contexts();
    if app.dialogs.last().is_some_and(|dialog| dialog.takes(key)) {
        if let Some(dialog) = app.dialogs.last_mut() {
            dialog.press(key);
        }
        return with_dialog(app, Dialog::typed);
    }
    let typing = app.dialogs.is_empty() && app.screens.last().is_some_and(|screen| screen.page().is_typing());
    let types = matches!(key, Key::Char(_)) && typing;
    // Which number it was is the screen's to know.
    if !types && let Some(command) = keys::command(key, &contexts).filter(|command| *command != Command::TakeNumber) {
        return run(app, command);
    }
    let acts = with_screen(app, |screen, see| screen.page_mut().press(key, see));
    perform(app, acts)
}

fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    if app.blank {
        return Vec::new();
    }
    app.notice = None;
    if app.dialogs.is_empty() {
        let acts = with_screen(app, |screen, see| {
            screen.page_mut().paste(text, see);
            Vec::new()
        });
        return perform(app, acts);
    }
    if let Some(dialog) = app.dialogs.last_mut() {
        dialog.paste(text);
    }
    with_dialog(app, Dialog::typed)
}

fn pointed(app: &mut App, target: Target) -> Vec<Effect> {
    if app.blank {
        app.blank = false;
        return Vec::new();
    }
    app.notice = None;
    match target {
        Target::Command(command) => run(app, command),
        other if app.dialogs.is_empty() => {
            let acts = with_screen(app, |screen, see| screen.page_mut().pointed(other, see));
            perform(app, acts)
        }
        other => with_dialog(app, |dialog, app| dialog.pointed(other, app)),
    }
}

fn answered(app: &mut App, answer: &Answer) -> Vec<Effect> {
    if let (Query::Directory, Reply::Directory(directory)) = (&answer.query, &answer.reply) {
        app.directory.clone_from(directory);
        app.loaded = true;
        match directory {
            None if !matches!(app.screens.last(), Some(Screen::Setup(_))) => {
                app.screens = vec![Screen::Setup(setup::Setup::new(&app.zone_here))];
            }
            Some(_) if matches!(app.screens.last(), Some(Screen::Setup(_))) => {
                app.screens = vec![Screen::Day(day::DayScreen::new(app.now.date()))];
            }
            _ => {}
        }
        return Vec::new();
    }
    if let Reply::Failed(why) = &answer.reply {
        app.say(why.clone(), Tone::Refused);
        return Vec::new();
    }
    if let (Some(moving), Query::Fit { .. }, Reply::Fit(fit)) = (&mut app.moving, &answer.query, &answer.reply)
        && moving.asks() == answer.query
    {
        moving.fit = Some(fit.clone());
        return if std::mem::take(&mut moving.wanted) { put_down(app) } else { Vec::new() };
    }
    if !app.asked.contains(&answer.query) {
        return Vec::new();
    }
    let acts = with_screen(app, |screen, see| screen.page_mut().take(answer, see));
    perform(app, acts)
}

fn done(app: &mut App, outcome: Outcome) -> Vec<Effect> {
    let own = app.busy.take() == Some(Sent::Screen);
    app.asked.clear();
    match outcome {
        Outcome::Applied(applied) => {
            app.say(format!("{} · u takes it back", applied.words), Tone::Done);
            if applied.words.starts_with("Took back") {
                app.say(format!("{} · ctrl-y does it again", applied.words), Tone::Done);
            }
            app.dialogs.retain(|dialog| !dialog.ends_with_act());
            if app.moving.as_ref().is_some_and(|moving| applied.appointment == Some(moving.appointment.id)) {
                app.moving = None;
            }
            // What somebody is typing in a form stays when it is another act that was done or taken back.
            let acts = if own { with_screen(app, |screen, see| screen.page_mut().applied(&applied, see)) } else { Vec::new() };
            let mut effects = perform(app, acts);
            // A new practice, or changed settings.
            effects.push(Effect::Ask(Query::Directory));
            effects
        }
        Outcome::Refused(refusal) => {
            app.say(refusal.to_string(), Tone::Refused);
            let acts = if own { with_screen(app, |screen, see| screen.page_mut().refused(&refusal, see)) } else { Vec::new() };
            if let (Some(moving), Refusal::Conflicts { .. }) = (&mut app.moving, &refusal) {
                moving.fit = None;
            }
            perform(app, acts)
        }
        Outcome::Failed(why) => {
            app.say(why, Tone::Refused);
            Vec::new()
        }
    }
}
