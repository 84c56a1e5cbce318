//! Stretches of wall-clock time. The practice has one zone, and its times carry none: ten o'clock stays ten o'clock.
use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// From an instant of the wall clock up to, not including, a later one. Never empty, never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    from: NaiveDateTime,
    to: NaiveDateTime,
}

impl Span {
    /// `None` unless `to` is later than `from`.
    pub fn new(from: NaiveDateTime, to: NaiveDateTime) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// The stretch of `minutes` (at least one) that begins at `from`.
    pub fn lasting(from: NaiveDateTime, minutes: u32) -> Self {
        Self { from, to: from + TimeDelta::minutes(i64::from(minutes.max(1))) }
    }

    /// The whole of one date, midnight to midnight.
    pub fn whole_day(date: NaiveDate) -> Self {
        Self::lasting(date.and_time(NaiveTime::MIN), 24 * 60)
    }

    pub fn from(&self) -> NaiveDateTime {
        self.from
    }

    pub fn to(&self) -> NaiveDateTime {
        self.to
    }

    /// The date it begins on.
    pub fn date(&self) -> NaiveDate {
        self.from.date()
    }

    /// Length in minutes.
    pub fn minutes(&self) -> u32 {
        u32::try_from((self.to - self.from).num_minutes()).unwrap_or(u32::MAX)
    }

    /// The same start, with `minutes` of clean-up added at the end.
    #[must_use]
    pub fn with_buffer(&self, minutes: u32) -> Self {
        Self { from: self.from, to: self.to + TimeDelta::minutes(i64::from(minutes)) }
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    pub fn contains(&self, at: NaiveDateTime) -> bool {
        self.from <= at && at < self.to
    }

    pub fn encloses(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// What both cover.
    pub fn common(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// What is left of `open` (sorted, disjoint) once `taken` (any order) is cut out; sorted and disjoint again.
pub fn subtract(open: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut taken: Vec<Span> = taken.to_vec();
    taken.sort_unstable();
    let mut left = Vec::with_capacity(open.len());
    for stretch in open {
        let mut from = stretch.from;
        for cut in taken.iter().skip_while(|cut| cut.to <= stretch.from).take_while(|cut| cut.from < stretch.to) {
            left.extend(Span::new(from, cut.from));
            from = from.max(cut.to);
        }
        left.extend(Span::new(from, stretch.to));
    }
    left
}

/// Joins what touches or overlaps (any order); sorted and disjoint.
pub fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether the clocks of `zone` skip this time (spring forward): it is on no clock that day.
pub fn is_skipped(zone: Tz, at: NaiveDateTime) -> bool {
    matches!(zone.from_local_datetime(&at), LocalResult::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 24).and_then(|d| d.and_hms_opt(hour, minute, 0)).expect("a time of the test")
    }

    fn span(from: (u32, u32), to: (u32, u32)) -> Span {
        Span::new(at(from.0, from.1), at(to.0, to.1)).expect("a span of the test")
    }

    #[test]
    fn cutting_leaves_the_stretches_between() {
        let open = [span((9, 0), (13, 0)), span((14, 0), (18, 0))];
        let taken =
            [span((15, 0), (16, 0)), span((8, 0), (9, 30)), span((10, 0), (11, 0)), span((10, 30), (10, 45)), span((12, 30), (14, 30))];
        let left = [span((9, 30), (10, 0)), span((11, 0), (12, 30)), span((14, 30), (15, 0)), span((16, 0), (18, 0))];
        assert_eq!(subtract(&open, &taken), left);
    }

    #[test]
    fn joining_merges_what_touches() {
        let joined = union(vec![span((12, 0), (13, 0)), span((9, 0), (10, 0)), span((10, 0), (11, 0))]);
        assert_eq!(joined, [span((9, 0), (11, 0)), span((12, 0), (13, 0))]);
    }

    #[test]
    fn the_hour_the_clocks_skip_is_known() {
        let gap = NaiveDate::from_ymd_opt(2027, 3, 28).and_then(|d| d.and_hms_opt(2, 30, 0)).expect("a time of the test");
        assert!(is_skipped(chrono_tz::Europe::Berlin, gap));
        assert!(!is_skipped(chrono_tz::America::New_York, gap));
    }
}
