//! Keys of one's own: which can be had, and which would take away something that must stay.
use super::read::Reader;
use crate::tui::keymap::word;
use crate::tui::keys::{Command, Context, Key, Keymap, LIST, bindings, table};

/// A heading under `keys`: a context, or every list at once.
pub(super) struct Place {
    pub(super) name: String,
    pub(super) title: String,
    contexts: Vec<Context>,
    pub(super) commands: Vec<Command>,
}

impl Place {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let walks = |context: Context| bindings(context).iter().any(|binding| LIST.iter().any(|list| list.words == binding.words));
        let lists = Self {
            name: "list".into(),
            title: "any list".into(),
            contexts: table()
                .into_iter()
                .map(|(context, _)| context)
                .filter(|context| walks(*context) && !takes_letters(*context))
                .collect(),
            commands: LIST.iter().map(|binding| binding.command).collect(),
        };
        std::iter::once(lists).chain(table().into_iter().map(|(context, list)| {
            let mut commands: Vec<Command> = Vec::new();
            for binding in list {
                // The digits are the numbers of the list.
                if binding.command != Command::TakeNumber && !commands.contains(&binding.command) {
                    commands.push(binding.command);
                }
            }
            Self { name: word(context), title: format!("“{}”", context.title()), contexts: vec![context], commands }
        }))
    }

    /// The context whose keys are shown for it.
    pub(super) fn context(&self) -> Option<Context> {
        self.contexts.first().copied()
    }

    /// Whether “any list” speaks for it too.
    pub(super) fn walks(&self) -> bool {
        Self::all().next().is_some_and(|lists| self.contexts.iter().all(|context| lists.contexts.contains(context)))
    }

    pub(super) fn find(name: &str) -> Option<Self> {
        Self::all().find(|place| place.name == name)
    }
}

/// A command that shall have other keys.
pub(super) struct Wish {
    contexts: Vec<Context>,
    command: Command,
    keys: Vec<Key>,
    at: usize,
}

/// Whether letters are text here: then the table itself uses none.
fn takes_letters(context: Context) -> bool {
    !bindings(context).iter().flat_map(|binding| binding.keys).any(|key| matches!(key, Key::Char(_)))
}

/// Whether a field needs this key for itself.
fn is_for_typing(key: Key) -> bool {
    matches!(key, Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End)
        || matches!(key, Key::Ctrl('a' | 'e' | 'w' | 'u' | 'k'))
}

/// Reads the keys of one line; what no terminal sends, and what is needed otherwise, is said.
pub(super) fn wish(place: &Place, command: Command, words: &[&str], at: usize, reader: &mut Reader<'_>) -> Option<Wish> {
    let mut keys: Vec<Key> = Vec::new();
    for words in words {
        let Some(key) = Key::read(words) else {
            reader.fault(
                at,
                format!("“{words}” is no key. Keys are written c, F6, ctrl-n, enter, esc, tab, shift-tab, space, up, pgdn, home, del."),
            );
            return None;
        };
        if let Some(why) = cannot(place, command, key) {
            reader.fault(at, why);
            return None;
        }
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if keys.is_empty() && place.contexts.iter().any(|context| takes_letters(*context)) {
        reader.fault(at, format!("“{}” needs a key here: while something is typed there is no other way to it.", word(command)));
        return None;
    }
    Some(Wish { contexts: place.contexts.clone(), command, keys, at })
}

fn cannot(place: &Place, command: Command, key: Key) -> Option<String> {
    let name = key.plain_words();
    match key {
        Key::Ctrl('c') => return Some("ctrl-c always goes back; it can be nothing else.".into()),
        Key::Ctrl(c @ ('i' | 'm' | 'j' | 'h' | '[')) => {
            let same = match c {
                'i' => "tab",
                'h' => "backspace",
                '[' => "esc",
                _ => "enter",
            };
            return Some(format!("terminals send {name} for {same}; take another key."));
        }
        // The one capital of the table asks in a form of its own.
        Key::Char(c) if c.is_uppercase() && c != 'B' => {
            return Some(format!("“{c}” does what “{}” does, so that Caps Lock is no trap; take another key.", c.to_lowercase()));
        }
        _ => {}
    }
    let usual = |context: &Context| bindings(*context).iter().any(|binding| binding.command == command && binding.keys.contains(&key));
    let needed = place.contexts.iter().any(|context| takes_letters(*context) && !usual(context));
    (needed && is_for_typing(key)).then(|| format!("“{name}” is needed for typing here; take ctrl and a letter, or F2 to F12."))
}

/// The keys with all wishes that go together; the others are said.
pub(super) fn settle(mut wishes: Vec<Wish>, reader: &mut Reader<'_>) -> Keymap {
    loop {
        let mut keymap = Keymap::default();
        for wish in &wishes {
            for context in &wish.contexts {
                keymap.bind(*context, wish.command, &wish.keys);
            }
        }
        let Some((place, why)) = twice(&keymap, &wishes).or_else(|| lost(&keymap, &wishes)) else { return keymap };
        let wish = wishes.remove(place);
        reader.fault(wish.at, why);
    }
}

/// The last wish for a key that means something else already in the same place.
fn twice(keymap: &Keymap, wishes: &[Wish]) -> Option<(usize, String)> {
    for (place, wish) in wishes.iter().enumerate().rev() {
        for context in &wish.contexts {
            for binding in keymap.bindings(*context).iter().filter(|binding| binding.command != wish.command) {
                if let Some(key) = binding.keys.iter().find(|key| wish.keys.contains(key)) {
                    let (key, own, other) = (key.plain_words(), word(wish.command), word(binding.command));
                    let title = context.title();
                    return Some((place, format!("“{key}” is “{other}” already in “{title}”. Give “{other}” another key, or “{own}”.")));
                }
            }
        }
    }
    None
}

/// The last wish that leaves no key to go back, to leave, to the help or to all commands.
fn lost(keymap: &Keymap, wishes: &[Wish]) -> Option<(usize, String)> {
    for (context, _) in keymap.contexts() {
        let always = [Command::Back, Command::Help, Command::Leave];
        let wanted = always.into_iter().map(|command| (command, vec![context, Context::Everywhere]));
        let reading = (!takes_letters(context)).then_some((Command::Palette, vec![context, Context::Reading]));
        for (command, stack) in wanted.chain(reading) {
            if keymap.key_for(command, &stack).is_some() {
                continue;
            }
            let usual: Vec<Key> = stack
                .iter()
                .flat_map(|context| bindings(*context))
                .filter(|b| b.command == command)
                .flat_map(|b| b.keys)
                .copied()
                .collect();
            let guilty = |wish: &Wish| {
                let here = wish.contexts.iter().any(|context| stack.contains(context));
                here && (wish.command == command || wish.keys.iter().any(|key| usual.contains(key)))
            };
            if let Some(place) = wishes.iter().rposition(guilty) {
                let why = format!("this would leave no key for “{}” in “{}”; it must keep one.", word(command), context.title());
                return Some((place, why));
            }
        }
    }
    None
}
