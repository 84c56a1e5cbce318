//! Treatment plans: opened, changed, held, looked at again, and followed by another.
use knotbook::domain::book::status::Status;
use knotbook::domain::care::finding::Nrs;
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::care::plan::{Outcome, Plan, PlanState};
use knotbook::domain::change::{Change, Edit, PracticeChange};
use knotbook::domain::practice::PracticeField;

use crate::person::{Person, read_keys};
use crate::plan_scene::{CARE_SECRETS, Care, sign};
use crate::practice::{DANA, DESK, OLIVE, R1, assert_sound, at, booking, date, dump, raw, slot};

fn plans(person: &Person, care: &Care) -> Vec<Plan> {
    person.store().plans(care.maria).expect("her plans")
}

#[test]
fn a_plan_is_opened_from_a_template_and_stands_on_the_card() {
    let care = Care::without_plan();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t").shows("No plan yet. n opens the first one");
    dana.keys("n").types("headaches at the desk").keys("<tab> <tab> 2 <tab> <tab> course");
    dana.shows("weekly, 8 visits, check after 4").shows("pain before the last session: 4, 10 Nov");
    dana.keys("<c-s>").shows("Opened a plan for Maria Smith").shows("none of 8 yet");
    let plan = plans(&dana, &care).remove(0);
    assert_eq!((plan.terms.visits, plan.terms.reassess, plan.terms.state), (Some(8), 4, PlanState::Active));
    assert_eq!((plan.terms.baseline, plan.terms.goal_pain), (Nrs::new(4), Nrs::new(2)), "proposed from the last pain before");
    dana.keys("<esc>").shows("plan: headaches at the desk").shows("check after 4 more sessions");
    dana.keys("u").shows("Took back").shows_not("plan: ");
}

#[test]
fn a_form_says_what_it_cannot_read_and_is_not_lost_by_one_esc() {
    let care = Care::without_plan();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t n <c-s>").shows("A plan needs a word for what the client comes for");
    dana.keys("neck <tab> <tab> 12 <c-s>").shows("Pain is a whole number from 0 to 10");
    dana.keys("<esc>").shows("This is not saved yet").keys("<esc>").shows("No plan yet");
}

#[test]
fn a_course_of_eight_makes_the_plan_and_its_standing_appointment_and_one_undo_takes_both() {
    let care = Care::without_plan();
    let file = raw(&care.place.file());
    let before = dump(&file);
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t n").types("headaches").keys("<tab> <tab> <tab> <tab> course <c-r>");
    dana.shows("The visits of the plan: headaches").shows("weekly x8").keys("tue <space> 10:30 <enter>");
    dana.shows("8 wanted").keys("<c-s>").shows("Opened a plan for Maria Smith and made");
    dana.shows("Plans of Maria Smith · 1 open")
        .shows("Standing appointment: every week on Tuesday at 10:30, 8 times, next Tue 24 Nov 10:30");
    let plan = plans(&dana, &care).remove(0);
    let standing = dana.store().standing(Some(care.maria), dana.app.now).expect("a list");
    assert_eq!((plan.terms.series, standing[0].to_come), (Some(standing[0].series.id), 8));
    // The desk reads what was booked, and not what for.
    let mut robin = Person::at(&care.place, DESK);
    robin
        .keys(":")
        .types("history")
        .keys("<enter>")
        .shows("Made a standing appointment for Maria Smith")
        .shows_not("Opened")
        .shows_not("headaches");
    dana.keys("u").shows("Took back").shows("No plan yet");
    assert_eq!(dump(&file), before);
    assert_sound(dana.store(), &file);
}

#[test]
fn twice_a_week_asks_on_which_days() {
    let care = Care::without_plan();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t n").types("low back").keys("<tab> <tab> <tab> <tab> acute <c-r>");
    dana.shows("It comes twice a week: say in Repeats on which days").keys("tue <space> 10:30 <enter>");
    dana.shows("The visits of the plan repeat (twice a week)");
    dana.keys("<tab>").types("tue and thu x6").keys("<enter> <c-s>").shows("Opened a plan for Maria Smith and made");
}

#[test]
fn leaving_the_booking_goes_back_to_the_plan_as_it_was_typed() {
    let care = Care::without_plan();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t n").types("headaches").keys("<c-r> tue <esc>").shows("New plan: Maria Smith").shows("headaches");
    dana.keys("<c-r> <f4>").shows("This is not saved yet");
}

#[test]
fn a_plan_is_held_goes_on_and_is_completed_and_each_can_be_taken_back() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t p").shows("on hold").shows_not("reassessment due");
    dana.keys("p").shows("This plan is on hold already.").keys("a").shows("reassessment due");
    dana.keys("d").shows("completed 23 Nov").shows("0 open, 1 closed");
    assert_eq!(plans(&dana, &care)[0].closed, Some(date("2026-11-23")));
    dana.keys("r").shows("This plan is closed").keys("u").shows("visit 5 of 8");
    dana.keys("x").shows("stopped 23 Nov").keys("f").shows("referred out 23 Nov").keys("a").shows("1 open, 0 closed");
    assert_eq!(plans(&dana, &care)[0].closed, None);
}

#[test]
fn fields_of_a_plan_are_changed_and_a_standing_appointment_is_linked() {
    let mut care = Care::new();
    crate::scene::stand(&mut care.place, care.maria, DANA, "FREQ=WEEKLY;COUNT=3", "2026-11-24 10:30");
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t e <s-tab> <right>").shows("‹every week on Tuesday at 10:30, 3 times›");
    dana.keys("<c-s>").shows("Changed").shows("Standing appointment: every week on Tuesday at 10:30, 3 times");
    assert!(plans(&dana, &care)[0].terms.series.is_some());
    dana.keys("e <c-s>").shows("Nothing was changed.");
}

#[test]
fn a_reassessment_says_what_was_compared_and_decides_nothing_by_itself() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter>").shows("reassessment due").keys("t r");
    dana.shows("7 → 4.5, 12 Oct to 10 Nov, 5 visits, 36 %: improved").shows("The therapist").shows("suggested");
    dana.keys("<enter>").shows("Choose what follows");
    dana.keys("<down>").types("better on most days").keys("<enter>").shows("Looked at the plan of Maria Smith again: continue");
    dana.shows("Looked at 23 Nov: continue (better on most days)").shows("check after 3 more sessions").shows_not("Reassessment due");
    let record = dana.store().record(care.maria, dana.app.now).expect("a read").expect("hers");
    assert!(record.reassessments[0].1.compared.as_str().starts_with("7 → 4.5"), "{:?}", record.reassessments);
    dana.keys("u").shows("Reassessment due");
}

#[test]
fn another_modality_closes_the_plan_and_opens_the_next_with_its_link() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t r <down> <down> <down> <down> <enter>").shows("the next plan, because of “change modality”");
    dana.types("deep tissue")
        .keys("<c-s>")
        .shows("1 open, 1 closed")
        .shows("Follows headaches at the desk, trigger point (changed 23 Nov)");
    dana.keys("<down>").shows("Followed by headaches at the desk, deep tissue").shows("Looked at 23 Nov: change modality");
    let all = plans(&dana, &care);
    assert_eq!((all[0].terms.follows, all[0].terms.modality.as_str()), (Some(all[1].id), "deep tissue"));
    assert_eq!((all[0].terms.baseline, all[1].outcome), (Nrs::new(4), Some(Outcome::ChangeModality)));
    dana.keys("u").shows("1 open, 0 closed");
    assert_eq!(plans(&dana, &care).len(), 1);
}

#[test]
fn a_taper_begins_with_its_template() {
    let care = Care::new();
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t r <down> <down> <enter>").shows("every 2 weeks, 3 visits, check after 3");
    dana.keys("<esc>").shows("This is not saved yet").keys("<esc>").shows("Look at a plan again").keys("<esc>").shows("1 open, 0 closed");
}

#[test]
fn a_missed_visit_counts_where_the_practice_says_so() {
    let mut care = Care::new();
    let missed = crate::scene::book(&mut care.place, care.maria, DANA, crate::practice::R1, "2026-11-17 10:00");
    crate::scene::step(&mut care.place, missed, Status::Booked, Status::NoShow, "2026-11-17 11:00");
    let mut olive = Person::at(&care.place, DANA);
    let first = olive.keys("/ maria <enter> t").row_with("headaches");
    assert!(first.contains("visit 5 of 8"), "{first}");
    let seen = care.place.store.directory().expect("a read").expect("a practice").practice.missed_count;
    let counts = Change::Practice(PracticeChange::Edit(vec![PracticeField::MissedCount(Edit { seen, new: !seen })]));
    care.place.store.view_as(care.place.store.directory().expect("a read").expect("a practice").staff(OLIVE).expect("Olive").viewer());
    care.place.apply(&counts, OLIVE).expect("the setting");
    let second = olive.idle().row_with("headaches");
    assert!(second.contains("visit 6 of 8"), "{second}");
}

#[test]
fn the_desk_and_an_owner_who_does_not_treat_see_nothing_of_it() {
    let care = Care::new();
    for who in [DESK, OLIVE] {
        for way in ["/ maria <enter> t", "/ maria <enter> g", "/ maria <enter> : plans <enter>", ": history <enter>", "/ maria <enter> h"] {
            let mut person = Person::at(&care.place, who);
            for key in read_keys(way) {
                person.key(key);
                let screen = person.screen();
                for secret in CARE_SECRETS {
                    assert!(!screen.contains(secret), "{who:?} reads “{secret}” after {way}:\n{screen}");
                }
            }
        }
    }
    Person::at(&care.place, DESK).keys("/ maria <enter> t").shows("Plans and progress are read by those who treat");
}

#[test]
fn whoever_books_is_told_that_the_plan_has_its_sessions_already() {
    const FULL: &str = "the plan already has its 8 sessions";
    let mut care = Care::new();
    let mut booked = Vec::new();
    for day in ["2026-11-24", "2026-12-01", "2026-12-08"] {
        let mut lee = Person::at(&care.place, DESK);
        lee.keys("/ maria <enter> b").shows("Maria Smith").shows_not("already has its");
        booked.push(crate::scene::book(&mut care.place, care.maria, DANA, crate::practice::R1, &format!("{day} 15:00")));
    }
    let mut lee = Person::at(&care.place, DESK);
    let screen = lee.keys("/ maria <enter> b").shows(FULL).screen();
    assert!(CARE_SECRETS.iter().all(|secret| !screen.contains(secret)), "{screen}");
    // Told, and in nobody's way; one that is moved is counted already.
    lee.keys("<down> <enter>").shows("Booked Maria Smith");
    Person::at(&care.place, DESK).keys("/ maria <enter> m").shows("MOVING").shows_not(FULL).keys("<esc> e").shows("11:45").shows_not(FULL);
    let said = care.place.knotbook("book smith fri 16:00 @dana").done();
    assert!(said.ends_with(&format!("\n  {FULL}\n")), "{said}");
    let upcoming = care.place.store.client(care.maria, at("2026-11-23 09:05")).expect("a read").expect("her card").upcoming;
    for other in upcoming.iter().filter(|other| !booked.contains(&other.id)).map(|other| other.id).chain([booked[0]]) {
        crate::scene::step(&mut care.place, other, Status::Booked, Status::Cancelled, "2026-11-23 09:05");
    }
    Person::at(&care.place, DESK).keys("/ maria <enter> b").shows("Maria Smith").shows_not("already has its");
}

#[test]
fn where_nothing_got_better_red_flags_are_asked_about() {
    let mut care = Care::new();
    Person::at(&care.place, DANA).keys("/ maria <enter> t r").shows("Look at a plan again").shows_not("red flags");
    for day in ["2026-11-17", "2026-11-19"] {
        let change = booking(care.maria, slot(DANA, R1, &format!("{day} 10:00")));
        let id = care.place.apply(&change, DESK).expect("a booking").appointment.expect("its id");
        sign(&mut care.place, NoteOf::Session(id), "nrs 7>6");
    }
    care.place.apply(&booking(care.maria, slot(DANA, R1, "2026-11-23 10:00")), DESK).expect("a booking");
    let mut dana = Person::at(&care.place, DANA);
    dana.keys("/ maria <enter> t r")
        .shows("Ask about red flags: numbness in the saddle area")
        .shows("The goal of 2 is not met")
        .size(120, 36)
        .shows("progressive weakness");
    // The plan is due for its look: the client is asked at arrival too.
    Person::at(&care.place, DANA).click_on("Maria").keys("a a").shows("Red flags?").shows("no improvement in a month");
}
