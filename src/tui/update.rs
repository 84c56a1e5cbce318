//! The state of the app and the one function that changes it. No I/O and no clock: same state, same message, same result.

use super::acts::{run, with_dialog, with_note, with_screen};
use super::app::{App, Sent, Tone};
use super::dialog::Dialog;
use super::dialog_acts::swap_anyway;
use super::keys::{Command, Context, Key};
use super::moving::carry;
use super::msg::{Answer, Effect, Msg, Outcome, Query, Reply, Target};
use super::perform::{perform, put_down};
use super::screens::{Act, Screen, day, note, setup};
use crate::domain::book::status::Status;
use crate::domain::care::change::CareChange;
use crate::domain::change::{BookChange, Change, Step};
use crate::domain::refusal::Refusal;

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
            app.marks.clear();
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
        Msg::NoteKept { of, kept, at } => {
            let acts = with_note(app, of, |page, see| page.note_kept(of, &kept, at, see));
            perform(app, acts)
        }
    };
    effects.extend(app.asks());
    effects.extend(app.changed_draft());
    // What was typed goes into the file before the window is gone.
    let leaves = effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Instead(_) | Effect::SwitchTo(_)));
    let kept = app.changed_notes(leaves);
    effects.splice(0..0, kept);
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
    // Whoever goes on working has not left.
    let answers = matches!(app.keymap().command(key, &[Context::Dialog]), Some(Command::Open | Command::Back));
    if app.dialogs.last().is_some_and(Dialog::is_leave) && !answers {
        app.dialogs.pop();
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
    if !types && let Some(command) = app.keymap().command(key, &contexts).filter(|command| *command != Command::TakeNumber) {
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
    if let Reply::Draft(draft) = &answer.reply {
        if let Some(draft) = draft {
            app.bring_back(draft);
        }
        return Vec::new();
    }
    if let Reply::Failed(why) = &answer.reply {
        app.say(why.clone(), Tone::Refused);
        return Vec::new();
    }
    if carry::take(app, answer) {
        let wanted = app.moving.as_mut().is_some_and(|moving| std::mem::take(&mut moving.wanted));
        return if wanted { put_down(app) } else { Vec::new() };
    }
    app.refresh_marks(answer);
    if app.dialogs.last().and_then(Dialog::asks).as_ref() == Some(&answer.query) {
        return with_dialog(app, |dialog, app| dialog.take(answer, app));
    }
    if !app.asked.contains(&answer.query) {
        return Vec::new();
    }
    let acts = with_screen(app, |screen, see| screen.page_mut().take(answer, see));
    perform(app, acts)
}

fn done(app: &mut App, outcome: Outcome) -> Vec<Effect> {
    let own = app.busy.take() == Some(Sent::Screen);
    let sent = app.applying.take();
    app.asked.clear();
    match outcome {
        Outcome::Applied(applied) => {
            let hits = match (applied.hits, applied.to_decide) {
                (0, _) => String::new(),
                (hits, all) if all <= hits => format!(" · {hits} to decide"),
                (hits, all) => format!(" · {hits} more to decide ({all} in all)"),
            };
            let key = |command| app.keymap().said(Context::Reading, command);
            let again = applied.words.starts_with("Took back");
            let (undo, redo) = (key(Command::Undo), key(Command::Redo));
            let way = if sent.as_deref().is_some_and(note::is_final) {
                "it stays so".to_owned()
            } else if sent.as_deref().is_some_and(note::is_phrase) && app.screens.last().is_some_and(|screen| screen.page().is_typing()) {
                // Where the key that takes back is a letter of the note.
                format!("{} changes or forgets it", app.keymap().said(Context::Note, Command::Phrases))
            } else if again {
                format!("{redo} does it again")
            } else {
                format!("{undo} takes it back")
            };
            app.say(format!("{}{} · {way}", applied.words, if again { "" } else { hits.as_str() }), Tone::Done);
            app.dialogs.retain(|dialog| !dialog.ends_with_act());
            if app.moving.as_ref().is_some_and(|moving| applied.appointment == Some(moving.appointment.id)) {
                app.moving = None;
            }
            if sent.as_deref().is_some_and(is_standing) {
                app.moving = None;
            }
            if sent.as_deref().is_some_and(is_swap) {
                app.marks.clear();
            }
            // A note waits to be signed yet when its session was begun in spite of a STOP.
            let begins = matches!(sent.as_deref(), Some(Change::Book(BookChange::Step(_))));
            let own = own && !(begins && app.screens.last().is_some_and(|screen| screen.page().treats().is_some()));
            // What somebody is typing in a form stays when it is another act that was done or taken back.
            let acts = if own { with_screen(app, |screen, see| screen.page_mut().applied(&applied, see)) } else { Vec::new() };
            let mut effects = perform(app, acts);
            // A new practice, or changed settings.
            effects.push(Effect::Ask(Query::Directory));
            effects
        }
        Outcome::Refused(Refusal::Stop { client, alerts }) if begun_by(app, sent.as_deref()).is_some() => {
            let step = begun_by(app, sent.as_deref());
            let dialog = step.map(|step| Act::Ask(Box::new(Dialog::stop(&client, alerts, step))));
            perform(app, dialog.into_iter().collect())
        }
        Outcome::Refused(refusal) => {
            app.say(refusal.to_string(), Tone::Refused);
            let acts = if own { with_screen(app, |screen, see| screen.page_mut().refused(&refusal, see)) } else { Vec::new() };
            if let (Some(moving), Refusal::Conflicts { .. }) = (&mut app.moving, &refusal) {
                moving.fit = None;
            }
            let swap = sent.filter(|change| is_swap(change)).and_then(|swap| swap_anyway(*swap, &refusal));
            perform(app, acts.into_iter().chain(swap).collect())
        }
        Outcome::Failed(why) => {
            app.say(why, Tone::Refused);
            Vec::new()
        }
    }
}

/// Whether all dates of a standing appointment are about, what is carried among them.
fn is_standing(change: &Change) -> bool {
    matches!(change, Change::Book(BookChange::Series(_)))
}

fn is_swap(change: &Change) -> bool {
    matches!(change, Change::Book(BookChange::Swap { .. }))
}

/// The step that began a session: by its key, or because its note was to be signed.
fn begun_by(app: &App, change: Option<&Change>) -> Option<Step> {
    match change? {
        Change::Book(BookChange::Step(step)) => Some(step.clone()),
        Change::Care(CareChange::Sign(_)) => {
            let session = app.screens.last()?.page().treats()?;
            let (id, seen) = (session.id, session.status);
            Some(Step { id, seen, to: Status::Done, at: app.now, cancel: None, anyway: None, stop: None })
        }
        _ => None,
    }
}
