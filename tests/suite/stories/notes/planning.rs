//! What a note has to do with the client's plans, and what signing does besides.
use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::line::{Cadence, Every};
use knotbook::domain::care::note::{NoteOf, Written};
use knotbook::domain::care::plan::{NewPlan, PlanState};
use knotbook::domain::care::visit::CountsFor;
use knotbook::domain::change::Change;
use knotbook::domain::ids::{ClientId, PlanId};

use super::Session;
use crate::person::Person;
use crate::practice::{DANA, R1, booking, date, slot};

fn open_plan(session: &mut Session, complaint: &str, opened: &str) -> PlanId {
    let client = session.place.store.appointment(session.today).expect("a read").expect("it").client;
    let plan = NewPlan {
        client,
        complaint: complaint.into(),
        goal: "".into(),
        goal_pain: None,
        modality: "".into(),
        visits: Some(8),
        cadence: Cadence { times: 1, every: Every::Week },
        minutes: None,
        reassess: 4,
        baseline: None,
        state: PlanState::Active,
        opened: date(opened),
        series: None,
        follows: None,
    };
    session.place.apply(&Change::Care(CareChange::OpenPlan(Box::new(plan))), DANA).expect("a plan");
    let plans = session.place.store.plans(client).expect("plans");
    plans.iter().find(|plan| plan.terms.complaint.as_str() == complaint).expect("it").id
}

#[test]
fn the_note_belongs_to_the_plan_its_session_counts_for_or_to_the_one_that_is_chosen() {
    let mut session = Session::first();
    let headaches = open_plan(&mut session, "headaches", "2026-11-16");
    let knee = open_plan(&mut session, "left knee", "2026-11-20");
    let mut dana = session.open(DANA);
    dana.shows("plan: headaches, visit 2 of 8").types("nrs 5>2").keys("<f9>").shows("It counts for the plan: headaches, visit 2 of 8");
    dana.keys("<esc> <c-p>").shows("belongs to no plan").keys("<c-p>").shows("plan: left knee").keys("<f9> <f9>").shows("Signed the note");
    let notes = dana.store().notes(ClientId(1), false).expect("notes");
    assert_eq!(notes[0].written.plan, CountsFor::Plan(knee));
    assert_ne!(headaches, knee);
}

#[test]
fn lines_are_brought_from_the_last_note_of_the_same_plan() {
    let mut session = Session::first();
    let headaches = open_plan(&mut session, "headaches", "2026-10-01");
    let knee = open_plan(&mut session, "left knee", "2026-10-02");
    for (day, plan, lines) in [
        ("2026-11-02", CountsFor::Plan(headaches), "L utrap 7>3 @temple ic"),
        ("2026-11-09", CountsFor::Plan(knee), "L vmed 5>2 @knf ic"),
        ("2026-11-20", CountsFor::NoPlan, "R infra 6>4 ic"),
    ] {
        let written = Written { lines: lines.into(), plan, ..Written::default() };
        let at = Some(date(day).and_time(chrono::NaiveTime::MIN));
        let signing = Signing { of: NoteOf::Visit(ClientId(1)), written, at };
        session.place.apply(&Change::Care(CareChange::Sign(Box::new(signing))), DANA).expect("a note");
    }
    let mut dana = session.open(DANA);
    dana.shows("plan: headaches").keys("<c-r>").shows("^ L utrap ?>?").shows("was 7>3, 2 Nov").keys("<c-x> <c-p>");
    dana.shows("belongs to no plan").keys("<c-r>").shows("^ R infra ?>?").shows_not("utrap ?>?").keys("<c-x> <c-p>");
    dana.shows("plan: left knee").keys("<c-r>").shows("^ L vmed ?>?").shows("was 5>2, 9 Nov").keys("<c-d> <esc>");
    let elbow = open_plan(&mut session, "elbow", "2026-11-21");
    assert_ne!(elbow, knee);
    let mut dana = Person::at(&session.place, DANA);
    dana.click_on("Maria Smith").keys("w <c-p> <c-p>").shows("plan: elbow").keys("<c-r>").shows("^ R infra ?>?");
}

#[test]
fn a_plan_line_opens_a_plan_or_changes_the_one_that_runs() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("nrs 5>2").keys("<enter>").types("plan 1/w x6 60m re@4").keys("<tab>").types("headaches at the desk").keys("<f9>");
    dana.shows("A plan is opened for “headaches at the desk”: once a week, 6 visits").keys("<f9>").shows("Signed the note");
    let plans = dana.store().plans(ClientId(1)).expect("plans");
    assert_eq!((plans.len(), plans[0].terms.visits), (1, Some(6)));
    let mut session = session;
    let later = session.place.apply(&booking(ClientId(1), slot(DANA, R1, "2026-11-23 14:00")), DANA).expect("a booking");
    assert!(later.appointment.is_some());
    let mut dana = Person::at(&session.place, DANA);
    dana.click_on("14:00").keys("w").shows("plan: headaches at the desk").types("plan 2/w x8").keys("<f9>");
    dana.shows("The plan “headaches at the desk” becomes: twice a week, 8 visits").shows("This session is still to come");
}

#[test]
fn an_alert_is_added_and_a_sensitive_place_wants_its_ok_line() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("L gmax 5>3").keys("<enter>").types("alert bruises easily").keys("<f9>").shows("A sensitive place was treated");
    dana.keys("<end> <enter>").types("ok buttock asked, said yes").keys("<f9>").shows("An alert is added, care: bruises easily");
    dana.shows("Pain of the whole session is not told").keys("<f9>").shows("Signed the note");
    assert_eq!(dana.store().alerts(ClientId(1)).expect("alerts").len(), 1);
}
