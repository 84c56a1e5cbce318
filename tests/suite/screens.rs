//! How every screen looks: at 80×24 all of them, the widest ones larger, and all of them at every size.
use knotbook::domain::practice::look::Look;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use unicode_width::UnicodeWidthStr;

use crate::person::{Person, read_keys};
use crate::practice::{DANA, DESK, OLIVE, Place};
use crate::scene::Scene;

/// Every screen and every question, by the keys that lead there.
pub(crate) const SCREENS: [(&str, &str); 66] = [
    ("day", ""),
    ("day_free_row", "g tue <enter> <home>"),
    ("day_of_one", "<tab>"),
    ("day_off", "g sun <enter>"),
    ("day_absence", "g fri <enter> <home>"),
    ("day_moving", "/ maria <enter> m <right>"),
    ("day_moving_clash", "/ maria <enter> m g mon <space> 15:30 <enter>"),
    ("day_marked", "v <down> <down> <down> v"),
    ("day_moving_fits", "g tue <enter> m <tab>"),
    ("day_again", "g tue <enter> y"),
    ("rebook", "6"),
    ("standing_none", "4"),
    ("week", "2"),
    ("week_of_one", "2 <tab>"),
    ("week_months", "2 <tab> p <down>"),
    ("week_moving", "/ maria <enter> m 2 w <right> <up>"),
    ("clients", "/"),
    ("clients_found", "/ smi"),
    ("clients_nobody", "/ qqq"),
    ("client", "/ maria <enter>"),
    ("client_new", "/ john <space> smith <c-n> <tab> <tab> <tab> <tab> 4/3/90"),
    ("client_edit", "/ maria <enter> e"),
    ("alert", "/ okafor <enter> a knee"),
    ("alert_offers", "/ okafor <enter> a <down> <down>"),
    ("stop", "/ Петров <enter> <enter> s"),
    ("client_away", "/ maria <enter> v tue"),
    ("merging_who", "/ john <enter> ="),
    ("merging", "/ john <enter> = smita <enter>"),
    ("appointment", "/ maria <enter> <enter>"),
    ("booking", "b"),
    ("booking_who", "b smi <enter>"),
    ("booking_times", "b maria <enter> tue <space> pm <enter>"),
    ("booking_clash", "b maria <enter> tue <space> 11:00"),
    ("booking_anyway", "b john <enter> <s-tab> <s-tab> dana <tab> <tab> tue <space> 11:30 <c-o>"),
    ("booking_repeats", "b tom <enter> tue <space> 11:30 <tab> every <space> 2w <space> x8"),
    ("dates", "b tom <enter> fri <space> 10:00 <s-tab> <s-tab> dana <tab> <tab> <tab> weekly <space> x8 <enter>"),
    ("dates_typed", "b tom <enter> fri <space> 10:00 <s-tab> <s-tab> dana <tab> <tab> <tab> weekly <space> x8 <enter> e thu <space> 3pm"),
    ("dates_of_a_year", "b tom <enter> tue <space> 16:30 <tab> weekly <enter> <end>"),
    ("repeat_asked", "/ maria <enter> r"),
    ("dates_of_one", "/ maria <enter> r weekly <space> x4 <enter>"),
    ("booking_edit", "/ maria <enter> <enter> e"),
    ("cancel", "g tue <enter> x"),
    ("go_to", "g in <space> 2 <space> weeks"),
    ("history", ": history <enter>"),
    ("help", "?"),
    ("palette", ": back"),
    ("who", ": switch <enter>"),
    ("settings", "9"),
    ("settings_practice", "9 <enter>"),
    ("settings_staff", ": staff <enter>"),
    ("settings_services", ": services <enter>"),
    ("settings_rooms", ": rooms <enter>"),
    ("settings_hours", ": hours <enter>"),
    ("settings_absences", ": absences <enter>"),
    ("settings_alerts", ": settings <space> alerts <enter>"),
    ("listed_alert", ": settings <space> alerts <enter> n <up> <right> <right>"),
    ("backup", ": copies <enter>"),
    ("backup_copied", ": copies <enter> n"),
    ("backup_asked", ": copies <enter> n <enter>"),
    ("staff_new", ": staff <enter> n maria <space> silva"),
    ("absence_hits", ": absences <enter> n <tab> <tab> mon <tab> wed"),
    ("absence_asked", ": absences <enter> n <tab> <tab> mon <tab> wed <c-s>"),
    ("hours_new", ": hours <enter> n thu <space> 18-20"),
    ("body", ": body <space> map <enter>"),
    ("body_muscle", ": body <space> map <enter> <enter> <down>"),
    ("body_found", ": body <space> map <enter> sciat"),
];

/// The first start.
pub(crate) const FIRST: [(&str, &str); 3] = [("setup", ""), ("setup_practice", "1"), ("setup_restore", "3")];

pub(crate) fn snapshot(name: &str, person: &Person) {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        // Where a test has its file differs from one to the next.
        let folder = person.store().file().parent().expect("a folder").canonicalize().expect("its whole name");
        insta::assert_snapshot!(name, person.screen().replace(&*folder.to_string_lossy(), "/home/olive/book"));
    });
}

#[test]
fn every_screen_at_80_by_24() {
    let scene = Scene::week();
    for (name, keys) in SCREENS {
        // Copies are brought back by an owner.
        let mut person = Person::at(&scene.place, if name == "backup_asked" { OLIVE } else { DANA });
        person.keys(keys);
        snapshot(name, &person);
    }
    for name in ["day", "client"] {
        let keys = SCREENS.iter().find(|screen| screen.0 == name).expect("a screen").1;
        let mut robin = Person::at(&scene.place, DESK);
        robin.keys(keys);
        snapshot(&format!("{name}_desk"), &robin);
    }
    let place = Place::empty();
    for (name, keys) in FIRST {
        let mut owner = Person::on(&place.file(), None);
        owner.keys(keys);
        snapshot(name, &owner);
    }
}

/// Dana is ill until Wednesday; nobody has called her clients yet.
const DECIDING: [(&str, &str); 4] = [
    ("to_decide", ": decide <enter> <down>"),
    ("to_decide_keep", ": decide <enter> v v o"),
    ("day_to_decide", "1 g tue <enter>"),
    ("to_decide_120x36", ": decide <enter>"),
];

fn with_something_to_decide() -> Scene {
    let scene = Scene::week();
    Person::at(&scene.place, DANA).keys(": absences <enter> n <tab> <tab> mon <tab> wed <tab> flu <c-s> <enter>").shows("3 to decide");
    scene
}

#[test]
fn what_is_to_decide_at_80_by_24_and_larger() {
    let scene = with_something_to_decide();
    for (name, keys) in DECIDING {
        let mut dana = Person::at(&scene.place, DANA);
        if name.ends_with("120x36") {
            dana.size(120, 36);
        }
        dana.keys(keys);
        snapshot(name, &dana);
    }
}

/// Where standing appointments show.
const STANDING: [(&str, &str); 9] = [
    ("standing", "4"),
    ("standing_ends_soon", "4 f"),
    ("standing_dates", "4 <enter>"),
    ("standing_appointment", "g tue <enter> <enter> l <down> <down> <enter>"),
    ("standing_client", "/ maria <enter>"),
    ("standing_day", "g tue <enter>"),
    ("standing_day_to_decide", "g fri <enter> <down>"),
    ("standing_week", "2 <tab>"),
    ("standing_to_decide", "p"),
];

#[test]
fn standing_appointments_at_80_by_24_and_larger() {
    let scene = Scene::standing();
    for (name, keys) in STANDING {
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            let mut dana = Person::at(&scene.place, DANA);
            dana.size(width, height).keys(keys);
            let size = if width == 80 { String::new() } else { format!("_{width}x{height}") };
            snapshot(&format!("{name}{size}"), &dana);
        }
    }
}

#[test]
fn the_body_in_larger_windows() {
    let scene = Scene::week();
    for (width, height) in [(40, 12), (120, 36), (200, 60)] {
        let mut dana = Person::at(&scene.place, DANA);
        dana.size(width, height).keys(": body <space> map <enter> pmin <enter>");
        snapshot(&format!("body_{width}x{height}"), &dana);
    }
    let mut dana = Person::at(&scene.place, DANA);
    dana.looks(Look { ascii: true, ..Look::default() });
    dana.size(120, 36).keys(": body <space> map <enter> pmin <enter>");
    snapshot("body_ascii_120x36", &dana);
}

#[test]
fn day_week_and_client_in_larger_windows_and_the_smallest() {
    let scene = Scene::week();
    let wide =
        [("day", ""), ("day_moving", "/ maria <enter> m <tab>"), ("week", "2"), ("week_of_one", "2 <tab>"), ("client", "/ maria <enter>")];
    for (name, keys) in wide {
        for (width, height) in [(40, 12), (120, 36), (200, 60)] {
            let mut dana = Person::at(&scene.place, DANA);
            dana.size(width, height).keys(keys);
            snapshot(&format!("{name}_{width}x{height}"), &dana);
        }
    }
}

/// Sizes from 20×5 to 220×70, always with the ones where something changes.
pub(crate) fn sizes() -> Vec<(u16, u16)> {
    let mut sizes = vec![(20, 5), (39, 12), (40, 11), (40, 12), (80, 24), (120, 36), (159, 40), (160, 40), (200, 60), (220, 70)];
    for width in (20..=220).step_by(23) {
        sizes.extend((5..=70).step_by(13).map(|height| (width, height)));
    }
    sizes
}

pub(crate) fn fits(person: &Person, name: &str, (width, height): (u16, u16)) {
    let rows = person.rows();
    let screen = person.screen();
    assert_eq!(rows.len(), usize::from(height));
    for row in &rows {
        assert!(row.width() <= usize::from(width), "{name} at {width}×{height}: a row is wider than the window:\n{screen}");
    }
    if width < 40 || height < 12 {
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = format!("This window is {width}×{height}. knotbook needs 40×12");
        assert!(flat.starts_with(&sentence), "{name} at {width}×{height}:\n{screen}");
        return;
    }
    let footer = rows.last().expect("a footer").trim_end();
    assert!(footer.ends_with("? help") || footer.ends_with("F1 help"), "{name} at {width}×{height}: half a footer:\n{screen}");
    assert!(!footer.contains('…') || footer.contains("…9"), "{name} at {width}×{height}: half a word in the footer:\n{screen}");
}

#[test]
fn every_screen_at_every_size() {
    let scene = Scene::week();
    let place = Place::empty();
    let screens = SCREENS.iter().map(|(name, keys)| (name, keys, Person::at(&scene.place, DANA)));
    let first = FIRST.iter().map(|(name, keys)| (name, keys, Person::on(&place.file(), None)));
    let decide = with_something_to_decide();
    let deciding = DECIDING.iter().map(|(name, keys)| (name, keys, Person::at(&decide.place, DANA)));
    for (name, keys, mut person) in screens.chain(first).chain(deciding) {
        person.keys(keys);
        for size in sizes() {
            person.size(size.0, size.1);
            fits(&person, name, size);
        }
    }
}

#[test]
fn states_differ_without_colour() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.clock("2026-11-23 10:45").click_on("花子");
    let mut seen: Vec<String> = Vec::new();
    for keys in [
        "",
        "c",
        "a",
        "s",
        "d",
        "<backspace> <backspace> <backspace> <backspace> n",
        "<backspace> x <enter>",
        "<backspace> x <right> <enter>",
    ] {
        robin.keys(keys);
        let row = robin.row_with("山田 花子");
        assert!(!seen.contains(&row), "two states look alike:\n{row}\n{}", robin.screen());
        seen.push(row);
    }
}

/// Keys that people press, the ones that act more often.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<enter>",
        "<enter>",
        "<esc>",
        "<tab>",
        "<s-tab>",
        "<up>",
        "<down>",
        "<down>",
        "<left>",
        "<right>",
        "<home>",
        "<end>",
        "<pgdn>",
        "<pgup>",
        "<backspace>",
        "<del>",
        "<c-s>",
        "<c-z>",
        "<c-y>",
        "<c-b>",
        "<c-f>",
        "<c-n>",
        "<c-o>",
        "<c-c>",
        "<c-l>",
        "<f1>",
        "<f2>",
        "<f3>",
        "<pgdn>",
        "p <down> <enter>",
        "<f4>",
        "b",
        "b maria <enter>",
        "b smi <enter> 1",
        "/ okafor <enter>",
        "m",
        "v",
        "v <down> v m",
        "y",
        "y <enter>",
        "r <enter>",
        "r weekly <space> x4 <enter> <c-s>",
        "b maria <enter> tue <tab> every <space> 2w <space> x3 <enter> 1 <enter> <c-s>",
        "<space> +",
        "6",
        ": swap <enter>",
        "m g wed <space> 10:30 <enter>",
        "x",
        "x <enter>",
        "c",
        "a",
        "s",
        "d",
        "n",
        "e",
        "g tue <enter>",
        "w",
        "u",
        "t",
        "1",
        "2",
        "o",
        "h",
        ":",
        "?",
        "+",
        "-",
        "<space>",
        "tue <space> 11:30",
        "twins",
        "maria",
        "9:00",
        "9",
        "v",
        "f",
        "p",
        ": absences <enter> n",
        ": hours <enter>",
        ": staff <enter> <del>",
    ])
}

#[test]
fn any_keys_leave_the_book_whole() {
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let scene = std::cell::RefCell::new(Scene::week());
    let played = std::cell::Cell::new(0_u32);
    runner
        .run(&prop::collection::vec(any_key(), 24), |keys| {
            // A fresh book now and then, so that a long chain of acts is played too.
            if played.get().is_multiple_of(25) {
                scene.replace(Scene::week());
            }
            played.set(played.get() + 1);
            let scene = scene.borrow();
            let mut person = Person::at(&scene.place, if played.get().is_multiple_of(2) { DANA } else { DESK });
            for key in keys.iter().flat_map(|word| read_keys(word)) {
                if person.left.is_some() {
                    break;
                }
                person.key(key);
            }
            let problems = person.store().check().expect("a check").problems;
            prop_assert!(problems.is_empty(), "{:?}", problems);
            Ok(())
        })
        .expect("keys that leave the book whole");
}
