//! An appointment that is to come again: what is read of it in the form, and the dates that follow from a chosen time.
use chrono::{NaiveDateTime, NaiveTime};

use super::wish::{self, Wanted};
use super::{Booking, CLIENT, REPEATS, RoomWish, WHEN};
use crate::domain::book::appointment::Slot;
use crate::domain::book::series::begin::{begin, own_first_day};
use crate::domain::book::series::review::Asked;
use crate::domain::book::series::suited::best;
use crate::domain::book::series::{Terms, plan};
use crate::domain::ids::StaffId;
use crate::domain::span::Span;
use crate::domain::wording::repeat::{self, Said};
use crate::domain::wording::{say, when};
use crate::tui::msg::Query;
use crate::tui::screens::{Act, Screen, See, dates};

impl Booking {
    /// The field in which the repeat is typed; empty: it may stand in the words of when.
    fn repeats_field(&self) -> Option<String> {
        self.of.is_none().then(|| self.form.value(REPEATS).to_string()).filter(|text| !text.is_empty())
    }

    /// The words that may say a repeat.
    fn repeat_text(&self) -> String {
        self.repeats_field().unwrap_or_else(|| self.form.value(WHEN).to_string())
    }

    /// How often it shall come, as read for a first date; `None`: once.
    pub(super) fn repeat(&self, start: NaiveDateTime, see: &See<'_>) -> Result<Option<Said>, String> {
        if self.of.is_some() {
            return Ok(None);
        }
        let order = see.directory.practice.order;
        match self.repeats_field() {
            None => repeat::read(self.form.value(WHEN).as_str(), start, order),
            Some(text) => match repeat::read(&text, start, order)? {
                Some(said) if said.rest.is_empty() => Ok(Some(said)),
                Some(said) => Err(wish::therapist_here(&said.rest, "how often, like weekly x8", see)
                    .unwrap_or_else(|| repeat::not_understood(&said.rest.join(" ")))),
                None => {
                    let words: Vec<String> = text.split_whitespace().filter(|word| word.starts_with('@')).map(str::to_owned).collect();
                    Err(wish::therapist_here(&words, "how often, like weekly x8", see).unwrap_or_else(|| repeat::not_understood(&text)))
                }
            },
        }
    }

    fn first_day(&self, see: &See<'_>) -> NaiveDateTime {
        let day = self.start.day.unwrap_or_else(|| see.now.date()).max(see.now.date());
        day.and_time(NaiveTime::MIN)
    }

    /// What is wished for. What comes again is wished for on the first date of its rule, whatever day was typed.
    pub(super) fn wanted_time(&self, see: &See<'_>) -> Result<Wanted, String> {
        let typed = self.typed_time(see)?;
        if typed.now {
            return Ok(typed);
        }
        let (day, last) = typed.days;
        let midnight = day.and_time(NaiveTime::MIN);
        let Ok(Some(said)) = self.repeat(typed.exactly.unwrap_or(midnight), see) else { return Ok(typed) };
        let first = match typed.exactly {
            Some(at) => begin(&said, at, see.now),
            None if day == last => said.rule.dates(midnight).next(),
            None => None,
        };
        let Some(first) = first else { return Ok(typed) };
        let minutes = self.minutes()?;
        if typed.exactly.is_some() {
            return Ok(wish::exact(first, minutes, false));
        }
        let words = typed.words.replacen(&say::full_day(day), &say::full_day(first.date()), 1);
        Ok(Wanted { days: (first.date(), first.date()), words, ..typed })
    }

    /// What is typed, once the words of the repeat are taken out of those of when.
    fn typed_time(&self, see: &See<'_>) -> Result<Wanted, String> {
        let minutes = self.minutes()?;
        let start_day = self.start.day.unwrap_or_else(|| see.now.date());
        let typed = self.form.value(WHEN);
        let from = self.first_day(see);
        let Some(said) = self.repeat(from, see)? else {
            return wish::read(typed.as_str(), start_day, minutes, see);
        };
        let mut text = if self.repeats_field().is_some() { typed.to_string() } else { said.rest.join(" ") };
        let order = see.directory.practice.order;
        let day_is_said = !text.is_empty() && !when::read(&text, see.now, order).is_ok_and(|reading| reading.when.day.is_none());
        if let Some(day) = own_first_day(&self.repeat_text(), from.date(), order).filter(|_| !day_is_said) {
            text = format!("{} {text}", say::full_day(day));
        }
        if let Some(at) = said.at {
            text = format!("{text} {}", say::time(at));
        }
        wish::read(text.trim(), start_day, minutes, see)
    }

    /// "Every 2 weeks on Tuesday at 10:00, 8 times", as it would be from the time that is chosen; `None`: it comes once.
    pub(super) fn repeats_words(&self, see: &See<'_>) -> Option<String> {
        let wanted = self.typed_time(see).ok()?;
        let chosen = if self.in_list { self.list.selected } else { 0 };
        let from = wanted.exactly.or_else(|| self.offers.get(chosen).map(|offer| offer.span.from()));
        let start = from.unwrap_or_else(|| self.first_day(see));
        let said = self.repeat(start, see).ok()??;
        let first = begin(&said, start, see.now).unwrap_or(start);
        let words = repeat::say(&said.rule, first);
        Some(match from {
            None => words.replace(" at 00:00", ""),
            Some(from) if from != first => format!("{words} · begins {}, the first such date", say::moment(first, first_year(see))),
            Some(_) => words,
        })
    }

    /// How each therapist who offers it would fit all dates, where anybody will do; `None`: it comes once, or somebody is chosen.
    pub(super) fn suited_question(&self, see: &See<'_>) -> Option<Query> {
        let at = self.wanted_time(see).ok()?.exactly?;
        let (None, Some(service), Ok(minutes)) = (self.staff(), self.service(), self.minutes()) else { return None };
        let rule = self.repeat(at, see).ok()??.rule;
        let offering = see.directory.therapists().filter(|staff| staff.offers.contains(&service)).map(|staff| staff.id);
        let staff: Vec<StaffId> = offering.collect();
        let slot = self.slot_at(see, *staff.first()?, Span::lasting(at, minutes));
        let room = match self.room() {
            RoomWish::One(room) => Some(room),
            RoomWish::Any | RoomWish::None => None,
        };
        let terms =
            Terms { client: self.client, service, staff: slot.staff, room, minutes, buffer: slot.buffer, rule, first: at, ended: None };
        let dates = terms.dates(see.now.date()).into_iter();
        let asked = dates.map(|at| Asked { rule_date: at, row: None, slot: terms.slot(at) }).collect();
        Some(Query::Suited { asked, staff, any_room: room.is_none() })
    }

    /// Who is to treat on all dates where anybody will do, once the file has said it.
    pub(super) fn best_suited(&self, see: &See<'_>) -> Option<StaffId> {
        let question = self.suited_question(see)?;
        if self.answered.contains(&question) { best(&self.suited, self.preferred()) } else { None }
    }

    /// The dates of what shall come again, from this time on; `None`: it comes once.
    pub(super) fn dates(&self, slot: Slot, see: &See<'_>) -> Option<Vec<Act>> {
        let said = match self.repeat(slot.span.from(), see) {
            Ok(Some(said)) => said,
            Ok(None) => return self.must_repeat().map(|why| vec![Act::Refuse(why)]),
            Err(why) => return Some(vec![Act::Refuse(why)]),
        };
        Some(self.open_dates(&said, slot, see).unwrap_or_else(|why| vec![*why]))
    }

    fn open_dates(&self, said: &Said, slot: Slot, see: &See<'_>) -> Result<Vec<Act>, Box<Act>> {
        let refuse = |why: &str| Box::new(Act::Refuse(why.to_owned()));
        if self.is_walk_in(see) {
            return Err(refuse("A walk-in comes once. Book it, then make it standing."));
        }
        let who = self.who()?;
        let over = "None of these dates is still to come. Say a later day, or a later end.";
        let first = begin(said, slot.span.from(), see.now).ok_or_else(|| refuse(over))?;
        let room = match self.room() {
            RoomWish::One(room) => Some(room),
            RoomWish::Any | RoomWish::None => None,
        };
        let terms = Terms {
            client: self.client,
            service: slot.service,
            staff: slot.staff,
            room,
            minutes: slot.span.minutes(),
            buffer: slot.buffer,
            rule: said.rule.clone(),
            first,
            ended: None,
        };
        let act = plan::make(who, terms, self.note(), see.now);
        if act.dates.is_empty() {
            return Err(refuse(over));
        }
        let name = self.card.as_ref().map_or_else(|| self.form.value(CLIENT), |card| card.client.name.clone());
        let dates = dates::Dates::new(act, room.is_none(), name.as_str()).closing_form().of_plan(self.course.as_deref());
        let mut acts = vec![Act::Open(Box::new(Screen::Dates(Box::new(dates))))];
        let typed = self.typed_time(see).ok().and_then(|typed| typed.exactly).unwrap_or(slot.span.from());
        if first != typed {
            acts.push(Act::Say(format!("It begins {}, the first such date.", say::moment(first, first_year(see)))));
        }
        Ok(acts)
    }
}

fn first_year(see: &See<'_>) -> i32 {
    chrono::Datelike::year(&see.now)
}
