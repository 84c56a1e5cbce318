//! The states of an appointment, forward and back.
use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

/// Robin with the appointment at half past ten selected.
fn at_hanako(scene: &Scene) -> Person {
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_on("花子").shows("▸ 10:30");
    robin
}

#[test]
fn each_key_steps_forward_and_backspace_steps_back() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    for (key, said, mark) in [("c", "Confirmed", "c"), ("a", "Arrived:", "a"), ("s", "Started:", "s"), ("d", "Done:", "d")] {
        robin.keys(key).shows(said).shows(&format!("60 {mark} 山田 花子"));
    }
    for mark in ["s", "a", "c", "·"] {
        robin.keys("<backspace>").shows(&format!("60 {mark} 山田 花子"));
    }
    robin.keys("<backspace>").shows("there is no step before that. u takes the booking back.");
}

#[test]
fn a_step_twice_is_said() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin.keys("c c").shows("It is already confirmed.");
}

#[test]
fn what_is_late_is_said_in_words() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin.clock("2026-11-23 10:40").shows("10 min late").keys("a").clock("2026-11-23 10:50").shows("waiting 10 min");
    robin.keys("s").clock("2026-11-23 11:35").shows("5 min over").keys("d").shows_not("over");
    robin.shows("arrived 10:40 · started 10:50 · done 11:35");
}

#[test]
fn a_no_show_is_noted_only_once_the_start_has_passed() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin
        .keys("n")
        .shows("A no-show can be noted once the start has passed")
        .clock("2026-11-23 10:45")
        .keys("n")
        .shows("No-show: 山田 花子");
    robin.shows("60 n").shows("free").keys("<backspace>").shows("60 · 山田 花子");
}

#[test]
fn a_client_who_calls_off_early_is_cancelled_and_late_is_said() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin.keys("x").shows("Cancel 山田 花子").keys("<tab> ill <enter>").shows("Late-cancelled 山田 花子").shows("60 l");
    robin.keys("g tue <enter>").click_on("Maria").keys("x <enter>").shows("Cancelled Maria Smith").shows("60 x Maria Smith");
}

#[test]
fn the_practice_is_never_late_and_to_rebook_waits_for_a_new_time() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin.keys("x <right> <tab> flood <enter>").shows("Cancelled 山田 花子").shows("flood").keys("<backspace>").shows("60 · 山田 花子");
    robin.keys("x <right> <right> <tab> flood <enter>").shows("To rebook: 山田 花子").shows("2 to rebook");
    robin.keys("m g").types("wed 10:30").keys("<enter> <enter>").shows("Wed 25 Nov 10:30").shows("60 · 山田 花子");
}

#[test]
fn what_has_begun_is_not_cancelled() {
    let scene = Scene::week();
    let mut robin = at_hanako(&scene);
    robin.keys("s x").shows("It is in session already. Step back first").shows_not("Cancel 山田");
}

#[test]
fn a_cancelled_one_comes_back_into_a_taken_time_only_with_a_reason() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").click_on("Maria").keys("x <enter>").shows("Cancelled Maria Smith");
    robin.keys("b john <enter>").types("tue 11:30").click_on("Therapist").types("dana").keys("<enter>").shows("Booked John Smith");
    robin
        .click_on("Maria Smith")
        .keys("<backspace>")
        .shows("✗ Dana has John Smith 11:30–12:30")
        .shows("because")
        .types("twins")
        .keys("<enter>");
    robin.shows("Back in the book: Maria Smith").shows("60 · Maria Smith").shows("60 · John Smith");
}

#[test]
fn a_refused_undo_asks_for_no_reason() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").click_on("Maria").keys("x <enter>").shows("Cancelled Maria Smith");
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b john <enter>").types("tue 11:30").click_on("Therapist").types("dana").keys("<enter>").shows("Booked John Smith");
    robin.idle().keys("u").shows_not("because").shows("Dana has John Smith");
}

#[test]
fn nobody_arrives_on_another_day() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").click_on("Maria Smith").keys("a").shows("It is on Tue 24 Nov: a client arrives on the day itself.");
}

#[test]
fn what_a_cancellation_will_be_noted_as_is_said_before() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g wed <enter> b maria <enter>").types("wed 15:00").keys("<enter> x").shows("↵ notes it as cancelled");
    robin.keys("<right> <right>").shows("↵ notes it as to rebook");
}

#[test]
fn a_reason_typed_at_once_is_the_reason() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b tom <enter>").types("wed 15:00").keys("<enter>").shows("Booked Tom Okafor").keys("g wed <enter>").click_on("Tom Okafor");
    robin.keys("x").types("lost his keys").keys("<enter>").shows("ancelled Tom Okafor, Wed 25 Nov 15:00").shows("lost his keys");
}
