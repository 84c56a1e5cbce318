//! config.toml: what can be said in it, what is refused by its line, and that keys of one's own reach everything.
use knotbook::domain::practice::look::{Colours, Look};
use knotbook::tui::config::{self, Config};
use knotbook::tui::keys::{Command, Context, Key, Keymap};
use knotbook::tui::role::Role;

use crate::person::Person;
use crate::practice::DESK;
use crate::scene::Scene;

fn faults(text: &str) -> Vec<String> {
    config::read(text).faults.iter().map(ToString::to_string).collect()
}

/// The one fault of a text.
#[track_caller]
fn fault(text: &str) -> String {
    let mut faults = faults(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

fn robin(scene: &Scene, text: &str) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.app.config = config::read(text);
    robin.keys("<c-l> <esc>");
    robin
}

#[test]
fn the_example_says_how_things_are() {
    assert_eq!(config::read(&config::example()), Config::default());
    // Each line with its # taken away says the same.
    let said: String = config::example()
        .lines()
        .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        .fold(String::new(), |text, line| text + line + "\n");
    let read = config::read(&said);
    assert_eq!(read.faults, []);
    assert_eq!((read.over(Look::default()), read.roles.len()), (Look::default(), Role::ALL.len()));
    assert!(read.roles.iter().all(|(role, paint)| *paint == role.paint()), "{:?}", read.roles);
    for (context, list) in Keymap::default().contexts() {
        for key in list.iter().flat_map(|binding| &binding.keys) {
            let usual = Keymap::default().command(*key, &[context]);
            assert_eq!(read.keymap.command(*key, &[context]), usual, "{} in {context:?}", key.words());
        }
    }
}

#[test]
fn every_key_of_the_table_is_read_as_it_is_written() {
    for (_, list) in Keymap::default().contexts() {
        for key in list.iter().flat_map(|binding| &binding.keys) {
            assert_eq!((Key::read(&key.words()), Key::read(&key.plain_words())), (Some(*key), Some(*key)));
        }
    }
}

#[test]
fn a_fault_is_told_by_its_line_and_the_rest_holds() {
    let text = "[theme]\ncolours = \"high contrast\"\n\n[keys.day]\n# a comment\nconfrim = \"c\"\narrive = \"z\"\n";
    let read = config::read(text);
    assert_eq!(fault(text), "config.toml, line 6: “confrim” is no command of “Day”; did you mean “confirm”?");
    assert_eq!(read.keymap.command(Key::Char('z'), &[Context::Day]), Some(Command::Arrive));
    assert_eq!(read.colours.map(Colours::word), Some("high contrast"));
}

#[test]
fn every_kind_of_fault_has_its_words() {
    for (text, words) in [
        ("[them]", "line 1: “them” is not known here; did you mean “theme”?"),
        ("[theme]\ncolors = \"none\"", "line 2: “colors” is not known under [theme]; did you mean “colours”?"),
        ("[theme]\ncolours = \"pink\"", "“pink” are no colours of knotbook. There are terminal, high contrast, none."),
        ("[theme]\nascii = \"yes\"", "ascii is true or false, without quotes."),
        ("[theme.roles]\ngood = \"grene\"", "“grene” is no colour; did you mean “green”?"),
        ("[theme.roles]\ngod = \"green\"", "“god” has no look of its own; did you mean “good”?"),
        ("[keys.dya]\nopen = \"F6\"", "“dya” is no place where keys mean something; did you mean “day”?"),
        ("[keys.day]\nopen = 5", "keys stand in quotes: open = [\"c\", \"F6\"]."),
        ("[keys.day]\nopen = \"F99\"", "“F99” is no key."),
        ("[keys.day]\ndone = \"C\"", "“C” does what “c” does, so that Caps Lock is no trap"),
        ("[keys.day]\ndone = \"ctrl-i\"", "terminals send ctrl-i for tab"),
        ("[keys.day]\ndone = \"ctrl-c\"", "ctrl-c always goes back"),
        ("[keys.day]\nconfirm = \"a\"", "line 2: “a” is “arrive” already in “Day”. Give “arrive” another key, or “confirm”."),
        ("[keys.booking]\nopen = \"x\"", "“x” is needed for typing here; take ctrl and a letter, or F2 to F12."),
        ("[keys.everywhere]\nundo = \"u\"", "“u” is needed for typing here"),
        ("[keys.client-form]\nsave = \"home\"", "“home” is needed for typing here"),
        ("[keys.booking]\nadd-client = []", "“add-client” needs a key here"),
        ("[keys.day]\nconfirm = [\"esc\"]", "this would leave no key for “back” in “Day”; it must keep one."),
        ("[keys.client]\nconfirm = [\"F1\"]", "this would leave no key for “help” in “Client”"),
        ("[keys.reading]\npalette = []", "this would leave no key for “palette”"),
        ("[keys.offers]\ntake-number = \"F6\"", "“take-number” is no command of “List of offers”."),
        ("[theme]\nascii = true\nascii = false", "line 3: this stands here for the second time; the first one holds."),
        ("[theme\nascii = true", "line 1: this is not written as such a file is"),
    ] {
        let said = faults(text);
        assert!(said.first().is_some_and(|said| said.contains(words)), "{text}: {said:?}");
    }
    assert_eq!(config::read("[theme]\nascii = true\nascii = false").ascii, Some(true));
}

#[test]
fn keys_may_be_swapped_and_a_swap_that_is_half_refused_is_none() {
    let swapped = config::read("[keys.day]\nconfirm = \"a\"\narrive = \"c\"\n");
    assert_eq!(swapped.faults, []);
    assert_eq!(swapped.keymap.command(Key::Char('a'), &[Context::Day]), Some(Command::Confirm));
    let half = config::read("[keys.day]\nconfirm = \"a\"\narrive = \"C\"\n");
    assert_eq!(half.faults.len(), 2, "{:?}", half.faults);
    assert_eq!(half.keymap, Keymap::default());
}

#[test]
fn a_key_of_ones_own_acts_and_is_told_everywhere() {
    let scene = Scene::week();
    let mut robin = robin(&scene, "[keys.day]\nmove = [\"F6\", \"z\"]\n[keys.list]\ndown = [\"down\", \"n\"]\n[keys.day]\n");
    assert_eq!(robin.app.config.faults.len(), 2, "a heading twice, and n is taken on the day: {:?}", robin.app.config.faults);
    robin.shows("F6 move").keys("? ").shows("F6  z").keys("<esc> : lift").shows("F6 z").keys("<esc>");
    robin.click_on("花子").keys("m").shows_not("MOVING").keys("z").shows("MOVING").keys("<esc> <f6>").shows("MOVING");
    assert!(robin.app.keymap().text().contains("F6 z              lift the appointment"));
}

#[test]
fn every_list_takes_its_keys_from_one_heading() {
    let read = config::read("[keys.list]\ndown = [\"down\", \"%\"]\n");
    assert_eq!(read.faults, []);
    for context in [Context::Day, Context::Client, Context::History] {
        assert_eq!(read.keymap.command(Key::Char('%'), &[context]), Some(Command::Down), "{context:?}");
        assert_eq!(read.keymap.command(Key::Char('j'), &[context]), None, "{context:?}");
    }
    assert_eq!(read.keymap.command(Key::Char('%'), &[Context::Clients]), None, "a letter of a name");
}

#[test]
fn another_key_for_going_on_answers_the_question_too() {
    let scene = Scene::week();
    let mut robin = robin(&scene, "[keys.dialog]\nopen = [\"F7\"]\n");
    robin.keys("<esc>").shows("Leave knotbook?").keys("<f7>");
    assert_eq!(robin.left, Some(crate::person::Left::ForGood));
}

#[test]
fn the_start_tells_the_first_fault() {
    let many = config::read("[keys.day]\nx = \"a\"\nyyyyyyy = \"b\"\n");
    let words = many.complaint().expect("a complaint");
    assert_eq!(words, "config.toml, line 2: “x” is no command of “Day”. 1 more: “knotbook config” lists them. The rest of it holds.");
}

#[test]
fn sentences_name_the_keys_as_they_are_here() {
    let scene = Scene::week();
    let text = "[keys.reading]\nundo = \"z\"\nbook = \"ctrl-k\"\n[keys.clients]\nadd-client = \"f6\"\n[keys.settings]\nadd = \"+\"\n";
    let mut robin = robin(&scene, text);
    assert!(robin.app.config.faults.is_empty(), "{:?}", robin.app.config.faults);
    robin.keys("g tue <enter> c").shows("Confirmed").shows("z takes it back").keys("z").shows("ctrl-y does it again");
    robin.keys("g sun <enter>").shows("ctrl-k books anyway; ← → or g go to another day");
    robin.keys("/ qqq").shows("F6 adds a new client").keys("<esc> <esc>").keys("9 +").shows("there + adds one");
}
