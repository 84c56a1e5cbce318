//! Hollis Street with a client in treatment: Maria's headaches over five sessions, with a plan of eight.
use knotbook::domain::care::arrival::Answers;
use knotbook::domain::care::change::{CareChange, Signing};
use knotbook::domain::care::finding::Nrs;
use knotbook::domain::care::line::{Cadence, Every};
use knotbook::domain::care::note::{NoteOf, Written};
use knotbook::domain::care::plan::{NewPlan, PlanState};
use knotbook::domain::change::Change;
use knotbook::domain::ids::ClientId;
use knotbook::domain::text::Clean;

use crate::practice::DESK;
use crate::practice::{DANA, Place, R1, booking, date, slot};

/// A word of her care that nobody at the desk may ever read.
pub(crate) const CARE_SECRETS: [&str; 4] = ["headaches at the desk", "deep tissue", "temple", "reassessment"];

pub(crate) struct Care {
    pub(crate) place: Place,
    pub(crate) maria: ClientId,
}

/// Each session's day, its lines, and the days that the relief before it had lasted.
const SESSIONS: [(&str, &str, Option<u32>); 5] = [
    ("2026-10-13", "L utrap 7>5 @temple ic60\nR lev 6>4\nL infra 8>6 @shf\nnrs 7>4\nndi 24\nrom cx rot L 45>60\npsfs1 4", None),
    ("2026-10-20", "L utrap 6>4 @temple ic60\nR lev 5>3\nL infra 7>5\nnrs 6>3\nrom cx rot L 50>62", Some(2)),
    ("2026-10-27", "L utrap 5>2 @temple\nL infra 6>3\npost sore for a day", Some(3)),
    ("2026-11-03", "L utrap 0>0\nR lev 3>1\nL infra 5>3\nnrs 5>3\nndi 15\npsfs1 6", Some(4)),
    ("2026-11-10", "L utrap 0>0\nL infra 4>2 @shf\nnrs 4>2\nndi 13\nrom cx rot L 62>70\npsfs1 7\nnext recheck L infra", Some(5)),
];

pub(crate) fn plan(client: ClientId) -> NewPlan {
    NewPlan {
        client,
        complaint: "headaches at the desk".into(),
        goal: "a day at the desk without pain".into(),
        goal_pain: Nrs::new(2),
        modality: "trigger point".into(),
        visits: Some(8),
        cadence: Cadence { times: 1, every: Every::Week },
        minutes: Some(60),
        reassess: 4,
        baseline: Nrs::new(7),
        state: PlanState::Active,
        opened: date("2026-10-12"),
        series: None,
        follows: None,
    }
}

pub(crate) fn sign(place: &mut Place, of: NoteOf, lines: &str) {
    let written = Written { lines: Clean::text(lines), ..Written::default() };
    place.apply(&Change::Care(CareChange::Sign(Box::new(Signing { of, written, at: None }))), DANA).expect("a signed note");
}

impl Care {
    pub(crate) fn new() -> Self {
        let mut care = Self::without_plan();
        let change = CareChange::OpenPlan(Box::new(plan(care.maria)));
        care.place.apply(&Change::Care(change), DANA).expect("a plan");
        care
    }

    /// The same sessions, and nobody has planned anything.
    pub(crate) fn without_plan() -> Self {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "555-0134");
        for (day, lines, relief_days) in SESSIONS {
            let change = booking(maria, slot(DANA, R1, &format!("{day} 10:00")));
            let id = place.apply(&change, DESK).expect("a booking").appointment.expect("its id");
            if relief_days.is_some() {
                let new = Answers { relief_days, ..Answers::default() };
                place.apply(&Change::Care(CareChange::Answer { appointment: id, seen: None, new }), DANA).expect("answers");
            }
            sign(&mut place, NoteOf::Session(id), lines);
        }
        Self { place, maria }
    }
}
