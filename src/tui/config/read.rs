//! Reading config.toml: what can be taken over is, and every fault is told by its line.
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{Wish, settle, wish};
use super::{Config, Fault, meant};
use crate::domain::practice::look::Colours;
use crate::tui::keymap::word;
use crate::tui::role::{Paint, Role};

type Value<'a> = Spanned<DeValue<'a>>;

/// The text being read, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    pub(super) fn fault(&mut self, at: usize, words: impl Into<String>) {
        let line = self.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        self.faults.push(Fault { line: Some(line), words: words.into() });
    }
}

/// Reads the file's text.
pub fn read(text: &str) -> Config {
    let (table, unread) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, faults: Vec::new() };
    for why in unread {
        let at = why.span().map_or(0, |span| span.start);
        reader.fault(at, unreadable(why.message()));
    }
    let mut config = Config::default();
    let mut wishes: Vec<Wish> = Vec::new();
    for (name, at, value) in entries(table.get_ref()) {
        match (name, value.get_ref()) {
            ("theme", DeValue::Table(theme)) => read_theme(theme, &mut config, &mut reader),
            ("keys", DeValue::Table(contexts)) => read_keys(contexts, &mut wishes, &mut reader),
            ("theme" | "keys", _) => reader.fault(at, format!("“{name}” is a heading of its own: [{name}].")),
            _ => reader.fault(at, format!("“{name}” is not known here{}", meant(name, ["theme", "keys"]))),
        }
    }
    config.keymap = settle(wishes, &mut reader);
    config.faults = reader.faults;
    // The first line first, whatever it is about.
    config.faults.sort_by_key(|fault| fault.line);
    config.faults.dedup_by_key(|fault| (fault.line, fault.words.clone()));
    config
}

fn unreadable(why: &str) -> &'static str {
    if why.contains("duplicate") {
        "this stands here for the second time; the first one holds."
    } else {
        "this is not written as such a file is: name = \"value\", and [headings] in brackets. “knotbook config --example” shows one."
    }
}

/// A table's entries in the order of the file: name, where it stands, value.
fn entries<'a>(table: &'a DeTable<'a>) -> Vec<(&'a str, usize, &'a Value<'a>)> {
    let mut entries: Vec<_> = table.iter().map(|(name, value)| (name.get_ref().as_ref(), name.span().start, value)).collect();
    entries.sort_by_key(|(_, at, _)| *at);
    entries
}

fn read_theme(theme: &DeTable<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    for (name, at, value) in entries(theme) {
        match (name, value.get_ref()) {
            ("ascii", DeValue::Boolean(ascii)) => config.ascii = Some(*ascii),
            ("ascii", _) => reader.fault(at, "ascii is true or false, without quotes."),
            ("colours", DeValue::String(words)) => {
                config.colours = Colours::from_word(&words.replace('-', " "));
                if config.colours.is_none() {
                    let hint = choice(words, &Colours::ALL.map(Colours::word));
                    reader.fault(at, format!("“{words}” are no colours of knotbook{hint}"));
                }
            }
            ("colours", _) => reader.fault(at, "colours is a word in quotes: colours = \"high contrast\"."),
            ("roles", DeValue::Table(roles)) => read_roles(roles, config, reader),
            ("roles", _) => reader.fault(at, "“roles” is a heading of its own: [theme.roles]."),
            _ => reader.fault(at, format!("“{name}” is not known under [theme]{}", choice(name, &["colours", "ascii", "roles"]))),
        }
    }
}

fn read_roles(roles: &DeTable<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    for (name, at, value) in entries(roles) {
        let Some(role) = Role::ALL.into_iter().find(|role| role.word() == name) else {
            reader.fault(at, format!("“{name}” has no look of its own{}", choice(name, &Role::ALL.map(Role::word))));
            continue;
        };
        let DeValue::String(words) = value.get_ref() else {
            reader.fault(at, format!("a look is words in quotes: {name} = \"bold green\"."));
            continue;
        };
        match Paint::read(words) {
            Ok(paint) => config.roles.push((role, paint)),
            Err(unknown) => {
                let hint = meant(unknown, Paint::vocabulary());
                reader.fault(
                    at,
                    format!("“{unknown}” is no colour{hint} There are green, bright-red, #0a7f3f, bold, dim, underlined, plain."),
                );
            }
        }
    }
}

fn read_keys(contexts: &DeTable<'_>, wishes: &mut Vec<Wish>, reader: &mut Reader<'_>) {
    for (place, at, value) in entries(contexts) {
        let Some(here) = super::keys::Place::find(place) else {
            let known: Vec<String> = super::keys::Place::all().map(|place| place.name).collect();
            reader.fault(at, format!("“{place}” is no place where keys mean something{}", meant(place, known.iter().map(String::as_str))));
            continue;
        };
        let DeValue::Table(commands) = value.get_ref() else {
            reader.fault(at, format!("“{place}” is a heading of its own: [keys.{place}]."));
            continue;
        };
        for (name, at, value) in entries(commands) {
            let Some(command) = here.commands.iter().copied().find(|command| word(command) == name) else {
                let known: Vec<String> = here.commands.iter().map(word).collect();
                let hint = meant(name, known.iter().map(String::as_str));
                reader.fault(at, format!("“{name}” is no command of {}{hint}", here.title));
                continue;
            };
            match key_words(value) {
                Some(keys) => wishes.extend(wish(&here, command, &keys, at, reader)),
                None => reader.fault(at, format!("keys stand in quotes: {name} = [\"c\", \"F6\"].")),
            }
        }
    }
}

/// One key or several.
fn key_words<'a>(value: &'a Value<'a>) -> Option<Vec<&'a str>> {
    match value.get_ref() {
        DeValue::String(key) => Some(vec![key.as_ref()]),
        DeValue::Array(keys) => keys.iter().map(|key| key.get_ref().as_str()).collect(),
        _ => None,
    }
}

/// What was meant, or all there is to choose from.
fn choice(word: &str, known: &[&str]) -> String {
    let hint = meant(word, known.iter().copied());
    if hint == "." { format!(". There are {}.", known.join(", ")) } else { hint }
}
