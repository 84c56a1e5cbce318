//! The copies of the file are looked at, made, and one is brought back.
use knotbook::cli;
use knotbook::store::check_file;
use knotbook::tui::Instead;

use crate::person::{Left, Person};
use crate::practice::{DANA, OLIVE};
use crate::scene::Scene;

#[test]
fn copies_are_made_and_listed_newest_first() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys("9 <end> <enter>").shows("Backup").shows("practice.knot").shows(env!("CARGO_PKG_VERSION")).shows("none yet");
    olive.shows("no second folder is set").keys("<enter>").shows("There is no copy to bring back yet. n makes one.");
    olive.keys("n").shows("practice-2026-11-23.knot").shows("Copied and checked").shows_not("none yet");
    // What was done since the day's copy is in the next one.
    olive.clock("2026-11-23 09:06").keys("<c-s>").shows("practice-2026-11-23-090600.knot").keys("n").shows("made this very second");
    let found = olive.store().backups_overview(crate::practice::date("2026-11-23")).expect("a read");
    let names: Vec<&str> = found.copies.iter().map(|copy| copy.name.as_str()).collect();
    assert_eq!(names, ["practice-2026-11-23-090600.knot", "practice-2026-11-23.knot"]);
    olive.clock("2026-11-24 08:00").keys("n").shows("Tue 24 Nov").keys("<esc>").shows("what the practice is made of");
}

#[test]
fn how_old_the_copy_outside_is_stands_in_words() {
    let scene = Scene::week();
    let stick = tempfile::TempDir::new().expect("a stick");
    let folder = stick.path().join("k");
    scene.place.knotbook(&format!("practice --second-backup {}", folder.display())).done();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.size(200, 60).keys(": copies <enter>").shows("is not there now: plug the stick in");
    std::fs::create_dir(&folder).expect("the stick is in");
    olive.keys("<esc> : copies <enter>").shows("no copy outside this computer yet").keys("n").shows("a copy of today in");
    let mut later = Person::at(&scene.place, OLIVE);
    later.size(200, 60).clock("2026-11-28 09:00").keys(": copies <enter>");
    later.shows("no copy outside this computer for 5 days; the last one, of Mon 23 Nov");
}

#[test]
fn one_question_before_a_copy_is_brought_back() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive.keys(": copies <enter> n <enter>").shows("Bring back the copy of Mon 23 Nov").shows("is not in it").shows("before-restore");
    olive.keys("<esc>").shows_not("Bring back").keys("<enter> <enter>");
    let copy = scene.place.folder.path().join("backups/practice-2026-11-23.knot");
    let Some(Left::For(Instead::Restore(chosen))) = &olive.left else { panic!("{:?}", olive.left) };
    assert_eq!(chosen.canonicalize().expect("a file"), copy.canonicalize().expect("a file"));
}

#[test]
fn what_is_brought_back_replaces_a_book_in_use_and_loses_neither() {
    let scene = Scene::week();
    Person::at(&scene.place, DANA).keys(": copies <enter> n");
    let copy = scene.place.folder.path().join("backups/practice-2026-11-23.knot");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ nora <c-n>").types("Nora Late").keys("<c-s>").keys("/ nora").shows("Nora");
    let held = check_file(&scene.place.file()).expect("a check").clients;

    assert_eq!(scene.place.knotbook(&format!("restore --yes {}", copy.display())).code, cli::DONE);
    assert_eq!(check_file(&scene.place.file()).expect("a check").clients, held - 1);
    dana.idle().keys("<esc> <esc> / nora").shows_not("Nora Late");
    dana.keys("<esc> <esc> : copies <enter>").shows("before-restore");
    let kept = dana.store().copies().expect("a read").into_iter().find(|copy| copy.file.to_string_lossy().contains("before-restore"));
    assert_eq!(check_file(&kept.expect("what was there").file).expect("a check").clients, held);
}
