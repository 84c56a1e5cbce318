//! Time off, a block, a room out of use, a closure.
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta};

use super::Unread;
use crate::domain::change::{NewAbsence, PracticeChange};
use crate::domain::ids::{RoomId, StaffId};
use crate::domain::practice::hours::{Absence, Absent};
use crate::domain::span::Span;
use crate::domain::wording::{say, when};
use crate::tui::form::{Field, Form};
use crate::tui::screens::See;
use crate::tui::screens::settings::section::{absent_words, away_span};

const WHO: usize = 0;
const KIND: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;
const REASON: usize = 4;

/// Rooms stand behind the therapists among the choices.
const ROOMS: i64 = 1 << 40;

pub(super) fn fields(absence: Option<&Absence>, see: &See<'_>) -> Form {
    let named = match absence.map(|absence| absence.of) {
        Some(Absent::Staff(id) | Absent::Block(id)) => Some(id.0),
        Some(Absent::Room(id)) => Some(ROOMS + id.0),
        Some(Absent::Practice | Absent::Client(_)) => Some(0),
        None => see.viewer.staff.map(|id| id.0),
    };
    let staff =
        see.directory.staff.iter().filter(|staff| staff.treats && !staff.archived || Some(staff.id.0) == named && absence.is_some());
    let rooms = see.directory.rooms.iter().filter(|room| !room.archived || Some(ROOMS + room.id.0) == named);
    let mut whose: Vec<(Option<i64>, String)> = staff.map(|staff| (Some(staff.id.0), staff.short.to_string())).collect();
    whose.extend(rooms.map(|room| (Some(ROOMS + room.id.0), room.name.to_string())));
    whose.push((Some(0), "whole practice".to_owned()));
    let blocks = matches!(absence.map(|absence| absence.of), Some(Absent::Block(_)));
    let (from, to) = absence.map(|absence| typed(&absence.span)).unwrap_or_default();
    let mut form = Form::new(vec![
        Field::choice("Who or what", "therapists, rooms, the whole practice", whose, named),
        Field::choice("Kind", "", kinds(true, false), Some(i64::from(blocks))),
        Field::text("From", "fri · 24 dec · today 14:00", &from),
        Field::text("To", "the last day, or a time: 16:00; empty: that whole day", &to),
        Field::text("Reason", "training, holiday, boiler … (never health)", absence.map_or("", |absence| absence.reason.as_str())),
    ]);
    suit_kind(&mut form);
    form
}

/// What an absence can be, for a therapist, a room or the practice.
fn kinds(therapist: bool, room: bool) -> Vec<(Option<i64>, String)> {
    let words: &[&str] = match (therapist, room) {
        (true, _) => &["time off", "block: an errand, a pause"],
        (false, true) => &["out of use"],
        (false, false) => &["closed"],
    };
    (0..).map(Some).zip(words.iter().map(|words| (*words).to_owned())).collect()
}

/// Only a therapist's absence has two kinds.
pub(super) fn suit_kind(form: &mut Form) {
    let whose = form.chosen(WHO).unwrap_or_default();
    form.fields[KIND].offer(kinds((1..ROOMS).contains(&whose), whose >= ROOMS));
}

/// What the day has selected.
pub(super) fn begin_block(form: &mut Form, staff: Option<StaffId>, span: Span) {
    if let Some(staff) = staff {
        form.fields[WHO].choose(Some(staff.0));
    }
    suit_kind(form);
    form.fields[KIND].choose(Some(1));
    let (from, to) = typed(&span);
    form.fields[FROM].suggest(&from);
    form.fields[TO].suggest(&to);
    // A whole day is rarely what is meant: its hours are asked for first.
    form.focus = if is_midnight(span.from()) && is_midnight(span.to()) { FROM } else { REASON };
}

fn is_midnight(at: NaiveDateTime) -> bool {
    at.time() == NaiveTime::MIN
}

/// A span as it can be typed.
fn typed(span: &Span) -> (String, String) {
    if is_midnight(span.from()) && is_midnight(span.to()) {
        let last = span.to().date().pred_opt().unwrap_or(span.date());
        let to = if last == span.date() { String::new() } else { say::full_day(last) };
        return (say::full_day(span.date()), to);
    }
    let moment = |at: NaiveDateTime| format!("{} {}", say::full_day(at.date()), say::time(at.time()));
    let same_day = span.to().date() == span.date();
    (moment(span.from()), if same_day { say::time(span.to().time()) } else { moment(span.to()) })
}

fn read_span(form: &Form, see: &See<'_>) -> Result<Span, Unread> {
    let (from, to) = (form.value(FROM), form.value(TO));
    let (today, order) = (see.now.date(), see.directory.practice.order);
    if from.is_empty() {
        return Err((FROM, "From when? A day (fri, 24 dec), or a day and a time (today 14:00).".into()));
    }
    let whole = when::read_day(from.as_str(), today, order);
    let is_whole = whole.is_ok();
    let begins = match whole {
        Ok(date) => date.and_time(NaiveTime::MIN),
        Err(_) => when::read_moment(from.as_str(), see.now, today, order).map_err(|why| (FROM, why.to_string()))?,
    };
    let end_of = |date: chrono::NaiveDate| date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN);
    let day = when::read_day(to.as_str(), begins.date(), order);
    let moment = when::read_moment(to.as_str(), begins, begins.date(), order);
    let ends = match (day, moment) {
        _ if to.is_empty() => end_of(begins.date()),
        // A bare number is a day after a day, and an hour after a time.
        (_, Ok(moment)) if !is_whole => moment,
        (Ok(date), _) => end_of(date),
        (Err(_), Ok(moment)) => moment,
        (Err(_), Err(why)) => return Err((TO, why.to_string())),
    };
    // A day just before the first one is a slip and not the next year.
    let far = ends - begins > TimeDelta::days(300) && !to.as_str().contains(&ends.year().to_string());
    if far {
        let last = say::full_day(ends.date().pred_opt().unwrap_or(ends.date()));
        return Err((TO, format!("“{to}” lies before the first day; as {last} it would be nearly a year. Say the year if that is meant.")));
    }
    Span::new(begins, ends).ok_or_else(|| {
        (TO, format!("It would end ({}) before it begins ({}).", say::moment(ends, begins.year()), say::moment(begins, begins.year())))
    })
}

fn of(form: &Form) -> Absent {
    match form.chosen(WHO) {
        Some(id) if id >= ROOMS => Absent::Room(RoomId(id - ROOMS)),
        Some(id) if id > 0 && form.chosen(KIND) == Some(1) => Absent::Block(StaffId(id)),
        Some(id) if id > 0 => Absent::Staff(StaffId(id)),
        _ => Absent::Practice,
    }
}

pub(super) fn read(form: &Form, seen: Option<&Absence>, see: &See<'_>) -> Result<Option<PracticeChange>, Unread> {
    let new = NewAbsence { of: of(form), span: read_span(form, see)?, reason: form.value(REASON) };
    let Some(absence) = seen else { return Ok(Some(PracticeChange::AddAbsence(new))) };
    let seen = NewAbsence { of: absence.of, span: absence.span, reason: absence.reason.clone() };
    Ok((seen != new).then_some(PracticeChange::EditAbsence { id: absence.id, seen, new }))
}

/// Who is away and when, as it is understood.
pub(super) fn echo(form: &Form, see: &See<'_>) -> Result<String, String> {
    if form.value(FROM).is_empty() {
        return Ok(format!("{}: from when?", absent_words(of(form), see.directory)));
    }
    match read_span(form, see) {
        Ok(span) => {
            let past = if span.to() <= see.now { " · this is over already" } else { "" };
            Ok(format!("{}, {}{past}", absent_words(of(form), see.directory), away_span(&span, see.now.year())))
        }
        Err((_, why)) => Err(why),
    }
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    if field == "reason" { REASON } else { FROM }
}
