//! The plans a practice makes again and again; a rule of the practice, to be changed for each client.
use super::line::{Cadence, Every, PlanLine};
use crate::domain::wording::say;

/// A plan to begin from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Twice a week, 6 visits.
    Acute,
    /// Weekly, 6 visits.
    Standard,
    /// Weekly, 8 visits.
    CourseOfEight,
    /// Every 2 weeks, 3 visits: towards the end.
    Taper,
    /// Every 4 weeks, as long as it does good.
    Maintenance,
}

/// Sessions until a plan is looked at again, unless it says otherwise.
pub const REASSESS_EVERY: u32 = 4;

impl Template {
    pub const ALL: [Self; 5] = [Self::Acute, Self::Standard, Self::CourseOfEight, Self::Taper, Self::Maintenance];

    /// "acute", "course of eight": as it stands in a list and is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acute => "acute",
            Self::Standard => "standard",
            Self::CourseOfEight => "course of eight",
            Self::Taper => "taper",
            Self::Maintenance => "maintenance",
        }
    }

    /// By its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.name() == name)
    }

    pub fn cadence(self) -> Cadence {
        let (times, every) = match self {
            Self::Acute => (2, Every::Week),
            Self::Standard | Self::CourseOfEight => (1, Every::Week),
            Self::Taper => (1, Every::TwoWeeks),
            Self::Maintenance => (1, Every::FourWeeks),
        };
        Cadence { times, every }
    }

    /// How many visits; none for an open end.
    pub fn visits(self) -> Option<u32> {
        match self {
            Self::Acute | Self::Standard => Some(6),
            Self::CourseOfEight => Some(8),
            Self::Taper => Some(3),
            Self::Maintenance => None,
        }
    }

    /// The sessions after which it is looked at again: after 4, and at the end of a shorter one.
    pub fn reassess(self) -> u32 {
        self.visits().map_or(REASSESS_EVERY, |visits| visits.min(REASSESS_EVERY))
    }

    /// As a line of a note says it; none for an open end, which a line has no word for.
    pub fn line(self) -> Option<PlanLine> {
        Some(PlanLine { cadence: self.cadence(), visits: self.visits()?, minutes: None, reassess: Some(self.reassess()) })
    }

    /// "weekly, 8 visits, check after 4"; "every 4 weeks, open end, check after 4".
    pub fn words(self) -> String {
        words(self.cadence(), self.visits(), Some(self.reassess()))
    }
}

/// A plan in words: "weekly, 8 visits, check after 4".
pub fn words(cadence: Cadence, visits: Option<u32>, reassess: Option<u32>) -> String {
    let visits = visits.map_or_else(|| "open end".to_owned(), |visits| say::count(visits as usize, "visit", "visits"));
    let check = reassess.map(|after| format!(", check after {after}")).unwrap_or_default();
    format!("{}, {visits}{check}", cadence.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_those_of_the_practice() {
        for (name, words, rule) in [
            ("acute", "twice a week, 6 visits, check after 4", None),
            ("standard", "weekly, 6 visits, check after 4", Some("FREQ=WEEKLY;COUNT=6")),
            ("course of eight", "weekly, 8 visits, check after 4", Some("FREQ=WEEKLY;COUNT=8")),
            ("taper", "every 2 weeks, 3 visits, check after 3", Some("FREQ=WEEKLY;INTERVAL=2;COUNT=3")),
            ("maintenance", "every 4 weeks, open end, check after 4", Some("FREQ=WEEKLY;INTERVAL=4")),
        ] {
            let template = Template::from_name(name).expect("a template");
            assert_eq!(template.words(), words);
            assert_eq!(template.cadence().rrule(template.visits()).as_deref(), rule);
        }
    }
}
