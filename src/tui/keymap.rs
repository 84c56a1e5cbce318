//! The keys of this computer: the one table, with what config.toml says otherwise.
use std::fmt::Debug;

use super::key::Key;
use super::keys::{Command, Context, LIST, table};

/// One line of the table with the keys it has here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub keys: Vec<Key>,
    pub command: Command,
    pub words: &'static str,
    pub label: Option<&'static str>,
}

/// Which key asks for what, on this computer. Dispatch, footer, help, palette and `knotbook keys` are folds over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    contexts: Vec<(Context, Vec<Bound>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bound = |list: Vec<&'static super::keys::Binding>| {
            let bound = |binding: &super::keys::Binding| Bound {
                keys: binding.keys.to_vec(),
                command: binding.command,
                words: binding.words,
                label: binding.label,
            };
            list.into_iter().map(bound).collect()
        };
        Self { contexts: table().into_iter().map(|(context, list)| (context, bound(list))).collect() }
    }
}

/// The name of a command or a context in config.toml: "go-to-day".
pub fn word(value: impl Debug) -> String {
    let mut word = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(c.to_lowercase());
    }
    word
}

impl Keymap {
    /// Every context with its bindings, in the order of the help.
    pub fn contexts(&self) -> impl Iterator<Item = (Context, &[Bound])> {
        self.contexts.iter().map(|(context, list)| (*context, list.as_slice()))
    }

    /// The bindings of a context.
    pub fn bindings(&self, context: Context) -> &[Bound] {
        self.contexts.iter().find(|(of, _)| *of == context).map_or(&[], |(_, list)| list)
    }

    /// What a key asks for where these contexts hold, the first one that knows it winning. A capital letter that is not in the
    /// table does what its small letter does: Caps Lock is no trap.
    pub fn command(&self, key: Key, contexts: &[Context]) -> Option<Command> {
        let find = |key: Key| {
            let mut bindings = contexts.iter().flat_map(|context| self.bindings(*context));
            bindings.find(|binding| binding.keys.contains(&key)).map(|binding| binding.command)
        };
        find(key).or_else(|| match key {
            Key::Char(c) if c.is_uppercase() => c.to_lowercase().next().and_then(|small| find(Key::Char(small))),
            _ => None,
        })
    }

    /// The first key that asks for a command where these contexts hold; a key that a nearer context uses otherwise is none.
    pub fn key_for(&self, command: Command, contexts: &[Context]) -> Option<Key> {
        let bindings = contexts.iter().flat_map(|context| self.bindings(*context)).filter(|binding| binding.command == command);
        bindings.flat_map(|binding| &binding.keys).copied().find(|key| self.command(*key, contexts) == Some(command))
    }

    /// The key of a command as a sentence about this context names it; without one, the way that is left.
    pub fn said(&self, context: Context, command: Command) -> String {
        let contexts = [context, Context::Reading, Context::Everywhere];
        self.key_for(command, &contexts).map_or_else(|| format!("“{}” among all commands", word(command)), Key::words)
    }

    /// Gives a command of a context other keys; its further lines in the table lose theirs.
    pub(super) fn bind(&mut self, context: Context, command: Command, keys: &[Key]) {
        let list = self.contexts.iter_mut().find(|(of, _)| *of == context).map(|(_, list)| list);
        for (place, binding) in list.into_iter().flatten().filter(|binding| binding.command == command).enumerate() {
            binding.keys = if place == 0 { keys.to_vec() } else { Vec::new() };
        }
    }

    /// The whole table as text. Walking through a list is said once, but where a context has keys of its own for it.
    pub fn text(&self) -> String {
        let usual = |binding: &Bound| LIST.iter().any(|list| list.words == binding.words);
        let day = self.bindings(Context::Day).iter().filter(|binding| usual(binding));
        let walks: Vec<Bound> = day.cloned().collect();
        // Where letters are text, lists have the same keys but for the letters.
        let same = |binding: &Bound| {
            walks.iter().any(|walk| walk.words == binding.words && binding.keys.iter().all(|key| walk.keys.contains(key)))
        };
        let mut out = section("Any list", walks.iter());
        for (context, list) in self.contexts() {
            out.push('\n');
            out.push_str(&section(context.title(), list.iter().filter(|binding| !usual(binding) || !same(binding))));
        }
        out
    }
}

fn section<'a>(title: &str, bindings: impl Iterator<Item = &'a Bound>) -> String {
    let mut out = format!("{title}\n");
    for binding in bindings.filter(|binding| !binding.keys.is_empty()) {
        let keys: Vec<String> = binding.keys.iter().map(|key| key.words()).collect();
        out.push_str("  ");
        out.push_str(&super::view::pad(&keys.join(" "), 18));
        out.push_str(binding.words);
        out.push('\n');
    }
    out
}
