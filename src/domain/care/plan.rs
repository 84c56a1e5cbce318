//! A treatment plan: what is to get better, how often the client comes for it, and when it is looked at again.
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::finding::Nrs;
use super::line::{Cadence, Every};
use crate::domain::change::Edit;
use crate::domain::ids::{ClientId, PlanId, SeriesId};
use crate::domain::people::client::too_long;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// Visits a plan may have, minutes of a session, visits until it is looked at again, and visits in each stretch of its cadence.
pub const VISITS: RangeInclusive<u32> = 1..=500;
pub const MINUTES: RangeInclusive<u32> = 5..=600;
pub const REASSESS: RangeInclusive<u32> = 1..=50;
pub const OFTEN: RangeInclusive<u32> = 1..=14;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanState {
    Proposed,
    Active,
    OnHold,
    Completed,
    /// Closed for another plan.
    Changed,
    ReferredOut,
    Stopped,
}

/// What a therapist decides when a plan is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Continue,
    Taper,
    Maintain,
    ChangeModality,
    Pause,
    ReferOut,
    /// Discharge: the goal is met.
    Discharge,
    /// The plan ends without its goal.
    Stop,
}

/// A plan to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    pub client: ClientId,
    /// What the client comes for, in their words ("headaches at the desk").
    pub complaint: Clean,
    /// What is to be possible again.
    pub goal: Clean,
    /// The pain that would be good enough.
    pub goal_pain: Option<Nrs>,
    pub modality: Clean,
    /// Visits planned; none for an open end.
    pub visits: Option<u32>,
    pub cadence: Cadence,
    /// Minutes of each session.
    pub minutes: Option<u32>,
    /// Looked at again after so many visits.
    pub reassess: u32,
    /// Pain before the first session of the plan.
    pub baseline: Option<Nrs>,
    pub state: PlanState,
    pub opened: NaiveDate,
    /// The standing appointment that holds its visits.
    pub series: Option<SeriesId>,
    /// The plan it follows.
    pub follows: Option<PlanId>,
}

/// A plan as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub terms: NewPlan,
    pub closed: Option<NaiveDate>,
    /// Since when it is on hold.
    pub held: Option<NaiveDate>,
    pub outcome: Option<Outcome>,
    /// When it was last looked at.
    pub reassessed: Option<NaiveDate>,
}

/// What was seen and decided when a plan was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassessment {
    pub on: NaiveDate,
    /// What was compared, in words.
    pub compared: Clean,
    pub outcome: Outcome,
    pub remark: Clean,
}

/// A changed field of a plan, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanField {
    Complaint(Edit<Clean>),
    Goal(Edit<Clean>),
    GoalPain(Edit<Option<Nrs>>),
    Modality(Edit<Clean>),
    Visits(Edit<Option<u32>>),
    Cadence(Edit<Cadence>),
    Minutes(Edit<Option<u32>>),
    Reassess(Edit<u32>),
    Baseline(Edit<Option<Nrs>>),
    State(Edit<PlanState>),
    Series(Edit<Option<SeriesId>>),
}

impl PlanState {
    pub const ALL: [Self; 7] =
        [Self::Proposed, Self::Active, Self::OnHold, Self::Completed, Self::Changed, Self::ReferredOut, Self::Stopped];

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Active => "active",
            Self::OnHold => "on hold",
            Self::Completed => "completed",
            Self::Changed => "changed",
            Self::ReferredOut => "referred out",
            Self::Stopped => "stopped",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether visits still count for it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Active | Self::OnHold)
    }
}

impl Outcome {
    pub const ALL: [Self; 8] =
        [Self::Continue, Self::Taper, Self::Maintain, Self::ChangeModality, Self::Pause, Self::ReferOut, Self::Discharge, Self::Stop];

    /// The word for it in the file and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Taper => "taper",
            Self::Maintain => "maintain",
            Self::ChangeModality => "change modality",
            Self::Pause => "pause",
            Self::ReferOut => "refer out",
            Self::Discharge => "discharge, goal met",
            Self::Stop => "stop",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }

    /// What becomes of the plan.
    pub fn leads_to(self) -> PlanState {
        match self {
            Self::Continue => PlanState::Active,
            Self::Taper | Self::Maintain | Self::Discharge => PlanState::Completed,
            Self::ChangeModality => PlanState::Changed,
            Self::Pause => PlanState::OnHold,
            Self::ReferOut => PlanState::ReferredOut,
            Self::Stop => PlanState::Stopped,
        }
    }

    /// Whether another plan follows this one.
    pub fn opens_another(self) -> bool {
        matches!(self, Self::Taper | Self::Maintain | Self::ChangeModality)
    }
}

impl NewPlan {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.complaint.is_empty() {
            return Err(Refusal::field("complaint", "A plan needs a word for what the client comes for: “headaches”, “left knee”."));
        }
        too_long("complaint", "What the client comes for", &self.complaint, 200)?;
        too_long("goal", "The goal", &self.goal, 500)?;
        too_long("modality", "The modality", &self.modality, 100)?;
        check_visits(self.visits)?;
        check_minutes(self.minutes)?;
        check_reassess(self.reassess)
    }
}

fn check_visits(visits: Option<u32>) -> Result<(), Refusal> {
    match visits {
        Some(0) => Err(Refusal::field("visits", "A plan has at least one visit; leave the field empty for an open end.")),
        Some(many) if !VISITS.contains(&many) => {
            Err(Refusal::field("visits", "A plan has at most 500 visits; leave the field empty for an open end."))
        }
        _ => Ok(()),
    }
}

fn check_minutes(minutes: Option<u32>) -> Result<(), Refusal> {
    if minutes.is_some_and(|minutes| !MINUTES.contains(&minutes)) {
        return Err(Refusal::field("minutes", "A session lasts 5 to 600 minutes."));
    }
    Ok(())
}

fn check_reassess(every: u32) -> Result<(), Refusal> {
    if REASSESS.contains(&every) {
        return Ok(());
    }
    Err(Refusal::field("reassess", "A plan is looked at again after 1 to 50 visits."))
}

impl PlanField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Complaint(edit) if edit.new.is_empty() => {
                Err(Refusal::field("complaint", "A plan needs a word for what the client comes for: “headaches”, “left knee”."))
            }
            Self::Complaint(edit) => too_long("complaint", "What the client comes for", &edit.new, 200),
            Self::Goal(edit) => too_long("goal", "The goal", &edit.new, 500),
            Self::Modality(edit) => too_long("modality", "The modality", &edit.new, 100),
            Self::Visits(edit) => check_visits(edit.new),
            Self::Minutes(edit) => check_minutes(edit.new),
            Self::Reassess(edit) => check_reassess(edit.new),
            Self::GoalPain(_) | Self::Cadence(_) | Self::Baseline(_) | Self::State(_) | Self::Series(_) => Ok(()),
        }
    }
}

impl Cadence {
    /// As it is written and kept: "2/w", "1/2w", "1/m".
    pub fn word(self) -> String {
        format!("{}/{}", self.times, self.every.word())
    }

    pub fn from_word(word: &str) -> Option<Self> {
        let (times, every) = word.split_once('/')?;
        let times = times.parse().ok().filter(|times| OFTEN.contains(times))?;
        Some(Self { times, every: Every::from_word(every)? })
    }
}

impl Every {
    pub const ALL: [Self; 5] = [Self::Week, Self::TwoWeeks, Self::ThreeWeeks, Self::FourWeeks, Self::Month];

    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "w",
            Self::TwoWeeks => "2w",
            Self::ThreeWeeks => "3w",
            Self::FourWeeks => "4w",
            Self::Month => "m",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.word() == word)
    }
}
