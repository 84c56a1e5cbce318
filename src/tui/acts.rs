//! What commands do to the app: screens opened and closed, and which of them acts.
use super::app::{App, Sent, Tone};
use super::caring;
use super::dialog::Dialog;
use super::keys::{Command, Context};
use super::moving::carry;
use super::msg::Effect;
use super::perform::{perform, send};
use super::screens::{
    Act, Page, Screen, See, appointment, body, booking, clients, history, plans, progress, rebook, settings, standing as standing_list,
    to_decide,
};
use super::standing;
use super::ways::{to_day, to_week};
use crate::domain::care::note::NoteOf;
use crate::domain::change::{Change, Edit, PracticeChange};
use crate::domain::practice::PracticeField;
use crate::domain::wording::when::DateOrder;

/// Lets the top screen act with what it may see of the app.
pub(super) fn with_screen(app: &mut App, act: impl FnOnce(&mut Screen, &See<'_>) -> Vec<Act>) -> Vec<Act> {
    let Some(directory) = app.directory.as_ref() else {
        // Only the first start has a screen without a practice; it sees nothing of one.
        return match app.screens.last_mut() {
            Some(Screen::Setup(setup)) => setup.without_practice(app.now, act),
            _ => Vec::new(),
        };
    };
    let see = See {
        directory,
        viewer: app.viewer,
        now: app.now,
        size: app.size,
        moving: app.moving.as_ref(),
        page: app.page,
        keymap: &app.config.keymap,
    };
    app.screens.last_mut().map(|screen| act(screen, &see)).unwrap_or_default()
}

/// Lets the note of `of` that is being written act, also beneath another screen.
pub(super) fn with_note(app: &mut App, of: NoteOf, act: impl FnOnce(&mut dyn Page, &See<'_>) -> Vec<Act>) -> Vec<Act> {
    let place = app.screens.iter().position(|screen| matches!(screen, Screen::Note(note) if note.writes() == Some(of)));
    let Some(mut screen) = place.map(|place| app.screens.remove(place)) else { return Vec::new() };
    let acts = app.see().map(|see| act(screen.page_mut(), &see)).unwrap_or_default();
    app.screens.insert(place.unwrap_or_default(), screen);
    acts
}

pub(super) fn with_dialog(app: &mut App, act: impl FnOnce(&mut Dialog, &App) -> Vec<Act>) -> Vec<Effect> {
    let Some(mut dialog) = app.dialogs.pop() else { return Vec::new() };
    let depth = app.dialogs.len();
    let acts = act(&mut dialog, app);
    app.dialogs.insert(depth, dialog);
    perform(app, acts)
}

/// Does a command, wherever it came from: a key, a click or the palette.
pub(super) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    if !app.dialogs.is_empty() && !matches!(command, Command::Leave | Command::BlankScreen | Command::Help) {
        return with_dialog(app, |dialog, app| dialog.command(command, app));
    }
    if let Some(why) = app.why_not(command) {
        app.say(why, Tone::Refused);
        return Vec::new();
    }
    let walks = is_walk(command);
    if app.directory.is_none() && (walks || matches!(command, Command::Undo | Command::Redo | Command::SwitchPerson)) {
        app.say("There is no practice in this file yet. Begin with one of the choices.", Tone::Plain);
        return Vec::new();
    }
    if (walks || command == Command::SwitchPerson) && has_unsaved(app) {
        let [save, back] = [Command::Save, Command::Back].map(|command| app.keymap().said(Context::Everywhere, command));
        app.say(format!("This is not saved yet. {save} saves it; {back} twice leaves without."), Tone::Refused);
        return Vec::new();
    }
    if let Some(effects) = caring::command(app, command) {
        return effects;
    }
    if let Some(effects) = carry::command(app, command) {
        return effects;
    }
    match command {
        Command::Leave => leave(app),
        Command::BlankScreen => {
            app.blank = true;
            Vec::new()
        }
        Command::Help if app.dialogs.last().is_some_and(Dialog::is_help) => Vec::new(),
        Command::Help => perform(app, vec![Act::Ask(Box::new(Dialog::help(app)))]),
        Command::Palette => perform(app, vec![Act::Ask(Box::new(Dialog::palette(app)))]),
        Command::SwitchPerson => {
            let dialog = app.directory.as_ref().map(Dialog::who);
            perform(app, dialog.map(|dialog| Act::Ask(Box::new(dialog))).into_iter().collect())
        }
        Command::Undo => send(app, Effect::Undo, Sent::App),
        Command::Redo => send(app, Effect::Redo, Sent::App),
        Command::BackupNow => vec![Effect::Backup],
        Command::Suspend => vec![Effect::Suspend],
        Command::TurnDateOrder => turn_dates(app),
        Command::ToDay => to_day(app),
        Command::ToWeek => to_week(app),
        Command::ToClients | Command::FindClient => go_home(app, Screen::Clients(clients::Clients::new())),
        Command::ToStanding => go_home(app, Screen::Standing(standing_list::Standing::new())),
        Command::ToRebook => go_home(app, Screen::Rebook(rebook::Rebook::new())),
        Command::ToBody if matches!(app.screens.last(), Some(Screen::Body(_))) => Vec::new(),
        Command::ToBody => perform(app, vec![Act::Open(Box::new(Screen::Body(body::BodyMap::new())))]),
        Command::ToDecide => go_home(app, Screen::ToDecide(to_decide::ToDecide::default())),
        command if command == Command::ToSettings || settings::Section::of(command).is_some() => settings(app, command),
        Command::ToHistory => {
            // A client's own history, where one client is shown.
            let mut acts = with_screen(app, |screen, see| screen.page_mut().command(command, see));
            if acts.is_empty() {
                acts.push(Act::Open(Box::new(Screen::History(history::History::of_everything()))));
            }
            perform(app, acts)
        }
        command if standing::terms::Kind::of(command).is_some() => {
            let acts = with_screen(app, |screen, see| screen.page_mut().command(command, see));
            if acts.is_empty() {
                app.say("Which standing appointment? Go to one of its dates, or to the list of them, and say it again.", Tone::Plain);
            }
            perform(app, acts)
        }
        Command::ToPlans | Command::ToProgress => care_of_client(app, command),
        Command::Back => back(app),
        Command::Book => book(app),
        other => {
            let acts = with_screen(app, |screen, see| screen.page_mut().command(other, see));
            perform(app, acts)
        }
    }
}

/// Whether a command leaves what is shown for another screen.
fn is_walk(command: Command) -> bool {
    let goes =
        matches!(command, Command::ToDay | Command::ToWeek | Command::ToClients | Command::FindClient | Command::ToHistory | Command::Book);
    goes || matches!(command, Command::ToNotes | Command::ToSettings | Command::ToDecide | Command::ToRebook | Command::ToStanding)
        || settings::Section::of(command).is_some()
}

/// A part of the settings; the index lies beneath it.
fn settings(app: &mut App, command: Command) -> Vec<Effect> {
    let mut effects = go_home(app, Screen::Settings(settings::Settings::index()));
    if let Some(section) = settings::Section::of(command) {
        // From within the settings too the index is what lies beneath.
        let index = app.screens.iter().position(|screen| matches!(screen, Screen::Settings(_)));
        app.screens.truncate(index.map_or(app.screens.len(), |place| place + 1));
        if let Some(screen) = app.see().map(|see| settings::start(section, &see)) {
            effects.extend(perform(app, vec![Act::Open(Box::new(screen))]));
        }
    }
    effects
}

/// The plans or the progress of the client who is shown, or whose appointment is selected.
fn care_of_client(app: &mut App, command: Command) -> Vec<Effect> {
    if !app.viewer.sees_care() {
        app.say("Plans and progress are read by those who treat (: switch who is at the keyboard).", Tone::Refused);
        return Vec::new();
    }
    // A screen of care knows which plan it stands on.
    let mut acts = with_screen(app, |screen, see| screen.page_mut().command(command, see));
    if acts.is_empty() {
        let Some(client) = app.screens.last().and_then(|screen| screen.page().client()) else {
            app.say("Of which client? Go to the client or to one of their appointments, and say it again.", Tone::Plain);
            return Vec::new();
        };
        acts.push(Act::Open(Box::new(match command {
            Command::ToProgress => Screen::Progress(Box::new(progress::Progress::new(client, None))),
            _ => Screen::Plans(Box::new(plans::Plans::new(client, None))),
        })));
    }
    perform(app, acts)
}

/// The booking form: for what is selected, or the one that was left half-typed.
fn book(app: &mut App) -> Vec<Effect> {
    if matches!(app.screens.last(), Some(Screen::Booking(_))) {
        app.say("This is the booking form. ↵ goes on, esc keeps it for later.", Tone::Plain);
        return Vec::new();
    }
    let mut acts = with_screen(app, |screen, see| screen.page_mut().command(Command::Book, see));
    // A date that holds no time is booked where it stands.
    if acts.first().is_some_and(|act| !matches!(act, Act::Open(_))) {
        return perform(app, acts);
    }
    // On a client b books for that client, whatever was left.
    let for_client = matches!(app.screens.last(), Some(Screen::Client(_) | Screen::Clients(_))) && !acts.is_empty();
    if acts.is_empty() {
        let new = app.see().map(|see| booking::Booking::new(&see, booking::Start::default()));
        acts.extend(new.map(|booking| Act::Open(Box::new(Screen::Booking(booking)))));
    }
    if !for_client && let Some(mut kept) = app.kept.take() {
        if let Some(Act::Open(screen)) = acts.first()
            && let Screen::Booking(new) = screen.as_ref()
        {
            kept.shown_instead_of(new);
        }
        acts = vec![
            Act::Open(Box::new(Screen::Booking(*kept))),
            Act::Say("The booking you left. ↵ goes on with it; a name typed now begins a new one.".into()),
        ];
    }
    perform(app, acts)
}

/// Whether the form on top holds something that leaving it would lose.
fn has_unsaved(app: &App) -> bool {
    app.see().zip(app.screens.last()).is_some_and(|(see, screen)| screen.page().is_unsaved(&see))
}

/// Leaves at once when nothing would be lost by it.
fn leave(app: &mut App) -> Vec<Effect> {
    // A half-typed booking is in the file and comes back.
    if !has_unsaved(app) {
        return vec![Effect::Quit];
    }
    perform(app, vec![Act::Ask(Box::new(Dialog::leave(true)))])
}

fn turn_dates(app: &mut App) -> Vec<Effect> {
    let Some(directory) = &app.directory else { return Vec::new() };
    let seen = directory.practice.order;
    let new = if seen == DateOrder::DayFirst { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    let change = Change::Practice(PracticeChange::Edit(vec![PracticeField::Order(Edit { seen, new })]));
    send(app, Effect::Apply(Box::new(change)), Sent::App)
}

/// One of the screens with a number: it replaces all that lies open, but for the day beneath.
pub(super) fn go_home(app: &mut App, screen: Screen) -> Vec<Effect> {
    keep_booking(app);
    let same = app.screens.last().is_some_and(|top| top.page().context() == screen.page().context());
    if !same {
        let day = app.screens.iter().position(|open| matches!(open, Screen::Day(_)));
        let home = day.map(|place| app.screens.swap_remove(place));
        app.screens = home.into_iter().collect();
        if !matches!(screen, Screen::Day(_)) || app.screens.is_empty() {
            app.screens.push(screen);
        }
        app.asked.clear();
    }
    Vec::new()
}

/// A booking form with something in it is kept when it is left.
pub(super) fn keep_booking(app: &mut App) {
    let booking = app.screens.iter().position(|screen| matches!(screen, Screen::Booking(_)));
    if let Some(Screen::Booking(booking)) = booking.map(|place| app.screens.remove(place))
        && booking.is_worth_keeping()
    {
        app.kept = Some(Box::new(booking));
    }
}

fn back(app: &mut App) -> Vec<Effect> {
    let acts = with_screen(app, |screen, see| screen.page_mut().command(Command::Back, see));
    if !acts.is_empty() {
        return perform(app, acts);
    }
    if let Some(moving) = app.moving.take() {
        if let (true, Some(screen)) = (moving.appointment.status.holds(), app.screens.last_mut()) {
            screen.page_mut().show_place(&moving.appointment.slot());
        }
        let words = match moving.with.len() {
            0 => format!("{} stays where it was", moving.who()),
            _ => format!("{} stay where they were, and are still marked · esc again takes the marks off", moving.who()),
        };
        if !moving.with.is_empty() {
            app.marks = moving.all().cloned().collect();
        }
        app.say(words, Tone::Plain);
        return Vec::new();
    }
    if app.screens.len() > 1 {
        if matches!(app.screens.last(), Some(Screen::Booking(_))) {
            keep_booking(app);
            if app.kept.is_some() {
                let book = app.keymap().said(Context::Reading, Command::Book);
                app.say(format!("The booking is kept: {book} shows it again."), Tone::Plain);
            }
        } else {
            app.screens.pop();
        }
        app.asked.clear();
        return Vec::new();
    }
    app.dialogs.push(Dialog::leave(false));
    Vec::new()
}

/// The appointment's screen, for whoever opens one.
pub(super) fn open_appointment(id: crate::domain::ids::AppointmentId) -> Act {
    Act::Open(Box::new(Screen::Appointment(appointment::Card::new(id))))
}
