//! Finding, adding, changing and archiving clients.
use crate::person::Person;
use crate::practice::DESK;
use crate::scene::{Scene, add};

#[test]
fn any_part_of_name_phone_or_mark_finds() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ brandt").shows("Zoë Brandt-Müller").shows_not("Maria Smith");
    robin.keys("<c-u> 9134").shows("Maria Smith");
    robin.keys("<c-u> zoe").shows("Zoë Brandt-Müller");
    robin.keys("<c-u> qqqq").shows("Nobody fits. Fewer letters find more; ctrl-n adds a new client.");
}

#[test]
fn the_card_answers_what_is_asked_on_the_phone() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin
        .keys("/ maria <enter>")
        .shows("last here Mon 16 Nov")
        .shows("next Tue 24 Nov 11:30")
        .shows("prefers Dana")
        .shows("no deep pressure");
    robin.keys("<enter>").shows("Dana Reyes").keys("<esc>").shows("last here").keys("<esc>").shows("Find");
}

#[test]
fn a_new_client_is_added_and_a_double_is_warned_of() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <space> smith <c-n>").shows("New client").shows("Already in the book (same name): Maria Smith, born 4 Mar 1985");
    robin.keys("<c-u>").types("Mary Smithson").shows_not("Already in the book").keys("<tab> <tab>").types("555 0134").shows("same phone");
    robin.keys("<c-u>").types("555 2000").keys("<tab> <tab>").types("4/3/90").shows("4 March 1990, 36 years old").keys("<c-s>");
    robin.shows("Added Mary Smithson").shows("nothing booked").shows("b books the first one");
}

#[test]
fn what_cannot_be_is_said_at_its_field() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ <c-n> <c-s>").shows("A client needs a name");
    robin
        .types("Nina")
        .keys("<tab> <tab> <tab>")
        .types("nina(at)home")
        .keys("<c-s>")
        .shows("is no e-mail address: it looks like name@place.com");
    robin.keys("<c-u> <tab>").types("31 feb 1990").keys("<c-s>").shows_not("Added");
    robin.keys("<c-u>").types("31 dec 2030").keys("<c-s>").shows_not("Added");
    robin.keys("<c-u> <c-s>").shows("Added Nina");
}

#[test]
fn a_form_with_something_typed_is_not_left_by_one_key() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ <c-n>").types("Nina").keys("<esc>").shows("This is not saved yet. ctrl-s saves it; esc again leaves without.");
    robin.keys("<f2>").shows("This is not saved yet").shows("Nina").keys("<c-q>").shows("Leave knotbook?").keys("<esc>").shows("Nina");
    robin.keys("<c-z>").shows("Nina").keys("<esc> <esc>").shows_not("Nina");
}

#[test]
fn every_field_of_a_client_can_be_changed_and_the_history_says_so() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ okafor <enter> e").shows("Edit Tom Okafor").keys("<tab>").types("Tommy").keys("<c-s>");
    robin.shows("Changed preferred name of Tom Okafor").shows("called Tommy");
    robin.keys("h").shows("History of this client").shows("Changed preferred name of Tom Okafor");
}

#[test]
fn an_archived_client_is_hidden_until_asked_for() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ gone").shows("Nobody fits").keys("<c-a>").shows("Archived clients are shown too.").shows("Vera Gone (archived)");
    robin.keys("<enter> <del>").shows("Took Vera Gone out of the archive").keys("<del>").shows("Archived Vera Gone");
    robin.keys("/ maria <enter> <del>").shows("Maria Smith still has 1 appointment in the book. Cancel or move it first, then archive.");
}

#[test]
fn an_archived_client_is_not_booked() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ gone <c-a> <enter> b").types("wed 15:00").keys("<enter>").shows("Vera Gone is archived").shows_not("Booked");
}

#[test]
fn booking_from_the_card_is_for_that_client() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ okafor <enter> b").shows("Tom Okafor").types("wed 15:00").keys("<enter>").shows("Booked Tom Okafor, Wed 25 Nov 15:00");
    robin.keys("/ maria <c-b>").shows("Maria Smith");
}

#[test]
fn two_of_one_name_on_a_day_are_told_apart() {
    let mut scene = Scene::week();
    let other = add(&mut scene.place, "Maria Smith", "1951-07-01");
    crate::scene::book(&mut scene.place, other, crate::practice::LEE, crate::practice::R2, "2026-11-24 14:00");
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").shows("Maria Smith (b. 1985)").shows("Maria Smith (b. 1951)");
    robin.size(160, 40).shows("Maria Smith (b. 1985)").shows("Maria Smith (b. 1951)").size(80, 24);
    robin.keys("/ maria").shows("41").shows("75").keys("<enter> <enter>").shows("Maria Smith  41 · 555-0134");
    robin.keys("<f2> : history <enter>").shows("Booked Maria Smith (b. 1951)").shows("Booked Maria Smith (b. 1985)");
    robin.keys("<f2> b maria <enter>").shows("41").shows("75").keys("1").shows("Maria Smith b. 1951");
}

#[test]
fn who_answers_for_somebody_under_eighteen_is_asked_once() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ <c-n>").types("Nina").keys("<tab> <tab> <tab> <tab>").types("4 mar 2012").keys("<c-s>");
    robin.shows("Born 2012, 14 years old: who answers for them? ctrl-s again saves without.").types("Vera Rao").keys("<c-s>");
    robin.shows("Added Nina").shows("guardian Vera Rao").keys("e <tab> <tab> <tab> <tab> <tab> <c-u> <c-s>");
    robin.shows("who answers for them?").keys("<c-s>").shows("Changed guardian of Nina");
    // Somebody who was asked once is not asked again for another field.
    robin.keys("e <tab>").types("Nini").keys("<c-s>").shows("Changed preferred name of Nina");
}

#[test]
fn a_phone_without_a_number_and_times_that_are_none_are_refused_in_words() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ <c-n>").types("Nina").keys("<tab> <tab>").types("abc").keys("<c-s>").shows("“abc” has no digit in it").keys("<c-u>");
    robin.keys("<tab> <tab>").types("abc").keys("<c-s>").shows_not("Added").keys("<c-u>").click_on("Likes to come").types("blub");
    robin.keys("<c-s>").shows("“blub” is no time somebody likes to come").keys("<c-u>").types("mornings").keys("<c-s>");
    robin.shows("Added Nina").shows("likes to come mornings");
}

#[test]
fn times_somebody_likes_stand_first_within_a_day_after_the_therapist_they_prefer() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("/ maria <enter> e").click_on("Likes to come").types("afternoons").keys("<c-s>").shows("likes to come afternoons");
    robin.keys("b").types("wed").keys("<enter>");
    let first = robin.row_with("▸ 1");
    assert!(first.contains("12:00") && first.contains("Dana") && first.contains("preferred, likes this time"), "{}", robin.screen());
    robin
        .keys("<esc> <esc> / okafor <enter> e")
        .click_on("Likes to come")
        .types("wed after 16:00")
        .keys("<c-s> b")
        .types("wed")
        .keys("<enter>");
    assert!(robin.row_with("16:00").contains("likes this time"), "{}", robin.screen());
}

#[test]
fn the_command_writes_and_shows_when_somebody_likes_to_come() {
    let scene = Scene::week();
    scene.place.knotbook("clients edit okafor --prefers 'tue pm'").done();
    assert!(scene.place.knotbook("clients show okafor").done().contains("likes to come tue pm"));
    assert!(scene.place.knotbook("clients edit okafor --prefers blub").refused().contains("is no time somebody likes to come"));
    let offers = scene.place.knotbook("free 60 tue --client okafor").done();
    assert!(offers.contains("likes this time"), "{offers}");
}
