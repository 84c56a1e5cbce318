//! Visits of plans by chance: whatever was booked, missed or called off, they are counted 1 to n without a gap.
use chrono::{Days, NaiveTime};
use knotbook::domain::book::status::Status;
use knotbook::domain::care::line::{Cadence, Every};
use knotbook::domain::care::plan::{NewPlan, Plan, PlanState};
use knotbook::domain::care::visit::{CountsFor, Visit, belongs, used, uses_a_visit, visit_number};
use knotbook::domain::ids::{AppointmentId, ClientId, PlanId, SeriesId};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::practice::date;

fn plan(id: i64, opened: u64, lasts: Option<u64>, state: PlanState, series: Option<i64>) -> Plan {
    let opened = date("2026-01-05") + Days::new(opened);
    let closed = lasts.map(|days| opened + Days::new(days));
    Plan {
        id: PlanId(id),
        terms: NewPlan {
            client: ClientId(1),
            complaint: "headaches".into(),
            goal: "".into(),
            goal_pain: None,
            modality: "".into(),
            visits: Some(8),
            cadence: Cadence { times: 1, every: Every::Week },
            minutes: None,
            reassess: 4,
            baseline: None,
            state: if closed.is_some() { PlanState::Completed } else { state },
            opened,
            series: series.map(SeriesId),
            follows: None,
        },
        closed,
        outcome: None,
        reassessed: None,
        held: (state == PlanState::OnHold).then(|| opened + Days::new(10)),
    }
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let state = prop_oneof![Just(PlanState::Active), Just(PlanState::OnHold), Just(PlanState::Proposed)];
    let one = (0_u64..120, proptest::option::of(0_u64..60), state, proptest::option::of(1_i64..3));
    proptest::collection::vec(one, 1..4)
        .prop_map(|all| (1..).zip(all).map(|(id, (opened, lasts, state, series))| plan(id, opened, lasts, state, series)).collect())
}

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let one = (
        0_u64..150,
        8_u32..18,
        proptest::sample::select(Status::ALL.to_vec()),
        proptest::option::of(1_i64..4),
        proptest::option::of(1_i64..4),
    );
    proptest::collection::vec(one, 0..30).prop_map(|all| {
        let visits = (1..).zip(all).map(|(id, (day, hour, status, series, noted))| Visit {
            appointment: Some(AppointmentId(id)),
            at: (date("2026-01-05") + Days::new(day)).and_time(NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour")),
            status,
            series: series.map(SeriesId),
            // A plan that is not among these counts nowhere.
            noted: noted.map_or(CountsFor::Usual, |id| CountsFor::Plan(PlanId(id))),
        });
        visits.collect()
    })
}

proptest! {
    #![proptest_config(Config { cases: 400, ..Config::default() })]

    #[test]
    fn visits_are_numbered_from_one_without_a_gap(plans in plans(), visits in visits(), missed: bool) {
        let ever = (date("2026-01-05") + Days::new(1000)).and_time(NaiveTime::MIN);
        let mut numbered = 0;
        for plan in &plans {
            let number = |visit: &Visit| visit_number(&plans, plan.id, &visits, visit.appointment.expect("a booked one"), missed);
            let mut numbers: Vec<u32> = visits.iter().filter_map(number).collect();
            numbers.sort_unstable();
            let many = u32::try_from(numbers.len()).expect("few");
            prop_assert_eq!(&numbers, &(1..=many).collect::<Vec<_>>());
            prop_assert_eq!(used(&plans, plan.id, &visits, ever, missed), many);
            let mut in_time: Vec<&Visit> = visits.iter().filter(|visit| number(visit).is_some()).collect();
            in_time.sort_by_key(|visit| number(visit));
            prop_assert!(in_time.windows(2).all(|pair| pair[0].at <= pair[1].at), "a later visit has a smaller number");
            numbered += numbers.len();
        }
        let counted = visits.iter().filter(|visit| uses_a_visit(visit.status, missed));
        let of_these = counted.filter(|visit| belongs(&plans, visit).is_some_and(|id| plans.iter().any(|plan| plan.id == id)));
        prop_assert_eq!(numbered, of_these.count(), "each counts for one plan");
    }
}
