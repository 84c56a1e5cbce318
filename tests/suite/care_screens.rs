//! How care around a session looks: at 80×24 all of it, the day and the ten seconds larger, and all of it at every size.
use crate::person::Person;
use crate::practice::{DANA, LEE};
use crate::scene::Scene;
use crate::screens::{fits, sizes, snapshot};

const CARED: [(&str, &str); 15] = [
    ("care_day", ""),
    ("care_day_of_one", "<tab>"),
    ("care_glance", "<space>"),
    ("care_glance_stop", "<down> <down> <space>"),
    ("care_arrival", "a y 5"),
    ("care_arrival_changed", "a n new <space> tablets"),
    ("care_notes", "8"),
    ("care_notes_of_all", "8 <tab>"),
    ("care_find_notes", "/ temple"),
    ("care_find_body", "/ temple <tab>"),
    ("care_found_clients", "/ ma"),
    // From here on something was done.
    ("care_answered", "a y 5 3 a p <c-s>"),
    ("care_day_owed", "s"),
    ("care_red_flags", "<down> <down> <down> a a y 6 <down> <down> <down>"),
    ("care_red_flag_told", "<down> <down> <down> a y 6 <down> <down> <down> y <c-s> we <down>"),
];

#[test]
fn care_around_a_session_at_80_by_24_and_larger() {
    let scene = Scene::cared();
    for (name, keys) in [("care_day", ""), ("care_day_of_one", "<tab>"), ("care_glance", "<space>")] {
        for (width, height) in [(40, 12), (120, 36), (200, 60)] {
            let mut dana = Person::at(&scene.place, DANA);
            dana.size(width, height).keys(keys);
            snapshot(&format!("{name}_{width}x{height}"), &dana);
        }
    }
    let mut lee = Person::at(&scene.place, LEE);
    lee.keys("8");
    snapshot("care_notes_none", &lee);
    for (name, keys) in CARED {
        let mut dana = Person::at(&scene.place, DANA);
        dana.keys(keys);
        snapshot(name, &dana);
    }
}

#[test]
fn care_around_a_session_at_every_size() {
    let scene = Scene::cared();
    for (name, keys) in CARED {
        let mut dana = Person::at(&scene.place, DANA);
        dana.keys(keys);
        for size in sizes() {
            dana.size(size.0, size.1);
            fits(&dana, name, size);
        }
    }
}
