//! Notes, plans and answers in the file.
use knotbook::domain::book::status::Status;
use knotbook::domain::care::arrival::Answers;
use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::finding::Nrs;
use knotbook::domain::care::note::{Keep, Kept, NoteOf, Written};
use knotbook::domain::care::plan::{PlanField, PlanState};
use knotbook::domain::care::visit::CountsFor;
use knotbook::domain::change::{Applied, Change, Edit, Stamp};
use knotbook::domain::ids::{AppointmentId, ClientId, PlanId, StaffId};
use knotbook::domain::practice::history::HistoryOf;
use knotbook::domain::practice::role::{Role, Viewer};
use knotbook::store::Error;

use crate::practice::{DANA, DESK, Place, R1, assert_sound, at, booking, date, now, raw, slot};

const THERAPIST: Viewer = Viewer { staff: Some(DANA), role: Role::Therapist, treats: true };

pub(crate) fn session(place: &mut Place) -> (ClientId, AppointmentId) {
    let maria = place.client("Maria Smith", "555-0134");
    let applied = place.apply(&booking(maria, slot(DANA, R1, "2026-11-23 09:00")), DESK).expect("a booking");
    place.store.view_as(THERAPIST);
    (maria, applied.appointment.expect("its id"))
}

pub(crate) fn stamp(by: StaffId) -> Stamp {
    Stamp { at: now(), by: Some(by) }
}

pub(crate) fn written(lines: &str) -> Written {
    Written { lines: knotbook::domain::text::Clean::text(lines), ..Written::default() }
}

pub(crate) fn sign(place: &mut Place, of: NoteOf, lines: &str) -> Result<Applied, Error> {
    let signing = Signing { of, written: written(lines), at: None };
    place.apply(&Change::Care(CareChange::Sign(Box::new(signing))), DANA)
}

#[test]
fn a_signed_note_completes_its_session_and_stays() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    let of = NoteOf::Session(id);
    let lines = "L utrap 7>3 @temple ic60\nnrs 6>3\nnext recheck L infra\nalert care bruises easily";
    assert_eq!(place.store.keep_note(&Keep::first(of, written(lines)), "here", stamp(DANA)).expect("kept"), Kept::Yes);
    sign(&mut place, of, lines).expect("a signed note");
    assert_eq!(place.store.appointment(id).expect("a read").expect("it").status, Status::Done);
    assert_eq!(place.store.note_draft(of).expect("a read"), None);
    let notes = place.store.notes(maria, false).expect("notes");
    assert_eq!(notes[0].written.lines.as_str(), lines);
    assert_eq!((notes[0].before, notes[0].after), (Nrs::new(6), Nrs::new(3)));
    assert_eq!(place.store.alerts(maria).expect("alerts").len(), 1);
    for sql in ["UPDATE note SET lines = ''", "DELETE FROM note", "INSERT OR REPLACE INTO note SELECT * FROM note"] {
        let refused = raw(&place.file()).execute_batch(&format!("PRAGMA recursive_triggers = ON; {sql}"));
        assert!(refused.expect_err(sql).to_string().contains("a signed note stays"), "{sql}");
    }
    let why = place.store.undo(stamp(DANA)).expect_err("nothing of hers but the note");
    assert!(matches!(why, Error::Refused(_)), "{why}");
    assert!(sign(&mut place, of, "nrs 1").expect_err("a second one").to_string().contains("has a note already"));
}

#[test]
fn what_cannot_be_signed_says_why() {
    let mut place = Place::hollis();
    let (_, id) = session(&mut place);
    let of = NoteOf::Session(id);
    for (lines, why) in [
        ("", "The note is empty"),
        ("L utrap 7>3\nL glut 5>3", "Line 2:"),
        ("^ L utrap ?>? @temple ic", "1 carried-forward line is still without a value"),
        ("L gmax 5>3", "A sensitive place was treated (gmax)"),
    ] {
        let refused = sign(&mut place, of, lines).expect_err(lines).to_string();
        assert!(refused.contains(why), "{lines}: {refused}");
    }
    sign(&mut place, of, "L gmax 5>3\nok buttock asked, said yes").expect("with its ok line");
}

#[test]
fn what_was_added_is_found_whatever_way_the_note_was_typed() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    sign(&mut place, NoteOf::Session(id), "nrs6>3").expect("a note");
    let note = place.store.notes(maria, false).expect("notes")[0].id;
    let added = CareChange::Amend { note, text: "dizzy afterwards".into(), why: "she rang".into() };
    place.apply(&Change::Care(added), DANA).expect("added, in a file with this note alone");
    assert_eq!(place.store.find_notes("dizzy", 10).expect("a search").len(), 1);
    assert_sound(&place.store, &raw(&place.file()));
}

#[test]
fn a_note_says_for_which_plan_it_counts_or_for_none() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    sign(&mut place, NoteOf::Session(id), "nrs 6\nplan 1/w x6").expect("a note that opens a plan");
    let plan = place.store.plans(maria).expect("plans")[0].id;
    let signs = |place: &mut Place, plan| {
        let written = Written { plan, ..written("nrs 5") };
        let signing = Signing { of: NoteOf::Visit(maria), written, at: None };
        place.apply(&Change::Care(CareChange::Sign(Box::new(signing))), DANA).expect("a note");
    };
    let counted = |place: &Place| {
        let record = place.store.record(maria, at("2026-11-23 12:00")).expect("a read").expect("hers");
        (record.used(plan, at("2026-11-23 12:00")), record.told(Some(plan)).len())
    };
    signs(&mut place, CountsFor::NoPlan);
    assert_eq!(counted(&place), (1, 1), "for none");
    signs(&mut place, CountsFor::Usual);
    assert_eq!(counted(&place), (2, 2), "nothing said");
    // A plan whose opening was taken back is as if nothing were said.
    signs(&mut place, CountsFor::Plan(PlanId(99)));
    assert_eq!(counted(&place), (3, 3), "a plan that is not there");
    let held = Edit { seen: PlanState::Active, new: PlanState::OnHold };
    let change = CareChange::EditPlan { id: plan, fields: vec![PlanField::State(held)] };
    place.apply(&Change::Care(change), DANA).expect("on hold");
    assert_eq!(counted(&place), (3, 3), "what was before the hold");
    let (later, when) = (Stamp { at: now() + chrono::TimeDelta::days(2), by: Some(DANA) }, at("2026-11-25 12:00"));
    let signing = Signing { of: NoteOf::Visit(maria), written: written("nrs 5"), at: None };
    place.store.apply(&Change::Care(CareChange::Sign(Box::new(signing))), later).expect("a note while it is on hold");
    let record = place.store.record(maria, when).expect("a read").expect("hers");
    assert_eq!((record.used(plan, when), record.told(Some(plan)).len()), (3, 3), "what is since");
}

#[test]
fn a_visit_that_was_never_booked_counts_for_its_plan() {
    let mut place = Place::hollis();
    let (maria, _) = session(&mut place);
    sign(&mut place, NoteOf::Visit(maria), "nrs 6\nplan 1/w x6").expect("a note of its own");
    let record = place.store.record(maria, at("2026-11-23 12:00")).expect("a read").expect("her record");
    let plan = record.plans[0].id;
    // The session at nine is booked, the visit was made.
    let used = knotbook::domain::care::visit::used(&record.plans, plan, &record.visits, at("2026-11-23 12:00"), false);
    assert_eq!((used, record.told(Some(plan)).len()), (2, 1));
}

#[test]
fn visits_that_were_never_booked_count_once_towards_the_next_look_at_a_plan() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    for (visits, lines) in ["nrs 6\nplan 1/w x6 re@3", "nrs 6", "nrs 5"].into_iter().enumerate() {
        let now = at("2026-11-23 12:00");
        let record = place.store.record(maria, now).expect("a read").expect("her record");
        assert_eq!(record.plans.first().and_then(|plan| record.due(plan, now)), None, "after {visits}");
        sign(&mut place, NoteOf::Visit(maria), lines).expect("a note of its own");
        let glance = place.store.glance(id).expect("a read").expect("hers");
        let record = place.store.record(maria, now).expect("a read").expect("her record");
        let (plan, seen) = (&record.plans[0], record.due(&record.plans[0], now));
        assert_eq!(glance.due(now).into_iter().find(|(of, _)| of.id == plan.id).map(|(_, due)| due), seen, "after {}", visits + 1);
        assert_eq!(seen.is_some(), visits == 2, "after {}: {seen:?}", visits + 1);
    }
}

#[test]
fn words_regions_and_muscles_find_notes_and_the_desk_finds_none() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    sign(&mut place, NoteOf::Session(id), "L utrap 7>3 @temple ic60\ns: woke at four again").expect("a note");
    for typed in ["temple", "trapez", "woke", "four wo", "utrap", "compression"] {
        let found = place.store.find_notes(typed, 10).expect(typed);
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0].client, maria);
    }
    assert!(place.store.find_notes("compressed", 10).expect("none").is_empty());
    // The line that says most of the words, not the first that has the last one.
    sign(&mut place, NoteOf::Visit(maria), "R lev 5>3 @shf\nnext left side first\nL infra 8>5 @shf").expect("a note");
    for (typed, line) in [("left shoulder", "L infra 8>5 @shf"), ("right should", "R lev 5>3 @shf"), ("left side", "next left side first")]
    {
        assert_eq!(place.store.find_notes(typed, 10).expect(typed)[0].excerpt, line, "{typed}");
    }
    place.store.view_as(Viewer { staff: Some(DESK), role: Role::Desk, treats: false });
    assert!(place.store.find_notes("temple", 10).expect("none").is_empty());
    assert!(place.store.notes(maria, false).is_err());
    assert!(place.store.day_care(date("2026-11-23"), at("2026-11-23 12:00")).expect("nothing").is_empty());
    let answer = CareChange::Answer { appointment: id, seen: None, new: Answers::default() };
    assert!(place.apply(&Change::Care(answer), DESK).is_err());
}

#[test]
fn what_was_added_is_found_and_the_desk_reads_nothing_of_what_was_decided() {
    let mut place = Place::hollis();
    let (maria, id) = session(&mut place);
    sign(&mut place, NoteOf::Session(id), "L utrap 7>3").expect("a note");
    let note = place.store.notes(maria, false).expect("notes")[0].id;
    for text in ["zebra stripes", "and a giraffe"] {
        let amend = CareChange::Amend { note, text: text.into(), why: "left out".into() };
        place.apply(&Change::Care(amend), DANA).expect("added");
    }
    for word in ["zebra", "giraffe", "utrap"] {
        assert_eq!(place.store.find_notes(word, 10).expect("notes").len(), 1, "{word}");
    }
    let history = |place: &Place| {
        let lines = place.store.history(HistoryOf::Client(maria), None, 20, now()).expect("the history");
        lines.into_iter().map(|line| line.words).collect::<Vec<_>>().join("\n")
    };
    assert!(history(&place).contains("Signed the note of Maria Smith"));
    place.store.view_as(Viewer { staff: Some(DESK), role: Role::Desk, treats: false });
    assert!(!history(&place).contains("Signed") && history(&place).contains("Wrote in the notes or plans of Maria Smith"));
}
