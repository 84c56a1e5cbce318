//! An event and the dates that differ from its rule, as dates on the practice's wall clock.
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::event::{Ends, Event, Said};
use super::moment::{Clock, Moment, Zone};
use super::own;
use super::rules::TimedRule;
use super::zone::Zones;
use super::{Occasion, Options, State, What};
use crate::domain::book::rule::{End, Rule};
use crate::domain::book::series::{HORIZON_WEEKS, MOST_DATES, horizon};
use crate::domain::book::status::Status;
use crate::domain::span::Span;
use crate::domain::text::Clean;
use crate::domain::wording::say;

/// What a group of components comes to, and what has to be said about it.
pub(super) type Unrolled = (What, Vec<String>);

/// Dates to come that one event can have: three a day for a year.
const MOST_AHEAD: usize = 1100;

/// Where and when one event stands on the practice's clock.
pub(super) struct Placed {
    pub(super) at: NaiveDateTime,
    pub(super) minutes: u32,
    pub(super) zone: Zone,
    /// The same moment on its own clock.
    own: NaiveDateTime,
}

pub(super) struct Unroll<'a> {
    pub(super) zones: &'a Zones,
    pub(super) options: &'a Options,
}

impl Unroll<'_> {
    fn practice(&self) -> Tz {
        self.options.zone
    }

    /// A moment on the practice's clock; a day has its midnight.
    pub(super) fn on_our_clock(&self, moment: &Moment) -> Result<NaiveDateTime, String> {
        match moment {
            Moment::Day(day) => Ok(day.and_time(NaiveTime::MIN)),
            Moment::At { wall, clock } => Ok(self.zones.find(clock)?.to_practice(*wall, self.practice())),
        }
    }

    /// Begin and length of an event with a time of day. `usual`: the length of one that says none.
    pub(super) fn place(&self, event: &Event, usual: Option<u32>) -> Result<Placed, String> {
        let Moment::At { wall, clock } = &event.start else {
            return Err("It is a whole day, and the event it belongs to has a time of day: give both the same.".to_owned());
        };
        let zone = self.zones.find(clock)?;
        let at = zone.to_practice(*wall, self.practice());
        let minutes = match &event.ends {
            Ends::Unsaid => None,
            Ends::At(end @ Moment::At { .. }) => Some((self.on_our_clock(end)? - at).num_minutes()),
            Ends::At(Moment::Day(_)) => {
                return Err("It begins at a time of day and ends with a day: write the time at which it ends.".to_owned());
            }
            Ends::After(length) => Some(length.num_minutes()),
        };
        let minutes = match minutes {
            Some(minutes) if minutes < 0 => return Err("It ends before it begins: correct the end.".to_owned()),
            Some(0) | None => usual,
            Some(minutes) => u32::try_from(minutes).ok(),
        };
        let minutes = minutes.ok_or("Neither an end nor a length is said: add one, or give the usual length with --minutes.")?;
        if minutes > crate::domain::practice::service::LONGEST_MINUTES {
            return Err("It lasts more than ten hours, and no appointment does: correct the end, or make it a whole day.".to_owned());
        }
        Ok(Placed { at, minutes, zone, own: *wall })
    }

    /// An event with a time of day, and the dates that stand in for dates of its rule.
    pub(super) fn timed(&self, event: &Event, changed: &[&Event]) -> Result<Unrolled, String> {
        let placed = self.place(event, self.options.minutes)?;
        let mut notes = Vec::new();
        let rules = event.rules.iter().map(|rule| TimedRule::read(rule, placed.own, placed.zone, self.practice()));
        let rules = rules.collect::<Result<Vec<_>, _>>()?;
        let extra = event.extra.iter().map(|moment| self.rdate(moment, &placed)).collect::<Result<Vec<_>, _>>()?;
        let changed = changed.iter().map(|one| self.changed(one, &placed)).collect::<Result<Vec<_>, _>>()?;
        let is_single = rules.is_empty() && extra.is_empty() && changed.is_empty();
        if is_single {
            return Ok((What::Single(occasion(event, placed.at, placed.at, placed.minutes)), notes));
        }
        let out = self.left_out(event, &placed)?;
        let each = |moments: &[Moment]| moments.iter().map(|one| self.rdate(one, &placed)).collect::<Result<BTreeSet<_>, _>>();
        let (done, to_decide) = (each(&event.done)?, each(&event.to_decide)?);
        let far = extra.iter().copied().chain(changed.iter().map(|(at, _)| *at)).map(|at| at.date()).chain(out.last()).max();
        let standing = match rules.as_slice() {
            [only] if event.not_rules.is_empty() && event.said != Said::Cancelled => self.standing(only, &placed, far, &mut notes),
            _ => None,
        };
        let mut dates: BTreeSet<NaiveDateTime> = match &standing {
            Some(standing) => standing.dates.iter().copied().collect(),
            None => self.singly(event, &rules, &placed, &mut notes)?,
        };
        let no_date = !rules.is_empty() && dates.is_empty();
        if no_date && changed.is_empty() && extra.is_empty() {
            return Ok((What::Nothing("Its rule gives no date, so there was nothing to bring in."), notes));
        }
        let earliest = dates.first().copied().filter(|_| standing.as_ref().is_some_and(|standing| standing.is_cut));
        if !no_date {
            dates.insert(placed.at);
        }
        dates.extend(&extra);
        dates.extend(changed.iter().map(|(at, _)| *at));
        let dates: Vec<NaiveDateTime> = dates.into_iter().filter(|at| earliest.is_none_or(|first| *at >= first)).collect();
        let dates = self.newest(dates, &mut notes)?;
        let occasions = dates.into_iter().filter_map(|at| {
            if let Some((_, other)) = changed.iter().rfind(|(date, _)| *date == at) {
                return Some(other.clone());
            }
            let own = occasion(event, at, at, placed.minutes);
            match (out.has(at), &standing) {
                (false, _) if done.contains(&at) => Some(Occasion { state: State::Ours(Status::Done), ..own }),
                (false, _) => Some(own),
                // A date of the rule that is not to happen is a row; one of a list is simply not there.
                (true, Some(standing)) => {
                    let state = if to_decide.contains(&at) { State::Ours(Status::ToDecide) } else { State::Skipped };
                    standing.dates.contains(&at).then_some(Occasion { state, ..own })
                }
                (true, None) => None,
            }
        });
        let dates: Vec<Occasion> = occasions.collect();
        if dates.is_empty() {
            return Ok((What::Nothing("All of its dates are taken out again, so there was nothing to bring in."), notes));
        }
        Ok((
            match standing {
                Some(standing) => What::Standing {
                    first: standing.first,
                    minutes: placed.minutes,
                    rule: standing.rule,
                    made_until: standing.until,
                    dates,
                },
                None => What::Dates(dates),
            },
            notes,
        ))
    }

    /// The dates of one rule as a standing appointment; `None` where the practice's clock does not follow the event's.
    fn standing(&self, timed: &TimedRule, placed: &Placed, far: Option<NaiveDate>, notes: &mut Vec<String>) -> Option<Made> {
        if !timed.is_plain(placed.own) {
            notes.push("It happens at several times of a day, so it comes in as its dates, one by one.".to_owned());
            return None;
        }
        let convert = |at: NaiveDateTime| placed.zone.to_practice(at, self.practice());
        let rule = match timed.rule.end() {
            End::Until(last) => timed.rule.with_end(End::Until(convert(last))),
            End::Count(_) | End::Never => timed.rule.clone(),
        };
        let made_until = self.made_until(&rule, placed.at, far, notes);
        let to = Span::whole_day(made_until).to();
        let own = timed.rule.dates_between(placed.own, placed.own, to + Days::new(2));
        let own: Vec<NaiveDateTime> = own.into_iter().map(convert).filter(|at| *at < to).collect();
        let dates = rule.dates_between(placed.at, placed.at, to);
        if own != dates {
            notes.push("Its clock changes on other days than the practice's, so it comes in as its dates, one by one.".to_owned());
            return None;
        }
        let cut = dates.len().saturating_sub(MOST_DATES as usize);
        if cut > 0 {
            notes.push(older(cut, MOST_DATES as usize));
        }
        let first = dates.get(cut).copied().unwrap_or(placed.at);
        let rule = if cut > 0 { rule.settled(placed.at).into_owned() } else { rule };
        Some(Made { rule, first, until: made_until, dates: dates[cut..].to_vec(), is_cut: cut > 0 })
    }

    /// Up to which day the dates are made. What differs far ahead has to be among them, or the dates made later would meet it.
    fn made_until(&self, rule: &Rule, first: NaiveDateTime, far: Option<NaiveDate>, notes: &mut Vec<String>) -> NaiveDate {
        let usual = horizon(rule, first, self.options.today);
        let Some(far) = far.filter(|far| *far > usual) else { return usual };
        let now = self.options.today.and_time(NaiveTime::MIN);
        let ahead = rule.dates_between(first, now.max(first), Span::whole_day(far).to()).len();
        if ahead <= MOST_DATES as usize {
            return far;
        }
        notes.push(format!("What differs from its rule after {} is so far ahead that it was not taken over.", say::full_day(usual)));
        usual
    }

    /// The newest of a list that is too long; what is to come is never left out.
    fn newest(&self, dates: Vec<NaiveDateTime>, notes: &mut Vec<String>) -> Result<Vec<NaiveDateTime>, String> {
        let ahead = dates.iter().filter(|at| at.date() >= self.options.today).count();
        if ahead > MOST_AHEAD {
            return Err(format!("It has {ahead} dates to come, and no appointment has: correct its rule."));
        }
        let cut = dates.len().saturating_sub(ahead.max(MOST_DATES as usize));
        if cut > 0 {
            notes.push(older(cut, dates.len() - cut));
        }
        Ok(dates.into_iter().skip(cut).collect())
    }

    /// The dates of several rules, of an EXRULE's rest or of another clock, each by itself.
    fn singly(
        &self,
        event: &Event,
        rules: &[TimedRule],
        placed: &Placed,
        notes: &mut Vec<String>,
    ) -> Result<BTreeSet<NaiveDateTime>, String> {
        let from = placed.at.date().max(self.options.today);
        let to = Span::whole_day(from + Days::new(7 * HORIZON_WEEKS)).to();
        let dates = |rule: &TimedRule| {
            let counted = matches!(rule.rule.end(), End::Count(count) if count <= MOST_DATES);
            rule.dates(placed.own, if counted && rule.is_plain(placed.own) { NaiveDate::MAX.and_time(NaiveTime::MIN) } else { to })
        };
        let mut all: BTreeSet<NaiveDateTime> = rules.iter().flat_map(dates).collect();
        for rule in &event.not_rules {
            let not = TimedRule::read(rule, placed.own, placed.zone, self.practice())?;
            let last = all.last().map_or(to, |last| *last + Days::new(1));
            for date in not.dates(placed.own, last) {
                all.remove(&date);
            }
        }
        if rules.len() > 1 || !event.not_rules.is_empty() {
            notes.push("It has several rules, so it comes in as its dates, one by one.".to_owned());
        } else if event.said == Said::Cancelled && !rules.is_empty() {
            notes.push("It is called off altogether, so it comes in as its dates, one by one.".to_owned());
        }
        if rules
            .iter()
            .any(|rule| !rule.rule.is_counted() && rule.dates(placed.own, to + Days::new(366)).len() > rule.dates(placed.own, to).len())
        {
            notes.push(format!("It goes on beyond {}, and its dates were made up to there.", say::full_day(to.date() - Days::new(1))));
        }
        Ok(all.into_iter().map(|at| placed.zone.to_practice(at, self.practice())).collect())
    }

    /// A date beside the rule; a bare day has the time of the event.
    fn rdate(&self, moment: &Moment, placed: &Placed) -> Result<NaiveDateTime, String> {
        match moment {
            Moment::Day(day) => Ok(day.and_time(placed.at.time())),
            Moment::At { .. } => self.on_our_clock(moment),
        }
    }

    fn left_out(&self, event: &Event, placed: &Placed) -> Result<Out, String> {
        let mut out = Out::default();
        for moment in &event.left_out {
            match moment {
                Moment::Day(day) => _ = out.days.insert(*day),
                // A floating date of an event with a zone is meant on the event's clock.
                Moment::At { wall, clock: Clock::Floating } => _ = out.moments.insert(placed.zone.to_practice(*wall, self.practice())),
                Moment::At { .. } => _ = out.moments.insert(self.on_our_clock(moment)?),
            }
        }
        Ok(out)
    }

    /// A date that stands in for another: the moment the rule gave, and the date as it is now.
    fn changed(&self, event: &Event, main: &Placed) -> Result<(NaiveDateTime, Occasion), String> {
        let placed = self.place(event, Some(main.minutes))?;
        let of = match event.instead_of.as_ref() {
            Some(Moment::At { wall, clock: Clock::Floating }) => main.zone.to_practice(*wall, self.practice()),
            Some(moment) => self.rdate(moment, main)?,
            None => placed.at,
        };
        Ok((of, occasion(event, of, placed.at, placed.minutes)))
    }
}

struct Made {
    rule: Rule,
    first: NaiveDateTime,
    until: NaiveDate,
    dates: Vec<NaiveDateTime>,
    is_cut: bool,
}

/// What does not happen.
#[derive(Default)]
struct Out {
    days: BTreeSet<NaiveDate>,
    moments: BTreeSet<NaiveDateTime>,
}

impl Out {
    fn last(&self) -> Option<NaiveDate> {
        self.days.last().copied().max(self.moments.last().map(NaiveDateTime::date))
    }

    fn has(&self, at: NaiveDateTime) -> bool {
        self.days.contains(&at.date()) || self.moments.contains(&at)
    }
}

fn older(cut: usize, kept: usize) -> String {
    format!("{} before the newest {kept} were left out.", say::count(cut, "date", "dates"))
}

/// One date of an event: the moment its rule gave, and where it is.
pub(super) fn occasion(event: &Event, date: NaiveDateTime, at: NaiveDateTime, minutes: u32) -> Occasion {
    let note = if event.instead_of.is_some() { event.note.clone() } else { Clean::default() };
    // A calendar that is called off as a whole (METHOD:CANCEL) says so of events that say something else.
    let status = event.own.status.filter(|status| own::said_of(*status) == event.said);
    let state = status.map_or(State::Said(event.said), State::Ours);
    let about = event.instead_of.is_some().then(|| Box::new(event.about()));
    Occasion { date, span: Span::lasting(at, minutes), state, note, about, line: event.line }
}
