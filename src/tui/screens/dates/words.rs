//! What is said of each date: in a row, as much as there is room for, and in full below the list.
use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::Dates;
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::act::Row;
use crate::domain::book::series::deciding::State;
use crate::domain::book::series::review::Judged;
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::capitalize;
use crate::domain::wording::{repeat, say};
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;

/// What stands in the row of a date: the longest wording first, to be taken as it fits.
pub(super) struct RowWords {
    pub(super) mark: Mark,
    pub(super) wordings: Vec<String>,
    /// "nearest: Tue 29 Dec 10:00", where something stands against it.
    pub(super) nearest: Option<String>,
}

/// How a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    Decide,
    Plain,
    Dim,
}

impl Dates {
    /// The year that need not be said of a date: its own, where all dates lie within a year of one another.
    pub(super) fn year(&self, at: NaiveDateTime) -> i32 {
        let mut dates = self.deciding.dates().iter().map(|planned| planned.rule_date);
        match (dates.next(), dates.next_back()) {
            (Some(first), Some(last)) if last - first > TimeDelta::days(330) => first.year(),
            _ => at.year(),
        }
    }

    fn moment(&self, at: NaiveDateTime) -> String {
        say::moment(at, self.year(at))
    }

    /// "Every 2 weeks on Tuesday at 10:00, 8 times · Maria Smith · TrP 60 · Dana".
    pub(super) fn heading(&self, directory: &Directory) -> [String; 2] {
        let terms = self.deciding.terms();
        let what = format!("{} · {}", directory.service_short(terms.service), directory.staff_short(terms.staff));
        [repeat::say(&terms.rule, terms.first), format!("{} · {what}", self.title)]
    }

    /// The same for a narrow window, whose it is first.
    pub(super) fn briefly(&self) -> String {
        let terms = self.deciding.terms();
        repeat::say_briefly(&terms.rule, terms.first)
    }

    /// "8 wanted · 6 free · 2 to decide".
    pub(super) fn counted(&self, see: &See<'_>) -> String {
        let counts = self.deciding.counts(see.now);
        let all = [
            (counts.free, "free"),
            (counts.adopted, "booked already"),
            (counts.anyway, "anyway"),
            (counts.skipped, "skipped"),
            (counts.staying, "staying"),
            (counts.called_off, "called off"),
            (counts.to_decide, "to decide"),
        ];
        let parts = all.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!(" · {count} {word}"));
        let goes_on = if self.deciding.goes_on() { " in the first year" } else { "" };
        format!("{} wanted{goes_on}{}", counts.wanted - counts.making_up, parts.collect::<String>())
    }

    /// "8 wanted · 2 to decide", for a narrow window.
    pub(super) fn counted_briefly(&self, see: &See<'_>) -> String {
        let counts = self.deciding.counts(see.now);
        format!("{} wanted · {} to decide", counts.wanted - counts.making_up, counts.to_decide)
    }

    /// What stands in the row of the date at a place.
    pub(super) fn row_words(&self, place: usize, see: &See<'_>) -> RowWords {
        let plain = |mark: Mark, wordings: &[&str]| RowWords {
            mark,
            wordings: wordings.iter().map(|words| (*words).to_owned()).collect(),
            nearest: None,
        };
        match self.deciding.state(place, see.now) {
            State::Unread => plain(Mark::Dim, &["…"]),
            State::Free(slot) => match self.elsewhere(place, &slot, see.directory) {
                Some(to) => {
                    let day = to.split_once(' ').map_or_else(String::new, |(_, day)| format!("→ {day}"));
                    let wordings = vec![format!("moved to {to}, free"), format!("moved to {to}"), format!("→ {to}"), day];
                    RowWords { mark: Mark::Good, wordings, nearest: None }
                }
                None => plain(Mark::Good, &["free"]),
            },
            State::Against(judged) => self.against(place, judged, see),
            State::Anyway(judged, anyway) => {
                let to = self.elsewhere(place, &judged.slot, see.directory).map(|to| format!(", {to}")).unwrap_or_default();
                let wordings = vec![format!("anyway: {}{to}", anyway.reason), format!("anyway{to}"), "anyway".to_owned()];
                RowWords { mark: Mark::Plain, wordings, nearest: None }
            }
            State::Adopted(_) => plain(Mark::Good, &["already booked, becomes this date", "already booked"]),
            State::Skipped => plain(Mark::Dim, &["skipped"]),
            State::Waits => plain(Mark::Decide, &["to decide later", "to decide"]),
            State::CalledOff => plain(Mark::Dim, &["called off"]),
            State::Exception(row) => {
                let where_to = self.exception(&row, see.directory);
                RowWords {
                    mark: Mark::Plain,
                    wordings: vec![format!("stays: {where_to}"), "stays as it is".into(), "stays".into()],
                    nearest: None,
                }
            }
            State::Over(row) => {
                let words = row.map_or_else(|| "stays".to_owned(), |row| format!("stays: {}", row.status.word()));
                plain(Mark::Dim, &[&words, "stays"])
            }
        }
    }

    fn against(&self, place: usize, judged: &Judged, see: &See<'_>) -> RowWords {
        let all: Vec<String> = judged.conflicts.iter().map(ToString::to_string).collect();
        let brief = judged.conflicts.first().map(brief).unwrap_or_default();
        let more = if all.len() > 1 { format!(" and {} more", all.len() - 1) } else { String::new() };
        let to = self.elsewhere(place, &judged.slot, see.directory).map(|to| format!("{to}: ")).unwrap_or_default();
        let mut wordings = vec![format!("✗ {to}{}", all.join("; "))];
        wordings.push(format!("✗ {to}{brief}{more}"));
        wordings.push(format!("✗ {brief}{more}"));
        wordings.push(format!("✗ {brief}"));
        wordings.push("✗ to decide".into());
        let nearest = match judged.nearest {
            Some(slot) => format!("nearest: {}", self.moment(slot.span.from())),
            None => "nothing free near".into(),
        };
        RowWords { mark: Mark::Decide, wordings, nearest: Some(nearest) }
    }

    /// Where a date is, when it is not where its rule has it.
    fn elsewhere(&self, place: usize, slot: &Slot, directory: &Directory) -> Option<String> {
        let planned = self.deciding.dates().get(place)?;
        let ruled = self.deciding.terms().slot(planned.rule_date);
        let with = if slot.staff == ruled.staff { String::new() } else { format!(" with {}", directory.staff_short(slot.staff)) };
        (slot.span != ruled.span || slot.staff != ruled.staff).then(|| format!("{}{with}", self.moment(slot.span.from())))
    }

    /// "moved by itself to Wed 30 Dec 15:00".
    fn exception(&self, row: &Row, directory: &Directory) -> String {
        format!("moved by itself to {} with {}", self.moment(row.slot.span.from()), directory.staff_short(row.slot.staff))
    }

    /// All there is to say of the date at a place, a sentence a line.
    pub(super) fn in_full(&self, place: usize, see: &See<'_>) -> Vec<String> {
        let name = format!("{}  {}", place + 1, self.name(place));
        let at = |slot: &Slot| self.elsewhere(place, slot, see.directory).map(|to| format!(" → {to}")).unwrap_or_default();
        let reasons =
            |judged: &Judged| judged.conflicts.iter().map(|one| format!("✗ {}", capitalize(&one.to_string()))).collect::<Vec<_>>();
        match self.deciding.state(place, see.now) {
            State::Unread => vec![name],
            State::Free(slot) => vec![format!("{name}{}: free{}", at(&slot), room(&slot, see.directory))],
            State::Against(judged) => {
                let mut lines = vec![format!("{name}{}", at(&judged.slot))];
                lines.extend(reasons(judged));
                lines.push(match judged.nearest {
                    Some(slot) => format!("nearest: {}{}", self.moment(slot.span.from()), room(&slot, see.directory)),
                    None => "No time is free within a week of it.".into(),
                });
                lines
            }
            State::Anyway(judged, anyway) => {
                let mut lines = vec![format!("{name}{}: booked anyway, {}", at(&judged.slot), anyway.reason)];
                lines.extend(reasons(judged));
                lines
            }
            State::Adopted(_) => vec![format!("{name}: the appointment that is booked already becomes this date")],
            State::Skipped => {
                let back = see.key(Context::Dates, Command::SkipDate);
                vec![format!("{name}: skipped. It is kept as a date without a time; {back} brings it back.")]
            }
            State::Waits => vec![format!("{name}: to decide later. It holds no time.")],
            State::CalledOff => vec![format!("{name}: called off, it lies behind the new end")],
            State::Exception(row) => {
                let along = see.key(Context::Dates, Command::SkipDate);
                vec![format!("{name}: stays, {}. {along} takes it along.", self.exception(&row, see.directory))]
            }
            State::Over(row) => {
                vec![format!("{name}: {}, stays as it is", row.map_or("over", |row| row.status.word()))]
            }
        }
    }
}

fn room(slot: &Slot, directory: &Directory) -> String {
    let room = directory.room_short(slot.room);
    if room.is_empty() { String::new() } else { format!(", {room}") }
}

/// The reason in two or three words.
fn brief(conflict: &Conflict) -> String {
    match conflict {
        Conflict::TherapistBusy { therapist, .. } => format!("{therapist} busy"),
        Conflict::CleanUp { .. } => "clean-up time".into(),
        Conflict::RoomTaken { room, .. } => format!("{room} taken"),
        Conflict::ClientElsewhere { .. } => "client elsewhere".into(),
        Conflict::OutsideHours { .. } => "outside hours".into(),
        Conflict::TimeOff { therapist, .. } => format!("{therapist} off"),
        Conflict::Closure { .. } => "practice closed".into(),
        Conflict::RoomOut { room, .. } => format!("{room} out of use"),
        Conflict::ClientAway { .. } => "client away".into(),
        Conflict::NotOffered { .. } => "not offered".into(),
        Conflict::NoRoom { .. } => "no room".into(),
        Conflict::Archived { what, .. } => format!("{what} archived"),
        Conflict::NoSuchTime { .. } => "the clocks skip it".into(),
        Conflict::Of { conflict, .. } => brief(conflict),
    }
}
