//! Acts on what concerns a client's care, by chance: those that can be taken back.
use knotbook::domain::book::rule::{End, Rule};
use knotbook::domain::book::series::Terms;
use knotbook::domain::book::series::act::{Fate, SeriesAct};
use knotbook::domain::book::series::plan;
use knotbook::domain::care::arrival::{Answers, HomeCare, Soreness};
use knotbook::domain::care::change::{CareChange, Reassessing};
use knotbook::domain::care::finding::Nrs;
use knotbook::domain::care::line::{Cadence, Every};
use knotbook::domain::care::plan::{NewPlan, Outcome, Plan, PlanField, PlanState};
use knotbook::domain::change::{Edit, Who};
use knotbook::domain::ids::{AppointmentId, ClientId, PlanId, SeriesId};
use knotbook::domain::text::Clean;

use super::acts::Play;
use crate::practice::{date, now};

/// The kinds of these acts; what is signed is none of them.
pub(super) fn kinds(change: &CareChange) -> Vec<String> {
    let one = |word: &str| vec![word.to_owned()];
    match change {
        CareChange::Sign(_) | CareChange::Amend { .. } | CareChange::StrikeOut { .. } => panic!("{change:?} cannot be taken back"),
        CareChange::Answer { seen, .. } => one(if seen.is_some() { "answered again" } else { "answered" }),
        CareChange::OpenPlan(_) => one("plan"),
        CareChange::Course { .. } => one("course"),
        CareChange::EditPlan { fields, .. } => fields.iter().map(|field| field_kind(field).to_owned()).collect(),
        CareChange::Reassess(looked) => one(if looked.next.is_some() { "reassessed, another follows" } else { "reassessed" }),
        CareChange::SetPhrase { seen, text, .. } => one(match (seen, text) {
            (_, None) => "phrase forgotten",
            (None, Some(_)) => "phrase",
            (Some(_), Some(_)) => "phrase changed",
        }),
    }
}

fn field_kind(field: &PlanField) -> &'static str {
    match field {
        PlanField::Complaint(_) => "plan complaint",
        PlanField::Goal(_) => "plan goal",
        PlanField::GoalPain(_) => "plan goal pain",
        PlanField::Modality(_) => "plan modality",
        PlanField::Visits(_) => "plan visits",
        PlanField::Cadence(_) => "plan cadence",
        PlanField::Minutes(_) => "plan minutes",
        PlanField::Reassess(_) => "plan reassess",
        PlanField::Baseline(_) => "plan baseline",
        PlanField::State(_) => "plan state",
        PlanField::Series(_) => "plan series",
    }
}

impl Play {
    pub(super) fn care(&mut self) -> Option<CareChange> {
        Some(match self.rng.u32(..10) {
            0 | 1 => self.answer()?,
            2 | 3 => CareChange::OpenPlan(Box::new(self.new_plan()?)),
            4 => self.course()?,
            5 | 6 => {
                let plan = self.plan()?;
                let fields = self.plan_fields(&plan)?;
                CareChange::EditPlan { id: plan.id, fields }
            }
            7 | 8 => self.reassessing()?,
            _ => self.phrase(),
        })
    }

    fn nrs(&mut self) -> Option<Nrs> {
        if self.rng.bool() { Nrs::new(self.rng.u8(0..=10)) } else { None }
    }

    fn answer(&mut self) -> Option<CareChange> {
        let ids = self.column("SELECT id FROM appointment");
        let appointment = AppointmentId(self.pick(&ids)?);
        let seen = self.place.store.answers(appointment).expect("a read");
        let new = Answers {
            unchanged: self.pick(&[None, Some(true), Some(false)])?,
            changed: self.words(),
            pain: self.nrs(),
            relief_days: self.pick(&[None, Some(0), Some(366)])?,
            sore: self.pick(&[None, Some(Soreness::Short), Some(Soreness::Long)])?,
            home_care: self.pick(&[None, Some(HomeCare::Partly), Some(HomeCare::No)])?,
            red_flags: self.pick(&[None, Some(true), Some(false)])?,
        };
        Some(CareChange::Answer { appointment, seen, new })
    }

    fn new_plan(&mut self) -> Option<NewPlan> {
        let client = self.client()?.id;
        Some(NewPlan {
            client,
            complaint: self.words(),
            goal: self.words(),
            goal_pain: self.nrs(),
            modality: "trigger point".into(),
            visits: self.pick(&[None, Some(1), Some(8)])?,
            cadence: Cadence { times: self.rng.u32(1..=3), every: self.pick(&Every::ALL)? },
            minutes: self.pick(&[None, Some(60)])?,
            reassess: self.rng.u32(1..=6),
            baseline: self.nrs(),
            state: self.pick(&[PlanState::Proposed, PlanState::Active])?,
            opened: date("2026-11-20"),
            series: None,
            follows: None,
        })
    }

    fn course(&mut self) -> Option<CareChange> {
        let plan = self.new_plan()?;
        let series = vec![self.standing(plan.client)?];
        Some(CareChange::Course { plan: Box::new(plan), series })
    }

    /// Four weekly dates; those that meet a conflict are skipped.
    fn standing(&mut self, client: ClientId) -> Option<SeriesAct> {
        let terms = Terms {
            client: Some(client),
            service: self.service()?,
            staff: self.therapist()?,
            room: None,
            minutes: 45,
            buffer: 0,
            rule: Rule::weekly(1, &[]).with_end(End::Count(4)),
            first: self.start() + chrono::TimeDelta::days(7),
            ended: None,
        };
        let at = self.place.store.local(now());
        let mut act = plan::make(Who::Known(client), terms, Clean::default(), at);
        let judged = self.place.store.review(&act.asked(), &act.leaving(), true, at).expect("a review");
        act.settle(&judged);
        for one in judged.iter().filter(|one| !one.conflicts.is_empty() || one.adopts.is_some()) {
            act.dates.iter_mut().find(|date| date.rule_date == one.rule_date).expect("its date").fate = Fate::Skip;
        }
        Some(act)
    }

    fn plan(&mut self) -> Option<Plan> {
        let ids = self.column("SELECT id FROM plan");
        let id = PlanId(self.pick(&ids)?);
        self.place.store.plan(id).expect("a read")
    }

    fn plan_fields(&mut self, plan: &Plan) -> Option<Vec<PlanField>> {
        let old = &plan.terms;
        let series = self.column("SELECT id FROM series");
        let state = self.pick(&PlanState::ALL)?;
        let mut fields = vec![
            PlanField::Complaint(Edit { seen: old.complaint.clone(), new: self.words() }),
            PlanField::Goal(Edit { seen: old.goal.clone(), new: self.words() }),
            PlanField::GoalPain(Edit { seen: old.goal_pain, new: self.nrs() }),
            PlanField::Modality(Edit { seen: old.modality.clone(), new: "deep tissue".into() }),
            PlanField::Visits(Edit { seen: old.visits, new: self.pick(&[None, Some(3), Some(500)])? }),
            PlanField::Cadence(Edit { seen: old.cadence, new: Cadence { times: 2, every: Every::Month } }),
            PlanField::Minutes(Edit { seen: old.minutes, new: self.pick(&[None, Some(90)])? }),
            PlanField::Reassess(Edit { seen: old.reassess, new: self.rng.u32(1..=50) }),
            PlanField::Baseline(Edit { seen: old.baseline, new: self.nrs() }),
            PlanField::State(Edit { seen: old.state, new: state }),
            PlanField::Series(Edit { seen: old.series, new: self.pick(&series).map(SeriesId) }),
        ];
        self.some_of(&mut fields);
        Some(fields)
    }

    fn reassessing(&mut self) -> Option<CareChange> {
        let plan = self.plan()?;
        let outcome = self.pick(&Outcome::ALL)?;
        let next = if outcome.opens_another() { self.new_plan().map(Box::new) } else { None };
        Some(CareChange::Reassess(Box::new(Reassessing {
            plan: plan.id,
            seen: plan.terms.state,
            on: date("2026-11-23"),
            compared: self.words(),
            outcome,
            remark: self.words(),
            next,
        })))
    }

    /// Of a person who is in the act's stamp only when it is done: so the words of all are tried, and most are refused.
    fn phrase(&mut self) -> CareChange {
        let word: Clean = self.pick(&["desk", "neck"]).unwrap_or("desk").into();
        let known = self.known_phrase(word.as_str());
        let text = if known.is_some() && self.rng.bool() { None } else { Some(self.words()) };
        CareChange::SetPhrase { word, seen: known, text }
    }

    fn known_phrase(&mut self, word: &str) -> Option<Clean> {
        let mut ask = self.raw.prepare("SELECT text FROM phrase WHERE word = ?").expect("a question");
        let found: Vec<String> = ask.query_map([word], |row| row.get(0)).expect("texts").collect::<Result<_, _>>().expect("texts");
        self.rng.choice(found).map(|text| Clean::text(&text))
    }
}
