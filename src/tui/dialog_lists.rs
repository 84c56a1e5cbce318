//! The questions that are lists to look through: all keys of a screen, all commands, all people, the appointments that a change hits.
use super::app::{App, role_words};
use super::dialog::{Body, Dialog, Found};
use super::form::Field;
use super::keys::{self, Command, Key};
use super::screens::day::UNSIGNED;
use super::screens::to_decide::hit_words;
use super::screens::week;
use super::view::wrap;
use crate::domain::book::decide::Hit;
use crate::domain::book::status::Status;
use crate::domain::care::shorthand::overview;
use crate::domain::change::Change;
use crate::domain::ids::StaffId;
use crate::domain::practice::directory::Directory;
use crate::domain::wording::say;

/// Columns that stand before and behind the words of the help.
const HELP_WORDS: u16 = 24;

impl Dialog {
    /// All keys that mean something where these contexts hold.
    pub fn help(app: &App) -> Self {
        let mut rows = Vec::new();
        let contexts = app.contexts();
        let mut told: Vec<Key> = Vec::new();
        for context in contexts.iter().copied() {
            rows.push((context.title().to_owned(), String::new()));
            for binding in app.keymap().bindings(context) {
                // A key that a nearer context has does what it does there.
                let here: Vec<Key> = binding.keys.iter().copied().filter(|key| !told.contains(key)).collect();
                let keys: Vec<String> = here.iter().map(|key| app.key_words(*key)).collect();
                if !keys.is_empty() {
                    rows.push((keys.join("  "), binding.words.to_owned()));
                }
                told.extend(here);
            }
            if context == keys::Context::Note {
                rows.push(("Shorthand".into(), String::new()));
                rows.extend(overview().into_iter().map(|(what, words)| (what.to_owned(), words)));
            }
        }
        rows.push(("Marks".into(), String::new()));
        rows.extend(Status::ALL.map(|status| (status.mark().to_string(), status.word().to_owned())));
        if app.viewer.sees_care() {
            rows.push((UNSIGNED.into(), "beside the mark: its note is not signed yet".into()));
        }
        rows.push(("!!  !".into(), "alert: stop and ask · treat with care".into()));
        if contexts.contains(&keys::Context::Week) {
            rows.push(("Signs of the week".into(), String::new()));
            rows.extend(week::view::SIGNS.map(|(sign, words)| (sign.to_owned(), words.to_owned())));
        }
        rows.push(("Mouse".into(), String::new()));
        rows.push(("click".into(), "selects, again opens; the words below are keys".into()));
        rows.push(("on the name above".into(), "all commands; on the person: who is at the keyboard".into()));
        rows.push(("shift-drag".into(), "marks text to copy, as the terminal does without knotbook".into()));
        let room = usize::from(app.size.0.saturating_sub(HELP_WORDS)).max(20);
        let rows = rows.into_iter().flat_map(|(keys, words)| {
            let lines = wrap(&words, room).into_iter().enumerate();
            lines
                .map(move |(nth, words)| (if nth == 0 { keys.clone() } else { String::new() }, words.replace('\u{a0}', " ")))
                .collect::<Vec<_>>()
        });
        Self::of("Keys", Vec::new(), Body::Help(rows.collect()))
    }

    /// Every command that can be had here or anywhere, found by word.
    pub fn palette(app: &App) -> Self {
        let mut all: Vec<Found> = Vec::new();
        for binding in app.contexts().into_iter().flat_map(|context| app.keymap().bindings(context)) {
            let moves = binding.command == Command::TakeNumber || keys::LIST.iter().any(|list| list.command == binding.command);
            if !moves && !all.iter().any(|found| found.command == binding.command) && binding.command != Command::Palette {
                let keys: Vec<String> = binding.keys.iter().map(|key| app.key_words(*key)).collect();
                all.push(Found { command: binding.command, words: binding.words, keys: keys.join(" ") });
            }
        }
        let fitting = (0..all.len()).collect();
        Self::of("All commands", vec![Field::text("", "type a word of what you want to do", "")], Body::Palette { all, fitting })
    }

    pub fn who(directory: &Directory) -> Self {
        let staff = directory.staff.iter().filter(|staff| !staff.archived);
        let all: Vec<(StaffId, String)> = staff.map(|staff| (staff.id, format!("{} · {}", staff.name, role_words(staff.role)))).collect();
        let fitting = (0..all.len()).collect();
        Self::of("Who is at the keyboard?", vec![Field::text("", "a part of the name, or ↑ ↓", "")], Body::Who { all, fitting })
    }

    /// Before a change of the practice is saved that hits appointments.
    pub fn hits(hits: &[Hit], change: Box<Change>, directory: &Directory) -> Self {
        let words = hits.iter().map(|hit| hit_words(hit, directory, 0)).collect();
        let many = say::count(hits.len(), "appointment", "appointments");
        let title = format!("This hits {many}. ↵ saves and leaves them to decide, esc goes back.");
        Self::of(title, Vec::new(), Body::Hits { words, change })
    }

    /// For appointments that stay although the practice has changed around them.
    pub fn keep(hits: &[&Hit], directory: &Directory) -> Self {
        let title = match hits {
            [hit] => format!("Keep {}, {}?", hit.appointment.client_name, say::full_span(&hit.appointment.span)),
            several => format!("Keep these {}?", say::count(several.len(), "appointment", "appointments")),
        };
        let words = hits.iter().map(|hit| hit_words(hit, directory, 0)).collect();
        let kept = hits.iter().map(|hit| (hit.appointment.id, hit.conflicts.clone())).collect();
        let fields = vec![Field::text("because", "why it stays as it is; a word is enough", "")];
        Self::of(title, fields, Body::Keep { words, kept })
    }
}
