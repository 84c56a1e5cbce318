//! The table of keys: nothing twice, nothing hidden.
use std::collections::HashMap;

use knotbook::tui::keys::{self, Command, Context, Key};

use crate::person::Person;
use crate::practice::DESK;
use crate::scene::Scene;

#[test]
fn no_key_stands_twice_in_a_context() {
    for (context, list) in keys::table() {
        let mut seen: HashMap<Key, Command> = HashMap::new();
        for (key, command) in list.iter().flat_map(|binding| binding.keys.iter().map(|key| (*key, binding.command))) {
            let before = seen.insert(key, command);
            assert_eq!(before, None, "{} asks for two things in {context:?}: {command:?} and", key.words());
        }
    }
}

#[test]
fn a_key_that_works_everywhere_is_covered_only_on_purpose() {
    // Where esc has a sharper word than "back", it is still back; ctrl-s and ctrl-b are the same act with its own name.
    let on_purpose = |context: Context, key: Key, command: Command| {
        matches!(command, Command::Back | Command::Save | Command::Book)
            || matches!((context, key), (Context::Client, Key::Char('h')))
            // In a note what was typed is taken back, and F9 has the note in its hand.
            || matches!((context, key), (Context::Note | Context::NoteOffers, Key::Ctrl('z' | 'y')))
            || matches!((context, key), (Context::Note | Context::NoteOffers | Context::NoteLook, Key::F(9)))
            // In a note F9 looks and signs, and what is typed is taken back there.
            || matches!(context, Context::Note | Context::NoteOffers | Context::NoteLook) && matches!(key, Key::F(9))
            || context == Context::Offers && matches!(key, Key::Char('1'..='9'))
    };
    let everywhere = keys::bindings(Context::Everywhere);
    let reading = keys::bindings(Context::Reading);
    for (context, list) in keys::table().into_iter().filter(|(context, _)| !matches!(context, Context::Everywhere | Context::Reading)) {
        for binding in list {
            for key in binding.keys {
                let covered = everywhere.iter().chain(&reading).find(|below| below.keys.contains(key));
                let same = covered.is_none_or(|below| below.command == binding.command);
                assert!(same || on_purpose(context, *key, binding.command), "{} in {context:?} covers {covered:?}", key.words());
            }
        }
    }
}

#[test]
fn every_binding_has_words_and_every_command_a_key_or_a_place_in_the_palette() {
    for (context, list) in keys::table() {
        for binding in list {
            assert!(!binding.words.is_empty(), "{:?} in {context:?} has no words", binding.command);
            let reachable = !binding.keys.is_empty() || context == Context::Reading;
            assert!(reachable, "{:?} in {context:?} has no key and is not in the palette", binding.command);
        }
    }
}

#[test]
fn the_palette_has_every_command_of_the_screen() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys(":");
    for binding in keys::bindings(Context::Day).into_iter().chain(keys::bindings(Context::Reading)) {
        let moves = keys::LIST.iter().any(|list| list.command == binding.command);
        if !moves && binding.command != Command::Palette {
            let letters: String = binding.words.chars().take_while(|c| *c != ':' && *c != ';').collect();
            robin.keys("<c-u>").types(&letters).shows(&letters.chars().take(30).collect::<String>());
        }
    }
}

#[test]
fn the_table_as_text() {
    insta::assert_snapshot!("keys", keys::text());
}

#[test]
fn the_readme_shows_the_table_as_it_is() {
    let readme = include_str!("../../README.md");
    let shown =
        readme.split_once("<!-- keys -->").and_then(|(_, rest)| rest.split_once("<!-- /keys -->")).expect("the place of the keys").0;
    let wanted = format!("\n```text\n{}\n```\n", keys::text().trim_end());
    assert_eq!(shown, wanted, "put the output of “knotbook keys” between the two marks of README.md");
}
