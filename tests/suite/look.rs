//! Plain letters, no colours, high contrast: every screen in each, and nothing is said by colour alone.
use knotbook::domain::practice::look::{Colours, Look};
use ratatui::style::{Color, Modifier};

use crate::person::{Person, read_keys};
use crate::practice::{DANA, DESK, Place};
use crate::scene::Scene;
use crate::screens::{FIRST, SCREENS};

/// Every screen and question in one look, at the usual and a wide size.
fn each(look: Look, mut check: impl FnMut(&str, &Person)) {
    let scene = Scene::week();
    let place = Place::empty();
    let screens = SCREENS.iter().map(|(name, keys)| (name, keys, Person::at(&scene.place, DANA)));
    let first = FIRST.iter().map(|(name, keys)| (name, keys, Person::on(&place.file(), None)));
    for (name, keys, mut person) in screens.chain(first) {
        person.looks(look);
        person.size(80, 24);
        for key in read_keys(keys) {
            person.key(key);
        }
        check(name, &person);
        person.size(160, 40);
        check(name, &person);
    }
}

#[test]
fn plain_letters_are_plain_on_every_screen() {
    each(Look { ascii: true, ..Look::default() }, |name, person| {
        let strange: String =
            person.cells().iter().flat_map(|cell| cell.symbol().chars()).filter(|c| !c.is_ascii_graphic() && *c != ' ').collect();
        assert_eq!(strange, "", "{name}:\n{}", person.screen());
        assert!(!person.screen().contains("@ "), "{name}: a key without room to be spelled out:\n{}", person.screen());
    });
}

#[test]
fn without_colours_no_cell_has_one() {
    each(Look { colours: Colours::None, ..Look::default() }, |name, person| {
        let coloured = person.cells().iter().filter(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset).count();
        assert_eq!(coloured, 0, "{name}:\n{}", person.screen());
    });
}

#[test]
fn high_contrast_has_neither_colours_nor_faint_letters() {
    let mut bold = 0;
    each(Look { colours: Colours::HighContrast, ..Look::default() }, |name, person| {
        let faint = person.cells().iter().filter(|cell| cell.fg != Color::Reset || cell.modifier.contains(Modifier::DIM)).count();
        assert_eq!(faint, 0, "{name}:\n{}", person.screen());
        bold += person.cells().iter().filter(|cell| cell.modifier.contains(Modifier::BOLD)).count();
    });
    assert!(bold > 0);
}

#[test]
fn the_terminals_own_colours_are_all_there_is() {
    let mut seen: Vec<Color> = Vec::new();
    each(Look::default(), |name, person| {
        for cell in person.cells() {
            assert_eq!(cell.bg, Color::Reset, "{name}: a background of its own, dark on somebody's light window");
            assert!(!matches!(cell.fg, Color::Indexed(_) | Color::Rgb(..) | Color::Black | Color::White), "{name}: {:?}", cell.fg);
            if !seen.contains(&cell.fg) {
                seen.push(cell.fg);
            }
        }
    });
    for colour in [Color::Cyan, Color::Green, Color::Red, Color::Yellow] {
        assert!(seen.contains(&colour), "{colour:?} is nowhere");
    }
}

#[test]
fn colours_of_ones_own_go_before_the_practices() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.looks(Look { ascii: true, colours: Colours::None });
    robin.app.config =
        knotbook::tui::config::read("[theme]\ncolours = \"high contrast\"\nascii = false\n[theme.roles]\ngood = \"bold #0a7f3f\"\n");
    robin.keys("<c-l> <esc>").shows("─");
    let cells = robin.cells();
    assert!(cells.iter().any(|cell| cell.fg == Color::Rgb(10, 127, 63) && cell.modifier.contains(Modifier::BOLD)));
    assert!(cells.iter().all(|cell| matches!(cell.fg, Color::Reset | Color::Rgb(..))));
}

#[test]
fn states_differ_in_plain_letters_too() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.looks(Look { ascii: true, colours: Colours::None });
    robin.clock("2026-11-23 10:45").click_on("ShTi HuZi");
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
        let row = robin.row_with("ShTi HuZi");
        assert!(!seen.contains(&row), "two states look alike:\n{row}\n{}", robin.screen());
        seen.push(row);
    }
}

#[test]
fn how_the_day_looks_in_plain_letters() {
    let scene = Scene::week();
    for (name, keys) in
        [("day_ascii", ""), ("day_moving_clash_ascii", "/ maria <enter> m g mon <space> 15:30 <enter>"), ("help_ascii", "?")]
    {
        let mut dana = Person::at(&scene.place, DANA);
        dana.looks(Look { ascii: true, ..Look::default() });
        dana.keys("<c-l> <esc>");
        dana.keys(keys);
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, dana.screen());
        });
    }
}

#[test]
fn footer_words_are_clicked_where_they_stand_in_plain_letters() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.looks(Look { ascii: true, ..Look::default() });
    robin.keys("<c-l> <esc>").click_on("ShTi").click_footer("enter open").shows("ShTi HuZi").shows("History");
}
