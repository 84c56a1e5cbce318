//! The list on paper: whom it shows, and what never stands on it.
use unicode_width::UnicodeWidthStr;

use crate::scene::{SECRETS, Scene};

const NAMES: [&str; 8] = ["Maria", "Smith", "Zieli", "花子", "Петров", "शर्मा", "Okafor", "Brandt"];

fn snapshot(name: &str, printed: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, printed);
    });
}

#[test]
fn the_day_fits_a_line_printer() {
    let scene = Scene::week();
    let sheet = scene.place.knotbook("print day").done();
    // Two phones take a line of their own: during a power cut nothing can be looked up.
    assert!(scene.place.knotbook("print day tue").done().contains("              555-0134, 555-9134\n"));
    assert!(sheet.lines().all(|line| line.width() <= 80), "{sheet}");
    snapshot("print_day", &sheet);
    let plain = scene.place.knotbook("print week --ascii").done();
    assert!(plain.is_ascii() && plain.contains("Lukasz Zielinski") && plain.lines().all(|line| line.len() <= 80), "{plain}");
}

#[test]
fn the_week_is_one_page_that_loads_nothing() {
    let mut scene = Scene::week();
    let bold = scene.place.client("<b>Eve</b> & \"Co\"", "555-0100");
    crate::scene::book(&mut scene.place, bold, crate::practice::LEE, crate::practice::R2, "2026-11-25 10:00");
    let page = scene.place.knotbook("print week --html").done();
    assert!(page.contains("&lt;b&gt;Eve&lt;/b&gt; &amp; &quot;Co&quot;") && !page.contains("<b>"), "{page}");
    for outside in ["http", "src=", "href", "url(", "@import", "<script"] {
        assert!(!page.contains(outside), "{outside} in {page}");
    }
    snapshot("print_day_html", &scene.place.knotbook("print day tue --html").done());
}

#[test]
fn whoever_prints_nothing_of_care_and_of_names_only_what_is_asked_for() {
    let scene = Scene::week();
    for who in ["Dana", "Robin", "Olive"] {
        for what in ["day", "week", "day --html", "week --html", "week --ascii"] {
            for names in ["full", "initials", "hidden"] {
                // A therapist who says so gets more on a day of their own; the list is the same for everybody.
                let sheet = scene.place.knotbook(&format!("print {what} --list --names {names} --as {who}")).done();
                for secret in SECRETS.iter().chain(&["ask before treating", "no deep pressure", "prefers mornings"]) {
                    assert!(!sheet.contains(secret), "{secret}: print {what} --names {names} --as {who}");
                }
                let shows = |word: &str| sheet.contains(word);
                match names {
                    "full" => assert!(shows("555-0117") && shows(if what.contains("ascii") { "Okafor" } else { "花子" }), "{sheet}"),
                    _ => assert!(!NAMES.iter().any(|name| shows(name)) && !shows("555"), "print {what} --names {names}:\n{sheet}"),
                }
                assert_eq!(names == "initials", shows("T. O."), "print {what} --names {names}:\n{sheet}");
            }
        }
    }
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let scene = Scene::week();
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("day.txt");
    let command = format!("print day --who dana -o {}", file.display());
    assert!(scene.place.knotbook(&command).done().starts_with("Wrote "));
    let first = std::fs::read_to_string(&file).expect("the sheet");
    assert!(first.contains("山田 花子") && !first.contains("Петров"), "{first}");
    assert!(scene.place.knotbook(&command.replace("dana", "lee")).refused().contains("add --force"));
    assert_eq!(std::fs::read_to_string(&file).expect("the sheet"), first);
    scene.place.knotbook(&format!("{} --force", command.replace("dana", "lee"))).done();
    assert!(std::fs::read_to_string(&file).expect("the sheet").contains("Петров"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing half written is left");
}
