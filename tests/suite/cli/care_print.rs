//! A note, a client's file and a therapist's day on paper.
use unicode_width::UnicodeWidthStr;

use crate::practice::{DANA, Place, R1};
use crate::scene::{Scene, book, step};
use knotbook::domain::book::status::Status;

fn snapshot(name: &str, printed: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, printed);
    });
}

fn write(place: &Place, who: &str, lines: &str) {
    place.given(&format!("note add {who} --as dana"), lines).done();
    place.knotbook("note sign maria --as dana").done();
}

/// Maria Smith with a plan and two notes, and a session this afternoon.
fn scene() -> Scene {
    let mut scene = Scene::week();
    let maria = scene.place.store.find_clients("maria", false, 1).expect("a read").clients[0].id;
    let earlier = book(&mut scene.place, maria, DANA, R1, "2026-11-09 10:00");
    step(&mut scene.place, earlier, Status::Booked, Status::Done, "2026-11-09 11:00");
    book(&mut scene.place, maria, DANA, R1, "2026-11-23 14:00");
    let first = "plan 1/w x6 re@4\nL utrap 7>3 ! @temple,eye tb t3 ic60x3 p4 =rel ; asked twice, said it was the very pain she has had since the spring\nnrs 7>4\nndi 24/50\ns: headaches <at the desk> & in the car\nnext utrap again";
    write(&scene.place, "maria --for '9 nov'", first);
    write(
        &scene.place,
        "maria --for '16 nov'",
        "^ L utrap 5>2 @temple ic\nR lev 6>4 @* ic90 pir =part\nnrs 5>3\nndi 14/50\nhc chin tucks\nnext recheck L infra before R lev",
    );
    scene.place.knotbook("note amend maria 'a bruise' 'the day after' --why 'she rang' --as lee").done();
    scene
}

#[test]
fn pages_of_care_fit_a_line_printer_and_a_mail() {
    let scene = scene();
    for (name, command) in [("print_note", "print note maria"), ("print_client", "print client maria"), ("print_day_care", "print day")] {
        let page = scene.place.knotbook(&format!("{command} --as dana")).done();
        assert!(page.lines().all(|line| line.width() <= 80), "{page}");
        assert!(!page.chars().any(|letter| letter.is_control() && letter != '\n'), "{page:?}");
        snapshot(name, &page);
        let plain = scene.place.knotbook(&format!("{command} --ascii --as dana")).done();
        assert!(plain.is_ascii() && plain.lines().all(|line| line.len() <= 80), "{plain}");
    }
}

#[test]
fn a_page_for_the_browser_loads_nothing_and_hides_nothing() {
    let scene = scene();
    for command in ["print note maria --when '9 nov'", "print client maria", "print day"] {
        let page = scene.place.knotbook(&format!("{command} --html --as dana")).done();
        for outside in ["http", "src=", "href", "url(", "@import", "<script"] {
            assert!(!page.contains(outside), "{outside} in {page}");
        }
        assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("<at the desk>"), "{page}");
    }
    let page = scene.place.knotbook("print client maria --html --as dana").done();
    assert!(page.contains("headaches &lt;at the desk&gt; &amp; in the car"), "{page}");
    snapshot("print_client_html", &page);
}

#[test]
fn a_day_of_care_is_only_for_a_therapist_who_says_so() {
    let scene = scene();
    let of = |who: &str| scene.place.knotbook(&format!("print day{who}")).done();
    for plain in ["", " --as robin", " --as olive", " --as dana --list", " --as dana --names initials", " --as dana --who lee"] {
        let sheet = of(plain);
        assert!(!sheet.contains("utrap") && !sheet.contains("apixaban"), "print day{plain}:\n{sheet}");
    }
    let own = of(" --as dana");
    for said in ["apixaban: no deep pressure", "visit 3 of 6 · pain 7→5", "next: recheck L infra before R lev", "pain 5 > 3"] {
        assert!(own.contains(said), "{said}:\n{own}");
    }
    assert!(!own.contains("Петров"), "another therapist's session: {own}");
}
