//! Another time for one of the dates, typed as any time of the house and judged with every letter.
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Dates;
use crate::domain::book::appointment::Slot;
use crate::domain::book::series::review::Judged;
use crate::domain::refusal::capitalize;
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::domain::wording::when::{self, DateOrder};
use crate::tui::form::Field;
use crate::tui::keys::Key;
use crate::tui::screens::{Act, See};

/// The line, what was read in it, and how that would be.
#[derive(Debug)]
pub(in crate::tui) struct Another {
    pub(super) field: Field,
    /// The date as it stands so far.
    was: Slot,
    pub(super) at: Result<NaiveDateTime, String>,
    pub(super) found: Option<Judged>,
}

impl Another {
    fn new(was: Slot) -> Self {
        let field = Field::text("", "11:30 · thu 3pm · 21 jan 9:00", "");
        Self { field, was, at: Err(String::new()), found: None }
    }

    pub(super) fn slot(&self) -> Option<Slot> {
        let at = self.at.as_ref().ok()?;
        Some(Slot { span: Span::lasting(*at, self.was.span.minutes()), ..self.was })
    }

    pub(super) fn press(&mut self, key: Key, see: &See<'_>) {
        self.field.press(key);
        self.read(see);
    }

    pub(super) fn paste(&mut self, text: &str, see: &See<'_>) {
        self.field.paste(text);
        self.read(see);
    }

    fn read(&mut self, see: &See<'_>) {
        let text = self.field.value();
        let at = if text.is_empty() {
            Err(String::new())
        } else {
            read_near(text.as_str(), self.was.span.date(), see.now, see.directory.practice.order)
        };
        if at != self.at {
            self.found = None;
        }
        self.at = at;
    }

    /// What was understood, and how it would be; whether it is good.
    pub(super) fn echo(&self) -> (bool, Vec<String>) {
        let at = match &self.at {
            Err(why) => return (false, vec![why.clone()]),
            Ok(at) => format!("{}, {}", say::full_day(at.date()), say::time(at.time())),
        };
        match &self.found {
            None => (true, vec![format!("{at} …")]),
            Some(judged) if judged.conflicts.is_empty() || judged.adopts.is_some() => (true, vec![format!("{at}: free")]),
            Some(judged) => {
                let against = judged.conflicts.iter().map(|conflict| format!("✗ {}", capitalize(&conflict.to_string())));
                (false, std::iter::once(format!("{at}:")).chain(against).collect())
            }
        }
    }
}

/// A moment said of a date: "thu" is the Thursday after that date, and "18 jan" the one nearest to it.
fn read_near(text: &str, day: NaiveDate, now: NaiveDateTime, order: DateOrder) -> Result<NaiveDateTime, String> {
    let from = |base: NaiveDateTime| when::read_moment(text, base.max(now), day, order).map_err(|why| why.to_string());
    let base = day.and_time(NaiveTime::MIN);
    let mut at = from(base)?;
    if at > base + TimeDelta::days(300) {
        at = from(base - TimeDelta::days(60)).unwrap_or(at);
    }
    if at <= now {
        return Err("That moment is over. Say a later one.".into());
    }
    Ok(at)
}

impl Dates {
    pub(super) fn begin_time(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.deciding.can_be_put(self.list.selected, see.now) {
            Err(why) => vec![Act::Refuse(why)],
            Ok(was) => {
                self.another = Some(Box::new(Another::new(was)));
                Vec::new()
            }
        }
    }

    /// The date goes to the time that was typed. What stands against it there is decided like anything else.
    pub(super) fn take_time(&mut self, see: &See<'_>) -> Vec<Act> {
        let Some(another) = &self.another else { return Vec::new() };
        let Some(slot) = another.slot() else {
            let (_, why) = another.echo();
            let why = why.into_iter().find(|why| !why.is_empty());
            return vec![Act::Refuse(why.unwrap_or_else(|| "Say a time, like 11:30 or thu 3pm.".into()))];
        };
        let found = self.another.take().and_then(|another| another.found);
        let place = self.list.selected;
        self.deciding.put(place, slot);
        let free = found.as_ref().is_some_and(|judged| judged.conflicts.is_empty());
        self.deciding.hear(found);
        if free {
            self.go_on(see);
        }
        Vec::new()
    }
}
