//! The practice's zone as a calendar says it (RFC 5545 §3.6.5): since when which offset holds, and when it changes each year.
use std::io::{self, Write};

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::lines::{Lines, utc, wall};

/// The zone is told from this year on, or from the year of the first thing in the calendar.
const FROM_YEAR: i32 = 2000;
/// What changes in the same way each year up to here is taken to go on so.
const TO_YEAR: i32 = 2060;
/// From so many years in a row on it is said as a rule.
const IN_A_ROW: usize = 3;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What the clocks show at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clock {
    /// Seconds ahead of UTC.
    offset: i32,
    name: String,
    is_summer: bool,
}

/// The clocks change: at an instant, from an offset to a clock.
#[derive(Debug, Clone)]
struct Turn {
    at: NaiveDateTime,
    from: i32,
    to: Clock,
}

impl Turn {
    /// The moment on the clock that is left (RFC 5545 §3.6.5: an onset is said in the offset before it).
    fn onset(&self) -> NaiveDateTime {
        self.at + TimeDelta::seconds(i64::from(self.from))
    }
}

/// Writes the zone for whatever happens from `first` on.
pub(super) fn write<W: Write>(out: &mut Lines<W>, zone: Tz, first: Option<NaiveDate>) -> io::Result<()> {
    let year = first.map_or(FROM_YEAR, |day| day.year().min(FROM_YEAR));
    let turns = turns(zone, year - 1);
    out.line("BEGIN:VTIMEZONE")?;
    out.line(&format!("TZID:{}", zone.name()))?;
    let begin = new_year(year);
    if turns.first().is_none_or(|turn| turn.at >= begin) {
        let clock = clock(zone, new_year(year - 1));
        let turn = Turn { at: new_year(year - 1), from: clock.offset, to: clock };
        observance(out, &turn, &[wall_line(&turn)])?;
    }
    let mut kinds: Vec<Vec<&Turn>> = Vec::new();
    for turn in &turns {
        match kinds.iter_mut().find(|kind| kind[0].from == turn.from && kind[0].to == turn.to) {
            Some(kind) => kind.push(turn),
            None => kinds.push(vec![turn]),
        }
    }
    for kind in kinds {
        same(out, &kind)?;
    }
    out.line("END:VTIMEZONE")
}

/// All turns from one offset to one clock: yearly ones as a rule, the others by their moments.
fn same<W: Write>(out: &mut Lines<W>, kind: &[&Turn]) -> io::Result<()> {
    let mut singly: Vec<&Turn> = Vec::new();
    let mut at = 0;
    while let Some(turn) = kind.get(at) {
        let (every, years) = yearly(&kind[at..]);
        if years < IN_A_ROW {
            singly.push(turn);
            at += 1;
            continue;
        }
        let last = kind[at + years - 1];
        let goes_on = at + years == kind.len() && last.onset().year() >= TO_YEAR - 1;
        let until = if goes_on { String::new() } else { format!(";UNTIL={}", utc(last.at.and_utc())) };
        observance(out, turn, &[wall_line(turn), format!("RRULE:FREQ=YEARLY;{every}{until}")])?;
        at += years;
    }
    let Some((first, others)) = singly.split_first() else { return Ok(()) };
    let more = others.iter().map(|turn| format!("RDATE:{}", wall(turn.onset())));
    observance(out, first, &[wall_line(first)].into_iter().chain(more).collect::<Vec<_>>())
}

fn wall_line(turn: &Turn) -> String {
    format!("DTSTART:{}", wall(turn.onset()))
}

fn observance<W: Write>(out: &mut Lines<W>, turn: &Turn, when: &[String]) -> io::Result<()> {
    let kind = if turn.to.is_summer { "DAYLIGHT" } else { "STANDARD" };
    out.line(&format!("BEGIN:{kind}"))?;
    when.iter().try_for_each(|line| out.line(line))?;
    out.line(&format!("TZOFFSETFROM:{}", offset(turn.from)))?;
    out.line(&format!("TZOFFSETTO:{}", offset(turn.to.offset)))?;
    out.text("TZNAME", &turn.to.name)?;
    out.line(&format!("END:{kind}"))
}

/// "+0100", "-0330", and with seconds where a clock was so fine.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

/// The rule that says the most years of these turns in a row, from the first on, and how many.
fn yearly(turns: &[&Turn]) -> (String, usize) {
    let onsets: Vec<NaiveDateTime> = turns.iter().map(|turn| turn.onset()).collect();
    let Some(first) = onsets.first() else { return (String::new(), 0) };
    let (nth, is_last) = nth_of(*first);
    let places = [Some(i64::from(nth)).filter(|n| *n < 5), is_last.then_some(-1)];
    let is_same = |at: &NaiveDateTime, years: usize, place: i64| {
        let (nth, is_last) = nth_of(*at);
        (if place < 0 { is_last } else { i64::from(nth) == place })
            && (at.month(), at.weekday(), at.time()) == (first.month(), first.weekday(), first.time())
            && i64::from(at.year() - first.year()) == i64::try_from(years).unwrap_or(i64::MAX)
    };
    let run = |place: i64| onsets.iter().enumerate().take_while(|(years, at)| is_same(at, *years, place)).count();
    let best = places.into_iter().flatten().map(|place| (run(place), place)).max_by_key(|(years, place)| (*years, -*place));
    let (years, place) = best.unwrap_or((0, 0));
    (format!("BYMONTH={};BYDAY={place}{}", first.month(), day_letters(first.weekday())), years)
}

/// Which of its weekday in its month a day is, and whether the last one.
fn nth_of(at: NaiveDateTime) -> (u32, bool) {
    let is_last = at.date().checked_add_days(Days::new(7)).is_none_or(|next| next.month() != at.month());
    (at.day0() / 7 + 1, is_last)
}

fn day_letters(day: Weekday) -> &'static str {
    DAYS[day.num_days_from_monday() as usize]
}

fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN).and_time(NaiveTime::MIN)
}

fn clock(zone: Tz, utc: NaiveDateTime) -> Clock {
    let offset = zone.offset_from_utc_datetime(&utc);
    Clock {
        offset: offset.fix().local_minus_utc(),
        name: offset.abbreviation().unwrap_or_default().to_owned(),
        is_summer: offset.dst_offset() > TimeDelta::zero(),
    }
}

/// Every change of the offset from the beginning of a year on.
fn turns(zone: Tz, from_year: i32) -> Vec<Turn> {
    let (mut at, end) = (new_year(from_year), new_year(TO_YEAR + 1));
    let mut now = clock(zone, at);
    let mut found = Vec::new();
    while at < end {
        let next = at + TimeDelta::days(1);
        let then = clock(zone, next);
        if then.offset != now.offset {
            let (mut before, mut after) = (at, next);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + (after - before) / 2;
                if clock(zone, middle).offset == now.offset { before = middle } else { after = middle }
            }
            found.push(Turn { at: after, from: now.offset, to: clock(zone, after) });
        }
        (at, now) = (next, then);
    }
    found
}

/// The instant of a moment of the wall clock: of two the first; a skipped one as the clock before the gap would have counted
/// on (RFC 5545 §3.3.5).
pub(super) fn instant(zone: Tz, at: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(one) | LocalResult::Ambiguous(one, _) => one.to_utc(),
        LocalResult::None => {
            let before = zone.offset_from_utc_datetime(&(at - TimeDelta::days(1))).fix().local_minus_utc();
            (at - TimeDelta::seconds(i64::from(before))).and_utc()
        }
    }
}
