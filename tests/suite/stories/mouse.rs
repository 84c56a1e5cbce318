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
fn booked_moved_and_cancelled_without_a_key() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    // The name is all that is typed.
    robin.click_on("›").shows("Tue 24 Nov 2026").click_on("14:00 240").click_on("14:00 240").shows("Book an appointment");
    robin.types("okaf").click_on("Tom Okafor").shows("✓ free").click_footer("go on").shows("Booked Tom Okafor, Tue 24 Nov 14:00");
    robin.click_footer("move").shows("MOVING").click_on("›").shows("Wed 25 Nov 2026").click_on("09:00").click_footer("put here");
    robin.shows("Moved Tom Okafor").click_footer("cancel").click_on("the practice").click_footer("go on");
    robin.shows("Cancelled Tom Okafor").click_on("‹").click_on("‹").shows("Mon 23 Nov 2026  today").click_on("›").click_on("tomorrow");
    robin.shows("today").click_on("5 booked").shows("Dana: 3 booked").click_on("to rebook").shows("To rebook: 1");
}

#[test]
fn the_weeks_are_walked_with_clicks() {
    let scene = Scene::week();
    for size in [(80, 24), (40, 12), (200, 60)] {
        let mut robin = Person::at(&scene.place, DESK);
        robin.size(size.0, size.1).keys("2").click_on("›").shows("30 Nov – 6 Dec 2026").click_on("‹").click_on("‹").shows("16–22 Nov 2026");
        robin.click_on("16–22 Nov").shows("November 2026");
    }
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

#[test]
fn a_click_on_an_option_chooses_it() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").click_on("Maria Smith").click_footer("cancel").shows("↵ notes it as").click_on("lift it out");
    robin.shows("↵ notes it as to rebook").click_on("the practice").shows("↵ notes it as cancelled").click_footer("back");
    robin.keys("/ okafor <enter> a").click_on("Level").click_on("STOP").types("").shows("‹!! STOP, ask first›").click_on("note");
    robin.shows("‹note›").keys("<esc> <esc>");
    // Where the options do not fit side by side a click on the one that is shown goes on to the next.
    robin.keys("e").click_on("Usually").click_on("‹").shows("‹").shows_not("‹none in particular›");
}

#[test]
fn the_header_says_who_and_which_day_and_a_click_changes_both() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_on("Robin · front desk").shows("Who is at the keyboard?").keys("<esc> /").click_on("Mon 23 Nov 2026").shows("today");
    robin.click_on("today").shows("Which day?").types("fri").click_footer("go on").shows("Fri 27 Nov");
}

#[test]
fn alerts_and_merging_by_click() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, crate::practice::DANA);
    dana.keys("/ maria <enter>").click_on("apixaban").click_on("apixaban").shows("Change an alert").click_on("Handling").types("!");
    dana.click_footer("save").shows("Changed an alert").click_footer("remove").shows("Closed an alert");
    dana.click_on("Hollis Street").types("merge").click_on("one person").shows("Which other entry").types("john").click_on("John Smith");
    dana.click_on("goes into the other").shows("John Smith stays.").click_footer("merge").shows("Merged Maria Smith");
}
