//! The one table of keys. Dispatch, footer, help, palette and the README are folds over it.
pub use super::commands::{Command, Context};
pub use super::key::Key;
pub use super::keymap::{Bound, Keymap};
use super::screens;

/// One line of the table: keys, what they do, in a few words, and the word for it in the footer (none: not there).
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub keys: &'static [Key],
    pub command: Command,
    pub words: &'static str,
    pub label: Option<&'static str>,
}

/// A binding that the footer shows.
pub const fn shown(keys: &'static [Key], command: Command, label: &'static str, words: &'static str) -> Binding {
    Binding { keys, command, words, label: Some(label) }
}

/// A binding that only help and palette show.
pub const fn quiet(keys: &'static [Key], command: Command, words: &'static str) -> Binding {
    Binding { keys, command, words, label: None }
}

use Key::{BackTab, Char, Ctrl, Down, End, Enter, Esc, F, Home, PageDown, PageUp, Tab, Up};

/// With the words that somebody may look for.
const STANDING: &str = "standing appointments: what repeats, series of dates, which end soon";

const FIND: &str = "find a client; who treats: words in notes, muscles, regions too";

const NOTES: &str = "notes to sign: sessions without a note, drafts";

const EVERYWHERE: &[Binding] = &[
    quiet(&[F(1)], Command::Help, "help: all keys of this screen"),
    quiet(&[Esc], Command::Back, "back; nothing typed is lost"),
    quiet(&[Ctrl('z')], Command::Undo, "take back what you did last"),
    quiet(&[Ctrl('y')], Command::Redo, "bring back what you took back"),
    quiet(&[Ctrl('b')], Command::Book, "book an appointment"),
    quiet(&[Ctrl('f')], Command::FindClient, FIND),
    quiet(&[Ctrl('s')], Command::Save, "save, where there is something to save"),
    quiet(&[Ctrl('l')], Command::BlankScreen, "blank the screen now; any key shows it again"),
    quiet(&[Ctrl('q')], Command::Leave, "leave knotbook"),
    quiet(&[F(2)], Command::ToDay, "the day"),
    quiet(&[F(3)], Command::ToWeek, "the week"),
    quiet(&[F(4)], Command::ToClients, "the clients"),
    quiet(&[F(5)], Command::ToStanding, STANDING),
    quiet(&[F(7)], Command::ToRebook, "to rebook: what waits for a new time"),
    quiet(&[F(9)], Command::ToNotes, NOTES),
    quiet(&[F(10)], Command::ToSettings, "the settings"),
];

const READING: &[Binding] = &[
    shown(&[Char('b')], Command::Book, "book", "book an appointment"),
    shown(&[Char('/')], Command::FindClient, "find", FIND),
    quiet(&[Char('1')], Command::ToDay, "the day"),
    quiet(&[Char('2')], Command::ToWeek, "the week"),
    quiet(&[Char('3')], Command::ToClients, "the clients"),
    quiet(&[Char('4')], Command::ToStanding, STANDING),
    quiet(&[Char('6')], Command::ToRebook, "to rebook: what waits for a new time"),
    quiet(&[Char('8')], Command::ToNotes, NOTES),
    quiet(&[Char('9')], Command::ToSettings, "the settings"),
    shown(&[Char('u')], Command::Undo, "undo", "take back what you did last"),
    quiet(&[Char('q')], Command::Back, "back; from the day, leave"),
    shown(&[Char(':')], Command::Palette, "all commands", "find any command by word"),
    shown(&[Char('?')], Command::Help, "help", "help: all keys of this screen"),
    quiet(&[], Command::AskArrival, "arrival questions: health, pain now, relief, soreness, home care"),
    quiet(&[], Command::ToHistory, "history: who did what, when"),
    quiet(&[], Command::SwapMarked, "swap the two marked appointments: each takes the other's time, therapist and room"),
    quiet(&[], Command::EndStanding, "end the standing appointment from a date on"),
    quiet(&[], Command::ExtendStanding, "standing appointment: more dates, until when it goes on"),
    quiet(&[], Command::HandOver, "hand the standing appointment over to another therapist"),
    quiet(&[], Command::ToDecide, "to decide: what is booked and does not fit any more"),
    quiet(&[], Command::ToBody, "body map: where it hurts, and which muscles refer there"),
    quiet(&[], Command::ToPlans, "treatment plans of the client"),
    quiet(&[], Command::ToProgress, "progress of the client: whether the pain is going"),
    quiet(&[], Command::ToPractice, "settings, practice: name, time zone, dates, look"),
    quiet(&[], Command::ToStaff, "settings, staff: who works here, roles, therapists"),
    quiet(&[], Command::ToServices, "settings, services: minutes, clean-up, prices"),
    quiet(&[], Command::ToRooms, "settings, rooms"),
    quiet(&[], Command::ToHours, "settings, hours: when each therapist works"),
    quiet(&[], Command::ToAbsences, "settings, absences: time off, closures, rooms out of use"),
    quiet(&[], Command::ToAlerts, "settings, alerts: the list to choose from, red flags to ask about"),
    quiet(&[], Command::SwitchPerson, "switch who is at the keyboard"),
    quiet(&[], Command::BackupNow, "backup: copy the file now"),
    quiet(&[], Command::ToBackup, "settings, backup: where the file is, its copies, restore"),
    quiet(&[], Command::TurnDateOrder, "dates: turn day/month order (24/11 or 11/24)"),
    quiet(&[], Command::Suspend, "suspend: back to the shell for a while"),
];

/// Moving through any list.
pub const LIST: &[Binding] = &[
    quiet(&[Up, Char('k')], Command::Up, "up"),
    quiet(&[Down, Char('j')], Command::Down, "down"),
    quiet(&[PageUp], Command::PageUp, "a page up"),
    quiet(&[PageDown], Command::PageDown, "a page down"),
    quiet(&[Home], Command::First, "the first"),
    quiet(&[End], Command::Last, "the last"),
];

const DIALOG: &[Binding] = &[
    shown(&[Enter], Command::Open, "go on", "go on with what is selected or typed"),
    shown(&[Esc], Command::Back, "back", "back, nothing is done"),
    quiet(&[Tab, Down], Command::NextField, "next"),
    quiet(&[BackTab, Up], Command::PreviousField, "previous"),
    quiet(&[PageUp], Command::PageUp, "a page up"),
    quiet(&[PageDown], Command::PageDown, "a page down"),
    quiet(&[Home], Command::First, "the first"),
    quiet(&[End], Command::Last, "the last"),
];

/// Every context with its bindings, in the order of the help.
pub fn table() -> Vec<(Context, Vec<&'static Binding>)> {
    let with_list = |own: &'static [Binding]| own.iter().chain(LIST).collect();
    vec![
        (Context::Day, with_list(screens::day::KEYS)),
        (Context::Week, screens::week::KEYS.iter().collect()),
        (Context::Moving, screens::day::MOVING_KEYS.iter().collect()),
        (Context::Booking, screens::booking::KEYS.iter().collect()),
        (Context::Offers, with_list(screens::booking::OFFER_KEYS)),
        (Context::Dates, with_list(screens::dates::KEYS)),
        (Context::DateTime, screens::dates::TIME_KEYS.iter().collect()),
        (Context::Clients, screens::clients::KEYS.iter().collect()),
        (Context::Client, with_list(screens::client::KEYS)),
        (Context::ClientForm, screens::client_form::KEYS.iter().collect()),
        (Context::AlertForm, screens::alert_form::KEYS.iter().collect()),
        (Context::AlertOffers, screens::alert_form::OFFER_KEYS.iter().collect()),
        (Context::ClientAway, screens::client_away::KEYS.iter().collect()),
        (Context::Merge, screens::merge::KEYS.iter().collect()),
        (Context::Appointment, with_list(screens::appointment::KEYS)),
        (Context::Glance, screens::glance::KEYS.iter().collect()),
        (Context::Arrival, screens::arrival::KEYS.iter().collect()),
        (Context::Notes, with_list(screens::notes::KEYS)),
        (Context::Rebook, with_list(screens::rebook::KEYS)),
        (Context::Standing, with_list(screens::standing::KEYS)),
        (Context::StandingDates, with_list(screens::standing_dates::KEYS)),
        (Context::History, with_list(screens::history::KEYS)),
        (Context::Settings, with_list(screens::settings::KEYS)),
        (Context::SettingsForm, screens::settings::form::KEYS.iter().collect()),
        (Context::Backup, with_list(screens::backup::KEYS)),
        (Context::ToDecide, with_list(screens::to_decide::KEYS)),
        (Context::Body, screens::body::KEYS.iter().collect()),
        (Context::BodyList, screens::body::LIST_KEYS.iter().collect()),
        (Context::Note, screens::note::KEYS.iter().chain(screens::note::WRITING_KEYS).collect()),
        (Context::NoteOffers, screens::note::OFFER_KEYS.iter().chain(screens::note::WRITING_KEYS).collect()),
        (Context::NoteLook, with_list(screens::note::LOOK_KEYS)),
        (Context::NoteSigned, with_list(screens::note::SIGNED_KEYS)),
        (Context::Plans, with_list(screens::plans::KEYS)),
        (Context::PlanForm, screens::plan_form::KEYS.iter().collect()),
        (Context::Reassess, screens::reassess::KEYS.iter().collect()),
        (Context::Progress, with_list(screens::progress::KEYS)),
        (Context::Setup, screens::setup::KEYS.iter().collect()),
        (Context::Dialog, DIALOG.iter().collect()),
        (Context::Reading, READING.iter().collect()),
        (Context::Everywhere, EVERYWHERE.iter().collect()),
    ]
}

/// The bindings of a context.
pub fn bindings(context: Context) -> Vec<&'static Binding> {
    table().into_iter().find(|(of, _)| *of == context).map(|(_, list)| list).unwrap_or_default()
}

/// The whole table as text, for the README: as it is without a config.toml.
pub fn text() -> String {
    Keymap::default().text()
}
