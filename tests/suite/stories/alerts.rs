//! What must be known before a session: written, changed, closed; and a STOP that asks.
use knotbook::domain::change::{Change, PeopleChange};
use knotbook::domain::people::alert::{Level, NewAlert};

use crate::person::Person;
use crate::practice::{DANA, DESK, OLIVE};
use crate::scene::Scene;

#[test]
fn an_alert_is_added_changed_closed_and_taken_back() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ okafor <enter> a").shows("New alert: Tom Okafor").types("new tablets").keys("<tab>").types("rise slowly");
    dana.keys("<tab>").types("3 nov").shows("Since Tue 3 Nov").keys("<enter>").shows("Added an alert for Tom Okafor");
    dana.shows("! new tablets since Tue 3 Nov: rise slowly").keys("<home> e").shows("Change an alert: Tom Okafor");
    dana.keys("<right> <c-s>").shows("Changed an alert of Tom Okafor").shows("!! new tablets");
    dana.keys("<del>").shows("Closed an alert of Tom Okafor").shows_not("!! new tablets").keys("u").shows("!! new tablets");
    dana.keys("h").shows("Added an alert for Tom Okafor");
}

#[test]
fn an_alert_without_words_and_one_from_the_future_are_refused_in_words() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ okafor <enter> a <c-s>").shows("An alert needs words").types("knee").keys("<tab> <tab>").types("tomorrow");
    dana.shows("24 November 2026 is still to come").keys("<c-s>").shows_not("Added").keys("<c-u>").types("24 dec").keys("<c-s>");
    dana.shows("Added an alert").shows("knee since Wed 24 Dec 2025");
}

#[test]
fn the_desk_adds_an_alert_and_reads_only_what_follows_from_it() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ okafor <enter> a").types("marrow test pending").keys("<tab>").types("no pressure on the back").keys("<c-s>");
    robin.shows("! no pressure on the back").shows_not("marrow").keys("<home> <del>");
    robin.shows("An alert is changed and closed by a therapist or the owner").keys("<enter>").shows_not("Change an alert");
    robin.shows("no pressure on the back").click_on("no pressure on the back").shows_not("Change an alert");
}

#[test]
fn the_desk_is_told_whom_to_ask_where_an_alert_has_no_handling() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ okafor <enter> a").types("marrow test pending").keys("<c-s>").shows("! marrow test pending").shows_not("ask whoever");
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ okafor <enter>").shows("! ask whoever treats").shows_not("marrow");
    robin.keys("b").shows("! ask whoever treats").shows_not("marrow");
}

#[test]
fn a_stop_asks_for_a_reason_before_the_session_begins() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 10:00").click_on("Дмитрий").keys("s").shows("STOP: ask before treating Дмитрий Петров").shows("cauda equina");
    dana.keys("<enter>").shows("Say in a word why the session begins all the same").keys("<esc>").shows("60 · Дмитрий");
    dana.keys("s").types("MRI clear").keys("<enter>").shows("Started: Дмитрий Петров").shows("60 s¶Дмитрий");
    // The reason holds for this session: done does not ask again.
    dana.keys("d").shows("Done: Дмитрий").shows_not("STOP").keys("u u").shows("60 · Дмитрий").keys("d").shows("STOP: ask before");
}

#[test]
fn a_reason_covers_no_stop_that_came_later() {
    let mut scene = Scene::week();
    let client = scene.place.store.find_clients("Дмитрий", false, 1).expect("a search").clients[0].id;
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 10:00").click_on("Дмитрий").keys("s").shows("STOP: ask before").types("MRI clear").keys("<enter>");
    dana.shows("Started: Дмитрий").keys("<backspace>");
    let alert = NewAlert { client, level: Level::Stop, text: "fever".into(), handling: "doctor first".into(), since: None };
    scene.place.apply(&Change::People(PeopleChange::AddAlert(alert)), DANA).expect("an alert");
    dana.keys("s")
        .shows("STOP: ask before")
        .shows("fever")
        .shows_not("cauda equina")
        .types("was teething")
        .keys("<enter>")
        .shows("Started");
    dana.keys("<enter>").shows("the session began all the same: MRI clear; was teething");
}

#[test]
fn the_stop_that_the_desk_reads_says_only_the_handling() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.clock("2026-11-23 10:00").click_on("Дмитрий").keys("<enter> s").shows("STOP: ask before treating");
    robin
        .shows("ask before treating")
        .shows_not("cauda equina")
        .click_on("because")
        .types("Lee says so")
        .click_footer("go on")
        .shows("Started");
}

#[test]
fn the_command_asks_too() {
    let scene = Scene::week();
    let refused = scene.place.knotbook("status Петров start --as Dana").refused();
    assert!(refused.contains("STOP") && refused.contains("--stop-reason"), "{refused}");
    let said = scene.place.knotbook("status Петров start --stop-reason 'MRI clear' --as Dana").done();
    assert!(said.contains("Started"), "{said}");
}

#[test]
fn why_a_session_began_in_spite_of_a_stop_is_read_by_those_who_see_care() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.clock("2026-11-23 10:00").click_on("Дмитрий").keys("s").types("MRI clear since Friday").keys("<enter>").shows("Started");
    dana.keys("<enter>").shows("STOP  the session began all the same: MRI clear since Friday");
    let Some(knotbook::tui::screens::Screen::Appointment(_)) = dana.app.screens.last() else { panic!("{}", dana.screen()) };
    let mut robin = Person::at(&scene.place, DESK);
    robin.clock("2026-11-23 10:00").keys("<enter>").shows("Started: Дмитрий").shows_not("MRI");
    let said = |who: &str| scene.place.knotbook(&format!("history --appointment 4 --as {who}")).done();
    assert!(said("Dana").contains("began all the same: MRI clear since Friday"), "{}", said("Dana"));
    assert!(said("Robin").contains("Started: Дмитрий") && !said("Robin").contains("MRI"), "{}", said("Robin"));
    let read = scene.place.knotbook("--json history --appointment 4 --as Dana").done();
    assert!(read.contains("MRI clear since Friday"), "{read}");
}

#[test]
fn the_practices_list_is_offered_while_an_alert_is_typed_and_fills_the_form() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ okafor <enter> a").shows("From the practice's list").shows("!! STOP").shows("suspected clot (DVT)").types("dvt");
    dana.shows_not("wound").keys("<down> <enter>").shows("no treatment today; doctor first").shows_not("From the practice's list");
    // All of it can still be changed, and what is added to the words asks for nothing more.
    dana.types(", left calf").keys("<enter>").types(" (Dr Hahn)").keys("<c-s>").shows("Added an alert for Tom Okafor");
    dana.shows("!! suspected clot (DVT), left calf: no treatment today; doctor first (Dr Hahn)").keys("u").shows_not("suspected clot");
}

#[test]
fn words_of_ones_own_and_a_handling_that_was_typed_stay_as_they_are() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    // ↵ without the arrows is the next field, and so is tab.
    dana.keys("/ okafor <enter> a").types("fever").keys("<enter>").types("ask her").keys("<up>").shows("fever with back pain");
    dana.keys("<down> <down> <up> <up> <up>").shows_not("From the practice's list").keys("<tab> <down> <enter>").shows("ask her");
    dana.keys("<c-s>").shows("!! fever: ask her").keys("a").types("marrow").shows_not("From the practice's list").keys("<c-s>");
    dana.shows("! marrow");
    // What is in the file is offered nothing until it is typed anew.
    dana.click_on("! marrow").keys("e").shows_not("From the practice's list").keys("<tab> <c-u>").types("var").click_on("varicose veins");
    dana.keys("<c-s>").shows("! varicose veins: keep off the area");
}

#[test]
fn the_list_is_the_practices_own() {
    let scene = Scene::week();
    let mut olive = Person::at(&scene.place, OLIVE);
    olive
        .keys(":")
        .types("settings alerts")
        .keys("<enter>")
        .shows("Settings: Alerts")
        .shows("anticoagulants, bleeding disorder no deep pressure; ask the doctor")
        .keys("n")
        .types("latex allergy")
        .keys("<tab>");
    olive.types("no gloves with latex").keys("<enter>").shows("Added “latex allergy” to the list of alerts").shows("no gloves with latex");
    olive.keys("n").types("Latex Allergy").keys("<c-s>").shows("“latex allergy” is in the list already").keys("<esc> <esc>");
    olive.click_on("wound").keys("e").shows("Edit wound").shows("care: offered in the alert form").keys("<tab> <c-u>").types("cover it");
    olive.keys("<c-s>").shows("Changed handling of “wound” in the list of alerts").click_on("fracture").keys("<del>");
    olive.shows("Archived “fracture” in the list of alerts").keys("<c-a>").shows("(archived)").keys("<del>");
    olive.shows("Took “fracture” in the list of alerts out of the archive").keys("u u u").shows("Took back: changed handling of “wound”");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("/ okafor <enter> a")
        .types("la")
        .shows("no gloves with latex")
        .keys("<c-u>")
        .types("wou")
        .shows("keep off the area")
        .shows_not("cover it");
}

#[test]
fn the_list_is_not_the_desks_business() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys(":")
        .types("settings alerts")
        .keys("<enter>")
        .shows("The list of alerts is kept by those who treat")
        .shows_not("wound")
        .keys("n")
        .shows_not("Handling");
    robin
        .keys("<del> <esc> <esc> / okafor <enter> a")
        .shows("New alert")
        .shows_not("From the practice's list")
        .types("wou")
        .shows_not("wound");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("9").click_on("alerts to choose from").keys("n").types("latex allergy").keys("<c-s>").shows("latex allergy");
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys(": history <enter>").shows("Changed the list of alerts").shows_not("latex").keys("<home> x");
    robin.shows("The front desk cannot take back what was done to the list of alerts.");
}
