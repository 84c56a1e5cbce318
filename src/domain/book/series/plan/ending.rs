//! How long a standing appointment goes on: ended, taken up again, given another end.
use chrono::NaiveDate;

use super::{Scope, Standing};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::rule::End;
use crate::domain::book::series::act::{Fate, Kind, Planned, Row, SeriesAct};
use crate::domain::book::series::{FOREVER, Terms};
use crate::domain::book::status::{CancelledBy, Status};
use crate::domain::text::Clean;
use crate::domain::wording::ending::Ending;

impl Standing<'_> {
    /// Nothing happens any more from a date on: what is still to come is called off, and the rule ends there.
    pub fn end(&self, scope: Scope, by: CancelledBy, reason: &Clean) -> Result<SeriesAct, String> {
        let (pivot, rows) = self.part(scope)?;
        let dates = rows.iter().map(|(at, row)| {
            let fate = match row.status {
                Status::Skipped | Status::ToDecide if self.is_open(row) => Fate::Skip,
                _ if self.is_open(row) => Fate::CallOff { by, reason: reason.clone() },
                _ => Fate::Stay,
            };
            Planned { row: Some(Row::from(row)), rule_date: *at, fate }
        });
        let dates = dates.collect();
        let ended = self.series.terms.ended.map_or(pivot, |ended| ended.min(pivot));
        Ok(self.same(Kind::Ended, Terms { ended: Some(ended), ..self.series.terms.clone() }, dates, self.series.made_until))
    }

    /// What was called off from a date on happens again, and the rule goes on.
    pub fn restore(&self, scope: Scope) -> Result<SeriesAct, String> {
        let from = match scope {
            Scope::Following(at) => at,
            Scope::All => self.now,
        };
        let called_off = |row: &Appointment| matches!(row.status, Status::Cancelled | Status::LateCancelled) && row.span.from() > self.now;
        let dates = self.rows.iter().filter(|(at, row)| *at >= from && called_off(row)).map(|(at, row)| Planned {
            row: Some(Row::from(row)),
            rule_date: *at,
            fate: Fate::Book { slot: row.slot(), anyway: None },
        });
        let dates: Vec<Planned> = dates.collect();
        if dates.is_empty() {
            return Err("None of the dates to come was called off, so there is nothing to put back.".into());
        }
        Ok(self.same(Kind::Restored, Terms { ended: None, ..self.series.terms.clone() }, dates, self.series.made_until))
    }

    /// Another end, as somebody says it. Dates that come before its own, in the series it was split off, count along.
    pub fn extend(&self, ending: Ending) -> Result<SeriesAct, String> {
        let has = u32::try_from(self.series.terms.dates_after(None, self.series.made_until).len()).unwrap_or(u32::MAX);
        let goes_on = self.series.terms.rule.end() == End::Never && self.series.terms.ended.is_none();
        self.run_until(match ending {
            Ending::More(_) if goes_on => return Err("It goes on until further notice already, so there is nothing to add.".into()),
            Ending::More(more) => End::Count(has.saturating_add(more)),
            Ending::Times(times) if times <= self.series.before => {
                return Err(format!("{} of its dates have been before already. Say a greater number.", self.series.before));
            }
            Ending::Times(times) => End::Count(times - self.series.before),
            Ending::Until(day) if day < self.now.date() => return Err("That day is over. Say a later one.".into()),
            Ending::Until(day) => End::until_day(day),
            Ending::Open => End::Never,
        })
    }

    /// Another end of the rule. Dates that it takes away are called off by the practice, dates that it brings are new.
    pub fn run_until(&self, end: End) -> Result<SeriesAct, String> {
        if self.series.goes_on {
            return Err("Another part of this standing appointment goes on from here. Say that of its dates.".into());
        }
        let rule = self.series.terms.rule.with_end(end);
        let terms = Terms { rule, ended: None, ..self.series.terms.clone() };
        // A rule that had an end was made whole, and one without goes on growing behind its last row.
        let made = match self.series.made_until {
            FOREVER => self.rows.last().map_or(NaiveDate::MIN, |(at, _)| at.date()),
            made => made,
        };
        let made_until = terms.horizon(self.now.date()).max(made);
        let mut dates = self.brought(&terms, made_until);
        let wanted = terms.dates_after(None, made_until);
        for (at, row) in self.rows.iter().filter(|(at, row)| !wanted.contains(at) && self.is_open(row)) {
            let reason = Clean::line("the standing appointment ends before");
            let fate = if row.status == Status::Skipped { Fate::Skip } else { Fate::CallOff { by: CancelledBy::Practice, reason } };
            dates.push(Planned { row: Some(Row::from(row)), rule_date: *at, fate });
        }
        if dates.is_empty() && terms == self.series.terms {
            return Err("It ends there already.".into());
        }
        dates.sort_by_key(|planned| planned.rule_date);
        let kind = if dates.iter().any(|planned| matches!(planned.fate, Fate::CallOff { .. })) { Kind::Ended } else { Kind::Extended };
        Ok(self.same(kind, terms, dates, made_until))
    }
}
