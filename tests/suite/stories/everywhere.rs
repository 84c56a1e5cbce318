//! What holds on every screen: help, all commands, the blank screen, leaving, capital letters.
use knotbook::tui::keys::{self, Context};

use crate::person::{Left, Person};
use crate::practice::{DANA, DESK, OLIVE};
use crate::scene::Scene;

#[test]
fn help_lists_every_key_of_the_screen() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.size(80, 90).keys("?");
    for binding in [Context::Day, Context::Reading, Context::Everywhere].into_iter().flat_map(keys::bindings) {
        if !binding.keys.is_empty() {
            robin.shows(&binding.words.chars().take(40).collect::<String>());
        }
    }
    robin.shows("booked").shows("late-cancelled").keys("<esc> b <f1>").shows("Booking form").shows_not("Where nothing is being typed");
}

#[test]
fn help_is_there_in_a_question_too() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g <f1>").shows("A question on the screen").keys("<esc>").shows("Which day?");
    robin.click_footer("help").shows("A question on the screen");
}

#[test]
fn any_command_is_found_by_word_and_run() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys(":").types("history").shows("history: who did what, when").keys("<enter>").shows("History: who did what, newest first");
    robin.keys("<esc> :").types("zzz").keys("<enter>").shows("No command has these words.");
    robin.keys("<esc> :").types("turn").keys("<enter>").shows("Only an owner can change the practice's own settings");
    Person::at(&scene.place, OLIVE).keys(":").types("turn").keys("<enter>").shows("Changed the practice's");
}

#[test]
fn the_screen_is_blanked_at_once_and_any_key_shows_it_again() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("<c-l>");
    assert_eq!(dana.screen().trim(), "");
    dana.paste("x").scroll(3);
    assert_eq!(dana.screen().trim(), "");
    dana.keys("x").shows("Hollis Street Practice").shows_not("Cancel");
    dana.keys("b maria <c-l> <c-l>").shows("maria");
}

#[test]
fn leaving_is_asked_only_from_the_day_and_ctrl_c_never_leaves() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("<c-c>").shows("Leave knotbook?").keys("<c-c>").shows_not("Leave knotbook?");
    robin.keys("q").shows("Everything is saved.").keys("<esc> / q <esc> <esc>").shows("today").keys("q <enter>");
    assert_eq!(robin.left, Some(Left::ForGood));
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("<c-q>");
    assert_eq!(robin.left, Some(Left::ForGood));
}

#[test]
fn leaving_with_something_half_typed_is_asked() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> e").types(" Anna").keys("<c-q>");
    robin.shows("What is typed here is not saved yet and would be lost").keys("<esc>").shows("Anna");
    // A half-typed booking is kept in the file: nothing is lost by leaving.
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b maria <c-q>");
    assert_eq!(robin.left, Some(Left::ForGood));
    robin.restart().keys("b").shows("maria");
}

#[test]
fn capital_letters_act_as_small_ones() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("G").shows("Which day?").keys("<esc> T").shows("today").keys("M").shows("MOVING").keys("<esc>");
    for (context, list) in keys::table() {
        for key in list.iter().flat_map(|binding| binding.keys) {
            // B asks in a form of its own, which says what it is.
            let asks = *key == keys::Key::Char('B');
            assert!(
                asks || !matches!(key, keys::Key::Char(c) if c.is_uppercase()),
                "{context:?} has a key only in capitals: {}",
                key.words()
            );
        }
    }
}

#[test]
fn a_backup_is_made_from_the_screen() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys(":").types("backup").keys("<enter>").shows("Copied and checked:");
    robin.keys(":").types("backup").keys("<enter>").shows("Copied and checked:");
}
