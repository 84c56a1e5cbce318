//! In what an event differs from what it became in the book when it came in before.
use chrono::NaiveDate;

use super::Planner;
use super::whom::Whom;
use crate::domain::book::calendar::{Here, HereDate};
use crate::domain::book::status::Status;
use crate::domain::change::Ref;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::exchange::ics::{Item, Occasion, Said, State, What};

/// Dates that are named.
const NAMED: usize = 3;

impl Planner<'_> {
    /// What is to come and differs, which of the two is kept, and what to do; `None`: nothing differs.
    pub(super) fn differs(&self, item: &Item, here: &Here) -> Option<String> {
        let mut all: Vec<String> = self.other_client(item, here).into_iter().collect();
        match &item.what {
            What::Single(one) => all.extend(here.dates.first().and_then(|row| self.date_differs(Some(one), Some(row)))),
            What::Dates(dates) => all.extend(self.dates_differ(dates, NaiveDate::MAX, here)),
            What::Standing { dates, made_until, .. } => all.extend(self.dates_differ(dates, *made_until, here)),
            What::Away(_) | What::Nothing(_) => {}
        }
        if all.is_empty() {
            return None;
        }
        let more = all.len().saturating_sub(NAMED);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let named = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        let newer = if item.sequence > here.sequence {
            format!("The calendar has a newer revision of it ({} instead of {}). ", item.sequence, here.sequence)
        } else {
            String::new()
        };
        let way = match (here.series, here.dates.first()) {
            (Some((series, ..)), _) => format!("knotbook series move {}", series.0),
            (None, Some(row)) => format!("knotbook move {}", row.id.0),
            (None, None) => "knotbook book".to_owned(),
        };
        Some(format!(
            "{newer}It differs from the book: {named}{more}. The book is kept as it is; where the file is right, change the book (“{way}”)."
        ))
    }

    fn other_client(&self, item: &Item, here: &Here) -> Option<String> {
        let own = here.dates.last()?.client;
        let Ok(Whom::Known(Ref::Known(theirs))) = self.whom(&item.about) else { return None };
        let name = |id| self.before.known.clients.iter().find(|client| client.id == id).map(|client| client.name.to_string());
        (theirs != own).then(|| Some(format!("the book has {}, the file {}", name(own)?, name(theirs)?)))?
    }

    /// Dates are paired by the day that their rule or their list gave.
    fn dates_differ(&self, dates: &[Occasion], until: NaiveDate, here: &Here) -> Vec<String> {
        let (made_until, goes_on) = here.series.map_or((NaiveDate::MAX, false), |(_, until, goes_on)| (until, goes_on));
        let row = |one: &Occasion| {
            let same = here.dates.iter().find(|row| row.date == one.date);
            same.or_else(|| here.dates.iter().find(|row| row.date.date() == one.date.date()))
        };
        let mut all: Vec<(NaiveDate, String)> = Vec::new();
        for one in dates.iter().filter(|one| one.date.date() <= made_until) {
            let row = row(one);
            // What another part of the standing appointment has taken over is compared nowhere.
            if row.is_none() && goes_on {
                continue;
            }
            all.extend(self.date_differs(Some(one), row).map(|words| (one.date.date(), words)));
        }
        let days: std::collections::HashSet<NaiveDate> = dates.iter().map(|one| one.date.date()).collect();
        let only_here = here.dates.iter().filter(|row| row.date.date() <= until && !days.contains(&row.date.date()));
        all.extend(only_here.filter_map(|row| Some((row.date.date(), self.date_differs(None, Some(row))?))));
        all.sort();
        all.into_iter().map(|(_, words)| words).collect()
    }

    /// One date in the file and in the book. What is over on both sides is left alone.
    fn date_differs(&self, theirs: Option<&Occasion>, ours: Option<&HereDate>) -> Option<String> {
        let theirs = theirs.filter(|one| takes_place(self.status(one)) && one.state != State::Said(Said::Cancelled)).map(|one| one.span);
        let status = ours.map(|row| row.status);
        let waits = status == Some(Status::ToDecide);
        let ours = ours.filter(|row| takes_place(row.status)).map(|row| row.span);
        let ahead = |span: &Span| span.from() >= self.now();
        if !theirs.iter().chain(ours.iter()).any(ahead) {
            return None;
        }
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours == theirs => None,
            (Some(ours), Some(theirs)) if ours.date() == theirs.date() => {
                Some(format!("the book has {}, the file {}", say::full_span(&ours), say::hours(&theirs)))
            }
            (Some(ours), Some(theirs)) => Some(format!("the book has {}, the file {}", say::full_span(&ours), say::full_span(&theirs))),
            (Some(ours), None) => Some(format!("the book has {}, the file does not have it any more", say::full_span(&ours))),
            // It waits for the time that the file wants it to have.
            (None, Some(_)) if waits => None,
            (None, Some(theirs)) => {
                let here = status.map_or("not there", Status::word);
                Some(format!("the file has {}, in the book it is {here}", say::full_span(&theirs)))
            }
            (None, None) => None,
        }
    }
}

fn takes_place(status: Status) -> bool {
    !status.is_off() && status != Status::ToDecide
}
