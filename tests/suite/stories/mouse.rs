//! The same things by click and wheel.
use crate::person::Person;
use crate::practice::DESK;
use crate::scene::Scene;

#[test]
fn booked_moved_and_cancelled_with_clicks() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_footer("book").shows("Book an appointment").types("okafor").click_on("Tom Okafor").shows("Tom Okafor 555-0190");
    robin.click_on("When").types("wed pm").click_on("Wed 25 Nov 14:00").shows("Booked Tom Okafor, Wed 25 Nov 14:00");
    robin.keys("<right> <right>").click_on("Tom Okafor").click_footer("move").shows("MOVING").click_on("09:00").click_footer("put here");
    robin
        .shows("Moved Tom Okafor")
        .click_on("Tom Okafor")
        .click_footer("cancel")
        .shows("Cancel Tom Okafor")
        .click_on("reason")
        .types("ill");
    robin.click_footer("go on").shows("Cancelled Tom Okafor");
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_on("Дмитрий").shows("▸ 10:00").click_on("▸ 10:00").shows("Lee Park").click_footer("client").shows("555-0163");
}

#[test]
fn every_footer_word_does_something() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    let width = 80;
    for column in 1..width {
        let mut fresh = Person::at(&scene.place, DESK);
        fresh.keys("<down>");
        if let Some(target) = fresh.target_at(column, 23) {
            fresh.send(knotbook::tui::msg::Msg::Pointed(target));
        }
    }
    robin.keys("b maria <enter> <enter>").shows("…9 take").click_footer("take").shows("Booked Maria Smith");
}

#[test]
fn palette_and_people_by_click() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_footer("find").shows("Find").types("okafor").click_on("Tom Okafor").shows("Tom Okafor");
    robin.keys("<f2> :").types("switch").click_on("switch who").shows("Who is at").click_on("Olive Hollis").shows("Olive · owner");
}

#[test]
fn the_wheel_scrolls_lists() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("?").shows("Day").scroll(3).scroll(90).shows("alert: stop and ask").scroll(-120).shows("open the appointment");
    robin.keys("<esc> <home>");
    let before = robin.screen();
    robin.scroll(3).scroll(-3);
    assert_eq!(before, robin.screen());
}
