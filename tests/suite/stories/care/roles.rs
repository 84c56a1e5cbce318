//! What of care the desk never sees.
use crate::care_scene::CARE;
use crate::person::{Person, read_keys};
use crate::practice::{DESK, OLIVE};
use crate::scene::Scene;
use crate::screens::SCREENS;

/// Ways to what is only for those who treat.
const WAYS: [&str; 12] = [
    "<space>",
    "w",
    "a a",
    "s",
    "8",
    "<f9>",
    ": arrival <enter>",
    "/ temple <tab> <enter>",
    "/ recheck",
    "2 <space>",
    "/ Zieliński <enter> <enter> <space>",
    "? <pgdn> <pgdn>",
];

#[test]
fn nothing_of_care_is_on_any_screen_of_the_desk() {
    let scene = Scene::cared();
    let ways = || WAYS.into_iter().chain(SCREENS.iter().map(|screen| screen.1));
    for who in [DESK, OLIVE] {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for way in ways() {
                let mut person = Person::at(&scene.place, who);
                person.size(size.0, size.1);
                for key in read_keys(way) {
                    person.key(key);
                }
                let screen = person.screen().replace(&format!("/ {}", way.trim_start_matches("/ ")), "");
                for secret in CARE.iter().filter(|secret| !way.contains(*secret)) {
                    assert!(!screen.contains(secret), "{who:?} reads “{secret}” after {way}:\n{screen}");
                }
            }
        }
    }
}
