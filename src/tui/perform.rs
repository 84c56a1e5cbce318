//! What a screen or a dialog wants is done: effects sent one at a time, screens opened, things lifted and put down.
use super::acts::{go_home, run, with_screen};
use super::app::{App, Sent, Tone};
use super::dialog::Dialog;
use super::moving::{Moving, carry};
use super::msg::Effect;
use super::screens::{Act, Screen, day};
use super::standing::Which;
use super::ways::{show_day, show_moment, to_week};

/// One act at a time: a second key while the first is being saved is not lost, it is refused in words.
pub(super) fn send(app: &mut App, effect: Effect, sent: Sent) -> Vec<Effect> {
    if app.busy.is_some() {
        app.say("The last act is still being saved. Press the key again in a moment.", Tone::Plain);
        return Vec::new();
    }
    if let (Effect::Apply(change), Some(directory)) = (&effect, &app.directory)
        && let Some(why) = directory.not_allowed(app.viewer, change)
    {
        app.say(why.to_string(), Tone::Refused);
        return Vec::new();
    }
    app.busy = Some(sent);
    app.applying = match &effect {
        Effect::Apply(change) => Some(change.clone()),
        _ => None,
    };
    vec![effect]
}

pub(super) fn perform(app: &mut App, acts: Vec<Act>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for act in acts {
        match act {
            Act::Do(change) => {
                effects.extend(send(app, Effect::Apply(change), Sent::Screen));
            }
            Act::Want(effect @ (Effect::Revert(_) | Effect::Undo | Effect::Redo | Effect::Apply(_))) => {
                effects.extend(send(app, effect, Sent::Screen));
            }
            Act::Want(effect) => effects.push(effect),
            Act::Open(screen) => {
                // Whatever is in the hand is one of these dates, and goes where they are decided.
                if matches!(*screen, Screen::Dates(_)) {
                    app.moving = None;
                }
                app.screens.push(*screen);
                app.asked.clear();
            }
            Act::Close => {
                app.screens.pop();
                app.asked.clear();
            }
            Act::Ask(dialog) => app.dialogs.push(*dialog),
            Act::CloseDialog => {
                app.dialogs.pop();
            }
            Act::Because(anyway) => {
                let acts = with_screen(app, |screen, see| screen.page_mut().because(anyway, see));
                effects.extend(perform(app, acts));
            }
            Act::Say(words) => app.say(words, Tone::Plain),
            Act::Refuse(words) => app.say(words, Tone::Refused),
            Act::Move(moving) => {
                effects.extend(lift(app, *moving));
            }
            Act::Target(slot) => {
                if let Some(moving) = &mut app.moving {
                    moving.aim(slot);
                }
            }
            Act::PutDown => effects.extend(put_down(app)),
            Act::Run(command) => effects.extend(run(app, command)),
            Act::Show(id) => match app.screens.last_mut() {
                Some(Screen::Day(day)) => day.seek(id),
                Some(Screen::Week(week)) => week.seek(id),
                _ => {}
            },
            Act::GoTo(date) => {
                let time = app.moving.as_ref().map(|moving| moving.target.span.from().time());
                show_day(app, date);
                if let (Some(moving), Some(time)) = (&mut app.moving, time) {
                    moving.aim_at(date.and_time(time));
                    // Where it hovers is where the selection stands.
                    carry::show_target(app);
                }
            }
            Act::Typed(moment) => {
                show_moment(app, moment);
                if let Some(moving) = &mut app.moving {
                    moving.aim_at(moment);
                }
                carry::show_target(app);
            }
            Act::FitAfter(date) => {
                if let Some(next) = date.succ_opt() {
                    carry::first_fit_from(app, next);
                }
            }
        }
    }
    effects
}

fn lift(app: &mut App, mut moving: Moving) -> Vec<Effect> {
    // What waits for a new time may have its old one long behind it: it is carried over what is to come.
    let old = moving.target.span.from();
    if moving.appointment.status.waits() && old < app.now {
        moving.aim_at(app.now.date().and_time(old.time()));
    }
    app.moving = Some(moving);
    app.marks.clear();
    // It is carried over the week where the week lies open, else over the day.
    let effects = if app.shown_days().is_some() {
        Vec::new()
    } else if app.screens.iter().any(|screen| matches!(screen, Screen::Week(_))) {
        to_week(app)
    } else {
        go_home(app, Screen::Day(day::DayScreen::new(app.now.date())))
    };
    carry::show_target(app);
    effects
}

pub(super) fn put_down(app: &mut App) -> Vec<Effect> {
    let Some(moving) = &mut app.moving else { return Vec::new() };
    let put = moving.put_down();
    if matches!(put.as_ref().map_err(AsRef::as_ref), Ok(Some(_)) | Err(Act::Ask(_)))
        && let Some(which) = app.see().zip(app.moving.as_ref()).and_then(|(see, moving)| Which::moving(moving, &see))
    {
        return perform(app, vec![Act::Ask(Box::new(Dialog::which(which)))]);
    }
    match put {
        Ok(Some(change)) => send(app, Effect::Apply(Box::new(change)), Sent::Screen),
        Ok(None) => Vec::new(),
        Err(why) => perform(app, vec![*why]),
    }
}
