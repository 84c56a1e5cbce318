//! A reassessment in words: what was compared, what the sessions did, and what may follow.
use super::suggest::Advice;
use super::trend::{effect_words, hold_words};
use super::{Course, Verdict};
use crate::domain::refusal::sentence;
use crate::domain::wording::say;

/// What a therapist reads before they decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassessment {
    /// "7 → 4, 12 May to 9 Jun, 5 visits, 43 %"; nothing when nothing can be compared.
    pub compared: Option<String>,
    pub verdict: Verdict,
    /// What it was held against: "3 points less; from 7, 2 points and 30 % count".
    pub why: Option<String>,
    /// What else was told, a sentence each: the effect on the day, how long the relief lasted, blanks, the goal, a plateau.
    pub beside: Vec<String>,
    pub advice: Advice,
}

impl Course<'_> {
    /// The whole comparison as of the last visit.
    pub fn reassessment(&self, this_year: i32) -> Reassessment {
        let progress = self.progress();
        let blanks = self.visits.iter().filter(|visit| visit.before.is_none()).count();
        let visits = say::count(self.visits.len(), "visit", "visits");
        let blank = (blanks > 0).then(|| format!("pain before the session was not told at {blanks} of {visits}"));
        let plateau = self.plateau().map(|plateau| plateau.words(this_year));
        let goal = progress.filter(|_| self.of_plan).map(|_| self.goal_words());
        let beside = [effect_words(self.visits), hold_words(self.visits, this_year), blank, goal, plateau];
        Reassessment {
            compared: progress.map(|progress| progress.words(this_year)),
            verdict: self.verdict(),
            why: progress.map(|progress| progress.why()),
            beside: beside.into_iter().flatten().collect(),
            advice: self.advice(this_year),
        }
    }
}

impl Reassessment {
    /// "7 → 4, 12 May to 9 Jun, 5 visits, 43 %: improved (3 points less; from 7, 2 points and 30 % count). 2 to 4 points less on
    /// the day. The therapist decides; consider going on as planned: improved, the goal of 2 is not met."
    pub fn words(&self) -> String {
        let verdict = self.verdict.word();
        let first = match (&self.compared, &self.why) {
            (Some(compared), Some(why)) => format!("{compared}: {verdict} ({why})"),
            (Some(compared), None) => format!("{compared}: {verdict}"),
            (None, _) => verdict.to_owned(),
        };
        let last = format!("the therapist decides; {}", self.advice.words());
        let beside = self.beside.iter().map(String::as_str).filter(|said| !self.advice.why.contains(said));
        let sentences = std::iter::once(first.as_str()).chain(beside).chain([last.as_str()]);
        sentences.map(sentence).collect::<Vec<_>>().join(" ")
    }
}
