//! What the desk never sees.
use knotbook::tui::keys::Key;

use crate::person::{Person, read_keys};
use crate::practice::{DANA, DESK, OLIVE};
use crate::scene::{SECRETS, Scene};

/// Ways to every screen and dialog that can show a client.
pub(crate) const WAYS: [&str; 21] = [
    "<home>",
    "g tue <enter>",
    "2",
    "2 <tab> <down> <down>",
    "2 <tab> <right> <down> m <right>",
    "g tue <enter> <down> <down> <down>",
    "/",
    "/ maria <enter>",
    "/ maria <enter> <enter>",
    "/ maria <enter> e",
    "/ maria <enter> h",
    "/ 0163 <enter> b",
    "/ maria <enter> x",
    "/ maria <enter> m <right>",
    "/ maria <enter> <enter> e",
    "b smi",
    "b 0163 <enter>",
    "6",
    "g tue <enter> v y",
    ": history <enter>",
    "?",
];

#[test]
fn the_text_of_an_alert_is_on_no_screen_of_the_desk() {
    let scene = Scene::week();
    for who in [DESK, OLIVE] {
        for way in WAYS {
            for size in [(80, 24), (200, 60)] {
                let mut person = Person::at(&scene.place, who);
                person.size(size.0, size.1);
                for key in read_keys(way) {
                    person.key(key);
                    let screen = person.screen();
                    for secret in SECRETS {
                        assert!(!screen.contains(secret), "{who:?} reads “{secret}” after {way}:\n{screen}");
                    }
                }
            }
        }
    }
}

#[test]
fn who_treats_reads_it_and_the_desk_reads_how_to_handle_it() {
    let scene = Scene::week();
    Person::at(&scene.place, DANA).keys("/ maria <enter>").shows("! apixaban since").shows("no deep pressure");
    Person::at(&scene.place, DESK).keys("/ maria <enter>").shows("! no deep pressure");
}

#[test]
fn a_switch_to_the_desk_leaves_nothing_of_care_behind() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b 0163 <enter>").shows("cauda equina").keys("<esc> :").types("switch").keys("<enter> <down> <down> <down> <enter>");
    dana.shows("Robin · front desk").shows_not("cauda equina");
    // The booking that was kept was read by somebody else.
    let effects = knotbook::tui::update::update(&mut dana.app, knotbook::tui::msg::Msg::Key(Key::Char('b')));
    assert!(!format!("{:?}", dana.app.screens).contains("cauda equina"), "{effects:?}");
}

#[test]
fn the_desk_cannot_take_back_an_alert_and_the_therapist_can() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> h").click_on("Added an alert").keys("x");
    robin.shows("The front desk cannot take back what concerns a client's health.");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ maria <enter> h").click_on("Added an alert").keys("x").shows("Took back: added an alert for Maria");
}

#[test]
fn who_is_at_the_keyboard_is_chosen_by_typing_a_part_of_the_name() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(":").types("switch").keys("<enter>").types("robin").keys("<enter>").shows("Robin · front desk");
}

#[test]
fn the_appointment_shows_the_alerts_of_its_client() {
    let scene = Scene::week();
    let way = "/ maria <enter> <enter>";
    Person::at(&scene.place, DANA).keys(way).shows("! apixaban since");
    Person::at(&scene.place, DESK).keys(way).shows("! no deep pressure").shows_not("apixaban");
}

#[test]
fn only_an_owner_changes_who_works_here_the_practice_and_what_is_brought_back() {
    let scene = Scene::week();
    scene.place.store.backup_daily(crate::practice::date("2026-11-23")).expect("a copy");
    for who in [DESK, DANA] {
        let mut person = Person::at(&scene.place, who);
        person.keys("9").shows("what the practice is made of");
        person.keys(": staff <enter> <del>").shows("Only an owner can change who works here: Olive. Switch who is at the keyboard");
        person.keys("<enter> x <c-s>").shows("Only an owner can change who works here").keys("<esc> <esc> n").types("Kim").keys("<c-s>");
        person.shows("Only an owner can change who works here").keys("<esc> <esc> :").types("time zone").keys("<enter> x <c-s>");
        person.shows("Only an owner can change the practice's own settings").keys("<esc> <esc> : copies <enter> <enter>");
        person.shows("Only an owner can bring a copy back: Olive.");
        // What the day needs is everybody's.
        person.keys(": absences <enter> n <tab> <tab>").types("24 dec").keys("<c-s>").shows("Dana off").keys("u");
    }
}
