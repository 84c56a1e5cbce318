//! Moments as a calendar writes them, and what they are on the practice's wall clock.
use chrono::{DateTime, Datelike, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::domain::text::Clean;

/// A day or a moment, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moment {
    Day(NaiveDate),
    At { wall: NaiveDateTime, clock: Clock },
}

/// By which clock a moment is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clock {
    /// Whatever the clock on the wall says.
    Floating,
    Utc,
    /// The calendar's own name of a time zone.
    Named(String),
}

/// A clock that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Floating,
    Tz(Tz),
    Fixed(FixedOffset),
}

/// Years that an appointment can lie in; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// "20261124", "20261124T100000", "20261124T090000Z"; the seconds may be missing and do not count.
pub(super) fn read(text: &str, tzid: Option<&str>) -> Result<Moment, String> {
    let refused = || format!("“{}” is no moment: it is written like 20261124T100000.", Clean::line(text));
    let upper = text.trim().to_ascii_uppercase();
    let (local, is_utc) = upper.strip_suffix('Z').map_or((upper.as_str(), false), |local| (local, true));
    if !local.bytes().all(|b| b.is_ascii_digit() || b == b'T') {
        return Err(refused());
    }
    let near = |day: NaiveDate| {
        let reason = || format!("The year {} cannot be right: correct it.", day.year());
        if YEARS.contains(&day.year()) { Ok(day) } else { Err(reason()) }
    };
    if local.len() == 8 {
        return near(NaiveDate::parse_from_str(local, "%Y%m%d").map_err(|_| refused())?).map(Moment::Day);
    }
    let format = match local.len() {
        15 => "%Y%m%dT%H%M%S",
        13 => "%Y%m%dT%H%M",
        _ => return Err(refused()),
    };
    let at = NaiveDateTime::parse_from_str(local, format).map_err(|_| refused())?;
    near(at.date())?;
    let clock = match tzid {
        _ if is_utc => Clock::Utc,
        Some(id) => Clock::Named(id.to_owned()),
        None => Clock::Floating,
    };
    Ok(Moment::At { wall: to_minute(at), clock })
}

pub(super) fn to_minute(at: NaiveDateTime) -> NaiveDateTime {
    at.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(at)
}

impl Zone {
    /// What the practice's clock shows when this one shows `at`.
    pub(super) fn to_practice(self, at: NaiveDateTime, practice: Tz) -> NaiveDateTime {
        match self {
            Self::Floating => at,
            Self::Tz(zone) if zone == practice => at,
            Self::Tz(zone) => shown(instant(&zone, at), practice).unwrap_or(at),
            Self::Fixed(zone) => shown(instant(&zone, at), practice).unwrap_or(at),
        }
    }

    /// What this clock shows at an instant; a floating one shows the practice's time.
    pub(super) fn show(self, utc: NaiveDateTime, practice: Tz) -> NaiveDateTime {
        match self {
            Self::Floating => practice.from_utc_datetime(&utc).naive_local(),
            Self::Tz(zone) => zone.from_utc_datetime(&utc).naive_local(),
            Self::Fixed(zone) => zone.from_utc_datetime(&utc).naive_local(),
        }
    }
}

fn shown<Z: TimeZone>(at: Option<DateTime<Z>>, practice: Tz) -> Option<NaiveDateTime> {
    Some(to_minute(at?.with_timezone(&practice).naive_local()))
}

/// The instant of a wall-clock time; twice there, the first; skipped, as the clock before the gap would have counted on
/// (RFC 5545 §3.3.5).
fn instant<Z: TimeZone>(zone: &Z, at: NaiveDateTime) -> Option<DateTime<Z>> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(one) | LocalResult::Ambiguous(one, _) => Some(one),
        LocalResult::None => {
            let before = zone.offset_from_local_datetime(&(at - TimeDelta::hours(6))).earliest()?;
            Some(zone.from_utc_datetime(&(at - TimeDelta::seconds(i64::from(before.fix().local_minus_utc())))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        let told = |text: &str| match read(text, Some("X")) {
            Ok(Moment::Day(day)) => day.to_string(),
            Ok(Moment::At { wall, clock }) => format!("{} {clock:?}", wall.format("%F %R")),
            Err(why) => why,
        };
        let table = [
            ("20261124", "2026-11-24"),
            ("20261124T100059", "2026-11-24 10:00 Named(\"X\")"),
            ("20261124t0900z", "2026-11-24 09:00 Utc"),
            ("20261324T100000", "“20261324T100000” is no moment: it is written like 20261124T100000."),
            ("2026112", "“2026112” is no moment: it is written like 20261124T100000."),
            ("00261124", "The year 26 cannot be right: correct it."),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected);
        }
    }

    #[test]
    fn a_time_that_the_clocks_skip_goes_on_from_before_the_gap() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%F %R").expect("a time of the test");
        let zone = Zone::Tz(chrono_tz::America::New_York);
        assert_eq!(zone.to_practice(at("2027-03-14 02:30"), chrono_tz::Europe::Berlin), at("2027-03-14 08:30"));
        assert_eq!(zone.to_practice(at("2026-11-24 10:00"), chrono_tz::Europe::Berlin), at("2026-11-24 16:00"));
    }
}
