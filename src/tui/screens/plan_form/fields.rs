//! What stands in the fields of a plan, and what is read from them.
use chrono::NaiveDate;

use crate::domain::book::series::list::Listed;
use crate::domain::care::finding::Nrs;
use crate::domain::care::line::{Cadence, Every};
use crate::domain::care::plan::{NewPlan, PlanField, PlanState};
use crate::domain::care::template::Template;
use crate::domain::change::Edit;
use crate::domain::ids::{ClientId, PlanId, SeriesId};
use crate::domain::refusal::Refusal;
use crate::tui::form::{Field, Form};
use crate::tui::screens::standing::words;

pub(super) const COMPLAINT: usize = 0;
pub(super) const GOAL: usize = 1;
pub(super) const GOAL_PAIN: usize = 2;
pub(super) const MODALITY: usize = 3;
pub(super) const TEMPLATE: usize = 4;
pub(super) const VISITS: usize = 5;
pub(super) const CADENCE: usize = 6;
pub(super) const MINUTES: usize = 7;
pub(super) const REASSESS: usize = 8;
pub(super) const BASELINE: usize = 9;
pub(super) const SERIES: usize = 10;
pub(super) const STATE: usize = 11;

/// How often visits come, in the order in which they are offered.
const CADENCES: [Cadence; 7] = [
    Cadence { times: 3, every: Every::Week },
    Cadence { times: 2, every: Every::Week },
    Cadence { times: 1, every: Every::Week },
    Cadence { times: 1, every: Every::TwoWeeks },
    Cadence { times: 1, every: Every::ThreeWeeks },
    Cadence { times: 1, every: Every::FourWeeks },
    Cadence { times: 1, every: Every::Month },
];

fn number(cadence: Cadence) -> i64 {
    let every = Every::ALL.iter().zip(0..).find(|(every, _)| **every == cadence.every).map_or(0, |(_, place)| place);
    i64::from(cadence.times) * 10 + every
}

fn cadence(number: i64) -> Option<Cadence> {
    let every = usize::try_from(number % 10).ok().and_then(|place| Every::ALL.get(place).copied())?;
    Some(Cadence { times: u32::try_from(number / 10).ok()?, every })
}

/// The states that a plan is opened in.
const STATES: [PlanState; 2] = [PlanState::Active, PlanState::Proposed];

/// A plan to begin the form with.
pub(super) fn blank(client: ClientId, today: NaiveDate, modality: &str) -> NewPlan {
    let template = Template::Standard;
    NewPlan {
        client,
        complaint: "".into(),
        goal: "".into(),
        goal_pain: None,
        modality: modality.into(),
        visits: template.visits(),
        cadence: template.cadence(),
        minutes: None,
        reassess: template.reassess(),
        baseline: None,
        state: PlanState::Active,
        opened: today,
        series: None,
        follows: None,
    }
}

/// The template that a plan is as it stands.
fn template_of(plan: &NewPlan) -> Option<Template> {
    let same =
        |template: &Template| (template.visits(), template.cadence(), template.reassess()) == (plan.visits, plan.cadence, plan.reassess);
    Template::ALL.into_iter().find(same)
}

fn place_of(template: Template) -> Option<i64> {
    Template::ALL.iter().zip(0..).find(|(one, _)| **one == template).map(|(_, place)| place)
}

fn shown(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn pain(value: Option<Nrs>) -> String {
    value.map(|value| value.get().to_string()).unwrap_or_default()
}

/// The fields of `plan`; a plan that is in the file changes its state elsewhere.
pub(super) fn form(plan: &NewPlan, is_new: bool) -> Form {
    let mut templates: Vec<(Option<i64>, String)> = vec![(None, "its own".to_owned())];
    templates.extend(Template::ALL.iter().zip(0..).map(|(template, place)| (Some(place), template.name().to_owned())));
    let mut cadences: Vec<Cadence> = CADENCES.into();
    if !cadences.contains(&plan.cadence) {
        cadences.insert(0, plan.cadence);
    }
    let cadences = cadences.into_iter().map(|cadence| (Some(number(cadence)), cadence.words())).collect();
    let mut fields = vec![
        Field::text("Complaint", "what the client comes for, in their words: headaches at the desk", plan.complaint.as_str()),
        Field::text("Goal", "what is to be possible again: a day at the desk without pain", plan.goal.as_str()),
        Field::text("Goal pain", "0 to 10: the pain that would be good enough", &pain(plan.goal_pain)),
        Field::text("Modality", "trigger point · deep tissue · myofascial release", plan.modality.as_str()),
        Field::choice("Template", "", templates, template_of(plan).and_then(place_of)),
        Field::text("Visits", "how many; empty: an open end", &shown(plan.visits)),
        Field::choice("How often", "", cadences, Some(number(plan.cadence))),
        Field::text("Minutes", "of each session; empty: as the service", &shown(plan.minutes)),
        Field::text("Check after", "so many visits it is looked at again", &plan.reassess.to_string()),
        Field::text("Pain before", "0 to 10 before the first session: what progress is compared with", &pain(plan.baseline)),
        Field::choice("Standing", "", vec![(None, "none".to_owned())], None),
    ];
    fields[SERIES].offer(series(&[], plan.series));
    fields[SERIES].choose(plan.series.map(|id| id.0));
    if is_new {
        let states = STATES.iter().zip(0..).map(|(state, place)| (Some(place), state.word().to_owned())).collect();
        let chosen = STATES.iter().zip(0..).find(|(state, _)| **state == plan.state).map(|(_, place)| place);
        fields.push(Field::choice("State", "", states, chosen.or(Some(0))));
    }
    Form::new(fields)
}

/// The standing appointments that can hold the visits.
pub(super) fn series(standing: &[Listed], now: Option<SeriesId>) -> Vec<(Option<i64>, String)> {
    let mut options = vec![(None, "none".to_owned())];
    options.extend(standing.iter().map(|line| (Some(line.series.id.0), words::repeats(&line.series.terms))));
    let known = |id: SeriesId| options.iter().any(|(option, _)| *option == Some(id.0));
    if let Some(id) = now.filter(|id| !known(*id)) {
        options.push((Some(id.0), "as it is linked now".to_owned()));
    }
    options
}

/// What the template chosen fills in.
pub(super) fn fill(form: &mut Form) {
    let chosen = form.chosen(TEMPLATE).and_then(|place| usize::try_from(place).ok());
    let Some(template) = chosen.and_then(|place| Template::ALL.get(place)) else { return };
    form.fields[VISITS].set(&shown(template.visits()));
    form.fields[CADENCE].choose(Some(number(template.cadence())));
    form.fields[REASSESS].set(&template.reassess().to_string());
}

/// A field that was changed by hand may make it another template, or none.
pub(super) fn name_template(form: &mut Form, plan: &NewPlan) {
    form.fields[TEMPLATE].choose(template_of(plan).and_then(place_of));
}

fn whole(form: &Form, place: usize, why: &'static str) -> Result<Option<u32>, (usize, String)> {
    let typed = form.value(place);
    if typed.is_empty() {
        return Ok(None);
    }
    typed.as_str().trim().parse().map(Some).map_err(|_| (place, why.to_owned()))
}

fn read_pain(form: &Form, place: usize) -> Result<Option<Nrs>, (usize, String)> {
    let typed = form.value(place);
    if typed.is_empty() {
        return Ok(None);
    }
    let read = typed.as_str().trim().parse().ok().and_then(Nrs::new);
    read.map(Some).ok_or_else(|| (place, "Pain is a whole number from 0 to 10, or the field stays empty.".to_owned()))
}

/// What is typed, as a plan like `begun`; the field that cannot be read, with the sentence.
pub(super) fn read(form: &Form, begun: &NewPlan) -> Result<NewPlan, (usize, String)> {
    let reassess = whole(form, REASSESS, "After how many visits is it looked at again? A number, like 4.")?;
    let state = form.chosen(STATE).and_then(|place| usize::try_from(place).ok()).and_then(|place| STATES.get(place).copied());
    let plan = NewPlan {
        complaint: form.value(COMPLAINT),
        goal: form.value(GOAL),
        goal_pain: read_pain(form, GOAL_PAIN)?,
        modality: form.value(MODALITY),
        visits: whole(form, VISITS, "How many visits? A number, like 8; empty for an open end.")?,
        cadence: form.chosen(CADENCE).and_then(cadence).unwrap_or(begun.cadence),
        minutes: whole(form, MINUTES, "How many minutes is a session? A number, like 60; empty: as the service.")?,
        reassess: reassess.ok_or((REASSESS, "After how many visits is it looked at again? A number, like 4.".to_owned()))?,
        baseline: read_pain(form, BASELINE)?,
        series: form.chosen(SERIES).map(SeriesId),
        state: state.unwrap_or(begun.state),
        ..begun.clone()
    };
    plan.check().map_err(|why| (field_of(&why), why.to_string()))?;
    Ok(plan)
}

fn field_of(why: &Refusal) -> usize {
    match why {
        Refusal::Field { field: "goal", .. } => GOAL,
        Refusal::Field { field: "modality", .. } => MODALITY,
        Refusal::Field { field: "visits", .. } => VISITS,
        Refusal::Field { field: "minutes", .. } => MINUTES,
        Refusal::Field { field: "reassess", .. } => REASSESS,
        _ => COMPLAINT,
    }
}

/// What is different, each with what was seen.
pub(super) fn differences(old: &NewPlan, new: NewPlan) -> Vec<PlanField> {
    let fields = [
        Edit::of(old.complaint.clone(), new.complaint).map(PlanField::Complaint),
        Edit::of(old.goal.clone(), new.goal).map(PlanField::Goal),
        Edit::of(old.goal_pain, new.goal_pain).map(PlanField::GoalPain),
        Edit::of(old.modality.clone(), new.modality).map(PlanField::Modality),
        Edit::of(old.visits, new.visits).map(PlanField::Visits),
        Edit::of(old.cadence, new.cadence).map(PlanField::Cadence),
        Edit::of(old.minutes, new.minutes).map(PlanField::Minutes),
        Edit::of(old.reassess, new.reassess).map(PlanField::Reassess),
        Edit::of(old.baseline, new.baseline).map(PlanField::Baseline),
        Edit::of(old.series, new.series).map(PlanField::Series),
    ];
    fields.into_iter().flatten().collect()
}

/// The next plan after `old`, as an outcome begins it.
pub(super) fn next(old: &NewPlan, follows: PlanId, today: NaiveDate, template: Option<Template>, modality: Option<&str>) -> NewPlan {
    let (visits, cadence, reassess) = match template {
        Some(template) => (template.visits(), template.cadence(), template.reassess()),
        None => (old.visits, old.cadence, old.reassess),
    };
    NewPlan {
        modality: modality.map_or_else(|| old.modality.clone(), Into::into),
        visits,
        cadence,
        reassess,
        baseline: None,
        state: PlanState::Active,
        opened: today,
        series: None,
        follows: Some(follows),
        ..old.clone()
    }
}
