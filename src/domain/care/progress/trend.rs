//! Single visits side by side: the pain before the last few, what a session did on its day, how long the relief held.
use chrono::NaiveDate;

use super::Visit;
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;

/// "7→5→4", oldest first, with `–` for a visit at which it was not told.
pub fn trend(befores: &[Option<Nrs>]) -> String {
    let said = befores.iter().map(|before| before.map_or_else(|| "–".to_owned(), |before| before.get().to_string()));
    said.collect::<Vec<_>>().join("→")
}

impl Visit {
    /// What the session did on its day: pain before less pain after, in points; below 0 when it was more afterwards. Nothing
    /// when one of the two was not told. It is shown beside progress and decides nothing.
    pub fn effect(&self) -> Option<i8> {
        let point = |pain: Nrs| i8::try_from(pain.get()).ok();
        Some(point(self.before?)? - point(self.after?)?)
    }
}

/// The effect of all sessions at which it was told, least first: "2 to 4 points less on the day".
pub fn effect_words(visits: &[Visit]) -> Option<String> {
    let told: Vec<i8> = visits.iter().filter_map(Visit::effect).collect();
    let (least, most) = (*told.iter().min()?, *told.iter().max()?);
    let points = |n: i8| say::count(usize::from(n.unsigned_abs()), "point", "points");
    let said = |n: i8| match n {
        0 => "the same".to_owned(),
        1.. => format!("{} less", points(n)),
        _ => format!("{} more", points(n)),
    };
    Some(match (least, most) {
        _ if least == most => format!("{} on the day", said(least)),
        (1.., _) => format!("{least} to {} on the day", said(most)),
        (_, ..=-1) => format!("{} to {} more on the day", most.unsigned_abs(), points(least)),
        _ => format!("{} to {} on the day", said(least), said(most)),
    })
}

/// How many days the relief held when it was last told, and at which visit.
pub fn hold(visits: &[Visit]) -> Option<(NaiveDate, u32)> {
    visits.iter().rev().find_map(|visit| Some((visit.date, visit.relief_days?)))
}

/// "the relief lasted 4 days (told 9 Jun)".
pub fn hold_words(visits: &[Visit], this_year: i32) -> Option<String> {
    let (date, days) = hold(visits)?;
    let lasted = if days == 0 { "did not last the day".to_owned() } else { format!("lasted {}", say::count(days as usize, "day", "days")) };
    Some(format!("the relief {lasted} (told {})", say::date(date, this_year)))
}
