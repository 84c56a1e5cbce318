//! Questionnaires and other tellings of pain against the change that counts for each: pain by the rule of all pain, the patient-specific functional scale (JOSPT 2014;44:560), the neck
//! disability index (Young 2009) and the Oswestry index of the low back (Ostelo 2008).
use super::judge::{self, Verdict, is_share, percent};
use super::mean::{Mean, points};
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;

/// What the neck index is counted of. The same number means half as much of 100 as of 50, so it is always kept and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    Fifty,
    Hundred,
}

/// An index as it was told; more is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Score {
    pub points: u8,
    pub of: Of,
}

/// The verdict on a measure, and what was compared with the threshold it was held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    pub verdict: Verdict,
    pub words: String,
}

impl Of {
    fn get(self) -> u32 {
        match self {
            Self::Fifty => 50,
            Self::Hundred => 100,
        }
    }

    /// Points of this scale, from points of 100.
    fn said(self, of_hundred: u32) -> String {
        match self {
            Self::Fifty => points(of_hundred),
            Self::Hundred => points(of_hundred * 2),
        }
    }
}

impl Score {
    fn of_hundred(self) -> u32 {
        u32::from(self.points) * (100 / self.of.get())
    }
}

/// Neck disability index: 10 of 50 count, either way.
pub fn ndi(then: Score, now: Score) -> Measured {
    const COUNTS: u32 = 20;
    let (less, more) = change(then, now);
    let verdict = match (less >= COUNTS, more >= COUNTS) {
        (true, _) => Verdict::Improved,
        (_, true) => Verdict::Worse,
        (false, false) => Verdict::NoChange,
    };
    let counts = format!("{} of {} count", now.of.said(COUNTS), now.of.get());
    Measured { verdict, words: index_words("neck disability", (then, now), verdict, &counts) }
}

/// Oswestry index of the low back, a percentage: less by 10 points or by 30 %; more by 10 points is worse.
pub fn odi(then: u8, now: u8) -> Measured {
    const COUNTS: u32 = 10;
    let (before, after) = (u32::from(then), u32::from(now));
    let (less, more) = (before.saturating_sub(after), after.saturating_sub(before));
    let verdict = if less >= COUNTS || is_share(less, before) {
        Verdict::Improved
    } else if more >= COUNTS {
        Verdict::Worse
    } else {
        Verdict::NoChange
    };
    let changed = match (less, more) {
        (0, 0) => format!("the same; {COUNTS} points or 30 % count"),
        (0, more) if more >= COUNTS => format!("{} more; {COUNTS} or more are worse", points(more * 2)),
        (0, more) => format!("{} more; {COUNTS} or more would be worse", points(more * 2)),
        (less, _) => {
            let share = percent(less, before).map(|share| format!(", {share} %")).unwrap_or_default();
            format!("{} less{share}; {COUNTS} points or 30 % count", points(less * 2))
        }
    };
    Measured { verdict, words: format!("low back disability {then} % → {now} %: {} ({changed})", verdict.word()) }
}

/// By how much an index went down, and up, in points of 100; one of them is 0.
fn change(then: Score, now: Score) -> (u32, u32) {
    let (then, now) = (then.of_hundred(), now.of_hundred());
    (then.saturating_sub(now), now.saturating_sub(then))
}

/// "neck disability 24 → 13 of 50: improved (11 points less, 46 %; 10 points of 50 count)".
fn index_words(name: &str, (then, now): (Score, Score), verdict: Verdict, counts: &str) -> String {
    let (less, more) = change(then, now);
    let of = if then.of == now.of { String::new() } else { format!(" of {}", then.of.get()) };
    let changed = match (less, more) {
        (0, 0) => "the same".to_owned(),
        (0, more) => format!("{} more", now.of.said(more)),
        (less, _) => {
            let share = percent(less, then.of_hundred()).map(|share| format!(", {share} %")).unwrap_or_default();
            format!("{} less{share}", now.of.said(less))
        }
    };
    format!("{name} {}{of} → {} of {}: {} ({changed}; {counts})", then.points, now.points, now.of.get(), verdict.word())
}

/// Pain as it was told beside that of the session, "worst pain" say, held against the same thresholds as pain before a session.
/// Nothing when the scale has no number for it.
pub fn pain(name: &str, then: Nrs, now: Nrs) -> Option<Measured> {
    let mean = Mean::of_last_two(&[now])?;
    let verdict = judge::verdict(then, mean);
    let share = judge::share_words(then, mean).map(|share| format!(", {share}")).unwrap_or_default();
    let words = format!("{name} {} → {}{share}: {} ({})", then.get(), now.get(), verdict.word(), judge::why(then, mean));
    Some(Measured { verdict, words })
}

/// Patient-specific functional scale, 0 unable to 10 as before: the mean over the activities told both times, by number. More by
/// 1.3 is a small change and said as some change, by 2.3 medium and by 2.7 large: improved; less by 1.3 is worse. Nothing when
/// no activity was told both times.
pub fn psfs(then: &[(u8, Nrs)], now: &[(u8, Nrs)]) -> Option<Measured> {
    let pairs: Vec<(u32, u32)> = now
        .iter()
        .filter_map(|(activity, score)| {
            let (_, before) = then.iter().find(|(other, _)| other == activity)?;
            Some((u32::from(before.get()), u32::from(score.get())))
        })
        .collect();
    let count = u32::try_from(pairs.len()).ok().filter(|count| *count > 0)?;
    let (before, after) = pairs.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let (more, less) = (after.saturating_sub(before), before.saturating_sub(after));
    let by = |tenths: u32, change: u32| change * 10 >= tenths * count;
    let (verdict, size) = if by(27, more) {
        (Verdict::Improved, ", a large change")
    } else if by(23, more) {
        (Verdict::Improved, ", a medium change")
    } else if by(13, more) {
        (Verdict::SomeChange, ", a small one")
    } else if by(13, less) {
        (Verdict::Worse, "")
    } else {
        (Verdict::NoChange, "")
    };
    // Cut, not rounded: a change of 1.25 must not read as the 1.3 that counts.
    let tenths = |sum: u32| decimal(sum * 10 / count);
    let nearest = |sum: u32| decimal((sum * 20 + count) / (2 * count));
    let changed = match (more, less) {
        (0, 0) => "the same; 1.3 is small, 2.3 medium, 2.7 large".to_owned(),
        (0, less) => format!("{} less; 1.3 is worse", tenths(less)),
        (more, _) => format!("{} more; 1.3 is small, 2.3 medium, 2.7 large", tenths(more)),
    };
    let activities = say::count(pairs.len(), "activity", "activities");
    let words = format!("function {} → {} of 10, {activities}: {}{size} ({changed})", nearest(before), nearest(after), verdict.word());
    Some(Measured { verdict, words })
}

/// "4", "6.3" from tenths.
fn decimal(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests;
