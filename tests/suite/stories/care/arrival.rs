//! Five questions at arrival.
use knotbook::domain::care::arrival::{HomeCare, Soreness};

use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

/// Łukasz, who is here.
fn of_lukasz(person: &Person) -> Option<knotbook::domain::care::arrival::Answers> {
    let day = person.store().day(crate::practice::date("2026-11-23")).expect("a day");
    let id = day.entries.iter().find(|entry| entry.appointment.client_name.as_str().contains("Zieliński")).expect("him").appointment.id;
    person.store().answers(id).expect("a read")
}

#[test]
fn five_keys_answer_five_questions_and_one_more_saves() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a").shows("Health unchanged?").shows("home care: doorway stretch").keys("y 5 3 a p").shows("partly").keys("<enter>");
    dana.shows("today: health unchanged · pain 5 · relief 3 days · sore a day");
    let answers = of_lukasz(&dana).expect("answers");
    assert_eq!((answers.unchanged, answers.pain.map(knotbook::domain::care::finding::Nrs::get)), (Some(true), Some(5)));
    assert_eq!((answers.relief_days, answers.sore, answers.home_care), (Some(3), Some(Soreness::Short), Some(HomeCare::Partly)));
    dana.keys("<space>").shows("today: health unchanged").keys("<esc> u").shows("a asks: health unchanged?");
    assert_eq!(of_lukasz(&dana), None);
}

#[test]
fn every_question_can_be_left_out_and_asked_again_later() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a <enter> 1 0 <enter> <enter> <enter>").shows("today: pain 10");
    dana.keys("s d a <down> <backspace> <c-s>").shows_not("pain 10");
    dana.keys("a <enter> 7 <c-s>").shows("today: pain 7").keys("a <c-s>").shows("Nothing was answered or changed");
    dana.keys("a 7").shows("Health unchanged? y yes · n no").keys("y <esc>").shows("not saved yet").keys("<esc>").shows("today: pain 7");
}

#[test]
fn half_a_point_runs_over_into_no_other_answer() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a y 4 .")
        .shows("Whole numbers only: pain 4 is kept")
        .keys("5")
        .shows("pain 4 is kept")
        .keys("3 , 5")
        .shows("3 days is kept");
    dana.keys("<backspace> 2 <c-s>").shows("today: health unchanged · pain 4 · relief 2 days");
    dana.keys("a <down> 1 <c-u> 0 <c-s>").shows("pain 0");
}

#[test]
fn what_is_answered_before_the_file_says_anything_stands() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a y 4 <c-s>")
        .shows("pain 4")
        .keys_at_once("a <down> 6 2")
        .keys("<c-s>")
        .shows("today: health unchanged · pain 6 · relief 2 days");
}

#[test]
fn a_number_that_is_told_anew_takes_the_place_of_the_old_one() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a <enter> 6 6 <c-s>").shows("relief 6 days").keys("a <enter> <enter> 7 <c-s>").shows("relief 7 days");
    dana.keys("a <enter> 1 1").shows("Pain is counted from 0 to 10; 11 is not among them");
}

#[test]
fn changed_health_asks_what_has_changed() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a n").shows("What has changed?").types("new tablets, dizzy").keys("<enter> 4 <c-s>");
    dana.shows("today: health changed: new tablets, dizzy · pain 4").keys("a y").shows_not("What has changed?").keys("<c-s>");
    dana.shows("today: health unchanged · pain 4");
}

#[test]
fn a_click_answers_too_and_a_relief_that_is_too_long_is_refused() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a").click_on("y yes").click_on("How long did").keys("999").shows("up to 366").click_on("l longer").keys("<c-s>");
    dana.shows("relief 99 days · sore longer");
}

#[test]
fn for_the_front_desk_a_stays_what_it_is() {
    let scene = Scene::cared();
    let mut robin = Person::at(&scene.place, DESK);
    robin.shows_not("asks: health").keys("a").shows_not("Health unchanged").shows("Łukasz Zieliński: ");
    robin.click_on("花子").keys("a").shows("Arrived: 山田 花子").keys("a").shows_not("Health unchanged");
}

#[test]
fn two_who_ask_at_once_do_not_write_over_one_another() {
    let scene = Scene::cared();
    let (mut dana, mut lee) = (Person::at(&scene.place, DANA), Person::at(&scene.place, crate::practice::LEE));
    dana.keys("a y");
    lee.keys("a <enter> 3 <c-s>").shows("today: pain 3");
    dana.keys("<c-s>").shows("answers at arrival").shows("Health unchanged?");
}

#[test]
fn what_was_answered_stands_above_the_note_also_beneath_an_alert() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("o a").types("apixaban since the spring, bruises at a touch").keys("<tab>").types("no deep pressure").keys("<c-s> <esc>");
    dana.keys("a n").types("new tablets, dizzy").keys("<enter> 4 <c-s>").shows("today: health changed: new tablets, dizzy · pain 4");
    dana.size(80, 24).keys("w").shows("apixaban").shows("today: health changed: new tablets, dizzy · pain 4").shows("next:");
}

#[test]
fn red_flags_are_asked_about_before_the_first_session_and_lead_on_to_the_alert() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("a").shows_not("Red flags?").keys("<esc>").click_on("花子").keys("a").shows("Arrived").keys("a").shows("Red flags?");
    dana.shows("red flags: numbness in the saddle area · bladder or bowel change")
        .keys("<enter> 6 <down> <down> <down>")
        .shows("y yes, one");
    dana.keys("y <c-s>").shows("New alert: 山田 花子").shows("doctor first").types("we").shows("progressive weakness");
    dana.keys("<down> <down>").shows("unexplained weight loss").keys("<enter> <c-s>").shows("Added an alert");
    dana.keys("<space>").shows("! unexplained weight loss: doctor first").shows("today: red flag told at arrival · pain 6");
    // It was told once; who changes another answer is not led there again.
    dana.keys("<esc> a <enter> 5 <c-s>").shows("today: red flag told at arrival · pain 5").shows_not("New alert");
    dana.keys("a <down> <down> <down> <down> <down> <backspace> <c-s>").shows("today: pain 5");
    dana.keys("a <down> <down> <down> <down> <down> n").shows("none").keys("<c-s>");
    dana.shows("today: pain 5 · red flags asked: none");
}

#[test]
fn the_red_flags_asked_about_are_the_practices_own() {
    let scene = Scene::cared();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(":").types("settings alerts").keys("<enter> n <up> <right> <right> <down>").types("pain that wakes at four").keys("<c-s>");
    dana.shows("red flag pain that wakes at four").shows("doctor first").click_on("constant night pain").keys("<del>").shows("Archived");
    dana.keys("1").click_on("花子").keys("a a").shows("pain that wakes at four").shows_not("constant night pain");
}
