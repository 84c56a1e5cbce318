//! What counts as a change of pain. Meaningful is a change of 2 points or 30 % on the scale from 0 to 10 (Farrar 2001, Pain 94;
//! Ostelo 2008, Spine 33); how many points depends on where it began (Thieme a-1304-3677).
use super::mean::{Mean, points};
use crate::domain::care::finding::Nrs;

/// The share of the baseline, in percent, from which a change counts.
const SHARE: u32 = 30;
/// Points up from which it is worse, in halves.
const WORSE: u32 = 4;

/// What became of the pain since the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Less by the points that count from this baseline, and by 30 %.
    Improved,
    /// Less by one of the two.
    SomeChange,
    NoChange,
    /// More by 2 points.
    Worse,
    /// Nothing was told that could be compared.
    NotKnown,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::SomeChange => "some change",
            Self::NoChange => "no change",
            Self::Worse => "worse",
            Self::NotKnown => "not known yet",
        }
    }

    /// Whether the pain is less by what the published numbers call meaningful: 2 points (by baseline 1 to 3) or 30 %.
    pub fn is_meaningful(self) -> bool {
        match self {
            Self::Improved | Self::SomeChange => true,
            Self::NoChange | Self::Worse | Self::NotKnown => false,
        }
    }
}

/// How many points count from this baseline: 1 from 1–4, 2 from 5–7, 3 from 8–10; none from 0, which cannot become less.
pub fn threshold(baseline: Nrs) -> Option<u8> {
    match baseline.get() {
        0 => None,
        1..=4 => Some(1),
        5..=7 => Some(2),
        _ => Some(3),
    }
}

/// The verdict on a mean against the baseline, exact to the half point.
pub fn verdict(baseline: Nrs, now: Mean) -> Verdict {
    let change = Change::of(baseline, now);
    match (change.enough_points(), change.enough_share()) {
        _ if change.more >= WORSE => Verdict::Worse,
        (true, true) => Verdict::Improved,
        (true, false) | (false, true) => Verdict::SomeChange,
        (false, false) => Verdict::NoChange,
    }
}

/// The most pain that still counts as improved from this baseline; none from 0.
pub fn improved_at(baseline: Nrs) -> Option<Mean> {
    Mean::all().rev().find(|now| verdict(baseline, *now) == Verdict::Improved)
}

/// The way from a baseline to a mean, in halves; one of `less` and `more` is 0.
struct Change {
    baseline: Nrs,
    less: u32,
    more: u32,
}

impl Change {
    fn of(baseline: Nrs, now: Mean) -> Self {
        let (then, now) = (u32::from(baseline.get()) * 2, u32::from(now.halves()));
        Self { baseline, less: then.saturating_sub(now), more: now.saturating_sub(then) }
    }

    fn enough_points(&self) -> bool {
        threshold(self.baseline).is_some_and(|points| self.less >= u32::from(points) * 2)
    }

    fn enough_share(&self) -> bool {
        is_share(self.less, self.whole())
    }

    fn whole(&self) -> u32 {
        u32::from(self.baseline.get()) * 2
    }
}

/// Whether `less` is at least 30 % of `whole`; nothing is a share of nothing.
pub(super) fn is_share(less: u32, whole: u32) -> bool {
    whole > 0 && less * 100 >= SHARE * whole
}

/// A share in percent to the nearest whole one, but never 30 before it is 30.
pub(super) fn percent(part: u32, whole: u32) -> Option<u32> {
    let nearest = (200 * part + whole).checked_div(2 * whole)?;
    Some(if nearest == SHARE && !is_share(part, whole) { SHARE - 1 } else { nearest })
}

/// "43 %", "29 % more", "0 %"; nothing from a baseline of 0.
pub(super) fn share_words(baseline: Nrs, now: Mean) -> Option<String> {
    let change = Change::of(baseline, now);
    if change.more > 0 {
        Some(format!("{} % more", percent(change.more, change.whole())?))
    } else {
        Some(format!("{} %", percent(change.less, change.whole())?))
    }
}

/// Why the verdict is what it is, with the threshold it was held against: "3 points less; from 7, 2 points and 30 % count".
pub(super) fn why(baseline: Nrs, now: Mean) -> String {
    let change = Change::of(baseline, now);
    if change.more > 0 {
        let held = if change.more >= WORSE { "2 or more are worse" } else { "2 or more would be worse" };
        return format!("{} more; {held}", points(change.more));
    }
    let Some(counts) = threshold(baseline) else { return "there was no pain to become less".to_owned() };
    let counts = format!("from {}, {} and {SHARE} % count", baseline.get(), points(u32::from(counts) * 2));
    let less = if change.less == 0 { "the same".to_owned() } else { format!("{} less", points(change.less)) };
    match (change.enough_points(), change.enough_share()) {
        (true, false) => format!("{less}; {counts}: the points are there, the share is not"),
        (false, true) => format!("{less}; {counts}: the share is there, the points are not"),
        (true, true) | (false, false) => format!("{less}; {counts}"),
    }
}
