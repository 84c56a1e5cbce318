//! What keys do to what is marked and to what is in the hand, on any screen that shows the book.
use chrono::NaiveDate;

use super::{Moving, Search, Shown, Tab};
use crate::domain::book::appointment::Appointment;
use crate::domain::change::{BookChange, Change};
use crate::domain::ids::AppointmentId;
use crate::domain::wording::say;
use crate::tui::app::{App, Tone};
use crate::tui::keys::{Command, Context};
use crate::tui::msg::{Answer, Effect, Query, Reply};
use crate::tui::perform::perform;
use crate::tui::repeating;
use crate::tui::screens::Act;

impl App {
    /// What the top screen shows of the book.
    pub(in crate::tui) fn shown_days(&self) -> Option<Shown> {
        self.screens.last().and_then(|screen| screen.page().shown())
    }

    fn stands_on(&self) -> Option<&Appointment> {
        self.screens.last().and_then(|screen| screen.page().stands_on())
    }

    /// Marked, or in the hand.
    pub(in crate::tui) fn marked(&self) -> Vec<AppointmentId> {
        let carried = self.moving.iter().flat_map(Moving::all).map(|one| one.id);
        self.marks.iter().map(|one| one.id).chain(carried).collect()
    }

    /// Marks follow what the file says of them; one that is gone from its day is no mark any more.
    pub(in crate::tui) fn refresh_marks(&mut self, answer: &Answer) {
        let Reply::Day(day) = &answer.reply else { return };
        let fresh = |id: AppointmentId| day.entries.iter().map(|entry| &entry.appointment).find(|other| other.id == id);
        self.marks.retain(|mark| mark.span.date() != day.date || fresh(mark.id).is_some_and(can_move));
        for mark in &mut self.marks {
            if let Some(now) = fresh(mark.id) {
                mark.clone_from(now);
            }
        }
    }
}

fn can_move(appointment: &Appointment) -> bool {
    appointment.status.holds() || appointment.status.waits()
}

/// The commands on marks and on what is carried; `None` for any other.
pub(in crate::tui) fn command(app: &mut App, command: Command) -> Option<Vec<Effect>> {
    let shown = app.shown_days();
    match command {
        Command::Mark => mark(app),
        Command::Move if !app.marks.is_empty() && app.moving.is_none() && shown.is_some() => {
            let lifted = Moving::several(std::mem::take(&mut app.marks));
            return Some(perform(app, lifted.map(|moving| Act::Move(Box::new(moving))).into_iter().collect()));
        }
        Command::Repeat if !app.marks.is_empty() && app.moving.is_none() && shown.is_some() => {
            let asked = app.see().map(|see| repeating::ask(app.marks.clone(), &see));
            return Some(perform(app, asked.unwrap_or_default()));
        }
        Command::Move if app.moving.is_some() && shown.is_some() => {
            app.say("Something is in the hand already: ↵ puts it down here, esc leaves it where it was.", Tone::Plain);
        }
        Command::Back if !app.marks.is_empty() && app.moving.is_none() && shown.is_some() => {
            app.marks.clear();
            app.say("No appointment is marked any more.", Tone::Plain);
        }
        Command::NextFit | Command::PreviousFit => {
            if let Some(moving) = &mut app.moving {
                moving.fits.tab = Some(if command == Command::NextFit { Tab::Next } else { Tab::Previous });
            }
            go_to_fit(app);
        }
        Command::Swap => return Some(swap(app)),
        Command::SwapMarked => return Some(swap_marked(app)),
        _ => return None,
    }
    Some(Vec::new())
}

fn mark(app: &mut App) {
    let Some(appointment) = app.stands_on().cloned() else {
        app.say("There is no appointment on this row to mark. ↑ ↓ choose one.", Tone::Plain);
        return;
    };
    if let Some(moving) = &app.moving {
        let words = format!("{} is in the hand: ↵ puts it down here, esc leaves it; then v marks.", moving.who());
        app.say(words, Tone::Refused);
        return;
    }
    if !can_move(&appointment) {
        let words =
            format!("{} is {}: only what has a time, or waits for one, can be marked.", appointment.client_name, appointment.status.word());
        app.say(words, Tone::Refused);
        return;
    }
    let before = app.marks.len();
    app.marks.retain(|mark| mark.id != appointment.id);
    let taken_off = app.marks.len() < before;
    let what = format!("{} {}", if taken_off { "Not marked any more:" } else { "Marked" }, appointment.client_name);
    if !taken_off {
        app.marks.push(appointment);
    }
    let [mark, lift] = [Command::Mark, Command::Move].map(|command| app.keymap().said(Context::Day, command));
    let back = app.keymap().said(Context::Everywhere, Command::Back);
    let keys = match app.marks.len() {
        0 => "nothing is marked now".to_owned(),
        1 => format!("1 marked · {mark} marks another · {lift} moves it · {back} takes the mark off"),
        2 => format!("2 marked · {lift} moves them · “: swap” swaps them · {back} takes the marks off"),
        n => format!("{n} marked · {lift} moves them · {back} takes the marks off"),
    };
    app.say(format!("{what} · {keys}"), Tone::Plain);
}

/// "x swaps with Tom Okafor", where that can be done.
pub(super) fn swap_words(app: &App, moving: &Moving) -> Option<String> {
    let other = app.stands_on().filter(|other| other.status.holds() && !moving.carries(other.id))?;
    (moving.with.is_empty() && moving.appointment.status.holds()).then(|| format!("x swaps with {}", other.client_name))
}

fn swap(app: &mut App) -> Vec<Effect> {
    let Some(moving) = &app.moving else { return Vec::new() };
    let it = &moving.appointment;
    let why_not = match app.stands_on() {
        _ if !moving.with.is_empty() => "Several are in the hand, and a swap takes one. ↵ puts them down here.".to_owned(),
        _ if !it.status.holds() => format!("{} has no time to swap with. ↵ puts it down on a free one.", it.client_name),
        Some(other) if other.id == it.id => format!("That is {} itself. Walk to the appointment to swap with.", it.client_name),
        Some(other) if !other.status.holds() => {
            format!("{} is {} and holds no time: ↵ puts {} here.", other.client_name, other.status.word(), it.client_name)
        }
        None => "There is no appointment here to swap with. Walk to one, or ↵ puts it down here.".to_owned(),
        Some(other) => {
            let change = BookChange::Swap { a: (it.id, it.slot()), b: (other.id, other.slot()), anyway: None };
            return perform(app, vec![Act::Do(Box::new(Change::Book(change)))]);
        }
    };
    app.say(why_not, Tone::Refused);
    Vec::new()
}

fn swap_marked(app: &mut App) -> Vec<Effect> {
    let [a, b] = app.marks.as_slice() else {
        let have = match app.marks.len() {
            0 => "none is".to_owned(),
            n => say::count(n, "is", "are"),
        };
        app.say(format!("Mark two appointments with v, then they can be swapped; {have} marked."), Tone::Refused);
        return Vec::new();
    };
    let change = BookChange::Swap { a: (a.id, a.slot()), b: (b.id, b.slot()), anyway: None };
    perform(app, vec![Act::Do(Box::new(Change::Book(change)))])
}

/// Takes an answer about what is carried. True when it was one.
pub(in crate::tui) fn take(app: &mut App, answer: &Answer) -> bool {
    let shown = app.shown_days();
    let step = app.directory.as_ref().map_or(15, |directory| directory.practice.slot_minutes);
    let Some(moving) = &mut app.moving else { return false };
    match (&answer.query, &answer.reply) {
        (Query::Landing(_), _) => return moving.take_landing(answer),
        (Query::Fits { .. }, _) if moving.take_fits(answer, shown, step) => go_to_fit(app),
        (Query::FitDay { from, back, .. }, Reply::FitDay(found)) if moving.fits.search == Some(Search { from: *from, back: *back }) => {
            moving.fits.search = None;
            arrive(app, *from, *back, *found);
        }
        _ => {}
    }
    false
}

/// The day with the nearest fit is found, or there is none.
fn arrive(app: &mut App, from: NaiveDate, back: bool, found: Option<NaiveDate>) {
    let Some(moving) = &mut app.moving else { return };
    let Some(date) = found else {
        let year = chrono::Datelike::year(&app.now);
        let words = if back {
            format!("No fit before this one, back to {}.", say::day(app.now.date(), year))
        } else {
            format!("No fit in the 60 days from {}. Another therapist, or g and a later day.", say::day(from, year))
        };
        app.say(words, Tone::Plain);
        return;
    };
    moving.aim_at(date.and_time(moving.target.span.from().time()));
    moving.fits.tab = Some(if back { Tab::Last } else { Tab::First });
    show_target(app);
    go_to_fit(app);
}

/// Looks for the first fit from a date on, without walking there.
pub(in crate::tui) fn first_fit_from(app: &mut App, from: NaiveDate) {
    if let Some(moving) = &mut app.moving {
        moving.fits.search = Some(Search { from, back: false });
    }
}

/// Goes on with Tab as soon as the fits in sight are known: to one of them, or in search of another day.
fn go_to_fit(app: &mut App) {
    let Some(shown) = app.shown_days() else { return };
    let Some(moving) = &mut app.moving else { return };
    let Some(tab) = moving.fits.tab.filter(|_| moving.fits.are_known(shown)) else { return };
    moving.fits.tab = None;
    if let Some(target) = moving.stop(tab) {
        moving.aim(target);
        show_target(app);
        return;
    }
    let back = matches!(tab, Tab::Previous | Tab::Last);
    let from = if back { shown.days.0.pred_opt() } else { shown.days.1.succ_opt() };
    moving.fits.search = from.map(|from| Search { from, back });
}

/// The top screen shows where it hovers.
pub(in crate::tui) fn show_target(app: &mut App) {
    if let (Some(moving), Some(screen)) = (&app.moving, app.screens.last_mut()) {
        screen.page_mut().show_place(&moving.target);
    }
}
