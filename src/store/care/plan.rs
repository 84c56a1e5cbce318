//! Treatment plans as rows.
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use uuid::Uuid;

use super::client_name;
use super::glance::visits;
use crate::domain::book::series::act::SeriesAct;
use crate::domain::care::change::Reassessing;
use crate::domain::care::line::PlanLine;
use crate::domain::care::plan::{NewPlan, Plan, PlanField, PlanState, Reassessment};
use crate::domain::care::template::REASSESS_EVERY;
use crate::domain::care::visit;
use crate::domain::change::Edit;
use crate::domain::deed::{CareDeed, Deed};
use crate::domain::ids::{ClientId, PlanId};
use crate::domain::people::client::too_long;
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::store::edit::Field;
use crate::store::rows::Day;
use crate::store::{Error, Store, Writer, practice};

const COLUMNS: &str =
    "id, client_id, complaint, goal, goal_pain, modality, visits, cadence, minutes, reassess, baseline, state, opened, series_id,
    follows, closed, outcome, reassessed, held";

fn read(row: &Row<'_>) -> rusqlite::Result<Plan> {
    Ok(Plan {
        id: row.get(0)?,
        terms: NewPlan {
            client: row.get(1)?,
            complaint: row.get(2)?,
            goal: row.get(3)?,
            goal_pain: row.get(4)?,
            modality: row.get(5)?,
            visits: row.get(6)?,
            cadence: row.get(7)?,
            minutes: row.get(8)?,
            reassess: row.get(9)?,
            baseline: row.get(10)?,
            state: row.get(11)?,
            opened: row.get::<_, Day>(12)?.0,
            series: row.get(13)?,
            follows: row.get(14)?,
        },
        closed: row.get::<_, Option<Day>>(15)?.map(|day| day.0),
        outcome: row.get(16)?,
        reassessed: row.get::<_, Option<Day>>(17)?.map(|day| day.0),
        held: row.get::<_, Option<Day>>(18)?.map(|day| day.0),
    })
}

fn one(connection: &Connection, id: PlanId) -> Result<Option<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE id = :id");
    Ok(connection.prepare_cached(&sql)?.query_row(named_params! {":id": id}, read).optional()?)
}

/// Open and closed ones, newest first.
pub(super) fn of_client(connection: &Connection, client: ClientId) -> Result<Vec<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE client_id = :client ORDER BY opened DESC, id DESC");
    let mut ask = connection.prepare_cached(&sql)?;
    Ok(ask.query_map(named_params! {":client": client}, read)?.collect::<Result<_, _>>()?)
}

/// When the plans of a client were looked at, oldest first.
pub(super) fn reassessments(connection: &Connection, client: ClientId) -> Result<Vec<(PlanId, Reassessment)>, Error> {
    let mut ask = connection.prepare_cached(
        "SELECT r.plan_id, r.day, r.compared, r.outcome, r.remark FROM reassessment AS r JOIN plan AS p ON p.id = r.plan_id
          WHERE p.client_id = :client ORDER BY r.day, r.id",
    )?;
    let read = |row: &Row<'_>| {
        let on = row.get::<_, Day>(1)?.0;
        Ok((row.get(0)?, Reassessment { on, compared: row.get(2)?, outcome: row.get(3)?, remark: row.get(4)? }))
    };
    Ok(ask.query_map(named_params! {":client": client}, read)?.collect::<Result<_, _>>()?)
}

/// How many sessions the plan of a client's next visit has, where it has them all (see [`visit::full`]).
pub(in crate::store) fn full(connection: &Connection, client: ClientId, now: NaiveDateTime) -> Result<Option<u32>, Error> {
    let plans = of_client(connection, client)?;
    let Some(first) = plans.iter().map(|plan| plan.terms.opened).min() else { return Ok(None) };
    let missed = practice::directory(connection)?.is_some_and(|directory| directory.practice.missed_count);
    Ok(visit::full(&plans, &visits(connection, client, Some(first))?, now, missed))
}

impl Store {
    /// The plans of a client, open and closed, newest first.
    pub fn plans(&self, client: ClientId) -> Result<Vec<Plan>, Error> {
        self.refuse_desk("read treatment plans")?;
        of_client(&self.connection, client)
    }

    pub fn plan(&self, id: PlanId) -> Result<Option<Plan>, Error> {
        self.refuse_desk("read treatment plans")?;
        one(&self.connection, id)
    }

    /// The plans that are open, with their clients' names, by client.
    pub fn open_plans(&self) -> Result<Vec<(Plan, Clean)>, Error> {
        self.refuse_desk("read treatment plans")?;
        let columns: Vec<String> = COLUMNS.split(',').map(|column| format!("p.{}", column.trim())).collect();
        let sql = format!(
            "SELECT {}, c.name FROM plan AS p JOIN client AS c ON c.id = p.client_id
              WHERE p.state IN ('proposed', 'active', 'on hold') ORDER BY c.folded, p.opened, p.id",
            columns.join(", ")
        );
        let mut ask = self.connection.prepare_cached(&sql)?;
        Ok(ask.query_map([], |row| Ok((read(row)?, row.get(columns.len())?)))?.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    fn add_plan(&self, plan: &NewPlan) -> Result<PlanId, Error> {
        plan.check()?;
        self.refuse_archived_client(plan.client)?;
        self.tx
            .prepare_cached(
                "INSERT INTO plan (uid, client_id, complaint, goal, goal_pain, modality, visits, cadence, minutes, reassess, baseline, state,
                                   opened, series_id, follows)
                 VALUES (:uid, :client, :complaint, :goal, :goal_pain, :modality, :visits, :cadence, :minutes, :reassess, :baseline, :state,
                         :opened, :series, :follows)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": plan.client, ":complaint": plan.complaint, ":goal": plan.goal,
                ":goal_pain": plan.goal_pain, ":modality": plan.modality, ":visits": plan.visits, ":cadence": plan.cadence,
                ":minutes": plan.minutes, ":reassess": plan.reassess, ":baseline": plan.baseline, ":state": plan.state,
                ":opened": Day(plan.opened), ":series": plan.series, ":follows": plan.follows,
            })?;
        Ok(PlanId(self.tx.last_insert_rowid()))
    }

    fn refuse_archived_client(&self, client: ClientId) -> Result<(), Error> {
        let found = self.store.client_row(client)?.ok_or(Refusal::Gone { what: "client" })?;
        if found.archived { Err(Refusal::ClientArchived(found.name).into()) } else { Ok(()) }
    }

    pub(super) fn open_plan(&self, plan: &NewPlan) -> Result<CareDeed, Error> {
        Ok(CareDeed::OpenedPlan { client: plan.client, plan: self.add_plan(plan)? })
    }

    /// The standing appointment first, so that the plan can name it.
    pub(super) fn open_course(&self, plan: &NewPlan, series: &[SeriesAct]) -> Result<CareDeed, Error> {
        let Deed::Standing(standing) = self.series_acts(series)? else {
            return Err(Refusal::field("dates", "Nothing was chosen, so nothing was changed.").into());
        };
        let plan = NewPlan { client: standing.client, series: Some(standing.series), ..plan.clone() };
        let id = self.add_plan(&plan)?;
        Ok(CareDeed::Course { client: plan.client, plan: id, standing })
    }

    pub(super) fn edit_plan(&self, id: PlanId, fields: &[PlanField]) -> Result<CareDeed, Error> {
        let plan = one(self.tx, id)?.ok_or(Refusal::Gone { what: "plan" })?;
        fields.iter().try_for_each(PlanField::check)?;
        let mut written: Vec<Field> = fields.iter().map(plan_field).collect();
        let said: Vec<String> = written.iter().map(Field::words).collect();
        for field in fields {
            if let PlanField::State(edit) = field {
                let closed = (!edit.new.is_open()).then(|| self.now_date().to_string());
                written.push(Field::new("closed", plan.closed.map(|day| day.to_string()), closed));
                let held = (edit.new == PlanState::OnHold).then(|| self.now_date().to_string());
                written.push(Field::new("held", plan.held.map(|day| day.to_string()), held));
            }
        }
        self.edit("plan", id.0, &client_name(self.tx, plan.terms.client)?, &written)?;
        Ok(CareDeed::EditedPlan { client: plan.terms.client, plan: id, fields: said })
    }

    fn now_date(&self) -> NaiveDate {
        self.store.local(self.stamp.at).date()
    }

    pub(super) fn reassess(&self, what: &Reassessing) -> Result<CareDeed, Error> {
        let plan = one(self.tx, what.plan)?.ok_or(Refusal::Gone { what: "plan" })?;
        let client = plan.terms.client;
        if plan.terms.state != what.seen {
            return Err(Refusal::Stale(Box::new(Stale {
                what: client_name(self.tx, client)?,
                field: "plan".into(),
                seen: what.seen.word().into(),
                now: plan.terms.state.word().into(),
                wanted: what.outcome.leads_to().word().into(),
                by: None,
            }))
            .into());
        }
        if !what.seen.is_open() {
            let closed = plan.closed.map(|day| say::day(day, self.now_date().year())).unwrap_or_default();
            return Err(Refusal::field("plan", format!("That plan was closed on {closed}. Open another one.")).into());
        }
        too_long("remark", "The remark", &what.remark, 1000)?;
        self.tx
            .prepare_cached(
                "INSERT INTO reassessment (plan_id, day, compared, outcome, remark) VALUES (:plan, :day, :compared, :outcome, :remark)",
            )?
            .execute(named_params! {
                ":plan": what.plan, ":day": Day(what.on), ":compared": what.compared, ":outcome": what.outcome, ":remark": what.remark,
            })?;
        let state = what.outcome.leads_to();
        self.tx
            .prepare_cached(
                "UPDATE plan SET state = :state, outcome = :outcome, reassessed = :day, closed = :closed, held = :held WHERE id = :id",
            )?
            .execute(named_params! {
                ":state": state, ":outcome": what.outcome, ":day": Day(what.on), ":closed": (!state.is_open()).then_some(Day(what.on)),
                ":held": (state == PlanState::OnHold).then_some(Day(what.on)), ":id": what.plan,
            })?;
        if let Some(next) = &what.next {
            self.add_plan(&NewPlan { client, follows: Some(what.plan), ..next.as_ref().clone() })?;
        }
        Ok(CareDeed::Reassessed { client, plan: what.plan, outcome: what.outcome })
    }

    /// What a note's plan line agrees on: the terms of the plan it belongs to, or a new plan.
    pub(super) fn plan_line(
        &self,
        client: ClientId,
        named: Option<PlanId>,
        line: &PlanLine,
        complaint: &Clean,
        on: NaiveDate,
    ) -> Result<PlanId, Error> {
        let known = named.map(|id| one(self.tx, id)).transpose()?.flatten();
        let Some(plan) = known.filter(|plan| plan.terms.state.is_open()) else {
            return self.add_plan(&NewPlan {
                client,
                complaint: complaint.clone(),
                goal: Clean::default(),
                goal_pain: None,
                modality: Clean::default(),
                visits: Some(line.visits),
                cadence: line.cadence,
                minutes: line.minutes,
                reassess: line.reassess.unwrap_or(REASSESS_EVERY),
                baseline: None,
                state: PlanState::Active,
                opened: on,
                series: None,
                follows: None,
            });
        };
        let terms = &plan.terms;
        let fields: Vec<PlanField> = [
            Edit::of(terms.cadence, line.cadence).map(PlanField::Cadence),
            Edit::of(terms.visits, Some(line.visits)).map(PlanField::Visits),
            Edit::of(terms.minutes, line.minutes.or(terms.minutes)).map(PlanField::Minutes),
            Edit::of(terms.reassess, line.reassess.unwrap_or(terms.reassess)).map(PlanField::Reassess),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !fields.is_empty() {
            self.edit_plan(plan.id, &fields)?;
        }
        Ok(plan.id)
    }
}

fn plan_field(field: &PlanField) -> Field {
    let nrs = |value: Option<crate::domain::care::finding::Nrs>| value.map(crate::domain::care::finding::Nrs::get);
    match field {
        PlanField::Complaint(edit) => Field::new("complaint", &edit.seen, &edit.new),
        PlanField::Goal(edit) => Field::new("goal", &edit.seen, &edit.new),
        PlanField::GoalPain(edit) => Field::new("goal_pain", nrs(edit.seen), nrs(edit.new)),
        PlanField::Modality(edit) => Field::new("modality", &edit.seen, &edit.new),
        PlanField::Visits(edit) => Field::new("visits", edit.seen, edit.new),
        PlanField::Cadence(edit) => Field::new("cadence", edit.seen.word(), edit.new.word()),
        PlanField::Minutes(edit) => Field::new("minutes", edit.seen, edit.new),
        PlanField::Reassess(edit) => Field::new("reassess", edit.seen, edit.new),
        PlanField::Baseline(edit) => Field::new("baseline", nrs(edit.seen), nrs(edit.new)),
        PlanField::State(edit) => Field::new("state", edit.seen.word().to_owned(), edit.new.word().to_owned()),
        PlanField::Series(edit) => Field::new("series_id", edit.seen.map(|id| id.0), edit.new.map(|id| id.0)),
    }
}
