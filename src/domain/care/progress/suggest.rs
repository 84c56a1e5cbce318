//! What a reassessment may come to, and what the rules of the practice suggest. Suggested, never decided: the therapist chooses
//! any of them, and nothing here says that the pain will go.
use super::Course;
use super::judge::Verdict;
use crate::domain::wording::say;

/// The visits after which a plan without meaningful change is questioned.
const QUESTIONED: usize = 4;

/// What can follow a reassessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suggestion {
    /// As planned.
    Continue,
    /// Fewer visits towards the end.
    Taper,
    /// Routine visits that keep what was reached.
    Maintain,
    /// Another modality: deep tissue, myofascial release.
    ChangeModality,
    Pause,
    /// Send to a doctor.
    ReferOut,
    /// The goal is met.
    Discharge,
}

/// What the rules suggest, most likely first, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// At least one.
    pub consider: Vec<Suggestion>,
    pub why: String,
}

impl Suggestion {
    pub const ALL: [Self; 7] =
        [Self::Continue, Self::Taper, Self::Maintain, Self::ChangeModality, Self::Pause, Self::ReferOut, Self::Discharge];

    /// As a choice in a list: "change modality".
    pub fn name(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Taper => "taper",
            Self::Maintain => "maintain",
            Self::ChangeModality => "change modality",
            Self::Pause => "pause",
            Self::ReferOut => "refer out",
            Self::Discharge => "discharge, goal met",
        }
    }

    /// As it stands after "consider".
    fn considered(self) -> &'static str {
        match self {
            Self::Continue => "going on as planned",
            Self::Taper => "tapering",
            Self::Maintain => "routine visits to maintain it",
            Self::ChangeModality => "another modality",
            Self::Pause => "a pause",
            Self::ReferOut => "refer out",
            Self::Discharge => "discharge",
        }
    }
}

impl Advice {
    /// "consider another modality or refer out: no meaningful change after 4 visits".
    pub fn words(&self) -> String {
        let names: Vec<&str> = self.consider.iter().map(|suggestion| suggestion.considered()).collect();
        let named = match names.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
        };
        format!("consider {named}: {}", self.why)
    }
}

impl Course<'_> {
    /// What the rules suggest now: at the goal taper, maintain or discharge; worse, without meaningful change by the fourth visit,
    /// or on a plateau, another modality or refer out; else go on.
    pub fn advice(&self, this_year: i32) -> Advice {
        let visits = self.visits.len();
        let done = say::count(visits, "visit", "visits");
        let verdict = self.verdict();
        let advice = |consider: &[Suggestion], why: String| Advice { consider: consider.to_vec(), why };
        let another = [Suggestion::ChangeModality, Suggestion::ReferOut];
        match verdict {
            Verdict::NotKnown => {
                let told = match self.told().count() {
                    0 => "none".to_owned(),
                    told => told.to_string(),
                };
                advice(
                    &[Suggestion::Continue],
                    format!("pain before the session was told at {told} of {done}, so nothing can be compared yet"),
                )
            }
            Verdict::Worse => advice(&[Suggestion::ChangeModality, Suggestion::Pause, Suggestion::ReferOut], format!("worse after {done}")),
            Verdict::Improved | Verdict::SomeChange | Verdict::NoChange if self.goal_met() => {
                advice(&self.at_the_goal(verdict), self.goal_words())
            }
            Verdict::NoChange if visits >= QUESTIONED => advice(&another, format!("no meaningful change after {done}")),
            Verdict::NoChange => {
                advice(&[Suggestion::Continue], format!("no change yet after {done}; by the {QUESTIONED}th it is looked at again"))
            }
            Verdict::Improved | Verdict::SomeChange => match self.plateau() {
                Some(plateau) => advice(&another, format!("it stands still, {}", plateau.words(this_year))),
                None => advice(&[Suggestion::Continue], format!("{}, {}", verdict.word(), self.goal_words())),
            },
        }
    }

    /// Without an end, or where it was no worse to begin with, it is maintained; at the end of the plan discharged; else tapered.
    fn at_the_goal(&self, verdict: Verdict) -> [Suggestion; 3] {
        match self.planned {
            Some(planned) if verdict != Verdict::NoChange && self.visits.len() >= planned as usize => {
                [Suggestion::Discharge, Suggestion::Maintain, Suggestion::Taper]
            }
            Some(_) if verdict != Verdict::NoChange => [Suggestion::Taper, Suggestion::Maintain, Suggestion::Discharge],
            Some(_) | None => [Suggestion::Maintain, Suggestion::Taper, Suggestion::Discharge],
        }
    }

    /// "the goal of 2 is met", "the goal of 2 is not met", "no pain was told at the last visits", "pain is still told".
    pub fn goal_words(&self) -> String {
        match (self.goal, self.goal_met()) {
            (Some(goal), true) => format!("the goal of {} is met", goal.get()),
            (Some(goal), false) => format!("the goal of {} is not met", goal.get()),
            (None, true) => "no pain was told at the last visits".to_owned(),
            (None, false) => "no goal is set".to_owned(),
        }
    }
}
