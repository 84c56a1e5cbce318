//! Whatever has a key has a click: every footer word does what its key does, and every row reacts.
use std::path::{Path, PathBuf};

use knotbook::tui::keys::{Command, Key};
use knotbook::tui::msg::{Msg, Target};
use tempfile::TempDir;

use crate::person::Person;
use crate::practice::DANA;
use crate::scene::Scene;
use crate::screens::SCREENS;

/// The week of the scene in a file that can be copied: what one window does is not there for the next.
struct Copies {
    folder: TempDir,
    made: u32,
}

impl Copies {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let scene = Scene::week();
        scene.place.knotbook(&format!("backup {}", Self::first(folder.path()).display())).done();
        Self { folder, made: 0 }
    }

    fn first(folder: &Path) -> PathBuf {
        folder.join("first.knot")
    }

    fn window(&mut self, keys: &str) -> Person {
        self.made += 1;
        let file = self.folder.path().join(format!("{}.knot", self.made));
        std::fs::copy(Self::first(self.folder.path()), &file).expect("a copy");
        let mut person = Person::on(&file, Some(DANA));
        person.keys(keys);
        person
    }
}

fn targets(person: &Person, rows: std::ops::Range<u16>) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::new();
    for target in rows.flat_map(|row| (0..80).map(move |column| (column, row))).filter_map(|(column, row)| person.target_at(column, row)) {
        if !found.contains(&target) {
            found.push(target);
        }
    }
    found
}

fn key_of(person: &Person, command: Command) -> Option<Key> {
    person.app.keymap().key_for(command, &person.app.contexts())
}

#[test]
fn every_footer_word_does_what_its_key_does() {
    let mut copies = Copies::new();
    let mut words = 0;
    // Each window has a file of its own, and the backup screen names it.
    for (name, keys) in SCREENS.into_iter().filter(|(name, _)| !name.starts_with("backup")) {
        let before = copies.window(keys);
        for target in targets(&before, 23..24) {
            let Target::Command(command) = target else { panic!("{name}: {target:?} in the footer") };
            let key = key_of(&before, command).unwrap_or_else(|| panic!("{name}: {command:?} has no key"));
            let (mut clicked, mut pressed) = (copies.window(keys), copies.window(keys));
            clicked.send(Msg::Pointed(target));
            pressed.key(key);
            assert_eq!(clicked.screen(), pressed.screen(), "{name}: a click on {command:?} is not the key {}", key.words());
            words += 1;
        }
    }
    assert!(words > SCREENS.len() * 2, "only {words} footer words were tried");
}

#[test]
fn every_row_reacts_to_a_click() {
    let mut copies = Copies::new();
    for (name, keys) in SCREENS {
        let before = copies.window(keys);
        for target in targets(&before, 1..22).into_iter().filter(|target| matches!(target, Target::Row(_) | Target::Choice(..))) {
            let mut clicked = copies.window(keys);
            clicked.send(Msg::Pointed(target));
            // A chosen option is chosen already, and a row of the help says all it has to say.
            let chosen = matches!(target, Target::Choice(..)) || name == "help" || name.ends_with("_asked") || name.contains("keep");
            if clicked.screen() == before.screen() && !chosen {
                clicked.send(Msg::Pointed(target));
                assert_ne!(clicked.screen(), before.screen(), "{name}: nothing happens at {target:?}");
            }
        }
    }
}
