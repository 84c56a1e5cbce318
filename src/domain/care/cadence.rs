//! How often a plan's visits come: in words, in days, and as a rule that repeats.
use super::line::{Cadence, Every};

impl Every {
    /// How long it is, in days; a month counts as 30.
    pub fn days(self) -> u32 {
        self.weeks().map_or(30, |weeks| weeks * 7)
    }

    /// How long it is in weeks; none for a month, which is not made of whole weeks.
    fn weeks(self) -> Option<u32> {
        match self {
            Self::Week => Some(1),
            Self::TwoWeeks => Some(2),
            Self::ThreeWeeks => Some(3),
            Self::FourWeeks => Some(4),
            Self::Month => None,
        }
    }
}

impl Cadence {
    /// "weekly", "twice a week", "every 2 weeks", "3 times in 4 weeks", "monthly".
    pub fn words(self) -> String {
        let often = match self.times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        match (self.times, self.every.weeks()) {
            (1, Some(1)) => "weekly".to_owned(),
            (1, Some(weeks)) => format!("every {weeks} weeks"),
            (1, None) => "monthly".to_owned(),
            (_, Some(1)) => format!("{often} a week"),
            (_, Some(weeks)) => format!("{often} in {weeks} weeks"),
            (_, None) => format!("{often} a month"),
        }
    }

    /// The days from one visit to the next, to the nearest whole day: twice a week is 4, never less than 1.
    pub fn days_between(self) -> u32 {
        let (days, most) = (self.every.days(), 2 * self.every.days());
        let times = self.times.clamp(1, most);
        ((2 * days + times) / (2 * times)).max(1)
    }

    /// The recurrence rule (RFC 5545) of so many visits, or of an open end: "FREQ=WEEKLY;INTERVAL=2;COUNT=3". None where the
    /// cadence alone does not say on which days: several visits in one stretch need as many weekdays, and a month its week.
    pub fn rrule(self, visits: Option<u32>) -> Option<String> {
        let weeks = self.every.weeks().filter(|_| self.times == 1 && visits != Some(0))?;
        let interval = if weeks == 1 { String::new() } else { format!(";INTERVAL={weeks}") };
        let count = visits.map(|visits| format!(";COUNT={visits}")).unwrap_or_default();
        Some(format!("FREQ=WEEKLY{interval}{count}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::rule::Rule;

    #[test]
    fn a_cadence_is_said_counted_in_days_and_repeats() {
        let (weekly, fortnightly) = (Some("FREQ=WEEKLY;COUNT=8"), Some("FREQ=WEEKLY;INTERVAL=2;COUNT=8"));
        for (times, every, words, days, rule) in [
            (1, Every::Week, "weekly", 7, weekly),
            (2, Every::Week, "twice a week", 4, None),
            (3, Every::Week, "3 times a week", 2, None),
            (7, Every::Week, "7 times a week", 1, None),
            (1, Every::TwoWeeks, "every 2 weeks", 14, fortnightly),
            (2, Every::TwoWeeks, "twice in 2 weeks", 7, None),
            (1, Every::ThreeWeeks, "every 3 weeks", 21, Some("FREQ=WEEKLY;INTERVAL=3;COUNT=8")),
            (1, Every::FourWeeks, "every 4 weeks", 28, Some("FREQ=WEEKLY;INTERVAL=4;COUNT=8")),
            (3, Every::FourWeeks, "3 times in 4 weeks", 9, None),
            (1, Every::Month, "monthly", 30, None),
            (2, Every::Month, "twice a month", 15, None),
        ] {
            let cadence = Cadence { times, every };
            assert_eq!((cadence.words().as_str(), cadence.days_between(), cadence.rrule(Some(8)).as_deref()), (words, days, rule));
            for text in [cadence.rrule(Some(8)), cadence.rrule(None)].into_iter().flatten() {
                assert!(Rule::read(&text, None).is_ok(), "{text}");
            }
        }
    }

    #[test]
    fn numbers_that_mean_nothing_harm_nothing() {
        for times in [0, u32::MAX] {
            let cadence = Cadence { times, every: Every::Week };
            assert!(cadence.days_between() >= 1);
            assert_eq!(cadence.rrule(None), None);
        }
        assert_eq!(Cadence { times: 1, every: Every::Week }.rrule(Some(0)), None);
    }
}
